"""Columns that are called after persons: an attendance list with a column for each of them.

Names and titles of columns are published with every page and file, so they are looked at as
cells are.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, error
from ..model import Dataset
from ..privacy import headings

#: One column may be called after anything that sounds like a name.
FEWEST = 2


def after_persons(dataset: Dataset) -> Iterator[Finding]:
    """The columns of each table that are called after persons, where two or more are."""
    for resource in dataset.resources:
        names = headings.called_after([f.name for f in resource.fields])
        titles = headings.called_after([f.title.main for f in resource.fields])
        named = sorted({*names, *titles})
        if len(named) < FEWEST:
            continue
        for at in named:
            place = {"file": resource.path, "column": at + 1, "field": "…", "cell": "…"}
            yield error("person-name", **place, case="heading")
