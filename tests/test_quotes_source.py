"""What is read of a page that quotes data: the same syntax in a block and in the front matter."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from pages_site import HOSTILE, PORTAL
from portals import REPOSITORY

from build_tools.model import Reference, Text, Topic
from build_tools.quotes import Asked, Broken, Mention, Page, read
from build_tools.quotes.source import parse

HEAD = """---
title: Berapa?
ringkas: "Ada [[semua]] pada [[semua.periode]]."
acuan:
  semua: {dataset: dkisp/contoh, tabel: tabel, kolom: jumlah, saring: {kode: "01.10", nomor: 1}}
---
"""


def page(text: str, file: str = "docs/tanya/contoh.md") -> Page:
    return parse(text, file, "id", PurePosixPath(file).relative_to("docs"))


def told(found: Page) -> list[tuple[str, int | None, object]]:
    """The findings: code, line of the file, and the part that is wrong."""
    return [(f.code, f.row, dict(f.values)["part"]) for f in found.findings]


def test_a_named_figure_is_asked_for_once_and_keeps_codes_as_they_are_typed() -> None:
    found = page(HEAD + "\nTepatnya [[semua]], [[semua.sumber]].\n")
    where = (("kode", "01.10"), ("nomor", "1"))
    asked = Asked("angka", Reference("dkisp/contoh", "tabel", ("jumlah",), where), 5, "semua")
    assert list(found.asked()) == [asked]
    assert found.summary == ("Ada ", Mention("semua"), " pada ", Mention("semua", "periode"), ".\n")
    assert Mention("semua", "sumber") in found.body
    assert found.text("title") == "Berapa?"
    assert found.findings == ()


@pytest.mark.parametrize(
    ("block", "asked"),
    [
        (
            "```angka\ndataset: dkisp/contoh\nkolom: jumlah\nperiode: 2024\n```",
            Asked("angka", Reference("dkisp/contoh", "", ("jumlah",), (), "2024"), 1),
        ),
        (
            "```grafik\ndataset: dkisp/contoh\nkolom: jumlah\njenis: garis\njudul: Naik\n```",
            Asked("grafik", Reference("dkisp/contoh", "", ("jumlah",)), 1, "", "Naik", 10, "garis"),
        ),
        (
            "```tabel\ndataset: dkisp/contoh\nkolom: [nama, jumlah]\nbaris: 3\n```",
            Asked("tabel", Reference("dkisp/contoh", "", ("nama", "jumlah")), 1, most=3),
        ),
    ],
    ids=["angka", "grafik", "tabel"],
)
def test_a_block_says_what_it_asks_for(block: str, asked: Asked) -> None:
    found = page(block + "\n")
    assert list(found.asked()) == [asked]
    assert found.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tulis `[[semua]]` begitu.",
        "Tulis ``a ` [[semua]]`` begitu.",
        "```\n[[semua]]\n```",
        "~~~angka\ndataset: dkisp/contoh\n~~~",
        "````markdown\n```angka\ndataset: dkisp/contoh\n```\n````",
        "Contoh:\n\n    [[semua]]\n    ```angka\n",
        r"Tulis \[[semua]] begitu.",
        "[[Kata Lain]] dan [[semua](x)] dan [[semua]](x)",
    ],
)
def test_code_and_what_is_no_name_stay_as_they_are_written(text: str) -> None:
    head = HEAD.replace("[[semua]] pada [[semua.periode]]", "satu")
    found = page(f"{head}\n{text}\n")
    assert not any(isinstance(part, (Mention, Asked, Broken)) for part in found.body)
    assert "".join(str(part) for part in found.body).strip("\n") == text.strip("\n")
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("```angka\n- satu\n```\n", 1, "angka"),
        ("```angka\nkolom: jumlah\n```\n", 1, "dataset"),
        ("```angka\ndataset: a/b\n```\n", 1, "kolom"),
        ("```angka\ndataset: a/b\nkolom: [x, y]\n```\n", 1, "kolom"),
        ("```angka\ndataset: a/b\nkolom: x\nbaris: 3\n```\n", 1, "baris"),
        ("```tabel\ndataset: a/b\nbaris: 5000\n```\n", 1, "baris"),
        ("```tabel\ndataset: a/b\nsaring: [x]\n```\n", 1, "saring"),
        ("```grafik\ndataset: a/b\njenis: kue\n```\n", 1, "jenis"),
        ("Ada [[lain]].\n", 1, "[[lain]]"),
        ("---\ntitle: x\nacuan:\n  a: {dataset: a/b, kolum: x}\n---\n", 4, "kolum"),
        ("---\ntitle: x\nacuan: {A B: {dataset: a/b}}\n---\n", 3, "A B"),
        ("---\ntitle: x\nacuan: [a]\n---\n", 3, "acuan"),
        ("```table\ndataset: a/b\n```\n", 1, "table"),
        ("```Grafik\ndataset: a/b\n```\n", 1, "Grafik"),
        ("---\nacuan: {a: {dataset: a/b, kolom: x}}\n---\n[[a.sumbr]]\n", 4, "[[a.sumbr]]"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_line(text: str, line: int, part: str) -> None:
    assert told(page(text)) == [("quoted-malformed", line, part)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("```angka\ndataset: [\n```\n", 3),
        ("```tabel\ndataset: &a [*a]\n```\n", 2),
        ("---\ntitle: {\n---\n", 3),
        ("---\ntitle: a\ntopik: [x\nacuan:\n  a: {dataset: a/b, kolom: y}\n---\n[[a]] [[b]]\n", 4),
    ],
)
def test_what_is_no_yaml_is_one_finding_that_says_where_and_what(text: str, line: int) -> None:
    found = page(text)
    ((code, row, note),) = [(f.code, f.row, dict(f.values)["note"]) for f in found.findings]
    assert (code, row) == ("quoted-yaml", line) and note
    assert found.unread == text.startswith("---")


def test_what_is_known_in_place_of_a_fault_is_told() -> None:
    head = "---\nacuan: {a: {dataset: a/b, kolom: x}}\n---\n"
    faults = {
        "```tabel\ndataset: a/b\nbaris: 40\n```\n": "1–12",
        "```grafik\ndataset: a/b\njenis: pai\n```\n": "garis, batang, peta",
        "```chart\ndataset: a/b\n```\n": "angka, grafik, tabel",
        f"{head}[[a.sumbr]]\n": ".periode, .status, .sumber",
        f"{head}[[aa]]\n": "a",
    }
    for text, known in faults.items():
        (found,) = page(text).findings
        assert dict(found.values)["known"] == known


def test_a_question_lacks_a_title_an_answer_a_topic_or_its_twin(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name, text in {
        "tanya/satu.md": "---\ntitle: Satu?\nringkass: Ya.\ntopik: tidak-ada\n---\n",
        "tanya/dua.md": "---\ntitle: Dua?\nringkas: Ya.\ntopik: umum\n---\n",
        "en/tanya/dua.md": "---\ntitle: Two?\nringkas: Yes.\ntopik: umum\n---\n",
        "tanya/tiga.md": "---\ntitle: {\n---\n",
        "en/tanya/tiga.md": "---\nringkas: Yes.\n---\n",
    }.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    topics = (Topic("umum", Text("Umum")),)
    found = [f for p in read(replace(PORTAL, root=tmp_path, topics=topics)) for f in p.findings]
    assert [(f.file, f.code, f.values[0][1]) for f in found if f.code != "quoted-yaml"] == [
        ("docs/en/tanya/tiga.md", "question-incomplete", "title"),
        ("docs/tanya/satu.md", "question-incomplete", "ringkas"),
        ("docs/tanya/satu.md", "question-topic-unknown", "tidak-ada"),
        ("docs/tanya/satu.md", "question-untranslated", "docs/en/tanya/satu.md"),
    ]
    assert [f.file for f in found if f.code == "quoted-yaml"] == ["docs/tanya/tiga.md"]


def test_a_page_that_names_thousands_of_figures_keeps_the_rest_as_written() -> None:
    found = page(HEAD + "\n" + "[[semua]] " * 2_000)
    assert sum(isinstance(part, Mention) for part in found.body) == 500
    last = found.body[-1]
    assert isinstance(last, str) and last.count("[[semua]]") == 1_500


def test_hostile_text_ends_in_findings_or_in_text() -> None:
    block = f"```angka\ndataset: {HOSTILE!r}\nkolom: x\n```\n"
    found = page(f"---\ntitle: {HOSTILE!r}\n---\n{HOSTILE}\n\n{block}")
    assert {f.code for f in found.findings} <= {"quoted-malformed", "quoted-yaml"}


@pytest.mark.parametrize("bad", ["`" * 3 + "x`" * 60_000, "[[" * 90_000, "[[a]]`" * 30_000])
def test_the_time_of_reading_grows_with_the_text(bad: str) -> None:
    """An eighth of the text takes about an eighth; a reader that grew by squares took 1/64."""

    def seconds(text: str) -> float:
        began = time.process_time()
        page(text)
        return time.process_time() - began

    part = max(seconds(bad[: len(bad) // 8]) for _ in range(3))
    assert seconds(bad) < 24 * part


def test_only_pages_that_quote_are_given_and_every_question(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for name, text in {
        "tentang.md": "# Tentang [[nama]] dan ```angka",
        "tanya/satu.md": "---\ntitle: Satu?\n---\nBelum.\n",
        "en/tanya/satu.md": "---\ntitle: One?\n---\nNot yet.\n",
        "panduan/a.md": HEAD + "Ada [[semua]].\n",
        "panduan/b.md": "Lihat:\n\n````markdown\n```angka\ndataset: a/b\n```\n````\n",
    }.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "tanya/tautan.md").symlink_to(docs / "tentang.md")
    found = read(replace(PORTAL, root=tmp_path))
    assert [(p.file, p.lang, str(p.place)) for p in found] == [
        ("docs/en/tanya/satu.md", "en", "tanya/satu.md"),
        ("docs/panduan/a.md", "id", "panduan/a.md"),
        ("docs/tanya/satu.md", "id", "tanya/satu.md"),
    ]
    assert [p.is_question for p in found] == [True, False, True]


def test_the_questions_of_this_repository_ask_the_same_in_both_languages() -> None:

    def neutral(asked: Asked) -> Reference:
        """A column in English stands for its Indonesian one."""
        own = asked.reference
        return replace(own, columns=tuple(name.removesuffix("_en") for name in own.columns))

    pages = [p for p in read(replace(PORTAL, root=REPOSITORY, topics=())) if p.is_question]
    by_name: dict[str, dict[str, Page]] = {}
    for one in pages:
        by_name.setdefault(one.place.name, {})[one.lang] = one
    assert len(by_name) >= 6
    for name, both in by_name.items():
        assert set(both) == {"id", "en"}, name
        asked = {
            lang: [(a.kind, a.name, neutral(a), a.chart, a.most) for a in one.asked()]
            for lang, one in both.items()
        }
        assert asked["id"] == asked["en"], name
        assert all(one.findings == () for one in both.values()), name
        assert both["id"].text("topik") == both["en"].text("topik"), name
