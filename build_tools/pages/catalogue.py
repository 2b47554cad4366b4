"""The catalogue: all datasets twenty a page, and what lets a script search and sift them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import search
from ..freshness import STATES
from ..model import FREQUENCIES, OutputFile
from .card import Card, how_many, newest_first
from .harvested import foreign_cards
from .integrity import made_script
from .listing import PER_PAGE, parts
from .safe import visible
from .theme import script, shared_script
from .view import View

#: The reference data of areas, where the setting `daftar_wilayah` names no other.
AREAS = "referensi/wilayah"
#: A facet with more values than `MANY` shows `FEW`; the script adds the others.
MANY, FEW = 30, 12
#: A period may be wrong; nobody looks for the years of a century one by one.
MOST_YEARS = 150


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its name in addresses, and each value with its label and how many have it."""

    key: str
    values: Sequence[tuple[str, str, int]]
    open: bool = False
    more: bool = False  # there are values that the script adds


def catalogue(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """The pages of the catalogue, and the files that their script searches.

    Only here do those of other portals stand beside our own.
    """
    cards = newest_first([*cards, *foreign_cards(view)])
    labels = _labels(view, cards)
    entries = _entries(view, cards)
    roots = search.all_roots()
    groups = search.groups(view.portal.synonyms, lambda word: search.root(word, roots))
    data = list(search.files(view.lang, entries, labels, roots, groups, script("cari.js")))
    yield from data
    facets = _facets(cards, labels)
    found = _years(cards)
    for part in parts(view, PurePosixPath("katalog"), cards):
        title = view.words("ui.catalogue.title")
        if part.number > 1:
            title = view.words("ui.catalogue.title_page", number=part.number)
        yield part.view.page(
            "catalogue",
            title,
            view.words("ui.catalogue.description", what=how_many(view.words, cards)),
            "katalog",
            kind="catalogue",
            about={"jumlah": len(cards)},
            part=part,
            what=how_many(view.words, cards),
            facets=facets,
            years=found,
            per_page=PER_PAGE,
            scripts=(
                made_script(view.portal, data[0]),
                shared_script(view.portal, "katalog.js"),
            ),
        )


def _entries(view: View, cards: Sequence[Card]) -> list[search.Entry]:
    places = _places(view)
    return [
        search.Entry(
            id=card.id,
            title=visible(card.title.get(view.lang)),
            description=visible(card.description.get(view.lang)),
            publisher=visible(card.publisher),
            agencies=card.agencies,
            topics=card.topics,
            formats=card.formats,
            frequency=card.frequency_key,
            state=card.state,
            kind=card.kind,
            period=card.period,
            years=card.years,
            updated=card.updated,
            keywords=card.keywords,
            columns=card.columns,
            units=card.units,
            places=places.get(card.id, ()),
            held=card.held,
            other_title=card.title.lang(view.lang) != view.lang,
            other_description=card.description.lang(view.lang) != view.lang,
        )
        for card in cards
    ]


def _places(view: View) -> Mapping[str, tuple[str, ...]]:
    """For each dataset the tables of areas that it refers to: it is found by their names."""
    known = dict(view.portal.places)
    areas = str(view.portal.settings.get("daftar_wilayah") or AREAS)
    found = {}
    for published in view.site.published:
        keys = [key for r in published.dataset.resources for key in r.foreign_keys]
        named = {key.resource for key in keys if key.package == areas}
        if published.id == areas:
            named = {*known}
        found[published.id] = tuple(name for name in known if name in named)
    return found


def _labels(view: View, cards: Sequence[Card]) -> search.Labels:
    words, portal = view.words, view.portal
    named = {id for card in cards for id in card.agencies}
    return search.Labels(
        agencies={id: view.agency_text(id).get(view.lang) for id in sorted(named)},
        aliases={
            agency.id: tuple(dict.fromkeys((agency.name.main, *agency.aliases)))
            for agency in portal.agencies
        },
        topics={topic.id: topic.title.get(view.lang) for topic in portal.topics},
        frequencies={card.frequency_key: card.frequency for card in cards},
        states={state: words(f"ui.states.{state}") for state in STATES},
        kinds={k: words(f"ui.origin.short.{k}") for k in (*search.KINDS, search.FOREIGN)},
        places=dict(portal.places),
        region=portal.region.get(view.lang),
        months=words.section("ui.months"),
        texts=_texts(view),
    )


def _texts(view: View) -> dict[str, str]:
    """The sentences of the script: "%n" how many, "%q" what was asked, "%h" page, "%k" of."""
    words = view.words
    tried = ", ".join(view.common_searches)
    none = words("ui.search.none_try", words=tried) if tried else words("ui.search.none")
    said = {"found": words("ui.search.found"), "none": none}
    said |= {key: str(text) for key, text in words.section("search.script").items()}
    return {
        **{f"{key}_one": said[key] for key in ("count", "found")},
        **said,
        "updated": words("ui.card.updated"),
        "page": words("ui.catalogue.page"),
        "previous": words("ui.catalogue.previous"),
        "next": words("ui.catalogue.next"),
    }


def _facets(cards: Sequence[Card], labels: search.Labels) -> list[Facet]:
    topics = search.by_count(labels.topics, (c.topics for c in cards))
    agencies = search.by_count(labels.agencies, (c.agencies for c in cards))
    formats = search.by_count({}, (c.formats for c in cards))
    frequencies = _listed(FREQUENCIES, (c.frequency_key for c in cards))
    states = _listed(STATES, (c.state for c in cards))
    return [
        _facet("topik", topics, labels.topics, open=True),
        _facet("opd", agencies, labels.agencies),
        _facet("fmt", formats, {}, open=True),
        _facet("frek", frequencies, labels.frequencies),
        _facet("status", states, labels.states),
    ]


def _facet(
    key: str,
    counted: Sequence[tuple[str, int]],
    labels: Mapping[str, str],
    *,
    open: bool = False,
) -> Facet:
    more = len(counted) > MANY
    shown = counted[:FEW] if more else counted
    return Facet(key, [(v, labels.get(v, v), n) for v, n in shown], open, more)


def _listed(order: Sequence[str], values: Iterable[str]) -> list[tuple[str, int]]:
    """The values that occur, in the order of a list; those that it lacks come last."""
    counts = search.by_count({}, ((value,) for value in values))
    return sorted(counts, key=lambda c: order.index(c[0]) if c[0] in order else len(order))


def _years(cards: Sequence[Card]) -> list[str]:
    """The years that datasets are about, the newest first."""
    found: set[int] = set()
    for card in cards:
        first, last = card.years
        if first and int(first) <= int(last) < int(first) + MOST_YEARS:
            found.update(range(int(first), int(last) + 1))
    return [f"{year:04}" for year in sorted(found, reverse=True)]
