"""What looks like personal data, and what only seems to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_tools.checks import privacy
from build_tools.checks.privacy import kinds, mask, masked
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.model import Dataset, Source
from build_tools.tables.batch import Row

NIK = "6401096308900000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6401014107900000", "personal-nik"),
        ("'6401014107900000", "personal-nik"),
        ("6401 0141 0790 0000", "personal-nik"),
        ("640101-410790-0000", "personal-nik"),
        ("NIK: 6401010107900000.", "personal-nik"),
        ("081234567890", "personal-mobile"),
        ("0812-3456-7890", "personal-mobile"),
        ("+62 812 3456 7890", "personal-mobile"),
        ("WA 62812345678901", "personal-mobile"),
        ("seseorang@gmail.com", "personal-email"),
        ("seseorang@go.id.contoh.com", "personal-email"),
        ("KK 6401096308900000,6401096308900000", "personal-nik"),
        ("KK 6401096308900000, Budi", "personal-nik"),
        ("NIK-6401096308900000", "personal-nik"),
        ("64.01.09.63.08.90.0000", "personal-nik"),
        ("640109 63 08 90 0000", "personal-nik"),
        ("64010963 08900000", "personal-nik"),
        ("data/6401096308900000.csv", "personal-nik"),
        ("https://x.id/?nik=6401096308900000", "personal-nik"),
        ("https://x.id/a#6401096308900000", "personal-nik"),
        ("６４０１０９６３０８９０００００", "personal-nik"),
        ("64010963\u200b08900000", "personal-nik"),
        ("64010963\u00ad0890\u20600000", "personal-nik"),
        ("6401–0963–0890–0000", "personal-nik"),
        ("٦٤٠١٠٩٦٣٠٨٩٠٠٠٠٠", "personal-nik"),
        ("64010963<b></b>08900000", "personal-nik"),
        ("64010963**0890**0000", "personal-nik"),
        ("64010963\x000890\x000000", "personal-nik"),
        ("081234567890,081234567891", "personal-mobile"),
        ("081234567890/081234567891", "personal-mobile"),
        ("HP.081234567890", "personal-mobile"),
        ("(0812) 3456-7890", "personal-mobile"),
        ("+62 (0) 812 3456 7890", "personal-mobile"),
        ("https://wa.me/6281234567890", "personal-mobile"),
        ("budi&#64;gmail.com", "personal-email"),
        ("https://x.id/?u=budi%40gmail.com", "personal-email"),
        ("budi＠gmail.com", "personal-email"),
        ("budi<!-- -->@gmail.com", "personal-email"),
    ],
)
def test_personal(text: str, code: str) -> None:
    assert list(kinds(text)) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "1000000000000000",  # rupiah: no such region
        "6401019907900000",  # no such day
        "6401010113900000",  # no such month
        "64010101079000001",  # 17 digits
        "12345.6401010107900000",  # decimals
        "6401010107900000.55",
        "(0543) 21234",
        "0812345",
        "1.081234567890",
        "dkisp@paserkab.go.id",
        "kantor@desa.desa.id",
        "https://contoh.id/081234567890/6401010107900000",
        "64.01.01.2009",
        "https://contoh.id/statistik/detail/13824290",
        "https://contoh.id/detail/6401096308900000?halaman=2",
        "6401096308900000,50",
        "-6401096308900000",
        "0,6401096308900000",
        "62.812.345.678",
        "62812345678,50",
        "2013 2014 2015 2016",
        "sha256:a1b081234567890cdef0a1b081234567890cdef0a1b2c3d4e5f6081234567890",
        "git@github.com:contoh/portal.git",
        "paket@1.6.1",
    ],
)
def test_not_personal(text: str) -> None:
    assert list(kinds(text)) == []


def test_what_is_found_is_masked() -> None:
    assert mask("6401014107900000") == "64…00"
    assert mask("081234") == "…"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a." * 400_000 + "@",
        "a@" * 300_000,
        "@" + "a." * 300_000,
        "1.1." * 200_000,
        "0812" * 250_000,
        "0812 " * 100_000,
        "64 " * 200_000,
        "<" * 1_000_000,
        "&#64;" * 100_000,
        "a" + "\u0300\u0316" * 200_000,
        "f" * 1_000_000 + "g",
        "6401096308900000," * 40_000,
    ],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)
def test_long_texts_end(text: str) -> None:
    """The work grows with the length alone: quadratic, these would take hours."""
    list(kinds(text))
    once = masked(text)
    assert masked(once) == once


def test_a_sentence_keeps_all_but_the_number() -> None:
    assert masked(f'nilai "{NIK}" bukan tanggal') == 'nilai "64…00" bukan tanggal'
    assert masked("budi@gmail.com, +62 812-3456-7890.") == "bu…om, +62…90."
    assert masked(f"{NIK},6401096308900000") == "64…00,64…00"
    assert masked("64010963<b></b>08900000!") == "64…00!"
    assert masked("6401\u200b096308900000 x") == "64…00 x"
    assert masked("data/081234567890.csv") == "data/08…90.csv"
    assert masked("tahun 2024, 12.500 jiwa") == "tahun 2024, 12.500 jiwa"


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        f"{NIK} " * 20,
        "a@b.co@c.de@e.fg",
        "budi@gmail.com" * 9,
        f"{NIK}<b></b>14 0790 0000 3456",
        "0812 3456 7890 62 812 3456 7890 12 34 56",
        "64…00",
        "x" * 190 + NIK,
        "x" * 185 + "budi@gmailtanpa",
    ],
)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = masked(text)
    assert masked(once) == once
    assert list(kinds(once)) == []
    assert mask(mask(text)) == mask(text)


def test_a_number_cut_short_is_masked() -> None:
    """The texts of findings end after 200 characters, wherever that is."""
    cut = ("x" * 187 + " " + NIK)[:200]
    assert "64010963" not in masked(cut)
    assert "64010963" not in masked(cut[:199] + "…")


def dataset(tmp_path: Path, story: str = "", **changes: Any) -> Dataset:
    fields = [
        {"name": "kode", "type": "integer"},
        {"name": "anggaran", "type": "integer", "sdi:peran": "ukuran"},
        {"name": "nomor_induk", "type": "number", "sdi:peran": "ukuran"},
        {"name": "nomor_hp", "type": "integer"},
        {"name": "catatan", "type": "string"},
    ]
    resource = {"name": "t", "path": "data/t.csv", "schema": {"fields": fields}}
    raw = {"name": "x", "title": "X", "resources": [resource], **changes}
    source = Source("himpunan/x", tmp_path, "datapackage.yaml")
    return dataset_of(source, raw, ("id",), story)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((NIK, "1", "1", "1", "-"), [("kode", "personal-nik")]),
        (("199001012015011000", "1", "1", "1", "-"), [("kode", "personal-nip")]),
        (("9801096308900000", "1", "1", "1", "-"), []),  # no such province
        (("1", NIK, "1", "1", "-"), []),  # a measure
        (("1", "1", NIK, "1", "-"), [("nomor_induk", "personal-nik")]),
        (("1", "1", "6,40110E+15", "1", "-"), [("nomor_induk", "personal-nik")]),
        (("1", "1", "1", "81234567890", "-"), [("nomor_hp", "personal-mobile")]),
        (("081234567890", "1", "1", "1", "-"), [("kode", "personal-mobile")]),
        (("1", "1", "1", "1", f"KK {NIK}"), [("catatan", "personal-nik")]),
    ],
)
def test_the_column_comes_before_the_pattern(
    tmp_path: Path, cells: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    made = dataset(tmp_path)
    check = privacy.cells(made, made.resources[0], None)  # type: ignore[arg-type]
    results = [*check.row(Row(2, cells, (1, 1, 1, 1, "-"))), *check.end()]
    assert [(f.field, f.code) for f in results] == found
    assert all(c not in repr(results) for c in cells if len(c) > 8)


def described(made: Dataset) -> list[Finding]:
    return list(privacy.descriptor(made, None))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"description": f"KK {NIK}"},
        {NIK: "x"},
        {"sdi:catatan": {f"kk {NIK}": 1}},
        {"sdi:contoh": [{"nik": int(NIK)}]},
        {"sources": [{"title": "x", "path": f"https://x.id/?nik={NIK}"}]},
        {"resources": [{"name": "t", "path": f"data/{NIK}.csv"}]},
    ],
)
def test_names_and_values_of_the_descriptor(tmp_path: Path, changes: dict[str, Any]) -> None:
    found = described(dataset(tmp_path, **changes))
    assert {(f.code, f.severity) for f in found} == {("personal-nik", Severity.ERROR)}
    assert {f.cell for f in found} == {"64…00"}


def test_only_an_office_may_have_a_private_mail_host(tmp_path: Path) -> None:
    mail = "dinas@gmail.com"
    kinds_of = [
        [(f.code, f.severity) for f in described(dataset(tmp_path, **changes))]
        for changes in (
            {"sdi:kontak": {"nama": "Dinas", "surel": mail}},
            {"sdi:kontak": {"nama": mail}},
            {"contributors": [{"title": "x", "email": mail}]},
            {"sdi:en": {"sdi:kontak": {"surel": mail}}},
        )
    ]
    bad = [("personal-email", Severity.ERROR)]
    assert kinds_of == [[("personal-email", Severity.WARNING)], bad, bad, bad]


def test_the_story_is_read_as_it_is_shown(tmp_path: Path) -> None:
    story = "# Data\n\nKK 64010963<b\n></b>08900000\n\nTanya budi&#64;gmail.com atau 0812-3456-7890"
    found = described(dataset(tmp_path, story))
    assert [(f.file, f.row, f.code) for f in found] == [
        ("README.md", 3, "personal-nik"),
        ("README.md", 6, "personal-email"),
        ("README.md", 6, "personal-mobile"),
    ]
