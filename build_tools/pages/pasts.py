"""Which histories have pages, and what the pages need to know about all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import HeldBack, Past, Published, Site, Text, Version, Withdrawal
from ..terms.releases import FileNames as FileNames
from ..terms.releases import names as names
from ..terms.releases import newest as newest
from ..words import Words


@dataclass(frozen=True, slots=True)
class Here:
    """What stands at the addresses of a site's datasets now."""

    published: Mapping[str, Published]
    held: Mapping[str, HeldBack]

    @classmethod
    def of(cls, site: Site) -> Here:
        """What stands there, by id."""
        return cls({p.id: p for p in site.published}, {h.source.id: h for h in site.held_back})

    def __contains__(self, id: str) -> bool:
        return id in self.published or id in self.held

    def taken_back(self, id: str) -> bool:
        """Whether the dataset was taken back, not one version alone: nothing of it is shown."""
        held = self.held.get(id)
        return bool(held and held.withdrawn and not held.withdrawn.version)


def shown(site: Site) -> Iterator[Past]:
    """The histories that have pages, by id: at least one version, and nothing against it.

    Not those of a dataset that was taken back wholly, also under an earlier address.
    """
    here = Here.of(site)
    for id in sorted(site.pasts):
        if has_pages(site, here, site.pasts[id]):
            yield site.pasts[id]


def has_pages(site: Site, here: Here, past: Past) -> bool:
    """Whether a history has pages: see `shown`."""
    known = past.id in here or past.moved_to or past.gone_on
    return bool(past.versions and known) and not here.taken_back(site.current(past.id))


def gone(site: Site) -> Iterator[Past]:
    """The histories of what is neither published nor held back any more, by id."""
    here = Here.of(site)
    for id in sorted(site.pasts):
        past = site.pasts[id]
        if id not in here and (past.moved_to or past.gone_on):
            yield past


def taken_back(past: Past | None) -> Version | None:
    """The newest version, if it was withdrawn: no check holds back what came last."""
    return past.versions[0] if past and past.taken_back else None


def title(here: Here, past: Past) -> Text:
    """What the dataset is called; of what is gone: in the newest version that can be seen."""
    if past.id in here.published:
        return here.published[past.id].dataset.title or Text(past.id)
    if past.id in here.held:
        return here.held[past.id].title or Text(past.id)
    last = newest(past)
    return last.title if last and last.title else Text(past.id)


def day(words: Words, version: Version) -> str:
    """The day of a version in words; the second of a day and further ones say which they are."""
    date = words.date(version.date)
    number = version.address.removeprefix(version.date).removeprefix("-")
    return words("versions.nth", date=date, number=number) if number else date


def withdrawal(site: Site, past: Past, version: Version) -> Withdrawal | None:
    """The decision by which a version was taken back, if it is known."""
    if version.state != "ditarik" or version.withdrawn:
        return version.withdrawn
    ids = {past.id, version.dataset, past.moved_to, *past.moved_from}
    given = [w for w in site.portal.withdrawals if w.dataset in ids]
    for one in given:
        if one.version == version.address:
            return one
    return next((w for w in given if not w.version and version.date <= (w.until or "9")), None)
