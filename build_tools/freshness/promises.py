"""What became of each day on which new data was promised, by what descriptors said over time.

Every statement promises a day: the one it names, or else the day of the data and one interval
of the frequency. The next data keeps the promise or misses it. Naming another day before the
day puts the promise off; naming it afterwards leaves the old one missed and makes a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..model import Delay, Promise, Stated
from ..model.past import PromiseState
from .days import NEVER, after, day_of

#: So many promises of one dataset are kept on record, the newest: daily data of ten years.
MOST = 4_000


def promises(
    stated: Sequence[Stated], delays: Sequence[Delay], as_of: date, updated: str
) -> tuple[Promise, ...]:
    """The promises of a dataset, the latest due first.

    ``stated`` is what its descriptors said, oldest first; ``updated`` the day of its newest data
    (ISO), where a mirror or a shallow history knows more than the commits. A clock that went
    backwards stands still here, and one ahead of ``as_of`` shows that day. The office's reasons
    (``delays``) stand beside the promises of their day.
    """
    record = _Record(as_of)
    known = [day_of(s.date) for s in stated if s.data]
    newest = day_of(updated)
    if stated and newest and not known:
        record.data = newest
    for one in stated:
        record.hear(one)
    if stated and newest and known and record.data and newest > record.data:
        record.hear(replace(stated[-1], date=updated, data=True))
    return _answered(record.close(), delays)


def _answered(found: Sequence[Promise], delays: Sequence[Delay]) -> tuple[Promise, ...]:
    """The promises, latest first, with what the office says of those that were not kept."""
    said = {delay.due: delay for delay in delays}
    told = []
    for promise in sorted(found, key=lambda p: (p.due, p.made), reverse=True)[:MOST]:
        delay = said.get(promise.due)
        if delay and promise.state != "ditepati":
            told.append(replace(promise, reason=delay.reason, answered=delay.date))
        else:
            told.append(promise)
    return tuple(told)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A promise that no data has met yet. ``until``: it was owed until that day."""

    due: date
    made: date
    basis: Literal["tanggal", "frekuensi"]
    until: date | None = None

    def became(self, state: PromiseState, days: int = 0, came: str = "", to: str = "") -> Promise:
        due, made = self.due.isoformat(), self.made.isoformat()
        return Promise(due, made, self.basis, state, came, days, to)


@dataclass
class _Record:
    """What is promised at a moment, and what became of earlier promises."""

    as_of: date
    data: date | None = None  # of the newest data
    now: date = date.min
    ended: date | None = None
    owed: _Owed | None = None
    passed: list[_Owed] = field(default_factory=list)  # missed, then replaced; no data since
    spent: set[date] = field(default_factory=set)  # named days that are settled
    done: list[Promise] = field(default_factory=list)

    def hear(self, stated: Stated) -> None:
        """Takes in the next statement."""
        day = day_of(stated.date) or self.now
        self.now = max(self.now, min(day, self.as_of))
        self.ended = day_of(stated.ended)
        if stated.data and self.data != self.now:
            self._arrived()
        self._turn(self._promised(stated))

    def _arrived(self) -> None:
        """New data: it meets what is owed. More of the same day belongs to the same release."""
        self.spent.clear()
        for owed in [*self.passed, *([self.owed] if self.owed else [])]:
            if owed.until:  # nobody waited for it any more
                self.done.append(owed.became("terlewati", self._late(owed)))
                continue
            late = max(0, (self.now - owed.due).days)
            state: PromiseState = "terlewati" if late else "ditepati"
            self.done.append(owed.became(state, late, self.now.isoformat()))
            if owed.basis == "tanggal":
                self.spent.add(owed.due)
        self.owed, self.data = None, self.now
        self.passed.clear()

    def _promised(self, stated: Stated) -> _Owed | None:
        """What the statement promises; a day that is settled is no promise any more."""
        if stated.frequency in NEVER:
            return None
        named = day_of(stated.next_release)
        if named and (named in self.spent or (self.data and named <= self.data)):
            named = None
        due = named or after(self.data, stated.frequency)
        if due is None or (self.ended and due > self.ended):
            return None
        return _Owed(due, self.now, "tanggal" if named else "frekuensi")

    def _turn(self, new: _Owed | None) -> None:
        """From what was owed to what is owed now."""
        old = self.owed
        if old and new and new.due == old.due:
            return
        self.owed = new
        if old is None:
            pass
        elif self.now > old.due and not (self.ended and old.due > self.ended):
            self.passed.append(old if new else replace(old, until=self.now))
        elif new:
            self.done.append(old.became("diundur", to=new.due.isoformat()))
        else:
            self.done.append(old.became("gugur"))
        for again in [owed for owed in self.passed if new and owed.due == new.due]:
            self.passed.remove(again)  # owed once more: it is the same promise
            self.owed = replace(again, until=None)

    def close(self) -> list[Promise]:
        """All promises, as they stand on the day."""
        for owed in self.passed:
            if self.ended and owed.due > self.ended:
                self.done.append(owed.became("gugur"))
            else:
                self.done.append(owed.became("terlewati", self._late(owed)))
        if self.owed:
            late = self._late(self.owed)
            self.done.append(self.owed.became("terlewati" if late else "menunggu", late))
        return self.done

    def _late(self, owed: _Owed) -> int:
        """How many days it is or was owed in vain; none after the dataset has ended."""
        days = (d for d in (self.as_of, owed.until, self.ended) if d)
        return max(0, (min(days) - owed.due).days)
