"""`catatan-angka/`: figures that disagree, side by side with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Rows
from ...smartcity.figures import PROFILE, Figure, Note, notes
from ..listing import parts
from ..view import View
from .base import PAGES, Origin, origin, supply
from .promises import cut, dataset_link

#: Each has a table, so a page has fewer than a list of cards.
PER_PAGE = 10
BASE = PurePosixPath("catatan-angka")
#: Figures of one note that the page shows; all are in the dataset.
MOST_FIGURES = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as the page shows it."""

    subject: Text
    period: Text
    written: Text
    note: Text
    document: Text  # title of the source
    origin: Origin


@dataclass(frozen=True, slots=True)
class Shown:
    """A note with everything the page says of it."""

    note: Note
    title: Text
    explanation: Text
    dataset: Markup  # on the matter; empty: none
    lines: tuple[Line, ...]
    more: int  # figures that are not listed


def figures(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The notes, the one examined last first, in pages."""
    words = view.words
    for part in parts(view, BASE, notes(rows), PER_PAGE):
        here = part.view
        yield here.page(
            "figures",
            part.title(words("figures.title")),
            words("figures.description"),
            "smart-city",
            part=part,
            pages=PAGES,
            notes=[_shown(here, note) for note in part.items],
            supply=supply(here, rows, PROFILE),
        )


def _shown(view: View, note: Note) -> Shown:
    return Shown(
        note=note,
        title=cut(note.title, 200),
        explanation=cut(note.explanation),
        dataset=dataset_link(view, note.dataset),
        lines=tuple(_line(view, figure) for figure in note.figures[:MOST_FIGURES]),
        more=max(0, len(note.figures) - MOST_FIGURES),
    )


def _line(view: View, figure: Figure) -> Line:
    return Line(
        subject=cut(figure.subject, 300),
        period=cut(figure.row.text("periode"), 100),
        written=cut(Text(figure.written), 100),
        note=cut(Text(figure.note), 300),
        document=cut(Text(figure.row["sumber"]), 300),
        origin=origin(view, figure.row),
    )
