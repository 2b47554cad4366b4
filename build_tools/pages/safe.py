"""Text from outside made fit for a page and for the front matter that carries it."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Controls, line separators, halves of a surrogate pair, what is no character, and the
# bidirectional controls that could turn the sentence around them. Tab and newline are only
# white space in HTML.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
# What a YAML reader refuses or breaks a line at, when it stands literally in a scalar.
_UNPRINTED = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def visible(text: str) -> str:
    """The text with every character that a reader cannot see shown as U+FFFD."""
    return _UNSEEN.sub(REPLACEMENT, text)


def printable(value: object) -> object:
    """What a template may print: texts made visible, markup and numbers as they are.

    Anything else would print its `repr`, so it raises `TypeError`.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool) or not (isinstance(value, int) or _undefined(value)):
        raise TypeError(f"a template printed a {type(value).__name__}: {value!r}")
    return value


def _undefined(value: object) -> bool:
    return type(value).__name__ == "StrictUndefined"  # printing it raises jinja2's own error


def front_matter(title: str, body: str, **more: str) -> bytes:
    """A Markdown file that is front matter only: ``title``, ``more``, and ``body``.

    Every value is one double-quoted YAML scalar on one line in which every character that
    YAML does not print is escaped. The engine drops front matter that it cannot parse
    without a word, and then renders the text as Markdown: nothing in a cell may get there.
    """
    lines = [
        f"{key}: {_scalar(value)}" for key, value in {"title": title, **more, "body": body}.items()
    ]
    return "\n".join(["---", *lines, "---", ""]).encode("utf-8")


def _scalar(text: str) -> str:
    whole = re.sub("[\ud800-\udfff]", REPLACEMENT, text)
    # A JSON string is a YAML double-quoted scalar; what JSON leaves literal is escaped here.
    return _UNPRINTED.sub(_escape, json.dumps(whole, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
