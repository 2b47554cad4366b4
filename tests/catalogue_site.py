"""The pages of a catalogue in a folder, with a shell as small as can be, for a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mkdocs.utils.meta import get_data
from pages_site import PORTAL

from bench import titles
from build_tools.model import OutputFile, Portal, Published, Site, Text
from build_tools.pages.card import Card
from build_tools.pages.catalogue import catalogue
from build_tools.pages.theme import assets
from build_tools.pages.view import View
from build_tools.search import Entry
from build_tools.words import Words

_SHELL = (
    '<!doctype html><html lang="{lang}" class="js"><head><meta charset="utf-8"><title>x</title>'
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="{up}{css}"></head>'
    '<body data-md-color-scheme="default"><a class="pd-lang" href="{other}">other</a>'
    '<main class="pd" id="isi">{body}</main></body></html>'
)


def card(entry: Entry) -> Card:
    """A made-up entry as a card."""
    return Card(
        id=entry.id,
        title=Text(entry.title),
        description=Text(entry.description),
        publisher=entry.publisher,
        period=entry.period,
        frequency=Words.load("id")(f"ui.frequency.{entry.frequency}") if entry.frequency else "",
        frequency_key=entry.frequency,
        updated=entry.updated,
        updated_text=Words.load("id").date(entry.updated) if entry.updated else "",
        formats=entry.formats,
        topics=entry.topics,
        agencies=entry.agencies,
        keywords=entry.keywords,
        collected=entry.kind == "himpunan",
        held=entry.held,
        years=entry.years,
        columns=entry.columns,
        units=entry.units,
        state=entry.state,
    )


def portal(**changes: object) -> Portal:
    """The portal of the tests' small site, its registers those of the made-up catalogue."""
    base = replace(PORTAL, settings={"pencarian_umum": ["stunting"]}, as_of=date(2026, 11, 24))
    return replace(base, **changes)  # type: ignore[arg-type]


def write(to: Path, entries: Sequence[Entry], given: Portal, lang: str = "id") -> None:
    """Lays the catalogue's pages and files out below a folder, in one language."""
    published: tuple[Published, ...] = ()
    view = View(Site(given, published), Words.load(lang))
    cards = sorted(map(card, entries), key=lambda c: c.id)
    cards.sort(key=lambda c: c.updated, reverse=True)
    for file in [*catalogue(view, cards), *assets()]:
        _put(to, file)


def _put(to: Path, file: OutputFile) -> None:
    path = to / ("en" if file.lang == "en" else "") / file.path
    if file.lang:
        path = path.with_suffix(".html")
    path.parent.mkdir(parents=True, exist_ok=True)
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    path.write_bytes(_page(file, content) if file.lang else content)


def _page(file: OutputFile, content: bytes) -> bytes:
    _, found = get_data(content.decode("utf-8"))
    depth = len(file.path.parent.parts) + (file.lang != "id")
    css = next(f.path.as_posix() for f in assets() if f.path.name.startswith("data."))
    other = "../" * depth + ("katalog/index.html" if file.lang == "en" else "en/katalog/index.html")
    return _SHELL.format(
        lang=file.lang, up="../" * depth, css=css, other=other, body=found["body"]
    ).encode()


def made_up(count: int) -> Iterator[Entry]:
    """Entries of the made-up grammar, their codes as the pages name them."""
    names = titles.labels()
    for entry in titles.entries(count):
        yield replace(entry, agencies=tuple(names.agencies[a] for a in entry.agencies))
