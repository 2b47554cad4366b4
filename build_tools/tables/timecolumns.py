"""Which columns say what time a row is about; light, for those who open no table."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Field

#: Types of Table Schema that say when.
_TYPES = frozenset({"year", "yearmonth", "date"})
_TIMES = frozenset({*_TYPES, "datetime", "string", "integer"})


def time_columns(fields: Sequence[Field]) -> tuple[int, ...]:
    """Where the columns lie that say what time a row is about.

    Those with the role `waktu`; where there are none, those of a type of time without a role.
    """
    told = tuple(i for i, f in enumerate(fields) if f.role == "waktu" and f.type in _TIMES)
    return told or tuple(i for i, f in enumerate(fields) if not f.role and f.type in _TYPES)
