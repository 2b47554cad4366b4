"""The preview of a proposal, opened from its folder as by a double click: no server at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from portals import AS_OF, commit, portal
from visiting import Visit

from build_tools import cli

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLE = "datasets/dkisp/contoh/data/tabel.csv"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of a change of one table, away from the portal that it was made from."""
    base = tmp_path_factory.mktemp("usulan")
    root = portal(base / "portal")
    commit(root, "Awal", "2026-01-10")
    path = root / TABLE
    path.write_text(path.read_text(encoding="utf-8").replace("Tempat Satu", "Tempat Baru"))
    folder = base / "pratinjau dengan spasi"
    words = ["changes", "--root", str(root), "--as-of", AS_OF.isoformat()]
    assert cli.main([*words, "--preview", str(folder)]) == 0
    (root / "datasets").rename(base / "jauh")
    return folder


def test_the_list_leads_to_the_changed_page_and_back(preview: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((preview / "index.html").as_uri())
    assert page.locator("h1").inner_text() == "Pratinjau usulan"
    page.get_by_role("link", name="Contoh penduduk menurut tempat", exact=True).click()
    page.wait_for_load_state()
    assert page.url.startswith("file://") and page.url.endswith("dkisp/contoh/index.html")
    assert "Tempat Baru" in page.content()
    banner = page.get_by_text("Pratinjau usulan, belum terbit.")
    assert banner.is_visible()
    page.get_by_role("link", name="Semua perubahan pratinjau ini").click()
    page.wait_for_load_state()
    assert page.url == (preview / "index.html").as_uri()
    assert visit.complaints == []
    assert all(address.startswith(("file://", "data:")) for address in visit.requests)


def test_a_page_has_its_style_its_script_and_its_other_language(
    preview: Path, visit: Visit
) -> None:
    page = visit.page
    page.goto((preview / "datasets/dkisp/contoh/index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.pd-w')).maxWidth") != "none"
    assert page.evaluate("document.documentElement.classList.contains('js')")
    assert page.evaluate("document.fonts.ready.then(f => [...f].some(x => x.status == 'loaded'))")
    page.locator("a.pd-lang").click()
    page.wait_for_load_state()
    assert page.url.endswith("/en/datasets/dkisp/contoh/index.html")
    assert visit.complaints == []


def test_downloads_come_along_and_no_link_leads_to_nothing(preview: Path) -> None:
    page = preview / "datasets/dkisp/contoh/index.html"
    links = re.findall(r'<a[^>]* href="([^"#]+)', page.read_text(encoding="utf-8"))
    own = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert any(link.endswith("tabel.csv") for link in own)
    assert [link for link in own if not (page.parent / link.split("?")[0]).is_file()] == []
    assert all(not link.endswith("/") for link in own)
