"""The directory of applications and services, a page for each, and lists by office and reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Row, Rows
from ...smartcity import services as known
from ...smartcity.services import Address, Service
from ..contacts import reporting
from ..integrity import made_script
from ..listing import parts
from ..theme import shared_script
from ..view import View
from .base import PAGES, origin, supply
from .service_facets import UNKNOWN, Facet, Line, Value, data_file, facets, lines, usual

SECTION = "layanan"
FOLDER = PurePosixPath(SECTION)
#: Services on one page of a list.
PER_PAGE = 40
#: Other services of the same office that a service's page names; the office's list has all.
MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts about a service: key of its name, and its value; empty: not known."""

    key: str
    value: Markup


def services(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The directory, its lists, the page of each service, and the file that its script reads."""
    found = known.services(rows)
    sifted = facets(view, found)
    shown = lines(found, sifted)
    data = data_file(view, found, shown, sifted, PER_PAGE)
    yield data
    yield from _directory(view, rows, found, shown, sifted, data)
    yield from _offices(view, found, shown, sifted)
    yield from _readers(view, shown, sifted)
    owned = known.by_agency(found)
    names = Counter(service.name.get(view.lang) for service in found)
    for service in found:
        others = [s for s in owned.get(service.agency, ()) if s.id != service.id]
        yield _page(view, service, others, names[service.name.get(view.lang)] == 1)


def _directory(
    view: View,
    rows: Rows,
    found: Sequence[Service],
    shown: Sequence[Line],
    sifted: Sequence[Facet],
    data: OutputFile,
) -> Iterator[OutputFile]:
    """All services by name."""
    words = view.words
    counts = known.known(found)
    readers = next(f for f in sifted if f.key == "sasaran")
    for part in parts(view, FOLDER, shown, PER_PAGE):
        yield part.view.page(
            "services",
            part.title(words("services.title")),
            view.count("services.description", counts.services),
            SECTION,
            about={"jumlah": counts.services},
            part=part,
            counts=counts,
            facets=[f for f in sifted if f.offered],
            readers=_known(readers),
            usual=usual(sifted),
            what=view.count("services.count", counts.services),
            supply=supply(part.view, rows, "aplikasi"),
            pages=PAGES,
            scripts=(made_script(view.portal, data), shared_script(view.portal, "layanan.js"))
            if found
            else (),
        )


def _offices(
    view: View, found: Sequence[Service], shown: Sequence[Line], sifted: Sequence[Facet]
) -> Iterator[OutputFile]:
    """The offices that own services, and the services of each."""
    words = view.words
    facet = next(f for f in sifted if f.key == "opd")
    values = _known(facet)
    here = replace(view, path=FOLDER / "opd")
    title, lede = words("services.offices.title"), words("services.offices.lede")
    unowned = sum(not s.agency for s in found)
    mine = _by_value(shown, sifted, "opd")
    yield here.page(
        "service_offices", title, lede, SECTION, lede=lede, values=values, unowned=unowned
    )
    for value in values:
        name = value.label.get(view.lang)
        trail = [(title, "layanan/opd/")]
        lede = view.count("services.offices.sentence", value.count, name=name)
        heading = words("services.offices.heading", name=name)
        path = FOLDER / "opd" / value.code
        yield from _list(view, path, heading, lede, mine[value.code], usual(sifted), trail=trail)


def _known(facet: Facet) -> list[Value]:
    """Its values that have a list: all but unknown, and codes that make no address."""
    return [v for v in facet.values if v.code != UNKNOWN and known.fit(v.code)]


def _by_value(shown: Sequence[Line], sifted: Sequence[Facet], key: str) -> Mapping[str, list[Line]]:
    """The lines of each value of that facet, by its code."""
    at = next(place for place, facet in enumerate(sifted) if facet.key == key)
    grouped: dict[str, list[Line]] = {}
    for line in shown:
        grouped.setdefault(line.values[at].code, []).append(line)
    return grouped


def _readers(view: View, shown: Sequence[Line], sifted: Sequence[Facet]) -> Iterator[OutputFile]:
    """The services for each group of readers."""
    facet = next(f for f in sifted if f.key == "sasaran")
    groups = _known(facet)
    unsaid = next((v.count for v in facet.values if v.code == UNKNOWN), 0)
    mine = _by_value(shown, sifted, "sasaran")
    for value in groups:
        heading = view.words("services.readers.title", who=value.label.get(view.lang))
        lede = view.count("services.readers.sentence", value.count)
        path = FOLDER / "sasaran" / value.code
        yield from _list(
            view,
            path,
            heading,
            lede,
            mine[value.code],
            usual(sifted),
            readers=groups,
            here=value.code,
            unsaid=unsaid,
        )


def _list(
    view: View,
    path: PurePosixPath,
    heading: str,
    lede: str,
    mine: Sequence[Line],
    common: Sequence[Text],
    *,
    trail: Sequence[tuple[str, str]] = (),
    readers: Sequence[Value] = (),
    here: str = "",
    unsaid: int = 0,
) -> Iterator[OutputFile]:
    """The services that have one value, in the order given.

    Of a list for readers: ``readers`` are all groups, ``here`` is this one's code, and
    ``unsaid`` is of how many services nothing says whom they are for.
    """
    for part in parts(view, path, mine, PER_PAGE):
        title = part.title(heading)
        yield part.view.page(
            "service_list",
            title,
            lede,
            SECTION,
            lede=lede,
            trail=list(trail),
            part=part,
            usual=common,
            readers=readers,
            here=here,
            unsaid=unsaid,
        )


def _page(view: View, service: Service, others: Sequence[Service], alone: bool) -> OutputFile:
    """The page of a service; ``alone`` says that no other one has its name."""
    here = replace(view, path=FOLDER / service.id)
    name = service.name.get(view.lang)
    row = service.row
    published = next((p for p in view.site.published if p.id == row.dataset), None)
    return here.page(
        "service",
        _title(view, service, alone),
        service.description.get(view.lang) or view.words("services.page.description", name=name),
        SECTION,
        service=service,
        facts=list(_facts(here, service)),
        origin=origin(here, row),
        key=row["id"],
        note=row.text("catatan"),
        also=[origin(here, other) for other in _tables(service)],
        others=others[:MOST_OTHERS],
        count=len(others) + 1,
        reporting=reporting(here, published) if published else [],
    )


def _title(view: View, service: Service, alone: bool) -> str:
    """The title of its page, unlike that of any other."""
    name = service.name.get(view.lang)
    if alone:
        return view.words("services.page.title", name=name)
    office = view.agency_text(service.agency).get(view.lang) or service.id
    return view.words("services.page.title_office", name=name, office=office)


def _tables(service: Service) -> list[Row]:
    """The first row about it of each other table."""
    firsts: dict[tuple[str, str], Row] = {}
    for row in service.others:
        firsts.setdefault((row.dataset, row.table.resource.name), row)
    return list(firsts.values())


def _facts(view: View, service: Service) -> Iterator[Fact]:
    """What is on record about a service, in the order of its page."""
    row = service.row

    def coded(column: str) -> Markup:
        return view.text(row.label(column)) if row[column] else Markup("")

    def quoted(text: str) -> Markup:
        return view.text(Text(text)) if text else Markup("")

    yield Fact("aliases", quoted("; ".join(service.aliases)))
    yield Fact("readers", coded("sasaran"))
    yield Fact("kind", coded("jenis"))
    yield Fact("group", coded("kelompok"))
    yield Fact("office", view.agency_link(service.agency) if service.agency else Markup(""))
    if row["opd_menurut_sumber"]:
        yield Fact("office_said", quoted(row["opd_menurut_sumber"]))
    yield Fact("scope", coded("lingkup"))
    yield Fact("status", coded("status"))
    yield Fact("integrated", coded("terintegrasi"))
    yield Fact("since", Markup("{}").format(row["tahun_mulai"]))
    yield Fact("address", _address(view, service.address))


_RESULTS: Mapping[str, str] = {
    "dapat-dibuka": "services.address.opened",
    "tidak-dapat-dibuka": "services.address.failed",
    "": "services.address.unchecked",
}


def _address(view: View, address: Address | None) -> Markup:
    """The address, and what was found when it was looked at; empty where none is known."""
    if address is None:
        return Markup("")
    key = _RESULTS[address.result]
    if address.result and not address.day:
        key += "_undated"
    return view.say(
        "services.address.line",
        link=view.host_link(address.url),
        result=view.words(key, date=view.words.date(address.day)),
    )
