"""One figure of the budget in words: as a line of a list, or as it was spoken."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...smartcity.budget import Figure
from ..view import View
from . import names
from .base import Origin, origin
from .money import rupiah


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
    """A figure that was only spoken, as it was spoken."""

    words: Markup
    rise: Markup
    base: str  # the year that the rise is held against, as spoken; empty: not named
    day: str
    office: str
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


def said(view: View, known: names.Known, figure: Figure, detail: str) -> Said:
    """A spoken figure; ``detail`` is the address of the page with details, if there are any.

    Its own columns beyond the profile are shown where a table has them.
    """
    row = figure.row
    shown = line(view, known, figure)
    return Said(
        words=shown.written or Markup("{}").format(shown.value),
        rise=names.shortened(view, row.text("kenaikan_sebagaimana_ditulis")),
        base=row["tahun_dasar"],
        day=view.words.date(row["tanggal_pernyataan"]) if row["tanggal_pernyataan"] else "",
        office=row["jabatan_penyampai"],
        line=shown,
        year=figure.year,
        detail=detail,
    )
