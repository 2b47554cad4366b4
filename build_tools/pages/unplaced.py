"""Datasets in folders that can be no address: held back, without a page, and no office's own."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Text
from ..privacy import shown
from .view import View


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Such a dataset: what may be told of it. ``owner`` is the folder as it is called."""

    title: Text
    owner: str
    known: bool  # the owner is an office of the register: only the dataset's name is wrong


def unplaced(view: View) -> list[Unplaced]:
    """All of them, by the name of their folder."""
    found = sorted(view.site.unplaced, key=lambda h: h.source.id)
    return [
        Unplaced(
            title=_title(held.title, held.source.name),
            owner=shown.path(held.source.owner),
            known=view.portal.agency(held.source.owner) is not None,
        )
        for held in found
    ]


def _title(title: Text, name: str) -> Text:
    """The title; the folder's name, with persons and homes taken out, where there is none."""
    return title if title.main and title.main != name else Text(shown.path(name))
