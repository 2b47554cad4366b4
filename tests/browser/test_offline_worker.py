"""Reading without a network: the service worker of a built site, in a real browser."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from portals import REPOSITORY, commit, portal
from visiting import Handler, assert_holds, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONTOH, OPD = "datasets/dkisp/contoh/", "datasets/referensi/opd/"
TOPIK = "datasets/referensi/topik/"
WITHDRAWAL = """penarikan:
  - dataset: dkisp/contoh
    tanggal: 2026-01-16
    alasan: Contoh penarikan.
"""


@dataclass
class Host:
    """A static host that may be cut off, slow at an address, or answer what it did not before."""

    folder: Path
    cut: bool = False
    slow: dict[str, float] = field(default_factory=dict)  # path: seconds
    lax: bool = False  # says nothing of how long an answer holds
    odd: dict[str, bytes] = field(default_factory=dict)  # path: a page in the place of the file
    moved: dict[str, str] = field(default_factory=dict)  # path: where it leads
    asked: list[str] = field(default_factory=list)
    address: str = ""


def handler(host: Host) -> type[Handler]:
    class Served(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the name that the library calls
            path = self.path.removeprefix(self.prefix).partition("?")[0]
            time.sleep(host.slow.get(path, 0))
            if host.cut:
                self.close_connection = True
                return
            host.asked.append(path)
            if path in host.odd:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(host.odd[path])
                return
            if path in host.moved:
                self.send_response(302)
                self.send_header("Location", self.prefix + host.moved[path])
                self.end_headers()
                return
            super().do_GET()

        def end_headers(self) -> None:
            if not host.lax:  # as docs/pengembang/hosting.md has it
                self.send_header("Cache-Control", "no-cache")
            super().end_headers()

        def translate_path(self, path: str) -> str:
            self.directory = str(host.folder)
            return super().translate_path(path)

    return Served


def build(root: Path, day: str) -> Path:
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root), "--as-of", day]
    done = subprocess.run([*command, "--quiet"], cwd=REPOSITORY, check=False)
    assert done.returncode in {0, 1}
    return shutil.copytree(root / "site", root.parent / f"situs-{day}")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site; the same a day later, with a dataset withdrawn; and one that keeps nothing."""
    root = portal(tmp_path_factory.mktemp("luring") / "portal")
    commit(root, "Awal", "2026-01-10")
    made = {"first": build(root, "2026-01-15")}
    settings = root / "datasets/_pengaturan/penarikan.yaml"
    settings.parent.mkdir()
    settings.write_text(WITHDRAWAL, encoding="utf-8")
    commit(root, "Ditarik", "2026-01-16")
    made["second"] = build(root, "2026-01-16")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("    nama: Data", "    luring: tidak\n    nama: Data"), "utf-8")
    commit(root, "Tidak disimpan", "2026-01-17")
    made["off"] = build(root, "2026-01-17")
    return made


@pytest.fixture
def host(sites: dict[str, Path], tmp_path: Path) -> Iterator[Host]:
    found = Host(shutil.copytree(sites["first"], tmp_path / "situs"))
    with served(handler(found), found.folder) as address:
        found.address = address
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="allow")
    yield made
    made.close()


def opened(context: BrowserContext, host: Host, path: str = "") -> Page:
    """A page of a first visit, when the worker has come and fetched its shell."""
    page = context.new_page()
    page.goto(host.address + path)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    holds(page, "navigator.serviceWorker.ready.then((r) => r.active.state === 'activated')")
    return page


def holds(page: Page, promise: str) -> None:
    """Waits until what a promise gives is true; browsers look for a new worker after a while."""
    for _ in range(150):
        if page.evaluate(promise):
            return
        page.wait_for_timeout(100)
    raise AssertionError(promise)


def kept(page: Page) -> dict[str, Any]:
    """What the browser keeps: address below the site, and bytes."""
    return page.evaluate(
        """async () => {
            const found = {};
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) {
                    const answer = await (await caches.open(name)).match(request);
                    if (answer) found[request.url] = (await answer.arrayBuffer()).byteLength;
                }
            return found;
        }"""
    )


def paths(page: Page, host: Host) -> set[str]:
    return {url.removeprefix(host.address) for url in kept(page)}


def until(page: Page, host: Host, wanted: Any) -> set[str]:
    """What is kept as soon as it is as wanted; a worker does its work after the page is there."""
    for _ in range(100):
        found = paths(page, host)
        if wanted(found):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(sorted(found))


def test_what_was_read_is_there_when_the_network_is_not(
    context: BrowserContext, host: Host
) -> None:
    page = opened(context, host)
    page.goto(host.address + CONTOH)
    until(page, host, lambda found: CONTOH in found)
    host.cut = True
    page.goto(host.address)
    assert page.locator("h1").is_visible()
    assert "Ini salinan yang disimpan pada" in page.locator(".pd-note").first.inner_text()
    assert "WITA" in page.locator(".pd-note").first.inner_text()
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 20
    page.goto(host.address + "katalog/")
    page.get_by_role("searchbox").first.fill("penduduk")
    page.locator("#hasil a", has_text="Contoh penduduk").first.wait_for()
    page.locator("#hasil a", has_text="Contoh penduduk").first.click()
    page.wait_for_url(f"**/{CONTOH}")
    assert page.locator("svg, table").count()
    page.goto(host.address + CONTOH + "index.html?x=1#unduh")  # the same page asked for otherwise
    assert page.locator("#unduh").count() == 1


def test_a_page_that_was_not_read_leads_to_the_page_without_a_network(
    context: BrowserContext, host: Host
) -> None:
    page = opened(context, host)
    host.cut = True
    page.goto(host.address + OPD)
    assert page.url == f"{host.address}luring/?dari={OPD.replace('/', '%2F')}"
    assert page.locator("h1").inner_text() == "Tanpa jaringan"
    link = page.locator("[data-luring-alamat]")
    assert link.inner_text().endswith(OPD)
    host.cut = False
    link.click()
    page.wait_for_url(f"**/{OPD}")
    assert page.locator(".pd-note", has_text="salinan").count() == 0


def test_english_readers_stay_in_english(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, "en/")
    host.cut = True
    page.goto(f"{host.address}en/{OPD}")
    assert page.locator("h1").inner_text() == "Without a network"
    page.goto(f"{host.address}en/katalog/")
    assert "This is a copy kept on" in page.locator(".pd-note").first.inner_text()
    found = paths(page, host)  # of the other language only what a switch leads to
    assert {"", "luring/"} <= found and "katalog/" not in found
    page.goto(f"{host.address}en/")
    page.locator("a.pd-lang").click()
    page.wait_for_url(host.address)
    assert "Ini salinan" in page.locator(".pd-note").first.inner_text()
    host.cut = False
    page.goto(host.address + OPD)  # one page of it is read: its catalogue comes too
    until(page, host, lambda found: {OPD, "katalog/"} <= found)


@pytest.mark.parametrize(
    "from_", ["javascript:alert(1)", "https://jauh.example/", "//jauh.example"]
)
def test_no_address_from_outside_is_offered(
    context: BrowserContext, host: Host, from_: str
) -> None:
    page = context.new_page()
    page.goto(f"{host.address}luring/?dari={from_}")
    assert page.locator("[data-luring-dari]").is_hidden()


def test_a_page_of_a_language_that_was_never_read_leads_to_a_page_that_is_there(
    context: BrowserContext, host: Host
) -> None:
    page = opened(context, host, OPD)
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    host.cut = True
    page.locator("a.pd-lang").click()
    page.wait_for_url("**/en/luring/?dari=*")
    assert page.locator("h1").inner_text() == "Without a network"
    page.evaluate(
        """async () => {
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    if (request.url.endsWith("/en/luring/"))
                        await (await caches.open(name)).delete(request);
        }"""
    )
    page.goto(f"{host.address}en/{OPD}")
    assert page.locator("h1").inner_text() == "Tanpa jaringan"


def test_the_shell_is_small_and_comes_after_the_page(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address)
    first = {"", *(url.removeprefix(host.address) for url in _loaded(page))}
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_timeout(500)
    shown = [path for path in host.asked if re.search(r"data\.\w+\.(css|js)$|woff2$", path)]
    assert host.asked.index("pekerja-luring.js") > max(host.asked.index(p) for p in shown[:3])
    more = [path for path in host.asked if path not in first]
    assert {"katalog/", "en/", "en/luring/"} <= set(more) and "en/katalog/" not in more
    assert not any(path.startswith("datasets/") for path in more)
    weight = sum(_packed(host.folder / path) for path in more)
    assert weight < 60_000, weight


def _loaded(page: Page) -> list[str]:
    return page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")


def _packed(path: Path) -> int:
    file = path / "index.html" if path.is_dir() else path
    return len(gzip.compress(file.read_bytes(), 9))


def test_a_reader_who_saves_data_is_sent_nothing(context: BrowserContext, host: Host) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_timeout(500)
    assert "pekerja-luring.js" not in host.asked
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !r)")


def test_a_slow_line_shows_the_copy_and_says_so(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, OPD)
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    host.slow[OPD] = 7
    start = time.monotonic()
    page.goto(host.address + OPD, wait_until="commit")
    assert 3.5 < time.monotonic() - start < 6.5
    page.locator(".pd-note", has_text="Ini salinan").wait_for()
    host.slow[CONTOH] = 5  # what was never read is waited for
    page.goto(host.address + CONTOH)
    assert page.url == host.address + CONTOH
    assert page.locator(".pd-note", has_text="Ini salinan").count() == 0


def test_a_slow_line_shows_nothing_that_was_taken_back(
    context: BrowserContext, host: Host, sites: dict[str, Path]
) -> None:
    page = opened(context, host)
    page.goto(host.address + CONTOH)
    until(page, host, lambda found: CONTOH in found)
    host.folder = sites["second"]  # less than a minute since the list was asked for
    host.slow[CONTOH] = 7
    page.goto(host.address + CONTOH)
    assert page.locator(".pd-note", has_text="Ini salinan").count() == 0
    assert page.get_by_text("sudah ditarik").count()


def test_when_the_network_comes_back_what_was_taken_back_goes(
    context: BrowserContext, host: Host, sites: dict[str, Path]
) -> None:
    page = opened(context, host)
    page.goto(host.address + CONTOH)
    until(page, host, lambda found: CONTOH in found)
    page.goto(host.address + "luring/")
    context.set_offline(True)
    host.folder = sites["second"]
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, host, lambda found: CONTOH not in found and "katalog/" in found)


def test_a_host_that_says_nothing_of_keeping_gives_no_old_page(
    context: BrowserContext, host: Host
) -> None:
    host.lax = True
    file = host.folder / OPD / "index.html"
    os.utime(file, (1, 1))  # so old that a browser takes it to hold for years
    page = opened(context, host)
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    text = file.read_text(encoding="utf-8").replace("</h1>", " yang baru</h1>")
    file.write_text(text, encoding="utf-8")
    page.goto(host.address + "topik/")
    page.goto(host.address + OPD)
    assert page.locator("h1").inner_text().endswith("yang baru")
    page.goto(host.address + "topik/")
    host.cut = True
    page.goto(host.address + OPD)
    assert page.locator(".pd-note", has_text="Ini salinan").count() == 1


def test_other_sites_below_its_address_are_left_alone(context: BrowserContext, host: Host) -> None:
    other = host.folder / "proyek-lain"
    other.mkdir()
    (other / "index.html").write_text("<title>Lain</title><p>Lain</p>", encoding="utf-8")
    page = opened(context, host)
    page.goto(host.address + "proyek-lain/")
    page.goto(host.address + OPD)
    assert "proyek-lain/" not in until(page, host, lambda found: OPD in found)


def test_a_page_in_the_place_of_a_script_is_not_kept(context: BrowserContext, host: Host) -> None:
    page = opened(context, host)
    script = "assets/lain.0a1b2c3d.js"
    host.odd[script] = b"<!doctype html><title>Tidak ada</title>"
    page.evaluate("(address) => fetch(address)", host.address + script)
    page.goto(host.address + OPD)
    assert script not in until(page, host, lambda found: OPD in found)
    host.odd.clear()
    (host.folder / script).write_bytes(b"ada")
    answer = "(address) => fetch(address).then((answer) => answer.text())"
    assert page.evaluate(answer, host.address + script) == "ada"


def test_downloads_parts_and_faults_are_not_kept(context: BrowserContext, host: Host) -> None:
    page = opened(context, host, CONTOH)
    page.goto(host.address + CONTOH)
    before = until(page, host, lambda found: CONTOH in found)
    status = page.evaluate(
        """async () => {
            const asked = [
                ["tabel.csv", {}], ["datapackage.json", {}], ["tidak-ada.csv", {}],
                ["tabel.csv", {headers: {Range: "bytes=0-9"}}], ["tabel.csv", {method: "HEAD"}],
            ];
            const answers = [];
            for (const [name, how] of asked) answers.push((await fetch(name, how)).status);
            return answers;
        }"""
    )
    assert status[:3] == [200, 200, 404]
    page.goto(host.address + "tidak/ada/")
    host.moved["pindah/"] = OPD
    page.goto(host.address + "pindah/")
    page.wait_for_url(f"**/{OPD}")
    after = until(page, host, lambda found: OPD in found)
    assert after - before <= {OPD} | {p for p in after if p.startswith("assets/")}


def test_a_page_that_is_gone_goes_from_the_browser_too(context: BrowserContext, host: Host) -> None:
    page = opened(context, host)
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    shutil.rmtree(host.folder / OPD)
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD not in found)


def test_the_oldest_pages_make_room(context: BrowserContext, host: Host) -> None:
    worker = host.folder / "pekerja-luring.js"
    text = worker.read_text(encoding="utf-8")
    assert text.count("20e6") == 1
    page = opened(context, host)
    first = sum(kept(page).values())
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.unregister())")
    page.evaluate("caches.keys().then((all) => Promise.all(all.map((n) => caches.delete(n))))")
    most = first + 60_000
    worker.write_text(text.replace("20e6", str(most)), encoding="utf-8")
    page.close()
    page = opened(context, host)
    seen = [CONTOH, OPD, "mutu/", "topik/", "format/", "perangkat-daerah/", "jadwal/"]
    for path in seen:
        page.goto(host.address + path)
        until(page, host, lambda found, path=path: path in found)
    page.wait_for_timeout(500)
    assert sum(kept(page).values()) <= most
    found = paths(page, host)
    assert seen[-1] in found and CONTOH not in found
    assert {"", "katalog/", "luring/"} <= found  # the shell goes last


def test_a_new_site_replaces_the_old_and_what_was_withdrawn_goes(
    context: BrowserContext, host: Host, sites: dict[str, Path]
) -> None:
    page = opened(context, host)
    page.evaluate("caches.open('situs-lain')")
    apart = host.folder / TOPIK / "index.html"  # a page that has no link to the dataset
    text = apart.read_text(encoding="utf-8").replace("/dkisp/contoh/", "/dkisp/lain/")
    apart.write_text(text, encoding="utf-8")
    for path in (CONTOH, OPD, TOPIK):
        page.goto(host.address + path)
        until(page, host, lambda found, path=path: path in found)
    before = paths(page, host)
    assert CONTOH in before
    host.folder = sites["second"]
    page.close()
    page = context.new_page()
    page.goto(host.address + "topik/")
    # asked at most once a minute: a worker that was stopped in between asks again
    _wake(context, page, host)
    listed = json.loads((host.folder / "luring.json").read_text(encoding="utf-8"))
    assert listed["hapus"] == ["dkisp/contoh"]
    data = {path for path in listed["bahasa"][""] if "katalog-id" in path}

    def renewed(found: set[str]) -> bool:
        """One after the other: of other datasets the page that named it goes, the data is new."""
        of_catalogue = {path for path in found if re.search(r"assets/katalog-id\.", path)}
        return "katalog/" in found and found.isdisjoint({CONTOH, OPD}) and of_catalogue == data

    assert TOPIK in until(page, host, renewed)
    host.cut = True
    page.goto(host.address)
    assert "16 Januari 2026" in page.locator(".pd-state").inner_text()
    page.goto(host.address + CONTOH)
    assert "/luring/" in page.url
    assert "situs-lain" in page.evaluate("caches.keys()")


def _wake(context: BrowserContext, page: Page, host: Host) -> None:
    """Makes the browser forget the worker's memory, as it does when no page was open a while."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    page.goto(host.address + "mutu/")


def test_the_switch_removes_worker_and_copies_but_nothing_else(
    context: BrowserContext, host: Host, sites: dict[str, Path]
) -> None:
    page = opened(context, host)
    page.evaluate("caches.open('situs-lain')")
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    host.folder = sites["off"]
    page.goto(host.address)
    holds(page, "navigator.serviceWorker.getRegistration().then((r) => !r)")
    holds(page, "caches.keys().then((names) => names.join() === 'situs-lain')")
    page.goto(host.address + "luring/")
    assert page.get_by_text("tidak menyimpan halaman di peramban").is_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !r)")


def test_a_reader_sees_what_is_kept_and_removes_it(context: BrowserContext, host: Host) -> None:
    page = opened(context, host)
    page.evaluate("caches.open('situs-lain')")
    page.goto(host.address + OPD)
    until(page, host, lambda found: OPD in found)
    page.goto(host.address + "luring/")
    items = page.locator("[data-luring-daftar] li")
    items.first.wait_for()
    assert any("Daftar" in text and "WITA" in text for text in items.all_inner_texts())
    assert "halaman tersimpan" in page.locator("[data-luring-status]").inner_text()
    page.get_by_role("button", name="Hapus semua").click()
    page.get_by_text("Semua sudah dihapus").wait_for()
    assert page.evaluate("caches.keys()") == ["situs-lain"]
    page.goto(host.address + "topik/")  # the choice lasts
    page.wait_for_timeout(500)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !r)")
    page.goto(host.address + "luring/")
    page.get_by_role("button", name="Mulai menyimpan lagi").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.goto(host.address + "topik/")
    until(page, host, lambda found: {"topik/", "katalog/"} <= found)


def test_an_address_that_is_no_text_stops_nothing(context: BrowserContext, host: Host) -> None:
    page = opened(context, host)
    page.goto(f"{host.address}luring/?dari=%25")
    page.locator("[data-luring-daftar] li").first.wait_for()
    assert page.get_by_role("button", name="Hapus semua").is_visible()
    assert page.locator("[data-luring-alamat]").inner_text().endswith("%")


def test_it_works_when_the_server_is_really_gone(
    context: BrowserContext, sites: dict[str, Path]
) -> None:
    found = Host(sites["first"])
    with served(handler(found), found.folder) as address:
        found.address = address
        page = opened(context, found)
    page.goto(address + "katalog/")
    assert page.locator("h1").is_visible()
    assert page.locator("#hasil a").count()


@pytest.mark.parametrize("path", ["luring/", "en/luring/"])
def test_the_page_holds_for_everyone(browser: Browser, host: Host, path: str) -> None:
    assert_holds(browser, host.address + path)
