"""Parts beside their total (laki_laki, perempuan, jumlah) without a rule that says so.

Which columns are the parts is tried out: where nearly all rows come to their total exactly, the
few others are doubtful. Where most do not, the columns are something else. Where one figure of a
doubtful row is 10, 100 or 1,000 times what it must be, that figure is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ..findings import Finding
from ..model import Dataset, Field, Resource
from ..tables.batch import Batch
from ..tables.exact import BOUND, Exact, exact
from .base import Columns, RowCheck
from .doubts import doubt, measured, unit, wanted
from .reference import Reference

_TOTAL = re.compile(r"(?:^|_)(?:jumlah|jml|total|keseluruhan|seluruhnya)(?=_|$)")
_SEXES = (
    re.compile(r"(?:^|_)(?:laki_laki|laki|lk|pria|l)(?=_|$)"),
    re.compile(r"(?:^|_)(?:perempuan|pr|wanita|p)(?=_|$)"),
)
#: A code or a number by which rows are called, for all that it looks like a figure.
_NO_FIGURE = re.compile(r"(?:^|_)(?:no|nomor|id|kode|tahun|bulan|semester|triwulan)(?=_|$)")
#: Units in which figures were rounded.
_ROUNDED = re.compile(r"\b(?:ribu|juta|mil[iy]ar|tril[iy]un|thousand|million|billion)\b")
#: After so many rows, sets of columns that come to no total are dropped.
_TRIED, _HALF = 1_000, 0.5
#: So many rows must come to their total before one that does not is doubtful.
_FEWEST = 5
#: By how much a figure may be a slip of the keyboard, or of a mark of thousands.
_TIMES = (10, 100, 1000)
#: How many rows that do not are remembered.
_KEPT = 200


class _Wrong(NamedTuple):
    """A row whose parts do not come to its total: where, and what its finding says."""

    row: int
    field: str
    cell: str
    facts: dict[str, str | int]


@dataclass
class _Set:
    """A column of totals, and columns that may be its parts."""

    total: str
    parts: tuple[str, ...]
    slack: int  # by how much of the last decimal rounding may part them
    holds: int = 0
    fails: int = 0
    kept: list[_Wrong] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.holds + self.fails


class _Parts(RowCheck):
    """Counts for every set of columns how many rows come to their total."""

    def __init__(self, columns: Columns, sets: list[_Set], reference: Reference) -> None:
        self._columns, self._sets, self._reference = columns, sets, reference

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes rows in; what there is to say is said at the end."""
        yield from ()
        known: dict[str, Exact] = {}
        for tried in tuple(self._sets):
            for name in (tried.total, *tried.parts):
                if name not in known:
                    known[name] = exact(batch.texts[self._columns.index[name]])
            self._count(tried, known, batch)
            if tried.rows >= _TRIED and tried.holds < _HALF * tried.rows:
                self._sets.remove(tried)

    def _count(self, tried: _Set, known: dict[str, Exact], batch: Batch) -> None:
        used = [known[name] for name in (tried.total, *tried.parts)]
        scale = max(found.scale for found in used)
        ints = []
        for found in used:
            power = 10 ** (scale - found.scale)
            if int(np.abs(found.ints).max(initial=0)) * power * len(used) >= BOUND:
                return
            ints.append(found.ints * power)
        total, parts = ints[0], np.stack(ints[1:])
        # nothing is learnt of a row whose total is one of its parts
        told = np.logical_and.reduce([found.sure for found in used]) & ((parts != 0).sum(0) > 1)
        off = np.abs(total - parts.sum(0))
        wrong = told & (off > tried.slack * (scale > 0 or tried.slack > len(tried.parts)))
        tried.holds += int((told & ~wrong).sum())
        tried.fails += int(wrong.sum())
        for at in np.flatnonzero(wrong)[: _KEPT - len(tried.kept)].tolist():
            said = [batch.texts[self._columns.index[n]][at].as_py() for n in tried.parts]
            facts: dict[str, str | int] = {
                "parts": " + ".join(tried.parts[:6]) + (" + …" if len(tried.parts) > 6 else ""),
                "values": " + ".join(said)[:200],
                "sum": _written(int(parts[:, at].sum()), scale),
            }
            name = tried.total
            if slip := _slip(int(total[at]), [int(part) for part in parts[:, at]]):
                name = (*tried.parts, tried.total)[slip.at]
                facts |= {"case": slip.case, "times": slip.times, "of": tried.total}
                facts |= {"right": _written(slip.right, scale)}
                facts |= {"total": _written(int(total[at]), scale)}
            cell = batch.cells[self._columns.index[name]][at].as_py() or ""
            tried.kept.append(_Wrong(int(batch.numbers[at]), name, cell[:200], facts))

    def end(self) -> Iterator[Finding]:
        told: set[str] = set()
        for tried in sorted(self._sets, key=lambda s: (s.fails, -len(s.parts))):
            share = 100 * tried.holds / max(1, tried.rows)
            enough = tried.holds >= _FEWEST and share >= self._reference.plausibility.parts
            if tried.total in told or not enough:
                continue
            told.add(tried.total)
            for wrong in tried.kept:
                yield from doubt(
                    self._reference,
                    "parts-differ",
                    file=self._columns.resource.path,
                    row=wrong.row,
                    column=self._columns.index[wrong.field] + 1,
                    field=wrong.field,
                    cell=wrong.cell,
                    **wrong.facts,
                )


class _Slip(NamedTuple):
    """One figure that is a power of ten too large ("over") or too small ("under")."""

    at: int  # among the parts; behind them the total
    case: str
    times: int
    right: int


def _slip(total: int, parts: Sequence[int]) -> _Slip | None:
    """The one figure by whose power of ten parts and total part; None where there is no such one.

    >>> _slip(7910, [2235, 39470, 617, 1111])
    _Slip(at=1, case='over', times=10, right=3947)
    """
    whole = sum(parts)
    needed = [total - (whole - part) for part in parts]
    found = []
    for at, (given, right) in enumerate(zip((*parts, total), (*needed, whole), strict=True)):
        for times in _TIMES if given > 0 and right > 0 else ():
            case = "over" if given == right * times else "under" if given * times == right else ""
            if case:
                of = f"{case}-total" if at == len(parts) else case
                found.append(_Slip(at, of, times, right))
    return found[0] if len(found) == 1 else None


def _written(value: int, scale: int) -> str:
    if not scale:
        return str(value)
    digits = f"{abs(value):0{scale + 1}}"
    return f"{'-' if value < 0 else ''}{digits[:-scale]}.{digits[-scale:]}"


def parts(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of totals; None where a table has no column of totals beside two figures."""
    if not wanted(reference, "parts-differ"):
        return None
    sets = list(_sets(resource))
    return _Parts(Columns(resource), sets, reference) if sets else None


def _sets(resource: Resource) -> Iterator[_Set]:
    """Every column of totals with the columns that may be its parts, of the same unit."""
    figures = [f for f in measured(resource) if not _NO_FIGURE.search(f.name)]
    ruled = " ".join(rule.formula for rule in resource.rules if "=" in rule.formula)
    names = set(re.findall(r"\w+", ruled))
    for total in figures:
        if not _TOTAL.search(total.name) or total.name in names:
            continue
        others = [
            f
            for f in figures
            if f is not total and unit(f) == unit(total) and not _TOTAL.search(f.name)
        ]
        seen: set[tuple[str, ...]] = set()
        for found in _tries(total, others, figures):
            group = tuple(f.name for f in found)
            if len(group) > 1 and group not in seen:
                seen.add(group)
                slack = len(group) + bool(_ROUNDED.search(unit(total)))
                yield _Set(total.name, group, slack)


def _tries(total: Field, others: list[Field], figures: list[Field]) -> Iterator[list[Field]]:
    stem = _TOTAL.sub("", total.name).strip("_")
    alike = [f for f in others if not stem or stem in f.name]
    yield [f for sex in _SEXES for f in [g for g in alike if sex.search(g.name)][:1]]
    yield alike
    at = figures.index(total)
    before: list[Field] = []
    for f in reversed(figures[:at]):  # up to the total before
        if f not in others:
            break
        before.insert(0, f)
    yield before
    yield [f for f in figures[at + 1 :] if f in others]
