"""Atom feeds of updates (RFC 4287) in each language: of everything, and of each office (OPD).

`umpan/pembaruan.xml` and `umpan/opd/<opd>.xml`. The dates are those of the data; nothing in them
changes when the site is merely built again. An entry leads to the page of the newest version.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..model import OutputFile, Portal, Published, Site, Text, Version
from ..words import Words
from .changed import changed

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
_NAMESPACE = uuid.UUID("5b1f6e3e-64b2-5c57-9f0e-6d1c64a0f1c5")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Item:
    """What an entry tells of. ``what``: a key of `ui.feed`; ``page``: below the language's root."""

    id: str
    date: str  # ISO
    title: Text
    author: Text
    what: str
    page: str
    created: str = ""
    description: Text = Text()
    topics: tuple[str, ...] = ()
    version: Version | None = None  # that an update brought

    @property
    def names(self) -> tuple[str, ...]:
        """What the entry's id is made of, without the language."""
        return (self.id, self.date) if self.what == "entry" else (self.id, self.date, self.what)


def make(site: Site) -> Iterator[OutputFile]:
    """The feeds of each language. Datasets that were never committed have no date, so no entry."""
    updates = {p.id: _update(site, p) for p in site.published if p.updated}
    offices = _offices(site, updates)
    for lang in site.portal.languages:
        words = Words.load(lang)
        folder = "" if lang == site.portal.languages[0] else f"{lang}/"
        feed = _feed(site.portal, words, [*updates.values()], folder)
        yield _file(feed, f"{folder}umpan/pembaruan.xml")
        for office, items in offices.items():
            feed = _feed(site.portal, words, items, folder, office)
            yield _file(feed, f"{folder}umpan/opd/{office}.xml")


def _file(feed: ElementTree.Element, path: str) -> OutputFile:
    ElementTree.indent(feed)
    content = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"
    return OutputFile(PurePosixPath(path), content)


def _update(site: Site, published: Published) -> _Item:
    """The newest data of a dataset, at the page of that version where it has one."""
    dataset, past = published.dataset, site.pasts.get(published.id)
    newest = next((v for v in past.versions if v.state == "terbit"), None) if past else None
    page = f"datasets/{published.id}/"
    if newest and newest.date > published.updated:
        newest = None
    if newest:
        page += f"versi/{newest.address}/"
    return _Item(
        published.id,
        published.updated,
        dataset.title,
        _publisher(site.portal, published),
        "entry",
        page,
        published.created,
        dataset.description,
        dataset.topics,
        newest,
    )


def _offices(site: Site, updates: dict[str, _Item]) -> dict[str, list[_Item]]:
    """What the feed of each office of the register tells; none for one without any dataset."""
    found: dict[str, list[_Item]] = {}
    for published in site.published:
        for office in dict.fromkeys((published.dataset.source.owner, *published.dataset.agencies)):
            items = found.setdefault(office, [])
            items += [updates[published.id]] if published.id in updates else []
    for office, item in (*_withdrawn(site), *_gone(site)):
        found.setdefault(office, []).append(item)
    for held in site.held_back:
        found.setdefault(held.source.owner, [])
    return {agency.id: found[agency.id] for agency in site.portal.agencies if agency.id in found}


def _withdrawn(site: Site) -> Iterator[tuple[str, _Item]]:
    """What was taken back, by the office in whose folder it lay; why is said on its page."""
    for held in site.held_back:
        if held.withdrawn and held.withdrawn.date:
            id = held.source.id
            facts = (held.title, site.portal.publisher, "withdrawn", f"datasets/{id}/")
            yield held.source.owner, _Item(id, held.withdrawn.date, *facts)


def _gone(site: Site) -> Iterator[tuple[str, _Item]]:
    """What moved or whose folder was removed, unless something stands at its address again."""
    here = {p.id for p in site.published} | {h.source.id for h in site.held_back}
    withdrawn = {h.source.id for h in site.held_back if h.withdrawn}
    for id, past in sorted(site.pasts.items()):
        if id in here or not past.gone_on or site.current(id) in withdrawn:
            continue
        newest = next((v for v in past.versions if v.state == "terbit"), None)
        if newest:
            title = newest.title or Text(id)
            what = "moved" if past.moved_to else "removed"
            facts = (title, site.portal.publisher, what, f"datasets/{id}/")
            for office in dict.fromkeys((id.split("/")[0], *newest.agencies)):
                yield office, _Item(id, past.gone_on, *facts)


def _feed(
    portal: Portal, words: Words, items: Sequence[_Item], folder: str, office: str = ""
) -> ElementTree.Element:
    """A feed of the newest items: of everything, or of an office of the register."""
    lang = words.lang
    newest = sorted(sorted(items, key=lambda i: i.id), key=lambda i: i.date, reverse=True)
    agency = portal.agency(office)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": lang})
    name = _clean(portal.name.get(lang))
    about = _clean(agency.name.get(lang)) if agency else words("ui.feed.title")
    _add(feed, "id", _urn(portal.name.main, lang, *filter(None, [office])))
    _add(feed, "title", f"{name}: {about}")
    key = "subtitle-office" if agency else "subtitle"
    _add(feed, "subtitle", words(f"ui.feed.{key}", name=about))
    _add(feed, "updated", _instant(newest[0].date if newest else portal.as_of.isoformat()))
    _add(_add(feed, "author"), "name", _clean(portal.publisher.get(lang)))
    base = portal.site_url.rstrip("/")
    path = f"umpan/opd/{office}.xml" if agency else "umpan/pembaruan.xml"
    home = f"{base}/{folder}" if base else "../" * path.count("/")
    page = f"{home}datasets/{office}/" if agency else home
    _add(feed, "link", rel="alternate", href=page, type="text/html")
    own = f"{home}{path}" if base else PurePosixPath(path).name
    _add(feed, "link", rel="self", href=own, type="application/atom+xml")
    for item in newest[:ENTRIES]:
        feed.append(_entry(words, item, home))
    return feed


def _entry(words: Words, item: _Item, home: str) -> ElementTree.Element:
    """One update of one dataset: its id holds the date, so that readers see each update."""
    lang = words.lang
    publisher = _clean(item.author.get(lang))
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    _add(entry, "id", _urn(*item.names, lang))
    title = _clean(item.title.get(lang)) or item.id
    if item.what != "entry":  # apart from the entry of the same dataset at its new address
        title += f" ({words(f'ui.feed.states.{item.what}')})"
    _add(entry, "title", title)
    _add(entry, "updated", _instant(item.date))
    if item.created:
        _add(entry, "published", _instant(item.created))
    _add(_add(entry, "author"), "name", publisher)
    _add(entry, "link", rel="alternate", href=f"{home}{item.page}", type="text/html")
    for topic in item.topics:
        _add(entry, "category", term=_clean(topic))
    sentence = words(f"ui.feed.{item.what}", date=words.date(item.date), publisher=publisher)
    told = (sentence, changed(words, item.version) if item.version else "")
    _add(entry, "summary", " ".join(filter(None, (_clean(item.description.get(lang)), *told))))
    return entry


def _publisher(portal: Portal, published: Published) -> Text:
    """The OPD of an official dataset; the project for everything that it collected."""
    dataset = published.dataset
    owner = portal.agency(dataset.agencies[0]) if dataset.agencies else None
    return owner.name if owner and dataset.origin == "resmi" else portal.publisher


def _add(
    parent: ElementTree.Element, tag: str, text: str = "", **given: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", given)
    child.text = text or None
    return child


def _urn(*parts: str) -> str:
    return uuid.uuid5(_NAMESPACE, "\n".join(parts)).urn


def _instant(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"


def _clean(text: str) -> str:
    """The text on one line, without what XML cannot hold."""
    return " ".join(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())
