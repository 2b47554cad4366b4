"""RDF of others -> a graph, without anything being fetched or unfolded on the way.

rdflib is an extra (`pip install "terbuka[dcat]"`), imported when RDF is met and only here. Contexts
of JSON-LD that lie elsewhere would be fetched by it, so they are refused; so are document types in
XML, which can unfold to gigabytes or name files of this computer. What is left to the parsers of
Turtle, JSON-LD and RDF/XML is a text that was bounded before.
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from .web import Document, HarvestError

if TYPE_CHECKING:
    from rdflib import Graph

FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}
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
    try:
        import rdflib
    except ImportError as problem:
        raise HarvestError("rdflib", document.url) from problem
    _quiet(rdflib)
    content = _jsonld(document) if form == "json-ld" else document.text
    if form == "xml":
        content = _DECLARED.sub("", content)  # it is UTF-8, whatever it says
        if _DOCTYPE.search(content):
            raise HarvestError("doctype", document.url)
    # Named graphs of JSON-LD are read as one.
    found = rdflib.Dataset(default_union=True) if form == "json-ld" else rdflib.Graph()
    try:
        found.parse(data=content, format=form, publicID=document.url)
    except Exception as problem:  # parsers of others fail in every way there is
        raise HarvestError("rdf", document.url, type(problem).__name__) from problem
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
    """No log lines for each strange address; and no second parser for texts in XML or HTML."""
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    for kind in (rdflib.RDF.XMLLiteral, rdflib.RDF.HTML):
        rdflib.term.bind(kind, str)
