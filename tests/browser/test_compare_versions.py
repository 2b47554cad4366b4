"""Any two versions compared in a browser: as neighbours are compared here, and by brute force."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from portals import AS_OF, DESCRIPTOR, REPOSITORY, change, commit, portal
from test_pages_built import downloads, prose
from visiting import Handler, Visit, assert_holds, served

from build_tools import output, pages, pipeline
from build_tools import site as engine
from build_tools.catalogues import feed, sbom
from build_tools.options import Options
from build_tools.words import all_words

pytestmark = pytest.mark.browser

ID = "dkisp/contoh"
FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
HOSTILE = '<img src=x onerror="alert(1)">'
Rows = list[list[str]]
#: What a table held in each version: header and rows.
KEYED: dict[str, Rows] = {
    FIRST: [
        ["nomor", "nama", "nilai"],
        *([str(n), f"Tempat {n}", str(n)] for n in range(1, 6)),
    ]
}
KEYED[SECOND] = [
    *KEYED[FIRST][:2],
    *KEYED[FIRST][3:],
    *([str(n), f"Tempat {n}", "7"] for n in range(10, 70)),
]
KEYED[THIRD] = [
    [*KEYED[SECOND][0], "sumber"],
    ["1", "Tempat 1", "1.0", "a"],  # only written otherwise
    ["3", HOSTILE, "3", "a, b"],
    ["4", 'Tempat "4"\nbaris dua', "4.5", ""],
    ["5", "=1+1", "-", ""],
    *([*row, "x"] for row in KEYED[SECOND][5:]),
    ["70", "Tempat 70", "7", ""],
]
BARE: dict[str, Rows] = {
    FIRST: [["uraian", "nilai"], ["satu", "1"], ["satu", "1"], ["dua", "2"]],
    SECOND: [["uraian", "nilai"], ["satu", "1"], ["dua", "2"]],
    THIRD: [["uraian", "nilai"], ["satu", "1"], ["dua", "3"], ["tiga", "3"]],
}


def text(rows: Rows) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def described(name: str, rows: Rows, keyed: bool) -> dict[str, Any]:
    kinds = {"nomor": "integer", "nilai": "number"}
    roles = {"nomor": "kode", "nilai": "ukuran"}
    fields = [
        {
            "name": column,
            "type": kinds.get(column, "string"),
            "title": column.capitalize(),
            "description": f"Kolom {column}.",
            "sdi:peran": roles.get(column, "keterangan"),
            "sdi:en": {"title": column, "description": f"Column {column}."},
        }
        for column in rows[0]
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": ["", "-"]}
    if keyed:
        schema["primaryKey"] = ["nomor"]
    return {
        "name": name,
        "type": "table",
        "path": f"data/{name}.csv",
        "title": f"Tabel {name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "sdi:en": {"title": f"Table {name}"},
    }


def history(root: Path) -> Path:
    """A portal whose dataset has three versions of a table with a key, and of one without."""
    portal(root)
    data = (root / DESCRIPTOR).parent / "data"
    for day in (FIRST, SECOND, THIRD):
        (data / "tabel.csv").write_text(text(KEYED[day]))
        content = text(BARE[day])
        if day == FIRST:  # as a spreadsheet writes it
            content = "\ufeff" + content.replace("\n", "\r\n")
        (data / "bebas.csv").write_bytes(content.encode())
        tables = [described("tabel", KEYED[day], True), described("bebas", BARE[day], False)]
        change(root, {"resources": tables})
        commit(root, "Data baru", day)
    return root


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = history(tmp_path_factory.mktemp("banding") / "p")
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    assert not result.crashes, result.crashes
    given = result.site
    assert [v.state for v in given.pasts[ID].versions] == ["terbit"] * 3
    assert all(t.plain for v in given.pasts[ID].versions for t in v.tables)
    words = all_words(given.portal.languages)
    (root / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    files = [*pages.render(given, words), *pages.assets(), *feed.make(given), *sbom.make(given)]
    files += [*prose(), *downloads(given)]
    output.publish(files, pages.theme_files(given.portal, words), root / ".build")
    with served(Handler, engine.build(replace(given.portal, root=root)).folder) as found:
        yield f"{found}|{root}"


@pytest.fixture
def compared(address: str) -> str:
    """The page, in Indonesian."""
    return f"{address.split('|')[0]}datasets/{ID}/versi/"


def choose(page: Page, old: str, new: str, table: str = "tabel") -> str:
    """Compares two versions; gives what is announced."""
    page.get_by_label("Versi lama").select_option(old)
    page.get_by_label("Versi baru").select_option(new)
    page.get_by_label("Tabel", exact=True).select_option(table)
    page.get_by_role("button", name="Bandingkan").click()
    return said(page)


def said(page: Page) -> str:
    status = page.locator("#banding [role=status]")
    page.wait_for_function(
        "([at, waiting]) => !['', waiting].includes(document.querySelector(at).textContent)",
        arg=["#banding [role=status]", "Berkas sedang diambil."],
    )
    return status.inner_text()


def taken(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="Semua baris yang berbeda (CSV)").click()
    return Path(download.value.path()).read_bytes().decode()


def by_force(old: Rows, new: Rows) -> tuple[int, int, int]:
    """How many rows came, went and changed, by the first column; "1.0" is 1, "-" is nothing."""

    def number(cell: str) -> object:
        return float(cell) if re.fullmatch(r"[\d.]+", cell) else cell

    before, after = ({row[0]: row for row in rows[1:]} for rows in (old, new))
    common = [(old[0].index(name), new[0].index(name)) for name in old[0] if name in new[0]]
    changed = [
        key
        for key in before.keys() & after.keys()
        if any(number(before[key][a]) != number(after[key][b]) for a, b in common)
    ]
    return len(after.keys() - before), len(before.keys() - after), len(changed)


@pytest.mark.parametrize("table", ["tabel", "bebas"])
@pytest.mark.parametrize(("old", "new"), [(FIRST, SECOND), (SECOND, THIRD)])
def test_neighbours_differ_as_their_own_page_says(
    visit: Visit, compared: str, old: str, new: str, table: str
) -> None:
    page = visit.page
    page.goto(compared)
    choose(page, old, new, table)
    ready = page.request.get(f"{compared}{new}/beda-{table}.csv")
    assert ready.ok
    assert taken(page) == ready.text()
    assert visit.complaints == []


def test_versions_that_are_no_neighbours(visit: Visit, compared: str) -> None:
    page = visit.page
    page.goto(compared)
    added, removed, changed = by_force(KEYED[FIRST], KEYED[THIRD])
    assert (added, removed, changed) == (61, 1, 3)
    assert choose(page, FIRST, THIRD).endswith(
        f": {added} baris ditambah, {removed} baris dihapus, {changed} baris diubah."
    )
    section = page.locator("#banding")
    assert "Kolom ditambah: sumber." in section.inner_text()
    assert "Baris dipasangkan menurut kunci: nomor." in section.inner_text()
    assert "Ditambah: dan 11 lagi" in section.inner_text()
    assert section.locator("tbody tr").count() == 50 + 1 + 3
    marks = [row[0] for row in csv.reader(io.StringIO(taken(page), newline=""))]
    assert [marks.count(m) for m in ("ditambah", "dihapus", "sebelum", "sesudah")] == [
        *(added, removed, changed, changed)
    ]


def test_without_a_key_rows_are_compared_whole(visit: Visit, compared: str) -> None:
    page = visit.page
    page.goto(compared)
    assert choose(page, FIRST, THIRD, "bebas").endswith(": 2 baris ditambah, 2 baris dihapus.")
    assert "Baris dibandingkan secara utuh" in page.locator("#banding").inner_text()


def test_cells_are_text_whatever_they_say(visit: Visit, compared: str) -> None:
    page = visit.page
    page.goto(compared)
    choose(page, SECOND, THIRD)
    section = page.locator("#banding")
    assert section.locator("ins", has_text=HOSTILE).count() == 1
    assert section.locator("ins", has_text='Tempat "4" baris dua').count() == 1
    assert section.locator("ins", has_text="=1+1").count() == 1
    assert section.locator("img").count() == 0
    emptied = section.get_by_role("row").filter(has_text="nomor 5").locator("ins").last
    assert emptied.inner_text().endswith("(kosong)")
    assert visit.complaints == []


def test_a_comparison_has_an_address_that_the_other_language_keeps(
    visit: Visit, compared: str
) -> None:
    page = visit.page
    page.goto(compared)
    choose(page, SECOND, THIRD, "bebas")
    assert page.url == f"{compared}?lama={SECOND}&baru={THIRD}&tabel=bebas#banding"
    page.locator("a.pd-lang").click()
    page.wait_for_url("**/en/datasets/**")
    assert said(page).endswith(": 2 rows added, 1 row removed.")
    assert page.get_by_label("Old version").input_value() == SECOND
    assert visit.complaints == []


@pytest.mark.parametrize(
    "query",
    [
        f"lama=__proto__&baru={THIRD}",
        f"lama={FIRST}",
        "lama=../../../x&baru=//evil.example/",
        f"lama=%3Cimg%3E&baru={THIRD}&tabel=constructor",
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_ignored(
    visit: Visit, compared: str, query: str
) -> None:
    page = visit.page
    page.goto(f"{compared}?{query}")
    page.get_by_role("button", name="Bandingkan").wait_for()
    assert page.locator("#banding [role=status]").inner_text() == ""
    assert not [url for url in visit.requests if url.endswith(".csv")]
    assert visit.complaints == []


def test_the_older_version_is_always_the_old_one(visit: Visit, compared: str) -> None:
    page = visit.page
    page.goto(compared)
    one = choose(page, THIRD, FIRST)
    assert page.get_by_label("Versi lama").input_value() == FIRST
    assert choose(page, FIRST, THIRD) == one
    assert choose(page, FIRST, FIRST) == "Pilih dua versi yang berlainan."
    assert page.locator("#banding table").count() == 0


def test_by_keyboard(visit: Visit, compared: str) -> None:
    page = visit.page
    page.goto(compared)
    page.get_by_label("Versi lama").focus()
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "61 baris ditambah" in said(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("Tab")
    assert "CSV" in page.evaluate("document.activeElement.textContent")


def test_files_too_large_or_not_as_recorded_are_offered_instead(
    visit: Visit, compared: str
) -> None:
    page = visit.page
    # What a service worker asks for passes by the answers that are made up here.
    page.add_init_script("delete Navigator.prototype.serviceWorker")

    def larger(route: Route) -> None:
        body = route.fetch().text()
        bigger = re.sub(r"(\[0,\d+,)\d+(,\d+,)", r"\g<1>2600000\g<2>", body)
        assert bigger != body
        route.fulfill(body=bigger, content_type="text/html")

    page.route("**/tabel.csv", lambda route: route.fulfill(body="nomor\n1\n"))
    page.goto(compared)
    assert choose(page, FIRST, THIRD).startswith("Berkas yang diterima tidak seperti")
    links = page.locator("#banding a[download]")
    assert [a.split("/versi/")[1] for a in hrefs(page)] == [
        *(f"{FIRST}/tabel.csv", f"{THIRD}/tabel.csv")
    ]
    assert links.count() == 2
    page.unroute("**/tabel.csv")
    page.route("**/tabel.csv", lambda route: route.abort())
    assert choose(page, FIRST, THIRD).startswith("Berkasnya tidak dapat diambil.")
    page.route(compared, larger)
    page.goto(compared)
    assert "5,2 MB, terlalu besar" in choose(page, FIRST, THIRD)
    assert len(hrefs(page)) == 2


def hrefs(page: Page) -> list[str]:
    found = page.locator("#banding a[download]").evaluate_all("all => all.map(a => a.href)")
    return [str(href) for href in found]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_page_with_a_comparison_holds_for_everyone(
    browser: Browser, compared: str, prefix: str
) -> None:
    page = compared.replace("/datasets/", f"/{prefix}datasets/")
    assert_holds(browser, f"{page}?lama={FIRST}&baru={THIRD}&tabel=tabel")


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "Untuk membandingkan dua versi sendiri"), ("en/", "To compare two versions yourself")],
)
def test_without_scripts_the_page_says_how(
    browser: Browser, compared: str, prefix: str, words: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(compared.replace("/datasets/", f"/{prefix}datasets/"))
    assert page.get_by_text(words).is_visible()
    assert not page.locator("#banding form").is_visible()
    context.close()


def test_opened_from_a_file_the_page_says_how(visit: Visit, address: str) -> None:
    root = Path(address.split("|")[1])
    page = visit.page
    found = next(root.glob(f".build/**/datasets/{ID}/versi/index.html"))
    page.goto(found.as_uri())
    assert page.get_by_text("Untuk membandingkan dua versi sendiri").is_visible()
    assert not page.locator("#banding form").is_visible()
