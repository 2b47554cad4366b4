"""Columns together: what identifies a person holds back, the rest is for somebody to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from test_privacy_columns import BIRTHS, HOMES, NAMES, SCHOOLS, column

from build_tools.privacy.combine import Verdict, verdicts

SIX = ["a", "b", "c", "d", "e", "f"]
OFFICES = ["LPK Contoh A", "LPK Contoh B", "LPK C", "LPK D", "LPK E", "LPK F"]
LATITUDES = [f"-1.9012{n}" for n in range(6)]
LONGITUDES = [f"116.1923{n}" for n in range(6)]
ILL = ["TB", "DBD", "Diare", "TB", "ISPA", "TB"]


def of(table: Mapping[str, Sequence[str]], title: str = "") -> list[Verdict]:
    """The verdicts on a table."""
    return verdicts([column(name, cells) for name, cells in table.items()], title)


def told(table: Mapping[str, Sequence[str]], title: str = "") -> dict[str, str]:
    """By column, the code's last word, with "!" where it holds the table back."""
    names = list(table)
    return {
        names[v.column]: v.code.removeprefix("personal-") + ("!" if v.severity == "error" else "")
        for v in of(table, title)
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"nama": NAMES}, {"nama": "name"}),
        ({"nama": NAMES, "jam_buka": SIX}, {"nama": "name"}),
        ({"nama": NAMES, "jabatan": SIX}, {"nama": "name"}),
        ({"nama": NAMES, "alamat": HOMES}, {"nama": "name!", "alamat": "address!"}),
        ({"c1": NAMES, "c2": HOMES}, {"c1": "name!", "c2": "address!"}),
        ({"nama": NAMES, "tanggal_lahir": BIRTHS}, {"nama": "name!", "tanggal_lahir": "birth!"}),
        ({"c1": NAMES, "c2": BIRTHS}, {"c1": "name!", "c2": "birth!"}),
        ({"nama": NAMES, "diagnosa": ILL}, {"nama": "name!", "diagnosa": "sensitive!"}),
        (
            {"nama": NAMES, "lat": LATITUDES, "long": LONGITUDES},
            {"nama": "name!", "lat": "location!", "long": "location!"},
        ),
        (
            {"nama": NAMES, "desa": SIX, "rt": list("123456")},
            {"nama": "name!", "rt": "address!"},
        ),
        (
            {"nama_anak": NAMES, "nama_ibu": NAMES[::-1]},
            {"nama_anak": "name!", "nama_ibu": "name!"},
        ),
        ({"nama_pemilik": NAMES, "nama_usaha": OFFICES, "alamat": HOMES},
         {"nama_pemilik": "name!", "alamat": "address!"}),
        ({"nama_siswa": NAMES, "kelas": SIX}, {"nama_siswa": "name!"}),
    ],
)  # fmt: skip
def test_of_persons(table: dict[str, list[str]], expected: dict[str, str]) -> None:
    assert told(table) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"nama_sekolah": SCHOOLS, "alamat": HOMES}, {}),
        ({"nama": SCHOOLS, "alamat": HOMES, "lat": LATITUDES, "long": LONGITUDES}, {}),
        ({"nama_lembaga": OFFICES, "alamat": HOMES, "nama_pimpinan": NAMES},
         {"nama_pimpinan": "name"}),
        ({"desa": SIX, "kepala_desa": NAMES, "alamat": HOMES, "lat": LATITUDES, "lon": LONGITUDES},
         {"kepala_desa": "name"}),
        ({"lokasi": SIX, "lat": LATITUDES, "long": LONGITUDES}, {}),
        ({"penyakit": ILL, "laki_laki": list("123456"), "perempuan": list("123456")}, {}),
        ({"agama": SIX, "jenis_kelamin": ["L", "P"] * 3, "pendapatan": list("123456")}, {}),
        ({"nama_desa": SIX, "rt": list("123456"), "jumlah": list("123456")}, {}),
        ({"pengarang": NAMES, "judul": SIX}, {}),
    ],
)  # fmt: skip
def test_of_something_else(table: dict[str, list[str]], expected: dict[str, str]) -> None:
    assert told(table) == expected


def test_an_official_with_private_data_beside_is_no_longer_only_that() -> None:
    assert told({"ketua": NAMES, "tanggal_lahir": BIRTHS})["ketua"] == "name!"


def test_beside_a_number_of_a_person_all_else_holds_back() -> None:
    numbers = column("nik", SIX, announced="personal-nik")
    found = verdicts([numbers, column("tanggal_lahir", BIRTHS), column("alamat", HOMES)])
    assert [(v.code, v.severity.value) for v in found] == [
        ("personal-birth", "error"),
        ("personal-address", "error"),
    ]
    assert found[0].beside == ("nik", "alamat")


def test_a_title_tells_who_the_names_are() -> None:
    assert told({"nama": NAMES}, "Daftar pasien TB")["nama"] == "name!"
    assert of({"nama": NAMES}, "Penerima bantuan sosial")[0].beside == ("penerima bantuan",)
    assert told({"nama": NAMES, "jabatan": SIX}, "Kader balita")["nama"] == "name"


def test_name_and_address_in_one_cell() -> None:
    both = [f"{name}, {home}" for name, home in zip(NAMES, HOMES, strict=True)]
    assert told({"uraian": both}) == {"uraian": "address!"}


def test_a_line_list_without_names_is_warned_of() -> None:
    table = {"jk": ["L", "P"] * 3, "tanggal_lahir": BIRTHS, "diagnosa": ILL}
    assert told(table) == {"tanggal_lahir": "birth", "diagnosa": "sensitive"}


def test_a_verdict_names_the_first_row_and_how_many_cells() -> None:
    found = of({"nama": ["Kuaro", *NAMES], "alamat": ["", *HOMES]})[0]
    assert (found.column, found.row, found.count, found.beside) == (0, 3, 7, ("alamat",))


#: Names that no list has.
UNLISTED = ["Ngau", "Ipui Lisu", "Bayau", "Lencau Merang", "Ding Bit", "Tijah"]
NUMBERED = [f"Jl. Contoh No. {n} RT 0{n}" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"terpidana": NAMES, "pasal": SIX}, {"terpidana": "name!"}),
        ({"Penggugat": NAMES, "Tergugat": UNLISTED}, {"Penggugat": "name!", "Tergugat": "name!"}),
        ({"Nama Penerima BLT": NAMES}, {"Nama Penerima BLT": "name!"}),
        (
            {"Nama Alm.": NAMES, "Sebab Kematian": ILL},
            {"Nama Alm.": "name!", "Sebab Kematian": "sensitive!"},
        ),
        (
            {"kepala_desa": NAMES, "diagnosa": ILL},
            {"kepala_desa": "name!", "diagnosa": "sensitive!"},
        ),
        ({"nama": UNLISTED, "agama": SIX}, {"nama": "name!"}),
        ({"Aran": UNLISTED, "Alamat": NUMBERED}, {"Aran": "name!", "Alamat": "address!"}),
        ({"nama": UNLISTED, "umur": list("234567")}, {"nama": "name"}),
        ({"nama": UNLISTED[:3] * 2, "pagu": list("234567")}, {}),
        (
            {"a": NAMES, "b": ["HIV", "TB Paru", "Kusta", "Skizofrenia", "Stroke", "Diabetes"]},
            {"a": "name!", "b": "sensitive!"},
        ),
        (
            {"inisial": [f"Tn. {s}" for s in "ABCDEF"], "status covid": SIX, "alamat": NUMBERED},
            {"inisial": "name!", "status covid": "sensitive!", "alamat": "address!"},
        ),
        (
            {"data.nama": NAMES, "data.tgl_lhr": BIRTHS},
            {"data.nama": "name!", "data.tgl_lhr": "birth!"},
        ),
        (
            {"Nama": NAMES, "tgllahir": [f"0{n}031980" for n in range(1, 7)]},
            {"Nama": "name!", "tgllahir": "birth!"},
        ),
        (
            {"Nama KK": NAMES,
             "Lokasi Rumah": [f"https://www.google.com/maps?q=-1.9{n},116.2" for n in range(6)]},
            {"Nama KK": "name!", "Lokasi Rumah": "location!"},
        ),
        (
            {"Nama KK": NAMES, "X (UTM)": [f"42001{n}.3" for n in range(6)],
             "Y (UTM)": [f"979001{n}.1" for n in range(6)]},
            {"Nama KK": "name!", "X (UTM)": "location!", "Y (UTM)": "location!"},
        ),
        ({"Petugas Ronda": [" / ".join(NAMES[n:] + NAMES[:n]) for n in range(6)]},
         {"Petugas Ronda": "name"}),
        ({"Partai": [f"DPC Partai {s}" for s in SIX], "Alamat": NUMBERED, "Kursi": SIX}, {}),
        ({"Program": [f"Penyuluhan HIV {s}" for s in SIX], "Ketua": NAMES}, {"Ketua": "name"}),
    ],
)  # fmt: skip
def test_names_without_a_list_and_what_is_told_of_them(
    table: dict[str, list[str]], expected: dict[str, str]
) -> None:
    assert told(table) == expected
