"""The history of a dataset and the page of each of its versions.

Of a version that is held back, was withdrawn or cannot be read, only day, office and state are
told: its page is there so that links hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..model import OutputFile, Past, Promise, Text, Version
from . import pasts, versionlinks
from .compare import SCRIPT, comparing
from .differences import sentence
from .pasts import Here
from .schedule import LOOKS, promises
from .theme import shared_script
from .versionpage import note, published_by, version_page
from .view import View

#: How many versions a page lists; the rest is in `versi.csv`.
LISTED = 80
#: How many files a line of the list links to.
_FILES = 3
#: How a state looks: icon and class.
_STATES = {
    "terbit": ("check-circle", "ok"),
    "tertahan": ("alert", "warn"),
    "ditarik": ("close-circle", "none"),
    "tak-terbaca": ("alert", "none"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A version in a list."""

    version: Version
    href: str
    day: str  # in words
    number: str
    sentence: str
    message: Markup  # as it was written; empty: none
    state: tuple[str, str]  # its icon and look
    offices: Markup
    files: tuple[tuple[str, str], ...]  # address and label
    more_files: int
    note: Markup  # of one that was withdrawn: by whom and when


def version_pages(view: View) -> Iterator[OutputFile]:
    """Of every history: `datasets/<id>/versi/`, and `…/versi/<address>/` of each version."""
    here = Here.of(view.site)
    for past in pasts.shown(view.site):
        title = pasts.title(here, past)
        yield _history(view, here, past, title)
        target = past.id if past.id in here else ""
        for version in past.versions:
            yield version_page(view, past, title, target, version)


def rows(view: View, past: Past, most: int = LISTED, base: str = "") -> list[Row]:
    """The newest versions, for a list on a page from which ``base`` leads to `versi/`."""
    return [_row(view, past, version, base) for version in past.versions[:most]]


def _row(view: View, past: Past, version: Version, base: str) -> Row:
    open_ = version.state == "terbit"
    named = pasts.names(version).tables if open_ else {}
    folder = f"datasets/{past.id}/versi/{version.address}"
    several = len(version.tables) > 1
    files = tuple(
        (view.file(f"{folder}/{name}"), f"{table} {_format(name)}" if several else _format(name))
        for table, name in list(named.items())[:_FILES]
    )
    return Row(
        version=version,
        href=f"{base}{version.address}/",
        day=pasts.day(view.words, version),
        number=(version.number or view.words("versions.no_number")) if open_ else "",
        sentence=sentence(view, version),
        message=note(view, version) if open_ else Markup(""),
        state=_STATES[version.state],
        offices=published_by(view, version),
        files=files,
        more_files=max(0, len(named) - _FILES),
        note=_taken_back(view, past, version),
    )


def _format(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").upper()


def _taken_back(view: View, past: Past, version: Version) -> Markup:
    why = pasts.withdrawal(view.site, past, version)
    if why is None or not why.date:
        return Markup("")
    date = view.words.date(why.date)
    if not why.office:
        return view.say("versions.withdrawn", date=date)
    office = view.text(view.agency_text(why.office))
    return view.say("versions.withdrawn_by", date=date, office=office)


def _history(view: View, here: Here, past: Past, title: Text) -> OutputFile:
    """`datasets/<id>/versi/`."""
    words = view.words
    page = replace(view, path=PurePosixPath("datasets", past.id, "versi"))
    newest = pasts.newest(past)
    unpaired = newest is not None and any(
        t.pairing == "isi" for t in (newest.difference.tables if newest.difference else ())
    )
    name = title.get(view.lang)
    compare = comparing(page, past, LISTED)
    moved = versionlinks.moved(page, past)
    owed = past if past.id in here else replace(past, promises=_closed(past))
    return page.page(
        "versions",
        words("versions.title", title=name),
        words("versions.description", title=name),
        "katalog",
        past=past,
        name=title,
        target=past.id if past.id in here else "",
        rows=rows(page, past),
        compare=compare,
        scripts=(shared_script(view.portal, SCRIPT),) if compare else (),
        count=len(past.versions),
        listed=LISTED,
        cut="" if past.complete else words.date(past.versions[-1].date),
        unpaired=unpaired,
        clocks=sum(v.strange_clock for v in past.versions),
        states=_withheld(page, past),
        moved=moved,
        canonical=moved.target if moved else "",
        record=promises(page, owed),
        looks=LOOKS,
        earlier=[(id, page.link(f"datasets/{id}/")) for id in past.moved_from],
    )


def _withheld(view: View, past: Past) -> list[tuple[str, str]]:
    """How many versions do not go out and why: the state, and a sentence."""
    counts = Counter(v.state for v in past.versions if v.state != "terbit")
    of = view.words.number(len(past.versions))
    return [(s, view.count(f"versions.some.{s}", n, of=of)) for s, n in sorted(counts.items())]


def _closed(past: Past) -> tuple[Promise, ...]:
    """The promises of what is gone, without those that nothing can keep here any more."""
    return tuple(p for p in past.promises if p.state != "menunggu")
