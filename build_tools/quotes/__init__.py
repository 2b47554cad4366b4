"""What hand-written pages quote from the datasets: read, resolved, checked.

``read`` finds the references of the pages in ``docs/``; ``resolve`` answers each from what is
published, or says why it cannot; ``of_site`` does both. A page's fault is a warning for that
page: it holds no data back. What is said in place of a figure: `build_tools.pages.quoted`.

The syntax is told to staff in ``docs/panduan/acuan.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..findings import Finding
from ..model import Dataset, Site
from .answers import Answer, Quoted, Quotes
from .asked import FOLDER, KINDS, PARTS, Asked, Broken, Mention, Page, Part
from .source import read

__all__ = [
    "FOLDER",
    "KINDS",
    "PARTS",
    "Answer",
    "Asked",
    "Broken",
    "Mention",
    "Page",
    "Part",
    "Quoted",
    "Quotes",
    "of_site",
    "read",
]


def of_site(
    site: Site,
    known: Mapping[str, Dataset | None],
    findings: Iterable[Finding] = (),
    *,
    whole: bool = True,
) -> Quotes:
    """The pages of a site's ``docs/`` with the answers to what they ask; see `resolve.resolve`."""
    pages = read(site.portal)
    if not pages:
        return Quotes()
    from .resolve import resolve  # drawings, and the engine of tables

    return resolve(site, pages, known, findings, whole=whole)
