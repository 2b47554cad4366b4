"""The map of the site, read as a crawler does: from `robots.txt` on, by somebody else's code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import clients
import machine_site
import pytest
from snippet_pages import loopback

from build_tools.catalogues import sitemap
from build_tools.model import Past, Site, Version

OFFICIAL = machine_site.sound(official=True)


def files(site: Site) -> dict[str, bytes]:
    found = {f.path.as_posix(): f.content for f in sitemap.make(site)}
    assert all(isinstance(content, bytes) for content in found.values())
    return found  # type: ignore[return-value]


def crawled(site: Site, folder: Path) -> dict[str, Any]:
    """What ultimate-sitemap-parser finds of a site that lies at its own address."""
    with loopback(folder) as home:
        there = replace(site, portal=replace(site.portal, site_url=home, root=folder))
        for name, content in files(there).items():
            (folder / name).write_bytes(content)
        found: dict[str, Any] = json.loads(clients.run("read_sitemap.py", home))
    assert found["wrong"] == []
    found["pages"] = {url.removeprefix(home): day for url, day in found["pages"]}
    return found


def test_a_crawler_finds_every_dataset_with_the_day_of_its_data(tmp_path: Path) -> None:
    found = crawled(OFFICIAL, tmp_path)["pages"]
    for published in OFFICIAL.published:
        assert found[f"datasets/{published.id}/"] == "2026-11-20"
        assert found[f"en/datasets/{published.id}/"] == "2026-11-20"
    assert found[""] == "" and "data-terbuka/" in found


def test_a_crawler_finds_every_version_with_its_own_day(tmp_path: Path) -> None:
    id = "himpunan/stunting"
    out = [Version(day, day, "a" * 40, "terbit") for day in ("2026-11-20", "2026-10-01")]
    held = Version("2026-11-21", "2026-11-21", "b" * 40, "tertahan")
    given = replace(OFFICIAL, pasts={id: Past(id, (held, *out))})
    found = crawled(given, tmp_path)["pages"]
    assert found[f"datasets/{id}/versi/2026-10-01/"] == "2026-10-01"
    assert f"datasets/{id}/versi/2026-11-21/" not in found


def test_pages_written_by_hand_are_there_in_the_languages_they_have(tmp_path: Path) -> None:
    for name in ("tanya/stunting.md", "en/tanya/stunting.md", "pengembang/situs.md", "tentang.md"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Judul\n", encoding="utf-8")
    found = crawled(OFFICIAL, tmp_path)["pages"]
    assert {"tanya/stunting/", "en/tanya/stunting/", "pengembang/situs/", "tentang/"} <= {*found}
    assert "en/pengembang/situs/" not in found


def test_more_than_one_map_holds_is_spread_over_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = crawled(OFFICIAL, tmp_path)
    assert len(whole["maps"]) == 2, "robots.txt and one map"
    monkeypatch.setattr(sitemap, "MOST", 100)
    spread = crawled(OFFICIAL, tmp_path)
    assert spread["pages"] == whole["pages"]
    assert len(spread["maps"]) == 2 + -(-len(whole["pages"]) // 100)
    root = ElementTree.fromstring((tmp_path / "sitemap.xml").read_bytes())
    days = [e.text for e in root.iter(f"{{{sitemap.SITEMAP}}}lastmod")]
    assert "2026-11-20" in days, "a map is as new as the newest page in it"


def test_a_full_map_keeps_the_limits_of_the_protocol() -> None:
    """Of 50 MiB and 50,000 addresses; a name may have 100 letters."""
    site = machine_site.large(500)
    given = replace(site, portal=replace(site.portal, official=True))
    content = files(given)["sitemap.xml"]
    each = len(content) / content.count(b"<url>") + 3 * 200
    assert sitemap.MOST <= 50_000 and each * sitemap.MOST < 50 * 1024 * 1024


def test_a_demonstration_asks_not_to_be_listed(tmp_path: Path) -> None:
    made = files(machine_site.sound())
    assert made["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert ElementTree.fromstring(made["sitemap.xml"]).findall("*") == []


@pytest.mark.parametrize("make", [machine_site.hostile, machine_site.bare])
def test_hostile_and_bare_sites_have_sound_maps(tmp_path: Path, make: Any) -> None:
    site = make()
    given = replace(site, portal=replace(site.portal, official=True))
    found = crawled(given, tmp_path)["pages"]
    assert f"datasets/{site.published[0].id}/" in found


def test_a_site_without_an_address_has_an_empty_map() -> None:
    made = files(machine_site.sound(official=True, site_url="tidak ada"))
    assert ElementTree.fromstring(made["sitemap.xml"]).findall("*") == []
    assert made["robots.txt"] == b"User-agent: *\nAllow: /\n"


def test_the_map_does_not_know_the_day_of_the_build() -> None:
    later = machine_site.sound(official=True, as_of=machine_site.portal().as_of.replace(year=2031))
    assert files(OFFICIAL) == files(later)
