"""XLSX: sheet 1 the plain table, then the data dictionary and what the table is.

Texts are written as texts, never as a formula or a link. Where Excel would change a value
(more than 15 digits, a date before March 1900, a control character) the format is left out.
"""

from __future__ import annotations

from ..archive import Archive, TooLargeError
from ..model import Field
from ..ooxml import SHEET_END, around, sheet_start, text_sheet
from ..tables.batch import Batch
from . import about
from .base import DoesNotFitError, Target
from .columns import Piece, content, joined
from .xlsx_cells import MAX_TEXT, UNFIT, Misfit, cells

MAX_ROWS = 1_048_575
MAX_COLUMNS = 16_384
_MAX_SHOWN = 30_000  # of a text on the explaining sheets
_WIDTHS = {"integer": 12, "number": 14, "boolean": 10, "date": 12, "time": 10, "year": 8}
_WIDTH, _WIDEST, _WIDE = 18, 40, 36


class XlsxWriter:
    """Writes rows as they come; only the current batch is held in memory."""

    def __init__(self, target: Target) -> None:
        fields = target.resource.fields
        if len(fields) > MAX_COLUMNS:
            raise DoesNotFitError("columns")
        labels = [fitting(field.name) for field in fields]
        self._shared = target.shared
        self._rows = 0
        self._others = list(about.sheets(target.dataset, target.resource))
        self._archive = Archive(target.path)
        title = shown(target.resource.title.main or target.dataset.title.main)
        names = ["data", *(name for name, _ in self._others)]
        for name, part in around(title, names).items():
            self._archive.add(name, part.encode())
        self._sheet = self._archive.begin("xl/worksheets/sheet1.xml")
        self._sheet.write(sheet_start(list(map(_width, fields)), labels).encode())

    def write(self, batch: Batch) -> None:
        """Takes the next rows; a missing value is an empty cell."""
        misfits: list[Misfit] = []
        if self._rows + len(batch) > MAX_ROWS:
            misfits.append(Misfit(MAX_ROWS - self._rows, -1, "rows"))
        pieces: list[Piece] = ["<row>"]
        for at in range(len(batch.texts)):
            pieces += cells(batch, at, self._shared, misfits)
        if misfits:
            raise DoesNotFitError(min(misfits).reason)
        self._sheet.write(content(joined((*pieces, "</row>"), len(batch))))
        self._rows += len(batch)

    def close(self) -> None:
        """Adds the sheets that explain the table, and completes the file."""
        self._sheet.write(SHEET_END.encode())
        try:
            self._sheet.end()
        except TooLargeError:
            raise DoesNotFitError("size") from None
        for number, (_, rows) in enumerate(self._others, 2):
            sheet = text_sheet([list(map(shown, row)) for row in rows], _WIDE)
            self._archive.add(f"xl/worksheets/sheet{number}.xml", sheet.encode())
        self._archive.close()

    def abandon(self) -> None:
        """Closes the file as it is."""
        self._archive.abandon()


def _width(field: Field) -> int:
    """How wide a column is, in digits: by its type, and so that its name can be read."""
    return min(max(_WIDTHS.get(field.type, _WIDTH), len(field.name) + 2), _WIDEST)


def fitting(text: str) -> str:
    """The text, if a cell can hold it as it is."""
    if UNFIT.search(text):
        raise DoesNotFitError("characters")
    if len(text) > MAX_TEXT or len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
        raise DoesNotFitError("long-text")
    return text


def shown(text: str) -> str:
    """A text of the explaining sheets: what a cell cannot hold is left out of it."""
    return UNFIT.sub(" ", text)[:_MAX_SHOWN]
