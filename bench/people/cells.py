"""What stands in a cell of each kind of column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from build_tools.tables.recipe.months import MONTHS

from . import forms, texts
from .persons import Person
from .regions import TOWNS, village
from .texts import Text

_DISTRICTS = (
    "Tanah Grogot",
    "Long Ikis",
    "Long Kali",
    "Kuaro",
    "Batu Engau",
    "Paser Belengkong",
    "Muara Komam",
)
OFFICES = (
    "Dinas Kesehatan", "Dinas Pendidikan dan Kebudayaan", "DISDUKCAPIL", "Badan Kepegawaian",
    "Dinas Sosial", "RSUD Panglima Sebaya", "Kecamatan Kuaro", "Bappeda", "Inspektorat Daerah",
)  # fmt: skip
_POSTS = (
    "Kepala Bidang",
    "Analis Kebijakan Ahli Muda",
    "Pengelola Keuangan",
    "Kepala Desa",
    "Sekretaris",
    "Kasi Pelayanan",
)
_SHOPS = (
    "Warung Berkah",
    "Keripik Singkong Renyah",
    "Toko Sinar Jaya",
    "Bengkel Maju",
    "Catering Barokah",
    "Batik Nusantara",
)
SCHOOLS = (
    "SDN 001 Tanah Grogot",
    "SMPN 2 Kuaro",
    "SMA Negeri 1 Long Ikis",
    "MTs Al Ihsan",
    "TK Pembina",
    "SMK Muhammadiyah",
)
_CAMPUSES = (
    "Universitas Mulawarman",
    "Politeknik Negeri Balikpapan",
    "UGM",
    "STIE Widya Praja",
    "UIN SAMARINDA",
)
_GROUPS = (
    "Tani Makmur",
    "Sido Rukun",
    "Karya Bersama",
    "Mekar Sari",
    "Harapan Jaya",
    "Sumber Rejeki",
)
_SHIPS = ("KM Bintang Laut", "KM Harapan Baru", "KM Sinar Paser", "Cahaya Samudra 02")
#: How a date is written, by the name of the form.
DATES: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "hyphens": lambda d: f"{d:%d-%m-%Y}",
    "words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "short": lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d:%y}",
    "time": lambda d: f"{d.isoformat()} 00:00:00",
    "american": lambda d: f"{d.month}/{d.day}/{d.year}",
}


def _day(random: Random) -> str:
    return (date(2021, 1, 4) + timedelta(days=random.randrange(1500))).isoformat()


def _rupiah(random: Random) -> str:
    return str(random.randint(3, 9_000) * 50_000)


#: Cells that say nothing about anybody.
PLAIN: dict[str, Callable[[Random, int], str]] = {
    "no": lambda random, row: str(row + 1),
    "village": lambda random, row: village(random),
    "district": lambda random, row: random.choice(_DISTRICTS),
    "rupiah": lambda random, row: _rupiah(random),
    "count": lambda random, row: str(random.randint(1, 120)),
    "hectare": lambda random, row: f"{random.uniform(0.1, 9):.2f}",
    "kilogram": lambda random, row: f"{random.uniform(2, 150):.1f}",
    "kilometre": lambda random, row: f"{random.uniform(0.05, 12):.3f}",
    "minute": lambda random, row: str(random.randint(4, 90)),
    "score": lambda random, row: f"{random.uniform(1, 100):.2f}",
    "year": lambda random, row: str(random.randint(2008, 2024)),
    "day": lambda random, row: _day(random),
    "document": lambda random, row: (
        f"{random.randint(1, 999):03}/{random.choice(('SKT', 'AK1', 'KOP'))}/{2020 + row % 5}"
    ),
    "ticket": lambda random, row: f"ADU-2024-{row + 1:05}",
    "office": lambda random, row: random.choice(OFFICES),
    "post": lambda random, row: random.choice(_POSTS),
    "shop": lambda random, row: (
        f"{random.choice(_SHOPS)} {random.choice(('', '2', 'Paser'))}".strip()
    ),
    "school": lambda random, row: random.choice(SCHOOLS),
    "campus": lambda random, row: random.choice(_CAMPUSES),
    "group": lambda random, row: (
        f"{random.choice(_GROUPS)} {random.choice(('I', 'II', ''))}".strip()
    ),
    "ship": lambda random, row: random.choice(_SHIPS),
}
#: Facts about a person, but for numbers.
FACTS: dict[str, Callable[[Person], str]] = {
    "address": lambda person: person.address,
    "latitude": lambda person: f"{person.latitude:.6f}",
    "longitude": lambda person: f"{person.longitude:.6f}",
}
#: What is counted as one kind.
COUNTED = {
    "latitude": "location",
    "longitude": "location",
    "sensitive_rupiah": "sensitive",
    "birthdate_place": "birth",
    "address_rt": "address",
    "sparse_mobile": "mobile",
    "sparse_nik": "nik",
}


def form_of(random: Random, kind: str) -> str:
    """The form that a column of that kind has."""
    if kind in forms.FORMS:
        return forms.choose(random, kind)
    return random.choice(list(DATES)) if kind in {"birth", "birthdate_place"} else ""


def cell(random: Random, kind: str, form: str, person: Person, row: int) -> Text:
    """A cell of a column of that kind (in small letters), and the kinds that stand in it."""
    if kind in forms.FORMS:
        rounded = form == forms.ROUNDED
        return forms.write(random, kind, form, person), (f"{kind} {form}" if rounded else kind,)
    if kind in PLAIN:
        return PLAIN[kind](random, row), ()
    if kind in FACTS:
        return FACTS[kind](person), (COUNTED.get(kind, kind),)
    if kind == "sensitive_rupiah":
        return _rupiah(random), ("sensitive",)
    if kind == "name":
        return person.name, ("name",)
    if kind == "name_address":
        return f"{person.name.strip()}, {person.address}", ("name", "address")
    if kind == "address_rt":
        return f"{random.randint(1, 12):03}", ("address",)
    if kind.startswith("sparse_"):  # one cell of twelve is filled
        own = kind.removeprefix("sparse_")
        blank = random.random() > 1 / 12
        return ("", ()) if blank else (forms.write(random, own, "mixed", person), (own,))
    if kind == "birthplace":
        return person.birthplace, ()
    if kind == "birth":
        return DATES[form](person.born), ("birth",)
    if kind == "birthdate_place":
        return f"{random.choice(TOWNS)}, {DATES[form](person.born)}", ("birth",)
    return _text(random, kind, person, row)


def _text(random: Random, kind: str, person: Person, row: int) -> Text:
    if kind == "report":
        return texts.report(random, person)
    if kind == "complaint":
        return texts.complaint(random, person)
    if kind == "rare":  # one in two hundred, whatever the length of the table
        return texts.note(random, person, 1.0 if row % 200 == 17 else 0.0)
    return texts.note(random, person)
