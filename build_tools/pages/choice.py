"""Which columns of a table stand where there is no room for all, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..charts.rows import ordered
from ..model import MAIN_LANGUAGE, Table
from .cells import Column, Shown, stacked

#: What says where a row is from, or how sure it is: shown last of all.
_LAST = frozenset({"kode", "sumber", "mutu-sumber", "ketelitian", "catatan"})
_TIMES = frozenset({"year", "yearmonth", "date"})
_PERIOD = "periode"
#: Fields of profiles that say how things stand.
_STATES = frozenset({"keadaan", "status_tindak_lanjut"})


def chosen(cols: Sequence[Column], table: Table, most: int) -> list[int]:
    """The places of the columns to show, at most ``most``, in the order to show them.

    What a row is about (name, time, area, class) comes first, then its figures, a whole before
    its parts; codes and sources only where there is room. One figure is there in any case.
    """
    named = {col.field.name: place for place, col in enumerate(cols)}
    none = dict.fromkeys(named)
    rows = [none | dict(zip(named, row, strict=False)) for row in table.preview]
    measures = [col.field for col in cols if col.measured]
    figures = [named[field.name] for field in ordered(rows, measures)]
    ranks = [_rank(col, named, table) for col in cols]
    about = [at for at in range(len(cols)) if ranks[at] == 0 and at not in figures]
    about = about[: most - 1] if figures else about
    rest = sorted(range(len(cols)), key=ranks.__getitem__)
    found = list(dict.fromkeys([*about, *figures, *rest]))[:most]
    return found if figures else sorted(found)


def in_sight(cols: Sequence[Column], rows: Sequence[Sequence[Shown]]) -> list[int]:
    """The places of columns in such an order that a phone shows the first figure unscrolled.

    The figure stands after as many of the columns before it as leave it room; after one at least.
    """
    every = list(range(len(cols)))
    first = next((at for at in every if cols[at].measured), None)
    if first is None:
        return every
    rest = [at for at in every if at != first]
    for place in range(first, 0, -1):
        order = [*rest[:place], first, *rest[place:]]
        seen = [[row[at] for at in order] for row in rows]
        if place == 1 or not stacked([cols[at] for at in order], seen):
            return order
    return every


def _rank(col: Column, names: Mapping[str, int], table: Table) -> int:
    """How soon a column is shown: 0 says what the row is about, the highest comes last."""
    field, lang = col.field, col.view.lang
    stem, _, ending = field.name.rpartition("_")
    if stem in names and ending in col.view.portal.languages:  # its words in another language
        return 6 if ending != lang or lang == MAIN_LANGUAGE else 2
    if field.role in _LAST or field.format == "uri" or _empty(table, names[field.name]):
        return 5
    if field.role == "wilayah":  # a code, where a name stands beside it
        return 5 if any(f.role == "nama" for f in table.resource.fields) else 0
    if field.role == "nama":
        return 0
    if field.role == "waktu" or field.name == _PERIOD or field.type in {"year", "yearmonth"}:
        return 4 if field.type == "year" and _PERIOD in names else 0
    if field.name in table.resource.primary_key and (field.categories or field.type in _TIMES):
        return 0
    if f"{field.name}_{lang}" in names:
        return 5
    if any(part in names for part in _stems(field.name)):  # "jenis_sebagaimana_ditulis"
        return 4
    if field.role == "status" or field.name in _STATES:
        return 1
    return 2 if col.required else 3


def _stems(name: str) -> Iterator[str]:
    """What a name begins with, at each of its underscores."""
    parts = name.split("_")
    return ("_".join(parts[:at]) for at in range(1, len(parts)))


def _empty(table: Table, place: int) -> bool:
    """Whether none of the rows at hand has a value there."""
    cells = [row[place] for row in table.preview if place < len(row)]
    return bool(cells) and all(cell is None for cell in cells)
