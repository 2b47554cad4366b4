"""DCAT in RDF (https://www.w3.org/TR/vocab-dcat-3/): Turtle, JSON-LD or RDF/XML, also in pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from . import rdf
from .told import MOST, Read, Told, ToldFile, text
from .web import Document, HarvestError, Web

if TYPE_CHECKING:
    from rdflib import Graph

MOST_DATASETS = 20_000
#: Pages that a catalogue may have.
MOST_PAGES = 1_000
_DCAT = "http://www.w3.org/ns/dcat#"
_DCT = "http://purl.org/dc/terms/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_VCARD = "http://www.w3.org/2006/vcard/ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SPDX = "http://spdx.org/rdf/terms#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SCHEMA = ("http://schema.org/", "https://schema.org/")
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = (f"{_HYDRA}next", f"{_HYDRA}nextPage")
_NAMES = (
    *(f"{_FOAF}name", f"{_SKOS}prefLabel", f"{_RDFS}label", f"{_DCT}title"),
    *(f"{_VCARD}fn", f"{_VCARD}organization-name"),
)


def read(document: Document, web: Web, form: str) -> Read:
    """All datasets of the catalogue, page by page; raises `HarvestError`."""
    found: dict[str, Told] = {}
    title = ""
    seen = {document.url}
    while True:
        page = _Graph(rdf.graph(document, form))
        title = title or page.catalogue_title()
        new = {told.id: told for told in page.datasets() if told.id not in found}
        found |= new
        if len(found) > MOST_DATASETS or len(seen) > MOST_PAGES:
            raise HarvestError("many", document.url)
        after = next((url for url in page.after() if url not in seen), "")
        if not after or not new:
            return Read("dcat", title, [*found.values()])
        seen.add(after)
        document = web.get(after)
        seen.add(document.url)
        form = rdf.format_of(document) or form


class _Graph:
    """One page as a graph, asked by the addresses of its terms."""

    def __init__(self, graph: Graph) -> None:
        import rdflib

        self.graph, self.ref, self.literal = graph, rdflib.URIRef, rdflib.Literal

    def all(self, node: Any, *terms: str) -> list[Any]:
        """What a node has of the first of some terms of which it has anything, in order."""
        for term in terms:
            found = sorted(self.graph.objects(node, self.ref(term)), key=str)[:MOST]
            if found:
                return found
        return []

    def one(self, node: Any, *terms: str) -> Any:
        found = self.all(node, *terms)
        return found[0] if found else None

    def text(self, node: Any, *terms: str) -> str:
        """One value as text: that of a literal, or the address."""
        return "" if (found := self.one(node, *terms)) is None else text(str(found))

    def texts(self, node: Any, *terms: str) -> dict[str, str]:
        """A text by language; "" where none is said."""
        found: dict[str, str] = {}
        for value in self.all(node, *terms):
            lang = (getattr(value, "language", None) or "").partition("-")[0].lower()
            found.setdefault(lang, text(str(value)))
        return found

    def name(self, node: Any) -> str:
        """What a node is called: in Indonesian, in no language, in any; or the literal itself."""
        if node is None:
            return ""
        if isinstance(node, self.literal):
            return text(str(node))
        found = self.texts(node, *_NAMES)
        return found.get("id") or found.get("") or next(iter(found.values()), "")

    def of_type(self, term: str) -> list[Any]:
        return sorted(self.graph.subjects(self.ref(_TYPE), self.ref(f"{_DCAT}{term}")), key=str)

    def catalogue_title(self) -> str:
        """The title of the catalogue that names datasets."""
        for node in self.of_type("Catalog"):
            named = self.texts(node, f"{_DCT}title")
            if named and self.all(node, f"{_DCAT}dataset"):
                return named.get("id") or named.get("") or next(iter(named.values()))
        return ""

    def after(self) -> Iterator[str]:
        """The addresses of the next page."""
        for term in _NEXT:
            for value in sorted(self.graph.objects(None, self.ref(term)), key=str):
                yield str(value)

    def datasets(self) -> Iterator[Told]:
        """The datasets that a catalogue names; where none names any, all that there are."""
        listed = {
            node for one in self.of_type("Catalog") for node in self.graph.objects(
                one, self.ref(f"{_DCAT}dataset")
            )
        }  # fmt: skip
        described = [n for n in self.of_type("Dataset") if not listed or n in listed]
        return (self._told(node) for node in described)

    def _told(self, node: Any) -> Told:
        iri = str(node) if isinstance(node, self.ref) else ""
        page = self.text(node, f"{_DCAT}landingPage", f"{_FOAF}page")
        publisher = self.one(node, f"{_DCT}publisher", f"{_DCT}creator")
        contact = self.one(node, f"{_DCAT}contactPoint")
        period = self.one(node, f"{_DCT}temporal")
        files = self.all(node, f"{_DCAT}distribution")
        return Told(
            id=iri or self.text(node, f"{_DCT}identifier") or page,
            iri=iri or page,
            page=page or (iri if _is_web(iri) else ""),
            titles=self.texts(node, f"{_DCT}title"),
            descriptions=self.texts(node, f"{_DCT}description"),
            publisher=self.name(publisher),
            publisher_url=self.text(publisher, f"{_FOAF}homepage") if publisher else "",
            contact=self.name(contact),
            contact_email=self._value(contact, f"{_VCARD}hasEmail"),
            contact_url=self._value(contact, f"{_VCARD}hasURL"),
            licences=self._licences([node, *files]),
            keywords=[text(str(word)) for word in self.all(node, f"{_DCAT}keyword")],
            issued=self.text(node, f"{_DCT}issued"),
            modified=self.text(node, f"{_DCT}modified"),
            period=(
                self.text(period, f"{_DCAT}startDate", *(f"{s}startDate" for s in _SCHEMA)),
                self.text(period, f"{_DCAT}endDate", *(f"{s}endDate" for s in _SCHEMA)),
            ),
            place=self.name(self.one(node, f"{_DCT}spatial")),
            frequency=_last(self.text(node, f"{_DCT}accrualPeriodicity")),
            files=[self._file(file) for file in files],
            restricted=_last(self.text(node, f"{_DCT}accessRights"))
            in {"NON_PUBLIC", "RESTRICTED", "CONFIDENTIAL"},
        )

    def _value(self, node: Any, term: str) -> str:
        """A value of vCard: an address, or a node that has one."""
        found = self.one(node, term) if node is not None else None
        if found is None:
            return ""
        return self.text(found, f"{_VCARD}value") or text(str(found))

    def _licences(self, nodes: list[Any]) -> list[tuple[str, str, str]]:
        """The licence of the dataset or, as DCAT asks, of its distributions; else its rights."""
        found: dict[tuple[str, str, str], None] = {}
        for term in (f"{_DCT}license", f"{_DCT}rights"):
            for node in nodes:
                for value in self.all(node, term):
                    url = str(value) if isinstance(value, self.ref) else ""
                    found[("", self.name(value), url)] = None
            if found:
                break
        return [*found]

    def _file(self, node: Any) -> ToldFile:
        sums = self.one(node, f"{_SPDX}checksum")
        is_sha256 = "sha256" in self.text(sums, f"{_SPDX}algorithm").lower() if sums else False
        form = self.one(node, f"{_DCT}format")
        media = self.text(node, f"{_DCAT}mediaType")
        titles = self.texts(node, f"{_DCT}title")
        return ToldFile(
            url=self.text(node, f"{_DCAT}downloadURL", f"{_DCAT}accessURL"),
            title=titles.get("id") or titles.get("") or next(iter(titles.values()), ""),
            format=self.name(form) or _last(str(form or "")),
            media_type="/".join(media.rsplit("/", 2)[-2:]),
            bytes=self.text(node, f"{_DCAT}byteSize"),
            hash=self.text(sums, f"{_SPDX}checksumValue") if sums and is_sha256 else "",
        )


def _last(address: str) -> str:
    """The last part of an address: the code in a vocabulary."""
    return address.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False
