"""Data Packages, v1 and v2 (https://datapackage.org): one, or an index that names many.

Neither version has a type for a catalogue. An index is read by `sdi:paket` (as this program writes
it), or by resources that are descriptors themselves, a recipe of the standard's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .told import MOST, Read, Told, ToldFile, items, mapping, mappings, text
from .web import Document, HarvestError, Web, joined

#: Packages that an index may name.
MOST_PACKAGES = 20_000


def read(document: Document, web: Web) -> Read:
    """The package, or all that an index names; raises `HarvestError`."""
    package = mapping(document.json())
    title = text(package.get("title")) or text(package.get("name"))
    listed = [*_listed(package)]
    if not listed:
        return Read("datapackage", title, (_told(package, document.url, ""),))
    if len(listed) > MOST_PACKAGES:
        raise HarvestError("many", document.url)
    found = []
    for path, id in listed:
        inner = web.get(joined(document.url, path))
        found.append(_told(mapping(inner.json()), inner.url, id))
    return Read("datapackage", title, found)


def is_package(value: Any) -> bool:
    """Whether JSON looks like a descriptor."""
    return isinstance(value, Mapping) and isinstance(value.get("resources"), list)


def _listed(package: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The addresses of the packages that an index names, with what it calls each."""
    named = package.get("sdi:paket")
    for one in named if isinstance(named, list) else ():
        if isinstance(one, Mapping) and text(one.get("path")):
            yield text(one.get("path")), text(one.get("id")) or text(one.get("name"))
    if isinstance(named, list):
        return
    for resource in mappings(package.get("resources")):
        path = text(resource.get("path"))
        if path.endswith("datapackage.json") or resource.get("profile") == "data-package":
            yield path, text(resource.get("name"))


def _told(package: Mapping[str, Any], url: str, id: str) -> Told:
    page = text(package.get("homepage"))
    own = text(package.get("id"))
    period = mapping(package.get("sdi:periode") or package.get("temporal"))
    english = mapping(package.get("sdi:en"))
    people = [*mappings(package.get("contributors"))]
    publisher = _of_role(people, "publisher") or mapping(package.get("publisher"))
    contact = _of_role(people, "contact")
    return Told(
        id=own or id or page or text(package.get("name")) or url,
        iri=own or page,
        name=id or text(package.get("name")),
        page=page,
        titles={"": text(package.get("title")), "en": text(english.get("title"))},
        descriptions={
            "": text(package.get("description")),
            "en": text(english.get("description")),
        },
        publisher=text(publisher.get("title")) or text(publisher.get("name")),
        publisher_url=text(publisher.get("path")),
        contact=text(contact.get("title")),
        contact_email=text(contact.get("email")),
        contact_url=text(contact.get("path")),
        licences=[
            (text(one.get("name")), text(one.get("title")), text(one.get("path")))
            for one in mappings(package.get("licenses"))
        ],
        keywords=[text(word) for word in items(package.get("keywords"))],
        issued=text(package.get("created")),
        modified=text(package.get("sdi:diperbarui")) or text(package.get("modified")),
        period=(
            text(period.get("mulai")) or text(period.get("start")),
            text(period.get("selesai")) or text(period.get("end")),
        ),
        place=text(package.get("sdi:cakupan")) or text(package.get("spatial")),
        frequency=text(package.get("sdi:frekuensi")),
        files=[*_files(package, url)][:MOST],
    )


def _of_role(people: list[Mapping[str, Any]], role: str) -> Mapping[str, Any]:
    """The first contributor of a role, as v1 (`role`) or v2 (`roles`) has it."""
    for one in people:
        if one.get("role") == role or role in items(one.get("roles")):
            return one
    return {}


def _files(package: Mapping[str, Any], base: str) -> Iterator[ToldFile]:
    for resource in mappings(package.get("resources")):
        title = text(resource.get("title")) or text(resource.get("name"))
        for given in (resource, *mappings(resource.get("sdi:format"))):
            path = given.get("path")
            for one in path if isinstance(path, list) else [path]:
                if text(one):
                    yield ToldFile(
                        joined(base, text(one)),
                        title,
                        text(given.get("format")) or text(one).rpartition(".")[2],
                        text(given.get("mediatype")),
                        text(given.get("bytes")),
                        text(given.get("hash")),
                    )
