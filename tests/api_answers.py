"""The answers of our own API, held against the schemas of its OpenAPI file, by the tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from build_tools.model import OutputFile

API = "api/v1/"
#: Which answer lies at which address, below the root of the API.
KINDS = (
    (r"index\.json", "Indeks"),
    (r"katalog(-[2-9]|-[1-9][0-9]+)?\.json", "Katalog"),
    (r"federasi\.json", "Federasi"),
    (r"kode/wilayah\.json", "DaftarWilayah"),
    (r"kode/opd\.json", "DaftarOpd"),
    (r"kode/topik\.json", "DaftarTopik"),
    (r"datasets/[a-z0-9-]+/[a-z0-9-]+/versi\.json", "DaftarVersi"),
    (r"datasets/[a-z0-9-]+/[a-z0-9-]+/mutu\.json", "Mutu"),
    (r"datasets/[a-z0-9-]+/[a-z0-9-]+/[a-z0-9._-]+/baris/[1-9][0-9]*\.json", "Baris"),
    (r"datasets/[a-z0-9-]+/[a-z0-9-]+\.json", "Dataset"),
)


def contents(files: Iterable[OutputFile]) -> dict[str, bytes]:
    """The bytes of every file of the API, by its path below the site's root."""
    return {
        file.path.as_posix(): c.read_bytes() if isinstance(c := file.content, Path) else c
        for file in files
    }


def read(files: Iterable[OutputFile]) -> dict[str, Any]:
    """The answers, by their path below the root of the API."""
    found = contents(files)
    return {
        path.removeprefix(API): json.loads(content)
        for path, content in found.items()
        if path.startswith(API)
    }


def kind(path: str, answer: Mapping[str, Any]) -> str:
    """The name of the schema that an answer is to follow."""
    if "pindah" in answer and "dataset" not in answer:
        return "Pindah"
    if "tiada" in answer:
        return "Tiada"
    (found,) = [name for pattern, name in KINDS if re.fullmatch(pattern, path)]
    return found


def wrong(answers: Mapping[str, Any]) -> list[str]:
    """What is wrong with the answers: each held against its schema, and without a key beside it."""
    schemas = closed(answers["openapi.json"]["components"])
    return [
        f"{path} at {list(error.path)}: {error.message[:200]}"
        for path, answer in answers.items()
        if path != "openapi.json"
        for error in _errors(answer, kind(path, answer), schemas)
    ]


def _errors(answer: Any, name: str, components: Mapping[str, Any]) -> Iterator[Any]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": components}
    return Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answer)


def closed(schema: Any) -> Any:
    """The same, but an object with listed keys may have no others: what readers may not rely on."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {key: closed(inner) for key, inner in schema.items()}
    if found.get("type") == "object" and "required" in found:
        found.setdefault("additionalProperties", False)
    return found
