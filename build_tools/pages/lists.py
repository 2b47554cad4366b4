"""Pages that list datasets: home, catalogue, topics, agencies, groups."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import Agency, OutputFile, Text, Topic
from .card import Card, how_many
from .contacts import contact
from .theme import asset, hashed_name
from .view import View

PER_PAGE = 20
GROUPS = ("himpunan", "referensi")


def home(view: View, cards: Sequence[Card]) -> OutputFile:
    """The front page: search, topics, what is new, agencies."""
    portal = view.portal
    datasets = [c for c in cards if c.owner != "referensi"]
    return view.page(
        "home",
        view.words("ui.home.page_title", name=portal.name.get(view.lang), region=_region(view)),
        portal.description.get(view.lang),
        "beranda",
        region=_region(view),
        counts=_counts(cards),
        what=how_many(view.words, cards),
        topics=_topics(view, cards),
        newest=[c for c in datasets if c.updated and not c.held][:5],
        agencies=[(a, n) for a, n in agency_counts(view, cards) if n][:12],
        searches=common_searches(view),
    )


def common_searches(view: View) -> list[str]:
    """The words that readers often search, as the settings name them."""
    return [str(s) for s in view.portal.settings.get("pencarian_umum") or ()]


def _nothing_found(view: View) -> str:
    """What the search says when it finds nothing, with words to try where some are known."""
    tried = ", ".join(common_searches(view))
    return view.words("ui.search.none_try", words=tried) if tried else view.words("ui.search.none")


def _region(view: View) -> str:
    return view.portal.region.get(view.lang) or view.portal.name.get(view.lang)


def _counts(cards: Sequence[Card]) -> dict[str, int]:
    official = [c for c in cards if not c.collected and c.owner not in GROUPS]
    return {
        "official": len(official),
        "collected": sum(1 for c in cards if c.collected and c.owner != "referensi"),
        "reference": sum(1 for c in cards if c.owner == "referensi"),
        "held": sum(1 for c in cards if c.held),
    }


def catalogue(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """All datasets, 20 a page, and the data that lets a script search them."""
    data = search_data(view, cards)
    name = hashed_name(f"katalog-{view.lang}.js", data)
    yield OutputFile(PurePosixPath(name), data)
    what = how_many(view.words, cards)
    pages = [cards[i : i + PER_PAGE] for i in range(0, len(cards), PER_PAGE)] or [()]
    for number, part in enumerate(pages, start=1):
        here = replace(view, path=_catalogue_path(number))
        title = view.words("ui.catalogue.title")
        if number > 1:
            title = view.words("ui.catalogue.title_page", number=number)
        yield here.page(
            "catalogue",
            title,
            view.words("ui.catalogue.description", what=what),
            "katalog",
            cards=part,
            what=what,
            nothing=_nothing_found(view),
            number=number,
            pages=[(n, f"{_catalogue_path(n)}/") for n in range(1, len(pages) + 1)],
            scripts=(name, asset("katalog.js")),
        )


def _catalogue_path(number: int) -> PurePosixPath:
    path = PurePosixPath("katalog")
    return path if number == 1 else path / "hal" / str(number)


def search_data(view: View, cards: Sequence[Card]) -> bytes:
    """A script that sets one global: it also works where a page is opened from a file."""
    rows = [
        {
            "i": c.id,
            "t": c.title.get(view.lang),
            "d": c.description.get(view.lang),
            "k": " ".join((*c.keywords, *_hidden_words(view, c))),
            "o": view.words(f"ui.origin.short.{c.kind}"),
            "m": [part for part in (c.publisher, c.period, c.frequency, _updated(view, c)) if part],
            "f": c.formats,
            "h": view.words("ui.held.badge") if c.held else "",
            "y": [int(year) for year in c.years if year],
        }
        for c in cards
    ]
    data = json.dumps({"lang": view.lang, "rows": rows}, ensure_ascii=True, separators=(",", ":"))
    return f"window.PD_KATALOG={data};\n".encode("ascii")


def _updated(view: View, card: Card) -> str:
    return f"{view.words('ui.card.updated')} {card.updated_text}" if card.updated else ""


def _hidden_words(view: View, card: Card) -> Iterator[str]:
    """What a dataset is found by beside what its card says."""
    yield card.id
    for id in card.topics:
        topic = view.portal.topic(id)
        yield topic.title.get(view.lang) if topic else id
    for id in card.agencies:
        agency = view.portal.agency(id)
        names = (agency.name.get(view.lang), agency.name.main, *agency.aliases) if agency else (id,)
        yield from dict.fromkeys(names)
    yield from card.columns


def _topics(view: View, cards: Sequence[Card]) -> list[tuple[Topic, int]]:
    return [(t, sum(1 for c in cards if t.id in c.topics)) for t in view.portal.topics]


def topics(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The list of topics, and one page for each."""
    words = view.words
    here = replace(view, path=PurePosixPath("topik"))
    found = _topics(view, cards)
    title = words("ui.topics.title")
    yield here.page("topics", title, words("ui.topics.description"), "topik", topics=found)
    for topic, count in found:
        page = replace(view, path=PurePosixPath("topik", topic.id))
        name = topic.title.get(view.lang)
        yield page.page(
            "topic",
            name,
            view.count("ui.topics.sentence", count, topic=name),
            "topik",
            topic=topic,
            cards=[c for c in cards if topic.id in c.topics],
        )


def agency_counts(view: View, cards: Sequence[Card]) -> list[tuple[Agency, int]]:
    """The agencies of the register by name, each with how many datasets name it."""
    named: dict[str, int] = {}
    for card in cards:
        for id in card.agencies:
            named[id] = named.get(id, 0) + 1
    agencies = sorted(view.portal.agencies, key=lambda a: a.name.get(view.lang).casefold())
    return [(a, named.get(a.id, 0)) for a in agencies]


def agencies(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The list of agencies, and one page for each."""
    words = view.words
    here = replace(view, path=PurePosixPath("perangkat-daerah"))
    title, description = words("ui.agencies.title"), words("ui.agencies.description")
    found = agency_counts(view, cards)
    yield here.page("agencies", title, description, "perangkat-daerah", agencies=found)
    for agency, _ in found:
        page = replace(view, path=PurePosixPath("datasets", agency.id))
        yield page.page(
            "agency",
            agency.name.get(view.lang),
            words("ui.agency.description", name=agency.name.get(view.lang)),
            "perangkat-daerah",
            agency=agency,
            note=Text(agency.note),
            contact=contact(view, agency.contact),
            official=[c for c in cards if c.owner == agency.id],
            related=[c for c in cards if agency.id in c.agencies and c.owner != agency.id],
        )


def groups(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """What the project gathered, and the reference data."""
    for group in GROUPS:
        here = replace(view, path=PurePosixPath("datasets", group))
        title = view.words(f"ui.groups.{group}.title")
        description = view.words(f"ui.groups.{group}.description")
        found = [c for c in cards if c.owner == group]
        yield here.page("group", title, description, "katalog", cards=found, lede=description)
