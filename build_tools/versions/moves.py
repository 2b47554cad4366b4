"""Datasets that went to another address: what git shows, and what the office says.

Git shows a move where one commit takes a dataset away and brings another one that has the same
table or the same descriptor. `datasets/_pengaturan/pindah.yaml` says what git cannot show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..history import History
from ..load.moves import ToldMove
from .replay import NOTHING, Folder, Step, replay


@dataclass(frozen=True, slots=True)
class Move:
    """A dataset's id before and after, and the commit from which it lies at the new one.

    ``commit`` is empty where the new one was never committed.
    """

    old: str
    new: str
    commit: str
    date: str  # ISO
    told: bool = False  # by the office, not by git


def found(past: History, told: Sequence[ToldMove] = ()) -> tuple[Move, ...]:
    """All moves, oldest first: those that ``told`` names and those that git shows beside them.

    Where two datasets could be the old or the new one, git shows none.
    """
    steps = list(_comings(past))
    at = {step.entry.id: step.at for step in steps}
    shown = [
        Move(old, new, step.entry.id, step.entry.date)
        for step in steps
        for old, new in _pairs(step)
    ]
    known = {(move.old, move.new, move.commit) for move in shown}
    placed = (_placed(move, steps) for move in told)
    said = [move for move in placed if (move.old, move.new, move.commit) not in known]
    named = {(move.commit, id) for move in said for id in (move.old, move.new)}
    shown = [m for m in shown if not {(m.commit, m.old), (m.commit, m.new)} & named]
    return tuple(sorted([*said, *shown], key=lambda m: (at.get(m.commit, len(past.log)), m.new)))


def _comings(past: History) -> Iterator[Step]:
    """The commits with which a dataset came."""
    for step in replay(past):
        if any(_comes(*both) for both in step.folders.values()) and not step.boundary:
            yield step


def _comes(before: Folder, after: Folder) -> bool:
    return after.stands and not before.stands


def _pairs(step: Step) -> Iterator[tuple[str, str]]:
    """Old and new id of the datasets that a commit moves, where there is no doubt."""
    gone: dict[str, set[str]] = {}
    for id, (before, after) in step.folders.items():
        if before.stands and not after.stands:
            for blob in _contents(before):
                gone.setdefault(blob, set()).add(id)
    pairs = {
        (old, id)
        for id, both in step.folders.items()
        if _comes(*both)
        for blob in _contents(both[1])
        for old in gone.get(blob, ())
    }
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    yield from sorted(pair for pair in pairs if olds[pair[0]] == 1 and news[pair[1]] == 1)


def _contents(folder: Folder) -> frozenset[str]:
    return frozenset((*folder.blobs, folder.said[1])) - NOTHING - {""}


def _placed(move: ToldMove, steps: Sequence[Step]) -> Move:
    """A move that was told, at the coming of its new id that is nearest to the day it names."""
    comings = [s for s in steps if move.new in s.folders and _comes(*s.folders[move.new])]
    if not comings:
        return Move(move.old, move.new, "", move.date, told=True)
    nearest = min(comings, key=lambda step: (_days(step.entry.date, move.date), step.at))
    return Move(move.old, move.new, nearest.entry.id, move.date, told=True)


def _days(one: str, other: str) -> int:
    """How many days lie between two ISO dates; many where one is none."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 10**6
