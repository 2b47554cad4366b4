"""Atom feeds of updates (RFC 4287) in each language: of everything, and of parts of it.

`umpan/pembaruan.xml`, `umpan/opd/<opd>.xml`, `umpan/topik/<topik>.xml`, and of each dataset
`umpan/dataset/<opd>/<dataset>.xml`, an entry for each version. The dates are those of the data;
nothing changes when the site is merely built again. An entry leads to the page of its version, and
has one id in all feeds.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..model import OutputFile, Past, Site, Text, Version
from ..terms import Catalogue, Entry, describe
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
    address: str = ""  # of that version, where it is not the day alone: a second one of a day

    @property
    def names(self) -> tuple[str, ...]:
        """What the entry's id is made of, without the language."""
        day = self.address or self.date
        return (self.id, day) if self.what == "entry" else (self.id, day, self.what)


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed is of. ``kind``: a key of `ui.feed` after "subtitle-"; empty: everything."""

    path: str
    items: Sequence[_Item]
    about: Text = Text()
    kind: str = ""
    key: str = ""  # what its id is made of; empty: of everything
    page: str = ""  # that tells of the same, below the language's root


def make(site: Site) -> Iterator[OutputFile]:
    """The feeds of each language. Datasets that were never committed have no date, so no entry."""
    catalogue = describe(site)
    feeds = [*_feeds(catalogue)]
    ElementTree.register_namespace("", ATOM)
    for lang in site.portal.languages:
        words = Words.load(lang)
        folder = "" if lang == site.portal.languages[0] else f"{lang}/"
        for feed in feeds:
            made = _made(catalogue, words, feed, folder)
            ElementTree.indent(made)
            content = ElementTree.tostring(made, encoding="utf-8", xml_declaration=True) + b"\n"
            yield OutputFile(PurePosixPath(f"{folder}{feed.path}"), content)


def _feeds(catalogue: Catalogue) -> Iterator[_Feed]:
    site = catalogue.site
    ours = [entry for entry in catalogue.entries if entry.published]
    updates = {e.id: _update(e, site.pasts.get(e.id)) for e in ours if e.modified}
    yield _Feed("umpan/pembaruan.xml", [*updates.values()])
    for office, items in _offices(site, updates).items():
        name = catalogue.agents[office].name
        yield _Feed(f"umpan/opd/{office}.xml", items, name, "office", office, f"datasets/{office}/")
    for subject in catalogue.subjects:
        items = [i for i in updates.values() if subject.id in i.topics]
        path, page = f"umpan/topik/{subject.id}.xml", f"topik/{subject.id}/"
        yield _Feed(path, items, subject.title, "topic", f"topik/{subject.id}", page)
    for entry in ours:
        items = [*_versions(updates[entry.id], site.pasts.get(entry.id))] if entry.modified else []
        yield _of_dataset(entry.id, entry.title, items)
    for item in {i.id: i for _, i in (*_withdrawn(site), *_gone(site))}.values():
        yield _of_dataset(item.id, item.title, [item])


def _of_dataset(id: str, title: Text, items: Sequence[_Item]) -> _Feed:
    path, page = f"umpan/dataset/{id}.xml", f"datasets/{id}/"
    return _Feed(path, items, title, "dataset", f"dataset/{id}", page)


def _update(entry: Entry, past: Past | None) -> _Item:
    """The newest data of a dataset, at the page of that version where it has one."""
    newest = next((v for v in past.versions if v.state == "terbit"), None) if past else None
    if newest and newest.date > entry.modified:
        newest = None
    item = _Item(
        entry.id,
        entry.modified,
        entry.title,
        entry.publisher.name,
        "entry",
        entry.path,
        entry.issued,
        entry.description,
        tuple(subject.id for subject in entry.subjects),
    )
    return _of_version(item, newest) if newest else item


def _of_version(item: _Item, version: Version) -> _Item:
    second = version.date == item.date and version.address != version.date
    page = f"datasets/{item.id}/versi/{version.address}/"
    address = version.address if second else ""
    return replace(item, page=page, version=version, address=address)


def _versions(update: _Item, past: Past | None) -> Iterator[_Item]:
    """The newest data, then the versions before it."""
    yield update
    seen = {update.names}
    for version in past.versions if past else ():
        if version.state != "terbit" or version == update.version or version.date > update.date:
            continue
        item = _of_version(replace(update, date=version.date), version)
        if item.names not in seen:
            seen.add(item.names)
            yield item


def _offices(site: Site, updates: Mapping[str, _Item]) -> dict[str, list[_Item]]:
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


def _made(catalogue: Catalogue, words: Words, given: _Feed, folder: str) -> ElementTree.Element:
    """A feed of the newest items in one language."""
    lang, portal, at = words.lang, catalogue.portal, catalogue.addresses
    items = sorted(sorted(given.items, key=lambda i: i.id), key=lambda i: i.date, reverse=True)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": lang})
    name = _clean(portal.name.get(lang))
    about = _clean(given.about.get(lang)) if given.key else words("ui.feed.title")
    _add(feed, "id", _urn(portal.name.main, lang, *filter(None, [given.key])))
    _add(feed, "title", f"{name}: {about}")
    notice = _clean(catalogue.notice.get(lang))
    key = f"subtitle-{given.kind}" if given.kind else "subtitle"
    subtitle = words(f"ui.feed.{key}", name=about)
    _add(feed, "subtitle", f"{notice} {subtitle}".strip())
    newest = items[0].date if items else catalogue.modified or portal.as_of.isoformat()
    _add(feed, "updated", _instant(newest))
    _add(_add(feed, "author"), "name", _clean(portal.publisher.get(lang)) or name)
    if notice:  # programs see it here
        _add(feed, "category", term="demonstration", label=notice)
    home = f"{at.base}{folder}" if at.known else "../" * given.path.count("/")
    _add(feed, "link", rel="alternate", href=f"{home}{given.page}", type="text/html")
    own = f"{home}{given.path}" if at.known else PurePosixPath(given.path).name
    _add(feed, "link", rel="self", href=own, type="application/atom+xml")
    for item in items[:ENTRIES]:
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
