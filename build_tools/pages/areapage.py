"""What the page of a region shows of its figures, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import quote

from markupsafe import Markup

from ..areas import Area, Areas, Entry, Region, Stated, name_of
from ..areas.beside import share
from ..charts import numbers
from ..freshness import in_site
from ..model import Published, Text
from .areawords import change_of, period_of, status_of, title_of, value_of
from .card import GROUPS, publisher
from .sharing import Shared, Told, address, shared
from .view import View, one_line

#: So many figures stand on a page, and so many of one dataset; the rest are in its CSV.
MOST, MOST_OF_ONE = 60, 12
#: Of a dataset that is about the region as a whole: such a region has many of them.
MOST_OF_WHOLE = 6
#: Sources that are named beside the figures of a dataset.
SOURCES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, ready to be shown. Empty texts: there is nothing to say."""

    label: str
    value: str  # with its unit; empty: it is missing
    period: str
    status: str
    change: str
    beside: str  # of the regency, or why there is none
    source: str  # id of the dataset that it is from, where it is another
    share: Shared | None


@dataclass(slots=True)
class Part:
    """What one dataset has of the region."""

    published: Published
    kind: str  # a key of `ui.origin.short`
    publisher: str
    late: str
    notes: list[Text]
    sources: list[Markup]
    more_sources: int
    lines: list[Line] = field(default_factory=list)
    more: int = 0  # figures that are not shown
    tables: list[tuple[str, str]] = field(default_factory=list)  # what is in a table, and where


@dataclass(frozen=True, slots=True)
class Group:
    """The datasets of one topic."""

    title: Text
    id: str
    parts: list[Part]


def groups(view: View, areas: Areas, area: Area) -> tuple[list[Group], list[Part]]:
    """The figures by topic in the order of the portal's topics, then by dataset.

    Apart from them what has none here: tables without figures, and what there is no room for.
    """
    found: dict[str, list[Part]] = {}
    rest: list[Part] = []
    left = MOST
    for topic, entries in _by_topic(view, area):
        part = _part(view, areas, area, entries, left)
        left -= len(part.lines)
        if part.lines:
            found.setdefault(topic, []).append(part)
        else:
            rest.append(part)
    named = {t.id: t.title for t in view.portal.topics}
    other = Text(view.words("areas.other_topic"), {view.lang: view.words("areas.other_topic")})
    made = [Group(named.get(id, other), id or "lain", parts) for id, parts in found.items()]
    return made, rest


def _by_topic(view: View, area: Area) -> Iterator[tuple[str, list[Entry]]]:
    """The datasets of a region in the order of the page, each with its topic."""
    order = {t.id: n for n, t in enumerate(view.portal.topics)}
    of: dict[str, list[Entry]] = {}
    for entry in area.entries:
        of.setdefault(entry.published.id, []).append(entry)

    def place(entries: list[Entry]) -> tuple[int, bool, str, str]:
        dataset = entries[0].published.dataset
        title = dataset.title.get(view.lang).casefold()
        return (
            order.get(_topic(dataset.topics, order), 999),
            dataset.origin != "resmi",
            title,
            dataset.id,
        )

    for entries in sorted(of.values(), key=place):
        yield _topic(entries[0].published.dataset.topics, order), entries


def _topic(topics: Iterable[str], known: Iterable[str]) -> str:
    return next((t for t in topics if t in known), "")


def _part(view: View, areas: Areas, area: Area, entries: Sequence[Entry], left: int) -> Part:
    published = entries[0].published
    figures = [s for s in area.figures if s.entry.published.id == published.id]
    whole = any(not e.by.field for e in entries)
    if whole:  # what is known of any of its tables first
        figures.sort(key=lambda s: s.figure.value is None)
    room = min(left, MOST_OF_WHOLE if whole else MOST_OF_ONE)
    days = in_site(view.site, published).days_late
    notes = {n.main: n for e in entries if (n := e.table.resource.note)}
    sources = _sources(view, published, figures)
    with_figures = {s.entry.table.resource.name for s in figures}
    dataset = published.dataset
    made = Part(
        published,
        "referensi" if published.id.split("/")[0] == GROUPS[1] else dataset.origin,
        publisher(view.portal, published, view.lang),
        view.count("ui.fresh.late", days) if days else "",
        list(notes.values())[:2],
        sources[:SOURCES],
        max(0, len(sources) - SOURCES),
        [_line(view, areas, area.region, s) for s in figures[:room]],
        max(0, len(figures) - room),
    )
    for entry in entries:
        made.tables.append((_rows(view, entry, with_figures), explore(view, entry)))
    return made


def _rows(view: View, entry: Entry, with_figures: set[str]) -> str:
    """What a table has of the region beside the figures shown, in words."""
    if entry.table.resource.name in with_figures:
        return (
            view.count("areas.rows_all", entry.count)
            if entry.rows.earlier or len(entry.rows.periods) > 1
            else view.words("areas.rows_same")
        )
    key = "areas.rows_finer" if entry.finer else "areas.rows"
    return view.count(key, entry.count)


def explore(view: View, entry: Entry) -> str:
    """The region's rows in the whole table; the table where all of it is about the region."""
    table = quote(f"{entry.published.id}/{entry.table.resource.name}", safe="/")
    if not entry.by.field:
        return view.link(f"jelajah/?t={table}")
    column, code = quote(entry.by.field, safe=""), quote(entry.rows.code, safe="")
    return view.link(f"jelajah/?t={table}&s.{column}={code}")


def _sources(view: View, published: Published, figures: Sequence[Stated]) -> list[Markup]:
    """Where the figures are from: as their rows say, else as the dataset says."""
    own = dict.fromkeys((s.figure.source, s.figure.source_name) for s in figures if s.figure.source)
    if own:
        return [
            view.anchor(source, one_line(name, 120)) if name else view.host_link(source)
            for source, name in own
        ]
    return [view.anchor(s.path, one_line(s.title, 120)) for s in published.dataset.sources]


def _line(view: View, areas: Areas, region: Region, stated: Stated) -> Line:
    words, figure = view.words, stated.figure
    title, value = title_of(view, stated), value_of(view, stated)
    when, status = period_of(view, stated), status_of(view, stated)
    published = stated.entry.published
    beside, source = ("", "")
    if region.code != areas.regions.root:
        beside, source = _beside(view, areas, stated)
    handed = None
    if value:
        by = publisher(view.portal, published, view.lang)
        told = Told(
            f"{title}, {name_of(words, view.site, areas.regions, region)}",
            value,
            when,
            status,
            f"{published.dataset.title.get(view.lang)} ({by})",
            address(view, f"wilayah/{region.code}/"),
        )
        handed = shared(view, told)
    change = change_of(view, stated) if figure.value is not None else ""
    return Line(title, value, when, status, change, beside, source, handed)


def _beside(view: View, areas: Areas, stated: Stated) -> tuple[str, str]:
    """The regency's figure in words, and the dataset it is from where that is another."""
    words = view.words
    answer, whole = areas.beside.of(stated)
    if whole is None:
        other = areas.beside.otherwise(stated) if answer == "none" else ""
        return words(f"areas.beside.{'otherwise' if other else answer}"), other
    said = value_of(view, whole)
    part = share(stated, whole)
    if part is not None:
        shown = part.quantize(Decimal("0.1"), ROUND_HALF_UP)
        number = numbers.plain(words, shown) if shown or not part else "<" + words.number("0.1")
        said = words("areas.beside.share", value=said, share=number)
    if (status := status_of(view, whole)) != status_of(view, stated):
        said = words("areas.beside.status", value=said, status=status or words("areas.no_status"))
    other = whole.figure.dataset
    return said, other if other != stated.figure.dataset else ""
