"""The data files of the check page: a few scripts, each of some schemas and lists of codes.

A small catalogue comes to one or two files, which the page takes at once, so that it works with
the network cut; of a large one it takes the file of the chosen table and those of its codes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..model import Published, Site, Table

#: So many characters a file; a table with more codes than that many rows is left to CI.
MAX_PART, MAX_CODES = 120_000, 10_000
#: The names that help to tell which code a cell means are given for so many rows.
MAX_NAMED = 2_000
#: The columns of a reference table by which people call what a key stands for.
NAMES = ("nama", "nama_en", "nama_lain", "singkatan", "judul", "judul_en")


@dataclass(frozen=True, slots=True)
class Packed:
    """The data of the page.

    ``files`` are their texts, in order; ``tables`` the published tables by name
    (``<dataset>/<table>``) and the number of their file; ``codes`` the same of lists of codes.
    ``recipes``: whether any of the tables is read by a recipe.
    """

    files: tuple[str, ...]
    tables: dict[str, int]
    codes: dict[str, int]
    recipes: bool = False


def pack(site: Site) -> Packed:
    """The schemas of everything that is published, and the codes that they refer to."""
    parts: list[list[str]] = [[]]
    sizes = [0]
    places: dict[str, int] = {}
    for name, content in _entries(site):
        text = f"{json.dumps(name)}:{content}"
        if sizes[-1] and sizes[-1] + len(text) > MAX_PART:
            parts.append([])
            sizes.append(0)
        parts[-1].append(text)
        sizes[-1] += len(text)
        places[name] = len(parts) - 1
    files = tuple("PD_UJI.add({" + ",".join(part) + "});" for part in parts)
    return Packed(
        files,
        {name: at for name, at in places.items() if not name.startswith("#")},
        {name: at for name, at in places.items() if name.startswith("#")},
        any(t.resource.recipe and f"{p.id}/{t.resource.name}" in places for p, t in _tables(site)),
    )


def _tables(site: Site) -> Iterator[tuple[Published, Table]]:
    return ((one, table) for one in site.published for table in one.tables)


def _entries(site: Site) -> Iterator[tuple[str, str]]:
    """Each table and each list of codes by its name, as JSON."""
    published = {p.id: p for p in site.published}
    wanted: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for one, table in _tables(site):
        resource = table.resource
        content = _judged_by(one, table)
        if not content:
            continue
        yield f"{one.id}/{resource.name}", content
        for key in resource.foreign_keys:
            package = key.package or one.id
            name = ref_of(package, key.resource, key.reference_fields)
            wanted[name] = (package, key.resource, key.reference_fields)
    for name, (package, resource_name, fields) in sorted(wanted.items()):
        found = codes_of(published.get(package), resource_name, fields)
        if found is not None:
            yield name, json.dumps(found, separators=(",", ":"))


def _judged_by(one: Published, table: Table) -> str:
    """What the run that made the table says of it; else it is told now, which is heavy."""
    if table.judged_by is not None:
        return table.judged_by
    from .schemas import described

    return described(one.dataset, table.resource)


def codes_of(
    published: Published | None, resource: str, fields: tuple[str, ...]
) -> dict[str, Any] | None:
    """The keys of a published table, canonical texts, and what people call them.

    Read from the table's own download; None where there is none, or too many rows.
    """
    if published is None:
        return None
    table = next((t for t in published.tables if t.resource.name == resource), None)
    file = next((d for d in table.downloads if d.format == "csv"), None) if table else None
    if table is None or file is None or table.rows > MAX_CODES:
        return None
    path = Path(published.folder) / file.name
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(islice(csv.DictReader(stream), MAX_CODES))
    keys = [[row.get(name) or "" for name in fields] for row in rows]
    if len(fields) > 1 or len(rows) > MAX_NAMED:
        return {"keys": ["\n".join(key) for key in keys]}
    named = {
        key[0]: list(dict.fromkeys(part for n in NAMES for part in (row.get(n) or "").split(";")))
        for key, row in zip(keys, rows, strict=True)
    }
    return {
        "keys": [key[0] for key in keys],
        "called": {key: [n for n in names if n] for key, names in named.items()},
    }


def ref_of(package: str, resource: str, names: tuple[str, ...]) -> str:
    """The name under which the codes of a referenced table are given."""
    return f"#{package}/{resource}/{','.join(names)}"
