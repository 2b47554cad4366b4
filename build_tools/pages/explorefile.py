"""`datasets/<id>/jelajah.json`: what the explore page needs to know of a dataset, in all languages.

    {"bentuk": 1,                            of this file
     "id": "himpunan/penduduk",
     "judul": {"id": "…", "en": "…"},        a language that says the same is left out
     "versi": {"alamat": "2026-11-18", "nomor": "1.2.0", "tanggal": "2026-11-18",
               "lama": ["2025-10-01"]},      older ones that still go out, newest first
     "rilis": {"id": {"jenis": "…", "siapa": "…",    who gathered or released it, in words,
                      "tahan": "…"}},                that a newer version is held back
     "batas": {"id": "…"},                   its Keterbatasan, cut
     "dari": [["judul", "https://…"]],       its first sources, with their address if they have one
     "lain": 2,                              … and how many there are beside them
     "laporkan": {"id": [{"cara": "…", "alamat": "https://…%7Btabel%7D…{baris}"}]},
     "tabel": [{"nama": "penduduk", "judul": {…}, "baris": 25000, "kunci": ["kode"],
                "parquet": {"alamat": "penduduk.parquet", "bytes": 531000, "sha256": "…"},
                "csv": {"alamat": …, "bytes": …},
                "bagian": {"alamat": "bagian/penduduk/daftar.json", "bytes": …, "banyak": 3},
                "rumus": true,               some text may be taken for a formula
                "gabung": […],               what it can be opened with: `joins`
                "kolom": [{"nama": "kode", "jenis": "string", "judul": {…}, "satuan": {…},
                           "peran": "wilayah", "angka": true, "kosong": "…",
                           "label": [["6401", {"id": "Paser"}], …],
                           "tambahan": {"judul": {…}, "kode": [["6401", "64.01"], …]}}]}]}

Addresses are relative to the file. What is empty is left out. ``angka``: a number to be shown with
the marks of a language; ``kosong``: what stands for "no value" in the CSV, where that is not "";
``tambahan``: the other code of an area, which the page shows beside one and no file has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from .. import joins
from ..areas.codes import Other, concordance, others
from ..model import Download, Field, OutputFile, Past, Published, Site, Table, Text
from ..tables.values import missing_marks, published_type, raw_field
from ..words import Words
from . import contacts, pasts
from .card import card, publisher
from .embed import shortened
from .othercodes import said
from .safe import visible
from .view import View, one_line

NAME = "jelajah.json"
_FORM = 1
#: How many labels of codes of a column are told; the others are shown as codes.
LABELS = 500
#: How many older versions are told.
VERSIONS = 100
#: Stands in the addresses of `laporkan` where the table is to be written, percent-encoded there.
TABLE = "{tabel}"
#: How long a text is that the file repeats.
_LONGEST = 300
#: How long the limits of a dataset are told, and how many of its sources.
_LIMITS, _SOURCES = 200, 2


def explore_files(site: Site, words: Mapping[str, Words]) -> Iterator[OutputFile]:
    """The file of every published dataset, in the languages of ``words``."""
    views = [View(site, words[lang]) for lang in site.portal.languages]
    near = joins.together(site)
    for published in site.published:
        content = described(published, site.pasts.get(published.id))
        content["rilis"] = {view.lang: _release(view, published) for view in views}
        ways = {view.lang: _reporting(view, published) for view in views}
        if any(ways.values()):
            content["laporkan"] = ways
        for table, given in zip(content["tabel"], published.tables, strict=True):
            if found := near.get((published.id, table["nama"])):
                table["gabung"] = joins.document(found, site)
            for other in others(published, given, concordance(site)):
                _add_codes(table["kolom"], given, other)
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
        yield OutputFile(PurePosixPath("datasets", published.id, NAME), text.encode("utf-8"))


def _add_codes(columns: list[dict[str, Any]], table: Table, other: Other) -> None:
    """The other code beside each that occurs in a column; none where too many do."""
    occurring = [a.code for by in table.areas if by.field == other.field for a in by.areas]
    codes = [[code, other.codes[code]] for code in occurring if code in other.codes]
    if 0 < len(codes) <= LABELS:
        title = _text(said(f"codes.added.{other.system}"))
        for column in columns:
            if column["nama"] == other.field:
                column["tambahan"] = {"judul": title, "kode": codes}


def described(published: Published, past: Past | None) -> dict[str, Any]:
    """What the file of a dataset says in no language of its own."""
    sources = published.dataset.sources
    return {
        "bentuk": _FORM,
        "id": published.id,
        "judul": _text(published.dataset.title) or {"id": published.id},
        "versi": _version(published, past),
        "periode": list(published.dataset.period),
        "sumber": visible("; ".join(s.title for s in sources)[:_LONGEST]),
        **_some(
            batas=_text(shortened(published.dataset.limitations, _LIMITS)),
            dari=[[one_line(s.title, _LIMITS), _web(s.path)] for s in sources[:_SOURCES]],
            lain=max(0, len(sources) - _SOURCES) or None,
        ),
        "tabel": [_table(table) for table in published.tables],
    }


def opened(table: Table) -> Download | None:
    """The file that the page reads a table from; none: it cannot be opened there."""
    return next((d for d in table.downloads if d.format == "parquet"), None)


def csv_of(table: Table) -> Download | None:
    """The CSV of a table, if it has one."""
    return next((d for d in table.downloads if d.format == "csv"), None)


def _release(view: View, published: Published) -> dict[str, str]:
    """Who gathered or released a dataset, as its page says it."""
    words = view.words
    who = publisher(view.portal, published, view.lang)
    collected = published.dataset.origin == "himpunan"
    held, shown = published.held_since, published.updated
    since = "since_same" if held == shown else "since"
    return _some(
        jenis=words(f"jelajah.kind.{card(view.site, words, published).kind}"),
        siapa=words("sheet.collected" if collected else "sheet.released", publisher=who),
        tahan=words(f"ui.held.{since}", held=words.date(held), shown=words.date(shown))
        if held
        else "",
    )


def _web(address: str) -> str:
    """The address of a source on the web; of others none."""
    return visible(address) if address.startswith(("https://", "http://")) else ""


def _reporting(view: View, published: Published) -> list[dict[str, str]]:
    """The ways to report a row; its table and itself are to be filled in."""
    return [
        {"cara": view.words(f"use.report.ways.{way.name}"), "alamat": way.address}
        for way in contacts.report_ways(view, published, TABLE)
    ]


def _version(published: Published, past: Past | None) -> dict[str, Any]:
    newest = pasts.newest(past)
    if past and newest:
        older = [v.address for v in past.versions if v.state == "terbit" and v is not newest]
        return _some(
            alamat=newest.address, nomor=newest.number, tanggal=newest.date, lama=older[:VERSIONS]
        )
    return _some(nomor=published.dataset.version, tanggal=published.updated)


def _table(table: Table) -> dict[str, Any]:
    resource = table.resource
    names = [column.name for column in table.columns]
    parquet, csv = opened(table), csv_of(table)
    key = resource.primary_key
    return _some(
        nama=resource.name,
        judul=_text(resource.title),
        baris=table.rows,
        kunci=list(key) if set(key) <= set(names) else [],
        parquet=_file(parquet),
        csv=_file(csv),
        bagian=_parts(table),
        rumus=table.formulas,
        kolom=[_column(table, name) for name in names],
    )


def _file(given: Download | None) -> dict[str, Any] | None:
    if given is None:
        return None
    return {"alamat": quote(given.name), "bytes": given.bytes, "sha256": given.sha256}


def _parts(table: Table) -> dict[str, Any] | None:
    """The listing of a large table's part files, which comes first."""
    if not table.parts:
        return None
    listing, *files = table.parts
    return {
        "alamat": quote(listing.name),
        "bytes": sum(file.bytes for file in files),
        "banyak": len(files),
    }


def _column(table: Table, name: str) -> dict[str, Any]:
    field = table.resource.field(name) or Field(name)
    measured = field.measure is not None or field.role == "ukuran"
    number = field.type == "number" or (field.type == "integer" and measured)
    mark = missing_marks(table.resource, raw_field(table.resource, name))[:1]
    return _some(
        nama=name,
        jenis=published_type(field),
        judul=_text(field.title),
        satuan=_text(field.measure.unit) if field.measure else {},
        peran=field.role,
        angka=number and not field.categories,
        kosong="".join(mark),
        label=[[c.value, _text(c.label)] for c in field.categories[:LABELS]],
    )


def _text(given: Text) -> dict[str, str]:
    """A text by language; what the others say as the main one does is left out."""
    if not given:
        return {}
    said = {"id": given.main, **given.others}
    shown = {lang: visible(text[:_LONGEST]) for lang, text in said.items() if text}
    return {lang: t for lang, t in shown.items() if lang == "id" or t != shown.get("id")}


def _some(**given: Any) -> dict[str, Any]:
    """What is there: empty texts, lists and mappings, none and false are left out; 0 is not."""
    return {key: value for key, value in given.items() if value or type(value) is int}
