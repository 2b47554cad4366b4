"""`/jadwal/`: the release calendar, what is overdue, and the record of kept and missed dates."""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import replace
from html import unescape

import pytest
from mkdocs.utils.meta import get_data
from pages_site import HOSTILE, PORTAL, dataset, published

from build_tools.model import Delay, Ending, OutputFile, Past, Promise, Published, Site, Text
from build_tools.pages import render
from build_tools.pages.agencies import agencies
from build_tools.pages.card import cards
from build_tools.pages.schedule import LOOKS, next_day, promises, schedule
from build_tools.pages.schedulefile import schedule_csv
from build_tools.pages.view import View, environment, icon
from build_tools.smartcity import gather
from build_tools.words import Words

WORDS = {lang: Words.load(lang) for lang in ("id", "en")}
REASON = Text("Rekapitulasi dua kecamatan belum masuk.")
DELAY = Delay("2026-11-01", REASON, "2026-11-03", "2026-12-20")

LATE = published(
    dataset(
        "dinkes/imunisasi", title=Text("Imunisasi"), next_release="2026-11-01", delays=(DELAY,)
    ),
    updated="2025-11-01",
)
SOON = published(
    dataset("dinkes/gizi", title=Text("Gizi"), frequency="bulanan"), updated="2026-10-30"
)
NAMED = published(
    dataset("himpunan/penduduk", title=Text("Penduduk"), next_release="2027-02-01"),
)
NEVER = published(dataset("dinkes/sekali", title=Text("Sekali"), frequency="sekali"))
OVER = published(dataset("dinkes/lama", title=Text("Lama"), ended=Ending("2026-01-01")))

MISSED = Promise(
    "2026-11-01", "2025-11-01", "tanggal", "terlewati", "", 22, "", REASON, "2026-11-03"
)
KEPT = Promise("2026-10-30", "2026-09-30", "frekuensi", "ditepati", "2026-10-28")
MOVED = Promise("2026-03-01", "2025-09-01", "tanggal", "diundur", moved_to="2026-04-01")
CAME = Promise("2026-02-01", "2025-02-01", "tanggal", "terlewati", "2026-02-02", 1)
OLD = Promise("2025-02-01", "2024-02-01", "frekuensi", "terlewati", "2025-03-01", 28)


def site(*shown: Published, **pasts: tuple[Promise, ...]) -> Site:
    """A site; the histories are named after the last part of the id."""
    known = {
        p.id: Past(p.id, promises=pasts[p.dataset.source.name])
        for p in shown
        if p.dataset.source.name in pasts
    }
    return Site(PORTAL, shown, pasts=known)


ALL = site(LATE, SOON, NAMED, NEVER, OVER, imunisasi=(MISSED, CAME, OLD), gizi=(KEPT, MOVED))


def view(given: Site = ALL, lang: str = "id") -> View:
    return View(given, WORDS[lang])


def words_of(page: OutputFile) -> str:
    """The text that a reader sees of a page."""
    assert isinstance(page.content, bytes)
    body = get_data(page.content.decode())[1]["body"]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def first(given: Site = ALL, lang: str = "id") -> str:
    return words_of(next(schedule(view(given, lang))))


def test_releases_stand_under_their_month_the_next_one_first() -> None:
    text = first()
    assert (
        "November 2026 Tanggal Dataset Perangkat daerah Dasar tanggal 30 November 2026 Gizi" in text
    )
    assert "1 Februari 2027 Penduduk Proyek Data Paser disebut" in text
    assert text.index("Gizi") < text.index("Penduduk")
    assert "Sekali" not in text and "Lama" not in text


def test_what_is_overdue_has_the_reason_of_its_office_beside_it() -> None:
    text = first()
    due = "Jadwal 1 November 2026, 22 hari yang lalu"
    assert f"Imunisasi Jadwal terlewati {due} Dinas Kesehatan" in text
    assert f"Penjelasan perangkat daerah: {REASON.main} Ditulis 3 November 2026." in text
    assert "Jadwal baru menurut perangkat daerah: 20 Desember 2026." in text
    assert "gagal" not in text.lower()


def test_no_reason_is_said_too() -> None:
    silent = replace(LATE, dataset=replace(LATE.dataset, delays=()))
    assert "Belum ada penjelasan dari perangkat daerah." in first(site(silent))


def test_the_record_counts_the_official_dates_that_have_come() -> None:
    """Three missed and one kept, one put off; no rate is made of them."""
    text = first()
    assert "Dinas Kesehatan 1 3 1" in text
    assert "%" not in text.split("Jadwal ditepati dan terlewati", 1)[1]
    assert "bukan penilaian resmi" in text


def test_what_the_project_gathered_is_on_no_office_s_record() -> None:
    assert "Belum ada jadwal rilis resmi" in first(site(NAMED, penduduk=(MISSED,)))


def test_a_portal_without_dates_says_so() -> None:
    text = first(site(NEVER))
    assert "Belum ada dataset yang menyatakan jadwal." in text
    assert "tidak pernah" not in text


def test_english() -> None:
    text = first(lang="en")
    assert "To be released" in text and "30 November 2026" in text
    assert "not an official assessment" in text


def test_many_datasets_come_in_pages_and_stay_small() -> None:
    many = [
        published(
            dataset(f"dinkes/data-{n}", title=Text(f"Data {n}")), updated=f"2026-0{n % 9 + 1}-15"
        )
        for n in range(250)
    ]
    late = [
        published(
            dataset(
                f"dinkes/lewat-{n}", title=Text(f"Lewat {n}"), delays=(Delay("2021-01-01", REASON),)
            ),
            updated="2020-01-01",
        )
        for n in range(90)
    ]
    pages = list(schedule(view(site(*many, *late))))
    assert [p.path.as_posix() for p in pages] == [
        "jadwal/index.md",
        "jadwal/hal/2/index.md",
        "jadwal/hal/3/index.md",
    ]
    assert "60 dataset lain ada di berkas CSV." in words_of(pages[0])
    assert "Jadwal terlewati" not in words_of(pages[1])
    assert all(len(gzip.compress(p.content, 9)) <= 8_000 for p in pages)  # type: ignore[arg-type]


def lines(given: Site = ALL) -> list[dict[str, str]]:
    content = schedule_csv(view(given)).content
    assert isinstance(content, bytes)
    return list(csv.DictReader(content.decode().splitlines()))


def test_the_csv_has_every_date_also_those_to_come() -> None:
    found = {(row["dataset"], row["jadwal"]): row for row in lines()}
    assert found["dinkes/gizi", "2026-11-30"]["keadaan"] == "menunggu"
    assert found["dinkes/gizi", "2026-10-30"]["data_datang"] == "2026-10-28"
    assert found["dinkes/gizi", "2026-03-01"]["diundur_ke"] == "2026-04-01"
    late = found["dinkes/imunisasi", "2026-11-01"]
    assert (late["keadaan"], late["hari_terlambat"]) == ("terlewati", "22")
    assert (late["alasan"], late["alasan_ditulis"]) == (REASON.main, "2026-11-03")
    new = found["dinkes/imunisasi", "2026-12-20"]
    assert (new["dasar"], new["keadaan"], new["alasan"]) == ("baru", "menunggu", "")
    assert late["tanggal_baru"] == "2026-12-20"
    assert (late["perangkat_daerah"], late["nama_perangkat_daerah"]) == (
        "dinkes",
        "Dinas Kesehatan",
    )
    assert len(found) == len(lines()) == 8


def test_no_cell_of_the_csv_becomes_a_formula() -> None:
    (row,) = lines(site(replace(NAMED, dataset=replace(NAMED.dataset, title=Text("=1+1")))))
    assert row["judul"] == "'=1+1"


def shown(past: Past | None, lang: str = "id") -> str:
    """The record of one dataset as its page shows it."""
    here = view(lang=lang)
    template = environment().from_string(
        '{% import "_promises.html.j2" as q %}{{ q.record(v, w, icon, looks, r) }}'
    )
    html = template.render(v=here, w=here.words, icon=icon, looks=LOOKS, r=promises(here, past))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_record_of_a_dataset() -> None:
    text = shown(Past("dinkes/imunisasi", promises=(MISSED, KEPT, MOVED, CAME)))
    assert "1 jadwal ditepati, 2 jadwal terlewati." in text
    assert "Lewat 22 hari dan datanya belum datang." in text
    assert "Data datang 28 Oktober 2026, 2 hari lebih awal." in text
    assert "Jadwalnya menjadi 1 April 2026, diubah sebelum jatuh tempo." in text
    assert f"Penjelasan perangkat daerah: {REASON.main} (hanya" not in text
    assert "Jadwal baru menurut perangkat daerah: 20 Desember 2026." in text


def test_the_record_in_english_names_a_single_day() -> None:
    text = shown(Past("dinkes/imunisasi", promises=(CAME,)), "en")
    assert "Data came on 2 February 2026, a day after the date." in text


@pytest.mark.parametrize("past", [None, Past("x/y")])
def test_a_dataset_without_a_record(past: Past | None) -> None:
    assert "Belum ada jadwal yang tercatat." in shown(past)


def test_a_long_record_is_cut_and_says_so() -> None:
    many = tuple(
        replace(KEPT, due=f"{1900 + n}-01-01", came=f"{1900 + n}-01-01") for n in range(60)
    )
    assert "10 jadwal yang lebih lama ada di berkas CSV." in shown(Past("x/y", promises=many))


def test_a_missed_date_that_is_owed_no_more() -> None:
    ended = replace(MISSED, days=3)
    assert "Datanya tidak datang pada jadwal ini." in shown(Past("x/y", promises=(ended,)))


def office(given: Site = ALL, lang: str = "id") -> OutputFile:
    """The page of the Dinas Kesehatan."""
    rendered = agencies(view(given, lang), cards(given, WORDS[lang]), gather(given))
    return next(p for p in rendered if p.path.as_posix() == "datasets/dinkes/index.md")


def test_the_page_of_an_office_has_its_months_and_its_missed_dates() -> None:
    text = words_of(office())
    row = text.split("Imunisasi", 1)[1].split("Sekali")[0]
    assert row.count("terlewati") == 2  # February and November
    assert row.count("terbit") >= 1  # the data that came in February
    assert "Jadwal terlewati Jadwal 1 November 2026 Lewat 22 hari" in text
    assert REASON.main in text
    assert "1 Februari 2025" not in text  # more than twelve months ago


def test_an_office_s_page_leads_to_both_calendars() -> None:
    content = office().content
    assert isinstance(content, bytes)
    assert b'href=\\"../../jadwal/\\"' in content
    assert b'href=\\"../../jadwal/dinkes.ics\\"' in content
    english = office(lang="en").content
    assert isinstance(english, bytes) and b'href=\\"../../../jadwal/dinkes.en.ics\\"' in english


def test_texts_of_others_are_escaped() -> None:
    hostile = replace(
        LATE,
        dataset=replace(
            LATE.dataset, title=Text(HOSTILE), delays=(Delay("2026-11-01", Text(HOSTILE)),)
        ),
    )
    given = site(hostile, imunisasi=(replace(MISSED, reason=Text(HOSTILE)),))
    for page in (next(schedule(view(given))), office(given)):
        assert isinstance(page.content, bytes)
        assert b"<script>alert" not in page.content and b"<img src=x" not in page.content


def test_the_site_has_the_page_in_each_language_and_one_csv() -> None:
    made = [(f.lang, f.path.as_posix()) for f in render(ALL, WORDS)]
    assert [m for m in made if "jadwal/" in m[1]] == [
        ("id", "jadwal/index.md"),
        ("en", "jadwal/index.md"),
        ("", "jadwal/jadwal.csv"),
    ]


def test_the_new_day_of_the_office_stands_among_what_is_to_come() -> None:
    text = first()
    ahead = text.split("Akan terbit", 1)[1].split("Jadwal ditepati dan terlewati")[0]
    assert "20 Desember 2026 Imunisasi Dinas Kesehatan tanggal baru dari perangkat" in ahead
    assert text.count("Imunisasi") == 2  # and beside the day that was missed


def test_a_new_day_that_has_passed_too_is_no_longer_to_come() -> None:
    stale = replace(DELAY, until="2026-11-20")
    given = site(replace(LATE, dataset=replace(LATE.dataset, delays=(stale,))))
    assert "Tidak ada jadwal di depan." in first(given)
    assert "Jadwal baru menurut perangkat daerah: 20 November 2026." in first(given)


def test_links_to_offices_lead_out_of_the_calendar() -> None:
    content = next(schedule(view())).content
    assert isinstance(content, bytes)
    assert b'href=\\"./datasets/' not in content
    assert content.count(b'href=\\"../datasets/dinkes/\\"') >= 3  # the table of the record too


AWAY = Past("dinkes/dihapus", promises=(CAME, KEPT), gone_on="2026-11-10", title=Text("Dihapus"))
MOVED_ON = Past("dinkes/lama-sekali", promises=(CAME,), moved_to="dinkes/imunisasi")


def test_a_deleted_dataset_keeps_its_record() -> None:
    given = replace(site(NEVER), pasts={AWAY.id: AWAY})
    assert "Dinas Kesehatan 1 1 0" in first(given)
    (came, kept) = lines(given)
    assert (came["keadaan_dataset"], came["judul"], kept["keadaan"]) == (
        "dihapus",
        "Dihapus",
        "ditepati",
    )
    text = words_of(office(given))
    assert "1 jadwal ditepati, 1 jadwal terlewati." in text
    assert "Data datang 2 Februari 2026, 1 hari sesudah jadwal. datasetnya sudah dihapus" in text


def test_what_moved_counts_once_and_its_old_address_leads_to_the_record() -> None:
    given = replace(ALL, pasts={**ALL.pasts, MOVED_ON.id: MOVED_ON})
    assert "Dinas Kesehatan 1 3 1" in first(given)
    text = shown(MOVED_ON)
    assert "Catatan jadwalnya ada di: dinkes/imunisasi" in text
    assert "Belum ada jadwal yang tercatat" not in text and "Jadwal terlewati" not in text


def test_a_promise_counts_for_the_office_of_its_due_day() -> None:
    moved = replace(CAME, dataset="dkisp/imunisasi")
    given = site(LATE, imunisasi=(MISSED, moved))
    text = first(given)
    assert "Dinas Kesehatan 0 1 0" in text
    assert [row["perangkat_daerah"] for row in lines(given) if row["dasar"] != "baru"] == [
        "dinkes",
        "dkisp",
    ]
    assert "Data datang 2 Februari 2026" not in words_of(office(given))


def test_what_was_kept_before_its_day_is_not_counted() -> None:
    early = Promise("2026-12-30", "2026-09-30", "frekuensi", "menunggu", "2026-11-01")
    text = shown(Past("dinkes/gizi", promises=(early,)))
    assert "0 jadwal ditepati, 0 jadwal terlewati." in text
    assert "Data sudah datang 1 November 2026. Jadwal ini dihitung ditepati pada harinya." in text


def test_the_next_day_in_words() -> None:
    assert next_day(view(), SOON) == "30 November 2026"
    assert next_day(view(), LATE) == (
        "1 November 2026, sudah terlewati; tanggal baru 20 Desember 2026"
    )
    silent = replace(LATE, dataset=replace(LATE.dataset, delays=()))
    assert next_day(view(site(silent)), silent) == "1 November 2026, sudah terlewati"


def test_every_month_is_marked_while_the_data_is_owed() -> None:
    owed = replace(MISSED, due="2026-08-31", days=84)
    page = replace(LATE, dataset=replace(LATE.dataset, next_release="2026-08-31", delays=()))
    row = words_of(office(site(page, imunisasi=(owed,)))).split("Imunisasi", 1)[1]
    months = row.split("terbit terlewati data belum datang", 1)[0]  # up to the legend
    assert months.count("terlewati") == 1 and months.count("data belum datang") == 3
