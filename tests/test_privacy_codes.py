"""Numbers under headings that say nothing: whose they are, the columns beside them say."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from test_privacy_columns import HOMES, NAMES
from test_privacy_combine import told

SOME = Random(7)
DAYAK = ["Ngau", "Ipui Lencau", "Bayau", "Lisu", "Ding Bit", "Merang"]


def digits(count: int) -> str:
    return f"{SOME.randrange(10 ** (count - 2), 10 ** (count - 1))}7"


def six(make: Callable[[], str]) -> list[str]:
    return [make() for _ in range(6)]


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("plate!", lambda: f"kt {SOME.randrange(1001, 9999)} la"),
        ("plate!", lambda: f"KT{SOME.randrange(1001, 9999)}LZ"),
        ("bank!", lambda: f"{digits(4)}-{digits(2)}-{digits(6)}-{digits(2)}-1"),
        ("bank!", lambda: digits(SOME.choice((10, 13, 15)))),
        ("nisn!", lambda: "11" + digits(7)),
        ("medical-record!", lambda: digits(6)),
        ("medical-record!", lambda: f"{digits(2)}.{digits(2)}.{digits(2)}"),
        ("passport!", lambda: "x" + digits(7)),
    ],
)
def test_beside_names_they_are_somebodys(code: str, make: Callable[[], str]) -> None:
    assert told({"kolom_1": NAMES, "kolom_2": six(make)})["kolom_2"] == code


@pytest.mark.parametrize(
    "make",
    [
        lambda: f"{SOME.randrange(1, 900)}50000",
        lambda: f"64.01.01.20{SOME.randrange(10, 99)}",
        lambda: str(SOME.randrange(1, 500)),
        lambda: f"2024-01-{SOME.randrange(10, 28)}",
        lambda: f"{SOME.random() * 90:.6f}",
    ],
)
def test_sums_codes_days_and_counts_are_not(make: Callable[[], str]) -> None:
    assert "kolom_2" not in told({"kolom_1": NAMES, "kolom_2": six(make)})


def test_a_series_is_a_count_of_rows() -> None:
    assert "kolom_2" not in told({"kolom_1": NAMES, "kolom_2": [f"10000{n}" for n in range(6)]})


def test_without_persons_nobodys() -> None:
    assert told({"kolom_1": ["Aula", "Balai"] * 3, "kolom_2": six(lambda: digits(10))}) == {}


def test_plates_beside_offices_are_worth_a_look_only() -> None:
    offices = ["Dinas Sosial", "Dinas Kesehatan", "Bappeda", "RSUD", "Kecamatan A", "Kantor B"]
    plates = six(lambda: f"KT {SOME.randrange(1001, 9999)} E")
    assert told({"kolom_1": plates, "kolom_2": offices}) == {"kolom_1": "plate"}
    assert told({"kolom_1": plates, "kolom_2": NAMES})["kolom_1"] == "plate!"


def test_names_that_no_list_has_are_told_by_what_stands_beside() -> None:
    held = {"Nama": "name!", "Alamat": "address!"}
    assert told({"Nama": DAYAK, "Alamat": HOMES}) == held
    assert told({"kolom_1": DAYAK, "kolom_2": HOMES}) == {
        "kolom_1": "name!", "kolom_2": "address!",
    }  # fmt: skip
    assert told({"Nasabah": DAYAK, "Plafon": six(lambda: digits(8))})["Nasabah"] == "name!"
    assert told({"Nama": DAYAK, "Tahun": ["2020"] * 6}) == {}


def test_rt_and_rw_in_two_columns_are_a_home() -> None:
    rt, rw = ["001", "002", "011", "003", "004", "012"], ["002", "001", "003", "002", "001", "004"]
    places = ["Kuaro", "Muara Komam", "Batu Kajang", "Kuaro", "Lolo", "Long Ikis"]
    found = told({"F2": NAMES, "F3": rt, "F4": rw, "F5": places})
    assert found == {"F2": "name!", "F3": "address!", "F4": "address!"}
