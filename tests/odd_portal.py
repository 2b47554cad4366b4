"""A portal of made-up datasets that are valid and odd: what a page must survive."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from portals import REPOSITORY, portal

TITLE = "Jumlah layanan administrasi kependudukan dan pencatatan sipil yang diselesaikan " * 4
RTL = "مرحبا بالعالم \U0001f30f\U0001f469\u200d\U0001f4bb"
KEY = ("pad-tertahan", "tabel", "nilai")


def odd_portal(to: Path) -> Path:
    """Writes the portal into an empty folder; gives it."""
    portal(to)
    shutil.copytree(REPOSITORY / "docs", to / "docs", dirs_exist_ok=True)
    _areas(to)
    _write(to, "judul-panjang", [_year(), _measure()], [["2024", "1"]], title=TITLE[:300].strip())
    _write(to, "tanpa-inggris", [_year(), _measure()], _rows(range(2018, 2025)), english=False)
    _write(to, "satu-baris", [_year(), _measure()], [["2024", "12"]])
    _write(to, "satu-kolom", [_text("nama")], [["a"], ["b"]])
    wide = [_year(), *(_measure(f"ukuran_{n:03}") for n in range(199))]
    rows = [[str(year), *map(str, range(199))] for year in (2023, 2024)]
    _write(to, "dua-ratus-kolom", wide, rows)
    _write(to, "tanpa-angka", [_text("nama"), _text("keterangan")], [["a", "x"], ["b", "y"]])
    _write(to, "hanya-kosong", [_year(), _measure()], [["2023", ""], ["2024", ""]])
    huge = [["2022", "-5"], ["2023", "1" + "0" * 39], ["2024", "-" + "9" * 40]]
    _write(to, "negatif-raksasa", [_year(), _measure()], huge)
    _write(to, "berlubang", [_year(), _measure()], _rows((2015, 2016, 2019, 2020, 2024)))
    codes = ["64.01.01", "64.01.02", "64.01.99"]
    areas = [_text("kode", role="wilayah"), _text("nama", role="nama"), _year(), _measure()]
    found = [[code, f"Kecamatan {code[-2:]}", "2024", str(n * 10)] for n, code in enumerate(codes)]
    _write(to, "wilayah-asing", areas, found, key=["kode", "tahun"])
    signs = [[f"{RTL} {n}", "2024", str(n + 1)] for n in range(4)]
    odd = [_text("jenis", role="keterangan"), _year(), _measure()]
    _write(to, "rtl-emoji", odd, signs, key=["jenis", "tahun"], title=f"Judul {RTL}")
    _write(to, KEY[0], [_year(), _measure()], [["2024", "bukan angka"]])
    return to


def ids() -> tuple[str, ...]:
    """The datasets that are published; the one of the key figure is held back."""
    return (
        *("judul-panjang", "tanpa-inggris", "satu-baris", "satu-kolom", "dua-ratus-kolom"),
        *("tanpa-angka", "hanya-kosong", "negatif-raksasa", "berlubang", "wilayah-asing"),
        "rtl-emoji",
    )


def _areas(root: Path) -> None:
    """Boundaries of two areas, and the settings that name them and a key figure."""
    features = [
        {
            "type": "Feature",
            "properties": {"kode": f"64.01.0{n}", "nama": f"Kecamatan 0{n}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]]],
            },
        }
        for n in (1, 2)
    ]
    folder = root / "datasets/dkisp/batas"
    (folder / "data").mkdir(parents=True)
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "data/batas.geojson").write_text(json.dumps(collection), encoding="utf-8")
    fields = [_text("kode", role="wilayah"), _text("nama", role="nama")]
    resource = _resource("batas", fields, ["kode"]) | {
        "path": "data/batas.geojson",
        "format": "geojson",
        "mediatype": "application/geo+json",
    }
    _describe(folder, "batas", "Batas rekaan", resource)
    settings = root / "mkdocs.yml"
    given = yaml.safe_load(settings.read_text(encoding="utf-8"))
    own = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    given["markdown_extensions"] = own["markdown_extensions"]  # its guides are written for these
    dataset, table, column = KEY
    given["extra"]["portal"] |= {
        "kode_wilayah": "64.01",
        "batas": "dkisp/batas",
        "angka_kunci": [
            {"dataset": f"dkisp/{dataset}", "tabel": table, "kolom": column, "judul": "Tertahan"},
            {"dataset": "dkisp/berlubang", "tabel": table, "kolom": column, "judul": "Berlubang"},
        ],
    }
    settings.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), "utf-8")


def _rows(years: Iterable[int]) -> list[list[str]]:
    return [[str(year), str(100 + year % 7)] for year in years]


def _text(name: str, role: str = "keterangan") -> dict[str, Any]:
    return {"name": name, "type": "string", "title": name, "description": name, "sdi:peran": role}


def _year() -> dict[str, Any]:
    return _text("tahun", "waktu") | {"type": "year"}


def _measure(name: str = "nilai") -> dict[str, Any]:
    standard = {f"sdi:{key}": "rekaan" for key in ("konsep", "definisi", "klasifikasi")}
    counted = {"sdi:ukuran": "Jumlah", "sdi:satuan": "orang"}
    return _text(name, "ukuran") | {"type": "integer"} | standard | counted


def _resource(name: str, fields: list[dict[str, Any]], key: list[str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"data/{name}.csv",
        "title": "Tabel",
        "description": "Baris rekaan.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": key, "missingValues": [""]},
    }


def _write(
    root: Path,
    name: str,
    fields: list[dict[str, Any]],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    key: list[str] | None = None,
    english: bool = True,
) -> None:
    folder = root / "datasets/dkisp" / name
    (folder / "data").mkdir(parents=True)
    with (folder / "data/tabel.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field["name"] for field in fields)
        writer.writerows(rows)
    resource = _resource("tabel", fields, key or [str(fields[0]["name"])])
    _describe(folder, name, title or f"Rekaan {name}", resource, english=english)


def _describe(
    folder: Path, name: str, title: str, resource: dict[str, Any], *, english: bool = True
) -> None:
    example = folder.parent / "contoh/datapackage.yaml"
    given = yaml.safe_load(example.read_text(encoding="utf-8"))
    given |= {"name": name, "title": title, "resources": [resource]}
    if english:
        given["sdi:en"]["title"] = f"Made-up {title}"
    else:
        del given["sdi:en"]
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
