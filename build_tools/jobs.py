"""The work on one dataset, check and convert, as a function that any process can run.

A job is a value. What it gives lies in the cache, in up to three entries: what was found, the
tables in all formats, and these with the description of the whole dataset.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from . import cache, faults
from .cache import Outcome
from .findings import Finding, Severity
from .model import Acceptance, CheckRun, Dataset, Plausibility, Portal, Published, Waiver

#: Options of glibc's `mallopt` (malloc.h).
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


@dataclass(frozen=True, slots=True)
class Job:
    """One dataset, the tables it refers to, and what to make of it."""

    dataset: Dataset
    references: Mapping[str, Dataset]
    inputs: str  # names the content of both
    portal: Portal  # see `facts`
    dates: tuple[str, str] = ("", "")  # ISO dates of the first and the newest data
    converting: bool = True
    since: str = ""  # a committed version of that date: newer metadata rules do not hold it
    today: str = ""  # see `today`
    waivers: tuple[Waiver, ...] = ()  # of the dataset, in force on the day
    accepted: tuple[Acceptance, ...] = ()  # warnings of the dataset, accepted on the day

    @property
    def checked(self) -> str:
        """The entry of the cache with what was found."""
        return f"{self.inputs}-checked"

    @property
    def tables(self) -> str:
        """The entry with the tables in all formats."""
        return f"{self.inputs}-tables"

    @property
    def package(self) -> str:
        """The entry with the tables and the description of the whole dataset."""
        said = hashlib.sha256(repr((self.portal, self.dates)).encode()).hexdigest()[:16]
        return f"{self.inputs}-{said}"

    @property
    def size(self) -> int:
        """Bytes to read, of the dataset itself."""
        return sum(path.stat().st_size for _, path in cache.inputs(self.dataset))


def inputs(
    dataset: Dataset,
    references: Mapping[str, Dataset],
    today: str = "",
    waivers: Iterable[Waiver] = (),
    accepted: Iterable[Acceptance] = (),
    plausibility: Plausibility | None = None,
) -> str:
    """Names everything that a job reads, and where its keys lead: settings may move them.

    Decisions are named as far as they are in force: the day itself is not, so that nothing is
    done again before one of them ends.
    """
    digests = map(cache.dataset_digest, (dataset, *references.values()))
    keys = [repr((r.name, r.foreign_keys)) for r in dataset.resources if r.foreign_keys]
    keys += [dataset.regions] if dataset.regions else []
    keys += [repr(decision) for decision in (*waivers, *accepted)]
    keys += [repr(plausibility)] if plausibility not in (None, Plausibility()) else []
    return cache.key([*digests, *keys, *([today] if today else [])])


def today(dataset: Dataset, as_of: date) -> str:
    """The day (ISO) that a dataset is judged for; empty where its checks ask for no day."""
    named = {resource.profile for resource in dataset.resources} - {""}
    if not named:
        return ""
    from .profiles import all_profiles

    known = all_profiles()
    return as_of.isoformat() if any(known[n].past for n in named if n in known) else ""


def facts(portal: Portal, dataset: Dataset) -> Portal:
    """The portal with only what a dataset's description may say of it.

    The rest is left out, so that a change of it makes no package anew: neither the day nor the
    commit, nor the settings of pages; of the agencies, those of the dataset.
    """
    return replace(
        portal,
        root=Path(),
        as_of=date.min,
        commit="",
        mark=None,
        colour="",
        agencies=tuple(a for a in portal.agencies if a.id in dataset.agencies),
        topics=(),
        synonyms=(),
        places=(),
        waivers=(),
        withdrawals=(),
        withheld=(),
        settings={},
    )


def known(job: Job, folder: Path) -> Outcome | None:
    """The outcome, where the cache has it: the work was done before."""
    found = cache.get(folder, job.checked, job.dataset)
    if found is None or not job.converting or held(found, job.since):
        return found
    return cache.get(folder, job.package, job.dataset)


def held(outcome: Outcome, since: str = "") -> bool:
    """Whether the dataset does not go out, as a version of that date."""
    if not since or not bad(outcome.findings):
        return bad(outcome.findings)
    from . import checks

    return bad(checks.in_force(outcome.findings, since))


def do(job: Job, folder: Path, anew: bool = False) -> Outcome | str:
    """Checks and converts one dataset into the cache; a text is the traceback of a bug.

    ``anew``: also what the cache has. A cache that was deleted meanwhile is begun again. An
    `OSError` of the computer (a full disk) passes.
    """
    for attempt in (1, 2):
        try:
            return _outcome(job, folder, anew)
        except FileNotFoundError:
            if attempt == 2:
                return traceback.format_exc()
        except Exception as problem:  # one dataset must not take the others down
            if faults.of_computer(problem, folder):
                raise
            return traceback.format_exc()
    raise AssertionError


def _outcome(job: Job, folder: Path, anew: bool) -> Outcome:
    outcome = None
    if not anew:
        outcome = known(job, folder)
        if outcome:
            return outcome
        outcome = cache.get(folder, job.tables, job.dataset)
    if outcome is None:
        job, outcome = _worked(job, folder, anew)
    if outcome.published is None:
        return outcome
    return _packed(job, folder, outcome, anew)


def _worked(job: Job, folder: Path, anew: bool) -> tuple[Job, Outcome]:
    """Reads the tables once: they are checked, and written in each format while they pass."""
    with cache.entry(folder) as work:
        outcome = _read(job, work)
        again = (job.dataset, job.references, job.today, job.waivers, job.accepted)
        if inputs(*again, job.portal.plausibility) != job.inputs:
            # Written to while it was read: to be found under no name that says what is in it.
            job = replace(job, inputs=f"changed-{uuid4().hex}")
        with cache.entry(folder) as own:
            cache.keep(folder, job.checked, own, replace(outcome, published=None), anew)
        if outcome.published:
            outcome = cache.keep(folder, job.tables, work, outcome, anew)
        return job, outcome


def _read(job: Job, work: Path) -> Outcome:
    from . import checks
    from .convert import Converter

    converter = Converter(job.dataset, work) if job.converting else None
    published = None
    try:
        reference = checks.Reference(job.references, job.today, job.portal.plausibility)
        checked = checks.check(
            job.dataset, reference, converter, waivers=job.waivers, accepted=job.accepted
        )
        outcome = Outcome(checked.findings, checked.runs)
        if converter and not held(outcome, job.since):
            published = _described(converter.published())
    finally:
        if converter and not published:
            converter.abandon()
    if published is None:
        return outcome
    _same_rows(checked.runs, published)
    shown = tuple(f for f in checked.findings if f.severity is not Severity.ERROR)
    return replace(outcome, published=replace(published, checks=checked.runs, findings=shown))


def _described(published: Published) -> Published:
    """With what the check page is to judge a newer file by: told here, where tables are known."""
    from .precheck.schemas import described

    tables = (
        replace(table, judged_by=described(published.dataset, table.resource))
        for table in published.tables
    )
    return replace(published, tables=tuple(tables))


def _same_rows(runs: Iterable[CheckRun], published: Published) -> None:
    """What goes out has as many rows as were checked; `RuntimeError` where it has not."""
    checked = next((run.examined for run in runs if run.name == "table"), 0)
    rows = sum(table.rows for table in published.tables)
    if checked != rows:
        raise RuntimeError(f"{checked} rows were checked, {rows} converted")


def _packed(job: Job, folder: Path, outcome: Outcome, anew: bool) -> Outcome:
    """The outcome with the files of the dataset as a whole, beside those of its tables."""
    from .catalogues.datapackage import with_package
    from .catalogues.v1.rows import with_rows

    if outcome.published is None:
        return outcome
    created, updated = job.dates
    with cache.entry(folder) as work:
        cache.link_all(outcome.published.folder, work)
        published = replace(outcome.published, folder=work, created=created, updated=updated)
        published = with_rows(with_package(published, job.portal), job.portal)
        return cache.keep(folder, job.package, work, replace(outcome, published=published), anew)


def bad(findings: Iterable[Finding]) -> bool:
    """Whether any of them holds a dataset back."""
    return any(f.severity is Severity.ERROR for f in findings)


def settle() -> None:
    """Makes this process ready for jobs: what costs, costs once.

    What they need is loaded and taken out of the garbage collector's sight, which would look
    through it again and again: a third of the time of a small table. Memory of one piece of a
    table is kept for the next instead of being given back to the system (glibc only).
    """
    from . import checks, convert  # noqa: F401

    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError, TypeError):
        set_option = ctypes.CDLL(None).mallopt
        set_option(_MMAP_THRESHOLD, 1 << 25)
        set_option(_TRIM_THRESHOLD, 1 << 28)


def one_thread() -> None:
    """Lets this process read a table with one thread: the other cores have processes."""
    from .tables import engine

    engine.use_threads(1)
    settle()
