"""What a description lacks for other catalogues is told, and holds nothing back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from pages_site import dataset
from portals import AS_OF, portal

from build_tools import pipeline, reports
from build_tools.checks.catalogued import catalogued
from build_tools.findings import Severity
from build_tools.model import Licence, Text
from build_tools.options import Options
from build_tools.words import Words

LONG = Text("Prevalensi stunting menurut alat ukur, kabupaten, dan tahun sejak 2018.")
COMPLETE = dataset(description=LONG, licences=(Licence("CC-BY-4.0"),))


def told(**changes: Any) -> list[tuple[str, str]]:
    """Case and first sentence of each finding, in Indonesian."""
    found = list(catalogued(replace(COMPLETE, **changes)))
    assert {f.severity for f in found} <= {Severity.NOTICE}
    words = Words.load("id")
    return [(str(dict(f.values)["case"]), reports.sentence(f, words)) for f in found]


def test_a_full_description_lacks_nothing() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("changes", "case", "said"),
    [
        ({"description": Text("Prevalensi  stunting.")}, "description", "hanya 20 karakter"),
        ({"licences": (Licence("Lisensi-Kami"),)}, "licence", "Lisensi-Kami tidak punya alamat"),
        ({"keywords": tuple(f"k{n}" for n in range(300))}, "keywords", "300 kata kunci"),
        ({"keywords": ("gizi", "x" * 101)}, "keyword", "101 karakter"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], case: str, said: str) -> None:
    ((found, sentence),) = told(**changes)
    assert found == case and said in sentence


def test_what_another_check_tells_is_not_told_twice() -> None:
    assert told(description=Text()) == []
    assert told(description=Text("ISI: apa isinya")) == []
    assert told(licences=(Licence("", "Tanpa nama"),)) == []


def test_an_address_is_known_for_licences_that_everybody_knows() -> None:
    assert told(licences=(Licence("cc0-1.0"), Licence("X", "", "https://contoh.go.id/"))) == []


@pytest.mark.parametrize(("official", "mail", "wanted"), [(True, "", 1), (True, "a@b.go.id", 0)])
def test_an_official_portal_needs_a_contact_mail(
    tmp_path: Path, official: bool, mail: str, wanted: int
) -> None:
    root = portal(tmp_path)
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    config["extra"]["portal"]["situs_resmi"] = official
    config["extra"]["portal"]["kontak"]["surel"] = mail
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    result = pipeline.check(Options(root, AS_OF, workers=1))
    assert [f.code for f in result.findings] == ["catalogue-incomplete"] * wanted
    assert result.exit_code() == 0
