"""Tables with numbers of persons: what is found where, how severe, and what stays unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

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


def test_a_measure_is_not_read_but_under_a_telling_heading(tmp_path: Path) -> None:
    measure = {"type": "integer", "sdi:peran": "ukuran"}
    rows = [[nik()] for _ in range(9)]
    assert found(tmp_path, [{"name": "anggaran", **measure}], rows) == []
    told = found(tmp_path, [{"name": "nik", **measure}], rows)
    assert [f.code for f in told] == ["personal-nik"] * 9


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
