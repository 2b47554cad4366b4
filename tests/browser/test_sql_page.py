"""SQL and tables side by side on the explore page, in a browser."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from explored import ID, built, field, laid_out, table, written
from playwright.sync_api import Browser, Page, expect
from portals import DESCRIPTOR, portal
from visiting import AXE, Handler, Visit, served

pytestmark = pytest.mark.browser

UNIT = {"sdi:satuan": "jiwa", "sdi:konsep": "Penduduk", "sdi:definisi": "Orang.", "sdi:ukuran": "x"}
KINDS = [{"value": "sensus", "label": "Sensus"}, {"value": "estimasi", "label": "Perkiraan"}]
AREAS = [
    ("64.99.01", "6499010", "Alas"),
    ("64.99.02", "6499020", "Bumi"),
    ("64.99.03", "6499030", "Cala"),
]
REQUIRED = {"required": True}
CODE = field("kode", role="kode", title="Kode kecamatan", constraints={**REQUIRED})
YEAR = field("tahun", "year", role="waktu", title="Tahun", constraints={**REQUIRED})
HOSTILE = '<img src=x onerror="alert(1)">'
ENDLESS = """SELECT COUNT(*) FROM data a
JOIN data b ON a.nomor <> b.nomor
JOIN data c ON b.nomor <> c.nomor"""


def pointing(given: dict[str, Any], column: str, to: str) -> dict[str, Any]:
    """A table whose codes stand in the reference table of districts."""
    reference = {"package": "referensi/wilayah", "resource": "kecamatan", "fields": [to]}
    given["schema"]["foreignKeys"] = [{"fields": [column], "reference": reference}]
    return given


PEOPLE = pointing(
    table(
        "penduduk",
        [
            CODE,
            YEAR,
            field("jumlah", "integer", role="ukuran", title="Penduduk", **UNIT),
            field("select", title="Kata SQL"),
            field("__proto__", "integer"),
        ],
        ["kode", "tahun"],
    ),
    "kode",
    "kode_kemendagri",
)
NUMBERS = table(
    "angka",
    [field("nomor", "integer", role="kode", constraints={**REQUIRED}), field("sama")],
    ["nomor"],
)
SCHOOLS = pointing(
    table(
        "sekolah",
        [
            CODE,
            YEAR,
            field(
                "jenis_angka", categories=KINDS, title="Jenis angka", constraints={"required": True}
            ),
            field("jumlah", "integer", role="ukuran", title="Sekolah", **UNIT),
        ],
        ["kode", "tahun", "jenis_angka"],
    ),
    "kode",
    "kode_bps",
)
DISTRICTS = table(
    "kecamatan",
    [
        field("kode_kemendagri", role="kode", constraints={"required": True, "unique": True}),
        field("kode_bps", role="kode", constraints={"required": True, "unique": True}),
        field("nama", role="nama"),
    ],
    ["kode_kemendagri"],
)


def people() -> list[list[str]]:
    rows = [["kode", "tahun", "jumlah", "select", "__proto__"]]
    for n, year in enumerate(range(2020, 2025)):
        for at, (code, _, _) in enumerate(AREAS):
            size = "" if (n + at) % 7 == 3 else str(1000 * at + n)
            rows.append([code, str(year), size, HOSTILE if n == at else "a|b", str(n)])
    return rows


def schools() -> list[list[str]]:
    rows = [["kode", "tahun", "jenis_angka", "jumlah"]]
    for _, code, _ in AREAS[:2]:
        rows.extend([code, str(year), "sensus", str(year - 2000)] for year in (2021, 2022))
    return [*rows, [AREAS[0][1], "2021", "estimasi", "99"]]


def numbers() -> list[list[str]]:
    return [["nomor", "sama"], *([str(n), "x"] for n in range(1, 1201))]


def dataset(root: Path, id: str, given: dict[str, Any], rows: list[list[str]], **more: Any) -> None:
    """A further dataset of the example portal, described as its own one is."""
    descriptor = yaml.safe_load((root / DESCRIPTOR).read_text("utf-8"))
    descriptor |= {"name": id.split("/")[1], "title": f"Judul {id}", "resources": [given], **more}
    folder = root / "datasets" / id
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(descriptor, sort_keys=False), "utf-8")
    (folder / f"data/{given['name']}.csv").write_text(written(rows), "utf-8")


@pytest.fixture(scope="module")
def explore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explore page of a portal with four tables."""
    root = tmp_path_factory.mktemp("sql")
    portal(root)
    topics = root / "datasets/referensi/topik/data/topik.csv"
    topics.write_text(topics.read_text("utf-8") + "wilayah,Wilayah,Areas,map\n", "utf-8")
    areas = [["kode_kemendagri", "kode_bps", "nama"], *map(list, AREAS)]
    made = {"sdi:topik": ["wilayah"], "sdi:asal": "himpunan"}
    dataset(root, "referensi/wilayah", DISTRICTS, areas, **made)
    dataset(root, "dkisp/sekolah", SCHOOLS, schools())
    tables = {
        "penduduk": (PEOPLE, written(people())),
        "angka": (NUMBERS, written(numbers())),
    }
    laid_out(root, tables, "2025-02-01")
    given, site = built(root)
    assert len(given.published) >= 4, given.held_back
    with served(Handler, site) as found:
        yield found + "jelajah/"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, service_workers="block"
    )
    yield Visit(context)
    context.close()


def complaints(visit: Visit) -> list[str]:
    """What the browser complained of, but for what this small site lacks: worker and icon."""
    lacks = ("Service Worker", "404 (File not found)")
    return [said for said in visit.complaints if not any(one in said for one in lacks)]


def opened(visit: Visit, explore: str, name: str = "penduduk", more: str = "") -> Page:
    visit.page.goto(f"{explore}?t={ID}/{name}{more}")
    expect(visit.page.locator("tbody tr").first).to_be_visible()
    return visit.page


def panel(visit: Visit, explore: str, name: str = "penduduk", more: str = "") -> Page:
    page = opened(visit, explore, name, more)
    page.get_by_role("button", name="Tanya dengan SQL").click()
    expect(page.get_by_label("Kueri SQL")).to_be_focused()
    return page


def run(page: Page, query: str, done: str = "baris dalam") -> None:
    page.get_by_label("Kueri SQL").fill(query)
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_role("status").filter(has_text=done)).to_be_visible()


def rows(page: Page) -> list[list[str]]:
    """What the table shows, without the number of the row."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("tbody tr")].map((row) =>
          [...row.querySelectorAll("td")].map((cell) => cell.textContent))"""
    )
    return found


def saved(page: Page) -> list[list[str]]:
    """The result as the CSV that is offered."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh hasil (CSV)").click()
    text = Path(download.value.path()).read_text("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_nothing_of_sql_is_loaded_before_it_is_asked_for(visit: Visit, explore: str) -> None:
    page = opened(visit, explore)
    assert not [url for url in visit.requests if "sql" in url or "mesin" in url or "squirr" in url]
    page.get_by_role("button", name="Tanya dengan SQL").click()
    expect(page.get_by_label("Kueri SQL")).to_be_visible()
    assert not [url for url in visit.requests if "squirreling" in url]
    run(page, "SELECT 1 AS satu FROM data LIMIT 1")
    assert len([url for url in visit.requests if "squirreling" in url]) == 1
    assert complaints(visit) == []


def test_the_example_query_fits_the_table_and_runs(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    query = page.get_by_label("Kueri SQL").input_value()
    assert query == (
        "SELECT tahun, SUM(jumlah) AS jumlah_total\nFROM data\nGROUP BY tahun\nORDER BY tahun"
    )
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_role("status").filter(has_text="5 baris dalam")).to_be_visible()
    held = sqlite3.connect(":memory:")
    frame = pd.DataFrame(people()[1:], columns=people()[0])
    frame["jumlah"] = pd.to_numeric(frame["jumlah"])
    frame.to_sql("data", held, index=False)
    expected = [[str(a), str(int(b))] for a, b in held.execute(query)]
    assert saved(page)[1:] == expected
    assert complaints(visit) == []


def test_what_may_not_be_summed_is_not_summed_by_the_example(visit: Visit, explore: str) -> None:
    page = panel(visit, explore, "angka")
    expect(page.get_by_label("Kueri SQL")).to_have_value(
        "SELECT nomor, sama\nFROM data\nORDER BY nomor DESC\nLIMIT 20"
    )
    page.goto(f"{explore}?t=dkisp/sekolah/sekolah&sql=")
    page.get_by_role("button", name="Tanya dengan SQL").click()
    value = page.get_by_label("Kueri SQL").input_value()
    assert "GROUP BY tahun, jenis_angka" in value, "a census and an estimate are never added"


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_after_it_ran_the_answer_is_in_view(
    visit: Visit, explore: str, size: tuple[int, int]
) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = panel(visit, explore)
    run(page, "SELECT kode, COUNT(*) AS n FROM data GROUP BY kode", "3 baris dalam")
    expect(page.get_by_role("status").filter(has_text="3 baris dalam")).to_be_in_viewport()
    expect(page.locator("thead")).to_be_in_viewport()
    expect(page.locator("tbody tr").first).to_be_in_viewport()
    expect(page.get_by_role("button", name="Jalankan")).to_be_focused()
    expect(page.get_by_role("button", name="Jalankan")).to_be_in_viewport()


def test_the_whole_table_is_asked_and_it_is_said(visit: Visit, explore: str) -> None:
    page = panel(visit, explore, more="&s.kode=64.99.01")
    expect(page.get_by_text("SQL membaca seluruh tabel, bukan hasil saringan.")).to_be_visible()
    run(page, "SELECT COUNT(*) AS n FROM data", "1 baris dalam")
    assert rows(page) == [["15"]]


def test_nothing_of_an_earlier_answer_stands_below_an_error(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    run(page, "SELECT COUNT(*) AS banyak FROM data", "1 baris dalam")
    run(page, "SELECT salah FROM data", "Kolom salah tidak ada.")
    expect(page.get_by_role("status").filter(has_text="Kolom salah")).to_be_in_viewport()
    expect(page.locator("tbody tr")).to_have_count(15)
    expect(page.locator("thead")).not_to_contain_text("banyak")
    assert len(saved(page)) == 1 + 15
    assert "sql=" not in page.url
    expect(page.get_by_label("Kueri SQL")).to_have_value("SELECT salah FROM data")


def test_back_leads_from_an_answer_to_the_table_as_it_was(visit: Visit, explore: str) -> None:
    page = panel(visit, explore, more="&s.kode=64.99.01")
    run(page, "SELECT tahun FROM data ORDER BY tahun LIMIT 2", "2 baris dalam")
    run(page, "SELECT tahun FROM data ORDER BY tahun LIMIT 3", "3 baris dalam")
    assert "s.kode" not in page.url
    page.go_back()
    expect(page.get_by_label("Kueri SQL")).to_have_value(re.compile("LIMIT 2"))
    expect(page.locator("tbody tr")).to_have_count(2)
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(5)
    assert "sql=" not in page.url
    assert "s.kode=64.99.01" in page.url
    expect(page.get_by_text("tidak ada di tabel ini")).to_have_count(0)


def test_back_at_the_table_nothing_tells_of_an_answer(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    run(page, "SELECT COUNT(*) AS n FROM data", "1 baris dalam")
    page.get_by_role("button", name="Kembali ke").click()
    expect(page.locator("tbody tr")).to_have_count(15)
    expect(page.get_by_text("1 baris dalam")).to_have_count(0)


WRONG = (
    ("", "Kueri dimulai dengan SELECT atau WITH."),
    ("DROP TABLE data", "Kueri dimulai dengan SELECT atau WITH."),
    ("SELECT 1", "FROM belum ada atau salah letak."),
    ("SELECT TAHUN FROM data", "Kolom TAHUN tidak ada. Yang ada antara lain: tahun."),
    ("SELECT zzz FROM data", "Kolom zzz tidak ada. Yang ada antara lain: kode, tahun"),
    ("SELECT * FROM penduduk2", "Tabel penduduk2 tidak dikenal di sini. Yang ada: data, "),
    ('SELECT * FROM data WHERE kode = "Paser Kota"', "kutip tunggal: 'Paser Kota'."),
    ("SELECT * FROM data WHERE kode = '64", "tanda kutip yang belum ditutup"),
    ("SELECT TOP 3 * FROM data", "Tulis LIMIT di akhir kueri."),
    ("SELECT kode || tahun FROM data", "Pakai CONCAT(a, b)."),
    ("SELECT * FROM data WHERE kode ILIKE '64%'", "ILIKE tidak didukung."),
    ("SELECT RANK() OVER (ORDER BY tahun) FROM data", "Fungsi jendela (OVER)"),
    ("SELECT MAX(jumlah), kode FROM data", "Kolom kode tidak ada di GROUP BY."),
)


def test_the_commonest_faults_are_told_in_the_readers_words(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    for query, told in WRONG:
        run(page, query, told)
    assert complaints(visit) == []


def test_a_thousands_point_in_a_comparison_is_asked_about(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    told = "2.000 dibaca sebagai pecahan. Untuk ribuan tulis 2000."
    run(page, "SELECT jumlah FROM data WHERE jumlah > 2.000", told)
    run(page, "SELECT jumlah FROM data WHERE jumlah > 2000.5", "baris dalam")
    expect(page.get_by_text("dibaca sebagai pecahan")).to_have_count(0)


def test_odd_names_and_hostile_values_are_plain_text(visit: Visit, explore: str) -> None:
    page = panel(visit, explore)
    run(page, 'SELECT "select", "__proto__", COUNT(*) AS "n ""x""" FROM data GROUP BY 1, 2')
    found = saved(page)
    assert found[0] == ["select", "__proto__", 'n "x"']
    assert len(found) == 1 + 8
    assert page.locator("tbody img").count() == 0
    assert any(HOSTILE in cell for row in rows(page) for cell in row)
    assert complaints(visit) == []


def test_what_is_wrong_is_told_with_the_engines_own_words_marked(
    visit: Visit, explore: str
) -> None:
    page = panel(visit, explore)
    run(page, "SELEC tahun", "Kueri belum benar:")
    own = page.locator('[role=status] [lang="en"]')
    expect(own).to_have_text('Expected SELECT but found "SELEC" at position 0')
    run(page, "DELETE FROM data", "Kueri belum benar:")
    run(page, "SELECT tahun FROM data LIMIT 2", "2 baris dalam")


def test_an_endless_query_is_stopped_by_the_button_and_the_page_stays_alive(
    visit: Visit, explore: str
) -> None:
    page = panel(visit, explore, "angka")
    page.get_by_label("Kueri SQL").fill(ENDLESS)
    page.get_by_role("button", name="Jalankan").click()
    page.wait_for_timeout(500)
    begun = time.monotonic()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert time.monotonic() - begun < 1, "the page answers while the worker computes"
    begun = time.monotonic()
    page.get_by_role("button", name="Berhenti").click()
    expect(page.get_by_role("status").filter(has_text="Kueri dihentikan.")).to_be_visible()
    assert time.monotonic() - begun < 1
    run(page, "SELECT COUNT(*) AS n FROM data", "1 baris dalam")
    assert rows(page) == [["1.200"]]


def test_a_query_stops_by_itself_after_thirty_seconds(visit: Visit, explore: str) -> None:
    visit.page.clock.install()
    page = panel(visit, explore, "angka")
    page.get_by_label("Kueri SQL").fill(ENDLESS)
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_role("button", name="Berhenti")).to_be_visible()
    page.clock.fast_forward(15_000)
    expect(page.get_by_role("button", name="Berhenti")).to_be_visible()
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("status").filter(has_text="setelah 30 detik")).to_be_visible()
    expect(page.get_by_role("button", name="Berhenti")).to_be_hidden()


def test_after_a_stop_the_tables_own_rows_are_there_again(visit: Visit, explore: str) -> None:
    page = panel(visit, explore, "angka")
    run(page, "SELECT COUNT(*) AS n FROM data", "1 baris dalam")
    page.get_by_label("Kueri SQL").fill(ENDLESS)
    page.get_by_role("button", name="Jalankan").click()
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Berhenti").click()
    expect(page.locator("tbody tr")).to_have_count(25)
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.get_by_role("status").filter(has_text="Baris 26–50 dari 1.200")).to_be_visible()


def test_a_result_of_a_million_rows_is_cut_and_it_is_said(visit: Visit, explore: str) -> None:
    page = panel(visit, explore, "angka")
    query = "SELECT a.nomor FROM data a JOIN data b ON a.sama = b.sama"
    run(page, query, "Hanya 200.000 baris pertama")
    expect(page.get_by_role("status").filter(has_text="Baris 1–25 dari 200.000")).to_be_visible()
    run(page, query + " JOIN data c ON a.sama = c.sama", "Hasil antara melebihi 5.000.000 baris")


def test_the_query_of_a_link_runs_when_the_reader_has_seen_it(visit: Visit, explore: str) -> None:
    query = "SELECT kode, COUNT(*) AS n FROM data GROUP BY kode ORDER BY kode"
    page = opened(visit, explore, more="&sql=" + quote(query))
    expect(page.get_by_text("Kueri dari tautan belum dijalankan.")).to_be_visible()
    assert page.get_by_label("Kueri SQL").input_value() == query
    page.get_by_role("button", name="Jalankan").click()
    expect(page.get_by_role("status").filter(has_text="3 baris dalam")).to_be_visible()
    assert rows(page) == [[code, "5"] for code, _, _ in AREAS]
    page.get_by_role("button", name="Kembali ke").click()
    expect(page.get_by_role("status").filter(has_text="Baris 1–15 dari 15")).to_be_visible()
    assert "sql=" not in page.url


def test_what_a_query_makes_up_is_text_and_freezes_nothing(visit: Visit, explore: str) -> None:
    query = """WITH a AS (SELECT 'satu' AS s FROM data LIMIT 1), b AS (SELECT CONCAT(ten) AS s
        FROM a),
        c AS (SELECT CONCAT(ten) AS s FROM b) SELECT 1 AS x FROM a UNION ALL SELECT s FROM c"""
    query = query.replace("satu", "1" * 300).replace("ten", ", ".join(["s"] * 10))
    page = panel(visit, explore, "penduduk")
    begun = time.monotonic()
    run(page, query, "2 baris dalam")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert time.monotonic() - begun < 5
    run(page, "SELECT 'https://a.go.id@evil.example/' AS tautan FROM data LIMIT 1", "1 baris dalam")
    assert rows(page) == [["https://a.go.id@evil.example/"]]
    assert not page.locator("tbody a[href*=evil]").count()


def test_the_query_of_a_link_waits_for_a_tap_where_the_table_is_large(
    visit: Visit, explore: str
) -> None:
    def larger(route: Any) -> None:
        answer = route.fetch()
        said = answer.json()
        said["tabel"][0]["parquet"]["bytes"] = 1_500_000
        route.fulfill(response=answer, json=said)

    visit.page.route("**/jelajah.json", larger)
    query = quote("SELECT COUNT(*) AS n FROM data")
    visit.page.goto(f"{explore}?t={ID}/penduduk&sql={query}")
    ask = visit.page.get_by_role("button", name="Muat semua")
    expect(ask).to_be_visible()
    assert not [url for url in visit.requests if ".parquet" in url or "squirreling" in url]


# Side by side


def together(visit: Visit, explore: str, more: str = "") -> Page:
    page = opened(visit, explore, more=more)
    page.get_by_role("button", name="Buka bersama", exact=True).click()
    expect(page.get_by_text("Sama-sama menurut kecamatan dan tahun.")).to_be_visible()
    return page


def expected(kind: str | None = None, how: str = "left") -> list[list[str]]:
    """The same join by pandas: the codes meet in the reference table."""
    left = pd.DataFrame(people()[1:], columns=people()[0])
    areas = pd.DataFrame(AREAS, columns=["kode", "kode_bps", "nama"])
    right = pd.DataFrame(schools()[1:], columns=["kode_bps", "tahun", "jenis_angka", "jumlah_lain"])
    if kind:
        right = right[right["jenis_angka"] == kind]
    right = right.merge(areas[["kode", "kode_bps"]], on="kode_bps")
    made = left.merge(right, on=["kode", "tahun"], how=how)  # type: ignore[arg-type]
    return (
        made[[*left.columns, "kode_bps", "jenis_angka", "jumlah_lain"]].fillna("").values.tolist()
    )


def test_another_table_is_laid_beside_this_one(visit: Visit, explore: str) -> None:
    page = together(visit, explore)
    page.get_by_role("button", name="Buka bersama Judul dkisp/sekolah").click()
    status = page.get_by_role("status").filter(has_text="Yang berpasangan")
    expect(status).to_contain_text("16 baris. Yang berpasangan 4, yang tidak 11.")
    expect(status).to_contain_text("1 baris punya lebih dari satu pasangan")
    assert saved(page)[1:] == expected()
    sides = page.locator("main li", has_text="versi")
    expect(sides).to_have_count(2)
    expect(sides.nth(1)).to_contain_text("Judul dkisp/sekolah")
    expect(sides.nth(1)).to_contain_text("data 2024–2025; sumber: Rekaan untuk pengujian")
    expect(page.locator("thead")).to_contain_text("Sekolah (Judul dkisp/sekolah)")
    page.get_by_label("Pilih satu Jenis angka").select_option("sensus")
    expect(status).to_contain_text("15 baris. Yang berpasangan 4, yang tidak 11.")
    expect(status).not_to_contain_text("lebih dari satu pasangan")
    assert saved(page)[1:] == expected("sensus")
    page.get_by_label("Hanya baris yang ada di keduanya").check()
    expect(status).to_contain_text("4 baris.")
    assert saved(page)[1:] == expected("sensus", "inner")
    assert "dengan=dkisp%2Fsekolah%2Fsekolah" in page.url
    assert complaints(visit) == []


def test_both_tables_are_known_to_sql_by_name(visit: Visit, explore: str) -> None:
    page = opened(visit, explore, more="&dengan=dkisp/sekolah/sekolah")
    expect(page.get_by_role("status").filter(has_text="16 baris.")).to_be_visible()
    page.get_by_text("Nama tabel dan kolom").click()
    names = page.locator("details b").all_inner_texts()
    assert names == ["data", "contoh_penduduk", "sekolah", "bersama"]
    run(page, "SELECT SUM(jumlah) AS n FROM sekolah UNION ALL SELECT COUNT(*) FROM bersama")
    assert saved(page)[1:] == [[str(21 + 22 + 21 + 22 + 99)], ["16"]]


def test_a_table_of_a_link_that_is_not_on_offer_is_named(visit: Visit, explore: str) -> None:
    page = opened(visit, explore, more="&dengan=dkisp/hilang/x")
    told = page.get_by_role("status").filter(has_text="tidak dapat dibuka bersama")
    expect(told).to_have_text(
        "dkisp/hilang/x tidak dapat dibuka bersama tabel ini: wilayah atau waktunya tidak bertemu,"
        " atau tabelnya hanya dapat diunduh."
    )


def test_without_the_other_tables_file_it_is_said_and_the_rest_works(
    visit: Visit, explore: str
) -> None:
    visit.page.route("**/dkisp/sekolah/*.parquet*", lambda route: route.abort())
    page = opened(visit, explore, more="&dengan=dkisp/sekolah/sekolah&dengan=dkisp/hilang/x")
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    expect(page.get_by_text("Tabel itu tidak dapat dibuka.")).to_be_visible()
    page.get_by_role("button", name="Tanya dengan SQL").click()
    run(page, "SELECT COUNT(*) AS n FROM data", "1 baris dalam")


@pytest.mark.parametrize("lang", ["", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_panel_breaks_no_rule_of_accessibility(
    browser: Browser, explore: str, width: int, scheme: Any, lang: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    address = explore.replace("jelajah/", f"{lang}/jelajah/") if lang else explore
    page.goto(
        f"{address}?t={ID}/penduduk&dengan=dkisp/sekolah/sekolah&sql=SELECT%20*%20FROM%20data"
    )
    expect(page.locator("textarea")).to_be_visible()
    page.get_by_role("button", name="Run" if lang else "Jalankan", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="15 ").first).to_be_visible()
    for details in page.locator("main details summary").all():
        details.click()
    found = Axe().run(page, options=AXE).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_all_of_it_is_reached_by_the_keyboard(visit: Visit, explore: str) -> None:
    page = opened(visit, explore)
    page.get_by_role("button", name="Tanya dengan SQL").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kueri SQL")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT COUNT(*) AS n FROM data")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Jalankan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 baris dalam")).to_be_visible()
    expect(page.get_by_role("button", name="Jalankan")).to_be_focused()
