"""Data Package: each dataset's `datapackage.json` and its ZIP (https://datapackage.org).

The descriptor follows v2 and is written so that clients of v1 read it as well: both marks of
version, plain names, missing values as texts, no empty lists.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..model import (
    Dataset,
    Download,
    Licence,
    OutputFile,
    Past,
    Portal,
    Published,
    Site,
    Table,
    Text,
)
from ..words import Words
from .tableschema import own_properties, table_schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTOR = "datapackage.json"
STORY = "CERITA.md"
_WEB = ("https://", "http://", "ftp://", "ftps://")


def make(site: Site) -> Iterator[OutputFile]:
    """Every download of every dataset, beside its page, and the parts of large tables."""
    for published in site.published:
        folder = PurePosixPath("datasets", published.id)
        of_tables = (d for t in published.tables for d in (*t.downloads, *t.parts))
        number = _number(site.pasts.get(published.id))
        for given in (*published.downloads, *of_tables):
            content: bytes | Path = published.folder / given.name
            if given.name == DESCRIPTOR and number:
                content = _json(descriptor(published, site.portal, number=number))
            yield OutputFile(folder / given.name, content)


def numbered(published: Published, past: Past | None, portal: Portal) -> Published:
    """The same, its descriptor with the number of the version shown, which the history tells.

    The ZIP and the cached descriptor, made before any history is known, have none.
    """
    if not (number := _number(past)):
        return published
    content = _json(descriptor(published, portal, number=number))
    digest = hashlib.sha256(content).hexdigest()
    return replace(
        published,
        downloads=tuple(
            replace(d, bytes=len(content), sha256=digest) if d.name == DESCRIPTOR else d
            for d in published.downloads
        ),
    )


def _number(past: Past | None) -> str:
    """The number of the newest version that is published; empty where none is known."""
    return next((v.number for v in past.versions if v.state == "terbit"), "") if past else ""


def zip_name(dataset: Dataset) -> str:
    """The name of the ZIP with the whole dataset."""
    return f"{dataset.source.name}.zip"


def with_package(published: Published, portal: Portal) -> Published:
    """Writes the descriptor and the ZIP into the dataset's folder; gives them as downloads.

    To be called once the dates are known. A ZIP that holds the same already is kept.
    """
    from ..convert import download  # what writes is loaded only where it is needed

    folder, name = published.folder, zip_name(published.dataset)
    _write(folder / DESCRIPTOR, _json(descriptor(published, portal)))
    _pack(published, portal, folder / name)
    return replace(
        published,
        downloads=(
            download(folder, name, "zip", "application/zip"),
            download(folder, DESCRIPTOR, "datapackage", "application/json"),
        ),
    )


def descriptor(
    published: Published, portal: Portal, alone: bool = False, number: str = ""
) -> dict[str, Any]:
    """The published `datapackage.json`; ``alone``: only the files that lie in the ZIP.

    ``number`` is that of the version; a typed one stands only where no history numbers it.
    """
    dataset = published.dataset
    tabular = all(_is_tabular(table) for table in published.tables)
    page = f"{portal.site_url.rstrip('/')}/datasets/{dataset.id}/" if portal.site_url else ""
    found: dict[str, Any] = {
        "$schema": PROFILE,
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": dataset.source.name,
        "id": page,
        "title": dataset.title.main,
        "description": dataset.description.main,
        "homepage": page,
        "version": number or ("" if published.created else dataset.version),
        "created": f"{published.created}T00:00:00Z" if published.created else "",
        "keywords": list(dataset.keywords),
        "contributors": _contributors(dataset, portal),
        "licenses": _licences(dataset.licences or (portal.licence,)),
        "sources": _sources(dataset.raw.get("sources")),
        "resources": [_resource(table, alone) for table in published.tables],
        **own_properties(dataset.raw),
        "sdi:asal": dataset.origin,
        "sdi:walidata": portal.steward,
        "sdi:pembinaData": portal.supervisor.main,
        "sdi:diperbarui": published.updated,
    }
    if dataset.origin == "resmi" and dataset.agencies:
        found["sdi:produsenData"] = dataset.agencies[0]
    return _said(found)


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: clients refuse empty lists, and nothing is no answer."""
    return {key: value for key, value in found.items() if value not in ("", None, [], {})}


def _contributors(dataset: Dataset, portal: Portal) -> list[dict[str, Any]]:
    """Who publishes and who answers; offices and projects, never a person.

    What the project collected is published by the project, never by the office it is about.
    """
    office = None
    if dataset.origin == "resmi" and dataset.agencies:
        office = portal.agency(dataset.agencies[0])
    title = office.name.main if office else portal.publisher.main or portal.name.main
    publisher = {"title": title, "role": "publisher", "roles": ["publisher"]}
    contact = dataset.contact if dataset.contact.name else portal.contact
    if not contact.name:
        return [publisher]
    asked = {
        "title": contact.name.main,
        "path": contact.url if contact.url.startswith(_WEB) else "",
        "email": contact.email,
        "role": "contributor",
        "roles": ["contact"],
    }
    return [publisher, _said(asked)]


def _licences(licences: tuple[Licence, ...]) -> list[dict[str, Any]]:
    given = ({"name": x.name, "title": x.title, "path": x.path} for x in licences)
    return [_said(x) for x in given if x["name"] or x["path"]]


def _sources(given: Any) -> list[dict[str, Any]]:
    """The sources as written; a path only where it is an address that clients accept."""
    found = []
    for source in given if isinstance(given, list) else []:
        if isinstance(source, dict) and source.get("title"):
            kept = {k: source[k] for k in ("title", "path") if source.get(k)}
            if not str(kept.get("path", "")).startswith(_WEB):
                kept.pop("path", None)
            found.append({**kept, **own_properties(source)})
    return found


def _is_tabular(table: Table) -> bool:
    return table.resource.kind != "geojson"


def _main_file(table: Table) -> Download:
    """The file that a client reads: CSV, or the features."""
    wanted = "geojson" if table.resource.kind == "geojson" else "csv"
    return next(given for given in table.downloads if given.format == wanted)


def _resource(table: Table, alone: bool) -> dict[str, Any]:
    from ..formats.csv import DIALECT

    resource, file = table.resource, _main_file(table)
    is_table = _is_tabular(table)
    raw_sources = resource.raw.get("sources")
    found: dict[str, Any] = {
        "name": resource.name,
        "profile": "tabular-data-resource" if is_table else "data-resource",
        "type": "table" if is_table else "",
        **_file(file),
        "title": resource.title.main,
        "description": resource.description.main,
        "format": file.format,
        "encoding": "utf-8",
        "licenses": _licences((resource.licence,)) if resource.licence else [],
        "sources": _sources(raw_sources),
        "dialect": dict(DIALECT) if is_table else {},
        "schema": table_schema(resource) if is_table else {},
        "sdi:skemaProperti": {} if is_table else table_schema(resource),
        **_own(resource.raw),
        "sdi:baris": table.rows,
    }
    if not alone:
        found["sdi:format"] = [_file(given) for given in table.downloads if given != file]
        found["sdi:formatTidakTersedia"] = [
            {"format": omission.format, "alasan": omission.reason} for omission in table.omissions
        ]
    return _said(found)


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


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _pack(published: Published, portal: Portal, path: Path) -> None:
    """Writes the ZIP: same content, same bytes. Its comment names the content."""
    from ..archive import Archive
    from ..formats.about import LANGUAGES

    texts = {DESCRIPTOR: _json(descriptor(published, portal, alone=True))}
    for lang in LANGUAGES:
        words = Words.load(lang)
        texts[words("formats.package.readme")] = readme(published, portal, words).encode()
    if published.dataset.story:  # it may hold a notice that a source's licence asks for
        texts[STORY] = published.dataset.story.encode("utf-8", "replace")
    files = sorted((_main_file(table) for table in published.tables), key=lambda d: d.name)
    content = repr((sorted(texts.items()), [(given.name, given.sha256) for given in files]))
    mark = hashlib.sha256(content.encode()).hexdigest().encode()
    if _mark(path) == mark:
        return
    fresh = path.with_suffix(".zip.new")
    archive = Archive(fresh)
    sizes = {given.name: given.bytes for given in files}
    for name in sorted([*texts, *sizes]):
        if name in texts:
            archive.add(name, texts[name])
            continue
        entry = archive.begin(name, sizes[name])
        with (published.folder / name).open("rb") as file:
            while chunk := file.read(1 << 20):
                entry.write(chunk)
        entry.end()
    archive.close(mark)
    fresh.replace(path)


def _mark(path: Path) -> bytes:
    if not path.exists():
        return b""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except zipfile.BadZipFile:
        return b""


def _write(path: Path, content: bytes) -> None:
    """As a new file: the old one may be linked into a finished site."""
    if path.exists() and path.read_bytes() == content:
        return
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def readme(published: Published, portal: Portal, words: Words) -> str:
    """The text that goes along in the ZIP: what it is, where from, licence and limits."""
    from ..formats import about

    dataset, lang = published.dataset, words.lang
    publisher = _contributors(dataset, portal)[0]["title"]
    if publisher == portal.publisher.main:
        publisher = portal.publisher.get(lang)
    facts = about.statements(dataset, None)
    facts[1:1] = [("publisher", Text(publisher)), ("updated", Text(published.updated))]
    page = f"{portal.site_url.rstrip('/')}/datasets/{dataset.id}/" if portal.site_url else ""
    facts.append(("page", Text(page)))
    lines = [f"{words(f'formats.about.{key}')}:\n{text.get(lang)}\n" for key, text in facts if text]
    lines.append(words("formats.about.files") + ":")
    lines.append(f"{DESCRIPTOR} – {words('formats.package.descriptor')}")
    for table in published.tables:
        resource = table.resource
        own = about.licence_text(resource.licence) if resource.licence else ""
        parts = [
            resource.title.get(lang) or words("formats.package.untitled"),
            resource.note.get(lang),
            f"{words('formats.about.licence')}: {own}" if own else "",
        ]
        lines.append(f"{_main_file(table).name} – {'. '.join(filter(None, parts))}")
    return "\n".join(lines) + "\n"
