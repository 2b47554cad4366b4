"""Site -> what every catalogue says of it: one mapping from `model` to the terms of all.

The catalogues (DCAT, data.json, schema.org, CKAN, …) write the same facts in their own words; what
the facts are is decided here, once. `docs/pengembang/katalog.md` has the table of terms.
"""

from __future__ import annotations

from .addresses import Addresses, encoded, within
from .describe import describe
from .nouns import (
    Agent,
    Catalogue,
    Distribution,
    Entry,
    Gone,
    Move,
    Place,
    Release,
    Rights,
    Subject,
    TableTerms,
    Variable,
)

__all__ = [
    "Addresses",
    "Agent",
    "Catalogue",
    "Distribution",
    "Entry",
    "Gone",
    "Move",
    "Place",
    "Release",
    "Rights",
    "Subject",
    "TableTerms",
    "Variable",
    "describe",
    "encoded",
    "within",
]
