"""`.well-known/`: the interfaces as a linkset, and whom to tell of a hole; that both go out."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import clients
import machine_site
import pytest
import yaml
from portals import AS_OF, REPOSITORY, portal
from snippet_pages import loopback

from build_tools import output, pipeline
from build_tools.catalogues import CATALOGUES, make_all, wellknown
from build_tools.model import Site
from build_tools.offlinezip import names
from build_tools.options import Options

SAID = {"surel": "keamanan@contoh.go.id", "url": "https://contoh.go.id/lapor"}


def files(site: Site) -> dict[str, str]:
    found = {f.path.as_posix(): f.content for f in wellknown.make(site)}
    return {name: c.decode() for name, c in found.items() if isinstance(c, bytes)}


def security(**changes: Any) -> list[str]:
    """The lines of `security.txt`; none: there is none."""
    made = files(machine_site.sound(**{"settings": {"keamanan": SAID}, **changes}))
    return made.get(".well-known/security.txt", "").splitlines()


# --- the interfaces ---


def catalog(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files(site)[".well-known/api-catalog"])["linkset"]
    return found


def test_a_reader_of_linksets_finds_the_interfaces(tmp_path: Path) -> None:
    content = files(machine_site.sound())[".well-known/api-catalog"]
    (tmp_path / "api-catalog.json").write_text(content, encoding="ascii")
    with loopback(tmp_path) as home:
        read = json.loads(clients.run("read_linkset.py", f"{home}api-catalog.json"))
    base = machine_site.ADDRESS
    items = {target: context for rel, target, context in read if rel == "item"}
    assert set(items) == {f"{base}/api/v1/index.json", f"{base}/api/3/action/status_show"}
    assert set(items.values()) == {f"{base}/.well-known/api-catalog"}


def test_every_file_that_it_names_is_published() -> None:
    site = machine_site.sound()
    made = {f"{machine_site.ADDRESS}/{f.path}" for f in make_all(site)}
    for context in catalog(site)[1:]:
        for relation in ("service-desc", "service-meta", "status"):
            assert {link["href"] for link in context.get(relation, ())} <= made
    assert "wellknown" in CATALOGUES


def test_a_demonstration_says_so_to_programs() -> None:
    assert "bukan situs resmi" in catalog(machine_site.sound())[0]["item"][0]["title"]
    assert catalog(machine_site.sound(official=True))[0]["item"][0]["title"] == "Data Paser"


def test_without_an_address_there_is_no_catalog_of_interfaces() -> None:
    assert files(machine_site.bare(site_url="")) == {}


# --- whom to tell of a hole ---


def test_whom_to_tell_stands_only_where_the_portal_named_somebody() -> None:
    assert security() == [
        "# Situs contoh, bukan situs resmi pemerintah.",
        "Contact: mailto:keamanan@contoh.go.id",
        "Contact: https://contoh.go.id/lapor",
        "Expires: 2027-09-01T00:00:00Z",
        "Preferred-Languages: id, en",
        f"Canonical: {machine_site.ADDRESS}/.well-known/security.txt",
    ]
    assert security(settings={}) == []
    assert security(settings={"keamanan": "kami"}) == []


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 28), date(2027, 12, 31)])
def test_it_counts_for_less_than_a_year_and_does_not_change_every_day(day: date) -> None:
    (line,) = (x for x in security(as_of=day) if x.startswith("Expires: "))
    until = datetime.fromisoformat(line.removeprefix("Expires: ")).date()
    assert 240 < (until - day).days < 365
    assert security(as_of=day) == security(as_of=day.replace(day=15))


@pytest.mark.parametrize(
    "given",
    [
        {"surel": "bukan surel"},
        {"surel": "a@b.id\nContact: mailto:jahat@contoh.example"},
        {"url": "http://contoh.go.id/"},
        {"url": "javascript:alert(1)"},
        {"surel": ["a@b.id"], "url": {"x": 1}},
    ],
)
def test_what_is_no_address_is_no_contact(given: dict[str, Any]) -> None:
    assert security(settings={"keamanan": given}) == []


def test_an_address_cannot_add_a_line() -> None:
    lines = security(settings={"keamanan": {**SAID, "kebijakan": "https://x.id/a\nContact: b"}})
    assert len([x for x in lines if x.startswith("Contact: ")]) == 2


# --- what has a point in front of its name goes out as well ---


def publishing() -> Any:
    """`bootstrap/publish.py`, which is no part of the package."""
    path = REPOSITORY / "bootstrap" / "publish.py"
    spec = importlib.util.spec_from_file_location("publish", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_in_the_finished_site_and_in_what_is_sent(tmp_path: Path) -> None:
    root = portal(tmp_path)
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    config["site_url"] = "https://data.contoh.go.id/"
    config["extra"]["portal"]["keamanan"] = SAID
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    pipeline.build(Options(root=root, as_of=AS_OF))
    site = root / "hasil"
    site.mkdir()
    output.link_static(root / ".build", site)
    there = {".well-known/api-catalog", ".well-known/security.txt"}
    assert all((site / name).is_file() for name in there)
    publishing().pack(site, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert there <= set(archive.namelist())


@pytest.mark.parametrize("name", [".well-known/api-catalog", "sitemap.xml", "sitemap-12.xml"])
def test_a_copy_to_open_from_a_folder_leaves_out_what_a_host_needs(name: str) -> None:
    assert not names.is_wanted(name)
    assert names.is_wanted("datasets/a/b/data.md") and names.is_wanted("llms.txt")
