"""The sheet `metadata` of a workbook beside its table: two columns, what and its content."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..findings import Finding, warning
from . import cells, convert
from .dictionary import put
from .labels import DATASET, Property, headings, plain

#: What stands above the second column in the sheet's own header, in one of its first rows.
_HEADINGS, _HEADER_ROWS = frozenset(("isi", "nilai", "isian", "content", "value")), 5


@dataclass(frozen=True, slots=True)
class Described:
    """What the sheet says: properties of a descriptor, and what in it is not understood.

    `sources` and `licenses` have one entry, with `title` and `path`.
    """

    properties: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def described(
    path: Path, sheet: str, known: Mapping[str, Iterable[str]] | None = None
) -> Described:
    """What a workbook's sheet says; raises `cells.UnreadSheetError`.

    ``known``: words of the portal's own lists, by the key of the property (`spoken.spoken`).
    """
    return properties(cells.values(path, sheet), known, file=path.name, sheet=sheet)


def properties(
    rows: Iterable[Sequence[Any]],
    known: Mapping[str, Iterable[str]] | None = None,
    *,
    file: str = "",
    sheet: str = "",
) -> Described:
    """What rows of raw cells say: the first filled cell is the label, the next one its content."""
    labels = headings(DATASET)
    made: dict[str, Any] = {}
    wrong: list[Finding] = []
    seen: set[str] = set()
    for number, row in enumerate(cells.texts(rows), start=1):
        filled = [(n, text) for n, text in enumerate(row, start=1) if text]
        if not filled:
            continue
        (_, label), *rest = filled
        place = {"file": file, "sheet": sheet, "row": number}
        if number <= _HEADER_ROWS and rest and plain(rest[0][1]) in _HEADINGS:
            continue
        asked = labels.get(plain(label))
        if asked is None:
            if rest:
                wrong.append(warning("metadata-row", **place, **_unknown(label, labels)))
            continue
        if asked.key in seen:
            wrong.append(warning("metadata-row", **place, cell=label, case="heading-twice"))
        elif rest:
            seen.add(asked.key)
            wrong += _put(made, asked, rest[0], (known or {}).get(asked.key, ()), place)
    return Described(made, tuple(wrong))


def _unknown(label: str, labels: Mapping[str, Property]) -> dict[str, str]:
    near = difflib.get_close_matches(plain(label), labels, n=1)
    said = {"cell": label, "case": "heading"}
    return {**said, "case": "heading-near", "near": near[0]} if near else said


def _put(
    made: dict[str, Any],
    asked: Property,
    given: tuple[int, str],
    known: Iterable[str],
    place: Mapping[str, Any],
) -> list[Finding]:
    column, text = given
    try:
        value = convert.value(asked, text, known)
    except convert.NotTakenError as problem:
        return [warning("metadata-cell", **place, column=column, cell=text, **problem.facts)]
    if asked.kind == "licence":
        made["licenses"] = [convert.licence(value)]
    elif asked.kind == "source":
        made.setdefault("sources", [{}])[0][str(asked.place[1])] = value
    elif value == convert.UNKNOWN_PERIOD:
        made["sdi:periode"] = value
    elif isinstance(made.get(str(asked.place[0])), str):
        pass  # the period is said not to be known
    else:
        put(made, asked.place, value)
    return []
