"""`openapi.json`: the API in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0).

Made from the same schemas that the tests hold every answer against. Its examples are addresses of
this site's own answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...model import OutputFile
from ...terms import Catalogue, Entry, TableTerms
from ...words import Words
from .answers import PAGE, ROOT, answer
from .schemas import SCHEMAS
from .shapes import Schema


@dataclass(frozen=True, slots=True)
class Path:
    """An address of the API: its name in the texts, what it answers, and its parameters."""

    name: str
    path: str
    answers: tuple[str, ...]  # schemas; any of them
    parameters: tuple[str, ...] = ()


_OF = "/datasets/{opd}/{dataset}"
PATHS = (
    Path("indeks", "/index.json", ("Indeks",)),
    Path("katalog", "/katalog.json", ("Katalog",)),
    Path("katalogLanjutan", "/katalog-{halaman}.json", ("Katalog",), ("halaman",)),
    Path("federasi", "/federasi.json", ("Federasi",)),
    Path("dataset", f"{_OF}.json", ("Dataset", "Pindah", "Tiada"), ("opd", "dataset")),
    Path("daftarVersi", f"{_OF}/versi.json", ("DaftarVersi",), ("opd", "dataset")),
    Path("mutu", f"{_OF}/mutu.json", ("Mutu",), ("opd", "dataset")),
    Path(
        "baris",
        f"{_OF}/{{tabel}}/baris/{{bagian}}.json",
        ("Baris",),
        ("opd", "dataset", "tabel", "bagian"),
    ),
    Path("kodeWilayah", "/kode/wilayah.json", ("DaftarWilayah",)),
    Path("kodeOpd", "/kode/opd.json", ("DaftarOpd",)),
    Path("kodeTopik", "/kode/topik.json", ("DaftarTopik",)),
)
_NUMBERS = frozenset({"halaman", "bagian"})


def document(catalogue: Catalogue) -> OutputFile:
    """The description of the API of this site."""
    words = [Words.load(lang) for lang in catalogue.portal.languages]
    at = catalogue.addresses
    root = at.of_file(ROOT.as_posix()) if at.known else f"../{ROOT.name}"
    found = {
        "openapi": "3.1.0",
        "info": {
            "title": f"{catalogue.title.main}: API v1",
            "version": "1.0.0",
            "description": _about(catalogue, words),
            **_licence(catalogue),
        },
        "externalDocs": {"url": at.of_file(PAGE)},
        "servers": [{"url": root}],
        "paths": {p.path: {"get": _operation(catalogue, words, p)} for p in PATHS},
        "components": {"schemas": dict(_explained(words))},
    }
    return answer(at, ROOT / "openapi.json", found)


def _about(catalogue: Catalogue, words: Sequence[Words]) -> str:
    notice = catalogue.notice
    told = (notice.get(w.lang) for w in words) if notice else ()
    return "\n\n".join([*told, *(w("machines.api.about") for w in words)])


def _licence(catalogue: Catalogue) -> dict[str, Any]:
    """The licence of the site's data, where it has a name or an address."""
    given = next(iter(catalogue.rights), None)
    if given is None:
        return {}
    licence = {"name": given.title or given.name or given.iri}
    return {"license": {**licence, "url": given.iri} if given.iri else licence}


def _operation(catalogue: Catalogue, words: Sequence[Words], given: Path) -> dict[str, Any]:
    shown = example(catalogue)
    schema: Schema = {"$ref": f"#/components/schemas/{given.answers[0]}"}
    if len(given.answers) > 1:
        schema = {"anyOf": [{"$ref": f"#/components/schemas/{a}"} for a in given.answers]}
    content: dict[str, Any] = {"schema": schema}
    values = _values(*shown) if shown else {}
    if "halaman" not in given.parameters and all(p in values for p in given.parameters):
        path = given.path.format_map(values).lstrip("/")
        content["examples"] = {
            "situs": {"externalValue": catalogue.addresses.of_file(f"{ROOT}/{path}")}
        }
    return {
        "operationId": given.name,
        "summary": _joined(words, f"machines.api.paths.{given.name}", " / "),
        "parameters": [_parameter(words, name, values) for name in given.parameters],
        "responses": {
            "200": {
                "description": _joined(words, "machines.api.found", " / "),
                "content": {"application/json": content},
            },
            "404": {"description": _joined(words, "machines.api.missing", " / ")},
        },
    }


def _parameter(words: Sequence[Words], name: str, values: Mapping[str, str]) -> dict[str, Any]:
    number: Schema = {"type": "integer", "minimum": 2 if name == "halaman" else 1}
    found = {
        "name": name,
        "in": "path",
        "required": True,
        "description": _joined(words, f"machines.api.parameters.{name}", " / "),
        "schema": number if name in _NUMBERS else {"type": "string"},
    }
    if name in values:
        found["example"] = int(values[name]) if name in _NUMBERS else values[name]
    return found


def _values(entry: Entry, table: TableTerms | None) -> dict[str, str]:
    office, _, name = entry.id.partition("/")
    found = {"opd": office, "dataset": name}
    return {**found, "tabel": table.name, "bagian": "1"} if table else found


def example(catalogue: Catalogue) -> tuple[Entry, TableTerms | None] | None:
    """What examples are about: the table with most rows of those in parts, of no reference."""
    own = [e for e in catalogue.entries if e.published is not None]
    tables = [
        (not entry.id.startswith("referensi/"), table.rows, number, entry, table)
        for number, entry in enumerate(reversed(own))
        for table in entry.tables
        if table.table.row_parts and table.rows
    ]
    if tables:
        *_, entry, table = max(tables, key=lambda t: t[:3])
        return entry, table
    return (own[0], None) if own else None


def _explained(words: Sequence[Words]) -> Iterator[tuple[str, Schema]]:
    """The schemas, each key with its sentence, which must be there."""
    for name, schema in SCHEMAS.items():
        yield name, _with_sentences(schema, words)


def _with_sentences(schema: Schema, words: Sequence[Words]) -> Schema:
    keys = schema.get("properties")
    if keys is None or "additionalProperties" in schema:
        return schema
    said = {
        key: {
            **_with_sentences(inner, words),
            "description": _joined(words, f"machines.keys.{key}", "\n\n"),
        }
        for key, inner in keys.items()
    }
    return {**schema, "properties": said}


def _joined(words: Sequence[Words], key: str, between: str) -> str:
    return between.join(w(key) for w in words)
