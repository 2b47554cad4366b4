"""Whether a row that might be a header is the first record below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import cells as c
from . import rows as r
from .base import Raw
from .view import View

#: Marks for "no value" that may be names of columns too.
_LABELS = frozenset("x * **) *)".split())  # noqa: SIM905
#: A value that is no plain number: "Rp -", "±1.500", "1½" (as NFKC has it).
_VALUE = re.compile(
    r"(?:rp\.?|idr)\s*[-–—]+(?:,-)?|[±~≈]\s*[0-9].*|[0-9]+\s?⁄\s?[0-9]+", re.IGNORECASE
)
#: What names of columns begin with.
_NAMES = re.compile(
    r"(?:no|nomor|kode|nama|kecamatan|kec|desa|kelurahan|kabupaten|kab|kota|provinsi|wilayah|tahun"
    r"|thn|bulan|tanggal|uraian|jenis|kategori|jumlah|jml|total|nilai|satuan|keterangan|lokasi"
    r"|alamat|status|luas|persen\w*)(?![a-z])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:tahun|thn|year|periode)(?![a-z]).*", re.IGNORECASE)


def record(view: View, row: int, sample: Sequence[int], measures: Sequence[int]) -> bool:
    """Whether a row with texts over the numbers is the first record, and no header.

    ``sample`` are rows below it, ``measures`` the columns in which these hold numbers. Marks for
    "no value" among the numbers tell it; so do texts that come again below, and a row of names
    right above, where another row may be the header.
    """
    filled = view.filled(row)
    if any(_valueless(view.cell(row, at)) for at in filled if at in measures):
        return True
    above = view.filled(row - 1) if row > view.start else []
    if len(above) < 2 or len(filled) < 2:
        return False
    return _again(view, row, sample) or _below_names(view, row, measures)


def _valueless(cell: Raw) -> bool:
    if c.missing(cell):
        return c.key(cell) not in _LABELS
    return isinstance(cell, str) and _VALUE.fullmatch(c.text(cell)) is not None


def _again(view: View, row: int, sample: Sequence[int]) -> bool:
    """Whether a text of the row stands in its column again, in a row that is not the same."""
    own = view.row(row)
    others = [view.row(n) for n in sample if n > row]
    others = [other for other in others if not r.repeated(other, own)]
    for at, cell in enumerate(own):
        if c.words(cell) and not _NAMES.match(c.text(cell)):
            said = c.key(cell)
            if any(isinstance(o[at], str) and c.key(o[at]) == said for o in others):
                return True
    return False


def _below_names(view: View, row: int, measures: Sequence[int]) -> bool:
    """Whether names of the same columns stand right above, and none in the row itself."""
    filled, above = view.filled(row), view.filled(row - 1)
    if above != filled or any(m[0] <= row and m[2] >= row - 1 for m in view.merged):
        return False
    for at in filled:
        cell, over = view.cell(row, at), view.cell(row - 1, at)
        said = c.text(cell)
        if (
            _NAMES.match(said)
            or said[:1] in "(["
            or not c.words(over)
            or c.key(over) == c.key(cell)
        ):
            return False
        if c.year(cell) and at in measures and not _YEARS.match(c.text(over)):
            return False
    return any(_NAMES.match(c.text(view.cell(row - 1, at))) for at in filled)
