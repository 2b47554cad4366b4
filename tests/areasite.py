"""A small site with a reference of regions and datasets about them, for the tests of areas."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pages_site import PORTAL

from build_tools.convert import convert
from build_tools.load.descriptor import dataset_of
from build_tools.model import Portal, Published, Site, Source, Text, Topic

REFERENCE = "referensi/wilayah"
#: Two districts of one regency, one of another; the second code is not made from the first.
DISTRICTS = (
    ("64.01.06", "6401060", "Long Ikis", "64.01"),
    ("64.01.09", "6401021", "Batu Engau", "64.01"),
    ("64.02.01", "6403010", "Muara Muntai", "64.02"),
)
VILLAGES = (
    ("64.01.06.2001", "6401060001", "desa", "Kayungo", "64.01.06"),
    ("64.01.06.1002", "6401060002", "kelurahan", "Long Ikis", "64.01.06"),
)


def portal(**settings: Any) -> Portal:
    """The portal of those regions."""
    given = {"kode_wilayah": "64.01", **settings}
    topics = (*PORTAL.topics, Topic("wilayah", Text("Wilayah")))
    return replace(PORTAL, settings={**PORTAL.settings, **given}, topics=topics)


def made(folder: Path, id: str, tables: Mapping[str, Any], **more: Any) -> Published:
    """A converted dataset; a table is its schema and, under ``rows``, its rows."""
    base = folder / id
    (base / "data").mkdir(parents=True, exist_ok=True)
    resources = []
    for name, table in tables.items():
        schema = {key: value for key, value in table.items() if key not in {"rows", "more"}}
        path = f"data/{name}.csv"
        resources.append({"name": name, "path": path, "schema": schema, **table.get("more", {})})
        with (base / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([field["name"] for field in schema["fields"]])
            writer.writerows(table["rows"])
    owner, name = id.split("/")
    raw = {
        "name": name,
        "title": more.pop("title", f"Data {name}"),
        "resources": resources,
        "sdi:asal": "himpunan" if owner in {"himpunan", "referensi"} else "resmi",
        "sdi:topik": ["kesehatan"],
        "sources": [{"title": "Halaman sumber", "path": "https://contoh.go.id/sumber"}],
        **more,
    }
    found = dataset_of(Source(id, base, "datapackage.yaml"), raw, ("id", "en"))
    return convert(found, folder / "unduh" / id)


def key(fields: Sequence[str], resource: str, to: str, package: str = "") -> dict[str, Any]:
    """A foreign key of a schema."""
    reference = {"resource": resource, "fields": [to], **({"package": package} if package else {})}
    return {"fields": list(fields), "reference": reference}


def text(name: str, role: str = "", **more: Any) -> dict[str, Any]:
    """A field of text."""
    return {"name": name, "type": "string", **({"sdi:peran": role} if role else {}), **more}


def count(name: str = "jumlah", title: str = "Sekolah", **more: Any) -> dict[str, Any]:
    """A field of a count, with its standard data."""
    standard = {
        "sdi:konsep": "Sekolah",
        "sdi:definisi": "Satuan pendidikan.",
        "sdi:klasifikasi": "Tanpa klasifikasi",
        "sdi:ukuran": "Jumlah",
        "sdi:satuan": "unit",
    }
    return {
        "name": name,
        "type": "number",
        "title": title,
        "sdi:peran": "ukuran",
        **standard,
        **more,
    }


YEAR = {"name": "tahun", "type": "year", "sdi:peran": "waktu"}


def reference(folder: Path, **names: str) -> Published:
    """The reference of regions; a name may be another, by its code with "_" for "."."""

    def name(code: str, given: str) -> str:
        return names.get("k" + code.replace(".", "_"), given)

    code, bps = text("kode_kemendagri", "kode", title="Kode Kemendagri"), text("kode_bps", "kode")
    kind = text("jenis", categories=[{"value": v, "label": v} for v in ("desa", "kelurahan")])
    up = text("kode_kabupaten", "wilayah")
    tables = {
        "kabupaten-kota": {
            "fields": [code, bps, text("nama", "nama")],
            "primaryKey": ["kode_kemendagri"],
            "uniqueKeys": [["kode_bps"]],
            "rows": [("64.01", "6401", "Kabupaten Paser"), ("64.02", "6403", "Kutai")],
        },
        "kecamatan": {
            "fields": [code, bps, text("nama", "nama"), up],
            "primaryKey": ["kode_kemendagri"],
            "uniqueKeys": [["kode_bps"]],
            "foreignKeys": [key(["kode_kabupaten"], "kabupaten-kota", "kode_kemendagri")],
            "rows": [(c, b, name(c, n), k) for c, b, n, k in DISTRICTS],
        },
        "desa-kelurahan": {
            "fields": [code, bps, kind, text("nama", "nama"), text("kode_kecamatan", "wilayah")],
            "primaryKey": ["kode_kemendagri"],
            "uniqueKeys": [["kode_bps"]],
            "foreignKeys": [key(["kode_kecamatan"], "kecamatan", "kode_kemendagri")],
            "rows": [(c, b, k, name(c, n), up) for c, b, k, n, up in VILLAGES],
        },
    }
    return made(folder, REFERENCE, tables, **{"sdi:topik": ["wilayah"]})


def about(
    level: str, rows: Sequence[Sequence[object]], *, code: str = "kode_kemendagri", **more: Any
) -> dict[str, Any]:
    """A table of counts by region and year; ``rows``: code, year, count."""
    fields = more.pop("fields", [text("kode", "wilayah"), YEAR, count()])
    return {
        "fields": fields,
        "primaryKey": more.pop("primaryKey", ["kode", "tahun"]),
        "foreignKeys": [key(["kode"], level, code, REFERENCE)],
        "rows": rows,
        "more": more,
    }


def site(*published: Published, **settings: Any) -> Site:
    """The site of those datasets."""
    return Site(portal(**settings), published)
