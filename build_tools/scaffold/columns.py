"""What the columns of a spreadsheet plainly hold: only what every single cell says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..model import Resource
from ..privacy import headers
from ..tables import read
from .base import ScaffoldError

#: More digits are no count and no sum of a region, but a number that stands for something.
_WHOLE = r"-?(0|[1-9][0-9]{0,13})"
_THOUSANDS = r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+"

#: 1.250 is a thousand or a fraction: nobody can tell, where all of a column look so.
_UNCLEAR = re.compile(rf"{_THOUSANDS}|-?[1-9][0-9]{{0,2}}(,[0-9]{{3}})+")


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda cell: compiled.fullmatch(cell) is not None


def _date(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(date.fromisoformat(cell))
    except ValueError:
        return False


#: Each kind of cell, and how to tell it.
_KINDS: dict[str, Callable[[str], bool]] = {
    "year": _like(r"19[0-9]{2}|20[0-9]{2}|2100"),
    "integer": _like(_WHOLE),
    "number": _like(rf"{_WHOLE}(\.[0-9]+)?"),
    "comma": _like(rf"{_WHOLE}(,[0-9]+)?"),
    "grouped": _like(rf"({_WHOLE}|{_THOUSANDS})(,[0-9]+)?"),
    "date": _date,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, and the type that all its cells plainly have.

    ``properties`` of the field say how its numbers are written. ``unclear`` is a cell like
    1.250, where only people know whether that is a thousand.
    """

    name: str
    type: str
    role: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    unclear: str = ""


def columns_of(folder: Path, resource: Resource) -> list[Column]:
    """The header's names, each with what its cells plainly hold; raises `ScaffoldError`."""
    records = read.records(folder, resource)
    header = next(records, [])
    if not any(header):
        raise ScaffoldError("file-empty", file=resource.path)
    for number, label in enumerate(header, start=1):
        if not label.strip() or header.index(label) != number - 1:
            raise ScaffoldError("header", column=number, label=label, file=resource.path)
    seen = [_Seen() for _ in header]
    for record in records:
        for column, cell in zip(seen, record, strict=False):
            column.see(cell)
    return [column.told(label) for label, column in zip(header, seen, strict=True)]


class _Seen:
    """What the cells of one column have in common, seen one after the other."""

    def __init__(self) -> None:
        self._kinds = set(_KINDS)
        self._unclear = ""  # the first cell like 1.250
        self._clear = self._filled = False

    def see(self, cell: str) -> None:
        """Take one cell into account; an empty one says nothing."""
        if not cell:
            return
        self._filled = True
        self._kinds = {kind for kind in self._kinds if _KINDS[kind](cell)}
        if _UNCLEAR.fullmatch(cell):
            self._unclear = self._unclear or cell
        elif "." in cell or "," in cell:
            self._clear = True

    def told(self, name: str) -> Column:
        """The column under that name."""
        kinds = self._kinds if self._filled else set()
        label = name.strip().casefold()
        if "year" in kinds and "tahun" in label and not re.search(r"\d", label):
            return Column(name, "year", "waktu")
        if headers.announced(name):  # of a person, a vehicle, an account: nothing to add up
            return Column(name, "string")
        if "integer" in kinds:
            return Column(name, "integer", "kode" if label in {"no", "no.", "nomor"} else "")
        if "date" in kinds:
            return Column(name, "date")
        if not kinds & {"number", "comma", "grouped"}:
            return Column(name, "string")
        if self._unclear and not self._clear:
            return Column(name, "string", unclear=self._unclear)
        if "number" in kinds:
            return Column(name, "number")
        comma = (("decimalChar", ","),)
        return Column(
            name, "number", properties=comma if "comma" in kinds else (*comma, ("groupChar", "."))
        )
