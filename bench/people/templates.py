"""Tables with persons in them as offices make them: what stands in each column, and its headers.

They stand in ``templates.txt``. A line is a column: the kind of its cells, then the headers that
are used for it, apart by ``|``. A kind in capitals is an identifier or a fact about a person that
is counted; those in small letters say nothing about anybody. ``= a/b/c`` is a column of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One column of a template."""

    kind: str
    headers: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A table that offices make."""

    name: str
    lines: tuple[Line, ...]
    born: tuple[date, date]
    #: Whether all persons are there for their work: their data only warns.
    work: bool = False


_ADULTS = (date(1945, 1, 1), date(2004, 12, 31))
_STAFF = (date(1966, 1, 1), date(1999, 12, 31))
_PUPILS = (date(2006, 1, 1), date(2017, 12, 31))
_BABIES = (date(2019, 1, 1), date(2023, 12, 31))
_OLD = (date(1932, 1, 1), date(1963, 12, 31))
_BORN = {
    "pegawai": _STAFF,
    "perangkat": _STAFF,
    "pejabat": _STAFF,
    "siswa": _PUPILS,
    "ppdb": _PUPILS,
    "beasiswa": (date(2000, 1, 1), date(2008, 12, 31)),
    "posyandu": _BABIES,
    "anak": _PUPILS,
    "lansia": _OLD,
}
_WORK = {"perangkat", "pejabat"}


def _line(text: str) -> Line:
    kind, _, rest = text.partition(":")
    kind, _, words = kind.partition("=")
    headers = tuple(header.strip() for header in rest.split("|"))
    return Line(kind.strip() or "word", headers, tuple(w.strip() for w in words.split("/") if w))


def _template(text: str) -> Template:
    name, *lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    first = name.split("-")[0]
    born = _BORN.get(first, _ADULTS)
    return Template(name, tuple(map(_line, lines)), born, first in _WORK)


TEMPLATES: tuple[Template, ...] = tuple(
    _template(part)
    for part in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("# ")
    if part.strip()
)
