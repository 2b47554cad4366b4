"""Metadata in spreadsheets: out and back in, and what stands beside a table in its workbook."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pages_site import PORTAL
from portals import AS_OF, DESCRIPTOR, EXAMPLES, REPOSITORY, portal

from build_tools import cli, scaffold
from build_tools.load import load_portal
from build_tools.metadata import (
    cells,
    convert,
    described,
    dictionary,
    export,
    gathered,
    imports,
    labels,
)
from build_tools.metadata.spoken import spoken
from build_tools.model import Agency, Text, Topic
from build_tools.words import Words

EXAMPLE = "dkisp/contoh"


def exported(root: Path, lang: str = "id") -> openpyxl.Workbook:
    datasets, _ = gathered.gathered(root)
    content = export.workbook(datasets, load_portal(root, AS_OF), Words.load(lang))
    return openpyxl.load_workbook(io.BytesIO(content))


def plan(root: Path, book: openpyxl.Workbook, to: Path) -> imports.Plan:
    book.save(to / "isi.xlsx")
    datasets, _ = gathered.gathered(root)
    return imports.plan(to / "isi.xlsx", datasets, load_portal(root, AS_OF))


def cell(book: openpyxl.Workbook, heading: str, *key: str) -> Any:
    """The cell under a heading, in the row of a dataset, or of a dataset, table and column."""
    sheet = book["metadata" if len(key) == 1 else "kamus"]
    titles = [str(c.value).rstrip(" *") for c in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if tuple(c.value for c in row[: len(key)]) == key:
            return row[titles.index(heading)]
    raise LookupError(key)


def state(root: Path) -> dict[str, str]:
    files = sorted((root / "datasets").rglob("datapackage.*"))
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def facts(found: imports.Plan) -> list[tuple[str, str, str]]:
    """Code, case and cell's place of each finding."""
    return [(f.code, str(dict(f.values).get("case", "")), f.place) for f in found.findings]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_out_and_in_again_changes_nothing_in_any_dataset_of_the_portal(
    lang: str, tmp_path: Path
) -> None:
    book = exported(REPOSITORY, lang)
    assert book.worksheets[0].max_row > 20 and book.worksheets[1].max_row > 100
    found = plan(REPOSITORY, book, tmp_path)
    assert (found.files, found.findings, found.held) == ((), (), ())


def test_one_cell_changes_one_line(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    before, others = (root / DESCRIPTOR).read_text("utf-8").splitlines(), state(root)
    book = exported(root)
    cell(book, "Frekuensi", EXAMPLE).value = "bulanan"
    found = plan(root, book, tmp_path)
    assert found.findings == ()
    (file,) = found.files
    assert file.changes == (imports.Change(EXAMPLE, "frequency", "sekali", "bulanan"),)
    assert state(root) == others  # so far it was only looked at
    imports.write(file)
    after = (root / DESCRIPTOR).read_text("utf-8").splitlines()
    told = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert told == [("sdi:frekuensi: sekali", "sdi:frekuensi: bulanan")]
    assert [n for n in (root / DESCRIPTOR).parent.iterdir() if n.name.startswith(".")] == []


def test_columns_of_tables_are_changed_by_the_sheet_kamus(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    cell(
        book, "Kode dan artinya", EXAMPLE, "tabel", "jenis"
    ).value = "a = Kota besar; b = Desa; c = Dusun"
    cell(book, "Wajib diisi", EXAMPLE, "tabel", "nomor").value = "tidak"
    cell(book, "Jenis isian", EXAMPLE, "tabel", "jumlah").value = "Desimal"
    cell(book, "Satuan (Inggris)", EXAMPLE, "tabel", "jumlah").value = "persons"
    (file,) = plan(root, book, tmp_path).files
    imports.write(file)
    (read,) = (w for w in gathered.gathered(root)[0] if w.id == EXAMPLE)
    fields = {name: raw for _, name, _, raw in read.fields()}
    assert fields["jenis"]["categories"] == [
        {"value": "a", "label": "Kota besar", "sdi:en": {"label": "Town"}},
        {"value": "b", "label": "Desa", "sdi:en": {"label": "Village"}},
        {"value": "c", "label": "Dusun"},
    ]
    assert "constraints" not in fields["nomor"]
    assert fields["jumlah"]["type"] == "number"
    assert fields["jumlah"]["sdi:en"]["satuan"] == "persons"


def test_a_type_that_is_changed_takes_the_reading_of_its_column_along(tmp_path: Path) -> None:
    """Else every cell would stay text under a type that is none: a check with 32 errors."""
    root = portal(tmp_path / "portal")
    made = openpyxl.Workbook()
    for row in [["Rekap"], [], ["Jalan", "Blok"], ["Jalan Contoh", "12"], ["Jalan Dua", "14 A"]]:
        made.worksheets[0].append(row)
    made.save(tmp_path / "blok.xlsx")
    scaffold.new(root, "dkisp", str(tmp_path / "blok.xlsx"))

    def changed(word: str) -> tuple[str, str]:
        book = exported(root)
        cell(book, "Jenis isian", "dkisp/blok", "blok", "blok").value = word
        (file,) = plan(root, book, tmp_path).files
        imports.write(file)
        (read,) = (w for w in gathered.gathered(root)[0] if w.id == "dkisp/blok")
        (table,) = read.raw["resources"]
        column = table["sdi:resep"]["kolom"][1]
        return table["schema"]["fields"][1]["type"], column.get("baca", "teks")

    assert changed("Bilangan bulat") == ("integer", "angka")
    assert changed("Desimal") == ("number", "angka")
    assert changed("Teks") == ("string", "kode")


def test_sources_are_changed_line_by_line(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    cell(book, "Sumber", EXAMPLE).value = "Rekaan kedua\nBuku tahunan"
    cell(book, "Alamat sumber", EXAMPLE).value = "-\nhttps://contoh.go.id/buku"
    (file,) = plan(root, book, tmp_path).files
    imports.write(file)
    (read,) = (w for w in gathered.gathered(root)[0] if w.id == EXAMPLE)
    assert read.raw["sources"] == [
        {"title": "Rekaan kedua", "sdi:tanggalHimpun": "2026-01-02"},
        {"title": "Buku tahunan", "path": "https://contoh.go.id/buku"},
    ]


def test_a_descriptor_in_json_is_changed_in_place(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal", EXAMPLES / "valid" / "v1-descriptor")
    path = root / "datasets/dkisp/contoh/datapackage.json"
    before = path.read_text("utf-8")
    book = exported(root)
    cell(book, "Judul", EXAMPLE).value = 'Judul "baru"'
    (file,) = plan(root, book, tmp_path).files
    imports.write(file)
    old, new = before.splitlines(), path.read_text("utf-8").splitlines()
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


@pytest.mark.parametrize(
    ("heading", "value", "case"),
    [
        ("Frekuensi", "bulan", "word"),
        ("Judul", "", "required"),
        ("Periode mulai", "Januari 2024", "date"),
        ("Topik", "tidak-ada-yang-mirip", "list"),
        ("Judul", "=1+1", "formula"),
        ("Judul", "#REF!", "error"),
        ("Sumber", None, "required"),
    ],
)
def test_what_cannot_be_taken_holds_its_dataset_and_no_other(
    heading: str, value: str | None, case: str, tmp_path: Path
) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    bad = cell(book, heading, EXAMPLE)
    bad.value = value or None
    cell(book, "Uraian", EXAMPLE).value = "Uraian baru."
    cell(book, "Uraian", "referensi/opd").value = "Uraian baru daftar OPD."
    found = plan(root, book, tmp_path)
    assert facts(found) == [("metadata-cell", case, bad.coordinate)]
    assert found.held == (EXAMPLE,)
    assert [f.written.id for f in found.files] == ["referensi/opd"]


def test_a_near_word_is_offered(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    cell(book, "Frekuensi", EXAMPLE).value = "bulan"
    book["metadata"]["A3"].value = "referensi/opdd"
    book["metadata"]["C1"].value = "Urayan"
    found = plan(root, book, tmp_path)
    near = {dict(f.values)["near"] for f in found.findings}
    assert near == {"bulanan", "referensi/opd", "uraian"}


def test_personal_data_is_never_written(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    number = "640101" + "410790" + "0000"
    cell(book, "Metodologi", EXAMPLE).value = f"Ditulis oleh {number}."
    cell(book, "Nama kontak", EXAMPLE).value = "Drs. Fulan Bin Fulan, M.Si"
    found = plan(root, book, tmp_path)
    assert {f.code for f in found.findings} == {"personal-nik", "person-name"}
    assert found.files == () and number not in str(found.findings)


@pytest.mark.parametrize(
    "text",
    [
        *("=SUM(A1:A9)", "+62", "@lain", "-5", "'petik", "kunci: nilai # bukan komentar"),
        *("baris satu\nbaris dua", "{a: [b]}", "x" * 30_000, "ISI: nanti", "null", "&a *a"),
    ],
)
def test_hostile_texts_stay_texts_on_the_way_out_and_in(text: str, tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    asked = cell(book, "Judul", EXAMPLE)
    asked.value, asked.data_type = text, "s"
    (file,) = plan(root, book, tmp_path).files
    imports.write(file)
    (read,) = (w for w in gathered.gathered(root)[0] if w.id == EXAMPLE)
    assert read.raw["title"] == text
    again = exported(root)
    out = cell(again, "Judul", EXAMPLE)
    assert (out.value, out.data_type) == (text, "s")
    assert plan(root, again, tmp_path).files == ()


def test_rows_and_columns_may_be_left_out(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = exported(root)
    book.remove(book["kamus"])
    book["metadata"].delete_rows(3, 20)
    book["metadata"].delete_cols(4, 20)
    assert plan(root, book, tmp_path) == imports.Plan()


def test_other_workbooks_are_told_apart(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    book = openpyxl.Workbook()
    assert facts(plan(root, book, tmp_path)) == [("metadata-sheet", "missing", "")]
    book.create_sheet("Metadata").append(["apa", "saja"])
    assert facts(plan(root, book, tmp_path)) == [("metadata-sheet", "header", "")]
    (tmp_path / "isi.xlsx").write_bytes(b"bukan")
    with pytest.raises(cells.UnreadSheetError):
        imports.plan(tmp_path / "isi.xlsx", [], load_portal(root, AS_OF))


def test_the_verb_shows_changes_first_and_writes_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path / "portal")
    file = tmp_path / "m.xlsx"
    at = ["--root", str(root)]
    assert cli.main(["metadata", "export", EXAMPLE, "--keluar", str(file), *at]) == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:3] == ["metadata", "kamus", "petunjuk"]
    assert book["metadata"].max_row == 2
    cell(book, "Judul", EXAMPLE).value = "Judul baru"
    book.save(file)
    before = state(root)
    assert cli.main(["metadata", "import", str(file), "--periksa", *at]) == 0
    assert (
        "dkisp/contoh: Judul: Contoh penduduk menurut tempat → Judul baru"
        in capsys.readouterr().out
    )
    assert state(root) == before
    assert cli.main(["metadata", "import", str(file), *at]) == 0
    assert "title: Judul baru\n" in (root / DESCRIPTOR).read_text("utf-8")
    assert cli.main(["metadata", "import", str(tmp_path / "tidak.xlsx"), *at]) == 2
    assert cli.main(["metadata", "export", "tidak/ada", *at]) == 2


def test_a_dictionary_beside_a_table_is_read() -> None:
    rows = [
        ["Kamus data", None],
        [None, None],
        ["Kolom", "Definisi", "Tipe", "Satuan", "Wajib", "Isian", "Judul"],
        ["jk", "Jenis kelamin", "teks", None, "ya", "1=laki-laki; 2=perempuan", "Jenis kelamin"],
        ["Jumlah", "Banyaknya", "bilangan bulat", "orang", "tidak", None, None],
        ["umur", None, "angka romawi", None, None, None, None],
        ["jumlh", None, "desimal", None, None, None, None],
    ]
    found = dictionary.entries(rows, file="a.xlsx", sheet="kamus")
    assert [(e.name, e.row) for e in found] == [("jk", 4), ("Jumlah", 5), ("umur", 6), ("jumlh", 7)]
    assert found[0].properties == {
        "sdi:definisi": "Jenis kelamin",
        "type": "string",
        "constraints": {"required": True},
        "categories": [{"value": "1", "label": "laki-laki"}, {"value": "2", "label": "perempuan"}],
        "title": "Jenis kelamin",
    }
    assert found[1].properties == {
        "sdi:definisi": "Banyaknya",
        "type": "integer",
        "sdi:satuan": "orang",
    }
    assert [f.code for f in found[2].findings] == ["metadata-cell"] and not found[2].properties
    of, wrong = dictionary.matched(found, ["Wilayah / JK", "jumlah", "umur"])
    assert {at: e.name for at, e in of.items()} == {0: "jk", 1: "Jumlah", 2: "umur"}
    assert [(f.code, f.row, dict(f.values)["near"]) for f in wrong] == [
        ("dictionary-row", 7, "jumlah")
    ]


def test_a_dictionary_without_a_header_says_nothing() -> None:
    assert dictionary.entries([["a", "b"], ["c", "d"]]) == ()


def test_the_sheet_metadata_beside_a_table_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "metadata"
    for row in (
        ("Keterangan", "Isi"),
        ("Judul", "Posyandu"),
        ("description", "Banyaknya posyandu."),
        ("Kata kunci", "posyandu; kesehatan"),
        ("Sumber", "Laporan bulanan"),
        ("sdi:frekuensi", "Bulanan"),
        ("Periode mulai", 2024),
        ("Periode selesai", "2024-12"),
        ("Kontak", "Bidang Kesehatan Masyarakat"),
        ("Klasifikasi informasi", "rahasia"),
        ("Lisensi", "cc-by-4.0"),
        ("Warna", "biru"),
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = described.described(tmp_path / "a.xlsx", "metadata")
    licence = found.properties["licenses"][0]
    assert licence["path"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {k: v for k, v in found.properties.items() if k != "licenses"} == {
        "title": "Posyandu",
        "description": "Banyaknya posyandu.",
        "keywords": ["posyandu", "kesehatan"],
        "sources": [{"title": "Laporan bulanan"}],
        "sdi:frekuensi": "bulanan",
        "sdi:periode": {"mulai": "2024", "selesai": "2024-12"},
        "sdi:kontak": {"nama": "Bidang Kesehatan Masyarakat"},
    }
    assert [(f.code, f.row) for f in found.findings] == [
        ("metadata-cell", 10),
        ("metadata-row", 12),
    ]


@pytest.mark.parametrize(
    "cell", ["posyandu, kesehatan", "posyandu; kesehatan", "posyandu\nkesehatan"]
)
def test_keywords_stand_apart_by_commas_semicolons_or_lines(cell: str) -> None:
    for name in ("Kata kunci", "keywords"):
        asked = labels.headings(labels.DATASET)[labels.plain(name)]
        assert convert.value(asked, cell) == ["posyandu", "kesehatan"]
    topics = labels.headings(labels.DATASET)[labels.plain("Topik")]
    assert convert.value(topics, "air, tanah; udara") == ["air, tanah", "udara"]
    assert (
        convert.shown(asked, {"keywords": ["air, tanah"]}) is None
    )  # one word could not come back


@pytest.mark.parametrize(
    ("properties", "heading", "key"),
    [
        (labels.FIELD, "Judul (Inggris)", "en_field_title"),
        (labels.FIELD, "title_en", "en_field_title"),
        (labels.FIELD, "Uraian bahasa Inggris", "en_field_description"),
        (labels.FIELD, "description_en", "en_field_description"),
        (labels.FIELD, "Satuan (EN)", "en_unit"),
        (labels.DATASET, "title_en", "en_title"),
        (labels.DATASET, "Metode (Inggris)", "en_methodology"),
    ],
)
def test_whatever_is_headed_so_has_its_english_too(
    properties: tuple[labels.Property, ...], heading: str, key: str
) -> None:
    assert labels.headings(properties)[labels.plain(heading)].key == key


def test_a_topic_is_also_known_by_its_title_and_an_office_in_short() -> None:
    """Titles are what the pages show; what may mean two of them means none."""
    words = {"en": "Agriculture, fisheries"}
    portal = replace(
        PORTAL,
        topics=(Topic("pertanian", Text("Pertanian, perikanan", words)), Topic("air", Text("Air"))),
        agencies=(
            Agency("dinkes", Text("Dinas Kesehatan"), ("Dinkes Kab.", "Kesehatan")),
            Agency("labkes", Text("Laboratorium"), ("Kesehatan",)),
        ),
    )
    known = spoken(portal)
    given = [("Topik", "pertanian, PERIKANAN; air; Agriculture, fisheries")]
    found = described.properties([*given, ("OPD terkait", "dinas kesehatan; dinkes kab")], known)
    assert found.findings == ()
    assert found.properties == {
        "sdi:topik": ["pertanian", "air"],
        "sdi:opdTerkait": ["dinkes"],
    }
    (wrong,) = described.properties([("OPD terkait", "Kesehatan")], known).findings
    assert dict(wrong.values)["expected"] == "dinkes, labkes"


@pytest.mark.parametrize("properties", [labels.DATASET, labels.FIELD])
def test_every_heading_and_technical_key_leads_back_to_its_property(
    properties: tuple[labels.Property, ...],
) -> None:
    known = labels.headings(properties)
    for asked in properties:
        for lang in ("id", "en"):
            shown = Words.load(lang)(f"metadata.properties.{asked.key}.title")
            assert known[labels.plain(shown)] == asked
        if asked.kind != "source":
            assert known[labels.plain(".".join(map(str, asked.place)))] == asked
