"""Small datasets for the tests of convert, the formats and the data package."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from build_tools.convert import convert
from build_tools.formats import DoesNotFitError, Shared, Target, formats_for
from build_tools.formats.columns import pieces
from build_tools.load.descriptor import dataset_of
from build_tools.model import Agency, Contact, Dataset, Portal, Published, Source, Table, Text
from build_tools.tables.batch import Batch, Caster

PORTAL = Portal(
    root=Path(),
    name=Text("Data Contoh"),
    description=Text("Contoh"),
    region=Text("Kabupaten Contoh"),
    publisher=Text("Proyek Contoh", {"en": "Example Project"}),
    site_url="https://contoh.example/data/",
    contact=Contact(name=Text("PPID Contoh"), url="https://contoh.example/ppid"),
    steward="diskominfo",
    supervisor=Text("Badan Pusat Statistik"),
    agencies=(Agency("dinkes", Text("Dinas Kesehatan Contoh")),),
)

#: Every type of Table Schema as a source here spells it, what its CSV then says, and its JSON.
ALL_TYPES: list[tuple[dict[str, Any], list[str], list[str], list[str]]] = [
    ({"name": "teks", "type": "string"}, ["001", "=1+1"], ["001", "=1+1"], ['"001"', '"=1+1"']),
    ({"name": "bulat", "type": "integer"}, ["007", " -5 "], ["7", "-5"], ["7", "-5"]),
    (
        {"name": "angka", "type": "number", "decimalChar": ",", "groupChar": "."},
        ["1.234,50", "-0,10"],
        ["1234.50", "-0.10"],
        ["1234.50", "-0.10"],
    ),
    (
        {"name": "persen", "type": "number", "bareNumber": False},
        ["95.0 %", "Rp 1E+3"],
        ["95.0", "1000"],
        ["95.0", "1000"],
    ),
    (
        {"name": "ya", "type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]},
        ["ya", "tidak"],
        ["true", "false"],
        ["true", "false"],
    ),
    (
        {"name": "tanggal", "type": "date", "format": "%d/%m/%Y"},
        ["5/1/2024", "17/08/1945"],
        ["2024-01-05", "1945-08-17"],
        ['"2024-01-05"', '"1945-08-17"'],
    ),
    (
        {"name": "saat", "type": "datetime"},
        ["2024-01-05 10:11:12", "2024-01-05T10:11:12"],
        ["2024-01-05T10:11:12"] * 2,
        ['"2024-01-05T10:11:12"'] * 2,
    ),
    (
        {"name": "saat_utc", "type": "datetime"},
        ["2024-01-05T10:11:12Z", "2024-01-05T10:11:12.5+00:00"],
        ["2024-01-05T10:11:12Z", "2024-01-05T10:11:12.500000Z"],
        ['"2024-01-05T10:11:12Z"', '"2024-01-05T10:11:12.500000Z"'],
    ),
    (
        {"name": "saat_wita", "type": "datetime"},
        ["2024-01-05T10:11:12+08:00"] * 2,
        ["2024-01-05T10:11:12+08:00"] * 2,
        ['"2024-01-05T10:11:12+08:00"'] * 2,
    ),
    (
        {"name": "jam", "type": "time", "format": "%H.%M"},
        ["07.30", "23.59"],
        ["07:30:00", "23:59:00"],
        ['"07:30:00"', '"23:59:00"'],
    ),
    ({"name": "tahun", "type": "year"}, ["2024", "0224"], ["2024", "0224"], ["2024", "224"]),
    (
        {"name": "bulan", "type": "yearmonth"},
        ["2024-5", "2024-11"],
        ["2024-05", "2024-11"],
        ['"2024-05"', '"2024-11"'],
    ),
    (
        {"name": "lama", "type": "duration"},
        ["P1Y2M", "PT36H"],
        ["P1Y2M", "P1DT12H"],
        ['"P1Y2M"', '"P1DT12H"'],
    ),
    (
        {"name": "daftar", "type": "list", "delimiter": ";", "itemType": "number"},
        ["1.50;2", "3"],
        ["[1.50,2]", "[3]"],
        ["[1.50,2]", "[3]"],
    ),
    (
        {"name": "larik", "type": "array"},
        ['[1, "a"]', "[]"],
        ['[1,"a"]', "[]"],
        ['[1,"a"]', "[]"],
    ),
    (
        {"name": "objek", "type": "object"},
        ['{"b": 1, "a": {"c": null}}', "{}"],
        ['{"b":1,"a":{"c":null}}', "{}"],
        ['{"b":1,"a":{"c":null}}', "{}"],
    ),
    (
        {"name": "titik", "type": "geopoint"},
        ["116.10, -1.9", "0,0"],
        ["116.10,-1.9", "0,0"],
        ["[116.10,-1.9]", "[0,0]"],
    ),
    (
        {"name": "titik_json", "type": "geopoint", "format": "object"},
        ['{"lon": 116.1, "lat": -1.9}', '{"lon": 0, "lat": 0}'],
        ["116.1,-1.9", "0,0"],
        ["[116.1,-1.9]", "[0,0]"],
    ),
    (
        {"name": "bentuk", "type": "geojson"},
        ['{"type": "Point", "coordinates": [116.1, -1.9]}'] * 2,
        ['{"type":"Point","coordinates":[116.1,-1.9]}'] * 2,
        ['{"type":"Point","coordinates":[116.1,-1.9]}'] * 2,
    ),
    ({"name": "apa_saja", "type": "any"}, ["x", "1"], ["x", "1"], ['"x"', '"1"']),
]


def make_dataset(
    folder: Path,
    fields: list[dict[str, Any]],
    rows: list[list[str]],
    *,
    id: str = "himpunan/contoh",
    schema: dict[str, Any] | None = None,
    resource: dict[str, Any] | None = None,
    package: dict[str, Any] | None = None,
) -> Dataset:
    """A dataset of one table, `tabel`, written as CSV below ``folder``."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    with (folder / "data" / "tabel.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([field["name"] for field in fields])
        writer.writerows(rows)
    raw = {
        "name": id.split("/")[1],
        "title": "Contoh",
        "description": "Sebuah contoh",
        "sdi:asal": "himpunan" if id.startswith("himpunan/") else "resmi",
        "sdi:en": {"title": "Example"},
        "sources": [
            {"title": "BPS", "path": "https://bps.example/", "sdi:tanggalAkses": "2026-01-02"}
        ],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "keywords": [],
        "resources": [
            {
                "name": "tabel",
                "path": "data/tabel.csv",
                "title": "Tabel",
                "schema": {"fields": fields, **(schema or {})},
                **(resource or {}),
            }
        ],
        **(package or {}),
    }
    return dataset_of(Source(id, folder, "datapackage.yaml"), raw, ("id", "en"))


def converted(folder: Path, *args: Any, **more: Any) -> tuple[Published, Table]:
    """The dataset made of these arguments, converted below ``folder``; and its table."""
    published = convert(make_dataset(folder, *args, **more), folder / "out")
    return published, published.tables[0]


def one_column(folder: Path, field: dict[str, Any], cells: list[str], **more: Any) -> Table:
    """A table with a number for each row and one column `x`, converted."""
    fields = [{"name": "no", "type": "integer"}, {"name": "x", **field}]
    rows = [[str(number), cell] for number, cell in enumerate(cells)]
    return converted(folder, fields, rows, **more)[1]


def all_types(folder: Path, **more: Any) -> tuple[Published, Table]:
    """The table of `ALL_TYPES`, converted; its third row is missing altogether but for a key."""
    fields = [{"name": "kunci", "type": "integer"}, *(field for field, *_ in ALL_TYPES)]
    rows = [[str(n), *(source[n] for _, source, _, _ in ALL_TYPES)] for n in range(2)]
    rows.append(["2"] + [""] * len(ALL_TYPES))
    return converted(folder, fields, rows, **more)


def written(
    into: Path,
    fields: list[dict[str, Any]],
    rows: Sequence[Sequence[str]],
    cuts: Sequence[int] = (),
) -> dict[str, bytes | str]:
    """What each format makes of these rows, cut into batches there: its bytes, or the reason."""
    into.mkdir(parents=True, exist_ok=True)
    raw = {
        "name": "contoh",
        "title": "Contoh",
        "resources": [{"name": "tabel", "path": "tabel.csv", "schema": {"fields": fields}}],
    }
    dataset = dataset_of(Source("himpunan/contoh", into, "datapackage.yaml"), raw, ("id", "en"))
    resource = dataset.resources[0]
    numbered = [(number, row) for number, row in enumerate(rows, 2)]
    bounds = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    groups = [numbered[a:b] for a, b in pairwise(bounds) if a < b]
    batches = [Batch.of_rows(Caster(resource), group) for group in groups]
    given = [piece for batch in batches for piece in pieces(batch)]
    shared = Shared()
    made: dict[str, bytes | str] = {}
    for key, format in formats_for("csv").items():
        target = Target(
            into / f"tabel{format.suffix}", dataset, resource, lambda: iter(given), shared
        )
        try:
            writer = format.open(target)
            for piece in given:
                writer.write(piece)
            writer.close()
            made[key] = target.path.read_bytes()
        except DoesNotFitError as why:
            made[key] = why.reason
    return made
