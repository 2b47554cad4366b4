"""What is found in a spreadsheet: grids of cells, and the tables in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ...findings import Finding, Value
from ...model.recipe import LEVELS, DropReason

#: A cell as the file has it: texts untrimmed, nothing as None.
Raw = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook, or a CSV file, as rows of cells.

    ``rows`` gives them from row 1 and column A on, short ones as they are; it may be called again.
    ``merged`` holds ranges: first row, first column, last row, last column, counted from 1.
    ``percent`` holds the columns (from 1) most of whose cells Excel shows in percent.
    """

    sheet: str
    rows: Callable[[], Iterator[list[Raw]]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent: frozenset[int] = frozenset()
    encoding: str = "utf-8"  # of a CSV file
    delimiter: str = ","
    said: bool = False  # a line "sep=;" stands above its rows


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done with the file: its words are `steps.<code>`."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only people know. ``finding`` (code `new-open`, value `case`) says what.

    ``options`` are the answers that there are, the likeliest first, with what they mean where
    that needs words (`questions.<case>.<option>`); none: free text. Nothing is taken for granted
    where nobody answers.
    """

    finding: Finding
    options: tuple[str, ...] = ()

    @property
    def case(self) -> str:
        """What it is about."""
        return str(dict(self.finding.values)["case"])


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column of a table: where it stands (from 1), and its header from the top down."""

    position: int
    levels: tuple[str, ...]
    fill_down: bool = False

    @property
    def label(self) -> str:
        """The levels as one text."""
        return LEVELS.join(self.levels)


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A row below the header that is no row of the table; totals and notes after the last too."""

    row: int
    reason: DropReason
    text: str = ""  # the first text in it


@dataclass(frozen=True, slots=True)
class Laid:
    """A table that was found in a grid; rows counted as a person sees them."""

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[LaidColumn, ...]
    first: int  # row of the first record
    last: int  # row of the last record
    dropped: tuple[DroppedRow, ...] = ()
    titles: tuple[tuple[int, str], ...] = ()  # texts above the header: row, text
    notes: tuple[tuple[int, str], ...] = ()  # texts below the table
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()

    def records(self) -> Iterator[tuple[int, list[Raw]]]:
        """The records: number of the row, and a cell for each column; merged cells filled down."""
        left = {dropped.row for dropped in self.dropped}
        positions = [column.position - 1 for column in self.columns]
        width = len(positions)
        whole = positions == list(range(width))
        filled = [at for at, column in enumerate(self.columns) if column.fill_down]
        above: dict[int, Raw] = {}
        for number, row in enumerate(self.grid.rows(), start=1):
            if number > self.last:
                return
            if number < self.first or number in left:
                continue
            if whole and len(row) >= width:
                record = row if len(row) == width else row[:width]
            else:
                record = [row[at] if at < len(row) else None for at in positions]
            for at in filled:
                if record[at] in (None, ""):
                    record[at] = above.get(at)
                else:
                    above[at] = record[at]
            yield number, record


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: its tables, in order, and what was passed over.

    ``refused`` says why nothing can be read at all; there are no tables then.
    """

    tables: tuple[Laid, ...] = ()
    steps: tuple[Step, ...] = ()  # about the file as a whole: sheets without a table, encoding
    questions: tuple[Question, ...] = ()
    refused: tuple[Finding, ...] = ()
    dictionary: str = ""  # name of the sheet that is the data dictionary (`kamus`)
    metadata: str = ""  # name of the sheet with the description (`metadata`)
    grids: tuple[Grid, ...] = field(default=())
    notices: tuple[Finding, ...] = ()  # what staff should know: hidden sheets, formulas
