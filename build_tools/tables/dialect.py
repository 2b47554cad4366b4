"""How a table's file is written: its dialect (Table Dialect v2), every option said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

from ..model import Resource


def header_rows(resource: Resource) -> list[int]:
    """The numbers of the header's rows: [1] unless the dialect says otherwise, or none.

    Of a resource with a recipe those of its table, which begins with the names of its fields.
    """
    if resource.recipe:
        return [1]
    if resource.dialect.get("header") is False:
        return []
    return list(resource.dialect.get("headerRows", [1]))


def csv_options(resource: Resource) -> dict[str, Any]:
    """The CSV part of the dialect, every option said (Table Dialect v2 defaults)."""
    given = resource.dialect
    nested = given.get("csv")
    both = {**given, **nested} if isinstance(nested, Mapping) else given
    options: dict[str, Any] = {
        "delimiter": ",",
        "lineTerminator": "\r\n",
        "quoteChar": '"',
        "doubleQuote": True,
        "escapeChar": None,
        "skipInitialSpace": False,
    }
    options.update((key, both[key]) for key in options.keys() & both.keys())
    if not isinstance(options["delimiter"], str) or len(options["delimiter"]) != 1:
        options["delimiter"] = ","
    return options


def csv_dialect(resource: Resource) -> type[csv.Dialect]:
    """The same for Python's csv module."""
    given = csv_options(resource)

    class Dialect(csv.excel):
        delimiter = given["delimiter"]
        quotechar = given["quoteChar"] or None
        escapechar = given["escapeChar"] or None
        doublequote = given["doubleQuote"] if given["escapeChar"] else True
        skipinitialspace = bool(given["skipInitialSpace"])
        quoting = csv.QUOTE_MINIMAL if given["quoteChar"] else csv.QUOTE_NONE

    return Dialect
