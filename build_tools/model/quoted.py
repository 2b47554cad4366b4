"""A single figure out of a table, and what a hand-written page asks for.

A figure never travels without what it counts, of when and of what, and where it is from.
"""

from __future__ import annotations

from dataclasses import dataclass

from .given import Cell, Field


@dataclass(frozen=True, slots=True)
class Reference:
    """What a page asks for: rows of a table, and the columns it wants of them.

    ``where``: field and value as canonical text. ``period`` empty: the newest that the table has.
    """

    dataset: str  # id
    table: str = ""  # name of a resource; empty: the only one
    columns: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell with everything that must be said beside it. Texts are canonical."""

    dataset: str  # id
    table: str  # name of the resource
    field: Field
    value: Cell  # none: missing, which is not 0
    period: str = ""  # of its row; empty: the row names none
    row: tuple[tuple[Field, Cell], ...] = ()  # what else says which row it is: area, group, …
    status: str = ""  # of the row (role `status`), as the field labels it; empty: none stated
    approximate: bool = False  # "kira-kira": said so wherever the figure is shown
    secondary: bool = False  # of a source that only repeats another
    source: str = ""  # address or text of the row's own source (role `sumber`)
    source_name: str = ""  # what the row calls that address; empty: it does not
    quality: str = ""  # what kind of source the row has (role `mutu-sumber`), its code
