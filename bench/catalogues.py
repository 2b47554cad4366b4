"""Each catalogue of a large portal: seconds, what it writes, what memory it takes.

The site is made in memory: what a catalogue is made from has been read before, as in a build. Of
DCAT, rdflib is the peer: it writes the same graph (which it has in memory already) in the same
three syntaxes; ours makes the graph too, and the files of each dataset besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from build_tools.catalogues import CATALOGUES
from build_tools.model import (
    Agency,
    Contact,
    Dataset,
    DataSource,
    Download,
    Field,
    Licence,
    Portal,
    Published,
    Resource,
    Site,
    Source,
    Table,
    Text,
    Topic,
)
from build_tools.terms import describe

from .figures import Figure, ratio
from .options import Options
from .turns import Worker, alone, cpu, in_turn

#: In which syntaxes rdflib writes what we write.
SYNTAXES = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
_OWNERS = 20
_FORMATS = ("csv", "json", "xlsx", "parquet")


def catalogues(options: Options) -> list[Figure]:
    """Every catalogue of portals of some sizes, then DCAT beside rdflib."""
    each = chain.from_iterable(map(_each, options.catalogued))
    return [*each, *_beside_rdflib(options)]


def _each(count: int) -> Iterator[Figure]:
    """All catalogues of one portal, in one process: what each adds to the most memory it held."""
    what = f"{count:,} datasets"
    with Worker("catalogues") as worker:
        before = worker.do("describe", count=count)
        yield Figure(f"{what}: described, ms of CPU", (1000 * before.cpu,), "ms")
        yield Figure(f"{what}: the site itself, MB of memory", (before.memory_mb,), "MB")
        for name in CATALOGUES:
            taken = worker.do("make", count=count, name=name)
            files, kb = taken.found["files"], taken.found["kb"]
            if not files:
                continue
            yield Figure(f"{what}, {name}: s of CPU", (max(taken.cpu, 1e-6),), "s")
            yield Figure(f"{what}, {name}: KB in {files:,} files", (kb,), "KB")
            more = max(taken.memory_mb - before.memory_mb, 0.1)
            yield Figure(f"{what}, {name}: MB of memory more than before", (more,), "MB")
            before = taken


def _beside_rdflib(options: Options) -> Iterator[Figure]:
    count = options.rdflib
    folder = options.fresh("catalogues")
    path = str(folder / "catalog.ttl")
    alone("catalogues", "write", count=count, path=path)
    ours, peer = in_turn(
        options.rounds,
        lambda: alone("catalogues", "make", count=count, name="dcat"),
        lambda: alone("catalogues", "rdflib", path=path),
    )
    what = f"CPU of DCAT of {count:,} datasets, beside rdflib writing the graph of its catalogue"
    yield ratio(what, cpu(peer), cpu(ours))


@cache
def site(count: int) -> Site:
    """A portal of so many datasets, each with a table of six columns in four formats."""
    owners = [f"opd-{number:02}" for number in range(_OWNERS)]
    agencies = tuple(Agency(id, Text(f"Dinas {id}", {"en": f"Office {id}"})) for id in owners)
    portal = Portal(
        root=Path(),
        name=Text("Data Contoh", {"en": "Sample Data"}),
        description=Text("Data buatan untuk pengukuran.", {"en": "Made-up data."}),
        region=Text("Kabupaten Contoh", {"en": "Contoh Regency"}),
        publisher=Text("Pemerintah Kabupaten Contoh"),
        site_url="https://data.contoh.example/",
        languages=("id", "en"),
        contact=Contact(Text("Walidata"), "data@contoh.example"),
        as_of=date(2026, 1, 1),
        commit="0" * 40,
        agencies=agencies,
        topics=(Topic("kesehatan", Text("Kesehatan", {"en": "Health"}), "heart", "HEAL"),),
    )
    made = (_dataset(owners[number % _OWNERS], number) for number in range(count))
    return Site(portal, tuple(sorted(made, key=lambda p: p.id)))


def _dataset(owner: str, number: int) -> Published:
    name = f"data-{number:05}"
    title = Text(f"Jumlah kegiatan nomor {number}", {"en": f"Number of activities {number}"})
    types = {"tahun": "year", "kode": "string", "nama": "string", "jumlah": "integer"}
    types |= {"nilai": "number", "catatan": "string"}
    resource = Resource(
        name,
        f"data/{name}.csv",
        "csv",
        title=title,
        fields=tuple(Field(n, t, title=Text(n.title())) for n, t in types.items()),
    )
    dataset = Dataset(
        source=Source(f"{owner}/{name}", Path("datasets") / owner / name, "datapackage.yaml"),
        title=title,
        description=Text("Kegiatan menurut tahun dan kode, dari laporan tiap akhir tahun."),
        origin="resmi",
        agencies=(owner,),
        resources=(resource,),
        topics=("kesehatan",),
        keywords=("kegiatan", "laporan", "jumlah"),
        licences=(Licence("CC-BY-4.0", "", "https://creativecommons.org/licenses/by/4.0/"),),
        sources=(DataSource("Laporan tahunan", f"https://contoh.example/laporan/{number}"),),
        period=("2018", "2025"),
        frequency="tahunan",
        access="terbuka",
    )
    table = Table(resource, 100, (), (), tuple(_file(name, f, name) for f in _FORMATS))
    given = Published(dataset, (table,), Path(), updated="2026-01-01", created="2025-01-01")
    whole = replace(_file("datapackage", "json"), format="datapackage")
    return replace(given, downloads=(_file(name, "zip"), whole))


def _file(name: str, format: str, resource: str = "") -> Download:
    kind = "text/csv" if format == "csv" else f"application/{format}"
    return Download(f"{name}.{format}", format, kind, 12_345, "ab" * 32, resource)


def _describe(count: int) -> Callable[[], dict[str, Any]]:
    """What all catalogues are told of the site."""
    given = site(count)

    def work() -> dict[str, Any]:
        return {"entries": len(describe(given).entries)}

    return work


def _make(count: int, name: str) -> Callable[[], dict[str, Any]]:
    """One catalogue of a site that has been described."""
    given = site(count)
    describe(given)

    def work() -> dict[str, Any]:
        files = size = 0
        for file in CATALOGUES[name](given):
            files += 1
            size += len(file.content) if isinstance(file.content, bytes) else 0
        return {"files": files, "kb": max(size / 1000, 0.001)}

    return work


def _write(count: int, path: str) -> Callable[[], dict[str, Any]]:
    """The first page of the catalogue in Turtle, for rdflib to read."""

    def work() -> dict[str, Any]:
        found = {str(f.path): f.content for f in CATALOGUES["dcat"](site(count))}
        content = found["catalog.ttl"]
        if not isinstance(content, bytes):
            raise TypeError("no bytes")
        Path(path).write_bytes(content)
        return {}

    return work


def _rdflib(path: str) -> Callable[[], dict[str, Any]]:
    """The same graph, held by rdflib, in the three syntaxes."""
    from rdflib import Graph

    graph = Graph().parse(path, format="turtle")

    def work() -> dict[str, Any]:
        texts = [graph.serialize(format=syntax) for syntax in SYNTAXES.values()]
        return {"kb": sum(map(len, texts)) / 1000}

    return work


TASKS = {"describe": _describe, "make": _make, "write": _write, "rdflib": _rdflib}
