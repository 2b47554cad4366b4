"""Names of persons as they stand in Indonesian tables: many families, many ways to write them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from faker.providers.person.id_ID import Provider


def _words(words: str) -> list[str]:
    return words.split()


_JAVANESE = _words(
    "Suparmi Sugiyono Ngatinah Paimin Tukiyem Sutrisno Wagirah Slamet Poniman Sumarni Waluyo "
    "Sri Endang Bambang Joko Retno Wahyu Agus Dwi Tri Eko Budi Hartono Setyawati Nugroho "
    "Widodo Lestari Santoso Rahayu Prasetyo Wulandari Purnomo Handayani Mulyono Astuti "
    "Kurniawan Utami Hidayat"
)
_SUNDANESE = _words(
    "Asep Ujang Dedi Euis Neng Cecep Iis Aep Ade Yayah Entin Kosasih Sutisna Saepudin Komariah"
)
_BATAK = _words("Rohani Jhonson Tiurma Marihot Lasma Parlindungan Ropinta Binsar Horas Duma Hotma")
_CLANS = _words(
    "Siregar Nasution Simanjuntak Situmorang Lubis Harahap Manurung Sinaga Purba Ginting Tarigan"
)
_BUGIS = _words(
    "Baso Besse Ambo Tenri Mappa Nurhayati Sitti Amiruddin Hasnah Kaharuddin Rosmini Syamsuddin"
)
_BANJAR = _words(
    "Ahmad Muhammad Noor Syarkawi Rahmah Arsyad Halimah Fahriansyah Norhasanah Jumberi Masitah "
    "Rusdi"
)
_MALAY = _words(
    "Zulkifli Ramlah Azhar Nurul Fauzi Salmah Iskandar Yusnidar Hendri Zainab Effendi Mardiana"
)
_MINANG = _words("Chaniago Koto Piliang Tanjung Sikumbang Caniago Jambak Guci")
_BALI = _words(
    "Sudarma Lestari Suardana Widiantari Artawan Sukerti Parwata Ariani Mahendra Suryani"
)
_CHINESE = _words("Tan Lim Ong Liem Oei Tjia Kwee Lie Go Thio")
_SYLLABLES = _words("Mei Hua Siu Lan Hok Bun Kim Swan Giok Eng Tjong Han Liong Hwa")
_CHRISTIAN = _words(
    "Yohanes Maria Yulius Agustina Petrus Kristina Markus Marthen Meike Yosefina Stefanus Debora"
)
_EAST = _words(
    "Rumbiak Wonda Lumentut Mandagi Latuconsina Tuhumury Nenobais Kambu Pattiasina Lengkong Bere"
)
_DAYAK = _words("Ding Lawing Njuk Ajang Bit Hibau Lejau Usat Ubung Kuleh")
_MODERN = _words(
    "Kenzo Aisyah Fathir Kayla Alvaro Nayla Rafka Keisha Arkana Zahra Azka Shanum Ghazi Queenza"
)
_TITLES = ("H. ", "Hj. ", "Drs. ", "Ir. ", "dr. ", "Hj ", "H ")
_DEGREES = (", S.Pd", ", SE", ", S.Kom", ", S.Sos., M.Si", " S.H.", ", A.Md.Keb", ", M.Pd", " SP")


def _two(first: list[str], second: list[str]) -> Callable[[Random], str]:
    return lambda random: f"{random.choice(first)} {random.choice(second)}"


def _balinese(random: Random) -> str:
    order = random.choice(("Wayan", "Made", "Nyoman", "Ketut", "Putu", "Kadek", "Komang", "Gede"))
    sex = random.choice(("I", "Ni", "Ni Luh", "I Gusti", "Ida Bagus"))
    return f"{sex} {order} {random.choice(_BALI)}"


def _bugis(random: Random) -> str:
    rank = random.choice(("Andi ", "Andi ", "", "", "Daeng ", "H. "))
    tail = random.choice(("", "", f" Dg. {random.choice(_BUGIS)}", f" {random.choice(_MALAY)}"))
    return f"{rank}{random.choice(_BUGIS)}{tail}"


def _chinese(random: Random) -> str:
    one, two = random.sample(_SYLLABLES, 2)
    return f"{random.choice(_CHINESE)} {one} {two}"


def _descended(random: Random) -> str:
    link = random.choice(("bin", "binti", "Bin", "BIN"))
    return f"{random.choice(_BANJAR)} {link} {random.choice(_MALAY)}"


def _short_first(random: Random) -> str:
    first = random.choice(("M.", "Moh.", "Muh.", "Abd.", "St.", "A.", "Muhammad", "Siti", "Nur"))
    return f"{first} {random.choice(_MALAY + _MODERN)} {random.choice(_BANJAR + _MODERN)}"


#: Each family of names, and how one of them is made.
FAMILIES: dict[str, Callable[[Random], str]] = {
    "single": lambda random: random.choice(_JAVANESE[:12] + _SUNDANESE + _MALAY),
    "javanese": lambda random: " ".join(random.sample(_JAVANESE, random.choice((2, 2, 3)))),
    "sundanese": _two(_SUNDANESE, _SUNDANESE),
    "batak": _two(_BATAK + _CHRISTIAN, _CLANS),
    "bugis": _bugis,
    "banjar": lambda random: " ".join(random.sample(_BANJAR, random.choice((2, 2, 3)))),
    "minang": _two(_MALAY, _MINANG),
    "balinese": _balinese,
    "chinese": _chinese,
    "eastern": _two(_CHRISTIAN, _EAST),
    "dayak": _two(_CHRISTIAN + _DAYAK, _DAYAK),
    "modern": lambda random: " ".join(random.sample(_MODERN, random.choice((2, 3)))),
    "descended": _descended,
    "short-first": _short_first,
}


_FIRST, _LAST = list(Provider.first_names), list(Provider.last_names)


class Names:
    """Names for one table: half of them faker's, half of the families here."""

    def __init__(self, random: Random) -> None:
        self._random = random
        #: The table's habit: all capitals, or as each writer likes.
        self._capitals = random.random() < 0.4

    def bare(self) -> str:
        """A name without title or degree."""
        if self._random.random() < 0.5:
            return f"{self._random.choice(_FIRST)} {self._random.choice(_LAST)}"
        return self._random.choice(list(FAMILIES.values()))(self._random)

    def written(self, name: str) -> str:
        """The name as a clerk writes it: titles, degrees, capitals, a stray space."""
        random = self._random
        if random.random() < 0.08:
            name = random.choice(_TITLES) + name
        if random.random() < 0.08:
            name += random.choice(_DEGREES)
        if self._capitals:
            name = name.upper()
        if random.random() < 0.02:
            name += " "
        return name
