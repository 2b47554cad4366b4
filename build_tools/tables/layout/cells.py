"""What single cells of a sheet look like: filled, a number, a year, a mark for "no value"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from .base import Raw

#: Marks that stand where a number is not known, not published or not there.
MISSING = frozenset(
    "- -- – — … ... .. n/a na n.a. nihil null nan tad t.a.d. t.a.d x *) **)".split()  # noqa: SIM905
)

#: A number as people write it: Rp, %, marks of footnotes, any style of thousands and decimals.
_NUMBER = re.compile(
    r"\(?[-+−–]?\s?(?:rp\.?|idr|usd|us\$|\$)?\s?[-+−]?[0-9][0-9.,'\u00a0\u202f ]*\)?,?-?"
    r"\s?%?\s?(?:\*{1,3}\)?|[rxe]\)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?(?:\s?(?:\*{1,3}\)?|[rxep]\)?))?")
_SPACE = re.compile(r"\s+")


def filled(cell: Raw) -> bool:
    """Whether a cell holds anything: white space alone is nothing."""
    return cell is not None and (cell.__class__ is not str or (not cell.isspace() and cell != ""))


def text(cell: Raw) -> str:
    """What a cell says, white space folded to single spaces; a whole number without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _folded(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell)


@lru_cache(maxsize=4096)
def _folded(said: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", said)).strip()


def key(cell: Raw) -> str:
    """A text to compare by: without case, white space folded."""
    return text(cell).casefold()


def missing(cell: Raw) -> bool:
    """Whether a cell holds a mark for "no value", such as "-" or "n/a"."""
    return isinstance(cell, str) and cell.strip().casefold() in MISSING


def number(cell: Raw) -> bool:
    """Whether a cell is a number, or text that reads as one in any style."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return True
    return isinstance(cell, str) and _number_text(cell)


@lru_cache(maxsize=4096)
def _number_text(said: str) -> bool:
    return _NUMBER.fullmatch(said.strip()[:60]) is not None


def year(cell: Raw) -> bool:
    """Whether a cell may be a year between 1900 and 2099: 2022, 2022.0, "2022", "2022*)"."""
    if isinstance(cell, str):
        return _YEAR.fullmatch(cell.strip()[:12]) is not None
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return False
    return 1900 <= cell <= 2099 and float(cell).is_integer()


def dated(cell: Raw) -> bool:
    """Whether a cell is a day or a month to the spreadsheet."""
    return isinstance(cell, date)


def value(cell: Raw) -> bool:
    """Whether a cell is what a measure holds: a number, a day, or a mark for none."""
    return number(cell) or missing(cell) or (not isinstance(cell, str) and cell is not None)


def words(cell: Raw) -> bool:
    """Whether a cell holds text that is no number and no mark for "no value"."""
    return isinstance(cell, str) and filled(cell) and not number(cell) and not missing(cell)
