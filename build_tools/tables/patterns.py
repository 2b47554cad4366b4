"""Can a pattern take for ever? Python's matcher tries every way to read a text in turn.

A pattern is dangerous when it can read one text in exponentially many ways, as ``(a+)+`` or
``(a|a)*`` do. That is so exactly when its automaton has a state from which the same word
leads back to it along two paths; a pattern has few states, so that is looked up, not guessed.
``a?a?a?…`` and ``.*.*.*…`` are no better in practice: for these the ways are counted. What is
left takes a power of the text's length, by how many repeats may follow one another: `longest`.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import factorial, prod
from typing import Any

MAX_LENGTH = 500
_MAX_STATES = 150
_MAX_WAYS = 10_000  # to read _WORD times the same letter: three repeats of it in a row
_WORD = 30
_COPIES = 8  # a repeat of more is looked at as one without end
_STEPS = 1_000_000  # of the matcher, about 5 ms: what one cell may take
#: The answer of `longest` for a pattern whose time grows no faster than the text.
NO_BOUND = _STEPS
#: A sample of all letters; those that the pattern itself names join it.
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
    return longest(pattern) > 0


def endless(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern of any size can read some text in exponentially many ways.

    Raises `ValueError` where that cannot be told (back references, `(a|)`, lookarounds side by
    side that are empty).

    >>> endless(re.compile("(?:[0-9]{2,4}|-)+")), endless(re.compile("(?:[0-9]+-)+"))
    (True, False)
    """
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    fold = bool(pattern.flags & re.IGNORECASE) or "(?i" in pattern.pattern
    automaton = _Automaton(fold=fold, letters=_LETTERS | _named(parsed), most=sys.maxsize)
    try:
        automaton.sequence(parsed)
    except _RefusedError as error:
        raise ValueError(pattern.pattern) from error
    return automaton.ambiguous()


@lru_cache(maxsize=256)
def longest(pattern: str) -> int:
    """How many characters a text may have so that it is matched in a moment; 0: none.

    Where repeats follow one another (``.*,.*``) the matcher may try to part the text between
    them everywhere. How many can, along one path, gives the power of the length that it takes.

    >>> longest("[a-z]+"), longest(".*,.*"), longest("(a+)+")
    (1000000, 1391, 0)
    """
    factor, power = _growth(pattern)
    return int((_STEPS / factor) ** (1 / power)) if power else 0


def steps(pattern: str, length: int) -> int:
    """How many steps the matcher takes at most for a text of so many characters.

    It is worked out, not measured: the same on every machine.

    >>> steps("[a-z]+", 30), steps(".*,.*", 30)
    (30, 465)
    """
    factor, power = _growth(pattern)
    return int(factor * length**power)


@lru_cache(maxsize=256)
def _growth(pattern: str) -> tuple[float, int]:
    """The steps for a text of the length n: the first times n to the second; (0, 0): endless."""
    if len(pattern) > MAX_LENGTH:
        return 0, 0
    try:
        re.compile(f"^{pattern}$")
        parsed = _parser.parse(pattern)
        automaton = _Automaton(fold="(?" in pattern, letters=_LETTERS | _named(parsed))
        whole = automaton.sequence(parsed)
        ways = prod(max(automaton.ways(part), 1) for part in (whole, *automaton.asserted))
        if automaton.ambiguous() or ways > _MAX_WAYS:
            return 0, 0
        power = max(automaton.loops(), 1)
    except (re.error, OverflowError, RecursionError, _RefusedError):
        return 0, 0
    factor = max(1, ways * factorial(power - 1) / _WORD ** (power - 1))
    return factor / factorial(power), power


def _named(items: Any) -> frozenset[int]:
    """The letters that a pattern names, its ranges' ends, and those beside them."""
    found: set[int] = set()
    waiting = [items]
    while waiting:
        item = waiting.pop()
        if isinstance(item, int) and not isinstance(item, bool):
            found |= {item - 1, item, item + 1}
        elif isinstance(item, (list, tuple, _parser.SubPattern)):
            waiting += list(item)
    return frozenset(
        case for one in found if 0 <= one <= sys.maxunicode for case in (one, *_cases(one))
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: where it can begin and end, and whether it may be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


class _Automaton:
    """Glushkov's automaton: one state for each letter of the pattern."""

    def __init__(self, *, fold: bool, letters: frozenset[int], most: int = _MAX_STATES) -> None:
        self._fold = fold
        self._most = most
        self._all = letters
        self._letters: list[frozenset[int]] = []
        self._edges = Counter[tuple[int, int]]()
        #: What is looked for ahead or behind, at each place anew, and its states.
        self.asserted: list[_Part] = []
        self._aside: set[int] = set()

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
            before = len(self._letters)
            self.asserted.append(self.sequence(argument[1]))
            self._aside.update(range(before, len(self._letters)))
            return _Part()
        if op == "AT":
            return _Part()
        if op not in {"LITERAL", "NOT_LITERAL", "ANY", "IN"} or len(self._letters) > self._most:
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
        parts = (self._taken(str(kind), value) for kind, value in items if str(kind) != "NEGATE")
        taken = frozenset[int]().union(*parts)
        if self._fold:
            taken = frozenset(letter for letter in self._all if _cases(letter) & taken)
        return self._all - taken if negated else taken

    def _taken(self, kind: str, value: Any) -> frozenset[int]:
        """The letters, of the sample, that one member of a set takes."""
        if kind == "LITERAL":
            return self._all & {value}
        if kind == "RANGE":
            return frozenset(letter for letter in self._all if value[0] <= letter <= value[1])
        if kind == "CATEGORY":
            known = _CATEGORIES[str(value)]
            return frozenset(letter for letter in self._all if known.fullmatch(chr(letter)))
        return self._all - {ord("\n")}  # ANY

    def ambiguous(self) -> bool:
        """Whether some state comes back to itself along two paths with the same word."""
        after, reach = self._reach

        def together(a: int, b: int) -> bool:
            return a in reach.get(b, ()) and b in reach.get(a, ())

        if any(many > 1 and together(*edge) for edge, many in self._edges.items()):
            return True
        return any(self._splits(state, after, together) for state in after)

    @cached_property
    def _reach(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """Where each state leads to in one step, and in any number of them."""
        after: dict[int, set[int]] = {}
        for a, b in self._edges:
            after.setdefault(a, set()).add(b)
        return after, {s: _reached({s}, lambda s: after.get(s, ())) for s in after}

    def loops(self) -> int:
        """How many repeats without end may follow one another along one path."""
        _, reach = self._reach
        looping = [s for s in reach if s in reach[s]]
        homes = {s: min(o for o in looping if o in reach[s] and s in reach[o]) for s in looping}

        @cache
        def longest_from(home: int) -> int:
            later = {homes[s] for s in reach[home] if s in homes} - {home}
            return 1 + max(map(longest_from, later), default=0)

        aside = {home for home in homes.values() if home in self._aside}
        own = set(homes.values()) - aside
        return max(map(longest_from, own), default=0) + len(aside)

    def ways(self, whole: _Part) -> int:
        """In how many ways the worst text of one letter, said again and again, can be read."""
        kinds = {frozenset(s for s, own in enumerate(self._letters) if x in own) for x in self._all}
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


def _cases(letter: int) -> set[int]:
    text = chr(letter)
    return {letter} | {ord(c) for c in (text.lower(), text.upper()) if len(c) == 1}
