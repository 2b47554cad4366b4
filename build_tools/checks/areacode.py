"""The area that a dataset or a table is about as a whole stands in the reference of areas.

Its code (`sdi:kodeWilayah`) is the key of a row of any list of that reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, error
from ..model import Dataset
from .reference import Reference

KEY = "sdi:kodeWilayah"
_LONGEST = 60


def area(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """An error for each code that no list has; with the right one where it is another's code."""
    if not dataset.regions:
        return
    given = dataset.raw.get("resources")
    tables = [t for t in given if isinstance(t, Mapping)] if isinstance(given, list) else []
    for part in (dataset.raw, *tables):
        if KEY not in part:
            continue
        value = part[KEY]
        is_code = isinstance(value, str | int | float) and not isinstance(value, bool)
        code = str(value).strip() if is_code else ""
        if code.upper().startswith("ISI:"):
            continue  # told with all else that is still to be filled in
        found = reference.named(dataset.regions, code) if code else ""
        if code and found == code:
            continue
        case = "none" if found is None else "other" if found else ""
        yield error(
            "area-code-unknown",
            file=dataset.source.descriptor,
            resource="" if part is dataset.raw else str(part.get("name", "")),
            cell=code[:_LONGEST] or "-",
            reference=dataset.regions,
            near=found or "-",
            case=case,
        )
