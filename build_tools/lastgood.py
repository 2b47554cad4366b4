"""What stays online while a newer version is held back: the last one without errors, from git."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from . import faults, load
from .cache import Outcome
from .findings import Finding, warning
from .history import Commit, History, UnsafeTreeError
from .load.decisions import is_id
from .model import HeldBack, Portal, Published, Source, Text

#: How far back the last good version is looked for.
MAX_BACK = 50

#: Checks and converts committed versions, each lying in its folder: what became of each.
Again = Callable[[Sequence[tuple[Source, Commit]]], list[Outcome | None]]


def last_good(
    missing: Sequence[Source], past: History, again: Again, today: str
) -> tuple[dict[str, Published], list[Finding]]:
    """Of each dataset the newest committed version that passes today's checks, if there is one.

    At most `MAX_BACK` back; step by step, all datasets at once. ``today`` (ISO date) is the day
    from which a version that is not committed is held back. Gives them by id, and findings.
    """
    found: dict[str, Published] = {}
    findings = []
    for step in range(MAX_BACK):
        left = [s for s in missing if s.id not in found and step < len(past.commits(s.id))]
        if not left:
            break
        with tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
            tried = []
            for source in left:
                commit = past.commits(source.id)[step]
                old = _extracted(source, commit, past, Path(folder, source.owner, source.name))
                if old:
                    tried.append((source, old, commit))
            outcomes = again([(old, commit) for _, old, commit in tried])
        for (source, _, commit), outcome in zip(tried, outcomes, strict=True):
            if outcome and outcome.published:
                newest = past.commits(source.id)[0]
                since = newest.date if commit != newest else today
                dataset = replace(outcome.published.dataset, source=source)
                shown = replace(outcome.published, dataset=dataset, held_since=since)
                found[source.id] = shown
                facts = {"shown": shown.updated, "since": since}
                findings.append(warning("held-back", dataset=source.id, **facts))
    return found, findings


def withheld(
    portal: Portal, published: Mapping[str, Published], held: Collection[str]
) -> tuple[dict[str, Published], list[HeldBack], list[Finding]]:
    """What the private side of this portal holds back, as the private side itself shows it.

    Of ``published`` (by id) those with a newer version that is held back; the notices of what
    has no version here and is not in ``held`` already; and findings.
    """
    shown: dict[str, Published] = {}
    absent, findings = [], []
    for given in portal.withheld:
        id = given.dataset
        if id in published:
            if not published[id].held_since:
                shown[id] = replace(published[id], held_since=given.since)
                facts = {"shown": shown[id].updated, "since": given.since}
                findings.append(warning("held-back", dataset=id, **facts))
        elif id not in held and is_id(id):
            source = Source(id, portal.root / "datasets" / id)
            absent.append(HeldBack(source, Text(source.name), given.findings))
    return shown, absent, findings


def _extracted(source: Source, commit: Commit, past: History, work: Path) -> Source | None:
    """The dataset's folder as it was at a commit, laid out below ``work``."""
    try:
        past.extract(source.id, commit.id, work)
    except (UnsafeTreeError, OSError) as problem:
        if faults.of_computer(problem, work):
            raise
        return None
    return next((s for s in load.discover(work) if s.id == source.id), None)
