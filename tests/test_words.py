"""Numbers, dates and sizes as readers of each language expect them; both know every sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from build_tools import reports
from build_tools.findings import error
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("1234567.50", "1.234.567,50", "1,234,567.50"),
        ("-2.1", "−2,1", "−2.1"),
        (0, "0", "0"),
        ("1E+3", "1.000", "1,000"),
        ("bukan angka", "bukan angka", "bukan angka"),
        ("NaN", "NaN", "NaN"),
    ],
)
def test_numbers(value: str, indonesian: str, english: str) -> None:
    assert (ID.number(value), EN.number(value)) == (indonesian, english)


@pytest.mark.parametrize(
    ("iso", "indonesian", "english"),
    [
        ("2026-08-17", "17 Agustus 2026", "17 August 2026"),
        ("2026-05", "Mei 2026", "May 2026"),
        ("2026", "2026", "2026"),
        ("2026-13", "2026-13", "2026-13"),
        ("2026-08-17T10:30:00Z", "17 Agustus 2026", "17 August 2026"),
        ("kapan-kapan", "kapan-kapan", "kapan-kapan"),
        *(
            (text, text, text)
            for text in (
                "2023-11-08 s.d. 2023-11-10",
                "2023-11-08/",
                "2023-02-31",
                "0000-01-01",
                "2023-²-01",
                "2023-1²-01",
                "٢٠٢٣-١١-٠٨",
                "8/11/2023",
                "12345678901234",
                "2023-0",
                "2023-11-08\n",
                "",
            )
        ),
    ],
)
def test_dates(iso: str, indonesian: str, english: str) -> None:
    assert (ID.date(iso), EN.date(iso)) == (indonesian, english)


def test_sizes() -> None:
    assert [ID.size(n) for n in (0, 999, 5600, 531_000, 12_400_000)] == [
        "0 B",
        "999 B",
        "5,6 KB",
        "531 KB",
        "12 MB",
    ]


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"ui\.tiada"):
        ID("ui.tiada")


def keys(texts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for key, value in texts.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{path}{key}.")
        else:
            yield f"{path}{key}"


def placeholders(text: object) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}


@pytest.mark.parametrize(
    "file",
    [
        "ui",
        "findings",
        "formats",
        "cli",
        "scaffold",
        "portal",
        "promises",
        "figures",
        "services",
        "smartcity",
    ],
)
def test_both_languages_say_the_same_things(file: str) -> None:
    indonesian, english = set(keys(ID.section(file))), set(keys(EN.section(file)))
    singular = {key for key in english if key.endswith("_one")}  # English alone needs one
    assert indonesian == english - singular
    assert {key.removesuffix("_one") for key in singular} <= indonesian
    for key in indonesian:
        text, other = ID.section(f"{file}.{key}"), EN.section(f"{file}.{key}")
        if isinstance(text, str):
            assert placeholders(text) == placeholders(other), key


def test_reports_name_place_value_and_what_to_do() -> None:
    found = error(
        "type-error",
        dataset="dkisp/contoh",
        file="data/tabel.csv",
        row=7,
        column=3,
        field="tanggal",
        cell="31/01",
        type="date",
    )
    text = reports.text([found], ID)
    assert "datasets/dkisp/contoh/data/tabel.csv" in text
    assert "C7" in text and '"31/01"' in text and "Betulkan selnya" in text


def test_reports_cannot_be_broken_out_of() -> None:
    """Cells go to terminals, git hosts and comments: none of them may take them as commands."""
    evil = "\x1b[2J::error::x\r\n| <img src=x onerror=alert(1)> @semua `x`"
    found = error(
        "category",
        dataset="a/b",
        file="data/x.csv",
        row=2,
        column=1,
        field="f",
        cell=evil,
        expected="a",
    )
    assert "\x1b" not in reports.text([found], ID)
    assert len(reports.github([found], ID).splitlines()) == 2
    table = reports.markdown([found], ID).splitlines()
    assert len(table) == 5
    assert "<img" not in table[-1] and "@semua" not in table[-1] and "`" not in table[-1]
    assert len(reports.as_json([found], ID).splitlines()) == 1
