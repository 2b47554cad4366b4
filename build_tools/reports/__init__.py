"""The same findings for each audience: people at a terminal, a git host, a program.

A reporter takes findings and words and gives text; the command line prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..findings import Finding
from ..words import Words
from .machines import as_json, github
from .plain import groups, summary, text
from .sentences import (
    codes,
    facts,
    guide,
    key,
    one_line,
    path,
    place,
    safe,
    says_nothing,
    sentence,
)
from .tables import escaped, markdown

__all__ = [
    "REPORTERS",
    "as_json",
    "codes",
    "escaped",
    "facts",
    "github",
    "groups",
    "guide",
    "key",
    "markdown",
    "one_line",
    "path",
    "place",
    "safe",
    "says_nothing",
    "sentence",
    "summary",
    "text",
]

#: Every way to show findings, by the name the command line knows it by.
REPORTERS: dict[str, Callable[[Sequence[Finding], Words], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "markdown": markdown,
}
