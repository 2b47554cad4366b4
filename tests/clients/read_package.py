"""Reads Data Packages with datapackage-py: ``read_package.py <address or file> …``.

An address is read whole; a file is judged by its profile alone. Says a list, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import datapackage
from datapackage.exceptions import CastError, ValidationError


def judged(path: str) -> dict[str, Any]:
    """Whether the profile that a descriptor names takes it, and what it says."""
    found = json.loads(Path(path).read_text(encoding="utf-8"))
    try:
        datapackage.Profile(found["profile"]).validate(found)
    except ValidationError as problem:
        return {"valid": False, "errors": [str(e) for e in problem.errors]}
    return {"valid": True, "errors": []}


def read(address: str) -> dict[str, Any]:
    """The rows of each table, values as they are written; what could not be read."""
    package = datapackage.Package(address)
    tables, refused = {}, []
    for resource in package.resources:
        if not resource.tabular:
            continue
        try:
            tables[resource.name] = resource.read(keyed=True)
        except CastError as problem:
            refused += [str(e) for e in (problem.errors or [problem])]
    errors = [str(e) for e in package.errors]
    return {"valid": package.valid, "errors": errors, "tables": tables, "refused": refused}


if __name__ == "__main__":
    asked = sys.argv[1:]
    found = [read(a) if a.startswith("http") else judged(a) for a in asked]
    print(json.dumps(found, default=str))
