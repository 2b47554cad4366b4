"""What is told of a table that was found: the steps that were taken, and what only people know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...findings import Value, column_letter, error, warning
from . import cells as c
from . import looks
from .base import DroppedRow, Grid, Laid, LaidColumn, Question, Step
from .grid import Opened
from .measured import Table

#: So many rows or cells are named in a sentence.
_NAMED = 6


def of_file(file: Opened) -> Iterator[Step]:
    """What was found out about a file before its cells were looked at."""
    if len(file.grids) == 1 and not file.grids[0].sheet:
        grid = file.grids[0]
        yield _step("encoding", encoding=grid.encoding.upper().replace("-SIG", ""))
        yield _step("delimiter", mark="Tab" if grid.delimiter == "\t" else grid.delimiter)
    if file.said:
        yield _step("separator-line", mark=file.said)
    if file.links:
        yield _step("external-links")
    for name in file.charts:
        yield _step("sheet-chart", sheet=name)


def laid(grid: Grid, table: Table, all_of_sheet: Sequence[Table]) -> Laid:
    """The table with its steps and questions."""
    down = looks.merged_down(grid, table)
    columns = tuple(
        replace(column, fill_down=column.position in down) for column in table.head.columns
    )
    return Laid(
        grid,
        table.head.rows,
        columns,
        table.first,
        table.last,
        tuple(sorted(table.dropped, key=lambda d: d.row)),
        tuple(table.titles),
        tuple(table.notes),
        tuple(_steps(grid, table, down, all_of_sheet)),
        tuple(_questions(grid, table, columns, down, all_of_sheet)),
    )


def _steps(
    grid: Grid, table: Table, down: frozenset[int], others: Sequence[Table]
) -> Iterator[Step]:
    head = table.head
    if len(others) > 1:
        yield _step("several", number=others.index(table) + 1, count=len(others))
    if table.titles:
        yield _step("titles", rows=_rows([row for row, _ in table.titles]))
    yield _step(
        "header" if len(head.rows) == 1 else "header-levels",
        rows=_rows(head.rows),
        count=len(head.columns),
        levels=len(head.rows),
    )
    if head.unsure:
        yield _step("header-texts", row=head.rows[-1])
    yield _step("records", first=table.first, last=table.last, count=table.count)
    yield from _dropped(table)
    if head.blank_columns:
        yield _step("columns-blank", columns=_columns(head.blank_columns))
    if table.stray:
        row, column, text = table.stray[0]
        place = f"{column_letter(column)}{row}"
        yield _step("stray", place=place, cell=text, count=len(table.stray))
    if down:
        yield _step("filled-down", columns=_columns(sorted(down)))
    if table.bare:
        rows = [row for row, _ in table.bare]
        yield _step("bare", count=len(rows), rows=_rows(rows), cell=table.bare[0][1])
    for row, text in looks.regions(table)[:3]:
        yield _step("region-total", row=row, cell=text)
    marks = looks.blanks(table)
    if marks:
        yield _step("labels-spaced", count=marks)


def _dropped(table: Table) -> Iterator[Step]:
    for told in sorted(table.sums):
        code = "dropped-sum" if told.columns else "dropped-total"
        code = code if told.text else "dropped-sum-nameless"
        yield _step(code, row=told.row, cell=told.text, count=told.columns)
    summed = {told.row for told in table.sums}
    by_reason: dict[str, list[DroppedRow]] = {}
    for dropped in sorted(table.dropped, key=lambda d: d.row):
        if dropped.row in summed or (dropped.reason == "kosong" and dropped.row > table.last):
            continue
        by_reason.setdefault(dropped.reason, []).append(dropped)
    for reason, rows in by_reason.items():
        yield _step(
            f"dropped-{reason}",
            count=len(rows),
            rows=_rows([d.row for d in rows]),
            cell=rows[0].text,
        )


def _questions(
    grid: Grid,
    table: Table,
    columns: tuple[LaidColumn, ...],
    down: frozenset[int],
    others: Sequence[Table],
) -> Iterator[Question]:
    head, sheet = table.head, grid.sheet
    for column in columns:
        if not column.levels:
            # a table above with the same column may say what it is
            known = {
                other.label
                for t in others
                if t is not table
                for other in t.head.columns
                if other.position == column.position and other.levels
            }
            yield _question(
                "label", tuple(sorted(known))[:3], sheet, head.rows[-1], column.position
            )
    said = [c.key(column.label) for column in columns]
    for at, column in enumerate(columns):
        if column.levels and said.index(said[at]) != at:
            yield _question(
                "label-twice", (), sheet, head.rows[-1], column.position, label=column.label
            )
    deep = looks.indented(table)
    if deep:
        row, place, text = deep
        yield _question("indent", ("semua", "perbaiki"), sheet, row, place, cell=text)
    groups = [d for d in table.dropped if d.reason == "judul" and d.row > head.rows[-1]]
    if groups:
        yield _question(
            "groups", ("buang", "perbaiki"), sheet, groups[0].row, None,
            cell=groups[0].text, count=len(groups),
        )  # fmt: skip
    if table.wholes and not deep and not groups:
        row, count = table.wholes[0]
        yield _question(
            "parts", ("semua", "perbaiki"), sheet, row, None,
            cell=looks.name(table, row), count=count, others=len(table.wholes) - 1,
        )  # fmt: skip
    gap = looks.fill_down(table) if not down else None
    if gap:
        yield _question("fill-down", ("ya", "tidak"), sheet, *gap)
    numbers = looks.merged_numbers(grid, table)
    if numbers:
        yield _question("merged-numbers", (), sheet, *numbers)
    yield from _hidden(grid, table)


def _hidden(grid: Grid, table: Table) -> Iterator[Question]:
    """What Excel hides of the table: rows and columns are shown again in different ways."""
    rows = sorted(n for n in grid.hidden_rows if table.head.rows[0] <= n <= table.last)
    columns = [x.position for x in table.head.columns if x.position in grid.hidden_columns]
    for case, found, said in (
        ("hidden-rows", rows, {"rows": _rows(rows)} if rows else {}),
        ("hidden-columns", columns, {"columns": _columns(columns)} if columns else {}),
    ):
        if found:
            # the check holds the table back until somebody says, so this is no mere warning
            facts = {"case": case, "count": len(found), **said}
            yield Question(error("new-open", sheet=grid.sheet, **facts), ("tidak", "ya"))


def _step(code: str, **values: Value) -> Step:
    return Step(code, tuple(values.items()))


def _question(
    case: str,
    options: tuple[str, ...],
    sheet: str,
    row: int | None,
    column: int | None,
    **values: Value,
) -> Question:
    return Question(
        warning("new-open", sheet=sheet, row=row, column=column, case=case, **values), options
    )


def _rows(rows: Sequence[int]) -> str:
    """Numbers of rows, runs of them shortened: 3–5, 9."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    said = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:_NAMED]]
    return ", ".join(said) + (", …" if len(runs) > _NAMED else "")


def _columns(columns: Sequence[int]) -> str:
    said = [column_letter(column) for column in columns[:_NAMED]]
    return ", ".join(said) + (", …" if len(columns) > _NAMED else "")
