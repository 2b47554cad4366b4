"""One bounded pass over a sheet's XML: what a reader of its values is not told.

Merged cells, hidden rows and columns, filters, errors, formulas without a result, number
formats, and how far the cells reach. A block of XML is looked at with a few plain searches;
only where one hits, regular expressions look closer. XML that is spelt in a way that no
spreadsheet program uses (document types, comments) is refused rather than half understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .workbook import Style, refuse_odd_xml
from .zipparts import Parts, UnreadableZipError

#: The last column that a sheet can have, XFD, and its last row.
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
#: No row is longer; a cell holds 32,767 characters at most.
MAX_BLOCK = 16_000_000

#: How many cells far out are named.
SHOWN = 100

_ATTRIBUTE = re.compile(rb'([A-Za-z:]+)\s*=\s*"([^"]*)"')
_SINGLE_QUOTED = re.compile(rb"(\s[A-Za-z:]+=)'([^'\"<>]*)'")
_PLACE = re.compile(rb"\$?([A-Za-z]{1,9})\$?([0-9]{1,12})")
_ROOT = re.compile(rb"<([A-Za-z0-9_]+:)?worksheet[\s>]")
_FAR = re.compile(rb' r="([A-Za-z]{2,9})([0-9]{1,12})"([^>]*)>')
_LETTERS = re.compile(rb' r="([A-Za-z]{1,9})[0-9]')
_REFERENCE = re.compile(rb'omment\s[^>]*?\bref="([A-Z]{1,3}[0-9]{1,7})"')
_OFF = (b"0", b"false")
_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"


@dataclass(slots=True)
class Seen:
    """What the pass saw. Rows and columns count from 1, as a person does."""

    values: int = 0  # cells that hold something
    shared: int = 0  # of these, how many point to a text of the workbook
    last_row: int = 0  # with a value
    wide: bool = False  # there are cells right of column Z
    far: list[tuple[int, int]] = field(default_factory=list)  # cells beyond the widest column
    far_count: int = 0
    formulas: int = 0
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    #: What a person sees in cells whose value says it differently: errors, impossible dates.
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    #: The same of numbers whose format gives them zeros: codes, where the column holds texts.
    coded: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    percents: dict[int, tuple[int, int]] = field(default_factory=dict)  # column: first, count
    #: By column: the runs of rows that are shown in percent, first and last.
    percent_runs: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first and last
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # rows, then columns
    filtered: bool = False


def look(parts: Parts, part: str, styles: dict[int, Style], widest: int) -> Seen:
    """Looks at a sheet; cells right of the column ``widest`` are far out.

    Raises `UnreadableZipError` for what is no sheet, `TooLargeError` past the bounds of `Parts`.
    """
    seen = Seen()
    eye, within = None, False
    for block in blocks(parts, part):
        if b"<!" in block:
            refuse_odd_xml(block, part)
            if b"<!--" in block:
                raise UnreadableZipError(f"{part}: comment")
        if b"='" in block:
            block = _SINGLE_QUOTED.sub(rb'\1"\2"', block)
        if eye is None:
            root = _ROOT.search(block)
            if root is None:
                raise UnreadableZipError(f"{part}: no sheet")
            eye = _Eye(seen, root.group(1) or b"", styles, widest)
        start = 0 if within else block.find(eye.data)
        end = block.rfind(eye.data_end)
        eye.around(block[: len(block) if start < 0 else start])
        if start >= 0:
            eye.cells(block[start : len(block) if end < 0 else end])
            eye.around(block[end:] if end >= 0 else b"")
        within = (within or start >= 0) and end < 0
    return seen


def blocks(parts: Parts, part: str) -> Iterator[bytes]:
    """The XML in blocks that end where a row begins, or a tag once the rows are over."""
    kept = b""
    for piece in parts.pieces(part):
        kept += piece
        cut = max(kept.rfind(b"<row"), kept.rfind(b"<", 0, kept.rfind(b":row") + 1))
        if cut < 0 or (cut == 0 and b"sheetData>" in kept):
            cut = kept.rfind(b"<")
        if cut <= 0 and len(kept) > MAX_BLOCK:
            raise UnreadableZipError(f"{part}: a row of {len(kept)} bytes")
        if cut > 0:
            yield kept[:cut]
            kept = kept[cut:]
    yield kept


def width(parts: Parts, part: str) -> int:
    """The last column that has a cell."""
    letters: set[bytes] = set()
    for block in blocks(parts, part):
        letters.update(_LETTERS.findall(block))
    return max(map(column_number, letters), default=0)


def references(parts: Parts, part: str) -> set[tuple[int, int]]:
    """The places that the comments of a sheet belong to."""
    found = set()
    for block in blocks(parts, part):
        found.update(_REFERENCE.findall(block))
    return {at for at in map(place, found) if at}


class _Eye:
    """The searches, for one way of spelling the names of elements (``<c>`` or ``<x:c>``)."""

    def __init__(self, seen: Seen, prefix: bytes, styles: dict[int, Style], widest: int) -> None:
        self._seen, self._styles, self._widest = seen, styles, widest
        self._prefix = prefix
        self.data, self.data_end = b"<%ssheetData" % prefix, b"</%ssheetData>" % prefix
        self._cell, self._formula = b"<%sc " % prefix, b"<%sf" % prefix
        self._placeless = b"<%sc>" % prefix
        self._value_ends = (b"</%sv>" % prefix, b"</%sis>" % prefix)
        self._rows = self._pattern(rb"<row\s([^>]*)>")
        self._columns = self._pattern(rb"<col\s([^>]*)>")
        self._merged = self._pattern(rb"<mergeCell\s([^>]*)>")
        self._errors = self._valued(rb'[^>]*?\bt="e"[^>]*')
        self._formulas = self._pattern(
            rb"<c\s([^>]*[^>/])>\s*%s\s*(?:<v[^>]*>([^<]+)</v>|(<is>))?" % _FORMULA
        )
        self._coded = self._with_style("digits", "percent")
        self._dated = self._with_style("date")

    def _pattern(self, pattern: bytes) -> re.Pattern[bytes]:
        """The pattern with the prefix in each element's name."""
        return re.compile(re.sub(rb"<(/?)([a-zA-Z])", rb"<\1%s\2" % self._prefix, pattern))

    def _valued(self, attributes: bytes) -> re.Pattern[bytes]:
        """Cells with such attributes and a value: the attributes, the value."""
        return self._pattern(
            rb"<c\s(%s)(?<!/)>\s*(?:%s)?\s*<v[^>]*>([^<]*)" % (attributes, _FORMULA)
        )

    def _with_style(self, *kinds: str) -> re.Pattern[bytes] | None:
        numbers = [str(n).encode() for n, style in self._styles.items() if style.kind in kinds]
        if not numbers:
            return None
        return self._valued(rb'[^>]*?\bs="(?:%s)"[^>]*' % b"|".join(numbers))

    def around(self, block: bytes) -> None:
        """What stands before and after the rows: columns, merged cells, filters."""
        if b"hidden" in block or b"width" in block:
            for match in self._columns.finditer(block):
                given = attributes(match.group(1))
                first, last = whole(given.get(b"min")), whole(given.get(b"max"))
                if first and last and _off(given, b"hidden", b"width"):
                    self._seen.hidden_columns.append((first, last))
        if b"ergeCell" in block:
            for match in self._merged.finditer(block):
                one, _, other = attributes(match.group(1)).get(b"ref", b"").partition(b":")
                start, end = place(one), place(other)
                if start and end and start != end:
                    self._seen.merged.append((start[0], end[0], start[1], end[1]))
        self._seen.filtered |= b"filterColumn" in block

    def cells(self, block: bytes) -> None:
        """A block of rows."""
        seen = self._seen
        values = sum(block.count(end) for end in self._value_ends)
        # a cell may say several values; only the cells count
        seen.values += min(values, block.count(self._cell) + block.count(self._placeless))
        seen.shared += block.count(b't="s"')
        if values:
            self._reach(block)
        if b"hidden" in block or b' ht="0' in block:
            self._hidden(block)
        if self._formula in block:
            self._computed(block)
        if b't="e"' in block:
            for match in self._errors.finditer(block):
                if at := place(attributes(match.group(1)).get(b"r", b"")):
                    seen.errors.append(at)
                    seen.shown[at] = match.group(2).decode("utf-8", "replace")
        if self._coded:
            self._formatted(block, self._coded)
        if self._dated and b"<%sv>-" % self._prefix in block:
            self._formatted(block, self._dated)

    def _reach(self, block: bytes) -> None:
        """How far the values go: the last row, and cells beyond the widest column."""
        seen = self._seen
        start = block.rfind(self._cell, 0, max(map(block.rfind, self._value_ends)))
        reached = place(attributes(block[start : block.find(b">", start)]).get(b"r", b""))
        seen.last_row = max(seen.last_row, reached[0] if reached else 0)
        longer = rb' r="[A-Za-z]{1,9}([0-9]{%d,12})"([^>]*)>' % (len(str(seen.last_row)) + 1)
        for match in re.finditer(longer, block):  # rows that stand in no order
            if not match.group(2).endswith(b"/"):
                seen.last_row = max(seen.last_row, int(match.group(1)))
        for match in _FAR.finditer(block):
            seen.wide = True
            column = column_number(match.group(1))
            if column > self._widest and not match.group(3).endswith(b"/"):
                seen.far_count += 1
                if len(seen.far) < SHOWN:
                    seen.far.append((int(match.group(2)), column))

    def _hidden(self, block: bytes) -> None:
        for match in self._rows.finditer(block):
            if b"hidden" not in match.group(1) and b' ht="0' not in match.group(1):
                continue
            given = attributes(match.group(1))
            row = whole(given.get(b"r"))
            if not row or not _off(given, b"hidden", b"ht"):
                continue
            _prolong(self._seen.hidden_rows, row)

    def _computed(self, block: bytes) -> None:
        for match in self._formulas.finditer(block):
            self._seen.formulas += 1
            given = attributes(match.group(1))
            if match.lastindex == 1 and given.get(b"t") != b"str":
                at = place(given.get(b"r", b""))
                if at:
                    self._seen.uncomputed.append(at)

    def _formatted(self, block: bytes, pattern: re.Pattern[bytes]) -> None:
        seen = self._seen
        for match in pattern.finditer(block):
            given = attributes(match.group(1))
            style = self._styles.get(whole(given.get(b"s")) or 0)
            at = place(given.get(b"r", b""))
            if style is None or at is None or given.get(b"t", b"n") != b"n":
                continue
            text = match.group(2)
            if style.kind == "percent":
                first, count = seen.percents.get(at[1], (at[0], 0))
                seen.percents[at[1]] = (first, count + 1)
                _prolong(seen.percent_runs.setdefault(at[1], []), at[0])
            elif style.kind == "date":
                if text.startswith(b"-"):
                    seen.shown[at] = text.decode("utf-8", "replace")
            elif (number := _integral(text)) is not None:
                seen.coded[at] = style.shown(number)


def _prolong(runs: list[tuple[int, int]], row: int) -> None:
    if runs and runs[-1][1] == row - 1:
        runs[-1] = (runs[-1][0], row)
    else:
        runs.append((row, row))


def attributes(text: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag by name."""
    return dict(_ATTRIBUTE.findall(text))


def place(text: bytes) -> tuple[int, int] | None:
    """Row and column of a place like C7."""
    match = _PLACE.fullmatch(text)
    return (int(match.group(2)), column_number(match.group(1))) if match else None


def column_number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def whole(text: bytes | None) -> int | None:
    """A whole number that is written in an attribute."""
    return int(text) if text and text.isdigit() and len(text) < 10 else None


def _integral(text: bytes) -> int | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and 0 <= number < 1e15 else None


def _off(given: dict[bytes, bytes], hidden: bytes, size: bytes) -> bool:
    """Whether a row or column is not to be seen: said so, or without any height or width."""
    if given.get(hidden, b"0") not in _OFF:
        return True
    try:
        return float(given.get(size, b"1")) == 0
    except ValueError:
        return False
