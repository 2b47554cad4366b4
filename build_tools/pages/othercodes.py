"""The other code of an area beside the one that a table has, in its first rows on the page.

It is no part of the data: the header says that it was added, and no file has the column.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import escape

from ..areas.codes import Other, concordance, others
from ..model import ColumnProfile, Field, Published, Table, Text
from ..words import Words
from .cells import Column, Shown
from .safe import visible
from .view import View

_LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Added(Column):
    """A column that the page adds to a table."""

    @property
    def unit(self) -> Text:
        """What stands below its title: that it was added, and from where."""
        return said("codes.from")


def with_other_codes(
    view: View,
    published: Published,
    table: Table,
    cols: list[Column],
    rows: list[list[Shown]],
) -> tuple[list[Column], list[list[Shown]]]:
    """The shown columns and rows, with the other code after each column that has one alone.

    As they were where a table has both codes, or none of its first rows has another one.
    """
    for other in others(published, table, concordance(view.site)):
        at = next((i for i, c in enumerate(cols) if c.field.name == other.field), None)
        place = next((i for i, p in enumerate(table.columns) if p.name == other.field), None)
        if at is None or place is None:
            continue
        own = [row[place] if place < len(row) else None for row in table.preview[: len(rows)]]
        codes = [other.codes.get(code or "", "") for code in own]
        if any(codes):
            added = _column(view, table, other)
            cols = [*cols[: at + 1], added, *cols[at + 1 :]]
            cells = (
                Shown(escape(visible(code)), "") if code else Shown(added.show(None), "e")
                for code in codes
            )
            rows = [
                [*row[: at + 1], cell, *row[at + 1 :]]
                for row, cell in zip(rows, cells, strict=True)
            ]
    return cols, rows


def _column(view: View, table: Table, other: Other) -> Added:
    title = said(f"codes.added.{other.system}")
    field = Field(f"kode_{other.system}", title=title)
    return Added(view, field, ColumnProfile(field.name, 0, 0), table.resource)


def said(key: str) -> Text:
    """A sentence in both languages."""
    main, *others = (Words.load(lang)(key) for lang in _LANGUAGES)
    return Text(main, dict(zip(_LANGUAGES[1:], others, strict=True)))
