"""What does not go out by a check, and what goes out by a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..findings import Finding, Severity
from ..model import Published, Site
from ..words import Words
from .entry import Entry, called, entry


def unplaced(site: Site, words: Words) -> Iterator[Entry]:
    """What is held back because its folder can be no address: it has no page at all."""
    for held in site.unplaced:
        codes = Counter(f.code for f in held.findings if f.severity is Severity.ERROR)
        near = next((v for f in held.findings for key, v in f.values if key == "near"), "")
        told = [words("desk.notes.never"), "; ".join(called(code, words) for code in codes)]
        note = f"{' '.join(told)}. {words('desk.notes.near', near=near) if near else ''}".strip()
        source = held.source
        title = held.title.get(words.lang) or source.name
        yield Entry("tanpa-halaman", source.owner, source.id, title, note=note)


def held_back(site: Site, errors: Mapping[str, Counter[str]], words: Words) -> Iterator[Entry]:
    """What is held back, or has a newer version that is, and by which findings."""
    away = {w.dataset: Counter(f.code for f in w.findings) for w in site.portal.withheld}

    def why(id: str, found: Sequence[Finding] = ()) -> str:
        codes = (
            errors.get(id)
            or away.get(id)
            or Counter(f.code for f in found if f.severity is Severity.ERROR)
        )
        told = (f"{called(c, words)} ({words.number(n)})" for c, n in codes.most_common())
        return "; ".join(told) or words("desk.notes.unknown-reason")

    for published in site.published:
        past = site.pasts.get(published.id)
        if published.held_since and not (past and past.taken_back):
            note = f"{words('desk.notes.newer')} {why(published.id)}"
            yield entry("ditahan", published, words, date=published.held_since, note=note)
    for given in site.held_back:
        if given.withdrawn:
            continue
        owner = given.source.owner
        note = f"{words('desk.notes.never')} {why(given.source.id, given.findings)}"
        title = given.title.get(words.lang) or given.source.name
        yield Entry("ditahan", owner, given.source.id, title, note=note)


def decisions(site: Site, words: Words) -> Iterator[Entry]:
    """Decisions of the PPID and acceptances of offices: all that are open or have run out."""
    shown = {p.id: p for p in site.published}

    def one(published: Published, kind: str, of: str, until: str, *place: str) -> Entry:
        left = (date.fromisoformat(until) - site.portal.as_of).days
        about = ", ".join(filter(None, place))
        title = called(of, words)
        note = words(f"desk.notes.{kind}", of=f"{title} ({about})" if about else title)
        if left < 0:
            note = f"{note} {words('desk.notes.over')}"
        return entry("keputusan", published, words, date=until, days=left, note=note)

    for waiver in site.portal.waivers:
        if waiver.dataset in shown:
            place = (waiver.table, waiver.field)
            yield one(shown[waiver.dataset], "waiver", waiver.code, waiver.until, *place)
    for published in site.published:
        for accepted in published.dataset.accepted:
            place = (accepted.table, accepted.field)
            yield one(published, "acceptance", accepted.code, accepted.until, *place)
