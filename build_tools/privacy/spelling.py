"""Headings as they were meant: words that tell of persons, with letters swapped, lost or doubled.

``Tanggal Laihr`` is a day of birth, ``No Rekneing`` an account. Only long words are mended, only
to words of a short list, and no word that is one of its own ("badan" is no "bidan").
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

#: Words that decide what a column is.
_WORDS = (
    "alamat domisili tanggal lahir kelahiran tempat tinggal kelamin koordinat lintang bujur "
    "latitude longitude agama pasien siswa mahasiswa peserta didik penerima pemohon pelapor "
    "pemilik pelanggan nasabah anggota pegawai karyawan honorer warga penduduk korban balita "
    "lansia petani nelayan peternak penghuni pengemudi kepala keluarga pejabat jabatan ketua "
    "camat lurah direktur sekretaris bendahara pimpinan sekolah instansi perangkat penyakit "
    "diagnosa disabilitas riwayat kehamilan imunisasi penghasilan pinjaman kesejahteraan nomor "
    "rekening telepon handphone ponsel kontak whatsapp polisi kendaraan paspor passport rekam "
    "medis medik email surel induk kependudukan nasional identitas kartu lengkap orang kandung "
    "suami istri santri murid responden penyandang terdakwa tersangka jemaah pengguna penyewa "
    "almarhum kewarganegaraan perkawinan puskesmas kecamatan kelurahan kabupaten jumlah "
    "persentase perusahaan kelompok "
)
_TELLING = tuple(_WORDS.split())
#: Where letters are fewer, too many other words are near.
_SHORT, _LONG = 5, 9


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    """Words that are near to those and mean something else, one or more a line."""
    lines = Path(__file__).with_name("confused.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@lru_cache(maxsize=4_096)
def mended(word: str) -> str:
    """The word that was meant by one in small letters; itself where it is none of those.

    >>> mended("laihr"), mended("rekneing"), mended("badan")
    ('lahir', 'rekening', 'badan')
    """
    if len(word) < _SHORT or not word.isalpha() or word in _TELLING or word in _others():
        return word
    return next((told for told in _TELLING if near(word, told)), word)


def near(word: str, told: str) -> bool:
    """Whether a word is another with one slip of the hand, or two in a long one."""
    size = len(told)
    if abs(len(word) - size) > 2 or not set(word[:2]) & set(told[:2]) or word == told:
        return False
    same = sorted(word) == sorted(told)
    slips = _slips(word, told)
    if slips == 1:  # another letter in a short word makes another word
        return same or len(word) != size or size > _SHORT + 1
    return slips == 2 and same and size >= _LONG and word[0] == told[0]


def _slips(one: str, other: str) -> int:
    """Letters changed, lost, put in, or swapped with the next (Damerau, 1964), up to 3."""
    before: list[int] = []
    line = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, line = before, line, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, line[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            line.append(cost)
        if min(line) > 2:
            return 3
    return line[-1]
