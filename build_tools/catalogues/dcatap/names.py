"""Prefixes, and terms of lists that others keep (the EU's, IANA's, ADMS'), with their labels."""

from __future__ import annotations

import re
from functools import cache

from ...rdf import IRI, Literal, Node, Value, described, iri
from ...terms.vocabularies import EU, FILE_TYPES, FREQUENCIES, LANGUAGES

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The EU's names of its themes of data.
_THEMES = {
    "AGRI": "Agriculture, fisheries, forestry and food",
    "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport",
    "ENER": "Energy",
    "ENVI": "Environment",
    "GOVE": "Government and public sector",
    "HEAL": "Health",
    "INTR": "International issues",
    "JUST": "Justice, legal system and public safety",
    "OP_DATPRO": "Provisional data",
    "REGI": "Regions and cities",
    "SOCI": "Population and society",
    "TECH": "Science and technology",
    "TRAN": "Transport",
}
THEME_LIST = iri(f"{EU}data-theme")

#: Our word of access: the code of the EU's list of access rights.
_ACCESS = {"terbuka": "PUBLIC", "terbatas": "RESTRICTED", "dikecualikan": "NON_PUBLIC"}

#: What a licence asks for, by a part of its address (ADMS' types of licences).
_LICENCE_TYPES = {
    "/publicdomain/": ("PublicDomain", "Work in the public domain"),
    "/pddl/": ("PublicDomain", "Work in the public domain"),
    "/licenses/by/": ("Attribution", "Attribution"),
    "/licenses/by-sa/": ("ViralEffect-ShareAlike", "Viral effect (a.k.a. Share-alike)"),
    "/licenses/odbl/": ("ViralEffect-ShareAlike", "Viral effect (a.k.a. Share-alike)"),
}
_PUBLISHER_TYPES = {"RegionalAuthority": "Regional authority", "LocalAuthority": "Local authority"}
_MEDIA_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+")

SHA256 = described(
    iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"), "spdx:ChecksumAlgorithm"
)
OPENAPI = described(
    iri("https://spec.openapis.org/oas/v3.1.0"),
    "dct:Standard",
    [("dct:title", Literal("OpenAPI Specification 3.1.0", "en"))],
)


@cache
def theme(code: str) -> Node:
    """A theme of the EU's list. `KeyError` where it has none of that code."""
    label = Literal(_THEMES[code], "en")
    facts: list[tuple[str, Value]] = [("skos:prefLabel", label), ("skos:inScheme", THEME_LIST)]
    return described(iri(f"{THEME_LIST}/{code}"), "skos:Concept", facts)


@cache
def themes() -> Node:
    """The EU's list of themes."""
    title = Literal("Data theme", "en")
    return described(THEME_LIST, "skos:ConceptScheme", [("dct:title", title)])


@cache
def language(ours: str) -> Node | None:
    """A language as the EU's list has it; none where we know no code of it."""
    code = LANGUAGES.get(ours)
    return described(iri(f"{EU}language/{code}"), "dct:LinguisticSystem") if code else None


@cache
def frequency(ours: str) -> Node | None:
    """How often data is renewed; none where it is not said in a word of ours."""
    found = FREQUENCIES.get(ours)
    return described(iri(f"{EU}frequency/{found[0]}"), "dct:Frequency") if found else None


@cache
def file_type(ours: str) -> Node | None:
    """The format of a file in the EU's list; none where the list lacks it."""
    code = FILE_TYPES.get(ours)
    return described(iri(f"{EU}file-type/{code}"), "dct:MediaTypeOrExtent") if code else None


@cache
def media_type(given: str) -> Node | None:
    """A media type as IANA registers it; none where it has no form of one."""
    if not _MEDIA_TYPE.fullmatch(given):
        return None
    return described(iri(f"https://www.iana.org/assignments/media-types/{given}"), "dct:MediaType")


@cache
def access(ours: str) -> Node | None:
    """Who may have the data; none where it is not said in a word of ours."""
    code = _ACCESS.get(ours)
    return described(iri(f"{EU}access-right/{code}"), "dct:RightsStatement") if code else None


@cache
def availability(demonstration: bool) -> Node:
    """How long the files are planned to be there: of a demonstration nobody promises it."""
    code, label = ("EXPERIMENTAL", "Experimental") if demonstration else ("AVAILABLE", "Available")
    return _labelled(f"{EU}planned-availability/{code}", label)


@cache
def licence_type(address: str) -> Node | None:
    """What kind of licence it is; none where we do not know it."""
    found = next((kind for part, kind in _LICENCE_TYPES.items() if part in address), None)
    return _labelled(f"http://purl.org/adms/licencetype/{found[0]}", found[1]) if found else None


@cache
def publisher_type(code: str) -> Node:
    """What kind of authority it is. `KeyError` where ADMS' list has none of that code."""
    return _labelled(f"http://purl.org/adms/publishertype/{code}", _PUBLISHER_TYPES[code])


def _labelled(address: str, label: str) -> Node:
    return described(iri(address), "skos:Concept", [("skos:prefLabel", Literal(label, "en"))])


def point(address: str) -> IRI | None:
    """The address of what is pointed at; none where it has no form that can be told."""
    try:
        return iri(address) if address else None
    except ValueError:
        return None
