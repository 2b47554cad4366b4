"""The folder of one year that is handed to assessors: a ZIP with an index, read without network.

The same bytes for the same commit and day. It holds addresses of evidence, never a copy of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ...archive import packed
from ...model import Site
from ...smartcity import Rows
from ...smartcity.evidence import Folder, folder
from ...words import Words
from ..view import View
from .index import index_page
from .names import CHECKSUMS, INDEX_TABLE, README, index_name, table_name, workbook_name
from .readme import readme
from .tables import csv_file, index_lines, lines
from .workbook import workbook

#: Where the site offers a folder, without the year and the ending.
BASE = PurePosixPath("smart-city", "bukti", "bukti-")


def path(year: int) -> PurePosixPath:
    """Where the site offers the folder of a year."""
    return BASE.with_name(f"{BASE.name}{year:04}.zip")


def folder_zip(site: Site, rows: Rows, year: int) -> tuple[bytes, Folder]:
    """The ZIP of a year, and what is in it; also where there is nothing: its index says so."""
    found = folder(rows, year)
    files = dict(_files(site, rows, found))
    files[CHECKSUMS] = _checksums(files)
    top = path(year).stem
    return packed((f"{top}/{name}", content) for name, content in files.items()), found


class Folders:
    """The folders of a site, each packed once for all languages."""

    def __init__(self, site: Site, rows: Rows) -> None:
        self._site, self._rows = site, rows
        self._packed: dict[int, tuple[bytes, Folder]] = {}

    def of(self, year: int) -> tuple[bytes, Folder]:
        """What `folder_zip` gives for the year."""
        if year not in self._packed:
            self._packed[year] = folder_zip(self._site, self._rows, year)
        return self._packed[year]


def _files(site: Site, rows: Rows, found: Folder) -> Iterator[tuple[str, bytes]]:
    """Every file but the checksums: name and content, in the order in which people read."""
    views = [View(site, Words.load(lang)) for lang in site.portal.languages]
    yield README, readme(views, found).encode("utf-8", "replace")
    for view in views:
        yield index_name(view.lang), index_page(view, rows, found).encode("utf-8", "replace")
    everything = index_lines(views[0], found)
    tables = {part: lines(part, items) for part, items in found.items.items() if items}
    yield workbook_name(found.year), workbook(views[0], found, everything, tables)
    yield INDEX_TABLE, csv_file(everything)
    for part, table in tables.items():
        yield table_name(part), csv_file(table)


def _checksums(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 of each file, as `sha256sum -c` reads them."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()
