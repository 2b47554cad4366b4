"""A table out of a template: persons, forms, headers and what was put where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from . import cells, forms
from .persons import People, Person
from .templates import TEMPLATES, Line, Template
from .texts import Text

#: Kinds that name one person by a number or an address for messages.
NUMBERS = tuple(forms.FORMS)
HEADERS = ("proper", "renamed", "absent")
_NEUTRAL = ("kolom_{}", "data_{}", "ket{}", "F{}", "X{}", "Unnamed: {}", "var{}", "kol {}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the kind of its cells ("" for nobody's), type and form."""

    name: str
    kind: str
    type: str = "string"
    form: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A cell (row of the data and column, from 0) in which something of a person stands."""

    row: int
    column: int
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A made table. ``header``, ``format`` and ``mode`` say how it comes into a file."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    planted: tuple[Planted, ...] = ()
    header: str = "proper"
    format: str = "csv"
    #: "string": text cells, all strings; "typed": with types; "excel": numbers, undeclared.
    mode: str = "string"
    work: bool = False

    @property
    def told(self) -> str:
        """Its name and how it comes into a file."""
        return f"{self.name} ({self.header}, {self.format}, {self.mode})"

    @property
    def numbers(self) -> bool:
        """Whether somebody's number stands in it."""
        return any(p.kind.split()[0] in NUMBERS for p in self.planted)

    @property
    def homes(self) -> bool:
        """Whether names stand beside addresses."""
        return {"name", "address"} <= {p.kind for p in self.planted}


def tables(count: int, rows: int, seed: int) -> Iterator[Table]:
    """So many tables, template by template; the same seed gives the same ones.

    A third has headers that say nothing, or none. In every third round the columns with numbers
    are left out: what is left is known by names and addresses alone.
    """
    for number in range(count):
        template = TEMPLATES[number % len(TEMPLATES)]
        turn = number // len(TEMPLATES)
        random = Random(f"{seed}:{number}")
        header = "proper" if random.random() < 2 / 3 else random.choice(HEADERS[1:])
        bare = (turn + number) % 3 == 2 and _names_a_home(template)
        yield table(random, template, rows, header, bare=bare, name=f"{template.name}-{number}")


def table(
    random: Random,
    template: Template,
    rows: int,
    header: str,
    *,
    bare: bool = False,
    name: str = "",
) -> Table:
    """One table of a template; ``bare``: without the columns that hold numbers."""
    lines = [line for line in template.lines if not (bare and line.kind.lower() in NUMBERS)]
    mode = random.choice(("string", "typed", "excel"))
    columns = _columns(random, lines, header, mode)
    people = People(random, *template.born)
    made: list[tuple[str, ...]] = []
    planted: list[Planted] = []
    for row in range(rows):
        person, named = people.one(), 0
        record = []
        for at, (line, column) in enumerate(zip(lines, columns, strict=True)):
            named += line.kind == "NAME"
            who = people.one() if line.kind == "NAME" and named > 1 else person
            text, kinds = _cell(random, line, column.form, who, row)
            record.append(text)
            planted += [Planted(row, at, kind) for kind in kinds]
        made.append(tuple(record))
    format_ = "xlsx" if random.random() < 1 / 3 else "csv"
    facts = (header, format_, mode, template.work)
    return Table(name or template.name, tuple(columns), tuple(made), tuple(planted), *facts)


def _cell(random: Random, line: Line, form: str, person: Person, row: int) -> Text:
    if line.words:
        return random.choice(line.words), ("sensitive",) if line.kind == "SENSITIVE" else ()
    return cells.cell(random, line.kind.lower(), form, person, row)


def _names_a_home(template: Template) -> bool:
    kinds = {line.kind for line in template.lines}
    return "NAME_ADDRESS" in kinds or bool("NAME" in kinds and kinds & {"ADDRESS", "ADDRESS_RT"})


def _columns(random: Random, lines: list[Line], header: str, mode: str) -> list[Column]:
    style = random.choice(("as is", "as is", "upper", "misspelt"))
    neutral = random.choice(_NEUTRAL)
    letters = random.random() < 0.3
    found: list[Column] = []
    for number, line in enumerate(lines, start=1):
        kind = line.kind.lower()
        form = cells.form_of(random, kind)
        if header == "proper":
            name = _styled(random, random.choice(line.headers), style)
        elif header == "renamed":
            name = neutral.format(chr(96 + number) if letters else number)
        else:
            name = f"field{number}"
        while any(name == column.name for column in found):
            name += "_2"
        counted = cells.COUNTED.get(kind, kind) if line.kind.isupper() else ""
        own = _type(kind, form) if mode == "typed" else "string"
        found.append(Column(name, "text" if kind in _TEXTS else counted, own, form))
    return found


_TEXTS = {"report", "complaint", "rare", "note"}
_TYPED = {"no": "integer", "rupiah": "integer", "count": "integer", "year": "year", "day": "date"}
_TYPED |= dict.fromkeys(
    ("hectare", "kilogram", "kilometre", "score", "latitude", "longitude"), "number"
)


def _type(kind: str, form: str) -> str:
    if kind == "birth":
        return "date" if form == "iso" else "string"
    return forms.type_of(kind, form) if kind in forms.FORMS else _TYPED.get(kind, "string")


def _styled(random: Random, header: str, style: str) -> str:
    if style == "upper":
        return header.upper()
    if style == "misspelt" and random.random() < 0.3:
        long = [word for word in re.findall(r"[^\W_]+", header) if len(word) >= 6]
        if long:
            word = random.choice(long)
            at = random.randrange(1, len(word) - 2)
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            return header.replace(word, swapped)
    return header
