"""What was published at the end of each month, from the histories of all datasets.

Counted are versions that may be shown today: what is held back or was taken back is not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Past, Published, Site, Version

#: So many months are counted, the newest.
MOST_MONTHS = 600
_REFERENCE = "referensi"


@dataclass(frozen=True, slots=True)
class Month:
    """The datasets that were out at the end of a month, or on the site's day."""

    month: str  # ISO month
    official: int
    collected: int
    reference: int
    rows: int
    offices: int  # that had released data themselves
    licences: tuple[tuple[str, int], ...]  # name and number of datasets, by name

    @property
    def datasets(self) -> int:
        """All of them."""
        return self.official + self.collected + self.reference


@dataclass(frozen=True, slots=True)
class Growth:
    """The months, oldest first; the last is the site's own, as it stands on its day.

    ``since`` is the ISO day from which on all is known; empty: from the beginning.
    """

    months: tuple[Month, ...]
    since: str = ""
    unknown: bool = False  # no history tells of earlier months


@dataclass(frozen=True, slots=True)
class _Out:
    """A dataset as it was out then."""

    kind: str  # official, collected, reference
    offices: tuple[str, ...]
    rows: int
    licences: tuple[str, ...]


def growth(site: Site) -> Growth:
    """What was out at the end of each month since the first version, and what is out now."""
    today = site.portal.as_of
    pasts = [past for past in site.pasts.values() if not past.moved_to and past.versions]
    known = [v.date for p in pasts for v in p.versions if _counts(v, today)]
    months = list(_months(min(known), today)) if known else []
    found = [_month(month, [_then(past, month) for past in pasts]) for month in months[:-1]]
    now = _month(f"{today:%Y-%m}", [_of_site(p) for p in site.published])
    cut = [min(v.date for v in p.versions) for p in pasts if not p.complete]
    return Growth((*found, now), since=max(cut, default=""), unknown=not known)


def _counts(version: Version, today: date) -> bool:
    return version.state == "terbit" and "" < version.date <= today.isoformat()


def _months(first: str, today: date) -> Iterator[str]:
    """The ISO months from that of the first day to today's."""
    last = today.year * 12 + today.month - 1
    begin = max(int(first[:4]) * 12 + int(first[5:7]) - 1, last - MOST_MONTHS + 1)
    for number in range(begin, last + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _then(past: Past, month: str) -> _Out | None:
    """How a dataset was out at the end of a month; none where it was not."""
    if past.gone_on and past.gone_on[:7] <= month:
        return None
    shown = (v for v in past.versions if v.state == "terbit" and "" < v.date[:7] <= month)
    version = next(shown, None)
    if version is None:
        return None
    return _Out(
        _kind(version.dataset or past.id, version.origin),
        version.agencies,
        sum(table.rows for table in version.tables),
        version.licences,
    )


def _of_site(published: Published) -> _Out:
    dataset = published.dataset
    return _Out(
        _kind(dataset.id, dataset.origin),
        dataset.agencies,
        sum(table.rows for table in published.tables),
        tuple(licence.name for licence in dataset.licences),
    )


def _kind(id: str, origin: str) -> str:
    if id.split("/")[0] == _REFERENCE:
        return "reference"
    return "official" if origin == "resmi" else "collected"


def _month(month: str, outs: Sequence[_Out | None]) -> Month:
    out = [one for one in outs if one is not None]
    kinds = Counter(one.kind for one in out)
    licences = Counter(name for one in out for name in set(one.licences))
    return Month(
        month=month,
        official=kinds["official"],
        collected=kinds["collected"],
        reference=kinds["reference"],
        rows=sum(one.rows for one in out),
        offices=len({id for one in out if one.kind == "official" for id in one.offices}),
        licences=tuple(sorted(licences.items())),
    )
