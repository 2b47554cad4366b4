"""A dataset: what the catalogue says of it, and what its own file says besides."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Text
from ...rdf import IRI, Literal, Node, described, iri
from ...terms import Entry, Subject
from ...terms.addresses import UNKNOWN
from . import codes, files, series
from .names import access, frequency, language, theme, themes
from .saying import Fact, Graph, Saying, day, known
from .things import agent, contact, document, licence, period, place, statement


def dataset(saying: Saying, graph: Graph, entry: Entry) -> IRI:
    """Everything that a harvester is told of a dataset: one `dcat:Dataset`, and what it names."""
    facts = [
        *_named(saying, entry),
        *_who(saying, graph, entry),
        *_when_and_where(saying, graph, entry),
        *_rights(saying, graph, entry),
        *_files(saying, graph, entry),
        *known("dcat:inSeries", series.series(saying, graph, entry)),
    ]
    for subject in entry.subjects:
        facts += topic(saying, graph, subject)
    for lang in saying.languages(entry.title):
        facts += graph.shared_fact("dct:language", language(lang))
    # The page and what it tells of have one address, for ever.
    return graph.add(described(iri(entry.iri), ("dcat:Dataset", "foaf:Document"), facts))


def more(saying: Saying, graph: Graph, entry: Entry) -> None:
    """What only the dataset's own file says: its versions, each a dataset, and its lists of codes.

    In the catalogue, a harvester would take each version for a dataset of its own.
    """
    facts = [*series.versions(saying, graph, entry)]
    if facts:
        graph.add(described(iri(entry.iri), (), facts))
    for table in entry.tables:
        codes.lists(saying, graph, table)


def _named(saying: Saying, entry: Entry) -> Iterator[Fact]:
    page = iri(entry.iri)
    yield from saying.texts("dct:title", entry.title)
    yield from saying.texts("dct:description", _noticed(saying, entry))
    yield "dct:identifier", Literal(entry.id if page.startswith(UNKNOWN) else page)
    yield "dcat:landingPage", page
    main = saying.catalogue.portal.languages[0]
    for lang, keywords in {main: entry.keywords, **entry.keywords_in}.items():
        for keyword in keywords:
            yield "dcat:keyword", Literal(keyword, lang)
    if entry.version:
        yield "dcat:version", Literal(entry.version)


def _noticed(saying: Saying, entry: Entry) -> Text:
    """What it is; of a demonstration with the notice, since a harvester shows no other text."""
    notice, about = saying.catalogue.notice, entry.about
    if not notice or entry.harvested_from:
        return about
    others = {lang: f"{text} {notice.get(lang)}" for lang, text in about.others.items()}
    return Text(f"{about.main} {notice.main}", others)


def _who(saying: Saying, graph: Graph, entry: Entry) -> Iterator[Fact]:
    """Who publishes, who made it, who answers. Offices that it is about are merely related."""
    yield "dct:publisher", agent(saying, graph, entry.publisher)
    yield "dct:creator", agent(saying, graph, entry.creator)
    yield "dcat:contactPoint", contact(saying, entry.contact)
    for office in entry.related:
        yield "dct:relation", agent(saying, graph, office)


def _when_and_where(saying: Saying, graph: Graph, entry: Entry) -> Iterator[Fact]:
    yield from known("dct:issued", day(entry.issued))
    yield from known("dct:modified", day(entry.modified))
    yield from graph.shared_fact("dct:accrualPeriodicity", frequency(entry.frequency))
    yield from known("dct:temporal", period(entry.period))
    if entry.place:
        node = place(saying, entry.place)
        yield "dct:spatial", graph.share(node) if node.iri else node


def _rights(saying: Saying, graph: Graph, entry: Entry) -> Iterator[Fact]:
    yield from licence(saying, graph, entry.rights)
    yield from graph.shared_fact("dct:accessRights", access(entry.access))
    for title, address in entry.sources:
        source = document(saying, address, Text(title))
        if source is not None:
            yield "prov:wasDerivedFrom", graph.add(source)
    texts = _origin(saying, entry)
    if texts:
        yield "dct:provenance", statement("dct:ProvenanceStatement", texts)


def _origin(saying: Saying, entry: Entry) -> list[Literal]:
    """How the data came about, in each language: who it is from if not from an office, and how."""
    found = []
    for lang, words in saying.words.items():
        parts = [saying.catalogue.notice.get(lang)]
        if entry.harvested_from:
            name = entry.harvested_title or entry.harvested_from
            parts.append(words("dcat.harvested", portal=name))
        elif not entry.official:
            parts.append(words("terms.collected", publisher=entry.publisher.name.get(lang)))
        if lang in saying.languages(entry.method):
            parts.append(entry.method.get(lang))
        text = " ".join(filter(None, parts))
        if text:
            found.append(Literal(text, lang))
    return found


def _files(saying: Saying, graph: Graph, entry: Entry) -> Iterator[Fact]:
    for table in entry.tables:
        for file in files.of_table(saying, graph, table):
            yield "dcat:distribution", file
    for given in entry.whole:
        if entry.harvested_from:
            yield from known("dcat:distribution", files.elsewhere(saying, graph, given))
        else:
            yield "dcat:distribution", files.of_whole(saying, graph, given)


def topic(saying: Saying, graph: Graph, subject: Subject) -> Iterator[Fact]:
    """A topic of the portal as a theme, and the EU's theme that it belongs to."""
    scheme = topics(saying, graph)
    if subject.theme:
        graph.share(themes())
        yield "dcat:theme", graph.share(theme(subject.theme))
    node = saying.once("topic", subject, lambda: _topic(saying, subject, scheme))
    yield "dcat:theme", graph.share(node)


def _topic(saying: Saying, subject: Subject, scheme: IRI) -> Node:
    facts: list[Fact] = [
        *saying.texts("skos:prefLabel", subject.title),
        ("skos:inScheme", scheme),
    ]
    if subject.theme:
        facts.append(("skos:broadMatch", theme(subject.theme).iri))
    return described(iri(subject.iri), "skos:Concept", facts)


def topics(saying: Saying, graph: Graph) -> IRI:
    """The portal's own list of topics."""
    return graph.share(saying.once("topics", saying.catalogue, lambda: _topics(saying)))


def _topics(saying: Saying) -> Node:
    title = saying.said("dcat.topics", name=saying.catalogue.title)
    name = iri(saying.catalogue.addresses.of_file("topik/"))
    return described(name, "skos:ConceptScheme", [*saying.texts("dct:title", title)])
