"""The page of the decisions of the PPID: everybody sees what was allowed, why and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..model import OutputFile, Text, Waiver
from .listing import parts
from .view import View


@dataclass(frozen=True, slots=True)
class Decision:
    """One waiver as the page shows it."""

    waiver: Waiver
    title: Text  # of the dataset; its id where it has no page with a title
    what: str  # the kind of data, in words


def waiver_pages(view: View) -> Iterator[OutputFile]:
    """`mutu/izin/`: every waiver in force, by dataset; the page is there also without any."""
    words = view.words
    order = sorted(view.portal.waivers, key=lambda w: (w.dataset, w.table, w.field, w.code))
    shown = [
        Decision(
            waiver,
            view.titles.get(waiver.dataset) or Text(waiver.dataset),
            words(f"findings.{waiver.code}.title"),
        )
        for waiver in order
    ]
    for part in parts(view, PurePosixPath("mutu", "izin"), shown):
        yield part.view.page(
            "waivers",
            part.title(words("ui.waivers.title")),
            words("ui.waivers.description"),
            "mutu",
            part=part,
        )
