"""The catalogue itself: who keeps it, what it is about, its programming interface, its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Text
from ...rdf import IRI, Literal, Node, described, iri
from .dataset import topic, topics
from .names import OPENAPI, language, themes
from .saying import Fact, Graph, Saying, day, known
from .things import agent, contact, licence, place, statement


def catalogue(saying: Saying, graph: Graph, datasets: Sequence[IRI]) -> IRI:
    """The catalogue with some of its datasets: those of one page."""
    given = saying.catalogue
    home = iri(given.addresses.base)
    facts: list[Fact] = [
        *saying.texts("dct:title", given.title),
        *saying.texts("dct:description", given.description or given.title),
        ("dct:publisher", agent(saying, graph, given.publisher)),
        ("dcat:contactPoint", contact(saying, given.contact)),
        ("foaf:homepage", graph.share(described(home, "foaf:Document"))),
        ("dcat:themeTaxonomy", topics(saying, graph)),
        ("dcat:service", service(saying, graph, datasets)),
        *known("dct:issued", day(given.issued)),
        *known("dct:modified", day(given.modified)),
        *licence(saying, graph, given.rights[:1]),
    ]
    if any(subject.theme for subject in given.subjects):
        facts.append(("dcat:themeTaxonomy", graph.share(themes())))
    for lang in given.portal.languages:
        facts += graph.shared_fact("dct:language", language(lang))
    if given.notice:
        texts = [Literal(given.notice.get(lang), lang) for lang in saying.languages(given.notice)]
        facts.append(("dct:rights", statement("dct:RightsStatement", texts)))
    if given.place:
        where = place(saying, given.place)
        facts.append(("dct:spatial", graph.share(where) if where.iri else where))
    facts += [("dcat:dataset", dataset) for dataset in datasets]
    return graph.add(described(name(saying), "dcat:Catalog", facts))


def name(saying: Saying) -> IRI:
    """The catalogue's own address: the home page tells of it."""
    return iri(f"{saying.catalogue.addresses.base}#katalog")


def service(saying: Saying, graph: Graph, datasets: Sequence[IRI]) -> IRI:
    """Our API, which serves the datasets that are ours."""
    given = saying.catalogue
    ours = {entry.iri for entry in given.entries}
    at = given.addresses
    facts: list[Fact] = [
        *saying.texts("dct:title", saying.said("dcat.service", name=given.title)),
        *saying.texts("dct:description", saying.said("dcat.service_about")),
        ("dcat:endpointURL", iri(at.of_file("api/v1/index.json"))),
        ("dcat:endpointDescription", iri(at.of_file("api/v1/openapi.json"))),
        ("dct:conformsTo", graph.share(OPENAPI)),
        ("dct:publisher", agent(saying, graph, given.publisher)),
        ("dcat:contactPoint", contact(saying, given.contact)),
        *saying.texts("dcat:keyword", Text("API", dict.fromkeys(saying.words, "API"))),
        *licence(saying, graph, given.rights[:1]),
    ]
    for subject in given.subjects:
        facts += topic(saying, graph, subject)
    facts += [("dcat:servesDataset", dataset) for dataset in datasets if dataset in ours]
    return graph.add(described(iri(at.of_file("api/v1/index.json")), "dcat:DataService", facts))


@dataclass(frozen=True, slots=True)
class Pages:
    """The files over which a catalogue goes. ``number`` counts from 1."""

    number: int
    count: int
    size: int  # datasets a page
    total: int  # datasets

    def path(self, number: int, ending: str) -> str:
        """The file of a page."""
        return f"catalog.{ending}" if number == 1 else f"catalog-{number}.{ending}"

    def node(self, saying: Saying, ending: str) -> Node:
        """Where this page stands among the others: of the same format, as harvesters go on."""
        at = saying.catalogue.addresses
        others = {"hydra:first": 1, "hydra:last": self.count}
        if self.number > 1:
            others["hydra:previous"] = self.number - 1
        if self.number < self.count:
            others["hydra:next"] = self.number + 1
        facts: list[Fact] = [
            (key, iri(at.of_file(self.path(number, ending)))) for key, number in others.items()
        ]
        facts += [
            ("hydra:totalItems", Literal(str(self.total), datatype="xsd:integer")),
            ("hydra:itemsPerPage", Literal(str(self.size), datatype="xsd:integer")),
        ]
        own = iri(at.of_file(self.path(self.number, ending)))
        return described(own, ("hydra:PagedCollection", "hydra:PartialCollectionView"), facts)
