"""The page on quality: agencies, what is late, which checks found something; and the CSV.

Three counts stand apart for every agency and every dataset; nothing combines them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from .. import csvfile
from ..csvfile import inert as inert
from ..model import OutputFile, Text
from .agencies import Figures, figures
from .card import GROUPS
from .counts import Counts, counts
from .held import never_shown
from .listing import PER_PAGE_SHORT, parts
from .report import taken
from .theme import shared_script
from .view import View

#: How many late datasets the page names; the CSV has all.
_LATE = 50
#: How many held datasets it names; all are in the catalogue.
_HELD = 30
CSV = PurePosixPath("mutu", "mutu.csv")
_COLUMNS = (
    *("dataset", "judul", "perangkat_daerah", "nama_perangkat_daerah"),
    *("keterangan_terisi", "keterangan_seluruhnya"),
    *("teks_terjemahan", "teks_seluruhnya", "pemeriksaan_lulus", "pemeriksaan_seluruhnya"),
    *("keadaan", "jatuh_tempo", "hari_terlambat", "peringatan_diterima"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One dataset and what is counted of it."""

    id: str
    title: Text
    counts: Counts


@dataclass(frozen=True, slots=True)
class Owner:
    """The datasets of one agency, or those gathered, or the reference data."""

    name: Text
    target: str  # empty: it has no page
    figures: Figures


def quality_pages(view: View) -> Iterator[OutputFile]:
    """`mutu/`: the dashboard; `mutu/dataset/`: every dataset, by title."""
    words = view.words
    rows = rows_of(view)
    late = [r for r in rows if r.counts.fresh.days_late]  # by title: nobody is put first
    here = replace(view, path=PurePosixPath("mutu"))
    waiting = never_shown(here)
    yield here.page(
        "quality",
        words("ui.quality.title"),
        words("ui.quality.description"),
        "mutu",
        kind="quality",
        owners=_owners(view, rows),
        late=late[:_LATE],
        more_late=len(late[_LATE:]),
        failing=_failing(view, rows),
        held=waiting[:_HELD],
        more_held=len(waiting[_HELD:]),
        scripts=(shared_script(view.portal, "urut.js"),),
    )
    title = words("ui.quality.datasets")
    for part in parts(view, PurePosixPath("mutu", "dataset"), rows, PER_PAGE_SHORT):
        yield part.view.page(
            "quality_datasets",
            part.title(title),
            words("ui.quality.description"),
            "mutu",
            part=part,
            scripts=(shared_script(view.portal, "urut.js"),),
        )


def rows_of(view: View) -> list[Row]:
    """Every published dataset, by title."""
    rows = [Row(p.id, p.dataset.title, counts(view, p)) for p in view.site.published]
    return sorted(rows, key=lambda r: (r.title.get(view.lang).casefold(), r.id))


def _owners(view: View, rows: Sequence[Row]) -> list[Owner]:
    """The owners of datasets by name; the two groups that no agency answers for come last."""
    named: dict[str, list[Counts]] = {}
    for row in rows:
        named.setdefault(row.id.split("/")[0], []).append(row.counts)
    found = [
        Owner(view.agency_text(id), _target(view, id), figures(named[id]))
        for id in named
        if id not in GROUPS
    ]
    found.sort(key=lambda o: o.name.get(view.lang).casefold())
    for id in GROUPS:
        if id in named:
            title = view.words(f"ui.groups.{id}.title")
            name = Text(title, {view.lang: title})
            found.append(Owner(name, f"datasets/{id}/", figures(named[id])))
    return found


def _target(view: View, id: str) -> str:
    """The page of an agency; an owner that no register names has none."""
    return f"datasets/{id}/" if view.portal.agency(id) else ""


def _failing(view: View, rows: Sequence[Row]) -> list[tuple[str, int, list[Row]]]:
    """The kinds of check that found something: name, in how many datasets, the first of them."""
    named: dict[str, list[Row]] = {}
    for row in rows:
        for check, clean in row.counts.passed.parts:
            if not clean:
                named.setdefault(check, []).append(row)
    by_size = sorted(named, key=lambda check: (-len(named[check]), check))
    return [(check, len(named[check]), named[check][:3]) for check in by_size]


def quality_csv(view: View) -> OutputFile:
    """The counts of every dataset as CSV, once for all languages."""
    names = {p.id: p for p in view.site.published}
    rows = ((row, row.counts, names[row.id]) for row in sorted(rows_of(view), key=lambda r: r.id))
    lines = (
        (
            *(row.id, row.title.main, published.dataset.source.owner),
            view.agency_text(published.dataset.source.owner).main,
            *(found.complete.have, found.complete.of),
            *(found.translated.have, found.translated.of),
            *(found.passed.have, found.passed.of),
            *(found.fresh.state, found.fresh.due, found.fresh.days_late),
            sum(t.count for t in taken(published)),
        )
        for row, found, published in rows
    )
    return OutputFile(CSV, csvfile.table(_COLUMNS, lines))
