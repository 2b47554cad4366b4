"""Descriptions as RDF 1.1: the same graph as Turtle, JSON-LD and RDF/XML.

A document is blocks, one for each thing that is described, between a head and a foot. A block
depends on nothing but its `Node`, so that it is written once and put into many documents.
"""

from __future__ import annotations

from collections.abc import Mapping

from .jsonld import JsonLd
from .nodes import IRI, Literal, Node, Value, described, iri
from .rdfxml import RdfXml
from .syntax import Syntax
from .turtle import Turtle

__all__ = ["IRI", "Literal", "Node", "Syntax", "Value", "described", "iri", "syntaxes"]


def syntaxes(prefixes: Mapping[str, str]) -> tuple[Syntax, ...]:
    """The three writers for names with those prefixes ("dct": "http://purl.org/dc/terms/")."""
    return Turtle(prefixes), JsonLd(prefixes), RdfXml(prefixes)
