"""How a table lies in a spreadsheet as people make it (`sdi:resep`), and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: How the cells of a column are read; all give the canonical text of Table Schema.
Reading = Literal[
    "teks",  # as it stands, white space folded; 1301.0 is "1301"
    "kode",  # digits that stand for something: as a person sees them, zeros in front kept
    "angka",  # a number in the recipe's style; Rp, % and marks of footnotes fall away
    "persen",  # the same; a cell that Excel shows in percent is a hundred times its value
    "tanggal",  # a day, to ISO 8601
    "bulan",  # the name of a month, to its spelling of today
    "tahun-bulan",  # a month of a year, to YYYY-MM
]

#: Why a row of the sheet is no row of the table.
DropReason = Literal[
    "kosong",  # empty
    "nomor",  # (1) (2) (3) under the header
    "kepala",  # the header again, as on a second printed page
    "jumlah",  # a total of the others
    "catatan",  # a source, a footnote, a signature
    "judul",  # a title, or the name of a group of rows
    "lain",  # named by people
]


#: How the cells of a column are read whose type a person has said.
READING_OF_TYPE: Mapping[str, Reading] = {
    "integer": "angka",
    "number": "angka",
    "date": "tanggal",
    "yearmonth": "tahun-bulan",
}
#: Readings that may stay as they are under a type.
_ALSO: Mapping[str, frozenset[Reading]] = {
    "integer": frozenset({"persen"}),
    "number": frozenset({"persen"}),
    "string": frozenset({"teks", "kode", "bulan"}),
}


def reading_under(type: str, now: str) -> Reading:
    """How a column is read once its field has that type; ``now`` stays where it can.

    >>> reading_under("integer", "teks"), reading_under("string", "angka")
    ('angka', 'kode')
    >>> reading_under("number", "persen"), reading_under("year", "angka")
    ('persen', 'teks')
    """
    kept = next((known for known in _ALSO.get(type, ()) if known == now), None)
    return kept or READING_OF_TYPE.get(type, "kode" if type == "string" else "teks")


@dataclass(frozen=True, slots=True)
class RecipeColumn:
    """A column of the table: the name of its field, its header, how its cells are read.

    ``label`` is the header as it stands, its levels joined by `LEVELS`.
    """

    name: str
    label: str
    reading: Reading = "teks"
    fill_down: bool = False  # an empty cell has the value above it: cells were merged


@dataclass(frozen=True, slots=True)
class Drop:
    """A row that is left out: why, and the first text in it; empty: any row of that kind."""

    reason: DropReason
    text: str = ""


#: What joins the levels of a header to one label.
LEVELS = " / "


@dataclass(frozen=True, slots=True)
class Recipe:
    """The steps from a sheet to the table of its resource; the same steps for the next file.

    ``header`` holds the numbers of its rows as a person sees them. ``sheets`` is empty for a CSV
    file. Of several sheets of one shape the rows are put one below the other; ``sheet_field``
    then takes the sheet's name, or the period that it says (``sheet_period``). ``constants`` are
    fields that no column holds, with their value.
    """

    header: tuple[int, ...]
    columns: tuple[RecipeColumn, ...]
    sheets: tuple[str, ...] = ()
    sheet_field: str = ""
    sheet_period: bool = False
    drops: tuple[Drop, ...] = ()
    group: str = ""  # the mark between thousands: ".", ",", " " or none
    decimal: str = "."
    styled: bool = False  # whether those marks were said: else "1.234" in text may be either
    counted: frozenset[str] = frozenset()  # fields of things counted in wholes: only 1234 there
    constants: tuple[tuple[str, str], ...] = ()
