"""What a page gives `banding.js` so that readers can compare any two versions of a dataset.

The script reads the versions' own files; it is told which there are, how large, and how their
cells read. Without it the page says how to compare by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..model import Past, Version, VersionTable
from . import pasts
from .safe import visible
from .view import View

SCRIPT = "banding.js"
#: How many characters of data a page has room for: older versions than fit are left out.
_ROOM = 24_000
#: How many tables of a version can be chosen.
_TABLES = 20
_NUMBERS = frozenset({"integer", "number"})
#: The words that the pages of versions have too.
_COUNTS = ("added", "removed", "changed")
_SHARED = (
    *("ditambah", "dihapus", "diubah", "kind", "row", "cells"),
    *("before", "after", "empty", "no_key", "more_cells"),
)


@dataclass(frozen=True, slots=True)
class Comparing:
    """The form: tables to choose from (name and title), and as JSON what the script works with.

    The script takes the names of versions from the list on the page.
    """

    tables: tuple[tuple[str, str], ...]
    data: str
    words: str


def comparing(view: View, past: Past, most: int) -> Comparing | None:
    """What can be compared among the newest ``most`` versions; none: there are no two."""
    names: dict[str, str] = {}
    forms: list[list[object]] = []
    given: list[tuple[Version, list[list[object]]]] = []
    room = _ROOM
    for version in past.versions[:most]:
        if version.state != "terbit":
            continue
        known = len(forms)
        tables = list(_tables(view, version, names, forms))
        room -= len(json.dumps([tables, forms[known:]]))
        if room < 0:
            break
        if tables:
            given.append((version, tables))
    if len(given) < 2 or not any(table[3] != -1 for _, tables in given for table in tables):
        return None
    data = {
        "base": view.file(f"datasets/{past.id}/versi/"),
        "tables": list(names),
        "forms": forms,
        "versions": {version.address: tables for version, tables in given},
    }
    return Comparing(
        tuple(names.items()),
        _json(data),
        _json(_words(view)),
    )


def _tables(
    view: View, version: Version, names: dict[str, str], forms: list[list[object]]
) -> Iterator[list[object]]:
    """Of each table with a file: place of its name, rows, bytes, place of its form, address.

    A form is its key, its columns that are numbers, and what stands for "no value"; -1 is that
    of a file that only the program reads.
    """
    files = pasts.names(version).tables
    for table in version.tables[:_TABLES]:
        if table.file is None:
            continue
        if table.name not in names and len(names) >= _TABLES:
            continue
        names.setdefault(table.name, visible(table.title.get(view.lang)) or table.name)
        form = -1
        if table.plain:
            made = _form(table)
            if made not in forms:
                forms.append(made)
            form = forms.index(made)
        entry: list[object] = [[*names].index(table.name), table.rows, table.file.bytes, form]
        yield [*entry, quote(files[table.name])]


def _form(table: VersionTable) -> list[object]:
    numbers = [name for name, kind in table.columns if kind in _NUMBERS]
    return [list(table.key), numbers, list(table.missing or ("",))]


def _words(view: View) -> dict[str, str]:
    words = view.words
    said = dict(words.section("versions.compare.script"))
    said |= {key: words(f"versions.page.{key}") for key in _SHARED}
    counts = words.section("versions.changes")
    every: Sequence[str] = [*_COUNTS, *(f"{key}_one" for key in _COUNTS)]
    return said | {key: counts[key] for key in every if key in counts}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
