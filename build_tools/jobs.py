"""The work on one dataset, check and convert, as a function that any process can run."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from . import cache, checks
from .convert import convert
from .findings import Finding, Severity
from .model import CheckRun, Dataset, Published


@dataclass(frozen=True, slots=True)
class Job:
    """One dataset, the tables it refers to, and how to work on it."""

    dataset: Dataset
    references: Mapping[str, Dataset]
    folder: Path
    key: str
    converting: bool
    use_cache: bool
    since: str = ""  # a committed version of that date: newer metadata rules do not hold it


def do(job: Job) -> tuple[Job, cache.Outcome | str]:
    """Checks and converts one dataset; a text is the traceback of a bug."""
    try:
        return job, _outcome(job)
    except Exception:  # noqa: BLE001 - one dataset must not take the others down
        return job, traceback.format_exc()


def _outcome(job: Job) -> cache.Outcome:
    known = cache.get(job.folder, job.key, job.dataset) if job.use_cache else None
    if known and (known.published or not job.converting or bad(known.findings)):
        return known
    reference = checks.Reference(job.references)
    checked = checks.check(job.dataset, reference)
    outcome = cache.Outcome(checked.findings, checked.runs)
    if not job.converting or bad(checks.in_force(checked.findings, job.since)):
        return outcome
    with cache.entry(job.folder) as work:
        published = convert(job.dataset, work)
        shown = tuple(f for f in checked.findings if f.severity is not Severity.ERROR)
        _same_rows(checked.runs, published)
        published = replace(published, checks=checked.runs, findings=shown)
        return cache.keep(job.folder, job.key, work, replace(outcome, published=published))


def _same_rows(runs: Iterable[CheckRun], published: Published) -> None:
    """What goes out has as many rows as were checked; `RuntimeError` where it has not."""
    checked = next((run.examined for run in runs if run.name == "table"), 0)
    rows = sum(table.rows for table in published.tables)
    if checked != rows:
        raise RuntimeError(f"{checked} rows were checked, {rows} converted")


def do_all(jobs: list[Job], workers: int) -> Iterable[tuple[Job, cache.Outcome | str]]:
    """Does the jobs, in processes when there are enough of them, in the order given."""
    count = min(workers or os.cpu_count() or 1, len(jobs))
    if count < 2 or len(jobs) < 4:
        yield from map(do, jobs)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(do, jobs, chunksize=max(1, min(8, len(jobs) // (count * 4))))


def bad(findings: Iterable[Finding]) -> bool:
    """Whether any of them holds a dataset back."""
    return any(f.severity is Severity.ERROR for f in findings)
