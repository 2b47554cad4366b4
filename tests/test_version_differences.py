"""Two versions of a table: what the page tells, and the CSV with every row that differs."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import dataset

from build_tools.model import TableDifference
from build_tools.versions import differences, gate, rowpairs
from build_tools.versions.differences import Read
from build_tools.versions.numbers import numbers

FIELDS: list[dict[str, Any]] = [
    {"name": "kode", "type": "string"},
    {"name": "tahun", "type": "year"},
    {"name": "jumlah", "type": "number"},
]
KEYED = {"fields": FIELDS, "primaryKey": ["kode", "tahun"]}
PLAIN = {"fields": FIELDS}
HEAD = "kode,tahun,jumlah\n"
Rows = list[tuple[str, str, str]]


def read(folder: Path, text: str, schema: dict[str, Any] = KEYED) -> Read:
    folder.mkdir(parents=True, exist_ok=True)
    found = gate.read(dataset(folder, text, schema))
    assert found is not None
    return found


def compared(
    tmp: Path, before: str, after: str, was: dict[str, Any] = KEYED, now: dict[str, Any] = KEYED
) -> tuple[str, TableDifference | None, list[list[str]]]:
    """The kind, the table's difference if it has one, and the lines of its CSV."""
    old, new = read(tmp / "a", before, was), read(tmp / "b", after, now)
    made = differences.compare(old, new, tmp)
    path = tmp / "beda-t.csv"
    lines = list(csv.reader(path.read_text().splitlines())) if path.is_file() else []
    return made.kind, made.tables[0] if made.tables else None, lines


def test_a_corrected_figure_is_told_with_both_values(tmp_path: Path) -> None:
    before = HEAD + "A,2023,10\nB,2023,20\n"
    kind, table, lines = compared(tmp_path, before, HEAD + "B,2023,25\nA,2023,10\n")
    assert kind == "koreksi" and table
    assert (table.added, table.removed, table.changed) == (0, 0, 1)
    assert table.changed_by == (("jumlah", 1),)
    change = table.first[0]
    assert change.kind == "diubah" and change.key == (("kode", "B"), ("tahun", "2023"))
    assert change.cells == (("jumlah", "20", "25"),)
    assert lines == [
        ["perubahan", "kode", "tahun", "jumlah"],
        ["sebelum", "B", "2023", "20"],
        ["sesudah", "B", "2023", "25"],
    ]


def test_of_long_texts_the_part_is_shown_that_differs(tmp_path: Path) -> None:
    schema: dict[str, Any] = {"fields": [{"name": "kode"}, {"name": "catatan"}]}
    schema["primaryKey"] = ["kode"]
    head, long = "kode,catatan\n", "sama " * 60
    old, new = (f"{head}A,{long}{end}{' akhir' * 30}\n" for end in ("lama", "baru"))
    _, table, lines = compared(tmp_path, old, new, schema, schema)
    assert table
    (name, before, after) = table.first[0].cells[0]
    assert before and after and "lama" in before and "baru" in after and len(before) <= 120
    assert name == "catatan" and before.startswith("…") and before.endswith("…")
    assert lines[1][2].startswith(long)  # the CSV has all of it


def test_new_rows_make_a_minor_version_and_columns_a_major_one(tmp_path: Path) -> None:
    before = HEAD + "A,2023,10\n"
    kind, table, lines = compared(tmp_path, before, HEAD + "A,2023,10\nA,2024,11\n")
    assert kind == "baris" and table and table.added == 1
    assert lines[1:] == [["ditambah", "A", "2024", "11"]]
    wider: dict[str, Any] = {"fields": [*FIELDS, {"name": "catatan", "type": "string"}]}
    wider["primaryKey"] = ["kode", "tahun"]
    after = "kode,tahun,jumlah,catatan\nA,2023,10,baik\n"
    kind, table, _ = compared(tmp_path / "w", before, after, now=wider)
    assert kind == "struktur" and table and table.columns_added == ("catatan",)
    assert table.changed == 0


def test_a_number_that_is_only_written_otherwise_is_no_correction(tmp_path: Path) -> None:
    kind, table, lines = compared(tmp_path, HEAD + "A,2023,10\n", HEAD + "A,2023,10.0\n")
    assert (kind, table, lines) == ("sama", None, [])


def test_without_a_key_rows_only_come_and_go(tmp_path: Path) -> None:
    before, after = HEAD + "A,2023,10\nA,2023,10\n", HEAD + "A,2023,10\nA,2023,12\n"
    kind, table, lines = compared(tmp_path, before, after, PLAIN, PLAIN)
    assert kind == "baris" and table and table.pairing == "isi" and table.key == ()
    assert (table.added, table.removed, table.changed) == (1, 1, 0)
    assert lines[1:] == [["dihapus", "A", "2023", "10"], ["ditambah", "A", "2023", "12"]]


def test_a_column_called_perubahan_does_not_clash_with_the_mark(tmp_path: Path) -> None:
    schema: dict[str, Any] = {"fields": [{"name": "kode"}, {"name": "perubahan"}]}
    schema["primaryKey"] = ["kode"]
    text = "kode,perubahan\nA,naik\n"
    *_, lines = compared(tmp_path, text, text.replace("naik", "turun"), schema, schema)
    assert lines[0] == ["perubahan_", "kode", "perubahan"]


def test_a_table_too_large_for_memory_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_ROWS", 2)
    before = HEAD + "A,2023,1\nB,2023,1\nC,2023,1\n"
    kind, table, lines = compared(tmp_path, before, before + "D,2023,1\n")
    assert kind == "baris" and table and table.pairing == "hitung" and not lines
    assert (table.rows_before, table.rows_after, table.added) == (3, 4, 1)


def test_a_table_that_cannot_be_read_has_no_content(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert gate.read(dataset(tmp_path / "a", b"\xff\xfe\x00", KEYED)) is None
    assert gate.read(None) is None


CODES = st.sampled_from("ABCDE")
YEARS = st.sampled_from(["2021", "2022", "2023"])
FIGURES = st.sampled_from(["", "1", "2", "3"])
TABLES = st.lists(st.tuples(CODES, YEARS, FIGURES), min_size=1, unique_by=lambda row: row[:2])


def _text(rows: Rows) -> str:
    return HEAD + "".join(",".join(row) + "\n" for row in rows)


@given(
    st.dictionaries(st.tuples(CODES, YEARS), FIGURES, min_size=1),
    st.dictionaries(st.tuples(CODES, YEARS), FIGURES, min_size=1),
)
def test_by_key_it_is_what_brute_force_finds(
    one: dict[tuple[str, str], str], other: dict[tuple[str, str], str]
) -> None:
    before, after = ([(*key, value) for key, value in rows.items()] for rows in (one, other))
    with tempfile.TemporaryDirectory() as folder:
        _, table, lines = compared(Path(folder), _text(before), _text(after))
    added = {k for k in other if k not in one}
    removed = {k for k in one if k not in other}
    changed = {k for k in other if k in one and one[k] != other[k]}
    found = (table.added, table.removed, table.changed) if table else (0, 0, 0)
    assert found == (len(added), len(removed), len(changed))
    told = Counter((kind, *cells) for kind, *cells in lines[1:])
    expected = Counter(
        [("ditambah", *k, other[k]) for k in added]
        + [("dihapus", *k, one[k]) for k in removed]
        + [("sebelum", *k, one[k]) for k in changed]
        + [("sesudah", *k, other[k]) for k in changed]
    )
    assert told == expected


@given(
    st.lists(st.tuples(CODES, YEARS, FIGURES), min_size=1),
    st.lists(st.tuples(CODES, YEARS, FIGURES), min_size=1),
)
def test_without_a_key_it_is_the_difference_of_bags(one: Rows, other: Rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        *_, lines = compared(Path(folder), _text(one), _text(other), PLAIN, PLAIN)
    told = Counter((kind, *cells) for kind, *cells in lines[1:])
    new, gone = Counter(other) - Counter(one), Counter(one) - Counter(other)
    expected = Counter({("ditambah", *row): n for row, n in new.items()})
    expected += Counter({("dihapus", *row): n for row, n in gone.items()})
    assert told == expected


@pytest.mark.parametrize("schema", [KEYED, PLAIN], ids=["key", "no-key"])
@given(one=st.data())
def test_small_and_large_tables_are_matched_alike(
    schema: dict[str, Any], one: st.DataObject
) -> None:
    table = st.lists(st.tuples(CODES, YEARS, FIGURES), min_size=1, unique_by=lambda r: r[:2])
    before, after = _text(one.draw(table)), _text(one.draw(table))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        small = compared(Path(folder, "s"), before, after, schema, schema)
        patch.setattr(rowpairs, "SMALL", -1)
        assert compared(Path(folder, "l"), before, after, schema, schema) == small


def test_numbers_follow_structure_rows_and_corrections() -> None:
    kinds = ["awal", "baris", "koreksi", "sama", "struktur", None, "koreksi", "baris"]
    given_ = list(numbers(kinds))  # type: ignore[arg-type]
    assert given_ == ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "2.0.0", "", "2.0.1", "2.1.0"]
