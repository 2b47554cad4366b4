"""The figure of the regency that stands beside one of a region inside of it.

Nothing is added up here: it is a figure that a dataset states for the regency, of the same
series and the same period; where there is none, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from ..charts import numbers
from ..model import Text
from .figures import Stated


class Beside:
    """The figures of the regency by what must agree."""

    def __init__(self, figures: Iterable[Stated]) -> None:
        self._own: dict[object, list[Stated]] = {}
        self._alike: dict[object, list[Stated]] = {}
        self._concepts: dict[object, str] = {}
        for stated in figures:
            self._own.setdefault(_place(stated), []).append(stated)
            if (key := _alike(stated)) is not None:
                self._alike.setdefault(key, []).append(stated)
            if stated.figure.value is not None and (concept := _concept(stated)) is not None:
                self._concepts.setdefault(concept, stated.figure.dataset)

    def of(self, stated: Stated) -> tuple[Literal["one", "none", "many"], Stated | None]:
        """The regency's figure to one; there is one, none, or several that differ."""
        found = self._own.get(_place(stated))
        if not found and (key := _alike(stated)) is not None:
            found = self._alike.get(key)
        found = [s for s in found or () if s.figure.value is not None]
        if not found:
            return "none", None
        values = {Decimal(s.figure.value or "0") for s in found}
        return ("one", found[0]) if len(values) == 1 else ("many", None)

    def otherwise(self, stated: Stated) -> str:
        """Where `of` has none: the dataset with a figure of the same concept, unit and period.

        It is defined otherwise or of another series, so it is named and not held against it.
        """
        concept = _concept(stated)
        return self._concepts.get(concept, "") if concept is not None else ""


def _place(stated: Stated) -> object:
    """The same column, series and period of the same table."""
    f = stated.figure
    row = tuple((field.name, value) for field, value in f.row)
    return f.dataset, f.table, f.field.name, row, stated.unit.main, f.period


def _alike(stated: Stated) -> object | None:
    """The same series in another table: one standard number, or the same concept word by word."""
    f, measure = stated.figure, stated.figure.field.measure
    if measure is None or not f.period:
        return None
    words = [measure.measure, measure.classification, stated.unit]
    if measure.standard:
        what: tuple[str, ...] = ("", measure.standard)
    elif measure.concept and measure.definition:
        what = (_plain(measure.concept), _plain(measure.definition))
    else:
        return None
    row = frozenset((_plain(field.title or Text(field.name)), value) for field, value in f.row)
    return (*what, *map(_plain, words), row, f.period)


def _concept(stated: Stated) -> object | None:
    """What a figure is of, in what unit and when; None where its column says no concept."""
    f, measure = stated.figure, stated.figure.field.measure
    if measure is None or not measure.concept or not f.period:
        return None
    words = (measure.concept, measure.measure, measure.classification, stated.unit)
    return (*map(_plain, words), f.period)


def _plain(text: Text) -> str:
    return " ".join(text.main.casefold().split())


def share(stated: Stated, whole: Stated) -> Decimal | None:
    """What percent of the regency a count is; None where that means nothing.

    Only of counts that add up, both exact, neither repeated from another source, of one status.
    """
    if not numbers.adds_up(stated.figure.field, stated.unit):
        return None
    if not (stated.sure and whole.sure) or stated.figure.status != whole.figure.status:
        return None
    try:
        part = numbers.value_of(stated.figure.value)
        total = numbers.value_of(whole.figure.value)
    except ValueError:
        return None
    if part is None or not total or not 0 <= part <= total:
        return None
    return part * 100 / total
