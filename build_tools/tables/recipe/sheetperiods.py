"""The period that the name of a sheet says: one sheet a month, or one a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from ...model.recipe import Recipe
from ..layout.base import Raw
from .match import Placed
from .months import MONTHS, month
from .reading import text
from .sheets import Source

#: Words that stand before a month or a year in such a name.
LEADING = ("bulan", "bln", "tahun", "thn", "th", "periode", "data")
#: In a title, such short words are months; others so short may be anything.
_SHORT, _SHORT_MONTHS = 4, frozenset({"mei", "juni", "juli"})
_DAY = re.compile(r"[0-9]{1,2}")
_PARTS = re.compile(r"[^0-9a-z]+")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def named(name: str) -> tuple[str, int]:
    """The year and the number of the month that a sheet is called after; empty and 0: none.

    >>> named("Bln Pebruari"), named("Jan 2026"), named("TAHUN 2024"), named("Rekap 2024")
    (('', 2), ('2026', 1), ('2024', 0), ('', 0))
    """
    words = [word for word in _PARTS.split(name.casefold()) if word and word not in LEADING]
    years = [word for word in words if _YEAR.fullmatch(word)]
    numbers = [number for word in words if (number := month(word))]
    if len(years) > 1 or len(numbers) > 1 or len(years) + len(numbers) != len(words):
        return "", 0
    return next(iter(years), ""), next(iter(numbers), 0)


def is_named(name: str) -> bool:
    """Whether a sheet is called after a month or a year, and nothing else."""
    return any(named(name))


def period(name: str, titles: Iterable[str]) -> str:
    """The period of a sheet as ISO 8601; its name as it is where that is not certain.

    A month without a year is of the one year that the ``titles`` above its table name.

    >>> period("Februari", ["POPULASI UNGGAS TAHUN 2026"]), period("Februari", [])
    ('2026-02', 'Februari')
    """
    year, number = named(name)
    if number and not year:
        years = {found for title in titles for found in _YEAR.findall(title)}
        year = years.pop() if len(years) == 1 else ""
    if not year:
        return name
    return f"{year}-{number:02d}" if number else year


def other_month(source: Source, place: Placed, recipe: Recipe) -> tuple[int, int, str] | None:
    """Where the titles above a table name months other than its sheet: row, column, the month.

    None where they name its own too, or none; a day, as of a signature, is no month of the table.
    """
    own = named(source.name)[1] if recipe.sheet_field else 0
    if not own:
        return None
    found: dict[int, tuple[int, int, str]] = {}
    for row, cells in enumerate(islice(source.rows(), place.rows[0] - 1), start=1):
        for column, cell in enumerate(cells, start=1):
            words = [word for word in _PARTS.split(text(cell).casefold()) if word]
            for before, word in zip(["", *words], words, strict=False):
                number = month(word) if len(word) > _SHORT or word in _SHORT_MONTHS else 0
                if number and not _DAY.fullmatch(before):
                    found.setdefault(number, (row, column, MONTHS[number - 1]))
    return None if own in found else next(iter(found.values()), None)


def sheet_value(source: Source, place: Placed, recipe: Recipe) -> str:
    """What stands in the field of the sheet's name (`Recipe.sheet_field`) in each of its rows."""
    if not recipe.sheet_period:
        return source.name
    above: Iterable[list[Raw]] = islice(source.rows(), place.rows[0] - 1)
    return period(source.name, [text(cell) for row in above for cell in row])
