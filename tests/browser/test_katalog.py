"""The catalogue's page in a browser: search, filters, paging, address, keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from catalogue_site import made_up, portal, write
from pages_site import HOSTILE
from playwright.sync_api import Browser, Page
from search_entries import entries
from search_entries import portal as repository
from visiting import AXE, PREFIX, Handler, Visit, served

from build_tools.search import Entry

pytestmark = pytest.mark.browser

ROWS = [
    *entries("id")[0],
    Entry(id="dinkes/jebakan", title=f"{HOSTILE} zebra", description=HOSTILE, updated="2020-01-01"),
    Entry(id="dinkes/ditahan", title="Dataset ditahan zebra", held=True),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("katalog")
    given = portal(
        synonyms=repository().synonyms, places=repository().places, region=repository().region
    )
    for lang in ("id", "en"):
        write(made, ROWS, given, lang)
    return made


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Iterator[str]:
    with served(Handler, folder) as address:
        yield address + "katalog/"


#: The facet of the box that has the focus.
FACET = "document.activeElement.closest('[data-saring]')?.dataset.saring"


def titles(page: Page) -> list[str]:
    return page.locator("#hasil h3").all_inner_texts()


def said(page: Page) -> str:
    return page.locator("#jumlah").inner_text()


def ask(page: Page, words: str) -> None:
    """Types and waits until both files have been searched."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_function("!!window.PD_KOLOM")
    page.wait_for_function(f"document.querySelector('#jumlah').textContent.includes({words!r})")


def counts(page: Page, name: str) -> dict[str, int]:
    """What the check boxes of a facet show."""
    found = page.evaluate(
        """(name) => [...document.querySelectorAll(`[data-saring=${name}] input`)].map((box) =>
            [box.value, box.parentNode.lastElementChild.textContent])""",
        name,
    )
    return {value: int(count.replace(".", "")) for value, count in found}


#: The values of an entry for each facet.
VALUES: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "topik": lambda e: e.topics,
    "opd": lambda e: e.agencies,
    "fmt": lambda e: e.formats,
    "frek": lambda e: (e.frequency,) if e.frequency else (),
    "status": lambda e: (e.state,) if e.state else (),
    "tahun": lambda e: tuple(map(str, range(int(e.years[0] or 1), int(e.years[1] or 0) + 1))),
}


def sifted(chosen: dict[str, set[str]], without: str = "") -> list[Entry]:
    """The entries that the filters leave: any value of a facet, all facets; one of them apart."""
    return [
        entry
        for entry in ROWS
        if all(
            facet == without or not values or values & {*VALUES[facet](entry)}
            for facet, values in chosen.items()
        )
    ]


def test_slips_and_equal_words_are_understood(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "kependudkan")
    assert "penduduk" in titles(page)[0].lower()
    ask(page, "Diskominfo")
    assert titles(page) and "dataset untuk “Diskominfo”" in said(page)
    ask(page, "poverty")
    assert "Miskin" in titles(page)[0] or "Kemiskinan" in titles(page)[0]
    assert visit.complaints == []


def test_the_nearest_are_given_and_none_is_said(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "stunting jembatan")
    assert said(page).startswith("Tidak ada yang memuat semua kata “stunting jembatan”.")
    assert titles(page)
    ask(page, "zzxxqq")
    assert said(page) == "Tidak ada dataset untuk “zzxxqq”. Coba kata lain, misalnya: stunting."
    assert titles(page) == [] and page.locator("#lembar a").count() == 0


def test_names_of_columns_follow_and_none_is_said_before(browser: Browser, catalogue: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    held: list[object] = []
    page.route(re.compile(r"/kolom-id\."), lambda route: held.append(route))
    page.goto(catalogue)
    told = said(page)
    page.get_by_role("searchbox").fill("penghayat kepercayaan konghucu")
    page.wait_for_function("!!window.PD_CARI")
    page.wait_for_timeout(300)
    assert said(page) == told or "paling dekat" in said(page)
    page.get_by_role("searchbox").fill("konghucu")  # stands in a column's name only
    page.wait_for_timeout(300)
    assert "Tidak ada dataset" not in said(page)
    held[0].continue_()  # type: ignore[attr-defined]
    page.wait_for_function("document.querySelector('#jumlah').textContent.includes('konghucu')")
    assert titles(page)[0] == "Jumlah Penduduk menurut Agama yang Dianut"
    context.close()


CHOICES: list[dict[str, set[str]]] = [
    {},
    {"topik": {"kesehatan"}},
    {"topik": {"kesehatan", "pendidikan"}, "fmt": {"XLSX"}},
    {"fmt": {"CSV", "Parquet"}, "frek": {"tahunan"}, "status": {"terlambat"}},
    {"tahun": {"2019"}, "topik": {"kesehatan"}},
    {"opd": {"Dinas Kesehatan"}, "tahun": {"2024"}, "fmt": {"JSON"}},
]


@pytest.mark.parametrize("chosen", CHOICES)
def test_counts_are_those_of_going_through_all(
    visit: Visit, catalogue: str, chosen: dict[str, set[str]]
) -> None:
    page = visit.page
    query = "&".join(f"{k}={v}" for k, values in chosen.items() for v in sorted(values))
    page.goto(catalogue + (f"?{query}" if query else ""))
    for name in ("topik", "opd", "fmt", "frek", "status"):
        left = sifted(chosen, without=name)
        expected = Counter(value for entry in left for value in dict.fromkeys(VALUES[name](entry)))
        shown = counts(page, name)
        assert shown == {value: expected[value] for value in shown}
        assert {v for v in expected if expected[v]} <= shown.keys()
    if query:
        many = len(sifted(chosen))
        assert said(page).startswith(f"{many} dataset")
        assert len(titles(page)) == min(many, 20)
        years = page.locator("#saring option").all_text_contents()[1:]
        left = sifted(chosen, without="tahun")
        for text in years:
            year, count = text.rstrip(")").split(" (")
            assert int(count) == sum(year in VALUES["tahun"](entry) for entry in left), year


def test_filters_sift_what_was_found(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "penduduk")
    many = int(said(page).split()[0])
    few = counts(page, "fmt")["XLSX"]
    page.locator("[data-saring=fmt] input[value=XLSX]").check()
    assert 0 < few < many and said(page).startswith(f"{few} dataset untuk “penduduk”")
    assert counts(page, "fmt")["XLSX"] == few
    page.get_by_role("button", name="Hapus saringan").click()
    page.wait_for_function(f"document.querySelector('#jumlah').textContent.startsWith('{many} ')")


def test_the_address_says_everything_and_brings_it_back(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "jumlah")
    page.locator("[data-saring=fmt] input[value=CSV]").check()
    page.locator("[data-saring=fmt] input[value=XLSX]").check()
    page.locator("#saring .pd-facet", has_text="Tahun data").locator("summary").click()
    page.locator("select[data-saring=tahun]").select_option("2022")
    page.get_by_label("Urutkan").select_option("judul")
    page.locator("#lembar a", has_text="2").first.click()
    state = parse_qs(urlsplit(page.url).query)
    assert state == {
        "q": ["jumlah"],
        "fmt": ["CSV", "XLSX"],
        "tahun": ["2022"],
        "urut": ["judul"],
        "hal": ["2"],
    }
    shown, told = titles(page), said(page)
    assert shown == sorted(shown, key=str.casefold) and "halaman 2 dari" in told
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_function("!!window.PD_KOLOM")
    again.wait_for_timeout(200)
    assert (titles(again), said(again)) == (shown, told)
    assert again.get_by_role("searchbox").input_value() == "jumlah"
    assert again.locator("[data-saring=fmt] input[value=XLSX]").is_checked()
    assert again.get_by_label("Urutkan").input_value() == "judul"
    assert urlsplit(again.locator("a.pd-lang").get_attribute("href") or "").query == (
        urlsplit(page.url).query
    )


def test_the_state_that_became_two_still_has_its_address(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue + "?status=tanpa-jadwal")
    wanted = sum(e.state in {"sekali", "sewaktu-waktu"} for e in ROWS)
    page.wait_for_function("document.querySelector('#tersaring').textContent")
    assert wanted and said(page).startswith(f"{wanted} ")
    assert page.locator("[data-saring=status] input:checked").count() == 1
    assert visit.complaints == []


def test_what_nobody_offers_is_passed_over(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue + "?topik=tiada&urut=acak&hal=999&tahun=1&lain=x&fmt=%22%5D")
    assert len(titles(page)) == len(ROWS) % 20 or titles(page)
    assert page.get_by_label("Urutkan").input_value() == "baru"
    assert visit.complaints == []


def test_back_and_forward_go_through_pages_and_filters(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    first = titles(page)
    page.locator("[data-saring=topik] input[value=kesehatan]").check()
    filtered = titles(page)
    page.locator("#lembar a", has_text="Berikutnya").click()
    second = titles(page)
    assert len({tuple(first), tuple(filtered), tuple(second)}) == 3
    page.go_back()
    assert titles(page) == filtered
    page.go_back()
    assert titles(page) == first and not page.locator("input[value=kesehatan]").is_checked()
    assert page.locator("#tetap").is_visible() and page.locator("#lembar").is_hidden()
    page.go_forward()
    page.go_forward()
    assert titles(page) == second


def test_typing_leaves_no_trail(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    steps = page.evaluate("history.length")
    page.get_by_role("searchbox").press_sequentially("stunting", delay=150)
    page.wait_for_function("location.search === '?q=stunting'")
    assert page.evaluate("history.length") == steps


def test_a_static_page_further_on_can_be_searched_too(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    first = titles(page)
    page.locator("#halaman a", has_text="Berikutnya").click()
    page.wait_for_url("**/hal/2/")
    second = titles(page)
    assert not {*first} & {*second}
    page.locator("[data-saring=topik] input[value=kesehatan]").check()
    assert said(page).endswith("halaman 1 dari 2")
    link = page.locator("#hasil a").first.get_attribute("href") or ""
    assert link.startswith("../../../datasets/")
    page.locator("#lembar a", has_text="Berikutnya").click()
    assert "hal=2" in page.url
    page.reload()
    assert said(page).endswith("halaman 2 dari 2")
    page.locator("[data-saring=topik] input[value=kesehatan]").uncheck()
    assert titles(page) == second


def test_after_paging_the_first_title_has_the_focus(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue + "?topik=kesehatan")
    page.locator("#lembar a", has_text="Berikutnya").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == titles(page)[0]
    found = sum("kesehatan" in entry.topics for entry in ROWS)
    assert found > 20 and said(page) == f"{found} dataset, halaman 2 dari 2"
    assert page.locator("#lembar [aria-current=page]").inner_text().split() == ["Halaman", "2"]


def test_the_keyboard_alone_is_enough(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("sekolah")
    page.keyboard.press("Enter")
    page.wait_for_function("!!window.PD_KOLOM")
    page.wait_for_function("document.querySelector('#jumlah').textContent.includes('sekolah')")
    for _ in range(3):  # the button, the first facet, its first box
        page.keyboard.press("Tab")
    assert page.evaluate(FACET) == "topik"
    before = said(page)
    page.keyboard.press("Space")
    assert said(page) != before and "topik=" in page.url
    assert page.evaluate(FACET) == "topik"
    page.keyboard.press("Enter")  # sends no form away
    assert "topik=" in page.url
    page.keyboard.press("/")
    assert page.evaluate(FACET) == "topik"
    page.get_by_label("Urutkan").focus()
    page.keyboard.press("End")
    assert "urut=judul" in page.url


def test_one_region_speaks_and_only_when_something_changed(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    assert page.locator("[aria-live], [role=status], [role=alert], output").count() == 1
    page.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => told.push(document.querySelector('#jumlah').textContent))
                .observe(document.querySelector('#jumlah'), {childList: true, subtree: true});
        }"""
    )
    ask(page, "imunisasi")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    told = page.evaluate("window.told")
    assert told and len(told) == len(dict.fromkeys(told)) <= 2


def test_texts_stay_texts_and_badges_are_shown(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "zebra")
    assert len(titles(page)) == 2
    assert any("<img src=x onerror=alert(1)>" in title for title in titles(page))
    assert page.locator("#hasil img, #hasil script").count() == 0
    held = page.locator("#hasil li", has_text="Dataset ditahan zebra")
    assert held.locator(".pd-st").inner_text() == "Ditahan"
    links = page.locator("#hasil h3 a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert set(links) == {"../datasets/dinkes/jebakan/", "../datasets/dinkes/ditahan/"}


def test_a_made_card_is_the_same_as_a_written_one(visit: Visit, catalogue: str) -> None:
    page = visit.page
    read = """() => [...document.querySelectorAll('#hasil li')].map((li) => [
        li.querySelector('a').getAttribute('href'), li.innerText.replace(/\\s+/g, ' ').trim()])"""
    page.goto(catalogue)
    written = page.evaluate(read)
    page.goto(catalogue + "?urut=baru&hal=1")
    page.locator("[data-saring=fmt] input[value=CSV]").check()
    made = page.evaluate(read)
    assert len(made) == 20 and [m for m in made if m in written] == [
        w for w in written if "CSV" in w[1].split()
    ]


def test_the_other_language_keeps_all_that_was_asked(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    ask(page, "school")
    page.locator("[data-saring=fmt] input[value=CSV]").check()
    query = urlsplit(page.url).query
    page.locator("a.pd-lang").click()
    page.wait_for_url("**/en/katalog/**")
    assert urlsplit(page.url).query == query
    page.wait_for_function("document.querySelector('#jumlah').textContent.includes('school')")
    assert "datasets for “school”" in said(page)
    assert page.locator("#hasil a[lang=id]").count() > 0  # titles that have no English


def test_small_screens_fold_the_filters_and_say_how_many(browser: Browser, catalogue: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(catalogue + "?topik=kesehatan&fmt=CSV&fmt=XLSX")
    summary = page.locator(".pd-filter > summary")
    assert summary.inner_text() == "Saring hasil (3)"
    assert not page.locator("#saring").is_visible()
    summary.click()
    assert page.locator("input[value=kesehatan]").is_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(script) == 0
    context.close()


def test_without_scripts_links_stand_for_the_filters(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    index = folder / "katalog" / "index.html"
    plain = index.with_name("tanpa.html")
    plain.write_text(index.read_text("utf-8").replace('class="js"', 'class="no-js"'), "utf-8")
    page.goto(plain.as_uri())
    assert len(titles(page)) == 20
    assert not page.locator("#saring").is_visible() and not page.locator("#urut").is_visible()
    note = page.locator(".pd-unscripted")
    assert note.is_visible()
    links = note.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == ["../topik/", "../perangkat-daerah/", "../format/", "../tahun/"]
    context.close()


def test_it_works_on_pages_opened_from_a_folder(visit: Visit, folder: Path) -> None:
    page = visit.page
    page.goto((folder / "katalog" / "index.html").as_uri())
    ask(page, "puskesmas")
    assert titles(page)
    page.locator("[data-saring=fmt] input[value=CSV]").check()
    assert "dataset" in said(page)
    assert visit.complaints == []


def test_a_visit_asks_for_few_files(visit: Visit, catalogue: str) -> None:
    page = visit.page
    page.goto(catalogue)
    asked = {urlsplit(url).path[len(PREFIX) :] for url in visit.requests}
    assert not any(name.startswith(("assets/cari-", "assets/kolom-")) for name in asked)
    ask(page, "guru")
    ask(page, "siswa")
    page.locator("[data-saring=fmt] input[value=CSV]").check()
    scripts = [url for url in visit.requests if url.endswith(".js")]
    assert len(scripts) == len(set(scripts)) == 4
    assert len(visit.requests) <= 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, catalogue: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(catalogue + "?q=sekolah&topik=pendidikan")
    page.wait_for_function("!!window.PD_KOLOM")
    dark = "document.body.dataset.mdColorScheme = 'slate'"
    page.evaluate(dark if scheme == "dark" else "0")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    options = {**AXE, "rules": {"region": {"enabled": False}}}  # the shell is not ours here
    found = Axe().run(page, context="main", options=options).response["violations"]
    page.close()
    assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("besar")
    write(made, list(made_up(10_000)), portal(synonyms=repository().synonyms))
    return made


def test_ten_thousand_datasets_are_searched_with_little_work(visit: Visit, large: Path) -> None:
    """Work is counted, not timed: files asked for, engines made, lines written."""
    page = visit.page
    html = large / "katalog" / "index.html"
    assert html.stat().st_size < 60_000
    assert sum(1 for _ in (large / "katalog" / "hal").iterdir()) == 499
    page.goto(html.as_uri())
    page.evaluate(
        """() => {
            window.built = 0;
            let engine;
            Object.defineProperty(window, "PD_CARI", {
                set(made) { engine = (data) => (window.built++, made(data)); },
                get() { return engine; },
            });
        }"""
    )
    ask(page, "stuntng kecamatan")
    assert "Tidak ada" not in said(page) and "stunting" in titles(page)[0].lower()
    ask(page, "jalan")
    page.wait_for_function(
        "[...document.querySelectorAll('#hasil .pd-s')].every((p) => p.textContent.length > 5)"
    )
    assert page.evaluate("window.built") == 1
    assert page.locator("#hasil li").count() == 20
    parts = [url for url in visit.requests if "/uraian-id-" in url]
    assert 0 < len(parts) == len(set(parts)) <= 40
    assert visit.complaints == []


def test_more_agencies_than_fit_are_added_by_the_script(browser: Browser, tmp_path: Path) -> None:
    rows = [
        replace(entry, agencies=(f"Kantor {n % 45:02}",)) for n, entry in enumerate(made_up(200))
    ]
    write(tmp_path, rows, portal())
    page = browser.new_page()
    html = (tmp_path / "katalog" / "index.html").read_text(encoding="utf-8")
    assert html.split('data-saring="opd"')[1].split("</ul>")[0].count("checkbox") == 12
    page.goto((tmp_path / "katalog" / "index.html").as_uri() + "?opd=Kantor%2044")
    assert page.locator("[data-saring=opd] input").count() == 45
    assert page.locator("[data-saring=opd] input[value='Kantor 44']").is_checked()
    expected = sum(entry.agencies == ("Kantor 44",) for entry in rows)
    assert said(page) == f"{expected} dataset"
    page.close()


def test_the_link_to_the_services_carries_the_word_also_where_nothing_is_found(
    visit: Visit, catalogue: str
) -> None:
    page = visit.page
    link = page.get_by_role("link", name="Buka direktori layanan")
    page.goto(catalogue)
    assert str(link.evaluate("(a) => a.href")).endswith("/layanan/")
    page.get_by_role("searchbox").fill("zzxxqq & zzyyqq")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#jumlah').textContent.includes('zzxxqq')")
    assert titles(page) == [] and link.is_visible()
    target = urlsplit(str(link.evaluate("(a) => a.href")))
    assert target.path.endswith("/layanan/")
    assert parse_qs(target.query) == {"q": ["zzxxqq & zzyyqq"]}
    page.get_by_role("searchbox").fill("")
    page.keyboard.press("Enter")
    assert str(link.evaluate("(a) => a.search")) == ""
