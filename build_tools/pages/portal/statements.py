"""A public statement that is quoted where it matters, with day, office and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Text
from ...smartcity import Rows
from ...smartcity.evaluations import STAGES
from ...smartcity.promises import Statement, statements
from ..view import View
from .promises import address, cut


@dataclass(frozen=True, slots=True)
class Said:
    """A statement ready to be shown."""

    about: str  # the evaluation that it speaks of, in words
    day: str  # ISO date
    office: Text
    quotation: Text
    kind: str  # whether the source quotes or tells it, in words; empty: not known
    state: Text  # what was found when it was examined
    source: Markup
    target: str  # address of its place among the statements


def places(rows: Rows) -> Mapping[str, str]:
    """Where each statement stands, from the root of a language, by the name of its place."""
    return {s.anchor: address(index, s.anchor) for index, s in enumerate(statements(rows))}


def evaluation_of(statement: Statement) -> tuple[int, str]:
    """Year and stage of the evaluation that it speaks of; the year is 0 where it is of none."""
    year, stage = statement.evaluation or (0, "")
    return year, stage if stage in STAGES else STAGES[-1]


def said(view: View, statement: Statement, places: Mapping[str, str]) -> Said:
    """A statement as a page quotes it."""
    (year, stage), kind = evaluation_of(statement), statement.kind
    return Said(
        about=view.words(f"evaluations.about.{stage}", year=year) if year else "",
        day=statement.day,
        office=cut(statement.row.text("jabatan")),
        quotation=cut(Text(statement.quotation)),
        kind=view.words(f"promises.kinds.{kind}") if kind else "",
        state=statement.row.label("keadaan"),
        source=view.host_link(statement.row["sumber_url"]),
        target=view.link(places[statement.anchor]),
    )
