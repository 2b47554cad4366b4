"""Which office of the register is the office of which region.

Only an equal name tells: "Kecamatan Long Ikis" of the register is the region of that kind and
name in the reference. Where two regions or two offices are called so, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..model import Agency
from .regions import Region


def offices(agencies: Iterable[Agency], regions: Mapping[str, Region]) -> dict[str, Agency]:
    """Of each region that has an office in the register, by its code, that office."""
    known = list(agencies)
    named = Counter(agency.name.main for agency in known)
    regional = Counter(_name(region) for region in regions.values())
    by_name = {agency.name.main: agency for agency in known if named[agency.name.main] == 1}
    return {
        code: by_name[name]
        for code, region in regions.items()
        if (name := _name(region)) in by_name and regional[name] == 1
    }


def _name(region: Region) -> str:
    """Kind and name as the register writes them."""
    kind = region.kind.capitalize()
    return region.name if region.name.startswith(f"{kind} ") else f"{kind} {region.name}"
