"""The hand-written pages: in both languages, and nothing in them that the site does not keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from portals import REPOSITORY

DOCS = REPOSITORY / "docs"
NAMES = [
    "tentang.md",
    "panduan/index.md",
    "aksesibilitas.md",
    "privasi.md",
    "ketentuan.md",
    "kontak.md",
    "panduan/izin-ppid.md",
    "panduan/meja.md",
]
#: The guides for agencies; those with pictures are looked at in `browser/test_pictures`.
OFFICERS = [
    f"panduan/{name}.md"
    for name in ("tabel-baru", "perbarui", "memperbaiki", "metadata", "resep", "istilah", "jadwal")
]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_there_in_both_languages(name: str) -> None:
    for path in (DOCS / name, DOCS / "en" / name):
        text = path.read_text(encoding="utf-8")
        assert re.search(r"^title: .+$", text, re.M) and re.search(r"^# .+$", text, re.M), path
        assert "![" not in text and "<" not in text, path


@pytest.mark.parametrize("name", [*NAMES, *OFFICERS])
def test_both_languages_have_the_same_sections(name: str) -> None:
    def shape(path: Path) -> list[str]:
        return re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), re.M)

    assert shape(DOCS / name) == shape(DOCS / "en" / name)


def test_no_address_is_invented() -> None:
    for name in ("kontak.md", "en/kontak.md"):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert "@" not in text and not re.search(r"\d{4,}-?\d{3,}|http", text)


def test_the_contact_page_says_that_there_is_no_address_yet() -> None:
    indonesian, english = (
        (DOCS / name).read_text(encoding="utf-8") for name in ("kontak.md", "en/kontak.md")
    )
    assert "belum diberi alamat" in indonesian and "not yet been given an address" in english
    for text in (indonesian, english):
        assert "Ada yang salah?" not in text and "Something wrong?" not in text
    assert "tidak ditemukan dalam sumber yang diperiksa sampai 23 November 2026" in indonesian
