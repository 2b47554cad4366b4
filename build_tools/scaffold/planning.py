"""From a spreadsheet to the plan of a dataset: its tables, the steps taken, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..findings import Finding
from ..infer import Known, known, propose
from ..infer.base import Proposal
from ..load import load_portal
from ..metadata.spoken import spoken
from ..model import Recipe
from ..tables import layout
from ..tables.layout.base import Found, Laid, Question, Step
from . import stacking
from .base import ScaffoldError, slug
from .described import Sheets, sheets
from .naming import dataset_name
from .recorded import recipe_of

#: The answer that asks for time: the sheet is going to be mended first.
_STOP = "perbaiki"

#: Questions on whose answer the figures or the rows depend, and of which no other check tells.
_HOLDING = frozenset(
    {
        *("number-style-mixed", "number-styles", "month-first", "merged-numbers", "fill-down"),
        *("groups", "indent", "parts", stacking.CASE),
    }
)

#: Answers to questions: by `key`, what was chosen or written.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """One table of the new dataset: its resource's name, where it lies, what its columns are.

    ``recipe`` is None where the file can be read as it stands.
    """

    name: str
    laid: Laid
    proposal: Proposal
    recipe: Recipe | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done to find and read it."""
        return (*self.laid.steps, *self.proposal.steps)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only people know."""
        return (*self.laid.questions, *self.proposal.questions)


@dataclass(frozen=True, slots=True)
class Plan:
    """A dataset that can be written. ``values`` are those of the descriptor's head."""

    opd: str
    name: str
    source: Path
    found: Found
    tables: tuple[PlannedTable, ...]
    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    described: Sheets = field(default_factory=Sheets)
    findings: tuple[Finding, ...] = ()  # of the sheets `kamus` and `metadata`
    answered: frozenset[str] = frozenset()  # keys of the questions that people have answered

    def held(self, table: PlannedTable) -> tuple[Question, ...]:
        """The open questions that hold a table back: what would be published depends on them.

        What concerns all tables is asked of the first.
        """
        own = table.name if len(self.tables) > 1 else ""
        given = [(own, q) for q in table.questions]
        if table is self.tables[0]:
            given += [("", q) for q in self.found.questions]
        return tuple(
            q for name, q in given if q.case in _HOLDING and key(name, q) not in self.answered
        )

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """Everything that is open, each under its key."""
        given = [("", q) for q in self.found.questions]
        given += [
            (t.name if len(self.tables) > 1 else "", q) for t in self.tables for q in t.questions
        ]
        return tuple((key(table, q), q) for table, q in given)


def key(table: str, question: Question) -> str:
    """Names a question: its table where there are several, its case, its column."""
    return ":".join(part for part in (table, question.case, question.finding.field) if part)


def plan(
    root: Path, opd: str, source: Path, name: str = "", answers: Answers | None = None
) -> Plan:
    """What would be written for a file; nothing is written, and the file is only read.

    ``answers`` are those to the questions of an earlier plan of the same file. Raises
    `ScaffoldError` ``file-refused`` with ``findings`` where it cannot be read as a table.
    """
    found = layout.find(source)
    if found.refused:
        raise ScaffoldError("file-refused", file=source, findings=found.refused)
    if not found.tables:
        raise ScaffoldError("file-no-table", file=source)
    facts = known(root, source.name)
    name = name or dataset_name(source.stem)
    told = answers or {}
    said = sheets(source, found, spoken(load_portal(root, date.min)))
    facts = replace(facts, said=said.of_columns(c.label for t in found.tables for c in t.columns))
    several = stacking.alike(found.tables)
    times = stacking.periods(found.tables) if several else None
    default = stacking.TOGETHER if times else ""
    if several and told.get(stacking.CASE, default) == stacking.TOGETHER:
        tables: tuple[PlannedTable, ...] = (_together(found, name, facts, told, times),)
    else:
        tables = tuple(_tables(found, name, facts, told))
    if several and stacking.CASE not in told and not times:
        asked = (*found.questions, stacking.question(found.tables))
        found = replace(found, questions=asked)
    planned = tuple(replace(t, proposal=said.onto(t.proposal)) for t in tables)
    proposals = tuple(t.proposal for t in planned)
    wrong = (
        *found.notices,
        *said.findings,
        *said.unmatched(proposals, source.name, found.dictionary),
    )
    return Plan(opd, name, source, found, planned, _values(planned), said, wrong, frozenset(told))


def _tables(found: Found, name: str, facts: Known, answers: Answers) -> Iterator[PlannedTable]:
    several = len(found.tables) > 1
    taken: set[str] = set()
    for number, laid in enumerate(found.tables, start=1):
        own = name
        if several:
            own = slug(laid.grid.sheet) or f"{name}-{number}"
            own = own if own not in taken else f"{own}-{number}"
        taken.add(own)
        start = f"{own}:" if several else ""
        mine = {k.removeprefix(start): v for k, v in answers.items() if k.startswith(start)}
        laid = _answered(laid, mine)
        proposal = propose(laid, facts, mine)
        times = (
            None
            if several or mine.get(stacking.CASE) == stacking.APART
            else stacking.only(laid, proposal)
        )
        if times:
            proposal = _timed(laid, facts, mine, times)
        proposal = _named(laid, proposal, mine)
        # a sheet gets a title or moves a column sooner or later; a CSV comes out of a program
        bare = proposal.plain and not several and not laid.grid.sheet
        recipe = None if bare else recipe_of(laid, proposal)
        if recipe and times:
            recipe = replace(recipe, sheet_field=times.field.name, sheet_period=True)
        yield PlannedTable(own, laid, proposal, recipe)


def _timed(laid: Laid, facts: Known, answers: Answers, times: stacking.Periods) -> Proposal:
    """The proposal with the period that its only sheet is called after; the year stands in it."""
    alone = propose(laid, facts, {"year-from-name": "tidak", **answers})
    made = stacking.with_sheet(alone, alone.primary_key, times.field, times)
    return replace(made, steps=(*made.steps, stacking.told((laid,), times)))


def _answered(laid: Laid, answers: Answers) -> Laid:
    """The table with the answers to questions about where its cells are.

    Raises `ScaffoldError` ``stopped`` where people want to mend the sheet first.
    """
    if any(answers.get(q.case) == _STOP for q in laid.questions):
        raise ScaffoldError("stopped")
    down = {q.finding.column for q in laid.questions if q.case == "fill-down"}
    if answers.get("fill-down") != "ya" or not down:
        return laid
    columns = tuple(replace(c, fill_down=c.fill_down or c.position in down) for c in laid.columns)
    return replace(laid, columns=columns)


def _named(laid: Laid, proposal: Proposal, answers: Answers) -> Proposal:
    """The proposal with the names that people gave to columns without a header."""
    given = {
        q.finding.column: answers[question]
        for q in laid.questions
        if q.case in {"label", "label-twice"} and (question := key("", q)) in answers
    }
    if not given:
        return proposal
    labels = {column.label: given.get(column.position, "") for column in laid.columns}
    fields = tuple(
        replace(f, name=name, properties={**f.properties, "title": labels[f.label]})
        if (name := slug(labels.get(f.label, "")).replace("-", "_"))
        else f
        for f in proposal.fields
    )
    names = {old.name: new.name for old, new in zip(proposal.fields, fields, strict=True)}
    primary = tuple(names.get(name, name) for name in proposal.primary_key)
    return replace(proposal, fields=fields, primary_key=primary)


def _together(
    found: Found, name: str, facts: Known, answers: Answers, times: stacking.Periods | None
) -> PlannedTable:
    """Sheets of one shape as one table; ``times`` are their periods, where they say them."""
    laid = stacking.stacked(found.tables, times)
    if times:  # the year stands in the period
        answers = {"year-from-name": "tidak", **answers}
    alone = propose(found.tables[0], facts, answers)
    field = times.field if times else stacking.plain_field()
    proposal = stacking.with_sheet(propose(laid, facts, answers), alone.primary_key, field, times)
    made = recipe_of(laid, proposal)
    sheets = tuple(table.grid.sheet for table in found.tables)
    recipe = replace(made, sheets=sheets, sheet_field=field.name, sheet_period=times is not None)
    return PlannedTable(name, laid, proposal, recipe)


def _values(tables: Sequence[PlannedTable]) -> dict[str, str | Sequence[str]]:
    """What the tables say of the dataset as a whole."""
    first = tables[0].proposal
    proposals = [t.proposal for t in tables]
    starts = [p.period[0] for p in proposals if p.period[0]]
    ends = [p.period[1] for p in proposals if p.period[1]]
    same = {p.frequency for p in proposals}
    values: dict[str, str | Sequence[str]] = {
        "title": first.title,
        "sources.title": next((p.source for p in proposals if p.source), ""),
        "sdi:periode.mulai": min(starts, default=""),
        "sdi:periode.selesai": max(ends, default=""),
        "sdi:frekuensi": first.frequency if len(same) == 1 else "",
        "sdi:tingkat": first.level,
        "sdi:cakupan": first.area,
    }
    return {key: value for key, value in values.items() if value}
