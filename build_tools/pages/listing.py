"""Long lists in parts: a page's size does not grow with the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..model import OutputFile, Text
from .view import View

PER_PAGE = 20
#: Of lists that show one line a dataset.
PER_PAGE_SHORT = 100
_ALTERNATE = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list: where it lies, what it shows, and the addresses of all the pages."""

    view: View
    number: int
    items: Sequence[Any]
    pages: tuple[tuple[int, str], ...]

    def title(self, title: str) -> str:
        """The page's title: from the second page on it says which page it is."""
        if self.number == 1:
            return title
        return self.view.words("ui.listing.title_page", title=title, number=self.number)


def parts(
    view: View, base: PurePosixPath, items: Sequence[Any], per_page: int = PER_PAGE
) -> Iterator[Part]:
    """The list in pages: ``base/``, ``base/hal/2/`` …; one page also where there is nothing."""
    chunks = [items[i : i + per_page] for i in range(0, len(items), per_page)] or [()]
    paths = [base if n == 1 else base / "hal" / str(n) for n in range(1, len(chunks) + 1)]
    pages = tuple((n, f"{path}/") for n, path in enumerate(paths, start=1))
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True), start=1):
        yield Part(replace(view, path=path), number, chunk, pages)


def listing(
    part: Part,
    heading: Text,
    lede: str,
    section: str,
    trail: tuple[str, str],
    *,
    short: bool = False,
    empty: str = "",
    feed: tuple[str, str] | None = None,
) -> OutputFile:
    """One page of a list of cards.

    ``trail`` is the page above it: its name and its address; ``short`` shows one line a
    dataset, ``empty`` what is said where there is none. ``feed``: the address of the Atom feed of
    what is listed, as in `View.link`, and what it is called.
    """
    address, name = feed or ("", "")
    head = _ALTERNATE.format(name, part.view.link(address)) if feed else Markup("")
    return part.view.page(
        "listing",
        part.title(heading.get(part.view.lang)),
        lede,
        section,
        heading=heading,
        lede=lede,
        trail=[trail],
        part=part,
        short=short,
        empty=empty,
        feed=feed,
        head=head,
    )
