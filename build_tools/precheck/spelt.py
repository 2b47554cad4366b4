"""Patterns of Python as JavaScript reads them."""

from __future__ import annotations

import re

#: White space as Python's regular expressions have it, within a class.
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORDS = r"\p{L}\p{N}_"
_WORD = f"[{_WORDS}]"
#: What is spelt another way, within a class and outside of one.
_SPELT = {
    r"\s": (_SPACE, f"[{_SPACE}]"),
    r"\w": (_WORDS, _WORD),
    r"\S": (r"\S", f"[^{_SPACE}]"),
    r"\W": (r"\W", f"[^{_WORDS}]"),
    r"\Z": (r"\Z", "$"),
    r"\A": (r"\A", "^"),
}
_BOUNDARY = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_PART = re.compile(r"\[\^\\W\\d_\]|\\.|\[\^?\]?|\]|\.|\(\?P<", re.DOTALL)
#: A letter, or a number that is no digit: what Python says with all but these.
_LETTER, _LETTERS = r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]"


def spelt(pattern: re.Pattern[str]) -> list[str]:
    """The source of a pattern as JavaScript reads it, and its flags there.

    White space, word boundaries and the dot are spelt out: the two languages differ in them.
    """
    within = False
    dot = "[^]" if pattern.flags & re.DOTALL else r"[^\n]"

    def part(found: re.Match[str]) -> str:
        nonlocal within
        text = found[0]
        if text == _LETTER:
            return _LETTERS
        if text in _SPELT:
            return _SPELT[text][not within]
        if text == r"\b" and not within:
            return _BOUNDARY
        if text[0] == "[":
            if within:
                return "\\" + text
            within = True
        elif text == "]":
            within = False
        elif text == "." and not within:
            return dot
        elif text == "(?P<":
            return "(?<"
        return text

    source = _PART.sub(part, pattern.pattern)
    return [source, "iu" if pattern.flags & re.IGNORECASE else "u"]
