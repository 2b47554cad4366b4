"""Texts of others as findings may show them: without names of persons, homes and numbers.

Unlike `text.masked` and `names.masked`, which look into running texts, these take a short text
(a cell, a heading, a list of values, the path of a file) for what it may be as a whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ..findings import Finding, Value, column_letter
from . import addresses, names, nametokens, text
from .headings import heading, speaks

MASK = "…"
#: Between the values of a list, and around those that are quoted.
_PARTS = re.compile(r"(\s*[,;:|<>\"“”()\[\]{}=/]\s*|\\?'(?!\w)|(?<!\w)\\?'|\s+[-–→]\s+)")
_LONGEST = 2_000
#: Values of findings that are words of this program, and those that are texts of others.
_OWN = frozenset({"case", "commit", "constraint", "format", "hidden", "of", "type", "where"})
_TEXTS = frozenset({"note", "path", "target", "file", "name"})
_COLUMNS = frozenset({"beside", "columns", "expected", "field", "fields", "names", "property"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
#: One word of a name stands in names of files by chance.
_FEWEST, _SHORTEST = 2, 3
#: Months by name and in short, alone or with a year: some are names of persons too.
_MONTH = (
    r"(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agu?s?(?:tus)?|agt"
    r"|sep(?:t|tember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)"
)
_MONTHS = re.compile(rf"(?:\d{{2,4}})?(?:(?:{_MONTH}|[\s.'-])(?:\d{{2,4}})?)*", re.IGNORECASE)


def finding(given: Finding) -> Finding:
    """The finding without names of persons and homes in its cell, its column and its values.

    The file is left as it is called: see `path` for how that is shown.
    """
    values = tuple((key, _value(key, value)) for key, value in given.values)
    field = given.field
    if heading(field) == "data":
        field = column_letter(given.column) if given.column else MASK
    return replace(given, field=field, cell=masked(given.cell), values=values)


def _value(key: str, value: Value) -> Value:
    if not isinstance(value, str) or key in _OWN:
        return value
    if key in _COLUMNS:
        return ", ".join(MASK if heading(p) == "data" else p for p in value.split(", "))
    known = masked(value)
    return path(known) if key in _TEXTS or "/" in known else known


def is_telling(part: str) -> bool:
    """Whether a short text is the name of a person, or a home.

    >>> is_telling("Siti Khotijah"), is_telling("Gg. Contoh No. 3"), is_telling("Batu Sopang")
    (True, True, False)
    >>> is_telling("Mei"), is_telling("Mei 2024")
    (False, False)
    """
    plain = " ".join(part.split())
    if _MONTHS.fullmatch(plain):
        return False
    if heading(plain) in {"sure", "perhaps"}:
        return False
    return nametokens.look(plain) == "person" or addresses.look(plain) in {"home", "house"}


@lru_cache(maxsize=4_096)
def masked(value: str) -> str:
    """The text with the parts of it masked that are persons or homes.

    >>> masked("a, Siti Khotijah, Kuaro")
    'a, …, Kuaro'
    """
    if len(value) > _LONGEST or not any(map(str.isalpha, value)):
        return value
    if is_telling(value):
        return MASK
    return "".join(
        part if at % 2 or not is_telling(part) else MASK
        for at, part in enumerate(_PARTS.split(value))
    )


@lru_cache(maxsize=4_096)
def path(name: str) -> str:
    """The path of a file, with names of persons in it masked: folders and the rest stay.

    >>> path("datasets/dkisp/a/permohonan Siti Khotijah.xlsx")
    'datasets/dkisp/a/permohonan ….xlsx'
    """
    return "/".join(_segment(part) for part in text.masked(name).split("/"))


def _segment(part: str) -> str:
    """One name of a path: runs of words that are a person's are masked."""
    known = names.masked(part)
    if known != part:
        return _segment(known)
    words = list(_WORD.finditer(part))
    fewest = 1 if MASK in part else _FEWEST  # beside a number that is a person's one word tells
    for count in range(min(len(words), 5), fewest - 1, -1):
        for at in range(len(words) - count + 1):
            run = words[at : at + count]
            said = " ".join(word.group() for word in run).rstrip(".")
            if _is_run(part, run) and _is_name(said):
                start, end = run[0].start(), run[-1].end()
                end -= part[start:end].endswith(".")
                return _segment(part[:start] + MASK + part[end:])
    return part


def _is_name(said: str) -> bool:
    """Whether words in the name of a file are a person's; those in small letters all surely."""
    words = said.split()
    long = sum(len(word) >= _SHORTEST for word in words)
    if long < min(len(words), _FEWEST) or speaks(said.lower().split()):
        return False
    proper = said.istitle() or said.isupper()
    return nametokens.is_all_names(said) or (proper and nametokens.look(said) == "person")


def _is_run(part: str, run: list[re.Match[str]]) -> bool:
    """Whether only a space, a point or a mark for a space stands between words."""
    between = [part[a.end() : b.start()] for a, b in pairwise(run)]
    return all(gap and not gap.strip(" ._-") for gap in between)
