"""The number of a version: major.minor.patch for structure, rows and corrections.

The rule is that of the Data Package recipe on versions
(https://datapackage.org/recipes/data-package-version/): a client that reads columns by name and
type breaks at a new major number only. It looks at every version that can be read, also at those
that do not go out, so that a number stays when an older version is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.past import VersionKind


def numbers(kinds: Iterable[VersionKind | None]) -> Iterator[str]:
    """The number of each version, oldest first; empty where the kind is not known (unreadable)."""
    major, minor, patch = 1, 0, 0
    begun = False
    for kind in kinds:
        if kind is None:
            yield ""
            continue
        if begun and kind in {"struktur", "awal"}:  # "awal": another dataset at this address
            major, minor, patch = major + 1, 0, 0
        elif begun and kind == "baris":
            minor, patch = minor + 1, 0
        elif begun:
            patch += 1
        begun = True
        yield f"{major}.{minor}.{patch}"
