"""One graph, written thrice: what others' parsers read of each is the same."""

from __future__ import annotations

import json
import re
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_site import HOSTILE
from rdflib import Graph, URIRef
from rdflib import Literal as TheirLiteral
from rdflib.compare import isomorphic

from build_tools.rdf import Literal, Node, Syntax, Value, described, iri, syntaxes
from build_tools.rdf.nodes import NESTED

Facts = list[tuple[str, Value]]

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = URIRef("http://purl.org/dc/terms/title")
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
A = iri("https://contoh.example/a")

#: All that Python's texts can hold, halves of surrogate pairs too.
TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)


def written(*nodes: Node) -> dict[str, str]:
    """The graph in each syntax, by the ending of its files."""
    return {
        s.ending: s.document([s.block(node) for node in nodes])
        for s in syntaxes(dict(reversed(PREFIXES.items())))
    }


def read(*nodes: Node) -> list[Graph]:
    """What rdflib reads of each; each was text that UTF-8 can hold."""
    return [
        Graph().parse(data=text.encode("utf-8"), format=FORMATS[ending])
        for ending, text in written(*nodes).items()
    ]


def same(*nodes: Node) -> Graph:
    """The graph, if rdflib reads the same of all three."""
    graphs = read(*nodes)
    assert all(isomorphic(one, other) for one, other in combinations(graphs, 2))
    return graphs[0]


def test_a_thing_in_three_syntaxes() -> None:
    facts: Facts = [
        ("dct:title", Literal("Penduduk", "id")),
        ("dct:title", Literal("Population", "en")),
        ("dct:issued", Literal("2026-10-01", datatype="xsd:date")),
        ("dct:license", iri("https://creativecommons.org/licenses/by/4.0/")),
    ]
    texts = written(described(A, "dcat:Dataset", facts))
    assert texts["ttl"].endswith(
        "<https://contoh.example/a> a dcat:Dataset ;\n"
        '  dct:issued "2026-10-01"^^xsd:date ;\n'
        "  dct:license <https://creativecommons.org/licenses/by/4.0/> ;\n"
        '  dct:title "Penduduk"@id , "Population"@en .\n'
    )
    (thing,) = json.loads(texts["jsonld"])["@graph"]
    assert (thing["@id"], thing["@type"]) == (A, "dcat:Dataset")
    assert thing["dct:title"][1] == {"@language": "en", "@value": "Population"}
    assert '<dct:title xml:lang="id">Penduduk</dct:title>' in texts["rdf"]
    assert len(same(described(A, "dcat:Dataset", facts))) == 5


def test_a_document_does_not_depend_on_the_order_of_what_it_is_made_of() -> None:
    one = described(A, "dcat:Dataset", [("dct:title", Literal("x")), ("dcat:a", Literal("y"))])
    other = described(iri(f"{A}/b"), "dcat:Dataset")
    turned = described(A, "dcat:Dataset", [("dcat:a", Literal("y")), ("dct:title", Literal("x"))])
    assert written(one, other) == written(other, turned, one)


def test_what_has_no_name_stands_nested() -> None:
    period = described(
        NESTED, "dct:PeriodOfTime", [("dcat:startDate", Literal("2018", datatype="xsd:gYear"))]
    )
    empty = described(NESTED, ())
    facts: Facts = [("dct:temporal", period), ("dct:relation", empty)]
    graph = same(
        described(A, "dcat:Dataset", facts),
        described(
            iri(f"{A}/b"), (), [("dct:temporal", described(NESTED, (), [("dct:a", period)]))]
        ),
    )
    assert len(graph) == 9


def test_a_thing_of_several_classes_or_of_none() -> None:
    graph = same(
        described(A, ("dcat:Dataset", "dct:Standard"), [("dct:title", Literal("x"))]),
        described(iri(f"{A}/b"), (), [("dct:title", Literal("y"))]),
        described(iri(f"{A}/c"), ()),
    )
    assert len(graph) == 4


def test_what_people_write_wrong_is_the_same_text_in_all() -> None:
    graph = same(described(A, "dcat:Dataset", [("dct:title", Literal(HOSTILE, "id"))]))
    (title,) = graph.objects(URIRef(A), TITLE)
    lost = "\x00\x01\x0b\x1b\ufffe\uffff"  # XML cannot hold them in any form
    assert str(title) == "".join(c for c in HOSTILE if c not in lost)
    assert isinstance(title, TheirLiteral) and title.language == "id"


def test_what_is_not_seen_is_written_as_its_number() -> None:
    unseen = "\x7f\x85\u202e\u2066\u2069\u200b\u2028\ufeff\ufdd0\U0001fffe\U0010ffff"
    node = described(A, "dcat:Dataset", [("dct:title", Literal(f"a{unseen}b"))])
    for text in written(node).values():
        assert not set(unseen) & set(text)
    (title,) = same(node).objects(URIRef(A), TITLE)
    assert str(title) == f"a{unseen}b"


@given(TEXTS, st.sampled_from(["", "id", "en", "zh-Hant"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_the_same_in_all(text: str, language: str) -> None:
    given_ = Literal(text, language)
    graph = same(described(A, "dcat:Dataset", [("dct:title", given_)]))
    assert [str(found) for found in graph.objects(URIRef(A), TITLE)] == [given_.text]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_address_is_the_same_in_all_and_needs_no_escaping(text: str) -> None:
    name = iri(f"https://contoh.example/{text}")
    assert re.fullmatch(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", name)
    graph = same(described(name, "dcat:Dataset", [("dct:relation", name)]))
    assert {str(subject) for subject in graph.subjects()} == {name}


_VALUES = st.recursive(
    TEXTS.map(Literal) | TEXTS.map(lambda text: iri(f"urn:x:{text}")),
    lambda inner: st.lists(st.tuples(st.sampled_from(["dct:a", "dcat:b"]), inner), max_size=3).map(
        lambda facts: described(NESTED, "dct:Location", facts)
    ),
    max_leaves=5,
)


@given(st.lists(st.tuples(st.sampled_from(["dct:c", "dcat:d"]), _VALUES), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_graph_is_the_same_in_all(facts: Facts) -> None:
    same(described(A, "dcat:Dataset", facts))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "dct:title", "/jalur", "", "_:b0"])
def test_only_addresses_of_known_schemes_are_names(address: str) -> None:
    with pytest.raises(ValueError, match="scheme"):
        iri(address)


def test_a_tag_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        Literal("x", 'id" onload="')


@pytest.mark.parametrize("syntax", syntaxes(PREFIXES), ids=lambda s: s.ending)
def test_a_name_whose_prefix_is_not_known_is_refused(syntax: Syntax) -> None:
    for node in (
        described(A, "lain:Kelas"),
        described(A, "dcat:Dataset", [("lain:sifat", Literal("x"))]),
        described(A, "dcat:Dataset", [("dct:title", Literal("x", datatype="lain:jenis"))]),
    ):
        with pytest.raises(KeyError):
            syntax.block(node)


def test_nothing_has_to_be_fetched_to_read_the_json() -> None:
    context = json.loads(written(described(A, "dcat:Dataset"))["jsonld"])["@context"]
    assert context == PREFIXES


def test_a_text_of_marks_alone_is_written_in_time() -> None:
    text = Literal('"\\<&\u202e' * 200_000)
    began = time.perf_counter()
    texts = written(described(A, "dcat:Dataset", [("dct:title", text)]))
    assert time.perf_counter() - began < 10
    assert all(len(written_) < 20_000_000 for written_ in texts.values())
