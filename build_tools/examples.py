"""The examples of findings, as data that is made out of the tests' own (`make golden`)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .findings import Finding, Severity
from .words import TEXT

FILE = TEXT / "examples.json"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A few rows of a table as a spreadsheet shows them, or lines of a file.

    ``rows`` are a number and cells each, the first one the header; ``marks`` the places among
    them (number of the row, place of the cell) of what is wrong.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    marks: frozenset[tuple[int, int]] = frozenset()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """What a finding looks like: the finding itself, safe to show, what is wrong and mended."""

    finding: Finding
    bad: Sheet | None = None
    good: Sheet | None = None


@lru_cache(maxsize=1)
def examples() -> dict[str, Example]:
    """The example of each code; a code that only a run brings about has none."""
    known: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {code: _example(code, told) for code, told in known.items() if told}


def _example(code: str, told: dict[str, Any]) -> Example:
    place = dict(told["finding"])
    values = tuple(place.pop("values").items())
    finding = Finding(code, Severity(told["severity"]), values=values, **place)
    return Example(finding, _sheet(told.get("bad")), _sheet(told.get("good")))


def _sheet(told: dict[str, Any] | None) -> Sheet | None:
    if told is None:
        return None
    return Sheet(
        tuple(told.get("columns", ())),
        tuple((number, tuple(cells)) for number, cells in told.get("rows", ())),
        frozenset((row, at) for row, at in told.get("marks", ())),
        tuple(told.get("text", ())),
    )
