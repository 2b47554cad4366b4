"""Evaluations, recommendations with follow-up, meetings and awards: what is known, and no more."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from links import read
from pages_site import HOSTILE
from regency import filled_tables
from smart_site import COMPILED, Cells, bodies, held_back, rows, site, table

from build_tools.model import ForeignKey, Published, Resource, Site, Text
from build_tools.pages.portal.awards import award_pages
from build_tools.pages.portal.evaluations import evaluation_pages
from build_tools.pages.portal.recommendations import (
    MOST_FOLLOW_UPS,
    MOST_MEETINGS,
    recommendation_pages,
)
from build_tools.smartcity import ProfileTable, Row, Rows, gather
from build_tools.smartcity.awards import awards
from build_tools.smartcity.evaluations import evaluations
from build_tools.smartcity.meetings import MOST_YEARS, Meetings, meetings
from build_tools.smartcity.recommendations import (
    Age,
    Summary,
    age,
    recommendations,
    summaries,
)

TODAY = date(2026, 11, 23)  # the day of the site that the tests of pages are made with
COUNCIL = "dewan-smart-city"

EVALUATION = {"tahun_evaluasi": 2023, "tahap": "I", "status_angka": "tetap"}
OF_2024 = {**EVALUATION, "tahun_evaluasi": 2024}
RECOMMENDATION = {
    "tahun_evaluasi": 2024,
    "tahap": "I",
    "nomor": 1,
    "rekomendasi": "Melaksanakan rapat rutin",
    "status_tindak_lanjut": "belum",
}
FOLLOW_UP = {
    "tahun_evaluasi": 2024,
    "tahap": "I",
    "nomor": 1,
    "tanggal": "2024-09-02",
    "uraian": "Jadwal rapat ditetapkan",
}
STATEMENT = {
    "id": "catatan-tahap-satu",
    "tanggal": "2023-11-08",
    "jabatan": "Sekretaris Daerah",
    "kutipan": "catatan evaluasi tahap I sudah ditindaklanjuti",
    "jenis_kutipan": "tidak-langsung",
    "pembuktian": "Daftar catatan dan tindak lanjutnya",
    "tahun_evaluasi": "2023",
    "tahap": "I",
    "keadaan": "tidak-ditemukan",
    "diperiksa": "2026-11-20",
    "alasan": "Teks catatannya tidak ditemukan",
    **COMPILED,
}
EXAMINED = {
    "profil": "rekomendasi",
    "dicari": "Catatan evaluasi tahap I 2023",
    "tahun_evaluasi": 2023,
    "tahap": "I",
    "penerbit": "Penerbit buatan",
    "alamat": "https://berita.contoh.example/cari",
    "diperiksa": "2026-11-20",
    "hasil": "tidak-ditemukan",
}


def compiled(id: str, profile: str, lines: Sequence[Cells]) -> Published:
    return table(id, profile, [{**line, **COMPILED} for line in lines], official=False)


def asked(times: int | str = 2, year: int = 2024) -> Cells:
    """A recommendation to meet."""
    about = {"tahun_evaluasi": year, "rapat_jenis": COUNCIL, "target_kali_per_tahun": times}
    return {**RECOMMENDATION, **about}


def met(*days: str, kind: str = COUNCIL) -> list[Cells]:
    return [{"tanggal": day, "jenis": kind} for day in days]


def words(given: Site, lang: str = "id") -> str:
    """The visible text of the first page of recommendations."""
    return read(bodies(recommendation_pages, given, lang)["smart-city/rekomendasi"]).words


# --- evaluations -------------------------------------------------------------------------------


def test_evaluations_come_by_year_and_stage_and_official_before_compiled() -> None:
    found = evaluations(
        rows(
            compiled(
                "himpunan/e", "evaluasi", [EVALUATION, {**EVALUATION, "tahun_evaluasi": 2024}]
            ),
            table("dinas-a/e", "evaluasi", [{**EVALUATION, "tahap": s} for s in ("II", "I")]),
        )
    )
    assert [(e.year, e.stage, e.row.official) for e in found] == [
        (2024, "I", False),
        (2023, "I", True),
        (2023, "I", False),
        (2023, "II", True),
    ]


@pytest.mark.parametrize(
    ("cells", "indonesian", "english"),
    [
        (
            {"peringkat": 8, "jumlah_peserta": 37, "cakupan_peringkat": "nasional"},
            "8 dari 37 peserta (nasional)",
            "8 of 37 participants (national)",
        ),
        (
            {"peringkat": 3, "cakupan_peringkat": "provinsi"},
            "3 (provinsi; jumlah kabupaten/kota belum tercatat)",
            "3 (province; number of regencies and cities not recorded)",
        ),
        ({"peringkat": 5}, "5 (cakupan dan jumlah peserta belum tercatat)", "5 (scope and number"),
        (
            {"nilai": "2.88"},
            "2,88 (skala tidak disebut sumber)",
            "2.88 (the source names no scale)",
        ),
        ({"nilai": "3.1", "nilai_maksimum": 4}, "3,1 dari paling tinggi 4", "3.1 out of at most"),
        ({"waktu_sebagaimana_dicatat": "2024-11"}, "November 2024", "November 2024"),
        (
            {"tanggal_mulai": "2024-06-24", "tanggal_selesai": "2024-06-27"},
            "24 Juni 2024 sampai 27 Juni 2024",
            "24 June 2024 to 27 June 2024",
        ),
    ],
)
def test_the_facts_of_an_evaluation_in_words(cells: Cells, indonesian: str, english: str) -> None:
    given = site(table("dinas-a/e", "evaluasi", [{**EVALUATION, **cells}]))
    for lang, said in (("id", indonesian), ("en", english)):
        page = read(bodies(evaluation_pages, given, lang)["smart-city/evaluasi"])
        assert said in page.words


def test_what_is_not_known_of_an_evaluation_is_said_and_nothing_is_drawn() -> None:
    given = site(table("dinas-a/e", "evaluasi", [EVALUATION]))
    html = bodies(evaluation_pages, given)["smart-city/evaluasi"]
    assert read(html).words.count("belum tercatat") >= 5
    assert "pd-chart" not in html


def test_notes_that_were_looked_for_and_not_found_are_told_with_the_day_and_the_statement() -> None:
    held = {**EVALUATION, "tanggal_mulai": "2023-06-13"}
    given = site(
        compiled("himpunan/evaluasi", "evaluasi", [held]),
        compiled("himpunan/rekomendasi", "rekomendasi", [RECOMMENDATION]),
        table("himpunan/janji", "pernyataan", [STATEMENT], official=False),
        table("himpunan/dicari", "sumber_diperiksa", [EXAMINED], official=False),
    )
    page = read(bodies(evaluation_pages, given)["smart-city/evaluasi"])
    assert (
        "Teks catatan atau rekomendasi tidak ditemukan dalam sumber yang diperiksa"
        " sampai 20 November 2026." in page.words
    )
    assert (
        "Pernyataan tentang evaluasi 2023, tahap I: Sekretaris Daerah, 8 November 2023 :"
        in page.words
    )
    assert "Ucapan tidak langsung, diceritakan sumber. Saat diperiksa:" in page.words
    assert STATEMENT["kutipan"] in page.words
    targets = [a.get("href", "") for a in page.named("a")]
    assert "../../janji/#catatan-tahap-satu" in targets
    assert COMPILED["sumber_url"] in targets


NO_TEXT = "tidak ditemukan dalam sumber"


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ({}, ["2023 I"]),
        ({"tahap": ""}, ["2023 I", "2023 II"]),
        ({"tahun_evaluasi": "", "tahap": ""}, []),
        ({"hasil": "ditemukan"}, []),
        ({"hasil": "tidak-dapat-dibuka"}, []),
        ({"profil": "evaluasi"}, []),
    ],
)
def test_notes_are_called_not_found_only_of_the_evaluation_they_were_looked_for(
    search: Cells, told: list[str]
) -> None:
    stages = [{**EVALUATION, "tahap": "I"}, {**EVALUATION, "tahap": "II"}, OF_2024]
    given = site(
        table("dinas-a/e", "evaluasi", stages),
        table("himpunan/dicari", "sumber_diperiksa", [{**EXAMINED, **search}], official=False),
    )
    found = evaluations(gather(given))
    assert [f"{e.year} {e.stage}" for e in found if e.sought] == told
    page = read(bodies(evaluation_pages, given)["smart-city/evaluasi"]).words
    assert page.count(NO_TEXT) == len(told)
    assert page.count("Belum ada rekomendasi yang diterbitkan untuk tahap ini.") == 3 - len(told)


def test_notes_that_one_source_had_are_not_called_not_found_because_another_lacked_them() -> None:
    elsewhere = {**EXAMINED, "alamat": "https://lain.contoh.example/", "hasil": "ditemukan"}
    tables = [
        table("dinas-a/e", "evaluasi", [EVALUATION]),
        table("himpunan/dicari", "sumber_diperiksa", [EXAMINED, elsewhere], official=False),
    ]
    assert NO_TEXT not in read(bodies(evaluation_pages, site(*tables))["smart-city/evaluasi"]).words


def test_recommendations_that_are_too_long_or_held_back_are_not_called_missing() -> None:
    stage = table("dinas-a/e", "evaluasi", [EVALUATION])
    long = table("dinas-a/r", "rekomendasi", [RECOMMENDATION], whole=False)
    waiting = replace(site(stage), held_back=(held_back("dinas-a/r", "rekomendasi"),))
    for given, told in (
        (site(stage, long), "Tabel rekomendasi terlalu panjang untuk dihitung di sini."),
        (waiting, "Ditahan karena 2 galat: Tabel dinas-a/r"),
    ):
        page = read(bodies(evaluation_pages, given)["smart-city/evaluasi"]).words
        assert told in page and "Belum ada" not in page


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("2023-11-08/2023-11-09", "8 November 2023 sampai 9 November 2023"),
        ("2023-11/2024-01", "November 2023 sampai Januari 2024"),
        ("2023", "2023"),
        ("8/11/2023", "8/11/2023"),
        ("2023-11-08/2023-11-09/2023-11-10", "2023-11-08/2023-11-09/2023-11-10"),
        ("2023-11-08 s.d. 2023-11-10", "2023-11-08 s.d. 2023-11-10"),
        ("2023-11-08/", "2023-11-08/"),
        ("2023-11-08/2023-02-31", "2023-11-08/2023-02-31"),
        ("2023-²-01", "2023-²-01"),
    ],
)
def test_a_time_is_put_in_words_only_where_it_can_mean_one_thing(noted: str, told: str) -> None:
    noted_so = {**EVALUATION, "waktu_sebagaimana_dicatat": noted}
    given = site(table("dinas-a/e", "evaluasi", [noted_so]))
    page = read(bodies(evaluation_pages, given)["smart-city/evaluasi"]).words
    assert f"Waktu {told} Tempat" in page


def test_a_time_in_the_words_of_its_source_is_marked_on_an_english_page() -> None:
    noted = {**EVALUATION, "waktu_sebagaimana_dicatat": "awal November"}
    body = bodies(evaluation_pages, site(table("dinas-a/e", "evaluasi", [noted])), "en")
    assert '<span lang="id">awal November</span>' in body["smart-city/evaluasi"]


def test_a_statement_stands_beside_the_evaluation_that_it_speaks_of() -> None:
    stages = [
        {**EVALUATION, "tahap": "I", "tanggal_mulai": "2023-06-13"},
        {**EVALUATION, "tahap": "II", "tanggal_mulai": "2023-11-08"},
        {**EVALUATION, "tahap": "tidak-diketahui"},
        {**EVALUATION, "tahun_evaluasi": 2022, "tanggal_mulai": "2022-06-13"},
    ]
    tables = [
        table("dinas-a/e", "evaluasi", stages),
        table("himpunan/janji", "pernyataan", [STATEMENT], official=False),
    ]
    found = evaluations(rows(*tables))
    assert [(e.year, e.stage) for e in found if e.statements] == [(2023, "I")]
    its_own = [RECOMMENDATION, {**RECOMMENDATION, "tahun_evaluasi": 2023}]
    found = evaluations(rows(*tables, compiled("himpunan/rekomendasi", "rekomendasi", its_own)))
    assert [e.recommendations for e in found if e.year == 2023] == [1, 0, 0]
    assert [(e.year, e.stage) for e in found if e.statements] == [(2023, "I")]


def test_a_statement_about_something_else_is_not_quoted() -> None:
    other = {**STATEMENT, "tahun_evaluasi": "", "tahap": ""}
    held = {**EVALUATION, "tanggal_mulai": "2023-06-13"}
    given = site(
        table("dinas-a/e", "evaluasi", [held]),
        compiled("himpunan/rekomendasi", "rekomendasi", [RECOMMENDATION]),
        table("himpunan/janji", "pernyataan", [other], official=False),
    )
    for make in (evaluation_pages, recommendation_pages):
        assert all("Pernyataan tentang" not in body for body in bodies(make, given).values())


def test_statements_stand_under_the_evaluation_that_they_speak_of() -> None:
    """The recommendations of the page are of another year: the heading says which is meant."""
    later = {**STATEMENT, "id": "lain", "tahun_evaluasi": "2024", "tahap": "II"}
    given = site(
        compiled("himpunan/rekomendasi", "rekomendasi", [RECOMMENDATION]),
        table("himpunan/janji", "pernyataan", [STATEMENT, later], official=False),
    )
    for lang, headings in (
        ("id", ("Evaluasi 2024, tahap II", "Evaluasi 2023, tahap I")),
        ("en", ("Evaluation of 2024, stage II", "Evaluation of 2023, stage I")),
    ):
        html = bodies(recommendation_pages, given, lang)["smart-city/rekomendasi"]
        part = html[html.index('id="pernyataan"') : html.index('id="rapat"')]
        assert re.findall("<h3>(.*?)</h3>", part) == list(headings)
    assert "Statement on the evaluation of 2024, stage II:" in read(html).words


# --- recommendations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", Age(0, 0)),
        ("2026-10-24", Age(30, 0)),
        ("2026-10-23", Age(31, 1)),
        ("2025-11-24", Age(364, 11)),
        ("2024-02-29", Age(998, 32)),
        ("2026-11-24", None),  # later than the site
        ("2024-11", None),  # a month is no day
        ("", None),
    ],
)
def test_the_age_of_a_day(day: str, expected: Age | None) -> None:
    assert age(day, TODAY) == expected


def test_only_an_open_recommendation_whose_day_is_known_has_an_age() -> None:
    lines = [
        {**RECOMMENDATION, "nomor": n, "status_tindak_lanjut": state, "tanggal": day}
        for n, (state, day) in enumerate(
            [
                ("belum", "2026-05-20"),
                ("sebagian", ""),
                ("selesai", "2024-07-01"),
                ("tidak-diketahui", "2024-07-01"),
            ],
            start=1,
        )
    ]
    found = recommendations(rows(table("dinas-a/r", "rekomendasi", lines)), TODAY)
    assert [(r.is_open, r.age) for r in found] == [
        (True, Age(187, 6)),
        (True, None),
        (False, None),
        (False, None),
    ]


def test_open_ones_are_counted_by_age_and_by_office_and_unknown_ones_are_not_open() -> None:
    lines = [
        {**RECOMMENDATION, "nomor": n, "opd_id": office, "tanggal": day, "status_tindak_lanjut": s}
        for n, (office, day, s) in enumerate(
            [
                ("dinas-a", "2026-10-01", "belum"),  # 1 month
                ("dinas-a", "2024-10-01", "sebagian"),  # 25 months
                ("", "", "belum"),
                ("dinas-b", "2024-10-01", "tidak-diketahui"),
                ("dinas-b", "2024-10-01", "selesai"),
            ],
            start=1,
        )
    ]
    found = recommendations(rows(table("dinas-a/r", "rekomendasi", lines)), TODAY)
    assert summaries(found) == (
        Summary(
            official=True,
            total=5,
            states=(("belum", 2), ("sebagian", 1), ("selesai", 1), ("tidak-diketahui", 1)),
            ages=((3, 1), (0, 1), (None, 1)),
            offices=(("dinas-a", 2), ("", 1)),
        ),
    )
    said = words(site(table("dinas-a/r", "rekomendasi", lines)))
    assert "12 bulan atau lebih 1" in said
    assert "kurang dari 3 bulan 1" in said
    assert "tanggal rekomendasi belum tercatat 1" in said
    assert "Dinas dinas-a 2 belum tercatat 1" in said
    assert "belum selesai selama 783 hari (25 bulan)" in said
    assert "belum selesai; umurnya tidak diketahui" in said


def test_official_and_compiled_recommendations_are_never_added() -> None:
    both = (
        table("dinas-a/r", "rekomendasi", [RECOMMENDATION]),
        compiled("himpunan/r", "rekomendasi", [RECOMMENDATION, {**RECOMMENDATION, "nomor": 2}]),
    )
    found = summaries(recommendations(rows(*both), TODAY))
    assert [(s.official, s.total) for s in found] == [(True, 1), (False, 2)]


def test_where_no_state_is_known_it_is_not_said_that_nothing_is_open() -> None:
    unknown = {**RECOMMENDATION, "status_tindak_lanjut": "tidak-diketahui", "tanggal": "2024-06-27"}
    said = words(site(compiled("himpunan/r", "rekomendasi", [unknown])))
    assert "Tidak diketahui 1" in said and "Belum ditindaklanjuti" not in said
    assert "Berapa yang belum selesai tidak diketahui" in said
    assert not re.search(r"\d hari", said)
    assert "Tidak ada rekomendasi yang tercatat belum selesai" not in said
    done = {**RECOMMENDATION, "status_tindak_lanjut": "selesai"}
    said = words(site(table("dinas-a/r", "rekomendasi", [done])))
    assert "Tidak ada rekomendasi yang tercatat belum selesai" in said


def test_a_dataset_with_two_tables_of_the_page_is_credited_once() -> None:
    lines = {"rekomendasi": [RECOMMENDATION], "tindak_lanjut": [FOLLOW_UP]}
    one, other = (table("dinas-a/r", name, given) for name, given in lines.items())
    html = bodies(recommendation_pages, site(replace(one, tables=(*one.tables, *other.tables))))[
        "smart-city/rekomendasi"
    ]
    assert html.count('href="../../datasets/dinas-a/r/"') == 1


def test_recommendations_that_are_held_back_are_not_called_missing() -> None:
    given = replace(site(), held_back=(held_back("dinas-a/r", "rekomendasi"),))
    said = words(given)
    assert "Ditahan karena 2 galat: Tabel dinas-a/r" in said
    assert "--profil rekomendasi" not in said and "--profil tindak_lanjut" in said
    assert "Held back because of 2 errors: Tabel dinas-a/r" in words(given, "en")


def row(
    profile: str, cells: Cells, dataset: str, keys: tuple[ForeignKey, ...] = (), name: str = "t"
) -> Row:
    resource = Resource(name, "data/t.csv", "csv", profile=profile, foreign_keys=keys)
    where = ProfileTable(dataset, Text("Tabel"), resource, "resmi", (), 1, True)
    return Row(where, {k: str(v) for k, v in cells.items()}, 1)


def test_a_follow_up_belongs_to_the_table_that_its_foreign_key_names() -> None:
    columns = ("tahun_evaluasi", "tahap", "nomor")
    there = ForeignKey(columns, "r", columns, "himpunan/catatan")
    here = ForeignKey(columns, "r", columns)
    given = Rows(
        {
            "rekomendasi": (
                row("rekomendasi", RECOMMENDATION, "dinas-a/r", name="r"),
                row("rekomendasi", RECOMMENDATION, "himpunan/catatan", name="r"),
            ),
            "tindak_lanjut": (
                row("tindak_lanjut", {**FOLLOW_UP, "uraian": "luar"}, "himpunan/t", (there,)),
                row("tindak_lanjut", {**FOLLOW_UP, "uraian": "sendiri"}, "dinas-a/r", (here,)),
                row("tindak_lanjut", {**FOLLOW_UP, "uraian": "lain", "nomor": 2}, "dinas-a/r"),
            ),
        }
    )
    found = recommendations(given, TODAY)
    assert [[f.row["uraian"] for f in r.follow_ups] for r in found] == [["sendiri"], ["luar"]]


def test_follow_ups_stand_in_order_with_day_office_result_and_evidence() -> None:
    done = [
        {**FOLLOW_UP, "tanggal": "2025-01-15", "hasil": "selesai", "opd_id": "dinas-b"},
        {**FOLLOW_UP, "bukti_url": "https://bukti.contoh.example/jadwal.pdf"},
    ]
    given = site(
        table("dinas-a/r", "rekomendasi", [RECOMMENDATION]),
        table("dinas-a/t", "tindak_lanjut", done),
    )
    html = bodies(recommendation_pages, given)["smart-city/rekomendasi"]
    said = read(html).words
    assert said.index("2 September 2024") < said.index("15 Januari 2025")
    assert "Bukti: bukti.contoh.example" in said
    assert "Bukti belum tercatat" in said
    assert "Dinas dinas-b" in said and "Sesudah itu: selesai" in said
    assert 'href="https://bukti.contoh.example/jadwal.pdf"' in html


def test_many_follow_ups_of_one_recommendation_keep_the_page_within_bounds() -> None:
    done = [{**FOLLOW_UP, "tanggal": f"2025-01-{n:02}"} for n in range(1, MOST_FOLLOW_UPS + 4)]
    given = site(
        table("dinas-a/r", "rekomendasi", [RECOMMENDATION]),
        table("dinas-a/t", "tindak_lanjut", done),
    )
    assert "3 tindak lanjut lain ada dalam datanya." in words(given)


# --- meetings ----------------------------------------------------------------------------------


def told(*tables: Published, times: int | str = 2, year: int = 2024) -> list[tuple[int, str, int]]:
    """What is known of each year about the meetings that a recommendation asks for."""
    given = rows(table("dinas-a/r", "rekomendasi", [asked(times, year)]), *tables)
    (found,) = recommendations(given, TODAY)
    return [(h.year, h.said, h.count) for h in found.held]


def test_without_a_table_of_meetings_nothing_is_counted() -> None:
    assert told() == [(y, "unpublished", 0) for y in (2024, 2025, 2026)]
    for empty in ((), (table("dinas-a/m", "rapat", []),)):
        said = words(site(table("dinas-a/r", "rekomendasi", [asked()]), *empty))
        assert "Belum ada data rapat yang diterbitkan." in said
        assert "0 dari" not in said and "dari 2" not in said


def test_compiled_meetings_are_found_ones_and_never_of_how_many() -> None:
    found = compiled("himpunan/m", "rapat", met("2024-10-29", "2026-02-01"))
    assert told(found) == [(2024, "found", 1), (2025, "unpublished", 0), (2026, "found", 1)]
    given = site(table("dinas-a/r", "rekomendasi", [asked()]), found)
    assert (
        "2024: 1 rapat ditemukan dalam sumber publik; daftar lengkap belum diterbitkan."
        " 2025: Belum ada data rapat yang diterbitkan." in words(given)
    )
    assert "dari 2" not in words(given)
    assert "2024: One meeting found in public sources; a complete list" in words(given, "en")


def test_an_official_table_says_of_how_many_within_the_years_that_it_covers() -> None:
    official = table("dinas-a/m", "rapat", met("2023-03-01", "2023-09-01", "2025-03-01"))
    assert told(official, year=2023) == [
        (2023, "counted", 2),
        (2024, "counted", 0),  # between its first and its last year: none is recorded
        (2025, "counted", 1),
        (2026, "unpublished", 0),  # after its last year: not known
    ]
    assert told(official, year=2022)[0] == (2022, "unpublished", 0)
    said = words(site(table("dinas-a/r", "rekomendasi", [asked(year=2023)]), official))
    assert "2023: 2 dari 2 tercatat dalam tabel rapat yang diterbitkan." in said
    assert "2024: 0 dari 2 tercatat dalam tabel rapat yang diterbitkan." in said
    assert "2026 (sampai 23 November 2026): Belum ada data rapat yang diterbitkan." in said


def test_a_table_covers_only_the_kinds_of_meeting_that_it_has() -> None:
    other = met("2024-03-01", "2025-03-01", kind="tim-pelaksana")
    assert told(table("dinas-a/m", "rapat", other)) == [
        (y, "unpublished", 0) for y in (2024, 2025, 2026)
    ]


def test_a_meeting_in_two_official_tables_is_one_and_compiled_ones_are_not_added() -> None:
    day = met("2024-03-01")
    tables = (
        table("dinas-a/m", "rapat", day),
        table("dinas-b/m", "rapat", day),
        compiled("himpunan/m", "rapat", met("2024-05-01")),
    )
    assert told(*tables)[0] == (2024, "counted", 1)
    assert len(meetings(rows(*tables))) == 3  # each row is listed with its source


def test_a_table_that_is_too_long_is_not_counted() -> None:
    long = table("dinas-a/m", "rapat", met("2024-03-01"), whole=False)
    assert told(long)[0] == (2024, "uncounted", 0)


def test_what_stands_in_a_table_that_is_too_long_is_not_called_missing() -> None:
    given = site(
        table("dinas-a/r", "rekomendasi", [RECOMMENDATION]),
        table("dinas-b/r", "rekomendasi", [RECOMMENDATION], whole=False),
        table("dinas-b/t", "tindak_lanjut", [FOLLOW_UP], whole=False),
        table("dinas-b/m", "rapat", met("2024-05-05"), whole=False),
    )
    page = words(given)
    assert "Belum ada tindak lanjut" not in page and "Belum ada data rapat" not in page
    assert "Keadaan rekomendasi Ada tabel yang terlalu panjang untuk halaman ini." in page


def test_a_recommendation_without_a_number_is_held_against_none() -> None:
    official = table("dinas-a/m", "rapat", met("2024-03-01", "2026-03-01"))
    said = words(site(table("dinas-a/r", "rekomendasi", [asked("")]), official))
    assert "2024: 1 rapat tercatat dalam tabel rapat yang diterbitkan." in said
    assert not re.search(r"\d dari \d", said)


def test_only_the_newest_years_are_told() -> None:
    held = Meetings.of(rows()).held(COUNCIL, 2, 1, TODAY)
    assert [h.year for h in held] == list(range(TODAY.year - MOST_YEARS + 1, TODAY.year + 1))


def test_meetings_are_listed_newest_first_with_their_minutes() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 21)]
    lines = [{**line, "nama": "Rapat buatan"} for line in met(*days)]
    lines[-1]["risalah_url"] = "https://risalah.contoh.example/1.pdf"
    given = site(table("dinas-a/m", "rapat", lines))
    page = read(bodies(recommendation_pages, given)["smart-city/rekomendasi"])
    assert page.words.index("20 Februari 2024") < page.words.index("19 Februari 2024")
    assert "Risalah: risalah.contoh.example" in page.words
    assert f"{40 - MOST_MEETINGS} rapat lain ada dalam datanya." in page.words


# --- awards ------------------------------------------------------------------------------------


def award(**more: object) -> Cells:
    base = {"id": "panji", "tahun": 2023, "nama": "Panji buatan", "pemberi": "Lembaga buatan"}
    return {**base, **more}


def test_awards_come_newest_first_and_one_without_office_is_of_the_region() -> None:
    lines = [
        award(),
        award(id="b", tahun=2024, opd_id="dinas-a", tingkat="nasional", peringkat="terbaik II"),
        award(id="c", tanggal="2023-05-01"),
    ]
    given = site(table("dinas-a/p", "penghargaan", lines))
    assert [a.row["id"] for a in awards(gather(given))] == ["b", "c", "panji"]
    said = read(bodies(award_pages, given)["smart-city/penghargaan"]).words
    assert "tingkat: Nasional, peringkat: terbaik II" in said
    assert "untuk daerah secara keseluruhan" in said and "Dinas dinas-a" in said
    assert "tanggal belum tercatat" in said and "1 Mei 2023" in said


# --- all the pages -----------------------------------------------------------------------------

PAGES = {
    "smart-city/evaluasi": evaluation_pages,
    "smart-city/rekomendasi": recommendation_pages,
    "smart-city/penghargaan": award_pages,
}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_an_empty_page_says_what_is_missing_and_how_to_begin(path: str, lang: str) -> None:
    page = read(bodies(PAGES[path], site(), lang)[path])
    assert "terbuka new <opd> --profil" in page.words
    assert ("Belum ada data" if lang == "id" else "No data on") in page.words
    assert [h for _, h in page.elements if h.get("aria-current") == "page"]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_a_row_becomes_markup_or_a_link_that_runs(path: str, lang: str) -> None:
    run = "javascript:alert(1)"
    bad = {"sumber": HOSTILE, "catatan": HOSTILE, "sumber_url": run}
    texts = {"rekomendasi": HOSTILE, "rekomendasi_en": HOSTILE, "opd_id": HOSTILE}
    meeting = {"tanggal": "2024-01-02", "jenis": COUNCIL, "nama": HOSTILE, "risalah_url": run}
    places = {"tempat": HOSTILE, "penyelenggara": HOSTILE}
    done = {**FOLLOW_UP, "uraian": HOSTILE, "bukti_url": run}
    given = site(
        table("dinas-a/e", "evaluasi", [{**EVALUATION, **places, **bad}]),
        table("dinas-a/r", "rekomendasi", [{**asked(), **texts, **bad}]),
        table("dinas-a/t", "tindak_lanjut", [{**done, **bad}]),
        table("dinas-a/m", "rapat", [{**meeting, **bad}]),
        table("dinas-a/p", "penghargaan", [award(nama=HOSTILE, pemberi=HOSTILE, **bad)]),
        table(
            "dinas-a/j",
            "pernyataan",
            [{**STATEMENT, "kutipan": HOSTILE, "jabatan": HOSTILE, "dataset_bukti": "dinas-a/r"}],
        ),
    )
    page = read(bodies(PAGES[path], given, lang)[path])
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "style"})
    assert not [a for a in page.named("a") if a.get("href", "").startswith("javascript:")]
    assert not [n for _, given in page.elements for n in given if n == "style" or n[:2] == "on"]
    assert "49" not in page.words  # {{ 7*7 }}


def regency() -> Site:
    """The made-up regency's tables of this subject."""
    tables = filled_tables()
    found = {**tables["dkisp/evaluasi"], **tables["dkisp/rapat"], **tables["dkisp/penghargaan"]}
    return site(*(table(f"dkisp/{p.replace('_', '-')}", p, lines) for p, lines in found.items()))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_a_full_regency_are_light_and_every_row_stands_once(
    path: str, lang: str
) -> None:
    made = bodies(PAGES[path], regency(), lang)
    assert max(len(gzip.compress(body.encode())) for body in made.values()) < 6_500
    profile = path.split("/")[1]
    lines = [x for tables in filled_tables().values() for x in tables.get(profile, ())]
    cards = sum(len(re.findall(r"<li><h[23]>", body)) for body in made.values())
    assert cards == len(lines)


@pytest.mark.parametrize("path", PAGES)
def test_no_text_of_another_language_stands_unmarked_on_an_english_page(path: str) -> None:
    html = bodies(PAGES[path], regency(), "en")[path]
    for indonesian in ("Tindak lanjut buatan.", "Kota buatan", "Penghargaan buatan 3"):
        assert f">{indonesian}" not in html.replace(f'<span lang="id">{indonesian}', "")
