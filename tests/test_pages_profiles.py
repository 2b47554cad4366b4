"""The guide's pages about profiles: every profile, every column, in both languages."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pages_site import PORTAL
from portals import REPOSITORY
from test_pages_render import body, meta
from test_pages_words import flat, gaps

from build_tools import profiles
from build_tools.catalogues import sitemap
from build_tools.model import FREQUENCIES, OutputFile, Site
from build_tools.pages.profiles import GROUPS, Column, columns, filled, notes, profile_pages
from build_tools.pages.view import View
from build_tools.words import Words, all_words

WORDS = all_words(("id", "en"))
KNOWN = profiles.all_profiles()
EMPTY = Site(PORTAL, ())

Files = Mapping[tuple[str, str], OutputFile]


@pytest.fixture(scope="module")
def files() -> Files:
    made = (file for lang in WORDS for file in profile_pages(View(EMPTY, WORDS[lang])))
    return {(file.lang, file.path.as_posix()): file for file in made}


def column(profile: str, name: str, lang: str = "id") -> Column:
    found = columns(View(EMPTY, WORDS[lang]), KNOWN[profile])
    return next(c for c in found if c.name == name)


def said(profile: str, lang: str = "id") -> list[str]:
    """The notes of a profile without their marks."""
    made = notes(View(EMPTY, WORDS[lang]), KNOWN[profile])
    return [re.sub(r"</?code>", "", str(note)) for note in made]


def test_the_index_names_every_profile_once_and_links_its_page(files: Files) -> None:
    assert sorted(name for _, names in GROUPS for name in names) == list(KNOWN)
    for lang in ("id", "en"):
        page = body(files, "panduan/profil", lang)
        links = [a["href"] for a in page.named("a") if "panduan/profil/" in a["href"]]
        assert sorted(links) == [f"../../panduan/profil/{name}/" for name in KNOWN]
        anchors = {li["id"] for li in page.named("li") if li.get("id")}
        assert anchors == set(KNOWN)
        for name in KNOWN:
            assert (lang, f"panduan/profil/{name}/index.md") in files


@pytest.mark.parametrize("name", KNOWN)
def test_a_profiles_page_tells_what_to_fill_and_how_to_begin(files: Files, name: str) -> None:
    for lang in ("id", "en"):
        page = body(files, f"panduan/profil/{name}", lang)
        assert f"terbuka new <opd> --profil {name}" in page.words
        assert KNOWN[name].description.get(lang) in page.words
        rows = [tr["id"] for tr in page.named("tr") if tr.get("id")]
        assert rows == [f"kolom-{column}" for column in KNOWN[name].columns]
        for shown in columns(View(EMPTY, WORDS[lang]), KNOWN[name]):
            assert shown.title.get(lang) in page.words
            assert shown.description.get(lang) in page.words
            assert shown.filled in page.words


def test_when_a_column_must_be_filled() -> None:
    given = {
        ("rapat", "tanggal"): "always",
        ("pernyataan", "sumber_url"): "always",
        ("program", "opd_id"): "official",
        ("rapat", "sumber_url"): "compiled_absent",
        ("rapat", "nama"): "empty",
        ("rapat", "catatan"): "absent",
    }
    for (profile, name), expected in given.items():
        field = KNOWN[profile].field(name)
        assert field is not None
        assert filled(KNOWN[profile], field) == expected, (profile, name)


def test_a_stage_of_the_budget_is_always_asked_for() -> None:
    assert column("anggaran", "tahap").filled == "Selalu."


def test_allowed_values_are_told() -> None:
    assert [code for code, _ in column("rapat", "jenis").codes] == [
        *("dewan-smart-city", "tim-pelaksana", "lainnya")
    ]
    assert column("evaluasi", "peringkat", "en").limits == ("At least 1.",)
    assert column("rapat", "risalah_url").limits == (
        "Alamat lengkap, diawali https:// atau http://.",
    )
    assert column("penghargaan", "id").limits == ("Hanya huruf kecil, angka, dan tanda hubung.",)
    (reference,) = column("capaian", "indikator_id").limits
    assert "panduan/profil/indikator/" in reference and "<code>id</code>" in reference


def test_a_measure_tells_its_unit() -> None:
    assert column("permohonan_informasi", "masuk", "en").unit.get("en") == "requests"
    assert not column("rapat", "tempat").unit


def test_what_is_checked_of_rows_is_told() -> None:
    assert said("rapat") == [
        "tanggal, jenis: isinya (bila lebih dari satu kolom, gabungannya) tidak boleh sama "
        "pada dua baris.",
        "tanggal: tidak boleh sesudah hari pemeriksaan.",
        "risalah_url: dokumennya harus dapat dibuka siapa saja tanpa masuk akun.",
    ]
    assert "kutipan: at most 25 words." in said("pernyataan", "en")
    assert "Peringkat tidak melebihi jumlah peserta. (peringkat &lt;= jumlah_peserta)" in said(
        "evaluasi"
    )
    assert any(note.startswith("nama: the same name") for note in said("aplikasi", "en"))
    assert "diperiksa: tidak boleh sebelum tanggal." in said("pernyataan")
    assert "alamat: bila untuk umum, harus dapat dibuka siapa saja." in said("aplikasi")
    assert any("for the same opd_id" in note for note in said("program", "en"))


def test_no_page_is_heavy(files: Files) -> None:
    for (lang, path), file in files.items():
        weight = len(gzip.compress(meta(file)["body"].encode(), 9))
        assert weight < 5_000, (lang, path, weight)


def test_both_languages_of_the_words_have_the_same_keys_and_gaps() -> None:
    indonesian, english = (dict(flat(Words.load(x).section("profiles"))) for x in ("id", "en"))
    assert indonesian.keys() == english.keys()
    for key, text in indonesian.items():
        assert gaps(text) == gaps(english[key]), key


def test_the_pages_are_on_the_map() -> None:
    known = {path for path, _ in sitemap.pages(EMPTY)}
    assert "panduan/profil/" in known
    assert {f"panduan/profil/{name}/" for name in KNOWN} <= known


def test_lists_that_stand_elsewhere_too_are_the_same() -> None:
    frequencies = column("daftar_data", "frekuensi")
    assert tuple(code for code, _ in frequencies.codes) == FREQUENCIES
    for code, label in frequencies.codes:
        for lang in ("id", "en"):
            assert label.get(lang) == WORDS[lang](f"ui.frequency.{code}")
    sought = {code for code, _ in column("sumber_diperiksa", "profil").codes}
    assert sought == set(KNOWN) - {"catatan_angka_nilai", "sumber_diperiksa"}


@pytest.mark.parametrize("guide", ["docs/panduan", "docs/en/panduan"])
def test_the_guide_leads_to_the_profiles(guide: str) -> None:
    for name in ("index.md", "deskriptor.md"):
        assert "(profil/index.md)" in Path(REPOSITORY, guide, name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_no_column_that_must_be_filled_says_that_it_may_stay_empty(name: str) -> None:
    needed = [f for f in KNOWN[name].fields if filled(KNOWN[name], f) in {"always", "official"}]
    assert needed
    for field in needed:
        assert "kosong bila" not in field["description"], field["name"]
        assert "empty if" not in field["sdi:en"]["description"], field["name"]
