"""What is to be done for one dataset, as a value that any process can take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import cache
from ..model import Portal, Waiver, Withdrawal
from .log import Span


@dataclass(frozen=True, slots=True)
class Task:
    """One dataset: its versions, oldest first, and the decisions about each."""

    id: str
    root: Path
    spans: tuple[Span, ...]
    portal: Portal
    waivers: tuple[Waiver, ...]
    withdrawn: tuple[Withdrawal | None, ...]  # beside each span
    complete: bool
    today: str = ""  # ISO date that the newest version is judged for; empty: no check asks

    @property
    def key(self) -> str:
        """Names everything that the versions are made from."""
        said = (self.id, self.spans, self.withdrawn, self.complete, *map(self.entry, self.places))
        return cache.key([repr(said)])

    @property
    def places(self) -> range:
        """The places of the versions, oldest first."""
        return range(len(self.spans))

    def day(self, at: int) -> str:
        """The day (ISO) that a version is judged for: the last on which it was the newest."""
        if not self.today or at == len(self.spans) - 1:
            return self.today
        return max(self.spans[at + 1].date, self.spans[at].date)

    def entry(self, at: int) -> str:
        """Names what a version is judged by."""
        span = self.spans[at]
        withdrawn = self.withdrawn[at] is not None
        decisions = (self.waivers, self.portal.plausibility, self.portal.languages, withdrawn)
        return cache.key([repr(span.trees), span.date, self.day(at), repr(decisions)])
