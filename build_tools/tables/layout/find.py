"""Finds the tables of a file: for each its header, its records, and what is none of both."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ...findings import Finding, error, notice, warning
from ..excel.sheet import RefusedError
from . import cells as c
from . import header, telling
from . import rows as r
from .base import Found, Grid, Laid, Question, Step
from .grid import Opened, opened
from .measured import Table, measured
from .view import View

#: A header is looked for in so many rows, then in as many more below the table.
_WINDOW = 1_500
#: More tables than this in a sheet are no tables.
MAX_TABLES = 40
_DICTIONARY = re.compile(r"(?:kamus|kamus\s?data|data\s?dictionary|dictionary)", re.IGNORECASE)
_METADATA = re.compile(r"(?:metadata|meta\s?data)", re.IGNORECASE)
#: So many cells without a result are named.
_NAMED = 20


def find(path: Path) -> Found:
    """The tables of a workbook or CSV file, in order, with every step that was taken.

    Raises nothing for what is in the file: what cannot be read is in ``refused``. The file is
    only read.
    """
    try:
        file = opened(path)
        return _found(path, file)
    except RefusedError as refused:
        return Found(refused=(refused.finding,))
    except (csv.Error, UnicodeError) as problem:  # seen whole before: should not be
        return Found(refused=(error("workbook-unreadable", file=path.name, note=str(problem)),))
    except OSError:
        return Found(refused=(error("file-missing", file=path.name),))


def _found(path: Path, file: Opened) -> Found:
    steps: list[Step] = list(telling.of_file(file))
    notices = []
    tables: list[Laid] = []
    names = {"kamus": "", "metadata": ""}
    questions: list[Question] = []
    for grid in file.grids:
        special = _special(grid.sheet)
        if grid.hidden:
            steps.append(Step("sheet-hidden", (("sheet", grid.sheet),)))
            notices.append(
                warning("sheet-hidden", file=path.name, sheet=grid.sheet, name=grid.sheet)
            )
        elif special and not names[special]:
            names[special] = grid.sheet
            steps.append(Step(f"sheet-{special}", (("sheet", grid.sheet),)))
        else:
            laid = [replace(t, questions=_placed(t.questions, path)) for t in _tables(grid, steps)]
            tables += laid
            if not laid:
                steps.append(Step("sheet-passed", (("sheet", grid.sheet),)))
    refused = list(_uncomputed(path, file, tables))
    bare = next((s for s in steps if s.code == "rest"), None)
    if not tables and not refused and bare:
        place = dict(bare.values)
        refused.append(error("new-open", file=path.name, **place, case="no-header"))
    elif not tables and not refused:
        case = "no-table-charts" if file.charts and not file.grids else "no-table"
        refused.append(error("new-open", file=path.name, case=case))
    if refused:
        return Found((), tuple(steps), (), tuple(refused), grids=file.grids)
    if file.formulas:
        notices.append(
            notice(
                "sheet-formulas", file=path.name, sheet=tables[0].grid.sheet, count=file.formulas
            )
        )
    return Found(
        tuple(tables),
        tuple(steps),
        tuple(questions),
        (),
        names["kamus"],
        names["metadata"],
        file.grids,
        tuple(notices),
    )


def _placed(questions: tuple[Question, ...], path: Path) -> tuple[Question, ...]:
    return tuple(replace(q, finding=replace(q.finding, file=path.name)) for q in questions)


def _special(name: str) -> str:
    name = name.strip()
    return (
        "kamus" if _DICTIONARY.fullmatch(name) else "metadata" if _METADATA.fullmatch(name) else ""
    )


def _uncomputed(path: Path, file: Opened, tables: list[Laid]) -> Iterator[Finding]:
    """Formulas without a result, in a table or in a sheet where none was found for want of them."""
    for name, places in file.uncomputed.items():
        if next(g for g in file.grids if g.sheet == name).hidden or _special(name):
            continue
        within = [t for t in tables if t.grid.sheet == name]
        named = 0
        for row, column in places:
            inside = not within or any(
                t.header[0] <= row <= t.last
                and any(col.position == column for col in t.columns)
                and row not in {d.row for d in t.dropped}
                for t in within
            )
            if inside and named < _NAMED:
                named += 1
                yield error(
                    "formula-uncomputed", file=path.name, sheet=name, row=row, column=column
                )


def _tables(grid: Grid, steps: list[Step]) -> list[Laid]:
    """The tables of a grid from top to bottom."""
    found: list[Table] = []
    start, near = _next(grid, 1), False
    while start and len(found) < MAX_TABLES:
        window = list(islice(grid.rows(), start - 1, start - 1 + _WINDOW))
        width = max(map(len, window))
        view = View(window, start - 1, start, start + len(window) - 1, 1, width, grid.merged)
        heads = header.locate(view)
        if not heads:
            wide = [n for n in view.numbers(start) if len(view.filled(n)) > 1]
            wide = [n for n in wide if not r.kind(view.row(n)) and (found or view.data(n))]
            if wide:
                steps.append(Step("rest", (("sheet", grid.sheet), ("row", wide[0]))))
            break
        made = [t for head in heads for t in _down(grid, head, start, len(heads) > 1, near)]
        ends = [t.end for t in made]
        if found and made:
            _give_titles(found, made)
        found += made
        if made and all(t.whole for t in made):
            break
        end = max([*ends, *(head.rows[-1] for head in heads)]) + 1
        start = _next(grid, end)
        near = start == end
    return [telling.laid(grid, table, found) for table in found]


def _next(grid: Grid, start: int) -> int:
    """The next row that holds something; 0 where the empty rows never end."""
    rows = islice(grid.rows(), start - 1, start - 1 + r.MAX_BLANK)
    for number, row in enumerate(rows, start=start):
        if any(map(c.filled, row)):
            return number
    return 0


def _down(grid: Grid, head: header.Head, start: int, beside: bool, near: bool) -> Iterator[Table]:
    """The table of a header and, beside others, those below it in the same columns."""
    table = measured(grid, head, start, near=near)
    if table.count:
        yield table
    view = head.view
    if beside and table.end < view.end:
        start = table.end + 1
        for other in header.locate(view.part(start, view.end, view.left, view.right)):
            yield from _down(grid, other, start, beside, near=True)


def _give_titles(before: list[Table], after: list[Table]) -> None:
    """Texts right above the next header are its titles, not notes of the table before."""
    top = min((row for t in after for row, _ in t.titles), default=after[0].head.rows[0])
    for table in before:
        table.dropped = [d for d in table.dropped if d.row < top or d.row <= table.last]
        table.notes = [n for n in table.notes if n[0] < top]
