"""What headings claim: names as they come on real portals, snake, camel, titled, misspelt."""

from __future__ import annotations

import pytest

from build_tools.privacy import roles
from build_tools.privacy.roles import role

PERSONS = [
    ("nama", "bare-name"),
    ("Nama", "bare-name"),
    ("NAMA", "bare-name"),
    ("name", "bare-name"),
    ("nama_lengkap", "name"),
    ("NamaPasien", "name"),
    ("nm_siswa", "name"),
    ("nama_pemilik_usaha", "name"),
    ("nama_penerima_bantuan", "name"),
    ("kontak_person", "name"),
    ("Nama Kepala Keluarga", "name"),
    ("nama_kepala_desa", "official"),
    ("kepala_desa", "official"),
    ("NamaKepalaSekolah", "official"),
    ("nama_pimpinan", "official"),
    ("direktur_utama", "official"),
    ("nama_ibu_kandung", "parent"),
    ("nama_ayah", "parent"),
    ("nama_wali_murid", "parent"),
    ("alamat", "address"),
    ("alamt", "address"),
    ("Alamat Rumah (sesuai KTP)", "address"),
    ("alamat_jalan_rt_rw", "address"),
    ("domisili", "address"),
    ("rt_rw", "neighbourhood"),
    ("tanggal_lahir", "birth"),
    ("TglLahir", "birth"),
    ("tgl lhr", "birth"),
    ("TTL", "birth"),
    ("birth_date", "birth"),
    ("tempat_lahir", "birth-place"),
    ("jenis_kelamin", "sex"),
    ("JK", "sex"),
    ("l_p", "sex"),
    ("agama", "religion"),
    ("status_perkawinan", "marital"),
    ("latitude", "latitude"),
    ("lattitude", "latitude"),
    ("atitude", "latitude"),
    ("longtitude", "longitude"),
    ("bujur", "longitude"),
    ("titik_koordinat", "coordinates"),
    ("link_google_maps", "coordinates"),
    ("diagnosa", "sensitive"),
    ("jenis_disabilitas", "sensitive"),
    ("status_gizi", "sensitive"),
    ("penghasilan_per_bulan", "sensitive"),
    ("jabatan", "work"),
    ("nip", "work"),
    ("pengarang", "work"),
]
OTHERS = [
    ("nama_sekolah", "institution"),
    ("nama_masjid", "institution"),
    ("nama_tempat_mengajar", "institution"),
    ("NamaUsaha", "institution"),
    ("nama_aplikasi", "institution"),
    ("nama_desa", "place"),
    ("nama_jalan", "place"),
    ("nama_indikator", "thing"),
    ("nama_paket_pekerjaan", "thing"),
    ("alamat_kantor", "thing"),
    ("alamat_usaha", "thing"),
    ("alamat_website", "thing"),
    ("jumlah_pasien", "measure"),
    ("jumlah_rt", "measure"),
    ("persentase_penerima_bansos", "measure"),
    ("tahun", "measure"),
    ("tanggal_kejadian", "date"),
    ("sktm", ""),
]


@pytest.mark.parametrize(("heading", "expected"), PERSONS)
def test_headings_about_persons(heading: str, expected: str) -> None:
    assert role(heading) == expected


@pytest.mark.parametrize(("heading", "expected"), OTHERS)
def test_headings_about_something_else(heading: str, expected: str) -> None:
    assert role(heading) == expected


def test_the_title_tells_where_the_name_does_not() -> None:
    assert role("c7", "Tanggal lahir") == "birth"
    assert role("nama", "Nama sekolah") == "institution"
    assert role("alamat", "Kolom 3") == "address"


def test_a_title_tells_of_persons_in_need() -> None:
    assert roles.in_need("Daftar pasien rawat inap 2024") == "pasien"
    assert roles.in_need("Penerima bantuan sosial") == "penerima bantuan"
    assert roles.in_need("Daftar aplikasi pemerintah") == ""


def test_very_long_headings_are_read_in_part_only() -> None:
    assert role("nama " * 100_000) in {"", "bare-name"}
