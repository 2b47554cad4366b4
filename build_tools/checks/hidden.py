"""Cells that are never shown in a finding, since their column holds persons.

Patterns mask numbers and addresses wherever they stand; a name, a birth date or a mangled number
has none. So of columns that a heading announces as personal no cell is shown at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..findings import Finding
from ..model import Field, Resource
from ..privacy import headers, roles
from ..privacy.kinds import KINDS

MASK = "…"
#: Roles of columns that tell that each row is about a person.
_TELLING = frozenset({"birth", "birth-place", "parent", "religion", "marital"})
#: Roles of columns whose cells are not shown there.
_HIDDEN = _TELLING | {
    "name", "bare-name", "official", "address", "neighbourhood", "sensitive", "latitude",
    "longitude", "coordinates",
}  # fmt: skip
#: Shorter cells stand in other texts by chance.
_SHORTEST = 3


def hidden(resources: Sequence[Resource], finding: Finding) -> Finding:
    """The finding without what its cell holds, where the column is one of persons."""
    if not finding.cell and not any(isinstance(value, str) for _, value in finding.values):
        return finding
    resource = next((r for r in resources if r.path == finding.file), None)
    if resource is None:
        return finding
    columns = _columns(resource)
    named = {name.strip() for name in finding.field.split(",")} - {""}
    if not columns or (named and not named & columns):
        return finding
    values = tuple((key, _without(value, finding.cell, columns)) for key, value in finding.values)
    return replace(finding, cell=MASK if finding.cell else "", values=values)


def _columns(resource: Resource) -> frozenset[str]:
    """The columns of a table no cell of which is shown."""
    announced = {f.name for f in resource.fields if _is_number(f)}
    found = {f.name: roles.role(f.name, f.title.main) for f in resource.fields}
    of_persons = bool(announced) or any(
        role in _TELLING or (role == "name" and "nama" in roles.words(name))
        for name, role in found.items()
    )
    if not of_persons:
        return frozenset()
    return frozenset(announced) | {name for name, role in found.items() if role in _HIDDEN}


def _is_number(field: Field) -> bool:
    name, title = field.name, field.title.main
    kind = KINDS.get(headers.announced(name, title))
    return bool(kind and kind.nature == "number") and not headers.is_entity(name, title)


def _without(value: str | int | float, cell: str, columns: frozenset[str]) -> str | int | float:
    """A value of a finding without the cell; nothing of one that shows cells by their columns."""
    if not isinstance(value, str):
        return value
    if any(f"{name} =" in value for name in columns):
        return MASK
    return value.replace(cell, MASK) if len(cell) >= _SHORTEST else value
