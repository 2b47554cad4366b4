"""Question pages and other hand-written pages show what they quote; or say that they cannot."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from markupsafe import escape
from pages_site import HOSTILE
from portals import AS_OF, REPOSITORY, change, commit, portal

from build_tools import pipeline
from build_tools.model import Field, Figure, HeldBack, Measure, Site, Source, Text, Withdrawal
from build_tools.pages import quoted, quotedsources
from build_tools.pages.questions import expanded, questions
from build_tools.pages.sharing import line
from build_tools.pages.view import View
from build_tools.quotes import Answer, Page, Quoted
from build_tools.quotes.links import dead
from build_tools.quotes.resolve import resolve
from build_tools.quotes.source import parse
from build_tools.words import Words

ID = "dkisp/contoh"
HEAD = f"""---
title: Berapa orang di Tempat Satu?
ringkas: "Ada [[satu]] pada [[satu.periode]]."
topik: umum
acuan:
  satu: {{dataset: {ID}, kolom: jumlah, saring: {{nomor: 1}}}}
---
"""
BODY = f"""
Sumbernya [[satu.sumber]].

```angka
dataset: {ID}
kolom: perempuan
saring: {{nomor: 1}}
```

## Semua tempat

```tabel
dataset: {ID}
kolom: [nama, tanggal, jumlah]
judul: Orang menurut tempat
baris: 2
```

Lihat [kontak](../kontak.md) dan [luar](https://contoh.example/).
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example portal, converted."""
    root = portal(tmp_path_factory.mktemp("pages"))
    return pipeline.datasets(pipeline.Options(root, AS_OF, workers=1)).site


def page(text: str, file: str = "docs/tanya/satu.md", lang: str = "id") -> Page:
    place = PurePosixPath(file.removeprefix("docs/").removeprefix("en/"))
    return parse(text, file, lang, place)


def answered(site: Site, *pages: Page) -> tuple[Quoted, ...]:
    return resolve(site, pages, {p.id: p.dataset for p in site.published}).pages


def html(site: Site, text: str, lang: str = "id") -> str:
    """The question page of a text in one language."""
    view = View(site, Words.load(lang))
    made = {f.path: f for f in questions(view, answered(site, page(text, lang=lang)))}
    content = made[PurePosixPath("tanya/satu/index.md")].content
    assert isinstance(content, bytes)
    body = content.decode().partition("\nbody: ")[2]
    return body.replace('\\"', '"').replace("\\n", "\n")


def test_a_question_shows_its_figures_with_unit_period_and_source(site: Site) -> None:
    made = html(site, HEAD + BODY)
    assert "Ada <b>22 orang</b> pada <b>31 Januari 2024</b>." in made
    link = '<a href="../../datasets/dkisp/contoh/">Contoh penduduk menurut tempat</a>'
    assert f"<p>Sumbernya {link}.</p>" in made
    assert "<dd>12 orang</dd>" in made
    assert '<td>31 Januari 2024</td><td class="n">22</td>' in made
    assert "2 dari 3 baris" in made
    assert '<a href="../../kontak/">kontak</a>' in made
    assert 'href="https://contoh.example/"' in made
    assert '<h2 id="sumber-angka">Sumber angka di halaman ini</h2>' in made
    assert '<a href="../../datasets/dkisp/contoh/">Contoh penduduk menurut tempat</a>' in made
    assert 'href="../../jelajah/?t=dkisp/contoh/tabel"' in made
    assert "Jumlah, Tempat Satu: 22 orang, 31 Januari 2024." in made  # to hand on


def test_the_same_page_in_english_follows_its_language(site: Site) -> None:
    made = html(site, HEAD + BODY, "en")
    assert "<b>22 orang</b>" in made  # the example has its unit in one language only
    assert "31 January 2024" in made and "2 of 3 rows" in made


def gone(site: Site, state: str) -> Site:
    kept = tuple(p for p in site.published if p.id != ID)
    place = HeldBack(Source(ID, Path()), Text("Contoh"))
    if state == "held":
        since = (replace(p, held_since="2026-01-09") if p.id == ID else p for p in site.published)
        return replace(site, published=tuple(since))
    if state == "withdrawn":
        place = replace(place, withdrawn=Withdrawal(ID, "2026-01-10"))
    return replace(site, published=kept, held_back=(place,))


@pytest.mark.parametrize("mark", ["99", "b99", "0", "b0", "9" * 5_000])
def test_a_page_cannot_write_the_marks_of_its_own_parts(site: Site, mark: str) -> None:
    shown = html(site, f"Teks &#xe000;{mark}&#xe001; akhir.\n\n&#xe000;{mark}&#xe001;\n")
    assert "akhir." in shown


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("held", "datasetnya ditahan sejak 9 Januari 2026"),
        ("never", "datasetnya ditahan"),
        ("withdrawn", "datasetnya ditarik sejak 10 Januari 2026"),
    ],
)
def test_a_page_says_so_in_place_of_what_it_may_not_show(site: Site, state: str, why: str) -> None:
    made = html(gone(site, state), HEAD + BODY)
    assert f'<p class="pd-lede">Jawaban singkatnya tidak ditampilkan: {why}.</p>' in made
    assert f'<p class="pd-note w">Angka ini tidak ditampilkan: {why}.</p>' in made
    assert f'<p class="pd-note w">Tabel ini tidak ditampilkan: {why}.</p>' in made
    assert not re.search(r"\b(22|12|10)\b orang|>22<", made)
    assert "jelajah/?t=" not in made and 'id="bagikan"' not in made


def test_a_reference_that_is_wrong_is_named_in_its_place(site: Site) -> None:
    made = html(site, "---\ntitle: X?\n---\nAda [[lain]].\n\n```angka\nkolom: x\n```\n")
    made += html(site, "```angka\ndataset: dkisp/tidak-ada\nkolom: x\n```\n")
    assert "Ada [angka tidak ditampilkan: acuannya keliru]." in made
    assert "Angka ini tidak ditampilkan: acuannya keliru." in made
    assert "datasetnya tidak ada atau belum terbit" in made
    assert "datasets/dkisp/tidak-ada" not in made  # no page, no link


def test_the_list_has_every_question_of_its_language_with_its_answer(site: Site) -> None:
    pages = [
        page(HEAD),
        page(HEAD.replace("Satu?", "Dua?"), "docs/tanya/dua.md"),
        page(HEAD, "docs/en/tanya/satu.md", "en"),
    ]
    made = {
        f.path.as_posix(): f
        for f in questions(View(site, Words.load("id")), answered(site, *pages))
    }
    assert set(made) == {"tanya/index.md", "tanya/satu/index.md", "tanya/dua/index.md"}
    found = bytes(made["tanya/index.md"].content).decode()  # type: ignore[arg-type]
    assert found.count("Ada 22 orang pada 31 Januari 2024.") == 2
    assert list(questions(View(site, Words.load("en")), answered(site, *pages[:2]))) == []


def test_other_pages_are_given_to_the_engine_with_plain_html_in_place_of_blocks(site: Site) -> None:
    one = page(HEAD + "\n# Judul\n\nAda [[satu]].\n" + BODY, "docs/panduan/satu.md")
    (file,) = expanded(View(site, Words.load("id")), answered(site, one))
    assert file.path == PurePosixPath("panduan/satu.md") and file.lang == "id"
    assert isinstance(file.content, bytes)
    text = file.content.decode()
    assert text.startswith("---\ntitle: Berapa orang di Tempat Satu?")
    assert "\nAda 22 orang.\n" in text
    lines = [line for line in text.splitlines() if line.startswith('<div class="pd">')]
    assert len(lines) == 3  # figure, table, sources: each on one line of its own
    assert all(line.endswith("</div>") for line in lines)
    assert "style=" not in text and "<script" not in text


def test_nothing_hostile_in_data_or_page_becomes_markup(site: Site) -> None:
    field = Field("x", title=Text(HOSTILE), measure=Measure(unit=Text(HOSTILE)), type="number")
    published = next(p for p in site.published if p.id == ID)
    (asked,) = page(HEAD + "[[satu]]").asked()
    row = ((field, HOSTILE),)
    figure = Figure(ID, "tabel", field, HOSTILE, HOSTILE, row, source="javascript:1")
    answer = Answer(asked, published, published.tables[0], figure)
    view = View(site, Words.load("id"))
    shown = str(quoted.block(view, answer, "q1")) + str(quotedsources.sources_html(view, [answer]))
    assert "<script" not in shown and "<img" not in shown and "javascript:1</a>" not in shown
    assert str(escape("<img src=x onerror=alert(1)>")) in shown
    text = '---\ntitle: "<b>x"\nringkas: "<script>alert(1)</script> {{ 7*7 }}"\n---\n<img src=x>\n'
    made = html(site, text + "[a](javascript:alert(1)) [b](../../etc/passwd) [c](//x.example/)\n")
    assert "<script>alert" not in made and "<img src=x>" not in made
    assert "javascript:" not in made.replace("javascript:alert(1))", "")
    assert "etc/passwd" not in made and 'href="//x.example' not in made


@pytest.mark.parametrize(
    ("cell", "approximate", "shown"),
    [
        ("500000000000", True, "sekitar Rp 500 miliar"),
        ("3097000000000", False, "Rp 3,097 triliun"),
        ("1234567890", False, "Rp 1.234.567.890"),  # in short it would be rounded
        ("1500000", False, "Rp 1,5 juta"),
        ("900", False, "Rp 900"),
        ("0", False, "Rp 0"),
        ("-2000000000", False, "Rp −2 miliar"),
    ],
)
def test_rupiah_are_short_only_where_nothing_is_rounded(
    site: Site, cell: str, approximate: bool, shown: str
) -> None:
    field = Field("nilai", "integer", measure=Measure(unit=Text("rupiah")))
    figure = Figure(ID, "tabel", field, cell, approximate=approximate)
    assert quoted.value(View(site, Words.load("id")), figure) == shown


def build(root: Path) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, workers=1))


def test_a_figure_leaves_the_page_when_its_dataset_is_held_back(tmp_path: Path) -> None:
    """The whole line: from a good commit to a bad one; data of others goes out all the same."""
    root = portal(tmp_path)
    for path, text in {"tanya/satu.md": HEAD + BODY, "lain.md": "# Lain\n\nBiasa.\n"}.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    commit(root, "Baik", "2026-01-05")
    made = root / ".build/docs/id"
    assert build(root).exit_code() == 0
    assert "22 orang" in (made / "tanya/satu/index.md").read_text()
    assert not (made / "tanya/satu.md").exists()  # not twice
    assert (made / "lain.md").samefile(root / "docs/lain.md")  # as it lies there
    change(root, {"sdi:topik": ["tidak-ada"]})
    commit(root, "Rusak", "2026-01-08")
    result = build(root)
    codes = {(f.code, f.file, f.row) for f in result.findings if f.code.startswith("quoted-")}
    assert {(code, file) for code, file, _ in codes} == {("quoted-held", "docs/tanya/satu.md")}
    assert {row for _, _, row in codes} == {6}  # once a page, not at each figure
    text = (made / "tanya/satu/index.md").read_text()
    assert "datasetnya ditahan sejak 8 Januari 2026" in text and "22 orang" not in text
    assert result.crashes == []


def test_the_questions_of_this_repository_keep_to_plain_short_sentences() -> None:
    files = [
        *(REPOSITORY / "docs/tanya").glob("*.md"),
        *(REPOSITORY / "docs/en/tanya").glob("*.md"),
    ]
    assert len(files) >= 12
    for path in files:
        text = re.sub(r"```.*?```", "", path.read_text("utf-8").split("---", 2)[2], flags=re.S)
        for sentence in re.split(r"(?<=[.!?])\s|\n", re.sub(r"\]\([^)]*\)", "]", text)):
            assert len(sentence.split()) < 22, (path.name, sentence)
        assert "!" not in text and "silakan" not in text.lower()


def test_a_question_page_is_light(site: Site) -> None:
    """What the theme adds around it weighs less than 2 KB."""
    assert len(gzip.compress(html(site, HEAD + BODY).encode(), 9)) < 6_000


def test_a_page_that_cannot_be_read_says_so_and_is_in_no_list(site: Site) -> None:
    broken = page("---\ntitle: [rahasia\n---\nAda [[satu]].\n", "docs/tanya/rusak.md")
    view = View(site, Words.load("id"))
    made = {
        f.path.as_posix(): bytes(f.content).decode()  # type: ignore[arg-type]
        for f in questions(view, answered(site, page(HEAD), broken))
    }
    assert "Jawaban ini belum dapat ditampilkan" in made["tanya/rusak/index.md"]
    assert "rahasia" not in made["tanya/rusak/index.md"]
    assert "rusak" not in made["tanya/index.md"] + made["tanya/satu/index.md"]


def test_the_rows_of_a_table_bring_their_own_sources(site: Site) -> None:
    block = f"```tabel\ndataset: {ID}\nkolom: [nama, jumlah]\n```\n"
    (one,) = answered(site, page(block))
    (asked,) = one.answers
    urls = ["https://a.example/satu-dua", "https://a.example/tiga", "https://b.example/x"]
    beside = tuple(
        replace(f, period=str(2020 + n), source=url, source_name=name, quality="berita")
        for n, (f, url, name) in enumerate(
            zip(one.answers[asked].beside, urls, ["", "", "Koran B"], strict=True)
        )
    )
    view = View(site, Words.load("id"))
    answer = replace(one.answers[asked], beside=beside)
    shown = str(quotedsources.sources_html(view, [answer]))
    assert "Periode: 2020, 2021, 2022" in shown
    assert f'<a href="{urls[0]}" rel="nofollow noopener">a.example: satu dua</a>' in shown
    assert ">a.example: tiga</a> (dari berita)" in shown and ">Koran B</a> (dari berita)" in shown


def test_the_status_of_a_figure_to_hand_on_is_never_cut(site: Site) -> None:
    (one,) = answered(site, page(HEAD))
    (answer,) = one.answers.values()
    assert answer.figure
    figure = replace(answer.figure, status="tidak-diketahui", secondary=True)
    for lang in ("id", "en"):
        view = View(site, Words.load(lang))
        told = quoted.told(view, replace(answer, figure=figure), "tanya/satu/")
        assert told and f"({told.status})" in line(view, told)
        assert view.words("tanya.quality.sekunder") in told.status


def test_a_held_dataset_is_said_to_have_a_version_before(site: Site) -> None:
    said = "Versi sebelumnya ada di halaman datasetnya."
    assert said in html(gone(site, "held"), HEAD + BODY)
    assert said not in html(gone(site, "withdrawn"), HEAD + BODY)


def test_links_that_lead_nowhere_are_told() -> None:
    text = (
        "[a](../kontak.md) [b](dua.md#x) [c](../datasets/a/b/index.md) [d](https://x.example/)\n"
        "[e](../tidak-ada.md) [f](../datasets/a/c/) [g](#bawah)\n\n```\n[h](../kode.md)\n```\n"
    )
    paths = ("kontak.md", "tanya/dua/index.md", "datasets/a/b/index.md")
    known = {("id", PurePosixPath(path)) for path in paths}
    found = [dict(f.values)["target"] for f in dead([page(HEAD + text)], known)]
    assert found == ["../tidak-ada.md", "../datasets/a/c/"]
    english = page(HEAD + "[a](../kontak.md)\n", "docs/en/tanya/satu.md", "en")
    assert [f.file for f in dead([english], known)] == ["docs/en/tanya/satu.md"]
