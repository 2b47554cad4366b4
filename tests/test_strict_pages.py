"""A strict page: what scripts must be is said where a site has an address, and only there."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pages_site import PORTAL
from portals import AS_OF, EXAMPLES, portal

from build_tools import pages, pipeline
from build_tools.audit import reader
from build_tools.findings import Severity
from build_tools.pages.integrity import integrity, script_of
from build_tools.words import all_words

WORDS = all_words(("id", "en"))


@pytest.mark.parametrize("address", ["", "https://data.example/", "ftp://data.example/"])
def test_integrity_is_stated_only_where_a_browser_can_check_it(address: str) -> None:
    """Opened from a file, a script with integrity would not run at all."""
    given = replace(PORTAL, site_url=address)
    stated = address.startswith("https://")
    assert bool(script_of(given, "assets/a.js", b"x").integrity) is stated
    made = {path.as_posix(): content for path, content in pages.theme_files(given, WORDS)}
    assert (b"integrity=" in made["id/partials/pd-meta.html"]) is stated


def test_integrity_is_the_hash_of_the_content() -> None:
    digest = base64.b64encode(hashlib.sha256(b"x").digest()).decode()
    assert integrity(b"x") == f"sha256-{digest}"


def test_links_of_prose_lead_away_without_an_opener() -> None:
    made = {path.as_posix(): content for path, content in pages.theme_files(PORTAL, WORDS)}
    assert b"""replace('<a href="http', '<a rel="noopener" href="http')""" in made["id/main.html"]


def test_no_script_of_ours_writes_a_cookie_or_anything_but_what_readers_choose() -> None:
    """The theme, whether pages are kept for reading offline, and queries run in this tab."""
    chosen = (b"key,JSON.stringify({color:{scheme:", b'worker.pathname,"tidak")')
    for made in pages.assets():
        if made.path.suffix == ".js":
            assert isinstance(made.content, bytes)
            name = made.path.name.split(".")[0]
            assert b"document.cookie" not in made.content
            assert name == "jelajah-sql" or b"sessionStorage" not in made.content
            assert name in {"data", "luring"} or b"serviceWorker" not in made.content
            for kept in re.findall(rb"localStorage\.setItem\(([^;]{0,80})", made.content):
                assert kept.startswith(chosen), made.path


@pytest.mark.parametrize(
    "text", ["<b>x" * 30_000, "<!--" * 50_000, "<a" * 100_000, "<a b='" * 50_000 + ">", "<" * 10**6]
)
def test_the_audit_reads_a_hostile_page_in_bounded_time(text: str) -> None:
    assert reader.read("x.html", text).path == "x.html"


def test_a_bomb_of_a_workbook_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    path = root / "datasets/dkisp/contoh/data/tabel.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if name.endswith("sheet1.xml"):
                with archive.open(name, "w", force_zip64=True) as sheet:
                    sheet.write(part[: part.index(b"<sheetData")] + b"<sheetData>")
                    for _ in range(1200):
                        sheet.write(b" " * 1_000_000)
                continue
            archive.writestr(name, part)
    assert path.stat().st_size < 5_000_000
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
    assert "workbook-too-large" in {f.code for f in result.findings if f.severity is Severity.ERROR}


def test_a_workbook_that_claims_a_billion_rows_is_a_finding(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    path = root / "datasets/dkisp/contoh/data/tabel.xlsx"
    book = openpyxl.load_workbook(path)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            if name.endswith("sheet1.xml"):
                far = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
                part = part.replace(b"</sheetData>", far)
            archive.writestr(name, part)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
    assert {f.code for f in result.findings} & {"sheet-cell-far", "workbook-too-large"}
