"""`datapackage.schema.json`: the JSON Schema of a descriptor, with this portal's topics and OPD."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..metadata.schema import NAME, content
from ..model import OutputFile, Site


def make(site: Site) -> Iterator[OutputFile]:
    """The one file, for editors that can reach the site."""
    yield OutputFile(PurePosixPath(NAME), content(site.portal))
