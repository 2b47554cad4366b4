"""The second file: the table with the repairs that are certain, to put in place of the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from .. import reports
from ..checks import Reference
from ..model import Dataset, Resource
from ..tables import read
from ..tables.dialect import csv_dialect
from ..words import Words
from . import byrecipe, inplace, listing, readable, records
from .base import Change, Made
from .headed import headings
from .texts import title, write


def mended(
    dataset: Dataset,
    resources: Sequence[Resource],
    lost: bool,
    stem: str,
    reference: Reference,
    words: Words,
) -> tuple[list[Made], list[str]]:
    """The files with the repairs of one table file, none where there are none; and what to say.

    ``resources`` lie in one file; the names of the files begin with ``stem``.
    A workbook of which something would be ``lost`` is left alone.
    """
    if resources[0].kind != "csv":
        return ([], []) if lost else _xlsx(dataset, resources, stem, reference, words)
    if any(resource.recipe for resource in resources):
        return _recipe_csv(dataset, resources, stem, reference, words)
    return _csv(dataset, resources[0], stem, reference, words)


def _csv(
    dataset: Dataset, resource: Resource, stem: str, reference: Reference, words: Words
) -> tuple[list[Made], list[str]]:
    """A CSV file again, in the encoding and with the separator of its description."""
    told = records.as_it_is(dataset.source.folder, resource)
    done = readable.plain(dataset, resource, told, reference)
    if done is None:
        return [], []
    marks = (records.separator(told, words), records.separator(resource, words))
    changes = [
        Change(rule, before=before, after=after)
        for rule, before, after in (
            ("encoding", told.encoding, resource.encoding),
            ("delimiter", *marks),
        )
        if before != after
    ]
    changes += done.changes
    content = _as_csv(dataset.source.folder, resource, done.rows) if changes else b""
    return _csv_files(resource, (stem, content, done.rows), changes, words)


def _csv_files(
    resource: Resource,
    made: tuple[str, bytes, Sequence[Sequence[str]]],
    changes: Sequence[Change],
    words: Words,
) -> tuple[list[Made], list[str]]:
    """A mended CSV file and the workbook that lists its repairs; none where it has no bytes.

    ``made`` are the begin of their names, the bytes, and the records in them.
    """
    stem, content, cells = made
    if not content:
        return [], []
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title(stem, book)
    for at, record in enumerate(cells, start=1):
        for column, text in enumerate(record, start=1):
            if text:
                write(sheet.cell(at, column), text)
                sheet.cell(at, column).number_format = "@"
    sheet.freeze_panes = "A2"
    file = f"{stem}-perbaikan.csv"
    said = [words("marked.notes.left"), words("marked.notes.replace", file=file)]
    note = words("marked.notes.made", count=words.number(len(changes)), file=file)
    listed = _listed(book, (resource,), said, changes, words)
    return [Made(file, content), Made(f"{stem}-perbaikan.xlsx", _bytes(listed))], [note]


def _as_csv(folder: Path, resource: Resource, rows: list[list[str]]) -> bytes:
    """The records as a CSV file, its line ends and the mark at its begin as they were."""
    with (folder / resource.path).open("rb") as stream:
        head = stream.read(1 << 16)
    ends = "\r\n" if b"\r\n" in head else "\n"
    out = io.StringIO(newline="")
    try:
        csv.writer(out, dialect=csv_dialect(resource), lineterminator=ends).writerows(rows)
        content = out.getvalue().encode(resource.encoding)
    except (csv.Error, UnicodeError, LookupError):
        return b""
    mark = b"\xef\xbb\xbf"
    return mark + content if head.startswith(mark) else content


def _recipe_csv(
    dataset: Dataset,
    resources: Sequence[Resource],
    stem: str,
    reference: Reference,
    words: Words,
) -> tuple[list[Made], list[str]]:
    """A CSV file that recipes read, its cells changed where they stand."""
    folder = dataset.source.folder
    told = records.as_it_is(folder, resources[0])
    tables = readable.by_recipe(dataset, resources, reference)
    changes = byrecipe.agreed(tables)
    if not changes or records.named_separator(folder, told):
        return [], []
    cells = list(records.rows(folder, told))
    for change, text in byrecipe.in_text(tables):
        cells[change.row - 1][change.column - 1] = text
    content = _as_csv(folder, told, cells)
    if not readable.comes_back(resources[0], content, tables, changes):
        return [], [words("marked.notes.unsafe")]
    return _csv_files(resources[0], (stem, content, cells), changes, words)


def _xlsx(
    dataset: Dataset,
    resources: Sequence[Resource],
    stem: str,
    reference: Reference,
    words: Words,
) -> tuple[list[Made], list[str]]:
    """The officer's workbook with its cells changed in place."""
    folder = dataset.source.folder
    path = folder / resources[0].path
    tables = readable.by_recipe(dataset, resources, reference)
    wanted = byrecipe.agreed(tables)
    taken = {name for r in resources if r.recipe for name in r.recipe.sheets}
    others = [r for r in resources if not r.recipe and read.sheet_of(folder, r) not in taken]
    plain = [(r, readable.plain(dataset, r, r, reference)) for r in others]
    if not wanted and not any(done and done.changes for _, done in plain):
        return [], []
    opened = inplace.opened(path)
    if opened is None:
        return [], []
    changes, blocked = opened.cells(wanted)
    by_recipe = tuple(changes)
    for resource, done in plain:
        if done and done.changes:
            made, more = opened.apply(resource, path, done)
            changes += made
            blocked = blocked or more
    notes = [words("marked.notes.formulas")] if blocked else []
    if not changes:
        return [], notes
    file = f"{stem}-perbaikan.xlsx"
    said = [words("marked.notes.left"), words("marked.notes.first")]
    _listed(opened.book, resources, said, changes, words)
    content = opened.content()
    if not readable.comes_back(resources[0], content, tables, by_recipe):
        return [], [*notes, words("marked.notes.unsafe")]
    notes.append(words("marked.notes.made", count=words.number(len(changes)), file=file))
    return [Made(file, content)], notes


def _listed(
    book: Workbook,
    resources: Sequence[Resource],
    said: list[str],
    changes: Sequence[Change],
    words: Words,
) -> Workbook:
    heading = words("marked.repaired_title", file=reports.one_line(resources[0].path))
    heads = headings(resources)
    told = [replace(change, field=heads.get(change.field, change.field)) for change in changes]
    listing.made(book, (heading, said), told, words)
    return book


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
