"""The straight line, in order: discover, load, check, convert, render, catalogue, publish.

`check` goes half the way, `build` the whole. Everything is gathered first and written last.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath

from . import cache, catalogues, checks, history, load, output, pages
from .catalogues import datapackage
from .findings import Finding, Severity, error, notice, warning
from .jobs import Job, bad, do, do_all
from .model import (
    Dataset,
    HeldBack,
    OutputFile,
    Portal,
    Published,
    Site,
    Source,
    Text,
    Written,
)
from .words import all_words

#: How far back the last good version is looked for.
MAX_BACK = 50

#: Findings of a folder whose name cannot be an address: it has no page.
_NO_ADDRESS = {"dataset-name", "opd-name", "opd-unknown"}

#: Findings after which a table can still be read, so that people learn everything at once.
_READABLE = {
    "dataset-name-differs",
    "descriptor-two",
    "file-link",
    "file-unnamed",
    "opd-related-unknown",
    "opd-unknown",
    "topic-unknown",
}

#: Findings after which not even a dataset's title may be shown.
_NOT_EVEN_TITLE = {"access-excluded", "personal-email", "personal-mobile", "personal-nik"}

#: Tells how far a stage is: its name, how many are done, how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: where, for which day, with how many processes, with which cache."""

    root: Path
    as_of: date
    commit: str = ""  # empty: git's HEAD
    workers: int = 0  # 0: one per core
    use_cache: bool = True
    only: tuple[str, ...] = ()  # ids to check; empty: all
    progress: Progress = lambda stage, done, total: None

    @property
    def build_folder(self) -> Path:
        """Where everything that is made lies."""
        return self.root / ".build"


@dataclass
class Result:
    """What a run gives: the site, everything found, what was written, how long it took."""

    site: Site
    findings: list[Finding]
    checked: tuple[str, ...] = ()  # ids of the datasets that were looked at
    written: Written | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)  # tracebacks: bugs of ours

    def exit_code(self) -> int:
        """0 fine, 1 findings that hold data back (or nothing at all), 3 a bug."""
        if self.crashes:
            return 3
        return 1 if bad(self.findings) else 0


def check(options: Options) -> Result:
    """Discover, load, check: what is wrong, and nothing is written but the cache."""
    return _Run(options, converting=False).datasets()


def build(options: Options) -> Result:
    """The whole line up to the tree that the site engine reads."""
    run = _Run(options, converting=True)
    result = run.datasets()
    site = result.site
    words = all_words(site.portal.languages)
    with run.timed("render"):
        rendered = [*pages.render(site, words), *pages.assets()]
    with run.timed("catalogue"):
        made = list(catalogues.make_all(site))
    prose, collisions = _prose(site.portal, {(f.lang, f.path) for f in rendered})
    result.findings += collisions
    with run.timed("publish"):
        theme = pages.theme_files(site.portal, words)
        result.written = output.publish(chain(rendered, made, prose), theme, options.build_folder)
    return result


class _Run:
    """One run: the options, the clock, and the findings as they are gathered."""

    def __init__(self, options: Options, *, converting: bool) -> None:
        self.options, self.converting = options, converting
        self.seconds: dict[str, float] = {}
        self.findings: list[Finding] = []
        self.crashes: list[str] = []
        self._used: list[str] = []

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Adds the time of a block to its stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start

    def datasets(self) -> Result:
        """The site's datasets: checked, converted, the bad ones at their last good version."""
        options = self.options
        with self.timed("history"):
            past = history.read(options.root)
        portal = load.load_portal(options.root, options.as_of, options.commit or past.head)
        with self.timed("discover"):
            sources = load.discover(options.root)
            if not options.only:
                self.findings += load.strays(options.root)
        with self.timed("load"):
            loaded = {source.id: self._load(source, portal) for source in sources}
        portal, personal = checks.register(portal)
        self.findings += personal
        contact = portal.contact
        if not (contact.url or contact.email or portal.repository) and not options.only:
            self.findings.append(warning("contact-missing", file="mkdocs.yml"))
        if past.shallow:
            self.findings.append(notice("history-shallow"))
        _same_id(loaded)
        wanted = [s for s in sources if not options.only or s.id in options.only]
        with self.timed("datasets"):
            outcomes = self._all(wanted, loaded)
        published: list[Published] = []
        held: list[HeldBack] = []
        with self.timed("last-good"):
            for source in wanted:
                shown = self._shown(source, loaded, outcomes.get(source.id), portal, past)
                if isinstance(shown, Published):
                    published.append(shown)
                elif shown:
                    held.append(shown)
        if self.converting:
            with self.timed("package"):
                published = [datapackage.with_package(p, portal) for p in published]
            self.findings += _too_large(published)
            if options.use_cache:
                cache.prune(self._cache, self._used)
        if self.converting and not published:
            self.findings.append(error("nothing-published"))
        site = Site(portal, tuple(published), tuple(held))
        findings = sorted(self.findings, key=lambda f: f.order)
        checked = tuple(source.id for source in wanted)
        return Result(site, findings, checked, None, self.seconds, self.crashes)

    def _load(self, source: Source, portal: Portal) -> tuple[Dataset | None, list[Finding]]:
        """`load.load`; a bug there costs that dataset only."""
        try:
            return load.load(source, portal)
        except Exception:  # noqa: BLE001 - one dataset must not take the others down
            return None, [self._crashed(source.id, traceback.format_exc())]

    def _crashed(self, id: str, trace: str) -> Finding:
        self.crashes.append(trace)
        return error("internal-error", dataset=id, note=_last_line(trace))

    @property
    def _cache(self) -> Path:
        return self.options.build_folder / "cache"

    def _all(
        self,
        sources: list[Source],
        loaded: Mapping[str, tuple[Dataset | None, list[Finding]]],
    ) -> dict[str, cache.Outcome]:
        """Checks (and converts) every dataset that could be loaded, on all cores."""
        everything = {id: d for id, (d, _) in loaded.items() if d is not None}
        jobs = []
        for source in sources:
            dataset, problems = loaded[source.id]
            self.findings += problems
            if dataset is None or _unreadable(problems):
                continue
            job = self._job(dataset, everything)
            jobs.append(replace(job, converting=False) if bad(problems) else job)
        outcomes = {}
        for number, (job, outcome) in enumerate(do_all(jobs, self.options.workers), start=1):
            self.options.progress("datasets", number, len(jobs))
            if isinstance(outcome, str):
                outcome = cache.Outcome((self._crashed(job.dataset.id, outcome),), ())
            self.findings += outcome.findings
            if not job.converting:  # it may have been published before, from the cache
                outcome = replace(outcome, published=None)
            outcomes[job.dataset.id] = outcome
        return outcomes

    def _job(self, dataset: Dataset, everything: Mapping[str, Dataset], since: str = "") -> Job:
        names = {key.package for r in dataset.resources for key in r.foreign_keys} - {""}
        references = {name: everything[name] for name in sorted(names) if name in everything}
        digests = map(cache.dataset_digest, (dataset, *references.values()))
        key = cache.key([*digests, *sorted(names), since])
        self._used.append(key)
        use = self.options.use_cache
        return Job(dataset, references, self._cache, key, self.converting, use, since)

    def _shown(
        self,
        source: Source,
        loaded: Mapping[str, tuple[Dataset | None, list[Finding]]],
        outcome: cache.Outcome | None,
        portal: Portal,
        past: history.History,
    ) -> Published | HeldBack | None:
        """What the site shows of a dataset: today's version, the last good one, or a notice."""
        created, updated = self._dates(past, source.id)
        if outcome and outcome.published:
            return replace(outcome.published, created=created, updated=updated)
        if not self.converting:
            return None
        good = self._last_good(source, loaded, portal, past)
        if good:
            return good
        dataset, problems = loaded[source.id]
        if any(f.code in _NO_ADDRESS for f in problems):
            return None
        findings = (*problems, *(outcome.findings if outcome else ()))
        shown = dataset and dataset.title and not any(f.code in _NOT_EVEN_TITLE for f in findings)
        title = dataset.title if dataset and shown else Text(source.name)
        return HeldBack(source, title, findings)

    def _dates(self, past: history.History, id: str, until: str = "") -> tuple[str, str]:
        """First and newest day of the data; none lies after the day the site is judged for."""
        today = self.options.as_of.isoformat()
        created, updated = past.dates(id, until)
        return min(created, today), min(updated, today)

    def _last_good(
        self,
        source: Source,
        loaded: Mapping[str, tuple[Dataset | None, list[Finding]]],
        portal: Portal,
        past: history.History,
    ) -> Published | None:
        """The newest committed version that passes today's checks, at most `MAX_BACK` back.

        A rule about the description alone counts from the day it came into force.
        """
        everything = {id: d for id, (d, _) in loaded.items() if d is not None}
        commits = past.commits(source.id)
        for commit in commits[:MAX_BACK]:
            with cache.entry(self._cache) as work:
                try:
                    past.extract(source.id, commit.id, work)
                except (history.UnsafeTreeError, OSError):
                    continue
                folder = work / "datasets" / source.id
                found = next((s for s in load.discover(work) if s.id == source.id), None)
                if found is None or not folder.is_dir():
                    continue
                dataset, problems = self._load(found, portal)
                if dataset is None or bad(checks.in_force(problems, commit.date)):
                    continue
                _, outcome = do(self._job(dataset, everything, commit.date))
            if isinstance(outcome, str) or not outcome.published:
                continue
            created, updated = self._dates(past, source.id, commit.id)
            held_since = commits[0].date if commit != commits[0] else str(portal.as_of)
            self.findings.append(
                warning("held-back", dataset=source.id, shown=updated, since=held_since)
            )
            dataset = replace(outcome.published.dataset, source=source)
            return replace(
                outcome.published,
                dataset=dataset,
                created=created,
                updated=updated,
                held_since=held_since,
            )
        return None


def _unreadable(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.ERROR and f.code not in _READABLE for f in findings)


def _last_line(trace: str) -> str:
    return trace.strip().splitlines()[-1][:300]


#: Git hosts publish sites of up to a gigabyte.
MAX_SITE_BYTES = 1_000_000_000


def _too_large(published: Iterable[Published]) -> Iterator[Finding]:
    size = sum(d.bytes for p in published for t in p.tables for d in t.downloads)
    size += sum(d.bytes for p in published for d in p.downloads)
    if size > MAX_SITE_BYTES:
        yield warning("site-too-large", size=size, limit=MAX_SITE_BYTES)


def _same_id(loaded: Mapping[str, tuple[Dataset | None, list[Finding]]]) -> None:
    """Adds a finding to the second of two datasets that claim the same `id`."""
    seen: dict[str, str] = {}
    for id, (dataset, problems) in loaded.items():
        claims = {id}
        if dataset and isinstance(dataset.raw.get("id"), str):
            claims.add(str(dataset.raw["id"]))
        for claim in sorted(claims):
            other = seen.setdefault(claim, id)
            if other != id:
                problems.append(error("dataset-id-duplicate", dataset=id, id=claim, other=other))


def _prose(
    portal: Portal, taken: set[tuple[str, PurePosixPath]]
) -> tuple[list[OutputFile], list[Finding]]:
    """The hand-written pages of ``docs/``, in each language; a generated page goes first."""
    files: list[OutputFile] = []
    found: list[Finding] = []
    docs = portal.root / "docs"
    others = set(portal.languages[1:])
    for path in sorted(docs.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        name = path.relative_to(docs)
        other = name.parts[0] if len(name.parts) > 1 and name.parts[0] in others else ""
        lang = other or portal.languages[0]
        place = PurePosixPath(*name.parts[1:]) if other else PurePosixPath(name.as_posix())
        if (lang, place) in taken:
            found.append(warning("prose-collides", file=f"docs/{name.as_posix()}"))
        else:
            files.append(OutputFile(place, path, lang))
    return files, found
