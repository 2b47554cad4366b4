"""Sheets of one shape: one table for each, or all of them below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..findings import warning
from ..infer.base import Proposal, ProposedField
from ..tables.layout.base import DroppedRow, Grid, Laid, Question, Raw, Step

#: The case of the question, and its answers.
CASE, TOGETHER, APART = "sheets-alike", "gabung", "pisah"
#: The field that takes the name of the sheet.
FIELD = "lembar"


def alike(tables: Sequence[Laid]) -> bool:
    """Whether all tables have the same header, each in a sheet of its own."""
    shapes = {(t.header, tuple(c.label for c in t.columns)) for t in tables}
    return len(tables) > 1 and len(shapes) == 1 and len({t.grid.sheet for t in tables}) > 1


def question(tables: Sequence[Laid]) -> Question:
    """Whether they are one table; only people know what the sheets stand for."""
    names = ", ".join(table.grid.sheet for table in tables)
    found = warning("new-open", case=CASE, sheets=names, count=len(tables))
    return Question(found, (APART, TOGETHER))


def stacked(tables: Sequence[Laid]) -> Laid:
    """All of them as one table, in the order of the sheets; its grid is that of the first."""
    first = tables[0]
    top = first.last
    more = sum(1 for table in tables[1:] for _ in table.records())

    def rows() -> Iterator[list[Raw]]:
        for number, row in enumerate(first.grid.rows(), start=1):
            if number > top:
                break
            yield row
        width = max(column.position for column in first.columns)
        for table in tables[1:]:
            for _, record in table.records():
                below: list[Raw] = [None] * width
                for column, cell in zip(first.columns, record, strict=True):
                    below[column.position - 1] = cell
                yield below

    grid: Grid = replace(first.grid, rows=rows)
    dropped = tuple(d for d in first.dropped if d.row <= top)
    below = [d for table in tables for d in table.dropped]
    texts = dict.fromkeys((d.reason, d.text) for d in below if d.text)
    named = tuple(DroppedRow(top + more + 1, reason, text) for reason, text in texts)
    steps = (*first.steps, Step("stacked", (("count", len(tables)),)))
    return replace(first, grid=grid, last=top + more, dropped=(*dropped, *named), steps=steps)


def with_sheet(proposal: Proposal, key: Sequence[str]) -> Proposal:
    """The proposal with the field of the sheet's name in front; ``key`` is that of one sheet."""
    properties = {
        "title": "Lembar",
        "description": "ISI: apa yang dikatakan nama lembar, misalnya bulan",
        "constraints": {"required": True},
    }
    field = ProposedField("", FIELD, "string", "teks", properties)
    fields = (field, *proposal.fields)
    if not key:
        return replace(proposal, fields=fields, plain=False)
    left = tuple(q for q in proposal.questions if q.case != "key-none")
    steps = tuple(step for step in proposal.steps if step.code != "key")
    whole = (FIELD, *key)
    told = Step("key", (("columns", ", ".join(whole)),))
    return replace(
        proposal,
        fields=fields,
        primary_key=whole,
        plain=False,
        questions=left,
        steps=(*steps, told),
    )
