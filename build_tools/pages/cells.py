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
APPROXIMATE = "kira-kira"
_NUMBERS = {"integer", "number", "year"}
_DATES = {"date", "yearmonth"}


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
        shown = self.view.text(label) if label else escape(visible(self.plain(value)))
        if self.measured and (about or self.loose):
            return self.view.say("ui.values.about", value=shown)
        return shown

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
        titles = {p.id: p.dataset.title for p in self.view.site.published if p.id in ids}
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
    def span(self) -> str:
        """Least to greatest, where both say something."""
        low, high = self.profile.minimum, self.profile.maximum
        if not low or not high or self.labels:
            return ""
        shown = [self.plain(low), self.plain(high)]
        return "–".join(dict.fromkeys(shown)) if self.right else " … ".join(dict.fromkeys(shown))

    @property
    def examples(self) -> str:
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


def preview(cols: list[Column], table: Table, rows: int = 10) -> list[list[Markup]]:
    """The first rows, ready to print."""
    about = next((i for i, c in enumerate(cols) if c.field.role == "ketelitian"), None)
    shown = []
    for row in table.preview[:rows]:
        loose = about is not None and about < len(row) and row[about] == APPROXIMATE
        shown.append([col.show(cell, loose) for col, cell in zip(cols, row, strict=False)])
    return shown
