"""Forms: what stands for one thing after the other, a key before each value, as records.

"Nama : …" in one cell, "Nama | : | …" in three, ``kunci,nilai`` in a table of two columns, and
tables lying on their side (keys down the first column, a thing in each of the others). To be
judged as a table is, they are turned into one whose columns are called as the keys are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..privacy import headings

#: So many records of a sheet are looked at; no form of people's is longer.
LONGEST = 2_000
#: A key is no longer; so many things stand side by side.
_KEY, _BESIDE = 60, 200
#: How many keys of persons make a form of theirs, and the share of its rows that are keyed.
_KEYS, _SHARE = 2, 0.5
_PAIR = re.compile(rf"\s*([^\W\d_][^:=]{{0,{_KEY}}}?)\s*[:=]\s*(\S.*)", re.DOTALL)
_MARK = re.compile(r"\s*[:=]\s*")
#: Fewer digits are no date and no number of a person.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Value:
    """What stands behind a key, and where: row and column, from 1."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Form:
    """Things by their keys: a column for each key, a record for each thing."""

    names: tuple[str, ...]
    records: tuple[tuple[Value | None, ...], ...]


def form(rows: Sequence[Sequence[str]], first: int = 1) -> Form | None:
    """The form that records are, of which the first has that number; None: they are none.

    >>> made = form([["Nama", ":", "Fulan"], ["Alamat", ":", "Gg. Contoh No. 3"]])
    >>> made.names, [value.text for value in made.records[0]]
    (('Nama', 'Alamat'), ['Fulan', 'Gg. Contoh No. 3'])
    """
    lines = [(first + at, row) for at, row in enumerate(rows) if any(map(str.strip, row))]
    pairs = [(key, values) for number, row in lines for key, values in _pairs(number, row)]
    personal = {_plain(k) for k, vs in pairs if headings.opens_form(k) and any(map(_is_said, vs))}
    keyed = [key for key, _ in pairs if headings.heading(key) in {"sure", "perhaps"}]
    if len(personal) < _KEYS or len(keyed) < _SHARE * len(lines) or _is_table(pairs):
        return None
    return _made(pairs)


def _is_said(value: Value) -> bool:
    """Whether a value says something of a person: no count, no word for what a column holds."""
    text = value.text
    words = any(map(str.isalpha, text)) and headings.heading(text) not in {"sure", "perhaps"}
    return words or sum(map(str.isdigit, text)) >= _DIGITS


def _plain(key: str) -> str:
    return " ".join(key.lower().split())


def _pairs(number: int, row: Sequence[str]) -> Iterator[tuple[str, list[Value]]]:
    """The keys of one record, each with its values: one for each thing that is described."""
    cells = [(at, cell.strip()) for at, cell in enumerate(row, start=1) if cell.strip()]
    if all(_PAIR.fullmatch(cell) for _, cell in cells):
        for at, cell in cells:  # "Nama: …", one or several beside one another
            found = _PAIR.fullmatch(cell)
            if found:
                yield found[1], [Value(found[2].strip(), number, at)]
        return
    while cells and re.fullmatch(r"\(?[0-9a-z]{1,2}[.)]?", cells[0][1]) and len(cells) > 1:
        cells = cells[1:]  # the number of the line
    if not cells or len(cells[0][1]) > _KEY:
        return
    key = cells[0][1].rstrip(" :=")
    texts = [(at, _MARK.sub("", cell, count=1) if cell[0] in ":=" else cell) for at, cell in cells]
    values = [Value(text, number, at) for at, text in texts[1:] if text]
    if key and values:
        yield key, values[:_BESIDE]


def _is_table(pairs: Sequence[tuple[str, list[Value]]]) -> bool:
    """Whether the keys are cells of a table's first column after all: its header has keys only."""
    _, first = pairs[0]
    headed = sum(headings.heading(value.text) == "sure" for value in first)
    if headed and headed >= _SHARE * len(first):
        rest = [key for key, _ in pairs[1:]]
        return sum(headings.heading(key) == "sure" for key in rest) < _SHARE * max(len(rest), 1)
    return False


def _made(pairs: Sequence[tuple[str, list[Value]]]) -> Form:
    names = tuple(dict.fromkeys(_plain(key) for key, _ in pairs))
    shown = {_plain(key): " ".join(key.split()) for key, _ in reversed(pairs)}
    columns = sorted({v.column for _, values in pairs for v in values})
    aside = any(len(values) > 1 for _, values in pairs)
    records: list[dict[str, Value]] = []
    if aside:  # things side by side: one for each column
        for column in columns:
            of_it = {_plain(k): v for k, values in pairs for v in values if v.column == column}
            records.append(of_it)
    else:  # one below the other: a key that comes again begins the next
        for key, values in pairs:
            if not records or _plain(key) in records[-1]:
                records.append({})
            records[-1][_plain(key)] = values[0]
    made = tuple(tuple(record.get(name) for name in names) for record in records)
    return Form(tuple(shown[name] for name in names), made)
