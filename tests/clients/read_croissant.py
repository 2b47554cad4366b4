"""Reads Croissant files with mlcroissant, offline: ``read_croissant.py [--records] <file> …``.

With ``--records`` the files that it names lie beside it, and every record is loaded. Says a list:
what the client complains about, and the records of each table, as JSON.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any

import mlcroissant


def no_network(*args: Any, **more: Any) -> Any:
    """Whatever is not in the file or beside it does not count."""
    raise OSError("the network was asked")


def plain(value: Any) -> Any:
    """A value of a record as JSON has it."""
    if value is None or value != value:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value if isinstance(value, (bool, int, float)) else str(value)


def read(path: Path, records: bool) -> dict[str, Any]:
    """What the client makes of one file."""
    found = json.loads(path.read_text(encoding="utf-8"))
    mapping = {f["@id"]: path.parent / f["@id"] for f in found["distribution"]} if records else {}
    dataset = mlcroissant.Dataset(jsonld=str(path), mapping=mapping)
    issues = dataset.metadata.ctx.issues
    tables = {}
    for table in dataset.metadata.record_sets if records else ():
        tables[table.uuid] = [
            {key: plain(value) for key, value in record.items()}
            for record in dataset.records(table.uuid)
        ]
    said = sorted({*issues.errors, *issues.warnings})
    return {"issues": said, "name": dataset.metadata.name, "tables": tables}


socket.socket.connect = no_network  # type: ignore[method-assign]
arguments = sys.argv[1:]
paths = [Path(given) for given in arguments if given != "--records"]
print(json.dumps([read(path, "--records" in arguments) for path in paths]))
