"""Each code of a finding has a page with an example that is the tests' own, and holds."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest
from guide_examples import Example, example, mends
from portals import AS_OF, portal
from test_examples import INVALID

from build_tools import cli, load, reports
from build_tools.examples import FILE, examples
from build_tools.model import Site
from build_tools.pages.guide import findings_page
from build_tools.pages.view import View
from build_tools.words import Words

#: As `test_golden.py`: `make golden` writes the examples anew, and CI never does.
WRITE = os.environ.get("TERBUKA_GOLDEN") == "write"


def known() -> dict[str, Example]:
    found: dict[str, Example] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def keep(code: str, told: Example) -> None:
    """Puts the example of a code into the file, a line each."""
    lines = {
        name: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        for name, value in sorted({**known(), code: told}.items())
        if name in INVALID
    }
    text = ",\n".join(f'"{name}": {line}' for name, line in lines.items())
    FILE.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


@pytest.mark.parametrize("code", INVALID)
def test_an_example_is_that_of_the_tests_and_its_good_form_is_free_of_the_finding(
    code: str, tmp_path: Path
) -> None:
    told = example(code, tmp_path)  # raises where the good example still has the finding
    if WRITE:
        keep(code, told)
    assert known().get(code) == json.loads(json.dumps(told)), "run `make golden`"


def test_no_example_is_left_of_a_code_that_is_gone() -> None:
    assert set(known()) == set(INVALID)
    assert set(mends()) <= set(INVALID)


@pytest.fixture(scope="module", params=["id", "en"])
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The pages of the guide in one language, by path."""
    root = portal(tmp_path_factory.mktemp("guide"))
    site = Site(load.load_portal(root, AS_OF), (), ())
    view = View(site, Words.load(request.param))
    found = {}
    for page in findings_page(view):
        assert isinstance(page.content, bytes)
        found[page.path.parent.as_posix()] = page.content.decode().replace('\\"', '"')
    return found


def test_every_code_has_a_page_of_its_own_and_a_line_that_leads_there(
    pages: dict[str, str],
) -> None:
    codes = set(reports.codes(Words.load("id")))
    lists = [
        pages["panduan/temuan"],
        *(pages[f"panduan/temuan/{s}"] for s in ("profil", "pribadi", "nama")),
    ]
    for code in codes:
        assert f"panduan/temuan/{code}" in pages
        assert sum(f'<li id="{code}">' in text for text in lists) == 1  # as old links have it
    assert len(pages) == len(codes) + 4


def test_a_page_shows_the_bad_cell_the_good_table_and_how_to_mend_it(
    pages: dict[str, str],
) -> None:
    page = pages["panduan/temuan/type-error"]
    assert "<mark>29/02/2024</mark> <small>(" in page
    assert page.count("<caption>") == 2 and "<td>2024-02-29</td>" in page
    assert '<th scope="col">C</th>' in page and '<th scope="row">3</th>' in page
    assert "<ol><li>" in page  # step by step in Excel
    assert "<pre" in pages["panduan/temuan/delimiter-differs"]


def test_pages_are_light(pages: dict[str, str]) -> None:
    """What the theme adds around them weighs less than 2 KB."""
    for path, text in pages.items():
        if path.rpartition("/")[2] in reports.codes(Words.load("id")):
            assert len(gzip.compress(text.encode(), 9)) < 3_000, path


def test_personal_examples_are_masked() -> None:
    for code, found in examples().items():
        if code.startswith(("personal-", "person-", "small-")):
            shown = str((found.bad, found.finding))
            assert "Fulan" not in shown
            assert not re.search("[0-9]{9}", shown)


def test_explain_tells_the_same_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)  # no portal: the path of the page alone
    assert cli.main(["explain", "type-error"]) == 0
    out = capsys.readouterr().out
    assert "*29/02/2024" in out and "Contoh yang benar:" in out and "2024-02-29" in out
    assert out.endswith("Halamannya: panduan/temuan/type-error/\n")
    monkeypatch.chdir(portal(tmp_path / "p"))
    assert cli.main(["explain", "cell-too-long", "--lang", "en"]) == 0
    assert "Its page: https://" in capsys.readouterr().out
