"""How quality is told: everything counted is explained, every result is in a file, no score."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from links import read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL, dataset, published, site
from portals import AS_OF, EXAMPLES, portal

from build_tools import checks, pages, pipeline
from build_tools.findings import Finding, notice
from build_tools.freshness import STATES
from build_tools.model import Acceptance, CheckRun, Published, Site, Text
from build_tools.pages import method
from build_tools.pages.checkcodes import CODES
from build_tools.pages.counts import OTHERS, TEXTS
from build_tools.pages.results import results, results_csv
from build_tools.pages.view import View
from build_tools.words import Words, all_words

WORDS = all_words(("id", "en"))
#: Every check that there is, by name.
NAMES = [*(check.name for check in checks.CHECKS), "table", *checks.ROW_CHECKS]
SCORE = re.compile(r"\bskor\b|\bscore\b|★|⭐|\bperingkat\b|\branking\b|\d ?%(?![0-9a-f]{2})")


def view(*shown: Published, lang: str = "id") -> View:
    return View(Site(PORTAL, shown), WORDS[lang])


def lines(*shown: Published) -> list[dict[str, str]]:
    content = results_csv(view(*shown)).content
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def text(lang: str = "id") -> str:
    (file,) = method.method_pages(view(published(), lang=lang))
    assert isinstance(file.content, bytes)
    return read(str(get_data(file.content.decode("utf-8"))[1]["body"])).words


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_method_page_tells_of_everything_that_is_counted(lang: str) -> None:
    words, told = WORDS[lang], text(lang)
    assert list(words.section("findings.checks")) and set(NAMES) == set(CODES)
    for name in NAMES:
        assert words(f"findings.checks.{name}") in told, name
        assert words(f"quality.checks.{name}.how") in told, name
    for key in (*TEXTS, *OTHERS):
        assert words(f"ui.counts.parts.{key}") in told, key
        assert words(f"quality.parts.{key}.how") in told, key
    for state in STATES:
        assert words(f"ui.states.{state}") in told, state


def test_a_check_that_nobody_explained_is_no_silent_gap() -> None:
    explained = Words.load("id").section("quality.checks")
    assert set(explained) == set(NAMES) == set(Words.load("id").section("findings.checks"))
    named = {check.name: check.unit for check in checks.CHECKS}
    assert {n: u for n, u in method.UNITS.items() if n in named} == named


def test_every_code_of_a_check_leads_to_its_page() -> None:
    for code in {code for codes in CODES.values() for code in codes}:
        assert Words.load("id").has(f"findings.{code}.title"), code


@pytest.mark.slow
def test_the_codes_of_each_check_are_those_that_it_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every example of a finding is run; what a check said there is on its list."""
    told: dict[str, set[str]] = defaultdict(set)
    counted = checks._run

    def listen(name: str, unit: str, examined: int, found: Iterable[Finding]) -> CheckRun:
        kept = list(found)
        told[name] |= {f.code for f in kept}
        return counted(name, unit, examined, kept)

    monkeypatch.setattr(checks, "_run", listen)
    for case in sorted(path for path in (EXAMPLES / "invalid").iterdir() if path.is_dir()):
        pipeline.check(pipeline.Options(portal(tmp_path / case.name, case), AS_OF, workers=1))
    assert len(told) > 40
    for name, codes in told.items():
        assert codes - {"more"} <= set(CODES[name]), name


def test_every_result_of_a_dataset_is_a_line_in_one_of_three_groups() -> None:
    found = lines(published(checks=(CheckRun("table", "rows", 2, 0, 0),)))
    assert {line["kelompok"] for line in found} == {"kelengkapan", "ketepatan", "pemeriksaan"}
    given = [line for line in found if line["pemeriksaan"] == "title"]
    assert given[0]["hasil"] == "ok" and given[0]["satuan"] == "keterangan"
    (check,) = (line for line in found if line["kelompok"] == "pemeriksaan")
    assert (check["pemeriksaan"], check["satuan"], check["diperiksa"]) == ("table", "baris", "2")


def test_warnings_and_what_an_office_accepted_are_counted_apart() -> None:
    accepted = Acceptance("total-row", Text("Jumlahnya memang begitu."), "dinkes", "2026-12-31")
    shown = published(
        dataset("dinkes/rekap", accepted=(accepted,)),
        checks=(CheckRun("totals", "rows", 9, 0, 2), CheckRun("table", "rows", 9, 0, 0)),
        findings=(notice("accepted", of="total-row", table="", name="", count=3),),
    )
    rows = {row[3]: row for row in results(view(shown), shown)}
    assert rows["totals"][6:] == ("perlu-dicek", 0, 2, 3)
    assert rows["table"][6:] == ("ok", 0, 0, 0)


@pytest.mark.parametrize(
    ("frequency", "due", "told"),
    [
        ("sekali", "", "tidak-dinilai"),
        ("sewaktu-waktu", "", "tidak-dinilai"),
        ("", "", "tidak-dinilai"),
        ("tahunan", "2026-11-01", "perlu-dicek"),
        ("tahunan", "2027-06-30", "ok"),
    ],
)
def test_only_a_date_that_was_promised_is_judged(frequency: str, due: str, told: str) -> None:
    one = dataset("dinkes/a", frequency=frequency, next_release=due)
    shown = published(one, updated="2026-10-01")
    (row,) = (row for row in results(view(shown), shown) if row[2] == "ketepatan")
    assert (row[5], row[6]) == (int(told != "tidak-dinilai"), told)


def test_the_file_is_sorted_and_holds_no_formula() -> None:
    shown = [published(dataset(f"dinkes/{name}", title=Text("=1+1"))) for name in ("b", "a")]
    odd = published(checks=(CheckRun("=HYPERLINK(1)", "rows", 1, 0, 0),))
    found = lines(odd, *shown)
    ids = [line["dataset"] for line in found]
    assert ids == sorted(ids)
    assert "'=HYPERLINK(1)" in {line["pemeriksaan"] for line in found}


def test_no_page_and_no_file_has_a_combined_score() -> None:
    looked = 0
    for file in pages.render(site(), WORDS):
        path = file.path.as_posix()
        if not path.startswith(("mutu/", "datasets/dinkes/jebakan/", "daftar-informasi")):
            continue
        if not isinstance(file.content, bytes) or path.endswith((".zip", ".ics")):
            continue
        content = file.content.decode("utf-8", "replace")
        if file.lang:
            content = read(str(get_data(content)[1]["body"])).words
            content = content.replace(WORDS[file.lang]("ui.quality.lede"), "")  # that there is none
        content = content.replace('width="100%"', "")  # of code that embeds
        assert not SCORE.search(content.replace(HOSTILE, "").casefold()), path
        looked += 1
    assert looked > 12


def test_quality_leads_to_the_pages_beside_it() -> None:
    found = {f.path.as_posix(): f for f in pages.render(site(), WORDS) if f.lang in ("", "id")}
    content = found["mutu/index.md"].content
    assert isinstance(content, bytes)
    for target in ("mutu/metode/", "mutu/kewajiban/", "daftar-informasi-publik/"):
        assert f'href=\\"../{target}' in content.decode() or f"../{target}" in content.decode()
        assert f"{target}index.md" in found
    for file in ("mutu/hasil.csv", "mutu/kewajiban.csv", "daftar-informasi-publik/dip.csv"):
        assert file in found
