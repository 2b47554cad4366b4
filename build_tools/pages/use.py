"""The page on how to take a dataset away: code, citations, lines to share, embeds, reporting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..charts import Charts
from ..model import Download, OutputFile, Published, Table
from . import citationfiles, contacts, sharing, snippets
from .embed import Embed, embeds
from .newest import forwarded
from .sharing import Shared
from .snippets import Code
from .theme import shared_script
from .view import View

#: From so many bytes of CSV on, Parquet is offered to programs as well.
LARGE = 1_000_000
#: How much code a page has room for, in characters; further tables are only named, so many.
_ROOM, _TABLES = 18_000, 24
#: How many lines to share, and how many codes for embedding.
_LINES, _EMBEDS = 6, 8


@dataclass(frozen=True, slots=True)
class Address:
    """Where something lies: its full address, or below the site's root until it is filled in."""

    text: str
    below: str = ""  # as `pakai.js` fills it in; empty: the address is full


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code to copy, around an address."""

    id: str
    label: str
    note: str
    code: Code
    address: Address


@dataclass(frozen=True, slots=True)
class Readable:
    """A table with the code that reads it."""

    table: Table
    file: Download
    url: str
    snippets: tuple[Snippet, ...]  # none: the page has no more room
    marks: str  # what stands for "no value" beside empty cells
    as_text: bool


@dataclass(frozen=True, slots=True)
class Embedded:
    """A code for embedding, parted at its address."""

    id: str
    embed: Embed
    before: str
    address: Address
    after: str


def use_page(view: View, published: Published, charts: Charts) -> OutputFile:
    """`datasets/<id>/pakai/` in the view's language."""
    words = view.words
    page = replace(view, path=PurePosixPath("datasets", published.id, "pakai"))
    title = published.dataset.title.get(view.lang) or published.id
    tables = list(_tables(page, published))
    embedded = list(_embedded(page, embeds(page, published, charts)[:_EMBEDS]))
    return page.page(
        "use",
        words("use.title", title=title),
        words("use.description", title=title),
        "katalog",
        kind="use",
        p=published,
        tables=tables,
        rest=any(not t.snippets for t in tables),
        unnamed=max(0, len(published.tables) - _TABLES),
        opened=_opened(page, published),
        cited=citationfiles.texts(page, published),
        cite_files=_cite_files(page, published),
        shares=list(_shares(page, published, charts)),
        embedded=embedded,
        ways=contacts.report_ways(page, published, _only(published), row=""),
        reporting=contacts.reporting(page, published),
        scripts=(shared_script(view.portal, "pakai.js"),),
    )


def use_files(main: View) -> Iterator[OutputFile]:
    """The citations of every dataset as files for reference managers. ``main``: main language."""
    for published in main.site.published:
        yield from citationfiles.files(main, published)


def _only(published: Published) -> str:
    return published.tables[0].resource.name if len(published.tables) == 1 else ""


def _opened(view: View, published: Published) -> str:
    """Where the whole table opens; empty where it does not."""
    for table in published.tables:
        if any(d.format == "parquet" for d in table.downloads):
            return view.link(f"jelajah/?t={published.id}/{table.resource.name}")
    return ""


def file_address(view: View, target: str) -> Address:
    """A file that all languages share, as it stands in code."""
    plain = snippets.plain_address(target)
    base = view.portal.site_url.rstrip("/")
    return Address(f"{snippets.plain_address(base)}/{plain}") if base else Address(plain, plain)


def _tables(view: View, published: Published) -> Iterator[Readable]:
    room = _ROOM
    for number, table in enumerate(published.tables[:_TABLES], start=1):
        file = next((d for d in table.downloads if d.format == "csv"), None)
        if file is None:
            continue
        given = snippets.columns(table)
        found = tuple(_snippets(view, published, table, file, given, f"kode{number}"))
        room -= sum(len(s.code.text(s.address.text)) for s in found)
        marks = dict.fromkeys(m for c in given for m in c.marks if m)
        yield Readable(
            table,
            file,
            view.file(f"datasets/{published.id}/{file.name}"),
            found if room > 0 else (),
            ", ".join(marks),
            snippets.as_text(given),
        )


def _snippets(
    view: View,
    published: Published,
    table: Table,
    file: Download,
    given: Sequence[snippets.Column],
    id: str,
) -> Iterator[Snippet]:
    words = view.words

    def snippet(kind: str, code: Code, of: Download = file, note: str = "") -> Snippet:
        where = file_address(view, f"datasets/{published.id}/{of.name}")
        return Snippet(f"{id}-{kind}", words(f"use.code.{kind}"), note, code, where)

    yield snippet("python", snippets.python(given), note=words("use.code.python_note"))
    packed = next((d for d in table.downloads if d.format == "parquet"), None)
    if packed and file.bytes >= LARGE:
        note = words("use.code.parquet_note", size=words.size(packed.bytes))
        yield snippet("parquet", snippets.parquet(), packed, note)
    yield snippet("r", snippets.r(given))
    yield snippet("curl", snippets.curl(file.name, file.sha256))
    yield snippet("excel", snippets.power_query(given), note=words("use.code.excel_note"))


def _cite_files(view: View, published: Published) -> Markup:
    names = citationfiles.FILES.items()
    link = Markup('<a href="{}" download>{}</a>')
    folder = f"datasets/{published.id}"
    links = Markup(", ").join(link.format(view.file(f"{folder}/{f}"), n) for n, f in names)
    return view.say("use.cite.files", links=links)


def _shares(view: View, published: Published, charts: Charts) -> Iterator[tuple[str, Shared]]:
    """The main figures as lines, each with an id; without any figure the dataset's own line."""
    lines: list[Shared] = []
    for number, table in enumerate(published.tables, start=1):
        found = forwarded(view, published, table, charts, f"g{number}")
        lines += [line for line in found if line not in lines]
        if len(lines) >= _LINES:
            break
    own = lines[:_LINES] or [sharing.of_dataset(view, published)]
    for number, line in enumerate(own, 1):
        yield f"bagi{number}", line


def _embedded(view: View, found: Sequence[Embed]) -> Iterator[Embedded]:
    stand_in = "" if view.base else view.words("embed.site")
    for number, embed in enumerate(found, start=1):
        # `Embed.code` names a stand-in where the site's address is not known
        before, there, after = embed.code.partition(stand_in + embed.address)
        below = embed.address if stand_in and there else ""
        yield Embedded(f"sematan{number}", embed, before, Address(there, below), after)
