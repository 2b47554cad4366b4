"""A column whose cells may hold numbers of persons: by its heading, its type and a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..findings import Finding
from ..model import Field
from ..privacy import headers, roles
from ..privacy.evidence import Evidence
from ..privacy.identifiers import fits

_TEXTS = {"string", "any", "list", "array", "object", "geojson"}
#: Fewer signs are no number of a person, even where the heading announces one.
FEWEST = 3
#: The share of the sample that bears a heading out.
_BORNE_OUT = 0.5
#: Numbers of any length: sums look like them.
_LIKE_SUMS = frozenset(
    {"personal-bpjs", "personal-bank", "personal-nisn", "personal-medical-record"}
)
_OF_PERSONS = frozenset({"name", "parent", "bare-name", "address", "birth", "birth-place"})
_ENOUGH_HEADINGS = 3
#: Why a finding waits: for the heading to be borne out, for what else the column holds.
UNSURE, NIK, SUM = "unsure", "nik", "sum"


@dataclass(slots=True)
class Column:
    """One column: how its cells are looked at, and what is known of them so far."""

    name: str
    look: str  # "text", "number" that may be a code, "measure", or "": by the heading only
    told: str  # the code that its heading announces
    mild: frozenset[str]  # the codes that are of offices and firms here
    money: bool
    persons: bool  # other headings speak of persons
    evidence: Evidence = field(default_factory=Evidence)
    given: set[str] = field(default_factory=set)
    #: What the whole column decides on, by what is asked of it.
    waiting: dict[str, list[Finding]] = field(default_factory=dict)
    waits: Counter[str] = field(default_factory=Counter)
    numbers: int = 0  # of the cells of the sample, those with digits, and those as announced
    fitting: int = 0

    @property
    def borne(self) -> bool:
        """Whether the cells bear out what the heading announces."""
        return bool(self.told) and self.fitting >= _BORNE_OUT * self.numbers

    @property
    def sums(self) -> bool:
        """Whether sums are expected below the heading: more must speak for another number."""
        return self.money or self.look == "measure"

    def look_at(self, texts: Iterable[tuple[int, str]]) -> None:
        """Takes cells of its sample."""
        for row, text in texts:
            if self.told and sum(map(str.isdigit, text)) >= FEWEST:
                self.numbers += 1
                self.fitting += fits(self.told, text) and not _is_sum(self.told, text)
            if self.look:
                self.evidence.take([(row, text)])

    def comes(self, why: str) -> bool:
        """Whether what waits is what it looks like, by the whole column."""
        if self.borne or why == UNSURE:
            return self.borne
        takes = self.evidence.takes_nik if why == NIK else self.evidence.takes_mobile
        return takes(self.sums)


def columns_of(fields: Sequence[Field], official: bool) -> list[Column]:
    """The columns of a table; ``official``: it is of the property of offices."""
    persons = any(_is_of_persons(f) for f in fields)
    eased = _of_things(fields)
    return [_column(f, official, persons, eased) for f in fields]


def _is_sum(code: str, text: str) -> bool:
    """Whether what could be such a number is rather a sum of money."""
    return code in _LIKE_SUMS and text.rstrip("0.,").rstrip() != text and text.endswith("000")


def _column(given: Field, official: bool, persons: bool, eased: frozenset[str]) -> Column:
    name, title = given.name, given.title.main
    told = headers.announced(name, title)
    mild = {told} & {"personal-npwp", "personal-plate"} if headers.is_entity(name, title) else set()
    mild |= {"personal-plate"} if official else set()
    mild |= {"personal-mobile", "personal-email"} if headers.is_public(name, title) else set()
    mild |= eased
    return Column(name, _look(given), told, frozenset(mild), headers.is_money(name, title), persons)


def _is_of_persons(given: Field) -> bool:
    """Whether a heading speaks of persons."""
    name, title = given.name, given.title.main
    return bool(headers.announced(name, title)) or roles.role(name, title) in _OF_PERSONS


def _of_things(fields: Sequence[Field]) -> frozenset[str]:
    """Codes that are no person's in a table none of whose headings leaves room for one."""
    named = [roles.words(f"{f.name} {f.title.main}") for f in fields]
    silent = any(roles.is_neutral(f.name, f.title.main) for f in fields)
    roles_ = {roles.role(f.name, f.title.main) for f in fields}
    if silent or roles_ & {*_OF_PERSONS, "official"}:
        return frozenset()
    offices = "institution" in roles_
    someone = any("nama" in words.split() for words in named) and not offices
    if someone or len(fields) < _ENOUGH_HEADINGS:
        return frozenset()
    return frozenset({"personal-plate", "personal-bank"} if offices else {"personal-plate"})


def _look(given: Field) -> str:
    """How a column's cells are looked at: as a text, as a number that may be a code, or not.

    That a column is a measure is what its publisher says: numbers of persons only look so.
    """
    if given.type in _TEXTS:
        return "text"
    if given.type not in {"integer", "number"}:
        return ""
    is_measure = given.measure is not None or given.role == "ukuran"
    return "measure" if is_measure else "number"
