"""Which of the four kinds a portal is read as: its address may tell, what lies there decides."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from . import ckan, data_json, dcat, packages, rdf
from .told import Read
from .web import Document, HarvestError, Web

#: What is asked for below a front page, the richest first.
_TRIED = ("data.json", "api/3/action/", "catalog.ttl", "catalog.jsonld", "datapackage.json")
#: Why the next place is tried: there is nothing, or what lies there is another thing.
_NOT_THERE = {"status", "kind", "json", "ckan", "rdf", "encoding"}


def read(url: str, web: Web) -> Read:
    """The portal at an address, in whatever form it has; raises `HarvestError`."""
    base = ckan.api(url)
    document = web.get(ckan.search(base) if base else url)
    found = _read(document, web)
    if found is None:
        found = _below(document, web)
    host = urlsplit(document.url).hostname or ""
    return Read(found.kind, found.title or host, found.entries)


def _read(document: Document, web: Web) -> Read | None:
    """The portal that a document is a catalogue of; none where it is no catalogue."""
    form = rdf.format_of(document)
    if form == "json-ld":
        value = document.json()
        if data_json.is_catalogue(value):
            return data_json.read(document, web)
        if ckan.is_answer(value):
            return ckan.read(document, web)
        if packages.is_package(value):
            return packages.read(document, web)
        if not _is_linked(value):
            return None
    return dcat.read(document, web, form) if form else None


def _is_linked(value: Any) -> bool:
    """Whether JSON is JSON-LD."""
    if isinstance(value, list):
        return any(isinstance(one, dict) and "@id" in one for one in value[:100])
    return isinstance(value, dict) and bool({"@context", "@graph", "@id"} & value.keys())


def _below(page: Document, web: Web) -> Read:
    """What a portal has below its front page."""
    for name in _TRIED:
        place = urljoin(page.url, name)
        try:
            document = web.get(ckan.search(place) if name.endswith("/") else place)
            found = _read(document, web)
        except HarvestError as problem:
            if problem.case not in _NOT_THERE:
                raise
            continue
        if found is not None and found.entries:
            return found
    raise HarvestError("kind", page.url)
