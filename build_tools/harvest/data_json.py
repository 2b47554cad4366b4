"""`data.json` of Project Open Data 1.1 (https://project-open-data.cio.gov/v1.1/schema/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .told import Read, Told, ToldFile, items, mapping, mappings, text
from .web import Document, HarvestError, Web

#: Datasets that a file may hold.
MOST_DATASETS = 20_000


def read(document: Document, web: Web) -> Read:
    """All datasets of the file; raises `HarvestError`."""
    found = mapping(document.json())
    given = found.get("dataset")
    entries = given if isinstance(given, list) else []
    if len(entries) > MOST_DATASETS:
        raise HarvestError("many", document.url)
    told = [_told(entry) for entry in entries if isinstance(entry, Mapping)]
    return Read("data.json", text(found.get("title")), told)


def is_catalogue(value: Any) -> bool:
    """Whether JSON looks like such a file."""
    return isinstance(value, Mapping) and isinstance(value.get("dataset"), list)


def _told(entry: Mapping[str, Any]) -> Told:
    id = text(entry.get("identifier"))
    page = text(entry.get("landingPage"))
    contact = mapping(entry.get("contactPoint"))
    publisher = mapping(entry.get("publisher"))
    licence, rights = text(entry.get("license")), text(entry.get("rights"))
    begin, _, end = text(entry.get("temporal")).partition("/")
    access = text(entry.get("accessLevel"))
    return Told(
        id=id,
        iri=id if "://" in id else page,
        page=page,
        titles={"": text(entry.get("title"))},
        descriptions={"": text(entry.get("description"))},
        publisher=text(publisher.get("name")),
        contact=text(contact.get("fn")),
        contact_email=text(contact.get("hasEmail")),
        licences=[("", "", licence)] if licence else [("", rights, "")] if rights else [],
        keywords=[text(word) for word in items(entry.get("keyword"))],
        issued=text(entry.get("issued")),
        modified=text(entry.get("modified")),
        period=(begin, end),
        place=text(entry.get("spatial")),
        frequency=text(entry.get("accrualPeriodicity")),
        files=[*_files(entry)],
        restricted=access not in {"", "public"},
    )


def _files(entry: Mapping[str, Any]) -> Iterator[ToldFile]:
    for given in mappings(entry.get("distribution")):
        url = text(given.get("downloadURL")) or text(given.get("accessURL"))
        if url:
            yield ToldFile(
                url,
                text(given.get("title")),
                text(given.get("format")),
                text(given.get("mediaType")),
            )
