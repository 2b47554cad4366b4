"""What git tells one run of its datasets over time: what was taken back, of which days the data
is, and the past of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import decided, jobs
from .findings import Finding
from .freshness import promises
from .history import MARKER, History
from .load.moves import ToldMove
from .model import Past, Portal, Promise, Published, Withdrawal
from .options import Options

if TYPE_CHECKING:
    from .versions import Gathered
    from .versions.log import Line


@dataclass(frozen=True)
class Timeline:
    """The main line of git, the line of each dataset in it, and the decisions about versions.

    ``lines`` is empty where nobody asks for the past: a check without a withdrawal.
    """

    portal: Portal
    history: History
    lines: Mapping[str, Line] = field(default_factory=dict)
    taken: Mapping[str, Mapping[str, Withdrawal]] = field(default_factory=dict)
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, portal: Portal, history: History, moves: Sequence[ToldMove], *, whole: bool
    ) -> tuple[Timeline, list[Finding]]:
        """The timeline of a portal, and what is wrong with its withdrawals of versions.

        ``whole``: also where no version was taken back.
        """
        if not history.log or not (whole or portal.withdrawals):
            return cls(portal, history), []
        from . import versions

        lines = versions.known_lines(portal, history, moves)
        known = {id: {span.address for span in line.spans} for id, line in lines.items()}
        amiss = list(decided.unknown_versions(portal, known, history.shallow))
        return cls(portal, history, lines, versions.decisions(portal, lines)), amiss

    def withdrawal(self, id: str, commit: str = "") -> Withdrawal | None:
        """The decision by which a version does not go out, under any id that the dataset had.

        ``commit`` names the version; empty: the one that lies there.
        """
        line = self.lines.get(id)
        earlier = line.moved_from if line else ()
        if line is None or not line.complete:
            return decided.withdrawal(self.portal, id, self.history, commit, None, earlier)
        known = self._addresses(line)
        address = known.get(commit, "")
        if address:
            return self.taken.get(id, {}).get(address)
        return decided.withdrawal(self.portal, id, self.history, commit, known, earlier)

    def all_withdrawn(self, id: str) -> bool:
        """Whether all versions of a dataset were taken back."""
        line = self.lines.get(id)
        return decided.all_withdrawn(self.portal, id, line.moved_from if line else ())

    def dates(self, id: str, until: str = "") -> tuple[str, str]:
        """First and newest day of the data; none lies after the day the site is judged for.

        ``until`` is a commit's id: as things stood then.
        """
        today = self.portal.as_of.isoformat()
        created, updated = self._days(id, until) or self.history.dates(id, until)
        away = next((w.updated for w in self.portal.withheld if w.dataset == id), "")
        updated = min(updated, away) if away else updated
        return min(created, today), min(updated, today)

    def _days(self, id: str, until: str) -> tuple[str, str] | None:
        """The days of the first and the newest version, which a move does not change.

        None where git does not have them all, or a mirror says of which days its data is.
        """
        line = self.lines.get(id)
        marked = self.portal.root / "datasets" / id / MARKER
        if line is None or not line.complete or not line.spans or marked.is_file():
            return None
        last = self._addresses(line).get(until) if until else None
        found: list[str] = []
        for span in line.spans:
            found += [span.date] if span.date else []
            if span.address == last:
                break
        return (min(found), max(found)) if found else None

    def _addresses(self, line: Line) -> Mapping[str, str]:
        """The address of the version that each commit of a dataset belongs to."""
        if line.id not in self._known:
            from . import versions

            commits = (commit.id for commit in self.history.commits(line.id))
            self._known[line.id] = versions.addresses(line, commits)
        return self._known[line.id]

    def gather(
        self,
        shown: Sequence[Published],
        options: Options,
        folder: Path,
        parse: Callable[[str], Any] | None,
    ) -> Gathered | None:
        """The past of every dataset, with what became of its promises; none where nobody asks.

        ``shown`` are the datasets that go out; ``folder`` is the cache.
        """
        if not self.lines:
            return None
        from . import versions

        asked = versions.Asked(
            self.portal,
            self.history,
            {id: o for id, o in self.lines.items() if not options.only or id in options.only},
            folder,
            {p.id: jobs.today(p.dataset, options.as_of) for p in shown},
            options.workers,
            not options.use_cache,
            parse,
            lambda done, of: options.progress("versions", done, of),
            self.taken,
        )
        made = versions.gather(asked)
        known = {p.id: p for p in shown}
        pasts = {
            id: replace(past, promises=_promises(past, known.get(id), options.as_of))
            for id, past in made.pasts.items()
        }
        return replace(made, pasts=pasts)


def _promises(past: Past, published: Published | None, as_of: date) -> tuple[Promise, ...]:
    """What became of what a dataset promised; the record of one that is gone ends on that day."""
    if published:
        known = max((v.date for v in past.versions), default="")
        newer = published.updated if published.updated > known else ""  # than git knows here
        return promises(past.stated, published.dataset.delays, as_of, newer)
    end = date.fromisoformat(past.gone_on) if past.gone_on else as_of
    return promises(past.stated, (), min(end, as_of), "", gone=bool(past.gone_on))
