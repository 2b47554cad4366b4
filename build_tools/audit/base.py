"""What a check of the site is: something asked of each page, and something of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..findings import Finding, Value, error
from .page import Page
from .whole import Note, Notes, Site

#: How many things were looked at, and what was found.
Answer = tuple[int, list[Finding]]


def _no_page(page: Page, note: Note, site: Site) -> Answer:
    return 0, []


def _no_site(notes: Notes, site: Site) -> Answer:
    return 0, []


@dataclass(frozen=True, slots=True)
class Check:
    """A check: of one page at a time, of the whole site when all pages were read, or both."""

    page: Callable[[Page, Note, Site], Answer] = _no_page
    site: Callable[[Notes, Site], Answer] = _no_site


def fault(code: str, path: str, line: int | None = None, /, **values: Value) -> Finding:
    """A finding about the file of the site at that path."""
    return error(code, file=path, row=line, **values)
