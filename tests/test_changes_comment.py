"""The comment on a proposal as people read it: rendered, at the cells of their own sheet, once."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from portals import AS_OF, change, commit, portal
from recipes import book
from tables import dataset

from build_tools import pipeline
from build_tools.changes import Changes, compare, work
from build_tools.changes.comment import markdown
from build_tools.changes.plain import text
from build_tools.findings import Finding, Severity
from build_tools.options import Options
from build_tools.words import Words

ID = Words.load("id")
FILE = "data/tabel.xlsx"
Rows = list[list[Any]]
#: Above the first row: a title, an empty row, and the header in row 3.
HEAD: Rows = [["Penduduk"], [], ["No", "Kecamatan", "Tahun", "Laki-laki", "Perempuan"]]
FOOT: Rows = [[None, "Jumlah", None, None, None], ["Sumber: Dinas Contoh"]]
AREAS = (("Batu Sopang", 1100), ("Kuaro", 150), ("Long Ikis", 3000), ("Muara Komam", 900))
FIELDS: list[dict[str, Any]] = [
    {"name": "kecamatan", "title": "Kecamatan", "type": "string", "sdi:peran": "nama"},
    {"name": "tahun", "title": "Tahun", "type": "year", "sdi:peran": "waktu"},
    {"name": "laki_laki", "title": "Penduduk laki-laki", "type": "integer", "sdi:peran": "ukuran"},
    {"name": "perempuan", "title": "Penduduk perempuan", "type": "integer", "sdi:peran": "ukuran"},
]
RECIPE = {
    "lembar": ["Rekap"],
    "kepala": [3],
    "kolom": [
        {"nama": "kecamatan", "judul": "Kecamatan"},
        {"nama": "tahun", "judul": "Tahun"},
        {"nama": "laki_laki", "judul": "Laki-laki", "baca": "angka"},
        {"nama": "perempuan", "judul": "Perempuan", "baca": "angka"},
    ],
    "buang": [{"alasan": "jumlah", "isi": "Jumlah"}],
    "angka": {"ribuan": ".", "desimal": ","},
}
RESOURCE = {
    "name": "tabel",
    "path": FILE,
    "title": "Tabel_contoh",
    "format": "xlsx",
    "schema": {"primaryKey": ["kecamatan", "tahun"], "fields": FIELDS},
    "sdi:resep": RECIPE,
}


def sheet() -> Rows:
    """Three years of four places; the first of them in row 4 of the sheet."""
    years = [(name, year, base) for name, base in AREAS for year in (2021, 2022, 2023)]
    return [
        [at, name, year, base + at, 2 * base + at]
        for at, (name, year, base) in enumerate(years, start=1)
    ]


def write(
    root: Path, mend: Callable[[Rows], object] = lambda _: None, add: Rows | None = None
) -> None:
    rows = sheet()
    mend(rows)
    path = root / "datasets/dkisp/contoh" / FILE
    book(path, {"Rekap": [*HEAD, *rows, *(add or []), *FOOT]}, merged=())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with one commit, whose table is read from a workbook by a recipe."""
    made = portal(tmp_path / "portal")
    (made / "datasets/dkisp/contoh/data/tabel.csv").unlink()
    change(made, {"resources.0": RESOURCE, "sdi:periode": {"mulai": "2021", "selesai": "2023"}})
    write(made)
    commit(made, "Awal", "2026-01-10")
    return made


def found(root: Path) -> Changes:
    options = Options(root, AS_OF, workers=1)
    return work.changes(options, "", lambda asked: pipeline.check(asked).findings)


def own(made: Changes) -> list[Finding]:
    """What the comparison found, beside the check."""
    return list(made.datasets[0].findings)


def places(made: Changes) -> set[tuple[str, str, str]]:
    return {(f.code, f.sheet, f.place) for f in made.of("dkisp/contoh") if f.row and f.column}


def seen(said: str) -> str:
    """The text of the comment as a browser shows it."""
    rendered = MarkdownIt("commonmark").enable("table").render(said)
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))


# --- places ------------------------------------------------------------------------------------


def test_figures_are_told_at_the_cells_of_the_sheet(root: Path) -> None:
    """Row 2 of the table lies in row 4 of the sheet, and its first column in column B."""
    write(root, lambda rows: rows[2].__setitem__(4, 9000))
    made = found(root)
    (told,) = own(made)
    assert (told.code, told.sheet, told.place, told.cell) == (
        "change-sudden",
        "Rekap",
        "E6",
        "9000",
    )
    assert [(c.sheet, c.row) for c in made.datasets[0].tables[0].largest] == [("Rekap", 6)]
    said = seen(markdown(made, ID))
    assert f'Lembar "Rekap", sel E6, {FILE}: "Penduduk perempuan" untuk Batu Sopang, 2023' in said
    assert "menjadi 9.000, dari 2.203" in said


def test_a_figure_typed_as_text_is_shown_as_the_number_that_it_is_read_as(root: Path) -> None:
    write(root, lambda rows: rows[2].__setitem__(4, "9.000"))
    assert "menjadi 9.000, dari 2.203" in seen(markdown(found(root), ID))


def test_cells_of_other_columns_are_named_and_what_says_nothing_is_told_apart(root: Path) -> None:
    def mend(rows: Rows) -> None:
        rows[2][4], rows[3][3], rows[4][3] = "seribu", "30 orang", "tidak ada"

    write(root, mend)
    said = seen(markdown(found(root), ID))
    assert "Isi tidak sesuai jenis kolom (2)" in said
    assert "Juga di: E6." in said or "Juga di: D7." in said
    assert "Isi tidak sesuai jenis kolom (1)" in said
    assert "Kosongkan selnya bila isinya memang tidak ada." in said


def test_a_total_that_differs_names_the_column_by_its_title(root: Path) -> None:
    total = [None, "Jumlah", None, 1, sum(row[4] for row in sheet())]
    write(root, add=[total])
    said = seen(markdown(found(root), ID))
    assert "Baris jumlah menyebut 1 pada kolom Penduduk laki-laki," in said


def test_a_column_that_became_empty_is_named_by_the_letter_in_the_sheet(root: Path) -> None:
    write(root, lambda rows: [row.__setitem__(3, None) for row in rows])
    told = next(f for f in own(found(root)) if f.code == "change-column-emptied")
    assert (told.sheet, told.row, told.place) == ("Rekap", None, "D")
    assert f'Lembar "Rekap", kolom D, {FILE}' in seen(markdown(found(root), ID))


def test_a_csv_has_cells_and_no_sheets(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Awal", "2026-01-10")
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    table.write_text(table.read_text().replace("a,10,12,22", "a,1000,12,1012"))
    assert "Sel E2, data/tabel.csv: " in seen(markdown(found(root), ID))


def test_a_figure_that_leaps_is_told_once(root: Path) -> None:
    """The check tells that it is ten times the year before; against the old version it is too."""
    write(root, lambda rows: rows[5].__setitem__(3, 1550))
    made = found(root)
    assert ("period-jump", "Rekap", "D9") in places(made)
    assert own(made) == []
    assert made.datasets[0].tables[0].slip_count == 1  # the list of figures still shows it


def test_of_several_leaps_only_those_that_the_check_did_not_tell_are_counted(root: Path) -> None:
    def mend(rows: Rows) -> None:
        rows[5][3] = 1550  # ten times the year before
        rows[8][3] *= 4  # not far enough for the check
        rows[11][3] *= 4

    write(root, mend)
    (told,) = [f for f in own(found(root)) if dict(f.values).get("case") == "moved"]
    assert (told.code, told.place, dict(told.values)["count"]) == ("change-sudden", "D12", 2)


# --- acceptances -------------------------------------------------------------------------------


def accept(root: Path, code: str, **more: str) -> None:
    entry = {"kode": code, "alasan": "Pemekaran wilayah.", "perangkatDaerah": "dkisp"}
    change(root, {"sdi:terima": [{**entry, "sampai": "2026-06-30", **more}]})


@pytest.mark.parametrize(
    ("more", "taken"),
    [({}, True), ({"tabel": "tabel", "kolom": "perempuan"}, True), ({"kolom": "laki_laki"}, False)],
)
def test_an_accepted_change_is_counted_and_not_warned_of(
    more: dict[str, str], taken: bool, root: Path
) -> None:
    accept(root, "change-sudden", **more)
    write(root, lambda rows: rows[2].__setitem__(4, 9000))
    made = found(root)
    told = ["accepted"] if taken else ["change-sudden", "acceptance-unused"]
    assert [f.code for f in own(made)] == told
    said = seen(markdown(made, ID))
    assert ("1 diterima" in said) == taken
    assert ("Diterima sampai 30 Juni 2026: Angka berubah tiba-tiba" in said) == taken
    if taken:
        assert own(made)[0].severity is Severity.NOTICE


def test_what_no_longer_differs_is_no_longer_accepted_unseen(root: Path) -> None:
    """After the data of last month went out, the entry would take the next leap as well."""
    accept(root, "change-sudden")
    write(root, lambda rows: rows[2].__setitem__(4, 2100))
    (told,) = own(found(root))
    assert (told.code, told.severity) == ("acceptance-unused", Severity.NOTICE)
    said = seen(markdown(found(root), ID))
    assert "Tidak ada lagi peringatan change-sudden" in said
    assert "tidak ada temuan" not in said


def test_the_check_alone_does_not_call_such_an_acceptance_unused(root: Path) -> None:
    accept(root, "change-sudden")
    codes = {f.code for f in pipeline.check(Options(root, AS_OF, workers=1)).findings}
    assert not codes & {"acceptance-unused", "acceptance-invalid"}


def test_an_accepted_leap_is_not_told_as_a_change_of_the_new_period(root: Path) -> None:
    """It is held against the period before by both; the office has answered for it."""
    add: Rows = [[13, "Kuaro", 2024, 1560, 330]]
    write(root, add=add)
    assert ("period-jump", "Rekap", "D16") in places(found(root))
    accept(root, "period-jump")
    assert [f for f in own(found(root)) if f.field == "laki_laki" and f.row] == []


# --- one glance --------------------------------------------------------------------------------


def test_the_first_line_of_a_dataset_says_it_all(root: Path) -> None:
    def mend(rows: Rows) -> None:
        rows[0][1], rows[2][4] = "Paser Belengkong", 9000

    write(root, mend)
    line = next(t for t in markdown(found(root), ID).splitlines() if "<summary>" in t)
    assert "<b>Contoh penduduk menurut tempat</b>: berubah, siap terbit" in line
    assert "baris: 1 ditambah, 1 dihapus, 1 diubah · 0 galat, " in line and "dkisp/" not in line


def test_nothing_in_the_comment_needs_a_second_look(root: Path) -> None:
    """Rendered it shows what is there: no bits of markup, no names of fields, narrow tables."""
    odd = "Desa _Satu_ | <b>x</b> *y*"
    write(root, lambda rows: rows[0].__setitem__(1, odd))
    commit(root, "Nama", "2026-01-11")

    def mend(rows: Rows) -> None:
        rows[0][1], rows[0][4] = odd, 9000

    write(root, mend)
    change(root, {"description": "Uraian baru.", "resources.0.schema.fields.2.title": "Laki_laki"})
    (root / "datasets/_pengaturan").mkdir(exist_ok=True)
    (root / "datasets/_pengaturan/nama_lain.yaml").write_text("sinonim: []\n", encoding="utf-8")
    said = markdown(found(root), ID)
    assert "`datasets/_pengaturan/nama_lain.yaml`" in said and "Tabel_contoh" in said
    shown = seen(said)
    assert f"{odd} · 2021" in shown
    assert "&#" not in shown and "**" not in shown
    assert 'Kolom "Laki_laki": Judul kolom' in shown and "resources[" not in shown
    assert "Baris dicocokkan menurut kunci: Kecamatan, Tahun." in shown
    assert all(row.count("|") <= 7 for row in said.splitlines() if row.startswith("|"))


def test_a_new_dataset_shows_what_readers_will_see(root: Path) -> None:
    commit(root, "Awal", "2026-01-10")
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkisp/lain")
    change(root, {"name": "lain", "title": "Lain"}, "datasets/dkisp/lain/datapackage.yaml")
    made = found(root)
    said = markdown(made, ID)
    assert "<b>Lain</b>: baru, siap terbit · 12 baris · 0 galat, " in said
    assert "Periode: 2021 – 2023." in said and "Tabel baru: 12 baris, 4 kolom." in said
    assert "| Kolom | Jenis isi | Satuan | Baris 1 | Baris 2 | Baris 3 |" in said
    assert "| Penduduk laki-laki | bilangan bulat | – | 1.101 | 1.102 | 1.103 |" in said
    assert "| Tahun | tahun | – | 2021 | 2022 | 2023 |" in said
    assert "Penduduk laki-laki | bilangan bulat | – | 1.101" in text(made, ID)


@pytest.mark.parametrize("hidden", [False, True])
def test_the_first_rows_are_masked_as_everywhere(hidden: bool, tmp_path: Path) -> None:
    """A cell that may be a person is masked; of a dataset with personal data no row is shown."""
    schema = {"fields": [{"name": "tempat", "type": "string"}, {"name": "isi", "type": "string"}]}
    new = dataset(tmp_path, "tempat,isi\nKuaro,Siti Khotijah\n", schema)
    made = compare("dinas/t", None, new, hidden=hidden)
    said = markdown(Changes("", "", (made,), {}), ID)
    assert ("| tempat | teks | – | Kuaro |" in said) != hidden
    assert "Siti" not in said and ("Kolom dan tiga baris pertama" in said) != hidden
    assert "| isi | teks | – |" in said


def test_a_wide_new_table_is_listed_column_by_column(tmp_path: Path) -> None:
    names = [f"k{n}" for n in range(60)]
    rows = ",".join(names) + "\n" + ",".join("abc" for _ in names) + "\n"
    new = dataset(tmp_path, rows, {"fields": [{"name": n, "type": "string"} for n in names]})
    said = markdown(Changes("", "", (compare("dinas/t", None, new),), {}), ID)
    assert "| k39 | teks | – | abc |" in said and "… dan 20 kolom lagi" in said
    assert "Periode: belum tercatat." in said
