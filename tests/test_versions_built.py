"""The pages of versions as the site engine makes them: valid, and every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from links import broken
from test_html_valid import faults
from versions_site import GIZI, HILANG, JEBAKAN, LAMA, TABLE, VERSIONS, built

pytestmark = pytest.mark.slow

PAGES = (
    *(f"datasets/{id}/" for id in (GIZI, LAMA, HILANG, "dinkes/tutup")),
    *(f"datasets/{id}/versi/" for id in (GIZI, LAMA, HILANG, JEBAKAN)),
    *(f"datasets/{GIZI}/versi/{v.address}/" for v in VERSIONS),
    f"datasets/{JEBAKAN}/versi/2026-01-01/",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("versi"))


def test_every_page_is_valid(folder: Path, tmp_path: Path) -> None:
    files = [folder / lang / page / "index.html" for lang in ("", "en") for page in PAGES]
    assert [path for path in files if not path.is_file()] == []
    assert faults(files, folder, tmp_path / "temuan.json") == []


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert [
        line for line in broken(folder) if "/versi/" in line and "panduan/versi" not in line
    ] == []


def test_bytes_are_those_of_the_version(folder: Path) -> None:
    for id in (GIZI, LAMA):
        assert (folder / "datasets" / id / "versi/2026-08-01/gizi.csv").read_bytes() == TABLE
    assert not (folder / "datasets" / GIZI / "versi/2026-10-01/r.csv").exists()
