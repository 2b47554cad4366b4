"""Applications and services: the rows of `aplikasi`, one entry for each, with an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ..model import Text
from .rows import Row, Rows

#: What else lies below the directory: no entry has such an address.
RESERVED = frozenset({"hal", "opd", "sasaran"})

#: Names of which so much is the same are alike; longer ones are compared by their beginning.
_NEAR, _LONGEST = 0.75, 200
_ADDRESS = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_MOST_LETTERS = 64

#: Whether an address opened on the day it was looked at; empty: nobody has recorded a look.
AddressResult = Literal["dapat-dibuka", "tidak-dapat-dibuka", ""]
_RESULTS: Mapping[str, AddressResult] = {
    "dapat-dibuka": "dapat-dibuka",
    "tidak-dapat-dibuka": "tidak-dapat-dibuka",
}


@dataclass(frozen=True, slots=True)
class Address:
    """The web address of a service, and what was found when it was looked at."""

    url: str
    result: AddressResult
    day: str  # ISO date of the look; empty where it is not known


@dataclass(frozen=True, slots=True)
class Service:
    """An application or service: one row that is shown, and the others about the same.

    Values of several rows are never mixed: all that is shown is the one row's.
    """

    id: str  # its address below the directory, unique
    row: Row
    others: tuple[Row, ...] = ()

    @property
    def name(self) -> Text:
        return self.row.text("nama")

    @property
    def description(self) -> Text:
        return self.row.text("uraian")

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names, as the row gives them."""
        given = (part.strip() for part in self.row["nama_lain"].split(";"))
        return tuple(dict.fromkeys(part for part in given if part))

    @property
    def agency(self) -> str:
        """The id of the office that owns it; empty where it is not known."""
        return self.row["opd_id"]

    @property
    def address(self) -> Address | None:
        """Its web address; None where none is known."""
        url, result = self.row["alamat"], self.row["alamat_hasil"]
        if not url:
            return None
        return Address(url, _RESULTS.get(result, ""), self.row["alamat_diperiksa"])


@dataclass(frozen=True, slots=True)
class Known:
    """Of how many services something is on record."""

    services: int
    owner: int
    address: int
    status: int
    integrated: int  # in the regency's one portal
    apart: int  # on record as not in it

    @property
    def unsaid(self) -> int:
        """Of how many nothing says whether the one portal has them."""
        return self.services - self.integrated - self.apart


def services(rows: Rows) -> tuple[Service, ...]:
    """Every application and service once, by name.

    Rows of different tables are about the same where their names (whatever the case, marks and
    spaces) are the same, or their ids are and their names are alike. The first one is shown:
    official rows come first. Two rows that name different offices are two services, for each
    office answers for its own; so are two rows of one table.
    """
    found: list[list[Row]] = []
    places: dict[tuple[str, str], list[int]] = {}
    for row in rows.of("aplikasi"):
        keys = _keys(row)
        near = dict.fromkeys(place for key in keys for place in places.get(key, ()))
        same = next((place for place in near if _same(found[place], row)), len(found))
        if same == len(found):
            found.append([])
        found[same].append(row)
        for key in keys:
            known = places.setdefault(key, [])
            if same not in known:
                known.append(same)
    made = [
        Service(id, first, tuple(rest))
        for id, (first, *rest) in zip(_addresses([e[0]["id"] for e in found]), found, strict=True)
    ]
    return tuple(sorted(made, key=lambda s: (s.name.main.casefold(), s.id)))


def known(found: Iterable[Service]) -> Known:
    """Of how many services owner, address, status and integration are on record."""
    given = list(found)
    joined = [s.row["terintegrasi"] for s in given]
    return Known(
        services=len(given),
        owner=sum(bool(s.agency) for s in given),
        address=sum(s.address is not None for s in given),
        status=sum(bool(s.row["status"]) for s in given),
        integrated=joined.count("ya"),
        apart=joined.count("tidak"),
    )


def by_agency(found: Iterable[Service]) -> dict[str, list[Service]]:
    """The services of each office whose ownership is on record, by the office's id."""
    owned: dict[str, list[Service]] = {}
    for service in found:
        if service.agency:
            owned.setdefault(service.agency, []).append(service)
    return owned


def fit(code: str) -> bool:
    """Whether a code may be part of a page's address."""
    return len(code) <= _MOST_LETTERS and _ADDRESS.fullmatch(code) is not None


def plain_name(name: str) -> str:
    """What two spellings of a name have in common: letters and digits, no case, no accents."""
    parted = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in parted if letter.isalnum())


def _keys(row: Row) -> list[tuple[str, str]]:
    """By what other rows about the same service are found."""
    name = plain_name(row["nama"])
    return [("id", row["id"]), *([("name", name)] if name else [])]


def _same(entry: Sequence[Row], row: Row) -> bool:
    """Whether a row of equal id or name may be about the service of that entry."""
    table = (row.dataset, row.table.resource.name)
    if any((r.dataset, r.table.resource.name) == table for r in entry):
        return False
    if any(r["opd_id"] != row["opd_id"] for r in entry if r["opd_id"] and row["opd_id"]):
        return False
    return any(_alike(r, row) for r in entry)


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows call a service by one name, or by names of which one is near the other."""
    mine, theirs = _names(one), _names(other)
    if mine & theirs:
        return True
    first, second = plain_name(one["nama"]), plain_name(other["nama"])
    if not first or not second:
        return True  # nothing speaks against the equal id
    if first in second or second in first:
        return True
    return SequenceMatcher(None, first[:_LONGEST], second[:_LONGEST]).ratio() >= _NEAR


def _names(row: Row) -> set[str]:
    """The plain names of a row: its own, and the other ones it gives."""
    given = (plain_name(part) for part in (row["nama"], *row["nama_lain"].split(";")))
    return {name for name in given if name}


def _addresses(ids: Sequence[str]) -> list[str]:
    """Each id as an address; with a number where it is reserved or an earlier one has it."""
    taken, made = {*RESERVED, *ids}, []
    free = set(ids) - RESERVED
    for id in ids:
        address, number = id, 2
        if id not in free:
            while (address := f"{id}-{number}") in taken:
                number += 1
            taken.add(address)
        free.discard(id)
        made.append(address)
    return made
