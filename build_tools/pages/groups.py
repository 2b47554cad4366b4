"""The pages of what the project gathered, and of the reference data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..model import OutputFile, Text
from .card import GROUPS, Card
from .listing import listing, parts
from .view import View


def groups(view: View, cards: Sequence[Card]) -> Iterator[OutputFile]:
    """`datasets/himpunan/` and `datasets/referensi/`."""
    for group in GROUPS:
        title = view.words(f"ui.groups.{group}.title")
        description = view.words(f"ui.groups.{group}.description")
        found = [c for c in cards if c.owner == group]
        for part in parts(view, PurePosixPath("datasets", group), found):
            heading = Text(title, {view.lang: title})
            above = (view.words("ui.nav.catalogue"), "katalog/")
            empty = view.words("ui.no_datasets")
            yield listing(part, heading, description, "katalog", above, empty=empty)
