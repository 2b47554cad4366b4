"""schema.org in pages: typed as schema-dts has it, safe in its element, within Google's bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import machine_site
import pytest
from nodes import MODULES, run
from pages_site import HOSTILE, dataset, published

from build_tools.catalogues import schema_org
from build_tools.model import Download, Published, Site, Text
from build_tools.pages import machine
from build_tools.pages.view import View
from build_tools.terms import Entry, describe
from build_tools.words import Words

SITES: dict[str, Callable[[], Site]] = {
    "sound": machine_site.sound,
    "hostile": machine_site.hostile,
    "bare": machine_site.bare,
    "without an address": lambda: machine_site.sound(site_url=""),
}
BLOCK = re.compile(r'<script type="application/ld\+json">([^<>&]*)</script>')
#: https://developers.google.com/search/docs/appearance/structured-data/dataset
REQUIRED = {"name", "description"}
RECOMMENDED = {
    *("creator", "includedInDataCatalog", "distribution", "identifier", "isAccessibleForFree"),
    *("keywords", "license", "spatialCoverage", "temporalCoverage", "variableMeasured", "version"),
    "url",
}


def folder(given: Published) -> PurePosixPath:
    return PurePosixPath("datasets", given.id)


def view(site: Site, lang: str) -> View:
    return View(site, Words.load(lang))


def of(site: Site, id: str, lang: str = "id") -> dict[str, Any]:
    """What the page of a dataset says."""
    given = next(p for p in site.published if p.id == id)
    entry = describe(site).entry(id)
    assert entry
    here = View(site, Words.load(lang), folder(given))
    (found,) = BLOCK.findall(machine.of_dataset(here, given))
    return json.loads(found)  # type: ignore[no-any-return]


def every(site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each block of a site in both languages, with its type."""
    for lang in ("id", "en"):
        (found,) = BLOCK.findall(machine.of_home(view(site, lang)))
        yield "Graph", json.loads(found)
        for given in site.published:
            yield "WithContext<Dataset>", of(site, given.id, lang)


def complaints(folder: Path, blocks: list[tuple[str, dict[str, Any]]]) -> str:
    """What TypeScript says of the blocks under the types of schema-dts."""
    lines = ['import type { Dataset, Graph, WithContext } from "schema-dts";']
    for number, (kind, block) in enumerate(blocks):
        lines.append(f"export const b{number}: {kind} = {json.dumps(block, indent=1)};")
    (folder / "blocks.ts").write_text("\n".join(lines), encoding="utf-8")
    types = MODULES / "schema-dts" / "dist" / "schema.d.ts"
    settings = {
        "compilerOptions": {
            "strict": True,
            "noEmit": True,
            "skipLibCheck": True,
            "types": [],
            "module": "esnext",
            "moduleResolution": "bundler",
            "target": "esnext",
            "paths": {"schema-dts": [str(types)]},
        },
        "files": ["blocks.ts"],
    }
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    return run("typescript/bin/tsc", "--project", str(folder)).stdout


def test_every_block_is_what_schema_dts_says(tmp_path: Path) -> None:
    blocks = [block for make in SITES.values() for block in every(make())]
    assert len(blocks) == 2 * sum(1 + len(make().published) for make in SITES.values())
    assert complaints(tmp_path, blocks) == ""


def test_the_types_can_refuse(tmp_path: Path) -> None:
    """A word that schema.org does not have, and a value of another kind, are told."""
    good = of(machine_site.sound(), "himpunan/stunting")
    wrong = [{**good, "frequency": "tahunan"}, {**good, "distribution": "stunting.csv"}]
    said = complaints(tmp_path, [("WithContext<Dataset>", block) for block in wrong])
    assert '"frequency"' in said and '"distribution"' in said


@pytest.mark.parametrize("name", SITES)
def test_nothing_ends_the_element_and_each_page_has_one_block(name: str) -> None:
    site = SITES[name]()
    for lang in ("id", "en"):
        for given in site.published:
            here = View(site, Words.load(lang), folder(given))
            head = str(machine.of_dataset(here, given))
            assert head.count("<script") == head.count("</script>") == 1
            (found,) = BLOCK.findall(head)
            assert not re.search("[<>&\u2028\u2029]", found)
            json.loads(found)


def test_what_google_asks_for_is_there() -> None:
    found = of(machine_site.sound(), "himpunan/stunting")
    assert found.keys() >= REQUIRED | RECOMMENDED
    assert found["@id"] == found["identifier"] == found["url"]
    assert found["temporalCoverage"] == "2018/2024"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["creator"]["name"] == "Proyek Data Paser"  # collected: never the office's
    assert {v["name"]: v.get("unitText") for v in found["variableMeasured"]}["Prevalensi"] == (
        "persen"
    )
    file = found["distribution"][0]
    assert file["contentUrl"] == f"{found['url']}stunting.csv"
    assert (file["encodingFormat"], file["contentSize"]) == ("text/plain", "1234 B")


def test_the_other_language_names_the_same_thing_at_its_own_page() -> None:
    main, other = (of(machine_site.sound(), "himpunan/stunting", lang) for lang in ("id", "en"))
    assert main["@id"] == other["@id"]
    assert other["url"] == f"{machine_site.ADDRESS}/en/datasets/himpunan/stunting/"
    assert (main["name"], other["name"]) == ("Prevalensi stunting", "Stunting prevalence")
    assert (main["inLanguage"], other["inLanguage"]) == ("id", "id")  # the data's


@pytest.mark.parametrize("text", ["", "Pendek.", "x" * 60, "kata " * 3000, HOSTILE])
def test_a_description_is_within_the_bounds_of_dataset_search(text: str) -> None:
    given = published(dataset("dinkes/a", description=Text(text)))
    for official in (True, False):
        site = Site(machine_site.portal(official=official), (given,))
        said = of(site, "dinkes/a")["description"]
        assert 50 <= len(said) <= 5000
        assert ("bukan situs resmi" in said) is not official


def test_what_is_not_known_is_left_out() -> None:
    found = of(machine_site.bare(), "dinkes/polos")
    unknown = {"license", "keywords", "datePublished", "dateModified", "version"}
    assert not found.keys() & (unknown | {"temporalCoverage"})
    assert found["name"] == "dinkes/polos"


def test_a_page_carries_so_much_and_no_more() -> None:
    (entry,) = describe(machine_site.hostile()).entries
    assert len(entry.keywords) == 300
    assert len(of(machine_site.hostile(), "dinkes/jebakan")["keywords"]) == schema_org.KEYWORDS
    given = published(dataset("dinkes/a"))
    many = tuple(
        Download(f"t{n:02}.{kind}", kind, "text/csv", 1, "ab" * 32, "stunting")
        for n in range(9)
        for kind in ("parquet", "csv", "jsonl")
    )
    (table,) = given.tables
    wide = published(dataset("dinkes/a"), tables=(replace(table, downloads=many),))
    found = of(Site(machine_site.portal(), (wide,)), "dinkes/a")["distribution"]
    assert len(found) == schema_org.FILES
    assert [f["contentUrl"].rpartition(".")[2] for f in found] == ["csv"] * 9 + ["parquet"] * 3


def test_a_period_with_one_end_says_so() -> None:
    for period, said in {
        ("2018", ""): "2018/..",
        ("", "2020"): "../2020",
        ("2024", "2024"): "2024",
    }.items():
        given = published(dataset("dinkes/a", period=period))
        assert of(Site(machine_site.portal(), (given,)), "dinkes/a")["temporalCoverage"] == said


def test_the_front_page_has_the_catalogue_and_the_site_and_no_dataset() -> None:
    (found,) = BLOCK.findall(machine.of_home(view(machine_site.sound(), "en")))
    graph = {one["@type"]: one for one in json.loads(found)["@graph"]}
    assert graph.keys() == {"DataCatalog", "WebSite"}
    assert graph["DataCatalog"]["name"] == "Paser Data"
    assert graph["DataCatalog"]["description"].startswith("Sample site, not an official site")
    assert graph["DataCatalog"]["dateModified"] == "2026-11-20"
    assert graph["WebSite"]["url"] == f"{machine_site.ADDRESS}/en/"


def test_the_catalogue_of_a_dataset_is_that_of_the_front_page() -> None:
    site = machine_site.sound()
    (found,) = BLOCK.findall(machine.of_home(view(site, "id")))
    portal = next(o for o in json.loads(found)["@graph"] if o["@type"] == "DataCatalog")
    named = of(site, "himpunan/stunting")["includedInDataCatalog"]
    assert named["@id"] == portal["@id"]


def test_without_an_address_of_the_site_addresses_are_those_of_the_page() -> None:
    site = machine_site.sound(site_url="")
    found = of(site, "himpunan/stunting", "en")
    assert ".invalid" not in json.dumps(found)
    assert found["identifier"] == "himpunan/stunting"
    assert found["@id"] == "../../../../datasets/himpunan/stunting/"
    assert found["distribution"][0]["contentUrl"].startswith("../../../../datasets/himpunan/")


def test_an_id_that_is_not_there_has_no_entry() -> None:
    catalogue = describe(machine_site.sound())
    assert catalogue.entry("dinkes/tiada") is catalogue.entry("zz/z") is None
    entry = catalogue.entry("referensi/opd")
    assert isinstance(entry, Entry) and entry.id == "referensi/opd"
