"""Offices, contacts, places, times and licences as DCAT-AP says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Text
from ...rdf import IRI, Literal, Node, described, iri
from ...rdf.nodes import NESTED
from ...terms import Agent, Place, Rights
from .names import licence_type, point, publisher_type
from .saying import Fact, Graph, Saying, day, known

_AUTHORITIES = {"kemendagri": "Kementerian Dalam Negeri", "bps": "Badan Pusat Statistik"}


def agent(saying: Saying, graph: Graph, given: Agent) -> IRI:
    """An office, or the project: an office is an authority, the project only if the site is."""
    authority = bool(given.id) or saying.catalogue.portal.official
    kind = publisher_type(_level(saying)) if authority else None
    if kind:
        graph.share(kind)
    return graph.share(saying.once("agent", given, lambda: _agent(saying, given, kind)))


def _agent(saying: Saying, given: Agent, kind: Node | None) -> Node:
    facts = [
        *saying.texts("foaf:name", given.name),
        *known("foaf:homepage", point(given.url)),
        *known("foaf:mbox", _mail(given.email)),
        *known("dct:type", kind.iri if kind else None),
    ]
    if given.id:
        facts.append(("dct:identifier", Literal(given.id)))
    return described(iri(given.iri), ("foaf:Agent", "foaf:Organization"), facts)


def _level(saying: Saying) -> str:
    """A province is a regional authority: its code has no dot, as "64"."""
    place = saying.catalogue.place
    code = place.kemendagri if place else ""
    return "RegionalAuthority" if code and "." not in code else "LocalAuthority"


def contact(saying: Saying, given: Agent) -> Node:
    """Where to ask; it has no name of its own, so that two datasets never mix theirs."""
    facts = [
        *saying.texts("vcard:fn", given.name),
        *known("vcard:hasEmail", _mail(given.email)),
        *known("vcard:hasURL", point(given.url)),
    ]
    return described(NESTED, ("vcard:Organization", "vcard:Kind"), facts)


def _mail(address: str) -> IRI | None:
    return point(f"mailto:{address}") if address else None


def place(saying: Saying, given: Place) -> Node:
    """A region with its codes, each told by who gave it, and its box in WGS 84."""
    facts: list[Fact] = [*saying.texts("skos:prefLabel", given.name)]
    for who, code in (("kemendagri", given.kemendagri), ("bps", given.bps)):
        if code:
            said: list[Fact] = [
                ("skos:notation", Literal(code)),
                ("adms:schemaAgency", Literal(_AUTHORITIES[who], "id")),
            ]
            facts.append(("adms:identifier", described(NESTED, "adms:Identifier", said)))
    if given.kemendagri:
        facts.append(("dct:identifier", Literal(given.kemendagri)))
    if given.box:
        west, south, east, north = map(_degrees, given.box)
        corners = (west, south), (east, south), (east, north), (west, north), (west, south)
        ring = ",".join(f"{x} {y}" for x, y in corners)
        facts.append(("dcat:bbox", Literal(f"POLYGON(({ring}))", datatype="geo:wktLiteral")))
    return described(point(given.iri) or NESTED, "dct:Location", facts)


def _degrees(value: float) -> str:
    """A tenth of a metre, without zeros that say nothing."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def period(given: tuple[str, str]) -> Node | None:
    """The time that data is about; none where neither end is known."""
    start, end = map(day, given)
    facts = [*known("dcat:startDate", start), *known("dcat:endDate", end)]
    return described(NESTED, "dct:PeriodOfTime", facts) if facts else None


def licence(saying: Saying, graph: Graph, rights: Sequence[Rights]) -> Iterator[Fact]:
    """The first licence as such (there may be one), and all in words where there are more."""
    if not rights:
        return
    first, *others = saying.licence(rights[0]), *rights[1:]
    facts: list[Fact] = [("dct:title", Literal(first.title or first.name or first.iri))]
    if first.name:
        facts.append(("dct:identifier", Literal(first.name)))
    facts += graph.shared_fact("dct:type", licence_type(first.iri))
    node = described(point(first.iri) or NESTED, "dct:LicenseDocument", facts)
    yield "dct:license", graph.share(node) if node.iri else node
    if others:
        named = [" ".join(filter(None, [r.title or r.name, r.iri])) for r in rights]
        yield "dct:rights", statement("dct:RightsStatement", [Literal(text) for text in named])


def statement(kind: str, texts: Sequence[Literal]) -> Node:
    """A statement in words."""
    return described(NESTED, kind, [("rdfs:label", text) for text in texts])


def document(saying: Saying, address: str, title: Text) -> Node | None:
    """A page somewhere else; none where its address cannot be told."""
    name = point(address)
    if name is None:
        return None
    return described(name, "foaf:Document", [*saying.texts("dct:title", title)])
