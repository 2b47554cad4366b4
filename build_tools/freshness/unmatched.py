"""Days that a descriptor names in vain: no such day was missed, or it had passed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..findings import Finding, warning
from ..model import Past, Published
from .days import NEVER, day_of

UNMATCHED, PAST = "delay-unmatched", "next-release-past"


def unmatched(
    pasts: Mapping[str, Past], shown: Iterable[Published], as_of: date
) -> Iterator[Finding]:
    """A warning for each entry of `sdi:keterlambatan` whose day was never promised or was kept.

    It names the missed day that lies nearest, where there is one. Another for a day of
    `sdi:terbitBerikutnya` that is over and was never promised. Nothing is told of a dataset whose
    history is not known whole.
    """
    for published in shown:
        past = pasts.get(published.id)
        if past is None or not past.complete or not past.stated:
            continue
        yield from _passed(past, published, as_of)
        known = {p.due for p in past.promises if p.state != "ditepati"}
        missed = sorted({p.due for p in past.promises if p.state == "terlewati"})
        for delay in published.dataset.delays:
            if delay.due in known:
                continue
            nearest = min(missed, key=lambda day: _apart(day, delay.due), default="")
            yield warning(
                UNMATCHED,
                file=published.dataset.source.descriptor,
                dataset=published.id,
                case="" if nearest else "none",
                cell=delay.due,
                nearest=nearest,
            )


def _passed(past: Past, published: Published, as_of: date) -> Iterator[Finding]:
    day = day_of(published.dataset.next_release)
    if day is None or day >= as_of or published.dataset.frequency in NEVER:
        return
    if day.isoformat() not in {p.due for p in past.promises}:
        file, cell = published.dataset.source.descriptor, published.dataset.next_release
        yield warning(PAST, file=file, dataset=published.id, cell=cell)


def _apart(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
