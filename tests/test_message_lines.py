"""Which messages of offices readers see: those about data, and none that may be about a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from faker import Faker

from build_tools.load import load_portal
from build_tools.model import Portal
from build_tools.versions.messages import shown

ROOT = Path(__file__).parent.parent

ORDINARY = """
Perbarui data semester 1 tahun 2026
Tambah data bulan Maret 2026
Koreksi jumlah kunjungan Puskesmas Kuaro
Perbaiki salah ketik pada nama kolom
Data produksi padi 2025 per kecamatan
Revisi angka luas panen Kecamatan Batu Sopang
Unggah tabel baru: sarana pendidikan
Hapus baris kembar
Perbarui Data Kunjungan Wisatawan Triwulan II 2026
Update data penduduk semester 2
Ganti file Excel dengan CSV
Tambahkan kolom kode desa
Sesuaikan kode wilayah dengan Kemendagri
Perbaikan format tanggal
Penambahan data Kecamatan Long Ikis
Koreksi satuan: ton menjadi kuintal
Data APBD perubahan 2025
Realisasi anggaran sampai September 2026
Perbarui daftar sekolah dasar
Rapikan spasi di kolom keterangan
Perbarui harga cabai dan beras
Data curah hujan Oktober
Lengkapi koordinat pasar
Perbaikan total yang tidak cocok
Isi nilai kosong kolom luas
Rilis triwulan III
Tambah data 2019 sampai 2024
Perbarui sumber dan lisensi
Betulkan pembulatan persentase
Data jalan kabupaten menurut kondisi
Panjang jalan rusak per kecamatan 2025
Hasil rekonsiliasi dengan BPS
Perbarui keterangan dataset
Ganti nama berkas
Sinkronkan dengan data provinsi
Data pelanggan air bersih bulan Juli
Pembetulan angka desa di Kecamatan Tanah Grogot
Koreksi 3 baris hasil verifikasi lapangan
Tambah tabel tenaga kesehatan
Perbarui jumlah guru dan siswa SD
Menambah data desa Busui
Memperbarui rekap perizinan UMKM
Data timbulan sampah tahunan
Kirim ulang data Mei 2026
Batalkan perubahan sebelumnya
Perbaikan kode OPD
Perbarui jadwal rilis berikutnya
Data pengunjung perpustakaan 2026
Perbarui capaian indikator RPJMD
Update nilai SPBE
Data ternak sapi dan kambing per desa
Add the data of 2025
Correct the totals of the second quarter
Remove duplicate rows
Ralat: luas kebun sawit Muara Samu
Tabel jumlah posyandu
Jumlah kapal menurut jenis
Data penumpang pelabuhan
Konversi ke CSV
Verifikasi data triwulan 4 oleh Diskominfo
Perbarui data menurut arahan walidata
""".strip().splitlines()

ABOUT_PERSONS = (
    "Koreksi; {first} (RT 03 Desa Suka) dihapus",
    "koreksi {small}",
    "Perbaiki data {first}",
    "PERBAIKI DATA {upper}",
    "{name} minta datanya dihapus",
    "data dari {first} sudah masuk",
    "hapus baris {last}",
    "Perbarui ({last}, Kuaro)",
    "Pak {first} kirim ulang",
    "tambah a.n. {small}",
)


@pytest.fixture(scope="module")
def portal() -> Portal:
    return load_portal(ROOT, date(2026, 11, 26))


@pytest.mark.parametrize("line", ORDINARY)
def test_what_an_office_says_of_its_data_is_shown(portal: Portal, line: str) -> None:
    assert shown(portal)(line, ()) == line


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form", ABOUT_PERSONS)
def test_what_may_name_somebody_is_not_shown(portal: Portal, form: str, seed: int) -> None:
    Faker.seed(f"{form}{seed}")
    fake = Faker("id_ID")
    first, last = fake.first_name(), fake.last_name()
    name = f"{first} {last}"
    line = form.format(first=first, last=last, name=name, small=name.lower(), upper=name.upper())
    assert shown(portal)(line, ()) == "", line


@pytest.mark.parametrize(
    "line",
    [
        "Satu warga positif TBC dihapus",
        "Data tersangka dihapus",
        "Rumah di RT 03 RW 01 Desa Busui",
        "Alamat di gang mawar",
        "Ibu kader minta diganti",
        "Hapus penerima BLT",
        "Kolom NIK dihapus",
        "revisi kjsdfh",
    ],
)
def test_what_tells_of_persons_or_is_not_known_is_not_shown(portal: Portal, line: str) -> None:
    assert shown(portal)(line, ()) == ""


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (None, "Perbarui data"),
        ({}, "Perbarui data"),
        ({"catatan": "ya"}, "Perbarui data"),
        ({"catatan": True}, "Perbarui data"),
        ({"catatan": "tidak"}, ""),
        ({"catatan": False}, ""),
        ({"catatan": ["ya"]}, ""),
        ("tidak", ""),
    ],
)
def test_a_portal_may_show_no_messages(portal: Portal, given: Any, line: str) -> None:
    from dataclasses import replace

    settings = {**portal.settings, "riwayat": given}
    assert shown(replace(portal, settings=settings))("Perbarui data", ()) == line
