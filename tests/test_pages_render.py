"""What the data pages say, on a small site made by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from links import Page, foreign, read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL, dataset, published, site

from build_tools import pages
from build_tools.model import (
    Contact,
    DataSource,
    Download,
    ForeignKey,
    HeldBack,
    Licence,
    OutputFile,
    Resource,
    Site,
    Source,
    Table,
    Text,
)
from build_tools.pages.card import offered, spanned
from build_tools.search import KINDS
from build_tools.words import all_words

WORDS = all_words(("id", "en"))


def render(given: Site) -> dict[tuple[str, str], OutputFile]:
    return {(f.lang, f.path.as_posix()): f for f in pages.render(given, WORDS)}


def meta(file: OutputFile) -> dict[str, str]:
    assert isinstance(file.content, bytes)
    rest, found = get_data(file.content.decode("utf-8"))
    assert rest == ""
    return found


def body(files: Mapping[tuple[str, str], OutputFile], path: str, lang: str = "id") -> Page:
    return read(meta(files[lang, f"{path}/index.md"])["body"])


@pytest.fixture(scope="module")
def files() -> dict[tuple[str, str], OutputFile]:
    return render(site())


def test_every_page_is_front_matter_for_our_template(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    for (lang, path), file in files.items():
        if lang:
            found = meta(file)
            assert found["template"] == "data.html", path
            assert found["title"] and found["body"], path
            assert path.endswith("index.md")


def test_both_languages_have_the_same_pages(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    named = {lang: {path for spoken, path in files if spoken == lang} for lang in ("id", "en")}
    assert named["id"] == named["en"]
    assert len(named["id"]) > 12


def test_the_same_site_gives_the_same_bytes() -> None:
    first, second = render(site()), render(site())
    assert {k: f.content for k, f in first.items()} == {k: f.content for k, f in second.items()}


def test_hostile_text_stays_text(files: Mapping[tuple[str, str], OutputFile]) -> None:
    for (lang, path), file in files.items():
        if not lang:
            continue
        page = read(meta(file)["body"])
        assert foreign(page) == [], path
        assert page.scripts == [], path
        for image in page.named("img"):
            pytest.fail(f"{path}: {image}")
        for link in page.named("a"):
            assert not link.get("href", "").lower().startswith(("javascript:", "data:")), path
    shown = body(files, "datasets/dinkes/jebakan")
    assert "{{ 7*7 }}" in shown.words and "{% raw %}" in shown.words
    assert "alert(1)" in shown.words and "\U0001f30f" in shown.words
    assert not set("\x00\x1b\x85\u2028\u202e\u2066\ufeff") & set(
        meta(files["id", "datasets/dinkes/jebakan/index.md"])["body"]
    )


def test_limits_stand_above_the_downloads(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    html = meta(files["id", "datasets/himpunan/stunting/index.md"])["body"]
    assert "Tiga alat ukur tidak boleh dicampur." in html
    assert html.index('id="keterbatasan"') < html.index(" download>")
    assert html.index('id="keterbatasan"') < html.index('class="pd-btn"')


def test_what_was_collected_is_the_projects(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    words = body(files, "datasets/himpunan/stunting").words
    assert "Penerbit Proyek Data Paser" in words
    assert "Perangkat daerah terkait Dinas Kesehatan" in words
    assert "Produsen data" not in words
    assert "Fakta dikutip dengan sumber; lisensi sumber tidak dinyatakan." in words
    assert "Yang dilisensikan hanya susunannya: CC BY 4.0" in words
    assert "Proyek Data Paser (2026). Prevalensi stunting, versi 1.0.0 [dataset]." in words
    english = body(files, "datasets/himpunan/stunting", "en").words
    assert "Data Paser project (2026). Stunting prevalence" in english


def test_a_stated_licence_of_the_sources_is_not_denied() -> None:
    sources = (DataSource("A", "https://a.example/", "MIT"),)
    given = published(dataset(sources=sources, licences=(Licence("MIT", "Lisensi MIT"),)))
    words = body(render(Site(PORTAL, (given,))), "datasets/himpunan/stunting").words
    assert "lisensi sumber tidak dinyatakan" not in words
    assert "lisensi sumber: MIT" in words


def test_an_official_dataset_is_its_agencys() -> None:
    given = published(dataset("dinkes/jebakan", title=Text("Resmi")))
    files = render(Site(PORTAL, (given,)))
    words = body(files, "datasets/dinkes/jebakan").words
    assert "Produsen data Dinas Kesehatan" in words
    assert "Dinas Kesehatan (2026). Resmi" in words
    assert "Bukan rilis resmi" not in words


def test_collected_data_never_count_as_an_agencys_release() -> None:
    files = render(Site(PORTAL, (published(),)))
    words = body(files, "datasets/dinkes").words
    official, collected = words.split("Dihimpun dari sumber publik", 1)
    assert "Belum ada rilis resmi" in official and "Prevalensi stunting" not in official
    assert "Prevalensi stunting" in collected
    assert "Rilis resmi perangkat daerah 0" in read(meta(files["id", "index.md"])["body"]).words


def test_the_code_that_an_upload_needs_stands_where_offices_and_topics_are_listed(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    assert "Dinas Kesehatan kode: dinkes" in body(files, "perangkat-daerah").words
    assert "Kode untuk unggahan dinkes" in body(files, "datasets/dinkes").words
    assert "Kesehatan kode: kesehatan" in body(files, "topik").words
    assert "code: kesehatan" in body(files, "topik", "en").words


def test_what_is_not_known_says_so(files: Mapping[tuple[str, str], OutputFile]) -> None:
    words = body(files, "datasets/dinkes").words
    assert "Kode SKPD tidak diketahui dari sumber" in words
    assert "SKPD code not known from the source" in body(files, "datasets/dinkes", "en").words


def test_only_approximate_figures_are_said_to_be_about(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    words = body(files, "datasets/himpunan/stunting").words
    assert "sekitar 22,4" in words and "sekitar 24,9" not in words
    assert "about 22.4" in body(files, "datasets/himpunan/stunting", "en").words


def test_precision_declared_for_the_whole_dataset_counts_for_every_figure() -> None:
    given = published(dataset(raw={"sdi:ketelitian": "kira-kira"}))
    words = body(render(Site(PORTAL, (given,))), "datasets/himpunan/stunting").words
    assert "sekitar 22,4" in words and "sekitar 24,9" in words


def test_codes_show_their_labels_in_the_readers_language(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    assert "Sementara" in body(files, "datasets/himpunan/stunting").words
    assert "Provisional" in body(files, "datasets/himpunan/stunting", "en").words


def test_sources_of_rows_are_links_only_where_they_are_addresses(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    page = body(files, "datasets/himpunan/stunting")
    links = [a["href"] for a in page.named("a")]
    assert "https://www.contoh.go.id/a?b=1&c=2" in links
    assert "javascript:alert(1)" in page.words


def test_missing_values_are_never_nought(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    html = meta(files["id", "datasets/himpunan/stunting/index.md"])["body"]
    assert '<span aria-hidden="true">–</span><span class="pd-vh">tidak ada nilai</span>' in html
    assert "tidak tersedia" in html


def test_missing_english_is_marked_as_indonesian(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    html = meta(files["en", "datasets/himpunan/stunting/index.md"])["body"]
    assert '<p lang="id">Disalin dari halaman sumber.</p>' in html
    assert "<p>Never mix instruments.</p>" in html
    assert 'lang="id"' not in meta(files["id", "datasets/himpunan/stunting/index.md"])["body"]


def test_an_update_held_back_is_dated(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    words = body(files, "datasets/dinkes/jebakan").words
    assert (
        "Pembaruan 22 November 2026 ditahan karena pemeriksaan; "
        "yang tampil versi 20 November 2026." in words
    )


def test_a_dataset_without_a_good_version_has_a_page(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    page = body(files, "datasets/dinkes/rusak")
    assert "tidak ada versi dataset ini yang lolos pemeriksaan" in page.words
    assert "Temuan yang menahannya Kolom hilang (2) Semua dataset" in page.words
    targets = [a.get("href", "") for a in page.named("a")]
    assert any(target.endswith("panduan/temuan/missing-label/") for target in targets)
    assert not any(target.endswith("#cell-spaces") for target in targets)  # a warning holds nothing


def test_an_empty_table_gives_its_reason(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    assert "Belum ada rilis." in body(files, "datasets/himpunan/kosong").words


def test_downloads_name_format_size_and_use(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    page = body(files, "datasets/himpunan/stunting")
    assert "Unduh CSV (1,2 KB)" in page.words
    assert WORDS["id"]("formats.csv.choose") in page.words
    assert "tidak disediakan" in page.words
    links = [a["href"] for a in page.named("a") if "download" in a]
    about = ("pemeriksaan", "metadata/")  # files about the dataset, not of its tables
    named = [link.rsplit("/", 1)[-1] for link in links if not any(a in link for a in about)]
    assert named[:4] == ["stunting.csv", "stunting.csv", "stunting.json", "stunting.parquet"]
    assert {"stunting.zip", "datapackage.json"} <= set(named)


def test_english_pages_link_to_the_one_copy_of_a_file(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    links = [a["href"] for a in body(files, "datasets/himpunan/stunting", "en").named("a")]
    assert "../../../../datasets/himpunan/stunting/stunting.csv" in links


def test_the_report_holds_places_but_no_cells(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    content = files["", "datasets/himpunan/stunting/pemeriksaan.json"].content
    assert isinstance(content, bytes)
    report = json.loads(content)
    assert report["jumlah_temuan"] == {"category": 1}
    assert report["temuan"][0]["baris"] == 2 and report["temuan"][0]["kolom"] == 5
    assert all("sel" not in f and "cell" not in f for f in report["temuan"])
    assert [c["nama"] for c in report["pemeriksaan"]] == ["values", "privacy"]


def test_the_report_of_the_page_says_pass_and_check(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    words = body(files, "datasets/himpunan/stunting").words
    assert "Lulus" in words and "Perlu dicek" in words
    assert "2 baris diperiksa" in words


def many(count: int) -> Site:
    shown = [
        published(dataset(f"himpunan/d{n:03}", title=Text(f"Dataset {n}"))) for n in range(count)
    ]
    return Site(PORTAL, tuple(shown))


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (20, 1), (21, 2), (60, 3)])
def test_the_catalogue_has_twenty_a_page(count: int, expected: int) -> None:
    files = render(many(count))
    listed = []
    for number in range(1, expected + 1):
        path = "katalog" if number == 1 else f"katalog/hal/{number}"
        html = meta(files["id", f"{path}/index.md"])["body"]
        listed += [part.split("/")[0] for part in html.split("/datasets/himpunan/d")[1:]]
    assert len(listed) == count and len(set(listed)) == count
    assert ("id", f"katalog/hal/{expected + 1}/index.md") not in files


def search_data(files: Mapping[tuple[str, str], OutputFile], name: str) -> dict[str, Any]:
    """What a file of the search sets its global to."""
    found = next(f for (lang, path), f in files.items() if path.startswith(f"assets/{name}."))
    assert isinstance(found.content, bytes)
    start, rest = found.content.decode("utf-8").split("=", 1)
    assert start.startswith("window.PD_")
    data = json.loads(rest.split(";\n")[0])
    assert isinstance(data, dict)
    return data


def test_search_data_names_every_dataset() -> None:
    data = search_data(render(many(45)), "katalog-id")
    assert data["count"] == 45 and len(set(data["titles"].split("\n"))) == 45
    assert {data["kinds"][KINDS.index("himpunan")]} == {"Dihimpun"}
    assert data["owners"] == ["himpunan"]


def test_a_portal_with_one_language_makes_no_other() -> None:
    given = replace(site(), portal=replace(PORTAL, languages=("id",)))
    assert {lang for lang, _ in render(given)} == {"id", ""}


def test_an_issue_carries_the_dataset_and_its_version() -> None:
    portal = replace(PORTAL, repository="https://git.example/data")
    page = body(render(Site(portal, (published(),))), "datasets/himpunan/stunting")
    links = [a["href"] for a in page.named("a") if "issues/new" in a["href"]]
    assert links and "himpunan%2Fstunting" in links[0] and "2026-11-20" in links[0]


def test_hostile_text_is_hostile_enough() -> None:
    for trap in ("</script>", "{{", "{%", "\t", "\u2028", "\u202e", "\x85", "\ufffe", "\r"):
        assert trap in HOSTILE


def test_codes_lead_to_the_data_that_they_refer_to() -> None:
    key = ForeignKey(("status",), "opd", ("id",), "referensi/opd")
    resource = replace(dataset().resources[0], foreign_keys=(key,))
    shown = published(dataset(resources=(resource,)))
    reference = published(dataset("referensi/opd", title=Text("Daftar OPD")))
    page = body(render(Site(PORTAL, (shown, reference))), "datasets/himpunan/stunting")
    assert "Merujuk ke: Daftar OPD" in page.words
    assert "../../../datasets/referensi/opd/" in [a["href"] for a in page.named("a")]


def test_a_note_that_says_the_same_is_not_said_twice() -> None:
    sentence = "Fakta dikutip dengan sumber; lisensi sumber tidak dinyatakan."
    given = published(dataset(licence_note=Text(f"{sentence} Hanya susunannya yang berlisensi.")))
    words = body(render(Site(PORTAL, (given,))), "datasets/himpunan/stunting").words
    assert words.count(sentence) == 1 and "Yang dilisensikan hanya susunannya" not in words
    assert "Lisensi: CC BY 4.0" in words


def test_one_is_not_many_in_english() -> None:
    english = body(render(many(1)), "katalog", "en").words
    assert "1 dataset" in english and "1 datasets" not in english


LAPOR = "Ada yang salah?"


def test_a_site_without_an_address_says_what_to_note_down() -> None:
    portal = replace(PORTAL, settings={"ppid": {"url": "", "diperiksa": "2026-11-23"}})
    page = body(render(Site(portal, (published(),))), "datasets/himpunan/stunting")
    said = page.words.split(LAPOR)[1]
    assert "Situs contoh ini belum diberi alamat untuk menerima laporan." in said
    assert "kode dataset (himpunan/stunting), versinya (1.0.0, 20 November 2026)" in said
    assert "PPID Kabupaten Paser; alamatnya tidak ditemukan" in said
    assert "sampai 23 November 2026" in said
    links = [a.get("href", "") for a in page.named("a")]
    assert "#lapor" in links and not any("kontak/" in link for link in links)


def test_what_the_settings_know_of_the_ppid_is_said() -> None:
    for ppid, said in (
        (None, "diajukan kepada PPID Kabupaten Paser."),
        ("rusak", "diajukan kepada PPID Kabupaten Paser."),
        ({"url": "https://ppid.example/"}, "PPID Kabupaten Paser: https://ppid.example/"),
    ):
        portal = replace(PORTAL, settings={"ppid": ppid})
        page = body(render(Site(portal, (published(),))), "datasets/himpunan/stunting")
        assert said in page.words
    official = replace(PORTAL, official=True)
    words = body(render(Site(official, (published(),))), "datasets/himpunan/stunting").words
    assert "Situs ini belum diberi alamat" in words and "Situs contoh" not in words


def test_a_known_address_takes_reports() -> None:
    portal = replace(PORTAL, contact=Contact(Text("Pengelola"), email="data@contoh.go.id"))
    page = body(render(Site(portal, (published(),))), "datasets/himpunan/stunting")
    links = [a.get("href", "") for a in page.named("a")]
    subject = "mailto:data@contoh.go.id?subject=Masalah%20pada%20data%20himpunan/stunting"
    assert subject in links and "belum diberi alamat" not in page.words
    given = published(dataset(contact=Contact(Text("Kantor"), url="https://kantor.example/")))
    words = body(render(Site(portal, (given,))), "datasets/himpunan/stunting").words
    assert "Laporkan ke: https://kantor.example/" in words


def test_reference_data_are_called_so_and_counts_add_up(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    assert "Data rujukan Proyek Data Paser" in body(files, "datasets/referensi").words
    assert "Reference" in body(files, "datasets/referensi/opd", "en").words
    both = "4 dataset dan 1 data rujukan"
    assert both in body(files, "katalog").words
    assert (
        f"{both}, dengan sumber tiap dataset" in read(meta(files["id", "index.md"])["body"]).words
    )
    assert "4 datasets and 1 reference dataset" in body(files, "katalog", "en").words


def test_a_known_licence_is_called_by_its_name_in_each_language() -> None:
    stated = Licence("CC-BY-4.0", "Creative Commons Atribusi 4.0 Internasional")
    files = render(Site(PORTAL, (published(dataset(licences=(stated,))),)))
    path = "datasets/himpunan/stunting"
    assert "Atribusi 4.0 Internasional." in body(files, path).words
    english = body(files, path, "en").words
    assert "Creative Commons Attribution 4.0 International" in english
    assert "Atribusi" not in english
    other = published(dataset(licences=(Licence("X-1", "Lisensi lain"),)))
    assert "Lisensi lain" in body(render(Site(PORTAL, (other,))), path, "en").words


def test_what_is_only_in_indonesian_says_so(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    assert "(in Indonesian only)" in body(files, "datasets/himpunan/stunting", "en").words
    jebakan = meta(files["en", "datasets/dinkes/jebakan/index.md"])["body"]
    assert 'Explanation <small class="pd-only">(in Indonesian only)</small></h2>' in jebakan
    for path in ("datasets/himpunan/stunting", "datasets/dinkes/jebakan"):
        assert "hanya dalam bahasa Indonesia" not in body(files, path).words


def test_what_never_went_out_is_on_the_page_of_quality() -> None:
    files = render(site())
    assert "Ditahan, belum pernah terbit" in body(files, "mutu").words
    links = [a.get("href", "") for a in body(files, "mutu").named("a")]
    assert any(link.endswith("datasets/dinkes/rusak/") for link in links)
    none = render(Site(PORTAL, (published(),)))
    assert "Ditahan, belum pernah terbit" not in body(none, "mutu").words


def test_an_agency_in_no_register_breaks_no_page() -> None:
    source = Source("dinas-lain/rusak", Path("datasets/dinas-lain/rusak"))
    given = Site(
        replace(PORTAL, steward="dinas-lain"),
        (
            published(dataset("dinas-lain/data", topics=("tiada",)), held_since="2026-11-22"),
            published(dataset(agencies=("dinas-lain", "dinkes"))),
        ),
        (HeldBack(source, Text()),),
    )
    files = render(given)
    assert "Produsen data dinas-lain" in body(files, "datasets/dinas-lain/data").words
    assert (
        "tidak ada versi dataset ini yang lolos" in body(files, "datasets/dinas-lain/rusak").words
    )
    for path in ("katalog", "mutu", "perangkat-daerah", "datasets/dinkes", "datasets/himpunan"):
        for lang in ("id", "en"):
            links = [a.get("href", "") for a in body(files, path, lang).named("a")]
            assert not any(link.endswith("datasets/dinas-lain/") for link in links), path
    assert "dinas-lain/rusak" in body(files, "katalog").words


def test_unknown_words_of_closed_lists_are_shown_as_they_are() -> None:
    odd = dataset(access="<b>aneh", source_quality="ganjil", frequency="entah")
    words = body(render(Site(PORTAL, (published(odd),))), "datasets/himpunan/stunting").words
    assert "<b>aneh" in words and "ganjil" in words and "entah" in words


@pytest.mark.parametrize("title", ["a}\n}\n@misc{b", "\\", "{", "}", "a\r\n\tb", "%#$&_^~"])
def test_no_title_leaves_its_field_of_the_citation(title: str) -> None:
    portal = replace(PORTAL, site_url="https://contoh.go.id/a}b\\c/")
    given = published(dataset(title=Text(title), version=title))
    files = render(Site(portal, (given,)))
    page = body(files, "datasets/himpunan/stunting")
    made = files["", "datasets/himpunan/stunting/kutipan.bib"].content
    assert isinstance(made, bytes)
    first, *fields, last = made.decode().rstrip().split("\n")
    assert first == "@misc{himpunan-stunting," and last == "}"
    for line in fields:
        assert re.fullmatch(r"  [a-z]+ = \{.*\},?", line)
        assert line.count("{") == line.count("}")  # BibTeX counts them behind a backslash, too
    citation = next(text for text in page.text if text.startswith("Proyek Data Paser (2026)"))
    assert "\n" not in citation and "\r" not in citation


def test_long_texts_are_folded_but_whole(files: Mapping[tuple[str, str], OutputFile]) -> None:
    html = meta(files["id", "datasets/himpunan/stunting/index.md"])["body"]
    assert '<details class="pd-long"><summary><span class="t">&lt;/script&gt;' in html
    assert "Selengkapnya" in html and "Geser tabel ke samping untuk kolom lain." in html
    assert " data-l=" not in html  # the first figure stands near enough for a phone


def test_phones_get_lists_where_the_first_figure_lies_far_to_the_right() -> None:
    base = dataset().resources[0]
    wide = tuple(
        replace(field, title=Text("Panjangsekalijudulkolomnyaini"))
        if field.name == "tahun"
        else field
        for field in base.fields
    )
    wide = tuple(
        replace(field, title=Text("Ukuranyangjugapanjangsekali"))
        if field.name == "nilai"
        else field
        for field in wide
    )
    given = published(dataset(resources=(replace(base, fields=wide),)))
    html = meta(render(Site(PORTAL, (given,)))["id", "datasets/himpunan/stunting/index.md"])["body"]
    assert 'class="pd-scroll pd-preview pd-stack"' in html
    assert '<td role="cell" class="n" data-l="Ukuranyangjugapanjangsekali">' in html


def test_search_data_know_years_columns_and_agencies() -> None:
    files = render(site())
    first, second = search_data(files, "katalog-en"), search_data(files, "kolom-en")
    assert "2018–2024" in first["periods"]
    assert "Prevalensi" in second["columns"][0].split("\n")
    assert ["dinkes", "Dinas Kesehatan"] in first["values"]["opd"]
    assert first["kinds"][KINDS.index("referensi")] == "Reference"


def test_a_search_without_hits_names_words_to_try(
    files: Mapping[tuple[str, str], OutputFile],
) -> None:
    said = search_data(files, "katalog-id")["texts"]["none"]
    assert said.endswith("Coba kata lain, misalnya: stunting.")


def test_json_lines_are_offered_only_of_long_tables() -> None:
    downloads = tuple(Download(f"t.{form}", form, "", 1, "") for form in ("csv", "jsonl"))
    for rows, shown in ((9_999, ["csv"]), (10_000, ["csv", "jsonl"])):
        table = Table(Resource("t", "t.csv", "csv"), rows, (), (), downloads)
        assert [d.format for d in offered(table)] == shown


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        ("2026-07", "Maret 2026, data sampai Juli 2026"),
        ("2026-07-15", "Maret 2026, data sampai 15 Juli 2026"),
        ("2026-03", "Maret 2026"),
        ("2026", "Maret 2026"),
        ("2025-12", "Maret 2026"),
        ("2026-S2", "Maret 2026"),
        ("", "Maret 2026"),
    ],
)
def test_rows_that_came_after_the_period_are_told_beside_it(last: str, shown: str) -> None:
    """A monthly table goes on while nobody edits its description."""
    given = published(dataset(period=("2026-03", "2026-03")))
    table = replace(given.tables[0], period=("2026-03", last))
    assert spanned(WORDS["id"], replace(given, tables=(table,))) == shown


def test_the_page_tells_the_period_of_the_rows() -> None:
    given = published(dataset(period=("2026-03", "2026-03")))
    table = replace(given.tables[0], period=("2026-03", "2026-07"))
    files = render(Site(PORTAL, (replace(given, tables=(table,)),)))
    assert "data sampai Juli 2026" in body(files, "datasets/himpunan/stunting").words
    assert "data until July 2026" in body(files, "datasets/himpunan/stunting", "en").words
