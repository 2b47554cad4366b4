"""What a column's heading says that it holds about persons: its role.

Headings come as ``tgl_lahir``, ``TglLahir``, ``Tanggal Lahir (dd/mm/yyyy)``, misspelt or in
English. A role is what a heading claims: whether the cells bear it out, `columns` says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from . import vocabulary as v
from .fold import FOLD
from .spelling import mended

Role = Literal[
    "name", "bare-name", "official", "parent", "address", "neighbourhood", "birth", "birth-place",
    "sex", "religion", "marital", "nationality", "latitude", "longitude", "coordinates",
    "trait", "sensitive", "institution", "place", "work", "date", "thing", "measure", "",
]  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNITS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
#: The last name of a path: "grup/nama", "data.nama[0]".
_PATH = re.compile(r"(\w{3,30})(?:[./]\w{1,30}){0,4}[./](\w{2,40})(?:\[\d+\])?")
_SILENT = frozenset(("data", "kolom", "isian"))
_OF_THINGS = frozenset(("institution", "place", "measure", "thing"))
_NAMED = re.compile(r"(?:\A| )nama(?: |\Z)")
#: What takes "nama" along, by itself a name of a person where the cells are.
_BARE = re.compile(r"(?:nama|nama (?:nama|lain|saja|\d+)|nama lengkap dan gelar|nama anda)\Z")
_NAMES_OF_WORK = re.compile(r"nama (?:dan|beserta|serta|atau|&) ")


@lru_cache(maxsize=4_096)
def words(heading: str) -> str:
    """The words of a heading, lower case, one space between, common misspellings mended.

    >>> words("TglLahir"), words("no_HP (WA)"), words("longtitude")
    ('tanggal lahir', 'no hp', 'bujur')
    """
    text = heading[:200].translate(FOLD)
    bare = _UNITS.sub(" ", text)
    text = bare if bare.strip(" _-./") else text
    if not text.isupper():
        text = _CAMEL.sub(" ", text)
    plain = " ".join(re.findall(r"[^\W_]+", text.lower()))
    if plain in v.ALONE:
        return v.ALONE[plain]
    return " ".join(v.SPELLINGS.get(word) or _meant(word) for word in plain.split())


def _meant(word: str) -> str:
    told = mended(word)
    return v.SPELLINGS.get(told, told)


@lru_cache(maxsize=4_096)
def role(name: str, title: str = "") -> Role:
    """The role that a column's name announces; where it announces none, that of its title.

    >>> role("alamat_rumah"), role("nama_sekolah"), role("NamaKepalaDesa"), role("jumlah_pasien")
    ('address', 'institution', 'official', 'measure')
    """
    if inner := _inner(title) or _inner(name):
        return inner
    found = "" if _says_nothing(words(name)) else _role(words(name))
    if title and found in {"", "bare-name"}:
        if _says_nothing(words(title)):
            return found
        told = _role(words(title))
        return told or found
    return found


def _inner(heading: str) -> Role:
    """The role of a name within a group: "data.nama", "peserta/nama"; empty: not in one."""
    path = _PATH.fullmatch(heading)
    if not path or (words(path[1]) not in _SILENT and _role(words(path[1])) in _OF_THINGS):
        return ""
    found = _role(words(path[2]))
    return found if found in {"name", "bare-name", "parent", "address", "birth"} else ""


def is_neutral(name: str, title: str = "") -> bool:
    """Whether a heading says nothing of what stands below it: "kolom_3", "F2", "data"."""
    return _says_nothing(words(name)) and (not title or _says_nothing(words(title)))


def _says_nothing(text: str) -> bool:
    return bool(v.NEUTRAL.fullmatch(text) or v.ANY_NUMBER.fullmatch(text))


def is_child(name: str, title: str = "") -> bool:
    """Whether the heading is of names of children."""
    return any(v.CHILD.search(words(text)) for text in (name, title) if text)


def may_be_remark(name: str, title: str = "") -> bool:
    """Whether anything may be remarked below a heading."""
    return any(v.REMARK.search(words(text)) for text in (name, title) if text)


def is_in_case(name: str, title: str = "") -> bool:
    """Whether a heading is of persons before a court, or of those that were hurt."""
    return any(v.IN_CASE.search(words(text)) for text in (name, title) if text)


def is_grave(name: str, title: str = "") -> bool:
    """Whether a heading is of what is told of no official either: health, crime."""
    return any(v.GRAVE.search(words(text)) for text in (name, title) if text)


def in_need(title: str) -> str:
    """The words of a table's title that tell of persons who must be protected; empty for none."""
    found = v.PERSONS_IN_NEED.search(words(title))
    return found.group() if found else ""


def names_offices(title: str) -> bool:
    """Whether a table's title says that it is of offices, schools, shops and the like."""
    return bool(v.INSTITUTION.search(words(title)))


def delicate(*texts: str) -> str:
    """The word in headings and titles that tells of illness, need or violence; empty for none."""
    for text in texts:
        if found := v.DELICATE.search(words(text)):
            return found.group()
    return ""


def counts_no_persons(name: str, title: str = "") -> bool:
    """Whether a heading is of facilities, staff, rates, codes: nothing that few persons make."""
    return any(v.NOT_DELICATE.search(words(text)) for text in (name, title) if text)


def _role(text: str) -> Role:
    if not text:
        return ""
    if _BARE.match(text):
        return "bare-name"
    if v.BIRTH.search(text):
        return "birth"
    if v.BIRTH_PLACE.search(text):
        return "birth-place"
    if v.AUTHOR.search(text):
        return "work"
    if v.ADDRESS.search(text):
        return "thing" if v.OF_OFFICES.search(text) else "address"
    return _of_person(text) or _of_thing(text)


def _of_person(text: str) -> Role:
    """Roles of what is said of one person."""
    measured = bool(v.MEASURE.match(text))
    named = bool(_NAMED.search(text))
    if named and not measured:
        return _named(text)
    if v.SEX.search(text) and not measured:
        return "sex"
    for role, pattern in _ATTRIBUTES:
        if not measured and pattern.search(text):
            return role
    if v.NEIGHBOURHOOD.match(text):
        return "neighbourhood"
    if measured:
        return "measure"
    if v.PARENT.search(text) and not v.NOT_PARENT.search(text):
        return "parent"
    if v.WORK.search(text):
        return "work"
    if v.SENSITIVE.search(text):
        return "sensitive"
    if _is_official(text):
        return "official"
    return "name" if v.PERSON.search(text) and len(text.split()) <= 3 else ""


_ATTRIBUTES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("religion", v.RELIGION),
    ("marital", v.MARITAL),
    ("nationality", v.NATIONALITY),
    ("trait", v.TRAIT),
    ("latitude", v.LATITUDE),
    ("longitude", v.LONGITUDE),
    ("coordinates", v.COORDINATES),
)


def _is_official(text: str) -> bool:
    households = "kepala keluarga" in text or "kepala rumah tangga" in text
    return bool(v.OFFICIAL.search(text)) and not households


def _named(text: str) -> Role:
    """The role of a heading with "nama" in it, and more."""
    if v.PARENT.search(text) and not v.NOT_PARENT.search(text):
        return "parent"
    if _is_official(text):
        return "official"
    if _NAMES_OF_WORK.match(text) or v.PERSON.search(text):
        return "name"
    if v.SENSITIVE.search(text):
        return "sensitive"
    return _of_thing(text)


def _of_thing(text: str) -> Role:
    if v.INSTITUTION.search(text):
        return "institution"
    if v.OTHER_DATE.match(text):
        return "date"
    if v.PLACE.search(text):
        return "place"
    return "thing" if v.THING.search(text) else ""
