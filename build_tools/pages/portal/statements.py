"""A public statement that is quoted where it matters, with day, office and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Text
from ...smartcity import Rows
from ...smartcity.promises import Statement, statements
from ..view import View
from .promises import address, cut


@dataclass(frozen=True, slots=True)
class Said:
    """A statement ready to be shown."""

    day: str  # ISO date
    office: Text
    quotation: Text
    state: Text  # what was found when it was examined
    source: Markup
    target: str  # address of its place among the statements


def places(rows: Rows) -> Mapping[str, str]:
    """Where each statement stands, from the root of a language, by the name of its place."""
    return {s.anchor: address(index, s.anchor) for index, s in enumerate(statements(rows))}


def said(view: View, statement: Statement, places: Mapping[str, str]) -> Said:
    """A statement as a page quotes it."""
    return Said(
        day=statement.day,
        office=cut(Text(statement.office)),
        quotation=cut(Text(statement.quotation)),
        state=statement.row.label("keadaan"),
        source=view.host_link(statement.row["sumber_url"]),
        target=view.link(places[statement.anchor]),
    )
