"""Sheets of one shape: one table for each, or all of them below one another.

Sheets that are called after months or years are one table, the period a column of it; what others
stand for only people know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..findings import warning
from ..infer.base import Proposal, ProposedField
from ..tables.layout.base import DroppedRow, Grid, Laid, Question, Raw, Step
from ..tables.recipe import labelperiods, months, sheetperiods
from .base import slug

#: The case of the question, and its answers.
CASE, TOGETHER, APART = "sheets-alike", "gabung", "pisah"
#: The field that takes the name of the sheet.
FIELD = "lembar"
#: A month and its year in a title, with the words that lead to them.
_TIME = re.compile(
    r"[\s,(]*(?:(?:per|periode|bulan|bln|tahun|thn)\.?\s+)*"
    rf"\b(?:{'|'.join((*months.MONTHS, 'Pebruari', 'Nopember'))})\b\.?"
    r"(?:[\s,]*(?:tahun\s+)?(?:19|20)[0-9]{2}\b)?\)?",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(r"[\s,(]*(?:(?:per|tahun|thn)\.?\s+)*\b(?:19|20)[0-9]{2}\b\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Periods:
    """The field of the sheets' periods, and the first and the last of them (ISO 8601)."""

    field: ProposedField
    first: str
    last: str

    @property
    def frequency(self) -> str:
        """How often there is a new sheet."""
        return "bulanan" if self.field.type == "yearmonth" else "tahunan"


def periods(tables: Sequence[Laid]) -> Periods | None:
    """The periods of sheets that are called after them; None where one has none, or two the same.

    A month needs a year: in the name of its sheet, or in the title above its table.
    """
    found = [
        sheetperiods.period(t.grid.sheet, [text for _, text in t.titles])
        if sheetperiods.is_named(t.grid.sheet)
        else ""
        for t in tables
    ]
    sizes = {len(value) if value[:4].isdigit() else 0 for value in found}
    if len(set(found)) < len(found) or sizes not in ({4}, {7}):
        return None
    name, title, kind = ("tahun", "Tahun", "year") if sizes == {4} else _MONTHS
    taken = {slug(column.label) for table in tables for column in table.columns}
    properties = {
        "title": title,
        "description": f"{title} data, menurut nama lembarnya.",
        "sdi:peran": "waktu",
        "constraints": {"required": True},
    }
    name = name if name not in taken else "periode"
    field = ProposedField("", name, kind, "teks", properties)
    return Periods(field, min(found), max(found))


def only(laid: Laid, proposal: Proposal) -> Periods | None:
    """The period of the one sheet of a file: next time there is another sheet, or another name.

    None where a column, or the labels of several, say the time already.
    """
    if any(f.properties.get("sdi:peran") == "waktu" for f in proposal.fields if f.label):
        return None
    known = periods((laid,))
    if known is None:
        return None
    said = [labelperiods.periods(column.label) for column in laid.columns]
    years = known.field.type == "year"
    return None if any(year or (month and not years) for year, month, _ in said) else known


_MONTHS = ("bulan", "Bulan", "yearmonth")


def untimed(title: str, given: Periods) -> str:
    """A title without the month or year that is only that of the first sheet.

    Empty where nothing else is in it.
    """
    form = _OF_YEAR if given.field.type == "year" else _TIME
    return " ".join(form.sub("", title).split()).strip(" ,-–:")


def alike(tables: Sequence[Laid]) -> bool:
    """Whether all tables have the same header, each in a sheet of its own."""
    shapes = {(t.header, tuple(c.label for c in t.columns)) for t in tables}
    return len(tables) > 1 and len(shapes) == 1 and len({t.grid.sheet for t in tables}) > 1


def question(tables: Sequence[Laid]) -> Question:
    """Whether they are one table; only people know what the sheets stand for."""
    names = ", ".join(table.grid.sheet for table in tables)
    found = warning("new-open", case=CASE, sheets=names, count=len(tables))
    return Question(found, (APART, TOGETHER))


def stacked(tables: Sequence[Laid], known: Periods | None = None) -> Laid:
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
    steps = (*first.steps, told(tables, known))
    return replace(first, grid=grid, last=top + more, dropped=(*dropped, *named), steps=steps)


def told(tables: Sequence[Laid], known: Periods | None) -> Step:
    """The step by which the names of sheets became a column."""
    if known and len(tables) == 1:
        return Step("sheet-period", (("column", known.field.name), ("first", known.first)))
    if known is None:
        return Step("stacked", (("count", len(tables)),))
    said = {"column": known.field.name, "first": known.first, "last": known.last}
    return Step("stacked-period", (("count", len(tables)), *said.items()))


def plain_field() -> ProposedField:
    """The field of the sheets' names, where only people know what they say."""
    properties = {
        "title": "Lembar",
        "description": "ISI: apa yang dikatakan nama lembar, misalnya bulan",
        "constraints": {"required": True},
    }
    return ProposedField("", FIELD, "string", "teks", properties)


def with_sheet(
    proposal: Proposal, key: Sequence[str], field: ProposedField, known: Periods | None = None
) -> Proposal:
    """The proposal with the field of the sheet in front; ``key`` is that of one sheet.

    With ``known`` periods the whole is about these, and its title about none of them.
    """
    made = replace(proposal, fields=(field, *proposal.fields), plain=False)
    if known:
        steps = tuple(s for s in made.steps if s.code not in {"period", "title", "frequency"})
        title = untimed(made.title, known)
        told = (Step("title", (("value", title),)),) if title else ()
        made = replace(
            made,
            title=title,
            period=(known.first, known.last),
            frequency=known.frequency,
            steps=(*steps, *told),
        )
    if not key:
        return made
    left = tuple(q for q in made.questions if q.case != "key-none")
    steps = tuple(step for step in made.steps if step.code != "key")
    whole = (field.name, *key)
    named = Step("key", (("columns", ", ".join(whole)),))
    return replace(made, primary_key=whole, questions=left, steps=(*steps, named))
