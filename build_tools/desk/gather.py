"""What the walidata has to look at, of every dataset of a run, worst first in each section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..findings import Finding, Severity
from ..freshness import LATE, UNKNOWN, in_site
from ..model import Past, Published, Site
from ..pages.counts import counts
from ..pages.view import View
from ..reminders.needs import delay
from ..words import Words
from .entry import AHEAD, SECTIONS, Entry, entry
from .held import decisions, held_back, unplaced
from .lists import listed

#: Sections in which a dataset may have many entries: it stands there once, with their number.
_ONCE = frozenset({"janji", "versi"})


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything, by section and worst first, on a day."""

    as_of: date
    entries: tuple[Entry, ...]

    def of(self, section: str) -> tuple[Entry, ...]:
        """The entries of a section; of missed dates and versions the first of each dataset."""
        found = [entry for entry in self.entries if entry.section == section]
        if section not in _ONCE:
            return tuple(found)
        first = {entry.dataset: entry for entry in reversed(found)}
        count = Counter(entry.dataset for entry in found)
        return tuple(
            replace(entry, more=count[entry.dataset] - 1)
            for entry in found
            if entry is first[entry.dataset]
        )

    def offices(self) -> list[tuple[str, Mapping[str, int]]]:
        """Of each office how many entries each section has: the most late first."""
        found: dict[str, Counter[str]] = {}
        for section in SECTIONS:
            for one in self.of(section):
                found.setdefault(one.office, Counter())[section] += 1

        def worst(office: str) -> tuple[object, ...]:
            return (*(-found[office][section] for section in SECTIONS), office)

        return [(office, found[office]) for office in sorted(found, key=worst)]


def desk(site: Site, findings: Sequence[Finding], words: Words) -> Desk:
    """What is to be looked at on the day of the site; ``findings`` are those of the run."""
    errors: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.dataset:
            errors.setdefault(finding.dataset, Counter())[finding.code] += 1
    found = [*unplaced(site, words), *held_back(site, errors, words), *decisions(site, words)]
    found += listed(site, words)
    view = View(site, words)
    for published in site.published:
        past = site.pasts.get(published.id)
        found += _dates(site, published, words)
        found += _description(view, published, words)
        if published.dataset.origin == "resmi":
            found += _verification(published, words)
            found += _promises(site, published, past, words)
        found += _versions(published, past, words)
    ordered = sorted(
        found, key=lambda e: (SECTIONS.index(e.section), *_WORST[e.section](e), e.dataset)
    )
    return Desk(site.portal.as_of, tuple(ordered))


def _most(entry: Entry) -> tuple[object, ...]:
    return (-(entry.days or 0), entry.date)


def _least(entry: Entry) -> tuple[object, ...]:
    return (entry.days if entry.days is not None else -1, entry.date)


def _oldest(entry: Entry) -> tuple[object, ...]:
    return (entry.date,)


#: What is worse within a section; of what has no date, what never was published comes first.
_WORST: Mapping[str, Callable[[Entry], tuple[object, ...]]] = {
    "tanpa-halaman": _oldest,
    "terlambat": _most,
    "ditahan": _oldest,
    "jatuh-tempo": _least,
    "keputusan": _least,
    "janji": _most,
    "daftar": _most,
    "permintaan": _most,
    "tanpa-jadwal": _oldest,
    "verifikasi": _oldest,
    "keterangan": _most,
    "versi": _oldest,
}


def _dates(site: Site, published: Published, words: Words) -> Iterator[Entry]:
    """Late, due soon, or without any promise."""
    fresh = in_site(site, published)
    if fresh.state == LATE:
        said = delay(published, fresh.due)
        note = words("desk.notes.no-reason")
        if said:
            until = words("desk.notes.until", date=words.date(said.until)) if said.until else ""
            note = (
                f"{words('desk.notes.reason', reason=said.reason.get(words.lang))} {until}".strip()
            )
        yield entry("terlambat", published, words, date=fresh.due, days=fresh.days_late, note=note)
    elif fresh.state == UNKNOWN:
        missing = "no-frequency" if not published.dataset.frequency else "no-date"
        yield entry("tanpa-jadwal", published, words, note=words(f"desk.notes.{missing}"))
    elif fresh.due:
        left = (date.fromisoformat(fresh.due) - site.portal.as_of).days
        if 0 <= left <= AHEAD:
            yield entry("jatuh-tempo", published, words, date=fresh.due, days=left)


def _description(view: View, published: Published, words: Words) -> Iterator[Entry]:
    missing = [key for key, given in counts(view, published).complete.parts if not given]
    if missing:
        names = ", ".join(words(f"ui.counts.parts.{key}").lower() for key in missing)
        note = words("desk.notes.missing", names=names)
        yield entry("keterangan", published, words, days=len(missing), note=note)


def _verification(published: Published, words: Words) -> Iterator[Entry]:
    given = published.dataset.verification
    missing = []
    if not given or not given.approved_on:
        missing.append("not-approved")
    if not given or not given.verified_on:
        missing.append("not-verified")
    elif published.updated and given.verified_on < published.updated:
        missing.append("verified-before")
    if missing:
        note = " ".join(words(f"desk.notes.{key}") for key in missing)
        day = given.verified_on if given else ""
        yield entry("verifikasi", published, words, date=day, note=note)


def _promises(site: Site, published: Published, past: Past | None, words: Words) -> Iterator[Entry]:
    """Dates of the past that were missed, and of which nobody said why.

    The date that makes a dataset late now stands among what is late.
    """
    fresh = in_site(site, published)
    late = fresh.due if fresh.state == LATE else ""
    for promise in past.promises if past else ():
        if promise.state == "terlewati" and not promise.reason and promise.due != late:
            came = words.date(promise.came) if promise.came else ""
            note = words(f"desk.notes.{'came' if came else 'never-came'}", date=came)
            yield entry("janji", published, words, date=promise.due, days=promise.days, note=note)


def _versions(published: Published, past: Past | None, words: Words) -> Iterator[Entry]:
    for version in past.versions if past else ():
        if version.state in {"tertahan", "tak-terbaca"}:
            note = words(f"desk.notes.{version.state}", version=version.address)
            yield entry("versi", published, words, date=version.date, note=note)
