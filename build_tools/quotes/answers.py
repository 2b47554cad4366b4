"""What is shown for each reference of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import Finding
from ..model import Cell, Field, Figure, Published, Table
from .asked import Asked, Page

if TYPE_CHECKING:
    from ..charts.plan import BarPlan, LinePlan


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one reference; where ``missing`` is set, nothing but the reason."""

    asked: Asked
    published: Published | None = None
    table: Table | None = None
    figure: Figure | None = None
    fields: tuple[Field, ...] = ()  # of a table on the page
    rows: tuple[tuple[Cell, ...], ...] = ()
    beside: tuple[Figure, ...] = ()  # of each of these rows: its time, status and source
    total: int = 0  # rows that match
    plans: tuple[LinePlan | BarPlan, ...] = ()
    missing: str = ""  # the finding's code
    since: str = ""  # ISO date from which it is held back or withdrawn; empty: not known
    late: bool = False  # its dataset is overdue: said beside the figure
    ended: bool = False  # its dataset is not updated any more: said beside its source

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All that is shown of single rows."""
        return (self.figure,) if self.figure else self.beside


@dataclass(frozen=True, slots=True)
class Quoted:
    """A page with the answers to everything it asks for."""

    page: Page
    answers: Mapping[Asked, Answer]


@dataclass(frozen=True, slots=True)
class Quotes:
    """All pages that quote, and what is to be told of them."""

    pages: tuple[Quoted, ...] = ()
    findings: tuple[Finding, ...] = ()
