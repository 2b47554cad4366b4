"""Datasets of other portals: their cards, a page for each, and lists by portal.

They are never among those of our offices, and say on every card and page where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from markupsafe import Markup

from ..model import HARVESTED, Harvested, HarvestedFile, HarvestedPortal, Licence, OutputFile, Text
from .card import Card, frequency, newest_first, period, years
from .listing import listing, parts
from .safe import visible
from .view import View, one_line

BASE = PurePosixPath("datasets", HARVESTED)


def foreign_cards(view: View) -> tuple[Card, ...]:
    """The cards of what other portals have now, newest first."""
    return newest_first(_card(view, one) for one in view.site.harvested if not one.gone)


def _card(view: View, one: Harvested) -> Card:
    words = view.words
    formats = dict.fromkeys(file.format for file in one.files if file.format)
    return Card(
        id=one.id,
        title=one.title,
        description=Text(
            one_line(one.description.main, 160),
            {k: one_line(v, 160) for k, v in one.description.others.items()},
        ),
        publisher=origin(view, one),
        period=period(words, *one.period),
        frequency=frequency(words, one.frequency),
        frequency_key=one.frequency,
        updated=one.modified if len(one.modified) == len("2026-01-01") else "",
        updated_text=words.date(one.modified) if one.modified else "",
        formats=tuple(formats)[:_FORMATS],
        topics=(),
        agencies=(),
        keywords=one.keywords,
        collected=False,
        years=years(*one.period),
    )


#: Formats that a card names: what others call a format has no end.
_FORMATS = 6


def origin(view: View, one: Harvested) -> str:
    """Who published it, and that it comes from another portal."""
    portal = visible(one.portal.title)
    if not one.publisher or one.publisher == one.portal.title:
        return view.words("harvest.by_portal", portal=portal)
    return view.words("harvest.by", publisher=visible(one.publisher), portal=portal)


@dataclass(frozen=True, slots=True)
class File:
    """A file on the other portal as the page shows it."""

    number: int
    label: str
    link: Markup
    format: str
    size: str
    outside: str  # which host the link opens


def harvested_pages(view: View) -> Iterator[OutputFile]:
    """`datasets/panen/`, the list of each portal, and a page for each of its datasets."""
    if not view.site.harvested:
        return
    groups = [(p, [*given]) for p, given in groupby(view.site.harvested, key=lambda o: o.portal)]
    words, top = view.words, ("harvest.portals.title", f"{BASE}/")
    listed = [
        (p, view.count("harvest.portals.count", sum(not one.gone for one in given)))
        for p, given in groups
    ]
    yield replace(view, path=BASE).page(
        "harvested_portals",
        words("harvest.portals.title"),
        words("harvest.portals.description"),
        "katalog",
        portals=listed,
    )
    above = (words(top[0]), top[1])
    for portal, given in groups:
        yield from _list(view, portal, [one for one in given if not one.gone], above)
        for one in given:
            yield _page(replace(view, path=PurePosixPath("datasets", one.id)), one, above)


def _list(
    view: View, portal: HarvestedPortal, given: Sequence[Harvested], above: tuple[str, str]
) -> Iterator[OutputFile]:
    cards = newest_first(_card(view, one) for one in given)
    date = view.words.date(portal.day)
    title = visible(portal.title)
    lede = view.words("harvest.portal.description", title=title, date=date)
    for part in parts(view, BASE / portal.id, cards):
        heading = Text(title, {view.lang: title})
        yield listing(part, heading, lede, "katalog", above, empty=view.words("ui.no_datasets"))


def _page(view: View, one: Harvested, above: tuple[str, str]) -> OutputFile:
    words, portal = view.words, one.portal
    title = words("harvest.titled", title=one.title.get(view.lang), portal=portal.title)
    notice = view.say(
        "harvest.notice",
        portal=view.anchor(portal.url, portal.title),
        date=words.date(portal.day),
    )
    return view.page(
        "harvested",
        title,
        one_line(one.description.get(view.lang)),
        "katalog",
        kind="harvested",
        one=one,
        origin=origin(view, one),
        trail=[
            (words("ui.nav.catalogue"), "katalog/"),
            above,
            (visible(portal.title), f"{BASE}/{portal.id}/"),
        ],
        notice=notice,
        facts=list(_facts(view, one)),
        files=[_file(view, number, file) for number, file in enumerate(one.files, start=1)],
        start=one.page or one.iri,
        host=_host(one.page or one.iri),
    )


def _facts(view: View, one: Harvested) -> Iterator[tuple[str, Markup]]:
    """What the other portal states, by its name; what it must state stands in any case."""
    words = view.words
    none = words("harvest.not_stated")
    contact = one.contact
    licences = [_licence(view, given) for given in one.licences]
    mail = Markup('<a href="mailto:{}">{}</a>').format(contact.email, contact.email)
    reached = [view.anchor(contact.url, contact.name.main), mail if contact.email else ""]
    facts: tuple[tuple[str, Markup | str], ...] = (
        ("origin", view.anchor(one.portal.url, one.portal.title)),
        ("publisher", view.anchor(one.publisher_url, one.publisher or none)),
        ("contact", Markup(" · ").join(filter(None, reached)) if contact.name else ""),
        ("licence", Markup(" · ").join(licences) if licences else none),
        ("issued", words.date(one.issued)),
        ("modified", words.date(one.modified)),
        ("period", period(words, *one.period)),
        ("place", one.place),
        ("frequency", frequency(words, one.frequency)),
        ("keywords", ", ".join(one.keywords)),
        ("id", one.origin_id),
        ("harvested", words.date(one.portal.day)),
    )
    for key, value in facts:
        if value:
            yield words(f"harvest.facts.{key}"), Markup("{}").format(_seen(value))


def _licence(view: View, given: Licence) -> Markup:
    """A licence as stated: by its title or name, else by its address."""
    if given.title or given.name:
        return view.licence(given)
    return view.anchor(given.path, given.path)


def _seen(value: Markup | str) -> Markup | str:
    return value if isinstance(value, Markup) else visible(value)


def _file(view: View, number: int, file: HarvestedFile) -> File:
    label = file.title or view.words("harvest.file", number=number)
    return File(
        number,
        label,
        view.anchor(file.url, label),
        file.format,
        view.words.size(file.bytes) if file.bytes else "",
        view.words("harvest.outside", host=_host(file.url)),
    )


def _host(url: str) -> str:
    try:
        return visible(urlsplit(url).hostname or "")
    except ValueError:
        return ""
