"""Tables with numbers of persons: what is found where, how severe, and what stays unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from build_tools.checks import Reference, privacy
from build_tools.findings import Finding
from tests.tables import batch_of, dataset

SOME = Random(64)


def nik() -> str:
    """The form of a NIK, of nobody: the serial is 0000."""
    return (
        f"6401{SOME.randrange(1, 11):02}{SOME.randrange(1, 29):02}{SOME.randrange(1, 13):02}900000"
    )


def found(
    folder: Path, fields: Sequence[dict[str, Any]], *batches: Sequence[Sequence[str]]
) -> list[Finding]:
    """What the check says of a table that comes in those batches."""
    made = dataset(folder, "", {"fields": list(fields)})
    resource = made.resources[0]
    check = privacy.cells(made, resource, Reference({}))
    results, first = [], 2
    for rows in batches:
        results += check.batch(batch_of(resource, rows, first))
        first += len(rows)
    return [*results, *check.end()]


def brief(findings: Sequence[Finding]) -> list[tuple[str, str, int | None, str]]:
    return [(f.code, f.severity.value, f.row, f.cell) for f in findings]


def test_a_column_of_integers_is_decided_as_a_whole(tmp_path: Path) -> None:
    """A number for every person: the serial 0000 and the type change nothing."""
    rows = [[nik()] for _ in range(150)]
    results = found(tmp_path, [{"name": "kolom_1", "type": "integer"}], rows[:75], rows[75:])
    assert {(f.code, f.severity.value) for f in results} == {("personal-nik", "error")}
    assert len(results) == 150  # each is counted, a hundred are told apart
    assert len({f.row for f in results}) == 100
    assert all(f.cell == "64…00" for f in results)


def test_a_sum_among_sums_is_none(tmp_path: Path) -> None:
    rows = [[str(SOME.randrange(10**9, 10**14))] for _ in range(20)]
    rows[7] = [nik()]
    for field in ({"name": "a", "type": "integer"}, {"name": "a", "type": "string"}):
        assert found(tmp_path, [field], rows) == []


MEASURE = {"type": "integer", "sdi:peran": "ukuran"}


@pytest.mark.parametrize("name", ["k", "anggaran", "pagu_rupiah", "nik"])
def test_a_measure_of_nik_is_none_whatever_the_descriptor_says(tmp_path: Path, name: str) -> None:
    rows = [[nik()] for _ in range(9)]
    results = found(tmp_path, [{"name": name, **MEASURE}], rows)
    assert [f.code for f in results] == ["personal-nik"] * 9


def test_a_measure_of_mobile_numbers(tmp_path: Path) -> None:
    """With its 0, with 62, and as a spreadsheet leaves it: without."""
    for lead, count in (("08", 12), ("628", 12), ("8", 1)):
        rows = [[f"{lead}{[12, 13, 21, 52, 57][n % 5]}{n}00{n}1{n}"] for n in range(10, 22)]
        results = found(tmp_path, [{"name": "jumlah", **MEASURE}], rows)
        assert [f.code for f in results] == ["personal-mobile"] * count


def test_measures_that_are_sums(tmp_path: Path) -> None:
    """One among them looks like a NIK by chance, others begin like mobile numbers."""
    rows = [[str(SOME.randrange(10**12, 10**16))] for _ in range(20)]
    rows[3] = [nik()]
    assert found(tmp_path, [{"name": "anggaran", **MEASURE}], rows) == []
    for rows in (
        [[f"8{n}25000000"] for n in range(11, 60, 5)],
        [[f"81{n}512341{n}"] for n in range(12, 20)],
    ):
        assert found(tmp_path, [{"name": "anggaran", **MEASURE}], rows) == []


def test_one_nik_among_counts_is_a_slip(tmp_path: Path) -> None:
    rows = [["120"], ["98"], [nik()], ["77"]]
    for field in (MEASURE, {"type": "integer"}, {"type": "string"}):
        results = found(tmp_path, [{"name": "jumlah", **field}], rows)
        assert brief(results) == [("personal-nik", "error", 4, "64…00")]


def test_a_nik_with_letters_for_digits(tmp_path: Path) -> None:
    """O and l for 0 and 1, under a heading that announces it."""
    rows = [[nik().replace("0", "O").replace("1", "l")] for _ in range(4)]
    results = found(tmp_path, [{"name": "NIK", "type": "string"}], rows)
    assert [f.code for f in results] == ["personal-nik"] * 4


def test_a_title_announces_as_well_as_a_name(tmp_path: Path) -> None:
    field = {"name": "c1", "title": "No. Rekening", "type": "string"}
    results = found(tmp_path, [field], [["0123456789"], ["5.1.02.01.01.0024"], ["-"], [""]])
    assert brief(results) == [("personal-bank", "error", 2, "01…89")]


def test_mobile_numbers_as_excel_keeps_them(tmp_path: Path) -> None:
    """One finding for the column: no cell alone would tell."""
    rows = [[f"8{SOME.choice(('12', '13', '52', '95'))}0000{at:04}"] for at in range(30)]
    results = found(tmp_path, [{"name": "c", "type": "integer"}], rows)
    assert [(f.code, f.row, dict(f.values)) for f in results] == [
        ("personal-mobile", 2, {"case": "column"})
    ]


def test_offices_and_firms_are_warned_of_only(tmp_path: Path) -> None:
    plate = [["KT 1234 AB"], ["KT 1235 AB"], ["KT 1236 AB"]]
    assert {f.severity.value for f in found(tmp_path, [{"name": "nopol"}], plate)} == {"error"}
    beside = [{"name": "nopol"}, {"name": "kode_opd"}]
    eased = found(tmp_path, beside, [[cell, "dkisp"] for (cell,) in plate])
    assert {f.severity.value for f in eased} == {"warning"}
    firm, person = "01.000.001.6-000.000", "09.000.001.9-000.000"
    levels = [
        [f.severity.value for f in found(tmp_path, [{"name": name}], [[cell]])]
        for name, cell in (("npwp", person), ("npwp", firm), ("npwp_perusahaan", person))
    ]
    assert levels == [["error"], ["warning"], ["warning"]]
    work = found(tmp_path, [{"name": "nip_pejabat"}], [["199001012015011000"]])
    assert brief(work) == [("personal-nip", "warning", 2, "19…00")]


def test_tables_without_persons(tmp_path: Path) -> None:
    fields = [
        {"name": "kode_wilayah", "type": "string"},
        {"name": "kode_rekening", "type": "string"},
        {"name": "pagu", "type": "number"},
        {"name": "pdrb", "type": "number"},
        {"name": "npsn", "type": "integer"},
        {"name": "jumlah_kk", "type": "integer"},
        {"name": "telepon_kantor", "type": "string"},
        {"name": "koordinat", "type": "string"},
        {"name": "keterangan", "type": "string"},
    ]
    rows = [
        [
            f"64.01.{at % 10 + 1:02}.2{at:03}",
            f"5.1.02.01.01.{at:04}",
            str(SOME.randrange(10**12, 10**16)),
            f"{SOME.randrange(10**6)}.081234567{at:02}",
            f"3040{at:04}",
            str(SOME.randrange(9000)),
            f"(0543) 2{at:04}",
            f"-1.9{SOME.randrange(10**9)},116.1{SOME.randrange(10**9)}",
            f"Rp {SOME.randrange(10**15, 10**16)} tahun 2019-2024",
        ]
        for at in range(60)
    ]
    assert found(tmp_path, fields, rows) == []


def test_a_heading_counts_where_half_of_the_cells_bear_it_out(tmp_path: Path) -> None:
    fields = [{"name": "pengarang", "type": "string"}, {"name": "nomor_induk", "type": "string"}]
    books = [["Anonim", f"{n:05}/PERPUS/2020"] for n in range(9)]
    assert found(tmp_path, fields, [*books, ["Anonim", "641234567890123"]]) == []
    people = [["Anonim", f"64123456789{n:04}"] for n in range(1, 9)]
    assert {f.code for f in found(tmp_path, fields, people)} == {"personal-nik"}


def test_members_numbers_under_the_name_of_their_insurance(tmp_path: Path) -> None:
    fields = [{"name": "BPJS", "type": "integer"}]
    numbers = [[f"000{SOME.randrange(10**9, 10**10)}"] for _ in range(6)]
    assert {f.code for f in found(tmp_path, fields, numbers)} == {"personal-bpjs"}
    assert found(tmp_path, fields, [[f"{n}25000000"] for n in range(1, 7)]) == []
    assert found(tmp_path, fields, [[f"{n}25"] for n in range(1, 7)]) == []


def test_one_nik_as_a_spreadsheet_shows_it_among_notes(tmp_path: Path) -> None:
    fields = [{"name": "kontak", "type": "string"}, {"name": "ket", "type": "string"}]
    rows = [["", ""]] * 40 + [["", f"{nik()[0]},{nik()[1:10]}E+15"]] + [["", "lengkap"]] * 3
    assert [(f.code, f.row) for f in found(tmp_path, fields, rows)] == [("personal-nik", 42)]


def test_a_sum_that_begins_with_62_waits_for_its_column(tmp_path: Path) -> None:
    fields = [{"name": "kolom_1", "type": "string"}]
    sums = [[str(n * 1_250_000)] for n in range(700, 740)]
    assert found(tmp_path, fields, [*sums, ["62812500000"]]) == []
    assert [f.code for f in found(tmp_path, fields, [["62812345678"]] * 2)] == [
        "personal-mobile"
    ] * 2


def test_decimal_tails_and_cents_are_no_mobile_numbers(tmp_path: Path) -> None:
    fields = [{"name": "2023", "type": "string"}]
    assert found(tmp_path, fields, [["734,0812345678"], ["0812345678901,00"]]) == []


def test_a_hotline_wants_to_be_called(tmp_path: Path) -> None:
    fields = [{"name": "Layanan", "type": "string"}, {"name": "Nomor Hotline", "type": "string"}]
    told = found(tmp_path, fields, [["Ambulans", "0811-5430-000"]])
    assert [(f.code, f.severity) for f in told] == [("personal-mobile", "warning")]


@pytest.mark.parametrize("measure", [True, False])
@pytest.mark.parametrize("type", ["integer", "number", "string", "date"])
def test_columns_without_any_cell_are_looked_at_too(
    tmp_path: Path, type: str, measure: bool
) -> None:
    field = {"name": "a", "type": type, **({"sdi:peran": "ukuran"} if measure else {})}
    assert found(tmp_path, [field, {"name": "b", "type": "string"}], [["", "x"], ["", "y"]]) == []
    assert found(tmp_path, [field], []) == []
