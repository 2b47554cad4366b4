"""Another portal -> records of its datasets by reference: `terbuka harvest`.

`guess` finds out what the portal is, a reader for each kind (`packages`, `data_json`, `dcat` over
`rdf`, `ckan`) tells what it says, `clean` decides what of that can be kept, `records` writes it to
`datasets/_panen`. No file of data is ever fetched. `web` alone knows the network. What a site shows
of them is read back by `load.harvested`, without any network.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..model import HarvestedPortal
from . import guess
from .clean import address, titled
from .records import Outcome, portal_name, update
from .web import HarvestError, Web

__all__ = ["HarvestError", "Outcome", "Web", "harvest", "portal_name"]


def harvest(
    root: Path,
    url: str,
    day: date,
    *,
    web: Web,
    name: str = "",
    own: str = "",
    drop: bool = False,
    dry: bool = False,
) -> Outcome:
    """Reads the portal at an address and brings its records up to date.

    ``name`` is the folder of its records (out of the address, where empty), ``own`` the address of
    this site: datasets that came from it are not taken back. Raises `HarvestError` where it cannot
    be read; then nothing was written.
    """
    place = address(url)
    if not place:
        raise HarvestError("address", url[:200])
    read = guess.read(place, web)
    id = name or portal_name(place)
    portal = HarvestedPortal(id, place, titled(read.title) or id, read.kind, day.isoformat())
    ours = f"{own.rstrip('/')}/datasets/" if own else ""
    return update(root, portal, read, ours, drop=drop, dry=dry)
