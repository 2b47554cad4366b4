"""What stands in a page for search engines: schema.org as JSON-LD, one block a page.

A dataset's page has its `Dataset` with what Google's dataset search asks for
(https://developers.google.com/search/docs/appearance/structured-data/dataset), the front page the
`DataCatalog` and the `WebSite`; lists have none. The block is data: `block` writes it so that
nothing in it can end the element that it stands in.
"""

from __future__ import annotations

import json
from typing import Any

from ..model import MAIN_LANGUAGE
from ..terms import Agent, Catalogue, Distribution, Entry, Place, Variable

CONTEXT = "https://schema.org"
#: What dataset search takes of a description; how much of the rest a page carries: it has a weight,
#: and `datapackage.json` has all.
LONGEST, KEYWORDS, VARIABLES, FILES = 5000, 30, 20, 12
#: The formats that a page names, the most asked for first.
_FORMATS = ("csv", "xlsx", "json", "geojson", "parquet", "zip")
#: Stands in a script as an escape: what could end the element, start a comment or break a line.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def block(found: dict[str, Any], catalogue: Catalogue, page: str) -> str:
    """The JSON for the `<script type="application/ld+json">` of the page at that path."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return catalogue.addresses.relative(text, page).translate(_ESCAPED)


def dataset(catalogue: Catalogue, entry: Entry, lang: str) -> dict[str, Any]:
    """The dataset in one language; ``@id`` is the same in all."""
    licence = next((r for r in entry.rights), None)
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": entry.iri,
        "name": entry.title.get(lang),
        "description": _description(catalogue, entry, lang),
        "url": _page(catalogue, entry.path, lang),
        "identifier": entry.iri if catalogue.addresses.known else entry.id,
        "license": licence.iri or _named("CreativeWork", licence.name) if licence else "",
        "creator": _agent(entry.creator, lang),
        "publisher": _agent(entry.publisher, lang),
        "keywords": list(entry.keywords[:KEYWORDS]),
        "datePublished": entry.issued,
        "dateModified": entry.modified,
        "version": entry.version,
        "inLanguage": MAIN_LANGUAGE,
        "isAccessibleForFree": True,
        "temporalCoverage": _period(*entry.period),
        "spatialCoverage": _place(entry.place, lang),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": _catalogue_iri(catalogue),
            "name": catalogue.title.get(lang),
            "url": catalogue.addresses.base,
        },
        "variableMeasured": [
            _variable(v, lang) for t in entry.tables for v in t.variables if v.name
        ][:VARIABLES],
        "distribution": [_file(d, lang) for d in files(entry)[:FILES]],
    }
    return _said(found)


def home(catalogue: Catalogue, lang: str) -> dict[str, Any]:
    """The catalogue and the site, for the front page of one language."""
    licence = next((r.iri for r in catalogue.rights if r.iri), "")
    publisher, page = _agent(catalogue.publisher, lang), _page(catalogue, "", lang)
    portal: dict[str, Any] = {
        "@type": "DataCatalog",
        "@id": _catalogue_iri(catalogue),
        "name": catalogue.title.get(lang),
        "description": catalogue.description.get(lang),
        "url": page,
        "license": licence,
        "publisher": publisher,
        "inLanguage": list(catalogue.portal.languages),
        "datePublished": catalogue.issued,
        "dateModified": catalogue.modified,
        "isAccessibleForFree": True,
        "spatialCoverage": _place(catalogue.place, lang),
        "about": [subject.title.get(lang) for subject in catalogue.subjects],
    }
    portal["about"] = [_named("Thing", name) for name in portal["about"]]
    website: dict[str, Any] = {
        "@type": "WebSite",
        "@id": f"{catalogue.addresses.base}#situs",
        "name": catalogue.title.get(lang),
        "url": page,
        "inLanguage": lang,
        "publisher": {"@id": publisher["@id"]},
    }
    return {"@context": CONTEXT, "@graph": [_said(portal), _said(website)]}


def files(entry: Entry) -> list[Distribution]:
    """The files that a page names: each table's, the most asked for first, then the ZIP."""
    order = {name: at for at, name in enumerate(_FORMATS)}
    tables = {table.name: at for at, table in enumerate(entry.tables)}
    known = [d for d in entry.distributions if d.format in order]
    return sorted(known, key=lambda d: (order[d.format], tables.get(d.resource, -1), d.name))


def _description(catalogue: Catalogue, entry: Entry, lang: str) -> str:
    """What it is, within the bounds of dataset search, and that the site is a demonstration."""
    notice = f" {catalogue.notice.get(lang)}" if catalogue.notice else ""
    said = entry.about.get(lang)
    room = LONGEST - len(notice)
    return (said if len(said) <= room else f"{said[: room - 1]}…") + notice


def _page(catalogue: Catalogue, path: str, lang: str) -> str:
    folder = "" if lang == catalogue.portal.languages[0] else f"{lang}/"
    return catalogue.addresses.of_file(f"{folder}{path}")


def _catalogue_iri(catalogue: Catalogue) -> str:
    return f"{catalogue.addresses.base}#katalog"


def _agent(agent: Agent, lang: str) -> dict[str, Any]:
    found = {
        "@type": "Organization",
        "@id": agent.iri,
        "name": agent.name.get(lang),
        "url": agent.url or agent.page,
    }
    return _said(found)


def _place(place: Place | None, lang: str) -> dict[str, Any]:
    """The region; the box of its outline is south west, north east, latitude first."""
    if place is None:
        return {}
    found: dict[str, Any] = _named("Place", place.name.get(lang))
    if place.kemendagri:
        found["identifier"] = place.kemendagri
    if place.box:
        west, south, east, north = place.box
        found["geo"] = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return found


def _variable(variable: Variable, lang: str) -> dict[str, Any]:
    named = _named("PropertyValue", variable.title.get(lang) or variable.name)
    return _said({**named, "unitText": variable.unit.get(lang)})


def _file(given: Distribution, lang: str) -> dict[str, Any]:
    found = {
        "@type": "DataDownload",
        "name": given.title.get(lang),
        "contentUrl": given.url,
        "encodingFormat": given.media_type,
        "contentSize": f"{given.bytes} B",
    }
    return _said(found)


def _period(begin: str, end: str) -> str:
    """ISO 8601, with two dots where an end is not known; empty: neither is."""
    if begin == end:
        return begin
    return f"{begin or '..'}/{end or '..'}"


def _named(kind: str, name: str) -> dict[str, Any]:
    return {"@type": kind, "name": name}


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: nothing is no answer."""
    return {key: value for key, value in found.items() if value not in ("", [], {})}
