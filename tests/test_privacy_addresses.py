"""Addresses of homes, of houses, and streets that are no address."""

from __future__ import annotations

import time

import pytest

from build_tools.privacy.addresses import look


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Jl. Melati No. 5 RT 03/RW 02", "home"),
        ("RT 04 Desa Contoh", "home"),
        ("RT. 007 RW. 002", "home"),
        ("Rt 3", "home"),
        ("Gg. Damai", "home"),
        ("Gang Contoh No. 12", "home"),
        ("Dusun II RT 4", "home"),
        ("Perum Griya Contoh Blok B/12", "home"),
        ("Blok C-12", "home"),
        ("Komplek Contoh Indah No. 7", "home"),
        ("Jl. Contoh No. 12", "house"),
        ("Jalan Contoh 45", "house"),
        ("Jln Contoh Raya KM 5, Contoh", "house"),
        ("Jl. Ahmad Yani", "street"),
        ("Jalan Jenderal Sudirman", "street"),
        ("Kantor Desa Contoh, Jl. Contoh No. 1 RT 2", "street"),
        ("Batu Kajang", ""),
        ("Desa Contoh", ""),
        ("Tanah Grogot", ""),
        ("art 03", ""),
        ("12.500", ""),
        ("Rapat koordinasi", ""),
    ],
)
def test_addresses(cell: str, expected: str) -> None:
    assert look(cell) == expected


@pytest.mark.parametrize("part", ["rt ", "perum ", "jl ", "blok ", "dusun ", "1 ", "a"])
def test_a_long_cell_does_not_take_long(part: str) -> None:
    begun = time.process_time()
    look((part * 300)[:300])
    look(part * 100_000)
    assert time.process_time() - begun < 1
