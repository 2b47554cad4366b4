"""The pages of what the project gathered, and of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..model import OutputFile, Text
from .card import GROUPS, Card
from .listing import parts
from .view import View


def groups(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """`datasets/himpunan/` and `datasets/referensi/`."""
    for group in GROUPS:
        title = view.words(f"ui.groups.{group}.title")
        description = view.words(f"ui.groups.{group}.description")
        found = [c for c in cards if c.owner == group]
        for part in parts(view, PurePosixPath("datasets", group), found):
            yield part.view.page(
                "listing",
                part.title(title),
                description,
                "katalog",
                heading=Text(title, {view.lang: title}),
                lede=description,
                trail=[(view.words("ui.nav.catalogue"), "katalog/")],
                part=part,
                short=False,
                empty=view.words("ui.no_datasets"),
            )
