"""Personal data around the tables: what lies in git with them though no page shows it.

Of a dataset: the other sheets and parts of its workbooks, what stands outside of a table in its
file, remarks in descriptors, members of GeoJSON that no schema names, files that nobody named.
Of the portal: pages, settings, pictures, folders beside the datasets.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from ..findings import Finding, Severity, error
from ..model import Dataset, Resource
from ..privacy.kinds import KINDS
from ..surfaces import Grid, Said, UnreadFileError, files, objects
from ..tables import read
from ..tables.dialect import csv_dialect, header_rows
from ..tables.excel import sheet
from ..tables.excel.celltext import plain_text
from . import filenames, rawfile, unhidden
from .reference import Reference

#: Larger pages and settings do not exist; where one does, it is no page.
_MAX_PROSE = 5_000_000
_OWN = ("README.md",)


def dataset(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """What is personal in a dataset's folder outside of what is published as its tables."""
    folder = dataset.source.folder
    named = {resource.path for resource in dataset.resources}
    for name in every_file(folder):
        if name in named:
            yield from rawfile.of_name(name)
        elif filenames.is_lock(name):
            continue  # gone when the workbook is closed
        elif name == dataset.source.descriptor:
            yield from rawfile.limited(_remarks(folder / name, name))
        elif name not in _OWN:  # the story is looked at as such
            found = rawfile.look(folder / name, name, dataset)
            # that nobody names it is said already, and holds the dataset back
            yield from (f for f in found if f.code != "file-unread" or _is_card(f))
    for name in sorted(named):
        resources = [r for r in dataset.resources if r.path == name]
        path = folder / name
        if path.is_file() and not path.is_symlink():
            yield from unhidden.marked(path, rawfile.limited(around(path, resources, dataset)))


def _is_card(finding: Finding) -> bool:
    return dict(finding.values).get("case") == "card"


def every_file(folder: Path) -> Iterator[str]:
    """The paths of all plain files below a folder, links left out, in their order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = Path(parent) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def _remarks(path: Path, name: str) -> Iterator[Finding]:
    """Remarks in a YAML descriptor: values are looked at where the descriptor is."""
    if path.suffix == ".json" or path.stat().st_size > _MAX_PROSE:
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            before, mark, remark = line.partition("#")
            if mark and (not before or before[-1].isspace()):
                yield from rawfile.said(Said(remark, "remark", row=number), name)


def around(path: Path, resources: list[Resource], dataset: Dataset) -> Iterator[Finding]:
    """What a file of tables holds beside them."""
    file, kind = resources[0].path, str(resources[0].kind)
    if any(resource.recipe for resource in resources):
        # most of such a file is in no table
        found = rawfile.look(path, file, dataset)
        yield from (f for f in found if not _of_whole(f))
    elif kind == "csv":
        for resource in resources:
            yield from _beside(path, resource)
    elif kind == "geojson":
        yield from _members(path, resources, dataset)
    elif kind == "xlsx":
        yield from _sheets(path, resources, dataset)
    else:
        found = rawfile.look(path, file, dataset)
        yield from (f for f in found if f.code != "file-unread")


def _of_whole(finding: Finding) -> bool:
    """Whether it is of the file's name, or says that it cannot be read: both are told already."""
    told = dict(finding.values)
    unread = finding.code == "file-unread" and told.get("case") != "embedded"
    return unread or told.get("where") == "file-name"


def _beside(path: Path, resource: Resource) -> Iterator[Finding]:
    """Rows of a CSV that are no data: above the header, remarks."""
    mark = resource.dialect.get("commentChar")
    header, comments = header_rows(resource), set(resource.dialect.get("commentRows") or ())
    last = max([*(header[:1]), *comments], default=0)
    if not mark and last < 2:
        return
    try:
        with read.open_text(path, resource.encoding) as text:
            records = csv.reader(text, dialect=csv_dialect(resource))
            for number, record in enumerate(records if mark else islice(records, last), start=1):
                outside = number < (header or [1])[0] or number in comments
                if outside or (mark and record and record[0].startswith(mark)):
                    said = Said(" ".join(record), "remark", row=number)
                    yield from rawfile.said(said, resource.path)
    except (OSError, LookupError, UnicodeError, csv.Error):
        return  # the table's own check says so


def _members(path: Path, resources: list[Resource], dataset: Dataset) -> Iterator[Finding]:
    """Members of GeoJSON that the schema does not name; the columns it names are known."""
    known = {field.name for resource in resources for field in resource.fields}
    file = resources[0].path
    try:
        pieces = list(objects.read(path)) if path.stat().st_size <= objects.MAX_BYTES else []
    except (OSError, UnicodeError, UnreadFileError):
        return
    for piece in pieces:
        if isinstance(piece, Said):
            yield from rawfile.said(replace(piece, where="member"), file)
        elif not known.issuperset(piece.names):
            found = rawfile.grid(replace(piece, where="member"), file, dataset)
            yield from (f for f in found if f.field not in known)


def _sheets(path: Path, resources: list[Resource], dataset: Dataset) -> Iterator[Finding]:
    """All of a workbook that is in none of its tables."""
    own: dict[str, list[tuple[int, int]]] = {}
    outside: list[Finding] = []
    for resource in resources:
        try:
            opened = sheet.opened(path, resource)
        except sheet.RefusedError:
            continue
        header = header_rows(resource)
        own.setdefault(opened.entry.name, []).append(
            ((header or [1])[0], max(len(resource.fields), 1))
        )
        outside += _outside(opened, resource, *own[opened.entry.name][-1])
    yield from outside
    try:
        for piece in files.read(path, resources[0].path, frozenset(own)):
            if isinstance(piece, Grid):
                yield from rawfile.grid(piece, resources[0].path, dataset)
            else:
                yield from rawfile.said(piece, resources[0].path)
    except UnreadFileError as problem:
        if problem.kind == "embedded":
            facts: dict[str, Any] = {"case": problem.kind, "note": problem.note}
            yield error("file-unread", file=resources[0].path, **facts)


def _outside(opened: sheet.Sheet, resource: Resource, first: int, width: int) -> Iterable[Finding]:
    """Cells of a table's own sheet above its header, or right of its last column."""
    wide = bool(opened.values.end) and int(opened.values.end[1]) + 1 > width
    rows = opened.rows() if wide else islice(opened.rows(), first - 1)
    name = opened.entry.name
    for number, row in enumerate(rows, start=1):
        for at in range(0 if number < first else width, len(row)):
            if row[at] != "":
                text = row[at] if isinstance(row[at], str) else plain_text(row[at])
                number_only = not isinstance(row[at], str)
                place = Said(text, "outside", name, number, at + 1, number=number_only)
                yield from rawfile.said(place, resource.path)


def portal(root: Path, paths: Iterable[Path]) -> Iterator[Finding]:
    """What is personal in pages, settings and folders beside the datasets.

    An office's own telephone and mail may stand there: what is no number of one person warns.
    """
    for path in paths:
        if path.stat().st_size <= _MAX_PROSE or path.suffix not in {".md", ".yml"}:
            yield from eased(rawfile.look(path, path.relative_to(root).as_posix()))


def eased(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a page or a setting, where an office may name itself."""
    for f in found:
        kind = KINDS.get(f.code)
        code = str(dict(f.values).get("of", f.code))
        of_one = KINDS.get(code)
        if f.code == "file-unread" and dict(f.values).get("case") == "picture":
            continue
        if f.code == "file-unread":
            f = replace(f, severity=Severity.WARNING)
        if (kind or of_one) and (kind or of_one).nature != "number":  # type: ignore[union-attr]
            f = replace(f, severity=Severity.WARNING)
        yield f
