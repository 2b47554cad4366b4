"""`datasets/<id>/croissant.json`: a dataset as Croissant 1.0 has it, for tools of machine learning.

https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html: schema.org, the files with their
hashes, and for each table the types of its columns and where they are read. They are read from the
Parquet file where there is one: readers guess the types of a CSV, and a code 64.10 loses a digit.
Addresses in it are full: without the site's own there is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ..model import MAIN_LANGUAGE, OutputFile, Site
from ..terms import Agent, Catalogue, Distribution, Entry, TableTerms, Variable, describe

CONFORMS = "http://mlcommons.org/croissant/1.0"
#: The context as the specification prints it: clients compare its keys and read it offline.
CONTEXT: dict[str, Any] = {
    "@language": MAIN_LANGUAGE,
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
#: A type of Table Schema: the type of the values that a reader gets. All others are texts.
_TYPES = {
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
    "time": "sc:Time",
}
#: Where a table is read, the best first.
_READ = ("parquet", "csv")
#: By this name clients know a Parquet file, beside the one that is registered.
_PARQUET = "application/x-parquet"
_VERSION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}")


def make(site: Site) -> Iterator[OutputFile]:
    """One file for each dataset, beside its page."""
    catalogue = describe(site)
    if not catalogue.addresses.known:
        return
    for entry in catalogue.entries:
        content = json.dumps(_dataset(catalogue, entry), ensure_ascii=False, indent=1) + "\n"
        yield OutputFile(PurePosixPath(entry.path, "croissant.json"), content.encode())


def _dataset(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    notice = f"\n\n{catalogue.notice.main}" if catalogue.notice else ""
    found = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": entry.title.main,
        "description": f"{entry.about.main}{notice}",
        "conformsTo": CONFORMS,
        "url": entry.iri,
        "citeAs": _citation(entry),
        "creator": _agent(entry.creator),
        "publisher": _agent(entry.publisher),
        "license": next((r.iri or r.title or r.name for r in entry.rights), ""),
        "keywords": list(entry.keywords),
        "datePublished": entry.issued,
        "dateModified": entry.modified,
        "version": entry.version if _VERSION.fullmatch(entry.version) else "",
        "inLanguage": MAIN_LANGUAGE,
        "distribution": [_file(d) for d in entry.distributions if d.format != "datapackage"],
        "recordSet": list(_record_sets(entry)),
    }
    return _said(found)


def _citation(entry: Entry) -> str:
    """Who, when, what, which version, where: as far as it is known."""
    when = f" ({entry.modified[:4]})" if entry.modified else ""
    version = f" {entry.version}." if entry.version else ""
    return f"{entry.creator.name.main}{when}. {entry.title.main}.{version} {entry.iri}"


def _agent(agent: Agent) -> dict[str, Any]:
    return {
        "@type": "sc:Organization",
        "@id": agent.iri,
        "name": agent.name.main,
        "url": agent.url or agent.page,
    }


def _file(given: Distribution) -> dict[str, Any]:
    parquet = given.format == "parquet"
    return {
        "@type": "cr:FileObject",
        "@id": given.name,
        "name": given.name,
        "description": given.title.main,
        "contentUrl": given.url,
        "contentSize": f"{given.bytes} B",
        "encodingFormat": [given.media_type, _PARQUET] if parquet else given.media_type,
        "sha256": given.sha256,
    }


def _record_sets(entry: Entry) -> Iterator[dict[str, Any]]:
    """Each table that can be read as one, and whose columns are known."""
    for table in entry.tables:
        files = {d.format: d for d in table.distributions}
        read = next((files[name] for name in _READ if name in files), None)
        fields = [_field(table, v, read) for v in _columns(table)] if read else []
        if fields:
            key = [{"@id": _id(table, name)} for name in table.table.resource.primary_key]
            known = {field["@id"] for field in fields}
            found = {
                "@type": "cr:RecordSet",
                "@id": table.name,
                "name": table.name,
                "description": _joined(table.title.main, table.description.main),
                "key": key if all(one["@id"] in known for one in key) else [],
                "field": fields,
            }
            yield _said(found)


def _columns(table: TableTerms) -> Sequence[Variable]:
    """The columns that a reader finds under their names."""
    pairs = zip(table.variables, table.table.resource.fields, strict=True)
    found = {variable.name: variable for variable, field in pairs if variable.name == field.name}
    return [variable for name, variable in found.items() if name]


def _field(table: TableTerms, variable: Variable, read: Distribution) -> dict[str, Any]:
    unit = f"({variable.unit.main})" if variable.unit else ""
    found = {
        "@type": "cr:Field",
        "@id": _id(table, variable.name),
        "name": variable.name,
        "description": _joined(f"{variable.title.main} {unit}".strip(), variable.description.main),
        "dataType": _TYPES.get(variable.type, "sc:Text") if read.format == "parquet" else "sc:Text",
        "source": {"fileObject": {"@id": read.name}, "extract": {"column": variable.name}},
    }
    return _said(found)


def _id(table: TableTerms, column: str) -> str:
    """The name of a column in the file: no space may stand in it."""
    return f"{table.name}/{quote(column, safe='-._~')}"


def _joined(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: nothing is no answer."""
    return {key: value for key, value in found.items() if value not in ("", [], {})}
