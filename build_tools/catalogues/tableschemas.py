"""The Table Schema of every table at an address of its own: `skema/<opd>/<dataset>/<tabel>.json`.

As Table Schema v2 (https://datapackage.org/standard/table-schema/), so that another publisher's
table can name it as the standard that it follows, and a program can read it without the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..model import OutputFile, Site
from ..terms import Entry, TableTerms, describe
from .descriptor import as_json, said, schema_path
from .tableschema import table_schema

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def make(site: Site) -> Iterator[OutputFile]:
    """The schema of each table of each dataset; of features: that of their properties."""
    catalogue = describe(site)
    for entry in catalogue.entries:
        if entry.published is None:
            continue
        for table in entry.tables:
            path = PurePosixPath(schema_path(entry.id, table.name))
            yield OutputFile(path, as_json(_schema(entry, table, catalogue.addresses.known)))


def _schema(entry: Entry, table: TableTerms, known: bool) -> dict[str, Any]:
    """The schema with what it is of: relative addresses where the site's own is not known."""
    up = "../" * (entry.id.count("/") + 2)
    page = entry.iri if known else f"{up}{entry.path}"
    return {
        "$schema": PROFILE,
        **said(
            {
                "name": table.name,
                "title": table.title.main,
                "description": table.description.main,
                "homepage": page,
                "version": entry.version,
                "sdi:paket": f"{page}datapackage.json",
                "sdi:dataset": entry.id,
            }
        ),
        **table_schema(table.table.resource),
    }
