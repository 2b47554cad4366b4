"""Which columns of a table say what area a row is about, which say when, and what else is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Cell, Dataset, Field, Resource
from .extract import UNIT_FIELDS, is_measure
from .period import PERIOD
from .timecolumns import time_columns

_DOUBTS = frozenset({"status", "ketelitian", "mutu-sumber", "sumber"})
_ASIDE = frozenset({"catatan", "keterangan"})


def columns(dataset: Dataset, resource: Resource) -> tuple[str, ...]:
    """The columns that say which area a row is about, one for each table they refer to.

    A column is one of areas if its role says so, or if it refers to a reference of areas by a
    key of its own. In a list of areas (a reference with the topic `wilayah`) it is its key.
    """
    known = {f.name: f for f in _texts(resource)}
    named: set[str] = set()
    by_target: dict[tuple[str, str], list[str]] = {}
    for key in resource.foreign_keys:
        named |= set(key.fields)
        name = key.fields[0] if len(key.fields) == 1 else ""
        if name not in known or key.package in {"", dataset.id}:
            continue
        if known[name].role == "wilayah" or "wilayah" in key.package.rsplit("/", 1)[-1]:
            by_target.setdefault((key.package, key.resource), []).append(name)
    found = [_preferred(names, known, resource) for names in by_target.values()]
    if is_list(dataset, resource):
        found.append(resource.primary_key[0])
    else:
        found += [name for name, f in known.items() if f.role == "wilayah" and name not in named]
    return tuple(dict.fromkeys(found))


def is_list(dataset: Dataset, resource: Resource) -> bool:
    """Whether a table is a list of areas itself: one row an area, by a code of its own."""
    key = resource.primary_key
    of_areas = "wilayah" in dataset.topics or dataset.source.name == "wilayah"
    if len(key) != 1 or dataset.source.owner != "referensi" or not of_areas:
        return False
    elsewhere = {n for k in resource.foreign_keys if k.package for n in k.fields}
    return resource.field(key[0]) in _texts(resource) and key[0] not in elsewhere


def _texts(resource: Resource) -> list[Field]:
    """The columns that can hold a code: codes are text, whatever digits they have."""
    return [f for f in resource.fields if f.type == "string"]


def _preferred(names: Sequence[str], known: dict[str, Field], resource: Resource) -> str:
    """Of several columns that refer to one table (its two codes) the one that is the key."""
    return min(
        names,
        key=lambda n: (known[n].role != "wilayah", n not in resource.primary_key, names.index(n)),
    )


def kept_fields(dataset: Dataset, resource: Resource, area: str) -> tuple[str, ...]:
    """What says of a row which it is, how much, and how sure that is. Empty: it has no figures."""
    if is_list(dataset, resource):
        return tuple(f.name for f in resource.fields if f.role not in {"sumber", "catatan"})
    if not any(is_measure(f) for f in resource.fields):
        return ()
    aside = {area, *(resource.fields[i].name for i in time_columns(resource.fields))}
    keys = set(resource.primary_key)
    return tuple(
        f.name
        for f in resource.fields
        if f.name not in aside
        and (
            is_measure(f)
            or f.role in _DOUBTS
            or f.name.lower() in UNIT_FIELDS
            or (f.name in keys if keys else bool(f.categories) and f.role not in _ASIDE)
        )
    )


def times(resource: Resource, area: str) -> list[int]:
    """The columns that say when: those of time, then keys that may say it more exactly."""
    given = time_columns(resource.fields)
    keys = [
        i
        for i, f in enumerate(resource.fields)
        if f.name in resource.primary_key
        and f.name != area
        and i not in given
        and f.type == "string"
        and f.role not in {"wilayah", "nama"}
        and not f.categories
    ]
    return [*given, *keys] if given else []


def period_of(times: Sequence[Cell]) -> str:
    """The period that the cells of a row name, the most exact one; empty where none does.

    >>> period_of(["2024", "2024-S2"]), period_of(["2024", "kelas"]), period_of(["dst."])
    ('2024-S2', '2024', '')
    """
    read = list(_read(times))
    first = read[0] if read else ""
    return max((text for text in read if text.startswith(first)), key=len, default="")


def _read(times: Sequence[Cell]) -> Iterator[str]:
    for text in times:
        day = text[:10] if text and text[10:11] == "T" else text
        if day and PERIOD.fullmatch(day):
            yield day
