"""One RDF document parsed, in a process of its own: ``python -m build_tools.harvest.parsing``.

Reads the document from the standard input; its form and address are the arguments. Writes a line of
JSON for each triple, of three terms: kind, value, language, datatype. Whatever the parser raises
ends it, with 1; the last line of the standard error then names the error.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rdflib.term import Node

#: Bytes of memory that the process may have.
MAX_MEMORY = 4_000_000_000


def main(form: str, url: str) -> None:
    """Parses what comes in."""
    _bounded()
    lines = list(triples(sys.stdin.buffer.read().decode("utf-8"), form, url))
    sys.stdout.write("\n".join(lines))


def triples(content: str, form: str, url: str) -> Iterator[str]:
    """Each triple as a line of JSON; raises whatever the parser raises."""
    import rdflib

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # no line for each strange address
    for kind in (rdflib.RDF.XMLLiteral, rdflib.RDF.HTML):
        rdflib.term.bind(kind, str)  # no second parser for texts in XML or HTML
    # Named graphs of JSON-LD are read as one.
    found = rdflib.Dataset(default_union=True) if form == "json-ld" else rdflib.Graph()
    found.parse(data=content, format=form, publicID=url)
    for triple in found.triples((None, None, None)):
        yield json.dumps([_told(term) for term in triple])


def _told(term: Node) -> list[str]:
    given: Any = term
    kind = {"URIRef": "iri", "BNode": "node"}.get(type(term).__name__, "text")
    told = getattr(given, "language", None), getattr(given, "datatype", None)
    return [kind, str(given), *(str(one or "") for one in told)]


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; that of time holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main(*sys.argv[1:3])
