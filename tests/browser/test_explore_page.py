"""The explore page in a browser: a whole table opened, sorted, filtered, paged, taken away."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from explored import ID, built, field, laid_out, read, table, written
from playwright.sync_api import Browser, Page, Route, expect
from visiting import AXE, Handler, Visit, served

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="alert(1)">'
OLD, NEW = "2025-01-01", "2025-02-01"

TYPES: list[tuple[dict[str, Any], list[str]]] = [
    (field("nomor", "integer", role="kode", constraints={"required": True}), ["1", "2", "3"]),
    (field("select", "integer"), ["5", "", "12"]),
    (field("__proto__", "number"), ["0.1", "0.0000001", "1000000000000000000000"]),
    (field("constructor"), ["=1+1", HOSTILE, ""]),
    (field("nama kolom"), ["001", "\ufeffawal", "é — 𝒳"]),
    (field('kutip "dua"'), ['a "b", c', "", "baris\ndua"]),
    (field("besar", "integer"), ["9007199254740993", "-9007199254740993", ""]),
    (field("desimal", "number"), ["12345678901234567890.12", "-0.01", "5.00"]),
    (field("raksasa", "integer"), ["9" * 38, "-5", ""]),
    (field("lebih", "integer"), ["9" * 60, "-" + "8" * 60, "7"]),
    (field("tanggal", "date"), ["2024-01-05", "1899-12-31", ""]),
    (field("saat", "datetime"), ["2024-01-05T10:11:12.500000", "1945-08-17T00:00:00", ""]),
    (field("utc", "datetime"), ["2024-01-05T10:11:12Z", "1960-01-01T00:00:00.000001Z", ""]),
    (field("wita", "datetime"), ["2024-01-05T10:11:12+08:00", "", ""]),
    (field("jam", "time"), ["07:30:00", "23:59:59.000001", ""]),
    (field("tahun", "year"), ["0224", "2024", ""]),
    (field("bulan", "yearmonth"), ["2024-05", "2024-11", ""]),
    (field("ya", "boolean"), ["true", "false", ""]),
    (field("objek", "object"), ['{"a":1}', "{}", ""]),
]
CODES = [{"value": "1", "label": "Tetap"}, {"value": "2", "label": "Sementara"}]
UNIT = {"sdi:satuan": "jiwa", "sdi:konsep": "Penduduk", "sdi:definisi": "Orang.", "sdi:ukuran": "x"}
PLACES = table(
    "tempat",
    [
        field("nomor", "integer", role="kode", constraints={"required": True}),
        field("nama", title="Nama tempat"),
        field("jumlah", "integer", role="ukuran", title="Penduduk", **UNIT),
        field("status", categories=CODES, title="Status"),
        field("tanggal", "date", title="Tanggal"),
        field("alamat", title="Alamat web"),
    ],
    ["nomor"],
)
LARGE = table(
    "besar",
    [
        field("nomor", "integer", role="kode", constraints={"required": True}),
        field("nama"),
        field("nilai", "number"),
    ],
    ["nomor"],
)


def places() -> list[list[str]]:
    """120 rows: ties, gaps, negative figures, a year of days."""
    rows = [["nomor", "nama", "jumlah", "status", "tanggal", "alamat"]]
    for n in range(1, 121):
        size = "" if n % 10 == 0 else str((n * 37) % 50 * 100 - 700)
        day = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"
        name = HOSTILE if n == 7 else f"Tempat {chr(97 + n % 26)}{n}"
        rows.append([str(n), name, size, str(n % 2 + 1), day, "https://contoh.go.id/a?b=1&c=2"])
    return rows


def large() -> list[list[str]]:
    rng = random.Random(1)
    rows = [["nomor", "nama", "nilai"]]
    for n in range(1, 60_001):
        name = "".join(rng.choices("abcdefghij", k=14))
        rows.append([str(n), f"Tempat {name}", f"{rng.randrange(10**9) / 1e6:.6f}".rstrip("0")])
    return rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("jelajah") / "p"
    kinds = [[f["name"] for f, _ in TYPES], *map(list, zip(*(v for _, v in TYPES), strict=True))]
    bare = table("bebas", [field("nama"), field("nilai", "integer")])
    tables = {
        "tempat": (PLACES, written(places())),
        "jenis": (table("jenis", [f for f, _ in TYPES], ["nomor"]), written(kinds)),
        "besar": (LARGE, written(large())),
        "bebas": (bare, written([["nama", "nilai"], *([f"x{n}", str(n)] for n in range(40))])),
    }
    laid_out(root, {**tables, "tempat": (PLACES, written(places()[:50]))}, OLD)
    laid_out(root, tables, NEW)
    return built(root)[1]


@pytest.fixture(scope="module")
def site(made: Path) -> Iterator[str]:
    with served(Handler, made) as found:
        yield found


@pytest.fixture
def reader(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, service_workers="block"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context)
    visit.page.set_default_timeout(15_000)
    yield visit
    context.close()


@pytest.fixture
def go(reader: Visit, site: str) -> Callable[..., Page]:
    """Opens the page with a query and waits until something is said."""

    def open_(
        query: str, lang: str = "", wait: str = "[role=status]:not(:empty), .pd-note"
    ) -> Page:
        reader.page.goto(f"{site}{lang}jelajah/?{query}")
        reader.page.locator(f"[data-jelajah] :is({wait})").first.wait_for()
        return reader.page

    return open_


def said(page: Page) -> str:
    return page.locator("[data-jelajah] [role=status]").inner_text()


def rows(page: Page) -> list[list[str]]:
    """What the body of the table shows: the number of the row, and its cells."""
    found: list[list[str]] = page.locator("[data-jelajah] tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent))"
    )
    return found


def column(page: Page, at: int) -> list[str]:
    return [row[at] for row in rows(page)]


def waits(page: Page, text: str) -> None:
    expect(page.locator("[data-jelajah] [role=status]")).to_have_text(text)


def noted(page: Page, text: str) -> None:
    expect(page.locator(".pd-note").filter(has_text=text)).to_be_visible()


def taken(page: Page, name: str = "Unduh hasil (CSV)") -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    text = Path(download.value.path()).read_bytes().decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def test_nothing_is_loaded_before_a_table_is_asked_for(reader: Visit, site: str) -> None:
    reader.page.goto(f"{site}jelajah/")
    expect(reader.page.get_by_role("heading", name="Tabel yang dapat dibuka")).to_be_visible()
    reader.page.wait_for_timeout(300)
    asked = [url for url in reader.requests if re.search("parquet|jelajah.json|kerja|sql", url)]
    assert asked == []
    reader.page.get_by_role("link", name="Contoh penduduk menurut tempat", exact=True).click()
    waits(reader.page, "Baris 1–25 dari 120.")
    assert any("tempat.parquet" in url for url in reader.requests)
    assert not any("squirreling" in url or "jelajah-sql" in url for url in reader.requests)


def test_without_scripts_the_csv_is_offered(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}jelajah/?t={ID}/tempat")
    expect(page.get_by_text("Tabel penuh butuh JavaScript.")).to_be_visible()
    link = page.get_by_role("link", name=re.compile("CSV.*Contoh penduduk"))
    assert link.get_attribute("href") == f"../datasets/{ID}/tempat.csv"
    context.close()


def test_a_table_shows_its_rows_in_the_words_of_the_page(
    go: Callable[..., Page], reader: Visit
) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    address = "contoh.go.id"
    assert rows(page)[0] == ["1", "1", "Tempat b1", "3.000", "Sementara 2", "2024-02-02", address]
    assert column(page, 3)[9] == "–tidak ada nilai"
    assert column(page, 2)[6] == HOSTILE
    assert page.locator("tbody img").count() == 0
    heads = page.locator("thead tr").first.locator("th").all_inner_texts()
    assert [h.split("\n")[0] for h in heads][:4] == [
        "Baris",
        "Kolom nomor",
        "Nama tempat",
        "Penduduk",
    ]
    assert "jiwa" in heads[3]
    page = go(f"t={ID}/tempat", "en/")
    waits(page, "Rows 1–25 of 120.")
    assert rows(page)[0][3] == "3,000"
    assert page.locator("thead [lang=id]").count() >= 1
    assert [text for text in reader.complaints if not re.search("Service Worker|404", text)] == []


def test_sorting_is_stable_and_puts_what_is_missing_last(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    given = places()[1:]
    head = page.locator("thead th").filter(has_text="Penduduk")
    sort = head.get_by_role("button")

    def expected(down: bool) -> list[str]:
        some = [row for row in given if row[2]]
        some.sort(key=lambda row: int(row[2]) * (-1 if down else 1))
        return [row[0] for row in [*some, *(row for row in given if not row[2])]]

    for down, mark, way in ((False, "jumlah", "ascending"), (True, "-jumlah", "descending")):
        sort.click()
        expect(head).to_have_attribute("aria-sort", way)
        expect(page).to_have_url(re.compile(f"[?&]urut={mark}(&|$)"))
        for _ in range(4):
            page.get_by_role("button", name="Berikutnya").click()
        waits(page, "Baris 101–120 dari 120.")
        assert column(page, 0) == expected(down)[100:]
    sort.click()
    expect(head).to_have_attribute("aria-sort", "none")
    waits(page, "Baris 1–25 dari 120.")
    assert column(page, 0) == [str(n) for n in range(1, 26)]


def number_of(row: list[str]) -> int | None:
    return int(row[2]) if row[2] else None


@pytest.mark.parametrize(
    ("label", "text", "passes"),
    [
        ("Nama tempat", "TEMPAT A", lambda r: "tempat a" in r[1].lower()),
        ("Nama tempat", "=Tempat b1", lambda r: r[1] == "Tempat b1"),
        ("Nama tempat", "=TEMPAT B1", lambda r: r[1] == "Tempat b1"),
        ("Penduduk", "1000-2000", lambda r: r[2] != "" and 1000 <= int(r[2]) <= 2000),
        ("Penduduk", "1,3 ribu", lambda r: r[2] == "1300"),
        ("Penduduk", "> 0,0025 juta", lambda r: r[2] != "" and int(r[2]) > 2500),
        ("Tanggal", "3 Maret 2024", lambda r: r[4] == "2024-03-03"),
        ("Tanggal", "03/03/2024", lambda r: r[4] == "2024-03-03"),
        ("Tanggal", "Maret 2024..Mei 2024", lambda r: "2024-03" <= r[4] < "2024-06"),
        ("Tanggal", "2025-2026", lambda r: False),
        ("Nama tempat", ">5", lambda r: ">5" in r[1]),
        ("Penduduk", ">1000", lambda r: r[2] != "" and int(r[2]) > 1000),
        ("Penduduk", ">= 1.000", lambda r: r[2] != "" and int(r[2]) >= 1000),
        ("Penduduk", "<-100", lambda r: r[2] != "" and int(r[2]) < -100),
        ("Penduduk", "-100..1.000,0", lambda r: r[2] != "" and -100 <= int(r[2]) <= 1000),
        ("Penduduk", "..0", lambda r: r[2] != "" and int(r[2]) <= 0),
        ("Penduduk", "=", lambda r: r[2] == ""),
        ("Penduduk", "50", lambda r: "50" in r[2]),
        ("Tanggal", "2024-03..2024-05", lambda r: "2024-03" <= r[4] < "2024-06"),
        ("Tanggal", ">2024-11", lambda r: r[4] >= "2024-12"),
        ("Tanggal", "<=2024-02", lambda r: r[4] < "2024-03"),
    ],
)
def test_a_filter_gives_the_rows_that_the_csv_has(
    go: Callable[..., Page], label: str, text: str, passes: Callable[[list[str]], bool]
) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    page.get_by_label(f"Saring {label}").fill(text)
    page.keyboard.press("Enter")
    wanted = [row for row in places()[1:] if passes(row)]
    if wanted:
        waits(
            page, f"Baris 1–{min(25, len(wanted))} dari {len(wanted)} yang cocok, dari 120 baris."
        )
    else:
        waits(page, "Tidak ada baris yang cocok.")
    assert column(page, 0) == [row[0] for row in wanted[:25]]
    if wanted:
        assert taken(page)[1:] == wanted


def test_codes_are_filtered_by_their_labels_and_filters_add_up(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat")
    page.get_by_label("Saring Status").select_option("Tetap")
    waits(page, "Baris 1–25 dari 60 yang cocok, dari 120 baris.")
    page.get_by_label("Saring Penduduk").fill(">1000")
    wanted = [r for r in places()[1:] if r[3] == "1" and r[2] and int(r[2]) > 1000]
    waits(page, f"Baris 1–25 dari {len(wanted)} yang cocok, dari 120 baris.")
    page.reload()
    waits(page, f"Baris 1–25 dari {len(wanted)} yang cocok, dari 120 baris.")
    assert page.get_by_label("Saring Status").input_value() == "=1"
    assert page.get_by_label("Saring Penduduk").input_value() == ">1000"


@pytest.mark.parametrize(
    ("label", "text", "hint"),
    [
        ("Penduduk", ">banyak", "Belum terbaca sebagai angka."),
        ("Penduduk", "abc", "Belum terbaca sebagai angka."),
        ("Penduduk", "!=2010", "Belum terbaca sebagai angka."),
        ("Tanggal", "31 Bulan 2023", "Belum terbaca sebagai waktu."),
        ("Tanggal", "kemarin", "Belum terbaca sebagai waktu."),
    ],
)
def test_a_wrong_filter_is_told_at_its_field_and_the_rest_goes_on(
    go: Callable[..., Page], label: str, text: str, hint: str
) -> None:
    page = go(f"t={ID}/tempat&s.status==1")
    some = "Baris 1–25 dari 60 yang cocok, dari 120 baris."
    waits(page, some)
    field = page.get_by_label(f"Saring {label}")
    field.fill(text)
    page.keyboard.press("Enter")
    waits(page, f"{some} Saringan {label} belum dipakai.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(hint))
    given = [row for row in places()[1:] if row[3] == "1"]
    assert column(page, 1) == [row[0] for row in given[:25]]
    assert taken(page)[1:] == given
    field.fill("")
    waits(page, some)
    expect(field).to_have_attribute("aria-invalid", "false")


def test_all_filters_are_cleared_at_once(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat&s.status==1&s.nama=tidak+ada+ini")
    waits(page, "Tidak ada baris yang cocok.")
    page.get_by_role("button", name="Hapus semua saringan (2)").click()
    waits(page, "Baris 1–25 dari 120.")
    assert page.get_by_label("Saring Nama tempat").input_value() == ""
    expect(page.get_by_role("button", name="Hapus semua saringan")).to_have_count(0)
    page.go_back()
    waits(page, "Tidak ada baris yang cocok.")


def test_the_address_holds_the_state_back_and_forward(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    page.get_by_role("button", name="Berikutnya").click()
    waits(page, "Baris 26–50 dari 120.")
    page.get_by_label("Saring Status").select_option("Tetap")
    waits(page, "Baris 1–25 dari 60 yang cocok, dari 120 baris.")
    page.go_back()
    waits(page, "Baris 26–50 dari 120.")
    assert page.get_by_label("Saring Status").input_value() == ""
    page.go_back()
    waits(page, "Baris 1–25 dari 120.")
    page.go_forward()
    page.go_forward()
    waits(page, "Baris 1–25 dari 60 yang cocok, dari 120 baris.")
    page.locator("a.pd-lang").click()
    waits(page, "Rows 1–25 of 60 that match, out of 120 rows.")


def test_previous_and_next_end_where_the_table_ends(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat&hal=99")
    waits(page, "Baris 101–120 dari 120.")
    after = page.get_by_role("button", name="Berikutnya")
    expect(after).to_have_attribute("aria-disabled", "true")
    after.click(force=True)
    expect(page).to_have_url(re.compile("hal=5"))
    page = go(f"t={ID}/tempat&hal=-3")
    waits(page, "Baris 1–25 dari 120.")
    expect(page.get_by_role("button", name="Sebelumnya")).to_have_attribute("aria-disabled", "true")


def test_columns_can_be_chosen(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    page.get_by_text("Pilih kolom").click()
    page.get_by_role("checkbox", name="Nama tempat").uncheck()
    page.get_by_role("checkbox", name="Status").uncheck()
    assert page.locator("thead tr").first.locator("th").count() == 5
    expect(page).to_have_url(re.compile("kol=nomor&kol=jumlah&kol=tanggal&kol=alamat"))
    expect(page.get_by_role("checkbox", name="Status")).to_be_focused()
    assert taken(page)[0] == ["nomor", "jumlah", "tanggal", "alamat"]


def test_every_value_is_that_of_the_csv(go: Callable[..., Page], made: Path) -> None:
    page = go(f"t={ID}/jenis")
    waits(page, "Baris 1–3 dari 3.")
    want = read(made / "datasets" / ID / "jenis.csv")
    assert want[1:] == list(map(list, zip(*(values for _, values in TYPES), strict=True)))
    assert taken(page) == want
    page.evaluate("location.search = location.search + '&kol=' + encodeURIComponent('desimal')")
    waits(page, "Baris 1–3 dari 3.")
    assert column(page, 1) == ["12.345.678.901.234.567.890,12", "−0,01", "5,00"]


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("lebih", ["2", "3", "1"]),
        ("besar", ["2", "1", "3"]),
        ("desimal", ["2", "3", "1"]),
        ("__proto__", ["2", "1", "3"]),
        ("tahun", ["1", "2", "3"]),
        ("ya", ["2", "1", "3"]),
        ("constructor", ["2", "1", "3"]),
    ],
)
def test_every_type_has_its_order(go: Callable[..., Page], name: str, order: list[str]) -> None:
    page = go(f"t={ID}/jenis&urut={name}")
    waits(page, "Baris 1–3 dari 3.")
    assert column(page, 0) == order


def test_exact_numbers_are_compared_exactly(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/jenis&s.desimal=>12345678901234567890.11")
    waits(page, "Baris 1–1 dari 1 yang cocok, dari 3 baris.")
    page = go(f"t={ID}/jenis&s.desimal=>12345678901234567890.12")
    waits(page, "Tidak ada baris yang cocok.")
    page = go(f"t={ID}/jenis&s.besar=>=9007199254740993")
    waits(page, "Baris 1–1 dari 1 yang cocok, dari 3 baris.")
    page = go(f"t={ID}/jenis&s.besar=>9007199254740992")
    waits(page, "Baris 1–1 dari 1 yang cocok, dari 3 baris.")


def test_a_row_opens_with_all_its_columns_and_a_link(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat&s.status==1&kol=nomor&kol=nama")
    page.get_by_role("button", name="Buka baris 4", exact=True).click()
    expect(page.get_by_role("heading", name="Baris 4")).to_be_focused()
    facts = page.locator("[data-jelajah] dl").inner_text()
    assert "Penduduk (jiwa)" in facts and "Tanggal" in facts and "https://contoh.go.id/a" in facts
    href = page.get_by_role("link", name="Tautan ke baris ini").get_attribute("href")
    page.keyboard.press("Escape")
    expect(page.locator("[data-jelajah] dl")).to_have_count(0)
    expect(page.get_by_role("button", name="Buka baris 4", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tutup baris").click()
    expect(page.locator("[data-jelajah] dl")).to_have_count(0)
    expect(page.get_by_role("button", name="Buka baris 4", exact=True)).to_be_focused()
    assert href and "baris=4" in href
    page.goto(href)
    expect(page.get_by_role("heading", name="Baris 4")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Baris 4")).to_have_count(0)


def test_a_row_without_a_key_is_linked_by_its_number(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/bebas&urut=-nilai")
    page.get_by_role("button", name="Buka baris 40").click()
    expect(page.get_by_text("Tabel ini tidak punya kunci.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Baris 40")).to_be_visible()
    page = go(f"t={ID}/bebas&baris=%2341")
    noted(page, "Baris yang disebut tautan ini tidak ada di versi ini.")


def test_ways_to_report_are_filled_in(reader: Visit, go: Callable[..., Page]) -> None:
    def told(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        way = "https://contoh.go.id/lapor?t=%7Btabel%7D&b={baris}"
        data["laporkan"] = {"id": [{"cara": "Isi formulir", "alamat": way}]}
        route.fulfill(response=answer, json=data)

    reader.page.route("**/jelajah.json", told)
    page = go(f"t={ID}/tempat&baris=7")
    link = page.get_by_role("link", name="Laporkan baris ini: Isi formulir")
    href = link.get_attribute("href") or ""
    assert href.startswith("https://contoh.go.id/lapor?t=tempat&b=7%20http%3A%2F%2F127.0.0.1")
    assert "baris%3D7" in href


def test_the_other_code_of_an_area_stands_beside_its_code(
    reader: Visit, go: Callable[..., Page]
) -> None:
    def told(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        places = next(t for t in data["tabel"] if t["nama"] == "tempat")
        number = next(c for c in places["kolom"] if c["nama"] == "nomor")
        title = {"id": "Kode BPS (tambahan)", "en": "BPS code (added)"}
        number["tambahan"] = {"judul": title, "kode": [["1", "6401"], ["2", HOSTILE]]}
        route.fulfill(response=answer, json=data)

    reader.page.route("**/jelajah.json", told)
    page = go(f"t={ID}/tempat&urut=nomor")
    expect(page.locator("thead th", has_text="Kode BPS (tambahan)")).to_have_count(1)
    first = page.locator("tbody tr")
    expect(first.nth(0)).to_contain_text("1 6401")
    expect(first.nth(1)).to_contain_text(HOSTILE)  # a text, whatever it is
    page.get_by_role("button", name="Buka baris 1", exact=True).click()
    expect(page.locator("dl dt", has_text="Kode BPS (tambahan)")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("t=dkisp/tidak-ada", "Dataset yang disebut tautan ini tidak ada, atau tidak terbit lagi."),
        (
            "t=../../etc/passwd",
            "Dataset yang disebut tautan ini tidak ada, atau tidak terbit lagi.",
        ),
        (f"t={ID}/lama", "Tabel yang disebut tautan ini tidak ada di dataset ini."),
        (f"t={ID}/tempat&baris=999", "Baris yang disebut tautan ini tidak ada di versi ini."),
        (f"t={ID}/tempat&baris=1&baris=2", "Baris yang disebut tautan ini tidak ada di versi ini."),
        (
            f"t={ID}/tempat&urut=-lama",
            "Kolom yang disebut tautan ini tidak ada di tabel ini: -lama.",
        ),
        (
            f"t={ID}/tempat&s.x=1&kol=y",
            "Kolom yang disebut tautan ini tidak ada di tabel ini: x, y.",
        ),
        (f"t={ID}/tempat&v=2020-01-01", "Versi 2020-01-01 yang disebut tautan ini tidak ada."),
    ],
)
def test_what_a_link_names_and_is_gone_is_said(
    go: Callable[..., Page], query: str, words: str
) -> None:
    page = go(query)
    noted(page, words)
    if "tempat" in query:
        waits(page, "Baris 1–25 dari 120.")


def test_a_link_made_for_an_older_version_leads_there(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat&v={OLD}")
    noted(page, f"Tautan ini dibuat untuk versi {OLD}. Sejak itu ada versi {NEW}")
    link = page.get_by_role("link", name="Halaman versi itu")
    assert link.get_attribute("href") == f"../datasets/{ID}/versi/{OLD}/"
    page = go(f"t={ID}/tempat&v={NEW}")
    waits(page, "Baris 1–25 dari 120.")
    assert page.get_by_text("Tautan ini dibuat").count() == 0


def test_the_link_is_copied_with_its_version(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat&urut=-jumlah")
    waits(page, "Baris 1–25 dari 120.")
    page.get_by_role("button", name="Salin tautan").click()
    waits(page, "Tautan tersalin.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"/jelajah/?t=dkisp%2Fcontoh%2Ftempat&urut=-jumlah&v={NEW}")


def parts_of(reader: Visit) -> list[str]:
    return [
        m[1] for url in reader.requests if (m := re.search(r"bagian/besar/(\d+)\.parquet", url))
    ]


def test_a_large_table_is_paged_part_by_part(go: Callable[..., Page], reader: Visit) -> None:
    page = go(f"t={ID}/besar")
    noted(page, "Perlu memuat 1,")
    assert not any(".parquet" in url for url in reader.requests if "hyparquet" not in url)
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    waits(page, "Baris 1–25 dari 60.000.")
    assert parts_of(reader) == ["0001"]
    page = go(f"t={ID}/besar&hal=1601")
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    waits(page, "Baris 40.001–40.025 dari 60.000.")
    assert rows(page)[0][:2] == ["40.001", "40001"]
    assert parts_of(reader) == ["0001", "0005"]


def test_the_listing_says_which_parts_a_filter_needs(
    go: Callable[..., Page], reader: Visit
) -> None:
    page = go(f"t={ID}/besar&s.nomor=20005..20010&urut=-nomor")
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    waits(page, "Baris 1–6 dari 6 yang cocok, dari 60.000 baris.")
    assert column(page, 1) == [str(n) for n in range(20010, 20004, -1)]
    assert column(page, 0)[0] == "20.010"
    assert parts_of(reader) == ["0003"]
    assert [row[0] for row in taken(page)[1:]] == [str(n) for n in range(20010, 20004, -1)]
    page = go(f"t={ID}/besar&baris=55555")
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    expect(page.get_by_role("heading", name="Baris 55.555")).to_be_visible()
    assert parts_of(reader)[1:] == ["0001", "0006"]


def test_sorting_all_of_a_large_table_asks_first(go: Callable[..., Page], reader: Visit) -> None:
    page = go(f"t={ID}/besar")
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    waits(page, "Baris 1–25 dari 60.000.")
    page.locator("thead th").filter(has_text="nilai").get_by_role("button").click()
    page.get_by_role("button", name="Batal").click()
    expect(page).not_to_have_url(re.compile("urut="))
    assert len(rows(page)) == 25
    page.locator("thead th").filter(has_text="nilai").get_by_role("button").click()
    page.get_by_role("button", name=re.compile("Muat semua")).click()
    waits(page, "Baris 1–25 dari 60.000.")
    want = sorted(large()[1:], key=lambda row: Decimal(row[2]))
    expect(page.locator("tbody tr").first.locator("td").first).to_have_text(want[0][0])
    assert column(page, 1) == [row[0] for row in want[:25]]


def heavy(route: Route) -> None:
    """The table as if its file were of 25 MB."""
    answer = route.fetch()
    data = answer.json()
    for one in data["tabel"]:
        one["parquet"]["bytes"] = 25_000_000
    route.fulfill(response=answer, json=data)


def test_what_is_too_large_is_only_paged(go: Callable[..., Page], reader: Visit) -> None:
    reader.page.route("**/jelajah.json", heavy)
    page = go(f"t={ID}/besar")
    waits(page, "Baris 1–25 dari 60.000.")
    noted(page, "Tabel ini 25 MB dan dibuka bagian demi bagian.")
    page.locator("thead th").filter(has_text="nilai").get_by_role("button").click()
    noted(page, "terlalu besar untuk peramban. Persempit saringan, atau unduh CSV.")
    expect(page).not_to_have_url(re.compile("urut="))
    assert len(rows(page)) == 25
    page.get_by_label("Saring Kolom nomor").fill("<=30")
    waits(page, "Baris 1–25 dari 30 yang cocok, dari 60.000 baris.")
    page = go(f"t={ID}/tempat")
    noted(page, "terlalu besar untuk peramban. Unduh CSV untuk semua baris.")


def test_a_small_device_is_asked_earlier(go: Callable[..., Page], reader: Visit) -> None:
    reader.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'deviceMemory', {get: () => 1})"
    )

    def weigh(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        data["tabel"][0]["parquet"]["bytes"] = 500_000
        route.fulfill(response=answer, json=data)

    reader.page.route("**/jelajah.json", weigh)
    noted(go(f"t={ID}/tempat"), "Perlu memuat 500 KB. Lanjutkan?")


def changed(route: Route) -> None:
    """The file with one byte changed."""
    answer = route.fetch()
    body = bytearray(answer.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=answer, body=bytes(body))


def garbage(route: Route) -> None:
    """A file that its description knows, and that is no Parquet."""
    import hashlib

    answer = route.fetch()
    if "jelajah.json" not in route.request.url:
        route.fulfill(response=answer, body=b"x" * 100)
        return
    data = answer.json()
    data["tabel"][0]["parquet"] |= {
        "bytes": 100,
        "sha256": hashlib.sha256(b"x" * 100).hexdigest(),
    }
    route.fulfill(response=answer, json=data)


@pytest.mark.parametrize(
    ("at", "handler", "words"),
    [
        ("**/tempat.parquet*", changed, "Data baru saja diperbarui. Muat ulang halaman ini."),
        (
            "**/tempat.parquet*",
            lambda route: route.fulfill(body=b"x" * 10),
            "Data baru saja diperbarui. Muat ulang halaman ini.",
        ),
        (
            "**/tempat.parquet*",
            lambda route: route.fulfill(status=404),
            "Berkas tabel tidak ditemukan.",
        ),
        ("**/tempat.parquet*", lambda route: route.abort(), "Jaringan terputus."),
        ("**/jelajah.json", lambda route: route.abort(), "Jaringan terputus."),
        ("**/kata.json*", lambda route: route.abort(), "Jaringan terputus."),
        ("**/jelajah.json", lambda route: route.fulfill(status=500), "Jaringan terputus."),
        ("**/jelajah.json", lambda route: route.fulfill(body="{"), "Berkas tabel rusak"),
        (re.compile(r"jelajah\.json|tempat\.parquet"), garbage, "Berkas tabel rusak"),
        ("**/jelajah-kerja*", lambda r: r.fulfill(status=404), "Peramban ini tidak dapat membuka"),
        ("**/hyparquet*", lambda r: r.abort(), "Peramban ini tidak dapat membuka"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(
    reader: Visit, go: Callable[..., Page], at: Any, handler: Any, words: str
) -> None:
    reader.page.route(at, handler)
    page = go(f"t={ID}/tempat", wait=".pd-note")
    noted(page, words)
    reader.page.unroute(at)
    again = page.get_by_role("button", name="Coba lagi")
    if "kata" in str(at):
        page.reload()
    else:
        again.click()
    waits(page, "Baris 1–25 dari 120.")


def relisted(change: Callable[[dict[str, Any]], object]) -> Callable[[Route], None]:
    def answered(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        change(data)
        route.fulfill(response=answer, json=data)

    return answered


@pytest.mark.parametrize(
    ("at", "handler", "words"),
    [
        ("**/daftar.json*", relisted(lambda d: d.update(hash="sha256:0")), "Data baru saja"),
        ("**/daftar.json*", relisted(lambda d: d.update(rows=1)), "Data baru saja"),
        (
            "**/daftar.json*",
            relisted(lambda d: d["parts"][0].update(rows=9_000)),
            "Data baru saja",
        ),
        ("**/daftar.json*", lambda route: route.fulfill(status=404), "Berkas tabel tidak"),
        ("**/0001.parquet*", changed, "Data baru saja diperbarui."),
        ("**/0001.parquet*", lambda route: route.fulfill(status=404), "Berkas tabel tidak"),
        ("**/0001.parquet*", lambda route: route.abort(), "Jaringan terputus."),
    ],
)
def test_parts_that_do_not_belong_together_are_not_shown(
    reader: Visit, go: Callable[..., Page], at: str, handler: Any, words: str
) -> None:
    reader.page.route(at, handler)
    page = go(f"t={ID}/besar")
    page.get_by_role("button", name="Lihat bagian demi bagian").click()
    noted(page, words)
    assert rows(page) == []


def test_loading_can_be_stopped(reader: Visit, go: Callable[..., Page]) -> None:
    reader.page.route("**/besar.parquet*", lambda route: None)  # never answers
    page = go(f"t={ID}/besar")
    page.get_by_role("button", name=re.compile("Muat semua")).click()
    stop = page.get_by_role("button", name="Berhenti")
    expect(stop).to_be_visible()
    assert len(page.workers) == 1
    stop.click()
    noted(page, "Dihentikan.")
    expect(stop).to_have_count(0)
    assert page.workers == []
    reader.page.unroute("**/besar.parquet*")
    page.get_by_role("button", name="Coba lagi").click()
    page.get_by_role("button", name=re.compile("Muat semua")).click()
    waits(page, "Baris 1–25 dari 60.000.")


def test_from_a_folder_the_csv_is_offered(reader: Visit, made: Path) -> None:
    # As `terbuka zip` leaves it: a browser checks no hash of what it opens from a folder.
    whole = (made / "jelajah/index.html").read_text(encoding="utf-8")
    page = made / "jelajah/berkas.html"
    page.write_text(re.sub(r' integrity="[^"]*"', "", whole), encoding="utf-8")
    reader.page.goto(f"file://{page.resolve()}?t={ID}/tempat")
    noted(reader.page, "Tabel penuh dan SQL hanya tersedia di situs daring.")
    assert reader.page.locator(".pd-note:visible a[download]").count() == 1


def test_a_browser_without_workers_is_told(reader: Visit, go: Callable[..., Page]) -> None:
    reader.page.add_init_script("delete window.Worker")
    noted(go(f"t={ID}/tempat", wait=".pd-note"), "Peramban ini tidak dapat membuka tabel.")


def test_everything_works_with_the_keyboard(go: Callable[..., Page]) -> None:
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    sort = page.locator("thead th").filter(has_text="Nama tempat").get_by_role("button")
    sort.focus()
    page.keyboard.press("Enter")
    expect(page.locator("thead th").filter(has_text="Nama tempat")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(sort).to_be_focused()
    after = page.get_by_role("button", name="Berikutnya")
    after.focus()
    page.keyboard.press("Space")
    waits(page, "Baris 26–50 dari 120.")
    expect(after).to_be_focused()
    region = page.get_by_role("region", name="Tabel tempat")
    region.focus()
    expect(region).to_be_focused()
    page.locator("tbody button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-jelajah] h2")).to_be_focused()


def release(**more: Any) -> Callable[[Route], None]:
    """The description of the dataset with more, or other things, said of where it is from."""
    return relisted(lambda data: data.update(more))


def test_who_gathered_the_rows_and_what_they_cannot_tell_stand_above_them(
    reader: Visit, go: Callable[..., Page]
) -> None:
    own = {
        "jenis": "Dihimpun, bukan rilis resmi",
        "siapa": "Dihimpun Proyek dari sumber publik; bukan rilis resmi.",
        "tahan": "Pembaruan 2 Februari 2025 ditahan karena pemeriksaan.",
    }
    sources = [["Laporan A", "https://contoh.go.id/a"], [HOSTILE, ""]]
    limits = {"id": "Deret 2004 dan 2005 tidak boleh disambung…"}
    told = release(rilis={"id": own, "en": own}, batas=limits, dari=sources, lain=3)
    reader.page.route("**/jelajah.json", told)
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    for said in (*own.values(), HOSTILE, "dan 3 sumber lain", limits["id"]):
        expect(page.locator("[data-jelajah]").get_by_text(said).first).to_be_visible()
    source = page.get_by_role("link", name="Laporan A")
    assert source.get_attribute("href") == "https://contoh.go.id/a"
    whole = page.get_by_role("link", name="Baca keterbatasan selengkapnya")
    assert whole.get_attribute("href") == f"../datasets/{ID}/#keterbatasan"
    assert page.locator("[data-jelajah] img").count() == 0
    page = go(f"t={ID}/tempat", "en/")
    waits(page, "Rows 1–25 of 120.")
    expect(page.locator("[lang=id]").filter(has_text=limits["id"])).to_be_visible()


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("", "tempat.csv"),
        ("&hal=2", "tempat.csv"),
        ("&urut=-jumlah", f"tempat-hasil-{NEW}.csv"),
        ("&s.status==1", f"tempat-hasil-{NEW}.csv"),
        ("&kol=nama", f"tempat-hasil-{NEW}.csv"),
    ],
)
def test_a_result_is_never_called_like_the_whole_table(
    go: Callable[..., Page], more: str, name: str
) -> None:
    page = go(f"t={ID}/tempat{more}")
    expect(page.locator("tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh hasil (CSV)").click()
    assert download.value.suggested_filename == name


def test_every_tap_is_one_step_back_from_a_query_too(go: Callable[..., Page]) -> None:
    """The table is there again as it was: filtered, and nothing of it "is not in this table"."""
    page = go(f"t={ID}/tempat")
    page.get_by_label("Saring Status").select_option("Tetap")
    some = "Baris 1–25 dari 60 yang cocok, dari 120 baris."
    waits(page, some)
    page.get_by_role("button", name="Tanya dengan SQL").click()
    view = page.locator("[data-jelajah] .pd-scroll").locator("xpath=../..").get_by_role("status")
    for count in (3, 5):
        query = f"SELECT nomor AS urutan FROM data LIMIT {count}"
        page.get_by_label("Kueri SQL").fill(query)
        page.get_by_role("button", name="Jalankan").click()
        expect(view).to_have_text(f"Baris 1–{count} dari {count}.")
    page.locator("thead th").filter(has_text="urutan").get_by_role("button").click()
    expect(page).to_have_url(re.compile("urut=urutan"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("urut="))
    expect(view).to_have_text("Baris 1–5 dari 5.")
    page.go_back()
    expect(view).to_have_text("Baris 1–3 dari 3.")
    page.go_back()
    expect(view).to_have_text(some)
    assert page.get_by_label("Saring Status").input_value() == "=1"
    assert page.get_by_text("tidak ada di tabel ini").count() == 0
    page.go_forward()
    expect(view).to_have_text("Baris 1–3 dari 3.")


def test_coming_back_to_a_sorted_result_names_columns_of_the_result(
    reader: Visit, go: Callable[..., Page]
) -> None:
    query = "SELECT nomor AS urutan FROM data LIMIT 60"  # that this reader ran in this tab
    keep = f"sessionStorage.setItem('jelajah-sql', {json.dumps(json.dumps([query]))})"
    reader.page.add_init_script(keep)
    page = go(f"t={ID}/tempat&sql={query.replace(' ', '+')}&urut=-urutan&hal=2")
    expect(page.locator("tbody tr").first.locator("td").first).to_have_text("35")
    assert page.get_by_text("tidak ada di tabel ini").count() == 0


def test_where_no_report_is_taken_the_row_says_what_to_note_down(
    reader: Visit, go: Callable[..., Page]
) -> None:
    reader.page.route("**/jelajah.json", relisted(lambda data: data.pop("laporkan", None)))
    page = go(f"t={ID}/tempat&baris=7")
    keep = f"Dataset {ID}, versi {NEW}, tabel tempat, baris 7."
    expect(page.get_by_text("belum diberi alamat untuk menerima laporan.")).to_be_visible()
    expect(page.get_by_text(keep)).to_be_visible()
    page.get_by_role("button", name="Salin catatan").click()
    waits(page, "Catatan tersalin.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(keep) and "baris=7" in copied


def test_a_unit_and_a_code_are_not_said_twice(reader: Visit, go: Callable[..., Page]) -> None:
    def stutter(data: dict[str, Any]) -> None:
        columns = {one["nama"]: one for one in data["tabel"][0]["kolom"]}
        columns["jumlah"]["judul"] = {"id": "Penduduk (jiwa)"}
        columns["status"]["label"] = [["1", {"id": "Tetap"}], ["2", {"id": "Angka 2"}]]

    reader.page.route("**/jelajah.json", relisted(stutter))
    page = go(f"t={ID}/tempat&baris=1")
    waits(page, "Baris 1–25 dari 120.")
    facts = page.locator("[data-jelajah] dl").inner_text()
    assert "Penduduk (jiwa)" in facts and "(jiwa) (jiwa)" not in facts
    assert "kode: 2" in facts  # in full, the code is told
    heads = page.locator("thead tr").first.locator("th").all_inner_texts()
    assert heads[3].count("jiwa") == 1
    assert column(page, 4)[:2] == ["Angka 2", "Tetap 1"]


def test_on_a_phone_the_name_comes_first_and_paging_shows_the_top(
    go: Callable[..., Page], reader: Visit
) -> None:
    def names(data: dict[str, Any]) -> None:
        data["tabel"][0]["kolom"][1]["peran"] = "nama"

    reader.page.set_viewport_size({"width": 390, "height": 640})
    reader.page.route("**/jelajah.json", relisted(names))
    page = go(f"t={ID}/tempat")
    waits(page, "Baris 1–25 dari 120.")
    assert rows(page)[0][1:3] == ["Tempat b1", "1"]
    first = page.locator("tbody tr").first
    box = first.get_by_role("button").bounding_box()
    assert box and box["height"] >= 24 and box["width"] >= 24
    page.locator(".pd-scroll").evaluate("one => one.scrollLeft = 200")
    stuck = first.locator("th").bounding_box()
    assert stuck and stuck["x"] >= 0 and stuck["width"] < 60
    after = page.get_by_role("button", name="Berikutnya")
    after.click()
    waits(page, "Baris 26–50 dari 120.")
    expect(page.get_by_text("Baris 26–50 dari 120.")).to_be_in_viewport()
    expect(after).to_be_focused()
    page.get_by_text("Pilih kolom").click()
    tick = page.get_by_role("checkbox", name="Nama tempat").bounding_box()
    assert tick and tick["height"] >= 24 and tick["width"] >= 24
    page.get_by_role("checkbox", name="Status").uncheck()
    assert taken(page)[0] == ["nomor", "nama", "jumlah", "tanggal", "alamat"]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(320, "dark"), (390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")],
)
def test_every_state_of_the_page_is_accessible(
    browser: Browser, site: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    )
    page = context.new_page()
    for query, ready in (
        ("", "#daftar"),
        (f"?t={ID}/tempat&urut=-jumlah&s.status==1", "tbody tr"),
        (f"?t={ID}/jenis&baris=1", "dl"),
        (f"?t={ID}/besar", ".pd-note:visible"),
        (f"?t={ID}/hilang", ".pd-note:visible"),
    ):
        page.goto(f"{site}jelajah/{query}")
        page.locator(ready).first.wait_for()
        if "urut" in query:
            page.get_by_text("Pilih kolom").click()
        found = Axe().run(page, options=AXE).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= width, query
    context.close()


def test_every_sentence_the_script_uses_is_there(made: Path) -> None:
    """No key is asked for that the page does not hand over, and none is handed over in vain."""
    words, english = (
        json.loads((made / lang / "jelajah/kata.json").read_bytes()) for lang in ("", "en")
    )
    assert set(words) == set(english)
    scripts = Path(__file__).parents[2] / "build_tools/theme/js"
    names = ("jelajah", "jelajah-kerja", "jelajah-rinci")
    text = "".join((scripts / f"{name}.js").read_text() for name in names)
    asked = (r"words\.(\w+)", r'fill\(\s*"(\w+)"', r'kata\("(\w+)"')
    used = {word for pattern in asked for word in re.findall(pattern, text)}
    assert used <= set(words)
    codes = set(re.findall(r'kode: "(\w+)"', text)) | set(re.findall(r'fail\("(\w+)"', text))
    assert {f"e_{code}" for code in codes - {"batal"}} <= set(words)
