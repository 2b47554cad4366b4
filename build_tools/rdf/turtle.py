"""Turtle (https://www.w3.org/TR/turtle/)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .nodes import IRI, Literal, Node, Value
from .syntax import Syntax, numbered

_QUOTED = re.compile(r'["\\\n\r\t]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Turtle(Syntax):
    """A block is a subject with its predicates, one a line."""

    ending, media_type = "ttl", "text/turtle"

    def block(self, node: Node) -> str:
        said = " ;\n  ".join(self._said(node))
        return f"<{node.iri}> {said} .\n" if said else ""

    def document(self, blocks: Iterable[str]) -> str:
        head = "".join(f"@prefix {p}: <{space}> .\n" for p, space in self.prefixes.items())
        return f"{head}\n" + "\n".join(sorted(set(blocks)))

    def _values(self, values: tuple[Value, ...]) -> str:
        return " , ".join([self._value(value) for value in values])

    def _value(self, value: Value) -> str:
        if isinstance(value, IRI):
            return f"<{value}>"
        if isinstance(value, Literal):
            text = f'"{_escaped(value.text)}"'
            if value.language:
                return f"{text}@{value.language}"
            return f"{text}^^{self._name(value.datatype)}" if value.datatype else text
        return f"[ {' ; '.join(self._said(value))} ]"

    def _said(self, node: Node) -> list[str]:
        said = [f"a {' , '.join([self._name(name) for name in node.types])}"] if node.types else []
        return said + [f"{self._name(p)} {self._values(values)}" for p, values in node.facts]

    def _name(self, name: str) -> str:
        self.full[name]  # known, or `KeyError`
        return name


def _escaped(text: str) -> str:
    if _QUOTED.search(text):
        text = _QUOTED.sub(lambda found: _ESCAPES[found[0]], text)
    return numbered(text, "\\U{:08X}")
