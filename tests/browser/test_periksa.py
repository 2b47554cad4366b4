"""The check page in a browser: the verdicts of `build_tools.checks`, and nothing sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import check_site
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.chart import Reference as ChartRows
from playwright.sync_api import Browser, Page
from portals import AS_OF, EXAMPLES, REPOSITORY, change, portal
from visiting import AXE, Handler, served

from build_tools import checks, load, precheck
from build_tools.model import Dataset, Resource, Site
from build_tools.precheck import schemas
from build_tools.reports import sentence
from build_tools.tables import layout
from build_tools.words import Words

pytestmark = pytest.mark.browser

#: Every example of a code that the page answers for; of recipes in test_periksa_resep.py.
CLAIMED = sorted(
    code
    for code in precheck.CODES
    if (EXAMPLES / "invalid" / code).is_dir() and not code.startswith("recipe-")
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return check_site.built(portal(tmp_path_factory.mktemp("portal")), AS_OF)


@pytest.fixture(scope="module")
def address(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("periksa")
    check_site.write(folder, site)
    with served(Handler, folder) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(address + "periksa/")
    opened.locator("#tabel option").nth(2).wait_for(state="attached")
    yield opened
    opened.close()


@pytest.mark.parametrize("code", CLAIMED)
def test_an_example_has_the_same_findings_at_the_same_cells(
    code: str, page: Page, site: Site, tmp_path: Path
) -> None:
    """And, where nothing in the cell is masked, in the same words."""
    root = portal(tmp_path, EXAMPLES / "invalid" / code)
    case = check_site.case(root, AS_OF, site)
    content = case.file.read_bytes()
    found = check_site.judged(page, case.schema, case.codes, case.file.name, content)
    assert code in {f.code for f in case.findings}
    assert check_site.places(found) == case.told
    words = Words.load("id")
    said = {
        (f.code, f.row, f.column): sentence(f, words)
        for f in case.findings
        if "…" not in sentence(f, words) and not f.code.startswith("personal-")
    }
    for one in found:
        key = (one["code"], one.get("row"), one.get("column"))
        assert one["message"] == said.get(key, one["message"])


@pytest.mark.parametrize(
    "header",
    [
        "nomor,tanggal,nama,jenis,laki_laki,perempuan,jumlah,kode_opd",  # moved
        "nomor,nama,tanggal,laki_laki,perempuan,jumlah,kode_opd",  # one is gone
        "nomor,nama,tanggal,jenis,laki_laki,tambahan,perempuan,jumlah,kode_opd",  # one is new
        "nomor,nama,tgl,jenis,laki_laki,perempuan,jml,kode_opd",  # renamed
        "kode_opd,Nomor,nama,tanggal,jenis,laki,perempuan,jumlah",  # moved and renamed
        "nomor,nama,,jenis,laki_laki,laki_laki,jumlah,kode_opd",  # empty, and twice
    ],
)
def test_a_header_is_told_by_its_names(header: str, page: Page, site: Site, tmp_path: Path) -> None:
    root = portal(tmp_path)
    file = root / "datasets/dkisp/contoh/data/tabel.csv"
    rows = file.read_text(encoding="utf-8").splitlines()[1:]
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    case = check_site.case(root, AS_OF, site)
    found = check_site.judged(page, case.schema, case.codes, file.name, file.read_bytes())
    assert any("label" in code for code, *_ in case.told)
    assert check_site.places(found) == case.told


def test_a_slip_in_a_code_is_asked_about_in_the_same_words(
    page: Page, site: Site, tmp_path: Path
) -> None:
    root = portal(tmp_path)
    listed = ["Kotamadya", "Kabupaten Hulu", "Kabupaten Hilir", "Desa 001", "Desa 002"]
    change(root, {"resources.0.schema.fields.3.categories": listed})
    cells = ("Kotamdya", "kabupaten hlu", "Kabupaten Hulir", "Kabuapten Hilir", "Desa 003", "Kota")
    file = root / "datasets/dkisp/contoh/data/tabel.csv"
    head = file.read_text(encoding="utf-8").splitlines()[0]
    rows = [f"{n},Tempat,2024-01-31,{cell},1,1,2,dkisp" for n, cell in enumerate(cells, 1)]
    file.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    case = check_site.case(root, AS_OF, site)
    found = check_site.judged(page, case.schema, case.codes, file.name, file.read_bytes())
    words = Words.load("id")
    said = {f.row: sentence(f, words) for f in case.findings if f.code == "category"}
    assert {f["row"]: f["message"] for f in found if f["code"] == "category"} == said
    assert [n for n in said if n and "Maksud Anda" in said[n]] == [2, 3, 5]


BAD = (
    "nomor,nama,tanggal,jenis,laki_laki,perempuan,jumlah,kode_opd\n"
    "1,Tempat Satu,2024-01-31,a,10,12,22,dkisp\n"
    "2,hubungi 0812-3456-7890,31/02/2024,Kota,1.234,3,3,dinas contoh kesehatan\n"
    "2,Jumlah,2024-03-31,b,5,,10,\n"
)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Page]:
    found = browser.new_page()
    found.goto(address + "periksa/")
    yield found
    found.close()


def choose(page: Page, name: str, text: str) -> None:
    content = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Pilih berkas").set_input_files(content)  # type: ignore[arg-type]
    page.locator("#hasil").wait_for()


def kinds(page: Page) -> list[str]:
    items = page.locator("#temuan > li")
    return [str(items.nth(n).get_attribute("data-kode")) for n in range(items.count())]


def test_a_file_is_recognised_and_each_cell_is_named(opened: Page) -> None:
    choose(opened, "tabel.csv", BAD)
    assert opened.locator("#tabel").input_value() == "dkisp/contoh/tabel"
    assert kinds(opened) == [
        *("personal-mobile", "type-error", "category", "foreign-key", "primary-key"),
        "total-row",
    ]
    text = opened.locator("#temuan").inner_text()
    assert 'Sel C3: Isi "31/02/2024" pada kolom tanggal bukan tanggal.' in text
    assert "Tulis: dinkes" in text
    assert opened.locator("#judul-hasil").inner_text() == "6 galat, 1 peringatan, 0 catatan"
    assert "6 galat, 1 peringatan" in opened.get_by_role("status").inner_text()
    marked = opened.locator("#cuplikan mark").all_inner_texts()
    assert "31/02/2024" in marked and "1.234" in marked


def test_a_number_of_a_person_is_never_shown_whole(opened: Page) -> None:
    choose(opened, "tabel.csv", BAD)
    assert "08…90" in opened.locator("#temuan").inner_text()
    assert "0812-3456" not in opened.locator("body").inner_text()


def test_the_heading_of_the_result_has_the_focus(opened: Page) -> None:
    choose(opened, "tabel.csv", BAD)
    assert opened.evaluate("document.activeElement.id") == "judul-hasil"


def test_of_a_table_nobody_described_only_what_is_sure_is_told(opened: Page) -> None:
    text = "No KTP;Keterangan\n6401014107900000;baik\n;\n6401014107900000; x\n"
    choose(opened, "data warga.csv", text)
    assert opened.locator("#tabel").input_value() == ""
    assert kinds(opened) == ["personal-nik", "cell-spaces"]
    assert "1 baris kosong" in opened.locator("#menurut").inner_text()


def workbook(rows: list[list[object]], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choose_book(page: Page, content: bytes, name: str = "panen.xlsx") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Pilih berkas").set_input_files(file)  # type: ignore[arg-type]
    page.locator("#hasil").wait_for()


HARVEST: list[list[object]] = [
    ["Luas panen menurut kecamatan"],
    [],
    ["No", "Wilayah", "Padi", None, "Jagung", None],
    [None, None, "Luas", "Hasil", "Luas", "Hasil"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [1, "Kuaro", 10, 40, 2, 9],
    [],
    [2, "Muara", 12, 50, 3, 8],
    [None, "Jumlah", 22, 90, 5, 17],
    ["Sumber: dinas contoh"],
]


def test_what_a_proposal_copes_with_is_no_fault_of_a_new_table(opened: Page) -> None:
    """Titles, headings of two rows, a blank row, a total, a source: told in a sentence, once."""
    choose_book(opened, workbook(HARVEST, ("A1:F1", "C3:D3", "E3:F3")))
    assert kinds(opened) == []
    assert opened.locator("#judul-hasil").inner_text() == "Tabel baru: tidak ada temuan"
    said = opened.locator("#menurut").inner_text()
    assert "Judul tampaknya baris 1–2; kepala tabel tampaknya baris 3–4." in said
    assert "3 sel gabungan, 1 baris kosong, 1 baris jumlah, 1 baris catatan atau judul" in said
    assert opened.locator("#cuplikan mark").count() == 0


def test_a_new_table_is_told_first_how_it_comes_in(opened: Page) -> None:
    choose(opened, "panen.csv", "kecamatan,luas\nKuaro,10\nMuara,12\n")
    first = opened.locator("#menurut p").first
    assert first.inner_text().startswith("Tidak ada tabel dalam daftar di atas yang kolomnya")
    assert "_baru" in first.inner_text()
    assert first.get_by_role("link").get_attribute("href") == "../panduan/tabel-baru/"
    assert "kepala tabel" not in opened.locator("#menurut").inner_text()  # in row 1: nothing to say
    opened.locator("#tabel").select_option("dkisp/contoh/tabel")
    opened.get_by_text("Diperiksa menurut tabel").wait_for()
    assert "_baru" not in opened.locator("#menurut").inner_text()


def test_of_each_kind_a_few_places_are_shown_and_the_others_counted(opened: Page) -> None:
    rows = "".join(f"  tempat {n},{n}\n" for n in range(1, 331))
    choose(opened, "daftar.csv", "tempat,nilai\n" + rows)
    (item,) = opened.locator("#temuan > li").all()
    lines = item.locator("li").all_inner_texts()
    assert [line[:8] for line in lines[:3]] == ["Sel A2: ", "Sel A3: ", "Sel A4: "]
    assert lines[3:] == ["… dan 327 lagi."]
    assert "330 temuan" in item.inner_text()


def test_a_number_of_a_person_is_found_in_a_title_and_in_a_note(opened: Page) -> None:
    """Wherever it stands, whatever the headings are."""
    nik = f"6401014107900{0:03d}"
    rows = [["Hubungi 0812-3456-7890"], *HARVEST[1:], [f"NIK penanggung jawab {nik}"]]
    choose_book(opened, workbook(rows))
    assert kinds(opened) == ["personal-mobile", "personal-nik"]
    said = opened.locator("#temuan").inner_text()
    assert "sel A1" in said and "sel A11" in said
    assert nik not in said


def test_a_column_without_a_heading_is_told_once(opened: Page) -> None:
    choose_book(opened, workbook([[*row, 7] if n > 4 else row for n, row in enumerate(HARVEST)]))
    assert kinds(opened) == ["blank-label"]
    said = opened.locator("#temuan").inner_text()
    assert "Kolom ke-7 berisi, tetapi tidak punya judul." in said


def test_a_cell_with_an_error_is_told_wherever_it_stands(opened: Page) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HARVEST)))
    cell = book.worksheets[0]["F8"]
    cell.value, cell.data_type = "#DIV/0!", "e"
    out = io.BytesIO()
    book.save(out)
    choose_book(opened, out.getvalue())
    assert kinds(opened) == ["cell-error"]
    assert "sel F8" in opened.locator("#temuan").inner_text()


def chart_book(*cells: int) -> bytes:
    """A workbook of a chart; with cells, those in one column of a sheet before it."""
    book = openpyxl.Workbook()
    data = book.active
    assert data is not None
    for cell in cells:
        data.append([cell])
    chart = BarChart()
    chart.add_data(ChartRows(data, min_col=1, min_row=1, max_row=3))
    book.create_chartsheet("Grafik").add_chart(chart)
    if not cells:
        book.remove(data)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("cells", [(), (1, 2, 3)])
def test_a_workbook_of_a_chart_has_no_table_as_a_proposal_says(
    cells: tuple[int, ...], opened: Page, tmp_path: Path
) -> None:
    content = chart_book(*cells)
    file = tmp_path / "grafik.xlsx"
    file.write_bytes(content)
    (refused,) = layout.find(file).refused
    choose_book(opened, content)
    assert kinds(opened) == [refused.code]
    text = opened.locator("#temuan").inner_text()
    words = Words.load("id")
    assert sentence(refused, words) in text and sentence(refused, words, "hint") in text
    assert "1 galat, 0 peringatan" in opened.locator("#judul-hasil").inner_text()


def test_a_hidden_row_is_as_grave_as_a_proposal_says(opened: Page, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HARVEST)))
    book.worksheets[0].row_dimensions[8].hidden = True
    file = tmp_path / "panen.xlsx"
    book.save(file)
    asked = [q.finding.severity.value for t in layout.find(file).tables for q in t.questions]
    choose_book(opened, file.read_bytes())
    assert (kinds(opened), asked) == (["rows-hidden"], ["error"])
    assert "1 galat, 0 peringatan" in opened.locator("#judul-hasil").inner_text()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["1.704", "1.250", 266], ["number-grouped"]),  # thousands, or fractions?
        (["1.704", "12,5", 266], []),  # another cell proves it
        ([1.704, 1.25, 266], []),  # numbers, as Excel has them
    ],
)
def test_what_dots_mean_is_asked_where_nothing_proves_it(
    cells: list[object], told: list[str], opened: Page
) -> None:
    rows = [[f"Tempat {n}", cell] for n, cell in enumerate(cells)]
    choose_book(opened, workbook([["Kecamatan", "Sapi"], *rows]))
    assert kinds(opened) == told
    said = opened.locator("#temuan").inner_text()
    assert ("sel B2: Isi 1.704 pada kolom Sapi tersimpan sebagai teks" in said) == bool(told)


def test_a_sheet_in_which_no_heading_is_seen_says_so(opened: Page) -> None:
    choose_book(opened, workbook([["Laporan tahunan"], ["Dinas contoh"]]))
    assert "Kepala tabel belum dikenali" in opened.locator("#menurut").inner_text()
    assert kinds(opened) == ["new-open"]


def test_the_first_sheet_with_a_table_is_read_and_named(opened: Page) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HARVEST)))
    book.create_sheet("Sampul", 0)["A1"] = "Laporan tahunan"
    out = io.BytesIO()
    book.save(out)
    choose_book(opened, out.getvalue())
    said = opened.locator("#menurut").inner_text()
    assert 'Yang dibaca: lembar "Sheet", satu dari 2 lembar.' in said
    opened.locator("#lembar").select_option("Sampul")
    opened.get_by_text("Kepala tabel belum dikenali").wait_for()


def test_a_title_above_a_csv_does_not_hide_what_parts_its_cells(opened: Page) -> None:
    text = "Luas, hasil\nkecamatan;luas;hasil\nKuaro;1,5;2,5\nMuara;1,5; 2\n"
    choose(opened, "panen.csv", text)
    said = opened.locator("#menurut").inner_text()
    assert "Judul tampaknya baris 1; kepala tabel tampaknya baris 2." in said
    assert "Sel C4" in opened.locator("#temuan").inner_text()


def test_the_same_is_a_fault_of_a_table_that_is_described(opened: Page) -> None:
    choose(opened, "tabel.csv", BAD.replace("\n2,Jumlah", "\n,,,,,,,\n2,Jumlah"))
    item = opened.locator("#temuan [data-kode=blank-row]")
    assert item.locator(".pd-st").inner_text() == "Galat"
    assert "_baru" not in opened.locator("#menurut").inner_text()


@pytest.mark.parametrize(
    ("header", "chosen", "asked"),
    [
        ("kode_opd,nomor,nama,tanggal,jenis,perempuan,laki_laki,jumlah", True, False),
        ("nomor,nama,tanggal,jenis,laki,wanita,jumlah,kode_opd", False, True),
        ("nomor,nama,alamat,luas,panjang,lebar,tinggi,kode_opd", False, False),
    ],
)
def test_a_table_is_chosen_only_if_every_heading_of_it_is_there(
    opened: Page, header: str, chosen: bool, asked: bool
) -> None:
    """If more than half of them are, the page asks."""
    choose(opened, "tabel.csv", "\n".join([header, *BAD.splitlines()[1:], ""]))
    assert opened.locator("#tabel").input_value() == ("dkisp/contoh/tabel" if chosen else "")
    said = opened.locator("#menurut").inner_text()
    assert ("Apakah ini data terbaru “" in said) == asked
    assert ("Tidak ada tabel dalam daftar" in said) == (not chosen and not asked)
    opened.locator("#tabel").select_option("dkisp/contoh/tabel")
    opened.get_by_text("Diperiksa menurut tabel").wait_for()
    assert "Apakah" not in opened.locator("#menurut").inner_text()


def test_another_table_is_chosen_and_the_file_is_judged_by_it(opened: Page) -> None:
    choose(opened, "tabel.csv", BAD)
    opened.locator("#tabel").select_option("referensi/topik/topik")
    opened.locator("#temuan [data-kode=missing-label]").wait_for()
    assert "missing-label" in kinds(opened)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("laporan.xls", b"<html><table><tr><td>1</td></tr></table></html>", "halaman web (HTML)"),
        ("laporan.xlsx", b"%PDF-1.7 x", "berkas PDF"),
        ("laporan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama"),
        (
            "rahasia.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "dikunci sandi",
        ),
    ],
)
def test_what_is_no_table_is_named(opened: Page, name: str, content: bytes, said: str) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    opened.get_by_label("Pilih berkas").set_input_files(file)  # type: ignore[arg-type]
    opened.locator("#hasil").wait_for()
    assert kinds(opened) == ["file-kind"]
    assert said in opened.locator("#temuan").inner_text()


def test_nothing_is_asked_for_once_the_page_is_open(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.goto(address + "periksa/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)
    choose(page, "tabel.csv", BAD)
    page.locator("#tabel").select_option("referensi/topik/topik")
    page.locator("#temuan [data-kode=missing-label]").wait_for()
    assert asked == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_a_file_that_is_dragged_in_is_judged(opened: Page) -> None:
    opened.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "tabel.csv"));
          const drop = { dataTransfer: data, bubbles: true, cancelable: true };
          document.querySelector("#periksa p").dispatchEvent(new DragEvent("drop", drop));
        }""",
        BAD,
    )
    opened.locator("#hasil").wait_for()
    assert "type-error" in kinds(opened)


def test_the_list_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "periksa/")
    choose(page, "tabel.csv", BAD)
    page.get_by_role("button", name="Salin daftar").click()
    page.get_by_text("Daftar sudah disalin.").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "6 galat, 1 peringatan, 0 catatan – tabel.csv"
    assert any(line.startswith("Sel C3 | Galat | ") for line in lines)
    context.close()


def test_by_keyboard_alone(opened: Page) -> None:
    opened.keyboard.press("Tab")
    seen = []
    for _ in range(8):
        seen.append(opened.evaluate("document.activeElement.id"))
        opened.keyboard.press("Tab")
    assert seen.index("berkas") < seen.index("tabel")


@pytest.mark.parametrize("path", ["periksa/", "en/periksa/"])
@pytest.mark.parametrize("text", [BAD, "Judul panjang\n\nnama;nilai\n x;1\n"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_nothing_stands_in_the_way(
    browser: Browser, address: str, path: str, text: str, width: int, scheme: str
) -> None:
    """With a result on it the page breaks no rule of accessibility, at any width."""
    size = {"width": width, "height": 800}
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address + path)
    file = {"name": "tabel.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("#berkas").set_input_files(file)  # type: ignore[arg-type]
    page.locator("#hasil").wait_for()
    found = Axe().run(page, options=AXE).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_without_scripts_the_page_says_what_to_do(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "periksa/")
    assert page.locator("#periksa").is_hidden()
    assert "pull request" in page.locator("main").inner_text()
    context.close()


NUMBERS = st.from_regex(r"[-+ 0-9._,eE]{0,8}", fullmatch=True)
CELLS = st.one_of(
    NUMBERS,
    st.from_regex(r"(19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12),
    st.sampled_from(["", " ", "a", "b", "dkisp", "NaN", "INF", "1e400", "١٢", "true", "-0", "007"]),
)
ROWS = st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=6)


def test_any_cells_have_the_verdicts_of_the_check_before_publication(
    page: Page, site: Site, tmp_path: Path
) -> None:
    root = portal(tmp_path)
    change(root, {"resources.0.schema.fields.5.type": "number"})
    change(root, {"resources.0.schema.fields.6.type": "year"})
    change(root, {"resources.0.schema.fields.6.constraints": {}, "resources.0.sdi:aturan": []})
    header = BAD.splitlines()[0].split(",")

    @given(ROWS)
    def compared(rows: list[list[str]]) -> None:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        file = root / "datasets/dkisp/contoh/data/tabel.csv"
        file.write_text(out.getvalue(), encoding="utf-8", newline="")
        case = check_site.case(root, AS_OF, site)
        told = [t for t in case.told if not t[0].startswith("personal-")]
        found = check_site.judged(page, case.schema, case.codes, file.name, file.read_bytes())
        shown = [t for t in check_site.places(found) if not t[0].startswith("personal-")]
        assert shown == told

    compared()


@pytest.fixture(scope="module")
def own(browser: Browser, built_site: Path) -> Iterator[Page]:
    """The page of this repository's own site, with its policy and its data."""
    with served(Handler, built_site) as found:
        opened = browser.new_page()
        opened.goto(found + "periksa/", wait_until="networkidle")
        yield opened
        opened.close()


def tables() -> dict[str, tuple[Dataset, Resource]]:
    day = date(2026, 11, 26)
    given = load.load_portal(REPOSITORY, day)
    found = {s.id: load.load(s, given)[0] for s in load.discover(REPOSITORY)}
    return {
        f"{id}/{resource.name}": (dataset, resource)
        for id, dataset in found.items()
        for resource in (dataset.resources if dataset else ())
        if dataset and schemas.covered(resource)
    }


def test_what_this_repository_publishes_is_recognised_and_judged_alike(own: Page) -> None:
    """Each published file, chosen as an officer would choose it."""
    known = tables()
    datasets = {dataset.id: dataset for dataset, _ in known.values()}
    said = {
        id: checks.check(dataset, checks.Reference(datasets), shown=10**6).findings
        for id, dataset in datasets.items()
    }
    assert len(known) > 20
    for name, (dataset, resource) in known.items():
        file = dataset.source.folder / resource.path
        own.locator("#hasil").evaluate("(section) => { section.hidden = true; }")
        own.locator("#berkas").set_input_files(file)
        own.locator("#hasil").wait_for()
        assert own.locator("#tabel").input_value() == name
        schema = own.evaluate("(name) => PD_UJI.schema(name)", name)
        found = check_site.judged(own, schema, {}, file.name, file.read_bytes())
        assert check_site.places(found) == check_site.told(said[dataset.id], resource), name
        assert len(kinds(own)) == len({(f["code"], f["level"]) for f in found}), name
