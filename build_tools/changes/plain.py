"""The same for a terminal, and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from .. import reports
from ..words import Words
from . import lines, properties, shown
from .base import Changes, DatasetChange


def text(changes: Changes, words: Words) -> str:
    """For people at a terminal: a few lines a dataset."""
    told = list(_lines(changes, words))
    facts = {"datasets": len(changes.datasets), "held": len(changes.held)}
    if changes.datasets:
        told.append(words("changes.head", **{k: words.number(v) for k, v in facts.items()}))
    else:
        told.append(words("changes.none"))
    if changes.refused:
        told.append(words("changes.refused", count=words.number(changes.refused)))
    if changes.base:
        date = words.date(changes.date)
        told.append(words("changes.compared", commit=changes.base[:10], date=date))
    return "\n".join(told)


def _lines(changes: Changes, words: Words) -> Iterator[str]:
    for given in changes.datasets:
        title = "" if given.hidden else shown.name(given.title)
        name = f"{title} ({shown.name(given.id)})" if title else shown.name(given.id)
        yield f"{name}: {lines.glance(changes, given, words)}"
        yield from (f"  {line}" for line in lines.dataset(given, words))
        for group in lines.groups(given, changes.of(given.id), words):
            yield f"  {group.title} {group.first}"
        yield from (f"  {line}" for line in lines.accepted(given, changes.of(given.id), words))
        yield from _tables(given, words)
        if given.properties:
            names = _paths(given, words)
            yield f"  {words('changes.metadata')}: {names}"
        yield ""
    for key, found in changes.beside:
        yield words(f"changes.{key}")
        for group in lines.by_file(found, words):
            yield f"  {group.title} {group.first}"
            yield f"    → {group.hint}"
        yield ""


def _paths(given: DatasetChange, words: Words) -> str:
    paths = [properties.called(p.path, given, words) for p in given.properties]
    return ", ".join(paths[: shown.NAMES]) + (" …" if len(paths) > shown.NAMES else "")


def _tables(given: DatasetChange, words: Words) -> Iterator[str]:
    for table in given.tables:
        yield f"  {words('changes.table', name=shown.name(table.title or table.name))}"
        yield from (f"    {line}" for line in lines.table(table, given.hidden, words))
        if table.rows_before is None:
            told = [lines.column(c, words) for c in table.shown[: shown.LONGEST]]
            yield from (f"    {' | '.join(column)}" for column in told)
            continue
        for s in table.sums:
            if s.before != s.after:
                before, after = (shown.figure(v, words) for v in (s.before, s.after))
                yield f"    Σ {shown.name(table.called(s.column))}: {before} → {after}"
        for cell in table.largest:
            before, after = (shown.figure(v, words) for v in (cell.before, cell.after))
            column = shown.name(table.called(cell.column))
            yield f"    {shown.key(cell)}, {column}: {before} → {after}"


def as_json(changes: Changes, words: Words) -> str:
    """For programs: one object; findings as the report of `check` gives them."""
    datasets = []
    for given in changes.datasets:
        told = reports.as_json(changes.of(given.id), words)
        found = [json.loads(line) for line in told.splitlines()]
        own: dict[str, Any] = _masked(asdict(given))
        datasets.append({**own, "findings": found, "held": given.id in changes.held})
    beside = {"waiting": changes.waiting, "strays": changes.strays}
    told_of = {key: reports.as_json(f, words) if f else "" for key, f in beside.items()}
    whole = {
        "base": changes.base,
        "date": changes.date,
        "datasets": datasets,
        "others": [shown.name(name) for name in changes.others],
        **{key: [json.loads(line) for line in said.splitlines()] for key, said in told_of.items()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


#: Names that people gave, and words of this program.
_NAMES = frozenset({"id", "title", "name", "file", "path", "column", "fields", "kind", "pairing"})


def _masked(given: Any, key: str = "") -> Any:
    """The same with every text masked, numbers of any length as text."""
    if isinstance(given, dict):
        return {key: _masked(value, key) for key, value in given.items()}
    if isinstance(given, list | tuple):
        return [_masked(value, key) for value in given]
    if isinstance(given, Decimal):
        return format(given, "f")
    if not isinstance(given, str):
        return given
    return shown.name(given) if key in _NAMES else shown.text(given)
