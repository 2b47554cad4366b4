"""Cells that are never shown in a finding, since their column holds persons.

Patterns mask numbers and addresses wherever they stand; a name, a birth date or a mangled number
has none. So of columns that a heading announces as personal no cell is shown at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ..findings import Finding
from ..model import Field, Resource
from ..privacy import headers, nametokens, roles, shown
from ..privacy.headings import heading
from ..privacy.kinds import KINDS

MASK = "…"
#: Codes of columns of persons, and of what is masked wherever it is found.
_COLUMNS = frozenset(code for code in KINDS if code != "person-name")
_MASKED = frozenset(KINDS)
#: Roles of columns that tell that each row is about a person.
_TELLING = frozenset({"birth", "birth-place", "parent", "religion", "marital"})
#: Roles of columns whose cells are not shown there.
_HIDDEN = _TELLING | {
    "name", "bare-name", "official", "address", "neighbourhood", "sensitive", "latitude",
    "longitude", "coordinates",
}  # fmt: skip
#: Findings about headings; values of findings that list what a column may hold.
_LABELS = frozenset({"incorrect-label", "duplicate-label", "extra-label"})
_LISTS = frozenset({"limit", "told", "given"})
#: From how alike on a heading is one that was mistyped.
_NEAR = 0.6
#: Shorter cells stand in other texts by chance.
_SHORTEST = 3


def all_hidden(findings: Sequence[Finding], resources: Sequence[Resource] = ()) -> list[Finding]:
    """The findings without what cells hold of columns that others of them tell to be of persons.

    What a column is, is known at the end of a table only, and not always by its heading. Where a
    table has data in the place of its headings (``resources`` are the tables as declared), no
    cell of it is shown.
    """
    told = {(f.file, place) for f in findings if f.code in _COLUMNS for place in _places(f)}
    declared = {resource.path: resource for resource in resources}
    headless = {f.file for f in findings if f.code in _LABELS and heading(f.field) == "data"}
    found = []
    for f in findings:
        of_persons = f.code not in _MASKED and any((f.file, place) in told for place in _places(f))
        if f.code in _LABELS:
            f = _without_label(f, declared.get(f.file), f.file in headless)
        elif of_persons or (f.file in headless and f.code not in _MASKED):
            f = _bare(f)
        found.append(shown.finding(f))
    return found


def _without_label(finding: Finding, resource: Resource | None, headless: bool) -> Finding:
    """A finding about a heading, which is shown only where it is one."""
    label, kind = finding.field, heading(finding.field)
    expected = str(dict(finding.values).get("expected", ""))
    field = resource.field(expected) if resource else None
    known = {text for f in resource.fields for text in (f.name, f.title.main)} if resource else ()
    if not label or label in known or kind in {"sure", "perhaps"}:
        return finding
    near = SequenceMatcher(None, label.lower(), expected.lower()).ratio() >= _NEAR
    role = roles.role(field.name, field.title.main) if field else ""
    if kind != "data" and (near or not (headless or role in _HIDDEN)):
        return finding
    return replace(finding, field=MASK)


def _places(finding: Finding) -> set[str | int]:
    """The columns of a finding: their names and its number."""
    places: set[str | int] = {finding.column} if finding.column else set()
    return places | _names(finding)


def _names(finding: Finding) -> set[str]:
    """The columns that a finding names: its own, and those of a key whose values it tells."""
    named = dict(finding.values)["names"] if _key(finding) else ""
    return {name.strip() for name in f"{finding.field},{named}".split(",")} - {""}


def _key(finding: Finding) -> str:
    """The values of a key (of the columns ``names``) that a finding tells; empty: it tells none."""
    values = dict(finding.values)
    return str(values.get("key", "")) if "names" in values else ""


def _bare(finding: Finding) -> Finding:
    """A finding that shows nothing of its cell."""
    cell, told = finding.cell.strip(), "key" if _key(finding) else ""
    values = tuple(
        (
            key,
            MASK if isinstance(value, str) and (key == told or _tells(key, value, cell)) else value,
        )
        for key, value in finding.values
    )
    return replace(finding, cell=MASK if finding.cell else "", values=values)


def _tells(key: str, value: str, cell: str) -> bool:
    """Whether a value of a finding shows the cell, or others of its column."""
    return key in _LISTS or (bool(cell) and _shows(value, cell))


def _shows(value: str, cell: str) -> bool:
    text = value.strip()
    return cell in text or (len(text) >= _SHORTEST and text in cell)


def hidden(resources: Sequence[Resource], finding: Finding) -> Finding:
    """The finding without what its cell holds, where the column is one of persons."""
    if finding.code in _COLUMNS:
        return finding  # masked where it was found, and the same everywhere
    if not finding.cell and not any(isinstance(value, str) for _, value in finding.values):
        return finding
    resource = next((r for r in resources if r.path == finding.file), None)
    if resource is None:
        return finding
    named = _names(finding)
    if not named and finding.column and finding.column <= len(resource.fields):
        named = {resource.fields[finding.column - 1].name}
    columns = _columns(resource)
    texts = (finding.cell, *_key(finding).split(","))
    if named and any(_may_be_named(resource, named, text) for text in texts):
        return _bare(finding)
    if not columns or (named and not named & columns):
        return finding
    if _key(finding):
        return _bare(finding)
    values = tuple((key, _without(value, finding.cell, columns)) for key, value in finding.values)
    return replace(finding, cell=MASK if finding.cell else "", values=values)


def _may_be_named(resource: Resource, named: set[str], cell: str) -> bool:
    """Whether a cell below "nama" may be somebody: it is of words, and no thing is called so."""
    words = cell.strip()
    if not any(map(str.isalpha, words)) or any(map(str.isdigit, words)):
        return False
    fields = [f for f in resource.fields if f.name in named]
    bare = any(roles.role(f.name, f.title.main) == "bare-name" for f in fields)
    return bare and nametokens.look(words) != "thing"


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
