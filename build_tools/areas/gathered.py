"""What all datasets have of each region of the portal, by the codes of its reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import ByArea, Published, Site, Table
from .beside import Beside
from .figures import Entry, Stated, figures_of, of_period
from .regions import Region, Regions, regions


@dataclass(frozen=True, slots=True)
class Area:
    """Everything that the datasets have of one region."""

    region: Region
    entries: tuple[Entry, ...] = ()
    figures: tuple[Stated, ...] = ()
    lacking: tuple[Published, ...] = ()  # they have other regions of its kind, but not this one
    uncounted: tuple[Published, ...] = ()  # of more regions than are gathered

    @property
    def datasets(self) -> int:
        """How many datasets have something of it."""
        return len({e.published.id for e in self.entries})


@dataclass(frozen=True, slots=True)
class Areas:
    """The regions that have a page, by code, the largest first."""

    regions: Regions
    found: Mapping[str, Area] = field(default_factory=dict)
    beside: Beside = field(default_factory=lambda: Beside(()))


def gather(site: Site) -> Areas:
    """What the published tables have of each region of the portal."""
    known = regions(site)
    if not known.by_code:
        return Areas(known)
    entries: dict[str, list[Entry]] = {code: [] for code in known.by_code}
    levels: dict[str, dict[str, Published]] = {}
    over: dict[str, dict[str, Published]] = {}
    for published in site.published:
        for table in published.tables:
            columns = list(_columns(known, published, table))
            for by, level, keys in columns:
                if not by.complete:
                    for name in [level] if level else known.depths:
                        over.setdefault(name, {})[published.id] = published
                for rows in by.areas:
                    code = keys.get(rows.code, "")
                    if code in entries:
                        region = known.by_code[code]
                        finer = any(known.smaller(other, region) for _, other, _ in columns)
                        entries[code].append(Entry(published, table, by, rows, finer))
                        if by.field:
                            levels.setdefault(region.level, {})[published.id] = published
    found = {}
    for code, region in known.by_code.items():
        own = [e for e in entries[code] if e.published.id != known.reference or figures_of(e)]
        mine = {e.published.id for e in own}
        if region.depth > 1 and mine <= {known.reference}:
            continue
        there = levels.get(region.level, {})
        lacking = tuple(
            p
            for id, p in there.items()
            if id not in mine and id != known.reference and code != known.root
        )
        figures = tuple(s for entry in own for s in figures_of(entry))
        uncounted = tuple(over.get(region.level, {}).values())
        found[code] = Area(region, tuple(own), figures, lacking, uncounted)
    return Areas(known, found, Beside(_every(found.get(known.root))))


def _every(area: Area | None) -> Iterator[Stated]:
    """The figures of a region of all the periods that are kept."""
    for entry in area.entries if area else ():
        for at in range(len(entry.rows.periods)):
            yield from of_period(entry, at)


def _columns(
    known: Regions, published: Published, table: Table
) -> Iterator[tuple[ByArea, str, Mapping[str, str]]]:
    """The columns of areas that are understood: the table they refer to, and its keys."""
    for by in table.areas:
        at = known.of(published, table.resource, by)
        if at is not None and at in known.keys and (not at[0] or at[0] in known.depths):
            yield by, at[0], known.keys[at]
