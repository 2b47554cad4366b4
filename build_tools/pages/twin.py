"""The page of a dataset once more as plain Markdown, `datasets/<id>/data.md`, for who quotes it.

Programs that answer questions read this instead of the page: the figures with their source in one
sentence, what the data are, their limits, a few rows, and where the files are. It is a file beside
the page, never given to the site engine; whatever people wrote into it stays text (see `marks`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from ..charts import Charts
from ..model import MAIN_LANGUAGE, Cell, Download, OutputFile, Published, Table
from ..terms import Entry, describe
from . import citation, marks, sharing
from .cells import Column, columns
from .dataset import summary
from .facts import facts
from .newest import forwarded
from .view import View

NAME = "data.md"
#: How much is shown: tables, columns of one, rows, characters of a cell and of a text, sentences.
_TABLES, _COLUMNS, _LISTED, _ROWS = 12, 12, 60, 10
_CELL, _SAID, _TEXT, _FIGURES, _SOURCES = 120, 300, 4_000, 12, 40
#: So many bytes at the end of a file of rows hold the last of them, as a rule.
_TAIL = 65_536
_TIMES = frozenset({"year", "yearmonth", "date", "datetime"})


def twin(view: View, published: Published, charts: Charts) -> OutputFile:
    """The Markdown file of a dataset in the view's language, beside its page."""
    here = replace(view, path=PurePosixPath("datasets", published.id))
    entry = describe(view.site).entry(published.id)
    folder = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    parts = [part for part in _parts(here, published, entry, charts) if part] if entry else []
    content = "\n\n".join(parts) + "\n"
    path = PurePosixPath(f"{folder}datasets/{published.id}/{NAME}")
    return OutputFile(path, content.encode("utf-8", "replace"))


def _parts(view: View, published: Published, entry: Entry, charts: Charts) -> Iterator[str]:
    words, dataset, lang = view.words, published.dataset, view.lang
    catalogue = describe(view.site)
    yield f"# {marks.text(entry.title.get(lang), _SAID)}"
    if catalogue.notice:
        yield f"> {marks.text(catalogue.notice.get(lang))}"
    if not entry.official:
        by = entry.publisher.name.get(lang)
        yield f"> {marks.text(words('ui.origin.notice', publisher=by))}"
    if published.held_since:
        key = "since_same" if published.held_since == published.updated else "since"
        days = {"held": words.date(published.held_since), "shown": words.date(published.updated)}
        yield f"> {marks.text(words(f'ui.held.{key}', **days))}"
    yield marks.paragraphs(entry.about.get(lang), _TEXT)
    yield marks.text(summary(view, published))
    yield from _section(view, "figures", _figures(view, published, charts))
    yield from _section(view, "facts", _facts(view, published))
    if dataset.limitations:
        yield f"## {marks.text(words('ui.sections.keterbatasan'))}"
        yield marks.paragraphs(dataset.limitations.get(lang), _TEXT)
    for table in published.tables[:_TABLES]:
        yield from _table(view, published, table)
    if rest := len(published.tables) - _TABLES:
        yield marks.text(words("markdown.more_tables", count=rest)) if rest > 0 else ""
    if dataset.methodology:
        yield f"## {marks.text(words('ui.sections.metode'))}"
        yield marks.paragraphs(dataset.methodology.get(lang), _TEXT)
    yield from _section(view, "sources", _sources(view, published, entry))
    yield f"## {marks.text(words('markdown.terms'))}"
    terms = [marks.text(t.striptags()) for t in citation.terms(view, published)]
    named = [marks.link(r.title or r.name or r.iri, r.iri) for r in entry.rights]
    said = [*terms, marks.bullets(named)] if named else [marks.text(words("ui.unknown"))]
    yield "\n\n".join(said)
    yield f"## {marks.text(words('markdown.cite'))}"
    yield marks.text(citation.citation(view, published))
    yield from _section(view, "downloads", _downloads(view, published))
    yield from _section(view, "more", _more(view, published, entry))


def _section(view: View, key: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading and its list; nothing where the list is empty."""
    if found := [*lines]:
        yield f"## {marks.text(view.words(f'markdown.{key}'))}"
        yield marks.bullets(found)


def _figures(view: View, published: Published, charts: Charts) -> Iterator[str]:
    """The newest figures, each a sentence with unit, period, status, source and address."""
    lines: list[str] = []
    for number, table in enumerate(published.tables, start=1):
        for shared in forwarded(view, published, table, charts, f"g{number}"):
            line = shared.line if shared.complete else shared.text
            if line not in lines:
                lines.append(line)
        if len(lines) >= _FIGURES:
            break
    own = sharing.of_dataset(view, published)
    lines = lines[:_FIGURES] or [own.line if own.complete else own.text]
    yield from map(marks.text, lines)


def _facts(view: View, published: Published) -> Iterator[str]:
    for name, value in facts(view, published):
        said = value.replace("<br>", "; ").striptags() if isinstance(value, Markup) else value
        yield f"{marks.text(name)}: {marks.text(said, _SAID)}"


def _table(view: View, published: Published, table: Table) -> Iterator[str]:
    words, resource = view.words, table.resource
    title = resource.title.get(view.lang) or resource.name
    yield f"## {marks.text(words('markdown.table', title=title), _SAID)}"
    yield marks.paragraphs(resource.description.get(view.lang), _TEXT)
    cols = columns(view, table)
    listed = [_column(view, column) for column in cols[:_LISTED]]
    if len(cols) > _LISTED:
        listed.append(marks.text(words("markdown.more_columns", count=len(cols) - _LISTED)))
    yield marks.bullets(listed)
    if not table.rows:
        yield marks.text(resource.empty_reason.get(view.lang) or words("markdown.rows.none"))
        return
    where, rows = _rows(published.folder, table)
    seen = cols[:_COLUMNS]
    count = view.count("markdown.counted", table.rows)
    note = words(f"markdown.rows.{where}", shown=len(rows), count=count)
    hidden = len(cols) - len(seen)
    if hidden:
        note += " " + words("markdown.hidden", count=hidden)
    yield marks.text(f"{note} {words('markdown.numbers')}")
    head = [column.field.title.get(view.lang) or column.field.name for column in seen]
    yield marks.table([one[:_CELL] for one in head], (_cells(seen, row) for row in rows))


def _column(view: View, column: Column) -> str:
    """A column: its name, title, unit and meaning."""
    field, lang = column.field, view.lang
    unit = field.measure.unit.get(lang) if field.measure else ""
    parts = [field.title.get(lang), view.words("markdown.unit", unit=unit) if unit else ""]
    parts.append(view.words("markdown.type", type=column.kind))
    said = f"{marks.text(field.name, _CELL)}: {marks.text(', '.join(filter(None, parts)), _SAID)}"
    told = field.description.get(lang)
    return f"{said}. {marks.text(told, _SAID)}" if told else said


def _cells(cols: Sequence[Column], row: Sequence[Cell]) -> list[str]:
    cells = zip(cols, row, strict=False)
    return ["" if cell is None else column.plain(cell)[:_CELL] for column, cell in cells]


def _rows(folder: Path, table: Table) -> tuple[str, Sequence[Sequence[Cell]]]:
    """A few rows and where they stand in the table: all, at its end, at its beginning.

    The end is shown where the rows there follow one another in time, after those at the
    beginning.
    """
    names = [profile.name for profile in table.columns]
    fields = (table.resource.field(name) for name in names)
    at = next((n for n, f in enumerate(fields) if f and f.type in _TIMES), None)
    first = table.preview[:_ROWS]
    if table.rows <= len(first):
        return "all", first
    last = _last(folder, table.row_parts, names) if at is not None else []
    if at is not None and last:
        times = [row[at] or "" for row in last]
        before = max(row[at] or "" for row in first)
        if times == sorted(times) and times[-1] > before:
            return "last", last
    return "first", first


def _last(folder: Path, parts: Sequence[Download], names: Sequence[str]) -> list[list[Cell]]:
    """The last rows, out of the last file of the table's rows; none where they are too long."""
    if not parts:
        return []
    try:
        with (folder / parts[-1].name).open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            lines = file.read(_TAIL).split(b"\n")[1:]
    except FileNotFoundError:
        return []
    found: list[list[Cell]] = []
    for line in lines:
        if line.startswith(b"{") and line.rstrip(b",").endswith(b"}"):
            try:
                row = json.loads(line.rstrip(b","), parse_float=str, parse_int=str)
            except ValueError:
                continue
            found.append([_canonical(row.get(name)) for name in names])
    return found[-_ROWS:]


def _canonical(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _sources(view: View, published: Published, entry: Entry) -> Iterator[str]:
    given = [source for source in published.dataset.sources if source.title]
    for (title, address), source in zip(entry.sources[:_SOURCES], given, strict=False):
        said = marks.link(title, address) if address else marks.text(title)
        if day := source.accessed or source.compiled:
            said += f" ({marks.text(view.words('markdown.read', date=view.words.date(day)))})"
        yield said


def _downloads(view: View, published: Published) -> Iterator[str]:
    files = [d for t in published.tables for d in t.downloads]
    for given in (*published.downloads, *files):
        label = view.words(f"formats.{given.format}.label")
        path = f"datasets/{published.id}/{given.name}"
        size = view.words.size(given.bytes)
        yield f"{marks.link(given.name, _address(view, path))} ({marks.text(label)}, {size})"


def _more(view: View, published: Published, entry: Entry) -> Iterator[str]:
    own = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    yield marks.link(view.words("markdown.page"), _address(view, f"{own}{entry.path}"))
    for lang in view.portal.languages:
        if lang != view.lang:
            other = "" if lang == MAIN_LANGUAGE else f"{lang}/"
            label = view.words(f"markdown.languages.{lang}")
            yield marks.link(label, _address(view, f"{other}{entry.path}{NAME}"))


def _address(view: View, path: str) -> str:
    """The full address of a file, or relative to this one where the site's own is not known."""
    at = describe(view.site).addresses
    return at.of_file(path) if at.known else view.file(path)
