"""One figure of the budget in words: as a line of a list, or as it was spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...model import Text
from ...smartcity import Rows
from ...smartcity.budget import Figure
from ...smartcity.promises import Statement, statement_of, statements
from ..view import View
from . import names
from .base import Origin, origin
from .money import rupiah
from .statements import places


@dataclass(frozen=True, slots=True)
class Line:
    """One figure by itself."""

    stage: Markup
    agency: Markup  # empty: not known
    dimension: Markup
    about: Markup
    value: str
    written: Markup  # in the words of the source
    precision: Markup
    status: Markup
    why: str  # why it is never added; empty: it is
    origin: Origin


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that was only spoken, in the words of its source.

    Quotation marks stand only where the source has them, as its statement on record says.
    """

    words: Markup
    rise: Markup
    base: str  # the year that the rise is held against, as spoken; empty: not named
    day: str | None  # empty: not known; None: the table has no such column
    office: Markup | None
    kind: str  # whether the source quotes or tells the words; empty: not known
    note: Markup
    statement: str  # address of the statement, from the root of a language; empty: none known
    line: Line
    year: str
    detail: str  # the year's page, where there are figures by office or dimension


def line(view: View, known: names.Known, figure: Figure) -> Line:
    row, words = figure.row, view.words
    value = rupiah(words, figure.rupiah) if figure.rupiah is not None else row["nilai_rupiah"]
    if figure.approximate and value:
        value = words("smartcity.budget.about", amount=value)
    return Line(
        stage=view.text(row.label("tahap")),
        agency=names.agency(view, figure.agency),
        dimension=names.dimension(view, known, figure.dimension),
        about=names.shortened(view, row.text("uraian")),
        value=value,
        written=names.shortened(view, row.text("nilai_sebagaimana_ditulis")),
        precision=view.text(row.label("ketelitian")),
        status=view.text(row.label("status_angka")),
        why=words(f"smartcity.budget.apart.{figure.apart}") if figure.apart else "",
        origin=origin(view, row),
    )


def heard(
    view: View,
    known: names.Known,
    rows: Rows,
    found: Sequence[Figure],
    detail: Mapping[str, str],
) -> list[Said]:
    """Spoken figures; ``detail`` has the address of the page with details of a year, if any."""
    made = statements(rows)
    where = places(rows)
    shown = []
    for figure in found:
        statement = statement_of(figure.row, made)
        target = where[statement.anchor] if statement else ""
        shown.append(_said(view, known, figure, detail.get(figure.year, ""), statement, target))
    return shown


def _said(
    view: View,
    known: names.Known,
    figure: Figure,
    detail: str,
    statement: Statement | None,
    target: str,
) -> Said:
    row = figure.row
    shown = line(view, known, figure)
    rise = names.shortened(view, row.text("kenaikan_sebagaimana_ditulis"))
    both = statement and statement.says(row["kenaikan_sebagaimana_ditulis"])
    day = row["tanggal_pernyataan"]
    note = Text(statement.note) if statement else row.text("catatan")
    return Said(
        words=_quoted(view, shown.written or Markup("{}").format(shown.value), statement),
        rise=_quoted(view, rise, statement if both else None) if rise else rise,
        base=row["tahun_dasar"],
        day=(view.words.date(day) if day else "") if row.has("tanggal_pernyataan") else None,
        office=view.text(row.text("jabatan_penyampai")) if row.has("jabatan_penyampai") else None,
        kind=view.words(f"promises.kinds.{statement.kind}") if statement and statement.kind else "",
        note=names.shortened(view, note),
        statement=target,
        line=shown,
        year=figure.year,
        detail=detail,
    )


def _quoted(view: View, words: Markup, statement: Statement | None) -> Markup:
    """The words in quotation marks where the source has them, else as they are."""
    direct = statement is not None and statement.direct
    return view.say("smartcity.spoken.quote", words=words) if direct else words
