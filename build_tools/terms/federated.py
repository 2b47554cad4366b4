"""Datasets of other portals in the terms of catalogues: theirs, with the origin told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model import Harvested, HarvestedFile, Licence, Site, Text
from .addresses import Addresses, encoded, within
from .nouns import Agent, Distribution, Entry, Place, Rights
from .texts import TITLE, plain


def federated(site: Site, at: Addresses) -> tuple[Entry, ...]:
    """The datasets that other portals have now, each once.

    An entry is named by the address that its own portal gives it, so that whoever reads several
    portals knows it again; by its page here where it has none. Where several portals tell of one,
    that on whose host it lies is believed. A dataset of ours that another portal tells of is ours
    already.
    """
    taken: set[str] = set()
    found = []
    for one in sorted(site.harvested, key=lambda one: not _at_home(one)):
        page, given = at.of_file(f"datasets/{one.id}/"), encoded(one.iri)
        iri = given or page
        if one.gone or _ours(given, at) or iri in taken:
            continue
        taken.add(iri)
        found.append(_entry(one, iri, page, at))
    return tuple(sorted(found, key=lambda entry: entry.id))


def _at_home(one: Harvested) -> bool:
    """Whether the address of a dataset lies on the host of the portal that tells of it."""
    hosts = [urlsplit(encoded(url)).netloc.lower() for url in (one.iri, one.portal.url)]
    return bool(hosts[0]) and hosts[0] == hosts[1]


def _ours(address: str, at: Addresses) -> bool:
    """Whether an address lies on this site: nobody else says anything of what is there."""
    return at.known and within(address, at.base)


def _theirs(address: str, at: Addresses) -> str:
    """An address as it may be told of; empty for one on this site."""
    found = encoded(address)
    return "" if _ours(found, at) else found


def _entry(one: Harvested, iri: str, page: str, at: Addresses) -> Entry:
    publisher = _publisher(one, at)
    contact = one.contact
    asked = publisher
    if contact.name:
        url = _theirs(contact.url, at) or publisher.url
        asked = Agent("", contact.name, f"{page}#kontak", "", url, contact.email)
    return Entry(
        id=one.id,
        iri=iri,
        slug=one.id.replace("/", "--"),
        title=one.title,
        description=one.description,
        about=one.description or one.title,
        keywords=one.keywords,
        subjects=(),
        publisher=publisher,
        creator=publisher,
        contact=asked,
        related=(),
        rights=tuple(dict.fromkeys(_rights(licence, at) for licence in one.licences)),
        official=False,  # who released it is the other portal's to say
        issued=one.issued,
        modified=one.modified,
        frequency=one.frequency,
        period=one.period,
        place=Place(Text(one.place)) if one.place else None,
        access="",
        whole=tuple(_files(one, page, at)),
        harvested_from=one.portal.url,
        harvested_title=one.portal.title,
    )


def _publisher(one: Harvested, at: Addresses) -> Agent:
    """Who published it there; the portal itself where it names nobody."""
    name = one.publisher or one.portal.title
    page = at.of_file(f"datasets/panen/{one.portal.id}/")
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    url = _theirs(one.publisher_url, at) or ("" if one.publisher else encoded(one.portal.url))
    return Agent("", Text(plain(name, TITLE)), f"{page}#penerbit-{mark}", "", url)


def _rights(licence: Licence, at: Addresses) -> Rights:
    return Rights(_theirs(licence.path, at), licence.name, licence.title)


def _files(one: Harvested, page: str, at: Addresses) -> Iterator[Distribution]:
    for number, file in enumerate(one.files, start=1):
        if _ours(encoded(file.url), at):
            continue
        yield Distribution(
            iri=f"{page}#berkas-{number}",
            url=file.url,
            name=file.url.partition("?")[0].rstrip("/").rpartition("/")[2],
            format=file.format.lower(),
            media_type=file.media_type,
            bytes=file.bytes,
            sha256=file.sha256,
            title=Text(_title(file, number)),
        )


def _title(file: HarvestedFile, number: int) -> str:
    return file.title or file.format or f"#{number}"
