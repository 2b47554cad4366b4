"""Files to take away: `dcat:Distribution`, with what they are checked against."""

from __future__ import annotations

from ...model import Text
from ...rdf import IRI, Literal, described, iri
from ...rdf.nodes import NESTED
from ...terms import Distribution, TableTerms
from .names import SHA256, availability, file_type, media_type, point
from .saying import Fact, Graph, Saying, known
from .things import licence


def of_table(saying: Saying, graph: Graph, table: TableTerms) -> list[IRI]:
    """The files of a table; each keeps to the table's schema."""
    counts = {"rows": table.rows, "columns": len(table.variables)}
    about = table.description or saying.said("dcat.file", **counts)
    schema = point(table.schema)
    if schema and table.distributions:
        title = saying.said("dcat.schema", title=table.title)
        graph.add(described(schema, "dct:Standard", [*saying.texts("dct:title", title)]))
    return [distribution(saying, graph, file, about) for file in table.distributions]


def of_whole(saying: Saying, graph: Graph, file: Distribution) -> IRI:
    """The ZIP or the descriptor of a dataset."""
    key = "dcat.zip" if file.format == "zip" else "dcat.descriptor"
    return distribution(saying, graph, file, saying.sentence(key))


def elsewhere(saying: Saying, graph: Graph, file: Distribution) -> IRI | None:
    """A file of another portal, of which nothing is promised; none where its address is none."""
    if point(file.url) is None:
        return None
    return distribution(saying, graph, file, Text(), ours=False)


def distribution(
    saying: Saying, graph: Graph, file: Distribution, about: Text, ours: bool = True
) -> IRI:
    """One file. `ValueError` where its address has no form that can be told."""
    url = iri(file.url)
    planned = availability(saying.catalogue.demonstration) if ours else None
    facts: list[Fact] = [
        *saying.texts("dct:title", file.title),
        *saying.texts("dct:description", about),
        ("dcat:accessURL", url),
        ("dcat:downloadURL", url),
        *graph.shared_fact("dcat:mediaType", media_type(file.media_type)),
        *graph.shared_fact("dct:format", file_type(file.format)),
        *graph.shared_fact("dcatap:availability", planned),
        *known("dct:conformsTo", point(file.schema)),
        *licence(saying, graph, file.rights),
    ]
    if file.bytes:
        facts.append(("dcat:byteSize", Literal(str(file.bytes), datatype="xsd:nonNegativeInteger")))
    if file.sha256:
        value = Literal(file.sha256, datatype="xsd:hexBinary")
        sums: list[Fact] = [
            ("spdx:algorithm", graph.share(SHA256)),
            ("spdx:checksumValue", value),
        ]
        facts.append(("spdx:checksum", described(NESTED, "spdx:Checksum", sums)))
    return graph.add(described(iri(file.iri), "dcat:Distribution", facts))
