"""A dataset on one page of A4: what it is, its main figures, its limits, how to find it again.

It is a page like any other; in print it alone is left. Whatever is said there is bounded, and the
style sheet gives what is drawn the room that is left, so that it is never two pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup, escape

from ..charts import Charts, Drawn
from ..freshness import in_site
from ..model import Cell, OutputFile, Published, Table, Text
from . import citation, sharing
from .card import ORDER, card, offered, publisher, spanned
from .cells import APPROXIMATE, Column, columns
from .choice import chosen
from .embed import figure_notes, shortened
from .qr import qr
from .safe import visible
from .theme import asset
from .view import View, one_line

#: How long texts may be, in characters: the page has to hold the longest.
_TITLE, _DESCRIPTION, _LIMITS, _FACT, _CITED, _CELL = 180, 480, 560, 110, 480, 60
_ROWS, _COLUMNS = 10, 5
#: How many sources are named, and how much of each name.
_SOURCES, _SOURCE = 2, 48
#: Drawings with more rows than that are too high.
_BARS = 22


@dataclass(frozen=True)
class _Rows:
    """The first rows of a table, and how many columns are left out."""

    table: Table
    columns: list[Column]
    rows: list[list[tuple[Markup, bool]]]  # what a cell shows, and whether it is a figure
    hidden: int


def sheet_pages(view: View, published: Published, charts: Charts) -> Iterator[OutputFile]:
    """`datasets/<id>/lembar/` in the view's language."""
    words, dataset = view.words, published.dataset
    here = replace(view, path=PurePosixPath("datasets", published.id, "lembar"))
    title = one_line(dataset.title.get(view.lang) or published.id, _TITLE)
    collected = dataset.origin == "himpunan"
    who = publisher(view.portal, published, view.lang)
    found = _drawn(here, published, charts)
    table, drawn = found if found else (None, None)
    target = f"datasets/{published.id}/"
    address = sharing.address(here, target) if view.base else ""
    code = qr(address, words("sheet.qr", address=address)) if address else Markup("")
    rest = dataset.limitations.get(view.lang)
    yield here.page(
        "sheet",
        words("sheet.title", title=title),
        words("sheet.description", title=title),
        "katalog",
        kind="sheet",
        canonical=target,
        style=asset("lembar.css"),
        p=published,
        d=dataset,
        name=shortened(dataset.title or Text(published.id), _TITLE),
        kind_of=card(view.site, words, published).kind,
        who=words("sheet.collected" if collected else "sheet.released", publisher=who),
        sample=""
        if view.portal.official
        else words("embed.sample", region=view.portal.region.get(view.lang)),
        lede=_first(dataset.description),
        notes=list(figure_notes(here, published, table, drawn.measure if drawn else "")),
        drawn=drawn,
        rows=None if drawn else _rows(here, published),
        limits=shortened(dataset.limitations, _LIMITS),
        cut=len(" ".join(rest.split())) > _LIMITS,
        facts=list(_facts(here, published)),
        cited=one_line(citation.citation(here, published), _CITED),
        code=code,
        address=address,
    )


def _first(text: Text) -> Text:
    """The first paragraph, cut at a word."""
    others = {lang: other.split("\n\n")[0] for lang, other in text.others.items()}
    return shortened(Text(text.main.split("\n\n")[0], others), _DESCRIPTION)


def _drawn(view: View, published: Published, charts: Charts) -> tuple[Table, Drawn] | None:
    """The first drawing that fits, and its table."""
    for number, table in enumerate(published.tables, start=1):
        for drawn in charts.of_table(view.words, published, table, f"g{number}"):
            if drawn.kind != "bar" or drawn.html.count("<tr>") <= _BARS:
                return table, drawn
    return None


def _rows(view: View, published: Published) -> _Rows | None:
    """The first rows of the first table that has any, in the columns that say most."""
    table = next((t for t in published.tables if t.rows), None)
    if table is None:
        return None
    loose = published.dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    cols = columns(view, table, loose)
    shown = chosen(cols, table, _COLUMNS)
    about = next((i for i, col in enumerate(cols) if col.field.role == "ketelitian"), None)
    rows = [
        [(_cell(cols[i], row[i], _said_about(row, about)), cols[i].right) for i in shown]
        for row in table.preview[:_ROWS]
    ]
    return _Rows(table, [cols[i] for i in shown], rows, len(cols) - len(shown))


def _said_about(row: tuple[Cell, ...], place: int | None) -> bool:
    return place is not None and place < len(row) and row[place] == APPROXIMATE


def _cell(col: Column, value: Cell, about: bool) -> Markup:
    """A cell as a page shows it, but a long text cut and no link."""
    if value is None:
        return col.show(value)
    plain = col.plain(value)
    if len(plain) > _CELL or col.field.role == "sumber" or col.field.format == "uri":
        return escape(visible(one_line(plain, _CELL)))
    return col.show(value, about)


def _sources(view: View, published: Published) -> str:
    """The first two sources by name, and how many more there are."""
    titles = (source.title for source in published.dataset.sources)
    names = list(dict.fromkeys(one_line(title, _SOURCE) for title in titles if title.strip()))
    said = "; ".join(names[:_SOURCES]) or view.words("ui.unknown")
    more = len(names) - _SOURCES
    return said + (view.count("sheet.more_sources", more) if more > 0 else "")


def _facts(view: View, published: Published) -> Iterator[tuple[str, Markup | str]]:
    """The facts that the sheet has room for: name and value."""
    words, dataset = view.words, published.dataset
    unknown = words("ui.unknown")
    yield words("ui.facts.period"), one_line(spanned(words, published) or unknown, _FACT)
    area = view.text(shortened(dataset.area, _FACT)) if dataset.area else unknown
    yield words("ui.facts.area"), area
    if dataset.sources:
        yield words("sheet.sources"), _sources(view, published)
    count = sum(table.rows for table in published.tables)
    fields = sum(len(table.columns) for table in published.tables)
    parts = [view.count("ui.summary.rows", count), view.count("ui.summary.fields", fields)]
    yield words("sheet.size"), ", ".join(parts)
    fresh = in_site(view.site, published)
    due = " " + words("ui.fresh.due", date=words.date(fresh.due)) if fresh.due else ""
    yield words("sheet.fresh"), f"{words(f'ui.states.{fresh.state}')}.{due}"
    updated = words.date(published.updated) or words("ui.facts.not_dated")
    number = citation.version(view, published) or words("sheet.no_version")
    yield words("ui.facts.updated"), updated
    yield words("ui.facts.version"), one_line(number, _FACT)
    yield words("ui.facts.id"), Markup("<code>{}</code>").format(published.id)
    every = [download for table in published.tables for download in offered(table)]
    order = {name: i for i, name in enumerate(ORDER)}
    first = min(every, key=lambda d: order.get(d.format, 99), default=None)
    if first:
        label = words(f"formats.{first.format}.label")
        yield (
            words("sheet.hash", format=label),
            Markup("<code>{}…</code>").format(first.sha256[:16]),
        )
    licences = dataset.licences or (view.portal.licence,)
    names = Markup(", ").join(view.licence(one) for one in licences[:3])
    own = dataset.origin == "himpunan"
    licence = view.say("ui.terms.arrangement", licence=names) if own else names
    yield words("ui.sections.lisensi"), licence
