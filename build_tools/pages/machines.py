"""`data-terbuka/`: every catalogue for programs, requests to copy, how to harvest, promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..catalogues.v1.answers import ROOT, of_dataset, rows_path
from ..catalogues.v1.openapi import example
from ..catalogues.v1.rows import MOST_ROWS, PART_ROWS
from ..model import MAIN_LANGUAGE, OutputFile, Text
from ..terms import Entry, TableTerms, describe
from . import machinecode
from .snippets import Code
from .theme import shared_script
from .use import Address, Snippet, file_address
from .view import View

PATH = PurePosixPath("data-terbuka")
#: What ckanext-dcat is told of a host that does not say what a .ttl is.
HARVEST = '{"rdf_format": "text/turtle"}'
#: The catalogues in their order: a key of `machines.catalogues.list`, where it is below the
#: site's root, and whether it needs the site's full address. "{id}" and "{table}" are those of the
#: dataset of the examples, "{topic}" its first topic; "{lang}" and "{ending}" are how addresses of
#: a language are told apart.
CATALOGUES = (
    ("api", f"{ROOT}/index.json", False),
    ("openapi", f"{ROOT}/openapi.json", False),
    ("federation", f"{ROOT}/federasi.json", False),
    ("packages", "datapackage.json", False),
    ("listing", "daftar-dataset.csv", False),
    ("schemas", "skema/{id}/{table}.json", False),
    ("turtle", "catalog.ttl", False),
    ("jsonld", "catalog.jsonld", False),
    ("rdf", "catalog.rdf", False),
    ("pod", "data.json", True),
    ("ckan", "api/3/action/package_search", True),
    ("croissant", "datasets/{id}/croissant.json", True),
    ("markdown", "llms.txt", False),
    ("twin", "{lang}datasets/{id}/data.md", False),
    ("sdi_json", "satu-data.json", False),
    ("sdi_csv", "satu-data.csv", False),
    ("sdi_xlsx", "satu-data.xlsx", False),
    ("feed", "{lang}umpan/pembaruan.xml", False),
    ("feed_topic", "{lang}umpan/topik/{topic}.xml", False),
    ("feed_dataset", "{lang}umpan/dataset/{id}.xml", False),
    ("calendar", "jadwal/jadwal{ending}.ics", False),
    ("quality", "mutu/mutu.csv", False),
    ("wellknown", ".well-known/api-catalog", True),
    ("sitemap", "sitemap.xml", False),
)
#: Those that mean something to a host alone: a copy of the site in a folder has none of them.
_OF_HOSTS = frozenset({"wellknown", "sitemap"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A catalogue in the table; ``url`` is empty where it is not there, or not for readers."""

    key: str
    path: str
    url: str
    missing: bool  # it needs the site's address, which is not set


@dataclass(frozen=True, slots=True)
class Tried:
    """An answer that can be fetched on the page."""

    key: str
    path: str
    url: str


def machines_page(view: View) -> OutputFile:
    """The page in the view's language."""
    here, words = replace(view, path=PATH), view.words
    found = example(describe(view.site))
    entry, table = found if found else (None, None)
    return here.page(
        "machines",
        words("machines.title"),
        words("machines.description"),
        "panduan",
        kind="reference",
        catalogues=list(_catalogues(here, entry, table)),
        entry=entry,
        dataset=_link(here, entry) if entry else "",
        snippets=list(_snippets(here, entry, table)),
        tried=list(_tried(here, entry, table)),
        harvest=file_address(here, "catalog.ttl"),
        config=HARVEST,
        promises=_sentences(here, "promise"),
        rules=_sentences(here, "rules"),
        scripts=tuple(shared_script(here.portal, name) for name in ("pakai.js", "coba.js")),
    )


def _link(view: View, entry: Entry) -> Markup:
    title = view.text(Text(entry.title.main, dict(entry.title.others)))
    return Markup('<a href="{}">{}</a>').format(view.link(entry.path), title)


def _catalogues(view: View, entry: Entry | None, table: TableTerms | None) -> Iterator[Listed]:
    main = view.lang == MAIN_LANGUAGE
    own = (
        {"lang": "", "ending": ""} if main else {"lang": f"{view.lang}/", "ending": f".{view.lang}"}
    )
    topic = entry.subjects[0].id if entry and entry.subjects else ""
    for key, pattern, absolute in CATALOGUES:
        if entry is None and "{id}" in pattern:
            continue
        name = table.name if table else entry.tables[0].name if entry and entry.tables else ""
        if "{table}" in pattern and not name:
            continue
        if "{topic}" in pattern and not topic:
            continue
        path = pattern.format(id=entry.id if entry else "", table=name, topic=topic, **own)
        there = not absolute or bool(view.portal.site_url)
        linked = there and key not in _OF_HOSTS
        yield Listed(key, path, view.file(path) if linked else "", not there)


def _tried(view: View, entry: Entry | None, table: TableTerms | None) -> Iterator[Tried]:
    paths = {"index": ROOT / "index.json", "katalog": ROOT / "katalog.json"}
    if entry:
        paths["dataset"] = of_dataset(entry.id)
        if table:
            paths["baris"] = rows_path(entry.id, table.name, 1)
        paths["mutu"] = of_dataset(entry.id, "mutu.json")
    paths["wilayah"] = ROOT / "kode" / "wilayah.json"
    for key, path in paths.items():
        yield Tried(key, path.as_posix(), view.file(path.as_posix()))


def _snippets(view: View, entry: Entry | None, table: TableTerms | None) -> Iterator[Snippet]:
    words = view.words

    def snippet(kind: str, code: Code, path: str) -> Snippet:
        key = f"machines.examples.{kind}_note"
        note = words(key) if words.has(key) else ""
        where: Address = file_address(view, path)
        return Snippet(f"kode-{kind}", words(f"machines.examples.{kind}"), note, code, where)

    yield snippet("curl", machinecode.curl(), f"{ROOT}/katalog.json")
    if entry is None or table is None:
        return
    first = rows_path(entry.id, table.name, 1).as_posix()
    yield snippet("python", machinecode.python(), first)
    yield snippet("r", machinecode.r(), first)
    yield snippet("javascript", machinecode.javascript(), first)
    for format in ("parquet", "csv"):
        file = next((d for d in table.distributions if d.format == format), None)
        if file:
            yield snippet("duckdb", machinecode.duckdb(format), f"{entry.path}{file.name}")
            return


def _sentences(view: View, part: str) -> list[Markup]:
    """The sentences of a list, their numbers filled in."""
    values = {
        "moved": Markup("<code>pindah</code>"),
        "absent": Markup("<code>tiada</code>"),
        "rows": view.words.number(PART_ROWS),
        "most": view.words.number(MOST_ROWS),
    }
    count = len(view.words.section(f"machines.{part}.list"))
    told = view.words.section(f"machines.{part}.list")
    return [Markup("{}").format(told[at]).format(**values) for at in range(count)]
