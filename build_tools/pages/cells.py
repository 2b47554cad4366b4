"""Cells, columns and their profile as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from ..model import Cell, ColumnProfile, Field, Resource, Table, Text
from .safe import visible
from .view import View, one_line

LONGEST = 300
#: Longer texts are shown in part until the reader asks for the whole.
FOLDED = 120
#: What of a table a phone shows without scrolling, in CSS pixels.
PHONE = 340
APPROXIMATE = "kira-kira"
_NUMBERS = {"integer", "number", "year"}
_DATES = {"date", "yearmonth"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the preview, and how it looks: "n" a figure, "mid" or "long" a text, "e" empty."""

    html: Markup
    look: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its field (or what is known where the schema names none)."""

    view: View
    field: Field
    profile: ColumnProfile
    resource: Resource
    loose: bool = False  # a precision is declared for the whole column, table or dataset

    @property
    def measured(self) -> bool:
        return self.field.measure is not None or self.field.role == "ukuran"

    @property
    def right(self) -> bool:
        """Whether figures stand at the right, digits below digits."""
        return self.field.type in _NUMBERS and not self.field.categories

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        return {c.value: c.label for c in self.field.categories}

    def plain(self, value: str) -> str:
        """A value in words: numbers and dates of the language, codes by their label."""
        words, field = self.view.words, self.field
        label = self.labels.get(value)
        if label:
            return label.get(self.view.lang)
        if field.type == "number" or (field.type == "integer" and self.measured):
            return words.number(value)
        if field.type in _DATES:
            return words.date(value)
        if field.type == "boolean" and value in {"true", "false"}:
            return words(f"ui.values.{value}")
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"

    def show(self, value: Cell, about: bool = False) -> Markup:
        """A cell of the preview; ``about`` says that the row's figures are approximate."""
        if value is None:
            hidden = self.view.words("ui.values.missing")
            return Markup('<span aria-hidden="true">–</span><span class="pd-vh">{}</span>').format(
                hidden
            )
        if self.field.role == "sumber" or self.field.format == "uri":
            return self._link(value)
        label = self.labels.get(value)
        shown = self.view.text(label) if label else self._text(self.plain(value))
        if self.measured and (about or self.loose):
            return self.view.say("ui.values.about", value=shown)
        return shown

    def _text(self, text: str) -> Markup:
        """A text; a long one folded, whole in the page and opened without any script."""
        shown = escape(visible(text))
        if len(text) <= FOLDED:
            return shown
        words = self.view.words
        return Markup(
            '<details class="pd-long"><summary><span class="t">{}</span> '
            '<span class="more">{}</span><span class="less">{}</span></summary></details>'
        ).format(shown, words("ui.table.more"), words("ui.table.less"))

    def _link(self, value: str) -> Markup:
        """A source as a link named after its host, where it is an address of the web."""
        linked = value.startswith(("https://", "http://")) and not any(c.isspace() for c in value)
        return self.view.host_link(value) if linked else escape(visible(self.plain(value)))

    @property
    def unit(self) -> Text:
        """The unit to stand below the column's title, unless the title says it already."""
        unit = self.field.measure.unit if self.field.measure else Text()
        lang = self.view.lang
        return (
            Text() if unit.get(lang).casefold() in self.field.title.get(lang).casefold() else unit
        )

    @property
    def references(self) -> Markup:
        """The datasets that the column's codes refer to, as links."""
        ids = dict.fromkeys(
            key.package for key in self.resource.foreign_keys if self.field.name in key.fields
        )
        titles = {id: title for id in ids if (title := self.view.titles.get(id))}
        return Markup(", ").join(
            Markup('<a href="{}">{}</a>').format(
                self.view.link(f"datasets/{id}/"), self.view.text(title)
            )
            for id, title in sorted(titles.items())
        )

    @property
    def kind(self) -> str:
        key = f"ui.types.{self.field.type}"
        return self.view.words(key) if self.view.words.has(key) else self.field.type

    @property
    def mixed(self) -> bool:
        """Whether the figures differ in precision or source, so that none stands for all."""
        roles = {field.role for field in self.resource.fields}
        return self.field.measure is not None and bool(roles & {"ketelitian", "mutu-sumber"})

    @property
    def span(self) -> str:
        """Least to greatest, where both say something."""
        low, high = self.profile.minimum, self.profile.maximum
        if not low or not high or self.labels or self.mixed:
            return ""
        shown = [self.plain(low), self.plain(high)]
        return "–".join(dict.fromkeys(shown)) if self.right else " … ".join(dict.fromkeys(shown))

    @property
    def mean(self) -> str:
        """The mean of a measure, where its figures differ and are of one kind and one time."""
        fields = self.resource.fields
        alike = {"satuan", "unit"}.isdisjoint(f.name.lower() for f in fields)
        times = {f.name for f in fields if f.type in {"year", "yearmonth", "date"}}
        alike = alike and times.isdisjoint(self.resource.primary_key)
        if not self.measured or not self.span or not alike or self.profile.distinct < 2:
            return ""
        return self.view.words.number(self.profile.mean) if self.profile.mean else ""

    @property
    def examples(self) -> str:
        if self.mixed:
            return ""
        return "; ".join(one_line(self.plain(e), 40) for e in self.profile.examples[:3])

    @property
    def required(self) -> bool:
        return bool(self.field.constraints.get("required"))


def columns(view: View, table: Table, loose: bool = False) -> list[Column]:
    """The columns of a table in the order of its preview."""
    resource = table.resource
    schema = resource.raw.get("schema")
    raws = schema.get("fields") if isinstance(schema, Mapping) else None
    by_name = {r.get("name"): r for r in raws or () if isinstance(r, Mapping)}
    loose = loose or resource.raw.get("sdi:ketelitian") == APPROXIMATE
    found = []
    for profile in table.columns:
        raw = by_name.get(profile.name, {})
        field = resource.field(profile.name) or Field(profile.name)
        here = loose or raw.get("sdi:ketelitian") == APPROXIMATE
        found.append(Column(view, field, profile, resource, here))
    return found


def preview(cols: list[Column], table: Table, rows: int = 10) -> list[list[Shown]]:
    """The first rows, ready to print."""
    about = next((i for i, c in enumerate(cols) if c.field.role == "ketelitian"), None)
    shown = []
    for row in table.preview[:rows]:
        loose = about is not None and about < len(row) and row[about] == APPROXIMATE
        cells = zip(cols, row, strict=False)
        shown.append([Shown(col.show(cell, loose), _look(col, cell)) for col, cell in cells])
    return shown


def _look(col: Column, cell: Cell) -> str:
    if cell is None:
        return "n e" if col.right else "e"
    if col.right:
        return "n"
    length = len(col.plain(cell))
    if col.field.role == "sumber" or length <= 16:
        return ""
    return "long" if length > 45 else "mid"


def stacked(cols: list[Column], rows: list[list[Shown]]) -> bool:
    """Whether phones show each row as a list of its cells.

    They do where the first measured column would lie beyond the edge of the screen: nobody
    looks for a figure there. The columns keep their order.
    """
    first = next((i for i, col in enumerate(cols) if col.measured), None)
    if first is None:
        return False
    taken = sum(_width(col, [row[i] for row in rows]) for i, col in enumerate(cols[: first + 1]))
    return taken > PHONE


def _width(col: Column, cells: list[Shown]) -> int:
    """About how narrow a column can get, in CSS pixels."""
    looks = {cell.look for cell in cells}
    least = 180 if "long" in looks else 130 if "mid" in looks else 0
    texts = [
        col.field.title.get(col.view.lang) or col.field.name,
        *(c.html.striptags() for c in cells),
    ]
    unbroken = texts[0].split()
    for text in texts[1:]:
        unbroken += [text] if col.right else text.split()
    return max(least, 20 + 7 * max((len(part) for part in unbroken), default=0))
