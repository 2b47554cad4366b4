"""Each reference answered from what is published; or why it cannot be, as a finding of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..charts import Charts, prepare, times
from ..findings import Finding, Severity, notice, warning
from ..freshness import ENDED, LATE, in_site
from ..model import (
    Dataset,
    Published,
    Reference,
    Resource,
    Site,
    Table,
)
from .answers import Answer, Quoted, Quotes
from .asked import Asked, Page
from .drawing import Plan, plans
from .reading import NOT_FOUND, field_of, figure, needed, time_of

if TYPE_CHECKING:
    from ..tables.lookup import Found


def resolve(
    site: Site,
    pages: Iterable[Page],
    known: Mapping[str, Dataset | None],
    findings: Iterable[Finding] = (),
    *,
    whole: bool = True,
) -> Quotes:
    """The answers. ``known``: every dataset that lies there, none where it cannot be read.

    Without ``whole`` nothing was converted: told is what descriptors tell (a dataset, table or
    column that is not there, or is held back by ``findings``), and no figure is read.
    """
    found = tuple(findings)
    bad = {f.dataset for f in found if f.severity is Severity.ERROR}
    back = {f.dataset for f in found if f.code == "dataset-withdrawn"}
    work = _Work(site, known, bad, back, whole)
    quoted: list[Quoted] = []
    told: list[Finding] = []
    for page in pages:
        answers: dict[Asked, Answer] = {}
        told += page.findings
        once: set[tuple[str, str]] = set()
        for asked in page.asked():
            answer, values = work.answer(asked)
            answers[asked] = answer
            for fault in _told(page, asked, answer, values):
                # What is wrong with a dataset is told once a page, not at each of its figures.
                same = (fault.code, asked.reference.dataset)
                if same not in once:
                    told.append(fault)
                if fault.code in _OF_DATASET:
                    once.add(same)
        quoted.append(Quoted(page, answers))
    if not whole and any(one.answers for one in quoted):
        told.append(notice("quoted-unread"))
    return Quotes(tuple(quoted), tuple(told))


#: What is wrong with a whole dataset.
_OF_DATASET = frozenset(
    {"quoted-held", "quoted-withdrawn", "quoted-dataset-unknown", "quoted-late", "quoted-ended"}
)


def _told(
    page: Page, asked: Asked, answer: Answer, values: Mapping[str, object]
) -> Iterator[Finding]:
    place = {"file": page.file, "row": asked.line, "id": asked.reference.dataset}
    if answer.missing:
        yield warning(answer.missing, **place, **values)
    elif answer.late:
        yield warning("quoted-late", **place)
    elif answer.ended:
        yield warning("quoted-ended", **place)


class _RefusedError(Exception):
    """Why there is no answer: the finding's code, since when, what its words need."""

    def __init__(self, code: str, since: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.since, self.values = code, since, values


@dataclass
class _Work:
    """Answers references of one site; each table is read once for one question."""

    site: Site
    known: Mapping[str, Dataset | None]
    bad: set[str]
    back: set[str]
    whole: bool
    published: dict[str, Published] = field(default_factory=dict)
    _found: dict[tuple[Reference, int], Found | None] = field(default_factory=dict)
    _charts: Charts | None = None

    def __post_init__(self) -> None:
        self.published = {p.id: p for p in self.site.published}

    def answer(self, asked: Asked) -> tuple[Answer, Mapping[str, object]]:
        """The answer; what the words of its finding need, where it is one."""
        try:
            return self._answer(asked), {}
        except _RefusedError as why:
            return Answer(asked, missing=why.code, since=why.since), why.values

    def _answer(self, asked: Asked) -> Answer:
        wanted = asked.reference
        published = self.published.get(wanted.dataset)
        dataset = published.dataset if published else self.known.get(wanted.dataset)
        if why := self._gone(wanted.dataset):
            raise why
        if dataset is None:
            raise _RefusedError("quoted-dataset-unknown")
        resource = _resource(dataset, wanted)
        names = needed(resource, asked)
        if missing := next((n for n in names if resource.field(n) is None), ""):
            raise _RefusedError("quoted-column-unknown", name=missing, table=resource.name)
        if published is None:  # not converted: no more can be told
            return Answer(asked)
        table = next((t for t in published.tables if t.resource.name == resource.name), None)
        if table is None:
            raise _RefusedError("quoted-table-unknown", name=resource.name)
        state = in_site(self.site, published).state
        made = Answer(asked, published, table, late=state == LATE, ended=state == ENDED)
        if asked.kind == "grafik":
            return replace(made, plans=self._plans(published, table, asked))
        return self._read(made, published, table)

    def _gone(self, id: str) -> _RefusedError | None:
        """Why nothing of a dataset may be shown, although there is one of that id."""
        shown = self.published.get(id)
        if shown and shown.held_since:
            return _RefusedError("quoted-held", shown.held_since)
        if shown:
            return None
        held = next((h for h in (*self.site.held_back, *self.site.unplaced) if h.source.id == id),
                    None)  # fmt: skip
        if held and held.withdrawn:
            return _RefusedError("quoted-withdrawn", held.withdrawn.date)
        if id in self.back:
            return _RefusedError("quoted-withdrawn")
        unread = id in self.known and self.known[id] is None
        if held or unread or (id in self.known and id in self.bad):
            return _RefusedError("quoted-held")
        if self.whole and id in self.known:
            return _RefusedError("quoted-dataset-unknown")
        return None

    def _read(self, made: Answer, published: Published, table: Table) -> Answer:
        asked, resource = made.asked, table.resource
        columns = tuple(f.name for f in resource.fields)
        found = self._lookup(published, table, asked, columns)
        if found is None or (asked.kind == "tabel" and not found.total):
            raise self._no_row(published, table, asked, 0)
        if asked.kind == "tabel":
            shown = asked.reference.columns or columns[:MOST_COLUMNS]
            at = [columns.index(name) for name in shown]
            rows = tuple(tuple(row[i] for i in at) for row in found.rows)
            fields = tuple(field_of(resource, name) for name in shown)
            every = (dict(zip(columns, row, strict=True)) for row in found.rows)
            beside = tuple(figure(published, resource, shown[0], row) for row in every)
            return replace(made, fields=fields, rows=rows, beside=beside, total=found.total)
        if found.total != 1:
            raise self._no_row(published, table, asked, found.total)
        row = dict(zip(columns, found.rows[0], strict=True))
        told = figure(published, resource, asked.reference.columns[0], row)
        if told.value is None:
            raise _RefusedError("quoted-value-missing", name=told.field.name)
        return replace(made, figure=told, total=1)

    def _no_row(
        self, published: Published, table: Table, asked: Asked, count: int
    ) -> _RefusedError:
        """That no single row matches; what there is in the fields that should tell them apart."""
        from ..tables.lookup import Wanted, lookup

        time = time_of(table.resource)
        names = dict.fromkeys((*filter(None, [time]), *(n for n, _ in asked.reference.where)))
        parts = []
        for name in list(names)[:3]:
            found = lookup(published, table, Wanted((name,), most=_LOOKED))
            values = dict.fromkeys(r[0] for r in (found.rows if found else ()) if r[0])
            shown = ", ".join(one[:_LONGEST] for one in list(values)[-_NAMED:])
            parts.append(f"{name}: {'… ' if len(values) > _NAMED else ''}{shown or '–'}")
        name = asked.name or asked.kind
        there = "; ".join(parts) or "–"
        return _RefusedError("quoted-rows", name=name, count=count, there=there)

    def _lookup(
        self, published: Published, table: Table, asked: Asked, columns: tuple[str, ...]
    ) -> Found | None:
        reference = asked.reference
        most = asked.most if asked.kind == "tabel" else 1
        key = (replace(reference, columns=()), most)
        if key not in self._found:
            time = time_of(table.resource)
            where, newest = reference.where, ""
            if time and reference.period:
                where = (*where, (time, reference.period))
            elif time and asked.kind == "angka" and time not in dict(where):
                newest = time
            from ..tables.lookup import Wanted, lookup

            wanted = Wanted(columns, where, newest, _end, most)
            self._found[key] = lookup(published, table, wanted)
        return self._found[key]

    def _plans(self, published: Published, table: Table, asked: Asked) -> tuple[Plan, ...]:
        if self._charts is None:
            self._charts = prepare(self.site)
        found = plans(self._charts.picker, published, table, asked)
        if not found:
            raise _RefusedError("quoted-chart-none")
        return found


#: Columns of a table on a page that names none.
MOST_COLUMNS = 8
#: Rows that are looked at to say which values there are, and how many of these are said.
_LOOKED, _NAMED, _LONGEST = 2000, 8, 40


def _end(text: str) -> float | None:
    time = times.read(text)
    return time.end if time else None


def _resource(dataset: Dataset, wanted: Reference) -> Resource:
    """The table that is meant; the only one where none is named."""
    found: Sequence[Resource] = dataset.resources
    if wanted.table:
        found = [r for r in found if r.name == wanted.table]
    if len(found) != 1:
        raise _RefusedError(NOT_FOUND, name=wanted.table or "–")
    return found[0]
