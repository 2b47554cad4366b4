"""The tables of the folder: their lines, and these as CSV (RFC 4180, UTF-8) without formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ... import profiles
from ...smartcity.evaluations import stage_of
from ...smartcity.evidence import Folder, Item
from ..portal.evaluations import stage_title
from ..quality import inert
from ..view import View

_INDEX = (
    *("bagian", "id", "judul", "perangkat_daerah", "alamat_bukti"),
    *("sumber", "alamat_sumber", "dataset", "asal"),
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


#: The lines of a table, the header first.
Lines = Sequence[Sequence[str]]


def lines(part: str, items: Sequence[Item]) -> Lines:
    """The rows of a profile: its columns, after where each row is from."""
    columns = profiles.all_profiles()[part].columns
    rows = (
        [item.row.dataset, item.row.table.origin, *(item.row[name] for name in columns)]
        for item in items
    )
    return [("dataset", "asal", *columns), *rows]


def index_lines(view: View, found: Folder) -> Lines:
    """Every row of the folder in one line: what it is, whose, and where its evidence lies."""
    rows = (
        [
            part,
            item.id,
            item.title.main or _stage(view, item),
            view.agency_text(item.office).main if item.office else "",
            item.evidence,
            item.row["sumber"],
            item.row["sumber_url"],
            item.row.dataset,
            item.row.table.origin,
        ]
        for part, items in found.items.items()
        for item in items
    )
    return [_INDEX, *rows]


def _stage(view: View, item: Item) -> str:
    year = item.row.whole_number("tahun_evaluasi") or 0
    return stage_title(view.words, year, stage_of(item.row))


def csv_file(rows: Lines) -> bytes:
    """Lines as CSV: no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell if _NUMBER.fullmatch(cell) else inert(cell) for cell in row])
    return out.getvalue().encode("utf-8", "replace")
