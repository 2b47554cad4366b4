"""The first sheet of the workbooks: what is to be mended, or what was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from .. import reports
from ..findings import Finding, Severity, column_letter
from ..words import Words
from .base import MAX_LINES, Change, Group
from .entries import named
from .texts import clean, place, title, write

#: Dark text on a light ground, contrast above 7 : 1; the word of the level stands beside it.
FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F8CBC6"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
}
_GREY = PatternFill("solid", fgColor="E7E6E6")
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD, _LINK = Font(bold=True), Font(color="0B4F8A", underline="single")
_LINE = 15.5  # points
_HEAD = 3  # the row of the column names
_WIDTHS = {
    "number": 5,
    "level": 13,
    "sheet": 16,
    "cell": 8,
    "field": 20,
    "value": 24,
    "message": 58,
    "hint": 58,
    "guide": 18,
    "before": 32,
    "after": 32,
    "rule": 58,
}

#: Gives the sheet and the cell at which a finding stands in the workbook, if it does.
Finder = Callable[[Finding], tuple[str, str] | None]


def _sheet(book: Workbook, words: Words, name: str, said: tuple[str, Sequence[str]]) -> Any:
    """A new first sheet: its title, what is said of it, and the names of its columns."""
    sheet = book.create_sheet(title(words(f"marked.{name}"), book), 0)
    columns = words.section(f"marked.{'head' if name == 'sheet' else 'changes'}")
    heading, notes = said
    write(sheet.cell(1, 1), heading)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    write(sheet.cell(2, 1), "\n".join(notes))
    sheet.cell(2, 1).alignment = _TOP
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(columns))
    sheet.row_dimensions[2].height = _LINE * max(len(notes), 1)
    for at, (key, label) in enumerate(columns.items(), start=1):
        write(sheet.cell(_HEAD, at), label)
        sheet.cell(_HEAD, at).font, sheet.cell(_HEAD, at).fill = _BOLD, _GREY
        sheet.column_dimensions[column_letter(at)].width = _WIDTHS[key]
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet  # else typing goes to several sheets
    book.active = 0
    return sheet


def _row(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for at, text in enumerate(cells, start=1):
        cell = sheet.cell(row, at)
        write(cell, text)
        cell.alignment = _TOP


def _wide(sheet: Any, row: int, text: str) -> None:
    write(sheet.cell(row, 1), text)
    sheet.cell(row, 1).font, sheet.cell(row, 1).fill = _BOLD, _GREY


def to_do(
    book: Workbook,
    said: tuple[str, Sequence[str]],
    groups: Sequence[Group],
    find: Finder,
    words: Words,
    site_url: str = "",
) -> None:
    """Puts the to-do list first: by kind, each finding with a link to its cell.

    ``said`` is the title and the lines below it; ``groups`` are safe to show.
    """
    sheet = _sheet(book, words, "sheet", said)
    row, number = _HEAD, 0
    for at, group in enumerate(groups):
        row += 1
        _wide(sheet, row, named(group, words))
        for finding in group.findings:
            if number == MAX_LINES:
                left = sum(g.count for g in groups[at:]) - group.findings.index(finding)
                _wide(sheet, row + 1, words("marked.cut", count=words.number(left)))
                return
            row, number = row + 1, number + 1
            _finding(sheet, row, number, finding, find(finding), words)
            address = reports.guide(finding.code, words.lang, site_url)
            cell = sheet.cell(row, 9)
            write(cell, words("marked.guide") if "://" in address else finding.code)
            if "://" in address:
                cell.hyperlink, cell.font = clean(address, 2_000), _LINK
        if group.more:
            row += 1
            _row(sheet, row, ["", "", "", "", "", "", _rest(group, words)])


def _rest(group: Group, words: Words) -> str:
    return words("marked.rest", count=words.number(group.more))


def _finding(
    sheet: Any, row: int, number: int, f: Finding, at: tuple[str, str] | None, words: Words
) -> None:
    level = words(f"findings.levels.{f.severity}")
    shown = f.sheet or (at[0] if at else "")
    said = (reports.sentence(f, words), reports.sentence(f, words, "hint"))
    _row(sheet, row, [str(number), level, shown, f.place, f.field, f.cell, *said])
    sheet.cell(row, 1).value = number
    sheet.cell(row, 2).fill = FILLS.get(f.severity, _GREY)
    if at is not None:
        link = sheet.cell(row, 4)
        link.value = link.value or at[1]
        link.hyperlink = Hyperlink(ref=link.coordinate, location=place(*at))
        link.font = _LINK


def made(
    book: Workbook, said: tuple[str, Sequence[str]], changes: Sequence[Change], words: Words
) -> None:
    """Puts the list of repairs first; values are masked where they may be personal."""
    sheet = _sheet(book, words, "repaired_sheet", said)
    for number, change in enumerate(changes[:MAX_LINES], start=1):
        row = _HEAD + number
        cell = f"{column_letter(change.column)}{change.row}" if change.column else ""
        if not cell:
            known = words("marked.row", row=change.row)
            cell = known if change.row else words("marked.whole")
        before, after = (reports.one_line(text) for text in (change.before, change.after))
        rule = words(f"marked.rules.{change.rule}", before=before, after=after)
        shown = [str(number), change.sheet, cell, reports.one_line(change.field), before, after]
        _row(sheet, row, [*shown, rule])
        sheet.cell(row, 1).value = number
    if len(changes) > MAX_LINES:
        left = words.number(len(changes) - MAX_LINES)
        _wide(sheet, _HEAD + MAX_LINES + 1, words("marked.cut", count=left))
