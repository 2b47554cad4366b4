"""RDF of others -> a graph, without anything being fetched or unfolded on the way.

rdflib is an extra (`pip install "terbuka[dcat]"`), imported when RDF is met and only here. Contexts
of JSON-LD that lie elsewhere would be fetched by it, so they are refused; so are document types in
XML, which can unfold to gigabytes or name files of this computer. A parser works in a process of
its own (`parsing`), which is ended when it takes too long or too much memory: that of Turtle can
need hours for a few megabytes of quotation marks.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from .web import Document, HarvestError

if TYPE_CHECKING:
    from rdflib import Graph

FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}
#: Seconds that a document may take to be parsed.
MAX_PARSING = 120.0
_ENDINGS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TURTLE = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:@?prefix|@?base)\s", re.IGNORECASE)


def format_of(document: Document) -> str:
    """Which RDF a document is by its beginning, its media type and its name; empty: none."""
    head = document.content[:2000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return "json-ld"
    if head.startswith("<?xml") or "<rdf:RDF" in head:
        return "xml"
    if _TURTLE.match(head):
        return "turtle"
    if head[:9].lower().startswith(("<!doctype", "<html")):
        return ""
    ending = document.url.partition("?")[0].rpartition(".")[2].lower()
    return FORMATS.get(document.media_type) or _ENDINGS.get(ending, "")


def graph(document: Document, form: str) -> Graph:
    """The graph of a document in one of the three forms; raises `HarvestError`."""
    if importlib.util.find_spec("rdflib") is None:
        raise HarvestError("rdflib", document.url)
    content = _jsonld(document) if form == "json-ld" else document.text
    if form == "xml":
        content = _DECLARED.sub("", content)  # it is UTF-8, whatever it says
        if _DOCTYPE.search(content):
            raise HarvestError("doctype", document.url)
    return _graph(_parsed(document.url, content, form))


def _parsed(url: str, content: str, form: str) -> str:
    """The triples of a document as `parsing` writes them, a line each."""
    command = [sys.executable, "-m", f"{__package__}.parsing", form, url]
    try:
        done = subprocess.run(
            command,
            input=content.encode("utf-8", "replace"),
            capture_output=True,
            timeout=MAX_PARSING,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise HarvestError("time", url) from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        name = said.partition(":")[0].rpartition(".")[2]
        raise HarvestError("rdf", url, name if name.isidentifier() else "parsing")
    return done.stdout.decode("utf-8")


def _graph(lines: str) -> Graph:
    import rdflib

    def term(given: list[str]) -> Any:
        kind, value, lang, datatype = given
        if kind == "iri":
            return rdflib.URIRef(value)
        if kind == "node":
            return rdflib.BNode(value)
        # As it was written: nothing is made of what it says.
        return rdflib.Literal(value, lang or None, datatype or None, normalize=False)

    _quiet(rdflib)
    found = rdflib.Graph()
    for line in lines.splitlines():
        subject, predicate, value = map(term, json.loads(line))
        found.add((subject, predicate, value))
    return found


def _jsonld(document: Document) -> str:
    """JSON-LD in which every context is written out; raises `HarvestError`."""
    found = document.json()
    todo: list[Any] = [found]
    while todo:
        one = todo.pop()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            if _elsewhere(one.get("@context")) or isinstance(one.get("@import"), str):
                raise HarvestError("context", document.url)
            todo += one.values()
    return json.dumps(found)


def _elsewhere(context: Any) -> bool:
    """Whether a context, or a part of it however deep in lists, is named by an address."""
    todo = [context]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            return True
        if isinstance(one, list):
            todo += one
    return False


def _quiet(rdflib: Any) -> None:
    """No second parser for texts in XML or HTML."""
    for kind in (rdflib.RDF.XMLLiteral, rdflib.RDF.HTML):
        rdflib.term.bind(kind, str)
