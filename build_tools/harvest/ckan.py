"""The action API of CKAN (https://docs.ckan.org/en/2.12/api/), read as its own harvester does.

`package_search` is asked page by page, until all that it counts was seen or a page brings nothing
new: a static copy of the API gives the same page whatever is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from .told import Read, Told, ToldFile, mapping, mappings, text
from .web import Document, HarvestError, Web

MOST_DATASETS = 20_000
ROWS = 100
_API = re.compile(r"/api/(?:3/)?action(?:/.*)?$")


def api(url: str) -> str:
    """The address of the portal's API, where an address is one of it; empty for all others.

    >>> api("https://data.contoh.go.id/api/3/action/package_list?x=1")
    'https://data.contoh.go.id/api/3/action/'
    """
    head = url.partition("?")[0].partition("#")[0]
    found = _API.search(head)
    if found is None:
        return ""
    version = "3/" if found[0].startswith("/api/3/") else ""
    return f"{head[: found.start()]}/api/{version}action/"


def search(base: str, start: int = 0) -> str:
    """The address of a page of the answer, as CKAN's harvester asks for it."""
    return f"{base}package_search?rows={ROWS}&start={start}&sort=id+asc"


def read(document: Document, web: Web) -> Read:
    """All datasets that the API tells of, beginning with its first answer."""
    base = api(document.url)
    if not base:
        raise HarvestError("ckan", document.url)
    site = base.partition("/api/")[0]
    found: dict[str, Told] = {}
    start = 0
    while True:
        result = _result(document)
        given = result.get("results")
        page = [p for p in given if isinstance(p, Mapping)] if isinstance(given, list) else []
        new = {told.id: told for told in (_told(p, site) for p in page) if told.id not in found}
        found |= new
        start += len(page)
        if len(found) > MOST_DATASETS:
            raise HarvestError("many", document.url)
        count = result.get("count")
        if not new or (isinstance(count, int) and len(found) >= count):
            return Read("ckan", _title(base, web), [*found.values()])
        document = web.get(search(base, start))


def _title(base: str, web: Web) -> str:
    """What the portal calls itself; empty where it does not say."""
    try:
        return text(_result(web.get(f"{base}status_show")).get("site_title"))
    except HarvestError:
        return ""


def is_answer(value: Any) -> bool:
    """Whether JSON looks like an answer of the API."""
    return isinstance(value, Mapping) and "success" in value and "result" in value


def _result(document: Document) -> Mapping[str, Any]:
    answer = mapping(document.json())
    result = answer.get("result")
    if answer.get("success") is not True or not isinstance(result, Mapping):
        raise HarvestError("ckan", document.url)
    return result


def _told(package: Mapping[str, Any], site: str) -> Told:
    name, id = text(package.get("name")), text(package.get("id"))
    extras = {text(e.get("key")): text(e.get("value")) for e in mappings(package.get("extras"))}
    office = mapping(package.get("organization"))
    url = text(package.get("url"))
    files = [*_files(package)]
    # `url` is the page that the publisher named; it is the dataset's own where it is of this site,
    # or where the files lie below it, as on a static one. CKAN's own page of it has no other form.
    below = url.endswith("/") and any(file.url.startswith(url) for file in files)
    page = url if below or url.startswith(f"{site}/") else f"{site}/dataset/{name or id}"
    uri = extras.get("uri", "") or text(package.get("uri"))
    licence = (
        text(package.get("license_id")),
        text(package.get("license_title")),
        text(package.get("license_url")),
    )
    stated = any(licence) and licence[0] != "notspecified"
    return Told(
        id=id or name,
        iri=uri if urlsplit_host(uri) else page,
        name=name,
        page=page,
        titles=_translated(package, "title"),
        descriptions=_translated(package, "notes"),
        publisher=text(office.get("title")) or extras.get("publisher_name", ""),
        publisher_url=extras.get("publisher_url", ""),
        contact=extras.get("contact_name", "") or text(package.get("maintainer")),
        contact_email=extras.get("contact_email", "") or text(package.get("maintainer_email")),
        licences=[licence] if stated else [],
        keywords=[
            text(tag.get("display_name")) or text(tag.get("name"))
            for tag in mappings(package.get("tags"))
        ],
        issued=extras.get("issued", "") or text(package.get("metadata_created")),
        modified=extras.get("modified", "") or text(package.get("metadata_modified")),
        period=(extras.get("temporal_start", ""), extras.get("temporal_end", "")),
        place=extras.get("spatial_text", ""),
        frequency=extras.get("frequency", ""),
        files=files,
        restricted=bool(package.get("private")) or text(package.get("state")) not in {"", "active"},
    )


def urlsplit_host(url: str) -> str:
    """The host of an address; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _translated(package: Mapping[str, Any], key: str) -> dict[str, str]:
    """A text and its translations, as ckanext-fluent keeps them."""
    others = mapping(package.get(f"{key}_translated"))
    found = {str(lang): text(value) for lang, value in [*others.items()][:20]}
    return {"": text(package.get(key)), **found}


def _files(package: Mapping[str, Any]) -> Iterator[ToldFile]:
    for given in mappings(package.get("resources")):
        if text(given.get("url")):
            yield ToldFile(
                text(given.get("url")),
                text(given.get("name")) or text(given.get("description")),
                text(given.get("format")),
                text(given.get("mimetype")),
                text(given.get("size")),
                text(given.get("hash")),
            )
