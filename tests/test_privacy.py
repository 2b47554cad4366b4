"""What looks like personal data, and what only seems to."""

from __future__ import annotations

import pytest

from build_tools.checks.privacy import kinds, mask


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6401014107900002", "personal-nik"),
        ("'6401014107900002", "personal-nik"),
        ("6401 0141 0790 0002", "personal-nik"),
        ("640101-410790-0002", "personal-nik"),
        ("NIK: 6401010107900002.", "personal-nik"),
        ("081234567890", "personal-mobile"),
        ("0812-3456-7890", "personal-mobile"),
        ("+62 812 3456 7890", "personal-mobile"),
        ("WA 62812345678901", "personal-mobile"),
        ("seseorang@gmail.com", "personal-email"),
        ("seseorang@go.id.contoh.com", "personal-email"),
    ],
)
def test_personal(text: str, code: str) -> None:
    assert list(kinds(text)) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "1000000000000000",  # rupiah: no such region
        "6401019907900002",  # no such day
        "6401010113900002",  # no such month
        "64010101079000021",  # 17 digits
        "12345.6401010107900002",  # decimals
        "6401010107900002.55",
        "(0543) 21234",
        "0812345",
        "1.081234567890",
        "dkisp@paserkab.go.id",
        "kantor@desa.desa.id",
        "https://contoh.id/081234567890/6401010107900002",
        "64.01.01.2009",
    ],
)
def test_not_personal(text: str) -> None:
    assert list(kinds(text)) == []


def test_what_is_found_is_masked() -> None:
    assert mask("6401014107900002") == "64…02"
    assert mask("081234") == "…"
