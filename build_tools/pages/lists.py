"""Pages that list datasets: home, catalogue, topics, agencies, groups."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import OutputFile
from .card import Card, how_many
from .theme import asset, hashed_name
from .view import View

PER_PAGE = 20
GROUPS = ("himpunan", "referensi")


def common_searches(view: View) -> list[str]:
    """The words that readers often search, as the settings name them."""
    return [str(s) for s in view.portal.settings.get("pencarian_umum") or ()]


def _nothing_found(view: View) -> str:
    """What the search says when it finds nothing, with words to try where some are known."""
    tried = ", ".join(common_searches(view))
    return view.words("ui.search.none_try", words=tried) if tried else view.words("ui.search.none")


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
