"""Which headings announce numbers of persons, however they are written, and which only seem to."""

from __future__ import annotations

import pytest

from build_tools.privacy.headers import announced, is_entity, is_money, is_official, words

ANNOUNCED = {
    "personal-nik": "nik|NIK|no_ktp|No. KTP|NoKTP|nokk|no_kk|NKK|Nomor Kartu Keluarga|nik_ibu|KK"
    "|ktp"
    "|Nomor Induk Kependudukan|NIK/No KTP|N.I.K|E-KTP|no_nik|nomor_identitas|NIKPENDUDUK"
    "|ktp_pemilik"
    "|no induk kependudukkan|Nik2|no_induk|kartu_keluarga",
    "personal-mobile": "no_hp|NO.HP/WA|nohp|hp|wa|telp_pemilik|No Telepon|HP1|nomor_handphone"
    "|Handpone"
    "|whatsapp|no wa aktif|kontak|CP|NoHandphone|phone_number|tlp|no. yang dapat dihubungi",
    "personal-email": "email|E-Mail|surel|alamat_email",
    "personal-npwp": "npwp|No_NPWP|npwp_pemilik|Nomor Pokok Wajib Pajak",
    "personal-nip": "nip|nip_pejabat|NIP_Baru|Nomor Induk Pegawai|NUPTK",
    "personal-bpjs": "no_bpjs|NoBPJS|Nomor BPJS|no_kartu_bpjs|No. Kartu JKN|noka|no peserta",
    "personal-nisn": "nisn|NIS|No Induk Siswa|nisn_siswa",
    "personal-medical-record": "no_rm|NoRM|No. Rekam Medis|rekam_medis|RM|no_mr|nomor pasien",
    "personal-bank": "no_rek|norek|No. Rekening Bank|rekening_bri|nomor rekening|bank_account"
    "|rekning",
    "personal-passport": "paspor|no_paspor|passport_no|NoPaspor",
    "personal-plate": "nopol|no_polisi|No. Pol|plat_nomor|No Plat|nomor_kendaraan|TNKB",
}


@pytest.mark.parametrize(
    ("code", "heading"), [(c, h) for c, given in ANNOUNCED.items() for h in given.split("|")]
)
def test_announced(code: str, heading: str) -> None:
    assert announced(heading) == code
    assert announced("kolom_3", heading) == code


@pytest.mark.parametrize(
    "heading",
    [
        *("no_induk_aset", "indeks", "klinik", "teknik", "nikah", "npsn", "nib", "nomor_surat"),
        *("kode_rekening", "no_rekening_belanja", "uraian_rekening", "nama_rekening", "no_kontrak"),
        *(
            "jumlah_kk",
            "KK TERDAMPAK",
            "wajib_ktp",
            "pengantar_ktp",
            "perekaman_e-ktp",
            "kk_miskin",
        ),
        *("jumlah_telepon", "biaya_telepon", "hps", "hewan", "wasit", "jumlah peserta BPJS"),
        *("penerbitan_paspor", "platform", "polisi", "norma", "normal", "nomor_induk_berusaha"),
        *("tanggal_paspor", "rekening_listrik", "rekening_koran", "alamat", "nomor", "id", "kode"),
        *("kode_wilayah", "jenis_kelamin", "rumah_sakit", "nilai_npwp", "pkk", "rmu", "peserta"),
    ],
)
def test_not_announced(heading: str) -> None:
    assert announced(heading) == ""


def test_a_heading_is_read_as_words() -> None:
    assert words("NoKTPPemilik") == "no ktp pemilik"
    assert words("No.HP/WA") == "no hp wa"
    assert words("ｎｉｋ") == "nik"


def test_what_else_a_heading_tells() -> None:
    assert is_entity("npwp_perusahaan")
    assert not is_entity("npwp_pemilik")
    assert is_official("kode_opd")
    assert not is_official("kode_desa")
    assert is_money("c1", "Pagu (Rp)")
    assert not is_money("kode")
