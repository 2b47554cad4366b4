"""What became of each day on which new data was promised, by what descriptors said over time.

One promise is open at a time. Its day is the one that the descriptor names, or else the newest
release and one interval of the frequency. A release on or before the day satisfies it; it is kept
when its day has come, and only then the next one opens, so many releases before a day keep one
promise. A release after the day finds it missed. The rules in full, for a promise due on D, with
L the newest release and f the frequency:

- A release on day r. The open promise is satisfied and r > D: it is kept, the next is open. Then:
  unsatisfied and r <= D: satisfied by r. Unsatisfied and r > D: missed, the next is due r + f.
  Satisfied and r <= D: only L is later. All of one day is one release.
- The next promise after a kept one is due on a named day that lies after D, else on L + f; where
  that is no later than D (a named day far ahead, a short month), on D + f.
- Naming a day where the frequency promised replaces its day without a record. A later day in
  place of a named one, or a longer frequency, before the day has passed puts it off; an earlier
  one replaces it silently. After the day the old one stays missed. A day that had passed when
  it was first named promises nothing, nor does one that is no later than the newest release.
- What is due after the end of a dataset, or after it went, is owed no more.
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
    stated: Sequence[Stated],
    delays: Sequence[Delay],
    as_of: date,
    updated: str,
    *,
    gone: bool = False,
) -> tuple[Promise, ...]:
    """The promises of a dataset, the latest due first.

    ``stated`` is what its descriptors said, oldest first; ``data`` of one means a release.
    ``updated`` is the day of its newest data (ISO), where a mirror or a shallow history knows more
    than the commits. A clock that went backwards stands still here, and one ahead of ``as_of``
    shows that day. The office's reasons (``delays``) stand beside the promises of their day.
    ``gone``: the dataset was deleted or moved away on ``as_of``.
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
    return _answered(record.close(gone), delays)


def standing(found: Sequence[Promise], as_of: date) -> Promise | None:
    """The promise that is open on that day: not due yet, or missed and still owed."""
    waiting = [p for p in found if p.state == "menunggu"]
    owed = [p for p in found if p.state == "terlewati" and is_owed(p, as_of)]
    return max(waiting or owed, key=lambda p: p.due, default=None)


def is_owed(promise: Promise, as_of: date) -> bool:
    """Whether no data of a missed day has come, and the days since then run on."""
    due = day_of(promise.due)
    return not promise.came and due is not None and promise.days == (as_of - due).days


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
    """An open promise. ``came``: the release that satisfied it; ``until``: owed until that day."""

    due: date
    made: date
    basis: Literal["tanggal", "frekuensi"]
    came: date | None = None
    until: date | None = None


@dataclass
class _Record:
    """What is promised at a moment, and what became of earlier promises."""

    as_of: date
    data: date | None = None  # of the newest release
    now: date = date.min
    said: Stated | None = None  # what is in force
    named_on: date = date.min  # the day on which its day was named first
    settled: date = date.min  # the latest day of a promise that data has met
    owed: _Owed | None = None
    passed: list[_Owed] = field(default_factory=list)  # missed, then replaced; no data since
    names: list[tuple[date, str]] = field(default_factory=list)  # from that day on: the id
    done: list[Promise] = field(default_factory=list)

    @property
    def ended(self) -> date | None:
        return day_of(self.said.ended) if self.said else None

    def hear(self, stated: Stated) -> None:
        """Takes in the next statement."""
        day = day_of(stated.date) or self.now
        self.now = max(self.now, min(day, self.as_of))
        self._keep(before=self.now)
        if stated.data and self.data != self.now:
            self._released()
        if self.said is not None and stated.next_release != self.said.next_release:
            self.named_on = self.now
        self.said = stated
        self.names.append((self.now, stated.dataset))
        self._turn(self._promised())

    def _keep(self, before: date) -> None:
        """Closes a satisfied promise whose day lies before ``before``, and opens the next."""
        owed = self.owed
        if owed is None or owed.came is None or owed.due >= before:
            return
        self.settled = max(self.settled, owed.due)
        self._record(owed, "ditepati", came=owed.came)
        self.owed = self._promised(kept=True)

    def _released(self) -> None:
        """A release: it satisfies what is owed in time, and is late for what was missed."""
        for owed in [*self.passed, *([self.owed] if self.owed and not self.owed.came else [])]:
            if owed.until:  # nobody waited for it any more
                self._record(owed, "terlewati", self._late(owed))
            elif self.now > owed.due:
                self._record(owed, "terlewati", (self.now - owed.due).days, self.now)
            else:
                self.owed = replace(owed, came=self.now)
                continue
            self.settled = max(self.settled, owed.due)
            if owed is self.owed:
                self.owed = None
        self.passed.clear()
        self.data = self.now

    def _named(self) -> date | None:
        """The day that the statement names, if it still promises anything."""
        day = day_of(self.said.next_release) if self.said else None
        if day is None or day <= self.settled or (self.data and day <= self.data):
            return None
        again = any(owed.due == day for owed in self.passed)
        return day if day >= self.named_on or again else None

    def _promised(self, kept: bool = False) -> _Owed | None:
        """What the statement promises; ``kept``: after a promise that was kept."""
        if self.said is None or self.said.frequency in NEVER:
            return None
        frequency, named = self.said.frequency, self._named()
        due = named or after(self.data, frequency)
        if due and due <= self.settled:
            due = after(self.settled, frequency)
        if due is None or (self.ended and due > self.ended):
            return None
        if named:
            return _Owed(due, max(self.named_on, self.names[0][0]), "tanggal")
        made = self.data if kept and self.data else self.now
        return _Owed(due, made, "frekuensi")

    def _turn(self, new: _Owed | None) -> None:
        """From what was owed to what is owed now."""
        old = self.owed
        if old and old.came:
            self._satisfied(old, new)
            return
        if old and new and new.due == old.due:
            self.owed = replace(old, basis=new.basis)
            return
        self.owed = new
        if old is None:
            pass
        elif self.now > old.due and not (self.ended and old.due > self.ended):
            self.passed.append(old if new else replace(old, until=self.now))
        elif new is None:
            self._record(old, "gugur")
        elif new.due > old.due and (old.basis == "tanggal" or new.basis == "frekuensi"):
            self._record(old, "diundur", to=new.due)
        for again in [owed for owed in self.passed if new and owed.due == new.due]:
            self.passed.remove(again)  # owed once more: it is the same promise
            self.owed = replace(again, until=None)

    def _satisfied(self, old: _Owed, new: _Owed | None) -> None:
        """Its data is there, so it waits for its day; only a nearer named day takes its place."""
        if self.ended and old.due > self.ended:
            self._record(old, "gugur")
            self.owed = None
        elif new and new.basis == "tanggal" and new.due < old.due:
            self.owed = new

    def close(self, gone: bool) -> list[Promise]:
        """All promises, as they stand on the day."""
        if self.owed and self.owed.due <= self.as_of and self.owed.came:
            owed = self.owed
            self.settled = max(self.settled, owed.due)
            self._record(owed, "ditepati", came=owed.came)
            self.owed = self._promised(kept=True)
        for owed in self.passed:
            if self.ended and owed.due > self.ended:
                self._record(owed, "gugur")
            else:
                self._record(owed, "terlewati", self._late(owed))
        if self.owed:
            late = self._late(self.owed)
            state: PromiseState = "terlewati" if late else "gugur" if gone else "menunggu"
            self._record(self.owed, state, late, self.owed.came)
        return self.done

    def _record(
        self,
        owed: _Owed,
        state: PromiseState,
        days: int = 0,
        came: date | None = None,
        to: date | None = None,
    ) -> None:
        due, made = owed.due.isoformat(), owed.made.isoformat()
        arrived, moved = (day.isoformat() if day else "" for day in (came, to))
        id = next((id for day, id in reversed(self.names) if day <= owed.due), self.names[0][1])
        self.done.append(Promise(due, made, owed.basis, state, arrived, days, moved, dataset=id))

    def _late(self, owed: _Owed) -> int:
        """How many days it is or was owed in vain; none after the dataset has ended."""
        days = (d for d in (self.as_of, owed.until, self.ended) if d)
        return max(0, (min(days) - owed.due).days)
