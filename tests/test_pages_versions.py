"""What the pages say of versions, on a site with a past that was made by hand."""

from __future__ import annotations

import csv
import gzip
import io
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from links import Page, foreign, read
from mkdocs.utils.meta import get_data
from pages_site import PORTAL, dataset, published
from test_pages_words import flat, gaps
from versions_site import (
    CHANGED,
    GIZI,
    HILANG,
    JEBAKAN,
    LAMA,
    RAHASIA,
    TABLE,
    VERSIONS,
    difference,
    file,
    past,
    site,
    version,
)

from build_tools import output, pages
from build_tools.catalogues import sitemap
from build_tools.model import (
    HeldBack,
    OutputFile,
    Past,
    Promise,
    RowChange,
    Site,
    Source,
    Text,
    VersionTable,
    Withdrawal,
)
from build_tools.pages.differences import sentence
from build_tools.pages.versionfiles import version_files
from build_tools.pages.versions import LISTED, version_pages
from build_tools.pages.view import View
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
Files = Mapping[tuple[str, str], OutputFile]


def render(given: Site) -> dict[tuple[str, str], OutputFile]:
    return {(f.lang, f.path.as_posix()): f for f in pages.render(given, WORDS)}


def html(files: Files, path: str, lang: str = "id") -> str:
    content = files[lang, f"{path}/index.md"].content
    assert isinstance(content, bytes)
    return str(get_data(content.decode("utf-8"))[1]["body"])


def body(files: Files, path: str, lang: str = "id") -> Page:
    return read(html(files, path, lang))


def of(*versions: object, **changes: object) -> Site:
    """A site of one dataset with these versions."""
    given = past(GIZI, *versions, **changes)  # type: ignore[arg-type]
    return Site(PORTAL, (published(dataset(GIZI)),), pasts={GIZI: given})


def only(given: Site, lang: str = "id") -> dict[str, OutputFile]:
    return {f.path.as_posix(): f for f in version_pages(View(given, WORDS[lang]))}


def text_of(file: OutputFile) -> Page:
    assert isinstance(file.content, bytes)
    return read(str(get_data(file.content.decode("utf-8"))[1]["body"]))


def packed(file: OutputFile) -> int:
    assert isinstance(file.content, bytes)
    return len(gzip.compress(str(get_data(file.content.decode())[1]["body"]).encode(), 9))


@pytest.fixture(scope="module")
def files() -> Files:
    return render(site())


def test_the_history_names_every_version(files: Files) -> None:
    page = body(files, f"datasets/{GIZI}/versi")
    assert "Versi ialah data sebagaimana adanya" in page.words
    assert (
        "20 November 2026 2.1.1 Koreksi: 12 baris ditambah, 3 baris dihapus, 1 baris diubah."
        in (page.words)
    )
    assert "Versi pertama, 120 baris." in page.words
    assert "Data triwulan baru" in page.words
    links = [a["href"] for a in page.named("a")]
    for one in VERSIONS:
        assert f"{one.address}/" in links
    assert "../../../../datasets/dinkes/gizi/versi/2026-11-20/gizi.csv" in links
    assert "../../../../datasets/dinkes/gizi/versi/versi.csv" in links
    assert "../../../../panduan/versi/" in links
    english = body(files, f"datasets/{GIZI}/versi", "en").words
    assert "Correction: 12 rows added, 3 rows removed, 1 row changed." in english


def test_the_history_says_what_is_odd_about_it(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}/versi").words
    assert f"Alamat sebelumnya: {LAMA}" in words
    assert "Tanggal 1 versi meragukan" in words and "tanggal meragukan" in words
    cut = only(of(version("2026-01-05"), complete=False))
    said = text_of(cut[f"datasets/{GIZI}/versi/index.md"]).words
    assert "Riwayat sebelum 5 Januari 2026 tidak ada di salinan ini" in said
    assert "tidak bernomor" in said


def test_a_long_history_lists_the_newest(tmp_path: Path) -> None:
    many = [version(f"20{n:02}-01-01-{i}") for n in range(30, 0, -1) for i in (9, 8, 7, 6)]
    given = of(*many)
    page = only(given)[f"datasets/{GIZI}/versi/index.md"]
    words = text_of(page).words
    assert f"{LISTED} versi terbaru; {len(many) - LISTED} yang lebih lama" in words
    listed, _ = [f for f in version_files(given) if f.path.name == "versi.csv"]
    assert isinstance(listed.content, bytes)
    assert len(listed.content.splitlines()) == 1 + len(many)


def test_the_page_of_a_version(files: Files) -> None:
    page = body(files, f"datasets/{GIZI}/versi/2026-11-20")
    words = page.words
    assert "Versi 20 November 2026: Gizi balita" in words
    assert "Nomor versi 2.1.1" in words and "Commit 89abcdef89ab" in words
    assert "Periode 2025–2026" in words
    assert "120 baris, 2 kolom." in words
    assert "wilayah (teks), nilai (bilangan)" in words
    assert "Bita berkas sama dengan yang tersimpan di git." in words
    assert VERSIONS[0].tables[0].file is not None
    assert VERSIONS[0].tables[0].file.sha256 in words
    assert "Dibandingkan dengan versi 1 Agustus 2026 ." in words
    assert "12 baris ditambah, 3 baris dihapus, 1 baris diubah." in words
    assert "Sel yang diubah: nilai (1)." in words and "Kunci: wilayah." in words
    assert "versi 2.1.1 [dataset]. Data Paser. Versi 20 November 2026." in words
    assert "https://data.example/datasets/dinkes/gizi/versi/2026-11-20/" in words
    links = [a["href"] for a in page.named("a")]
    assert "../../../../../datasets/dinkes/gizi/versi/2026-10-02/" in links and "../../" in links
    assert "Versi sebelumnya: 2 Oktober 2026 (tertahan)" in words
    assert "../../../../../datasets/dinkes/gizi/versi/2026-11-20/beda-gizi.csv" in links


def test_rows_that_changed_say_so_in_words(files: Files) -> None:
    made = html(files, f"datasets/{GIZI}/versi/2026-11-20")
    words = read(made).words
    assert "Diubah Grogot nilai" not in words  # the key names its field
    assert "Diubah wilayah Grogot nilai sebelum 24.9 → sesudah 22.4" in words
    assert "Ditambah wilayah Kuaro nilai sesudah 17.1" in words
    assert "Dihapus wilayah Batu nilai sebelum 8.5" in words
    assert made.count("<del>") == made.count("</del>") == 2
    assert made.count("<ins>") == made.count("</ins>") == 2
    assert "3 dari 16 perubahan ditampilkan." in words


def test_columns_that_changed(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}/versi/2026-08-01").words
    assert "Kolom ditambah: sumber." in words and "Kolom dihapus: catatan." in words
    assert "Kolom diganti nama: kec → wilayah." in words
    assert "Kolom berganti jenis: nilai (bilangan bulat → bilangan)." in words
    assert "Susunan: 12 baris ditambah" in words and "1 kolom berganti jenis." in words
    assert "memuat 2 kesalahan" in words and "Tanggal versi ini meragukan." in words
    assert f"Kode saat itu {LAMA}" in words


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("address", ["2026-10-02", "2026-10-01", "2026-09-01"])
def test_nothing_is_told_of_a_version_that_may_not_go_out(
    files: Files, address: str, lang: str
) -> None:
    for page in (f"datasets/{GIZI}/versi/{address}", f"datasets/{GIZI}/versi", f"datasets/{GIZI}"):
        told = html(files, page, lang)
        for secret in ("RAHASIA", "rahasia", "9.9.9", "777", "r.csv"):
            assert secret not in told, page
    own = html(files, f"datasets/{GIZI}/versi/{address}", lang)
    assert "89abcdef" not in own and "12 baris" not in own and "download" not in own
    assert not [path for _, path in files if path.startswith(f"datasets/{GIZI}/versi/{address}/r")]
    listed = files["", f"datasets/{GIZI}/versi/versi.csv"].content
    assert isinstance(listed, bytes)
    (line,) = [r for r in csv.reader(io.StringIO(listed.decode())) if r[0] == address]
    assert line[6] in {"tertahan", "ditarik", "tak-terbaca"}
    assert line[:2] == [address, address] and not any(line[2:4] + line[8:])


def test_a_withdrawn_version_says_who_when_and_by_what_law(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}/versi/2026-10-01").words
    assert "Versi ini sudah ditarik." in words
    assert "Ditarik pada 5 Oktober 2026" in words
    assert "Diputuskan oleh Dinas Komunikasi" in words
    assert "Dasar hukum UU 27/2022 Pasal 16" in words
    assert "Ditarik 5 Oktober 2026 oleh Dinas Komunikasi" in (
        body(files, f"datasets/{GIZI}/versi").words
    )
    english = body(files, f"datasets/{GIZI}/versi/2026-10-01", "en").words
    assert "Law 27/2022 Article 16" in english


def test_a_withdrawal_without_a_record_is_told_as_unknown() -> None:
    found = only(of(version("2026-01-01", state="ditarik")))
    words = text_of(found[f"datasets/{GIZI}/versi/2026-01-01/index.md"]).words
    assert "Ditarik pada tidak tercatat" in words and "Dasar hukum tidak tercatat" in words


def test_what_was_taken_back_wholly_has_no_versions(files: Files) -> None:
    for id in (RAHASIA, "dinkes/rahasia-lama"):
        assert not [path for _, path in files if path.startswith(f"datasets/{id}/versi")]
    assert "Dataset ini pindah pada 2 April 2026" in (
        body(files, "datasets/dinkes/rahasia-lama").words
    )


def test_a_dataset_that_moved_says_where_to(files: Files) -> None:
    page = body(files, f"datasets/{LAMA}")
    assert "Dataset ini pindah pada 2 September 2026. Alamatnya sekarang: Gizi balita" in page.words
    links = [a["href"] for a in page.named("a")]
    assert "../../../datasets/dinkes/gizi/" in links
    assert "versi/2026-08-01/" in links and "versi/" in links
    assert ("id", f"datasets/{LAMA}/versi/2026-08-01/index.md") in files


def test_a_dataset_that_was_removed_says_when(files: Files) -> None:
    words = body(files, f"datasets/{HILANG}").words
    assert "dihapus dari repositori pada 7 Juni 2026" in words
    assert "Semua versi (1)" in words
    assert ("id", f"datasets/{HILANG}/versi/2026-03-03/index.md") in files


def test_moves_that_go_in_circles_end() -> None:
    a = past("dinkes/a", moved_to="dinkes/b", gone_on="2026-01-01")
    b = past("dinkes/b", moved_to="dinkes/a", gone_on="2026-01-02")
    given = Site(PORTAL, (), pasts={"dinkes/a": a, "dinkes/b": b})
    assert given.current(a.id) in given.pasts
    found = render(given)
    assert "Dataset ini pindah" in body(found, "datasets/dinkes/a").words
    assert "Dataset ini pindah" in body(found, "datasets/dinkes/b").words


def test_an_id_that_lies_there_but_cannot_be_read_has_no_pages() -> None:
    given = Site(PORTAL, (), pasts={GIZI: past(GIZI, version("2026-01-01"))})
    assert only(given) == {}
    assert [f.path.as_posix() for f in version_files(given)] == ["datasets/versi.csv"]


def test_the_files_are_those_of_the_cache(tmp_path: Path) -> None:
    made = {f.path.as_posix(): f.content for f in version_files(site(tmp_path))}
    folder = f"datasets/{GIZI}/versi/2026-11-20"
    table, changed = made[f"{folder}/gizi.csv"], made[f"{folder}/beda-gizi.csv"]
    assert isinstance(table, Path) and table.read_bytes() == TABLE
    assert isinstance(changed, Path) and changed.read_bytes() == CHANGED
    assert made[f"datasets/{LAMA}/versi/2026-08-01/gizi.csv"] == table
    output.publish(version_files(site(tmp_path)), (), tmp_path / "build")
    linked = tmp_path / "build" / "static"
    assert (linked / folder / "gizi.csv").samefile(
        linked / f"datasets/{LAMA}/versi/2026-02-01/gizi.csv"
    )


def test_tables_with_names_that_meet_have_each_a_file(tmp_path: Path) -> None:
    found = [f.path.name for f in version_files(site(tmp_path)) if JEBAKAN in f.path.as_posix()]
    assert sorted(found) == ["beda-a-2.csv", "beda-a-3.csv", "beda-a.csv", "versi.csv"]


def listed_in(given: Site, path: str) -> list[dict[str, str]]:
    """The lines of a list of versions, as a program reads them."""
    made = {f.path.as_posix(): f.content for f in version_files(given)}
    content = made[path]
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_program_finds_every_version_of_every_dataset_in_one_list(tmp_path: Path) -> None:
    """Each once: those from before a move under the address of today."""
    lines = listed_in(site(tmp_path), "datasets/versi.csv")
    assert {line["dataset"] for line in lines} == {GIZI, HILANG, JEBAKAN}
    first = next(line for line in lines if line["dataset"] == GIZI)
    made = {f.path.as_posix() for f in version_files(site(tmp_path))}
    assert first["berkas"] == "dinkes/gizi/versi/2026-11-20/gizi.csv"
    assert f"datasets/{first['berkas']}" in made and f"datasets/{first['beda']}" in made


def test_what_does_not_go_out_has_its_state_in_the_list_and_no_more(tmp_path: Path) -> None:
    lines = {
        line["alamat"]: line
        for line in listed_in(site(tmp_path), f"datasets/{GIZI}/versi/versi.csv")
    }
    taken = {key: value for key, value in lines["2026-10-01"].items() if value}
    assert taken == {
        "alamat": "2026-10-01",
        "tanggal": "2026-10-01",
        "asal": "resmi",
        "perangkat_daerah": "dinkes",
        "keadaan": "ditarik",
        "ditarik_pada": "2026-10-05",
    }
    assert "commit" not in {k for k, value in lines["2026-10-02"].items() if value}
    assert lines["2026-08-01"]["kolom_ditambah"] == "sumber"
    assert lines["2026-08-01"]["kolom_dihapus"] == "catatan"


def test_the_list_for_programs(tmp_path: Path) -> None:
    made = {f.path.as_posix(): f.content for f in version_files(site(tmp_path))}
    content = made[f"datasets/{GIZI}/versi/versi.csv"]
    assert isinstance(content, bytes)
    lines = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(lines) == len(VERSIONS)
    assert lines[0] | {"sha256": ""} == {
        "alamat": "2026-11-20",
        "tanggal": "2026-11-20",
        "nomor": "2.1.1",
        "jenis": "koreksi",
        "asal": "resmi",
        "perangkat_daerah": "dinkes",
        "keadaan": "terbit",
        "ditarik_pada": "",
        "commit": "89abcdef" * 5,
        "catatan": "Data triwulan baru",
        "tabel": "gizi",
        "baris": "120",
        "ditambah": "12",
        "dihapus": "3",
        "diubah": "1",
        "kolom_ditambah": "",
        "kolom_dihapus": "",
        "berkas": "2026-11-20/gizi.csv",
        "pemisah": ",",
        "desimal": ".",
        "sha256": "",
        "beda": "2026-11-20/beda-gizi.csv",
    }
    assert lines[-1]["ditambah"] == ""  # the first is compared with nothing: not known, not 0


def test_hostile_text_stays_text(files: Files) -> None:
    for lang in ("id", "en"):
        for path in (f"datasets/{JEBAKAN}/versi", f"datasets/{JEBAKAN}/versi/2026-01-01"):
            page = body(files, path, lang)
            assert foreign(page) == [] and page.scripts == []
            assert list(page.named("img")) == []
            assert "{{ 7*7 }}" in page.words


def test_a_table_without_a_key_is_said_to_be_compared_by_whole_rows() -> None:
    given = of(version("2026-02-01", difference=difference("2026-01-01", pairing="isi", key=())))
    found = only(given)
    for path in (f"datasets/{GIZI}/versi", f"datasets/{GIZI}/versi/2026-02-01"):
        words = text_of(found[f"{path}/index.md"]).words
        assert "baris demi baris secara utuh, karena tabel ini tidak punya kunci" in words


def test_a_table_that_was_only_counted_claims_no_rows() -> None:
    counted = difference("2026-01-01", pairing="hitung", added=9, removed=0, changed=0, first=())
    given = version("2026-02-01", difference=counted)
    view = View(of(given), WORDS["id"])
    assert sentence(view, given) == "Baris: dari 111 menjadi 120 baris."
    words = text_of(only(of(given))[f"datasets/{GIZI}/versi/2026-02-01/index.md"]).words
    assert "Jumlah baris: 111 → 120." in words
    assert "tidak dibandingkan baris demi baris" in words and "9 baris" not in words


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (version("2026-01-01", kind=None), "Yang berubah tidak diketahui."),
        (version("2026-01-01", kind="koreksi"), "Koreksi."),  # the one before may not be told of
        (
            version("2026-01-02", kind="sama", difference=replace(difference("x"), tables=())),
            "Isi tabel sama.",
        ),
        (
            version("2026-01-02", kind=None, difference=difference("x", removed=0, changed=0)),
            "12 baris ditambah.",
        ),
        (
            version(
                "2026-01-02",
                kind="struktur",
                difference=difference(
                    "x", rows_before=None, added=120, removed=0, changed=0, columns_added=("a", "b")
                ),
            ),
            "Susunan: 120 baris ditambah, 1 tabel baru.",
        ),
    ],
)
def test_the_sentence_of_a_version(given: object, said: str) -> None:
    assert sentence(View(of(given), WORDS["id"]), given) == said  # type: ignore[arg-type]


def test_a_file_that_is_too_large_says_how_to_get_it() -> None:
    large = VersionTable("gizi", Text("Gizi"), 9, (("a", "string"),), None, 104_857_600)
    given = of(version("2026-01-01", tables=(large,), dataset="dinkes/dulu"))
    words = text_of(only(given)[f"datasets/{GIZI}/versi/2026-01-01/index.md"]).words
    assert "105 MB, terlalu besar untuk disimpan di situs" in words
    assert "git archive --output=versi.zip 89abcdef89ab datasets/dinkes/dulu" in words


def test_what_was_written_from_a_workbook_says_so() -> None:
    table = replace(VERSIONS[0].tables[0], original=False)
    words = text_of(
        only(of(version("2026-01-01", tables=(table,))))[
            f"datasets/{GIZI}/versi/2026-01-01/index.md"
        ]
    ).words
    assert "ditulis ulang dari isi yang terbaca, karena aslinya buku kerja" in words


def test_the_page_of_the_dataset_names_the_newest_versions(files: Files) -> None:
    page = body(files, f"datasets/{GIZI}")
    assert "riwayat" in page.ids
    links = [a["href"] for a in page.named("a")]
    assert "#riwayat" in links and "versi/" in links and "versi/2026-11-20/#berubah" in links
    assert "versi/2026-10-02/" in links  # held back: no differences to lead to
    assert "Versi 2.1.1" in page.words and "Semua versi (6)" in page.words
    assert "Gizi balita, versi 2.1.1 [dataset]" in page.words


def test_the_page_of_the_dataset_says_who_verified_it(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}").words
    assert "Disetujui Dinas Kesehatan , 18 November 2026" in words
    assert "Diverifikasi Dinas Komunikasi , 19 November 2026" in words


def test_the_page_of_a_dataset_that_ended_says_so(files: Files) -> None:
    page = body(files, "datasets/dinkes/tutup")
    assert "tidak diperbarui lagi sejak 31 Januari 2026. Survei berakhir." in page.words
    assert "Dilanjutkan oleh: Gizi balita" in page.words
    assert "Riwayatnya tidak diketahui" in page.words
    assert "versi/" not in [a["href"] for a in page.named("a")]


def test_what_is_held_back_links_to_its_versions() -> None:
    held = HeldBack(Source(GIZI, Path()), Text("Gizi"))
    given = Site(PORTAL, (), (held,), {GIZI: past(GIZI, version("2026-01-01"))})
    found = render(given)
    assert "Semua versi (1)" in body(found, f"datasets/{GIZI}").words
    one = replace(held, withdrawn=Withdrawal(GIZI, "2026-02-02", version="2026-01-01"))
    found = render(replace(given, held_back=(one,)))
    assert ("id", f"datasets/{GIZI}/versi/index.md") in found
    whole = replace(held, withdrawn=Withdrawal(GIZI, office="dkisp", basis=Text("UU 27/2022")))
    words = body(render(replace(given, held_back=(whole,))), f"datasets/{GIZI}").words
    assert "Semua versi" not in words
    assert "Diputuskan oleh Dinas Komunikasi Dasar hukum UU 27/2022" in words


def test_the_history_tells_of_promises_kept_and_missed() -> None:
    promises = (
        Promise("2026-06-01", "2026-01-01", "tanggal", "ditepati", "2026-05-30"),
        Promise("2026-03-01", "2026-01-01", "tanggal", "terlewati", days=9, reason=Text("Banjir.")),
    )
    found = only(of(version("2026-01-01"), promises=promises))
    words = text_of(found[f"datasets/{GIZI}/versi/index.md"]).words
    assert "1 jadwal ditepati, 1 jadwal terlewati." in words and "Banjir." in words


def test_search_engines_are_told_of_histories_alone() -> None:
    listed = [path for path, _ in sitemap.pages(site()) if path.endswith("/versi/")]
    assert listed == [f"datasets/{id}/versi/" for id in (GIZI, JEBAKAN)]


def test_both_languages_say_the_same_things() -> None:
    indonesian, english = (dict(flat(WORDS[lang].section("versions"))) for lang in ("id", "en"))
    english = {key: text for key, text in english.items() if not key.endswith("_one")}
    assert indonesian.keys() == english.keys()
    for key, text in indonesian.items():
        assert gaps(text) == gaps(english[key]), key


def test_versions_of_one_day_are_told_apart() -> None:
    given = of(
        version("2026-01-05-2", "1.1.0", difference=difference("2026-01-05")), version("2026-01-05")
    )
    found = only(given)
    assert "5 Januari 2026 (ke-2) 1.1.0" in text_of(found[f"datasets/{GIZI}/versi/index.md"]).words
    words = text_of(found[f"datasets/{GIZI}/versi/2026-01-05-2/index.md"]).words
    assert "Versi 5 Januari 2026 (ke-2): " in words
    assert "Dibandingkan dengan versi 5 Januari 2026 ." in words


# --- what the first readers did not find ---


def canonical(files: Files, path: str, lang: str = "id") -> str:
    content = files[lang, f"{path}/index.md"].content
    assert isinstance(content, bytes)
    return str(get_data(content.decode("utf-8"))[1].get("kanonik", ""))


def test_at_an_old_address_each_page_leads_to_the_same_at_the_new_one(files: Files) -> None:
    new = "../../../../../datasets/dinkes/gizi/versi"
    page = body(files, f"datasets/{LAMA}/versi/2026-08-01")
    links = [a["href"] for a in page.named("a")]
    assert f"{new}/2026-08-01/" in links and f"{new}/2026-11-20/" in links
    assert "Dataset ini pindah pada 2 September 2026. Versi ini di alamat barunya" in page.words
    assert "Versi terbaru: 20 November 2026" in page.words
    assert "Versi sesudahnya: 1 September 2026 (tidak terbaca)" in page.words
    listed = body(files, f"datasets/{LAMA}/versi")
    assert "Riwayat lengkap di alamat barunya: Gizi balita" in listed.words
    assert "../../../../datasets/dinkes/gizi/versi/" in [a["href"] for a in listed.named("a")]


def test_search_engines_find_the_new_address(files: Files) -> None:
    base = "https://data.example/"
    assert canonical(files, f"datasets/{LAMA}") == f"{base}datasets/{GIZI}/"
    assert canonical(files, f"datasets/{LAMA}/versi") == f"{base}datasets/{GIZI}/versi/"
    one = f"datasets/{GIZI}/versi/2026-08-01/"
    assert canonical(files, f"datasets/{LAMA}/versi/2026-08-01") == base + one
    assert canonical(files, f"datasets/{LAMA}/versi/2026-08-01", "en") == f"{base}en/{one}"
    assert canonical(files, f"datasets/{GIZI}/versi/2026-08-01") == ""


def test_a_withdrawn_newest_version_is_not_said_to_be_held_back() -> None:
    taken = version("2026-03-01", state="ditarik")
    shown = replace(published(dataset(GIZI)), held_since="2026-03-09")
    given = Site(PORTAL, (shown,), pasts={GIZI: past(GIZI, taken, version("2026-02-01"))})
    words = body(render(given), f"datasets/{GIZI}").words
    assert "Versi 1 Maret 2026 ditarik; yang tampil versi 1 Februari 2026." in words
    assert "ditahan karena pemeriksaan" not in words
    held = replace(given, pasts={GIZI: past(GIZI, replace(taken, state="tertahan"))})
    assert "ditahan karena pemeriksaan" in body(render(held), f"datasets/{GIZI}").words


def test_the_list_says_how_many_do_not_go_out_and_why_numbers_jump(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}/versi").words
    assert "Ditarik : 1 dari 6 versi ditarik." in words
    assert "Versi ini sudah ditarik" not in words
    assert "Nomor versi yang tidak terbit tidak ditampilkan" in words
    plain = text_of(only(of(version("2026-01-05")))[f"datasets/{GIZI}/versi/index.md"]).words
    assert "tidak ditampilkan" not in plain


def test_versions_between_two_compared_ones_are_named(files: Files) -> None:
    words = body(files, f"datasets/{GIZI}/versi/2026-11-20").words
    assert "Yang tertahan di antaranya dilewati: 2 Oktober 2026." in words
    assert "Yang ditarik di antaranya dilewati: 1 Oktober 2026." in words
    assert "Versi sebelumnya Versi" not in words


def test_what_holds_a_version_back_is_named_but_not_which_personal_data() -> None:
    held = version("2026-01-01", state="tertahan", reasons=("personal", "primary-key"))
    found = only(of(held))
    words = text_of(found[f"datasets/{GIZI}/versi/2026-01-01/index.md"]).words
    title = WORDS["id"]("findings.primary-key.title")
    assert f"Ditahan karena data pribadi; {title}" in words
    listed = text_of(found[f"datasets/{GIZI}/versi/index.md"]).words
    assert "Isinya ditahan karena memuat data pribadi." in listed


def test_how_a_file_is_written_is_said_where_programs_would_trip() -> None:
    table = replace(VERSIONS[0].tables[0], delimiter=";", decimal=",")
    page = f"datasets/{GIZI}/versi/2026-01-01/index.md"
    words = text_of(only(of(version("2026-01-01", tables=(table,))))[page]).words
    assert "Pemisah kolomnya ; , tanda desimalnya , ." in words
    assert "Pemisah" not in text_of(only(of(version("2026-01-01")))[page]).words
    tabs = of(version("2026-01-01", tables=(replace(table, delimiter="\t"),)))
    (line,) = listed_in(tabs, f"datasets/{GIZI}/versi/versi.csv")
    assert (line["pemisah"], line["desimal"]) == (r"\t", ",")


def test_a_map_that_was_written_anew_is_not_called_a_workbook() -> None:
    table = replace(VERSIONS[0].tables[0], original=False, file=file("batas.geojson", b"{}"))
    found = only(of(version("2026-01-01", tables=(table,))))
    words = text_of(found[f"datasets/{GIZI}/versi/2026-01-01/index.md"]).words
    assert "ditulis ulang dari berkas peta" in words and "buku kerja" not in words


def test_the_note_of_a_commit_is_marked_as_indonesian(files: Files) -> None:
    for path in (f"datasets/{GIZI}/versi", f"datasets/{GIZI}/versi/2026-11-20"):
        assert '<span lang="id">Data triwulan baru</span>' in html(files, path, "en")
        assert 'lang="id"' not in html(files, path)


def test_each_download_says_of_which_day_it_is(files: Files) -> None:
    made = html(files, f"datasets/{GIZI}/versi")
    assert 'download>CSV<span class="pd-vh"> 20 November 2026</span></a>' in made
    assert 'class="pd-st warn"' in made and 'data-l="Yang berubah"' in made


def test_a_version_is_cited_with_its_own_address(files: Files) -> None:
    address = "https://data.example/datasets/dinkes/gizi/versi/2026-11-20/"
    version = f"datasets/{GIZI}/versi/2026-11-20"  # as a reference, as BibTeX
    for path, count in ((f"datasets/{GIZI}", 1), (version, 2), (f"datasets/{GIZI}/pakai", 2)):
        page = body(files, path)
        assert page.words.count(address) == count
        assert "Salin kutipan" in page.words
    english = body(files, f"datasets/{GIZI}/versi/2026-11-20", "en").words
    assert (
        "@misc{dinkes-gizi-2026-11-20," in english and "/en/datasets/dinkes/gizi/versi" in english
    )


def test_deleting_is_not_withdrawing(files: Files) -> None:
    words = body(files, f"datasets/{HILANG}").words
    assert "Menghapus dataset bukan menarik datanya." in words
    assert "Menghapus dataset" not in body(files, f"datasets/{LAMA}").words


def test_a_page_that_names_the_newest_versions_does_not_say_all() -> None:
    many = [version(f"20{n:02}-01-01") for n in range(30, 10, -1)]
    given = Site(PORTAL, (), pasts={HILANG: past(HILANG, *many, gone_on="2031-01-01")})
    words = body(render(given), f"datasets/{HILANG}").words
    assert "10 versi terbaru" in words and "Semua versi (20)" in words


def test_what_is_gone_owes_nothing() -> None:
    promises = (Promise("2026-09-01", "2026-01-01", "tanggal", "menunggu"),)
    given = past(GIZI, version("2026-01-01"), promises=promises, gone_on="2026-03-01")
    found = only(Site(PORTAL, (), pasts={GIZI: given}))
    assert "Menunggu" not in text_of(found[f"datasets/{GIZI}/versi/index.md"]).words


def full(address: str) -> Past:
    """A version with as much as a page may show."""
    tables = tuple(
        VersionTable(
            f"tabel-{n}",
            Text(f"Tabel ke-{n} tentang {n * 7919 % 1000}"),
            n * 1000,
            tuple((f"kolom_{n}_{k * 31 % 97}", "number") for k in range(40)),
            file(f"tabel-{n}.csv", str(n).encode()),
        )
        for n in range(12)
    )
    first = tuple(
        RowChange(
            kind,  # type: ignore[arg-type]
            (("wilayah", f"{n * 7919 % 65536:x} {kind}"),),
            tuple(
                (f"kolom_{k}", f"{n * k * 104729 % 10**9}", f"{n * k * 1299709 % 10**9} " * 5)
                for k in range(9)
            ),
        )
        for kind in ("ditambah", "dihapus", "diubah")
        for n in range(8)
    )
    changed = tuple(
        replace(difference("2026-01-01").tables[0], table=t.name, title=t.title, first=first)
        for t in tables
    )
    one = replace(difference("2026-01-01"), tables=changed)
    return past(GIZI, version(address, "1.2.3", tables=tables, difference=one))


def test_pages_of_versions_are_small() -> None:
    given = Site(PORTAL, (published(dataset(GIZI)),), pasts={GIZI: full("2026-05-05")})
    for lang in ("id", "en"):
        page = only(given, lang)[f"datasets/{GIZI}/versi/2026-05-05/index.md"]
        assert packed(page) < 4_000  # the rest of the page is about 2 KB


def test_two_thousand_versions_are_rendered_fast() -> None:
    many = [
        version(
            f"20{n // 100:02}-01-{n % 28 + 1:02}-{n}", f"1.{n}.0", message=f"Data ke-{n * 7919}"
        )
        for n in range(2000, 0, -1)
    ]
    many = [replace(v, difference=difference(v.address)) for v in many]
    given = of(*many)
    start = time.process_time()
    found = only(given)
    took = time.process_time() - start
    assert len(found) == 2001
    print(f"{took / 2001 * 1000:.2f} ms a page")
    assert took / 2001 < 0.003
    assert packed(found[f"datasets/{GIZI}/versi/index.md"]) < 7_000
