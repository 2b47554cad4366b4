"""What the walidata has to look at, of every dataset of a run, worst first in each section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..findings import Finding, Severity
from ..freshness import LATE, UNKNOWN, in_site
from ..model import Past, Published, Site
from ..pages.counts import counts
from ..pages.view import View
from ..reminders import PROJECT, office_of
from ..reminders.needs import delay
from ..words import Words

#: The sections in the order in which they are told.
SECTIONS = (
    "terlambat",
    "ditahan",
    "jatuh-tempo",
    "keputusan",
    "janji",
    "tanpa-jadwal",
    "verifikasi",
    "keterangan",
    "versi",
)
#: How many days ahead is looked.
AHEAD = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look at. ``days``: late (of what is late or missed) or left; none: no count."""

    section: str
    office: str  # id of the OPD, or `reminders.PROJECT`
    dataset: str
    title: str
    date: str = ""  # ISO
    days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything, by section and worst first, on a day."""

    as_of: date
    entries: tuple[Entry, ...]

    def of(self, section: str) -> tuple[Entry, ...]:
        """The entries of a section."""
        return tuple(entry for entry in self.entries if entry.section == section)

    def offices(self) -> list[tuple[str, Mapping[str, int]]]:
        """Of each office how many entries each section has: the most late first."""
        found: dict[str, Counter[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.office, Counter())[entry.section] += 1

        def worst(office: str) -> tuple[object, ...]:
            return (*(-found[office][section] for section in SECTIONS), office)

        return [(office, found[office]) for office in sorted(found, key=worst)]


def desk(site: Site, findings: Sequence[Finding], words: Words) -> Desk:
    """What is to be looked at on the day of the site; ``findings`` are those of the run."""
    errors: dict[str, Counter[str]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.dataset:
            errors.setdefault(finding.dataset, Counter())[finding.code] += 1
    found = [*_held(site, errors, words), *_decisions(site, words)]
    view = View(site, words)
    for published in site.published:
        past = site.pasts.get(published.id)
        found += _dates(site, published, words)
        found += _description(view, published, words)
        if published.dataset.origin == "resmi":
            found += _verification(published, words)
            found += _promises(published, past, words)
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
    "terlambat": _most,
    "ditahan": _oldest,
    "jatuh-tempo": _least,
    "keputusan": _least,
    "janji": _most,
    "tanpa-jadwal": _oldest,
    "verifikasi": _oldest,
    "keterangan": _most,
    "versi": _oldest,
}


def _entry(section: str, published: Published, words: Words, **more: object) -> Entry:
    dataset = published.dataset
    title = dataset.title.get(words.lang) or dataset.id
    return Entry(section, office_of(dataset), dataset.id, title, **more)  # type: ignore[arg-type]


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
        yield _entry("terlambat", published, words, date=fresh.due, days=fresh.days_late, note=note)
    elif fresh.state == UNKNOWN:
        missing = "no-frequency" if not published.dataset.frequency else "no-date"
        yield _entry("tanpa-jadwal", published, words, note=words(f"desk.notes.{missing}"))
    elif fresh.due:
        left = (date.fromisoformat(fresh.due) - site.portal.as_of).days
        if 0 <= left <= AHEAD:
            yield _entry("jatuh-tempo", published, words, date=fresh.due, days=left)


def _description(view: View, published: Published, words: Words) -> Iterator[Entry]:
    missing = [key for key, given in counts(view, published).complete.parts if not given]
    if missing:
        names = ", ".join(words(f"ui.counts.parts.{key}").lower() for key in missing)
        note = words("desk.notes.missing", names=names)
        yield _entry("keterangan", published, words, days=len(missing), note=note)


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
        yield _entry("verifikasi", published, words, date=day, note=note)


def _promises(published: Published, past: Past | None, words: Words) -> Iterator[Entry]:
    """Dates of the past that were missed, and of which nobody said why."""
    for promise in past.promises if past else ():
        if promise.state == "terlewati" and not promise.reason:
            came = words.date(promise.came) if promise.came else ""
            note = words(f"desk.notes.{'came' if came else 'never-came'}", date=came)
            yield _entry("janji", published, words, date=promise.due, days=promise.days, note=note)


def _versions(published: Published, past: Past | None, words: Words) -> Iterator[Entry]:
    for version in past.versions if past else ():
        if version.state in {"tertahan", "tak-terbaca"}:
            note = words(f"desk.notes.{version.state}", version=version.address)
            yield _entry("versi", published, words, date=version.date, note=note)


def _held(site: Site, errors: Mapping[str, Counter[str]], words: Words) -> Iterator[Entry]:
    """What is held back, or has a newer version that is, and by which findings."""
    away = {w.dataset: Counter(f.code for f in w.findings) for w in site.portal.withheld}

    def why(id: str, found: Sequence[Finding] = ()) -> str:
        codes = (
            errors.get(id)
            or away.get(id)
            or Counter(f.code for f in found if f.severity is Severity.ERROR)
        )
        told = (f"{_title(c, words)} ({words.number(n)})" for c, n in codes.most_common())
        return "; ".join(told) or words("desk.notes.unknown-reason")

    for published in site.published:
        if published.held_since:
            note = f"{words('desk.notes.newer')} {why(published.id)}"
            yield _entry("ditahan", published, words, date=published.held_since, note=note)
    for held in site.held_back:
        if held.withdrawn:
            continue
        owner = held.source.owner
        office = PROJECT if owner in {"himpunan", "referensi"} else owner
        note = f"{words('desk.notes.never')} {why(held.source.id, held.findings)}"
        title = held.title.get(words.lang) or held.source.name
        yield Entry("ditahan", office, held.source.id, title, note=note)


def _title(code: str, words: Words) -> str:
    """What a finding is called; its code where it has no words."""
    key = f"findings.{code}.title"
    return words.outline(key) if words.has(key) else code


def _decisions(site: Site, words: Words) -> Iterator[Entry]:
    """Decisions of the PPID and acceptances of offices: all that are open or have run out."""
    shown = {p.id: p for p in site.published}

    def entry(published: Published, kind: str, of: str, until: str, *place: str) -> Entry:
        left = (date.fromisoformat(until) - site.portal.as_of).days
        about = ", ".join(filter(None, place))
        title = _title(of, words)
        note = words(f"desk.notes.{kind}", of=f"{title} ({about})" if about else title)
        if left < 0:
            note = f"{note} {words('desk.notes.over')}"
        return _entry("keputusan", published, words, date=until, days=left, note=note)

    for waiver in site.portal.waivers:
        if waiver.dataset in shown:
            place = (waiver.table, waiver.field)
            yield entry(shown[waiver.dataset], "waiver", waiver.code, waiver.until, *place)
    for published in site.published:
        for accepted in published.dataset.accepted:
            place = (accepted.table, accepted.field)
            yield entry(published, "acceptance", accepted.code, accepted.until, *place)
