"""`kode-wilayah.csv` of a dataset: the codes of areas in its tables, with both their systems.

The tables themselves stay as they were released; whoever joins them with data that has the other
code joins this list in between. It is a resource of the published descriptor as well
(`CodeFile.resource`, Data Package v2).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from ..model import MAIN_LANGUAGE, Published, Site
from ..words import Words
from .codes import COLUMNS, concordance, listed, occurring

NAME = "kode-wilayah"
MEDIA_TYPE = "text/csv"


@dataclass(frozen=True, slots=True)
class CodeFile:
    """The list of one dataset, ready to be written beside its page."""

    name: str  # of the resource; no table of the dataset is called so
    content: bytes
    rows: int
    reference: str  # id of the dataset that the codes were looked up in

    @property
    def path(self) -> str:
        """The name of the file, in the folder of the dataset."""
        return f"{self.name}.csv"

    def resource(self) -> dict[str, Any]:
        """The list as a resource of the dataset's descriptor (v1 and v2)."""
        words = Words.load(MAIN_LANGUAGE)
        return {
            "name": self.name,
            "profile": "tabular-data-resource",
            "type": "table",
            "path": self.path,
            "mediatype": MEDIA_TYPE,
            "bytes": len(self.content),
            "hash": f"sha256:{hashlib.sha256(self.content).hexdigest()}",
            "title": words("codes.title"),
            "description": words("codes.description", reference=self.reference),
            "format": "csv",
            "encoding": "utf-8",
            "schema": self.schema(),
            "sdi:baris": self.rows,
            "sdi:ditambahkanDari": self.reference,
        }

    def schema(self) -> dict[str, Any]:
        """Its Table Schema: every column is text."""
        words = Words.load(MAIN_LANGUAGE)
        fields = [
            {"name": name, "type": "string", "title": words(f"codes.columns.{name}")}
            for name in COLUMNS
        ]
        return {"fields": fields, "missingValues": [""]}


def code_file(published: Published, site: Site) -> CodeFile | None:
    """The list of a dataset; None where no code of its tables is one of the reference."""
    known = concordance(site)
    found = occurring(published, known)
    if not found:
        return None
    return CodeFile(_name(published), listed(found), len(found), known.reference)


def _name(published: Published) -> str:
    """A name that neither a table nor a file of the dataset has."""
    taken = {r.name for r in published.dataset.resources}
    taken |= {d.name.rpartition(".")[0] for t in published.tables for d in t.downloads}
    taken |= {d.name.rpartition(".")[0] for d in published.downloads}
    name, number = NAME, 1
    while name in taken:
        number += 1
        name = f"{NAME}-{number}"
    return name
