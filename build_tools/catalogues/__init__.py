"""The machine-readable catalogues. To add one: a module beside these and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import OutputFile, Site
from .calendar import make as make_calendars
from .datapackage import make as make_packages
from .editors import make as make_editors
from .feed import make as make_feeds
from .sbom import make as make_sbom
from .sitemap import make as make_sitemap
from .statistics_metadata import make as make_statistics

#: What each catalogue is made by; none knows another.
CATALOGUES: dict[str, Callable[[Site], Iterator[OutputFile]]] = {
    "calendar": make_calendars,
    "datapackage": make_packages,
    "editors": make_editors,
    "feed": make_feeds,
    "sbom": make_sbom,
    "sitemap": make_sitemap,
    "statistics_metadata": make_statistics,
}


def make_all(site: Site) -> Iterator[OutputFile]:
    """Every file of every catalogue."""
    for make in CATALOGUES.values():
        yield from make(site)
