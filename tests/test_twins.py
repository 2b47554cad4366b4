"""Dataset pages as plain Markdown, and `llms.txt`: read by parsers that others wrote."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import clients
import machine_site
import pytest
from formats_examples import converted
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pages_site import HOSTILE, dataset, published
from portals import AS_OF, portal

from build_tools import charts, pipeline
from build_tools.catalogues.v1.rows import with_rows
from build_tools.model import OutputFile, Published, Site, Text
from build_tools.options import Options
from build_tools.pages import marks
from build_tools.pages.llms import MOST, llms
from build_tools.pages.safe import visible
from build_tools.pages.twin import twin
from build_tools.pages.view import View
from build_tools.words import Words

WORDS = {lang: Words.load(lang) for lang in ("id", "en")}
#: GitHub's Markdown as far as it matters: tables, strikethrough, and bare addresses stay text.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def made(site: Site, given: Published | None = None, lang: str = "id") -> str:
    one = given or site.published[0]
    view = View(site, WORDS[lang])
    file = twin(view, one, charts.prepare(site))
    assert isinstance(file.content, bytes) and file.lang == ""
    return file.content.decode()


def tokens(text: str) -> list[Token]:
    """All marks of a text, those within lines as well."""
    found = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or ())]
    return found


def plain(text: str) -> str:
    """What a reader sees of one line."""
    return "".join(
        t.content for t in tokens(text) if t.type in {"text", "text_special", "code_inline"}
    )


def links(text: str) -> list[str]:
    return [str(t.attrs["href"]) for t in tokens(text) if t.type == "link_open"]


# --- texts of outside stay text ---


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text("*_`[]()<>&|~#-+=.1! \\\t\n:x", max_size=40))
def test_whatever_a_text_holds_a_reader_sees_that_text(given: str) -> None:
    expected = " ".join(visible(given).split())
    found = tokens(marks.text(given))
    kinds = {t.type for t in found} - {"paragraph_open", "paragraph_close", "inline"}
    assert kinds <= {"text", "text_special"}, kinds
    assert plain(marks.text(given)) == expected


@settings(max_examples=200)
@given(st.lists(st.lists(st.text("*_`[]()<>&|~#-\\\n x", max_size=12), min_size=2, max_size=2)))
def test_a_cell_stays_a_cell(rows: list[list[str]]) -> None:
    found = [t for t in PARSER.parse(marks.table(["a", "b"], rows)) if t.type == "inline"]
    cells = ["".join(c.content for c in t.children or ()) for t in found]
    assert cells == ["a", "b", *(" ".join(c.split()) for row in rows for c in row)]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("make", [machine_site.sound, machine_site.hostile, machine_site.bare])
def test_nothing_of_outside_becomes_markup(make: Any, lang: str) -> None:
    site = make()
    for one in site.published:
        found = tokens(made(site, one, lang))
        kinds = {t.type for t in found}
        assert not kinds & {"html_block", "html_inline", "image", "em_open", "strong_open", "fence"}
        assert not kinds & {"code_block", "code_inline", "hr", "s_open", "softbreak"}
        titles = [t for t in found if t.type == "heading_open" and t.tag == "h1"]
        assert len(titles) == 1
        hosts = {urlsplit(a).netloc for t in found if (a := str(t.attrs.get("href", "")))}
        assert hosts <= {"contoh.example", "contoh.go.id", "creativecommons.org"}


def test_links_lead_to_the_web_or_to_this_site_alone() -> None:
    assert marks.link("x", "javascript:alert(1)") == "x"
    assert links(marks.link("a](b", "https://contoh.go.id/a b/(c)")) == [
        "https://contoh.go.id/a%20b/%28c%29"
    ]


# --- what it says ---


def test_a_figure_is_ready_to_quote_with_unit_period_status_and_source() -> None:
    text = made(machine_site.sound(), published())
    assert (
        "- Prevalensi, Kabupaten Paser: 24,9 persen, 2023. Sumber: contoh.go.id, dalam Prevalensi "
        "stunting, dihimpun Proyek Data Paser. https://contoh.example/data/datasets/"
    ) in text
    english = made(machine_site.sound(), published(), "en")
    assert "24.9 percent, 2023." in english and "Commas part thousands" in english


def test_it_says_what_the_page_says() -> None:
    text = made(machine_site.sound(), published())
    seen = [t.content for t in PARSER.parse(text) if t.type == "inline"]
    for said in (
        "Prevalensi stunting",
        "Penerbit: Proyek Data Paser",
        "Periode: 2018–2024",
        "Tiga alat ukur tidak boleh dicampur.",
        "Disalin dari halaman sumber.",
        "Frekuensi: Tahunan",
    ):
        assert said in seen, said
    assert any("versi 1.0.0" in line for line in seen), "how to cite"
    assert "https://contoh.example/data/datasets/himpunan/stunting/stunting.csv" in links(text)
    assert "https://creativecommons.org/licenses/by/4.0/" in links(text)


def test_collected_data_and_a_demonstration_say_so() -> None:
    text = made(machine_site.sound(), published())
    assert "> Situs contoh, bukan situs resmi pemerintah." in text
    assert "> Dihimpun dari sumber publik oleh Proyek Data Paser. Bukan rilis resmi." in text
    official = made(machine_site.sound(official=True), published(dataset("dinkes/a")))
    assert "Situs contoh" not in official and "Bukan rilis resmi" not in official


def test_addresses_are_relative_to_the_file_where_the_sites_own_is_not_known() -> None:
    site = machine_site.sound(site_url="")
    there = links(made(site, published()))
    assert "../../../datasets/himpunan/stunting/stunting.csv" in there
    there = links(made(site, published(), "en"))
    assert "../../../../datasets/himpunan/stunting/stunting.csv" in there


def test_the_end_of_a_table_is_shown_where_it_is_newer(tmp_path: Path) -> None:
    fields = [{"name": "tahun", "type": "year"}, {"name": "nilai", "type": "number"}]
    rows = [[str(year), f"{year}.50"] for year in range(1990, 2025)]
    newer, _ = converted(tmp_path / "a", fields, rows)
    text = made(Site(machine_site.portal(), (with_rows(newer, machine_site.portal()),)))
    assert "10 dari 35 baris, dari akhir tabel" in text
    assert "| 2024 | 2.024,50 |" in text and "| 1990 |" not in text
    older, _ = converted(tmp_path / "b", fields, rows[::-1])
    text = made(Site(machine_site.portal(), (with_rows(older, machine_site.portal()),)))
    assert "10 dari 35 baris, dari awal tabel" in text and "| 2024 |" in text
    mixed, _ = converted(tmp_path / "c", fields, rows[10:] + rows[:10])  # 2000–2024, 1990–1999
    text = made(Site(machine_site.portal(), (with_rows(mixed, machine_site.portal()),)))
    assert "dari awal tabel" in text


def test_it_is_bounded_whatever_the_dataset_holds() -> None:
    one = published(
        dataset("dinkes/a", description=Text(HOSTILE * 500), methodology=Text("x" * 10**6))
    )
    many = replace(one, tables=one.tables * 50)
    assert len(made(Site(machine_site.portal(), (many,)), many).encode()) < 120_000


# --- llms.txt ---


def listed(site: Site, folder: Path) -> dict[str, Any]:
    """What the parser of llmstxt.org reads."""
    file: OutputFile = llms(site, WORDS)
    assert isinstance(file.content, bytes)
    path = folder / "llms.txt"
    path.write_bytes(file.content)
    found: dict[str, Any] = json.loads(clients.run("read_llms.py", path))
    return found


def test_llms_txt_names_the_files_of_every_dataset_by_topic(tmp_path: Path) -> None:
    found = listed(machine_site.sound(), tmp_path)
    assert found["title"] == "Data Paser"
    assert found["summary"].startswith("Situs contoh, bukan situs resmi pemerintah.")
    assert set(found["sections"]) == {"Untuk program", "Kesehatan", "Health (en)"}
    there = {link["url"] for link in found["sections"]["Kesehatan"]}
    base = f"{machine_site.ADDRESS}/datasets"
    assert there == {f"{base}/{p.id}/data.md" for p in machine_site.sound().published}
    there = {link["url"] for link in found["sections"]["Health (en)"]}
    assert f"{machine_site.ADDRESS}/en/datasets/himpunan/stunting/data.md" in there


@pytest.mark.parametrize("make", [machine_site.hostile, machine_site.bare])
def test_hostile_and_bare_datasets_stay_one_line_each(tmp_path: Path, make: Any) -> None:
    found = listed(make(), tmp_path)
    assert [len(v) for v in found["sections"].values()] == [4, 1, 1]
    assert not {t.type for t in tokens((tmp_path / "llms.txt").read_text())} & {
        *("html_block", "html_inline", "image", "code_inline"),
    }


def test_of_very_many_datasets_the_newest_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    site = machine_site.large(MOST + 5)
    found = listed(site, tmp_path)
    assert len(found["sections"]["Kesehatan"]) == MOST
    (rest,) = found["sections"]["Dataset lain"]
    assert rest["url"].endswith("/daftar-dataset.csv") and rest["desc"].startswith("5 dataset lain")
    assert (tmp_path / "llms.txt").stat().st_size < 400_000


# --- in a build ---


def test_a_build_lays_it_beside_the_page_and_the_engine_never_sees_it(tmp_path: Path) -> None:
    root = portal(tmp_path)
    result = pipeline.build(Options(root=root, as_of=AS_OF))
    assert result.site.published
    build = root / ".build"
    for one in result.site.published:
        text = (build / "static/datasets" / one.id / "data.md").read_text(encoding="utf-8")
        assert text.startswith("# ")
    assert (build / "static/llms.txt").is_file()
    assert not [*build.glob("docs/**/data.md")]
