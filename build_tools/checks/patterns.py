"""Can a pattern take for ever? Python's matcher tries every way to read a text in turn.

A pattern is dangerous when it can read one text in exponentially many ways, as ``(a+)+`` or
``(a|a)*`` do. That is so exactly when its automaton has a state from which the same word
leads back to it along two paths; a pattern has few states, so that is looked up, not guessed.
``a?a?a?…`` and ``.*.*.*…`` are no better in practice: for these the ways are counted.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MAX_LENGTH = 500
_MAX_STATES = 150
_MAX_WAYS = 10_000  # to read _WORD times the same letter: three repeats of it in a row
_WORD = 30
_COPIES = 8  # a repeat of more is looked at as one without end
_LETTERS = frozenset(range(0x180)) | {0x2003, 0x4E2D, 0x10FFFF}
_CATEGORIES = {
    "CATEGORY_DIGIT": re.compile(r"\d"),
    "CATEGORY_NOT_DIGIT": re.compile(r"\D"),
    "CATEGORY_SPACE": re.compile(r"\s"),
    "CATEGORY_NOT_SPACE": re.compile(r"\S"),
    "CATEGORY_WORD": re.compile(r"\w"),
    "CATEGORY_NOT_WORD": re.compile(r"\W"),
}
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_parser: Any = importlib.import_module("re._parser")


class _RefusedError(Exception):
    """A back reference, a way said twice, or more states than anyone needs."""


@lru_cache(maxsize=256)
def usable(pattern: str) -> bool:
    """Whether a pattern compiles, is not too long and can be matched in reasonable time.

    >>> usable("[a-z]+(-[a-z]+)*"), usable("(a+)+"), usable("(a|a)*"), usable("(")
    (True, False, False, False)
    """
    if len(pattern) > MAX_LENGTH:
        return False
    try:
        re.compile(f"^{pattern}$")
        automaton = _Automaton(fold="(?" in pattern)
        whole = automaton.sequence(_parser.parse(pattern))
        return not automaton.ambiguous() and automaton.ways(whole) <= _MAX_WAYS
    except (re.error, OverflowError, RecursionError, _RefusedError):
        return False


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: where it can begin and end, and whether it may be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


class _Automaton:
    """Glushkov's automaton: one state for each letter of the pattern."""

    def __init__(self, *, fold: bool) -> None:
        self._fold = fold
        self._letters: list[frozenset[int]] = []
        self._edges = Counter[tuple[int, int]]()

    def sequence(self, items: Iterable[Any]) -> _Part:
        """Adds one item after the other; gives the whole."""
        whole = _Part()
        for op, argument in items:
            whole = self._joined(whole, self._item(str(op), argument))
        return whole

    def _item(self, op: str, argument: Any) -> _Part:
        if op == "SUBPATTERN":
            return self.sequence(argument[-1])
        if op == "ATOMIC_GROUP":
            return self.sequence(argument)
        if op == "BRANCH":
            ways = [self.sequence(way) for way in argument[1]]
            if sum(way.empty for way in ways) > 1:  # (a|a) is parsed as a(|)
                raise _RefusedError
            first = frozenset[int]().union(*(way.first for way in ways))
            last = frozenset[int]().union(*(way.last for way in ways))
            return _Part(first, last, any(way.empty for way in ways))
        if op in _REPEATS:
            return self._repeat(*argument)
        if op in {"ASSERT", "ASSERT_NOT"}:
            self.sequence(argument[1])
            return _Part()
        if op == "AT":
            return _Part()
        if op not in {"LITERAL", "NOT_LITERAL", "ANY", "IN"} or len(self._letters) > _MAX_STATES:
            raise _RefusedError
        state = frozenset({len(self._letters)})
        self._letters.append(self._matched(op, argument))
        return _Part(state, state, empty=False)

    def _repeat(self, least: int, most: Any, items: Any) -> _Part:
        single = len(items) == 1 and str(items[0][0]) in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}
        if least == most and single:
            least = most = min(least, _COPIES)
        if most > _COPIES:
            body = self.sequence(items)
            self._joined(body, body)  # the way back
            return _Part(body.first, body.last, body.empty or least == 0)
        part = _Part()
        for number in range(int(most)):
            part = self._joined(self.sequence(items), part)
            if number < most - least:
                part = _Part(part.first, part.last, empty=True)
        return part

    def _joined(self, left: _Part, right: _Part) -> _Part:
        self._edges.update((a, b) for a in left.last for b in right.first)
        return _Part(
            left.first | right.first if left.empty else left.first,
            left.last | right.last if right.empty else right.last,
            left.empty and right.empty,
        )

    def _matched(self, op: str, argument: Any) -> frozenset[int]:
        """The letters, of a sample of all, that an item takes."""
        items = argument if op == "IN" else [(op.removeprefix("NOT_"), argument)]
        negated = op == "NOT_LITERAL" or str(items[0][0]) == "NEGATE"
        parts = (_letters(str(kind), value) for kind, value in items if str(kind) != "NEGATE")
        taken = frozenset[int]().union(*parts)
        if self._fold:
            taken = frozenset(letter for letter in _LETTERS if _cases(letter) & taken)
        return _LETTERS - taken if negated else taken

    def ambiguous(self) -> bool:
        """Whether some state comes back to itself along two paths with the same word."""
        after: dict[int, set[int]] = {}
        for a, b in self._edges:
            after.setdefault(a, set()).add(b)
        reach = {state: _reached({state}, lambda s: after.get(s, ())) for state in after}

        def together(a: int, b: int) -> bool:
            return a in reach.get(b, ()) and b in reach.get(a, ())

        if any(many > 1 and together(*edge) for edge, many in self._edges.items()):
            return True
        return any(self._splits(state, after, together) for state in after)

    def ways(self, whole: _Part) -> int:
        """In how many ways the worst text of one letter, said again and again, can be read."""
        kinds = {frozenset(s for s, own in enumerate(self._letters) if x in own) for x in _LETTERS}
        most = 0
        for states in kinds:
            edges = [(a, b, n) for (a, b), n in self._edges.items() if a in states and b in states]
            counts = Counter(dict.fromkeys(whole.first & states, 1))
            for _ in range(_WORD):
                most = max(most, counts.total())
                after = Counter[int]()
                for a, b, many in edges:
                    after[b] += counts[a] * many
                counts = after
        return most

    def _splits(
        self, state: int, after: dict[int, set[int]], together: Callable[[int, int], bool]
    ) -> bool:
        """Whether two paths of the same word part at this state and meet again on its cycle."""

        def both(pair: tuple[int, int]) -> Iterable[tuple[int, int]]:
            for a in after.get(pair[0], ()):
                for b in after.get(pair[1], ()):
                    kept = together(a, state) and together(b, state)
                    if kept and self._letters[a] & self._letters[b]:
                        yield a, b

        parted = {pair for pair in both((state, state)) if pair[0] < pair[1]}
        return any(a == b for a, b in _reached(parted, both))


def _reached(start: Iterable[Any], steps: Callable[[Any], Iterable[Any]]) -> set[Any]:
    """Everything that one or more steps lead to."""
    found: set[Any] = set()
    waiting = list(start)
    while waiting:
        for step in steps(waiting.pop()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def _letters(kind: str, value: Any) -> frozenset[int]:
    """The letters, of the sample, that one member of a set takes."""
    if kind == "LITERAL":
        return _LETTERS & {value}
    if kind == "RANGE":
        return frozenset(letter for letter in _LETTERS if value[0] <= letter <= value[1])
    if kind == "CATEGORY":
        return _category(str(value))
    return _LETTERS - {ord("\n")}  # ANY


@lru_cache
def _category(name: str) -> frozenset[int]:
    known = _CATEGORIES[name]
    return frozenset(letter for letter in _LETTERS if known.fullmatch(chr(letter)))


def _cases(letter: int) -> set[int]:
    text = chr(letter)
    return {letter} | {ord(c) for c in (text.lower(), text.upper()) if len(c) == 1}
