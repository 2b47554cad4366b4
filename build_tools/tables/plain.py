"""Which cells of a column are surely valid: fast, and never more than frictionless accepts.

A prover looks at a whole column at once and knows only plain forms, those whose canonical text
is the cell itself (or follows from it by a plain rule). It says "surely valid" or "undecided",
never "wrong": what is undecided goes to frictionless' own field reader. A column of few
different cells is not proved at all: each of them is judged once.
Source of the traps: frictionless 5.21 (https://framework.frictionlessdata.io), its field readers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .forms import DAY, SECOND, decimals, integers, moments
from .strings import Mask, lengths, matched

#: A column counts as one of few different cells if its first rows hold at most that many.
_SAMPLE, _FEW = 1_000, 120
_MOST = 10**300  # a bound beyond that is no double

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
#: What RE2 reads as Python does, or more strictly; see `portable`.
_PORTABLE = re.compile(
    r"(?:[\w ,;:!%&'\"/@#=<>~`-]|[.^$*+?|()]"
    r"|\[\^(?:[^\\\[\]^]|\\[.\[\]()+*?^$|/\\-])+\]"
    r"|\[(?:[^\\\[\]^]|\\[dsw.\[\]()+*?^$|/\\-])+\]"
    r"|\\[dsw.\[\]()+*?^$|/\\{}-]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a column: canonical texts (null: missing or undecided), what is open."""

    texts: pa.StringArray
    undecided: Mask | None = None  # None: every cell is decided


#: Looks at the cells that are not missing (all, given as they are); gives canonical texts and
#: which are surely valid (None: all).
_Look = Callable[[pa.StringArray], tuple[pa.StringArray, Mask | None]]


class Prover:
    """Proves the cells of one field."""

    def __init__(
        self,
        raw: Mapping[str, Any],
        marks: tuple[str, ...],
        read: Callable[[str], Any],
    ) -> None:
        """``raw``: the field as written; ``marks``: its missing values; ``read``: cell to value."""
        given = raw.get("constraints")
        self._constraints = {
            key: value
            for key, value in (given if isinstance(given, Mapping) else {}).items()
            if value is not None and key != "unique" and value is not False
        }
        self._empty_only = marks == ("",)
        self._marks = pa.array(marks, pa.string())
        self._read = read
        self._always = False  # whether a look costs less than to tell different cells apart
        self._look = self._chosen(raw)

    def _chosen(self, raw: Mapping[str, Any]) -> _Look | None:
        kind, form = raw.get("type", "string"), raw.get("format", "default")
        rest = set(self._constraints) - {"required"}
        if kind == "string" and form == "default":
            self._always = "pattern" not in rest
            return self._string() if rest <= {"minLength", "maxLength", "pattern"} else None
        if not rest <= set(_BOUNDS):
            return None
        if kind == "integer" and raw.get("bareNumber", True) is True:
            self._always = True
            return self._bounded(_integers)
        if kind == "number" and raw.get("bareNumber", True) is True and not raw.get("floatNumber"):
            if raw.get("decimalChar") == "":  # Arrow would look for it without end
                return None
            return self._bounded(_numbers(raw))
        if kind in {"date", "datetime"} and form == "default":
            return self._moments(DAY if kind == "date" else SECOND)
        return None

    def prove(self, cells: pa.StringArray) -> Proof | None:
        """The proof of a column without nulls; None where each different cell must be judged."""
        if self._look is None or not (self._always or not _few(cells)):
            return None
        missing = self._missing(cells)
        texts, valid = self._look(cells)
        if missing is None and valid is None:
            return Proof(texts)
        if missing is None:
            return Proof(_without(texts, ~valid), ~valid)  # type: ignore[operator]
        undecided = np.zeros(len(cells), np.bool_) if valid is None else ~(valid | missing)
        if self._constraints.get("required"):
            undecided |= missing
        open_ = undecided if undecided.any() else None
        return Proof(_without(texts, missing | undecided), open_)

    def _missing(self, cells: pa.StringArray) -> Mask | None:
        """Which cells say "no value"; None for none."""
        if self._empty_only:
            found = lengths(cells) == 0
        elif len(self._marks):
            found = pc.is_in(cells, self._marks).to_numpy(zero_copy_only=False)
        else:
            return None
        return found if found.any() else None

    def _string(self) -> _Look | None:
        least, most = self._constraints.get("minLength"), self._constraints.get("maxLength")
        pattern = self._constraints.get("pattern")
        if pattern is not None:
            if not portable(pattern):
                return None
            pattern = whole(pattern)

        def look(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
            valid: Mask | None = None
            if most is not None and (lengths(cells) > most).any():
                valid = pc.utf8_length(cells).to_numpy() <= most
            if least is not None and least > 0:
                long = pc.utf8_length(cells).to_numpy() >= least
                valid = long if valid is None else valid & long
            if pattern is not None:
                fits = matched(cells, pattern)
                valid = fits if valid is None else valid & fits
            return cells, None if valid is None or valid.all() else valid

        return look

    def _moments(self, size: int) -> _Look | None:
        """Days or seconds; the bounds of the constraints are compared as numbers."""
        limits: dict[str, int] = {}
        for name in _BOUNDS:
            if name in self._constraints:
                try:
                    limit = self._read(self._constraints[name])
                except TypeError:  # another bound is unreadable, or has a time zone
                    return None
                if not isinstance(limit, dt.date) or getattr(limit, "tzinfo", None):
                    return None
                text = limit.isoformat()[:SECOND]
                limits[name] = int("".join(filter(str.isdigit, text)))

        def look(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
            valid, values = moments(cells, size, compared=bool(limits))
            for name, limit in limits.items():
                valid &= values > limit if "inimum" in name else values < limit
            return cells, None if valid.all() else valid

        return look

    def _bounded(self, look: _Look) -> _Look | None:
        """The same with the bounds of the constraints; what is equal to a bound stays open."""
        bounds = {name: self._constraints[name] for name in _BOUNDS if name in self._constraints}
        if not bounds:
            return look
        limits = {}
        for name, value in bounds.items():
            try:
                limit = self._read(value)
                if limit is None or limit != limit or abs(limit) > _MOST:
                    return None
            except (ArithmeticError, TypeError):  # a signaling NaN; another bound is unreadable
                return None
            limits[name] = float(limit)

        def bounded(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
            texts, valid = look(cells)
            known = texts if valid is None else pc.if_else(pa.array(valid), texts, "0")
            values = pc.cast(known, pa.float64()).to_numpy()
            inside = np.ones(len(cells), np.bool_)
            for name, limit in limits.items():
                inside &= values > limit if "inimum" in name else values < limit
            if valid is not None:
                inside &= valid
            return texts, None if inside.all() else inside

        return bounded


def whole(pattern: str) -> str:
    """The pattern as frictionless matches it: at the start, and ``a|b`` as a whole."""
    return f"^(?:^{pattern}$)"


def portable(pattern: str) -> bool:
    r"""Whether RE2 takes nothing with this pattern that Python's `re` refuses.

    RE2 reads ``\d``, ``\s`` and ``\w`` in ASCII, which is less; their opposites would be more.
    """
    if not _PORTABLE.fullmatch(pattern) or "[:" in pattern or "(?" in pattern or "**" in pattern:
        return False
    try:
        pc.match_substring_regex(pa.array([""]), whole(pattern))
    except pa.ArrowInvalid:
        return False
    return True


def _few(cells: pa.StringArray) -> bool:
    """Whether the column seems to hold few different cells."""
    sample = cells[:_SAMPLE]
    return len(sample) > 2 * _FEW and len(pc.unique(sample)) <= _FEW


def _integers(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
    return cells, integers(cells)


def _numbers(raw: Mapping[str, Any]) -> _Look:
    """Plain decimals of at most fifteen digits; with the field's own signs if it has some."""
    point, group = raw.get("decimalChar", "."), raw.get("groupChar", "")

    def look(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
        return cells, decimals(cells)

    if point == "." and not group:
        return look

    marks = re.escape(group) if group else ""
    whole = rf"[0-9]{{1,3}}({marks}[0-9]{{3}})*|[0-9]+" if group else "[0-9]+"
    form = rf"^-?({whole})({re.escape(point)}[0-9]+)?$"

    def translated(cells: pa.StringArray) -> tuple[pa.StringArray, Mask | None]:
        texts = pc.replace_substring(cells, group, "") if group else cells
        texts = pc.replace_substring(texts, point, ".") if point != "." else texts
        texts, valid = look(texts)
        formed = matched(cells, form)
        valid = formed if valid is None else valid & formed
        return texts, None if valid.all() else valid

    return translated


def _without(texts: pa.StringArray, taken: Mask) -> pa.StringArray:
    """The texts, null where taken out."""
    return pc.if_else(pa.array(taken), pa.scalar(None, pa.string()), texts)
