"""Words of column headings and titles, by what they tell of a column.

Each pattern is matched against a heading's words, lower case, one space between them
(``TglLahir`` and ``tgl_lahir`` are both "tgl lahir"); see `roles.words`.
"""

from __future__ import annotations

import re


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})\Z")


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\A| )(?:{'|'.join(words)})(?: |\Z)")


#: Spellings that are common in real headings, and what is meant.
SPELLINGS = {
    **dict.fromkeys(("alamt", "almt", "almat", "alamaat", "alamat2", "adress", "adres"), "alamat"),
    **dict.fromkeys(("address", "addr"), "alamat"),
    **dict.fromkeys(("nm", "nma", "nam", "name", "names", "nama2", "aran"), "nama"),
    **dict.fromkeys(("tgl", "tanggl", "tggl", "tanngal", "tangal", "tg", "date"), "tanggal"),
    **dict.fromkeys(("lhr", "lahr", "kelahiran", "birth", "birthday", "lahirnya"), "lahir"),
    **dict.fromkeys(("tmpt", "tmp", "tpt", "place", "tempt"), "tempat"),
    **dict.fromkeys(("latitude", "lattitude", "latitut", "latitud", "atitude", "lat"), "lintang"),
    **dict.fromkeys(("latittude", "latitute", "latd"), "lintang"),
    **dict.fromkeys(("longitude", "longtitude", "longitud", "longitute", "lng", "lon"), "bujur"),
    **dict.fromkeys(("logitude", "longtitud", "longi"), "bujur"),
    **dict.fromkeys(("kordinat", "coordinate", "coordinates", "koordinate", "geotag"), "koordinat"),
    **dict.fromkeys(("gender", "sex", "kelmin"), "kelamin"),
    **dict.fromkeys(("jml", "jmlh", "jlh", "jumlh", "count", "number", "banyaknya"), "jumlah"),
    **dict.fromkeys(("desease", "disease", "diagnosis", "diagnose", "dx"), "diagnosa"),
    **dict.fromkeys(("difabel", "disability", "difable", "cacat", "tuna"), "disabilitas"),
    **dict.fromkeys(("religion",), "agama"),
    **dict.fromkeys(("income",), "penghasilan"),
    **dict.fromkeys(("phone", "tlp", "telp", "telpon"), "telepon"),
    **dict.fromkeys(("patient",), "pasien"),
    **dict.fromkeys(("owner",), "pemilik"),
    **dict.fromkeys(("village",), "desa"),
    **dict.fromkeys(("school",), "sekolah"),
    **dict.fromkeys(("office", "agency"), "kantor"),
    **dict.fromkeys(("position",), "jabatan"),
}
SPELLINGS |= {
    **dict.fromkeys(("tgllahir", "tgllhr", "tanggallahir", "tgllahr", "tgl_lhr"), "tanggal lahir"),
    **dict.fromkeys(("tempatlahir", "tmplahir", "tmptlahir"), "tempat lahir"),
    **dict.fromkeys(("namalengkap", "nmlengkap", "fullname"), "nama lengkap"),
    **dict.fromkeys(("jeniskelamin", "jnskelamin"), "jenis kelamin"),
    **dict.fromkeys(("namaibu", "nmibu"), "nama ibu"),
    **dict.fromkeys(("namaayah", "nmayah"), "nama ayah"),
    **dict.fromkeys(("alamatrumah", "almtrumah"), "alamat rumah"),
}
#: Headings of one sign or two that mean something only alone.
ALONE = {
    "long": "bujur",
    "y": "lintang",
    "x": "bujur",
    "jk": "jenis kelamin",
    "l p": "jenis kelamin",
    "lp": "jenis kelamin",
    "ttl": "tempat tanggal lahir",
    "dob": "tanggal lahir",
    "birthdate": "tanggal lahir",
    "kk": "nama kk",
}

#: Counts, shares, money: never said of one person by words.
MEASURE = re.compile(
    r"(?:jumlah|total|persen|persentase|prosentase|rasio|angka|prevalensi|rata|indeks|nilai|"
    r"kepadatan|luas|volume|pagu|realisasi|target|capaian|tahun|bulan|triwulan|semester|periode|"
    r"nomor urut|no|id|kode|satuan|harga|produksi|produktivitas)(?: |\Z)"
)
BIRTH = _any(r"tanggal(?: \w+)? lahir", "tahun lahir", "hari lahir", "lahir tanggal")
BIRTH_PLACE = _any("tempat lahir", "kota lahir", "lahir di")
LATITUDE = _any("lintang", "koordinat y")
LONGITUDE = _any("bujur", "koordinat x")
COORDINATES = _any(
    "koordinat", "titik koordinat", "latlong", "latlng", "gps", "peta", "google maps", "gmaps",
    "sharelock", "share lokasi", "shareloc", "maps", "geometry", "geom",
)  # fmt: skip
#: Whose address or contact is no person's.
OF_OFFICES = _any(
    "usaha", "kantor", "sekolah", "tempat mengajar", "balai", "sekretariat", "instansi", "lembaga",
    "perusahaan", "toko", "web", "website", "url", "situs", "email", "surel", "ip", "mengajar",
    "kerja", "dinas", "unit", "lokasi", "kegiatan", "proyek", "masjid", "puskesmas", "pemenang",
    "penyedia", "koperasi", "pasar", "kecamatan", "desa", "badan", "link", "tujuan", "gudang",
)  # fmt: skip
ADDRESS = _any("alamat", "domisili", "tempat tinggal", "tinggal di", "jalan rt rw")
NEIGHBOURHOOD = _whole("rt", "rw", "rt rw", "rtrw", "no rt", "no rw", "nomor rt", "nomor rw")
SEX = _any("kelamin", "jenis kelamin")
RELIGION = _whole(
    "suku", "etnis", "agama", "agama dianut", "agama kepercayaan", "agama yang dianut"
)
MARITAL = _any(
    "status (?:per)?kawin(?:an)?", "status (?:per)?nikah(?:an)?", "marital status", "sts kawin"
)
NATIONALITY = _whole("kewarganegaraan", "warga negara", "nationality", "wn")
#: What else is said of one person: age, work, schooling, place in the family.
TRAIT = _whole(
    "(?:umur|usia|age)(?: tahun| thn| th)?", "(?:jenis )?pekerjaan(?: utama)?", "profesi",
    "mata pencaharian", "occupation", "pendidikan(?: terakhir)?", "(?:status )?hubungan(?: dalam)?"
    "(?: keluarga)?", "shdk", "status dalam keluarga", "npv", "anak ke", "hobi",
)  # fmt: skip
#: Headings under which anything may be remarked.
REMARK = _any(
    "ket",
    "keterangan",
    "catatan",
    "uraian",
    "status",
    "kondisi",
    "jenis",
    "kategori",
    "hasil",
    "alasan",
    "data",
    "remark",
    "remarks",
    "note",
    "notes",
)
#: Of what is specific, what is nobody's concern even of those whose work is public.
GRAVE = _any(
    "diagnosa", "penyakit", "riwayat penyakit", "keluhan", "gejala", "disabilitas", "hiv",
    "kehamilan", "kontrasepsi", "alat kb", "hasil lab", "hasil tes", "hasil pemeriksaan",
    "gangguan jiwa", "tbc", "tindak pidana", "pidana", "vonis", "kekerasan", "jenis kasus",
    "narkoba", "kondisi kesehatan", "status kesehatan", "sebab kematian", "penyebab kematian",
    "status covid", "skrining", "hasil screening", "penyakit penyerta",
)  # fmt: skip
#: Persons before a court or hurt by somebody.
IN_CASE = _any(
    "terpidana", "tersangka", "terdakwa", "penggugat", "tergugat", "narapidana", "napi", "tahanan",
    "terlapor", "pelanggar", "korban", "residivis", "pelaku (?:kekerasan|pidana|kejahatan|kdrt)",
    "suspect", "defendant", "plaintiff", "victim",
)  # fmt: skip
PARENT = _any(
    "ibu kandung", "nama (?:gadis )?ibu", "nama ayah", "nama bapak", "ayah", "ayah kandung",
    "orang tua", "orangtua", "ortu", "nama wali", "wali murid", "wali siswa", "nama suami",
    "nama istri", "nama isteri", "suami", "istri", "nama pasangan", "mother", "father", "ibu",
)  # fmt: skip
NOT_PARENT = _any("hamil", "wali kelas", "rumah", "bersalin", "menyusui", "kota", "nifas", "kia")
#: What UU 27/2022 calls specific: health, crime, children, money.
SENSITIVE = _any(
    "diagnosa", "penyakit", "riwayat", "keluhan", "gejala", "disabilitas", "status gizi", "gizi",
    "stunting", "berat badan", "tinggi badan", "bb", "tb", "bb tb", "lingkar lengan", "lila",
    "imunisasi", "hiv", "golongan darah", "gol darah", "goldar", "darah", "usia kehamilan",
    "kehamilan", "kontrasepsi", "alat kb", "vaksin", "hasil lab", "hasil tes", "hasil pemeriksaan",
    "odgj", "gangguan jiwa", "gangguan", "alergi", "tensi", "tekanan darah", "tbc", "tuberkulosis",
    "tindak pidana", "pidana", "kejahatan", "vonis", "perkara", "kekerasan", "jenis kasus", "kasus",
    "pelanggaran", "narkoba", "hukuman", "penghasilan", "pendapatan", "gaji", "upah", "pinjaman",
    "hutang", "utang", "tabungan", "saldo", "dtks", "desil", "status kesejahteraan", "pkh", "bpnt",
    "status ekonomi", "blt", "bansos", "jenis bansos", "bantuan sosial", "tunggakan", "jkn", "pbi",
    "pbi jkn", "kis", "miskin", "kelas rawat", "biometrik", "sidik jari", "status hiv", "zscore",
    "jenis bantuan", "kondisi kesehatan", "status kesehatan", "sebab kematian",
    "penyebab kematian", "alasan cuti",
    "plafon", "agunan", "kolektibilitas", "honor", "honor bulan", r"vaksin \d", "ketunaan",
    "penyakit penyerta", "sisa pinjaman", "kebutuhan khusus", "status covid", "hasil screening",
    "skrining",
)  # fmt: skip
#: Persons by what they do or get; "nama" before it or not.
PERSON = _any(
    "lengkap", "warga", "penduduk", "pasien", "siswa", "siswi", "murid", "santri", "mahasiswa",
    "peserta(?: didik)?", "penerima", "pemohon", "pelapor", "terlapor", "korban", "pemilik",
    "pengguna", "pelanggan", "nasabah", "anggota", "pegawai", "karyawan", "asn", "pns", "honorer",
    "guru", "dosen", "dokter", "bidan", "perawat", "kader", "ustadz", "anak", "bayi", "balita",
    "ibu hamil", "bumil", "lansia", "petani", "nelayan", "pedagang", "peternak", "pelaku usaha",
    "pelaku", "wajib pajak", "wp", "krt", "kk", "kepala keluarga", "kepala rumah tangga", "waris",
    "penyandang", "klien", "napi", "tersangka", "terdakwa", "atlet", "pemain", "relawan",
    "orang", "penghuni", "penyewa", "debitur", "jamaah", "jemaah", "inovator", "kpm",
    "responden", "pendaftar", "alumni", "peneliti", "pengadu", "penyampai aspirasi", "kontak",
    "kontak person", "contact person", "cp", "narahubung", "pic", "pemenang", "pencari kerja",
    "person", "full nama", "first nama", "last nama", "depan", "belakang", "panggilan", "individu",
    "pekerja", "tenaga kerja", "penyusun", "mengetahui", "penanggungjawab", "penanggung jawab",
    "almarhum", "alm", "almh", "almarhumah", "tki", "pmi", "imam", "khatib", "marbot", "pengemudi",
    "sopir", "juru kunci",
    "pengurus", "petugas", "penyuluh", "pendamping", "pengawas", "penguji",
    "instruktur", "calon siswa", "plg", "pendonor", "debitur", "penjual", "pembeli", "penggugat",
    "tergugat", "pensiunan", "veteran", "janda", "cpb", "penghuni", "student", "driver", "guest",
    "beneficiary", "guardian", "wali", "pelanggar", "terdakwa", "terpidana", "thl", "pppk", "ats",
    "cpd", "tamu", "muzakki", "mustahik", "calon peserta didik", "wrg", "inisial", "narapidana",
    "tahanan", "residivis", "suspect", "defendant", "plaintiff", "victim", "peternak", "keluarga",
    "mempelai(?: \\w+)?", "termohon", "pewaris", "lansia", "jemaat", "mualaf", "pengungsi",
)  # fmt: skip
#: Of those, children.
CHILD = _any(
    "siswa", "siswi", "murid", "santri", "anak", "bayi", "balita", "peserta didik", "baduta"
)
#: Of an election, not of a school or a journey.
_CANDIDATE = (
    r"calon(?! (?:peserta|siswa|mahasiswa|santri|murid|penerima|jemaah|jamaah|haji|pengantin"
    r"|pegawai|karyawan|tki|pmi|pembeli|penghuni|nasabah|debitur|pendonor|ibu|ayah|suami|istri))"
)
#: Heads of offices and others whose work is public.
OFFICIAL = _any(
    "kepala", "ketua", "pimpinan", "pemimpin", "direktur(?: \\w+)?", "camat", "lurah", "kades",
    "petinggi", "bupati", "walikota", "gubernur", "sekretaris", "bendahara", "komisaris", "pejabat",
    "dewan pengawas", "komandan", "koordinator", "rektor", "pembina", "manajer", "kepsek", "kadis",
    "sekdes", "plt", "pj", "dewan", "caleg", _CANDIDATE, "anggota dprd", "dprd",
    "menteri", "perangkat desa", "kasi", "kabid",
)  # fmt: skip
INSTITUTION = _any(
    "sekolah", "satuan pendidikan", "opd", "skpd", "perangkat daerah", "instansi", "lembaga",
    "perusahaan", "usaha", "umkm", "ikm", "toko", "koperasi", "masjid", "mushalla", "musholla",
    "mushola", "gereja", "pura", "vihara", "tempat ibadah", "puskesmas", "posyandu", "faskes",
    "rumah sakit", "klinik", "apotek", "fasilitas kesehatan", "sarana", "prasarana", "pasar",
    "rumah makan", "restoran", "hotel", "penginapan", "wisata", "tempat wisata", "pariwisata",
    "pondok pesantren", "pesantren", "ponpes", "madrasah", "tpa", "tpq", "tpa tpq", "paud", "tk",
    "perpustakaan", "ormas", "organisasi", "partai", "kelompok", "kelompok tani", "gapoktan",
    "poktan", "bumdes", "bum desa", "bum des", "bumd", "blud", "kantor", "dinas", "badan", "unit",
    "unit kerja", "tempat mengajar", "tempat kerja", "aplikasi", "sistem", "website", "layanan",
    "produk", "merek", "merk", "warnet", "biro", "radio", "media", "yayasan", "lpk", "pelatihan",
    "universitas", "kampus", "perguruan tinggi", "npsn", "nib", "nama usaha", "bengkel", "menara",
    "operator seluler", "provider", "penyelenggara", "sanggar", "komunitas", "terminal", "dermaga",
    "pabrik", "industri", "cabang", "bank", "pengembang", "kontraktor", "penyedia", "cctv",
)  # fmt: skip
PLACE = _any(
    "desa", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "kota", "provinsi",
    "prov", "dusun", "kampung", "wilayah", "negara", "lokasi", "tempat", "pulau", "sungai",
    "simpang", "persimpangan", "perempatan", "pertigaan", "bundaran",
    "jalan", "ruas", "gunung", "pantai", "danau", "daerah", "kawasan", "rw", "rt", "lingkungan",
    "jembatan", "nagari", "gampong", "distrik", "tujuan", "asal", "rute", "trayek",
)  # fmt: skip
THING = _any(
    "jenis", "kategori", "komoditas", "komoditi", "ikan", "tanaman", "hewan", "ternak", "barang",
    "paket", "pekerjaan", "kegiatan", "program", "proyek", "indikator", "data", "dataset", "sop",
    "dokumen", "inovasi", "lomba", "kejuaraan", "judul", "uraian", "keterangan", "catatan",
    "deskripsi", "sumber", "status", "kondisi", "fungsi", "kelas", "tipe", "model", "bahan",
    "obat", "varietas", "spesies", "latin", "ilmiah", "variabel", "kolom", "file", "berkas",
    "buku", "pupuk", "benih", "cagar budaya", "tari", "makanan", "kapal", "nomor", "no", "kode",
    "tanggal", "hari", "jam", "waktu", "pendidikan", "jurusan", "agama", "suku", "bahasa",
    "satuan", "sektor", "lapangan usaha", "urusan", "bidang", "bentuk", "hasil", "alasan",
    "rekomendasi", "tindak lanjut", "hobi", "cabor", "cabang olahraga", "penerbit", "isbn",
)  # fmt: skip
#: What stands beside officials.
WORK = _any(
    "jabatan",
    "nip",
    "nrp",
    "nipd",
    "pangkat",
    "golongan",
    "golongan ruang",
    "eselon",
    "pangkat golongan",
    "unit kerja",
    "satuan kerja",
    "masa jabatan",
    "fraksi",
    "tmt",
    "bidang tugas",
    "partai",
    "tempat tugas",
    "nuptk",
    "sk pengangkatan",
    "gelar",
    "spesialis",
)
#: Names that go with a work for everybody to see.
AUTHOR = _any("pengarang", "penulis", "author", "pencipta", "penerjemah", "editor")
OTHER_DATE = _any(
    "tanggal", "waktu", "tmt", "mulai", "selesai", "terbit", "berlaku", "masuk", "keluar",
    "daftar", "periksa", "kunjungan", "update", "created", "updated", "entri", "input", "lapor",
)  # fmt: skip

#: Titles of tables about persons whose data UU 27/2022 calls specific.
PERSONS_IN_NEED = re.compile(
    r"\b(?:pasien|penderita|odgj|odha|penyandang|difabel|disabilitas|stunting|gizi buruk|balita|"
    r"bayi|baduta|korban|narapidana|tahanan|tersangka|anak|penerima (?:\w+ ){0,2}"
    r"(?:bantuan|bansos|blt|pkh|bpnt|pip|bst|beasiswa|manfaat)|fakir|miskin|dhuafa|terlantar|"
    r"ibu hamil|bumil|santri|siswa|murid|peserta didik|yatim|dtks|kpm)\b",
)
#: Measures and titles whose small counts may tell of single persons.
DELICATE = re.compile(
    r"\b(?:penyakit|penderita|pasien|hiv|aids|odha|tb|tbc|tuberkulosis|kusta|lepra|malaria|dbd|"
    r"demam berdarah|diare|ispa|pneumonia|campak|difteri|pertusis|tetanus|hepatitis|covid(?: 19)?|"
    r"hipertensi|diabetes|kanker|stroke|rabies|sifilis|ims|filariasis|stunting|stunted|wasting|"
    r"pendek|kurus|gizi (?:buruk|kurang)|bblr|kematian|meninggal|mati|aborsi|keguguran|odgj|jiwa|"
    r"gangguan jiwa|bunuh diri|disabilitas|difabel|cacat|tuna\w*|miskin|kemiskinan|dtks|bansos|"
    r"pkh|bpnt|blt|sktm|rutilahu|penerima bantuan|kekerasan|kdrt|perkosaan|pelecehan|pencabulan|"
    r"korban|kejahatan|pidana|narkoba|napza|perceraian|pernikahan (?:dini|anak)|dispensasi nikah|"
    r"hamil di luar nikah|terlantar|gelandangan|pengemis|anak jalanan|psk|narapidana|"
    r"klb|lahir mati)\b"
)
#: Counts that are of no persons, or of persons nobody is hurt by.
NOT_DELICATE = re.compile(
    r"\b(?:puskesmas|posyandu|poskesdes|pustu|faskes|rumah sakit|klinik|bidan|perawat|dokter|"
    r"tenaga|kader|petugas|ambulans|apotek|fasilitas|sarana|gedung|bangunan|ruang|kamar|"
    r"tempat tidur|alat|obat|vaksin|kegiatan|program|persen|persentase|"
    r"prosentase|rasio|prevalensi|angka|indeks|"
    r"rata|laju|per 1000|kepadatan|luas|rt|rw|dusun|desa|kelurahan|kecamatan|tahun|bulan|kode|no|"
    r"nomor|id|urut|sekolah|jumlah penduduk|anggaran|rupiah|rp|biaya|target|skor|peringkat|kelas|"
    r"relawan|pendamping|penyuluh|pekerja sosial|lembaga|panti|unit|hari|tanggal|triwulan|semester|"
    r"periode|vertikal)\b"
)
#: Headings that say nothing, and those that say no more than that numbers stand there.
NEUTRAL = re.compile(
    r"(?:kolom|kol|column|col|data|ket|keterangan|f|x|y|v|c|var|field|unnamed|isian|variabel|atribut"
    r"|info|lain|lainnya|item|untitled|tanpa judul)?(?: ?[0-9]{1,3}| ?[a-z])?(?: [0-9]{1,2})?"
)
ANY_NUMBER = re.compile(r"(?:no|nomor|nomer|number|id|kode|code)(?: [0-9a-z])?")
