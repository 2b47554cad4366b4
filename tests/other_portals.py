"""Other portals for the tests of `terbuka harvest`: a server that says anything."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

#: What an address answers: bytes, JSON, a folder of files, or a program that writes the answer.
Answer = bytes | dict[str, Any] | list[Any] | Path | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Portal:
    """A portal that runs; ``asked`` are the paths that were asked for, with their queries."""

    base: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def portal(answers: Mapping[str, Answer]) -> Iterator[Portal]:
    """Serves the answers by path; below a path that ends with "/" the files of a folder."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

        def do_GET(self) -> None:
            shown.asked.append(self.path)
            path = urlsplit(self.path).path
            answer = answers.get(path)
            if answer is None:
                folders = [f for f in answers if f.endswith("/") and path.startswith(f)]
                for name in (f for f in folders if isinstance(answers[f], Path)):
                    file = Path(str(answers[name])) / path.removeprefix(name)
                    answer = file.read_bytes() if file.is_file() else None
            if isinstance(answer, Path):
                answer = None
            if callable(answer):
                answer(self)
                return
            content = answer if isinstance(answer, bytes | None) else json.dumps(answer).encode()
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write(content or b"<!doctype html><p>Tidak ada")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shown = Portal(f"http://127.0.0.1:{server.server_port}/")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield shown
    finally:
        server.shutdown()
        server.server_close()


def moved(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer that sends the reader elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


#: A page before anything else: what a portal shows to people.
HOME = b"<!doctype html><title>Portal</title>"

#: As the schema of Project Open Data 1.1 has it, with what a real portal leaves out.
DATA_JSON: dict[str, Any] = {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
    "title": "Data Kabupaten Tetangga",
    "dataset": [
        {
            "@type": "dcat:Dataset",
            "title": "Jumlah sekolah",
            "description": "Sekolah menurut kecamatan.",
            "identifier": "https://tetangga.example/dataset/jumlah-sekolah",
            "landingPage": "https://tetangga.example/dataset/jumlah-sekolah",
            "accessLevel": "public",
            "publisher": {"@type": "org:Organization", "name": "Dinas Pendidikan Tetangga"},
            "contactPoint": {"fn": "Walidata Tetangga", "hasEmail": "mailto:data@tetangga.go.id"},
            "keyword": ["pendidikan", "sekolah"],
            "issued": "2024-02-01",
            "modified": "2025-03-04T05:06:07Z",
            "temporal": "2023-01-01/2024-12-31",
            "spatial": "Kabupaten Tetangga",
            "accrualPeriodicity": "R/P1Y",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "distribution": [
                {
                    "downloadURL": "https://tetangga.example/berkas/sekolah.csv",
                    "mediaType": "text/csv",
                    "format": "CSV",
                    "title": "Sekolah",
                }
            ],
        },
        {
            "title": "Panjang jalan",
            "identifier": "jalan-01",
            "accessLevel": "public",
        },
    ],
}

#: An answer of `package_search` of CKAN 2.12 (docs.ckan.org/en/2.12/api), two of its packages.
CKAN: dict[str, Any] = {
    "help": "https://ckan.example/api/3/action/help_show?name=package_search",
    "success": True,
    "result": {
        "count": 2,
        "facets": {},
        "results": [
            {
                "id": "4c1e2f3a-0001-4000-8000-000000000001",
                "name": "jumlah-penduduk",
                "title": "Jumlah penduduk",
                "notes": "Penduduk menurut **kelurahan**.",
                "url": None,
                "license_id": "cc-by",
                "license_title": "Creative Commons Attribution",
                "license_url": "http://www.opendefinition.org/licenses/cc-by",
                "organization": {"name": "disdukcapil", "title": "Disdukcapil Kota Contoh"},
                "author": "Budi Santoso",
                "author_email": "budi@gmail.com",
                "maintainer": "Budi Santoso",
                "maintainer_email": "budi@gmail.com",
                "metadata_created": "2023-05-06T07:08:09.123456",
                "metadata_modified": "2025-01-02T03:04:05.678901",
                "private": False,
                "state": "active",
                "type": "dataset",
                "tags": [{"name": "penduduk", "display_name": "penduduk"}],
                "groups": [],
                "extras": [{"key": "frequency", "value": "ANNUAL"}],
                "resources": [
                    {
                        "id": "r1",
                        "url": "https://ckan.example/dataset/x/resource/r1/download/penduduk.xlsx",
                        "name": "Penduduk 2024",
                        "format": "XLSX",
                        "mimetype": None,
                        "size": 20480,
                        "hash": "",
                        "position": 0,
                    }
                ],
            },
            {
                "id": "4c1e2f3a-0002-4000-8000-000000000002",
                "name": "tertutup",
                "title": "Tertutup",
                "private": True,
                "state": "active",
                "resources": [],
            },
        ],
    },
}

#: The example of DCAT 3 (w3.org/TR/vocab-dcat-3, section 5), with the rest of a portal's terms.
TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://dcat.example/catalog> a dcat:Catalog ;
  dct:title "Katalog Contoh"@id, "Example catalogue"@en ;
  dcat:dataset <https://dcat.example/dataset/001> .
<https://dcat.example/dataset/001> a dcat:Dataset ;
  dct:title "Belanja daerah"@id, "Spending"@en ;
  dct:description "Belanja menurut urusan."@id ;
  dcat:keyword "anggaran"@id, "budget"@en ;
  dct:issued "2011-12-05"^^xsd:date ;
  dct:modified "2011-12-15T10:00:00Z"^^xsd:dateTime ;
  dcat:contactPoint [ a vcard:Organization ; vcard:fn "BPKAD Contoh" ;
                      vcard:hasEmail <mailto:bpkad@contoh.go.id> ] ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2010"^^xsd:gYear ;
                 dcat:endDate "2011"^^xsd:gYear ] ;
  dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/ANNUAL> ;
  dct:publisher <https://dcat.example/opd/bpkad> ;
  dcat:distribution <https://dcat.example/dataset/001-csv> .
<https://dcat.example/opd/bpkad> a foaf:Organization ; foaf:name "BPKAD Contoh"@id .
<https://dcat.example/dataset/001-csv> a dcat:Distribution ;
  dct:title "Belanja"@id ;
  dcat:downloadURL <https://dcat.example/files/001.csv> ;
  dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> ;
  dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcat:byteSize "5120"^^xsd:nonNegativeInteger ;
  spdx:checksum [ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;
                  spdx:checksumValue "%s" ] .
<https://dcat.example/dataset/lepas> a dcat:Dataset ; dct:title "Tidak terdaftar"@id .
""" % ("ab" * 32)

#: As in the specification's examples (datapackage.org/standard/data-package), v1 and v2.
PACKAGE: dict[str, Any] = {
    "name": "country-list",
    "title": "Daftar negara",
    "description": "Nama dan kode.",
    "homepage": "https://paket.example/negara",
    "licenses": [{"name": "ODC-PDDL-1.0", "path": "http://opendatacommons.org/licenses/pddl/"}],
    "contributors": [{"title": "Kantor Contoh", "roles": ["publisher"]}],
    "created": "2020-01-02T00:00:00Z",
    "keywords": ["negara"],
    "resources": [
        {"name": "negara", "path": "data/negara.csv", "format": "csv", "bytes": 42},
        {"name": "sisipan", "data": [[1, 2]]},
    ],
}
