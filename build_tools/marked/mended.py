"""The second file: the table with the repairs that are certain, to put in place of the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from .. import reports
from ..checks import Reference
from ..model import Dataset, Resource
from ..tables import read
from ..tables.descriptors import schema_problems
from ..tables.dialect import csv_dialect
from ..words import Words
from . import given, inplace, listing
from .base import MAX_CELLS, MAX_ROWS, Change, Made
from .repairs import Repaired, repaired
from .texts import title, write

_FAILED = (csv.Error, UnicodeError, LookupError, OSError, read.BlankRowsError)


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
    if any(resource.recipe for resource in resources):
        return [], [words("marked.notes.recipe")]
    if resources[0].kind == "csv":
        return _csv(dataset, resources[0], stem, reference, words)
    return ([], []) if lost else _xlsx(dataset, resources, stem, reference, words)


def _table(
    dataset: Dataset, resource: Resource, told: Resource, reference: Reference
) -> Repaired | None:
    """The repaired table; None where the file cannot be read, or not as a table."""
    folder = dataset.source.folder
    if any(schema_problems(resource, dataset.source.descriptor)):
        return None
    try:
        if read.stops(read.problems(folder, told)):
            return None
        records: list[list[str]] = []
        cells = 0
        for record in read.records(folder, told):
            records.append(record)
            cells += len(record)
            if len(records) > MAX_ROWS or cells > MAX_CELLS:
                return None
        return repaired(dataset, resource, records, reference)
    except _FAILED:
        return None


def _csv(
    dataset: Dataset, resource: Resource, stem: str, reference: Reference, words: Words
) -> tuple[list[Made], list[str]]:
    """A CSV file again, in the encoding and with the separator of its description."""
    told = given.as_it_is(dataset.source.folder, resource)
    done = _table(dataset, resource, told, reference)
    if done is None:
        return [], []
    marks = (given.separator(told, words), given.separator(resource, words))
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
    if not content:
        return [], []
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title(stem, book)
    for at, record in enumerate(done.rows, start=1):
        for column, text in enumerate(record, start=1):
            if text:
                write(sheet.cell(at, column), text)
                sheet.cell(at, column).number_format = "@"
    sheet.freeze_panes = "A2"
    file = f"{stem}-perbaikan.csv"
    said = [words("marked.notes.left"), words("marked.notes.replace", file=file)]
    note = words("marked.notes.made", count=words.number(len(changes)), file=file)
    listed = _listed(book, resource, said, changes, words)
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


def _xlsx(
    dataset: Dataset,
    resources: Sequence[Resource],
    stem: str,
    reference: Reference,
    words: Words,
) -> tuple[list[Made], list[str]]:
    """The officer's workbook with its cells changed in place."""
    path = dataset.source.folder / resources[0].path
    opened = inplace.opened(path)
    changes: list[Change] = []
    notes: list[str] = []
    for resource in resources if opened else ():
        done = _table(dataset, resource, resource, reference)
        if opened and done and done.changes:
            made, blocked = opened.apply(resource, path, done)
            changes += made
            notes += [words("marked.notes.formulas")] if blocked and not notes else []
    if not changes or opened is None:
        return [], notes
    file = f"{stem}-perbaikan.xlsx"
    said = [words("marked.notes.left"), words("marked.notes.first")]
    _listed(opened.book, resources[0], said, changes, words)
    notes.append(words("marked.notes.made", count=words.number(len(changes)), file=file))
    return [Made(file, opened.content())], notes


def _listed(
    book: Workbook, resource: Resource, said: list[str], changes: Sequence[Change], words: Words
) -> Workbook:
    heading = words("marked.repaired_title", file=reports.one_line(resource.path))
    listing.made(book, (heading, said), changes, words)
    return book


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
