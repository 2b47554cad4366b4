"""Names of places on a page for rows that have an id of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Places that every page of the portal has already, or may get: no row is given their names.
_TAKEN = ("isi", "isi-portal", "halaman", "keadaan", "q", "tanggapan")
_OTHER = re.compile(r"[^a-z0-9]+")


def anchors(ids: Iterable[str]) -> list[str]:
    """A name for each id, in their order: the id itself where it can be one and comes first.

    The same id in two tables gets a number from the second time on, so that no name comes twice.
    """
    seen = set(_TAKEN)
    made = []
    for id in ids:
        base = _OTHER.sub("-", id.lower()).strip("-") or "baris"
        name, number = base, 2
        while name in seen:
            name, number = f"{base}-{number}", number + 1
        seen.add(name)
        made.append(name)
    return made
