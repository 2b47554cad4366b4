"""The published data package, read by clients that others wrote."""

from __future__ import annotations

import functools
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest
from formats_examples import PORTAL, all_types, converted, make_dataset
from portals import AS_OF, change, commit, portal
from test_formats_geojson import FEATURES
from test_formats_geojson import make as make_geo

from build_tools import pipeline
from build_tools.catalogues import datapackage, make_all
from build_tools.catalogues.datapackage import descriptor, with_package
from build_tools.catalogues.tableschema import table_schema
from build_tools.convert import convert
from build_tools.model import Past, Published, Site, Version
from build_tools.model.past import VersionState
from build_tools.options import Options

PROFILES = Path(__file__).parent / "profiles"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP on this machine only."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def problems(report: frictionless.Report) -> list[list[Any]]:
    found: list[list[Any]] = report.flatten(["type", "note"])
    return found


def rich(folder: Path) -> Published:
    """A dataset that uses what a descriptor can say."""
    fields = [
        {"name": "kode", "type": "string", "title": "Kode", "constraints": {"required": True}},
        {
            "name": "nilai",
            "type": "number",
            "decimalChar": ",",
            "groupChar": ".",
            "constraints": {"minimum": "-1.000,5", "maximum": "2.000"},
            "sdi:satuan": "jiwa",
        },
        {
            "name": "tanggal",
            "type": "date",
            "format": "%d/%m/%Y",
            "constraints": {"minimum": "1/1/2020", "enum": ["5/1/2024", "6/1/2024"]},
        },
        {
            "name": "ada",
            "type": "boolean",
            "trueValues": ["ya"],
            "falseValues": ["tidak"],
            "constraints": {"enum": ["ya", "tidak"]},
        },
        {
            "name": "status",
            "type": "string",
            "categories": [
                {"value": "s", "label": "sementara", "sdi:en": {"label": "provisional"}}
            ],
        },
        {"name": "tingkat", "type": "integer", "categories": [{"value": "1", "label": "satu"}]},
        {"name": "tahun", "type": "year", "constraints": {"minimum": "2000"}},
        {"name": "catatan", "type": "string", "missingValues": ["n/a", ""]},
    ]
    rows = [
        ["001", "1.234,50", "5/1/2024", "ya", "s", "1", "2024", "=1+1\nx"],
        ["002", "…", "-", "", "s", "", "2025", "n/a"],
    ]
    schema = {
        "primaryKey": "kode",
        "uniqueKeys": [["kode", "tahun"]],
        "missingValues": [
            "",
            {"value": "…", "label": "belum ada", "sdi:en": {"label": "n.a."}},
            "-",
        ],
        "fieldsMatch": ["equal"],
        "foreignKeys": [
            {
                "fields": ["kode"],
                "reference": {
                    "package": "referensi/wilayah",
                    "resource": "kecamatan",
                    "fields": ["kode_kemendagri"],
                },
            },
            {"fields": ["kode"], "reference": {"resource": "", "fields": ["kode"]}},
        ],
    }
    package = {
        "sdi:opdTerkait": ["dinkes"],
        "sdi:keterbatasan": "Angka sementara.",
        "sdi:topik": [],
    }
    published, _ = converted(
        folder,
        fields,
        rows,
        schema=schema,
        package=package,
        resource={"dialect": {"delimiter": ","}, "sdi:catatan": "lihat", "encoding": "utf-8-sig"},
    )
    return with_package(replace(published, created="2024-05-01", updated="2026-02-03"), PORTAL)


def every_type(folder: Path) -> Published:
    return with_package(all_types(folder)[0], PORTAL)


def geo(folder: Path) -> Published:
    return with_package(convert(make_geo(folder, FEATURES), folder / "out"), PORTAL)


@pytest.mark.parametrize("make", [rich, every_type, geo])
def test_frictionless_validates_it_over_http(tmp_path: Path, make: Any) -> None:
    published = make(tmp_path)
    with served(published.folder) as address:
        report = frictionless.validate(f"{address}/datapackage.json")
    assert problems(report) == []
    assert report.stats["tasks"] == 1
    assert report.tasks[0].name == published.tables[0].resource.name
    if make is not geo:
        assert report.tasks[0].stats["rows"] == published.tables[0].rows


def test_frictionless_notices_a_changed_file(tmp_path: Path) -> None:
    published = rich(tmp_path)
    with (published.folder / "tabel.csv").open("a") as file:
        file.write("\n")
    with served(published.folder) as address:
        report = frictionless.validate(f"{address}/datapackage.json")
    assert {"hash-count", "byte-count"} <= {str(row[0]) for row in problems(report)}


V1, V2 = "tabular-data-package-1-0.json", "data-package-2-0.json"


@pytest.mark.parametrize(
    ("make", "profile"),  # v1 has a profile for tables only
    [(rich, V1), (rich, V2), (every_type, V1), (every_type, V2), (geo, V2)],
)
def test_it_keeps_the_profiles_of_both_versions(tmp_path: Path, make: Any, profile: str) -> None:
    found = descriptor(make(tmp_path), PORTAL)
    assert found["profile"] == ("data-package" if make is geo else "tabular-data-package")
    schema = json.loads((PROFILES / profile).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    errors = kind(schema).iter_errors(found)
    assert [(list(e.absolute_path), e.message[:200]) for e in errors] == []


def test_the_zip_is_a_valid_package_by_itself(tmp_path: Path) -> None:
    published = rich(tmp_path)
    with zipfile.ZipFile(published.folder / "contoh.zip") as archive:
        assert archive.namelist() == [
            "BACA-SAYA.txt",
            "README.txt",
            "datapackage.json",
            "tabel.csv",
        ]
        assert archive.testzip() is None
        archive.extractall(tmp_path / "zip")
    with served(tmp_path / "zip") as address:
        assert problems(frictionless.validate(f"{address}/datapackage.json")) == []
    inside = json.loads((tmp_path / "zip/datapackage.json").read_text(encoding="utf-8"))
    assert "sdi:format" not in inside["resources"][0], "only what lies in the ZIP"
    indonesian = (tmp_path / "zip/BACA-SAYA.txt").read_text(encoding="utf-8")
    english = (tmp_path / "zip/README.txt").read_text(encoding="utf-8")
    for text in ("Proyek Contoh", "Angka sementara.", "CC-BY-4.0", "BPS", "2026-02-03"):
        assert text in indonesian
    assert "tabel.csv – Tabel. lihat" in indonesian, "a note travels with its table"
    assert "Example Project" in english
    assert "Licence:" in english


def test_the_zip_is_made_again_only_when_something_changed(tmp_path: Path) -> None:
    published = rich(tmp_path)
    path = published.folder / "contoh.zip"
    first = path.stat().st_ino
    assert with_package(published, PORTAL).downloads == published.downloads
    assert path.stat().st_ino == first
    later = with_package(replace(published, updated="2026-03-01"), PORTAL)
    assert later.downloads[0].sha256 != published.downloads[0].sha256


def test_the_schema_speaks_of_the_canonical_csv(tmp_path: Path) -> None:
    schema = descriptor(rich(tmp_path), PORTAL)["resources"][0]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["nilai"] == {
        "name": "nilai",
        "type": "number",
        "constraints": {"minimum": -1000.5, "maximum": 2000},
        "sdi:satuan": "jiwa",
    }
    assert fields["tanggal"]["constraints"] == {
        "minimum": "2020-01-01",
        "enum": ["2024-01-05", "2024-01-06"],
    }
    assert "format" not in fields["tanggal"]
    assert fields["ada"]["constraints"] == {"enum": [True, False]}
    assert fields["tingkat"]["categories"] == [{"value": 1, "label": "satu"}]
    assert fields["status"]["categories"] == [
        {"value": "s", "label": "sementara", "sdi:en": {"label": "provisional"}}
    ]
    assert schema["missingValues"] == ["", "…", "-"]
    assert schema["sdi:labelNilaiHilang"] == [
        {"value": "…", "label": "belum ada", "sdi:en": {"label": "n.a."}}
    ]
    assert "fieldsMatch" not in schema


def test_a_key_into_another_dataset_is_said_without_breaking_clients(tmp_path: Path) -> None:
    schema = descriptor(rich(tmp_path), PORTAL)["resources"][0]["schema"]
    assert schema["foreignKeys"] == [
        {"fields": ["kode"], "reference": {"resource": "", "fields": ["kode"]}}
    ]
    assert schema["sdi:kodeReferensi"] == [
        {
            "fields": ["kode"],
            "reference": {
                "package": "referensi/wilayah",
                "path": "../../referensi/wilayah/datapackage.json",
                "resource": "kecamatan",
                "fields": ["kode_kemendagri"],
            },
        }
    ]


def test_the_project_publishes_what_it_collected(tmp_path: Path) -> None:
    found = descriptor(rich(tmp_path), PORTAL)
    assert found["contributors"] == [
        {"title": "Proyek Contoh", "role": "publisher", "roles": ["publisher"]},
        {
            "title": "PPID Contoh",
            "path": "https://contoh.example/ppid",
            "role": "contributor",
            "roles": ["contact"],
        },
    ]
    assert found["sdi:opdTerkait"] == ["dinkes"]
    assert found["sdi:asal"] == "himpunan"
    assert "sdi:produsenData" not in found


def test_an_office_publishes_what_it_released(tmp_path: Path) -> None:
    published, _ = converted(tmp_path, [{"name": "x"}], [["a"]], id="dinkes/contoh")
    found = descriptor(published, PORTAL)
    assert found["contributors"][0]["title"] == "Dinas Kesehatan Contoh"
    assert found["sdi:produsenData"] == "dinkes"
    assert found["sdi:walidata"] == "diskominfo"


def test_the_version_is_left_to_the_history_where_there_is_one(tmp_path: Path) -> None:
    """The site numbers the versions of data that has dates: one number for one thing."""
    stated = {"version": "1.0"}
    published, _ = converted(tmp_path, [{"name": "x"}], [["a"]], package=stated)
    assert descriptor(published, PORTAL)["version"] == "1.0"
    dated = replace(published, created="2024-05-01", updated="2026-02-03")
    assert "version" not in descriptor(dated, PORTAL)


#: Address and day, state, number: newest first.
VERSIONS: tuple[tuple[str, VersionState, str], ...] = (
    ("2026-02-03", "tertahan", "2.0.9"),
    ("2026-01-05", "terbit", "2.0.8"),
)


def test_the_published_descriptor_has_the_number_of_the_version_shown(tmp_path: Path) -> None:
    """Of the newest that goes out, not of one that is held back; its hash is that of the file."""
    held, old = (Version(day, day, "c" * 40, state, number) for day, state, number in VERSIONS)
    given = rich(tmp_path)
    pasts = {given.id: Past(given.id, (held, old))}
    shown = datapackage.completed(given, Site(PORTAL, (given,), pasts=pasts))
    (file,) = [
        f
        for f in datapackage.make(Site(PORTAL, (shown,), pasts=pasts))
        if f.path.suffix == ".json" and f.path.stem == "datapackage"
    ]
    assert isinstance(file.content, bytes)
    assert json.loads(file.content)["version"] == "2.0.8"
    (told,) = [d for d in shown.downloads if d.format == "datapackage"]
    assert (told.bytes, told.sha256) == (len(file.content), sha256(file.content).hexdigest())


def test_a_site_with_a_past_publishes_the_number_of_its_newest_version(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Awal", "2025-12-01")
    change(root, {"version": "1.0"})
    with (root / "datasets/dkisp/contoh/data/tabel.csv").open("a", encoding="utf-8") as rows:
        rows.write("4,Tempat Empat,2024-04-30,b,1,1,2,\n")
    commit(root, "Baris baru", "2026-01-05")
    made = pipeline.datasets(Options(root, AS_OF, workers=1))
    (shown,) = [p for p in made.site.published if p.id == "dkisp/contoh"]
    (newest, *_) = made.site.pasts[shown.id].versions
    (file,) = [
        f
        for f in datapackage.make(made.site)
        if f.path.as_posix() == "datasets/dkisp/contoh/datapackage.json"
    ]
    assert isinstance(file.content, bytes)
    assert newest.number and json.loads(file.content)["version"] == newest.number
    (told,) = [d for d in shown.downloads if d.format == "datapackage"]
    assert told.sha256 == sha256(file.content).hexdigest()


def test_dates_are_those_of_the_data_and_nothing_is_empty(tmp_path: Path) -> None:
    found = descriptor(rich(tmp_path), PORTAL)
    assert found["created"] == "2024-05-01T00:00:00Z"
    assert found["sdi:diperbarui"] == "2026-02-03"
    assert found["homepage"] == "https://contoh.example/data/datasets/himpunan/contoh/"
    assert "keywords" not in found
    assert not [value for value in _leaves(found) if value in (None, [], {})]
    undated, _ = converted(tmp_path / "2", [{"name": "x"}], [["a"]])
    assert not {"created", "sdi:diperbarui"} & set(descriptor(undated, PORTAL))


def _leaves(value: Any) -> Iterator[Any]:
    yield value
    children = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    for child in children:
        yield from _leaves(child)


def test_every_download_lies_beside_the_page(tmp_path: Path) -> None:
    published = rich(tmp_path)
    files = list(datapackage.make(Site(PORTAL, (published,))))
    assert sorted(str(file.path) for file in files) == [
        f"datasets/himpunan/contoh/{name}"
        for name in (
            "contoh.zip",
            "datapackage.json",
            "tabel.csv",
            "tabel.json",
            "tabel.jsonl",
            "tabel.parquet",
            "tabel.xlsx",
        )
    ]
    assert all(isinstance(file.content, Path) and file.content.is_file() for file in files)
    assert all(file.lang == "" for file in files)
    assert {file.path for file in files} <= {
        file.path for file in make_all(Site(PORTAL, (published,)))
    }


def test_plain_bounds_need_no_frictionless(tmp_path: Path) -> None:
    field = {"name": "x", "type": "integer", "constraints": {"minimum": 0, "enum": [1, 2]}}
    dataset = make_dataset(tmp_path, [field], [])
    assert table_schema(dataset.resources[0])["fields"] == [field]
