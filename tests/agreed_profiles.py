"""What pages and checks rely on in each profile, written down apart from the profiles' files."""

from __future__ import annotations

#: Columns that pages and checks rely on, in order: `*` each row fills it, `?` a table may leave it
#: out.
COLUMNS = {
    "anggaran": "tahun* tahap opd_id dimensi_id program_id? uraian nilai_rupiah"
    " nilai_sebagaimana_ditulis? kenaikan_sebagaimana_ditulis? tanggal_pernyataan?"
    " jabatan_penyampai? ketelitian* status_angka*"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "aplikasi": "id* nama* nama_lain? jenis kelompok sasaran opd_id opd_menurut_sumber? lingkup"
    " status terintegrasi alamat alamat_hasil alamat_diperiksa tahun_mulai? uraian? uraian_en?"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "capaian": "indikator_id* tahun* target nilai ketelitian* status_angka* bukti_url"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "catatan_angka": "id* judul* judul_en? penjelasan* penjelasan_en? dataset diperiksa*",
    "catatan_angka_nilai": "catatan_id* urutan* hal* hal_en? periode periode_en?"
    " nilai_sebagaimana_ditulis* sumber? sumber_url* mutu_sumber* catatan?",
    "daftar_data": "id* judul* opd_id* frekuensi jadwal status dataset dasar? tahun? prioritas?"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "dimensi": "id* urutan* nama* nama_en? sumber_url? mutu_sumber?",
    "evaluasi": "tahun_evaluasi* tahap* waktu_sebagaimana_dicatat? tanggal_mulai tanggal_selesai"
    " tempat penyelenggara nilai nilai_maksimum? peringkat jumlah_peserta cakupan_peringkat"
    " status_angka* sumber? sumber_url? mutu_sumber? catatan?",
    "indikator": "id* nama* nama_en? dimensi_id* opd_id satuan* satuan_en? arah lebih_100? definisi"
    " rujukan_masterplan sumber? sumber_url? mutu_sumber? catatan?",
    "opd": "id* nama* nama_en? singkatan jenis* kode_skpd sumber_url? mutu_sumber? catatan?",
    "penghargaan": "id* tahun* tanggal nama* nama_en? pemberi* opd_id tingkat peringkat?"
    " dimensi_id? sumber? sumber_url? mutu_sumber? catatan?",
    "permintaan_data": "id* tanggal* perihal* perihal_en? opd_id status* jawaban jawaban_en?"
    " tanggal_jawaban dataset sumber? sumber_url? mutu_sumber? catatan?",
    "permohonan_informasi": "tahun* opd_id masuk* dikabulkan dikabulkan_sebagian ditolak diproses"
    " rata_rata_hari ketelitian* status_angka* sumber? sumber_url? mutu_sumber? catatan?",
    "pernyataan": "id* tanggal* jabatan* jabatan_en? kutipan* kutipan_en? jenis_kutipan*"
    " konteks konteks_en? pembuktian* pembuktian_en? tahun_evaluasi? tahap? dataset_bukti"
    " keadaan* diperiksa* alasan* alasan_en?"
    " tanggapan? tanggapan_tanggal? tanggapan_jabatan? sumber_url* mutu_sumber* catatan?",
    "program": "id* nama* nama_en? dimensi_id* opd_id horizon tahun_mulai tahun_selesai status"
    " rujukan_masterplan uraian? sumber? sumber_url? mutu_sumber? catatan?",
    "quick_win": "id* nama* nama_en? dimensi_id* opd_id program_id? tahun status"
    " rujukan_masterplan uraian? sumber? sumber_url? mutu_sumber? catatan?",
    "rapat": "tanggal* jenis* nama opd_id tempat risalah_url uraian?"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "rekomendasi": "tahun_evaluasi* tahap* nomor* rekomendasi* rekomendasi_en? opd_id dimensi_id?"
    " tanggal rapat_jenis? target_kali_per_tahun? status_tindak_lanjut*"
    " sumber? sumber_url? mutu_sumber? catatan?",
    "sumber_diperiksa": "profil* dicari* dicari_en? tahun_evaluasi? tahap? penerbit* alamat*"
    " diperiksa* hasil* catatan?",
    "tindak_lanjut": "tahun_evaluasi* tahap* nomor* tanggal* uraian* uraian_en? opd_id hasil"
    " bukti_url sumber? sumber_url? mutu_sumber? catatan?",
}
#: Primary keys that are not just `id`.
PRIMARY = {
    "anggaran": "",
    "capaian": "indikator_id tahun",
    "catatan_angka_nilai": "catatan_id urutan",
    "evaluasi": "tahun_evaluasi tahap",
    "permohonan_informasi": "",
    "rapat": "tanggal jenis",
    "rekomendasi": "tahun_evaluasi tahap nomor",
    "sumber_diperiksa": "profil alamat dicari",
    "tindak_lanjut": "tahun_evaluasi tahap nomor tanggal",
}
#: Columns that each row of an official table fills.
OFFICIAL = {
    "anggaran": "opd_id dimensi_id",
    "aplikasi": "opd_id status",
    "indikator": "opd_id",
    "permohonan_informasi": "opd_id",
    "program": "opd_id",
    "quick_win": "opd_id",
}
#: Days that may not lie ahead.
PAST = {
    "anggaran": "tanggal_pernyataan",
    "aplikasi": "alamat_diperiksa",
    "catatan_angka": "diperiksa",
    "evaluasi": "tanggal_mulai",
    "penghargaan": "tanggal",
    "permintaan_data": "tanggal tanggal_jawaban",
    "pernyataan": "tanggal diperiksa tanggapan_tanggal",
    "rapat": "tanggal",
    "sumber_diperiksa": "diperiksa",
    "tindak_lanjut": "tanggal",
}
#: Days of a row of which the second is not before the first.
ORDER = {
    "permintaan_data": "tanggal tanggal_jawaban",
    "pernyataan": "tanggal diperiksa, tanggal tanggapan_tanggal",
}
#: Addresses that pages link.
ADDRESSES = {"aplikasi": "alamat"}
#: Names that may not come twice, and within what.
NAMES = {"aplikasi": "nama", "indikator": "nama opd_id", "program": "nama opd_id"}
#: Addresses that must be open to everyone.
EVIDENCE = {"capaian": "bukti_url", "rapat": "risalah_url", "tindak_lanjut": "bukti_url"}
#: Columns and the profile whose primary key they name.
KEYS: dict[str, dict[str, str]] = {
    "anggaran": {"opd_id": "opd", "dimensi_id": "dimensi", "program_id": "program"},
    "aplikasi": {"opd_id": "opd"},
    "capaian": {"indikator_id": "indikator"},
    "catatan_angka": {},
    "catatan_angka_nilai": {"catatan_id": "catatan_angka"},
    "daftar_data": {"opd_id": "opd"},
    "dimensi": {},
    "evaluasi": {},
    "indikator": {"dimensi_id": "dimensi", "opd_id": "opd"},
    "opd": {},
    "penghargaan": {"opd_id": "opd", "dimensi_id": "dimensi"},
    "permintaan_data": {"opd_id": "opd"},
    "permohonan_informasi": {"opd_id": "opd"},
    "pernyataan": {},
    "program": {"dimensi_id": "dimensi", "opd_id": "opd"},
    "quick_win": {"dimensi_id": "dimensi", "opd_id": "opd", "program_id": "program"},
    "rapat": {"opd_id": "opd"},
    "rekomendasi": {
        "opd_id": "opd",
        "dimensi_id": "dimensi",
        "tahun_evaluasi tahap": "evaluasi",
    },
    "sumber_diperiksa": {},
    "tindak_lanjut": {"opd_id": "opd", "tahun_evaluasi tahap nomor": "rekomendasi"},
}
#: Values that pages and checks know.
VALUES = {
    ("anggaran", "tahap"): "lisan murni perubahan realisasi",
    ("anggaran", "ketelitian"): "sebagaimana-ditulis dibulatkan kira-kira",
    ("anggaran", "mutu_sumber"): "primer berita salinan sekunder",
    ("anggaran", "status_angka"): "sementara tetap revisi perkiraan tidak-diketahui",
    ("aplikasi", "alamat_hasil"): "dapat-dibuka tidak-dapat-dibuka",
    ("aplikasi", "jenis"): "aplikasi layanan situs kanal",
    ("aplikasi", "kelompok"): "layanan-publik layanan-administrasi",
    ("aplikasi", "lingkup"): "daerah nasional",
    ("aplikasi", "sasaran"): "warga pelaku-usaha pegawai pemerintah-desa umum",
    ("aplikasi", "status"): "aktif uji-coba dihentikan",
    ("aplikasi", "terintegrasi"): "ya tidak",
    ("daftar_data", "status"): "terbit direncanakan tertunda",
    ("daftar_data", "prioritas"): "ya tidak",
    ("permintaan_data", "status"): "diterima diproses dijawab diteruskan tidak-dipenuhi",
    ("evaluasi", "cakupan_peringkat"): "nasional provinsi lainnya",
    ("evaluasi", "tahap"): "I II tidak-diketahui",
    ("indikator", "arah"): "naik turun tetap",
    ("indikator", "lebih_100"): "ya tidak",
    ("penghargaan", "tingkat"): "kabupaten provinsi nasional internasional",
    ("pernyataan", "jenis_kutipan"): "langsung tidak-langsung",
    ("pernyataan", "keadaan"): "terbukti sebagian tidak-ditemukan tidak-dapat-diuji",
    ("pernyataan", "tahap"): "I II",
    ("program", "horizon"): "pendek menengah panjang",
    ("program", "status"): "direncanakan berjalan selesai dihentikan",
    ("quick_win", "status"): "direncanakan berjalan selesai dihentikan",
    ("rapat", "jenis"): "dewan-smart-city tim-pelaksana lainnya",
    ("rekomendasi", "rapat_jenis"): "dewan-smart-city tim-pelaksana",
    ("rekomendasi", "status_tindak_lanjut"): "tidak-diketahui belum sebagian selesai",
    ("rekomendasi", "tahap"): "I II tidak-diketahui",
    ("sumber_diperiksa", "hasil"): "ditemukan tidak-ditemukan tidak-dapat-dibuka",
    ("sumber_diperiksa", "tahap"): "I II",
    ("tindak_lanjut", "hasil"): "sebagian selesai",
    ("tindak_lanjut", "tahap"): "I II tidak-diketahui",
}
