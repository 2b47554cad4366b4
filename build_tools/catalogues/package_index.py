"""`datapackage.json` at the root: a Data Package whose table lists all datasets.

Neither version of the standard has a type for a catalogue, so nothing here pretends to be one: the
package has one real table, `daftar-dataset.csv`, which any client reads, and `sdi:paket` names
the descriptor of each dataset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..csvfile import Number, table
from ..model import Contact, OutputFile, Site
from ..terms import Catalogue, Entry, describe
from ..words import Words
from .descriptor import DESCRIPTOR, PROFILE, as_json, contributors, instant, licences, said

TABLE = "daftar-dataset"
#: Name and type of each column; what they are called stands in `text/<lang>/package.yml`.
COLUMNS = (
    *(("id", "string"), ("judul", "string"), ("penerbit", "string"), ("resmi", "boolean")),
    *(("topik", "string"), ("diterbitkan", "date"), ("diperbarui", "date")),
    *(("frekuensi", "string"), ("periode_awal", "string"), ("periode_akhir", "string")),
    *(("versi", "string"), ("lisensi", "string"), ("tabel", "integer"), ("baris", "integer")),
    *(("halaman", "string"), ("paket", "string")),
)
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}


def make(site: Site) -> Iterator[OutputFile]:
    """The table and the package around it; the addresses in them are relative to the root."""
    catalogue = describe(site)
    entries = [entry for entry in catalogue.entries if entry.published]  # ours, with a package
    content = table([name for name, _ in COLUMNS], map(_row, entries))
    yield OutputFile(PurePosixPath(f"{TABLE}.csv"), content)
    yield OutputFile(PurePosixPath(DESCRIPTOR), as_json(_package(catalogue, entries, content)))


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        *(entry.id, entry.title.main, entry.publisher.name.main),
        *("true" if entry.official else "false", " ".join(s.id for s in entry.subjects)),
        *(entry.issued[:10], entry.modified[:10], entry.frequency, *entry.period),
        *(entry.version, " ".join(filter(None, (r.iri or r.name for r in entry.rights)))),
        *(Number(len(entry.tables)), Number(sum(t.rows for t in entry.tables))),
        *(entry.path, f"{entry.path}{DESCRIPTOR}"),
    )


def _package(catalogue: Catalogue, entries: list[Entry], content: bytes) -> dict[str, Any]:
    portal = catalogue.portal
    languages = [Words.load(lang) for lang in portal.languages]
    base = catalogue.addresses.base if catalogue.addresses.known else ""
    contact = Contact(catalogue.contact.name, catalogue.contact.email, catalogue.contact.url)
    return said(
        {
            "$schema": PROFILE,
            "profile": "tabular-data-package",
            "name": "katalog",
            "id": base,
            "title": catalogue.title.main,
            "description": catalogue.description.main,
            "homepage": base,
            "created": instant(catalogue.issued),
            "contributors": contributors(catalogue.publisher.name, contact),
            "licenses": licences((portal.licence,)),
            "resources": [_resource(languages, content, len(entries))],
            "sdi:situsResmi": portal.official,
            "sdi:pemberitahuan": catalogue.notice.main,
            "sdi:walidata": portal.steward,
            "sdi:pembinaData": portal.supervisor.main,
            "sdi:diperbarui": catalogue.modified,
            "sdi:paket": [_listed(entry) for entry in entries],
        }
    )


def _resource(languages: list[Words], content: bytes, rows: int) -> dict[str, Any]:
    return {
        "name": TABLE,
        "profile": "tabular-data-resource",
        "type": "table",
        "path": f"{TABLE}.csv",
        "mediatype": "text/csv",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **_titled(languages, title="package.title", description="package.description"),
        "format": "csv",
        "encoding": "utf-8",
        "dialect": dict(_DIALECT),
        "schema": {
            "fields": [
                {"name": name, "type": type, **_titled(languages, title=f"package.columns.{name}")}
                for name, type in COLUMNS
            ],
            "missingValues": [""],
            "primaryKey": ["id"],
        },
        "sdi:baris": rows,
    }


def _titled(languages: list[Words], **keys: str) -> dict[str, Any]:
    """Properties in the main language, and those of the others beside them (`sdi:en`)."""
    main, *others = ({name: words(key) for name, key in keys.items()} for words in languages)
    return {**main, **{f"sdi:{w.lang}": o for w, o in zip(languages[1:], others, strict=True)}}


def _listed(entry: Entry) -> dict[str, Any]:
    """A dataset's package: `name` as the package itself has it, which offices may share; `id`."""
    published = entry.published
    return said(
        {
            "name": published.dataset.source.name if published else entry.slug,
            "id": entry.id,
            "title": entry.title.main,
            "version": entry.version,
            "path": f"{entry.path}{DESCRIPTOR}",
            "sdi:diperbarui": entry.modified,
        }
    )
