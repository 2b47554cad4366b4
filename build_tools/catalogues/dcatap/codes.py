"""The coded values of columns as lists of concepts (SKOS), so that programs know what they mean."""

from __future__ import annotations

from urllib.parse import quote

from ...model import Field, Text
from ...rdf import IRI, Literal, described, iri
from ...terms import TableTerms
from .names import point
from .saying import Fact, Graph, Saying

#: A longer list is a register rather than a classification: it is a table, not part of this.
MOST = 100


def lists(saying: Saying, graph: Graph, table: TableTerms) -> None:
    """A list for each column whose values are coded, as part of the table's schema."""
    schema = point(table.schema)
    if not schema:
        return
    found = [
        _list(saying, graph, table, schema, field)
        for field in table.table.resource.fields
        if 0 < len(field.categories) <= MOST
    ]
    if found:
        graph.add(described(schema, (), [("dct:hasPart", one) for one in found]))


def _list(saying: Saying, graph: Graph, table: TableTerms, schema: IRI, field: Field) -> IRI:
    scheme = iri(f"{schema}#{_part(field.name)}")
    named = field.title or Text(field.name)
    title = saying.said("dcat.codes", field=named, table=table.title)
    graph.add(described(scheme, "skos:ConceptScheme", [*saying.texts("dct:title", title)]))
    for code in {category.value: category for category in field.categories}.values():
        facts: list[Fact] = [
            ("skos:notation", Literal(code.value)),
            *saying.texts("skos:prefLabel", code.label or Text(code.value)),
            ("skos:inScheme", scheme),
            ("skos:topConceptOf", scheme),
        ]
        graph.add(described(iri(f"{scheme}/{_part(code.value)}"), "skos:Concept", facts))
    return scheme


def _part(text: str) -> str:
    """A text as one part of a fragment; a half of a surrogate pair becomes a question mark."""
    return quote(text.encode("utf-8", "replace"), safe="-._~")
