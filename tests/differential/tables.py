"""Whole tables for hypothesis: rows of such cells, in every way that people write CSV."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from .cells import column
from .table import Table

ENCODINGS = ["utf-8"] * 8 + ["utf-8-sig", "utf-16", "latin-1", "cp1252", "ascii", "iso-8859-15"]
ENDS = ["\n"] * 5 + ["\r\n"] * 3 + ["\r", "mixed"]
MISSING = [None] * 5 + [[""], ["", "-"], ["NA", "-"], [], ["", "0", "1"]]
#: Lines that are no plain records; laid between the others as they are.
ODD_LINES = [
    "",
    "",
    ",",
    ",,",
    " ",
    '"',
    '""',
    'a"b',
    '"a"b,c',
    '1,"x',
    '"x\ny",1',
    "1",
    "1,2,3,4,5,6",
]
ODD_LINES += ["#", '"a""b"', '"1","2","3"', "\ufeff1", "\0", '1, "x"', "a\rb,c", ";", "-,-", "'a'"]


#: What falls into files: marks of CSV, ends of lines, and bytes that no text encoding knows.
DEBRIS = [b'"', b'""', b'"x"', b"\r", b"\n", b"\r\n", b"\n\n", b",", b";", b" ", b"'", b"\\", b"#"]
DEBRIS += [b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\x0b", b"\x0c", b"\x1c"]


@st.composite
def dialects(draw: st.DrawFn) -> dict[str, Any]:
    """A Table Dialect; mostly that of a plain CSV file."""
    if draw(st.integers(0, 2)) < 2:
        return {}
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        found["delimiter"] = draw(st.sampled_from([";", "\t", "|", " ", ":"]))
    if draw(st.integers(0, 3)) == 3:
        found["quoteChar"] = draw(st.sampled_from(["'", '"']))
    if draw(st.integers(0, 4)) == 4:
        found["skipInitialSpace"] = draw(st.booleans())
    if draw(st.integers(0, 4)) == 4:
        found |= {"escapeChar": "\\", "doubleQuote": draw(st.booleans())}
    elif draw(st.integers(0, 6)) == 6:
        found["doubleQuote"] = draw(st.booleans())
    if draw(st.integers(0, 4)) == 4:
        found |= draw(
            st.sampled_from([{"header": False}, {"headerRows": [2]}, {"headerRows": [1, 2]}])
        )
    if draw(st.integers(0, 6)) == 6:
        found |= draw(st.sampled_from([{"commentChar": "#"}, {"commentRows": [2]}]))
    return found


@st.composite
def tables(draw: st.DrawFn, rows: st.SearchStrategy[int] | None = None) -> Table:
    """A file with its description.

    Which cells come where is drawn from a seed: a choice for every cell would take hypothesis
    most of its time, and what a failure is about are the columns, which it makes small.
    """
    width = draw(st.integers(1, 5))
    columns = [draw(column(name)) for name in "abcde"[:width]]
    dice = random.Random(draw(st.integers(0, 2**32)))
    count = draw(rows if rows is not None else st.one_of(st.integers(0, 12), st.integers(13, 60)))
    records = [[varied(dice.choice(pool), dice) for _, pool in columns] for _ in range(count)]
    schema = draw(schemas([field for field, _ in columns]))
    dialect = draw(dialects())
    for _ in range(draw(st.integers(0, 2)) if records else 0):  # too few cells, too many
        record = records[dice.randrange(count)]
        record[:] = [*record, "x"] if dice.random() < 0.5 else record[:-1]
    lines = [line(record, dialect, dice) for record in records]
    odd = draw(st.lists(st.sampled_from(ODD_LINES), max_size=2)) if draw(st.booleans()) else []
    for extra in odd:
        lines.insert(dice.randint(0, len(lines)), extra)
    header = [field["name"] for field, _ in columns]
    if draw(st.integers(0, 12)) == 12:
        header = draw(
            st.sampled_from([header[::-1], header[:-1], [*header, "z"], ["A", *header[1:]]])
        )
    top = line(header, dialect, dice)
    tops = {"[2]": ["judul", top], "[1, 2]": [top, line([""] * len(header), dialect, dice)]}
    above = (
        [] if dialect.get("header") is False else tops.get(str(dialect.get("headerRows")), [top])
    )
    encoding = draw(st.sampled_from(ENCODINGS))
    end = draw(st.sampled_from(ENDS))
    text = joined([*above, *lines], end, dice, last=draw(st.integers(0, 4)) < 4)
    return Table(text.encode(encoding, "replace"), schema, dialect, encoding)


@st.composite
def schemas(draw: st.DrawFn, fields: list[dict[str, Any]]) -> dict[str, Any]:
    """The schema of those fields, some with a key."""
    schema: dict[str, Any] = {"fields": fields}
    missing = draw(st.sampled_from(MISSING))
    if missing is not None:
        schema["missingValues"] = missing
    if draw(st.integers(0, 2)) == 2:
        names = st.sampled_from([field["name"] for field in fields])
        key = draw(st.lists(names, min_size=1, max_size=3, unique=True))
        schema["primaryKey"] = key
    return schema


def varied(cell: str, dice: random.Random) -> str:
    """The cell, often with another digit, so that a long column holds many different cells."""
    places = [at for at, sign in enumerate(cell) if sign in "0123456789"]
    if not places or dice.random() < 0.5:
        return cell
    at = dice.choice(places)
    return cell[:at] + dice.choice("0123456789") + cell[at + 1 :]


@st.composite
def damaged(draw: st.DrawFn) -> Table:
    """A table into whose bytes something odd fell, anywhere."""
    table = draw(tables())
    content = table.content
    falls = st.tuples(st.integers(0, len(content)), st.sampled_from(DEBRIS))
    for at, piece in draw(st.lists(falls, min_size=1, max_size=4)):
        content = content[:at] + piece + content[at:]
    return Table(content, table.schema, table.dialect, table.encoding)


def line(record: list[str], dialect: dict[str, Any], dice: random.Random) -> str:
    """A record as one line, each cell quoted where it must be, and some where not."""
    delimiter, quote = dialect.get("delimiter", ","), dialect.get("quoteChar", '"')
    everything = dice.random() < 0.1
    cells = []
    for cell in record:
        needed = any(sign in cell for sign in (delimiter, quote, "\n", "\r"))
        if needed and dice.random() < 0.03:
            needed = False  # a stray quote, or a newline that ends the record
        if needed or everything:
            cell = quote + cell.replace(quote, quote * 2) + quote
        cells.append(cell)
    return delimiter.join(cells)


def joined(lines: list[str], end: str, dice: random.Random, *, last: bool) -> str:
    """The lines of a file; with or without an end behind the last one."""
    ends = ["\n", "\r\n", "\n", "\r"] if end == "mixed" else [end]
    parts = [part for each in lines for part in (each, dice.choice(ends))]
    return "".join(parts if last else parts[:-1])
