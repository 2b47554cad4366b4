"""Data Package: each dataset's `datapackage.json` and its ZIP (https://datapackage.org).

What they say is in `descriptor`, how they are packed in `packing`; here they get their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..areas.codefile import code_file
from ..model import OutputFile, Past, Published, Site
from .descriptor import DESCRIPTOR, as_json, descriptor
from .packing import with_package

__all__ = ["completed", "descriptor", "make", "with_package"]


def make(site: Site) -> Iterator[OutputFile]:
    """Every download of every dataset, beside its page, and the parts of large tables."""
    for published in site.published:
        folder = PurePosixPath("datasets", published.id)
        of_tables = (d for t in published.tables for d in (*t.downloads, *t.parts))
        number = _number(site.pasts.get(published.id))
        added = _added(published, site)
        for given in (*published.downloads, *of_tables):
            content: bytes | Path = published.folder / given.name
            if given.name == DESCRIPTOR and (number or added):
                content = as_json(descriptor(published, site.portal, number=number, added=added))
            yield OutputFile(folder / given.name, content)


def completed(published: Published, site: Site) -> Published:
    """The same, its descriptor with what the dataset alone does not tell.

    That is the number of the version shown, from the history, and the list of the codes of its
    areas (`areas.codefile`), from the reference. The ZIP and the cached descriptor have neither.
    """
    number, added = _number(site.pasts.get(published.id)), _added(published, site)
    if not (number or added):
        return published
    content = as_json(descriptor(published, site.portal, number=number, added=added))
    digest = hashlib.sha256(content).hexdigest()
    return replace(
        published,
        downloads=tuple(
            replace(d, bytes=len(content), sha256=digest) if d.name == DESCRIPTOR else d
            for d in published.downloads
        ),
    )


def _added(published: Published, site: Site) -> tuple[dict[str, Any], ...]:
    """The resources that are made of the whole site."""
    found = code_file(published, site)
    return (found.resource(),) if found else ()


def _number(past: Past | None) -> str:
    """The number of the newest version that is published; empty where none is known."""
    return next((v.number for v in past.versions if v.state == "terbit"), "") if past else ""
