"""What a guide shows as YAML can be copied: the program reads it and knows its keys."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages_site import PORTAL
from portals import REPOSITORY

from build_tools.checks.metadata import vocabulary
from build_tools.checks.reference import Reference
from build_tools.findings import Finding
from build_tools.load.accountable import accountable
from build_tools.load.descriptor import dataset_of
from build_tools.load.yamlfile import UnreadableError, parse_yaml
from build_tools.model import Dataset, Source

GUIDES = sorted(
    path.relative_to(REPOSITORY).as_posix()
    for folder in ("docs/panduan", "docs/en/panduan")
    for path in Path(REPOSITORY, folder).rglob("*.md")
)
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
#: Lines that are indented after an empty one; a paragraph of a list item is none.
_INDENTED = re.compile(r"(?<=\n\n)((?: {4}(?! *[-*] \[).*\n|\n(?= {4}))+)")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
#: A key with a value: `sdi:kosong: "alasan"`, `cabang: nama`, `{kunci: isi}`.
_PAIR = re.compile(r"(?:\{|^|\[)[\w:$-]+:\s")


def blocks(text: str) -> Iterator[str]:
    """The examples of a page that stand on lines of their own."""
    for language, block in _FENCED.findall(text):
        if language in {"yaml", "yml"}:
            yield block
    for block in _INDENTED.findall(_FENCED.sub("", text)):
        if _PAIR.search(given := textwrap.dedent(block).lstrip("- \n")):
            yield textwrap.dedent(block) if given else ""


def inline(text: str) -> Iterator[str]:
    """The examples of a page that stand in a sentence."""
    for code in _CODE.findall(_FENCED.sub("", text)):
        if _PAIR.search(code):
            yield " ".join(code.split())


def page(guide: str) -> str:
    return Path(REPOSITORY, guide).read_text(encoding="utf-8")


def unread(example: str) -> Iterator[str]:
    """What is wrong with an example, and the example."""
    try:
        parse_yaml(example)
    except UnreadableError as problem:
        yield f"{problem!r} in\n{example}"


@pytest.mark.parametrize("guide", GUIDES)
def test_every_example_of_a_guide_is_read_as_it_stands(guide: str) -> None:
    assert [told for e in (*blocks(page(guide)), *inline(page(guide))) for told in unread(e)] == []


def test_the_guides_have_examples_of_each_form() -> None:
    """Else the test above would read nothing."""
    texts = [page(guide) for guide in GUIDES]
    assert sum(1 for text in texts for _ in blocks(text)) > 20
    assert sum(1 for text in texts for _ in inline(text)) > 15


@pytest.mark.parametrize("bad", ["    a: {b: Berapa?}\n", "    a: b: c\n"])
def test_an_example_that_breaks_a_file_is_seen(bad: str) -> None:
    (found,) = blocks(f"Tambahkan:\n\n{bad}\nLalu simpan.\n")
    with pytest.raises(UnreadableError):
        parse_yaml(found)


def terms(given: Dataset) -> list[Finding]:
    """What is told of the words of a descriptor, and of its statistics metadata."""
    return [f for f in vocabulary(given, Reference({})) if f.code == "statistics-key"]


def fragments() -> Iterator[tuple[str, dict[str, Any]]]:
    """The examples that are part of a descriptor: their keys are those of a dataset."""
    for guide in GUIDES:
        for block in blocks(page(guide)):
            found = parse_yaml(block)
            if isinstance(found, dict) and all(str(key).startswith("sdi:") for key in found):
                yield guide, found


@pytest.mark.parametrize(("guide", "fragment"), [*fragments()])
def test_an_example_of_a_descriptor_is_taken_by_the_program(
    guide: str, fragment: dict[str, Any], tmp_path: Path
) -> None:
    """No key of it is refused; that offices and dates fit the dataset is another matter."""
    raw = {"name": "contoh", **fragment}
    given = dataset_of(Source("dinkes/contoh", tmp_path, "datapackage.yaml"), raw, ("id", "en"))
    _, found = accountable(given, PORTAL)
    told = {(finding.code, dict(finding.values).get("case")) for finding in (*found, *terms(given))}
    assert told <= {("accountable-invalid", case) for case in ("future", "dataset")}, guide


@pytest.mark.parametrize("guide", [g for g in GUIDES if g.endswith("metadata-statistik.md")])
def test_the_example_of_a_column_is_taken_by_the_program(guide: str, tmp_path: Path) -> None:
    (fields,) = [f for b in blocks(page(guide)) if isinstance(f := parse_yaml(b), list)]
    raw = {"name": "c", "resources": [{"name": "c", "path": "c.csv", "schema": {"fields": fields}}]}
    given = dataset_of(Source("dinkes/c", tmp_path, "datapackage.yaml"), raw, ("id", "en"))
    assert fields[0]["sdi:msVar"] == {"kalimatPertanyaan": "Berapa tinggi badan anak?"}
    assert terms(given) == []
