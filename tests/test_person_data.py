"""Columns and texts about persons in whole datasets: what is found, and that nothing is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tables import dataset
from test_privacy_columns import BIRTHS, HOMES, NAMES

from build_tools.checks import Reference, check
from build_tools.findings import Finding

PERSONAL = ("person", "small")


def found(
    folder: Path, names: Sequence[str], rows: Sequence[Sequence[str]], **kinds: str
) -> list[Finding]:
    """What is found in a table of texts; ``kinds``: other types of columns."""
    lines = [";".join(row) for row in (names, *rows)]
    fields = [{"name": n, "type": kinds.get(n, "string")} for n in names]
    given = dataset(folder, "\n".join(lines) + "\n", {"fields": fields}, dialect={"delimiter": ";"})
    return list(check(given, Reference({})).findings)


def personal(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity.value, f.place) for f in findings if f.code.startswith(PERSONAL)]


def table(*columns: Sequence[str]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


def test_names_and_addresses_hold_back_and_are_not_shown(tmp_path: Path) -> None:
    findings = found(tmp_path, ["nama", "alamat"], table(NAMES, HOMES))
    assert personal(findings) == [
        ("personal-name", "error", "A2"),
        ("personal-address", "error", "B2"),
    ]
    assert {f.cell for f in findings if f.code.startswith("personal")} == {"…"}
    assert not any(name in repr(findings) for name in NAMES)


def test_without_headings_the_first_row_is_not_shown(tmp_path: Path) -> None:
    """Its cells were taken for names of columns: letters stand for them."""
    rows = table(NAMES[1:], HOMES[1:])
    findings = found(tmp_path, [NAMES[0], "Gg. Contoh No. 9"], rows)
    told = [f for f in findings if f.code.startswith("personal")]
    assert [(f.field, dict(f.values)["beside"]) for f in told] == [("A", "B"), ("B", "A")]


def test_a_long_table_is_told_by_a_sample(tmp_path: Path) -> None:
    rows = table(NAMES * 5_000, [f"RT {n % 97} Contoh {n}" for n in range(len(NAMES) * 5_000)])
    findings = found(tmp_path, ["x1", "x2"], rows)
    assert personal(findings) == [
        ("personal-name", "error", "A2"),
        ("personal-address", "error", "B2"),
    ]
    address = next(f for f in findings if f.code == "personal-address")
    assert dict(address.values)["count"] == len(rows)


def test_a_wrong_cell_of_a_person_is_not_shown(tmp_path: Path) -> None:
    """That a date is none is said without it."""
    rows = table([*NAMES, "Fulan"], [*BIRTHS, "1987-13-99"])
    findings = found(tmp_path, ["nama", "tanggal_lahir"], rows, tanggal_lahir="date")
    (wrong,) = [f for f in findings if f.code == "type-error"]
    assert (wrong.cell, wrong.row) == ("…", 8)
    assert "1987-13" not in repr(findings)


def test_a_wrong_cell_of_anything_else_is_shown(tmp_path: Path) -> None:
    findings = found(tmp_path, ["nama", "tanggal"], [["Contoh", "2024-13-99"]], tanggal="date")
    (wrong,) = [f for f in findings if f.code == "type-error"]
    assert wrong.cell == "2024-13-99"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("diserahkan a.n. Budi Polan", "error"),
        ("atas nama Siti Contohwati", "error"),
        ("a/n Budi Contohanto", "error"),
        ("penerima: Budi Santoso, Contoh", "error"),
        ("keluhan Sdr. Budi", "warning"),
        ("hubungi Pak Budi", "warning"),
        ("Dr. Fulan", "error"),
        ("a.n. Kepala Dinas", ""),
        ("atas nama Pemerintah Daerah", ""),
        ("pemilik tanah", ""),
        ("pemilik syah sumber daya", ""),
        ("korban banjir", ""),
        ("Prioritas A. Umum, H. Lain", ""),
        ("Jalan H. Agus Salim", ""),
    ],
)
def test_names_in_texts_of_every_table(tmp_path: Path, text: str, severity: str) -> None:
    findings = found(tmp_path, ["nomor", "keterangan"], [["1", text], ["2", "Lainnya"]])
    told = [f for f in findings if f.code == "person-name"]
    assert [f.severity.value for f in told] == ([severity] if severity else [])
    assert not any("Budi" in repr(f) or "Siti" in repr(f) for f in told)


def story(folder: Path, text: str, **more: Any) -> list[Finding]:
    """What is found in a dataset's story and descriptor."""
    from dataclasses import replace

    given = dataset(folder, "a\n1\n", {"fields": [{"name": "a", "type": "integer"}]})
    given = replace(given, story=text, raw={**given.raw, **more})
    return [f for f in check(given, Reference({})).findings if f.code == "person-name"]


def test_names_in_a_story_with_their_line(tmp_path: Path) -> None:
    (told,) = story(tmp_path, "# Judul\n\nDisusun oleh Fulan Polan, S.Kom., M.Si.\n")
    assert (told.file, told.row, told.severity.value) == ("README.md", 3, "error")
    assert "Fulan" not in told.cell


def test_names_in_a_descriptor(tmp_path: Path) -> None:
    assert [f.file for f in story(tmp_path, "", description="Menurut Dr. Fulan Polan")] == [
        "datapackage.yaml"
    ]
    (told,) = story(tmp_path, "", contributors=[{"title": "Budi Contohanto"}])
    assert (told.severity.value, told.cell) == ("warning", "…")
    assert story(tmp_path, "", contributors=[{"title": "Bidang Statistik"}]) == []
    assert story(tmp_path, "", **{"sdi:kontak": {"nama": "Seksi Data DKISP"}}) == []
