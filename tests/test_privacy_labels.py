"""Numbers that a word before them tells, in running text; and other numbers behind such words."""

from __future__ import annotations

import pytest

from build_tools.privacy.text import find, kinds, masked

NIK = "640101" + "410190" + "0000"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("NPWP: 09.000.001.9-999.000", "personal-npwp", "NPWP: 09…00"),
        ("NPWP 090000019999000", "personal-npwp", "NPWP 09…00"),
        ("09.000.001.9-999.000", "personal-npwp", "09…00"),
        ("No. Rek. BRI 0123-01-012345-50-1", "personal-bank", "No. Rek. BRI 01…-1"),
        ("rekening Mandiri a.n. Fulan 123-00-1234567-8", "personal-bank", None),
        ("norek 0123456789", "personal-bank", "norek 01…89"),
        ("Nomor rekening BPD Kaltimtara: 0012345678", "personal-bank", None),
        ("NIP. 19900101 201501 1 000", "personal-nip", "NIP. 19…00"),
        ("199001012015011000", "personal-nip", "19…00"),
        ("paspor X0000000", "personal-passport", "paspor X0…00"),
        ("Passport no. X 0000000", "personal-passport", None),
        ("No. BPJS 0001234567890", "personal-bpjs", "No. BPJS 00…90"),
        ("kartu 0001234567890", "personal-bpjs", None),
        ("nopol KT 1234 AB", "personal-plate", "nopol KT…AB"),
        ("kendaraan kt 12 c", "personal-plate", None),
        ("NISN: 0051234567", "personal-nisn", "NISN: 00…67"),
        ("No RM 001234", "personal-medical-record", "No RM …"),
        ("rekam medis 00.12.34", "personal-medical-record", None),
        ("HP 812-0000-0000", "personal-mobile", "HP 81…00"),
        ("089 000 0000", "personal-mobile", None),
        (f"KTP {NIK} atas nama Fulan", "personal-nik", None),
        (f"KK {NIK[:6]}/{NIK[6:12]}/{NIK[12:]}", "personal-nik", None),
        ("NIK 9999999999999999", "personal-nik", "NIK 99…99"),  # the word is enough
    ],
)
def test_labelled(text: str, code: str, shown: str | None) -> None:
    assert list(kinds(text)) == [code]
    assert list(kinds(masked(text))) == []
    assert shown in {None, masked(text)}


@pytest.mark.parametrize(
    "text",
    [
        f"Rp {NIK}",
        f"Rp{NIK},-",
        f"pagu {NIK}",
        f"{NIK} rupiah",
        "kode rekening 5.1.02.01.01.0024",
        "rekening 5.1.02.01.01.0024",
        "rekening listrik Rp 1.234.567.890",
        "rekening koran 2023",
        "BRI 1.234.567.890 rupiah",
        "bank BRI 12 unit",
        "BNI 46",
        "BPJS Kesehatan 123.456 jiwa",
        "KTP elektronik sebanyak 1234567890123456",
        "KK 12.345",
        "HP 12 unit",
        "plat merah 12 unit",
        "kendaraan roda 4: 12 unit",
        "rekam medis 12-03-2024",
        "NPSN 30401234",
        "NIB 9120001234567",
        "ISBN 978-602-1234-56-7",
        "8991234567890",
        "20240131T081234",
        "2024-01-31T08:12:34.567890",
        "64.01.01.2001",
        "6401012001",
        "-1.9081234567,116.0812345678",
        "PDRB 123456789.08123456",
        "123e4567-e89b-12d3-a456-426614174000",
        "NOP 64.01.010.001.001-0001.0",
        "DPA/A.1/2.16.0.00.0.00.01.0000/001/2024",
        "kode barang 1.3.2.05.02.06.001",
        "tahun 2019-2024",
        "(0543) 21234",
        "Telp. (0543) 21234",
    ],
)
def test_not_labelled(text: str) -> None:
    assert list(kinds(text)) == []
    assert masked(text) == text


def test_the_npwp_of_a_firm_is_mild() -> None:
    firm = "01.000.001.6-000.000"
    assert [found.mild for found in find(f"NPWP {firm}")] == [True]
    assert [found.mild for found in find("NPWP 09.000.001.9-000.000")] == [False]


@pytest.mark.parametrize("piece", ["NIK ", "rek 12.", "no rm 1 ", "paspor A", "bri 1-", "nip 19 "])
def test_many_labels_end(piece: str) -> None:
    text = piece * 20_000
    assert list(kinds(masked(text))) == list(kinds(masked(masked(text))))
