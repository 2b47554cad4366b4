"""The history of a dataset and the page of each of its versions.

Of a version that is held back, was withdrawn or cannot be read, only day, office and state are
told: its page is there so that links hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..model import Download, OutputFile, Past, Text, Version, VersionTable
from . import pasts
from .card import GROUPS, period
from .citation import version_citation
from .compare import SCRIPT, comparing
from .differences import changes, sentence, type_name
from .pasts import FileNames, Here
from .schedule import LOOKS, promises
from .theme import shared_script
from .view import View

#: How many versions a page lists; the rest is in `versi.csv`.
LISTED = 100
#: How many files a line of the list links to, columns and tables a page names, and in how many
#: tables it gives the SHA-256 (which no packing makes shorter).
_FILES, _COLUMNS, _TABLES, _SUMS = 3, 30, 40, 10
#: So many characters of the names of columns a page has room for.
_ROOM = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A version in a list."""

    version: Version
    href: str
    day: str  # in words
    number: str
    sentence: str
    message: str
    offices: Markup
    files: tuple[tuple[str, str], ...]  # address and label
    more_files: int
    note: Markup  # of one that was withdrawn: by whom and when


@dataclass(frozen=True, slots=True)
class Taken:
    """A table of a version, as its page offers it."""

    table: VersionTable
    name: str  # of its file; empty: there is none
    url: str
    size: str
    sha256: str  # empty: too many tables to name it
    columns: str
    more_columns: int
    command: str  # how to get a file from git that is too large


def version_pages(view: View) -> Iterator[OutputFile]:
    """Of every history: `datasets/<id>/versi/`, and `…/versi/<address>/` of each version."""
    here = Here.of(view.site)
    for past in pasts.shown(view.site):
        title = pasts.title(here, past)
        yield _history(view, here, past, title)
        target = past.id if past.id in here else ""
        for at, version in enumerate(past.versions):
            yield _page(view, past, title, target, at, version)


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
        message=_short(version.message) if open_ else "",
        offices=published_by(view, version),
        files=files,
        more_files=max(0, len(named) - _FILES),
        note=_note(view, past, version),
    )


def _format(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").upper()


def _short(text: str) -> str:
    line = " ".join(text[:400].split())
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + "…"


def published_by(view: View, version: Version) -> Markup:
    """Who answers for a version: its offices, unlinked; the project for what it collected."""
    if is_collected(version):
        return view.text(view.portal.publisher)
    return Markup("; ").join(view.text(view.agency_text(id)) for id in version.agencies[:5])


def is_collected(version: Version) -> bool:
    """Whether the offices that a version names only are related to it, and did not release it."""
    return version.origin == "himpunan" or version.dataset.split("/")[0] in GROUPS


def _note(view: View, past: Past, version: Version) -> Markup:
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
        states=[s for s in ("tertahan", "ditarik", "tak-terbaca") if _has(past, s)],
        record=promises(page, past),
        looks=LOOKS,
        earlier=[(id, page.link(f"datasets/{id}/")) for id in past.moved_from],
    )


def _has(past: Past, state: str) -> bool:
    return any(v.state == state for v in past.versions)


def _page(
    view: View, past: Past, title: Text, target: str, at: int, version: Version
) -> OutputFile:
    """`datasets/<id>/versi/<address>/`."""
    words = view.words
    page = replace(view, path=PurePosixPath("datasets", past.id, "versi", version.address))
    date, name = pasts.day(words, version), title.get(view.lang)
    heading = words("versions.page.title", date=date, title=name)
    about = words("versions.page.description", title=name, date=date)
    newer = past.versions[at - 1] if at else None
    older = past.versions[at + 1] if at + 1 < len(past.versions) else None
    near = [(k, v, pasts.day(words, v)) for k, v in (("newer", newer), ("older", older)) if v]
    shared: dict[str, Any] = {
        "past": past,
        "name": title,
        "version": version,
        "near": near,
        "day": date,
        "target": target,
    }
    if version.state != "terbit":
        why = pasts.withdrawal(view.site, past, version)
        known = published_by(page, version)
        return page.page(
            "version_hidden", heading, about, "katalog", why=why, offices=known, **shared
        )
    named = pasts.names(version)
    since = past.version(version.difference.since) if version.difference else None
    return page.page(
        "version",
        heading,
        about,
        "katalog",
        facts=list(_facts(page, past, version)),
        summary=sentence(page, version),
        tables=_tables(page, past, version, named),
        more_tables=max(0, len(version.tables) - _TABLES),
        changes=changes(page, version),
        since=since,
        since_day=pasts.day(words, since) if since else "",
        files={
            table: page.file(_place(past, version, n)) for table, n in named.differences.items()
        },
        citation=version_citation(page, past.id, version.title or title, version),
        **shared,
    )


def _place(past: Past, version: Version, name: str) -> str:
    return f"datasets/{past.id}/versi/{version.address}/{name}"


def _tables(view: View, past: Past, version: Version, named: FileNames) -> list[Taken]:
    found, room = [], _ROOM
    sums = len(version.tables) <= _SUMS
    for table in version.tables[:_TABLES]:
        columns = [f"{name} ({type_name(view, type)})" for name, type in table.columns[:_COLUMNS]]
        shown = []
        for column in columns:
            room -= len(column)
            if room < 0:
                break
            shown.append(column)
        name = named.tables.get(table.name, "")
        found.append(
            Taken(
                table=table,
                name=name,
                url=view.file(_place(past, version, name)) if name else "",
                size=view.words.size(table.file.bytes if table.file else table.too_large),
                sha256=_sum(table.file) if sums else "",
                columns=", ".join(shown),
                more_columns=len(table.columns) - len(shown),
                command=_command(past, version) if table.too_large else "",
            )
        )
    return found


def _sum(file: Download | None) -> str:
    return file.sha256 if file else ""


def _command(past: Past, version: Version) -> str:
    """What fetches the folder of the dataset as it was then."""
    folder = f"datasets/{version.dataset or past.id}"
    return f"git archive --output=versi.zip {version.commit[:12]} {folder}"


def _facts(view: View, past: Past, version: Version) -> Iterator[tuple[str, Markup | str]]:
    words = view.words

    def fact(key: str, value: Markup | str) -> tuple[str, Markup | str]:
        return words(f"versions.page.{key}"), value

    unknown = words("versions.no_office")
    yield fact("date", words.date(version.date))
    yield fact("number", version.number or words("versions.no_number"))
    yield fact("state", words("versions.states.terbit"))
    linked = Markup("; ").join(view.agency_link(id) for id in version.agencies[:10])
    if is_collected(version):
        yield fact("offices", published_by(view, version))
        if linked:
            yield words("ui.facts.related"), linked
    else:
        yield fact("offices", linked or unknown)
    if version.message:
        yield fact("message", _short(version.message))
    if span := period(words, *version.period):
        yield fact("period", span)
    if version.licences:
        titles = words.section("ui.licences")
        yield fact(
            "licence", ", ".join(titles.get(n.replace(".", "-"), n) for n in version.licences[:5])
        )
    yield fact("commit", Markup("<code>{}</code>").format(version.commit[:12]))
    if version.dataset and version.dataset != past.id:
        yield fact("was", version.dataset)
