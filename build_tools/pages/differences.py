"""What changed from one version to the next: one sentence for lists, rows for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Download, RowChange, TableDifference, Text, Version
from .view import View, one_line

#: What a page shows at most: rows of each kind in a table, cells of a row, characters of a cell.
_ROWS, _CELLS, _CELL = 4, 6, 120
#: How many characters of cells a page has room for, and how many names of columns a line has.
_ROOM, _NAMES = 3_000, 8
_KINDS = ("ditambah", "dihapus", "diubah")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that changed, as the page shows it. Cells: column, text before, text after."""

    kind: str
    key: str
    cells: tuple[tuple[str, str | None, str | None], ...]
    more: bool  # cells are left out


@dataclass(frozen=True, slots=True)
class Changes:
    """What the page says of one table."""

    id: str  # of its heading
    table: str  # name of the resource
    title: Text
    facts: tuple[str, ...]  # sentences
    lines: tuple[Line, ...]
    rows: int  # that changed
    file: Download | None


def sentence(view: View, version: Version) -> str:
    """What a version changed, in one sentence with numbers; why nothing is said of it."""
    words = view.words
    if version.state != "terbit":
        if "personal" in version.reasons:
            return words("versions.why_short.personal")
        return words(f"versions.why_short.{version.state}")
    if version.kind == "awal":
        return view.count("versions.changes.first", sum(t.rows for t in version.tables))
    kind = words(f"versions.kinds.{version.kind}") if version.kind else ""
    if version.difference is None:
        return f"{kind}." if kind else words("versions.unknown_change")
    parts = ", ".join(_parts(view, version.difference.tables))
    if not parts:
        return f"{kind or words('versions.kinds.sama')}."
    return f"{kind}: {parts}." if kind else f"{parts[:1].upper()}{parts[1:]}."


def _parts(view: View, tables: Sequence[TableDifference]) -> Iterator[str]:
    paired = [t for t in tables if t.pairing != "hitung"]
    both = [t for t in tables if t.rows_before is not None and t.rows_after is not None]
    counts = {
        "added": sum(t.added for t in paired),
        "removed": sum(t.removed for t in paired),
        "changed": sum(t.changed for t in paired),
        "columns_added": sum(len(t.columns_added) for t in both),
        "columns_removed": sum(len(t.columns_removed) for t in both),
        "columns_renamed": sum(len(t.columns_renamed) for t in both),
        "columns_retyped": sum(len(t.columns_retyped) for t in both),
        "tables_added": sum(t.rows_before is None for t in tables),
        "tables_removed": sum(t.rows_after is None for t in tables),
    }
    for key, count in counts.items():
        if count:
            yield view.count(f"versions.changes.{key}", count)
    for table in both:
        before, after = table.rows_before or 0, table.rows_after or 0
        if table.pairing == "hitung" and before != after:
            numbers = {"before": view.words.number(before), "count": view.words.number(after)}
            yield view.words("versions.changes.rows", **numbers)


def changes(view: View, version: Version) -> list[Changes]:
    """What the page of a version says of its tables; those that stayed as they were left out."""
    found, room = [], _ROOM
    for number, table in enumerate(version.difference.tables if version.difference else (), 1):
        lines: list[Line] = []
        for change in _first(table.first):
            line = _line(change)
            size = len(line.key) + sum(len(f"{c}{b}{a}") for c, b, a in line.cells)
            if size > room:
                break
            room -= size
            lines.append(line)
        facts = tuple(_facts(view, table))
        rows = table.added + table.removed + table.changed
        if facts or lines:
            title = table.title or Text(table.table)
            made = Changes(f"t{number}", table.table, title, facts, tuple(lines), rows, table.file)
            found.append(made)
    return found


def _first(rows: Iterable[RowChange]) -> Iterator[RowChange]:
    """The first rows of each kind."""
    given = list(rows)
    for kind in _KINDS:
        yield from [row for row in given if row.kind == kind][:_ROWS]


def _line(change: RowChange) -> Line:
    named = dict(change.key)
    cells = [c for c in change.cells if c[0] not in named]
    if change.kind != "diubah":  # cells without a value say nothing of a row that came or went
        cells = [c for c in cells if c[1] or c[2]]
    shown = tuple((_cut(c), _cell(b), _cell(a)) for c, b, a in cells[:_CELLS])
    key = ", ".join(f"{_cut(name)} {_cut(value)}" for name, value in change.key[:_CELLS])
    return Line(change.kind, key, shown, len(cells) > len(shown))


def _cell(text: str | None) -> str | None:
    return None if text is None else _cut(text)


def _cut(text: str) -> str:
    return one_line(text[: 4 * _CELL], _CELL)


def _facts(view: View, table: TableDifference) -> Iterator[str]:
    """What is said of a table in sentences, in the order of their weight."""
    words = view.words
    before, after = table.rows_before, table.rows_after
    counts = _counts(view, table) if table.pairing != "hitung" else ""
    if before is None:
        yield words("versions.page.new_table")
    if after is None:
        yield words("versions.page.gone_table")
    if counts:
        yield counts
    if before is None or after is None:
        return
    yield from _columns(view, table)
    if before != after:
        numbers = {"before": words.number(before), "after": words.number(after)}
        yield words("versions.page.rows_now", **numbers)
    if table.pairing == "hitung":
        yield words("versions.page.counted")
    elif counts and table.pairing == "isi":
        yield words("versions.page.whole")
    elif counts and table.key:
        yield words("versions.page.key", columns=_listed(view, table.key))


def _counts(view: View, table: TableDifference) -> str:
    """How many rows came, went and changed, as one sentence; empty: none."""
    counts = {"added": table.added, "removed": table.removed, "changed": table.changed}
    parts = [view.count(f"versions.changes.{key}", n) for key, n in counts.items() if n]
    line = ", ".join(parts)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _columns(view: View, table: TableDifference) -> Iterator[str]:
    """Which columns came, went or changed, and in which there are changed cells."""
    columns: dict[str, Sequence[str]] = {
        "columns_added": table.columns_added,
        "columns_removed": table.columns_removed,
        "columns_renamed": [f"{old} → {new}" for old, new in table.columns_renamed],
        "columns_retyped": [_retyped(view, *each) for each in table.columns_retyped],
        "by_column": [f"{name} ({view.words.number(n)})" for name, n in table.changed_by],
    }
    for key, names in columns.items():
        if names:
            yield f"{view.words(f'versions.page.{key}')} {_listed(view, names)}."


def _retyped(view: View, column: str, before: str, after: str) -> str:
    return f"{column} ({type_name(view, before)} → {type_name(view, after)})"


def type_name(view: View, type: str) -> str:
    """The type of a column in words; one that is not known as it is."""
    key = f"ui.types.{type}"
    return view.words(key).lower() if type and view.words.has(key) else type


def _listed(view: View, names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown = [_cut(name) for name in names[:_NAMES]]
    if more := len(names) - len(shown):
        shown.append(view.words("versions.more_files", count=view.words.number(more)))
    return ", ".join(shown)
