"""What is checked of the rows of tables with a profile: one line a check, as in ``__init__``."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Dataset, Resource
from . import (
    addresses,
    amounts,
    amountwords,
    budgetlines,
    datasetids,
    days,
    filled,
    followups,
    linked,
    needed,
    order,
    percent,
    quotations,
    spellings,
    targets,
)
from .base import RowCheck
from .reference import Reference

#: Makes the check of one resource's rows; None where its profile does not ask for it.
PROFILE_CHECKS: dict[str, Callable[[Dataset, Resource, Reference], RowCheck | None]] = {
    "filled": filled.filled,
    "needed": needed.needed,
    "amounts": amounts.amounts,
    "amount-words": amountwords.amount_words,
    "percent": percent.percent,
    "days": days.days,
    "order": order.order,
    "follow-ups": followups.follow_ups,
    "names": spellings.names,
    "evidence": addresses.evidence,
    "addresses": linked.linked,
    "targets": targets.targets,
    "quotations": quotations.quotations,
    "budget-lines": budgetlines.budget_lines,
    "dataset-ids": datasetids.dataset_ids,
}
