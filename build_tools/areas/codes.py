"""The codes of Kemendagri and of BPS side by side, as the reference of areas lists them.

A code is looked up and never made out of the other: "64.01.09" is "6401021". What the reference
does not list has no other code, and a column whose codes it does not explain has none at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .. import csvfile
from ..model import ByArea, Cell, Published, Resource, Site, Table
from .regions import REFERENCE, Listed, code_columns, own

#: Who gives codes to areas. A column is of the one that its name or its title names.
SYSTEMS = ("kemendagri", "bps")
#: The columns of the list of a dataset.
COLUMNS = ("tabel", "kolom", "kode", "kode_kemendagri", "kode_bps", "nama", "jenis")
#: Of a reference with more areas than are kept in memory, so many are read.
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Pair:
    """An area of the reference: its code in each system (empty: not listed), name and kind."""

    codes: Mapping[str, str]
    name: str = ""
    kind: str = ""

    def code(self, system: str) -> str:
        """Its code in a system; empty where the reference has none."""
        return self.codes.get(system, "")


UNKNOWN = Pair({})


@dataclass(frozen=True, slots=True)
class Concordance:
    """All areas of the reference by their code in each system."""

    reference: str = ""  # id of the dataset; empty: the site has none
    areas: Mapping[str, Mapping[str, Pair]] = field(default_factory=dict)  # by system, by code
    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)  # table, column: system

    def area(self, system: str, code: str) -> Pair:
        """The area of a code; `UNKNOWN` where the reference does not list it."""
        return self.areas.get(system, {}).get(code, UNKNOWN)

    def pairs(self) -> list[Pair]:
        """Every area once, by its codes."""
        found = {id(p): p for known in self.areas.values() for p in known.values()}
        return sorted(found.values(), key=lambda p: [p.code(system) for system in SYSTEMS])


@dataclass(frozen=True, slots=True)
class Found:
    """A code that occurs in a table, and its area."""

    table: str
    field: str  # empty: the whole table is about it
    code: str
    area: Pair


@dataclass(frozen=True, slots=True)
class Other:
    """What stands beside the codes of a column: those of the other system, by code."""

    field: str
    system: str
    codes: Mapping[str, str]


#: That of the site that was asked for last: pages and catalogues ask for the same one.
_LAST: list[tuple[Site, Concordance]] = []


def concordance(site: Site) -> Concordance:
    """The codes side by side, from the dataset that `daftar_wilayah` of the settings names."""
    if not _LAST or _LAST[0][0] is not site:
        _LAST[:] = [(site, _concordance(site))]
    return _LAST[0][1]


def _concordance(site: Site) -> Concordance:
    id = str(site.portal.settings.get("daftar_wilayah") or REFERENCE)
    published = next((p for p in site.published if p.id == id), None)
    if published is None:
        return Concordance()
    areas: dict[str, dict[str, Pair]] = {system: {} for system in SYSTEMS}
    twice: set[tuple[str, str]] = set()  # a code of two areas names neither
    columns: dict[tuple[str, str], str] = {}
    for table in published.tables:
        given = dict(_systems(table.resource))
        columns |= {(table.resource.name, name): system for system, name in given.items()}
        for pair in _pairs(published, table, given):
            for system, code in pair.codes.items():
                if areas[system].setdefault(code, pair) != pair:
                    twice.add((system, code))
    for system, code in twice:
        del areas[system][code]
    return Concordance(id, areas, columns)


def _systems(resource: Resource) -> Iterator[tuple[str, str]]:
    """Each system, with the column of a list that has its codes."""
    for name in code_columns(resource):
        if system := system_of(resource, name):
            yield system, name


def system_of(resource: Resource, name: str) -> str:
    """The one system that a column's name or title names; empty where it names none or both."""
    known = resource.field(name)
    said = f"{name} {known.title.main if known else ''}".casefold()
    named = [system for system in SYSTEMS if system in said]
    return named[0] if len(named) == 1 else ""


def _pairs(published: Published, table: Table, given: Mapping[str, str]) -> Iterator[Pair]:
    resource = table.resource
    named = next((f.name for f in resource.fields if f.role == "nama"), "")
    kinds = next((f.name for f in resource.fields if f.name == "jenis" and f.categories), "")
    for row in _rows(published, table) if given else ():
        codes = {system: code for system, name in given.items() if (code := row.get(name))}
        if codes:
            yield Pair(codes, row.get(named) or "", row.get(kinds) or resource.name)


def _rows(published: Published, table: Table) -> Iterable[Mapping[str, Cell]]:
    """The rows of a list: as they were kept, or read again where they were too many for that."""
    kept = own(table)
    if kept is not None and kept.complete:
        return Listed(table, kept).rows.values()
    from ..tables.lookup import Wanted, lookup  # costs much to load, and is hardly ever needed

    names = tuple(f.name for f in table.resource.fields)
    found = lookup(published, table, Wanted(names, most=_MOST))
    return [dict(zip(names, row, strict=True)) for row in found.rows] if found else []


def occurring(published: Published, known: Concordance) -> list[Found]:
    """Each code of areas that occurs in the tables of a dataset; none if nothing is known of any.

    The reference itself has none: its tables are the list.
    """
    if not known.reference or published.id == known.reference:
        return []
    found = [
        Found(table.resource.name, by.field, area.code, known.area(system, area.code))
        for table in published.tables
        for by in table.areas
        if (system := _system(table.resource, by, known)) is not None
        for area in by.areas
    ]
    return found if any(one.area is not UNKNOWN for one in found) else []


def _system(resource: Resource, by: ByArea, known: Concordance) -> str | None:
    """The system of a column: as its reference says; else the one that knows some of its codes.

    Empty where that is unclear; None for the codes of another reference.
    """
    named = [key for key in resource.foreign_keys if by.field and key.fields == (by.field,)]
    for key in named:
        if key.package == known.reference:
            return known.columns.get((key.resource, key.reference_fields[0]), "")
    if any(key.package for key in named):
        return None
    codes = [area.code for area in by.areas]
    having = [s for s in SYSTEMS if any(code in known.areas[s] for code in codes)]
    return having[0] if len(having) == 1 else ""


def others(published: Published, table: Table, known: Concordance) -> list[Other]:
    """For each column of codes that stands alone: the codes of the other system.

    None for a table that has both already.
    """
    if not known.reference or published.id == known.reference:
        return []
    made = []
    for by in table.areas:
        system = _system(table.resource, by, known) if by.field else ""
        if not system:
            continue
        other = next(s for s in SYSTEMS if s != system)
        if not _has(table.resource, by.field, system, other, known):
            codes = {c: p.code(other) for c, p in known.areas[system].items() if p.code(other)}
            made.append(Other(by.field, other, codes))
    return made


def _has(resource: Resource, name: str, system: str, other: str, known: Concordance) -> bool:
    """Whether a table has the other code of a column already.

    It does if that refers to the same list, or is called the same but for the system's name.
    """
    if system in name and resource.field(name.replace(system, other)):
        return True
    lists = {
        (key.resource, known.columns.get((key.resource, key.reference_fields[0])))
        for key in resource.foreign_keys
        if key.package == known.reference and len(key.fields) == 1
    }
    mine = {
        key.resource
        for key in resource.foreign_keys
        if key.package == known.reference and key.fields == (name,)
    }
    return any((list_, other) in lists for list_ in mine)


def listed(found: Iterable[Found]) -> bytes:
    """The codes of a dataset as a CSV: one line a code of a column."""
    return csvfile.table(
        COLUMNS,
        (
            (f.table, f.field, f.code, *(f.area.code(s) for s in SYSTEMS), f.area.name, f.area.kind)
            for f in found
        ),
    )
