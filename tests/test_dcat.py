"""DCAT: what rdflib and the EU's own shapes make of the files. See `test_rdf` for the syntaxes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from urllib.parse import urljoin

import machine_site
import pytest
from pages_site import FIELDS, RESOURCE, dataset, download, published
from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from build_tools.catalogues import dcat
from build_tools.catalogues.dcatap import names, things
from build_tools.catalogues.dcatap.saying import Saying
from build_tools.model import (
    Category,
    Harvested,
    HarvestedFile,
    HarvestedPortal,
    Licence,
    Past,
    Site,
    Text,
    Topic,
    Version,
    VersionTable,
)
from build_tools.rdf import syntaxes
from build_tools.terms import Place, describe
from build_tools.terms.addresses import UNKNOWN
from build_tools.terms.vocabularies import THEMES

FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
SHAPES = Path(__file__).parent / "shapes"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SH = Namespace("http://www.w3.org/ns/shacl#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
EU = "http://publications.europa.eu/resource/authority/"
AT = f"{machine_site.ADDRESS}/"
STUNTING = URIRef(f"{AT}datasets/himpunan/stunting/")

#: What only the portal's people can tell: the shapes recommend it, and nothing is made up.
UNTOLD = {DCAT.bbox, DCAT.centroid}

SITES: dict[str, Callable[[], Site]] = {
    "sound": machine_site.sound,
    "official": lambda: machine_site.sound(official=True),
    "hostile": machine_site.hostile,
    "bare": machine_site.bare,
    "versions": lambda: with_versions(),
}


def made(site: Site) -> dict[str, bytes]:
    """The files by their paths."""
    found = {}
    for file in dcat.make(site):
        assert isinstance(file.content, bytes)
        found[str(file.path)] = file.content
    return found


def read(content: bytes, path: str, base: str = AT) -> Graph:
    """What rdflib reads of a file, whose address it knows."""
    kind = FORMATS[path.rpartition(".")[2]]
    return Graph().parse(data=content, format=kind, publicID=urljoin(base, path))


def graph(site: Site, path: str = "catalog.ttl") -> Graph:
    return read(made(site)[path], path)


def with_versions() -> Site:
    """A dataset with three versions, the oldest collected, the middle one taken back."""
    table = VersionTable("stunting", Text("Stunting"), 2, (), download("stunting", "csv"))
    newest = Version("2026-11-20", "2026-11-20", "c" * 40, "terbit", "1.1.0", tables=(table,))
    newest = replace(newest, agencies=("dinkes",), licences=("CC0-1.0",))
    past = Past(
        "dinkes/a",
        (
            newest,
            replace(newest, address="2026-11-10", state="ditarik", number="1.0.1"),
            replace(newest, address="2026-10-01", date="2026-10-01", number="", origin="himpunan"),
        ),
    )
    given = published(dataset("dinkes/a"))
    return Site(machine_site.portal(), (given,), pasts={"dinkes/a": past})


@cache
def shapes(*files: str) -> Graph:
    """Shapes of the EU, without the names of shapes that its file does not have."""
    found = Graph()
    for name in files:
        found.parse(SHAPES / name)
    for shape, named in list(found.subject_objects(SH.property)):
        if (named, SH.path, None) not in found:
            found.remove((shape, SH.property, named))
    return found


def faults(found: Graph, *files: str) -> list[str]:
    """What the shapes find, one text each: the path and what is said of it."""
    _, report, _ = validate(found, shacl_graph=shapes(*files))
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return sorted(
        f"{report.value(r, SH.resultPath)} {report.value(r, SH.resultMessage)}" for r in results
    )


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_the_three_syntaxes_of_every_file_are_the_same_graph(site: Callable[[], Site]) -> None:
    files = made(site())
    stems = {path.rpartition(".")[0] for path in files}
    assert len(files) == 3 * len(stems)
    for stem in stems:
        graphs = [read(files[f"{stem}.{ending}"], f"{stem}.{ending}") for ending in FORMATS]
        assert all(isomorphic(one, other) for one, other in combinations(graphs, 2)), stem


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_the_shapes_of_the_eu_find_nothing(site: Callable[[], Site]) -> None:
    files = made(site())
    for path, content in files.items():
        if path.endswith(".ttl"):
            found = read(content, path)
            assert not faults(found, "shapes.ttl", "range.ttl", "deprecateduris.ttl"), path
            assert not faults(found, "dcat-ap-SHACL.ttl"), path


def test_the_shapes_would_find_what_is_missing() -> None:
    found = graph(machine_site.sound())
    found.remove((None, DCTERMS.title, None))
    found.remove((None, RDF.type, DCTERMS.LicenseDocument))
    assert any(str(DCTERMS.title) in fault for fault in faults(found, "shapes.ttl"))
    assert any(str(DCTERMS.license) in fault for fault in faults(found, "range.ttl"))
    assert faults(found, "dcat-ap-SHACL.ttl")


def test_all_that_is_recommended_is_there_but_what_nobody_told() -> None:
    for path, content in made(machine_site.sound(official=True)).items():
        if path.endswith(".ttl"):
            found = faults(read(content, path), "shapes_recommended.ttl")
            assert {fault.split()[0] for fault in found} <= {*map(str, UNTOLD)}, path


def test_the_shapes_are_those_of_the_eu() -> None:
    told = (SHAPES / "README.md").read_text(encoding="utf-8")
    for path in SHAPES.glob("*.ttl"):
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()} |" in told, path.name


def test_nothing_changes_with_the_day_of_the_build_and_two_builds_are_equal() -> None:
    later = machine_site.portal().as_of.replace(year=2030)
    assert made(machine_site.sound()) == made(machine_site.sound())
    assert made(machine_site.sound()) == made(machine_site.sound(as_of=later, commit="f" * 40))


def test_a_dataset_with_everything_that_is_known_of_it() -> None:
    found = graph(machine_site.sound(), "datasets/himpunan/stunting/dcat.ttl")
    said = {p: set(found.objects(STUNTING, p)) for p in set(found.predicates(STUNTING))}
    assert said[DCTERMS.title] == {
        Literal("Prevalensi stunting", "id"),
        Literal("Stunting prevalence", "en"),
    }
    assert said[DCTERMS.identifier] == {Literal(str(STUNTING))}
    assert said[DCAT.landingPage] == {STUNTING}
    assert said[DCTERMS.issued] == {Literal("2026-10-01", datatype=XSD.date)}
    assert said[DCTERMS.modified] == {Literal("2026-11-20", datatype=XSD.date)}
    assert said[DCTERMS.accrualPeriodicity] == {URIRef(f"{EU}frequency/ANNUAL")}
    assert said[DCTERMS.accessRights] == {URIRef(f"{EU}access-right/PUBLIC")}
    assert said[DCTERMS.license] == {URIRef("https://creativecommons.org/licenses/by/4.0/")}
    assert said[PROV.wasDerivedFrom] == {URIRef("https://contoh.go.id/")}
    assert said[DCAT.version] == {Literal("1.0.0")}
    (time,) = said[DCTERMS.temporal]
    assert found.value(time, DCAT.startDate) == Literal("2018", datatype=XSD.gYear)
    assert found.value(time, DCAT.endDate) == Literal("2024", datatype=XSD.gYear)
    (asked,) = said[DCAT.contactPoint]
    assert found.value(asked, VCARD.hasEmail) == URIRef(f"mailto:{machine_site.EMAIL}")
    assert len(said[DCAT.distribution]) == 5


def test_a_file_with_its_sum_its_size_and_its_schema() -> None:
    found = graph(machine_site.sound())
    file = URIRef(f"{STUNTING}#berkas-stunting.csv")
    assert found.value(file, DCAT.downloadURL) == URIRef(f"{STUNTING}stunting.csv")
    assert found.value(file, DCTERMS["format"]) == URIRef(f"{EU}file-type/CSV")
    assert found.value(file, DCAT.mediaType) == URIRef(
        "https://www.iana.org/assignments/media-types/text/plain"
    )
    assert found.value(file, DCAT.byteSize) == Literal("1234", datatype=XSD.nonNegativeInteger)
    sums = found.value(file, SPDX.checksum)
    assert found.value(sums, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert found.value(sums, SPDX.checksumValue) == Literal("ab" * 32, datatype=XSD.hexBinary)
    schema = URIRef(f"{AT}skema/himpunan/stunting/stunting.json")
    assert found.value(file, DCTERMS.conformsTo) == schema
    assert (schema, RDF.type, DCTERMS.Standard) in found


def test_no_dataset_and_no_file_is_without_a_name() -> None:
    for site in SITES.values():
        found = graph(site())
        for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DatasetSeries):
            assert all(isinstance(thing, URIRef) for thing in found.subjects(RDF.type, kind))


def test_collected_data_is_the_projects_and_never_an_offices() -> None:
    found = graph(machine_site.sound())
    project, office = URIRef(f"{AT}#penerbit"), URIRef(f"{AT}datasets/dinkes/")
    assert [*found.objects(STUNTING, DCTERMS.publisher)] == [project]
    assert [*found.objects(STUNTING, DCTERMS.creator)] == [project]
    assert [*found.objects(STUNTING, DCTERMS.relation)] == [office]
    (origin,) = found.objects(STUNTING, DCTERMS.provenance)
    assert any(
        "bukan rilis resmi perangkat daerah" in str(t) for t in found.objects(origin, RDFS.label)
    )
    own = URIRef(f"{AT}datasets/dinkes/jebakan/")
    assert [*found.objects(own, DCTERMS.publisher)] == [office]
    authority = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
    assert found.value(office, DCTERMS.type) == authority
    assert found.value(project, DCTERMS.type) is None  # a project is no authority


def test_a_demonstration_says_so_of_itself_and_of_every_dataset() -> None:
    catalogue = URIRef(f"{AT}#katalog")
    notice = Literal("Situs contoh, bukan situs resmi pemerintah.", "id")
    found = graph(machine_site.sound())
    (rights,) = found.objects(catalogue, DCTERMS.rights)
    assert notice in set(found.objects(rights, RDFS.label))
    assert any(str(notice) in str(text) for text in found.objects(catalogue, DCTERMS.description))
    for described_one in found.subjects(RDF.type, DCAT.Dataset):  # a harvester shows no other text
        texts = [str(text) for text in found.objects(described_one, DCTERMS.description)]
        assert texts and any(str(notice) in text for text in texts)
    for thing in found.subjects(RDF.type, DCAT.Dataset):
        (origin,) = found.objects(thing, DCTERMS.provenance)
        assert any(str(notice) in str(text) for text in found.objects(origin, RDFS.label))
    official = graph(machine_site.sound(official=True))
    assert not [text for text in official.objects() if str(notice) in str(text)]


def test_a_licence_has_one_title_however_datasets_call_it() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    own = (
        dataset(f"dinkes/{name}", licences=(Licence("CC-BY-4.0", title, address),))
        for name, title in (("a", ""), ("b", "Atribusi 4.0"), ("c", "CC BY"))
    )
    site = replace(machine_site.sound(licence=Licence("")), published=tuple(map(published, own)))
    files = {str(f.path): bytes(f.content) for f in dcat.make(site)}  # type: ignore[arg-type]
    for path in ("catalog.ttl", "datasets/dinkes/c/dcat.ttl"):
        found = Graph().parse(data=files[path], format="turtle")
        titles = [str(title) for title in found.objects(URIRef(address), DCTERMS.title)]
        assert titles == ["Atribusi 4.0"]


def test_the_catalogue_and_its_interface() -> None:
    found = graph(machine_site.sound())
    (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
    (service,) = found.objects(catalogue, DCAT.service)
    entries = describe(machine_site.sound()).entries
    assert {str(d) for d in found.objects(catalogue, DCAT.dataset)} == {e.iri for e in entries}
    assert {str(d) for d in found.objects(service, DCAT.servesDataset)} == {e.iri for e in entries}
    assert found.value(service, DCAT.endpointURL) == URIRef(f"{AT}api/v1/index.json")
    described = found.value(service, DCAT.endpointDescription)
    assert described == URIRef(f"{AT}api/v1/openapi.json")
    assert found.value(catalogue, FOAF.homepage) == URIRef(AT)
    assert found.value(catalogue, DCTERMS.modified) == Literal("2026-11-20", datatype=XSD.date)
    languages = {URIRef(f"{EU}language/{code}") for code in ("IND", "ENG")}
    assert set(found.objects(catalogue, DCTERMS.language)) == languages


def test_a_topic_is_a_theme_of_ours_and_of_the_eus() -> None:
    topics = (Topic("kesehatan", Text("Kesehatan", {"en": "Health"}), "", "HEAL"),)
    found = graph(machine_site.sound(topics=topics))
    own, theirs = URIRef(f"{AT}topik/kesehatan/"), URIRef(f"{EU}data-theme/HEAL")
    assert set(found.objects(STUNTING, DCAT.theme)) == {own, theirs}
    assert found.value(own, SKOS.inScheme) == URIRef(f"{AT}topik/")
    assert found.value(own, SKOS.broadMatch) == theirs
    assert found.value(theirs, SKOS.prefLabel) == Literal("Health", "en")
    schemes = set(found.objects(None, DCAT.themeTaxonomy))
    assert schemes == {URIRef(f"{AT}topik/"), URIRef(f"{EU}data-theme")}
    assert not faults(found, "range.ttl") and not faults(found, "dcat-ap-SHACL.ttl")


def test_every_theme_and_type_has_its_label() -> None:
    assert all(names.theme(code).iri == f"{EU}data-theme/{code}" for code in THEMES)
    for address in ("https://creativecommons.org/licenses/by/4.0/", "https://x.example/"):
        kind = names.licence_type(address)
        assert (kind is None) == ("example" in address)


def test_keywords_are_in_the_language_they_were_given_in() -> None:
    given = dataset("dinkes/a", keywords=("gizi",), raw={"sdi:en": {"keywords": ["nutrition", 7]}})
    found = graph(Site(machine_site.portal(), (published(given),)))
    assert set(found.objects(None, DCAT.keyword)) == {
        Literal("gizi", "id"),
        Literal("nutrition", "en"),
        Literal("API", "id"),
        Literal("API", "en"),
    }


def test_a_place_with_its_codes_by_who_gave_them_and_its_box() -> None:
    page, box = f"{AT}wilayah/99.01/", (115.5, -2.75, 116.0, -1.25)
    place = Place(Text("Contoh"), "99.01", "9901", page, box)
    saying = Saying.of(describe(machine_site.sound()))
    (turtle, *_) = syntaxes(names.PREFIXES)
    text = turtle.document([turtle.block(things.place(saying, place))])
    found = Graph().parse(data=text, format="turtle")
    where = URIRef(page)
    codes = {
        (str(found.value(i, ADMS.schemaAgency)), str(found.value(i, SKOS.notation)))
        for i in found.objects(where, ADMS.identifier)
    }
    assert codes == {("Kementerian Dalam Negeri", "99.01"), ("Badan Pusat Statistik", "9901")}
    ring = "POLYGON((115.5 -2.75,116 -2.75,116 -1.25,115.5 -1.25,115.5 -2.75))"
    assert str(found.value(where, DCAT.bbox)) == ring
    assert not faults(found, "shapes.ttl", "range.ttl")


def test_coded_values_are_a_list_of_concepts_where_the_list_is_short() -> None:
    path = "datasets/himpunan/stunting/dcat.ttl"
    found = graph(machine_site.sound(), path)
    schema = URIRef(f"{AT}skema/himpunan/stunting/stunting.json")
    (scheme,) = found.objects(schema, DCTERMS.hasPart)
    labels = {
        str(found.value(concept, SKOS.notation)): set(found.objects(concept, SKOS.prefLabel))
        for concept in found.subjects(SKOS.inScheme, scheme)
    }
    assert labels["tetap"] == {Literal("Tetap", "id"), Literal("Final", "en")}
    assert set(labels) == {"tetap", "sementara"}
    many = replace(FIELDS[2], categories=tuple(Category(f"k {n}\udfff") for n in range(101)))
    given = dataset("dinkes/a", resources=(replace(RESOURCE, fields=(many,)),))
    long = graph(Site(machine_site.portal(), (published(given),)), "datasets/dinkes/a/dcat.ttl")
    assert not list(long.objects(None, DCTERMS.hasPart))


def test_versions_are_a_series_in_the_datasets_own_file() -> None:
    found = graph(with_versions(), "datasets/dinkes/a/dcat.ttl")
    own = URIRef(f"{AT}datasets/dinkes/a/")
    newest, oldest = (URIRef(f"{own}versi/{day}/") for day in ("2026-11-20", "2026-10-01"))
    (series,) = found.subjects(RDF.type, DCAT.DatasetSeries)
    assert set(found.objects(own, DCAT.hasVersion)) == {newest, oldest}
    assert [*found.objects(own, DCAT.hasCurrentVersion)] == [newest]
    assert set(found.subjects(DCAT.inSeries, series)) == {own, newest, oldest}
    assert found.value(newest, DCAT.prev) == oldest and not found.value(oldest, DCAT.prev)
    assert found.value(series, DCAT.first) == oldest and found.value(series, DCAT.last) == newest
    assert found.value(newest, DCAT.version) == Literal("1.1.0")
    assert found.value(oldest, DCAT.version) is None
    assert found.value(newest, DCTERMS.publisher) == URIRef(f"{AT}datasets/dinkes/")
    assert found.value(oldest, DCTERMS.publisher) == URIRef(f"{AT}#penerbit")  # was collected
    (file,) = found.objects(newest, DCAT.distribution)
    assert file == URIRef(f"{newest}stunting.csv")
    zero = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert found.value(file, DCTERMS.license) == zero


def test_in_the_catalogue_a_version_is_no_dataset_of_its_own() -> None:
    found = graph(with_versions())
    assert [*found.subjects(RDF.type, DCAT.Dataset)] == [URIRef(f"{AT}datasets/dinkes/a/")]
    assert len([*found.objects(None, DCAT.inSeries)]) == 1
    single = replace(with_versions(), pasts={})
    assert not [*graph(single).subjects(RDF.type, DCAT.DatasetSeries)]


def test_licences_of_which_no_address_is_known_are_told_in_words() -> None:
    given = published(dataset("dinkes/a", licences=(Licence("Bebas"), Licence("CC0-1.0"))))
    found = graph(Site(machine_site.portal(), (given,)))
    own = URIRef(f"{AT}datasets/dinkes/a/")
    (licence,) = found.objects(own, DCTERMS.license)
    assert found.value(licence, DCTERMS.title) == Literal("Bebas")
    (rights,) = found.objects(own, DCTERMS.rights)
    assert {str(text) for text in found.objects(rights, RDFS.label)} == {
        "Bebas",
        "CC0-1.0 https://creativecommons.org/publicdomain/zero/1.0/",
    }


def test_a_dataset_of_another_portal_keeps_its_name_and_tells_where_it_is_from() -> None:
    there = HarvestedPortal("lain", "https://lain.example/", "Data Lain", "dcat", "2026-11-01")
    listed = (
        HarvestedFile("https://lain.example/a b.csv", "A", "CSV", "text/csv"),
        HarvestedFile("ftp://lain.example/b.csv", "B"),
    )
    name = "https://lain.example/dataset/1"
    one = Harvested(there, "satu", "1", Text("Satu"), iri=name, files=listed)
    site = replace(machine_site.sound(), harvested=(one,))
    found, own = graph(site), URIRef(name)
    (origin,) = found.objects(own, DCTERMS.provenance)
    assert any("Dirujuk dari Data Lain" in str(text) for text in found.objects(origin, RDFS.label))
    (file,) = found.objects(own, DCAT.distribution)
    assert found.value(file, DCAT.downloadURL) == URIRef("https://lain.example/a%20b.csv")
    assert found.value(file, URIRef("http://data.europa.eu/r5r/availability")) is None
    assert own not in set(found.objects(None, DCAT.servesDataset))
    assert not faults(found, "shapes.ttl", "range.ttl")
    assert not faults(found, "dcat-ap-SHACL.ttl")
    assert not any("panen" in path for path in made(site))


def test_every_address_is_one_that_needs_no_escaping() -> None:
    for site in SITES.values():
        for path, content in made(site()).items():
            if path.endswith(".ttl"):
                for thing in {t for triple in read(content, path) for t in triple}:
                    if isinstance(thing, URIRef):
                        assert re.fullmatch(r"[a-z]+:[!#-;=?-\[\]_a-z~]+", thing), thing


def test_without_an_address_of_the_site_all_is_relative_to_the_file() -> None:
    files = made(machine_site.sound(site_url=""))
    base = "https://cermin.example/salinan/"
    for path, content in files.items():
        assert UNKNOWN.encode() not in content
        found = read(content, path, base)
        for thing in found.subjects(RDF.type, DCAT.Distribution):
            assert str(thing).startswith(f"{base}datasets/")
        assert (
            URIRef(f"{base}datasets/himpunan/stunting/")
            in set(found.subjects(RDF.type, DCAT.Dataset))
            or "stunting" not in path
        )
    ttl = read(files["catalog.ttl"], "catalog.ttl", base)
    assert not faults(ttl, "shapes.ttl", "range.ttl")
    assert Literal("himpunan/stunting") in set(ttl.objects(None, DCTERMS.identifier))


def pages(files: dict[str, bytes], ending: str) -> Iterator[Graph]:
    """The pages as a harvester reads them: from the first, along "next"."""
    path = f"catalog.{ending}"
    while path:
        found = read(files[path], path)
        yield found
        (page,) = found.subjects(RDF.type, HYDRA.PagedCollection)
        assert (page, RDF.type, HYDRA.PartialCollectionView) in found
        assert str(page) == AT + path
        following = found.value(page, HYDRA.next)
        path = str(following).removeprefix(AT) if following else ""


@pytest.mark.parametrize("ending", FORMATS)
def test_a_long_catalogue_is_read_whole_along_its_pages(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dcat, "PAGE", 2)
    files = made(machine_site.large(5))
    listed: list[str] = []
    found = [*pages(files, ending)]
    for page in found:
        (catalogue,) = page.subjects(RDF.type, DCAT.Catalog)
        on_page = sorted(str(one) for one in page.objects(catalogue, DCAT.dataset))
        assert on_page == sorted(str(one) for one in page.subjects(RDF.type, DCAT.Dataset))
        listed += on_page
    assert len(found) == 3
    assert listed == sorted(e.iri for e in describe(machine_site.large(5)).entries)
    last = found[-1]
    (here,) = last.subjects(RDF.type, HYDRA.PagedCollection)
    at = {key: str(last.value(here, HYDRA[key])) for key in ("first", "previous", "last")}
    assert at == {
        "first": f"{AT}catalog.{ending}",
        "previous": f"{AT}catalog-2.{ending}",
        "last": f"{AT}catalog-3.{ending}",
    }
    assert last.value(here, HYDRA.totalItems) == Literal("5", datatype=XSD.integer)


def test_a_short_catalogue_has_no_pages_and_an_empty_one_is_a_catalogue() -> None:
    assert not [*graph(machine_site.sound()).subjects(RDF.type, HYDRA.PagedCollection)]
    empty = graph(Site(machine_site.portal(), ()))
    assert len([*empty.subjects(RDF.type, DCAT.Catalog)]) == 1
    assert not faults(empty, "shapes.ttl", "range.ttl")
