"""What every description needs: texts in each language, and where its nodes are collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ...model import Text
from ...rdf import IRI, Literal, Node, Value
from ...terms import Catalogue, Rights
from ...terms.dates import iso
from ...words import Words

Fact = tuple[str, Value]

_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


@dataclass(frozen=True)
class Saying:
    """A portal's languages, the main one first, and its words in each."""

    catalogue: Catalogue
    words: dict[str, Words]
    _kept: dict[tuple[str, int], Node] = field(default_factory=dict)
    _sentences: dict[str, Text] = field(default_factory=dict)
    _licences: dict[str, Rights] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Saying:
        return cls(catalogue, {lang: Words.load(lang) for lang in catalogue.portal.languages})

    def texts(self, name: str, text: Text) -> Iterator[Fact]:
        """A fact for each language in which the text is given: never two of one language."""
        for lang in self.languages(text):
            yield name, Literal(text.get(lang), lang)

    def languages(self, text: Text) -> tuple[str, ...]:
        """The languages in which a text is given."""
        main, *others = self.words
        return ((main,) if text.main else ()) + tuple(x for x in others if text.others.get(x))

    def once(self, kind: str, of: object, make: Callable[[], Node]) -> Node:
        """The description of a part of the catalogue, made once for all datasets."""
        key = kind, id(of)
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def licence(self, given: Rights) -> Rights:
        """How the catalogue calls a licence: datasets may name the same address differently.

        The portal's name comes first, then that of the first dataset, in order.
        """
        if not self._licences:
            of = self.catalogue
            files = (f for e in of.all for f in e.distributions)
            every = [
                *of.rights,
                *(r for e in of.all for r in e.rights),
                *(r for f in files for r in f.rights),
            ]
            for one in sorted(every, key=lambda one: not one.title):  # one with a title, if any
                self._licences.setdefault(one.iri, one)
        return self._licences.get(given.iri, given) if given.iri else given

    def sentence(self, key: str) -> Text:
        """A sentence that is the same for all, in every language."""
        if key not in self._sentences:
            self._sentences[key] = self.said(key)
        return self._sentences[key]

    def said(self, key: str, **values: Text | int | str) -> Text:
        """A sentence of ours in every language."""
        found = {
            lang: words(key, **{name: _in(words, value) for name, value in values.items()})
            for lang, words in self.words.items()
        }
        main, *others = found
        return Text(found[main], {lang: found[lang] for lang in others})


def _in(words: Words, value: Text | int | str) -> str:
    if isinstance(value, Text):
        return value.get(words.lang)
    return words.number(value) if isinstance(value, int) else value


def day(text: str) -> Literal | None:
    """A year, month or day as a literal; none where it is none of these."""
    found = iso(text)
    return Literal(found, datatype=_DATES[len(found)]) if found else None


def known(name: str, value: Value | None) -> Iterator[Fact]:
    """The fact, if there is a value."""
    if value is not None:
        yield name, value


@dataclass
class Graph:
    """The nodes of a document. What many documents share (lists of terms, offices) is apart."""

    own: list[Node] = field(default_factory=list)
    shared: dict[IRI, Node] = field(default_factory=dict)

    def add(self, node: Node) -> IRI:
        """Describes a thing of this document."""
        self.own.append(node)
        return node.iri

    def share(self, node: Node) -> IRI:
        """Describes a thing that others describe in the same words."""
        return self.shared.setdefault(node.iri, node).iri

    def shared_fact(self, name: str, node: Node | None) -> Iterator[Fact]:
        """The fact that points at a thing of a list, if there is one."""
        if node is not None:
            yield name, self.share(node)
