"""The header of a table: its rows, its columns, and the labels of its one to five levels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median_low

from . import cells as c
from . import rows as r
from .base import LaidColumn, Raw
from .levels import labels
from .topmost import record
from .view import View

#: No header has more levels; no title is read as one from so many letters on.
MAX_LEVELS, _LONG = 5, 40
#: So many empty rows may stand between a header and its records.
_GAP = 3
_TITLE = re.compile(
    r"(?:tabel|table|lampiran|daftar|data\s|rekap\w*|laporan|tahun\s|periode|bulan\s|triwulan|"
    r"semester|keadaan|sumber|realisasi\s|penduduk\s.*\s.*\s|jumlah\s.*\s.*\smenurut)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A header that was found: the view it stands in, its rows, what stands below it."""

    view: View
    rows: tuple[int, ...]
    columns: tuple[LaidColumn, ...]
    first: int  # the row from which records are read
    numbering: tuple[int, ...] = ()
    blank_columns: tuple[int, ...] = ()  # between those of the table
    stray: tuple[int, ...] = ()  # with a value or two, and no label
    measures: tuple[int, ...] = ()
    unsure: bool = False  # all columns hold texts: nothing but its place tells the header

    @property
    def labels(self) -> list[Raw]:
        """The cells of its bottom row."""
        return [self.view.cell(self.rows[-1], column.position) for column in self.columns]


def locate(view: View) -> list[Head]:
    """The tables of which the first rows stand in a view; several only where side by side."""
    row = view.first_data(view.start)
    while row:
        found = _above(view, row)
        if found:
            break
        row = view.first_data(_after_section(view, row))
    else:
        found = None
    end = (found.rows[0] if found else view.end + 1) - 1
    text = _texts(view.part(view.start, end, view.left, view.right), 3 if found else 2)
    if text:
        found = replace(text, view=view)
    if found is None:
        return []
    return _beside(found) or [found]


def _after_section(view: View, row: int) -> int:
    for number in view.numbers(row):
        if not view.filled(number):
            return number
    return view.end + 1


def _above(view: View, data: int) -> Head | None:
    """The header above the first row with data; None: there is none."""
    sample = view.sample(data)
    measures = view.measures(sample)
    bottom, numbering, first = 0, [], data
    blank, letters = 0, (0, 0)
    for row in range(data - 1, view.start - 1, -1):
        cells = view.row(row)
        filled = view.filled(row)
        if not filled:
            blank += 1
            if blank > _GAP:
                break
            continue
        if r.numbering(cells):
            numbering.append(row)
            letters = (row, first) if r.lettered(cells) else letters
        elif _labels_row(view, row, measures) and not record(view, row, sample, measures):
            bottom = row
            break
        elif _across(view, row, measures):
            break  # a title, and no header under it
        else:
            first = row  # a record without values, or the title of a group
    if not bottom and letters[0]:  # a b c number no columns: they are their names
        bottom, first = letters
        numbering = [row for row in numbering if row > bottom]
    if not bottom:
        return None
    header = _levels(view, bottom, sample)
    return _columns(view, header, first, tuple(sorted(numbering)), sample, measures)


def _labels_row(view: View, row: int, measures: list[int]) -> bool:
    """Whether a row may be the bottom row of a header: labels stand over the numbers."""
    filled = view.filled(row)
    over = [column for column in filled if column in measures]
    if not over or view.data(row):
        return False
    if r.group(view.row(row)) and len(filled) < 2:
        return False
    if len(filled) > 1:
        return not r.pair(view.row(row))
    merged = view.range_at(row, filled[0])
    if merged and merged[3] > merged[1] and filled[0] == min(measures[0], view.left):
        return False
    above = view.filled(row - 1) if row > view.start else []
    return (len(measures) == 1 and filled[0] != _leftmost(view, row)) or len(above) > 1


def _leftmost(view: View, row: int) -> int:
    """The first column of the rows below."""
    given = [view.filled(number) for number in range(row + 1, min(row + 6, view.end + 1))]
    return min((filled[0] for filled in given if filled), default=view.left)


def _across(view: View, row: int, measures: list[int]) -> bool:
    """Whether a row is one merged cell over the numbers."""
    filled = view.filled(row)
    merged = view.range_at(row, filled[0])
    if len(filled) != 1 or merged is None:
        return False
    return sum(1 for column in measures if merged[1] <= column <= merged[3]) * 2 > len(measures)


def _levels(view: View, bottom: int, sample: list[int]) -> list[int]:
    """The rows of the header, from the bottom row up."""
    used = {column for row in [*sample, bottom] for column in view.filled(row)}
    left, right = min(used), max(used)
    rows = [bottom]
    for row in range(bottom - 1, view.start - 1, -1):
        if not view.filled(row) and row == rows[0] - 1 and _names_above(view, rows, left):
            continue
        if len(rows) == MAX_LEVELS or not _is_level(view, row, rows, left, right):
            break
        rows.insert(0, row)
    return rows


def _names_above(view: View, below: list[int], left: int) -> bool:
    """Whether the names that a header lacks stand above an empty row: over it, and left of it."""
    row = below[0] - 2
    filled = view.filled(row) if row >= view.start else []
    labelled = {at for number in below for at in view.filled(number)}
    return (
        left in filled
        and left not in labelled
        and any(at in labelled for at in filled)
        and not r.pair(view.row(row))
    )


def _is_level(view: View, row: int, below: list[int], left: int, right: int) -> bool:
    filled = [column for column in view.filled(row) if left <= column <= right]
    if not filled or view.data(row) or r.numbering(view.row(row)) or r.pair(view.row(row)):
        return False
    inside = [m for at in filled if (m := view.range_at(row, at))]
    if any(m[2] >= below[0] for m in inside):
        return True  # merged down into the header
    labelled = {at for number in below for at in view.filled(number)}
    open_left = left not in labelled
    if len(filled) == 1:
        at = filled[0]
        merged = view.range_at(row, at)
        said = c.text(view.cell(row, at))
        if merged and merged[1] <= left and merged[3] >= right:
            return False
        if at == left:
            return open_left and len(said) <= _LONG and not _TITLE.match(said) and not merged
        if merged and merged[3] > merged[1]:
            return True
        return not _TITLE.match(said) or (len(said) <= _LONG and open_left)
    if left in filled and not open_left:
        merged = view.range_at(row, left)
        return merged is not None and merged[3] > merged[1] and merged[3] < right
    return True


def _columns(
    view: View,
    rows: list[int],
    first: int,
    numbering: tuple[int, ...],
    sample: list[int],
    measures: list[int],
) -> Head:
    """The columns below a header, and their labels."""
    levels = dict(labels(view, rows))
    counts = {
        at: sum(1 for row in sample if c.filled(view.cell(row, at)))
        for at in range(view.left, view.right + 1)
    }
    few = 1 if len(sample) < 15 else max(2, len(sample) // 10)
    stray = [at for at, n in counts.items() if 0 < n <= few and not levels.get(at)]
    if len(sample) < 3:
        stray = [at for at in stray if at > max(levels, default=0)]
    used = [at for at, n in counts.items() if at not in stray and (n or levels.get(at))]
    columns = tuple(LaidColumn(at, levels.get(at, ())) for at in used)
    blank = tuple(at for at in range(used[0], used[-1]) if at not in used and at not in stray)
    below = first if first > rows[-1] else rows[-1] + 1
    return Head(view, tuple(rows), columns, below, numbering, blank, tuple(stray), tuple(measures))


def _texts(view: View, least: int) -> Head | None:
    """A table that holds nothing but texts: rows of two cells and more, one below the other."""
    section: list[int] = []
    for row in [*view.numbers(view.start), view.end + 1]:
        if row <= view.end and view.filled(row):
            section.append(row)
            continue
        wide = [n for n in section if len(view.filled(n)) > 1 and not r.note(view.row(n))]
        pairs = sum(1 for n in wide if r.pair(view.row(n)))
        if len(wide) >= least and 2 * pairs < len(wide):
            return _text_head(view, section, wide)
        section = []
    return None


def _text_head(view: View, section: list[int], wide: list[int]) -> Head | None:
    usual = median_low([len(view.filled(n)) for n in wide])
    top = next(n for n in wide if len(view.filled(n)) >= max(2, 0.6 * usual))
    if view.data(top) or r.pair(view.row(top)):
        return None  # a record: the header is missing
    rows = [top]
    for merged in view.merged:
        if merged[0] == top and view.left <= merged[1] <= view.right:
            deep = merged[2] + (merged[2] == top and merged[3] > merged[1])
            rows = list(range(top, max(rows[-1], min(deep, section[-1] - 1)) + 1))
    numbering = tuple(n for n in section if n > rows[-1] and r.numbering(view.row(n)))[:1]
    sample = [n for n in section if n > rows[-1]]
    if not sample or record(view, rows[-1], sample[:40], view.measures(sample[:40])):
        return None
    rows = [*_levels(view, rows[0], sample)[:-1], *rows]
    found = _columns(view, rows, rows[-1] + 1, numbering, sample[:40], [])
    return replace(found, unsure=True) if len(found.columns) > 1 else None


def _beside(head: Head) -> list[Head]:
    """Tables side by side, where an empty column parts what was taken for one."""
    view = head.view
    for gap in head.blank_columns:
        end = next(
            (row - 1 for row in view.numbers(head.first) if c.filled(view.cell(row, gap))),
            view.end,
        )
        halves = (
            locate(view.part(view.start, end, view.left, gap - 1)),
            locate(view.part(view.start, end, gap + 1, view.right)),
        )
        if all(halves) and _apart(halves[0][-1], halves[1][0]):
            return [*halves[0], *halves[1]]
    return []


def _apart(left: Head, right: Head) -> bool:
    """Whether two heads are those of two tables rather than of one with an empty column."""
    if len(right.columns) < 2 or len(left.columns) < 2:
        return False
    names = [[c.key(column.label) for column in head.columns] for head in (left, right)]
    if names[0][0] and names[0][0] == names[1][0]:
        return True
    return all(map(_whole, (left, right)))


def _whole(head: Head) -> bool:
    """Whether a head has a column of texts, and numbers to the right of it."""
    texts = [column.position for column in head.columns if column.position not in head.measures]
    return bool(texts) and any(at > texts[0] for at in head.measures)
