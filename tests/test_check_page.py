"""The data of the check page: what is published, nothing else, in bounded files."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import check_site
import pytest
from mkdocs.utils.meta import get_data
from portals import AS_OF, EXAMPLES, REPOSITORY, change, portal

from build_tools import precheck
from build_tools.model import OutputFile, Site
from build_tools.pages.checkpage import SCRIPTS, check_data, check_page, names_script, recipe_script
from build_tools.pages.theme import script
from build_tools.pages.view import View
from build_tools.precheck import packed, schemas
from build_tools.precheck.named import caseless, fronted
from build_tools.precheck.spelt import spelt
from build_tools.privacy import text
from build_tools.privacy.exported import patterns
from build_tools.words import Words


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return check_site.built(portal(tmp_path_factory.mktemp("portal")), AS_OF)


def entries(made: precheck.Packed) -> dict[str, Any]:
    """Everything in the data files, by name."""
    found: dict[str, Any] = {}
    for file in made.files:
        found |= json.loads(file.removeprefix("PD_UJI.add(").removesuffix(");"))
    return found


def files(site: Site, lang: str = "id") -> list[OutputFile]:
    made = precheck.pack(site)
    data = check_data(made)
    return [*data, *check_page(View(site, Words.load(lang)), made, data)]


def test_every_published_table_and_the_codes_it_refers_to_are_there(site: Site) -> None:
    found = entries(precheck.pack(site))
    assert set(found) == {
        *("dkisp/contoh/tabel", "referensi/opd/opd", "referensi/topik/topik"),
        "#referensi/opd/opd/id",
    }
    assert found["#referensi/opd/opd/id"]["keys"] == ["dkisp", "dinkes"]
    assert "Dinkes" in found["#referensi/opd/opd/id"]["called"]["dinkes"]
    table = found["dkisp/contoh/tabel"]
    assert table["fields"][4]["limits"] == {"minimum": 0}
    assert table["fields"][3]["codes"] == [["a", "Kota", "Town"], ["b", "Desa", "Village"]]
    assert table["pk"] == [0]


def test_nothing_of_a_dataset_that_is_held_back_goes_in(tmp_path: Path) -> None:
    root = portal(tmp_path)
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    rahasia = "\n".join(["nomor,kolom_rahasia", "1,2", ""])
    table.write_text(rahasia, encoding="utf-8")
    site = check_site.built(root, AS_OF)
    assert "dkisp/contoh" not in {p.id for p in site.published}
    whole = "".join(precheck.pack(site).files)
    assert "dkisp/contoh" not in whole
    assert "laki_laki" not in whole and "kolom_rahasia" not in whole


def test_a_table_that_the_script_cannot_read_is_left_out(tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {"resources.0.schema.fieldsMatch": "subset"})
    made = precheck.pack(check_site.built(root, AS_OF))
    assert "dkisp/contoh/tabel" not in made.tables
    assert "referensi/opd/opd" in made.tables


def test_a_large_catalogue_is_parted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page then takes the file of the chosen table alone."""
    monkeypatch.setattr(packed, "MAX_PART", 500)
    made = precheck.pack(site)
    assert len(made.files) == 4
    assert sorted({*made.tables.values(), *made.codes.values()}) == [0, 1, 2, 3]
    assert entries(made).keys() == made.tables.keys() | made.codes.keys()


def test_codes_of_more_rows_than_a_page_can_take_are_left_to_the_other_check(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MAX_CODES", 1)
    assert precheck.pack(site).codes == {}


def test_no_personal_data_goes_in(site: Site) -> None:
    for name, content in entries(precheck.pack(site)).items():
        for one in texts(content):
            assert list(text.kinds(one)) == [], name


def texts(content: object) -> list[str]:
    if isinstance(content, dict):
        return [t for part in content.values() for t in texts(part)] + [*content]
    if isinstance(content, list):
        return [t for part in content for t in texts(part)]
    return [content] if isinstance(content, str) else []


def test_only_a_pattern_that_both_sides_read_alike_is_given(tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {"resources.0.schema.fields.1.constraints": {"pattern": "(?=x)x"}})
    found = check_site.case(root, AS_OF, check_site.built(portal(tmp_path / "b"), AS_OF))
    assert "limits" not in schemas.schema_of(found.dataset, found.resource)["fields"][1]


def test_sizes(site: Site) -> None:
    """KB after gzip: the page, what it loads at once, and what follows when it is open."""

    def weight(content: bytes) -> float:
        return len(gzip.compress(content, 9)) / 1_000

    page = next(f for f in files(site) if f.lang)
    assert isinstance(page.content, bytes)
    assert weight(page.content) < 8
    assert weight(script("periksa.js").encode()) < 4
    assert sum(weight(script(name).encode()) for name in SCRIPTS) < 29
    names = names_script().content  # what names are known by: words, two thirds of it
    assert isinstance(names, bytes)
    assert weight(names) < 20
    steps = recipe_script().content  # where a table has a recipe, once the page is at rest
    assert isinstance(steps, bytes)
    # It tells how numbers are written, proves totals, reads the periods of sheets, and names the
    # very cell of a header that was renamed, and holds one period apart from another: 16.6 KB,
    # which no first view waits for.
    assert weight(steps) < 17
    words = next(f for f in files(site) if f.path.name.startswith("periksa-id."))
    assert isinstance(words.content, bytes)
    assert weight(words.content) < 24
    assert all(len(file) <= 2 * packed.MAX_PART for file in precheck.pack(site).files)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_says_what_is_left_to_the_other_check(site: Site, lang: str) -> None:
    page = next(f for f in files(site, lang) if f.lang)
    assert isinstance(page.content, bytes)
    body = get_data(page.content.decode("utf-8"))[1]["body"]
    labels = Words.load(lang).section("findings.checks")
    for name in ("rules", "personal-columns", "small-counts", "metadata"):
        assert f"<li>{labels[name]}</li>" in body
    for name in precheck.claimed.DONE:
        assert f"<li>{labels[name]}</li>" not in body


def test_every_claimed_code_has_words_and_an_example() -> None:
    known = Words.load("id").section("findings")
    examples = {p.name for p in (REPOSITORY / "tests/examples/invalid").iterdir()}
    assert set(precheck.CODES) <= set(known)
    assert set(precheck.CODES) <= examples
    assert set(known["checks"]) >= precheck.claimed.DONE


def test_only_a_catalogue_with_recipes_has_their_steps(site: Site, tmp_path: Path) -> None:
    assert not any("periksa-resep" in file.path.name for file in files(site))
    root = portal(tmp_path, EXAMPLES / "valid" / "recipe")
    made = files(check_site.built(root, AS_OF))
    (steps,) = (file for file in made if "periksa-resep" in file.path.name)
    words = next(file for file in made if file.path.name.startswith("periksa-id."))
    assert isinstance(words.content, bytes)
    known = json.loads(words.content[len("Object.assign(PD_UJI,") : -2])
    assert known["files"][known["recipe"]][0] == steps.path.name
    table = next(one for one in known["tables"] if one["name"] == "dkisp/contoh/tabel")
    assert ["nama", "Nama tempat"] in table["columns"]


def test_words_that_share_their_beginning_take_less_room() -> None:
    assert fronted(["budianto", "adi", "budi"]) == "AadiAbudiEanto"


def test_a_part_without_case_is_spelt_in_both() -> None:
    """Browsers of these years read no flags within a pattern."""
    assert caseless([r"S\.(?i:Pd|T\.\s)x[Ab]", "u"])[0] == r"S\.(?:[Pp][Dd]|[Tt]\.\s)x[Ab]"
    told = precheck.named()["patterns"]
    assert isinstance(told, dict)
    assert not any("(?i:" in source for source, _ in told.values())


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (re.compile(r"(?P<a>x)"), ["(?<a>x)", "u"]),
        (re.compile(r"a.[.\].]"), [r"a[^\n][.\].]", "u"]),
        (re.compile(r"a.", re.IGNORECASE | re.DOTALL), ["a[^]", "iu"]),
        (re.compile(r"[\w.]\w"), [r"[\p{L}\p{N}_.][\p{L}\p{N}_]", "u"]),
        (re.compile(r"[^\W\d_]\Z"), [r"[\p{L}\p{Nl}\p{No}]$", "u"]),
    ],
)
def test_patterns_are_spelt_as_javascript_reads_them(
    pattern: re.Pattern[str], told: list[str]
) -> None:
    assert spelt(pattern) == told


def test_white_space_and_words_are_those_of_python() -> None:
    source, _ = spelt(re.compile(r"[\s/]\S\b"))
    assert source.startswith(r"[\t-\r\x1c-\x20\x85\xa0\u1680") and r"\s" not in source
    assert r"\p{L}" in source and r"\b" not in source


def test_the_patterns_are_those_of_the_check_before_publication() -> None:
    found = patterns()
    assert "(?P<" not in json.dumps(found)
    assert found["provinces"]["64"] == [11, 74, 20]  # type: ignore[index]
