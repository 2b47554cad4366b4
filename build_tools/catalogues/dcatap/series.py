"""The versions of a dataset that can be taken away, as a series."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Text
from ...rdf import IRI, Literal, described, iri
from ...terms import Entry, Release
from .files import distribution
from .saying import Fact, Graph, Saying, day, known
from .things import agent, contact

#: So many of the newest versions are told one by one; all of them stand on the dataset's pages.
MOST = 100


def series(saying: Saying, graph: Graph, entry: Entry) -> IRI | None:
    """The series of the dataset; none where it has fewer than two versions."""
    if len(entry.releases) < 2:
        return None
    facts = [
        *saying.texts("dct:title", saying.said("dcat.series", title=entry.title)),
        *saying.texts("dct:description", saying.said("dcat.series_about", title=entry.title)),
        *known("dct:issued", day(entry.issued)),
        *known("dct:modified", day(entry.modified)),
        ("dct:publisher", agent(saying, graph, entry.publisher)),
        ("dcat:contactPoint", contact(saying, entry.contact)),
    ]
    return graph.add(described(_name(entry), "dcat:DatasetSeries", facts))


def versions(saying: Saying, graph: Graph, entry: Entry) -> Iterator[Fact]:
    """What the dataset says of its versions; each is described, the newest first."""
    if len(entry.releases) < 2:
        return
    told = entry.releases[:MOST]
    for release, older in zip(told, [*told[1:], None], strict=True):
        yield "dcat:hasVersion", _version(saying, graph, entry, release, older)
    yield "dcat:hasCurrentVersion", iri(told[0].iri)
    ends: list[Fact] = [("dcat:first", iri(told[-1].iri)), ("dcat:last", iri(told[0].iri))]
    graph.add(described(_name(entry), (), ends))


def _version(
    saying: Saying, graph: Graph, entry: Entry, release: Release, older: Release | None
) -> IRI:
    number = release.number or release.date
    title = saying.said("dcat.version", title=entry.title, number=number)
    facts: list[Fact] = [
        *saying.texts("dct:title", title),
        *saying.texts("dct:description", _about(saying, entry, release)),
        ("dcat:inSeries", _name(entry)),
        ("dcat:isVersionOf", iri(entry.iri)),
        ("dcat:contactPoint", contact(saying, entry.contact)),
        *known("dct:issued", day(release.date)),
    ]
    if release.number:
        facts.append(("dcat:version", Literal(release.number)))
    if older:
        facts += [("dcat:prev", iri(older.iri)), ("dcat:previousVersion", iri(older.iri))]
    if release.publisher:
        facts.append(("dct:publisher", agent(saying, graph, release.publisher)))
    for file in release.files:
        facts.append(("dcat:distribution", distribution(saying, graph, file, file.title)))
    return graph.add(described(iri(release.iri), "dcat:Dataset", facts))


def _about(saying: Saying, entry: Entry, release: Release) -> Text:
    found = {
        lang: words(
            "dcat.version_about", title=entry.title.get(lang), date=words.date(release.date)
        )
        for lang, words in saying.words.items()
    }
    main, *others = found
    return Text(found[main], {lang: found[lang] for lang in others})


def _name(entry: Entry) -> IRI:
    return iri(f"{entry.iri}#seri")
