"""Names of persons by their titles and degrees, and what only looks like them.

The names are made up (fulan: somebody), but for those of institutions and streets.
"""

from __future__ import annotations

import time

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.checks.persons import _Persons
from build_tools.privacy.names import masked, persons

PERSONS = [
    "Fulan bin Fulan, S.Kom",
    "Kepala Dinas: Fulan Polan, S.Kom., M.Si.",
    "FULAN POLAN, S.SOS., M.AP",
    "Fulan Polan, S. Pd",
    "Fulan S., S.STP",
    "Fulan, SE., MM hadir",
    "oleh Fulan Polan, ST, M.T",
    "Fulan Polan, SKom",
    "Fulan Polan, A.Md",
    "Fulan Polan, Ph.D.",
    "Fulana Polan, Sp.A",
    "Dr. Fulan",
    "dr. Fulana Polan",
    "drg. Fulana",
    "Drs. Fulan, dan tim",
    "Dra. Hj. Fulana",
    "Ir. H. Fulan",
    "H. Fulan Polan",
    "Dipimpin H.M. Fulan",
    "Hj. Fulana",
    "Prof. Dr. Fulan",
    "KH. Fulan",
    "Rapat dipimpin Bapak Fulan",
    "Kepada Yth. Ibu Fulana",
    "Sambutan Bapak Fulan Polan",
    "menurut Sdr. Fulan",
    "Ustadz Fulan",
    "Rapat di RSUD Panglima Sebaya, dipimpin dr. Fulan",
    "Jalan Jenderal Sudirman (Dr. Fulan)",
    "diserahkan a.n. Fulan Polan",
    "atas nama Fulana",
    "penerima: Fulan bin Polan",
]
NOT_PERSONS = [
    "RSUD dr. Soetomo",
    "RSUD Dr. H. Moh. Ansari Saleh",
    "Rumah Sakit Umum Daerah dr. Kanujoso Djatiwibowo",
    "Rumah Sakit Dr. Cipto Mangunkusumo",
    "Universitas Dr. Soetomo, Surabaya",
    "Universitas Prof. Dr. Hazairin",
    "Jalan Ir. H. Juanda",
    "Jl. Dr. Sutomo No. 5",
    "Jl. H. Agus Salim",
    "Gedung Prof. Dr. Satrio",
    "Stadion H. Agus Salim",
    "1 Januari s.d. 31 Desember",
    "Januari, S.D. Maret",
    "lulusan S.Kom dan M.Si",
    "Gelar S.Kom, M.Si diterima",
    "Sarjana (S.Kom, S.T.)",
    "Surat Edaran, SE Nomor 5 Tahun 2024",
    "Survei Kepuasan Masyarakat, SKM",
    "Sekolah Dasar, SD",
    "Dinas Komunikasi, Informatika, Statistik, dan Persandian",
    "Kesehatan Ibu dan Anak",
    "Ibu Hamil dan Menyusui",
    "Layanan Kesehatan Ibu Anak",
    "Program Ibu Cerdas",
    "ibu kota kabupaten",
    "Ibu Kota Nusantara",
    "Bapak Bupati dan Ibu Ketua TP PKK",
    "Bapak/Ibu Guru",
    "data dr. Dinas Kesehatan",
    "A. Umum B. Khusus G. Perdagangan H. Transportasi",
    "Blok H. Jalan Utama",
    "Lampiran H. Daftar Aset",
    "PT. Contoh Hulu, Tbk.",
    "Kec. Tanah Grogot, S. Kandilo",
    "Nilai 3,5 dari 4, M 2",
    "Sekretaris Daerah",
    "Kepala DKISP Paser",
    "e-Musrenbang, SIPD, dan SP4N-LAPOR!",
    "Perpres 39/2019 tentang Satu Data Indonesia",
    "Dr.",
    "Safari Ramadan 1445 H. Kegiatan di Tanah Grogot",
    "Tahun Baru Islam 1446 H. Acara ditutup",
    "Tabel H. Rekapitulasi",
    "butir H. Rekapitulasi",
    "layanan dr. Online",
    "Aplikasi dr. Desa",
    "bagi Ibu Muda",
    "pelatihan untuk Ibu Pekerja",
    "peringatan hari Ibu Nasional",
    "kelas Ibu Sadar Gizi",
    "wirausaha Ibu Hebat Paser",
    "program untuk Bapak Tani Muda",
    "Ibu Kader",
    "Bapak Rektor",
    "oleh Bapak Deputi",
    "Bapak Kajari",
    "Sdr. Operator",
    "Lulusan Akuntansi, S.E., dan",
    "Kualifikasi Teknik Informatika, S.Kom",
    "Kepala Dinas, S.E.",
    "Prioritas A. Umum, H. Lain",
    "a.n. Kepala Dinas",
    "atas nama Pemerintah Daerah",
    "pemilik tanah dan penerima bantuan",
    "Semenisasi gang Pak Karto",
    "Lampu di Simpang H. Juanda",
    "Soto Bu Siti",
    "pemilik syah sumber daya",
    "",
]
UNSURE = [
    "Bapak Teladan",
    "arahan Ibu Sejuk",
    "Sdr. Terlapor",
    "Kepala Bidang Hukum Fulan, S.H.",
    "Piket, S.E. atau",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_person(text: str) -> None:
    assert persons(text)
    hidden = masked(text)
    assert "Fulan" not in hidden and "FULAN" not in hidden and "…" in hidden
    assert masked(hidden) == hidden


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_nobody(text: str) -> None:
    assert persons(text) == []
    assert masked(text) == text


@pytest.mark.parametrize("text", UNSURE)
def test_one_word_may_be_a_name_or_not(text: str) -> None:
    assert [place.sure for place in persons(text)] == [False]


@pytest.mark.parametrize(
    "text",
    ["Bapak Fulan Polan", "Dr. Fulan", "1. H. Fulan", "Kepala Bidang Hukum Fulan Polan, S.H."],
)
def test_two_words_or_a_title_of_learning_are_a_name(text: str) -> None:
    assert [place.sure for place in persons(text)] == [True]


@pytest.mark.parametrize("degree", range(1, len(", S.Kom") + 1))
def test_what_was_cut_off_gives_no_name_away(degree: int) -> None:
    """Of "…, S.Kom" no more may be left than a comma."""
    whole = "Layanan " + "a" * 200 + " Fulan bin Polan, S.Kom"
    hidden = masked(whole[:-degree], cut=True)
    assert "Fulan" not in hidden and "Polan" not in hidden and hidden.startswith("Layanan aaa")


def test_in_the_name_of_a_thing_ibu_is_nobody() -> None:
    assert persons("Bapak Tangguh")
    assert persons("Bapak Tangguh", name=True) == []
    assert persons("Ibu Rudy", name=True) == []
    assert persons("Klinik sore, dr. Fulan", name=True)


def looked_at(text: str) -> bool:
    """Whether the quick look at the column lets a text through."""
    return bool(pc.match_substring_regex(pa.array([text]), _Persons.telling)[0].as_py())


@pytest.mark.parametrize("text", PERSONS)
def test_the_quick_look_misses_none_of_them(text: str) -> None:
    assert looked_at(text)


@given(
    st.lists(
        st.sampled_from([*" ,.()/", "\u00a0", "Fulan", "Polan", "S.Kom", "M.Si", "SE", "MM"])
        | st.sampled_from(["Dr.", "dr.", "H.", "Hj.", "Bapak", "Ibu", "Ir.", "RSUD", "Kota", "ke"]),
        max_size=8,
    ).map("".join)
)
def test_the_quick_look_misses_nothing(text: str) -> None:
    assert looked_at(text) or not persons(text)


def test_a_text_that_is_cut_does_not_take_long() -> None:
    begun = time.process_time()
    for part in ("A", "Aa ", "A,", "A.", "bin "):
        masked((part * 200)[:199] + "!", cut=True)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "part",
    [
        "Aa ",
        "Dr. ",
        "H.",
        "Aa, ",
        "Bapak ",
        "S.",
        "Aa'’.-",
        "H. Aa ",
        "a.n. ",
        "a.n. Budi ",
        "Pak ",
    ],
)
def test_a_long_text_does_not_take_long(part: str) -> None:
    begun = time.process_time()
    persons(part * 50_000)
    assert time.process_time() - begun < 3
