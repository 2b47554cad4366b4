"""`datasets/<id>/kode-wilayah.csv`: each code of an area in its tables, in both systems.

Both codes are looked up in the reference of areas (`areas.codes`); one that it does not list
stays empty. No file where a dataset has no code of the reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..areas.codefile import code_file
from ..model import OutputFile, Site


def make(site: Site) -> Iterator[OutputFile]:
    """The list of every dataset that has one."""
    for published in site.published:
        if found := code_file(published, site):
            path = PurePosixPath("datasets", published.id, found.path)
            yield OutputFile(path, found.content)
