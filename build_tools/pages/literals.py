"""Any text as a literal of a language, on one line: what comes from outside stays a text.

What a reader cannot see is written as an escape, so that code shown on a page is the code that is
copied, and no character turns the text around it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

#: What is escaped: also what a page replaces (`safe.visible`).
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def _escaped(text: str, escape: Callable[[int], str]) -> str:
    return _UNSEEN.sub(lambda found: escape(ord(found[0])), text)


def python(text: str) -> str:
    """A string of Python: JSON's, which Python reads as the same text."""
    return _escaped(json.dumps(text, ensure_ascii=False), lambda code: f"\\u{code:04x}")


def r(text: str) -> str:
    """A string of R."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    named = {10: r"\n", 13: r"\r", 9: r"\t"}
    return '"' + _escaped(plain, lambda code: named.get(code, rf"\u{code:04x}")) + '"'


def shell(text: str) -> str:
    """A word of a POSIX shell; the text holds no NUL."""
    return "'" + text.replace("'", "'\\''") + "'"


def m(text: str) -> str:
    """A text of M: quotes doubled, `#(` and what cannot be seen as escapes."""
    plain = text.replace("#(", "#(#)(").replace('"', '""')
    named = {10: "lf", 13: "cr", 9: "tab"}
    return '"' + _escaped(plain, lambda code: f"#({named.get(code, f'{code:04X}')})") + '"'


def m_list(texts: Iterable[str]) -> str:
    """A list of such texts."""
    return "{" + ", ".join(map(m, texts)) + "}"
