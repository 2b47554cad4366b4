"""Personal data in a file that no descriptor explains: its tables, and the texts beside them.

Tables get names for their columns as far as they have any, and then the same checks of rows as
those of datasets; texts are looked through for numbers of persons and names. Nothing is cast.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

from .. import surfaces
from ..findings import Finding, Severity, column_letter, error, finding, warning
from ..model import Dataset, Resource, Source, Text
from ..privacy import names
from ..privacy.kinds import KINDS
from ..privacy.numbers import is_whole_nik
from ..privacy.text import find, mask
from ..surfaces import Grid, Said, files, header, keyed
from ..tables import loose
from ..tables.batch import ROWS
from . import filenames, rawcolumns, unhidden
from .base import RowCheck
from .reference import Reference
from .signers import Signers

#: The checks of rows that are about persons, by their names in `ROW_CHECKS`.
PERSONAL = ("personal-data", "personal-columns", "small-counts", "person-names")
#: How many findings of one code in one column, or beside tables, are given; the rest are counted.
SHOWN = 20
#: How many cells are held at once; up to how many right of a table are looked at each alone.
_CELLS, _APART = 300_000, 1_000
_LETTERS = 64  # so many take as much as a cell
#: Texts whose persons are worth a warning: what people say to one another beside a table.
_NAMED = frozenset({"comment", "drawing", "property", "sheet-name", "file-name", "sheet"})
#: What programs and shops write where the name of a person would stand, and names of offices.
_NOBODY = re.compile(
    r"(?:microsoft|office|excel|openpyxl|xlsxwriter|apache|poi|libreoffice|calc|python|pandas|sas"
    r"|spss|google|wps|kingsoft|aspose|crystal|phpexcel|phpspreadsheet|oracle|windows|mac|user|pc"
    r"|admin(?:istrator)?|owner|author|unknown|anonymous|tidak dikenal|default|hp|asus|acer|lenovo"
    r"|toshiba|dell|axioo|zyrex|samsung|computer|komputer|laptop|notebook|server|system|root"
    r"|dinas|badan|bagian|bidang|bps|sekretariat|kantor|kementerian|pemerintah|pemkab|pemkot"
    r"|kecamatan|kelurahan|desa|diskominfo\w*|dkisp|bapp?eda\w*|disdukcapil|opd|pengelola|operator"
    r"|tim|humas|kominfo|puskesmas|rsud|uptd?|seksi|subbag\w*|statistik|walidata|ppid|portal)",
    re.IGNORECASE,
)


def look(
    path: Path, name: str, dataset: Dataset | None = None, skip: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """What is personal in a file, and whether it could be looked into at all.

    ``name`` is the file's name in findings. ``dataset``: the one that it lies with, which may
    declare its columns. ``skip``: sheets of a workbook whose cells are looked at elsewhere.
    """
    yield from of_name(name)
    if filenames.is_lock(name):
        yield error("file-unread", file=name, case="lock", note="")
        return
    yield from unhidden.marked(path, limited(_pieces(path, name, dataset, skip)))


def of_name(name: str) -> Iterator[Finding]:
    """What is personal in the name of a file or of the folders it lies in."""
    yield from said(Said(re.sub(r"[_/]+|\.(?=\w{1,8}$)", " ", name), "file-name"), name)
    if paper := filenames.paper(name):
        yield error("file-unread", file=name, case="card", note=paper)


def _pieces(
    path: Path, name: str, dataset: Dataset | None, skip: frozenset[str]
) -> Iterator[Finding]:
    own = dataset or nameless(path, name)
    names = {name, name.removeprefix(f"datasets/{own.id}/")}
    declared = [resource for resource in own.resources if resource.path in names]
    try:
        for piece in files.read(path, name, skip):
            if isinstance(piece, Grid):
                yield from grid(piece, name, own, declared)
            else:
                yield from said(piece, name)
    except surfaces.UnreadFileError as problem:
        severity = Severity.WARNING if problem.kind == "picture" else Severity.ERROR
        facts = {"file": name, "case": problem.kind, "note": problem.note}
        yield finding("file-unread", severity, **facts)


def said(piece: Said, file: str) -> Iterator[Finding]:
    """What is personal in a text beside tables."""
    facts: dict[str, Any] = {"file": file, "sheet": piece.sheet}
    facts |= {"row": piece.row, "column": piece.column}
    where = {"where": piece.where} if piece.where else {}
    text = piece.text
    if piece.where == "gps":
        yield warning("picture-metadata", **facts, case="gps")
    elif piece.number:
        if is_whole_nik(text) or text[:1] == "0":
            yield from _found(text, facts, where)
    elif piece.name:
        told = list(_found(text, facts, where))
        yield from told
        if not told and not _NOBODY.search(text) and any(map(str.isalpha, text)):
            code = "picture-metadata" if piece.where == "picture" else "workbook-author"
            yield warning(code, **facts, cell=initials(text), case="author", **where)
    else:
        yield from _found(text, facts, where)
        if piece.where in _NAMED:
            for place in names.persons(text)[:1]:
                cell = names.given_away(text[place.start : place.end])
                yield warning("person-name", **facts, cell=cell, **where)


def _found(text: str, facts: dict[str, Any], where: dict[str, str]) -> Iterator[Finding]:
    for code, place in {f.code: f for f in find(text)}.items():
        cell = mask(text[place.start : place.end])
        yield finding(code, KINDS[code].alone, **facts, cell=cell, **where)


def initials(name: str) -> str:
    """What shows that somebody is named, and nothing more: "B… S…"."""
    return " ".join(f"{word[0]}…" for word in name.split()[:4])


def grid(
    piece: Grid, file: str, dataset: Dataset, declared: Sequence[Resource] = ()
) -> Iterator[Finding]:
    """What is personal in a table, by the columns that ``declared`` names, else by itself."""
    if piece.names:
        yield from _table(piece, file, dataset, declared)
        return
    for first, records in header.blocks(piece.records, piece.first):
        yield from _table(replace(piece, first=first, records=records), file, dataset, declared)


def _table(
    piece: Grid, file: str, dataset: Dataset, declared: Sequence[Resource]
) -> Iterator[Finding]:
    """One of the tables of a grid; a form is read as a table too."""
    found, filled_in = _guessed(piece)
    where = {"where": piece.where} if piece.where else {}
    if filled_in:
        told = rawcolumns.of_form(filled_in, file, piece.sheet, dataset)
        yield from (_placed(f, piece.sheet, where) for f in told)
    yield from (_placed(f, piece.sheet, where) for f in rawcolumns.called_after(found, file))
    titles = [" ".join(filter(None, cells)) for _, cells in found.above]
    for number, cells in found.above:
        for column, cell in enumerate(cells, start=1):
            if cell:
                at = Said(cell, piece.where, piece.sheet, number, column)
                yield from said(at, file)
    batches = _batches(found.records)
    first = next(batches, [])
    title = " ".join([piece.sheet, *titles]).strip()
    resource = rawcolumns.resource_of(found.names, first, file, title)
    resource = rawcolumns.as_declared(resource, piece.sheet, declared)
    if not first or not resource.fields:
        return
    caster = loose.Loose(resource)
    checks = list(_checks(dataset, resource))
    signing = Signers(resource, _of_texts(resource))
    number = found.first
    for rows in chain([first], batches):
        batch, beyond = loose.batch_of(caster, rows, number)
        told = chain.from_iterable(check.batch(batch) for check in checks)
        signed = signing.told(told, rows, number)
        number += len(rows)
        yield from (_placed(f, piece.sheet, where) for f in signed)
        for row, column, cell in _together(beyond):
            yield from said(Said(cell, piece.where, piece.sheet, row, column), file)
    ends = chain.from_iterable(check.end() for check in checks)
    yield from (_placed(f, piece.sheet, where) for f in ends)


def _batches(records: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """Records in lists of bounded length and width."""
    rows: list[list[str]] = []
    cells = 0
    for record in records:
        rows.append(record)
        cells += len(record) + len("".join(record)) // _LETTERS
        if len(rows) >= ROWS or cells >= _CELLS:
            yield rows
            rows, cells = [], 0
    if rows:
        yield rows


def _together(cells: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Cells right of a table one by one; where there are thousands, those of a row as one text."""
    if len(cells) < _APART:
        yield from cells
        return
    for row, of_row in groupby(cells, key=lambda cell: cell[0]):
        for part in iter(lambda of_row=of_row: list(islice(of_row, _APART)), []):  # type: ignore[misc]
            yield row, part[0][1], " | ".join(cell for _, _, cell in part)


def _guessed(piece: Grid) -> tuple[header.Guess, keyed.Form | None]:
    """A table with names for its columns; where it is a form, what it says, and none."""
    if piece.names:
        return header.Guess(piece.names, (), piece.first, piece.records), None
    head = list(islice(piece.records, header.SAMPLE))
    if keyed.form(head, piece.first) is None:
        return header.guess(chain(head, piece.records), piece.first), None
    head += islice(piece.records, keyed.LONGEST)
    width = max(map(len, head))
    bare = header.nameless(chain(head, piece.records), piece.first, width)
    return bare, keyed.form(head, piece.first)


def _placed(finding: Finding, sheet: str, where: dict[str, str]) -> Finding:
    values = (*finding.values, *where.items())
    return replace(finding, sheet=sheet, field=_seen(finding), values=values)


def _seen(finding: Finding) -> str:
    """The column as people see it: "C" where it has no name but the one that was made up."""
    made_up = finding.column and finding.field == f"kolom_{finding.column}"
    return column_letter(finding.column or 0) if made_up else finding.field


def _checks(dataset: Dataset, resource: Resource) -> Iterator[RowCheck]:
    from . import ROW_CHECKS  # that module knows the checks of datasets, this one among them

    texts = _of_texts(resource)
    for name in PERSONAL:
        of = texts if name == "person-names" else resource
        made = ROW_CHECKS[name](dataset, of, Reference({})) if name in ROW_CHECKS else None
        if made is not None:
            yield made


def _of_texts(resource: Resource) -> Resource:
    """The table as one of texts: what is signed below numbers is a text all the same."""
    fields = tuple(replace(f, type="string") for f in resource.fields)
    return replace(resource, fields=fields)


def nameless(path: Path, name: str) -> Dataset:
    """A dataset that says nothing of itself but the name of its file."""
    title = Text(re.sub(r"[-_/.]+", " ", name))
    return Dataset(Source("", path.parent), title, Text(), "resmi")


def limited(found: Iterable[Finding], shown: int = SHOWN) -> Iterator[Finding]:
    """The first findings of each code, column and kind of place; of the others the number."""
    counts = Counter[tuple[str, str, str, str, Severity]]()
    files: dict[tuple[str, str, str, str, Severity], Finding] = {}
    last = None
    for f in found:
        if f == last:  # several properties of a file say the same
            continue
        last = f
        key = (f.code, f.sheet, f.field, str(dict(f.values).get("where", "")), f.severity)
        if f.code == "workbook-author" and counts[key]:
            continue
        counts[key] += 1
        files.setdefault(key, f)
        if counts[key] <= shown:
            yield f
    for key, count in counts.items():
        if count > shown:
            first = files[key]
            more = error("more", file=first.file, field=first.field, of=first.code)
            values = (*more.values, ("more", count - shown))
            yield replace(more, sheet=first.sheet, severity=first.severity, values=values)
