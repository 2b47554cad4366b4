"""What became of a table's columns: added, removed, renamed, retyped, moved, emptied."""

from __future__ import annotations

from ..model import Field
from .base import Columns
from .frames import ROW, Frame

#: A table of more columns than this is not looked through for moved ones.
_MANY = 1_000


def compare(before: Frame, after: Frame) -> tuple[Columns, Frame]:
    """The change of the columns, and the table before under the names of today."""
    old = {f.name: f for f in before.resource.fields}
    new = {f.name: f for f in after.resource.fields}
    removed = [name for name in old if name not in new]
    added = [name for name in new if name not in old]
    renamed = _renamed(before, after, removed, added)
    names = dict(renamed)
    kept = [name for name in (names.get(n, n) for n in old) if name in new]
    back = {now: was for was, now in renamed}
    pairs = [(name, old[back.get(name, name)], new[name]) for name in kept]
    change = Columns(
        added=tuple(name for name in added if name not in back),
        removed=tuple(name for name in removed if name not in names),
        renamed=tuple(renamed),
        retyped=tuple((n, a.type, b.type) for n, a, b in pairs if a.type != b.type),
        moved=_moved(kept, [name for name in new if name in set(kept)]),
        units=tuple((n, _unit(a), _unit(b)) for n, a, b in pairs if _other_unit(a, b)),
        emptied=tuple(_emptied(before, after, [(a.name, n) for n, a, _ in pairs])),
    )
    if before.cells is None or not names:
        return change, before
    cells = before.cells.rename(columns=names)
    sums = {names.get(name, name): value for name, value in before.sums.items()}
    return change, Frame(before.resource, before.rows, sums, cells)


def _renamed(
    before: Frame, after: Frame, removed: list[str], added: list[str]
) -> list[tuple[str, str]]:
    """Columns gone that stand there under another name: of one title, or of the same content."""
    found: list[tuple[str, str]] = []
    left = list(added)
    for was in removed:
        title = before.field(was).title.main.casefold()
        same = [n for n in left if title and after.field(n).title.main.casefold() == title]
        same = same or [n for n in left if _same_cells(before, was, after, n)]
        if len(same) == 1:
            found.append((was, same[0]))
            left.remove(same[0])
    return found


def _same_cells(before: Frame, was: str, after: Frame, now: str) -> bool:
    """Whether two columns hold the same, in the same order, and more than one value."""
    if before.cells is None or after.cells is None or before.rows != after.rows:
        return False
    one, other = before.cells[was], after.cells[now]
    return bool(one.nunique() > 1 and one.equals(other))


def _moved(before: list[str], after: list[str]) -> tuple[str, ...]:
    """The columns that have to be moved to make one order the other: the fewest."""
    if before == after or len(before) > _MANY:
        return ()
    # the longest run of columns whose order stays; tables have few columns
    place = {name: at for at, name in enumerate(after)}
    best: list[list[str]] = []
    for name in before:
        ahead = [run for run in best if place[run[-1]] < place[name]]
        best.append([*_longest(ahead), name])
    stay = set(_longest(best))
    return tuple(name for name in after if name not in stay)


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def _unit(field: Field) -> str:
    return field.measure.unit.main if field.measure else ""


def _other_unit(before: Field, after: Field) -> bool:
    """Whether the unit is another one; one that is told for the first time is none."""
    one, other = (" ".join(_unit(f).casefold().split()) for f in (before, after))
    return bool(one and one != other)


def _emptied(before: Frame, after: Frame, pairs: list[tuple[str, str]]) -> list[str]:
    if before.cells is None or after.cells is None or not after.rows:
        return []
    return [
        now
        for was, now in pairs
        if now != ROW and before.cells[was].notna().any() and not after.cells[now].notna().any()
    ]
