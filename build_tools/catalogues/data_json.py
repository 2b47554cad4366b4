"""`data.json`: the portal as Project Open Data 1.1 has it, for harvesters of that family.

https://project-open-data.cio.gov/v1.1/schema/, by its schema for publishers outside the federal
government: the codes of US bureaus cannot be met and are left out. Every address in it is full, so
there is none where the site's own is not known. Harvesters keep the datasets and forget the
catalogue: that a site is a demonstration stands in each description too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..model import MAIN_LANGUAGE, OutputFile, Site
from ..terms import Agent, Catalogue, Distribution, Entry, Place, describe
from ..terms.vocabularies import FREQUENCIES

SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"
#: What the schema takes as an address of mail, and as a media type.
_EMAIL = re.compile(r"[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+", re.ASCII)
_MEDIA_TYPE = re.compile(r"[-\w]+/[-\w]+(?:\.[-\w]+)*(?:[+][-\w]+)?", re.ASCII)
_RIGHTS = 255


def make(site: Site) -> Iterator[OutputFile]:
    """The one file, at the place where harvesters look; a line for each dataset."""
    catalogue = describe(site)
    if not catalogue.addresses.known:
        return
    head = {
        "@context": f"{SCHEMA}/catalog.jsonld",
        "@id": catalogue.addresses.of_file("data.json"),
        "@type": "dcat:Catalog",
        "conformsTo": SCHEMA,
        "describedBy": f"{SCHEMA}/catalog.json",
        "title": catalogue.title.main,
        "description": catalogue.description.main,
        "demonstration": catalogue.demonstration,
        "dataset": [],
    }
    begin, _, end = _json(head).rpartition("[]")
    lines = ",\n".join(_json(_dataset(catalogue, entry)) for entry in catalogue.all)
    yield OutputFile(PurePosixPath("data.json"), f"{begin}[\n{lines}\n]{end}\n".encode())


def _dataset(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    begin, end = entry.period
    licence = next((r.iri for r in entry.rights if r.iri), "")
    told = "; ".join(r.title or r.name for r in entry.rights) if not licence else ""
    # Of another portal's dataset this one does not say what that portal is.
    notice = f"\n\n{catalogue.notice.main}" if catalogue.notice and entry.published else ""
    found: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "title": entry.title.main,
        "description": f"{entry.about.main}{notice}",
        "identifier": entry.iri,
        "landingPage": entry.iri,
        "accessLevel": "restricted public" if entry.access == "terbatas" else "public",
        "publisher": _publisher(catalogue, entry),
        "contactPoint": _contact(entry.contact),
        "keyword": list(entry.keywords),
        "theme": list(dict.fromkeys(subject.title.main for subject in entry.subjects)),
        "issued": entry.issued,
        "modified": entry.modified,
        "accrualPeriodicity": FREQUENCIES.get(entry.frequency, ("", ""))[1],
        "temporal": f"{begin}/{end}" if begin and end else "",
        "spatial": _spatial(entry.place),
        "language": [MAIN_LANGUAGE],
        "license": licence,
        "rights": told if len(told) <= _RIGHTS else f"{told[: _RIGHTS - 1]}…",
        "references": list(dict.fromkeys(address for _, address in entry.sources if address)),
        "distribution": [_distribution(d) for d in entry.distributions],
        "harvestedFrom": entry.harvested_from,
        "harvestedTitle": entry.harvested_title,
    }
    for described in (d for d in entry.whole if d.format == "datapackage"):
        found["describedBy"], found["describedByType"] = described.url, described.media_type
    return _said(found)


def _publisher(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Who published it. On the government's own site an office is a part of the government."""
    found: dict[str, Any] = {"@type": "org:Organization", "name": entry.publisher.name.main}
    if entry.publisher.id and entry.official and not catalogue.demonstration:
        above = {"@type": "org:Organization", "name": catalogue.publisher.name.main}
        found["subOrganizationOf"] = above
    return found


def _spatial(place: Place | None) -> str:
    """West, south, east, north in degrees; the place's name where its outline is not known."""
    if place is None:
        return ""
    return ",".join(map(str, place.box)) if place.box else place.name.main


def _contact(agent: Agent) -> dict[str, Any]:
    """Who answers; an address of mail only where there is one that the schema takes."""
    found = {"@type": "vcard:Contact", "fn": agent.name.main}
    if _EMAIL.fullmatch(agent.email):
        found["hasEmail"] = f"mailto:{agent.email}"
    return found


def _distribution(given: Distribution) -> dict[str, Any]:
    sound = _MEDIA_TYPE.fullmatch(given.media_type)
    found = {
        "@type": "dcat:Distribution",
        "title": given.title.main,
        "downloadURL": given.url,
        "mediaType": given.media_type if sound else "application/octet-stream",
        "format": "JSON" if given.format == "datapackage" else given.format.upper(),
        "describedBy": given.schema,
        "describedByType": "application/json" if given.schema else "",
    }
    return _said(found)


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the schema takes no empty text and no empty list."""
    return {key: value for key, value in found.items() if value not in ("", [], {})}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
