"""Codes of Indonesia's regencies and cities (Kepmendagri), and made-up names of small places."""

from __future__ import annotations

from random import Random

#: Province: its regencies and its cities, as ranges.
_PROVINCES = """
11:1-18,71-75 12:1-25,71-78 13:1-12,71-77 14:1-10,71-72 15:1-9,71-72 16:1-13,71-74 17:1-9,71
18:1-13,71-72 19:1-6,71 21:1-5,71-72 31:1,71-75 32:1-18,71-79 33:1-29,71-76 34:1-4,71
35:1-29,71-79 36:1-4,71-74 51:1-8,71 52:1-8,71-72 53:1-21,71 61:1-12,71-72 62:1-13,71
63:1-11,71-72 64:1-3,7-9,11,71-72,74 65:1-4,71 71:1-11,71-74 72:1-12,71 73:1-18,22,24,26,71-73
74:1-15,71-72 75:1-5,71 76:1-6 81:1-9,71-72 82:1-8,71-72 91:3,5-6,10-11,71 92:2-3,6-7
93:1-4 94:1-8 95:1-8 96:1-4,71
"""
#: Codes of before a province was divided: a NIK is never changed.
_FORMER = ("6404", "6473", "9104", "9271", "1402")
_FIRST = [
    "Suka",
    "Tanjung",
    "Muara",
    "Tepian",
    "Sungai",
    "Batu",
    "Bukit",
    "Rantau",
    "Padang",
    "Long",
    "Lubuk",
    "Teluk",
    "Sri",
    "Karang",
]
_LAST = [
    "Maju",
    "Makmur",
    "Jaya",
    "Batang",
    "Indah",
    "Sari",
    "Damai",
    "Mulya",
    "Rejo",
    "Harapan",
    "Kuning",
    "Panjang",
    "Bakti",
]
TOWNS = [
    "Tanah Grogot",
    "Balikpapan",
    "Samarinda",
    "Banjarmasin",
    "Kediri",
    "Sleman",
    "Medan",
    "Bone",
    "Makassar",
    "Denpasar",
    "Padang",
    "Bandung",
    "Garut",
    "Sampit",
    "Tarakan",
    "Manado",
    "Ambon",
    "Kupang",
    "Jombang",
    "Lamongan",
    "Penajam",
    "Kotabaru",
]


def codes() -> tuple[str, ...]:
    """The four digits of every regency and city."""
    found = []
    for line in _PROVINCES.split():
        province, parts = line.split(":")
        for part in parts.split(","):
            first, _, last = part.partition("-")
            found += [f"{province}{n:02}" for n in range(int(first), int(last or first) + 1)]
    return tuple(found)


CODES = codes()


def district(random: Random, home: str = "") -> str:
    """Six digits of a district: most of a table's persons come from one regency."""
    if home and random.random() < 0.8:
        regency = home
    elif random.random() < 0.02:
        regency = random.choice(_FORMER)
    else:
        regency = random.choice(CODES)
    return f"{regency}{random.randint(1, 8):02}"


def village(random: Random) -> str:
    """The name of a village that sounds like one."""
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def address(random: Random) -> str:
    """The address of a home in one of the ways in which they are written."""
    road = random.choice(
        (
            "Sudirman",
            "Kesuma Bangsa",
            "Padat Karya",
            "Melati",
            "Yos Sudarso",
            "Noto Sunardi",
            "R.A. Kartini",
        )
    )
    number, small = random.randint(1, 240), random.randint(1, 12)
    rt, rw = random.randint(1, 40), random.randint(1, 12)
    place = village(random)
    lane, block = random.choice(("I", "II", "III")), random.choice("ABCDEF")
    hamlet = random.choice(("Krajan", "Sumber", "Dua", "Mekar"))
    estate = random.choice(("Asri", "Permai", "Indah"))
    written = (
        f"Jl. {road} No. {number} RT {rt:02} RW {rw:02}",
        f"Jln {road} RT.{rt:03}/RW.{rw:03}",
        f"Jalan {road} Gg. Mawar {small} No. {number}, {place}",
        f"Jl {road} Rt {rt} No {number}",
        f"Dusun {hamlet} RT {rt:02}/{rw:02} Desa {place}",
        f"Desa {place} RT {rt:02}",
        f"RT {rt:03} RW {rw:03} Kel. {place}",
        f"Perum Griya {estate} Blok {block}{small} No. {number}",
        f"Perumahan {place} Permai Blok {block} No {small}",
        f"Gg. Anggrek {lane} No {small}",
        f"Kp. {place} RT {rt:02}/{rw:02}",
        f"JL. {road.upper()} RT {rt} KEL. {place.upper()}",
        f"Lingk. {lane} Kel. {place}",
        f"Br. {place}, Jl. {road} No.{small}",
        f"BTN {place} Blok {block}/{small}",
        f"Jl. Poros {place} KM {small} RT.{rt:02}",
    )
    return random.choice(written)


def coordinates(random: Random) -> tuple[float, float]:
    """Latitude and longitude of a house somewhere around a regency's capital."""
    return -1.9 + random.uniform(-0.4, 0.4), 116.2 + random.uniform(-0.4, 0.4)
