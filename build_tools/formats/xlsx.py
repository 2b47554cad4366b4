"""XLSX: sheet 1 the plain table, then the data dictionary and what the table is.

Texts are written as texts, never as a formula or a link. Where Excel would change a value
(more than 15 digits, a date before March 1900, a control character) the format is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ..model import Field
from . import about
from .base import DoesNotFitError, Record, Target

MAX_ROWS = 1_048_575
MAX_COLUMNS = 16_384
MAX_TEXT = 32_767
MAX_DIGITS = 15
_FIRST_DATE = dt.date(1900, 3, 1)  # before it Excel counts a day that never was
#: What XML cannot hold or readers change: control characters, and Excel's own escape for them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^<r>.*</r>$", re.DOTALL
)
_MAX_PLAIN = 300  # near the end of what a double reaches
_WIDTH = 18


class XlsxWriter:
    """Writes rows as they come; only the current one is held in memory."""

    def __init__(self, target: Target) -> None:
        import xlsxwriter

        fields = target.resource.fields
        if len(fields) > MAX_COLUMNS:
            raise DoesNotFitError("columns")
        labels = [fitting(field.name) for field in fields]
        self._target = target
        self._rows = 0
        self._book = xlsxwriter.Workbook(str(target.path), {"constant_memory": True})
        # Without a fixed date the same table would give other bytes each day.
        self._book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        self._bold = self._book.add_format({"bold": True})
        self._formats: dict[str, Any] = {}
        self._sheet = self._book.add_worksheet("data")
        self._writers = [self._writer(field) for field in fields]
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(len(fields) - 1, 0), _WIDTH)
        for column, label in enumerate(labels):
            self._sheet.write_string(0, column, label, self._bold)

    def write(self, record: Record) -> None:
        """Takes the next record; a missing value is an empty cell."""
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise DoesNotFitError("rows")
        cells = zip(self._writers, record.values, record.texts, strict=True)
        for column, (write, value, text) in enumerate(cells):
            if text is not None:
                write(column, value, text)

    def close(self) -> None:
        """Adds the sheets that explain the table, and completes the file."""
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in about.sheets(self._target.dataset, self._target.resource):
            sheet = self._book.add_worksheet(name)
            sheet.set_column(0, 8, 2 * _WIDTH)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        style = wrapped if number else self._bold
                        sheet.write_string(number, column, shown(text), style)
        self._book.close()

    def abandon(self) -> None:
        """Lets go of the temporary files."""
        if not self._book.fileclosed:
            self._book.close()

    def _writer(self, field: Field) -> Callable[[int, Any, str], None]:
        kinds = {
            "integer": self._number,
            "number": self._number,
            "year": self._number,
            "boolean": self._boolean,
            "date": self._date,
            "datetime": self._datetime,
            "time": self._time,
        }
        return kinds.get(field.type, self._text)

    def _text(self, column: int, value: Any, text: str) -> None:
        if not text:
            raise DoesNotFitError("empty-text")
        self._sheet.write_string(self._rows, column, fitting(text))

    def _number(self, column: int, value: Any, text: str) -> None:
        number = Decimal(value)
        if not number.is_finite():
            raise DoesNotFitError("not-finite")
        digits = text.lstrip("-").replace(".", "").strip("0")
        if len(digits) > MAX_DIGITS or len(text) > _MAX_PLAIN or "E" in text:
            raise DoesNotFitError("digits")
        places = len(text.partition(".")[2])
        style = self._format("0." + "0" * places if places else "0") if places <= 15 else None
        self._sheet.write_number(self._rows, column, float(number), style)

    def _boolean(self, column: int, value: Any, text: str) -> None:
        self._sheet.write_boolean(self._rows, column, value)

    def _date(self, column: int, value: Any, text: str) -> None:
        if value < _FIRST_DATE:
            raise DoesNotFitError("dates")
        self._sheet.write_datetime(self._rows, column, value, self._format("yyyy-mm-dd"))

    def _datetime(self, column: int, value: Any, text: str) -> None:
        """Excel knows neither zones nor microseconds: such a moment is written as text."""
        if value.tzinfo or value.microsecond:
            self._text(column, value, text)
            return
        if value.date() < _FIRST_DATE:
            raise DoesNotFitError("dates")
        self._sheet.write_datetime(self._rows, column, value, self._format("yyyy-mm-dd hh:mm:ss"))

    def _time(self, column: int, value: Any, text: str) -> None:
        if value.tzinfo or value.microsecond:
            self._text(column, value, text)
            return
        self._sheet.write_datetime(self._rows, column, value, self._format("hh:mm:ss"))

    def _format(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]


def fitting(text: str) -> str:
    """The text, if a cell can hold it as it is."""
    if _UNFIT.search(text):
        raise DoesNotFitError("characters")
    if len(text) > MAX_TEXT or len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
        raise DoesNotFitError("long-text")
    return text


def shown(text: str) -> str:
    """A text of the explaining sheets: what a cell cannot hold is left out of it."""
    return _UNFIT.sub(" ", text)[:30_000]
