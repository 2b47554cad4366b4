"""The regions of the portal: what the reference of areas says of their codes and order.

A code is text. None is made out of another, and which region lies in which is told by the
columns of the reference alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import ByArea, Cell, ForeignKey, Published, Resource, Site, Table, Text
from ..words import Words

REFERENCE = "referensi/wilayah"
#: Levels of regions that have pages: the portal's own, then what lies in it.
LEVELS = 3

#: A code that can be a folder of an address.
_SAFE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,38}[0-9A-Za-z])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the reference. ``code`` is the key of its list, and its address."""

    code: str
    name: str
    kind: str  # kabupaten, kecamatan, desa …: a name of `areas.named`; others stay without a word
    level: str  # the table of the reference that lists it
    depth: int = 0
    parent: str = ""
    codes: tuple[tuple[Text, str], ...] = ()  # every code of its own, by the title of its column


@dataclass(frozen=True, slots=True)
class Regions:
    """The portal's own region with all that lies in it; empty where the reference has none."""

    reference: str = ""  # id of the dataset
    root: str = ""
    by_code: Mapping[str, Region] = field(default_factory=dict)
    #: The key of the row that has a value, by table and column; by the column of all tables.
    keys: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    depths: Mapping[str, int] = field(default_factory=dict)  # of its tables

    def inside(self, code: str) -> list[Region]:
        """The regions that lie directly in one, by name."""
        found = (r for r in self.by_code.values() if r.parent == code and r.code != code)
        return sorted(found, key=lambda r: (r.name.casefold(), r.code))

    def above(self, region: Region) -> list[Region]:
        """The regions that one lies in, the largest first."""
        found: list[Region] = []
        while region.parent and region.parent in self.by_code:
            region = self.by_code[region.parent]
            found.insert(0, region)
        return found

    def of(self, published: Published, resource: Resource, by: ByArea) -> tuple[str, str] | None:
        """The table and the column of the reference that a table's codes are from; None: unclear.

        A column without a reference of its own is understood where every code of it stands in
        one column of the reference; of regions of several sizes, in columns of one name in
        several of its tables, which then is no table.
        """
        if not by.field:
            code = next((area.code for area in by.areas), "")
            return next(
                (a for a, known in self.keys.items() if a[0] and known.get(code) == code), None
            )
        if published.id == self.reference:
            return (resource.name, by.field)
        named = [k for k in resource.foreign_keys if by.field in k.fields]
        for key in named:
            if key.package == self.reference and key.fields == (by.field,):
                return (key.resource, key.reference_fields[0])
        if named or not by.areas:
            return None
        codes = {area.code for area in by.areas}
        return next((at for at, known in self.keys.items() if codes <= known.keys()), None)

    def smaller(self, table: str, region: Region) -> bool:
        """Whether a table of the reference lists smaller regions than that."""
        return self.depths.get(table, 0) > region.depth


def regions(site: Site) -> Regions:
    """The regions of a site, from `kode_wilayah` and `daftar_wilayah` of its settings."""
    settings = site.portal.settings
    root = str(settings.get("kode_wilayah") or "")
    id = str(settings.get("daftar_wilayah") or REFERENCE)
    published = next((p for p in site.published if p.id == id), None)
    if not root or published is None:
        return Regions()
    lists = {t.resource.name: Listed(t, by) for t in published.tables if (by := own(t))}
    keys = {
        (name, column): listed.by(column)
        for name, listed in lists.items()
        for column in code_columns(listed.table.resource)
    }
    for column in dict.fromkeys(column for _, column in keys):  # of all tables, if none says two
        several = [known for (_, name), known in keys.items() if name == column]
        if len(set().union(*several)) == sum(map(len, several)):
            keys["", column] = {value: code for known in several for value, code in known.items()}
    first = next((name for name, listed in lists.items() if root in listed.rows), "")
    if not first or not _SAFE.fullmatch(root):
        return Regions(id, keys=keys)
    found, depths = {root: lists[first].region(root)}, {first: 0}
    for depth in range(1, LEVELS):
        above = {code for code, r in found.items() if r.depth == depth - 1}
        for name, listed in lists.items():
            if name in depths:
                continue
            inside = list(_inside(listed, above, published.id, keys, depths, depth))
            if inside:
                found |= {r.code: r for r in inside if r.code not in found}
                depths[name] = depth
    return Regions(id, root, found, keys, depths)


def own(table: Table) -> ByArea | None:
    """A table of the reference by its own key, with the rows."""
    key = table.resource.primary_key
    found = (by for by in table.areas if (by.field,) == key and by.field in by.fields)
    return next(found, None)


@dataclass(frozen=True)
class Listed:
    """A table of the reference: each row a region."""

    table: Table
    area: ByArea

    @property
    def rows(self) -> dict[str, Mapping[str, Cell]]:
        """The rows by their key."""
        return {
            area.code: dict(zip(self.area.fields, period.rows[0], strict=True))
            for area in self.area.areas
            for period in area.periods[:1]
            if period.rows
        }

    def by(self, column: str) -> dict[str, str]:
        """The key of each row by the value of a column."""
        return {v: code for code, row in self.rows.items() if (v := row.get(column))}

    def region(self, code: str, parent: str = "", depth: int = 0) -> Region:
        row, resource = self.rows[code], self.table.resource
        named = next((f.name for f in resource.fields if f.role == "nama"), "")
        kinds = next((f.name for f in resource.fields if f.name == "jenis" and f.categories), "")
        return Region(
            code,
            row.get(named) or code,
            row.get(kinds) or resource.name,
            resource.name,
            depth,
            parent,
            tuple(
                (f.title or Text(f.name), value)
                for column in code_columns(resource)
                if (f := resource.field(column)) and (value := row.get(column))
            ),
        )


def code_columns(resource: Resource) -> list[str]:
    """The columns that name a row of a list by themselves, but for those that are no codes."""
    keys = [resource.primary_key, *resource.unique_keys]
    names = dict.fromkeys(key[0] for key in keys if len(key) == 1)
    return [n for n in names if (f := resource.field(n)) and f.role in {"kode", "wilayah", ""}]


def _inside(
    listed: Listed,
    above: set[str],
    id: str,
    keys: Mapping[tuple[str, str], Mapping[str, str]],
    depths: Mapping[str, int],
    depth: int,
) -> Iterator[Region]:
    """The regions of a list that lie in one of those above it, as its own column says."""
    up = next(
        (
            (key, known)
            for key in listed.table.resource.foreign_keys
            if _is_up(key, id) and depths.get(key.resource) == depth - 1
            if (known := keys.get((key.resource, key.reference_fields[0])))
        ),
        None,
    )
    if up is None:
        return
    key, known = up
    for code, row in listed.rows.items():
        parent = known.get(row.get(key.fields[0]) or "", "")
        if parent in above and _SAFE.fullmatch(code):
            yield listed.region(code, parent, depth)


def _is_up(key: ForeignKey, id: str) -> bool:
    return len(key.fields) == 1 and key.package in {"", id}


def name_of(words: Words, site: Site, regions: Regions, region: Region) -> str:
    """What a region is called in a language: "Kecamatan Long Ikis", "Long Ikis District"."""
    if region.code == regions.root and site.portal.region:
        return site.portal.region.get(words.lang)
    key = f"areas.named.{region.kind}"
    if not words.has(key) or region.name.casefold().startswith(region.kind.casefold()):
        return region.name
    return words(key, name=region.name)
