"""Lines of lists of data and requests that name a dataset which is not there.

Only the whole site knows: a table is not judged anew because another one came or went.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, warning
from ..model import Site
from . import datalist, requests
from .moved import Ids
from .rows import Row, gather

#: Findings of one table; a list that names nothing right is one mistake.
MOST = 50


def told(site: Site) -> Iterator[Finding]:
    """A warning for each such line of a list of data or of requests, in their order."""
    rows = gather(site)
    known = Ids.of(site)
    for profile in (datalist.PROFILE, requests.PROFILE):
        counted: dict[str, int] = {}
        for row in rows.of(profile):
            id = known.current(row["dataset"])
            if not id or id in known:
                continue
            counted[row.dataset] = counted.get(row.dataset, 0) + 1
            if counted[row.dataset] <= MOST:
                yield _told(known, row, id)


def _told(known: Ids, row: Row, id: str) -> Finding:
    near = known.nearest(id)
    case = "gone" if known.deleted(id) else "near" if near else "other"
    facts = {"file": row.table.resource.path, "field": "dataset", "cell": row["dataset"]}
    named = {"line": row["id"], "near": near, "case": case}
    return warning("listed-dataset", dataset=row.dataset, **facts, **named)
