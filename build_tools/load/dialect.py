"""A Table Dialect that can be used to read a file."""

from __future__ import annotations

from collections.abc import Mapping


def dialect_problem(dialect: object) -> str:
    """The property of a Table Dialect that cannot be used; empty where there is none."""
    if dialect is None:
        return ""
    if not isinstance(dialect, Mapping):
        return "dialect"
    nested = dialect.get("csv")
    both = {**dialect, **(nested if isinstance(nested, Mapping) else {})}
    for key in ("headerRows", "commentRows"):
        rows = both.get(key, [])
        numbers = isinstance(rows, list) and all(type(n) is int and 0 < n < 1000 for n in rows)
        if not numbers or rows != sorted(set(rows)):
            return key
    if not isinstance(both.get("header", True), bool):
        return "header"
    marks = {"delimiter": 1, "quoteChar": 0, "escapeChar": 0, "commentChar": 0}
    for key, least in marks.items():
        mark = both.get(key)
        if mark is None:
            continue
        if not isinstance(mark, str) or not least <= len(mark) <= 1 or mark in "\r\n\0" * least:
            return key
    return ""
