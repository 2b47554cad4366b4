"""Croissant: taken by mlcroissant without a word, its records loaded as the values they are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import clients
import machine_site
import pytest
from formats_examples import ALL_TYPES, PORTAL, all_types, converted
from test_formats_geojson import FEATURES
from test_formats_geojson import make as make_geo

from build_tools.catalogues import croissant
from build_tools.catalogues.datapackage import with_package
from build_tools.convert import convert
from build_tools.model import Published, Site

ALL: dict[str, Callable[[], Site]] = {
    "sound": machine_site.sound,
    "hostile": machine_site.hostile,
    "bare": machine_site.bare,
    "large": lambda: machine_site.large(20),
}


def write(folder: Path, site: Site) -> list[Path]:
    """The files of a site, below a folder."""
    paths = []
    for file in croissant.make(site):
        assert isinstance(file.content, bytes)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        paths.append(path)
    return paths


def loaded(published: Published) -> dict[str, Any]:
    """What mlcroissant loads of a converted dataset, from the files that were made for it."""
    dated = replace(published, created="2024-05-01", updated="2026-02-03")
    given = with_package(dated, PORTAL)
    (file,) = croissant.make(Site(replace(PORTAL, official=True), (given,)))
    assert isinstance(file.content, bytes)
    (published.folder / "croissant.json").write_bytes(file.content)
    (found,) = json.loads(
        clients.run("read_croissant.py", "--records", published.folder / "croissant.json")
    )
    return found  # type: ignore[no-any-return]


def rows(published: Published) -> list[dict[str, str]]:
    with (published.folder / "tabel.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ALL)
def test_mlcroissant_takes_it_without_a_word(tmp_path: Path, name: str) -> None:
    site = ALL[name]()
    paths = write(tmp_path, site)
    assert len(paths) == len(site.published)
    found = json.loads(clients.run("read_croissant.py", *paths))
    allowed = {"hostile": ["version"], "bare": ["license", "datePublished", "version"]}
    for one in found:
        # What is not known is left out; the client only says that it would be good to have.
        said = [
            text for text in one["issues"] if not _missing(text, allowed.get(name, ["version"]))
        ]
        assert said == []


def _missing(text: str, names: Sequence[str]) -> bool:
    return "is recommended" in text and any(f"/{name}" in text for name in names)


def test_every_type_is_loaded_as_the_value_that_it_is(tmp_path: Path) -> None:
    """Codes keep their zeros, numbers are numbers, and what is missing is missing."""
    published, _ = all_types(tmp_path)
    found = loaded(published)
    first, second, empty = found["tables"]["tabel"]
    assert first["tabel/teks"] == "001"
    assert (first["tabel/bulat"], first["tabel/angka"], first["tabel/ya"]) == (7, 1234.5, True)
    assert (first["tabel/tahun"], second["tabel/ya"]) == (2024, False)
    assert first["tabel/tanggal"] == "2024-01-05 00:00:00"
    assert first["tabel/jam"] == "07:30:00"
    assert first["tabel/daftar"] == "[1.50,2]"
    assert [empty[f"tabel/{field['name']}"] for field, *_ in ALL_TYPES] == [None] * len(ALL_TYPES)


def test_codes_with_zeros_and_marks_of_missing_values_are_what_the_csv_says(
    tmp_path: Path,
) -> None:
    fields = [
        {"name": "kode wilayah é/&", "type": "string"},
        {"name": "nilai", "type": "number"},
    ]
    given = [["64.10", "1.5"], ["01", "…"], ["64.01.01", "-2"]]
    schema = {"missingValues": ["", "…"], "primaryKey": "kode wilayah é/&"}
    published, _ = converted(tmp_path, fields, given, schema=schema)
    found = loaded(published)
    id = "tabel/kode%20wilayah%20%C3%A9%2F%26"
    assert [row[id] for row in found["tables"]["tabel"]] == [
        row["kode wilayah é/&"] for row in rows(published)
    ]
    assert [row["tabel/nilai"] for row in found["tables"]["tabel"]] == [1.5, None, -2.0]


def test_a_map_is_a_table_too(tmp_path: Path) -> None:
    published = convert(make_geo(tmp_path, FEATURES), tmp_path / "out")
    (table,) = loaded(published)["tables"].values()
    assert len(table) == published.tables[0].rows


def test_a_file_that_was_changed_is_noticed(tmp_path: Path) -> None:
    """The hashes are those of the files: the client reads no other bytes."""
    published, table = all_types(tmp_path)
    path = published.folder / next(d.name for d in table.downloads if d.format == "parquet")
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(AssertionError, match=r"[Hh]ash"):
        loaded(published)


def test_a_demonstration_says_so_and_an_official_site_does_not() -> None:
    for official in (False, True):
        for file in croissant.make(machine_site.sound(official=official)):
            assert isinstance(file.content, bytes)
            said = json.loads(file.content)["description"]
            assert ("Situs contoh, bukan situs resmi" in said) is not official


def test_what_the_project_collected_is_never_an_offices() -> None:
    made = {f.path.as_posix(): f.content for f in croissant.make(machine_site.sound())}
    found = json.loads(made["datasets/himpunan/stunting/croissant.json"])  # type: ignore[arg-type]
    assert found["creator"]["name"] == found["publisher"]["name"] == "Proyek Data Paser"


def test_without_an_address_of_the_site_there_is_none() -> None:
    assert list(croissant.make(machine_site.sound(site_url=""))) == []
    assert list(croissant.make(machine_site.bare(site_url=""))) == []
