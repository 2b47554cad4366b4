"""Codes and names of areas in columns, against the reference tables of the portal."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .asking import Asked, listed
from .base import Areas, Known
from .labels import Label
from .numerals import written
from .seen import Seen

#: From this share of its different values on, a column holds codes, or names, of a table.
CODES, NAMES = 0.95, 0.5
#: What may be done about codes that are not right: mend the file, or say that these are no areas.
NO_AREA = ("perbaiki", "bukan-wilayah")
_KINDS = re.compile(
    r"^(?:kabupaten|kab|kecamatan|kec|kelurahan|kel|desa|provinsi|prov|distrik)\b\.?\s*"
)
#: Words of a header that announce areas, and the level they are, the finest first.
LEVELS = (
    ("desa/kelurahan", {"desa", "kelurahan", "kel", "gampong", "nagari"}),
    ("kecamatan", {"kecamatan", "kec", "distrik"}),
    ("kabupaten/kota", {"kabupaten", "kab", "kota", "kabkota", "regency"}),
    ("provinsi", {"provinsi", "propinsi", "prov", "province"}),
    ("wilayah", {"wilayah", "daerah", "area", "region"}),
)
#: Fields that make a table one of figures, not a list of areas.
_TIMES = frozenset({"tahun", "bulan", "periode", "tanggal", "semester", "triwulan"})
#: So many areas at most are the categories of a column of their names.
MOST_NAMED = 15
_STYLES = ("{}", "Kec. {}", "Kecamatan {}", "Kec {}")
_CODED = {"kode", "kd", "id", "bps", "kemendagri", "wilayah"}
_SAID = {"kabupaten-kota": "kabupaten/kota", "desa-kelurahan": "desa/kelurahan"}


@dataclass(slots=True)
class Placed:
    """Which columns hold areas, by label: codes of a table, or names."""

    codes: dict[str, Areas] = field(default_factory=dict)
    names: dict[str, Areas | None] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)  # columns that hold each code of a table, once
    listed: dict[str, Areas] = field(default_factory=dict)  # names, all written as in a long table

    def keys(self, names: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        """Foreign keys as descriptors have them; ``names`` are those of the fields by label.

        A table that is the reference itself, with its codes and names under their own names, has
        no foreign key to itself.
        """
        own: dict[str, set[str]] = {}
        for label, areas in self.codes.items():
            if names[label] == areas.code_field and label in self.whole:
                own.setdefault(areas.resource, {areas.name_field}).add(areas.code_field)
        fields_ = set(names.values())
        for label, areas in self.codes.items():
            given = own.get(areas.resource, set())
            if len(given) > 2 and given <= fields_ and not fields_ & _TIMES:
                continue
            yield _key(names[label], areas, areas.code_field)
        coded = {areas.resource for areas in self.codes.values()}
        for label, areas in self.listed.items():
            if areas.resource not in coded:  # else the code beside a name says which it is
                yield _key(names[label], areas, areas.name_field)


def _key(name: str, areas: Areas, target: str) -> Mapping[str, Any]:
    reference = {"package": areas.package, "resource": areas.resource, "fields": [target]}
    return {"fields": [name], "reference": reference}


def level_of(label: Label) -> str:
    """The level of area that a header announces; empty where it announces none."""
    words = label.words[:6]
    own = set(words[: words.index("menurut")] if "menurut" in words else words)
    if label.has("jumlah", "banyaknya", "persentase", "luas", "kode"):
        return ""
    return next((level for level, words in LEVELS if own & words), "")


def places(columns: Sequence[tuple[Seen, Label]], known: Known, asked: Asked) -> Placed:
    """Finds the columns of areas: codes first, then names, which codes of their row confirm."""
    found = Placed()
    for seen, label in columns:
        _codes(seen, label, known, found, asked)
    for seen, label in columns:
        if seen.label not in found.codes:
            _names(seen, label, known, found, asked)
    return found


def _codes(seen: Seen, label: Label, known: Known, found: Placed, asked: Asked) -> None:
    values = seen.different()
    if not values or not seen.values or seen.longest > 20 or (seen.numbers and not seen.whole):
        return
    if not values[0][:1].isdigit():
        return
    announced = bool(set(label.words) & _CODED)
    exact = [
        (areas, share)
        for areas in known.areas
        if (share := _share(values, areas.codes)) >= CODES
        and (announced or "." in next(iter(areas.codes)))
    ]
    if exact:
        areas = _preferred([a for a, _ in exact], label)
        found.codes[seen.label] = areas
        found.levels[seen.label] = _SAID.get(areas.level, areas.level)
        if len(values) == seen.rows == len(areas.codes):
            found.whole.add(seen.label)
        absent = [value for value in values if value not in areas.codes]
        asked.tell("area-codes", column=seen.label, resource=areas.resource, package=areas.package)
        if absent:
            given = asked.ask(
                "area-codes-unknown",
                NO_AREA,
                seen=seen,
                cell=absent[0],
                codes=listed(absent),
                resource=areas.resource,
            )
            if given == NO_AREA[1]:
                del found.codes[seen.label], found.levels[seen.label]
        return
    for areas in known.areas if announced else ():
        bare = {code.replace(".", ""): code for code in areas.codes if "." in code}
        if bare and _share(values, bare) >= CODES:
            first = next(value for value in values if value in bare)
            dotted = bare[first]
            given = asked.ask("area-codes-dots", NO_AREA, seen=seen, cell=first, dotted=dotted)
            if given != NO_AREA[1]:
                found.codes[seen.label] = areas
                found.levels[seen.label] = _SAID.get(areas.level, areas.level)
            return


def _preferred(tables: Sequence[Areas], label: Label) -> Areas:
    """Of tables that all have the codes: the one whose column the header names."""
    named = [a for a in tables if a.code_field.rpartition("_")[2] in label.words]
    return (named or list(tables))[0]


def _share(values: Sequence[str], codes: Mapping[str, str]) -> float:
    return sum(1 for value in values if value in codes) / len(values)


def _names(seen: Seen, label: Label, known: Known, found: Placed, asked: Asked) -> None:
    level = level_of(label)
    if not level or not seen.texts or seen.numbers or seen.values is None:
        return
    values = seen.different()
    if sum(written(value) is not None for value in values) > len(values) / 2:
        return
    best: tuple[float, Areas | None] = (0.0, None)
    for areas in known.areas:
        spellings = _spellings(areas)
        share = sum(1 for value in values if folded(value) in spellings) / len(values)
        if share > best[0]:
            best = (share, areas)
    share, table = best
    found.names[seen.label] = table if share >= NAMES else None
    found.levels[seen.label] = level
    if table is None or share < NAMES:
        return
    found.levels[seen.label] = _SAID.get(table.level, table.level)
    asked.tell("area-names", column=seen.label, resource=table.resource, package=table.package)
    if _long(table) and {*values} <= {*table.codes.values()}:
        found.listed[seen.label] = table
    spellings = _spellings(table)
    odd = [value for value in values if folded(value) not in spellings]
    if odd:
        pairs = [(value, likely(value, table.codes.values())) for value in odd]
        told = listed([f"“{value}” → “{near}”" if near else f"“{value}”" for value, near in pairs])
        asked.ask(
            "area-names",
            ("perbaiki", "biarkan"),
            seen=seen,
            cell=odd[0],
            names=told,
            count=len(odd),
            resource=table.resource,
        )
    same = {_SAID.get(a.level, a.level) for a in found.codes.values()}
    if found.levels[seen.label] not in same:
        asked.ask(
            "area-code-column", ("biarkan", "tambah"), seen=seen, resource=table.resource,
            wanted=table.code_field,
        )  # fmt: skip


def named(seen: Seen, areas: Areas | None) -> tuple[str, ...]:
    """All names of a short table of districts as a column writes them, so that no other is taken.

    Empty where the column writes any of them in another way, or the table is long.
    """
    if areas is None or areas.level != "kecamatan" or len(areas.codes) > MOST_NAMED:
        return ()
    values = set(seen.different())
    for style in _STYLES:
        names = tuple(style.format(name) for name in areas.codes.values())
        for given in (names, tuple(map(str.upper, names))):
            if values and values <= set(given):
                return given
    return ()


def _long(areas: Areas) -> bool:
    """Whether these are villages, or districts that are too many to be listed in a descriptor."""
    many = areas.level == "kecamatan" and len(areas.codes) > MOST_NAMED
    return many or areas.level == "desa-kelurahan"


def _spellings(areas: Areas) -> set[str]:
    return {folded(name) for name in (*areas.codes.values(), *areas.spellings)}


def folded(name: str) -> str:
    """A name as it is compared: small letters, without "Kecamatan" in front; "Kota" stays.

    >>> folded("KAB. PASER"), folded("Kec. Long  Ikis"), folded("Kota Bontang")
    ('paser', 'longikis', 'kotabontang')
    """
    plain = _KINDS.sub("", " ".join(name.casefold().split()))
    return re.sub(r"[^a-z0-9]", "", plain)


def likely(name: str, known: Iterable[str]) -> str:
    """The known name that a spelling seems to mean; empty where none is near.

    >>> likely("Ma. Komam", ["Muara Komam", "Muara Samu"]), likely("Kuarao", ["Kuaro"])
    ('Muara Komam', 'Kuaro')
    """
    names = list(known)
    for other in names:
        if _shortened(name, other):
            return other
    by_fold = {folded(other): other for other in names}
    near = difflib.get_close_matches(folded(name), by_fold, n=1, cutoff=0.8)
    return by_fold[near[0]] if near else ""


def _shortened(short: str, full: str) -> bool:
    """Whether each word is that of the other name, or a short form of it: "Ma." for "Muara"."""
    ours, theirs = short.casefold().split(), full.casefold().split()
    if len(ours) != len(theirs) or ours == theirs:
        return False
    return all(a == b or _abbreviates(a.rstrip("."), b) for a, b in zip(ours, theirs, strict=True))


def _abbreviates(short: str, word: str) -> bool:
    if not short or len(short) > 4 or short[0] != word[0]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)
