"""The records of a file as far as they can be read at all, and how a CSV file is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..model import Resource
from ..tables import read
from ..tables.dialect import csv_dialect, csv_options
from ..tables.excel.celltext import plain_text
from ..tables.layout import delimited
from ..tables.recipe.sheets import of_book
from ..words import Words


def as_it_is(folder: Path, resource: Resource) -> Resource:
    """The resource with the encoding and the separator that its CSV file really has."""
    if resource.recipe:
        form = delimited.form(folder / resource.path)
        if form is None:
            return resource
        encoding = form.encoding.removesuffix("-sig")
        return replace(resource, encoding=encoding, dialect={"delimiter": form.delimiter})
    for _ in range(2):
        told = {f.code: dict(f.values) for f in read.problems(folder, resource)}
        old = told.get("encoding-error", {})
        if old.get("type") == "old" or old.get("found") == "utf-16" or "encoding-differs" in told:
            found = str({**old, **told.get("encoding-differs", {})}["found"])
            resource = replace(resource, encoding=found)
        elif "delimiter-differs" in told:
            mark = str(told["delimiter-differs"]["found"]).replace("\\t", "\t")
            nested = resource.dialect.get("csv")
            inner = {"csv": {**nested, "delimiter": mark}} if isinstance(nested, dict) else {}
            resource = replace(resource, dialect={**resource.dialect, "delimiter": mark, **inner})
        else:
            break
    return resource


def rows(folder: Path, resource: Resource, sheet: str = "") -> Iterator[list[str]]:
    """The records of the file as far as they can be read at all; letters that cannot are "�".

    With a recipe those are the rows of the file, of a workbook of that ``sheet``, not its table's.
    """
    if resource.kind == "xlsx" and resource.recipe:
        for row in of_book(folder / resource.path, resource, sheet).rows():
            yield ["" if cell is None else plain_text(cell) for cell in row]
        return
    if resource.kind != "csv":
        yield from read.records(folder, resource)
        return
    encoding = "utf-8-sig" if resource.encoding.lower() in {"utf-8", "utf8"} else resource.encoding
    path = folder / resource.path
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        if named_separator(folder, resource):
            file.readline()
        yield from csv.reader(file, dialect=csv_dialect(resource))


def named_separator(folder: Path, resource: Resource) -> bool:
    """Whether the first line of a CSV file is "sep=;", which a recipe does not count as a row."""
    form = delimited.form(folder / resource.path) if resource.recipe else None
    return form is not None and form.said


def separator(resource: Resource, words: Words) -> str:
    """The separator of a CSV file in words."""
    mark = str(csv_options(resource)["delimiter"])
    return words("marked.tab") if mark == "\t" else mark
