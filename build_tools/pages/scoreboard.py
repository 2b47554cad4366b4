"""What each office promised and published: `rapor/`, A to Z, every count for itself.

Only datasets that an office released itself count. Nothing is ranked and nothing is added up to
one score; a rate stands beside a count from five on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..csvfile import table
from ..freshness import LATE, Freshness, Tally, in_site, tallies
from ..model import Delay, OutputFile, Published, Text
from ..smartcity import Rows
from ..smartcity.datalist import DataList, Fill, data_list, of_office, official, total
from .listing import parts
from .report import taken
from .unplaced import unplaced
from .view import View

PATH = PurePosixPath("rapor")
#: Offices on one page.
PER_PAGE = 50
#: Late datasets, and such as are held back, that the page names; the files beside it have all.
MOST = 30
#: A rate is told of so many or more.
RATED = 5
_COLUMNS = (
    *("perangkat_daerah", "nama_perangkat_daerah", "terdaftar", "terdaftar_terbit"),
    *("terdaftar_terlewati", "dataset_terbit"),
    *("jadwal_ditepati", "jadwal_terlewati", "jadwal_menunggu", "dataset_terlambat"),
    *("ditahan", "pembaruan_ditahan", "izin_ppid", "peringatan_diterima"),
)
_LATE_COLUMNS = (
    *("perangkat_daerah", "dataset", "judul", "jatuh_tempo", "hari"),
    *("alasan", "alasan_ditulis", "tanggal_baru"),
)


@dataclass(frozen=True, slots=True)
class Late:
    """An official dataset whose day has passed, and the office's own words on it, if any."""

    published: Published
    fresh: Freshness
    delay: Delay | None

    @property
    def title(self) -> Text:
        return self.published.dataset.title


@dataclass(frozen=True, slots=True)
class Held:
    """A dataset of an office that checks hold back; ``since`` is empty where none was ever out."""

    id: str
    title: Text
    since: str  # ISO date from which a newer version is held back


@dataclass(frozen=True, slots=True)
class Office:
    """What is counted of one office."""

    id: str
    name: Text
    fill: Fill | None  # none: it is in no list of data
    overdue: int  # lines of the list that are not published though their day has passed
    published: int
    promises: Tally | None  # none: nothing is on record
    late: tuple[Late, ...]
    held: tuple[Held, ...]
    waivers: int
    accepted: int

    @property
    def never(self) -> int:
        """Datasets of which nothing was ever shown."""
        return sum(not h.since for h in self.held)


def scoreboard(view: View, rows: Rows) -> Iterator[OutputFile]:
    """`rapor/`: every office of the register, by name."""
    words = view.words
    listed = data_list(view.site, rows)
    found = offices(view, listed)
    late = [late for office in found for late in office.late]
    held = [held for office in found for held in office.held]
    for part in parts(view, PATH, found, PER_PAGE):
        yield part.view.page(
            "scoreboard",
            part.title(words("scoreboard.title")),
            words("scoreboard.description"),
            "mutu",
            part=part,
            first=part.number == 1,
            heading=words("scoreboard.title"),
            listed=listed,
            nothing=not any(office.published for office in found),
            late=late[:MOST],
            more_late=len(late[MOST:]),
            held=held[:MOST],
            more_held=len(held[MOST:]),
            share=share,
            unplaced=unplaced(view),
        )


def scoreboard_files(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The same numbers as CSV, and every late dataset with the office's words; once for all."""
    found = offices(view, data_list(view.site, rows))
    found.sort(key=lambda office: office.id)
    yield OutputFile(PATH / "rapor.csv", table(_COLUMNS, (_line(office) for office in found)))
    late = (_late_line(office.id, one) for office in found for one in office.late)
    yield OutputFile(PATH / "terlewati.csv", table(_LATE_COLUMNS, late))


def share(view: View, have: int, of: int) -> str:
    """How many of how many, in words; with the per cent from `RATED` on."""
    number = view.words.number
    if of < RATED:
        return view.words("scoreboard.share", have=number(have), of=number(of))
    rate = number(round(100 * have / of))
    return view.words("scoreboard.rate", have=number(have), of=number(of), rate=rate)


def offices(view: View, listed: DataList) -> list[Office]:
    """Every office of the register or that something counts for, by name."""
    site = view.site
    own: dict[str, list[Published]] = {}
    for published in site.published:
        if official(published):
            own.setdefault(published.dataset.source.owner, []).append(published)
    held: dict[str, list[Held]] = {}
    for given in site.held_back:
        if of_office(given) and not given.withdrawn:
            id = given.source.id
            held.setdefault(given.source.owner, []).append(Held(id, given.title or Text(id), ""))
    fills: dict[str, list[Fill]] = {}
    for (office, _), fill in listed.fills().items():
        fills.setdefault(office, []).append(fill)
    waivers = Counter(w.dataset.split("/")[0] for w in site.portal.waivers)
    overdue, record = listed.passed(site.portal.as_of), tallies(site)
    known = {a.id for a in site.portal.agencies}
    ids = known | set(own) | set(held) | set(record) | {id for id in fills if id}
    made = (
        _office(
            view,
            id,
            own.get(id, ()),
            held.get(id, ()),
            total(fills[id]) if id in fills else None,
            overdue.get(id, 0),
            record.get(id),
            waivers[id],
        )
        for id in ids
    )
    return sorted(made, key=lambda o: (o.name.get(view.lang).casefold(), o.id))


def _office(
    view: View,
    id: str,
    own: Sequence[Published],
    held: Sequence[Held],
    fill: Fill | None,
    overdue: int,
    promises: Tally | None,
    waivers: int,
) -> Office:
    def by_title(one: Late | Held) -> tuple[str, str]:
        dataset = one.published.id if isinstance(one, Late) else one.id
        return one.title.get(view.lang).casefold(), dataset

    late = [found for p in own if (found := _late(view, p))]
    away = {id for id, past in view.site.pasts.items() if past.taken_back}  # by a decision
    waiting = [p for p in own if p.held_since and p.id not in away]
    updates = [Held(p.id, p.dataset.title, p.held_since) for p in waiting]
    return Office(
        id=id,
        name=view.agency_text(id),
        fill=fill,
        overdue=overdue,
        published=len(own),
        promises=promises,
        late=tuple(sorted(late, key=by_title)),
        held=tuple(sorted([*held, *updates], key=by_title)),
        waivers=waivers,
        accepted=sum(t.count for p in own for t in taken(p)),
    )


def _late(view: View, published: Published) -> Late | None:
    fresh = in_site(view.site, published)
    if fresh.state != LATE:
        return None
    delays = published.dataset.delays
    said = next((d for d in delays if d.due == fresh.due), None)
    return Late(published, fresh, said)


def _line(office: Office) -> list[str | int]:
    fill, promises = office.fill, office.promises
    return [
        office.id,
        office.name.main,
        *((fill.listed, fill.published, office.overdue) if fill else ("", "", "")),
        office.published,
        *((promises.kept, promises.missed, promises.waiting) if promises else ("", "", "")),
        len(office.late),
        office.never,
        len(office.held) - office.never,
        office.waivers,
        office.accepted,
    ]


def _late_line(office: str, late: Late) -> list[str | int]:
    said = late.delay
    return [
        office,
        late.published.id,
        late.title.main,
        late.fresh.due,
        late.fresh.days_late,
        *((said.reason.main, said.date, said.until) if said else ("", "", "")),
    ]
