"""RDF 1.1 XML (https://www.w3.org/TR/rdf-syntax-grammar/)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .nodes import IRI, Literal, Node, Value
from .syntax import Syntax, numbered

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MARKUP = re.compile('[&<>"\r\t]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;", "\t": "&#x9;"}


class RdfXml(Syntax):
    """A block is an element of its first class, with a property a line."""

    ending, media_type = "rdf", "application/rdf+xml"

    def block(self, node: Node) -> str:
        return self._element(node, f' rdf:about="{_escaped(node.iri)}"') + "\n"

    def document(self, blocks: Iterable[str]) -> str:
        spaces = {**self.prefixes, "rdf": RDF}
        head = "".join(f'\n xmlns:{p}="{_escaped(space)}"' for p, space in sorted(spaces.items()))
        body = "".join(sorted(set(blocks)))
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{head}>\n{body}</rdf:RDF>\n'

    def _element(self, node: Node, attribute: str) -> str:
        first, *others = node.types or ("rdf:Description",)
        lines = [f'<rdf:type rdf:resource="{_escaped(self.full[t])}"/>' for t in others]
        lines += self._properties(node)
        if node.types:
            self.full[first]
        return "\n".join([f"<{first}{attribute}>", *lines, f"</{first}>"])

    def _properties(self, node: Node) -> Iterator[str]:
        for name, values in node.facts:
            self.full[name]  # known, or `KeyError`
            for value in values:
                yield self._property(name, value)

    def _property(self, name: str, value: Value) -> str:
        if isinstance(value, IRI):
            return f'<{name} rdf:resource="{value.replace("&", "&amp;")}"/>'
        if isinstance(value, Literal):
            kind = ""
            if value.language:
                kind = f' xml:lang="{value.language}"'
            elif value.datatype:
                kind = f' rdf:datatype="{_escaped(self.full[value.datatype])}"'
            return f"<{name}{kind}>{_escaped(value.text)}</{name}>"
        return f"<{name}>{self._element(value, '')}</{name}>"


def _escaped(text: str) -> str:
    if _MARKUP.search(text):
        text = _MARKUP.sub(lambda found: _ESCAPES[found[0]], text)
    return numbered(text, "&#x{:X};")
