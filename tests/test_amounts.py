"""Rupiah in words: which number is told for sure, and where it is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks.amounts import Amount, amount


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("Rp 1,2 M", 1_200_000_000),
        ("Rp1,2 Miliar", 1_200_000_000),
        ("1,2 milyar rupiah", 1_200_000_000),
        ("1.2 miliar", 1_200_000_000),
        ("Rp. 500 juta", 500_000_000),
        ("500jt", 500_000_000),
        ("750 ribu", 750_000),
        ("750rb", 750_000),
        ("2 T", 2_000_000_000_000),
        ("4,45 triliun", 4_450_000_000_000),
        ("1.200.000.000", 1_200_000_000),
        ("Rp 1.200.000.000,00", 1_200_000_000),
        ("Rp1.200.000.000,-", 1_200_000_000),
        ("1,200,000,000.00", 1_200_000_000),
        ("1 200 M", None),
        ("1200000000,00", 1_200_000_000),
        ("1.200", 1_200),
        ("1.234,5 miliar", 1_234_500_000_000),
        ("IDR 900\u00a0juta", 900_000_000),
    ],
)
def test_told_for_sure(text: str, rupiah: int | None) -> None:
    assert amount(text) == (None if rupiah is None else Amount(rupiah, about=False))


@pytest.mark.parametrize("text", ["sekitar Rp 500 miliar", "± 500 M", "kurang lebih Rp500 miliar"])
def test_about_so_much(text: str) -> None:
    assert amount(text) == Amount(500_000_000_000, about=True)


@pytest.mark.parametrize(
    "text",
    [
        "1,200 M",  # a thousand, or one and a fifth
        "1.200 miliar",
        "1,200",
        "12,5",  # half a rupiah
        "1,2345 ribu",
        "1-2 M",
        "(1.200.000)",
        "-5 juta",
        "1,2 K",
        "1,2 miliar lebih",
        "dua miliar",
        "1.20.000",
        "M",
        "Rp",
        "",
        "9" * 60 + " M",
    ],
)
def test_asked(text: str) -> None:
    assert amount(text) is None


@given(st.integers(1_000, 10**15))
def test_grouped_as_an_office_writes_it(number: int) -> None:
    grouped = f"Rp {number:,}".replace(",", ".")
    assert amount(grouped) == Amount(number, about=False)


@given(st.text("0123456789.,RpMTjutarb -±", max_size=60))
def test_any_text_is_read_or_asked(text: str) -> None:
    found = amount(text)
    assert found is None or found.rupiah >= 0
