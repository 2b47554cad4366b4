"""What can be told beyond frictionless' verdict: what to write instead, and to whom.

Code and place of a finding stay as they are; only values for its words are added. ``case`` says
which of its sentences fits, ``told`` what may be written in the cell, ``profile`` that the column
is the profile's, so that there is no schema to change. A second look at the cell costs something:
it is for findings that are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ..findings import Finding, Value
from ..model import Field, Resource
from ..privacy import names
from ..tables.descriptors import FieldReaders
from ..tables.values import missing_marks, raw_fields
from . import likely, privacy
from .profiled import given

#: What is often mended in the schema; the columns of a profile have none to change.
_ABOUT_HEADER = frozenset(("missing-label", "extra-label", "incorrect-label"))
_ABOUT_COLUMN = frozenset(
    (
        *("type-error", "constraint-error", "category", "number-grouped", "number-too-large"),
        *("cell-date-in-text", "cell-number-in-text", "columns-hidden"),
    )
)
#: What a cell tells more about.
_ABOUT_CELLS = frozenset(("type-error", "constraint-error", "category", "evidence-not-public"))
#: The pattern of identifiers in profiles: a slug can be made of almost any name.
_IDENTIFIER = "[a-z0-9]+(-[a-z0-9]+)*"
#: A host as people write it, perhaps with a port, a path or a query. Of any other ending than
#: these it may as well be a file ("surat.pdf") or a degree.
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
    r"(?:id|com|org|net|info|int|gov|edu|app|io|co|dev|site|online|asia|my|sg)"
    r"(?::[0-9]{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
#: A pattern of so many digits and nothing else.
_DIGITS = re.compile(r"\^?(?:\[0-9\]|\\d)\{([0-9]{1,3})\}\$?")
#: Days as Excel counts them (1900 system, right from March 1900 on), of 1954 to 2064.
_EXCEL_DAYS = range(20_000, 60_001)
_EXCEL_BEGIN = date(1899, 12, 30)
_LISTED = 12
#: A whole number in groups of three, as people write thousands: 1.567, 1,234,567.
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+|-?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
#: A cell of that length was cut: nothing can be told from it.
_CUT = 200

_Reader = Callable[[Any], tuple[Any, Any]]


class Advice:
    """For the findings of one table."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self._columns = {f.name: at for at, f in enumerate(resource.fields)}

    def add(self, finding: Finding) -> Finding:
        """The finding with what helps to mend it among its values."""
        more = dict(self._of_cell(finding)) if finding.code in _ABOUT_CELLS else {}
        if self._of_profile(finding):
            more["profile"] = self.resource.profile
        if finding.code == "missing-label" and self._may_lack(finding.field):
            more["case"] = "optional"
        if not more:
            return finding
        cell = str(more.pop("cell", finding.cell))
        return replace(finding, cell=cell, values=tuple({**dict(finding.values), **more}.items()))

    def _of_profile(self, finding: Finding) -> bool:
        """Whether what is found is the profile's: its header, or one of its columns."""
        if finding.code in _ABOUT_HEADER:
            return given(self.resource) is not None
        profile = given(self.resource) if finding.code in _ABOUT_COLUMN else None
        return profile is not None and profile.field(finding.field) is not None

    def _may_lack(self, name: str) -> bool:
        """Whether the profile lets a table leave that column out, once its columns are listed."""
        profile = given(self.resource)
        raw = next((f for f in raw_fields(self.resource) if f.get("name") == name), {})
        required = (raw.get("constraints") or {}).get("required")
        return profile is not None and name in profile.optional and not required

    @cached_property
    def _readers(self) -> FieldReaders:
        return FieldReaders(self.resource)

    @cached_property
    def _marks(self) -> list[tuple[str, ...]]:
        return [missing_marks(self.resource, raw) for raw in raw_fields(self.resource)]

    def _of_cell(self, finding: Finding) -> Iterator[tuple[str, Value]]:
        at = self._columns.get(finding.field)
        if at is None:
            return
        cell = _Cell(self.resource.fields[at], finding.cell, self._marks[at], self._readers[at])
        if finding.code == "category":
            yield from () if "told" in dict(finding.values) else cell.of_categories()
        elif finding.code == "type-error":
            yield from cell.of_type()
        elif finding.code == "evidence-not-public":
            if dict(finding.values).get("type") == "scheme":
                yield from cell.of_address("scheme-told")
        else:
            yield from cell.of_limit(str(dict(finding.values).get("constraint", "")))


class _Cell:
    """A cell that was refused: what its column would take instead."""

    def __init__(self, field: Field, text: str, marks: tuple[str, ...], read: _Reader) -> None:
        self._field, self._text, self._marks, self._read = field, text, marks, read
        hidden = names.masked(privacy.masked(text)) != text
        self._open = not hidden and len(text) < _CUT

    def told(self, case: str, text: str) -> Iterator[tuple[str, Value]]:
        """The case, and what may be written: only what the column takes and nobody hides."""
        if text and self._open and self._takes(text):
            yield "case", case
            yield "told", text

    def _takes(self, text: str) -> bool:
        value, notes = self._read(text)
        return value is not None and not notes

    def of_categories(self) -> Iterator[tuple[str, Value]]:
        """The code of a label, of the code in another spelling, or with a slip in it."""
        codes = likely.of_categories(self._field.categories)
        same = codes.of(self._text)
        yield from self.told("told" if same else "near", same or codes.near(self._text))

    def of_type(self) -> Iterator[tuple[str, Value]]:
        """White space, an address without its beginning, a day as Excel counts, thousands."""
        bare = self._text.strip()
        if bare != self._text and self._takes(bare):
            yield from self.told("spaces", bare)
        elif self._field.type == "string" and self._field.format == "uri":
            yield from self.of_address("uri-told")
        elif self._field.type == "integer" and _THOUSANDS.fullmatch(bare):
            yield from self.told("thousands", re.sub("[.,]", "", bare))
        elif self._field.type == "date":
            yield from self.told("excel-day", self._excel_day(bare))

    def of_address(self, case: str) -> Iterator[tuple[str, Value]]:
        """The whole of an address that lacks its beginning."""
        if _HOST.fullmatch(self._text.strip()):
            yield from self.told(case, f"https://{self._text.strip()}")

    def _excel_day(self, text: str) -> str:
        if not re.fullmatch("[0-9]{5}", text) or int(text) not in _EXCEL_DAYS:
            return ""
        day = _EXCEL_BEGIN + timedelta(days=int(text))
        own = self._field.format not in {"default", "any"}
        return day.strftime(self._field.format) if own else day.isoformat()

    def of_limit(self, constraint: str) -> Iterator[tuple[str, Value]]:
        """The limit in words, and what keeps it."""
        limit = self._field.constraints.get(constraint)
        if constraint == "required" and self._text not in self._marks:
            yield "cell", ""  # a row that is too short has no cell: frictionless says "None"
        elif constraint == "enum" and isinstance(limit, list):
            values = [str(value) for value in limit]
            rest = ", …" if len(values) > _LISTED else ""
            yield "limit", ", ".join(values[:_LISTED]) + rest
            yield from self.told("enum-told", likely.Likely((v, ()) for v in values).of(self._text))
        elif constraint == "pattern" and limit == _IDENTIFIER:
            yield "case", "identifier"
            yield from self.told("identifier-told", _slug(self._text))
        elif constraint == "pattern" and (digits := _DIGITS.fullmatch(str(limit))):
            yield "case", "digits"
            yield "digits", digits[1]


def _slug(text: str) -> str:
    """Small letters, digits and single hyphens: "E-Lapor!" is "e-lapor"."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")
