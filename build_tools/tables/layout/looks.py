"""What the labels of a table's rows look like: merged, indented, one region above its parts."""

from __future__ import annotations

import re
from itertools import pairwise

from . import cells as c
from .base import Grid, Raw
from .measured import Table

_COUNTRY = re.compile(r"(?:indonesia|nasional)", re.IGNORECASE)
_PROVINCE = re.compile(r"(?:prov\.?|provinsi|propinsi)\s+\S.*", re.IGNORECASE)
_REGENCY = re.compile(r"(?:kab\.?|kabupaten)\s+\S.*", re.IGNORECASE)
#: "34 PROPINSI", "514 Kabupaten/Kota": all of them.
_ALL = re.compile(r"[0-9]{1,5}\s+(?:prov|prop|kab|kota|kec|desa|kel)\S*(?:\s+kota)?", re.IGNORECASE)
_PARTS = re.compile(r"(?:nama\s+)?(?:kab|kota|kec|desa|wilayah)", re.IGNORECASE)
_OWN = re.compile(r"paser", re.IGNORECASE)  # the regency itself, among its districts
_AREA = re.compile(
    r"(?:prov|kab|kota|kec|desa|kel|wilayah|daerah|area|region|lokasi|nama wilayah|[0-9]+ prov)",
    re.IGNORECASE,
)
#: The provinces: among regencies one of them is their whole.
_PROVINCES = frozenset(
    """aceh/sumatera utara/sumatera barat/riau/jambi/sumatera selatan/bengkulu/lampung
    /kepulauan bangka belitung/kepulauan riau/dki jakarta/jawa barat/jawa tengah/di yogyakarta
    /d.i. yogyakarta/daerah istimewa yogyakarta/jawa timur/banten/bali/nusa tenggara barat
    /nusa tenggara timur/kalimantan barat/kalimantan tengah/kalimantan selatan/kalimantan timur
    /kalimantan utara/sulawesi utara/sulawesi tengah/sulawesi selatan/sulawesi tenggara/gorontalo
    /sulawesi barat/maluku/maluku utara/papua/papua barat/papua selatan/papua tengah
    /papua pegunungan/papua barat daya""".replace("\n", "")
    .replace("    ", "")
    .split("/")
)
#: Fewer leading spaces than this are a slip of the hand.
_DEEP = 2


def _names(table: Table) -> list[tuple[int, str]]:
    """The row labels: of the first column of texts."""
    places = range(len(table.labels[0][1])) if table.labels else ()
    for at in places:
        given = [(row, cells[at]) for row, cells in table.labels if c.filled(cells[at])]
        if sum(1 for _, cell in given if c.words(cell)) * 2 > len(given):
            return [(row, cell) for row, cell in given if isinstance(cell, str)]
    return []


def name(table: Table, row: int) -> str:
    """The name of a record; "" where it has none."""
    return next((c.text(said) for number, said in _names(table) if number == row), "")


def regions(table: Table) -> list[tuple[int, str]]:
    """Rows that are a region among its parts, first or last: INDONESIA, Provinsi Jawa Barat."""
    given = [(row, c.text(name)) for row, name in _names(table)]
    if len(given) < 4 or table.count > len(given):
        return []
    names = [name for _, name in given]
    upper = sum(map(str.isupper, names))
    provinces = sum(1 for name in names if _PROVINCE.fullmatch(name))
    regencies = sum(1 for name in names if _REGENCY.fullmatch(name))
    labelled = any(_AREA.match(column.label) for column in table.head.columns)
    parts = any(_PARTS.match(column.label) for column in table.head.columns)
    known = sum(1 for name in names if name.casefold() in _PROVINCES)

    def whole(name: str) -> bool:
        if _COUNTRY.fullmatch(name) or _ALL.fullmatch(name):
            return True
        if parts and known == 1 and name.casefold() in _PROVINCES:
            return True
        if labelled and _OWN.fullmatch(name):
            return True
        if _PROVINCE.fullmatch(name) or _REGENCY.fullmatch(name):
            return (provinces if _PROVINCE.fullmatch(name) else regencies) == 1
        return labelled and upper == 1 and name.isupper() and len(name) > 4

    return [(row, name) for row, name in (given[0], given[-1]) if whole(name)]


def _depth(text: str) -> int:
    """How far a text is indented, in spaces."""
    return len(text) - len(text.lstrip(" \u00a0\t\u3000")) + 3 * text[:20].count("\t")


def indented(table: Table) -> tuple[int, int, str] | None:
    """Where leading spaces make parts and wholes of the rows: the first of them."""
    given = _names(table)
    depths = [_depth(name) for _, name in given]
    levels = set(depths)
    if len(levels) < 2 or max(levels) - min(levels) < _DEEP or not table.head.measures:
        return None
    deep = sum(1 for depth in depths if depth - min(levels) >= _DEEP)
    steps = sum(1 for a, b in pairwise(depths) if b - a >= _DEEP)
    if deep < 2 or not steps:
        return None
    at = next(n for n, depth in enumerate(depths) if depth - min(levels) >= _DEEP)
    row, name = given[at]
    return row, _column(table, row, name), c.text(name)


def blanks(table: Table) -> int:
    """How many row labels begin or end with a space that nobody sees."""
    if indented(table):
        return 0
    return sum(1 for _, name in _names(table) if name != name.strip())


def _column(table: Table, row: int, name: Raw) -> int:
    cells = table.head.view
    for column in table.head.columns:
        if cells.start <= row <= cells.end and cells.cell(row, column.position) == name:
            return column.position
    return table.head.columns[0].position


def merged_down(grid: Grid, table: Table) -> frozenset[int]:
    """The columns of texts whose cells are merged over several records."""
    places = {column.position for column in table.head.columns}
    return frozenset(
        left
        for top, left, bottom, right in grid.merged
        if left == right in places
        and bottom > top >= table.first
        and bottom <= table.last
        and (left not in table.head.measures or left == min(places))
    )


def merged_numbers(grid: Grid, table: Table) -> tuple[int, int] | None:
    """The first number that is merged over several records."""
    places = {column.position for column in table.head.columns}
    for top, left, bottom, _ in grid.merged:
        inside = bottom > top >= table.first and bottom <= table.last
        if inside and left in places and left in table.head.measures and left != min(places):
            return top, left
    return None


def fill_down(table: Table) -> tuple[int, int] | None:
    """A column whose empty cells seem to mean the one above: its first empty cell.

    The first texts are filled now and then, those beside them always.
    """
    if len(table.labels) < 4:
        return None
    width = len(table.labels[0][1])
    texts = [x.position for x in table.head.columns if x.position not in table.head.measures][:6]
    for at in range(min(width, len(texts)) - 1):
        cells = [(row, row_cells[at], row_cells[at + 1]) for row, row_cells in table.labels]
        empty = [row for row, cell, _ in cells if not c.filled(cell)]
        beside = all(c.filled(other) for _, _, other in cells)
        filled = len(cells) - len(empty)
        if c.filled(cells[0][1]) and beside and filled > 1 and len(empty) >= filled:
            return empty[0], texts[at]
    return None
