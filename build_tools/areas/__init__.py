"""Site -> what all datasets have of each region of the portal, by the codes of its reference.

A code is text, never made out of another; which region lies in which only the reference says;
nothing is added up. The pages of regions, their CSV and the site map are made from it.
"""

from __future__ import annotations

from .figures import Entry, Stated, label
from .gathered import Area, Areas, gather
from .offices import offices
from .regions import Region, Regions, name_of

__all__ = [
    "Area",
    "Areas",
    "Entry",
    "Region",
    "Regions",
    "Stated",
    "gather",
    "label",
    "name_of",
    "offices",
]
