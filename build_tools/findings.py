"""What a check found: facts, never sentences.

A finding names a rule by its code and says where it was broken. The words for a code
(title, message, hint) live in ``text/<lang>/findings.yml``; `build_tools.reports` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How far a finding reaches.

    ``error`` holds the dataset back, ``warning`` is shown to staff (and to the public
    where the reader needs it), ``notice`` only on request.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


#: A value that a finding may carry for the words of its message.
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about one place.

    Rows and columns are those a person sees in a spreadsheet: row 1 is the header, a
    column is its position from 1 (A = 1) and its name. ``cell`` holds the text as it
    stands in the file, masked already where it may be personal.
    """

    code: str
    severity: Severity
    dataset: str = ""  # id, "<opd>/<dataset>"; empty: the portal as a whole
    file: str = ""  # with "/": relative to the dataset's folder, without a dataset to the root
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    field: str = ""
    cell: str = ""
    values: tuple[tuple[str, Value], ...] = ()  # what the message's words need

    @property
    def place(self) -> str:
        """The place as a spreadsheet names it: "C7", "7" for a row, "C" for a column."""
        letter = column_letter(self.column) if self.column else ""
        return f"{letter}{self.row or ''}"

    @property
    def order(self) -> tuple[str, str, int, int, str]:
        """Sorts findings by dataset, file and place."""
        return (self.dataset, self.file, self.row or 0, self.column or 0, self.code)


_PLACES = ("dataset", "file", "sheet", "row", "column", "field", "cell")


def finding(code: str, severity: Severity, **facts: object) -> Finding:
    """A finding of any severity.

    Facts named like an attribute of `Finding` say the place; all others become
    ``values`` for the message, in the order given.
    """
    place = {key: facts.pop(key) for key in _PLACES if key in facts}
    values = tuple(
        (key, value if isinstance(value, (str, int, float)) else str(value))
        for key, value in facts.items()
    )
    return Finding(code, severity, values=values, **place)  # type: ignore[arg-type]


def error(code: str, **facts: object) -> Finding:
    """A finding that holds the dataset back; see `finding` for ``facts``."""
    return finding(code, Severity.ERROR, **facts)


def warning(code: str, **facts: object) -> Finding:
    """A finding that staff should see; see `finding` for ``facts``."""
    return finding(code, Severity.WARNING, **facts)


def notice(code: str, **facts: object) -> Finding:
    """A finding shown on request; see `finding` for ``facts``."""
    return finding(code, Severity.NOTICE, **facts)


def column_letter(number: int) -> str:
    """The spreadsheet's letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """The number of a column by a spreadsheet's letters, at most three: A is 1, AA is 27."""
    if not 0 < len(letters) <= 3 or not all("A" <= letter <= "Z" for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


#: Notices that ask the office for something, or tell what became of its own words.
_FOR_STAFF = frozenset({"accepted", "acceptance-unused"})


def is_for_staff(finding: Finding) -> bool:
    """Whether those who keep the data are told of a finding without asking for notices."""
    return finding.severity is not Severity.NOTICE or finding.code in _FOR_STAFF


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings have that severity."""
    return sum(1 for f in findings if f.severity is severity)
