"""Headings with a slip of the hand are read as they were meant; other words stay what they are."""

from __future__ import annotations

import pytest

from build_tools.privacy import roles
from build_tools.privacy.headers import announced
from build_tools.privacy.spelling import mended


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("laihr", "lahir"),
        ("rekneing", "rekening"),
        ("alaamt", "alamat"),
        ("pjeabat", "pejabat"),
        ("tanggall", "tanggal"),
        ("kendraan", "kendaraan"),
        ("kepednudukna", "kependudukan"),
    ],
)
def test_a_slip_is_mended(word: str, meant: str) -> None:
    assert mended(word) == meant


@pytest.mark.parametrize(
    "word",
    [
        *("badan", "bidan", "empat", "tangga", "tanggap", "kontrak", "kotak", "koran", "peringkat"),
        *(
            "pemilih",
            "penjabat",
            "lahan",
            "kelapa",
            "rasional",
            "bandung",
            "lahar",
            "warna",
            "sisa",
        ),
    ],
)
def test_words_of_their_own_stay(word: str) -> None:
    assert mended(word) == word


def test_headings_announce_what_was_meant() -> None:
    assert roles.role("Tanggal Laihr") == "birth"
    assert roles.role("Nama Pjeabat") == "official"
    assert roles.role("alaamt_peserta") == "address"
    assert announced("No Rekneing") == "personal-bank"
    assert announced("Nomor Peringkat") == ""
