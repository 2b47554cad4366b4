"""Code that reads a published table elsewhere: pandas, R, curl, and Power Query of Excel.

The published CSV is UTF-8 with commas and a header, its values canonical (`formats.csv`); what a
program must still be told is the type of each column, so that codes keep their zeros, and which
texts stand for "no value". Names come from outside: each language has its own way to write a
text, and every name goes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..model import Field, Table
from ..tables.values import missing_marks, published_type, raw_field
from . import literals

#: A wider table, or one with longer names, is read as text: nothing is lost, and it fits a page.
MOST_COLUMNS, MOST_CHARACTERS = 60, 3_000

#: What an address may hold so that it needs no escape in any of the languages.
_SAFE = ":/?=&%~+,;@[]!*()"
_INT32, _EXACT, _INT64 = 2**31 - 1, 2**53, 2**63 - 1


@dataclass(frozen=True, slots=True)
class Column:
    """What a program must know of a column."""

    name: str
    type: str  # of the published Table Schema
    largest: int = 0  # of whole numbers: no value lies further from 0
    marks: tuple[str, ...] = ("",)  # texts that stand for "no value"
    odd: bool = False  # a column of numbers in which NaN may stand


@dataclass(frozen=True, slots=True)
class Code:
    """A snippet around the address of the file, which stands in it once."""

    before: str
    after: str

    def text(self, address: str) -> str:
        """The whole snippet; ``address`` as `plain_address` gives it."""
        return self.before + address + self.after


def plain_address(address: str) -> str:
    """The address with everything escaped that would end a text in one of the languages."""
    return quote(address, safe=_SAFE)


def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table in the order of its CSV."""
    found = []
    for profile in table.columns:
        field = table.resource.field(profile.name) or Field(profile.name)
        marks = missing_marks(table.resource, raw_field(table.resource, field.name))
        kind = published_type(field)
        odd = kind == "number" and bool(profile.distinct) and not profile.mean
        reach = max(_size(profile.minimum), _size(profile.maximum))
        found.append(Column(profile.name, kind, reach, tuple(dict.fromkeys(marks)), odd))
    return tuple(found)


def _size(text: str) -> int:
    return abs(int(text)) if re.fullmatch("-?[0-9]{1,400}", text) else 0


def as_text(given: Sequence[Column]) -> bool:
    """Whether the snippets read every column as text, since the list of types would be too long."""
    return len(given) > MOST_COLUMNS or sum(len(c.name) for c in given) > MOST_CHARACTERS


def python(given: Sequence[Column]) -> Code:
    """Python with pandas: nullable types, dates as dates, "NA" in a text left as it is."""
    lines = ["dtype={"]
    dates = [c for c in given if _PYTHON.get(c.type) == "date"]
    if as_text(given):
        lines, dates = ['dtype="string",'], []
    else:
        typed = [(c, kind) for c in given if (kind := _python_type(c)) != "date"]
        lines += [f"    {literals.python(c.name)}: {literals.python(kind)}," for c, kind in typed]
        lines.append("},")
    if dates:
        lines.append(f"parse_dates=[{', '.join(literals.python(c.name) for c in dates)}],")
    lines.append("keep_default_na=False,")
    lines += _python_marks(given)
    before = 'import pandas as pd\n\ntabel = pd.read_csv(\n    "'
    return Code(before, '",\n' + _indented(lines) + "\n)")


_PYTHON = {
    "year": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "date",
    "datetime": "date",
}


def _python_type(column: Column) -> str:
    if column.type == "integer":
        return "Int64" if column.largest <= _INT64 else "string"
    return _PYTHON.get(column.type, "string")


def _python_marks(given: Sequence[Column]) -> list[str]:
    marks = {c.name: (*c.marks, "NaN") if c.odd else c.marks for c in given}
    sets = set(marks.values())
    if as_text(given):
        sets = {_common(given)}
    if len(sets) == 1:
        return [f"na_values=[{', '.join(map(literals.python, sets.pop()))}],"]
    each = [
        f"    {literals.python(n)}: [{', '.join(map(literals.python, m))}],"
        for n, m in marks.items()
    ]
    return ["na_values={", *each, "},"]


def parquet() -> Code:
    """Python with pandas from the Parquet file, which knows its types itself."""
    return Code('import pandas as pd\n\ntabel = pd.read_parquet("', '")')


def r(given: Sequence[Column]) -> Code:
    """R as it is, without packages."""
    common = _common(given)
    own = [] if as_text(given) else [c for c in given if set(c.marks) - set(common)]
    if as_text(given):
        lines = ['colClasses = "character",']
    else:
        kinds = [(c, "character" if c in own else _r_type(c)) for c in given]
        each = [f"  {literals.r(c.name)} = {literals.r(kind)}" for c, kind in kinds]
        lines = ["colClasses = c(", *[f"{line}," for line in each[:-1]], *each[-1:], "),"]
    lines += [
        f"na.strings = {_r_vector(common)},",
        'check.names = FALSE, encoding = "UTF-8"',
    ]
    after = '",\n' + _indented(lines, "  ") + "\n)"
    for column in own:
        place = f"tabel[[{literals.r(column.name)}]]"
        after += f"\n{place}[{place} %in% {_r_vector(column.marks)}] <- NA"
        if (kind := _r_type(column)) != "character":
            after += f"\n{place} <- as.{kind}({place})"
    return Code('tabel <- read.csv(\n  "', after)


def _r_type(column: Column) -> str:
    if column.type == "integer":
        if column.largest <= _INT32:
            return "integer"
        return "numeric" if column.largest <= _EXACT else "character"
    kinds = {"year": "integer", "number": "numeric", "boolean": "logical", "date": "Date"}
    return kinds.get(column.type, "character")


def _r_vector(texts: Iterable[str]) -> str:
    return f"c({', '.join(map(literals.r, texts))})"


def curl(name: str, sha256: str) -> Code:
    """A shell with curl: the file ``name``, and whether it is the one with that SHA-256."""
    file = literals.shell(name)
    check = f"echo {literals.shell(f'{sha256}  {name}')} | sha256sum --check"
    return Code(f"curl --fail --location --output {file} '", f"'\n{check}")


def power_query(given: Sequence[Column]) -> Code:
    """The query language of Excel (M), for an empty query of Power Query. Not run by any test."""
    steps = [
        "Judul = Table.PromoteHeaders(Sumber, [PromoteAllScalars = true])",
    ]
    last = "Judul"
    for number, (mark, names) in enumerate(_by_mark(given), start=1):
        which = f"Table.ColumnNames({last})" if names is None else literals.m_list(names)
        step = f"Kosong{number}"
        replaced = (
            f"Table.ReplaceValue({last}, {literals.m(mark)}, null, Replacer.ReplaceValue, {which})"
        )
        steps.append(f"{step} = {replaced}")
        last = step
    if not as_text(given):
        types = ",\n".join(f"        {{{literals.m(c.name)}, {_m_type(c)}}}" for c in given)
        steps.append(
            f'Tipe = Table.TransformColumnTypes({last}, {{\n{types}\n    }}, "en-US")',
        )
        last = "Tipe"
    options = '[Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]'
    after = f'"),\n        {options}\n    ),\n    ' + ",\n    ".join(steps)
    before = 'let\n    Sumber = Csv.Document(\n        Web.Contents("'
    return Code(before, f"{after}\nin\n    {last}")


def _m_type(column: Column) -> str:
    if column.type == "integer" and column.largest > _INT64:
        return "type text"
    kinds = {
        "integer": "Int64.Type",
        "year": "Int64.Type",
        "number": "type number",
        "boolean": "type logical",
        "date": "type date",
    }
    return kinds.get(column.type, "type text")


def _common(given: Sequence[Column]) -> tuple[str, ...]:
    """The marks of "no value" that all columns share, "" first."""
    if not given:
        return ("",)
    return tuple(m for m in given[0].marks if all(m in c.marks for c in given))


def _by_mark(given: Sequence[Column]) -> list[tuple[str, list[str] | None]]:
    """Each mark of "no value" with the columns that it stands in; none: all of them."""
    marks = dict.fromkeys(m for c in given for m in c.marks)
    if as_text(given):
        marks = dict.fromkeys(_common(given))
    found: list[tuple[str, list[str] | None]] = []
    for mark in marks:
        names = [c.name for c in given if mark in c.marks]
        found.append((mark, None if len(names) == len(given) else names))
    return found


def _indented(lines: Iterable[str], by: str = "    ") -> str:
    return "\n".join(by + line for line in lines)
