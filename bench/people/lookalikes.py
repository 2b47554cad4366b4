"""Cells with nobody in them that look as if: sums, codes, tails of decimals, names of things."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

from .cells import DATES, OFFICES, PLAIN, SCHOOLS
from .persons import nik
from .regions import CODES, district, village

Maker = Callable[[Random, int], str]


def _split(words: str) -> list[str]:
    return words.split("|")


_HEROES = _split(
    "Jenderal Sudirman|R.A. Kartini|Sultan Hasanuddin|Pangeran Antasari|Diponegoro|H. Agus Salim|"
    "Ahmad Yani|Teuku Umar|Cut Nyak Dien|Yos Sudarso|Kapten Pierre Tendean|M.T. Haryono"
)
_SPECIES = _split(
    "Ikan gabus/Channa striata|Nila/Oreochromis niloticus|Ulin/Eusideroxylon zwageri|"
    "Meranti/Shorea leprosula|Patin/Pangasius hypophthalmus|Kratom/Mitragyna speciosa"
)
_WORDS = {
    "firm": "PT Bumi Lestari|CV Karya Mandiri|PT Sumber Makmur|CV Dua Putra|UD Rejeki",
    "place": "Masjid Siti Aminah|Musholla Al Ikhlas|Gereja Santa Maria|RSUD H. Abdul Moeloek|"
    "Pantai Pasir Mayang|Air Terjun Doyam Turu|Taman Putri Petung|Museum Sadurengas|Pasar Senaken",
    "law": "Retribusi Jasa Umum|Pajak Daerah|Pengelolaan Sampah|Kawasan Tanpa Rokok|Pilkades",
    "meeting-place": "Ruang Rapat Sadurengas|Aula Bappedalitbang|Hotel Kyriad|Pendopo|Zoom",
    "agenda": "Evaluasi SPBE triwulan|Forum Satu Data|Rakor stunting|Sosialisasi NIK sebagai NPWP",
    "book": "Sejarah Paser|Kabupaten dalam Angka|Budidaya Lele|Cerita Rakyat|Statistik Pertanian",
    "goods": "Beras Cap Ketupat 5 kg|Cabai keriting|Minyak goreng curah|Telur ayam ras|Daging sapi",
    "word": "NIK|no_hp|nama_lengkap|alamat|jumlah_kk|tanggal_lahir|email|rekening|kode_wilayah",
    "service": "Penerbitan KTP-el|Penerbitan KK|Akta kelahiran|Aktivasi IKD|Cetak KIA",
    "vehicle": "Toyota Hilux|Toyota Innova|Honda Vario|Isuzu Elf",
    "device": "Sensor hujan|CCTV simpang|Kamera ETLE|Modem GSM|Pengukur debit",
    "function": "Kepala Dinas|Analis SDM Aparatur|Dokter Ahli Pertama|Guru Ahli Muda|Bidan",
    "school-named": "|".join((*SCHOOLS, "SD Kartini", "SMA Diponegoro", "TK Siti Khadijah")),
    "office-named": "|".join(OFFICES),
    "office-mail": "dinkes@paserkab.go.id|disdik@paserkab.go.id|kec.kuaro@paserkab.go.id",
    "application": "SIMPEG|e-Kinerja|SIPADU|Lapor Paser|Si Manis|SRIKANDI|Jaga Anak",
}
_PATTERNS = {
    "postcode": "762##",
    "npsn": "304###1#",
    "nib": "91202#######0",
    "kbli": "4####",
    "isbn": "978-602-####-##-#",
    "bare-isbn": "9786230######",
    "tender": "1#######",
    "rup": "4#######",
    "imei": "35#############",
    "bare-account": "51020#0100##00##",
    "account": "5.1.0#.01.00#.000##",
    "latitude": "-1.#######",
    "longitude": "116.#######",
    "degrees": "1°0#'1#\" LS",
    "landline": "(0543) 2####",
    "landline-hyphen": "0543-2####",
    "landline-country": "+62 543 2####",
    "cell-station": "510-10-####-1######",
    "office-plate": "KT 1### E",
    "tax-block": "64.01.01#.01#",
    "village-code": "64.01.0#.200#",
    "comma-tail": "1#,############",
    "small-tail": "0.081#########",
    "mobile-tail": "1234#.0812########",
    "country-tail": "81####.628########",
    "contract": "0#/SPK/PPK-DPUTR/IX/2024",
    "letter": "800/1##/DKISP/2024",
    "letter-long": "005/0812/SETDA-UM/202#",
    "road-address": "Jl. Jenderal Sudirman No. 1#, Tanah Grogot",
    "office-address": "Komplek Perkantoran Km 5, Gedung B Lt. #",
    "web": "https://sipadu.paserkab.go.id/0812####",
}
_TIMES = {"stamp": "%Y%m%d%H%M%S", "time": "%Y-%m-%dT%H:%M:%S+08:00", "clock": "%H:%M:%S"}


def _numbered(pattern: str) -> Maker:
    """Digits for each ``#``."""

    def made(random: Random, row: int) -> str:
        return "".join(random.choice("0123456789") if c == "#" else c for c in pattern)

    return made


def _some(words: str) -> Maker:
    given = _split(words)
    return lambda random, row: random.choice(given)


def _moment(random: Random) -> datetime:
    return datetime(2023, 1, 2, 8, tzinfo=UTC) + timedelta(seconds=random.randrange(60_000_000))


def _when(form: str) -> Maker:
    return lambda random, row: _moment(random).strftime(form)


def _sum(random: Random, row: int) -> str:
    """A sum of money of any length up to sixteen digits; one of ten has the digits of a NIK."""
    if row % 10 == 3:
        born = date(1950, 1, 1) + timedelta(days=random.randrange(25_000))
        return nik(district(random), born, random.random() < 0.5)
    return str(random.randint(1, 9_999) * 10 ** random.randint(3, 12))


def _block(random: Random, row: int) -> str:
    """The sixteen digits of a census block (BPS): district, village, block, part."""
    place = random.randint(1, 12) * 10 + random.choice((0, 0, 1, 2))
    part = random.choice(("00", "00", "01"))
    return f"6401{place:03}{random.randint(1, 20):03}{random.randint(1, 40):04}{part}"


def _barcode(random: Random, row: int) -> str:
    """Thirteen digits with their check digit (GTIN-13)."""
    digits = f"899{random.randrange(10**9):09}"
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def _hashed(random: Random, row: int) -> str:
    return hashlib.sha256(f"{random.random()}".encode()).hexdigest()


def _uuid(random: Random, row: int) -> str:
    return "-".join(f"{random.getrandbits(4 * n):0{n}x}" for n in (8, 4, 4, 4, 12))


def _package(random: Random, row: int) -> str:
    work = random.choice(("Rehabilitasi gedung", "Pembangunan jalan", "Pengadaan drainase"))
    return f"{work} {village(random)}"


def _written_day(random: Random, row: int) -> str:
    return DATES["words"](_moment(random).date())


#: A maker of cells for each kind of lookalike, and for plain cells as people's tables have.
MAKERS: dict[str, Maker] = {
    **PLAIN,
    **{name: _some(words) for name, words in _WORDS.items()},
    **{name: _numbered(pattern) for name, pattern in _PATTERNS.items()},
    **{name: _when(form) for name, form in _TIMES.items()},
    "place-code": lambda random, row: random.choice(CODES),
    "sum": _sum,
    "growth": lambda random, row: f"{random.gauss(4, 3):.12f}",
    "percent": lambda random, row: f"{random.uniform(0, 100):.2f}",
    "people": lambda random, row: str(random.randint(900, 60_000)),
    "few": lambda random, row: str(random.choice((0, 1, 2, 3, 4, 7, 11, 26))),
    "votes": lambda random, row: str(random.randint(0, 280)),
    "road": lambda random, row: f"Jl. {random.choice(_HEROES)}",
    "named-address": lambda random, row: f"Jl. {random.choice(_HEROES)} No. {row + 1}",
    "app": lambda random, row: f"{_some(_WORDS['application'])(random, row)} {row}",
    "species": lambda random, row: random.choice(_SPECIES).split("/")[0],
    "latin": lambda random, row: random.choice(_SPECIES).split("/")[1],
    "dam": lambda random, row: f"{random.choice(('Embung', 'Bendung'))} {village(random)}",
    "health-centre": lambda random, row: f"Puskesmas {village(random)}",
    "law-number": lambda random, row: f"{row % 30 + 1} Tahun {random.randint(2010, 2024)}",
    "package": _package,
    "ean": _barcode,
    "sha256": _hashed,
    "md5": lambda random, row: _hashed(random, row)[:32],
    "uuid": _uuid,
    "epoch": lambda random, row: str(int(_moment(random).timestamp())),
    "milliseconds": lambda random, row: str(int(_moment(random).timestamp() * 1000)),
    "block": _block,
    "date-words": _written_day,
}
