"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): its context stands in the document itself.

Nothing has to be fetched to read it: the context is the prefixes alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring

from .nodes import IRI, Literal, Node, Value
from .syntax import Syntax, json_escaped


class JsonLd(Syntax):
    """A block is an object of ``@graph``, on one line."""

    ending, media_type = "jsonld", "application/ld+json"

    def block(self, node: Node) -> str:
        return self._said(node, [f'"@id": "{node.iri}"'])

    def document(self, blocks: Iterable[str]) -> str:
        context = json.dumps(self.prefixes, indent=1)
        listed = ",\n".join(sorted(set(blocks)))
        return f'{{"@context": {context},\n"@graph": [\n{listed}\n]}}\n'

    def _said(self, node: Node, parts: list[str]) -> str:
        if node.types:
            names = [f'"{self._name(name)}"' for name in node.types]
            parts.append(f'"@type": {_one_or_list(names)}')
        for name, values in node.facts:
            found = [self._value(value) for value in values]
            parts.append(f'"{self._name(name)}": {_one_or_list(found)}')
        return f"{{{', '.join(parts)}}}"

    def _value(self, value: Value) -> str:
        if isinstance(value, IRI):
            return f'{{"@id": "{value}"}}'
        if isinstance(value, Literal):
            text = json_escaped(encode_basestring(value.text))
            if value.language:
                return f'{{"@language": "{value.language}", "@value": {text}}}'
            if value.datatype:
                return f'{{"@type": "{self._name(value.datatype)}", "@value": {text}}}'
            return text
        return self._said(value, [])

    def _name(self, name: str) -> str:
        self.full[name]  # known, or `KeyError`
        return name


def _one_or_list(found: list[str]) -> str:
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"
