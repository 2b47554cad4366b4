"""`/daftar-data/`: what was promised, how much of it is published, and who verified it."""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import replace

import pytest
from links import read
from smart_site import Cells, bodies, held_back, site, table

from build_tools import reports
from build_tools.model import OutputFile, Past, Published, Site, Verification
from build_tools.pages.datalist import datalist, datalist_files
from build_tools.pages.scoreboard import share
from build_tools.pages.view import View
from build_tools.smartcity import gather
from build_tools.smartcity.datalist import Fill, data_list
from build_tools.smartcity.told import told
from build_tools.words import Words

NEITHER = {"tahun", "prioritas", "dasar"}


def line(id: str, office: str = "dinas-a", dataset: str = "", **more: str) -> Cells:
    return {"id": id, "judul": f"Data {id}", "opd_id": office, "dataset": dataset, **more}


def listed(*lines: Cells, **how: object) -> Published:
    return table("dkisp/daftar-data", "daftar_data", lines, **how)  # type: ignore[arg-type]


def out(id: str, official: bool = True, verification: Verification | None = None) -> Published:
    """A published dataset of an office."""
    made = table(id, "rapat", [], official=official)
    return replace(made, dataset=replace(made.dataset, verification=verification))


def fills(given: Site) -> dict[tuple[str, str], Fill]:
    return dict(data_list(given, gather(given)).fills())


def files(given: Site) -> dict[str, list[list[str]]]:
    made: dict[str, list[list[str]]] = {}
    for file in datalist_files(View(given, Words.load("id")), gather(given)):
        assert isinstance(file, OutputFile) and isinstance(file.content, bytes)
        made[file.path.name] = list(csv.reader(io.StringIO(file.content.decode("utf-8"))))
    return made


def line_of(given: Site) -> dict[str, str]:
    """The first line of the file."""
    head, first, *_ = files(given)["daftar-data.csv"]
    return dict(zip(head, first, strict=True))


def test_fill_is_counted_by_office_and_year() -> None:
    given = site(
        listed(
            line("a", dataset="dinas-a/satu", tahun="2026"),
            line("b", tahun="2026"),
            line("c", tahun="2025"),
            line("d", "dinas-b"),
        ),
        out("dinas-a/satu"),
    )
    assert fills(given) == {
        ("dinas-a", "2026"): Fill(2, 1),
        ("dinas-a", "2025"): Fill(1, 0),
        ("dinas-b", ""): Fill(1, 0),
    }


def test_a_list_from_before_there_were_years_and_priorities_still_counts() -> None:
    given = site(
        listed(line("a", dataset="dinas-a/satu"), without=sorted(NEITHER)), out("dinas-a/satu")
    )
    assert fills(given) == {("dinas-a", ""): Fill(1, 1)}
    assert "Tahun belum tercatat" in bodies(datalist, given)["daftar-data"]


def test_nothing_is_matched_by_its_title() -> None:
    same = out("dinas-a/satu")
    given = site(listed({**line("a"), "judul": same.dataset.title.main}), same)
    assert fills(given) == {("dinas-a", ""): Fill(1, 0)}
    assert [p.id for p in data_list(given, gather(given)).unlisted] == ["dinas-a/satu"]


def test_a_compiled_dataset_fulfils_nothing_and_a_compiled_list_is_no_list() -> None:
    given = site(listed(line("a", dataset="himpunan/x")), out("himpunan/x", official=False))
    assert fills(given) == {("dinas-a", ""): Fill(1, 0)}
    assert "baru ada himpunan" in bodies(datalist, given)["daftar-data"]
    compiled = table("himpunan/daftar", "daftar_data", [line("a")], official=False)
    page = bodies(datalist, site(compiled))["daftar-data"]
    assert "Belum ada daftar data" in page and "datasets/himpunan/daftar/" in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [("id", "Tanpa daftar, tidak ada hitungan"), ("en", "Without a list nothing is counted")],
)
def test_without_a_list_the_page_says_so_and_ranks_nothing(lang: str, said: str) -> None:
    page = bodies(datalist, site(out("dinas-a/satu")), lang)["daftar-data"]
    assert said in page and "<table" not in page
    assert "datasets/dinas-a/satu/" in page  # published, not listed


def test_what_is_held_back_is_neither_missing_nor_published() -> None:
    given = replace(
        site(listed(line("a", dataset="dinas-a/satu"))),
        held_back=(held_back("dinas-a/satu", "rapat"),),
    )
    found = bodies(datalist, given)
    assert "ditahan pemeriksaan" in found["daftar-data"]
    assert "Diajukan" in found["daftar-data/semua"]
    assert line_of(given)["keadaan"] == "diajukan"


def test_a_list_that_is_held_back_itself_is_told() -> None:
    given = replace(site(), held_back=(held_back("dkisp/daftar", "daftar_data"),))
    page = bodies(datalist, given)["daftar-data"]
    assert "Ditahan karena 2 galat" in page and "Belum ada daftar data" not in page


def test_approval_and_verification_stand_with_office_and_day() -> None:
    by = Verification("dinas-a", "2026-02-01", "dinas-b", "2026-02-03")
    given = site(
        listed(line("a", dataset="dinas-a/satu"), line("b", dataset="dinas-a/dua")),
        out("dinas-a/satu", verification=by),
        out("dinas-a/dua"),
    )
    words = read(bodies(datalist, given)["daftar-data/semua"]).words
    assert "Disetujui produsen data: Dinas dinas-a , 1 Februari 2026" in words
    assert "Diverifikasi walidata: Dinas dinas-b , 3 Februari 2026" in words
    assert "Disetujui produsen data: belum tercatat" in words
    rows = files(given)["daftar-data.csv"]
    assert rows[0][-4:] == [
        *("disetujui_oleh", "disetujui_tanggal"),
        *("diverifikasi_oleh", "diverifikasi_tanggal"),
    ]
    assert rows[1][-4:] == ["dinas-a", "2026-02-01", "dinas-b", "2026-02-03"]


def test_the_files_hold_what_the_pages_show() -> None:
    given = site(
        listed(line("b", "dinas-b", tahun="2026"), line("a", dataset="dinas-a/satu", tahun="2026")),
        out("dinas-a/satu"),
        out("dinas-c/lain"),
    )
    found = files(given)
    assert found["keterisian.csv"] == [
        ["tahun", "perangkat_daerah", "nama_perangkat_daerah", "terdaftar", "terbit"],
        ["2026", "dinas-a", "Dinas dinas-a", "1", "1"],
        ["2026", "dinas-b", "Dinas dinas-b", "1", "0"],
    ]
    head, *rows = found["daftar-data.csv"]
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    shown = [(x["judul"], x["terdaftar"], x["keadaan"]) for x in lines]
    assert shown == [
        ("Data a", "ya", "terpublikasi"),
        ("Data b", "ya", "draf"),
        ("Tabel dinas-c/lain", "tidak", "terpublikasi"),
    ]


def test_a_rate_is_told_from_five_on() -> None:
    view = View(site(), Words.load("id"))
    assert share(view, 2, 4) == "2 dari 4"
    assert share(view, 2, 5) == "2 dari 5 (40%)"


def test_offices_run_from_a_to_z_whatever_they_published() -> None:
    given = site(
        listed(line("a", "dinas-c"), line("b", "dinas-a", dataset="dinas-a/satu")),
        out("dinas-a/satu"),
    )
    page = bodies(datalist, given)["daftar-data"]
    inside = page[page.index("<tbody>") : page.index("</tbody>")]
    assert inside.index("Dinas dinas-a") < inside.index("Dinas dinas-c")


def test_a_long_list_stays_in_the_budget() -> None:
    many = [
        line(f"d-{n}", f"dinas-{'abcd'[n % 4]}", tahun=str(2024 + n % 3), jadwal="2026-03-01")
        for n in range(900)
    ]
    for path, body in bodies(datalist, site(listed(*many))).items():
        assert len(gzip.compress(body.encode(), 9)) < 6_000, path


def test_a_list_that_is_too_long_is_told_and_not_counted_as_empty() -> None:
    page = bodies(datalist, site(listed(line("a"), whole=False)))["daftar-data"]
    assert "terlalu panjang" in page and "Belum ada daftar data" not in page


def test_a_title_cannot_break_out_of_its_place() -> None:
    page = bodies(datalist, site(listed(line("a", judul="<script>x</script>"))))["daftar-data"]
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_line_follows_its_dataset_to_its_new_address() -> None:
    pasts = {
        "dinas-b/satu": Past("dinas-b/satu", moved_to="dinas-b/dua"),
        "dinas-b/dua": Past("dinas-b/dua", moved_to="dinas-a/satu"),
        "dinas-a/satu": Past("dinas-a/satu", moved_from=("dinas-b/dua", "dinas-b/satu")),
    }
    shown = out("dinas-a/satu")
    given = replace(site(listed(line("a", dataset="dinas-b/satu")), shown), pasts=pasts)
    assert fills(given) == {("dinas-a", ""): Fill(1, 1)}
    assert data_list(given, gather(given)).unlisted == ()
    assert line_of(given)["dataset"] == "dinas-a/satu"
    assert [*told(given)] == []


def test_moves_that_run_in_a_circle_end() -> None:
    pasts = {"d/a": Past("d/a", moved_to="d/b"), "d/b": Past("d/b", moved_to="d/a")}
    given = replace(site(listed(line("a", dataset="d/a"))), pasts=pasts)
    assert line_of(given)["keadaan"] == "dihapus"


def test_a_dataset_that_is_not_there_is_told_with_the_nearest_and_the_removed_one_as_such() -> None:
    pasts = {"dinas-a/lama": Past("dinas-a/lama", gone_on="2026-01-01")}
    lines = (
        line("a", dataset="dinas-a/bantuan-rekan"),
        line("b", dataset="dinas-a/lama"),
        line("c", dataset="bukan/apa-apa"),
        line("d"),
    )
    given = replace(site(listed(*lines), out("dinas-a/bantuan-rekaan")), pasts=pasts)
    said = [reports.sentence(f, Words.load("id")) for f in told(given)]
    assert said == [
        'Baris "a" menyebut dataset dinas-a/bantuan-rekan, padahal tidak ada dataset dengan kode '
        "itu. Yang mirip: dinas-a/bantuan-rekaan.",
        'Baris "b" menyebut dataset dinas-a/lama, padahal foldernya sudah dihapus.',
        'Baris "c" menyebut dataset bukan/apa-apa, padahal tidak ada dataset dengan kode itu.',
    ]
    assert {f.code for f in told(given)} == {"listed-dataset"}
    page = bodies(datalist, given)["daftar-data"]
    assert "kode datasetnya tidak dikenal" in page and "datasetnya dihapus" in page
    assert "datasets/bukan/" not in page


def test_a_request_that_names_a_dataset_which_is_not_there_is_told_too() -> None:
    asked = {"id": "p", "tanggal": "2026-01-01", "perihal": "Data", "status": "diterima"}
    made = table("dkisp/permintaan", "permintaan_data", [{**asked, "dataset": "bukan/apa-apa"}])
    assert [f.code for f in told(site(made))] == ["listed-dataset"]


def test_a_day_of_the_list_that_has_passed_is_shown_with_the_state_of_the_list() -> None:
    late = line("a", jadwal="2026-06-30", status="tertunda")
    soon = line("b", jadwal="2026-12-30")
    kept = line("c", dataset="dinas-a/satu", jadwal="2026-06-30")
    given = site(listed(late, soon, kept), out("dinas-a/satu"))
    for page in bodies(datalist, given).values():
        assert "jadwal 30 Juni 2026 terlewati" in page and "menurut daftar: Tertunda" in page
        assert page.count("terlewati") == 1
    first = line_of(given)
    assert (first["hari_terlewati"], first["status_menurut_daftar"]) == ("146", "tertunda")
    found = data_list(given, gather(given)).passed(given.portal.as_of)
    assert dict(found) == {"dinas-a": 1}
