"""`permintaan/`: how to ask for data, what happens then, and the requests with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ..csvfile import table
from ..model import OutputFile, Text
from ..smartcity import Rows
from ..smartcity.moved import Ids
from ..smartcity.requests import PROFILE, Request, Tally, by_office, requests, tally
from . import contacts
from .held import held
from .listing import parts
from .portal.names import shortened
from .view import View

PATH = PurePosixPath("permintaan")
PER_PAGE = 25
#: Offices in the table of counts; the file has all.
OFFICES = 60
_COLUMNS = (
    *("id", "tanggal", "perihal", "perangkat_daerah", "nama_perangkat_daerah", "status"),
    *("hari_menunggu", "jawaban", "tanggal_jawaban", "dataset"),
)
_COUNTS = ("perangkat_daerah", "nama_perangkat_daerah", "menunggu", "dijawab", "ditutup_lain")


@dataclass(frozen=True, slots=True)
class Shown:
    """A request ready to be shown."""

    request: Request
    subject: Markup
    office: Markup  # empty: not decided yet
    status: Text
    answer: Markup  # empty: none
    dataset: Markup  # link to the dataset that answers; empty: none
    waits: int | None  # days until the site's; none: it waits no more


def request_pages(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`permintaan/`: requests that wait come first, then by office; all else on the first page."""
    words = view.words
    found = requests(rows)
    counted = by_office(found)
    offices = sorted(counted, key=lambda id: (not id, _name(view, id), id))
    ordered = sorted(found, key=lambda r: (not r.is_open, not r.office, _name(view, r.office)))
    tables, ids = rows.tables(PROFILE), Ids.of(view.site)
    for part in parts(view, PATH, ordered, PER_PAGE):
        here = part.view
        yield here.page(
            "requests",
            part.title(words("requests.title")),
            words("requests.description"),
            "panduan",
            part=part,
            first=part.number == 1,
            shown=[_shown(here, ids, r) for r in part.items],
            whole=tally(found),
            counted=[(id, counted[id]) for id in offices[:OFFICES]],
            more_offices=len(offices[OFFICES:]),
            ways=contacts.asking(here),
            ppid=contacts.ppid(here),
            tables=tuple(t for t in tables if t.official),
            compiled=tuple(t for t in tables if not t.official),
            too_large=not all(t.whole for t in tables if t.official),
            waiting=held(here, PROFILE),
        )


def request_files(view: View, rows: Rows) -> Iterator[OutputFile]:
    """Every request, newest first, and the counts by office, as CSV; once for all languages."""
    found, ids = requests(rows), Ids.of(view.site)
    lines = (
        [
            *(r.row["id"], r.day, r.subject.main, r.office, _called(view, r.office), r.status),
            "" if (days := r.waits(view.portal.as_of)) is None else days,
            *(r.answer.main, r.answered, ids.current(r.dataset)),
        ]
        for r in found
    )
    yield OutputFile(PATH / "permintaan.csv", table(_COLUMNS, lines))
    counted = by_office(found)
    counts = ([id, _called(view, id), *_counts(counted[id])] for id in sorted(counted))
    yield OutputFile(PATH / "hitungan.csv", table(_COUNTS, counts))


def _called(view: View, office: str) -> str:
    """An office's name; of none yet that it is not decided."""
    return view.agency_text(office).main if office else view.words("requests.no_office")


def _counts(of: Tally) -> tuple[int, int, int]:
    return of.waiting, of.answered, of.closed


def _name(view: View, office: str) -> str:
    return view.agency_text(office).get(view.lang).casefold() if office else ""


def _shown(view: View, ids: Ids, request: Request) -> Shown:
    id = ids.current(request.dataset)
    title = view.titles.get(id)
    link = Markup("")
    if title is not None:
        target = view.link(f"datasets/{id}/")
        link = Markup('<a href="{}">{}</a>').format(target, view.text(title))
    return Shown(
        request=request,
        subject=shortened(view, request.subject),
        office=view.agency_link(request.office) if request.office else Markup(""),
        status=request.row.label("status"),
        answer=shortened(view, request.answer),
        dataset=link,
        waits=request.waits(view.portal.as_of),
    )
