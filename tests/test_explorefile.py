"""`jelajah.json` says what is published, in every language, whatever it is called."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from pages_site import HOSTILE, PORTAL, RESOURCE, dataset, published, site, table

from build_tools.model import (
    Category,
    ColumnProfile,
    DataSource,
    Download,
    Field,
    MissingValue,
    Past,
    Portal,
    Published,
    Site,
    Text,
    Version,
)
from build_tools.pages.explore import LISTED, explore_page, query
from build_tools.pages.explorefile import LABELS, described, explore_files
from build_tools.pages.view import View
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
ODD = ("select", "__proto__", "constructor", "nama kolom", 'kutip "dua"', "</script>")


def of(given: Site) -> dict[str, dict[str, Any]]:
    """The files of a site, by the id that they name."""
    found = {}
    for file in explore_files(given, WORDS):
        assert isinstance(file.content, bytes) and not file.lang
        data = json.loads(file.content)
        assert file.path == PurePosixPath("datasets", data["id"], "jelajah.json")
        found[data["id"]] = data
    return found


def page(given: Site, lang: str = "id") -> str:
    words, made = explore_page(View(given, WORDS[lang]))
    assert words.path == PurePosixPath("" if lang == "id" else lang, "jelajah/kata.json")
    assert isinstance(words.content, bytes) and not words.lang
    assert json.loads(words.content)["sql_words"]
    assert made.lang == lang and made.path == PurePosixPath("jelajah/index.md")
    assert isinstance(made.content, bytes)
    body = made.content.decode().partition("\nbody: ")[2].rpartition("\n---")[0]
    text: str = json.loads(body.strip())
    return text


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from keys(below)


def test_it_says_of_every_published_table_what_the_site_has() -> None:
    given = site()
    found = of(given)
    assert set(found) == {p.id for p in given.published}
    for shown in given.published:
        said = found[shown.id]["tabel"]
        assert [t["nama"] for t in said] == [t.resource.name for t in shown.tables]
        for one, made in zip(said, shown.tables, strict=True):
            files = {d.format: d for d in made.downloads}
            assert one["baris"] == made.rows
            assert one["parquet"]["bytes"] == files["parquet"].bytes
            assert one["parquet"]["sha256"] == files["parquet"].sha256
            assert one["csv"]["alamat"] == files["csv"].name
            assert [c["nama"] for c in one["kolom"]] == [c.name for c in made.columns]


def test_columns_carry_titles_units_and_labels_in_both_languages() -> None:
    columns = {c["nama"]: c for c in of(site())["himpunan/stunting"]["tabel"][0]["kolom"]}
    assert columns["tahun"]["judul"] == {"id": "Tahun", "en": "Year"}
    assert columns["nilai"] == {
        "nama": "nilai",
        "jenis": "number",
        "judul": {"id": "Prevalensi"},
        "satuan": {"id": "persen", "en": "percent"},
        "peran": "ukuran",
        "angka": True,
        "kosong": "…",
    }
    assert columns["status"]["label"][1] == ["sementara", {"id": "Sementara", "en": "Provisional"}]


def odd() -> Published:
    """A table with the names that scripts stumble over."""
    fields = tuple(
        Field(name, title=Text(HOSTILE), categories=(Category(name, Text(HOSTILE)),))
        for name in ODD
    )
    resource = replace(
        RESOURCE, fields=fields, primary_key=(ODD[0],), missing_values=(MissingValue(""),)
    )
    columns = tuple(ColumnProfile(name, 0, 1) for name in ODD)
    files = tuple(
        Download(name, kind, "text/plain", 1, "ab" * 32, "a#b")
        for name, kind in (("a#b?.csv", "csv"), ("a#b?.parquet", "parquet"))
    )
    made = replace(table(resource), resource=resource, columns=columns, downloads=files)
    return published(dataset(resources=(resource,)), tables=(made,))


def test_names_are_values_and_never_keys() -> None:
    data = described(odd(), None)
    one = data["tabel"][0]
    assert [c["nama"] for c in one["kolom"]] == list(ODD)
    assert one["kunci"] == ["select"]
    assert one["parquet"]["alamat"] == "a%23b%3F.parquet"
    assert not set(ODD) & set(keys(data))
    text = json.dumps(data)
    assert "\\u202e" not in text and "\\u0000" not in text  # what turns a sentence around


def test_a_key_that_no_column_has_is_none() -> None:
    shown = odd()
    one = shown.tables[0]
    bare = replace(one, resource=replace(one.resource, primary_key=("hilang",)))
    assert "kunci" not in described(replace(shown, tables=(bare,)), None)["tabel"][0]


def test_long_lists_of_codes_are_cut() -> None:
    codes = tuple(Category(str(n), Text(f"Kode {n}")) for n in range(LABELS + 5))
    shown = odd()
    one = shown.tables[0]
    field = replace(one.resource.fields[0], categories=codes)
    full = replace(one, resource=replace(one.resource, fields=(field, *one.resource.fields[1:])))
    said = described(replace(shown, tables=(full,)), None)["tabel"][0]["kolom"][0]
    assert len(said["label"]) == LABELS


def test_parts_are_told_with_their_listing() -> None:
    shown = odd()
    names = ("bagian/a b/daftar.json", "bagian/a b/0001.parquet", "bagian/a b/0002.parquet")
    parts = tuple(
        Download(name, name[-4:], "x", size, "0", "t")
        for name, size in zip(names, (9, 100, 50), strict=True)
    )
    one = replace(shown.tables[0], parts=parts)
    said = described(replace(shown, tables=(one,)), None)["tabel"][0]["bagian"]
    assert said == {"alamat": "bagian/a%20b/daftar.json", "bytes": 150, "banyak": 2}


def version(address: str, state: Any = "terbit", number: str = "") -> Version:
    return Version(address, address[:10], "0" * 40, state, number)


def test_the_version_is_the_newest_that_goes_out() -> None:
    past = Past(
        "x/y",
        (
            version("2026-03-03", "ditarik"),
            version("2026-02-02-2", number="2.0.0"),
            version("2026-02-02"),
            version("2026-01-01", "tertahan"),
        ),
    )
    assert described(odd(), past)["versi"] == {
        "alamat": "2026-02-02-2",
        "nomor": "2.0.0",
        "tanggal": "2026-02-02",
        "lama": ["2026-02-02"],
    }
    assert "alamat" not in described(odd(), None)["versi"]


def test_ways_to_report_leave_room_for_the_table_and_the_row() -> None:
    portal: Portal = replace(PORTAL, repository="https://github.com/contoh/data")
    ways = of(replace(site(), portal=portal))["himpunan/stunting"]["laporkan"]
    assert set(ways) == {"id", "en"}
    assert ways["id"][0]["cara"] != ways["en"][0]["cara"]
    for way in ways["id"]:
        assert way["alamat"].startswith(("https://", "mailto:"))
        assert "{baris}" in way["alamat"] and "%7Btabel%7D" in way["alamat"]


def test_it_says_who_gathered_the_data_and_what_it_cannot_tell() -> None:
    limits = Text("Angka " * 60 + "akhir", {"en": "Figures " * 60 + "end"})
    sources = (
        DataSource("Laporan A", "https://contoh.go.id/a"),
        DataSource(HOSTILE, "javascript:alert(1)"),
        DataSource("C"),
        DataSource("D"),
    )
    known = site()
    one = replace(known.published[0], held_since="2026-03-03", updated="2026-01-02")
    made = replace(one.dataset, origin="himpunan", limitations=limits, sources=sources)
    data = of(replace(known, published=(replace(one, dataset=made),)))[one.id]
    assert data["rilis"]["id"]["jenis"] == "Dihimpun, bukan rilis resmi"
    assert data["rilis"]["id"]["siapa"].endswith("dari sumber publik; bukan rilis resmi.")
    assert "ditahan karena pemeriksaan" in data["rilis"]["id"]["tahan"]
    assert data["rilis"]["en"]["jenis"] == "Compiled, not an official release"
    assert data["batas"]["id"].endswith("Angka…") and len(data["batas"]["id"]) <= 201
    assert data["batas"]["en"].endswith("Figures…")
    assert data["dari"][0] == ["Laporan A", "https://contoh.go.id/a"]
    assert data["dari"][1][1] == "" and data["lain"] == 2


def test_an_official_release_names_its_office() -> None:
    known = site()
    one = known.published[0]
    bare = replace(one.dataset, origin="resmi", limitations=Text(""), sources=())
    data = of(replace(known, published=(replace(one, dataset=bare),)))[one.id]
    assert data["rilis"]["id"]["jenis"] == "Rilis resmi"
    assert data["rilis"]["id"]["siapa"].startswith("Dirilis ")
    assert not {"batas", "dari", "lain"} & set(data) and "tahan" not in data["rilis"]["id"]


def test_the_page_lists_what_can_be_opened_and_its_csv() -> None:
    text = page(site())
    assert 'href="?t=himpunan/stunting/stunting"' in text
    assert 'href="../datasets/himpunan/stunting/stunting.csv" download' in text
    english = page(site(), "en")
    assert 'href="../../datasets/himpunan/stunting/stunting.csv" download' in english
    assert "Tables that can be opened" in english


def test_the_list_is_bounded_and_the_page_small() -> None:
    one = site().published[0]
    many = tuple(
        replace(
            one, dataset=replace(dataset(f"dinas-{n}/data-{n}"), title=Text(f"Judul {n} x{n * 7}"))
        )
        for n in range(LISTED + 20)
    )
    text = page(replace(site(), published=many, held_back=()))
    assert text.count("<li><h3>") == LISTED
    assert f"Baru {LISTED} dari {LISTED + 20} dataset" in text
    assert len(gzip.compress(text.encode(), 9)) < 4_300  # of 6,000 with the shell around it


def test_hostile_titles_cannot_leave_the_page() -> None:
    evil = replace(odd(), dataset=dataset(title=Text(HOSTILE)))
    text = page(replace(site(), published=(evil,)))
    assert "<script>alert" not in text and "<img src=x" not in text


@pytest.mark.parametrize(
    ("name", "said"),
    [("a b&c", "?t=x/y/a%20b%26c"), ("a/b", "?t=x/y/a%2Fb"), ("a+b#c", "?t=x/y/a%2Bb%23c")],
)
def test_the_query_of_a_table_can_be_read_back(name: str, said: str) -> None:
    assert query("x/y", name) == said


def test_a_table_without_parquet_is_not_listed() -> None:
    shown = odd()
    one = replace(shown.tables[0], downloads=shown.tables[0].downloads[:1])
    text = page(replace(site(), published=(replace(shown, tables=(one,)),)))
    assert "Belum ada tabel yang dapat dibuka." in text
    assert not re.search(r'href="\?t=', text)
