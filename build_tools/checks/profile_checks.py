"""What is checked of the rows of tables with a profile: one line a check, as in ``__init__``."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Dataset, Resource
from . import (
    addresses,
    amounts,
    budgetlines,
    datasetids,
    days,
    filled,
    percent,
    persons,
    quotations,
    spellings,
)
from .base import RowCheck
from .reference import Reference

#: Makes the check of one resource's rows; None where its profile does not ask for it.
PROFILE_CHECKS: dict[str, Callable[[Dataset, Resource, Reference], RowCheck | None]] = {
    "filled": filled.filled,
    "amounts": amounts.amounts,
    "percent": percent.percent,
    "days": days.days,
    "names": spellings.names,
    "evidence": addresses.evidence,
    "quotations": quotations.quotations,
    "budget-lines": budgetlines.budget_lines,
    "dataset-ids": datasetids.dataset_ids,
    "persons": persons.no_persons,
}

#: What is said instead of frictionless' finding about the same cell: it tells how to mend it.
TELLING = frozenset({"amount-words", "evidence-not-public", "dataset-id-shape"})
INSTEAD_OF = frozenset({"type-error", "constraint-error"})
