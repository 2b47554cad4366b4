"""The versions of each dataset, as the main line of git has them: no file is judged here.

A version begins with a commit that changes the data and lasts until the next such commit. Its
address is the day of its commit, with "-2", "-3" … for further ones of that day, oldest first.
What is older than a shallow clone is not known, so that a version whose address could depend on
it has none there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .. import history
from ..history import History
from . import messages
from .moves import Move
from .objects import Objects
from .recipes import Recipes
from .replay import EMPTY, Folder, Step, replay

#: So many descriptions of one version are kept, the first and the last ones.
_DESCRIBED = 16
#: What git shows of a commit whose day cannot be read.
NO_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Span:
    """A version: the commits from the one that brought the data to the last one with them."""

    address: str
    date: str  # ISO, of the commit; empty: none that can be read
    commit: str  # that brought the data
    tip: str  # the last commit that touched the folder while the data were the same
    dataset: str  # its id at the tip
    tree: str  # id of its folder at the tip
    message: str = ""  # as readers may see it
    strange_clock: bool = False  # the day lies after the site's, or before an older version's
    blobs: tuple[str, ...] = ()  # ids of the tables' contents, sorted
    born: str = ""  # the id at the commit
    trees: tuple[tuple[str, str], ...] = ()  # id and folder as it was described, oldest first
    begins: bool = False  # another dataset than the one that moved away from here


@dataclass(frozen=True, slots=True)
class Event:
    """A commit that changed the data of a dataset, its descriptor, or both."""

    commit: str
    date: str  # ISO; empty: none
    data: bool  # a version begins with it
    name: str  # of the descriptor; empty: there was none
    said: str  # id of the descriptor's content; empty: there was none
    dataset: str = ""  # its id


@dataclass(frozen=True, slots=True)
class Line:
    """What git knows of a dataset's address; versions from before a move are also its own."""

    id: str
    spans: tuple[Span, ...]  # oldest first
    complete: bool  # the beginning is there
    moved_from: tuple[str, ...] = ()  # earlier ids, newest first
    moved_to: str = ""  # where the dataset is now
    gone_on: str = ""  # ISO date on which it moved away or its folder was removed
    events: tuple[Event, ...] = field(default=(), repr=False)  # oldest first


@dataclass(slots=True)
class _State:
    """A line while the log is read."""

    spans: list[Span] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    complete: bool = True
    moved_from: tuple[str, ...] = ()
    gone_on: str = ""
    stands: bool = False
    last: Folder = EMPTY  # with the newest data
    at: int = -1  # the commit of those
    open: bool = False  # the last span is of those
    left: bool = False  # what was there moved away


def lines(
    past: History,
    moves: Sequence[Move],
    objects: Objects,
    as_of: str = "",
    shown: messages.Shown = messages.public,
) -> Mapping[str, Line]:
    """The line of each id that a dataset ever had, sorted by id.

    ``moves`` as `moves.found` gives them, ``as_of`` is the site's day (ISO date; empty: no
    clock is ahead of it). ``shown``: what readers see of a commit's message.
    """
    reader = _Reader(past, moves, objects, shown)
    for step in replay(past):
        reader.read(step)
    for move in moves:
        if move.told:
            reader.tell(move)
    return {id: reader.line(id, as_of) for id in sorted(reader.states)}


class _Reader:
    def __init__(
        self, past: History, moves: Iterable[Move], objects: Objects, shown: messages.Shown
    ) -> None:
        self._shown = shown
        self.states: dict[str, _State] = {}
        self._moves: dict[str, list[Move]] = {}
        for move in moves:
            if not move.told:
                self._moves.setdefault(move.commit, []).append(move)
        self._hops: dict[str, str] = {}
        self._order: dict[str, int] = {}
        self._recipes = Recipes(objects)
        self._anybody = messages.anybody(history.people(past.root) if past.head else ())
        self._cut = max((e.date for e in past.log if e.id in past.boundary), default="")

    def read(self, step: Step) -> None:
        """One commit: what moved with it, then what became of each dataset."""
        self._order[step.entry.id] = step.at
        for id, (before, after) in step.folders.items():
            if after.stands and not before.stands:
                self._hops.pop(id, None)
        for move in self._moves.get(step.entry.id, ()):
            self.move(move)
        for id, (before, after) in step.folders.items():
            self._touch(id, before, after, step)

    def move(self, move: Move) -> None:
        """The new address goes on with the versions of the old one."""
        old = self.states.get(move.old)
        if old is None:
            return
        new = self.states.setdefault(move.new, _State())
        self._join(move.new, move.old, (move.old, *old.moved_from, *new.moved_from))
        if old.at > new.at:
            new.last, new.at, new.open = old.last, old.at, old.open
        self._hops[move.old] = move.new
        old.left = True

    def tell(self, move: Move) -> None:
        """A move that the office tells, when all of the log is read.

        The addresses that the new one and those after it had without it stay as they are.
        """
        old = self.states.get(move.old)
        if old is None:
            return
        new = self.states.setdefault(move.new, _State())
        after = [id for id, state in self.states.items() if move.new in state.moved_from]
        self._join(move.new, move.old, (move.old, *old.moved_from, *new.moved_from))
        for id in after:
            self._join(id, move.old, (*self.states[id].moved_from, move.old, *old.moved_from))
        self._hops[move.old] = move.new

    def _join(self, id: str, other: str, earlier: Iterable[str]) -> None:
        """Gives an address the versions of another one; each keeps its own address if it can."""
        new, old = self.states[id], self.states[other]
        own = {span.commit: span for span in new.spans}
        taken = {span.address for span in new.spans}
        for span in old.spans:
            if span.commit not in own:
                address = span.address
                if address in taken:
                    address = _address(span.date, taken)
                taken.add(address)
                own[span.commit] = replace(span, address=address)
        new.spans = sorted(own.values(), key=lambda span: self._order[span.commit])
        events = {event.commit: event for event in (*old.events, *new.events)}
        new.events = sorted(events.values(), key=lambda event: self._order[event.commit])
        new.complete = new.complete and old.complete
        new.moved_from = tuple(one for one in dict.fromkeys(earlier) if one != id)

    def _touch(self, id: str, before: Folder, after: Folder, step: Step) -> None:
        state, entry = self.states.setdefault(id, _State()), step.entry
        state.stands = after.stands
        state.gone_on = "" if after.stands else entry.date
        if not after.stands:
            return
        begins = False
        if step.boundary:
            state.complete = False
        if after.data:
            begins = not step.boundary and not self._same(state, after)
            if begins or state.at < 0:
                state.open = begins and (state.complete or entry.date > self._cut)
                if state.open:
                    state.spans.append(self._span(id, state, after, entry))
            elif state.open:
                span = state.spans[-1]
                trees = _described(span.trees, (id, after.tree))
                tip = {"tip": entry.id, "dataset": id, "tree": after.tree, "trees": trees}
                state.spans[-1] = replace(span, **tip)  # type: ignore[arg-type]
            said = after.said if begins or self._recipes.known(after.said) else state.last.said
            state.last, state.at = replace(after, said=said), step.at
        if begins or not before.stands or after.said != before.said:
            state.events.append(Event(entry.id, entry.date, begins, *after.said, id))

    def _same(self, state: _State, after: Folder) -> bool:
        """Whether that is the data of the newest version, read by the same recipe."""
        if state.at < 0 or not after.has_data_of(state.last):
            return False
        return self._recipes.same(state.last.said, after.said)

    def _span(self, id: str, state: _State, after: Folder, entry: history.Entry) -> Span:
        message = self._shown(entry.message, entry.people)
        if self._anybody.search(message):
            message = ""
        address = _address(entry.date, {span.address for span in state.spans})
        given = (entry.id, entry.id, id, after.tree, message)
        born = {"born": id, "trees": ((id, after.tree),), "begins": state.left}
        state.left = False
        return Span(address, entry.date, *given, blobs=after.blobs, **born)  # type: ignore[arg-type]

    def line(self, id: str, as_of: str) -> Line:
        """What was read of an id."""
        state = self.states[id]
        moved_to, seen = "", {id}
        if not state.stands:
            step = self._hops.get(id, "")
            while step and step not in seen:
                moved_to = step
                seen.add(step)
                step = "" if self.states[step].stands else self._hops.get(step, "")
        spans = tuple(_clocked(state.spans, as_of))
        known = (state.moved_from, moved_to, state.gone_on)
        return Line(id, spans, state.complete, *known, tuple(state.events))


def _described(
    known: tuple[tuple[str, str], ...], tree: tuple[str, str]
) -> tuple[tuple[str, str], ...]:
    """With one more description of the same data; of many the first and the last ones."""
    if known and known[-1] == tree:
        return known
    first = _DESCRIBED // 2
    return (*known[:first], *known[first:][1 - first :], tree)


def _address(date: str, taken: set[str]) -> str:
    """The day, with a number where another version has it already."""
    day, number = date or NO_DAY, 1
    address = day
    while address in taken:
        number += 1
        address = f"{day}-{number}"
    return address


def _clocked(spans: Sequence[Span], as_of: str) -> Iterable[Span]:
    """The spans, marked where the clock of the computer cannot have been right."""
    newest = ""
    for span in spans:
        ahead = bool(as_of) and span.date > as_of
        strange = ahead or not span.date or span.date < newest
        if not ahead:
            newest = max(newest, span.date)
        yield replace(span, strange_clock=True) if strange else span


#: What an address of a version looks like.
ADDRESS = re.compile(r"\d{4}-\d\d-\d\d(?:-[1-9]\d{0,5})?")
