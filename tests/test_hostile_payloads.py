"""Every payload of the lists in every place that a person may write: only text comes out.

A portal full of payloads and the same portal full of harmless words make the same pages, tag for
tag; nothing is written outside of the portal; other programs read what is made for them.
"""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import openpyxl
import pytest
import yaml
from hostile_payloads import FULL, everything, harmless
from hostile_portal import PLACES, hostile_portal
from portals import REPOSITORY, commit

from build_tools.load.waivers import WAIVERS
from build_tools.load.withdrawals import WITHDRAWALS

#: What one run may take (the bound of memory is that of the address space, with room to map).
SECONDS, BYTES, MAPPED = 30, 2**30, 8 * 2**30
TURNS = range(PLACES) if FULL else range(1)
#: Payloads as a person can type them into a field that must not be empty.
PAYLOADS = tuple(text for text in everything() if text.strip())
#: Attributes whose values no text may decide. A long cell has a class of its own.
_FIXED = {"id", "class", "name", "type", "role", "for", "http-equiv", "action", "method", "target"}


@dataclass
class Tree(HTMLParser):
    """The elements of a page with what a text must not decide; stories are looked at apart."""

    found: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    story: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    text: str = ""
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._depth:
            self.story.append((tag, given))
            self._depth += tag == "div"
            return
        self._depth = int(given.get("class") == "pd-story")
        away = tag == "a" and given.get("href", "").startswith(("https://", "http://"))
        translated = tag in {"span", "small"} and given.keys() <= {"lang", "class"}
        if not away and not translated:
            kept = {name: value if name in _FIXED else "" for name, value in given.items()}
            if tag == "td":
                kept.pop("class", None)
            self.found.append((tag, tuple(kept.items())))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth) and tag == "div"


def tree(path: Path) -> Tree:
    """The tree of a page."""
    found = Tree()
    found.feed(path.read_text(encoding="utf-8"))
    found.close()
    return found


def run(root: Path, *words: str) -> float:
    """Builds a site in a process that may take so much and no more; gives its memory in bytes."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MAPPED, MAPPED))

    command = [sys.executable, "-m", "build_tools", *(words or ("build",)), "--root", str(root)]
    process = subprocess.Popen(
        [*command, "--as-of", "2026-01-15", "--quiet"], cwd=REPOSITORY, preexec_fn=bounded
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert usage.ru_utime + usage.ru_stime < SECONDS  # of work: other programs may run beside it
    assert usage.ru_maxrss * 1024 < BYTES
    return usage.ru_maxrss * 1024


def around(folder: Path, root: Path) -> dict[str, bytes | None]:
    """Every file below a folder that a run does not own."""
    owned = {root / ".build", root / "site", root / ".git"}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not any(path == own or own in path.parents for own in owned)
    }


@dataclass
class Both:
    """The two sites, and the folders around the hostile one before and after."""

    hostile: Path
    plain: Path
    before: dict[str, bytes | None]
    after: dict[str, bytes | None]
    names: tuple[str, ...]


@pytest.fixture(scope="module", params=TURNS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("jebakan")
    hostile, plain = folder / "jahat", folder / "biasa"
    names = hostile_portal(hostile, PAYLOADS, turn=request.param)
    hostile_portal(plain, PAYLOADS, harmless, turn=request.param)
    for root in (hostile, plain):
        commit(root, "Satu", "2026-01-05")
    before = around(folder, hostile)
    run(hostile)
    after = around(folder, hostile)
    run(plain)
    return Both(hostile / "site", plain / "site", before, after, names)


def test_no_payload_changes_the_structure_of_a_page(both: Both) -> None:
    pages = sorted(p.relative_to(both.hostile) for p in both.hostile.rglob("*.html"))
    assert pages == sorted(p.relative_to(both.plain) for p in both.plain.rglob("*.html"))
    changed = {}
    for page in pages:
        ours, theirs = tree(both.hostile / page).found, tree(both.plain / page).found
        if ours != theirs:
            pairs = (pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1])
            changed[page.as_posix()] = next(pairs, (len(ours), len(theirs)))
    assert changed == {}


def test_payloads_of_decisions_and_offices_are_shown(both: Both) -> None:
    """What the PPID and an office wrote stands on its page, as text."""
    root = both.hostile.parent
    for file, key, page in (
        (WAIVERS, "izin", "mutu/izin"),
        (WITHDRAWALS, "penarikan", "datasets/{dataset}"),
    ):
        given = yaml.safe_load((root / file).read_text(encoding="utf-8"))[key]
        assert len(given) > 3
        for entry in given:
            for prefix, texts in (("", entry), ("en/", entry["en"])):
                place = both.hostile / prefix / page.format(**entry) / "index.html"
                shown = " ".join(tree(place).text.split())
                for name in {"alasan", "dasar_hukum", "nomor"} & texts.keys():
                    start = re.split(r"[^ -~]", texts[name].strip())[0][:60]
                    assert " ".join(start.split()) in shown
    office = yaml.safe_load((root / "datasets/jebakan/opd.yaml").read_text(encoding="utf-8"))
    assert office["nama"].strip() in tree(both.hostile / "datasets/jebakan/index.html").text


def test_stories_hold_only_what_a_story_may(both: Both) -> None:
    allowed = {"h3", "h4", "h5", "h6", "p", "a", "ul", "ol", "li", "code", "pre", "em", "strong"}
    allowed |= {"blockquote", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"}
    for name in both.names:
        story = tree(both.hostile / "datasets/dkisp" / name / "index.html").story
        assert {tag for tag, _ in story} <= allowed
        for tag, given in story:
            assert given.keys() <= ({"href", "title", "rel"} if tag == "a" else set())
            link = given.get("href", "#")
            assert link.startswith(("https://", "http://", "mailto:", "#"))


def test_nothing_is_written_outside_of_the_output(both: Both) -> None:
    assert both.after == both.before


def test_feeds_and_catalogues_are_read_by_other_programs(both: Both) -> None:
    for name in ("umpan/pembaruan.xml", "en/umpan/pembaruan.xml"):
        read = feedparser.parse((both.hostile / name).read_bytes())
        assert not read.bozo, read.get("bozo_exception")
        assert len(read.entries) >= len(both.names)
        for entry in read.entries:
            assert entry.link.startswith("https://contoh.example/data/")
    for path in (*both.hostile.rglob("*.xml"), *both.hostile.rglob("*.svg")):
        ElementTree.fromstring(path.read_bytes())
    for path in both.hostile.rglob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")) is not None


def test_no_payload_leaves_a_block_of_data_within_a_page(both: Both) -> None:
    """Whatever stands between script tags is JSON, or the one script that the policy names."""
    for page in both.hostile.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script", text, re.S):
            if "json" in attributes:
                json.loads(body)
                assert not re.search("[<\u2028\u2029]", body)
            else:
                assert "__owned" not in body


def test_scripts_made_of_data_are_one_line_of_json(both: Both) -> None:
    for path in (both.hostile / "assets").glob("katalog-*.js"):
        name, _, value = path.read_text(encoding="utf-8").strip().partition("=")
        assert re.fullmatch(r"window\.PD_[A-Z]+", name) and json.loads(value.rstrip(";"))


def test_downloads_are_faithful_and_strings_stay_strings(both: Both) -> None:
    """The CSV holds what was written; the workbook has no formula and no link."""
    for name in both.names:
        folder = both.hostile / "datasets/dkisp" / name
        with (folder / "tabel.csv").open(encoding="utf-8", newline="") as file:
            ours = list(csv.reader(file))
        source = both.hostile.parent / "datasets/dkisp" / name / "data/tabel.csv"
        with source.open(encoding="utf-8", newline="") as file:
            assert ours == list(csv.reader(file))
        if not (folder / "tabel.xlsx").exists():
            continue  # a cell that no workbook can hold: the page says so
        sheet = openpyxl.load_workbook(folder / "tabel.xlsx")["data"]
        for row, cells in zip(ours[1:], sheet.iter_rows(min_row=2), strict=True):
            for text, cell in zip(row[3:], cells[3:], strict=True):
                assert cell.data_type in {"s", "inlineStr", "n"} and cell.hyperlink is None
                assert cell.data_type != "n" or cell.value is None
                assert (cell.value or "") == text
