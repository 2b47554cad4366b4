"""The bill of materials: valid CycloneDX, complete, and the same for the same commit and day."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from portals import AS_OF, REPOSITORY, portal

from build_tools import lock
from build_tools.catalogues import sbom
from build_tools.load import load_portal
from build_tools.model import Portal, Site

THEME = REPOSITORY / "build_tools" / "theme"


@pytest.fixture
def given(tmp_path: Path) -> Portal:
    """The example portal, without a list of locked packages."""
    return load_portal(portal(tmp_path), AS_OF, "a" * 40)


@pytest.fixture
def locked(given: Portal) -> Portal:
    """The same with this repository's list."""
    place = given.root / lock.PLACE
    place.parent.mkdir()
    place.write_bytes((REPOSITORY / lock.PLACE).read_bytes())
    return given


def made(given: Portal) -> dict[str, Any]:
    """The file as it is published, read back and held against the official schema."""
    (file,) = sbom.make(Site(given, ()))
    assert file.path.as_posix() == "sbom.cdx.json" and isinstance(file.content, bytes)
    text = file.content.decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    return json.loads(text)


def by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {component["name"]: component for component in found["components"]}


def test_every_locked_package_is_in_it_with_its_hashes(locked: Portal) -> None:
    found = made(locked)
    packages = lock.read((REPOSITORY / lock.PLACE).read_text())
    told = {c["purl"]: c for c in found["components"] if c.get("purl", "").startswith("pkg:pypi/")}
    assert told.keys() == {f"pkg:pypi/{p.name}@{p.version}" for p in packages}
    for package in packages:
        component = told[f"pkg:pypi/{package.name}@{package.version}"]
        assert [h["content"] for h in component["hashes"]] == list(package.hashes)
    assert told["pkg:pypi/mkdocs@1.6.1"]["licenses"] == [{"expression": "BSD-2-Clause"}]
    (said,) = found["metadata"]["properties"]
    digest = hashlib.sha256((REPOSITORY / lock.PLACE).read_bytes()).hexdigest()
    assert said["value"] == f"{lock.PLACE} sha256:{digest}"
    assert found["compositions"][0]["aggregate"] == "complete"


def test_what_pages_carry_is_in_it_file_by_file(locked: Portal) -> None:
    found = by_name(made(locked))
    recorded = json.loads((THEME / "vendor" / "vendor.json").read_text())
    for name, package in recorded.items():
        component = found[name]
        assert component["version"] == package["version"]
        assert component["purl"] == f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        assert component["licenses"] == [{"license": {"id": package["licence"]}}]
        files = {c["name"]: c["hashes"][0]["content"] for c in component["components"]}
        assert files == {file: wanted["sha256"] for file, wanted in package["files"].items()}
    icons = {
        c["name"]: c["hashes"][0]["content"] for c in found["Material Design Icons"]["components"]
    }
    there = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (THEME / "icons").glob("*.svg")
    }
    assert icons == there
    assert found["terbuka"]["licenses"] == [{"license": {"id": "MIT"}}]


def test_without_a_lock_it_tells_what_is_installed_and_says_so(given: Portal) -> None:
    found = made(given)
    assert "no lock file" in found["metadata"]["properties"][0]["value"]
    assert {"mkdocs", "pyarrow", "nh3"} <= by_name(found).keys()
    assert found["compositions"][0]["aggregate"] == "unknown"


def test_a_lock_that_cannot_be_read_stops_no_site(locked: Portal) -> None:
    (locked.root / lock.PLACE).write_bytes(b"--index-url \xff\n")
    assert "no lock file" in made(locked)["metadata"]["properties"][0]["value"]


def test_the_same_again_is_the_same_and_only_what_differs_changes_it(locked: Portal) -> None:
    (first,), (second,) = sbom.make(Site(locked, ())), sbom.make(Site(locked, ()))
    assert first.content == second.content
    found = made(locked)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-.*", found["serialNumber"])
    assert found["metadata"]["timestamp"] == "2026-01-15T00:00:00+08:00"
    later = made(replace(locked, as_of=date(2026, 1, 16)))
    assert later["serialNumber"] != found["serialNumber"]
    assert later["components"] == found["components"]


def test_addresses_that_are_none_are_left_out(locked: Portal) -> None:
    hostile = replace(locked, site_url="javascript:alert(1)", repository='https://a/"b"')
    assert "externalReferences" not in made(hostile)["metadata"]["component"]
    good = replace(locked, site_url="https://data.example.go.id/")
    links = made(good)["metadata"]["component"]["externalReferences"]
    assert links == [{"type": "website", "url": "https://data.example.go.id/"}]


def test_every_reference_leads_somewhere_once(locked: Portal) -> None:
    found = made(locked)
    refs = [found["metadata"]["component"]["bom-ref"]]
    refs += [component["bom-ref"] for component in found["components"]]
    assert len(refs) == len(set(refs))
    assert {d["ref"] for d in found["dependencies"]} == set(refs)
    assert {r for d in found["dependencies"] for r in d.get("dependsOn", ())} <= set(refs)
