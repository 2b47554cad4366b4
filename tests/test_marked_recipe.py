"""A workbook that a recipe reads comes back mended: its own sheets, the sure cells changed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from test_marked import with_results

from build_tools import marked, reports
from build_tools.checks import Reference, check
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.model import Dataset, Source
from build_tools.tables import read
from build_tools.words import Words

Rows = Sequence[Sequence[Any]]

PLACES = ["Batu Sopang", "Kuaro", "Long Ikis"]
FIELDS: list[dict[str, Any]] = [
    {"name": "kode", "type": "string", "constraints": {"pattern": "64[.]01[.][0-9]{2}|0[0-9]{2}"}},
    {"name": "kecamatan", "type": "string", "categories": PLACES},
    {"name": "laki", "type": "integer"},
    {"name": "luas", "type": "number"},
]
COLUMNS: list[dict[str, Any]] = [
    {"nama": "kode", "judul": "Kode", "baca": "kode"},
    {"nama": "kecamatan", "judul": "Kecamatan"},
    {"nama": "laki", "judul": "Penduduk / Laki-laki", "baca": "angka"},
    {"nama": "luas", "judul": "Penduduk / Luas", "baca": "angka"},
]
RECIPE: dict[str, Any] = {
    "lembar": ["2024"],
    "kepala": [3, 4],
    "kolom": COLUMNS,
    "buang": [{"alasan": "jumlah", "isi": "Jumlah"}, {"alasan": "catatan"}],
    "angka": {"ribuan": ".", "desimal": ","},
}
HEAD: list[list[Any]] = [
    ["Penduduk menurut kecamatan"],
    [],
    ["Kode", "Kecamatan", "Penduduk", None],
    [None, None, "Laki-laki", "Luas"],
]
FOOT: list[list[Any]] = [[None, "Jumlah", "=SUM(C5:C7)", 3], ["Sumber: Dinas Contoh"]]


def book(sheets: Mapping[str, Rows], merged: Sequence[str] = ("A1:D1", "C3:D3")) -> Workbook:
    made = Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for span in merged:
            sheet.merge_cells(span)
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.column_dimensions["B"].width = 31
    return made


def dataset(folder: Path, recipes: Sequence[Mapping[str, Any]] = (RECIPE,), **more: Any) -> Dataset:
    """A dataset whose tables are read from the file `t.xlsx` (or another ``path``)."""
    fields, key = more.get("fields", FIELDS), more.get("key", [])
    schema = {"fields": fields, "primaryKey": key}
    tables = [
        {
            "name": f"t{n}",
            "path": more.get("path", "t.xlsx"),
            "schema": schema,
            "sdi:resep": dict(recipe),
        }
        for n, recipe in enumerate(recipes)
    ]
    source = Source("dinas/t", folder, "datapackage.yaml")
    return dataset_of(source, {"name": "t", "resources": tables}, ("id", "en"))


def found_in(data: Dataset) -> list[Finding]:
    path = data.resources[0].path
    found = check(data, Reference({})).findings
    return [f for f in found if f.file == path and f.severity is not Severity.NOTICE]


def files(data: Dataset) -> dict[str, bytes]:
    made = marked.workbooks(data, found_in(data), Reference({}), Words.load("id"))
    return {m.name: m.content for m in made}


def cells(content: bytes | Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every cell of a workbook's own sheets: what is in it, and how it looks."""
    opened = load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
    return {
        (sheet.title, cell.coordinate): (cell.value, cell.number_format, cell.font.b, cell.font.sz)
        for sheet in opened.worksheets
        if sheet.title != "Perbaikan otomatis"
        for row in sheet.iter_rows()
        for cell in row
    }


def changed(before: Path, after: bytes) -> dict[str, tuple[Any, Any]]:
    """The cells whose content or look differs, by place."""
    old, new = cells(before), cells(after)
    assert old.keys() == new.keys()
    return {
        at: (old[sheet, at][0], new[sheet, at][0])
        for sheet, at in old
        if old[sheet, at] != new[sheet, at]
    }


def listed(content: bytes) -> list[tuple[Any, ...]]:
    """Of the first sheet the repairs: sheet, cell, column, before, after."""
    rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=4, values_only=True)
    return [row[1:6] for row in rows]


def test_the_officers_own_sheet_comes_back_with_its_sure_cells_mended(tmp_path: Path) -> None:
    """Title, header, total, source and formats stay; each repair is listed at its cell."""
    rows = [
        ["012", "KUARO", 5, "1,5"],
        [13, "Batu  Sopang", "1.000", 2],
        ["014", "long ikis", 7, "tidak tahu"],
    ]
    data = dataset(tmp_path)
    book({"2024": [*HEAD, *rows, *FOOT], "Catatan": [["KUARO"]]}).save(tmp_path / "t.xlsx")
    assert {f.place for f in found_in(data)} == {"B5", "A6", "B7", "D7"}
    made = files(data)
    assert list(made) == ["t-periksa.xlsx", "t-perbaikan.xlsx"]
    mended = made["t-perbaikan.xlsx"]
    assert changed(tmp_path / "t.xlsx", mended) == {
        "B5": ("KUARO", "Kuaro"),
        "A6": (13, "013"),
        "B7": ("long ikis", "Long Ikis"),
    }
    assert listed(mended) == [
        ("2024", "B5", "Kecamatan", "KUARO", "Kuaro"),
        ("2024", "A6", "Kode", "13", "013"),
        ("2024", "B7", "Kecamatan", "long ikis", "Long Ikis"),
    ]
    opened = load_workbook(io.BytesIO(mended))
    assert opened.sheetnames == ["Perbaikan otomatis", "2024", "Catatan"]
    assert [str(r) for r in opened["2024"].merged_cells.ranges] == ["A1:D1", "C3:D3"]
    assert opened["2024"].column_dimensions["B"].width == 31
    (tmp_path / "t.xlsx").write_bytes(mended)
    assert {f.place for f in found_in(data)} == {"D7"}


def test_columns_are_called_as_the_officers_sheet_heads_them(tmp_path: Path) -> None:
    """Not by the name of the field, which stands nowhere in the workbook."""
    book({"2024": [*HEAD, ["012", "Kuaro", "lima", 1]]}).save(tmp_path / "t.xlsx")
    sheet = load_workbook(io.BytesIO(files(dataset(tmp_path))["t-periksa.xlsx"])).worksheets[0]
    said = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Penduduk / Laki-laki" in said
    assert any("kolom Penduduk / Laki-laki" in text for text in said)
    assert not [text for text in said if "laki" in text.split()]


def test_numbers_of_another_style_are_mended_where_every_one_proves_it(tmp_path: Path) -> None:
    """The recipe has points between thousands; this month's file has commas, beyond doubt."""
    rows = [["012", "Kuaro", "1,034,000", "12.5"], ["013", "Batu Sopang", "2,000,000", "1,000.25"]]
    data = dataset(tmp_path)
    book({"2024": [*HEAD, *rows]}).save(tmp_path / "t.xlsx")
    assert {f.code for f in found_in(data)} == {"recipe-number-style"}
    mended = files(data)["t-perbaikan.xlsx"]
    assert changed(tmp_path / "t.xlsx", mended) == {
        "C5": ("1,034,000", 1034000),
        "D5": ("12.5", 12.5),
        "C6": ("2,000,000", 2000000),
        "D6": ("1,000.25", 1000.25),
    }
    (tmp_path / "t.xlsx").write_bytes(mended)
    assert found_in(data) == []
    table = list(read.records(tmp_path, data.resources[0]))
    assert [row[2:] for row in table[1:]] == [["1034000", "12.5"], ["2000000", "1000.25"]]


@pytest.mark.parametrize("doubtful", ["210.050", "210,050", "Rp 1,000.5", "5 000"])
def test_one_number_that_may_be_either_leaves_all_as_they_are(
    tmp_path: Path, doubtful: str
) -> None:
    """Were the others mended, 210.050 would be read a thousandfold without a word."""
    rows = [["012", "Kuaro", "1,034,000", "12.5"], ["013", "Batu Sopang", 5, doubtful]]
    data = dataset(tmp_path)
    book({"2024": [*HEAD, *rows]}).save(tmp_path / "t.xlsx")
    assert "recipe-number-style" in {f.code for f in found_in(data)}
    assert list(files(data)) == ["t-periksa.xlsx"]


def test_formulas_and_what_they_read_stay(tmp_path: Path) -> None:
    rows = [
        ["012", "KUARO", "1,034,000", "12.5"],
        ["013", "batu sopang", "2,000,000", 3],
        ["014", "Long Ikis", "3,000,000", "=C7/2"],
    ]
    data = dataset(tmp_path)
    book({"2024": [*HEAD, *rows, *FOOT]}).save(tmp_path / "t.xlsx")
    for cell, value in (("C8", 0), ("D7", 7)):
        with_results(tmp_path / "t.xlsx", cell, value)
    made = files(data)
    assert changed(tmp_path / "t.xlsx", made["t-perbaikan.xlsx"]) == {
        "B5": ("KUARO", "Kuaro"),
        "B6": ("batu sopang", "Batu Sopang"),
        "D5": ("12.5", 12.5),
    }
    first = load_workbook(io.BytesIO(made["t-periksa.xlsx"])).worksheets[0]["A2"].value
    assert "Sel yang dipakai rumus tidak diubah" in first


def test_a_cell_that_several_rows_read_is_mended_once(tmp_path: Path) -> None:
    """Merged cells are filled down; the repair stands at the one cell that holds the text."""
    columns = [{**c, "isiKeBawah": c["nama"] == "kecamatan"} for c in COLUMNS]
    rows = [["012", "KUARO", 1, 2], ["013", None, 3, 4], ["014", "Long Ikis", 5, 6]]
    data = dataset(tmp_path, [{**RECIPE, "kolom": columns}])
    book({"2024": [*HEAD, *rows]}, ("B5:B6",)).save(tmp_path / "t.xlsx")
    mended = files(data)["t-perbaikan.xlsx"]
    assert changed(tmp_path / "t.xlsx", mended) == {"B5": ("KUARO", "Kuaro")}
    assert len(listed(mended)) == 1


def test_rows_that_would_become_alike_under_a_key_stay(tmp_path: Path) -> None:
    rows = [["012", "KUARO", 1, 2], ["013", "Kuaro", 3, 4], ["014", "long ikis", 5, 6]]
    data = dataset(tmp_path, key=["kecamatan"])
    book({"2024": [*HEAD, *rows]}).save(tmp_path / "t.xlsx")
    mended = files(data)["t-perbaikan.xlsx"]
    assert changed(tmp_path / "t.xlsx", mended) == {"B7": ("long ikis", "Long Ikis")}


def test_sheets_of_one_table_are_mended_each_at_its_place(tmp_path: Path) -> None:
    one = [*HEAD, ["012", "Kuaro", 1, 2], ["013", "KUARO", 1, 2]]
    other = [["Judul lain"], *HEAD, ["014", "kuaro", 1, 2]]
    data = dataset(tmp_path, [{**RECIPE, "lembar": ["Jan", "Feb"]}])
    book({"Jan": one, "Feb": other}, ()).save(tmp_path / "t.xlsx")
    made = files(data)
    assert [row[:2] for row in listed(made["t-perbaikan.xlsx"])] == [("Feb", "B6"), ("Jan", "B6")]
    shown = load_workbook(io.BytesIO(made["t-periksa.xlsx"]))
    assert shown["Jan"]["B6"].comment and shown["Feb"]["B6"].comment


def test_tables_side_by_side_change_a_shared_cell_only_where_both_want_it(tmp_path: Path) -> None:
    fields = [{"name": "nama", "type": "string"}, {"name": "n", "type": "integer"}]
    recipes = [
        {
            "lembar": ["x"],
            "kepala": [1],
            "kolom": [{"nama": "nama", "judul": "Nama"}, {"nama": "n", "judul": label}],
        }
        for label in ("Sapi", "Ayam")
    ]
    data = dataset(tmp_path, recipes, fields=fields)
    raw = dict(data.raw)
    raw["resources"][0]["schema"] = {"fields": [{**fields[0], "categories": PLACES}, fields[1]]}
    data = dataset_of(data.source, raw, ("id", "en"))
    rows: Rows = [["Nama", "Sapi", "Ayam"], ["KUARO", 1, 2]]
    book({"x": rows}, ()).save(tmp_path / "t.xlsx")
    assert list(files(data)) == ["t-periksa.xlsx"]
    raw["resources"][1]["schema"] = raw["resources"][0]["schema"]
    data = dataset_of(data.source, raw, ("id", "en"))
    assert changed(tmp_path / "t.xlsx", files(data)["t-perbaikan.xlsx"]) == {
        "A2": ("KUARO", "Kuaro")
    }


def test_what_the_recipe_would_read_as_before_is_left(tmp_path: Path) -> None:
    """A list of months in small letters: the recipe writes "Januari" whatever the cell says."""
    fields = [{"name": "bulan", "type": "string", "categories": ["januari", "februari"]}]
    columns = [{"nama": "bulan", "judul": "Bulan", "baca": "bulan"}]
    data = dataset(tmp_path, [{"lembar": ["x"], "kepala": [1], "kolom": columns}], fields=fields)
    book({"x": [["Bulan"], ["Pebruari"]]}, ()).save(tmp_path / "t.xlsx")
    assert list(files(data)) == ["t-periksa.xlsx"]


def test_a_workbook_that_would_not_come_back_the_same_is_not_written(tmp_path: Path) -> None:
    """Texts below merged cells are read today and would be gone; the list says why."""
    rows = [["012", "KUARO", 1, 2], ["013", "Long Ikis", 3, 4]]
    made = book({"2024": [*HEAD, *rows]}, ())
    made["2024"].merged_cells.add("B5:B6")
    made.save(tmp_path / "t.xlsx")
    data = dataset(tmp_path)
    told = files(data)
    assert list(told) == ["t-periksa.xlsx"]
    first = load_workbook(io.BytesIO(told["t-periksa.xlsx"])).worksheets[0]["A2"].value
    assert "tidak ada perbaikan otomatis" in first


def test_a_csv_with_a_recipe_is_mended_where_its_cells_stand(tmp_path: Path) -> None:
    """Delimiter, encoding, line ends and the numbers' style stay as they were."""
    recipe = {k: v for k, v in RECIPE.items() if k != "lembar"} | {"kepala": [2]}
    columns = [{**c, "judul": c["judul"].rpartition(" / ")[2]} for c in COLUMNS]
    text = (
        "Judul café;;;\r\nKode;Kecamatan;Laki-laki;Luas\r\n012;KUARO;1.000;1,5\r\n13;Kuaro;2;3\r\n"
    )
    (tmp_path / "t.csv").write_bytes(text.encode("cp1252"))
    data = dataset(tmp_path, [{**recipe, "kolom": columns}], path="t.csv")
    made = files(data)
    assert list(made) == ["t-periksa.xlsx", "t-perbaikan.csv", "t-perbaikan.xlsx"]
    mended = text.replace("KUARO", "Kuaro").replace("\n13;", "\n013;")
    assert made["t-perbaikan.csv"].decode("cp1252") == mended
    assert load_workbook(io.BytesIO(made["t-periksa.xlsx"]))["t"]["B3"].comment
    (tmp_path / "t.csv").write_bytes(made["t-perbaikan.csv"])
    assert found_in(data) == []


def test_of_a_large_sheet_the_rows_around_findings_are_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of the officer's sheet, not of the table that is read out of it."""
    monkeypatch.setattr("build_tools.marked.given.MAX_ROWS", 8)
    rows = [[f"0{n}", "KUARO" if n == 20 else "Kuaro", n, 1] for n in range(10, 31)]
    book({"Catatan": [["x"]], "2024": [*HEAD, *rows]}).save(tmp_path / "t.xlsx")
    shown = load_workbook(io.BytesIO(files(dataset(tmp_path))["t-periksa.xlsx"]))
    own = [row[:3] for row in shown["t"].iter_rows(values_only=True)]
    assert (15, "020", "KUARO") in own
    assert shown.worksheets[0]["D5"].value == "B15"


def test_a_header_in_other_words_hides_nothing_and_is_left_to_people(tmp_path: Path) -> None:
    """The cells below are marked and mended; what the column is called, an officer decides."""
    head = [*HEAD[:3], [None, None, "Laki laki (jiwa)", "Luas"]]
    book({"2024": [*head, ["012", "KUARO", 5, 1]]}).save(tmp_path / "t.xlsx")
    made = files(dataset(tmp_path))
    shown = load_workbook(io.BytesIO(made["t-periksa.xlsx"]))["2024"]
    assert "Isi tabel ini tetap diperiksa" in shown["C4"].comment.text
    assert shown["B5"].comment.text.startswith("GALAT: ")
    assert changed(tmp_path / "t.xlsx", made["t-perbaikan.xlsx"]) == {"B5": ("KUARO", "Kuaro")}


def test_a_header_that_may_be_another_says_that_the_cells_wait(tmp_path: Path) -> None:
    head = [*HEAD[:3], [None, None, "Pria", "Luas"]]
    book({"2024": [*head, ["012", "KUARO", 5, 1]]}).save(tmp_path / "t.xlsx")
    data = dataset(tmp_path)
    made = files(data)
    assert list(made) == ["t-periksa.xlsx"]
    comment = load_workbook(io.BytesIO(made["t-periksa.xlsx"]))["2024"]["C4"].comment.text
    found, words = found_in(data), Words.load("id")
    for told in (comment, reports.text(found, words), reports.markdown(found, words)):
        assert "Isi tabel ini baru diperiksa sesudah itu." in told


NAMES = st.sampled_from([*PLACES, "KUARO", "batu sopang", "Long  Ikis ", "Paser", "Kuaro*"])
CODES = st.sampled_from(["012", 13, "14", "64.01.05", "x", 7.5])
FIGURES = st.one_of(
    st.integers(0, 10**6),
    st.sampled_from(["1.000", "1.234.567", "2,5", "-", "n/a", "1,234,567", "1,000.5", "12.345"]),
)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_was_mended_is_found_no_more_and_nothing_else_has_changed(
    data: st.DataObject,
) -> None:
    """Titles, columns in any order, a total, merged cells: only the listed cells differ."""
    titles = data.draw(st.integers(0, 3))
    order = data.draw(st.permutations(range(4)))
    table = [
        [data.draw(CODES), data.draw(NAMES), data.draw(FIGURES), data.draw(FIGURES)]
        for _ in range(data.draw(st.integers(1, 5)))
    ]
    head = ["Kode", "Kecamatan", "Laki", "Luas"]
    rows = [[f"Judul {n}"] for n in range(titles)]
    rows += [[row[at] for at in order] for row in [head, *table, [None, "Jumlah", "=1+1", 5]]]
    columns = [{**c, "judul": label} for c, label in zip(COLUMNS, head, strict=True)]
    recipe = {**RECIPE, "kepala": [2], "kolom": columns}
    with TemporaryDirectory() as name:
        path = Path(name) / "t.xlsx"
        book({"2024": rows}, ()).save(path)
        known = dataset(Path(name), [recipe])
        before = found_in(known)
        mended = files(known).get("t-perbaikan.xlsx") if before else None
        if mended is None:
            return
        places = {row[1] for row in listed(mended)}
        assert places and set(changed(path, mended)) == places
        path.write_bytes(mended)
        after = found_in(known)
    assert not places & {f.place for f in after}
    if not read.stops(before):
        assert {(f.code, f.place) for f in after} <= {(f.code, f.place) for f in before}
