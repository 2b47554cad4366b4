"""What the heading of a column announces: "No. KTP", "NOHP", "nomor_rekening", "telp pemilik".

A heading is read as words, whatever parts them: snake_case, CamelCase, points, slashes. Counts,
sums and papers announce nothing ("jumlah KK", "pengantar KTP"), nor do numbers of things (NPSN,
NIB, account codes of a budget). The cells have to fit as well: see `identifiers`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .fold import FOLD
from .spelling import mended

_NO = r"(?:no|nomor|nomer|nmr|nom|num|number|id)"
_PHONE = (
    r"hp|hape|hand ?ph?one?|hen?dph?one?|han?ph?one?|ponsel|sell?ul[ae]r|cell?(?: ?phone)?"
    r"|mobile|phone|tel[ei]?[pf](?:h?[ou]ne?)?|telpun|tlpn?|tel|tilp\w*|wa|wh?at+s+h?a?p+"
    r"|watsa?p+|wapp|hpwa|wahp"
)
_BANK = r"bri|bni|btn|bca|bsi|bjb|mandiri|muamalat|danamon|permata|bpd|bpr|bankaltimtara|kaltimtara"
#: Whose number it may be.
_WHOSE = (
    r"pemilik|pemohon|penerima|pasien|siswa|mahasiswa|anak|ibu|ayah|bapak|istri|isteri|suami|wali"
    r"|orang|tua|ortu|kepala|keluarga|kk|warga|penduduk|peserta|anggota|ketua|pengurus|pengelola"
    r"|kontak|person|pribadi|pegawai|guru|ustadz?|kader|petani|nelayan|responden|pelapor|pemegang"
    r"|nasabah|karyawan|pekerja|korban|ahli|waris|balita|bayi|lansia|pj|penanggung|jawab|nasional"
    r"|bumil|direktur|pimpinan|usaha|pelaku|asli|baru|lama|valid|alumni|pendamping|saksi|kuasa"
)
#: Each kind's words; the first that is found counts.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "personal-npwp",
        r"npwp[dp]?|n p w p|(?:nomor|no) pokok wajib pajak|pokok wajib pajak|no wajib pajak|nitku"
        r"|tax (?:id|number|payer id)|taxpayer \w+",
    ),
    (
        "personal-nip",
        r"nip(?:pppk|p3k|y|k|pns|baru|lama)?|n i p|nuptk|nidn|nidk|nrp|nrptt"
        rf"|{_NO} (?:induk )?(?:pegawai|kepegawaian|karyawan)(?: negeri\w*| asn| pns)?"
        r"|induk (?:pegawai|kepegawaian)|employee (?:id|no|number)",
    ),
    (
        "personal-nisn",
        rf"nisn?|n i s n?|nipd|nim|{_NO} induk (?:siswa|santri|mahasiswa|peserta didik|murid)\w*"
        rf"|induk siswa|{_NO} (?:siswa|santri|mahasiswa|murid)|student (?:id|no|number)",
    ),
    (
        "personal-medical-record",
        rf"no ?rm|nrm|rm|norekammedis|medrec|{_NO} ?(?:rm|mr|cm)"
        rf"|(?:{_NO} )?rekam ?medi[skc]|{_NO} (?:rekam|medi[skc]|catatan medi[sk])"
        rf"|{_NO} (?:reg(?:istrasi|ister)? )?pasien|medical record(?: \w+)?|mrn"
        rf"|patient (?:id|no|number)",
    ),
    (
        "personal-bpjs",
        rf"{_NO} ?(?:kartu |kepesertaan |peserta |anggota )?(?:bpjs|jkn|kis|askes|jamkesmas"
        rf"|jamkesda|jamsostek)"
        r"(?: kis| kes(?:ehatan)?| tk| ketenagakerjaan)?|bpjs ?(?:id|no|nomor)"
        r"|(?:bpjs|jkn|kis) (?:no|nomor|id|kes no)"
        rf"|(?:kartu )?(?:bpjs|bjps|jkn|kis)(?: kes(?:ehatan)?| tk| ketenagakerjaan)?"
        rf"|{_NO} (?:kartu )?peserta|noka(?: bpjs)?|kpj|nokapst|no kpj"
        r"|health insurance (?:no|number|id)",
    ),
    (
        "personal-passport",
        rf"(?:{_NO} ?)?pas+p?ort?|(?:{_NO} ?)?pas+p?or|passport (?:no|number|id)"
        rf"|dokumen perjalanan",
    ),
    (
        "personal-plate",
        rf"nopol|no ?pol(?:isi)?|{_NO} pol(?:isi)?(?: kendaraan)?|(?:{_NO} )?pelat(?: \w+)?"
        rf"|(?:{_NO} )?plat(?: (?:{_NO}|kendaraan|mobil|motor|nomor|polisi|merah|hitam"
        rf"|kuning|dinas))?"
        rf"|{_NO} (?:registrasi |reg )?(?:kendaraan|ranmor|kbm|mobil|motor|sepeda motor)"
        rf"|nrkb|tnkb"
        r"|(?:license|licence|number) plate|plate(?: (?:no|number))?|vehicle (?:no|number"
        r"|registration)",
    ),
    (
        "personal-bank",
        rf"no ?rek\w*|{_NO} ?(?:rek(?:ening|ning|enig|eneing|inging)?|tabungan|va|akun bank"
        rf"|account)"
        rf"(?: (?:bank|tabungan|{_BANK}))?|rek(?:ening|ning|enig)?(?: (?:bank|tabungan|no"
        rf"|{_BANK}))?"
        rf"|bank account(?: \w+)?|acc(?:oun)?t (?:no|number)|virtual account|(?:{_BANK}) {_NO}"
        r"|iban",
    ),
    (
        "personal-nik",
        rf"nik+|nikk?tp|n i k|nkk|n k k|nomor induk kependudukan|{_NO} ?(?:nik|n?kk|ktp"
        rf"|e ?ktp|ktp el|k k)"
        rf"|{_NO} ?induk(?: (?:kepen\w*|penduduk\w*|kpd\w*))?|induk kepend\w*"
        rf"|(?:{_NO} )?kartu (?:keluarga|kk|tanda penduduk)|{_NO} (?:identitas|kependudukan"
        rf"|penduduk|jati diri)"
        r"|nomor identitas|identitas penduduk|ktp|e ?ktp|ktp el|kk|kitas|kitap"
        r"|(?:national|citizen|resident|family|identity|family card|id card) (?:id|no"
        r"|number|card)"
        r"|(?:id|identity) card|nin",
    ),
    (
        "personal-mobile",
        rf"{_NO} ?(?:{_PHONE})|(?:{_PHONE})|kontak|contact|{_NO} (?:yang )?(?:bisa "
        rf"|dapat )?dihubungi"
        rf"|{_NO} (?:kontak|contact|cp|aktif)|cp|narahubung|nara hubung|(?:call"
        rf"|contact) (?:person|no|number)",
    ),
    ("personal-email", r"e ?mails?|surel|gmail|mail|surat elektronik|imel"),
)
_FINDS = tuple(
    (code, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")) for code, words in _KINDS
)
#: Counts, sums, papers and services: what is in such a column is no number of a person.
_NO_NUMBER = re.compile(
    r"\b(?:jumlah|jml|jlh|jmlh|total|banyak(?:nya)?|persen\w*|prosen\w*|rata|rasio|rerata|cakupan"
    r"|target|realisasi|capaian|pagu|anggaran|biaya|belanja|nilai|nominal|iuran|tarif"
    r"|tagihan|harga"
    r"|pendapatan|saldo|wajib|perekaman|pencetakan|cetak|pengantar|pembuatan|penerbitan"
    r"|pengurusan"
    r"|pelayanan|layanan|permohonan|kepemilikan|penggantian|legalisasi|legalisir|rekom\w*"
    r"|pengguna"
    r"|pelanggan|menara|sinyal|jaringan|provider|operator|pulsa|keping|blanko|tanggal|tgl"
    r"|bulan|tahun"
    r"|status|jenis|kategori|nama|nm|alasan|ket|keterangan|kelengkapan|terdampak|miskin|per"
    r"|rp|rupiah"
    r"|ada|punya|memiliki|mempunyai|sudah|belum|pemakai|kode|kd|uraian|url|website|link|luas)\b"
)
#: Account codes of a budget, and numbers of customers and things.
_THINGS = re.compile(
    r"\b(?:aset|asset|barang|inventaris|berusaha|koperasi|surat|kontrak|perkara|agenda|sk|perda"
    r"|belanja|pendapatan|pembiayaan|anggaran|apbd|kegiatan|program|sub|objek|obyek|rincian|akun"
    r"|sekolah|npsn|nib|nop|sertifikat|sertipikat|paket|dokumen lelang|koran|kas daerah|rkud"
    r"|buku|pustaka|perpustakaan|majalah|naskah|tanah|bangunan|kapal|mesin|rangka|lomba"
    r"|listrik|air|pdam|pln)\b"
)
#: Where a heading names a whole column by such a word only, this and whose it is may stand there.
_ALONE = re.compile(rf"(?:{_WHOSE}|[0-9]+|no|nomor|nomer|nmr|id|el|e|dan|atau|di|yang|nya)")
_BARE = frozenset(
    {
        *("kk", "ktp", "kontak", "contact", "rm", "tel", "wa", "plat", "rek", "mail", "cp"),
        *("bpjs", "bjps", "jkn", "kis", "kartu bpjs", "kartu jkn", "kartu kis"),
    }
)
_PARTS = re.compile(r"[a-z]+|[0-9]+")
_GLUED = re.compile(
    rf"(no|nomor|nomer|nmr)((?:{_PHONE}|k[kp]|ktp|nik|rek(?:ening)?|bpjs|pas+por|polisi"
    rf"|induk|kartu|rm"
    r"|peserta|identitas|telepon)\w*)|(nik)((?:penduduk|ibu|ayah|anak|suami|istri|kepala|kk"
    r"|ktp|pe\w+|warga)\w*)"
    rf"|((?:hp|wa|telp|telepon|email))({_WHOSE})"
)


@lru_cache(maxsize=4_096)
def announced(name: str, title: str = "") -> str:
    """The code of the number that a column's name or title announces; empty for none.

    >>> announced("NoKTP_pemilik"), announced("kode_rekening"), announced("c3", "No. HP/WA")
    ('personal-nik', '', 'personal-mobile')
    """
    return _of(name) or (_of(title) if title and title != name else "")


def is_entity(name: str, title: str = "") -> bool:
    """Whether a heading says that the number is a firm's or an office's."""
    return bool(_ENTITY.search(f"{words(name)} {words(title)}"))


def is_official(name: str, title: str = "") -> bool:
    """Whether a heading is about the property of offices: vehicles of the state, say."""
    return bool(_OFFICIAL.search(f"{words(name)} {words(title)}"))


def is_public(name: str, title: str = "") -> bool:
    """Whether a heading says that an office wants to be reached there: a hotline, say."""
    return bool(_PUBLIC.search(f"{words(name)} {words(title)}"))


def is_money(name: str, title: str = "") -> bool:
    """Whether a heading says that the column holds sums: they have as many digits as a NIK."""
    return bool(_MONEY.search(f"{words(name)} {words(title)}"))


_ENTITY = re.compile(
    r"\b(?:badan|perusahaan|pt|cv|penyedia|rekanan|bendahara\w*|instansi|opd|skpd|kantor"
    r"|sekolah|dinas"
    r"|lembaga|koperasi|yayasan|bumd|bumdes|desa|merah|satker|unit kerja|pemda|pemkab|aset|kib)\b"
)
_OFFICIAL = re.compile(
    r"\b(?:opd|skpd|satker|perangkat daerah|unit kerja|kendaraan dinas|randis|aset|asset|kib"
    r"|barang milik daerah|bmd|plat merah|pengguna barang|kuasa pengguna)\b"
)
_PUBLIC = re.compile(
    r"\b(?:hot ?line|call cent(?:er|re)|sp4n|resmi|kantor|dinas|instansi|opd|layanan (?:publik"
    r"|pengaduan|darurat)|nomor (?:layanan|darurat)|halo)\b"
)
_MONEY = re.compile(
    r"\b(?:rp|rupiah|idr|anggaran|pagu|realisasi|belanja|pendapatan|nilai|harga|biaya"
    r"|jumlah|total"
    r"|nominal|pdrb|pad|apbd|apbn|dana|saldo|aset|utang|piutang|investasi|modal|omzet|omset"
    r"|retribusi"
    r"|pajak|transfer|alokasi|hibah|bansos|target|penerimaan|pengeluaran|kredit|ekspor"
    r"|impor|hps|kontrak"
    r"|budget|amount|value|price|cost)\b"
)


def words(heading: str) -> str:
    """A heading as small words with one space between them: "No.KTP/KKPemilik" too."""
    text = heading[:200].translate(FOLD)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ", text)
    parts: list[str] = []
    for part in _PARTS.findall(text.lower()):
        glued = _GLUED.fullmatch(part)
        parts += [piece for piece in glued.groups() if piece] if glued else [mended(part)]
    return " ".join(parts)


def _of(heading: str) -> str:
    text = words(heading)
    for code, finds in _FINDS:
        match = finds.search(text)
        if match and _is_meant(text, match, code):
            return code
    return ""


def _is_meant(text: str, match: re.Match[str], code: str) -> bool:
    """Whether the words around leave it a number of a person."""
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    if _NO_NUMBER.search(rest):
        return False
    if _THINGS.search(rest) and code not in {"personal-mobile", "personal-email", "personal-npwp"}:
        return False
    if match.group() in _BARE:
        return all(_ALONE.fullmatch(word) or _known(word) for word in rest.split())
    return True


def _known(word: str) -> bool:
    return any(finds.fullmatch(word) for _, finds in _FINDS)
