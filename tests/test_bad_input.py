"""Valid and odd datasets in the built site: every page stays whole and says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from links import Page, read
from odd_portal import RTL, TITLE, ids, odd_portal
from portals import REPOSITORY

from build_tools.audit import audit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = odd_portal(tmp_path_factory.mktemp("odd"))
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root), "--quiet"]
    done = subprocess.run([*command, "--as-of", "2026-01-15"], cwd=REPOSITORY, check=False)
    assert done.returncode == 1  # one dataset is held back, on purpose
    return root / "site"


def page(site: Path, id: str, lang: str = "") -> Page:
    return read((site / lang / "datasets/dkisp" / id / "index.html").read_text(encoding="utf-8"))


def test_the_site_of_odd_datasets_passes_its_own_audit(odd: Path) -> None:
    found = audit(odd)
    assert [(f.code, f.file) for f in found.findings] == []


@pytest.mark.parametrize("id", ids())
def test_every_odd_dataset_has_a_page_with_its_table(odd: Path, id: str) -> None:
    for lang in ("", "en"):
        found = page(odd, id, lang)
        assert found.named("h1") and found.named("table"), id
        assert "tabel.csv" in str(found.elements)


def test_a_title_of_300_characters_is_whole_where_it_is_the_heading(odd: Path) -> None:
    assert TITLE[:300].strip() in page(odd, "judul-panjang").words


def test_what_has_no_english_is_marked_on_the_english_page(odd: Path) -> None:
    html = (odd / "en/datasets/dkisp/tanpa-inggris/index.html").read_text(encoding="utf-8")
    assert '<span lang="id">Rekaan tanpa-inggris</span>' in html
    assert "(only in Indonesian)" in html or "(in Indonesian only)" in html


@pytest.mark.parametrize("id", ["satu-baris", "satu-kolom", "tanpa-angka", "hanya-kosong"])
def test_what_carries_no_series_has_no_line_and_no_sentence_of_change(odd: Path, id: str) -> None:
    found = page(odd, id)
    assert "naik" not in found.words and "turun" not in found.words
    assert not any("pd-svg" in e.get("class", "") for e in found.named("svg"))


def test_gaps_in_time_are_named_and_never_bridged(odd: Path) -> None:
    html = (odd / "datasets/dkisp/berlubang/index.html").read_text(encoding="utf-8")
    words = read(html).words
    assert "2017" in words and "2018" in words  # named as missing
    line = html.split('class="l" d="')[1].split('"')[0]
    assert line.count("M") >= 2


def test_areas_without_a_boundary_are_named_beside_the_map(odd: Path) -> None:
    words = page(odd, "wilayah-asing").words
    assert "Kecamatan 99" in words
    assert words.count("Kecamatan 99") >= 2  # in the bars or the note, and in the table


def test_huge_and_negative_numbers_are_shown_with_all_their_digits(odd: Path) -> None:
    words = page(odd, "negatif-raksasa").words
    assert "−5" in words
    assert "1" + ".000" * 13 in words


def test_writing_from_right_to_left_does_not_turn_the_page_around(odd: Path) -> None:
    for lang in ("", "en"):
        found = page(odd, "rtl-emoji", lang)
        assert RTL in found.words
        assert not any("dir" in attributes for _, attributes in found.elements)


def test_a_key_figure_whose_dataset_is_held_back_says_so(odd: Path) -> None:
    words = read((odd / "index.html").read_text(encoding="utf-8")).words
    start = words.index("Tertahan")
    assert "ditahan" in words[start : start + 120]
    assert "Berlubang" in words
