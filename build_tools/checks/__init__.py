"""What is checked: two lists, one line a check.

A check of the dataset is a generator of findings. A check of rows is made for a resource
(or says that there is nothing for it to do) and sees every row once, in batches, in the pass
in which the cells are judged. To add one: a function here or in a new module, its line in the
list, its words under ``findings.checks`` and one example per code. What concerns tables with
a profile only has a list of its own, `profile_checks`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..findings import Finding, Severity
from ..model import Acceptance, CheckRun, Dataset, Resource, Waiver
from ..tables import descriptors, engine, quotes, read
from ..tables.batch import Batch
from ..tables.recipe.beside import beside
from . import (
    access,
    advice,
    areacode,
    areas,
    charts,
    constraints,
    emptycodes,
    emptycolumns,
    headernames,
    headings,
    hidden,
    keys,
    metadata,
    parts,
    percent,
    periods,
    personalfiles,
    persondata,
    persons,
    plausibility,
    privacy,
    recipes,
    rules,
    series,
    smallcounts,
    units,
    values,
)
from .base import RowCheck
from .instead import Told
from .kept import Limit, of_dataset
from .profile_checks import PROFILE_CHECKS
from .reference import Reference
from .waived import Accepted, Waived

__all__ = ["CHECKS", "ROW_CHECKS", "Checked", "Reference", "check", "in_force"]

#: How many findings of one code in one column are shown; the rest are counted.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the descriptor: its name, what it counts, and the generator."""

    name: str
    unit: str
    run: Callable[[Dataset, Reference], Iterator[Finding]]


def _personal_text(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Numbers and addresses, then names, in the descriptor, the story and names of columns."""
    yield from privacy.descriptor(dataset, reference)
    yield from persons.descriptor(dataset, reference)
    yield from headings.after_persons(dataset)


def _references(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """What keys point at is there, and the area that all rows are about."""
    yield from keys.references_exist(dataset, reference)
    yield from areacode.area(dataset, reference)


CHECKS = (
    Check("standard", "resources", metadata.standard),
    Check("metadata", "properties", metadata.complete),
    Check("translations", "properties", metadata.translated),
    Check("measures", "fields", metadata.measures),
    Check("vocabulary", "properties", metadata.vocabulary),
    Check("constraints", "fields", constraints.constraints),
    Check("references", "fields", _references),
    Check("charts", "resources", charts.charts),
    Check("units", "fields", units.units),
    Check("personal-text", "properties", _personal_text),
    Check("personal-files", "resources", personalfiles.dataset),
    Check("access", "properties", access.classes),
)

#: Makes the check of one resource's rows; None where it does not concern that resource.
ROW_CHECKS: dict[str, Callable[[Dataset, Resource, Reference], RowCheck | None]] = {
    "categories": values.categories,
    "finite": values.finite,
    "grouped": values.grouped,
    "spaces": values.spaces,
    "totals": plausibility.totals,
    "period": periods.period_of_rows,
    "series": series.series,
    "areas": areas.areas,
    "code-names": emptycodes.codes_and_names,
    "parts": parts.parts,
    "shares": percent.shares,
    "empty-columns": emptycolumns.empty_columns,
    "unique-keys": keys.unique_keys,
    "foreign-keys": keys.foreign_keys,
    "rules": rules.rules,
    "personal-data": privacy.cells,
    "personal-columns": persondata.columns,
    "person-names": persons.no_persons,
    "small-counts": smallcounts.small_counts,
    **PROFILE_CHECKS,
}


class Output(Protocol):
    """Takes the batches of one table."""

    def take(self, batch: Batch) -> None:
        """Takes the next rows."""


class Sink(Protocol):
    """Takes the tables of a dataset."""

    def table(self, resource: Resource) -> Output:
        """What takes the batches of that resource."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found, and what each check looked at."""

    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]


def check(
    dataset: Dataset,
    reference: Reference,
    sink: Sink | None = None,
    shown: int = SHOWN,
    waivers: Sequence[Waiver] = (),
    accepted: Sequence[Acceptance] = (),
) -> Checked:
    """Runs every check on a dataset that was loaded.

    ``reference`` answers for the keys of other datasets. Reads the tables; writes nothing.
    ``sink`` is given each batch that was checked, up to the first that holds an error: a table
    is read once for all stages. ``shown``: how many findings of one code in one column are
    given; of the others only their number. ``waivers``: those of the dataset that are in force;
    what they are about holds nothing back. ``accepted``: the acceptances in force; the warnings
    that they are about are counted in one notice each.
    """
    taken = Accepted(accepted, dataset.resources, dataset.source.descriptor)
    found: list[Finding] = []
    runs: list[CheckRun] = []
    for check in CHECKS:
        left = Waived(waivers).left(check.run(dataset, reference))
        results = [of_dataset(dataset, f) for f in taken.others(left)]
        runs.append(_run(check.name, check.unit, _size(dataset, check.unit), results))
        found += results
    found_rows, row_runs = _tables(dataset, reference, sink, shown, (waivers, taken))
    found = recipes.once(dataset, found, found_rows, waivers)
    found += [*found_rows, *(of_dataset(dataset, f) for f in taken.told())]
    told = hidden.all_hidden(found, dataset.resources)
    return Checked(tuple(told), tuple(runs + row_runs))


def _run(name: str, unit: str, examined: int, found: Iterable[Finding]) -> CheckRun:
    counts = Counter[Severity]()
    for f in found:
        counts[f.severity] += int(dict(f.values)["more"]) if f.code == "more" else 1
    return CheckRun(name, unit, examined, counts[Severity.ERROR], counts[Severity.WARNING])


def _size(dataset: Dataset, unit: str) -> int:
    if unit == "fields":
        return sum(len(r.fields) for r in dataset.resources)
    return len(dataset.resources) if unit == "resources" else len(dataset.raw)


def _tables(
    dataset: Dataset,
    reference: Reference,
    sink: Sink | None,
    shown: int,
    decisions: tuple[Sequence[Waiver], Accepted],
) -> tuple[list[Finding], list[CheckRun]]:
    """The pass over all tables: frictionless' verdict and the row checks together."""
    waivers, taken = decisions
    found: dict[str, list[Finding]] = {"table": []}
    seen = Counter[str]()
    for resource in dataset.resources:
        adds = advice.Advice(resource)
        limits = {
            name: Limit(dataset, adds, shown, (Waived(waivers, resource), taken))
            for name in ("table", *ROW_CHECKS)
        }
        seen.update(_table(dataset, resource, reference, limits, sink))
        for name, limit in limits.items():
            found.setdefault(name, []).extend(limit.all())
    runs = [
        _run(name, "rows", seen[name], found.get(name, []))
        for name in ("table", *ROW_CHECKS)
        if seen[name] or found.get(name)
    ]
    return [f for group in found.values() for f in group], runs


def _table(
    dataset: Dataset,
    resource: Resource,
    reference: Reference,
    limits: dict[str, Limit],
    sink: Sink | None,
) -> Counter[str]:
    """Checks one table; gives how many rows each check saw."""
    seen = Counter[str]()
    unusable = "sdi:resep" in resource.raw and resource.recipe is None  # said where it was loaded
    if unusable or not constraints.constraints_valid(resource):
        return seen
    stop = [*descriptors.schema_problems(resource, dataset.source.descriptor)]
    stop = stop or [*read.problems(dataset.source.folder, resource, beside(dataset, resource))]
    limits["table"].take(stop, placed=True)
    if not read.stops(stop):
        running = {
            name: made
            for name, make in ROW_CHECKS.items()
            if (made := make(dataset, resource, reference)) is not None
        }
        count, output = 0, sink.table(resource) if sink else None
        looks = {name: c.suspects for name, c in running.items() if not c.remembers}
        odd: list[bool] = []
        header = headernames.Header(resource)
        folder = dataset.source.folder
        for batch, problems in engine.batches(folder, resource, looks, lambda: odd.append(True)):
            if batch is None:
                limits["table"].take(header.told(problems))
                continue
            count += len(batch)
            told = Told(resource)
            for name, row_check in running.items():
                if name in looks:
                    judged = row_check.among(batch, batch.looked[name])
                else:
                    judged = row_check.batch(batch)
                limits[name].take(told.seen(judged))
            limits["table"].take(header.left(told.left(header.told(problems))))
            if output and not any(limit.errors for limit in limits.values()):
                output.take(batch)
        if odd:
            limits["table"].take(quotes.broken(folder, resource))
        for name, row_check in running.items():
            limits[name].take(row_check.end())
        seen.update(dict.fromkeys(("table", *running), count))
        limits["table"].take(plausibility.shape(resource, count))
    return seen


def in_force(findings: Iterable[Finding], since: str) -> list[Finding]:
    """The findings that count for a version committed on a day (ISO date; empty: today).

    A rule about the description counts from the day it came into force, so that a new one
    never takes away what was public; all other rules always count.
    """
    return [f for f in findings if not since or metadata.IN_FORCE.get(f.code, "") <= since]
