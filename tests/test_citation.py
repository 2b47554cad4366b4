"""Citations: read by programs of others, with version, hash and address; nothing of an office's
that the project only collected."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pytest
import rispy
from jsonschema import Draft7Validator
from pages_site import HOSTILE, PORTAL, dataset, published

from build_tools import charts
from build_tools.model import Download, Past, Published, Site, Text, Version, VersionTable
from build_tools.pages import citation, citationfiles
from build_tools.pages.use import use_page
from build_tools.pages.view import View
from build_tools.words import Words

SHA256 = "68a4c5eab31139ca86223ff1d5f4230f6c8a4153c923ed83eaef8ace887b3663"
SCHEMA = Path(__file__).parent / "profiles/csl-data.json"
OFFICIAL = published(dataset("dinkes/imunisasi", title=Text("Imunisasi")))


def version(id: str, origin: str = "himpunan", tables: int = 1) -> Version:
    names = [f"tabel{n}" for n in range(1, tables + 1)]
    return Version(
        address="2026-11-20",
        date="2026-11-20",
        commit="ab" * 20,
        state="terbit",
        number="1.2.0",
        dataset=id,
        origin=origin,  # type: ignore[arg-type]
        agencies=("dinkes",),
        title=Text("Prevalensi stunting"),
        tables=tuple(
            VersionTable(n, Text(), 2, (), Download(f"{n}.csv", "csv", "text/csv", 9, SHA256, n))
            for n in names
        ),
    )


def view(given: Published, made: Version | None = None, address: str = "") -> View:
    past = {given.id: Past(given.id, (made,))} if made else {}
    site = Site(replace(PORTAL, site_url=address), (given,), pasts=past)
    return View(site, Words.load("id"))


def files(view: View, given: Published) -> dict[str, str]:
    return {
        f.path.name: bytes(f.content).decode("utf-8")  # type: ignore[arg-type]
        for f in citationfiles.files(view, given)
    }


def test_a_text_names_version_address_hash_and_the_readers_day() -> None:
    given = published()
    here = view(given, version(given.id), "https://data.contoh.go.id/")
    iso, apa = (re.sub("<[^>]+>", "", str(c.text)) for c in citationfiles.texts(here, given))
    page = "https://data.contoh.go.id/datasets/himpunan/stunting/versi/2026-11-20/"
    assert iso == (
        "Proyek Data Paser. Prevalensi stunting [dataset daring]. Versi 1.2.0. Data Paser, "
        f"20 November 2026 [diakses (isi tanggal)]. Tersedia di: {page} "
        f"[SHA-256 tabel1.csv: {SHA256}]"
    )
    assert apa == (
        "Proyek Data Paser. (2026). Prevalensi stunting (Versi 1.2.0, 20 November 2026) "
        f"[Dataset]. Data Paser. Diakses (isi tanggal), dari {page} [SHA-256 tabel1.csv: {SHA256}]"
    )


def test_where_the_address_is_not_known_a_script_fills_it_in() -> None:
    given = published()
    texts = citationfiles.texts(view(given, version(given.id)), given)
    for cited in texts:
        place = "datasets/himpunan/stunting/versi/2026-11-20/"
        assert f'<span data-alamat="{place}">{place}</span>' in cited.text
        assert '<span data-hari="id-ID">' in cited.text


def test_files_without_a_url_say_why_and_so_does_the_page_beside_them() -> None:
    """A reference manager imports no link from them; whoever takes them knows it before."""
    given = published()
    for address, said in (("", True), ("https://data.contoh.go.id/", False)):
        here = view(given, version(given.id), address)
        for text in files(here, given).values():
            assert ("tanpa URL: alamat situs ini belum ditetapkan" in text) == said
        content = use_page(here, given, charts.prepare(here.site)).content
        assert isinstance(content, bytes)
        assert ("Berkas itu tanpa URL" in content.decode()) == said


def test_without_a_history_the_file_that_is_offered_is_named() -> None:
    given = published()
    cited = citation.of_dataset(view(given), given)
    assert cited.sums == (("stunting.csv", "ab" * 32),) and cited.date == "2026-11-20"
    assert cited.path == "datasets/himpunan/stunting/" and cited.address == ""


def test_several_files_are_counted_in_a_text_and_named_in_a_file() -> None:
    given = published()
    here = view(given, version(given.id, tables=3))
    (iso, _) = citationfiles.texts(here, given)
    assert f"[SHA-256 tabel1.csv: {SHA256}, dan 2 berkas lain]" in iso.text
    assert all(f"SHA-256 tabel{n}.csv" in files(here, given)["kutipan.ris"] for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("given", "made", "author"),
    [
        (published(), version("himpunan/stunting"), "Proyek Data Paser"),
        (OFFICIAL, version("dinkes/imunisasi", "resmi"), "Dinas Kesehatan"),
    ],
)
def test_what_was_collected_is_the_projects_and_not_the_offices(
    given: Published, made: Version, author: str
) -> None:
    for here in (view(given), view(given, made)):
        (item,) = json.loads(files(here, given)["kutipan.csl.json"])
        assert item["author"] == [{"literal": author}] and item["publisher"] == "Data Paser"


def test_a_reader_of_others_reads_the_bibtex() -> None:
    given = published()
    text = files(view(given, version(given.id), "https://data.contoh.go.id"), given)["kutipan.bib"]
    library = bibtexparser.parse_string(text)
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert not library.failed_blocks and entry.key == "himpunan-stunting-2026-11-20"
    assert fields["author"].strip("{}") == "Proyek Data Paser"
    assert fields["version"] == "1.2.0" and fields["year"] == "2026"
    assert fields["url"].endswith("/versi/2026-11-20/") and SHA256 in fields["note"]
    assert "urldate" not in fields and "tanggal akses diisi oleh pembaca" in fields["note"]


def test_a_reader_of_others_reads_the_ris() -> None:
    given = published()
    text = files(view(given, version(given.id), "https://data.contoh.go.id"), given)["kutipan.ris"]
    (entry,) = rispy.loads(text)
    assert entry["type_of_reference"] == "DATA" and entry["title"] == "Prevalensi stunting"
    assert entry["authors"] == ["Proyek Data Paser"] and entry["edition"] == "1.2.0"
    assert entry["year"] == "2026" and entry["date"] == "2026/11/20/"
    assert entry["urls"] == [
        "https://data.contoh.go.id/datasets/himpunan/stunting/versi/2026-11-20/"
    ]
    assert SHA256 in entry["notes"][0] and "access_date" not in entry


def test_the_csl_json_is_what_its_schema_asks_for() -> None:
    given = published()
    items = json.loads(files(view(given, version(given.id)), given)["kutipan.csl.json"])
    check = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [e.message for e in check.iter_errors(items)] == []
    assert items[0]["type"] == "dataset" and items[0]["version"] == "1.2.0"
    assert items[0]["issued"] == {"date-parts": [[2026, 11, 20]]} and "accessed" not in items[0]
    assert "URL" not in items[0] and "datasets/himpunan/stunting/versi/" in items[0]["note"]
    assert not check.is_valid([{**items[0], "type": "tidak-ada"}])


def test_hostile_texts_stay_in_their_fields() -> None:
    evil = f"{HOSTILE}\nER  - \n}}\n@misc{{lain, title={{}}}} {{"
    given = published(dataset("dinkes/jebakan", title=Text(evil), version=evil))
    made = files(view(given), given)
    library = bibtexparser.parse_string(made["kutipan.bib"])
    assert len(library.entries) == 1 and not library.failed_blocks
    title = next(f.value for f in library.entries[0].fields if f.key == "title")
    assert title.count("{") == title.count("}")  # BibTeX counts them, whatever stands before
    assert r"\textbraceleft{}\textbraceleft{} 7*7" in title and r"\& `x`" in title
    assert "\\textbackslash{}" in title and r"\#" in title
    assert len(rispy.loads(made["kutipan.ris"])) == 1
    assert len(json.loads(made["kutipan.csl.json"])) == 1
    for cited in citationfiles.texts(view(given), given):
        assert "<script>" not in cited.text and "\n" not in cited.text


def test_a_version_names_the_hash_of_its_file() -> None:
    given = published()
    made = version(given.id, tables=2)
    here = view(given, made, "https://data.contoh.go.id")
    text = citation.version_citation(here, given.id, Text("Stunting"), made)
    assert text.endswith(f"[SHA-256 tabel1.csv: {SHA256}, dan 1 berkas lain]")
    entry = citation.version_bibtex(here, given.id, Text("Stunting"), made)
    assert f"SHA-256 tabel2.csv: {SHA256}" in entry
