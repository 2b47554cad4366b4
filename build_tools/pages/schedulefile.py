"""`jadwal/jadwal.csv`: every date of every dataset, kept, missed and to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..csvfile import table
from ..freshness import Release, coming, records
from ..model import Delay, OutputFile, Text
from .schedule import delay_of
from .view import View

CSV = PurePosixPath("jadwal/jadwal.csv")
_COLUMNS = (
    *("jadwal", "dataset", "judul", "perangkat_daerah"),
    *("nama_perangkat_daerah", "keadaan_dataset"),
    *("dasar", "keadaan", "dinyatakan", "data_datang", "hari_terlambat", "diundur_ke"),
    *("alasan", "alasan_ditulis", "tanggal_baru"),
)


def schedule_csv(view: View) -> OutputFile:
    """Every date of every dataset, also of those that are not shown any more, once for all."""
    return OutputFile(CSV, table(_COLUMNS, _lines(view)))


def _lines(view: View) -> Iterator[tuple[str | int, ...]]:
    releases: dict[str, list[Release]] = {}
    for release in coming(view.site):
        releases.setdefault(release.id, []).append(release)
    known = {history.id: history for history in records(view.site)}
    shown = {p.id: p for p in view.site.published}
    for id in sorted(known.keys() | shown.keys()):
        history, published = known.get(id), shown.get(id)
        found = history.past.promises if history else ()
        title = published.dataset.title if published else history.title if history else Text(id)
        there = history.shown if history else "terbit"
        for one in releases.get(id, ()):
            if one.due in {p.due for p in found}:
                continue
            about = (one.due, id, title.main, *_whose(view, id), there)
            state = "terlewati" if one.overdue else "menunggu"
            basis = "baru" if one.announced else one.fresh.basis
            days = one.fresh.days_late if one.overdue else 0
            said = _answer(one.delay if one.overdue else None)
            yield (*about, basis, state, "", "", days or "", "", *said)
        for p in found:
            about = (p.due, id, title.main, *_whose(view, p.dataset or id), there)
            parts = (p.basis, p.state, p.made, p.came, p.days or "", p.moved_to)
            delay = delay_of(published, p.due)
            until = delay.until if delay and p.reason else ""
            yield (*about, *parts, p.reason.main, p.answered, until)


def _answer(delay: Delay | None) -> tuple[str, str, str]:
    return (delay.reason.main, delay.date, delay.until) if delay else ("", "", "")


def _whose(view: View, id: str) -> tuple[str, str]:
    """Code and name of the office whose folder holds a dataset; of the project for all others."""
    owner = id.split("/")[0]
    known = view.portal.agency(owner)
    return owner, known.name.main if known else view.portal.publisher.main
