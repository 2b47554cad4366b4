"""`/janji/` and `/catatan-angka/`: statements and figures as they were written, and no verdict."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from links import Page, read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL, published

from build_tools import pages
from build_tools.findings import Severity
from build_tools.load.descriptor import dataset_of
from build_tools.load.expand import expanded
from build_tools.model import ColumnProfile, Contact, Portal, Published, Site, Source, Table
from build_tools.smartcity import Rows, gather
from build_tools.smartcity.anchors import anchors
from build_tools.smartcity.figures import notes
from build_tools.smartcity.promises import STATES, by_year, counts, statements
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
SOURCE = "https://www.contoh.go.id/berita/1"

STATEMENT = {
    "id": "satu-portal",
    "tanggal": "2023-11-08",
    "jabatan": "Sekretaris Daerah",
    "kutipan": "semua layanan dapat dilihat dalam satu portal",
    "jenis_kutipan": "langsung",
    "konteks": "Rapat buatan",
    "konteks_en": "A made-up meeting",
    "pembuktian": "Alamat portal dan daftar isinya",
    "pembuktian_en": "Address of the portal and a list of what is in it",
    "keadaan": "tidak-ditemukan",
    "diperiksa": "2026-01-10",
    "alasan": "Alamatnya tidak disebut dalam sumber yang diperiksa",
    "alasan_en": "The sources examined do not name its address",
    "sumber_url": SOURCE,
    "mutu_sumber": "berita",
}
NOTE = {
    "id": "anggaran-2023",
    "judul": "Anggaran setelah perubahan",
    "judul_en": "Budget after its change",
    "penjelasan": "Dua sumber menyebut angka yang berbeda; sumber perlu menjelaskan.",
    "penjelasan_en": "Two sources name different figures; the sources need to explain.",
    "dataset": "himpunan/stunting",
    "diperiksa": "2026-01-10",
}
FIGURES = [
    {
        "catatan_id": "anggaran-2023",
        "urutan": order,
        "hal": "Total setelah perubahan",
        "hal_en": "Total after the change",
        "periode": "2023",
        "nilai_sebagaimana_ditulis": written,
        "sumber": "Berita buatan",
        "sumber_url": SOURCE,
        "mutu_sumber": "berita",
    }
    for order, written in (("2", "4,5 triliun"), ("1", "4,4 triliun"))
]

Line = Mapping[str, str]


def made(
    id: str, tables: Mapping[str, Sequence[Line]], origin: str = "himpunan", portal: Portal = PORTAL
) -> Published:
    """A published dataset with one table for each profile, as a descriptor without schema has."""
    raw = {
        "name": id.split("/")[1],
        "title": f"Data {id}",
        "sdi:asal": origin,
        "resources": [
            {"name": p.replace("_", "-"), "path": f"data/{p}.csv", "sdi:profil": p} for p in tables
        ],
    }
    whole, found = expanded(raw, portal, "datapackage.yaml")
    assert [f.code for f in found if f.severity is Severity.ERROR] == []
    dataset = dataset_of(Source(id, Path(), "datapackage.yaml"), whole, ("id", "en"))
    shown = []
    for resource, rows in zip(dataset.resources, tables.values(), strict=True):
        content = tuple(tuple(row.get(f.name) for f in resource.fields) for row in rows)
        columns = tuple(ColumnProfile(f.name, 0, 0) for f in resource.fields)
        shown.append(Table(resource, len(rows), columns, content[:10], content=content))
    return published(dataset, tables=tuple(shown), findings=(), checks=())


def site(*given: Published, portal: Portal = PORTAL) -> Site:
    return Site(portal, (published(), *given))


def rows(*given: Published) -> Rows:
    return gather(site(*given))


def rendered(shown: Site) -> dict[tuple[str, str], str]:
    """The HTML of every page, by language and path."""
    made = {}
    for file in pages.render(shown, WORDS):
        if file.path.name == "index.md":
            assert isinstance(file.content, bytes)
            body = get_data(file.content.decode("utf-8"))[1]["body"]
            made[file.lang, file.path.parent.as_posix()] = body
    return made


def many(count: int) -> list[Line]:
    """Statements of made-up days, newest last."""
    return [{**STATEMENT, "id": f"nomor-{n}", "tanggal": f"{2000 + n}-01-02"} for n in range(count)]


# --- statements --------------------------------------------------------------------------------


def test_statements_come_newest_first_and_official_before_compiled() -> None:
    found = statements(
        rows(
            made("himpunan/a", {"pernyataan": [STATEMENT, {**STATEMENT, "tanggal": "2024-01-02"}]}),
            made("dkisp/b", {"pernyataan": [STATEMENT]}, origin="resmi"),
        )
    )
    assert [(s.day, s.row.official) for s in found] == [
        ("2024-01-02", False),
        ("2023-11-08", True),
        ("2023-11-08", False),
    ]
    assert [(year, len(group)) for year, group in by_year(found)] == [("2024", 1), ("2023", 2)]


def test_each_state_is_counted_by_itself_and_one_that_is_not_known_by_none() -> None:
    states = ["terbukti", "terbukti", "sebagian", "tidak-dapat-diuji", "entah", ""]
    lines = [{**STATEMENT, "id": f"n{n}", "keadaan": s} for n, s in enumerate(states)]
    found = statements(rows(made("himpunan/a", {"pernyataan": lines})))
    assert counts(found) == (
        ("terbukti", 2),
        ("sebagian", 1),
        ("tidak-ditemukan", 0),
        ("tidak-dapat-diuji", 1),
    )


def test_the_place_of_a_statement_is_its_id_and_never_one_that_the_page_has() -> None:
    assert anchors(["satu", "satu", "isi", "", 'a" b', "satu-2"]) == [
        *("satu", "satu-2", "isi-2", "baris", "a-b", "satu-2-2"),
    ]


def test_a_reply_has_its_day_and_office_or_neither() -> None:
    reply = {
        "tanggapan": "Alamatnya sudah diumumkan",
        "tanggapan_tanggal": "2026-01-12",
        "tanggapan_jabatan": "Dinas Komunikasi",
    }
    answered, none = statements(
        rows(made("himpunan/a", {"pernyataan": [{**STATEMENT, **reply}, STATEMENT]}))
    )
    assert answered.reply is not None and none.reply is None
    assert (answered.reply.day, answered.reply.office) == ("2026-01-12", "Dinas Komunikasi")


# --- figures that disagree ---------------------------------------------------------------------


def test_figures_stand_in_the_order_of_their_note_as_they_were_written() -> None:
    (note,) = notes(
        rows(made("himpunan/a", {"catatan_angka": [NOTE], "catatan_angka_nilai": FIGURES}))
    )
    assert [f.written for f in note.figures] == ["4,4 triliun", "4,5 triliun"]


def test_notes_of_the_same_id_in_two_datasets_keep_their_own_figures() -> None:
    other = {**FIGURES[0], "nilai_sebagaimana_ditulis": "12"}
    elsewhere = {**FIGURES[0], "nilai_sebagaimana_ditulis": "99", "urutan": "9"}
    found = notes(
        rows(
            made("himpunan/a", {"catatan_angka": [NOTE], "catatan_angka_nilai": FIGURES}),
            made("himpunan/b", {"catatan_angka": [NOTE], "catatan_angka_nilai": [other]}),
            made("himpunan/c", {"catatan_angka_nilai": [elsewhere]}),
        )
    )
    figures = {note.row.dataset: [f.written for f in note.figures] for note in found}
    assert figures == {
        "himpunan/a": ["4,4 triliun", "4,5 triliun", "99"],
        "himpunan/b": ["12", "99"],
    }
    assert len({note.anchor for note in found}) == 2


# --- the pages ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled() -> dict[tuple[str, str], str]:
    second = {
        **STATEMENT,
        "id": "diceritakan",
        "tanggal": "2024-06-24",
        "jenis_kutipan": "tidak-langsung",
        "kutipan": "layanan terpadu akan selesai",
        "keadaan": "sebagian",
        "dataset_bukti": "himpunan/stunting",
        "tanggapan": "Sudah diumumkan",
        "tanggapan_tanggal": "2026-01-12",
        "tanggapan_jabatan": "Dinas Komunikasi",
    }
    third = {**STATEMENT, "id": "lain", "tanggal": "2024-01-01", "dataset_bukti": "dkisp/tidak-ada"}
    return rendered(
        site(
            made("himpunan/janji", {"pernyataan": [STATEMENT, second, third]}),
            made("himpunan/angka", {"catatan_angka": [NOTE], "catatan_angka_nilai": FIGURES}),
        )
    )


def test_a_quotation_is_a_quotation_with_its_source_and_language(
    filled: dict[tuple[str, str], str],
) -> None:
    for lang in ("id", "en"):
        page = read(filled[lang, "janji"])
        quoted = [q for q in page.named("blockquote") if q.get("class")]
        assert [(q["cite"], q["lang"]) for q in quoted] == [(SOURCE, "id")] * 3
        assert "“semua layanan dapat dilihat dalam satu portal”" in page.words
        assert "“layanan terpadu" not in page.words  # no quotation marks that the source has not
    assert "Ucapan tidak langsung, diceritakan sumber" in read(filled["id", "janji"]).words


def test_every_statement_says_what_would_prove_it_what_was_found_and_when(
    filled: dict[tuple[str, str], str],
) -> None:
    said = {
        "id": "Sekretaris Daerah, 8 November 2023 | Rapat buatan | Alamat portal dan daftar isinya"
        " | Alamatnya tidak disebut dalam sumber yang diperiksa | 10 Januari 2026"
        " | Tidak ditemukan | dikumpulkan dari sumber publik | Belum ada tanggapan.",
        "en": "Sekretaris Daerah , 8 November 2023 | A made-up meeting"
        " | Address of the portal and a list of what is in it"
        " | The sources examined do not name its address | 10 January 2026"
        " | Not found | collected from public sources | No reply yet.",
    }
    for lang, texts in said.items():
        page = read(filled[lang, "janji"])
        assert {"satu-portal", "diceritakan", "lain"} <= page.ids
        for text in texts.split(" | "):
            assert text in page.words or text.replace(" ,", ",") in page.words, text


def test_the_dataset_that_proves_it_is_linked_only_where_the_site_has_it(
    filled: dict[tuple[str, str], str],
) -> None:
    page = read(filled["id", "janji"])
    targets = [a.get("href", "") for a in page.named("a")]
    assert "../datasets/himpunan/stunting/" in targets
    assert "../datasets/dkisp/tidak-ada/" not in targets
    assert "dkisp/tidak-ada (belum terbit di portal ini)" in page.words
    assert "Belum ada di portal ini." in page.words


def test_a_reply_stands_as_given_with_its_date_and_office(
    filled: dict[tuple[str, str], str],
) -> None:
    page = read(filled["id", "janji"])
    assert "Sudah diumumkan Dinas Komunikasi, 12 Januari 2026" in page.words
    assert page.words.count("Belum ada tanggapan.") == 2


def test_four_plain_numbers_and_no_score(filled: dict[tuple[str, str], str]) -> None:
    body = filled["id", "janji"]
    found = re.findall(r"<div><dt>(.+?)</dt><dd>(\d+)</dd></div>", body)
    assert found == [  # a state that occurs leads to the newest statement in it
        ("Terbukti", "0"),
        ('<a href="../janji/#diceritakan">Sebagian</a>', "1"),
        ('<a href="../janji/#lain">Tidak ditemukan</a>', "2"),
        ("Tidak dapat diuji", "0"),
    ]
    assert "%" not in read(body).words and "persen" not in read(body).words


def test_a_state_leads_to_its_statement_on_a_further_page() -> None:
    lines = many(12)
    lines[0] = {**lines[0], "keadaan": "sebagian"}  # the oldest
    shown = rendered(site(made("himpunan/a", {"pernyataan": lines})))
    assert '<dt><a href="../janji/hal/2/#nomor-0">Sebagian</a></dt>' in shown["id", "janji"]


def test_a_statement_without_a_note_has_no_empty_line(filled: dict[tuple[str, str], str]) -> None:
    for lang, note in (("id", "Catatan"), ("en", "Note")):
        body = filled[lang, "janji"]
        assert f"<dt>{note}</dt>" not in body
        assert not re.search(r"<dd>(<span[^>]*></span>)?</dd>", body)


def test_the_menu_and_the_title_speak_of_statements(filled: dict[tuple[str, str], str]) -> None:
    for lang, menu, title in (
        ("id", ">Pernyataan</a>", "<h1>Pernyataan publik dan buktinya"),
        ("en", ">Statements</a>", "<h1>Public statements and their evidence"),
    ):
        assert menu in filled[lang, "janji"] and title in filled[lang, "janji"]


def test_no_state_looks_like_a_fault_and_each_has_a_word_and_a_meaning(
    filled: dict[tuple[str, str], str],
) -> None:
    for lang in ("id", "en"):
        body = filled[lang, "janji"]
        assert 'pd-st bad"' not in body and 'pd-st warn"' not in body
        for state in STATES:
            for part in ("label", "meaning"):
                assert WORDS[lang](f"promises.states.{state}.{part}") in read(body).words


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_accuses_nobody(lang: str) -> None:
    own = " ".join(map(str, WORDS[lang].section("promises").values())).lower()
    for word in ("bohong", "ingkar", "gagal", "dusta", "broken", "false", "lie ", "failed"):
        assert word not in own


def test_figures_stand_side_by_side_without_a_difference_or_a_verdict(
    filled: dict[tuple[str, str], str],
) -> None:
    for lang, title in (("id", NOTE["judul"]), ("en", NOTE["judul_en"])):
        page = read(filled[lang, "catatan-angka"])
        assert "anggaran-2023" in page.ids
        assert title in page.words
        cells = [td["data-l"] for td in page.named("td")]
        assert len(cells) == 2 * 5
        # On a phone a cell is a grid of its label and one thing beside it.
        inside = re.findall(r"<td[^>]*>(.*?)</td>", filled[lang, "catatan-angka"])
        assert all(re.fullmatch(r"[^<]*|<(\w+)[^>]*>.*</\1>", cell) for cell in inside)
        assert sum("</a>" in cell and cell.startswith("<div>") for cell in inside) == 2
        assert page.words.index("4,4 triliun") < page.words.index("4,5 triliun")
        assert "0,1" not in page.words and "100 miliar" not in page.words
        targets = [a.get("href", "") for a in page.named("a")]
        assert "../datasets/himpunan/stunting/" in targets
        assert targets.count(SOURCE) == 2


def test_the_page_of_a_dataset_leads_to_what_is_said_of_it(
    filled: dict[tuple[str, str], str],
) -> None:
    for lang, figures, proof in (
        ("id", "Ada catatan angka tentang dataset ini", "memeriksa 1 pernyataan publik"),
        ("en", "There is a note on figures about this dataset", "check a public statement"),
    ):
        page = read(filled[lang, "datasets/himpunan/stunting"])
        targets = [a.get("href", "") for a in page.named("a")]
        assert "../../../catatan-angka/#anggaran-2023" in targets
        assert "../../../janji/#diceritakan" in targets
        assert figures in page.words and proof in page.words
    other = filled["id", "datasets/himpunan/janji"]
    assert "catatan-angka/#" not in other and "janji/#" not in other


def test_a_dataset_that_nothing_is_said_of_pays_nothing() -> None:
    """The page of a dataset has no room to spare: not one byte where there is no note."""
    lone = rendered(site())
    beside = rendered(site(made("dkisp/kosong", {"catatan_angka": [], "pernyataan": []})))
    path = ("id", "datasets/himpunan/stunting")
    assert "mentioned" not in lone[path] and len(lone[path]) <= len(beside[path])
    assert "catatan-angka/" not in lone[path]


def test_empty_pages_say_what_is_missing_and_how_to_begin() -> None:
    empty = rendered(Site(PORTAL, ()))
    for lang in ("id", "en"):
        for path, profile in (("janji", "pernyataan"), ("catatan-angka", "catatan_angka")):
            page = read(empty[lang, path])
            assert f"terbuka new <opd> --profil {profile}" in page.words
            assert list(page.named("blockquote")) == list(page.named("table")) == []
        page = read(empty[lang, "janji"])
        assert list(page.named("dd")) == []  # not four noughts: nothing was counted
        assert WORDS[lang]("promises.states.sebagian.meaning") in page.words


def test_long_lists_go_on_on_further_pages_and_links_find_the_place() -> None:
    lines = many(23)
    lines[0] = {**lines[0], "dataset_bukti": "himpunan/stunting"}  # the oldest: on the last page
    shown = rendered(site(made("himpunan/a", {"pernyataan": lines})))
    ids = [read(shown["id", path]).ids for path in ("janji", "janji/hal/2", "janji/hal/3")]
    assert [sum(i.startswith("nomor-") for i in found) for found in ids] == [10, 10, 3]
    assert "nomor-0" in ids[2] and "keadaan" in ids[0] and "keadaan" not in ids[1]
    targets = [a.get("href") for a in read(shown["id", "datasets/himpunan/stunting"]).named("a")]
    assert "../../../janji/hal/3/#nomor-0" in targets
    back = [a.get("href") for a in read(shown["id", "janji/hal/3"]).named("a")]
    assert "../../../janji/#tanggapan" in back


def test_a_full_page_keeps_its_budget() -> None:
    """Ten statements of the longest that the profile's people write, no two alike."""
    lines = []
    for n, line in enumerate(many(10)):
        words = [f"kata{(n * 7919 + i * 104729) % 9973}" for i in range(85)]
        texts = dict(zip(("kutipan", "konteks", "pembuktian", "alasan"), range(4), strict=True))
        lines.append(
            {**line, **{key: " ".join(words[at * 20 : at * 20 + 20]) for key, at in texts.items()}}
        )
    body = rendered(site(made("himpunan/a", {"pernyataan": lines})))["id", "janji"]
    assert len(gzip.compress(body.encode(), 9)) < 6_000  # the shell around it takes 1.7 KB


# --- where a reply goes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("portal", "expected"),
    [
        (
            replace(PORTAL, repository="https://git.contoh.go.id/data/"),
            "https://git.contoh.go.id/data/issues/new?title=Tanggapan+atas+pernyataan+publik",
        ),
        (
            replace(PORTAL, contact=Contact(email="data@contoh.go.id")),
            "mailto:data@contoh.go.id?subject=Tanggapan%20atas%20pernyataan%20publik",
        ),
        (replace(PORTAL, contact=Contact(url="https://contoh.go.id/k")), "https://contoh.go.id/k"),
    ],
)
def test_an_office_is_told_where_to_send_its_reply(portal: Portal, expected: str) -> None:
    shown = rendered(site(made("himpunan/a", {"pernyataan": [STATEMENT]}), portal=portal))
    page = read(shown["id", "janji"])
    assert expected in [a.get("href") for a in page.named("a")]
    assert "tanggapan" in page.ids


def test_without_an_address_the_page_says_so() -> None:
    shown = rendered(site(made("himpunan/a", {"pernyataan": [STATEMENT]})))
    assert "belum diberi alamat" in read(shown["id", "janji"]).words


# --- bad input ---------------------------------------------------------------------------------


def test_hostile_texts_stay_texts_in_both_languages() -> None:
    evil = dict.fromkeys(STATEMENT, HOSTILE)
    evil |= {"tanggal": "2024-01-01", "diperiksa": "2024-01-02", "tanggapan": HOSTILE}
    evil["sumber_url"] = 'javascript:alert(1)//" onmouseover="alert(1)'
    note = dict.fromkeys(NOTE, HOSTILE) | {"id": "x", "diperiksa": "2024-01-02"}
    figure = dict.fromkeys(FIGURES[0], HOSTILE) | {"catatan_id": "x", "urutan": "1"}
    shown = rendered(
        site(
            made("himpunan/a", {"pernyataan": [evil, evil]}),
            made("himpunan/b", {"catatan_angka": [note], "catatan_angka_nilai": [figure]}),
        )
    )
    for lang in ("id", "en"):
        for path in ("janji", "catatan-angka"):
            page: Page = read(shown[lang, path])
            assert list(page.named("script")) == list(page.named("img")) == []
            assert "alert(1)" in page.words  # it is shown, as text
            for _, given in page.elements:
                assert not any(name.startswith("on") or name == "style" for name in given)
                assert not given.get("href", "").startswith("javascript")
                assert not given.get("cite", "").startswith("javascript")


def test_an_endless_text_is_cut_on_the_page() -> None:
    endless = {**STATEMENT, "alasan": "panjang " * 5_000, "tanggapan": "kata " * 5_000}
    shown = rendered(site(made("himpunan/a", {"pernyataan": [endless]})))
    assert len(shown["id", "janji"]) < 15_000
    assert "…" in read(shown["id", "janji"]).words


def test_a_translation_stands_below_the_words_of_the_source_and_is_called_unofficial() -> None:
    given = {
        **STATEMENT,
        "jabatan_en": "Regional Secretary",
        "kutipan_en": "all services can be seen in one portal",
    }
    period = {**FIGURES[0], "periode": "semester 1 2025", "periode_en": "first half of 2025"}
    shown = rendered(
        site(
            made("himpunan/a", {"pernyataan": [given]}),
            made("himpunan/b", {"catatan_angka": [NOTE], "catatan_angka_nilai": [period]}),
        )
    )
    english, own = read(shown["en", "janji"]).words, read(shown["id", "janji"]).words
    assert "Regional Secretary" in english and "Sekretaris Daerah" not in english
    assert STATEMENT["kutipan"] in english  # the words of the source stay
    assert "Unofficial translation: all services can be seen in one portal" in english
    assert "one portal" not in own and "tidak resmi" not in own
    assert "first half of 2025" in read(shown["en", "catatan-angka"]).words
    assert "semester 1 2025" in read(shown["id", "catatan-angka"]).words
