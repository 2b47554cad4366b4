"""The steps from a sheet to its table as they are recorded: the recipe for the next file."""

from __future__ import annotations

import re

from ..infer.base import Proposal, ProposedField
from ..model import Drop, Recipe, RecipeColumn
from ..tables.layout.base import DroppedRow, Laid

#: A source or remark without the number of an official in it.
_REMARK = re.compile(
    r"(?:sumber(?:\s+data)?|source|catatan|keterangan|note)\s*(?:[:=](?!.*(?:\bnip\b|[0-9]{8})).*)?",
    re.IGNORECASE | re.DOTALL,
)


def recipe_of(laid: Laid, proposal: Proposal) -> Recipe:
    """The steps of a table as they are recorded, to be taken again with the next file."""
    by_label: dict[str, list[ProposedField]] = {}
    for proposed in proposal.fields:  # a label may stand over several columns
        by_label.setdefault(proposed.label, []).append(proposed)
    columns = tuple(
        RecipeColumn(made.name, column.label, made.reading, column.fill_down)
        for column in laid.columns
        if (fields := by_label.get(column.label)) and (made := fields.pop(0))
    )
    drops = dict.fromkeys(
        Drop(dropped.reason, _recorded(dropped))
        for dropped in laid.dropped
        if dropped.reason not in {"kosong", "nomor", "kepala"}
    )
    return Recipe(
        header=laid.header,
        columns=columns,
        sheets=(laid.grid.sheet,) if laid.grid.sheet else (),
        drops=tuple(drops),
        group=proposal.group,
        decimal=proposal.decimal,
        styled=proposal.styled,
        constants=proposal.constants,
    )


def _recorded(dropped: DroppedRow) -> str:
    """The text by which a row is left out next time; of notes only sources and remarks.

    Others may be a signature: place, office, name and number of an official are published nowhere,
    and such lines are known by their form.
    """
    if dropped.reason == "catatan" and not _REMARK.fullmatch(dropped.text):
        return ""
    return dropped.text
