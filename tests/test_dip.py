"""The Daftar Informasi Publik is made from what the descriptors of official datasets say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from links import read
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL, dataset, published
from portals import AS_OF, change, portal

from build_tools import load
from build_tools.metadata.labels import DATASET
from build_tools.model import Keeping, Published, Site, Text
from build_tools.pages import dip
from build_tools.pages.view import View
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
KEPT = Keeping(
    unit=Text("Bidang Kesehatan Masyarakat", {"en": "Public Health Division"}),
    responsible=Text("Kepala Bidang"),
    place=Text("Tana Paser"),
    retention=Text("5 tahun"),
)


def view(*shown: Published, lang: str = "id") -> View:
    return View(Site(PORTAL, shown), WORDS[lang])


def words_of(*shown: Published, lang: str = "id") -> str:
    (page,) = dip.dip_pages(view(*shown, lang=lang))
    assert isinstance(page.content, bytes)
    return read(str(get_data(page.content.decode("utf-8"))[1]["body"])).words


def lines(*shown: Published) -> list[dict[str, str]]:
    content = dip.dip_csv(view(*shown)).content
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_who_holds_it_where_it_was_made_and_how_long_it_is_kept() -> None:
    told = words_of(published(dataset("dinkes/a", keeping=KEPT)))
    assert "Bidang Kesehatan Masyarakat Kepala Bidang 20 November 2026 ; Tana Paser" in told
    assert "CSV, JSON, Parquet 5 tahun" in told
    (line,) = lines(published(dataset("dinkes/a", keeping=KEPT)))
    assert line["jangka_waktu_penyimpanan"] == "5 tahun"
    assert line["waktu_pembuatan"] == "2026-11-20"
    assert line["alamat"] == "/datasets/dinkes/a/"


def test_what_nobody_said_is_said_to_be_missing() -> None:
    told = words_of(published(dataset("dinkes/a"), updated=""))
    assert told.count("belum diisi") == 4 and "waktu belum tercatat" in told
    (line,) = lines(published(dataset("dinkes/a"), updated=""))
    assert line["satuan_kerja"] == line["waktu_pembuatan"] == ""


def test_it_runs_by_office_and_then_by_title() -> None:
    shown = (
        published(dataset("dkisp/a", title=Text("Air"))),
        published(dataset("dinkes/b", title=Text("Zakat"))),
        published(dataset("dinkes/c", title=Text("Air"))),
        published(dataset("himpunan/x")),
        published(dataset("referensi/opd")),
    )
    found = dip.entries(view(*shown))
    assert [(e.number, e.id) for e in found] == [(1, "dinkes/c"), (2, "dinkes/b"), (3, "dkisp/a")]


def test_without_an_official_dataset_the_page_says_so() -> None:
    assert "Belum ada dataset resmi" in words_of(published())
    assert "has no official dataset yet" in words_of(published(), lang="en")
    assert lines(published()) == []


def test_hostile_texts_stay_texts_and_formulas_are_inert() -> None:
    evil = Keeping(Text(HOSTILE), Text("=cmd()"), Text(HOSTILE), Text(HOSTILE))
    shown = published(dataset("dinkes/a", title=Text(HOSTILE), keeping=evil))
    (page,) = dip.dip_pages(view(shown))
    assert isinstance(page.content, bytes)
    assert b"<script>alert" not in page.content
    (line,) = lines(shown)
    assert line["penanggung_jawab"] == "'=cmd()"


def test_it_is_read_from_the_descriptor(tmp_path: Path) -> None:
    root = portal(tmp_path)
    given = {"satuanKerja": "Bidang Data", "penanggungJawab": "Kepala Bidang", "retensi": "2 tahun"}
    change(root, {"sdi:informasiPublik": given})
    found = load.load_portal(root, AS_OF)
    source = next(s for s in load.discover(root) if s.id == "dkisp/contoh")
    read_, findings = load.load(source, found)
    assert read_ is not None and [f.code for f in findings] == []
    told = words_of(published(read_, tables=()))
    assert "Bidang Data Kepala Bidang" in told and "2 tahun" in told


def test_an_officer_can_fill_it_in_a_workbook() -> None:
    asked = {property.place for property in DATASET if property.place[0] == "sdi:informasiPublik"}
    parts = {str(place[1]) for place in asked}
    assert parts == {"satuanKerja", "penanggungJawab", "tempatPembuatan", "retensi"}
