"""What is told of keys: which values repeat, and in which other row they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..findings import Finding, error
from ..model import Cell, Resource

#: Characters of a cell or a key that a finding shows.
_LONGEST = 200


def unique_finding(resource: Resource, row: int, other: int, column: int, cell: str) -> Finding:
    """A cell of a field that must be unique (``column`` from 0), and the row where it stood."""
    field = resource.fields[column]
    facts: dict[str, Any] = {"file": resource.path, "row": row}
    facts |= {"column": column + 1, "field": field.name, "cell": short(cell)}
    facts |= {"note": f"the same as in the row at position {other}"}
    return error("unique-error", **facts, type=field.type, format=field.format, other=other)


def key_finding(
    resource: Resource, row: int, other: int | None = None, cells: Sequence[Cell] = ()
) -> Finding:
    """A primary key that is empty (``other`` is None) or stands in an earlier row already.

    ``cells`` are those of the key, in its order; they are told as ``key``.
    """
    facts: dict[str, Any] = {"file": resource.path, "row": row, **key_facts(resource.primary_key)}
    if other is None:
        facts["note"] = 'cells composing the primary keys are all "None"'
    else:
        facts["note"] = f"the same as in the row at position {other}"
        facts |= {**key_facts(resource.primary_key, cells), "other": other}
    return error("primary-key", **facts)


def key_facts(names: Sequence[str], cells: Sequence[Cell] = ()) -> dict[str, str]:
    """What a finding tells of a key: its columns (``names``) and its values (``key``), in short.

    >>> key_facts(["kecamatan", "tahun"], ["Kuaro", "2024"])
    {'names': 'kecamatan, tahun', 'key': 'Kuaro, 2024'}
    """
    facts = {"names": short(", ".join(names))}
    if cells:
        facts["key"] = short(", ".join((cell or "").strip() or "–" for cell in cells))
    return facts


def short(cell: object) -> str:
    """A cell as a finding shows it: the beginning of a long one."""
    text = "" if cell is None else str(cell)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
