"""Cells under a heading that announces a number, and columns that no heading tells."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from build_tools.privacy.evidence import Evidence
from build_tools.privacy.identifiers import fits, is_mild

SOME = Random(6)


def nik() -> str:
    """The form of a NIK, of nobody: the serial is 0000."""
    day = SOME.choice((0, 40)) + SOME.randrange(1, 29)
    region = SOME.choice(("640101", "640903", "327301", "910104"))
    return f"{region}{day:02}{SOME.randrange(1, 13):02}{SOME.randrange(100):02}0000"


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("personal-nik", "6401010101900000|'6401 0101 0190 0000|6401010101900000.0|6,40101E+15"),
        ("personal-nik", "9999999999999999|6401010101900000 (ibu)|6.401.010.101.900.000"),
        ("personal-npwp", "09.000.001.9-999.000|90000019999000|9,00001E+13|0090000019999000"),
        ("personal-nip", "199001012015011000|19900101 201501 1 000|1,99001E+17|130000000"),
        ("personal-bpjs", "0001234567890|1234567890"),
        ("personal-nisn", "0051234567|51234567"),
        ("personal-medical-record", "00-12-34|001234|RM-1234|A 12.34.56"),
        ("personal-bank", "0123-01-012345-50-1|BRI 0123456789|1,23E+12|0123456789"),
        ("personal-passport", "X0000000|AB 123456|x0000000"),
        ("personal-plate", "KT 1234 AB|kt1234ab|B 1 A"),
        ("personal-mobile", "081200000000|81200000000|+62 812 0000 0000|812-0000-0000|8,12E+10"),
        ("personal-mobile", "0812 0000 0000 / 0813 0000 0000|081200000000.0|Ibu 81200000000"),
        ("personal-email", "fulan@contoh.com|fulan [at] contoh.com"),
    ],
)
def test_fits(code: str, cells: str) -> None:
    assert [cell for cell in cells.split("|") if not fits(code, cell)] == []


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("personal-nik", "12|1.234|-|tidak ada|2024|Rp 500.000|0000000000000000|64…00"),
        ("personal-npwp", "123.456.789|-|belum"),
        ("personal-bank", "5.1.02.01.01.0024|12|0|2024-01-31"),
        ("personal-bpjs", "12.500|aktif"),
        ("personal-medical-record", "31-12-2024|2024-01-31|lengkap|12"),
        ("personal-passport", "proses|12|2024"),
        ("personal-plate", "merah|4|XX 1 A"),
        ("personal-mobile", "(0543) 21234|0543-21234|112|1.250"),
        ("personal-email", "dinas@paserkab.go.id|-|kantor@desa.desa.id"),
    ],
)
def test_does_not_fit(code: str, cells: str) -> None:
    assert [cell for cell in cells.split("|") if fits(code, cell)] == []


def test_only_the_npwp_of_a_firm_is_mild() -> None:
    assert is_mild("personal-npwp", "01.000.001.6-000.000")
    assert not is_mild("personal-npwp", "09.000.001.9-000.000")
    assert not is_mild("personal-nik", "6401010101900000")


def evidence(make: Callable[[], str], count: int = 40) -> Evidence:
    found = Evidence()
    found.take((row, make()) for row in range(2, count + 2))
    return found


def column(make: Callable[[], str], count: int = 40) -> str:
    told = evidence(make, count).told()
    return told[0] if told else ""


def digits(count: int) -> str:
    return f"{SOME.randrange(10**count):0{count}}"


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("personal-nik", lambda: f"6,{SOME.choice(('40101', '40903'))}E+15"),
        ("personal-mobile", lambda: "8" + SOME.choice(("12", "13", "52", "95")) + digits(8)),
        ("personal-nisn", lambda: "00" + SOME.choice("5678") + digits(7)),
        ("personal-medical-record", lambda: f"{digits(2)}-{digits(2)}-{digits(2)}"),
        ("personal-bpjs", lambda: "000" + SOME.choice("1234") + digits(9)),
        ("personal-passport", lambda: SOME.choice("ABCX") + digits(7)),
        ("personal-bank", lambda: f"{digits(4)}01{digits(6)}50{digits(1)}"),
    ],
)
def test_columns_that_no_heading_tells(code: str, make: Callable[[], str]) -> None:
    assert column(make) == code


@pytest.mark.parametrize(
    "make",
    [
        lambda: str(SOME.randrange(10**9)),
        lambda: f"{SOME.randrange(10**9)}.{digits(8)}",
        lambda: f"8171{SOME.randrange(1, 5):02}200{SOME.randrange(9)}",  # villages of Ambon
        lambda: f"64010{SOME.randrange(9)}2{digits(3)}",
        lambda: f"{SOME.randrange(1, 29):02}-{SOME.randrange(1, 13):02}-{SOME.randrange(10, 25)}",
        lambda: f"20{SOME.randrange(10, 25)}-{SOME.randrange(1, 13):02}-01",
        lambda: f"899{digits(10)}",  # EAN
        lambda: f"3040{digits(4)}",  # NPSN
        lambda: f"9120{digits(9)}",  # NIB
        lambda: f"A{SOME.randrange(99):07}",  # a counter
        lambda: f"5.1.0{SOME.randrange(9)}.01.01.{digits(4)}",
        lambda: f"0543-{digits(5)}",
        lambda: digits(15),
    ],
)
def test_columns_of_other_things(make: Callable[[], str]) -> None:
    assert column(make, 60) == ""


def test_numbers_like_a_nik_among_others() -> None:
    """A column of them is one of NIK; one among sums is a sum; one among names is a NIK."""
    assert evidence(nik).takes_nik(sums=False)
    assert evidence(lambda: f"{nik()}.0").takes_nik(sums=False)
    assert evidence(lambda: f"{int(nik()):,}").takes_nik(sums=False)
    sums = evidence(lambda: str(SOME.randrange(10**10, 10**16)))
    sums.take([(99, nik())])
    assert not sums.takes_nik(sums=False)
    long = evidence(lambda: str(SOME.randrange(10**15, 10**16)), 400)
    assert not long.takes_nik(sums=False)
    names = evidence(lambda: "Tempat Satu")
    names.take([(99, nik())])
    assert names.takes_nik(sums=False)
    codes = evidence(lambda: f"64010{SOME.randrange(9)}2{digits(3)}")
    codes.take([(99, nik())])
    assert codes.takes_nik(sums=False)


def test_in_a_column_of_money_many_must_be_nik() -> None:
    one = Evidence()
    one.take([(2, nik())])
    assert not one.takes_nik(sums=True)
    assert evidence(nik).takes_nik(sums=True)
    assert evidence(nik, 2).takes_nik(sums=True)


def test_among_counts_one_of_16_digits_is_a_slip() -> None:
    """It is a million times as large as all others; among sums it may be a sum."""
    counts = evidence(lambda: str(SOME.randrange(10_000)))
    assert counts.takes_nik(sums=True)
    sums = evidence(lambda: str(SOME.randrange(10**12, 10**13)))
    assert not sums.takes_nik(sums=True)
