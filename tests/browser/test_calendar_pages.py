"""`/jadwal/` and an office's page in a browser: dates kept, missed, put off, and to come."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser
from portals import REPOSITORY, change, commit, portal
from visiting import Handler, Visit, assert_holds, served

pytestmark = pytest.mark.browser

REASON = "Rekapitulasi dua kecamatan belum masuk."
OTHER = "datasets/dkisp/lain/datapackage.yaml"


def lay_out(root: Path) -> None:
    """A year of a dataset: missed by 19 days, put off in time, then missed and explained."""
    portal(root)
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    change(root, {"sdi:frekuensi": "tahunan", "sdi:terbitBerikutnya": "2025-06-01"})
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkisp/lain")
    new = {"name": "lain", "title": "Contoh yang lain", "sdi:terbitBerikutnya": "2026-02-01"}
    change(root, new, OTHER)
    commit(root, "Data pertama", "2025-01-10")
    table.write_bytes(table.read_bytes() + b"4,Tempat Empat,2025-05-31,a,1,2,3,\n")
    change(root, {"sdi:terbitBerikutnya": "2025-12-01"})
    commit(root, "Data tengah tahun", "2025-06-20")
    change(root, {"sdi:terbitBerikutnya": "2026-01-10"})
    commit(root, "Diundur", "2025-11-20")
    change(
        root,
        {
            "sdi:keterlambatan": [
                {"jadwal": "2026-01-10", "alasan": REASON, "tanggal": "2026-01-12"},
            ]
        },
    )
    commit(root, "Dijelaskan", "2026-01-12")


@pytest.fixture(scope="module")
def scheduled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("jadwal")
    lay_out(root)
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root), "--quiet"]
    subprocess.run([*command, "--as-of", "2026-01-15"], cwd=REPOSITORY, check=True)
    with served(Handler, root / "site") as address:
        yield address


@pytest.mark.parametrize("path", ["jadwal/", "en/jadwal/", "datasets/dkisp/", "en/datasets/dkisp/"])
def test_the_pages_hold_for_everyone_and_at_every_width(
    browser: Browser, scheduled: str, path: str
) -> None:
    assert_holds(browser, scheduled + path)


def test_a_reader_sees_what_is_late_and_why_without_scripts(
    browser: Browser, scheduled: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(scheduled + "mutu/")
    page.get_by_role("link", name="Jadwal terbit", exact=True).first.click()
    page.wait_for_url("**/jadwal/")
    late = page.get_by_role("region", name="Jadwal terlewati").inner_text()
    assert "10 Januari 2026, 5 hari yang lalu" in late and REASON in late
    table = page.get_by_role("table", name="Februari 2026")
    assert "1 Februari 2026" in table.inner_text()
    context.close()


def test_an_office_has_its_record_and_its_calendar(visit: Visit, scheduled: str) -> None:
    page = visit.page
    page.goto(scheduled + "datasets/dkisp/")
    missed = page.get_by_role("region", name="Jadwal ditepati dan terlewati")
    assert "19 hari sesudah jadwal" in missed.inner_text()
    assert "Lewat 5 hari" in missed.inner_text() and REASON in missed.inner_text()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Kalender perangkat daerah ini").click()
    events = Calendar.from_ical(Path(taken.value.path()).read_bytes()).events
    assert [str(e["DTSTART"].dt) for e in events] == ["2026-01-10", "2026-02-01"]
    assert visit.complaints == []


def test_the_record_of_a_year_is_in_english_too(visit: Visit, scheduled: str) -> None:
    page = visit.page
    page.goto(scheduled + "en/jadwal/")
    record = page.get_by_role("table", name="Dates kept and missed").inner_text()
    assert record.split()[-3:] == ["0", "2", "1"]
    assert "not an official assessment" in page.locator("main").inner_text()
    assert visit.complaints == []
