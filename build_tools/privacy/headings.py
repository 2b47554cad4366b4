"""Whether a row is one of headings, or of data that stand where headings would.

A heading is made of header words ("Nama Santri", "Alamat", "No", "Jumlah 2023"); a cell of data
looks like a name, a home, a date or a long number. Where neither is sure, the column decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from . import addresses, headers, nametokens, roles
from . import vocabulary as v
from .dates import birth_year

#: What a cell is as a heading: surely one, perhaps one, nothing known, data for sure.
Heading = Literal["sure", "perhaps", "", "data"]

#: Roles that words alone give which stand in cells just as well: "Petani", "Kuaro", "Guru".
_ALSO_CELLS = frozenset(
    {"name", "official", "place", "thing", "institution", "work", "sensitive", "date", "parent"}
)
#: Roles that make a form one of a person.
PERSONAL = frozenset({"name", "bare-name", "parent", "official", "address", "birth", "birth-place"})
_SURE_WORDS = frozenset(
    (
        *("nama", "alamat", "nik", "nip", "nisn", "npwp", "jumlah", "no", "nomor", "tanggal"),
        *("tahun", "jenis", "kode", "id", "keterangan", "ket", "kecamatan", "kelurahan"),
    )
)
#: So many digits are a number of something, no year and no pair of years.
_DIGITS_OF_DATA = 9
_FILLED_IN = re.compile(r"\w\s*:\s*\w")
#: So many one-word names side by side are persons.
_MANY = 3
#: The share of a column's cells that looks like persons or homes, so that its head is one too.
_SHARE = 0.3


@lru_cache(maxsize=4_096)
def heading(cell: str) -> Heading:
    """What a cell is, were it a heading.

    >>> heading("Nama Santri"), heading("Petani"), heading("Kuaro"), heading("Gg. Sawit No. 24")
    ('sure', 'perhaps', '', 'data')
    """
    text = " ".join(cell.split())
    said = roles.words(text)
    words = said.split()
    if not words:
        return ""
    if _FILLED_IN.search(text):
        return ""  # "Nama: …", a key with its value
    if len(words) > 1 and words[0] in _SURE_WORDS and _are_names(words[1:]):
        return "data"
    found = roles.role(text)
    home = addresses.look(text) in {"home", "house"}
    if len(words) <= 6 and _is_sure(said, words, found) and not (home and _has_number(text)):
        return "sure"
    if home or birth_year(text) or sum(map(str.isdigit, text)) >= _DIGITS_OF_DATA or "@" in text:
        return "data"
    if len(words) > 1 and nametokens.look(text) == "person" and not speaks(words):
        return "data"
    if found or headers.announced(text):
        return "perhaps"
    # one word that is a name may be any other: "Topik"
    return "perhaps" if roles.is_neutral(text) and any(map(str.isalpha, text)) else ""


def _is_sure(said: str, words: list[str], found: str) -> bool:
    if words[0] in _SURE_WORDS or words[-1] in {"nama", "alamat"}:
        return True
    if headers.announced(said) and len(words) <= 4:
        return True
    return bool(found) and found not in _ALSO_CELLS and (found != "measure" or len(words) <= 5)


def _are_names(words: list[str]) -> bool:
    said = " ".join(words)
    several = len(words) > 1 and nametokens.look(said) == "person"
    return (several or nametokens.is_all_names(said)) and not speaks(words)


def _has_number(text: str) -> bool:
    return any(map(str.isdigit, text))


def speaks(words: list[str]) -> bool:
    """Whether a word is of the headings of persons: "Kepala Desa", "Calon Siswa"."""
    known = (v.PERSON, v.PARENT, v.OFFICIAL)
    return any(nametokens.is_thing(w) or any(k.fullmatch(w) for k in known) for w in words)


def is_headings(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row is one of headings rather than the first of the data.

    >>> is_headings(["Fulan Wahid", "Gg. Contoh No. 3"], [["Siti Wahid", "Gg. Contoh No. 4"]])
    False
    """
    cells = [(at, cell) for at, cell in enumerate(row) if cell.strip()]
    kinds = {at: heading(cell) for at, cell in cells}
    sure = sum(kind == "sure" for kind in kinds.values())
    columns = {at: [r[at] for r in below if at < len(r) and r[at].strip()] for at in kinds}
    data = sum(
        kind == "data" or (not kind and _is_like(row[at], columns[at]))
        for at, kind in kinds.items()
    )
    same = sum(kind == "data" and _goes_on(row[at], columns[at]) for at, kind in kinds.items())
    if sure:
        return sure * 2 > same
    perhaps = sum(kind == "perhaps" and row[at] not in columns[at] for at, kind in kinds.items())
    # persons above columns of anything else are headings too, though of a kind that tells
    return not data or perhaps > data or not same


def _goes_on(cell: str, column: Sequence[str]) -> bool:
    """Whether data in the place of a heading are what its column is of, as far as one knows."""
    return not column or nametokens.look(cell) != "person" or _is_like(cell, column)


def _is_like(cell: str, column: Sequence[str]) -> bool:
    """Whether a cell may be one of those below: of a column of persons or homes."""
    if not column:
        return False
    persons = sum(nametokens.look(other) == "person" for other in column)
    homes = sum(addresses.look(other) in {"home", "house"} for other in column)
    if addresses.look(cell) in {"home", "house"}:
        return homes >= _SHARE * len(column)
    return persons >= _SHARE * len(column) and nametokens.look(cell) != "thing"


def is_person(text: str) -> bool:
    """Whether a heading or a name of a column is the name of a person.

    >>> is_person("Siti Wahyuni"), is_person("Nama Santri"), is_person("kepala_desa")
    (True, False, False)
    """
    return len(re.findall(r"[^\W_]+", text)) > 1 and is_name(text)


def is_name(text: str) -> bool:
    """The same, where one word is enough: others beside it are names as well."""
    plain = " ".join(text.replace("_", " ").split())
    return heading(plain) in {"data", ""} and nametokens.look(plain) == "person"


def called_after(names: Sequence[str]) -> list[int]:
    """The places of headings that are names of persons; a single one-word name is none.

    >>> called_after(["Tanggal", "Siti Wahyuni", "Wagiman"]), called_after(["Topik", "Jumlah"])
    ([1, 2], [])
    """
    found = [at for at, name in enumerate(names) if is_name(name)]
    sure = any(is_person(names[at]) for at in found)
    many = len(found) >= _MANY and 2 * len(found) >= sum(map(bool, names))
    return found if sure or many else []


def opens_form(key: str) -> bool:
    """Whether a word before a colon tells what of a person stands behind it: "Tgl. Lahir"."""
    number = bool(headers.announced(key)) and not headers.is_entity(key)
    return number or roles.role(key) in PERSONAL
