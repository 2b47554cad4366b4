"""The published `datapackage.json` of a dataset (https://datapackage.org).

It follows v2 and is written so that clients of v1 read it as well: both marks of version, plain
names, missing values as texts, no empty lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..model import Contact, Dataset, Download, Licence, Portal, Published, Table, Text
from ..terms import Addresses, encoded
from ..terms.describe import email, rights
from ..terms.texts import DESCRIPTION, KEYWORD, TITLE, plain
from .tableschema import own_properties, table_schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"
#: What both versions take as the name of a licence.
_NAME = re.compile(r"[-a-zA-Z0-9._]+")


def descriptor(
    published: Published,
    portal: Portal,
    alone: bool = False,
    number: str = "",
    added: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The published `datapackage.json`; ``alone``: only the files that lie in the ZIP.

    ``number`` is that of the version; a typed one stands only where no history numbers it.
    ``added``: resources that are made of the whole site.
    """
    dataset, at = published.dataset, Addresses.of(portal.site_url)
    tabular = all(is_tabular(table) for table in published.tables)
    page = at.of_file(f"datasets/{dataset.id}/") if at.known else ""
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": dataset.source.name,
        "id": page,
        "title": plain(dataset.title.main, TITLE),
        "description": plain(dataset.description.main, DESCRIPTION, lines=True),
        "homepage": page,
        "version": number or ("" if published.created else plain(dataset.version, TITLE)),
        "created": instant(published.created),
        "keywords": list(
            dict.fromkeys(filter(None, (plain(k, KEYWORD) for k in dataset.keywords)))
        ),
        "contributors": _contributors(dataset, portal),
        "licenses": licences(dataset.licences or (portal.licence,)),
        "sources": _sources(dataset.raw.get("sources")),
        "resources": [
            *(_resource(published, table, at, alone) for table in published.tables),
            *added,
        ],
        **own_properties(dataset.raw),
        "sdi:asal": dataset.origin,
        "sdi:walidata": portal.steward,
        "sdi:pembinaData": portal.supervisor.main,
        "sdi:diperbarui": published.updated,
        "sdi:situsResmi": portal.official,
    }
    if dataset.origin == "resmi" and dataset.agencies:
        found["sdi:produsenData"] = dataset.agencies[0]
    return said(found)


def said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: clients refuse empty lists, and nothing is no answer."""
    return {key: value for key, value in found.items() if value not in ("", None, [], {})}


def instant(day: str) -> str:
    """A day as the moment that clients ask for; empty where none is known."""
    return f"{day[:10]}T00:00:00Z" if day else ""


def publisher(dataset: Dataset, portal: Portal) -> Text:
    """Who releases it: what the project collected never is an office's."""
    office = None
    if dataset.origin == "resmi" and dataset.agencies:
        office = portal.agency(dataset.agencies[0])
    return office.name if office else portal.publisher or portal.name


def _contributors(dataset: Dataset, portal: Portal) -> list[dict[str, Any]]:
    """Who publishes and who answers; offices and projects, never a person."""
    contact = dataset.contact if dataset.contact.name else portal.contact
    return contributors(publisher(dataset, portal), contact)


def contributors(publisher: Text, contact: Contact) -> list[dict[str, Any]]:
    """A publisher and a contact as both versions have them: a role, and a list of roles."""
    title = plain(publisher.main, TITLE)
    found = [{"title": title, "role": "publisher", "roles": ["publisher"]}] if title else []
    name = plain(contact.name.main, TITLE)
    if not name:
        return found
    asked = {
        "title": name,
        "path": encoded(contact.url),
        "email": email(contact.email),
        "role": "contributor",
        "roles": ["contact"],
    }
    return [*found, said(asked)]


def licences(given: tuple[Licence, ...]) -> list[dict[str, Any]]:
    """The licences; a name that clients refuse stands as the title."""
    found = []
    for one in rights(given):
        name = one.name if _NAME.fullmatch(one.name) else ""
        if name or one.iri:
            found.append(said({"name": name, "title": one.title or one.name, "path": one.iri}))
    return found


def _sources(given: Any) -> list[dict[str, Any]]:
    """The sources as written; a path only where it is an address that clients accept."""
    found = []
    for source in given if isinstance(given, list) else []:
        if isinstance(source, dict) and source.get("title"):
            title, path = plain(str(source["title"]), TITLE), encoded(str(source.get("path", "")))
            if title:
                found.append({**said({"title": title, "path": path}), **own_properties(source)})
    return found


def is_tabular(table: Table) -> bool:
    """Whether it is a table, not a set of features."""
    return table.resource.kind != "geojson"


def main_file(table: Table) -> Download:
    """The file that a client reads: CSV, or the features."""
    wanted = "csv" if is_tabular(table) else "geojson"
    return next(given for given in table.downloads if given.format == wanted)


def schema_path(id: str, resource: str) -> str:
    """Where the Table Schema of a table lies below the site's root, see `tableschemas`."""
    return f"skema/{id}/{resource}.json"


def _resource(published: Published, table: Table, at: Addresses, alone: bool) -> dict[str, Any]:
    from ..formats.csv import DIALECT

    resource, file = table.resource, main_file(table)
    is_table = is_tabular(table)
    found: dict[str, Any] = {
        "name": resource.name,
        "profile": "tabular-data-resource" if is_table else "data-resource",
        "type": "table" if is_table else "",
        **_file(file),
        "title": plain(resource.title.main, TITLE),
        "description": plain(resource.description.main, DESCRIPTION, lines=True),
        "format": file.format,
        "encoding": "utf-8",
        "licenses": licences((resource.licence,)) if resource.licence else [],
        "sources": _sources(resource.raw.get("sources")),
        "dialect": dict(DIALECT) if is_table else {},
        "schema": table_schema(resource) if is_table else {},
        "sdi:skemaProperti": {} if is_table else table_schema(resource),
        **_own(resource.raw),
        "sdi:baris": table.rows,
        "sdi:skema": _schema_address(published.id, resource.name, at, alone),
    }
    if not alone:
        found["sdi:format"] = [_file(given) for given in table.downloads if given != file]
        found["sdi:formatTidakTersedia"] = [
            {"format": omission.format, "alasan": omission.reason} for omission in table.omissions
        ]
    return said(found)


def _schema_address(id: str, resource: str, at: Addresses, alone: bool) -> str:
    """Where the schema lies by itself; relative to the descriptor where no address is known."""
    path = schema_path(id, resource)
    if at.known:
        return at.of_file(path)
    up = "../" * (id.count("/") + 2)
    return "" if alone else f"{up}{path}"


def _own(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a resource that are its own; not how its table lies in a raw file."""
    return {key: value for key, value in own_properties(raw).items() if key != "sdi:resep"}


def _file(given: Download) -> dict[str, Any]:
    return {
        "path": given.name,
        "mediatype": given.media_type,
        "bytes": given.bytes,
        "hash": f"sha256:{given.sha256}",
    }


def as_json(value: Any) -> bytes:
    """The descriptor as a file: in order, and readable."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
