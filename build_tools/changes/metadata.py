"""What became of a descriptor: its properties by path, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Dataset
from .base import Property

#: Entries of a list that have a name are known by it, wherever they stand.
_NAMES = ("name", "nama", "path", "title")
_MOST, _LONGEST, _DEEPEST = 200, 300, 12


def compare(before: Dataset | None, after: Dataset | None) -> tuple[Property, ...]:
    """The properties that differ, at most 200; a text is cut at 300 characters."""
    one = dict(_flat(before.raw if before else {}))
    other = dict(_flat(after.raw if after else {}))
    paths = dict.fromkeys((*one, *other))
    differing = (p for p in paths if one.get(p, "") != other.get(p, ""))
    made = (Property(p, _cut(one.get(p, "")), _cut(other.get(p, ""))) for p in differing)
    return tuple(given for given, _ in zip(made, range(_MOST), strict=False))


def _flat(given: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every value that is no mapping and no list of them, with its path."""
    if isinstance(given, Mapping) and depth < _DEEPEST:
        for key, value in given.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(given, list) and depth < _DEEPEST:
        if all(isinstance(item, Mapping) for item in given):
            for number, item in enumerate(given, start=1):
                name = next((str(item[n]) for n in _NAMES if isinstance(item.get(n), str)), "")
                yield from _flat(item, f"{path}[{name or number}]", depth + 1)
        else:
            yield path, ", ".join(_plain(item) for item in given)
    elif given is not None:
        yield path, _plain(given)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
