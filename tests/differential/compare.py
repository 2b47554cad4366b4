"""One side held against the other."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from . import ours, theirs
from .table import Fault, Said, Table, short

#: Bytes of a chunk: as it is, and so small that borders fall everywhere.
CHUNKS = (None, 64, 97, 300)

DIFFERENCES = Path(__file__).with_name("differences.yml")


def differences() -> dict[str, dict[str, Any]]:
    """What stays different, by name: the reason and an example of each."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(DIFFERENCES.read_text(encoding="utf-8"))
    return found


def compare(table: Table, *chunks: int | None, strict: bool = False) -> str:
    """What the two sides say differently of a table, in words; empty where they are equal.

    ``chunks``: the sizes of the engine's chunks, each tried in turn; none: as it is.
    ``strict``: without allowing for what stays different.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table.lay(folder)
        return compare_at(table, folder, *chunks, strict=strict)


def compare_at(table: Table, folder: Path, *chunks: int | None, strict: bool = False) -> str:
    """The same for a table whose file lies in that folder already."""
    said = {size: _mine(table, folder, size) for size in chunks or (None,)}
    try:
        their = theirs.say(table, folder)
    except theirs.CrashError as crash:
        if strict:
            return f"frictionless crashes: {crash}"
        passed = [size for size, mine in said.items() if not mine.faults]
        allowed = not passed or "signaling NaN" in str(crash)  # crash, signaling-nan
        return "" if allowed else f"frictionless crashes ({crash}), ours says nothing: {passed}"
    if not strict:
        if table.dialect.get("quoteChar", '"') == "" and _unreadable(their):
            return ""  # no-quote
        if _broken(their):  # broken-off
            ends = [size for size, mine in said.items() if not _broken(mine)]
            return f"only frictionless cannot read it to its end: {ends}" if ends else ""
        their = _allowed(their)
    found = {size: said_differently(mine, their) for size, mine in said.items()}
    return "\n".join(f"chunks of {size}:\n{words}" for size, words in found.items() if words)


def _mine(table: Table, folder: Path, chunk: int | None) -> Said:
    if chunk is None:
        return ours.say(table, folder)
    with ours.chunks_of(chunk):
        return ours.say(table, folder)


def _unreadable(said: Said) -> bool:
    return [fault.type for fault in said.faults] == ["source-error"] and not said.rows


def _broken(said: Said) -> bool:
    return not said.empty and any(fault.type == "source-error" for fault in said.faults)


def _allowed(their: Said) -> Said:
    cells = {number: cells for number, cells, _ in their.rows}
    faults = [_with_cell(f, cells) if f.type == "unique-error" else f for f in their.faults]
    if their.empty:
        faults = [fault for fault in faults if fault.type != "source-error"]  # empty-source
    return Said(faults, their.rows)


def _with_cell(fault: Fault, rows: Mapping[int | None, tuple[str | None, ...]]) -> Fault:
    """unique-cell: the cell as it stands in the file."""
    assert fault.row and fault.column
    return fault._replace(cell=short(rows[fault.row][fault.column - 1]))


def said_differently(mine: Said, their: Said) -> str:
    """The faults and rows that only one side has."""
    lines = _only("faults", Counter(mine.faults), Counter(their.faults))
    if not lines and not _broken(their):
        lines = _only("rows", Counter(mine.rows), Counter(their.rows))
        if not lines and mine.rows != their.rows:
            lines = ["rows: the same, in another order"]
    return "\n".join(lines)


def _only(what: str, mine: Counter[Any], their: Counter[Any]) -> list[str]:
    lines = []
    for side, left in (("ours", mine - their), ("frictionless", their - mine)):
        shown = sorted(left, key=str)[:8]
        lines += [f"{what}: only {side} ({left.total()}): {item!r}" for item in shown]
    return lines
