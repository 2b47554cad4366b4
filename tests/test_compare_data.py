"""What can be compared in a browser: which files read there as they do here, what the page says."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pages_site import HOSTILE, PORTAL
from tables import batch_of, dataset, resource
from versions_site import COLUMNS, GIZI, TABLE, file, past, secret, version

from build_tools.model import Past, Site, Text, VersionTable
from build_tools.pages.compare import Comparing, comparing
from build_tools.pages.view import View
from build_tools.versions import plain
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
SCHEMA: dict[str, Any] = {
    "fields": [{"name": "nama", "type": "string"}, {"name": "nilai", "type": "number"}]
}


def offered(given: Past, lang: str = "id") -> Comparing:
    found = comparing(View(Site(PORTAL, ()), WORDS[lang]), given, 100)
    assert found
    return found


@pytest.mark.parametrize(
    ("content", "rest", "expected"),
    [
        ("nama,nilai\nA,1\n", {}, True),
        ("\ufeffnama,nilai\r\nA,1\r\n", {}, True),
        ('"nama",nilai\nA,1\n', {"dialect": {"delimiter": ",", "quoteChar": '"'}}, True),
        ("nama;nilai\nA;1\n", {"dialect": {"delimiter": ";"}}, False),
        ("nama,nilai\n'A',1\n", {"dialect": {"quoteChar": "'"}}, False),
        ("nama,nilai\nA,1\n", {"encoding": "windows-1252"}, False),
        ("nilai,nama\n1,A\n", {}, False),
        (b"nama\xff,nilai\nA,1\n", {}, False),
    ],
)
def test_only_commas_quotes_and_utf_8_are_plain(
    tmp_path: Path, content: str | bytes, rest: dict[str, Any], expected: bool
) -> None:
    made = dataset(tmp_path, content, SCHEMA, **rest).resources[0]
    assert plain.is_plain(tmp_path / "t.csv", made) is expected


def test_cells_must_read_as_they_stand() -> None:
    given = resource(SCHEMA)
    assert plain.as_it_stands(batch_of(given, [["A", "1.50"], ["", ""], ["B", "lima"]]))
    comma = {"fields": [SCHEMA["fields"][0], {**SCHEMA["fields"][1], "decimalChar": ","}]}
    assert not plain.as_it_stands(batch_of(resource(comma), [["A", "1,5"]]))


def test_what_stands_for_no_value_must_be_the_same_in_all_columns() -> None:
    assert plain.missing(resource(SCHEMA)) == ()
    assert plain.missing(resource({**SCHEMA, "missingValues": ["-", ""]})) == ("", "-")
    own = {"fields": [SCHEMA["fields"][0], {**SCHEMA["fields"][1], "missingValues": ["-"]}]}
    assert plain.missing(resource(own)) is None


def test_the_page_says_which_files_there_are() -> None:
    tables = version("2026-03-01").tables
    workbook = VersionTable("lain", Text("Lain"), 7, COLUMNS, file("lain.geojson", TABLE))
    found = offered(
        past(
            GIZI,
            version("2026-03-01", "1.1.0", tables=(*tables, workbook)),
            secret("2026-02-01", "ditarik"),
            version("2026-01-01", "1.0.0"),
        )
    )
    assert found.tables == (("gizi", "Gizi"), ("lain", "Lain"))
    first = [0, 120, len(TABLE), 0, "gizi.csv"]
    data = json.loads(found.data)
    assert data["versions"] == {
        "2026-03-01": [first, [1, 7, len(TABLE), -1, "lain.geojson"]],
        "2026-01-01": [first],
    }
    assert data["forms"] == [[["wilayah"], ["nilai"], [""]]]
    assert "rahasia" not in found.data.lower()


def test_nothing_is_offered_where_there_are_no_two_to_compare() -> None:
    view = View(Site(PORTAL, ()), WORDS["id"])
    bare = tuple(replace(t, plain=False) for t in version("2026-01-01").tables)
    for versions in (
        (version("2026-02-01"), secret("2026-01-01", "tertahan")),
        (version("2026-02-01", tables=bare), version("2026-01-01", tables=bare)),
        (version("2026-02-01", tables=()), version("2026-01-01")),
    ):
        assert comparing(view, past(GIZI, *versions), 100) is None


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_long_and_hostile_history_stays_small(lang: str) -> None:
    tables = tuple(
        VersionTable(
            *(f"tabel-{n}", Text(HOSTILE), 1_000 + n, ((HOSTILE * 40, "number"),) * 9),
            file(f"tabel-{n}.csv", TABLE),
            plain=True,
            key=(HOSTILE,),
        )
        for n in range(60)
    )
    hundred = [version(f"2026-01-01-{n}", tables=tables[:3]) for n in range(100, 1, -1)]
    usual = [version(f"2026-01-01-{n}") for n in range(100, 1, -1)]
    assert comparing(View(Site(PORTAL, ()), WORDS[lang]), past(GIZI, *hundred), 100) is None
    found = offered(past(GIZI, *usual), lang)
    assert len(json.loads(found.data)["versions"]) == 99
    assert len(gzip.compress(f"{found.data}{found.words}".encode(), 9)) <= 1_600
    wide = [version(f"2026-01-01-{n}", tables=_small(n)) for n in range(100, 1, -1)]
    found = offered(past(GIZI, *wide), lang)
    assert len(found.data) <= 26_000 and len(found.tables) == 20


def _small(at: int) -> tuple[VersionTable, ...]:
    return tuple(
        VersionTable(f"t{n}", Text(), at, COLUMNS, file(f"t{n}.csv", TABLE), plain=True)
        for n in range(30)
    )
