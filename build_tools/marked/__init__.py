"""Findings -> the officer's own table back, marked; and a second file with the sure repairs.

`workbooks` gives the bytes of both kinds of file for one dataset; nothing is left written.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from openpyxl import Workbook

from .. import reports
from ..checks import Reference
from ..findings import Finding, Severity
from ..model import Dataset, Resource
from ..words import Words
from . import entries, listing, marks
from .base import Group, Made
from .given import Copy, copy
from .headed import as_headed, headings
from .mended import mended
from .results import put_back

__all__ = ["Made", "workbooks"]


@dataclass(frozen=True, slots=True)
class _Table:
    """One file of a dataset, the resources that it holds, and what was found in it."""

    path: str
    resources: tuple[Resource, ...]
    findings: tuple[Finding, ...]


def workbooks(
    dataset: Dataset,
    findings: Sequence[Finding],
    reference: Reference,
    words: Words,
    site_url: str = "",
) -> Iterator[Made]:
    """The files for the tables of a dataset that have findings.

    ``findings`` are those of a run; ``reference`` answers for the codes of other datasets.
    `<file>-periksa.xlsx` holds the list and the marked table, `<file>-perbaikan.xlsx` (and
    `.csv`) the table with the repairs that are certain. Of a table with an error about persons
    there is the list alone: no row of it is repeated.
    """
    used: set[str] = set()
    for table in _tables(dataset, findings):
        heads = headings(table.resources)
        told = entries.groups([as_headed(f, heads) for f in table.findings], words)
        if not told:
            continue
        notes = [_counts(table.findings, words)]
        personal = entries.is_personal(table.findings)
        repairs: list[Made] = []
        first, stem = table.resources[0], _stem(table.path, used)
        known = None if personal else copy(dataset.source.folder, first, table.findings, words)
        if personal or known is None:
            notes.append(words(f"marked.notes.{'personal' if personal else 'unread'}"))
        else:
            notes.append(words("marked.how"))
            repairs, more = mended(dataset, table.resources, known.lost, stem, reference, words)
            notes += [words(f"marked.notes.{known.note}")] if known.note else []
            notes += [words("marked.notes.lost")] if known.lost and not known.note else []
            notes += more
        heading = words("marked.title", file=reports.path(table.findings[0]))
        content = _marked(known, (heading, notes), told, words, site_url)
        yield Made(f"{stem}-periksa.xlsx", content)
        yield from repairs


def _marked(
    known: Copy | None,
    said: tuple[str, Sequence[str]],
    told: Sequence[Group],
    words: Words,
    site_url: str,
) -> bytes:
    """The bytes of the marked workbook; without a copy of the table, of its list alone."""
    if known is None:
        book = Workbook()
        book.remove(book.worksheets[0])
        listing.to_do(book, said, told, lambda _: None, words, site_url)
        return _bytes(book)
    marks.mark(known, told, words)

    def find(finding: Finding) -> tuple[str, str] | None:
        cell = known.cell(finding)
        return None if cell is None else (cell.parent.title, cell.coordinate)

    listing.to_do(known.book, said, told, find, words, site_url)
    titles = [sheet.title for sheet in known.book.worksheets]
    return put_back(_bytes(known.book), titles, known.results, known.book.epoch)


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _counts(findings: Sequence[Finding], words: Words) -> str:
    counts = {
        level: sum(int(dict(f.values).get("more", 1)) for f in findings if f.severity is severity)
        for level, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING))
    }
    return words("marked.counts", **{k: words.number(n) for k, n in counts.items()})


def _tables(dataset: Dataset, findings: Sequence[Finding]) -> Iterator[_Table]:
    paths: dict[str, list[Resource]] = {}
    for resource in dataset.resources:
        if resource.kind in {"csv", "xlsx"}:
            paths.setdefault(resource.path, []).append(resource)
    for path, resources in paths.items():
        own = tuple(f for f in findings if f.dataset == dataset.id and f.file == path)
        if own:
            yield _Table(path, tuple(resources), own)


def _stem(path: str, used: set[str]) -> str:
    """How the files of a table begin: as its own, safe to show, and used by no other one."""
    known = reports.one_line(PurePosixPath(path).stem).strip(". ") or "tabel"
    stem, number = known, 1
    while stem.casefold() in used:
        number += 1
        stem = f"{known}-{number}"
    used.add(stem.casefold())
    return stem
