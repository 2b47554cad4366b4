"""What the writers have in common."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from .nodes import Node

#: What is written as its number: it cannot be seen, or it turns the text around it, so that a
#: document reads otherwise than it is. C1 controls, line separators, bidirectional controls, the
#: byte order mark, and what Unicode says is no character.
UNSEEN = (
    "\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
_UNSEEN = re.compile(f"[{UNSEEN}]")


class Syntax(ABC):
    """One way to write a graph. ``ending`` is that of its files, without a dot."""

    ending: str
    media_type: str

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """``prefixes``: those of all names, in any order."""
        self.prefixes = dict(sorted(prefixes.items()))
        self.full = _Full(prefixes)

    @abstractmethod
    def block(self, node: Node) -> str:
        """What is said of one thing. `KeyError` where a name has a prefix that is not known."""

    @abstractmethod
    def document(self, blocks: Iterable[str]) -> str:
        """The blocks as one text: sorted, each once. The same blocks give the same text."""


class _Full(dict[str, str]):
    """The IRIs of names with a prefix. `KeyError` where the prefix is not known."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        self[name] = found = self._prefixes[prefix] + local
        return found


def json_escaped(text: str) -> str:
    r"""A text in which what is unseen is written as ``\uXXXX``, in pairs above U+FFFF."""
    return text if text.isprintable() else _UNSEEN.sub(_pair, text)


def numbered(text: str, form: str) -> str:
    """A text in which what is unseen is written in that form, as "&#x{:X};"."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: form.format(ord(found[0])), text)


def _pair(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
