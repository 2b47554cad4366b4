"""Which tables of different datasets can be opened side by side, and by which columns.

Two tables belong together when their rows can be told to be about the same area and the same
time: their codes point at one reference table of areas, and their columns of time have one
grain. Where one of the two has no column of time the area alone is the key, and that is said.
Codes are never derived from one another: where one table has the Kemendagri code and the other
the BPS code, the row of the reference table that holds both is the bridge.

Work grows with the number of tables, not with its square: of a large group each looks at its
neighbours only, as in `related`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .model import Published, Resource, Site, Table, Text
from .tables.timecolumns import time_columns

#: How many tables are offered for one, the closest first.
SHOWN = 8
#: How far to either side a table looks in a large group.
_NEAR = 12
#: Types of Table Schema that name a time, and so its grain.
_GRAINS = frozenset({"year", "yearmonth", "date"})

#: A table: the id of its dataset and its own name.
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class On:
    """A pair of columns whose values must agree."""

    own: str
    other: str
    kind: Literal["wilayah", "waktu"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A reference table by whose rows the own code is turned into the other's."""

    table: Name
    own: str  # its column with the codes that the own table has
    other: str  # its column with the codes that the other has


@dataclass(frozen=True, slots=True)
class Together:
    """Another table that can be opened beside one, seen from that one.

    ``unique``: no row of the own table meets two of the other. ``filters`` are the columns of
    the other that make it so, each held to one value; none, though it is not unique: the other
    has no key that tells. ``own_unique`` is the same the other way round.
    """

    table: Name
    on: tuple[On, ...]
    unique: bool
    area: Name  # the reference table that the codes stand in
    grain: str = ""  # year, yearmonth, date; empty: the area alone
    timeless: Literal["", "own", "other", "both"] = ""  # who has no column of time
    via: Bridge | None = None
    filters: tuple[str, ...] = ()
    own_unique: bool = False


@dataclass(frozen=True, slots=True)
class _Member:
    """A table in the group of those that use one reference table."""

    name: Name
    resource: Resource
    codes: Mapping[str, str]  # column of the reference → own column
    time: str
    grain: str
    period: tuple[str, str]  # first and last that its rows are about; empty: not known
    topics: frozenset[str]


def together(site: Site) -> Mapping[Name, tuple[Together, ...]]:
    """For every published table those that it can be opened with, the closest first."""
    known = {published.id: published for published in site.published}
    groups: dict[Name, list[_Member]] = {}
    for published in site.published:
        for area, member in _members(published, known):
            groups.setdefault(area, []).append(member)
    found: dict[Name, list[tuple[tuple[Any, ...], Together]]] = {}
    for area, members in groups.items():
        members.sort(key=lambda member: member.name)
        reference = known[area[0]].dataset.resource(area[1])
        if reference is None:
            continue
        bridge = any(t.resource.name == area[1] and _openable(t) for t in known[area[0]].tables)
        for place, own in enumerate(members):
            for other in _near(members, place, area):
                pair = _pair(own, other, area, reference, bridge)
                if pair:
                    found.setdefault(own.name, []).append((_distance(own, other, pair), pair))
    return {name: _closest(pairs) for name, pairs in found.items()}


def document(found: tuple[Together, ...], site: Site) -> list[dict[str, Any]]:
    """What `jelajah.json` says of them, as JSON: `t` is "<dataset>/<table>"; titles by language."""
    known = {published.id: published.dataset for published in site.published}
    said = []
    for one in found:
        dataset = known[one.table[0]]
        resource, area = dataset.resource(one.table[1]), known[one.area[0]].resource(one.area[1])
        several = len(dataset.resources) > 1 and resource is not None
        entry = {
            "t": "/".join(one.table),
            "judul": _titles(dataset.title),
            "tabel": _titles(resource.title) if several and resource else {},
            "pada": [[on.own, on.other] for on in one.on],
            "wilayah": _titles(area.title) if area else {},
            "tingkat": one.area[1],
            "waktu": one.grain,
            "tanpa_waktu": one.timeless,
            "lewat": _bridge(one.via),
            "unik": one.unique,
            "saring": list(one.filters),
        }
        said.append({key: value for key, value in entry.items() if value or key == "unik"})
    return said


def _bridge(via: Bridge | None) -> dict[str, str]:
    return {"t": "/".join(via.table), "kiri": via.own, "kanan": via.other} if via else {}


def _titles(text: Text) -> dict[str, str]:
    return {"id": text.main, **text.others} if text else {}


def _members(
    published: Published, known: Mapping[str, Published]
) -> Iterator[tuple[Name, _Member]]:
    """The groups that the tables of a dataset are in; a reference table is in its own."""
    dataset = published.dataset
    topics = frozenset(dataset.topics)
    for table in published.tables:
        if not _openable(table):
            continue
        resource = table.resource
        shown = {column.name for column in table.columns}
        codes: dict[Name, dict[str, str]] = {}
        for foreign in resource.foreign_keys:
            package = foreign.package or dataset.id
            one = len(foreign.fields) == len(foreign.reference_fields) == 1
            if one and foreign.fields[0] in shown and _of_areas(package, known):
                area = (package, foreign.resource)
                codes.setdefault(area, {}).setdefault(
                    foreign.reference_fields[0], foreign.fields[0]
                )
        if "wilayah" in topics:
            own = {f.name: f.name for f in resource.fields if f.role == "kode" and f.name in shown}
            if own:
                codes.setdefault((dataset.id, resource.name), own)
        fields = resource.fields
        times = [fields[at] for at in time_columns(fields) if fields[at].type in _GRAINS]
        time = next((field for field in times if field.name in shown), None)
        for area, columns in codes.items():
            if known[area[0]].dataset.resource(area[1]):
                name = (dataset.id, resource.name)
                given = (time.name, time.type) if time else ("", "")
                yield area, _Member(name, resource, columns, *given, table.period, topics)


def _openable(table: Table) -> bool:
    """Whether the explore page can read the table: it reads Parquet only."""
    return any(download.format == "parquet" for download in table.downloads)


def _of_areas(package: str, known: Mapping[str, Published]) -> bool:
    reference = known.get(package)
    return reference is not None and "wilayah" in reference.dataset.topics


def _near(members: list[_Member], place: int, area: Name) -> Iterator[_Member]:
    """The others to be looked at: all of a small group; of a large one neighbours and the
    reference itself. Tables of one dataset are no news to each other.
    """
    shown = members
    if len(members) > 4 * _NEAR:
        shown = members[max(0, place - _NEAR) : place + _NEAR + 1]
        shown = [*shown, *(m for m in members if m.name == area and m not in shown)]
    own = members[place].name
    return (other for other in shown if other.name[0] != own[0])


def _pair(
    own: _Member, other: _Member, area: Name, reference: Resource, bridge: bool
) -> Together | None:
    """How two tables go together, if they do; ``bridge``: the reference can be opened too."""
    if own.grain and other.grain and not _meet(own, other):
        return None
    via = None
    shared = [column for column in _ordered(own.codes, reference) if column in other.codes]
    if shared:
        on = [On(own.codes[shared[0]], other.codes[shared[0]], "wilayah")]
    else:
        mine, theirs = (_ordered(m.codes, reference)[0] for m in (own, other))
        if not (bridge and _keyed(reference, mine) and _keyed(reference, theirs)):
            return None
        via = Bridge(area, mine, theirs)
        on = [On(own.codes[mine], other.codes[theirs], "wilayah")]
    timed = bool(own.grain and other.grain)
    if timed:
        on.append(On(own.time, other.time, "waktu"))
    missing = _missing(other, {pair.other for pair in on})
    if missing and any(_is_code(other.resource, name) for name in missing):
        return None  # its rows are about smaller areas
    mine_missing = _missing(own, {pair.own for pair in on})
    return Together(
        table=other.name,
        on=tuple(on),
        unique=missing == (),
        area=area,
        grain=own.grain if timed else "",
        timeless=_timeless(own, other),
        via=via,
        filters=missing or (),
        own_unique=mine_missing == (),
    )


def _meet(own: _Member, other: _Member) -> bool:
    """Whether rows of both can be about one time: the same grain, and years that overlap."""
    if own.grain != other.grain:
        return False
    (first, last), (begin, end) = ((p[0][:4], p[1][:4]) for p in (own.period, other.period))
    return not all((first, last, begin, end)) or (first <= end and begin <= last)


def _timeless(own: _Member, other: _Member) -> Literal["", "own", "other", "both"]:
    if own.grain:
        return "" if other.grain else "other"
    return "own" if other.grain else "both"


def _is_code(resource: Resource, name: str) -> bool:
    field = resource.field(name)
    return field is not None and field.role in {"kode", "wilayah"}


def _ordered(codes: Mapping[str, str], reference: Resource) -> list[str]:
    """Columns of the reference that a table points at: its key first, then in their order."""
    names = [field.name for field in reference.fields]
    rank = [*reference.primary_key, *names]
    return sorted(codes, key=lambda column: rank.index(column) if column in rank else len(rank))


def _keyed(reference: Resource, column: str) -> bool:
    """Whether no two rows of the reference have the same code in that column."""
    return (column,) in _keys(reference)


def _keys(resource: Resource) -> list[tuple[str, ...]]:
    unique = [(f.name,) for f in resource.fields if f.constraints.get("unique") is True]
    given = [resource.primary_key, *resource.unique_keys, *unique]
    return [key for key in given if key]


def _missing(member: _Member, joined: set[str]) -> tuple[str, ...] | None:
    """The columns that the join leaves out of the key that it covers best; none: no key.

    All codes that a table has of one reference name the same area, so one stands for all.
    """
    codes = set(member.codes.values())
    covered = joined | (codes if codes & joined else set())
    left = [tuple(name for name in key if name not in covered) for key in _keys(member.resource)]
    return min(left, key=len, default=None)


def _distance(own: _Member, other: _Member, pair: Together) -> tuple[Any, ...]:
    shared = len(own.topics & other.topics)
    odd = not pair.unique and not pair.filters
    steps = (not pair.grain, pair.via is not None, odd, len(pair.filters), -shared)
    return (*steps, other.name)


def _closest(pairs: list[tuple[tuple[Any, ...], Together]]) -> tuple[Together, ...]:
    """At most `SHOWN`, each table once: two may share more than one reference of areas."""
    best: dict[Name, Together] = {}
    for _, pair in sorted(pairs, key=lambda found: found[0]):
        best.setdefault(pair.table, pair)
    return tuple(best.values())[:SHOWN]
