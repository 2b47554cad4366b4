"""The list of data: what was promised, how much of it is published, and who verified it.

`daftar-data/` has the counts and what is missing; `daftar-data/semua/` every line with its state.
The states are the portal's own: what a site made from git can know of a dataset's way through a
pull request, beside the stages of Perpres 39/2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..csvfile import table
from ..model import OutputFile, Published, Text, Verification
from ..smartcity import Rows
from ..smartcity.datalist import DataList, Fill, Listed, data_list, total
from .held import held
from .listing import parts
from .scoreboard import share
from .view import View, worded

PATH = PurePosixPath("daftar-data")
PER_PAGE = 40
#: Lines and datasets that the first page names of each kind; the list and the file have all.
MOST = 30
#: Years that the table of counts has columns for, the newest.
YEARS = 3
#: Offices in the table of counts; the file has all.
OFFICES = 100
#: The states of the way through a pull request, in its order.
STATES = ("draf", "diajukan", "disetujui", "diverifikasi", "terpublikasi")
_STATE = {
    "terbit": "terpublikasi",
    "ditahan": "diajukan",
    **{state: state for state in ("ditarik", "dihapus", "tak-dikenal")},
}
#: States of a line whose dataset has a page.
_PAGES = frozenset({"terbit", "ditahan", "ditarik", "bukan-resmi", "dihapus"})
_COLUMNS = (
    *("tahun", "perangkat_daerah", "nama_perangkat_daerah", "judul", "frekuensi", "jadwal"),
    *("hari_terlewati", "status_menurut_daftar", "prioritas", "dataset"),
    *("terdaftar", "keadaan", "disetujui_oleh", "disetujui_tanggal"),
    *("diverifikasi_oleh", "diverifikasi_tanggal"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list, or a published dataset that no line names, ready to be shown."""

    title: Markup  # linked where there is a page
    office: str  # id
    year: str  # empty: not known
    frequency: Text
    due: str  # ISO date; empty: none
    priority: Text  # empty: not known
    state: str  # of `STATES`, or "ditarik", "dihapus", "tak-dikenal"
    verification: Verification | None
    held: bool  # a version of it does not pass the checks
    said: Text = Text()  # the state as the list has it; empty: it says none
    passed: bool = False  # the list's own day is over, and nothing is published


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of one office: of all years, and of the years that have a column."""

    office: str
    all: Fill
    years: tuple[Fill | None, ...]


def datalist(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`daftar-data/` and `daftar-data/semua/`."""
    words = view.words
    here = replace(view, path=PATH)
    listed = data_list(view.site, rows)
    known = {p.id: p for p in view.site.published}
    lines = _ordered(view, listed)
    missing = [line for line in lines if not line.published]
    years = listed.years[:YEARS]
    counted = _counted(view, listed, years)
    unlisted = _unlisted(view, listed)
    yield here.page(
        "datalist",
        words("datalist.title"),
        words("datalist.description"),
        "mutu",
        listed=listed,
        whole=total(listed.fills().values()),
        years=years,
        counted=counted[:OFFICES],
        more_offices=len(counted[OFFICES:]),
        missing=[(_line(here, known, x), x.state) for x in missing[:MOST]],
        more_missing=len(missing[MOST:]),
        unlisted=[_of_dataset(here, p) for p in unlisted[:MOST]],
        more_unlisted=len(unlisted[MOST:]),
        waiting=held(here, "daftar_data"),
        states=STATES,
        share=share,
    )
    for part in parts(view, PATH / "semua", [*lines, *unlisted], PER_PAGE):
        there = part.view
        yield there.page(
            "datalist_all",
            part.title(words("datalist.all")),
            words("datalist.description"),
            "mutu",
            part=part,
            shown=[
                _line(there, known, x) if isinstance(x, Listed) else _of_dataset(there, x)
                for x in part.items
            ],
        )


def datalist_files(view: View, rows: Rows) -> Iterator[OutputFile]:
    """Every line with its state, and the counts by office and year, as CSV; once for all."""
    listed = data_list(view.site, rows)
    every = sorted(listed.lines, key=lambda x: (x.year, x.office, x.row["id"]))
    known = {p.id: p for p in view.site.published}
    lines = [_csv_line(view, known, x) for x in every]
    lines += [_csv_dataset(view, p) for p in sorted(listed.unlisted, key=lambda p: p.id)]
    yield OutputFile(PATH / "daftar-data.csv", table(_COLUMNS, lines))
    counts = (
        [year, office, view.agency_text(office).main, fill.listed, fill.published]
        for (office, year), fill in sorted(listed.fills().items(), key=lambda f: f[0][::-1])
    )
    columns = ("tahun", "perangkat_daerah", "nama_perangkat_daerah", "terdaftar", "terbit")
    yield OutputFile(PATH / "keterisian.csv", table(columns, counts))


def _ordered(view: View, listed: DataList) -> list[Listed]:
    """The lines: newest year first, then by office and title."""

    def key(line: Listed) -> tuple[str, str, str]:
        return _name(view, line.office), line.title.get(view.lang).casefold(), line.row["id"]

    by_name = sorted(listed.lines, key=key)
    return sorted(by_name, key=lambda line: line.year, reverse=True)


def _unlisted(view: View, listed: DataList) -> list[Published]:
    """The official datasets that no line names, by office and title."""

    def key(published: Published) -> tuple[str, str, str]:
        title = published.dataset.title.get(view.lang).casefold()
        return _name(view, published.dataset.source.owner), title, published.id

    return sorted(listed.unlisted, key=key)


def _counted(view: View, listed: DataList, years: Sequence[str]) -> list[Counted]:
    fills = listed.fills()
    offices = sorted({office for office, _ in fills}, key=lambda id: (_name(view, id), id))
    return [
        Counted(
            office,
            total(fill for (of, _), fill in fills.items() if of == office),
            tuple(fills.get((office, year)) for year in years),
        )
        for office in offices
    ]


def _name(view: View, office: str) -> str:
    return view.agency_text(office).get(view.lang).casefold()


def _line(view: View, known: Mapping[str, Published], line: Listed) -> Line:
    shown = known[line.dataset] if line.published else None
    row = line.row
    return Line(
        title=_linked(view, line.dataset if _has_page(view, line) else "", line.title),
        office=line.office,
        year=line.year,
        frequency=row.label("frekuensi"),
        due=line.due,
        priority=row.label("prioritas"),
        state=_STATE.get(line.state, "draf"),
        verification=shown.dataset.verification if shown else None,
        held=line.state == "ditahan" or bool(shown and shown.held_since),
        said=row.label("status"),
        passed=line.passed(view.portal.as_of) > 0,
    )


def _has_page(view: View, line: Listed) -> bool:
    unplaced = {h.source.id for h in view.site.unplaced}
    return line.state in _PAGES and line.dataset not in unplaced


def _of_dataset(view: View, published: Published) -> Line:
    dataset = published.dataset
    frequency = worded(view.words, "ui.frequency", dataset.frequency)
    return Line(
        title=_linked(view, published.id, dataset.title),
        office=dataset.source.owner,
        year="",
        frequency=Text(frequency, {view.lang: frequency}),
        due=dataset.next_release,
        priority=Text(),
        state="terpublikasi",
        verification=dataset.verification,
        held=bool(published.held_since),
    )


def _linked(view: View, dataset: str, title: Text) -> Markup:
    shown = view.text(title)
    if not dataset:
        return shown
    return Markup('<a href="{}">{}</a>').format(view.link(f"datasets/{dataset}/"), shown)


def _csv_line(view: View, known: Mapping[str, Published], line: Listed) -> list[str | int]:
    row = line.row
    shown = known[line.dataset].dataset.verification if line.published else None
    return [
        *(line.year, line.office, view.agency_text(line.office).main, line.title.main),
        *(row["frekuensi"], line.due, line.passed(view.portal.as_of) or "", row["status"]),
        *(row["prioritas"], line.dataset, "ya", _STATE.get(line.state, "draf")),
        *_csv_verification(shown),
    ]


def _csv_dataset(view: View, published: Published) -> list[str | int]:
    dataset = published.dataset
    office = dataset.source.owner
    return [
        *("", office, view.agency_text(office).main, dataset.title.main, dataset.frequency),
        *(dataset.next_release, "", "", "", published.id, "tidak", "terpublikasi"),
        *_csv_verification(dataset.verification),
    ]


def _csv_verification(given: Verification | None) -> tuple[str, str, str, str]:
    if given is None:
        return "", "", "", ""
    return given.approved_by, given.approved_on, given.verified_by, given.verified_on
