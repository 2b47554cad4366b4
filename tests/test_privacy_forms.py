"""What each number of a person is made of, and what Excel leaves of it. All serials are 0000."""

from __future__ import annotations

import pytest

from build_tools.privacy.forms import (
    bare,
    is_bpjs,
    is_budget_code,
    is_entity_npwp,
    is_mobile,
    is_nik,
    is_nip,
    is_npwp,
    is_plate,
    is_spaced_plate,
    is_sure_nik,
)
from build_tools.privacy.regions import is_district, is_regency

PASER, WOMAN, SERIAL = "640101", "410190", "0000"


@pytest.mark.parametrize(
    "digits",
    [
        "640101" + "310190",
        "640101" + "710190",  # a woman, the 31st
        "640101" + "290200",  # 29 February of a leap year
        "640101" + "690296",
        "910101" + "010180",  # Papua before it was parted
        "640501" + "010180",  # Nunukan, when it was of Kalimantan Timur
        "327901" + "010180",
        "640199" + "010180",  # no such district today: a column may still be full of them
    ],
)
def test_a_nik(digits: str) -> None:
    assert is_nik(digits + SERIAL)


@pytest.mark.parametrize(
    "digits",
    [
        "980101" + "010190",  # no such province
        "649901" + "010190",  # no such regency
        "640101" + "320190",
        "640101" + "400190",  # day 0 of a woman
        "640101" + "720190",
        "640101" + "310490",  # 31 April
        "640101" + "290201",  # 29 February of no leap year
        "640101" + "011390",
        "640101" + "010090",
    ],
)
def test_no_nik(digits: str) -> None:
    assert not is_nik(digits + SERIAL)


def test_a_number_without_any_context_needs_a_district() -> None:
    assert is_sure_nik(PASER + WOMAN + SERIAL)
    assert not is_sure_nik("640199" + WOMAN + SERIAL)
    assert not is_sure_nik(PASER + WOMAN + SERIAL + "0")


def test_regions() -> None:
    assert [is_regency(code) for code in ("6401", "6474", "6473", "6412", "6470", "0101")] == [
        *(True, True, True),  # Tarakan, 6473, is another province's today
        *(False, False, False),
    ]
    assert is_district("640110")
    assert not is_district("640100")


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("6401010101900000", "6401010101900000"),
        ("'6401010101900000", "6401010101900000"),
        ('="6401010101900000"', "6401010101900000"),
        ("6401010101900000.0", "6401010101900000"),
        ("6401010101900000,00", "6401010101900000"),
        ("6,40101E+15", "6401010000000000"),
        ("6.40101010190e+15", "6401010101900000"),
        ("6.401.010.101.900.000", "6401010101900000"),
        ("6,401,010,101,900,000.00", "6401010101900000"),
        ("64.01.01.010190.0000", "6401010101900000"),
        ("6401 0101\u00a00190 0000", "6401010101900000"),
        ("６４０１０１０１０１９０００００", "6401010101900000"),
        ("+62 812-3456-7890", "6281234567890"),
        ("(0812) 3456 7890", "081234567890"),
    ],
)
def test_a_cell_is_read_as_it_was_before_excel(cell: str, digits: str) -> None:
    found = bare(cell)
    assert found is not None
    assert found.digits == digits


@pytest.mark.parametrize(
    "cell", ["12345678.12345", "0,6401010101900000", "-6401010101900000", "NIK", "", "1E-5", "x 1"]
)
def test_what_is_no_bare_number(cell: str) -> None:
    assert bare(cell) is None


def test_what_excel_lost_is_told() -> None:
    found = bare("6,40101E+15")
    assert found is not None
    assert (found.form, found.lost) == ("scientific", 10)


def test_nip() -> None:
    assert is_nip("19900101" + "201501" + "1" + "000")
    assert is_nip("19900101" + "202221" + "2" + "000")  # contract staff
    assert not is_nip("19901301" + "201501" + "1" + "000")
    assert not is_nip("19900101" + "199001" + "1" + "000")  # appointed at birth
    assert not is_nip("19900101" + "201501" + "3" + "000")
    assert not is_nip("64010100100100100" + "0")  # a number of a land tax object


def npwp(first: str) -> str:
    """An NPWP with its check digit, of no office."""
    return next(n for d in range(10) if is_npwp(n := f"{first}{d}000000"))


def test_npwp() -> None:
    person, firm = npwp("09000001"), npwp("01000001")
    assert not is_entity_npwp(person)
    assert is_entity_npwp(firm)
    assert is_entity_npwp("0" + firm)
    assert is_entity_npwp(firm.lstrip("0"))  # a spreadsheet took the 0 away
    wrong = firm[:8] + str((int(firm[8]) + 1) % 10) + firm[9:]
    assert not is_npwp(wrong)
    assert not is_npwp("0" * 15)


def test_mobile_numbers() -> None:
    for digits in ("081200000000", "6281200000000", "62081200000000", "00628120000000"):
        assert is_mobile(digits)
    assert not is_mobile("81200000000")
    assert is_mobile("81200000000", bare=True)
    assert not is_mobile("84000000000", bare=True)  # no such network
    assert not is_mobile("054321234")


def test_plates_and_others() -> None:
    assert is_plate("KT 1234 AB")
    assert is_plate("b1a")
    assert not is_plate("XX 1234 AB")
    assert is_spaced_plate("KT 1234 AB")
    assert not is_spaced_plate("A1B")  # a code as well
    assert is_bpjs("0001234567890")
    assert not is_bpjs("0000000000123")  # a counter
    assert is_budget_code("5.1.02.01.01.0024")
    assert not is_budget_code("0123-01-012345-50-1")
