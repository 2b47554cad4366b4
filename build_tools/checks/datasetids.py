"""Cells that name a dataset of this portal.

Whether it exists is not asked here: what a table refers to without a foreign key may come and
go without the table being judged anew. The pages link what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, error
from ..model import Dataset, Resource
from .profiled import TextCheck, given, present
from .reference import Reference

_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
#: The column of each profile that names one.
_COLUMNS = {
    "pernyataan": "dataset_bukti",
    "daftar_data": "dataset",
    "permintaan_data": "dataset",
    "catatan_angka": "dataset",
}


class _Ids(TextCheck):
    """A column of ids of datasets: "<opd>/<dataset>"."""

    def look(self, name: str, text: str) -> Iterator[Finding]:
        if not _ID.fullmatch(text):
            yield error("dataset-id-shape")


def dataset_ids(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of the column that names a dataset; None where there is none."""
    named = _COLUMNS.get(resource.profile, "") if given(resource) else ""
    names = present(resource, [named]) if named else []
    return _Ids(resource, names) if names else None
