"""Named figures in a text, ``[[nama]]``, outside of its code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from .asked import Mention, Part

#: A name, and what of it is wanted; a link's text in double brackets is none.
MENTION = re.compile(r"(?<!\\)\[\[([a-z][a-z0-9_-]{0,59})(?:\.([a-z_]{1,30}))?\]\](?!\()")
_TICKS = re.compile(r"`+")
#: Figures that a stretch of text may name; what comes after stays as it is written.
MOST = 500


def parted(lines: Sequence[str], first: int) -> Iterator[tuple[Part, int]]:
    """Lines that are no code, parted at the figures that they name."""
    if not lines:
        return
    text = "\n".join(lines) + "\n"
    at = 0
    for found in islice(_open(text), MOST):
        line = first + text.count("\n", 0, found.start())
        yield text[at : found.start()], line
        yield Mention(found[1], found[2] or ""), line
        at = found.end()
    yield text[at:], first


def mentions(text: str) -> Iterator[Part]:
    yield from (part for part, _ in parted([text], 1))


def _open(text: str) -> Iterator[re.Match[str]]:
    """The figures named in a text, but not those in code spans."""
    spans = _spans(text)
    span = next(spans, None)
    for found in MENTION.finditer(text):
        while span and span[1] <= found.start():
            span = next(spans, None)
        if span is None or found.start() < span[0]:
            yield found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code spans lie: from a run of backticks to the next of its length in the paragraph."""
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        runs = [(start + m.start(), start + m.end()) for m in _TICKS.finditer(paragraph)]
        ends: dict[int, list[int]] = {}
        for number, (a, b) in enumerate(runs):
            ends.setdefault(b - a, []).append(number)
        number = 0
        places = dict.fromkeys(ends, 0)
        while number < len(runs):
            a, b = runs[number]
            same, place = ends[b - a], places[b - a]
            while place < len(same) and same[place] <= number:
                place += 1
            places[b - a] = place
            if place < len(same):
                yield a, runs[same[place]][1]
                number = same[place] + 1
            else:
                number += 1
        start += len(paragraph)
