"""Where pages of a history lead: to the versions beside one, to the address after a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import Past, Version
from . import pasts
from .pasts import Here
from .view import View

#: Versions between two compared ones that a sentence names.
_BETWEEN = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A link to a version beside another one. ``key`` is "newer" or "older"."""

    key: str
    href: str
    day: str  # in words, with the state of one that does not go out


@dataclass(frozen=True, slots=True)
class Moved:
    """A dataset that has another address now: what a page at the old one says of it."""

    said: str  # when it moved
    label: Markup  # the dataset's title
    href: str  # of the same page there
    target: str  # the same below the root of the language
    dataset: str  # address of the dataset's page there
    newest: Near | None  # the newest version there that goes out


def moved(view: View, past: Past, version: Version | None = None) -> Moved | None:
    """The same page at the new address; none: it did not move, or has no pages there.

    ``version``: the page is of that one, else it is the list.
    """
    there = _there(view, past)
    if there is None:
        return None
    words, folder = view.words, f"datasets/{there.id}/"
    same = _same(there, version) if version else None
    target = f"{folder}versi/{f'{same.address}/' if same else ''}"
    newest = pasts.newest(there)
    date = words.date(past.gone_on)
    label = view.text(view.titles.get(there.id) or pasts.title(Here.of(view.site), there))
    return Moved(
        words("versions.gone.moved", date=date) if date else words("versions.gone.moved_undated"),
        label,
        view.link(target),
        target,
        view.link(folder) if there.id in Here.of(view.site) else "",
        _near(view, there, newest, "newer") if newest else None,
    )


def near(view: View, past: Past, version: Version) -> list[Near]:
    """The next and the earlier version; the next may stand at the dataset's new address."""
    at = _at(past, version.address)
    found = [_near(view, past, past.versions[at + 1], "older")] if past.versions[at + 1 :] else []
    if at:
        return [_near(view, past, past.versions[at - 1], "newer"), *found]
    there = _there(view, past)
    same = _same(there, version) if there else None
    after = _at(there, same.address) if there and same else 0
    if there and after:
        return [_near(view, there, there.versions[after - 1], "newer"), *found]
    return found


def between(view: View, past: Past, version: Version) -> Iterator[str]:
    """What lies between a version and the one it is compared with, a sentence for each state."""
    since = past.version(version.difference.since) if version.difference else None
    if since is None:
        return
    skipped = past.versions[_at(past, version.address) + 1 : _at(past, since.address)]
    for state in dict.fromkeys(v.state for v in skipped if v.state != "terbit"):
        days = [pasts.day(view.words, v) for v in skipped if v.state == state]
        named = ", ".join(days[:_BETWEEN])
        if len(days) > _BETWEEN:
            more = view.words.number(len(days) - _BETWEEN)
            named += f", {view.words('versions.more_files', count=more)}"
        yield view.words(f"versions.page.between.{state}", days=named)


def _there(view: View, past: Past) -> Past | None:
    """The history at the end of a dataset's moves, if it has pages."""
    there = view.site.pasts.get(view.site.current(past.id)) if past.moved_to else None
    if there is None or there.id == past.id:
        return None
    return there if pasts.has_pages(view.site, Here.of(view.site), there) else None


def _at(past: Past, address: str) -> int:
    return next(at for at, version in enumerate(past.versions) if version.address == address)


def _same(there: Past, version: Version) -> Version | None:
    same = there.version(version.address)
    if same and same.commit == version.commit:
        return same
    return next((v for v in there.versions if v.commit == version.commit), None)


def _near(view: View, past: Past, version: Version, key: str) -> Near:
    day = pasts.day(view.words, version)
    if version.state != "terbit":
        day += f" ({view.words(f'versions.states.{version.state}').lower()})"
    return Near(key, view.link(f"datasets/{past.id}/versi/{version.address}/"), day)
