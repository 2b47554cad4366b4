"""The release calendar as iCalendar (RFC 5545): `jadwal/jadwal.ics`, and one for each OPD.

An all-day event for the next release of each dataset, and one for the new day that an office gave
for an overdue one. Nothing in it changes when the site is
merely built again; an event keeps its UID as long as its dataset is due on that day.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from ..freshness import Release, coming
from ..model import OutputFile, Portal, Site, Text
from ..words import Words

FOLDER = "jadwal"
#: The calendar of all, beside those that are named after OPD.
ALL = "jadwal"
#: So many events and no more; a province has fewer.
MOST = 20_000
_NAMESPACE = uuid.UUID("0f2d7a53-6d35-5a0e-8a8e-3b2f0a9c1d77")
#: Octets of a line before it is folded, without its line break (RFC 5545, 3.1).
_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
#: A calendar must hold a component; one without events has this.
_UTC = (
    *("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


def make(site: Site) -> Iterator[OutputFile]:
    """The calendars of each language: of all, and of each OPD that publishes datasets.

    An OPD's calendar is there also while it has no events, for those who subscribed to it.
    """
    releases = coming(site)[:MOST]
    owners = {p.dataset.source.owner for p in site.published}
    for lang in site.portal.languages:
        words = Words.load(lang)
        title = words("schedule.title")
        yield _calendar(site.portal, words, ALL, title, releases)
        for agency in site.portal.agencies:
            if agency.id in owners - {ALL}:
                own = [r for r in releases if r.published.dataset.source.owner == agency.id]
                named = f"{title}: {agency.name.get(lang)}"
                yield _calendar(site.portal, words, agency.id, named, own)


def address(name: str, lang: str, main: str) -> str:
    """Where a calendar lies below the site's root; ``name`` is that of an OPD, or `ALL`."""
    return f"{FOLDER}/{name}.ics" if lang == main else f"{FOLDER}/{name}.{lang}.ics"


def _calendar(
    portal: Portal, words: Words, name: str, title: str, releases: Sequence[Release]
) -> OutputFile:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//terbuka//jadwal terbit//" + words.lang.upper(),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{portal.name.get(words.lang)}: {title}')}",
    ]
    for release in releases:
        lines += _event(portal, words, release)
    if not releases:
        lines += _UTC
    lines.append("END:VCALENDAR")
    content = b"".join(_folded(line) for line in lines)
    path = address(name, words.lang, portal.languages[0])
    return OutputFile(PurePosixPath(path), content)


def _event(portal: Portal, words: Words, release: Release) -> Iterator[str]:
    dataset, lang = release.published.dataset, words.lang
    kind = "new" if release.announced else "late" if release.overdue else "due"
    basis = "baru" if release.announced else release.fresh.basis
    title = _plain(dataset.title.get(lang)) or release.id
    office = office_of(portal, release).get(lang)
    parts = [
        words("schedule.calendar.office", office=office),
        words(f"schedule.basis.{basis}"),
    ]
    if release.delay:
        said = _plain(release.delay.reason.get(lang))
        parts.append(f"{words('schedule.overdue.reason')} {said}")
    yield "BEGIN:VEVENT"
    event = f"{portal.site_url} {release.id} {release.due}{' baru' if release.announced else ''}"
    yield f"UID:{uuid.uuid5(_NAMESPACE, event)}"
    yield f"DTSTAMP:{_day(portal.as_of)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(date.fromisoformat(release.due))}"
    yield f"SUMMARY:{_text(words(f'schedule.calendar.{kind}', title=title))}"
    yield f"DESCRIPTION:{_text(' '.join(parts))}"
    yield "TRANSP:TRANSPARENT"
    if portal.site_url.startswith(("https://", "http://")):
        folder = "" if lang == portal.languages[0] else f"{lang}/"
        base = "".join(portal.site_url.split()).rstrip("/")
        yield f"URL:{base}/{folder}datasets/{release.id}/"
    yield "END:VEVENT"


def office_of(portal: Portal, release: Release) -> Text:
    """Who is to publish: the OPD of an official dataset; the project for all it gathered."""
    dataset = release.published.dataset
    if dataset.origin == "himpunan" or not dataset.agencies:
        return portal.publisher
    agency = portal.agency(dataset.agencies[0])
    return agency.name if agency else Text(dataset.agencies[0])


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _plain(value: str) -> str:
    """The text on one line, without control characters."""
    return " ".join("".join(c for c in " ".join(value.split()) if c.isprintable()).split())


def _text(value: str) -> str:
    """A text value, escaped (RFC 5545, 3.3.11)."""
    return _plain(value).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """The line with its break, folded so that no part is longer than 75 octets."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterable[bytes]:
    """Parts of at most 75 octets, the space of a continuation counted; no character is cut."""
    part, room = b"", _LINE
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(part) + len(octets) > room:
            yield part
            part, room = b"", _LINE - 1
        part += octets
    yield part
