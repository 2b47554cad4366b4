"""DCAT 3 / DCAT-AP 3.0.1 (https://www.w3.org/TR/vocab-dcat-3/), in Turtle, JSON-LD and RDF/XML.

`catalog.<ttl|jsonld|rdf>` with further pages where there are many datasets, those of other
portals among them, and `datasets/<id>/dcat.<…>` with the versions and lists of codes of each of
ours. What they say is in
`dcatap`; the three syntaxes say the same. Where the site's address is not known, addresses are
relative to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from ..model import OutputFile, Site
from ..rdf import IRI, Node, Syntax, syntaxes
from ..terms import Catalogue, Entry, describe
from .dcatap.dataset import dataset, more
from .dcatap.names import PREFIXES
from .dcatap.portal import Pages, catalogue
from .dcatap.saying import Graph, Saying

#: Datasets on a page of the catalogue: some MB, where harvesters read up to 50.
PAGE = 500


def make(site: Site) -> Iterator[OutputFile]:
    """The files of each dataset, then the page of the catalogue that they stand on."""
    yield from _Writing(describe(site)).files()


class _Writing:
    """A catalogue being written; a node is written once in each syntax, for all its files."""

    def __init__(self, given: Catalogue) -> None:
        self.catalogue, self.saying = given, Saying.of(given)
        self.syntaxes = syntaxes(PREFIXES)
        self.shared = lru_cache(maxsize=4096)(self._blocks)

    def files(self) -> Iterator[OutputFile]:
        entries = self.catalogue.all
        count = max(1, -(-len(entries) // PAGE))
        for number in range(1, count + 1):
            shown = entries[(number - 1) * PAGE : number * PAGE]
            yield from self._page(Pages(number, count, PAGE, len(entries)), shown)

    def _page(self, pages: Pages, entries: Sequence[Entry]) -> Iterator[OutputFile]:
        names: list[IRI] = []
        collected: list[tuple[str, ...]] = []
        for entry in entries:
            graph, besides = Graph(), Graph()
            names.append(dataset(self.saying, graph, entry))
            more(self.saying, besides, entry)
            blocks = self._written(graph)
            collected += blocks
            if entry.published is None:  # of another portal, which has such a file itself
                continue
            own = [*blocks, *self._written(besides)]
            for at, syntax in enumerate(self.syntaxes):
                path = f"{entry.path}dcat.{syntax.ending}"
                yield self._file(syntax, path, (block[at] for block in own))
        graph = Graph()
        catalogue(self.saying, graph, names)
        collected += self._written(graph)
        for at, syntax in enumerate(self.syntaxes):
            content = [block[at] for block in collected]
            if pages.count > 1:
                content.append(syntax.block(pages.node(self.saying, syntax.ending)))
            yield self._file(syntax, pages.path(pages.number, syntax.ending), content)

    def _written(self, graph: Graph) -> list[tuple[str, ...]]:
        """Each node in each syntax."""
        return [*map(self._blocks, graph.own), *map(self.shared, graph.shared.values())]

    def _blocks(self, node: Node) -> tuple[str, ...]:
        return tuple(syntax.block(node) for syntax in self.syntaxes)

    def _file(self, syntax: Syntax, path: str, blocks: Iterable[str]) -> OutputFile:
        text = self.catalogue.addresses.relative(syntax.document(blocks), path)
        return OutputFile(PurePosixPath(path), text.encode("utf-8"))
