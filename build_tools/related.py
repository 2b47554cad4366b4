"""Which datasets belong together, and why: the reason is always said.

Two datasets are related when they share a stated series, an indicator (standard number, or
concept and unit), a reference table (one holds the other's codes), the key of the same areas,
or a topic. Work grows with the number of datasets, not with its square: of a large group each
dataset looks at its neighbours only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .model import Dataset, Published, Site

#: The reasons, the strongest first, and what each weighs.
REASONS = {"seri": 16, "indikator": 8, "rujukan": 4, "wilayah": 2, "topik": 1}
#: How many are named on a page.
SHOWN = 4
#: How far to either side a dataset looks in a large group.
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Related:
    """Another dataset, and the reasons (keys of `REASONS`) with what is shared, in words' keys."""

    id: str
    reasons: tuple[tuple[str, str], ...]  # reason and what is shared: a topic's id, a concept, …


def related(site: Site) -> Mapping[str, tuple[Related, ...]]:
    """For every published dataset the few that belong to it, the closest first."""
    groups: dict[tuple[str, str], list[str]] = {}
    keys: dict[str, list[tuple[str, str]]] = {}
    for published in site.published:
        keys[published.id] = list(dict.fromkeys(_keys(published)))
        for key in keys[published.id]:
            groups.setdefault(key, []).append(published.id)
    for members in groups.values():
        members.sort()
    known = {published.id: published for published in site.published}
    return {id: _closest(id, keys[id], groups, known) for id in keys}


def _keys(published: Published) -> Iterator[tuple[str, str]]:
    dataset = published.dataset
    series = dataset.raw.get("sdi:seri")
    if isinstance(series, str) and series.strip():
        yield "seri", series.strip().casefold()
    for key in _indicators(dataset):
        yield "indikator", key
    yield "rujukan", dataset.id
    for resource in dataset.resources:
        for foreign in resource.foreign_keys:
            if foreign.package and foreign.package != dataset.id:
                yield "rujukan", foreign.package
                yield "wilayah", f"{foreign.package}/{foreign.resource}"
    for topic in dataset.topics:
        yield "topik", topic


def _indicators(dataset: Dataset) -> Iterator[str]:
    for resource in dataset.resources:
        for field in resource.fields:
            measure = field.measure
            if measure and measure.standard:
                yield measure.standard
            if measure and measure.concept and measure.unit:
                yield f"{measure.concept.main.casefold()}\0{measure.unit.main.casefold()}"


def _closest(
    id: str,
    keys: list[tuple[str, str]],
    groups: Mapping[tuple[str, str], list[str]],
    known: Mapping[str, Published],
) -> tuple[Related, ...]:
    shared: dict[str, dict[str, str]] = {}
    for reason, key in keys:
        for other in _near(id, groups[reason, key]):
            if other == id or not _counts(reason, key, id, other, known):
                continue
            shared.setdefault(other, {}).setdefault(reason, key)
    ranked = sorted(
        shared, key=lambda other: (-sum(map(REASONS.__getitem__, shared[other])), other)
    )
    return tuple(
        Related(other, tuple((r, shared[other][r]) for r in REASONS if r in shared[other]))
        for other in ranked[:SHOWN]
    )


def _near(id: str, members: list[str]) -> list[str]:
    if len(members) <= 4 * _NEAR:
        return members
    place = members.index(id) if id in members else 0
    return members[max(0, place - _NEAR) : place + _NEAR + 1]


def _counts(reason: str, key: str, id: str, other: str, known: Mapping[str, Published]) -> bool:
    """Whether a shared key relates the two: a reference only its users to it, and the reverse;
    the key of areas only where the reference is one of areas (it has a role of that name).
    """
    if reason == "rujukan":
        return key in (id, other)
    if reason == "wilayah":
        return _of_areas(key.rsplit("/", 1)[0], known)
    return True


def _of_areas(id: str, known: Mapping[str, Published]) -> bool:
    reference = known.get(id)
    return reference is not None and "wilayah" in reference.dataset.topics
