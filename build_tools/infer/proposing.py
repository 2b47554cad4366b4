"""A table that was found becomes a proposal: fields, key, period, and what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..tables.layout import cells
from ..tables.layout.base import Laid
from . import around, fields, keys, labels, notes, where
from .areas import Placed, level_of, named, places
from .asking import Asked, listed
from .base import Kind, Known, Proposal, ProposedField
from .cellnumbers import Numbers, numbers
from .evidence import Evidence
from .kinds import coded, counts_rows, kind
from .labels import Label
from .seen import Seen, look
from .style import Style, style
from .when import period_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column with all that is known of it so far."""

    seen: Seen
    label: Label
    held: Numbers
    kind: Kind
    name: str


def propose(laid: Laid, known: Known, answers: Mapping[str, str] | None = None) -> Proposal:
    """What a table seems to be, as far as its cells, its header and its surroundings say it.

    ``answers`` are those to questions of an earlier proposal for the same table, by `answer_key`.
    Nothing that is not certain is taken for granted: it is a question. The records are read once,
    and again where only their sums can tell how its numbers are written.
    """
    asked = Asked(answers or {}, laid.grid.sheet)
    seen = look(laid)
    unnamed = (asked.answers.get("label", ""),)  # the layout asks for it
    read = tuple(labels.read(c.levels if c.label else unnamed, c.label) for c in laid.columns)
    held = tuple(map(numbers, seen))
    placed = places(tuple(zip(seen, read, strict=True)), known, asked)
    unit = around.unit(laid)
    numeric = tuple(_numeric(seen, read, held, placed))
    written = style(numeric, asked, Evidence.of(laid, seen, read, unit, known))
    columns = _settled(tuple(_columns(laid, seen, read, held, placed, written, asked)))
    _tell(columns, asked)
    notes.notes([(c.seen, c.held, c.kind, c.label) for c in columns], asked)
    names = {c.seen.label: c.name for c in columns}
    key = _key(columns, names, placed.names, asked)
    plain = _plain(laid, columns)
    made = tuple(
        _marked(_field(column, unit, column.seen.label in key, asked), column, written, plain)
        for column in columns
    )
    when = period_of(laid, [(c.seen, c.kind, c.label) for c in columns], known, asked)
    level = where.level(placed, read)
    title, source = around.title(laid, read, where.names(known)), around.source(laid)
    told = {"level": level, "title": title, "source": source, "frequency": when.frequency}
    for code, value in told.items():
        if value:
            asked.tell(code, value=value)
    primary = tuple(names[label] for label in key)
    if when.constant and primary[:1] != ("tahun",):
        made = (_year_field(), *made)
        primary = ("tahun", *primary) if primary else primary
    return Proposal(
        fields=made,
        group=written.group,
        decimal=written.decimal,
        styled=written.said,
        missing=_missing(columns, asked),
        primary_key=primary,
        foreign_keys=tuple(placed.keys(names)),
        constants=(("tahun", when.constant),) if when.constant else (),
        period=when.period,
        frequency=when.frequency,
        level=level,
        area=where.area(laid, placed, known),
        title=title,
        source=source,
        steps=tuple(asked.steps),
        questions=tuple(asked.questions),
        plain=plain and not when.constant,
    )


def _counted(label: Label, seen: Seen) -> bool:
    """Whether a column "id" is 1 to the number of rows: another number for a row each time."""
    if label.words != ("id",) or seen.values is None or len(seen.values) != seen.rows:
        return False
    return {cells.text(v) for v in seen.values} == {str(n) for n in range(1, seen.rows + 1)}


def _key(
    columns: Sequence[Column], names: Mapping[str, str], areas: Collection[str], asked: Asked
) -> tuple[str, ...]:
    """The labels of the key; asked for where no few columns tell all rows apart."""
    timed = any(c.kind.role == "waktu" for c in columns)
    order = [
        c.seen.label
        for c in columns
        if counts_rows(c.label) or (timed and _counted(c.label, c.seen))
    ]
    texts = [
        c.seen.label
        for c in columns
        if c.held.likely and (c.kind.type, c.kind.role) == ("string", "keterangan")
    ]
    key = keys.key([(c.seen, c.kind) for c in columns], order, texts, areas)
    if key:
        asked.tell("key", columns=listed([names[label] for label in key]))
        return key
    given = {labels.slug(part) for part in asked.ask("key-none").split(",")}
    return tuple(label for label, name in names.items() if name in given)


def _numeric(
    seen: Sequence[Seen], read: Sequence[Label], held: Sequence[Numbers], placed: Placed
) -> Iterator[tuple[Seen, Numbers]]:
    """The columns whose texts say how this table writes its numbers."""
    for column, label, numeric in zip(seen, read, held, strict=True):
        other = coded(label) or counts_rows(label) or column.label in placed.codes
        if numeric.likely and not other:
            yield column, numeric


def _columns(
    laid: Laid,
    seen: Sequence[Seen],
    read: Sequence[Label],
    held: Sequence[Numbers],
    placed: Placed,
    written: Style,
    asked: Asked,
) -> Iterator[Column]:
    names = labels.names(read)
    area = ""
    above = {c.column.levels[:-1] for c, numeric in zip(seen, held, strict=True) if numeric.likely}
    for one, label, numeric, name in zip(seen, read, held, names, strict=True):
        percent = one.column.position in laid.grid.percent
        if one.label in placed.codes:
            found = Kind("string", "kode", "kode" if area else "wilayah", plain=not one.numbers)
            area = area or one.label
        else:
            levels = one.column.levels[:-1]
            beside = bool(levels) and levels in above
            found = kind(one, numeric, label, written, asked, percent, beside)
            of_level = level_of(label) and found.role == "keterangan" and found.type == "string"
            if one.label in placed.names or of_level:
                words = named(one, placed.names.get(one.label)) if found.reading == "teks" else ()
                found = replace(found, role="nama", categories=words)
        yield Column(one, label, numeric, found, name)


def _settled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same, where a year beside it makes a text such as 2024-S2 no column of time."""
    timed = any(c.kind.role == "waktu" and c.kind.type != "string" for c in columns)
    return tuple(
        replace(c, kind=replace(c.kind, role="keterangan"))
        if timed and c.kind.role == "waktu" and c.kind.type == "string" and c.kind.reading == "teks"
        else c
        for c in columns
    )


def _tell(columns: Sequence[Column], asked: Asked) -> None:
    """Record the types and the names, a line for each kind."""
    by_type: dict[str, list[str]] = {}
    for column in columns:
        form = column.kind.reading if column.kind.reading == "bulan" else column.kind.type
        by_type.setdefault(form, []).append(column.name)
    for form, names in by_type.items():
        asked.tell(f"type-{form}", columns=listed(names), count=len(names))
    changed = [c for c in columns if c.name != c.seen.label]
    if changed:
        asked.tell("names", count=len(changed), label=changed[0].seen.label, name=changed[0].name)
    units = {c.name: c.label.unit for c in columns if c.label.unit and _measured(c.kind)}
    if units:
        asked.tell("units", columns=listed([f"{name}: {unit}" for name, unit in units.items()]))


def _measured(kind: Kind) -> bool:
    return kind.role == "ukuran" and kind.type in {"integer", "number"}


def _field(column: Column, unit: str, required: bool, asked: Asked) -> ProposedField:
    kind = column.kind
    found = fields.properties(column.label, kind, required=required)
    suggested: tuple[str, ...] = ()
    if _measured(kind):
        extra, suggested = fields.standard(column.label, column.held, kind, unit, asked)
        found |= extra
    elif kind.open:
        found["description"] = fields.mark(f"arti kolom ini; {_OPEN.get(kind.open, kind.open)}")
        found.pop("sdi:peran")
        found["sdi:peran"] = "waktu" if kind.role == "waktu" else "keterangan"
    return ProposedField(column.seen.label, column.name, kind.type, kind.reading, found, suggested)


#: What is open about a type, in the descriptor that people fill in (Indonesian, as all marks).
_OPEN = {
    "number-style-mixed": "dua cara menulis angka dalam satu kolom",
    "number-styles": "cara menulis angka berbeda dari kolom lain",
    "month-first": "bulan ditulis sebelum hari?",
}


def _year_field() -> ProposedField:
    found = {
        "title": "Tahun",
        "description": fields.mark("tahun apa, misalnya tahun data"),
        "constraints": {"required": True},
        "sdi:peran": "waktu",
    }
    return ProposedField("tahun", "tahun", "year", "teks", found)


def _missing(columns: Sequence[Column], asked: Asked) -> tuple[str, ...]:
    marks = dict.fromkeys(
        mark for c in columns if c.kind.type != "string" for mark in c.held.missing
    )
    if marks:
        asked.tell("missing", marks=listed([f"“{mark}”" for mark in marks]))
    return tuple(marks)


def _marked(field: ProposedField, column: Column, written: Style, plain: bool) -> ProposedField:
    """The field with the marks of its numbers, where these are not the recipe's to say."""
    label = column.seen.label
    marks: dict[str, Any] = {}
    group, decimal = written.own.get(label, (written.group, written.decimal))
    shown = [w for _, w in column.held.forms if field.type in {"integer", "number"}]
    if plain or label in written.own:
        grouped = any(w.group or (w.unclear and w.unclear == group) for w in shown)
        if decimal != "." and (grouped or any(w.decimal or w.unclear for w in shown)):
            marks |= {"decimalChar": decimal}
        if grouped:
            marks |= {"groupChar": group}
    if label in written.fractions:
        marks |= {"sdi:desimal": 3}
    if not marks:
        return field
    type = "number" if "decimalChar" in marks or "groupChar" in marks else field.type
    return replace(field, type=type, properties={**field.properties, **marks})


def _plain(laid: Laid, columns: Sequence[Column]) -> bool:
    """Whether the file can be read as it stands: header on top, names usable, cells canonical."""
    positions = tuple(column.position for column in laid.columns)
    return (
        laid.header == (1,)
        and not laid.grid.said
        and laid.first == 2
        and not laid.dropped
        and positions == tuple(range(1, len(positions) + 1))
        and not any(column.fill_down for column in laid.columns)
        and all(c.name == c.seen.label and c.seen.trimmed and c.kind.plain for c in columns)
    )
