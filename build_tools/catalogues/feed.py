"""Atom feed of updates (RFC 4287), one for each language: `umpan/pembaruan.xml`.

The dates are those of the data; nothing in it changes when the site is merely built again.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..model import OutputFile, Portal, Published, Site, Text
from ..words import Words

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
_NAMESPACE = uuid.UUID("5b1f6e3e-64b2-5c57-9f0e-6d1c64a0f1c5")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make(site: Site) -> Iterator[OutputFile]:
    """The feed of each language. Datasets that were never committed have no date, so no entry."""
    dated = [p for p in site.published if p.updated]
    newest = sorted(sorted(dated, key=lambda p: p.id), key=lambda p: p.updated, reverse=True)
    for lang in site.portal.languages:
        words = Words.load(lang)
        folder = "" if lang == site.portal.languages[0] else f"{lang}/"
        feed = _feed(site.portal, words, newest[:ENTRIES], folder)
        ElementTree.indent(feed)
        content = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"
        yield OutputFile(PurePosixPath(f"{folder}umpan/pembaruan.xml"), content)


def _feed(
    portal: Portal, words: Words, newest: list[Published], folder: str
) -> ElementTree.Element:
    lang = words.lang
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": lang})
    name = _clean(portal.name.get(lang))
    _add(feed, "id", _urn(portal.name.main, lang))
    _add(feed, "title", f"{name}: {words('ui.feed.title')}")
    _add(feed, "subtitle", words("ui.feed.subtitle"))
    _add(feed, "updated", _instant(newest[0].updated if newest else portal.as_of.isoformat()))
    _add(_add(feed, "author"), "name", _clean(portal.publisher.get(lang)))
    base = portal.site_url.rstrip("/")
    home = f"{base}/{folder}" if base else "../"
    _add(feed, "link", rel="alternate", href=home, type="text/html")
    own = f"{home}umpan/pembaruan.xml" if base else "pembaruan.xml"
    _add(feed, "link", rel="self", href=own, type="application/atom+xml")
    for published in newest:
        feed.append(_entry(portal, words, published, home))
    return feed


def _entry(portal: Portal, words: Words, published: Published, home: str) -> ElementTree.Element:
    """One update of one dataset: its id holds the date, so that readers see each update."""
    lang, dataset = words.lang, published.dataset
    publisher = _clean(_publisher(portal, published).get(lang))
    entry = ElementTree.Element(f"{{{ATOM}}}entry")
    _add(entry, "id", _urn(published.id, published.updated, lang))
    _add(entry, "title", _clean(dataset.title.get(lang)) or published.id)
    _add(entry, "updated", _instant(published.updated))
    if published.created:
        _add(entry, "published", _instant(published.created))
    _add(_add(entry, "author"), "name", publisher)
    _add(entry, "link", rel="alternate", href=f"{home}datasets/{published.id}/", type="text/html")
    for topic in dataset.topics:
        _add(entry, "category", term=_clean(topic))
    date = words.date(published.updated)
    sentence = words("ui.feed.entry", date=date, publisher=publisher)
    _add(entry, "summary", f"{_clean(dataset.description.get(lang))} {sentence}".strip())
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
