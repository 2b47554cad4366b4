"""The machine-readable catalogues. To add one: a module beside these and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import OutputFile, Site
from .datapackage import make as make_packages
from .editors import make as make_editors
from .feed import make as make_feeds
from .sbom import make as make_sbom
from .sitemap import make as make_sitemap

#: What each catalogue is made by; none knows another.
CATALOGUES: dict[str, Callable[[Site], Iterator[OutputFile]]] = {
    "datapackage": make_packages,
    "editors": make_editors,
    "feed": make_feeds,
    "sbom": make_sbom,
    "sitemap": make_sitemap,
}


def make_all(site: Site) -> Iterator[OutputFile]:
    """Every file of every catalogue."""
    for make in CATALOGUES.values():
        yield from make(site)
