"""What the columns of one table are, all together: what only the others say of a column."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings import Severity
from . import roles
from .columns import What, may_be_names, what
from .kinds import KINDS
from .sample import Sample

#: Shares of homes among addresses from which on they are not an office's.
_HOMES, SURELY_HOMES, _ALL_HOMES = 0.3, 0.5, 0.8
_NEARLY_ALL, _SOME = 0.9, 0.3
#: Roles of headings below which names of persons may stand that no list has.
_NAMED = frozenset({"name", "bare-name", "parent"})


def _may_be_names(column: Sample, strong: bool) -> bool:
    """Whether the cells may be names of persons that no list has; ``strong``: all else says so."""
    called, things = column.share("called"), column.share("thing")
    if column.announced or not column.looked:
        return False
    if column.role == "bare-name":
        alike = column.looked >= 4 and column.distinct >= 0.45
        return strong and (may_be_names(column) or (alike and called >= _NEARLY_ALL and not things))
    if column.role or column.codes is None or not (strong or column.share("person") >= _SOME):
        return False
    few = column.rows < 3 or column.distinct < (0.6 if strong else _NEARLY_ALL)
    if strong:
        return called >= _ALL_HOMES and things <= 0.2 and not few
    return called >= _NEARLY_ALL and things <= 0.15 and not few


def _likeness(column: Sample) -> tuple[bool, float, float]:
    """Of several columns that may be names, which is: the heading, the cells."""
    return column.role in _NAMED, round(column.share("person"), 1), column.distinct


class Table:
    """What the columns of one table are, all together."""

    def __init__(self, columns: Sequence[Sample], title: str) -> None:
        self.columns, self.title = columns, title
        self.what: list[What] = [what(column) for column in columns]
        self.codes: dict[int, str] = {}  # numbers that are somebody's, by what stands beside
        self._unlisted()
        self._neighbourhoods()
        self._whole()
        self._numbers()

    def places(self, *kinds: What) -> list[int]:
        """The columns that are one of those."""
        return [at for at, kind in enumerate(self.what) if kind in kinds]

    def has(self, *kinds: What) -> bool:
        """Whether one column is."""
        return bool(self.places(*kinds))

    def _unlisted(self) -> None:
        """Names that no list has: distinct words with capitals where all else is of persons."""
        if self.has("name", "parent", "official"):
            return
        homes = [at for at in self.places("address") if self.columns[at].share("home") >= _HOMES]
        strong = bool(self.places("number", "birth")) or self._one_row_one_home(homes)
        strong = strong or self.has("sex", "religion", "sensitive", "trait")
        near = strong or bool(homes or self.places("contact"))
        found = [
            at
            for at, column in enumerate(self.columns)
            if self.what[at] in {"", "institution"} and _may_be_names(column, strong)
        ]
        if near and found:
            best = max(found, key=lambda at: (*_likeness(self.columns[at]), -at))
            self.what[best] = "name"

    def _one_row_one_home(self, homes: Sequence[int]) -> bool:
        sure = [at for at in homes if self.columns[at].share("home") >= _ALL_HOMES]
        named = self.has("institution") and not any(c.role == "bare-name" for c in self.columns)
        return bool(sure) and not named and not roles.names_offices(self.title)

    def _neighbourhoods(self) -> None:
        """RT and RW in two columns of small numbers side by side, under headings that say nothing.

        Written with noughts in front they are nothing else; else beside a column of places.
        """
        if not self.has("name", "parent"):
            return
        small = [
            column.codes is not None
            and column.looked >= 2
            and column.share("small") >= _NEARLY_ALL
            and not kind
            for column, kind in zip(self.columns, self.what, strict=True)
        ]
        for at in range(len(small) - 1):
            if not (small[at] and small[at + 1]):
                continue
            pair = self.columns[at], self.columns[at + 1]
            padded = all(column.share("padded") >= 0.5 for column in pair)
            beside = [o for o in (at - 1, at + 2) if 0 <= o < len(small)]
            placed = any(
                self.columns[o].share("called", "thing") >= _NEARLY_ALL
                and self.what[o] not in {"name", "parent"}
                for o in beside
            )
            alone = sum(small) == 2 and placed and all(c.distinct < 1 or c.looked < 9 for c in pair)
            if padded or alone:
                self.what[at] = self.what[at + 1] = "neighbourhood"
                return

    def _numbers(self) -> None:
        """Numbers and plates that no heading announces: whose they are, the table says."""
        private = self.has("name", "parent") or bool(self.places("number"))
        for at, column in enumerate(self.columns):
            if self.what[at] or column.announced:
                continue
            dates = column.share("date") >= 0.5
            if private and column.codes and not dates and column.distinct >= 0.5:
                code = column.codes.likely()
            else:
                spaced = column.share("plate") >= _NEARLY_ALL and column.looked >= 3
                code = "personal-plate" if spaced else ""
            if code:
                self.codes[at] = code

    def severity(self, at: int) -> Severity:
        """How grave such a column is: plates of offices are worth a look only."""
        code = self.codes[at]
        if code == "personal-plate" and not self.has("name", "parent"):
            offices = self.has("institution") or any(
                column.share("thing") >= 0.5 or column.role == "institution"
                for column in self.columns
            )
            return Severity.WARNING if offices else KINDS[code].alone
        return KINDS[code].alone

    def _whole(self) -> None:
        """What only the other columns say: whose address, whose place it is."""
        private = self.has("name", "parent")
        offices = self.has("institution") or not private
        someone = private or self.has("official", "number", "sex", "religion", "contact")
        things = [
            column
            for column in self.columns
            if column.role in {"institution", "work"} and column.share("thing") >= _ALL_HOMES
        ]
        for at in self.places("address"):
            homes = self.columns[at].share("home")
            staff = private and self.has("work") and self.has("institution")
            if self.columns[at].share("name-and-address") >= SURELY_HOMES:
                continue
            told = self.columns[at].role == "address" and not self.has("location")
            if (
                not (someone or told)
                or (staff and homes < _HOMES)
                or (not private and offices and homes < SURELY_HOMES)
                or (not private and (things or self.has("institution")))
                or (not private and self.has("official") and not self.has("contact"))
            ):
                self.what[at] = ""
        if not private:
            for at in self.places("location", "neighbourhood"):
                self.what[at] = ""
        if private and self.has("institution"):
            for at in self.places("location"):
                self.what[at] = ""
