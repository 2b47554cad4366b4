"""The machine-readable catalogues. To add one: a module beside these and its line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import OutputFile, Site
from .api import make as make_api
from .area_codes import make as make_area_codes
from .calendar import make as make_calendars
from .ckan import make as make_ckan
from .croissant import make as make_croissants
from .data_json import make as make_data_json
from .datapackage import make as make_packages
from .dcat import make as make_dcat
from .editors import make as make_editors
from .feed import make as make_feeds
from .package_index import make as make_package_index
from .satu_data import make as make_satu_data
from .sbom import make as make_sbom
from .sitemap import make as make_sitemap
from .statistics_metadata import make as make_statistics
from .tableschemas import make as make_tableschemas
from .wellknown import make as make_wellknown

#: What each catalogue is made by; none knows another.
CATALOGUES: dict[str, Callable[[Site], Iterator[OutputFile]]] = {
    "api": make_api,
    "area_codes": make_area_codes,
    "calendar": make_calendars,
    "ckan": make_ckan,
    "croissant": make_croissants,
    "data_json": make_data_json,
    "datapackage": make_packages,
    "dcat": make_dcat,
    "editors": make_editors,
    "feed": make_feeds,
    "package_index": make_package_index,
    "satu_data": make_satu_data,
    "sbom": make_sbom,
    "sitemap": make_sitemap,
    "statistics_metadata": make_statistics,
    "tableschemas": make_tableschemas,
    "wellknown": make_wellknown,
}


def make_all(site: Site) -> Iterator[OutputFile]:
    """Every file of every catalogue."""
    for make in CATALOGUES.values():
        yield from make(site)
