"""`mutu/hasil.csv`: every result of every dataset, a line each, the three groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from .. import csvfile
from ..freshness import LATE
from ..model import OutputFile, Published
from .checkcodes import check_of
from .counts import counts
from .report import outcome, taken
from .view import View

CSV = PurePosixPath("mutu", "hasil.csv")
COMPLETE, TIMELY, CHECKED = "kelengkapan", "ketepatan", "pemeriksaan"
OK, LOOK, UNJUDGED = "ok", "perlu-dicek", "tidak-dinilai"
_COLUMNS = (
    *("dataset", "perangkat_daerah", "kelompok", "pemeriksaan", "satuan", "diperiksa"),
    *("hasil", "galat", "peringatan", "diterima"),
)
_UNITS = {
    "properties": "keterangan",
    "fields": "kolom",
    "resources": "tabel",
    "files": "berkas",
    "rows": "baris",
}
#: States of a dataset that promises no date, or none that is known.
_NO_DATE = frozenset(("sekali", "sewaktu-waktu", "tanpa-jadwal", "berakhir", "tidak-diketahui"))

Row = tuple[str | int, ...]


def results_csv(view: View) -> OutputFile:
    """The file, by dataset; in a dataset by group, then in the order of counting."""
    order = sorted(view.site.published, key=lambda p: p.id)
    rows = (row for published in order for row in results(view, published))
    return OutputFile(CSV, csvfile.table(_COLUMNS, rows))


def results(view: View, published: Published) -> Iterator[Row]:
    """The results of one dataset: what is filled in, whether it came, what each check said."""
    found, office = counts(view, published), published.dataset.source.owner

    def row(group: str, name: str, unit: str, examined: int, result: str, *more: int) -> Row:
        told = more or (0, 0, 0)
        return (published.id, office, group, name, unit, examined, result, *told)

    for key, given in found.complete.parts:
        yield row(COMPLETE, key, "keterangan", 1, OK if given else LOOK)
    for key, given in found.translated.parts:
        yield row(COMPLETE, f"{key}-dua-bahasa", "teks", 1, OK if given else LOOK)
    state = found.fresh.state
    timely = UNJUDGED if state in _NO_DATE else LOOK if state == LATE else OK
    yield row(TIMELY, "jadwal", "tanggal", int(timely != UNJUDGED), timely)
    accepted = Counter[str]()
    for one in taken(published):
        accepted[check_of(one.one.code)] += one.count
    for check in published.checks:
        result = OK if outcome(check) == "ok" else LOOK
        unit = _UNITS.get(check.unit, check.unit)
        told = (check.errors, check.warnings, accepted[check.name])
        yield row(CHECKED, check.name, unit, check.examined, result, *told)
