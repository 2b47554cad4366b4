"""The page of one version: its facts and files, what changed, how to cite it.

Of one that is held back, was withdrawn or cannot be read, only day, office and state are told, and
what kind of finding holds it back: its page is there so that links hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..model import Download, OutputFile, Past, Text, Version, VersionTable
from . import pasts, versionlinks
from .card import GROUPS, period
from .citation import version_bibtex, version_citation
from .differences import changes, sentence, type_name
from .pasts import FileNames
from .view import View

#: How many columns and tables a page names, and in how many tables it gives the SHA-256 (which no
#: packing makes shorter).
_COLUMNS, _TABLES, _SUMS = 30, 40, 10
#: How many reasons the page of one that is held back names.
_REASONS = 5
#: Which sentence says that a file was written anew, by its ending.
_REWRITTEN = {".geojson": "rewritten_map"}
#: So many characters of the names of columns a page has room for.
_ROOM = 2_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A table of a version, as its page offers it."""

    table: VersionTable
    name: str  # of its file; empty: there is none
    url: str
    size: str
    sha256: str  # empty: too many tables to name it
    dialect: Markup  # how it is written, where it is no plain CSV
    rewritten: str  # key of the sentence on a file that was written anew
    columns: str
    more_columns: int
    command: str  # how to get a file from git that is too large


def note(view: View, version: Version) -> Markup:
    """The note of the commit as it was written, marked as being in the main language."""
    return view.text(Text(_short(version.message)))


def published_by(view: View, version: Version) -> Markup:
    """Who answers for a version: its offices, unlinked; the project for what it collected."""
    if is_collected(version):
        return view.text(view.portal.publisher)
    return Markup("; ").join(view.text(view.agency_text(id)) for id in version.agencies[:5])


def is_collected(version: Version) -> bool:
    """Whether the offices that a version names only are related to it, and did not release it."""
    return version.origin == "himpunan" or version.dataset.split("/")[0] in GROUPS


def _short(text: str) -> str:
    line = " ".join(text[:400].split())
    return line if len(line) <= 90 else line[:90].rsplit(" ", 1)[0] + "…"


def version_page(view: View, past: Past, title: Text, target: str, version: Version) -> OutputFile:
    """`datasets/<id>/versi/<address>/`."""
    words = view.words
    page = replace(view, path=PurePosixPath("datasets", past.id, "versi", version.address))
    date, name = pasts.day(words, version), title.get(view.lang)
    heading = words("versions.page.title", date=date, title=name)
    about = words("versions.page.description", title=name, date=date)
    moved = versionlinks.moved(page, past, version)
    shared: dict[str, Any] = {
        "past": past,
        "name": title,
        "version": version,
        "near": versionlinks.near(page, past, version),
        "moved": moved,
        "canonical": moved.target if moved else "",
        "day": date,
        "target": target,
    }
    if version.state != "terbit":
        why = pasts.withdrawal(view.site, past, version)
        known = published_by(page, version)
        return page.page(
            "version_hidden",
            heading,
            about,
            "katalog",
            why=why,
            reasons=_reasons(page, version),
            offices=known,
            **shared,
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
        between=list(versionlinks.between(page, past, version)),
        files={
            table: page.file(_place(past, version, n)) for table, n in named.differences.items()
        },
        citation=version_citation(page, past.id, version.title or title, version),
        bibtex=version_bibtex(page, past.id, version.title or title, version),
        **shared,
    )


def _reasons(view: View, version: Version) -> list[str]:
    """The kinds of findings that hold a version back, in words; none where they are not known."""
    found = []
    for code in version.reasons[:_REASONS]:
        key = "versions.personal" if code == "personal" else f"findings.{code}.title"
        found += [view.words(key)] if view.words.has(key) else []
    return found


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
                dialect=_dialect(view, table),
                rewritten=_REWRITTEN.get(PurePosixPath(name).suffix, "rewritten"),
                columns=", ".join(shown),
                more_columns=len(table.columns) - len(shown),
                command=_command(past, version) if table.too_large else "",
            )
        )
    return found


def _dialect(view: View, table: VersionTable) -> Markup:
    """What a program must be told to read the file; empty: commas and points, or no CSV."""
    if not table.file or (table.delimiter in {"", ","} and table.decimal == "."):
        return Markup("")
    if not table.delimiter:
        return Markup("")
    code = Markup("<code>{}</code>")
    mark = code.format(table.decimal) if table.decimal else view.words("versions.page.mixed")
    delimiter = code.format("\\t" if table.delimiter == "\t" else table.delimiter)
    return view.say("versions.page.dialect", delimiter=delimiter, decimal=mark)


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
        yield fact("message", note(view, version))
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
