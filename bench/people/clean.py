"""Hard tables with nobody in them, as offices publish them.

They stand in ``clean.txt``. A line is a table: its columns, each with its maker of `lookalikes`,
its header, and its type in Table Schema where that is not "string".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from .alarms import SMALL
from .lookalikes import MAKERS, Maker
from .tables import HEADERS, Column, Table

#: Columns about which a warning is right: plates of an office's cars, small counts of a village.
WARNED = {"office-plate": "office plate", "few": SMALL}
_LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def tables(rows: int, seed: int, times: int = 3) -> Iterator[Table]:
    """Every clean table so many times, in CSV and XLSX: two of three with proper headers."""
    for time in range(times):
        for number, line in enumerate(_LINES):
            name, _, given = line.partition(": ")
            random = Random(f"clean:{seed}:{time}:{number}")
            header = HEADERS[0] if (time + number) % 3 else HEADERS[1 + number % 2]
            mode = ("typed", "string", "excel")[(number + time // 2) % 3]
            yield _table(random, f"{name}-{time}", given, rows, header, mode)


def _table(random: Random, name: str, given: str, rows: int, header: str, mode: str) -> Table:
    columns: list[Column] = []
    makers: list[Maker] = []
    for number, part in enumerate(given.split(", "), start=1):
        maker, _, rest = part.partition("=")
        title, _, type_ = rest.partition(":")
        neutral = f"kolom_{number}" if header == "renamed" else f"field{number}"
        shown = title if header == "proper" else neutral
        columns.append(Column(shown, WARNED.get(maker, ""), type_ or "string"))
        makers.append(MAKERS[maker])
    made = tuple(tuple(make(random, row) for make in makers) for row in range(rows))
    format_ = "xlsx" if random.random() < 1 / 3 else "csv"
    return Table(name, tuple(columns), made, (), header, format_, mode)
