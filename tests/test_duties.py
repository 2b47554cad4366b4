"""The duties of Perpres 39/2019, each counted apart, of official datasets alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from links import read
from mkdocs.utils.meta import get_data
from pages_site import PORTAL, RESOURCE, dataset, published, table

from build_tools.model import Field, ForeignKey, Measure, Published, Resource, Site, Text
from build_tools.pages import duties
from build_tools.pages.view import View
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
WHOLE = Measure(Text("Stunting"), Text("Pendek"), Text("-"), Text("Persentase"), Text("persen"))


def view(*shown: Published, lang: str = "id") -> View:
    return View(Site(PORTAL, shown), WORDS[lang])


def official(id: str, *fields: Field, **changes: object) -> Published:
    resource = replace(RESOURCE, fields=fields, **changes)
    return published(dataset(id, resources=(resource,)))


def row(shown: Published) -> duties.Row:
    (found,) = duties.duty_rows(view(shown))
    return found


def counted(shown: Published, duty: str) -> tuple[int, int, tuple[str, ...]]:
    found = row(shown).duties[duty]
    return found.count.have, found.count.of, found.missing


def words_of(*shown: Published, lang: str = "id") -> str:
    (page,) = duties.duty_pages(view(*shown, lang=lang))
    assert isinstance(page.content, bytes)
    return read(str(get_data(page.content.decode("utf-8"))[1]["body"])).words


def test_a_measure_has_standard_data_where_all_five_parts_are_there() -> None:
    whole = Field("persen", "number", title=Text("Persen"), measure=WHOLE)
    part = Field("jiwa", "integer", title=Text("Jiwa"), measure=Measure(Text("Penduduk")))
    bare = Field("angka", "integer", title=Text("Angka"))
    year = Field("tahun", "year", role="waktu")
    have, of, missing = counted(official("dinkes/a", whole, part, bare, year), "standar")
    assert (have, of) == (1, 3)
    assert missing[0] == "Jiwa (definisi, klasifikasi, ukuran, satuan)"
    assert missing[1].startswith("Angka (konsep, ")


def test_what_the_description_lacks_is_named() -> None:
    shown = published(dataset("dinkes/a", level=Text(), period=("", "")))
    assert counted(shown, "metadata") == (11, 14, ("Tingkat", "Periode", "Lisensi"))


def test_a_table_is_open_where_a_program_can_read_it() -> None:
    shown = official("dinkes/a", Field("a"))
    assert counted(shown, "interoperabilitas") == (1, 1, ())
    closed = replace(table(shown.dataset.resources[0]), downloads=())
    assert counted(replace(shown, tables=(closed,)), "interoperabilitas")[:2] == (0, 1)


def test_areas_and_offices_point_to_reference_data() -> None:
    code = Field("kode_desa", role="wilayah")
    name = Field("desa", role="wilayah")
    office = Field("opd_id", role="kode")
    bare = official("dinkes/a", code, name, office)
    assert counted(bare, "referensi") == (
        0,
        2,
        ("Stunting: wilayah", "Stunting: perangkat daerah"),
    )
    key = ForeignKey(("kode_desa",), "desa", ("kode",), "referensi/wilayah")
    keyed = official("dinkes/a", code, name, office, foreign_keys=(key,))
    assert counted(keyed, "referensi") == (1, 2, ("Stunting: perangkat daerah",))
    none = official("dinkes/a", Field("tahun", "year"))
    assert counted(none, "referensi") == (0, 0, ())


def test_the_forms_of_statistics_are_counted_by_their_elements() -> None:
    have, of, missing = counted(official("dinkes/a", Field("p", measure=WHOLE)), "statistik")
    assert 0 < have < of and len(missing) == of - have
    assert "Tujuan kegiatan" in missing and "p: Kalimat pertanyaan" in missing
    assert counted(official("dinkes/a", Field("nama")), "statistik") == (0, 0, ())


def test_only_official_datasets_count_and_offices_add_up() -> None:
    resource = Resource("t", "data/t.csv", "csv")
    shown = (
        published(dataset("dinkes/b", title=Text("Zakat"))),
        published(dataset("dinkes/a", title=Text("Air"), level=Text())),
        published(dataset("dkisp/a", title=Text("Menara"))),
        published(dataset("himpunan/x", resources=(resource,))),
        published(dataset("referensi/opd")),
    )
    rows = duties.duty_rows(view(*shown))
    assert [r.id for r in rows] == ["dinkes/a", "dkisp/a", "dinkes/b"]
    found = duties.offices(view(*shown), rows)
    assert [(o.id, o.datasets) for o in found] == [("dinkes", 2), ("dkisp", 1)]
    assert (found[0].duties["metadata"].have, found[0].duties["metadata"].of) == (25, 28)


def test_without_an_official_dataset_the_page_says_so() -> None:
    for lang, said in (("id", "Belum ada dataset resmi"), ("en", "has no official dataset yet")):
        told = words_of(published(), lang=lang)
        assert said in told and WORDS[lang]("quality.self") in told


def test_the_page_names_what_is_missing_and_judges_nobody() -> None:
    told = words_of(published(dataset("dinkes/a", level=Text())))
    assert "12 dari 14 Belum: Tingkat; Lisensi" in told
    assert "bukan penilaian resmi" in told


def test_the_file_has_a_line_for_each_dataset_and_duty() -> None:
    content = duties.duties_csv(view(published(dataset("dinkes/a", level=Text())))).content
    assert isinstance(content, bytes)
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert [line["kewajiban"] for line in found] == list(duties.DUTIES)
    metadata = found[1]
    assert (metadata["terpenuhi"], metadata["dari"], metadata["belum"]) == (
        "12",
        "14",
        "Tingkat; Lisensi",
    )
