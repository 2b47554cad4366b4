"""The pages of the smart city portal, each made from the rows of tables with a profile.

Every page is there also while no table is filled: it says what is missing and how to begin.
To add a kind: a module here and its line in `PORTAL`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model import OutputFile
from ...smartcity import Rows
from ..folder import Folders
from ..view import View
from .awards import award_pages
from .budget import budget
from .dimensions import dimension_pages
from .evaluations import evaluation_pages
from .evidence import evidence_pages
from .figures import figures
from .indicators import indicator_pages
from .overview import overview
from .programmes import programme_pages
from .promises import promises
from .recommendations import recommendation_pages
from .services import services

#: The kinds of pages.
PORTAL: tuple[Callable[[View, Rows], Iterator[OutputFile]], ...] = (
    overview,
    dimension_pages,
    programme_pages,
    indicator_pages,
    budget,
    evaluation_pages,
    recommendation_pages,
    award_pages,
    promises,
    figures,
    services,
)


def portal_pages(view: View, rows: Rows, folders: Folders) -> Iterator[OutputFile]:
    """All pages of the portal in the language of the view."""
    for pages in PORTAL:
        yield from pages(view, rows)
    yield from evidence_pages(view, rows, folders)
