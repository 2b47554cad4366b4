"""`/rapor/`: what each office promised and published, A to Z, and its own words beside a delay."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from links import read
from pages_site import HOSTILE, PORTAL
from smart_site import bodies, held_back, site, table

from build_tools.findings import notice
from build_tools.model import (
    Acceptance,
    Agency,
    Delay,
    OutputFile,
    Past,
    Promise,
    Published,
    Site,
    Text,
    Waiver,
)
from build_tools.pages.scoreboard import Office, offices, scoreboard, scoreboard_files
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.smartcity.datalist import data_list
from build_tools.words import Words

DUE = "2026-11-01"


def out(id: str, due: str = "", delays: Sequence[Delay] = (), official: bool = True) -> Published:
    """A published dataset that promised a day; the site is judged for 23 November 2026."""
    made = table(id, "rapat", [], official=official)
    dataset = replace(
        made.dataset, frequency="tahunan", next_release=due, delays=tuple(delays), accepted=()
    )
    return replace(made, dataset=dataset, updated="2026-10-01")


def office(given: Site, id: str = "dinas-a") -> Office:
    rows = gather(given)
    found = offices(View(given, Words.load("id")), data_list(given, rows))
    return next(o for o in found if o.id == id)


def page(given: Site, lang: str = "id") -> str:
    return bodies(scoreboard, given, lang)["rapor"]


def files(given: Site) -> dict[str, list[dict[str, str]]]:
    made: dict[str, list[dict[str, str]]] = {}
    for file in scoreboard_files(View(given, Words.load("id")), gather(given)):
        assert isinstance(file, OutputFile) and isinstance(file.content, bytes)
        made[file.path.name] = list(csv.DictReader(io.StringIO(file.content.decode("utf-8"))))
    return made


def promise(state: str, due: str = DUE) -> Promise:
    return Promise(due, "2026-01-01", "tanggal", state)  # type: ignore[arg-type]


def test_only_official_datasets_count_for_an_office() -> None:
    given = site(out("himpunan/a", DUE, official=False), out("referensi/b", DUE), out("dinas-a/c"))
    found = office(given)
    assert (found.published, found.late) == (1, ())
    assert {o["perangkat_daerah"] for o in files(given)["rapor.csv"]} == {
        *("dinas-a", "dinas-b", "dinas-c", "dinas-d")
    }


def test_without_official_data_and_without_a_list_the_page_says_both() -> None:
    said = page(site(out("himpunan/a", official=False)))
    assert "Belum ada rilis resmi perangkat daerah" in said
    assert "Belum ada daftar data" in said
    assert "No office has released data" in page(site(), "en")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_says_that_it_is_no_official_assessment_and_ranks_nothing(lang: str) -> None:
    said = page(site(out("dinas-a/x")), lang)
    assert ("bukan penilaian resmi" if lang == "id" else "not an official assessment") in said
    assert "aria-sort" not in said and "gagal" not in said.lower()


def test_offices_run_from_a_to_z_however_late_they_are() -> None:
    said = page(site(out("dinas-d/x", DUE), out("dinas-a/y")))
    body = said[said.index("<tbody>") : said.index("</tbody>")]
    places = [body.index(f"Dinas dinas-{letter}") for letter in "abcd"]
    assert places == sorted(places)


def test_a_missed_date_has_the_reason_and_the_reply_of_the_office_beside_it() -> None:
    said = Delay(DUE, Text("Menunggu hasil survei."), "2026-11-05", "2026-12-15")
    given = site(out("dinas-a/x", DUE, [said, Delay("2025-11-01", Text("Lama."))]))
    words = read(page(given)).words
    assert "jadwal 1 November 2026, terlewati 22 hari" in words
    assert "Keterangan perangkat daerah (5 November 2026): Menunggu hasil survei." in words
    assert "Tanggal baru: 15 Desember 2026." in words
    assert "Lama." not in words
    (row,) = files(given)["terlewati.csv"]
    assert row["dataset"] == "dinas-a/x" and row["hari"] == "22"
    assert row["alasan"] == "Menunggu hasil survei." and row["tanggal_baru"] == "2026-12-15"


def test_a_missed_date_without_a_word_says_that_there_is_none() -> None:
    assert "belum menulis alasannya" in page(site(out("dinas-a/x", DUE)))
    assert "Tidak ada rilis resmi yang sedang terlambat" in page(
        site(out("dinas-a/x", "2026-12-31"))
    )


def test_promises_on_record_are_counted_and_rated_from_five_on() -> None:
    kept = [promise("ditepati", f"2025-0{n}-01") for n in range(1, 4)]
    record = (*kept, promise("terlewati"), promise("menunggu", "2027-01-01"))
    given = replace(site(out("dinas-a/x")), pasts={"dinas-a/x": Past("dinas-a/x", promises=record)})
    found = office(given).promises
    assert found and (found.kept, found.missed, found.waiting) == (3, 1, 1)
    assert "3 dari 4<" in page(given)
    more = (*record, promise("ditepati", "2024-01-01"))
    given = replace(given, pasts={"dinas-a/x": Past("dinas-a/x", promises=more)})
    assert "4 dari 5 (80%)" in page(given)


def test_what_is_not_on_record_is_no_nought() -> None:
    found = office(site(out("dinas-a/x")))
    assert found.promises is None and found.fill is None
    assert "belum tercatat" in page(site(out("dinas-a/x")))
    row = next(
        r
        for r in files(site(out("dinas-a/x")))["rapor.csv"]
        if r["nama_perangkat_daerah"] == "Dinas dinas-a"
    )
    assert row["jadwal_ditepati"] == row["terdaftar"] == "" and row["dataset_terbit"] == "1"


def test_what_is_held_back_is_told_and_what_was_taken_back_is_not() -> None:
    held = replace(out("dinas-a/x"), held_since="2026-11-20")
    given = replace(site(held), held_back=(held_back("dinas-a/y"), held_back("himpunan/z")))
    found = office(given)
    assert [(h.id, h.since) for h in found.held] == [("dinas-a/x", "2026-11-20"), ("dinas-a/y", "")]
    said = page(given)
    assert "pembaruan ditahan sejak 20 November 2026" in said and "belum pernah terbit" in said
    assert "himpunan/z" not in said


def test_a_dataset_without_an_address_is_told_on_top_and_leads_nowhere() -> None:
    """Its folder is no office, so no office's count holds it; and nobody's name is shown."""
    found = (held_back("dinsos/bantuan"), held_back("dinas-a/Nama Salah"))
    given = replace(site(out("dinas-a/x")), unplaced=found)
    said = page(given)
    words = read(said).words
    assert "Tabel dinsos/bantuan ( dinsos ): ditahan, kode perangkat daerah tidak dikenal" in words
    assert "nama foldernya tidak dapat menjadi alamat" in words
    assert "datasets/dinsos" not in said and "perangkat-daerah/" in said
    assert "Tidak ada rilis resmi yang ditahan" not in words


def test_waivers_in_force_and_accepted_warnings_are_counted() -> None:
    acceptance = Acceptance("total-row", Text("Memang begitu."), "dinas-a", "2026-12-31")
    made = out("dinas-a/x")
    values = {"of": "total-row", "table": "", "name": "", "count": 3}
    made = replace(
        made,
        dataset=replace(made.dataset, accepted=(acceptance,)),
        findings=(notice("accepted", dataset="dinas-a/x", **values),),
    )
    waiver = Waiver(
        "dinas-a/x", "personal-mobile", "bukan-data-pribadi", "1", DUE, "2027-01-01", "dkisp"
    )
    given = site(made, portal=replace(PORTAL, waivers=(waiver,)))
    found = office(given)
    assert (found.waivers, found.accepted) == (1, 3)


def test_the_share_of_the_list_stands_beside_the_office() -> None:
    lines = [
        {"id": f"d-{n}", "judul": "Data", "opd_id": "dinas-a", "dataset": "dinas-a/x" * (n == 0)}
        for n in range(4)
    ]
    given = site(out("dinas-a/x"), table("dkisp/daftar", "daftar_data", lines))
    assert "1 dari 4<" in page(given)
    row = next(r for r in files(given)["rapor.csv"] if r["perangkat_daerah"] == "dinas-a")
    assert (row["terdaftar"], row["terdaftar_terbit"]) == ("4", "1")


def test_hostile_texts_stay_texts() -> None:
    said = Delay(DUE, Text(HOSTILE))
    found = page(site(out("dinas-a/x", DUE, [said])))
    assert "<script" not in found and "<img" not in found
    formula = Delay(DUE, Text("=1+1"))
    (row,) = files(site(out("dinas-a/x", DUE, [formula])))["terlewati.csv"]
    assert row["alasan"] == "'=1+1"


def test_forty_late_offices_stay_in_the_budget() -> None:
    many = tuple(Agency(f"opd-{n}", Text(f"Dinas Urusan Nomor {n}")) for n in range(40))
    reason = Delay(DUE, Text("Menunggu hasil survei dari lapangan."), "2026-11-05")
    shown = [out(f"opd-{n}/data-{m}", DUE, [reason]) for n in range(40) for m in range(3)]
    given = replace(site(*shown), portal=replace(PORTAL, agencies=many))
    assert given.portal.as_of == date(2026, 11, 23)
    for lang in ("id", "en"):
        body = page(given, lang)
        assert len(gzip.compress(body.encode(), 9)) < 6_000
    assert "90 dataset lain ada di berkas itu" in page(given)
    assert len(files(given)["terlewati.csv"]) == 120
