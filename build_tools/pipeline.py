"""The straight line, in order: discover, load, check, convert, render, catalogue, publish.

`check` goes half the way, `build` the whole. Everything is gathered first and written last.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from . import beside, cache, decided, faults, history, jobs, load, output
from .cache import Outcome
from .crew import Crew
from .findings import Finding, Severity, error, notice, warning
from .freshness import unmatched
from .history import Commit
from .jobs import Job, bad
from .lastgood import last_good, withheld
from .model import (
    Dataset,
    Harvested,
    HeldBack,
    Past,
    Portal,
    Published,
    Site,
    Source,
    Text,
    Written,
)
from .options import Options
from .prose import prose
from .smartcity.told import told as listed
from .timeline import Timeline
from .words import all_words

if TYPE_CHECKING:
    from .quotes import Quoted

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


@dataclass
class Result:
    """What a run gives: the site, everything found, what was written, how long it took."""

    site: Site
    findings: list[Finding]
    checked: tuple[str, ...] = ()  # ids of the datasets that were looked at
    worked: tuple[str, ...] = ()  # ids of those whose tables were read: not in the cache
    written: Written | None = None
    taken_back: bool = False  # what was public before may hold what must not be public
    seconds: dict[str, float] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)  # tracebacks: bugs of ours
    quoted: tuple[Quoted, ...] = ()  # hand-written pages, with the figures they quote

    def exit_code(self) -> int:
        """0 fine, 1 findings that hold data back (or nothing at all), 3 a bug."""
        if self.crashes:
            return 3
        return 1 if bad(self.findings) else 0


def check(options: Options) -> Result:
    """Discover, load, check: what is wrong, and nothing is written but the cache."""
    run = _Run(options, converting=False)
    with cache.shared(run.cache):
        return run.datasets()


def build(options: Options) -> Result:
    """The whole line up to the tree that the site engine reads."""
    return _whole(options, _build)


def datasets(options: Options) -> Result:
    """The line up to the site: everything checked and converted, nothing published."""
    return _whole(options, lambda run: run.datasets())


def _whole(options: Options, work: Callable[[_Run], Result]) -> Result:
    """Does the work of a run that converts; keeps the cache to what it used."""
    for last in (False, True):
        run = _Run(options, converting=True)
        with cache.shared(run.cache) as prune:
            try:
                result = work(run)
            except FileNotFoundError as gone:
                if last or not str(gone.filename).startswith(str(run.cache)):
                    raise
                continue  # someone deleted the cache: what is missing is made again
            if options.use_cache or result.taken_back:
                prune(run.crew.used)
            return result
    raise AssertionError


def _build(run: _Run) -> Result:
    from . import catalogues, pages
    from .quotes.links import dead

    result = run.datasets()
    site = result.site
    words = all_words(site.portal.languages)
    root = site.portal.root  # resolved, as the pages' files are
    refused = beside.refused(root, result.findings)
    quoted = [q for q in result.quoted if root / q.page.file not in refused]
    with run.timed("render"):
        rendered = [*pages.render(site, words, quoted), *pages.assets()]
    with run.timed("catalogue"):
        made = list(catalogues.make_all(site))
    taken = {(f.lang, f.path) for f in (*rendered, *made)}
    written, collisions = prose(site.portal, taken, {q.page.file for q in result.quoted})
    result.findings += collisions
    shown = taken | {(f.lang, f.path) for f in written}
    result.findings += dead((q.page for q in quoted), shown)
    written = [file for file in written if file.content not in refused]
    with run.timed("publish"):
        theme = pages.theme_files(site.portal, words)
        files = chain(rendered, made, written)
        result.written = output.publish(files, theme, run.options.build_folder)
    return result


#: Of each dataset: what could be loaded, and what is wrong with its description.
Loaded = Mapping[str, tuple[Dataset | None, list[Finding]]]


class _Run:
    """One run: the options, the clock, and the findings as they are gathered."""

    def __init__(self, options: Options, *, converting: bool) -> None:
        self.options, self.converting = options, converting
        self.seconds: dict[str, float] = {}
        self.findings: list[Finding] = []
        self.crashes: list[str] = []
        self.cache = options.build_folder / "cache"
        anew = not options.use_cache
        self.crew = Crew(self.cache, options.workers, anew, options.scheduler, options.store)
        self._parsed = cache.Parsed(self.cache, load.parse_yaml, anew)

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
            self._past = past = history.read(options.root)
        sources, loaded = self._discovered()
        wanted = [s for s in sources if not options.only or s.id in options.only]
        with self.timed("datasets"):
            outcomes = self._all(wanted, loaded)
        published = {i: o.published for i, o in outcomes.items() if o.published}
        held: list[HeldBack] = []
        unplaced: list[HeldBack] = []
        if self.converting:
            held, unplaced = self._older(sources, wanted, loaded, outcomes, published)
            self.findings += _too_large(published.values())
            if not published:
                self.findings.append(error("nothing-published"))
        checked = tuple(source.id for source in wanted)
        of_versions = [f for p in published.values() for f in p.findings]
        self.findings += decided.unused(
            self._portal, outcomes.keys(), [*self.findings, *of_versions]
        )
        shown = tuple(published[source.id] for source in wanted if source.id in published)
        pasts = self._pasts(shown) if self.converting else {}
        site = Site(self._portal, shown, tuple(held), pasts, tuple(unplaced), self._harvested())
        if self.converting:
            from .catalogues.datapackage import completed

            site = replace(site, published=tuple(completed(p, site) for p in shown))
        if self.converting and not options.only and not past.shallow:
            self.findings += listed(site)
        self.findings += unmatched(pasts, shown, options.as_of)
        quoted = self._quoted(site, loaded)
        findings = sorted(decided.as_decided(self.findings), key=lambda f: f.order)
        worked = tuple(self.crew.done)
        back_again = decided.taken_back(self._portal, findings)
        told = (self.seconds, self.crashes, quoted)
        return Result(site, findings, checked, worked, None, back_again, *told)

    def _quoted(self, site: Site, loaded: Loaded) -> tuple[Quoted, ...]:
        """Hand-written pages with the figures that they quote; what is wrong with them is told."""
        from . import quotes

        with self.timed("quotes"):
            known = {id: dataset for id, (dataset, _) in loaded.items()}
            made = quotes.of_site(site, known, self.findings, whole=self.converting)
        if not self.options.only:
            self.findings += made.findings
        return made.pages

    def _harvested(self) -> tuple[Harvested, ...]:
        """Datasets of other portals, as they were written down."""
        if self.options.only:
            return ()
        found, amiss = load.harvested(self.options.root)
        self.findings += amiss
        return found

    def _discovered(self) -> tuple[list[Source], Loaded]:
        """The portal with its decisions, every dataset's folder, and what each describes."""
        options, past = self.options, self._past
        portal = load.load_portal(options.root, options.as_of, options.commit or past.head)
        with self.timed("discover"):
            sources = load.discover(options.root)
            if not options.only:
                self.findings += load.strays(options.root)
                self.findings += self._waiting()
                told, entry = beside.beside(options.root, self.cache, not options.use_cache)
                self.findings += told
                self.crew.used.add(entry)
        ids = {source.id for source in sources}
        portal, amiss = load.withdrawals(portal, ids | past.ids())
        self.findings += amiss
        moves, amiss = load.moves(portal, ids | past.ids())
        self.findings += amiss
        self._portal, personal = load.register(portal)
        self.findings += personal
        with self.timed("history"):
            self._time, amiss = Timeline.of(self._portal, past, moves, whole=self.converting)
        self.findings += amiss
        with self.timed("load"):
            loaded = {source.id: self._load(source, portal) for source in sources}
            if not options.only:
                self._parsed.keep()
        known = {id: dataset for id, (dataset, _) in loaded.items()}
        self._portal, amiss = load.waivers(self._portal, known)
        self.findings += amiss
        contact = portal.contact
        if not (contact.url or contact.email or portal.repository) and not options.only:
            self.findings.append(warning("contact-missing", file="mkdocs.yml"))
        elif portal.official and not contact.email and not options.only:
            self.findings.append(notice("catalogue-incomplete", file="mkdocs.yml", case="email"))
        if not options.only:
            self.findings += load.differing(portal)
        if past.shallow:
            self.findings.append(notice("history-shallow"))
        load.same_ids(loaded)
        self._everything = {id: d for id, (d, _) in loaded.items() if d is not None}
        return sources, loaded

    def _older(
        self,
        sources: Sequence[Source],
        wanted: Sequence[Source],
        loaded: Loaded,
        outcomes: Mapping[str, Outcome],
        published: dict[str, Published],
    ) -> tuple[list[HeldBack], list[HeldBack]]:
        """Adds last good versions to ``published``; gives what has none, with a page or not."""
        with self.timed("last-good"):
            missing = [s for s in wanted if s.id not in published]
            older = [s for s in missing if not self._time.all_withdrawn(s.id)]
            found, told = last_good(older, self._past, self._again, str(self.options.as_of))
            published |= found
            self.findings += told
        absent = [s for s in missing if s.id not in published]
        notices = {s.id: self._held_back(s, loaded, outcomes.get(s.id)) for s in absent}
        held = [notices[s.id] for s in absent if _has_address(loaded[s.id][1])]
        unplaced = [notices[s.id] for s in absent if not _has_address(loaded[s.id][1])]
        held += [
            HeldBack(source, Text(source.name), withdrawn=why)
            for source, why in decided.gone(self._portal, sources, self._time.lines)
        ]
        if not self.options.only:
            known_held = {h.source.id for h in held}
            newer, away, told = withheld(self._portal, published, known_held)
            published |= newer
            held += away
            self.findings += told
        return held, unplaced

    def _waiting(self) -> list[Finding]:
        """What is told of the files in ``_baru``; a bug there costs nothing else."""
        files = load.dropped(self.options.root)
        if not files:
            return []
        from . import drops  # the layout of tables, which few runs need

        try:
            return list(drops.waiting(self.options.root))
        except Exception as problem:  # a file that is no dataset yet must hold no dataset back
            if faults.of_computer(problem, self.cache):
                raise
            return [self._crashed("", traceback.format_exc())]

    def _load(self, source: Source, portal: Portal) -> tuple[Dataset | None, list[Finding]]:
        """`load.load`; a bug there costs that dataset only.

        Of what was taken back no more is read than its title, and nothing is remembered.
        """
        why = self._time.withdrawal(source.id) if portal.withdrawals else None
        if why and why.title_hidden:
            return None, [decided.told(why)]
        try:
            dataset, found = load.load(source, portal, None if why else self._parsed)
            return dataset, [*found, *([decided.told(why)] if why else [])]
        except Exception as problem:  # one dataset must not take the others down
            if faults.of_computer(problem, self.cache):
                raise
            return None, [self._crashed(source.id, traceback.format_exc())]

    def _crashed(self, id: str, trace: str) -> Finding:
        self.crashes.append(trace)
        return error("internal-error", dataset=id, note=_last_line(trace))

    def _all(self, sources: list[Source], loaded: Loaded) -> dict[str, Outcome]:
        """Checks (and converts) every dataset that could be loaded, on all cores."""
        wanted = []
        for source in sources:
            dataset, problems = loaded[source.id]
            self.findings += problems
            if dataset is not None and not _unreadable(problems):
                converting = self.converting and not bad(problems)
                wanted.append(self._job(dataset, self._time.dates(source.id), converting))

        def progress(done: int) -> None:
            self.options.progress("datasets", done, len(wanted))

        outcomes = {}
        for job, outcome in zip(wanted, self.crew.all(wanted, progress), strict=True):
            if isinstance(outcome, str):
                outcome = Outcome((self._crashed(job.dataset.id, outcome),), ())
            self.findings += outcome.findings
            outcomes[job.dataset.id] = outcome
        return outcomes

    def _job(
        self, dataset: Dataset, dates: tuple[str, str], converting: bool = True, since: str = ""
    ) -> Job:
        known = self._everything
        references = {name: known[name] for name in sorted(dataset.referred) if name in known}
        today = jobs.today(dataset, self.options.as_of)
        waivers = decided.waivers(self._portal, dataset.id)
        accepted = load.in_force(dataset, self.options.as_of)
        facts = jobs.facts(self._portal, dataset)
        asked = (today, waivers, accepted)
        inputs = jobs.inputs(dataset, references, *asked, facts.plausibility)
        return Job(dataset, references, inputs, facts, dates, converting, since, *asked)

    def _again(self, tried: Sequence[tuple[Source, Commit]]) -> list[Outcome | None]:
        """What today's program makes of committed versions; none where that cannot be had."""
        from . import checks

        wanted: dict[int, Job] = {}
        for number, (source, commit) in enumerate(tried):
            if self._time.withdrawal(source.id, commit.id):
                continue
            dataset, problems = self._load(source, replace(self._portal, withdrawals=()))
            if dataset and not bad(checks.in_force(problems, commit.date)):
                dates = self._time.dates(source.id, commit.id)
                wanted[number] = self._job(dataset, dates, since=commit.date)
        outcomes = dict(zip(wanted, self.crew.all([*wanted.values()]), strict=True))
        made = [outcomes.get(number) for number in range(len(tried))]
        return [None if isinstance(outcome, str) else outcome for outcome in made]

    def _held_back(self, source: Source, loaded: Loaded, outcome: Outcome | None) -> HeldBack:
        """The notice that stands in place of a dataset without any good version."""
        dataset, problems = loaded[source.id]
        findings = (*problems, *(outcome.findings if outcome else ()))
        why = self._time.withdrawal(source.id)
        title = decided.shown_title(dataset, findings, why) or Text(source.name)
        profiles = {r.profile for r in dataset.resources} - {""} if dataset else set()
        return HeldBack(source, title, findings, tuple(sorted(profiles)), why)

    def _pasts(self, shown: Sequence[Published]) -> Mapping[str, Past]:
        """The past of every dataset."""
        with self.timed("versions"):
            time_ = replace(self._time, portal=self._portal)  # with the waivers
            made = time_.gather(shown, self.options, self.cache, self._parsed)
        if made is None:
            return {}
        self.findings += made.findings
        self.crashes += made.crashes
        self.crew.used |= made.used
        return made.pasts


def _has_address(findings: Iterable[Finding]) -> bool:
    return not any(f.code in _NO_ADDRESS for f in findings)


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
