"""`metadata import`: what a filled-in workbook changes in the descriptors.

A cell that says what the descriptor says changes nothing. Where anything is wrong with what is
said of a dataset, nothing of that dataset is changed. `plan` only looks; `write` swaps the files.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..findings import Finding, error
from ..model import Portal
from ..privacy import names
from ..privacy.text import find, mask
from ..words import Words
from . import convert, sheets
from .cells import Cell
from .changing import edits
from .edit import EditError, edited
from .gathered import Written
from .labels import Place, Property
from .sheets import Row
from .spoken import spoken


@dataclass(frozen=True, slots=True)
class Change:
    """A property of a dataset or of a column: what a cell said before, what it says now."""

    dataset: str
    key: str  # of the property: its name is `metadata.properties.<key>.title`
    before: str
    after: str
    table: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written for a dataset."""

    written: Written
    changes: tuple[Change, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workbook changes: files to be swapped, and what is wrong."""

    files: tuple[Planned, ...] = ()
    findings: tuple[Finding, ...] = ()
    held: tuple[str, ...] = ()  # ids of datasets that stay as they are for what is wrong


def plan(path: Path, datasets: Iterable[Written], portal: Portal) -> Plan:
    """What the workbook changes; raises `cells.UnreadSheetError` where it cannot be read."""
    about, fields, wrong = sheets.rows(path)
    asked = _Asked(path.name, datasets, portal)
    for row in (*about, *fields):
        asked.take(row)
    return asked.done(wrong)


def write(planned: Planned) -> None:
    """Swaps a descriptor for its new content, whole or not at all."""
    path = planned.written.path
    part = path.with_name(f".{path.name}.part")  # names with a dot are no part of a dataset
    try:
        part.write_bytes(planned.content)
        part.chmod(path.stat().st_mode & 0o777)
        os.replace(part, path)  # noqa: PTH105 - on every system, also over a file that is there
    finally:
        part.unlink(missing_ok=True)


class _Asked:
    """The rows of a workbook, held to the descriptors one after the other."""

    def __init__(self, file: str, datasets: Iterable[Written], portal: Portal) -> None:
        self._file = file
        self._known = {written.id: written for written in datasets}
        self._lists = spoken(portal)
        self._locked = {Words.load(lang)("metadata.locked") for lang in ("id", "en")}
        self._seen: set[tuple[str, ...]] = set()
        self._changes: dict[str, list[tuple[Change, Place, Property, Any]]] = {}
        self._wrong: dict[str, list[Finding]] = {}

    def take(self, row: Row) -> None:
        """Takes one row into account."""
        id = row.key[0]
        place = {"file": self._file, "sheet": row.sheet, "row": row.number}
        target = self._target(row, place)
        if target is None:
            return
        base, raw = target
        for column, (asked, cell) in row.cells.items():
            now = convert.shown(asked, raw)
            if self._is_same(cell, now):
                continue
            where = {**place, "column": column, "cell": cell.text[:200]}
            if found := list(self._unfit(asked, cell, now)):
                self._wrong.setdefault(id, []).extend(
                    error(code, **{**where, **facts}) for code, facts in found
                )
                continue
            try:
                value = convert.value(asked, cell.text, self._lists.get(asked.key, ()))
            except convert.NotTakenError as problem:
                said = error("metadata-cell", **where, **problem.facts)
                self._wrong.setdefault(id, []).append(said)
                continue
            names = dict(zip(("table", "field"), row.key[1:], strict=False))
            change = Change(id, asked.key, now or "", cell.text, **names)
            self._changes.setdefault(id, []).append((change, base, asked, value))

    def _is_same(self, cell: Cell, now: str | None) -> bool:
        """Whether a cell says what the descriptor says."""
        if cell.problem:
            return False
        if now is None:
            return cell.text in self._locked or not cell.text
        return cell.text == now.strip()

    def _target(self, row: Row, place: Mapping[str, Any]) -> tuple[Place, Mapping[str, Any]] | None:
        """Where in its file the thing stands, and what is said of it; none: it is not there."""
        id = row.key[0]
        written = self._known.get(id)
        if written is None:
            near = difflib.get_close_matches(id, self._known, n=1)
            self._miss("", row, place, "dataset", id, near)
            return None
        if row.key in self._seen:
            self._miss(id, row, place, "twice", " ".join(row.key), [])
            return None
        self._seen.add(row.key)
        if len(row.key) == 1:
            return (), written.raw
        fields = {(table, name): (at, raw) for table, name, at, raw in written.fields()}
        if found := fields.get((row.key[1], row.key[2])):
            return found
        tables = {table for table, _ in fields}
        case, asked, known = (
            ("field", row.key[2], [name for table, name in fields if table == row.key[1]])
            if row.key[1] in tables
            else ("table", row.key[1], sorted(tables))
        )
        self._miss(id, row, place, case, asked, difflib.get_close_matches(asked, known, n=1))
        return None

    def _miss(
        self,
        id: str,
        row: Row,
        place: Mapping[str, Any],
        case: str,
        cell: str,
        near: list[str],
    ) -> None:
        facts = {"near": near[0], "case": f"{case}-near"} if near else {"case": case}
        said = error("metadata-row", **place, cell=cell[:200], **facts)
        self._wrong.setdefault(id, []).append(said)

    def _unfit(
        self, asked: Property, cell: Cell, now: str | None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Why a cell is not taken: the code of the finding, and its facts."""
        if cell.problem:
            yield "metadata-cell", {"case": cell.problem}
        elif now is None:
            yield "metadata-cell", {"case": "locked"}
        elif not cell.text and asked.required:
            yield "metadata-cell", {"case": "required"}
        elif cell.text in self._locked:
            yield "metadata-cell", {"case": "locked"}
        else:
            for hit in find(cell.text):
                yield hit.code, {"cell": mask(cell.text[hit.start : hit.end])}
            if any(place.sure for place in names.persons(cell.text)):
                yield "person-name", {"cell": "…"}

    def done(self, wrong: list[Finding]) -> Plan:
        """What all rows come to; ``wrong``: what is wrong with the sheets."""
        findings = [*wrong, *(f for found in self._wrong.values() for f in found)]
        held = [id for id in self._wrong if id in self._changes]
        files = []
        for id, changes in self._changes.items():
            if id in held:
                continue
            try:
                files.append(self._planned(self._known[id], changes))
            except EditError:
                held.append(id)
                facts = {"case": "unwritable", "cell": id}
                findings.append(error("metadata-row", file=self._file, **facts))
            except convert.NotTakenError as problem:
                held.append(id)
                findings.append(error("metadata-cell", file=self._file, cell=id, **problem.facts))
        findings.sort(key=lambda f: (f.sheet, f.row or 0, f.column or 0))
        return Plan(tuple(files), tuple(findings), tuple(sorted(held)))

    def _planned(
        self, written: Written, changes: list[tuple[Change, Place, Property, Any]]
    ) -> Planned:
        given = written.path.read_bytes()
        mark = b"\xef\xbb\xbf" if given.startswith(b"\xef\xbb\xbf") else b""
        text = given.removeprefix(mark).decode()
        for _, base, asked, value in changes:
            text = edited(
                text, edits(text, written.is_json, base, asked, value), strict=written.is_json
            )
        return Planned(written, tuple(change for change, *_ in changes), mark + text.encode())
