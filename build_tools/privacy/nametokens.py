"""Whether a cell looks like the name of a person, of something else, or of nothing known.

Weighs the words of a short text against those that names are made of (``names.txt``, and endings
such as -wati, -yanto, -uddin) and those that no person is called by (``things.txt``). A single
cell may be judged wrongly ("Budi Luhur" is a school too): `columns` weighs many.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from .fold import FOLD

Look = Literal["person", "thing", ""]

#: A name is no longer than that, in letters and in words.
_LONGEST = 64
_MOST_WORDS = 7
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’`.,()\- ]*(?:['’`.,()\- ]+[^\W\d_'’`.,()\- ]+)*[.,)]*\Z")
_WORDS = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
#: Degrees with a point within (S.Kom, M.Si), or behind a comma.
_DEGREE = re.compile(
    r"(?:,\s*|\s)(?:[SMADB]\.\s?[A-Za-z]{1,5}\.?(?:\s?[A-Za-z]{1,3}\.)*|Ph\.?\s?D\.?|Sp\.\s?[A-Z]+)"
    r"|,\s*(?:S|M|A|D)[A-Za-z]{1,4}\.?(?=[,\s]|$)"
)


#: Titles of anybody, whatever follows; and those that come without a point.
_OF_ANYBODY = frozenset(("tn", "ny", "nn", "sdr", "sdri", "dg", "bpk", "alm", "almh", "hj"))
_NOBLE = frozenset((("la", "ode"), ("wa", "ode")))
_WITHOUT_POINT = frozenset(("mbah", "daeng", "dg", "hj", "tn", "ny"))


def _read(name: str) -> dict[str, frozenset[str]]:
    """The parts of a list of words beside this module, by their headings."""
    parts: dict[str, set[str]] = {}
    part: set[str] = set()
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            part = parts.setdefault(line[2:].strip(), set())
        elif not line.startswith("#"):
            part.update(line.split())
    return {heading: frozenset(words) for heading, words in parts.items()}


class _Lists:
    """The lists of words, read once, when the first name is asked for."""

    def __init__(self) -> None:
        names, things = _read("names.txt"), _read("things.txt")
        self.weak = names["weak"]
        self.strong = (names["strong"] | names["family"]) - self.weak
        self.titles, self.between = names["titles"], names["between"]
        no_names = things["institutions"] | things["geography"] | things["goods"] | things["words"]
        self.things = no_names - self.strong - self.weak
        self.places = things["places"]
        # the longest first, and in one order: the page's script is made of this pattern
        endings, starts = (
            "|".join(sorted(sorted(names[part]), key=len, reverse=True))
            for part in ("endings", "starts")
        )
        self.shape = re.compile(rf".{{2,}}(?:{endings})\Z|(?:{starts}).{{3,}}")


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    return _Lists()


def look(cell: str) -> Look:
    """What a cell looks like: a person's name, a thing (office, place, good), or neither.

    >>> look("Hj. Siti Nurhayati, S.Pd"), look("SDN 001 Tanah Grogot"), look("Batu Kajang")
    ('person', 'thing', 'thing')
    """
    if len(cell) > 200:
        return ""
    text = " ".join(cell.translate(FOLD).split()).strip("'\"-–:;*")
    lists = _lists()
    degree = _DEGREE.search(text)
    name = text[: degree.start()] if degree else text
    words = [word.lower() for word in _WORDS.findall(name)]
    if any(word in lists.things for word in words) or "-".join(words) in lists.places:
        return "thing"
    if not 3 <= len(text) <= _LONGEST or not _LETTERS.match(text):
        return ""
    if not 0 < len(words) <= _MOST_WORDS:
        return ""
    titled = degree is not None or (words[0] in lists.titles and name[len(words[0]) :][:1] == ".")
    return "person" if _is_name(words, titled, lists) else ""


def _is_name(words: list[str], titled: bool, lists: _Lists) -> bool:
    """Whether words are a name's; ``titled``: a title or a degree stands beside them."""
    core = [word for word in words if word not in lists.titles and word not in lists.between]
    core = [word for word in core if len(word) > 1]
    strong = sum(1 for word in core if word in lists.strong)
    weak = sum(1 for word in core if word in lists.weak)
    rest = [word for word in core if word not in lists.strong and word not in lists.weak]
    shaped = sum(1 for word in rest if len(word) > 5 and lists.shape.match(word))
    known, unknown = strong + shaped, len(rest) - shaped
    if {"bin", "binti"} & set(words[1:-1]):
        return known + weak + unknown >= 2
    if titled:
        return bool(core) and (known + weak > 0 or len(core) >= 2 or words[0] in _OF_ANYBODY)
    if len(words) > 1 and (words[0] in _WITHOUT_POINT or tuple(words[:2]) in _NOBLE):
        return bool(core)
    if known:
        return known + weak >= unknown
    return weak >= 2 and not unknown and len(words) > len(core)


def is_thing(word: str) -> bool:
    """Whether a word is one that no person is called by."""
    return word.lower() in _lists().things


def may_be_name(word: str) -> bool:
    """Whether a word is one that persons are called by, alone or beside others."""
    return word.lower() in _lists().weak or is_only_name(word)


def is_only_name(word: str) -> bool:
    """Whether a word is one that persons are called by and nothing else is."""
    lists, small = _lists(), word.lower()
    made = len(small) > 5 and bool(lists.shape.match(small))
    return small in lists.strong or (made and small not in lists.things and small not in lists.weak)


def is_all_names(text: str) -> bool:
    """Whether each word is one that names are made of, and one of them is nothing else.

    For names within a running text, where any other word may stand beside them.
    """
    lists = _lists()
    words = [word.lower() for word in _WORDS.findall(text)]
    core = [word for word in words if len(word) > 1 and word not in lists.between]
    sure = [w for w in core if w in lists.strong or (len(w) > 5 and lists.shape.match(w))]
    known = all(w in lists.weak or w in lists.titles or w in sure for w in core)
    return bool(sure) and known and not lists.things.intersection(core)
