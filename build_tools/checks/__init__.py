"""What is checked: two lists, one line a check.

A check of the dataset is a generator of findings. A check of rows is made for a resource
(or says that there is nothing for it to do) and sees every row once, in one pass with
frictionless. To add one: a function here or in a new module, its line in the list, its
words under ``findings.checks`` and one example per code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..findings import Finding, Severity, error
from ..model import CheckRun, Dataset, Resource
from ..tables import explain, read
from . import charts, constraints, keys, metadata, plausibility, privacy, rules, values
from .base import RowCheck
from .reference import Reference
from .register import register

__all__ = ["CHECKS", "ROW_CHECKS", "Checked", "Reference", "check", "in_force", "register"]

#: How many findings of one code in one column are shown; the rest are counted.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the descriptor: its name, what it counts, and the generator."""

    name: str
    unit: str
    run: Callable[[Dataset, Reference], Iterator[Finding]]


CHECKS = (
    Check("standard", "resources", metadata.standard),
    Check("metadata", "properties", metadata.complete),
    Check("translations", "properties", metadata.translated),
    Check("measures", "fields", metadata.measures),
    Check("vocabulary", "properties", metadata.vocabulary),
    Check("constraints", "fields", constraints.constraints),
    Check("references", "fields", keys.references_exist),
    Check("charts", "resources", charts.charts),
    Check("personal-text", "properties", privacy.descriptor),
)

#: Makes the check of one resource's rows; None where it does not concern that resource.
ROW_CHECKS: dict[str, Callable[[Dataset, Resource, Reference], RowCheck | None]] = {
    "categories": values.categories,
    "finite": values.finite,
    "grouped": values.grouped,
    "spaces": values.spaces,
    "totals": plausibility.totals,
    "unique-keys": keys.unique_keys,
    "foreign-keys": keys.foreign_keys,
    "rules": rules.rules,
    "personal-data": privacy.cells,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found, and what each check looked at."""

    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]


def check(dataset: Dataset, reference: Reference) -> Checked:
    """Runs every check on a dataset that was loaded.

    ``reference`` answers for the keys of other datasets. Reads the tables; writes nothing.
    """
    found: list[Finding] = []
    runs: list[CheckRun] = []
    for check in CHECKS:
        results = [_at(dataset, f) for f in check.run(dataset, reference)]
        runs.append(_run(check.name, check.unit, _size(dataset, check.unit), results))
        found += results
    found_rows, row_runs = _tables(dataset, reference)
    return Checked(tuple(found + found_rows), tuple(runs + row_runs))


def _at(dataset: Dataset, finding: Finding) -> Finding:
    """The finding with its dataset, and with anything personal in it masked."""
    cell = privacy.masked(finding.cell)
    values = tuple((k, privacy.masked(v) if isinstance(v, str) else v) for k, v in finding.values)
    return replace(finding, dataset=dataset.id, cell=cell, values=values)


def _run(name: str, unit: str, examined: int, found: Iterable[Finding]) -> CheckRun:
    counts = Counter[Severity]()
    for f in found:
        counts[f.severity] += int(dict(f.values)["more"]) if f.code == "more" else 1
    return CheckRun(name, unit, examined, counts[Severity.ERROR], counts[Severity.WARNING])


def _size(dataset: Dataset, unit: str) -> int:
    if unit == "fields":
        return sum(len(r.fields) for r in dataset.resources)
    return len(dataset.resources) if unit == "resources" else len(dataset.raw)


def _tables(dataset: Dataset, reference: Reference) -> tuple[list[Finding], list[CheckRun]]:
    """The pass over all tables: frictionless' verdict and the row checks together."""
    found: dict[str, list[Finding]] = {"table": []}
    seen = Counter[str]()
    for resource in dataset.resources:
        seen.update(_table(dataset, resource, reference, found))
    runs = [
        _run(name, "rows", seen[name], found.get(name, []))
        for name in ("table", *ROW_CHECKS)
        if seen[name] or found.get(name)
    ]
    return [f for group in found.values() for f in group], runs


def _table(
    dataset: Dataset, resource: Resource, reference: Reference, found: dict[str, list[Finding]]
) -> Counter[str]:
    """Checks one table; gives how many rows each check saw."""
    seen = Counter[str]()
    if not constraints.constraints_valid(resource):
        return seen
    limits = {name: _Limit(dataset, resource) for name in ("table", *ROW_CHECKS)}
    stop = [*explain.schema_problems(resource, dataset.source.descriptor)]
    stop = stop or [*read.problems(dataset.source.folder, resource)]
    limits["table"].take(stop)
    if not any(f.severity is Severity.ERROR for f in stop):
        running = {
            name: made
            for name, make in ROW_CHECKS.items()
            if (made := make(dataset, resource, reference)) is not None
        }
        count = 0
        for row, problems in explain.rows(dataset.source.folder, resource):
            limits["table"].take(problems)
            if row is None:
                continue
            count += 1
            for name, row_check in running.items():
                limits[name].take(row_check.row(row))
        for name, row_check in running.items():
            limits[name].take(row_check.end())
        seen.update(dict.fromkeys(("table", *running), count))
        limits["table"].take(plausibility.shape(resource, count))
    for name, limit in limits.items():
        found.setdefault(name, []).extend(limit.all())
    return seen


class _Limit:
    """Keeps the first findings of each code and column, and counts the others."""

    def __init__(self, dataset: Dataset, resource: Resource) -> None:
        self._dataset, self._file = dataset, resource.path
        self._kept: list[Finding] = []
        self._counts = Counter[tuple[str, str, Severity]]()

    def take(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            key = (finding.code, finding.field, finding.severity)
            self._counts[key] += 1
            if self._counts[key] <= SHOWN:
                self._kept.append(_at(self._dataset, finding))

    def all(self) -> Iterator[Finding]:
        yield from self._kept
        for (code, field, severity), count in self._counts.items():
            if count > SHOWN:
                more = error("more", file=self._file, field=field, of=code, more=count - SHOWN)
                yield replace(_at(self._dataset, more), severity=severity)


def in_force(findings: Iterable[Finding], since: str) -> list[Finding]:
    """The findings that count for a version committed on a day (ISO date; empty: today).

    A rule about the description counts from the day it came into force, so that a new one
    never takes away what was public; all other rules always count.
    """
    return [f for f in findings if not since or metadata.IN_FORCE.get(f.code, "") <= since]
