"""The files of versions: each table as it was, what changed, and the list for programs.

All languages share them. They lie in the cache under the SHA-256 of their bytes and are linked
from there, so that two addresses of the same bytes take the room of one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..model import Download, OutputFile, Past, Site, Version, VersionTable
from . import pasts
from .quality import inert

#: The columns of `versi.csv`: a line for each table of each version.
COLUMNS = (
    *("alamat", "tanggal", "nomor", "jenis", "asal", "perangkat_daerah", "keadaan"),
    *("tabel", "baris"),
    *("ditambah", "dihapus", "diubah", "berkas", "sha256", "beda"),
)


def version_files(site: Site) -> Iterator[OutputFile]:
    """Of every history that has pages: `versi.csv`, and the files of what may go out."""
    for past in pasts.shown(site):
        base = PurePosixPath("datasets", past.id, "versi")
        for version in past.versions:
            if version.state == "terbit":
                yield from _files(base, version)
        yield OutputFile(base / "versi.csv", _list(past).encode("utf-8", "replace"))


def _files(base: PurePosixPath, version: Version) -> Iterator[OutputFile]:
    named = pasts.names(version)
    folder = base / version.address

    def file(name: str, given: Download) -> OutputFile:
        return OutputFile(folder / name, version.folder / given.sha256)

    for table in version.tables:
        if table.file:
            yield file(named.tables[table.name], table.file)
    for changed in version.difference.tables if version.difference else ():
        if changed.file:
            yield file(named.differences[changed.table], changed.file)


def _list(past: Past) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for version in past.versions:
        seen = version.state == "terbit"
        lines = list(_tables(version)) if seen else []
        for line in lines or [[""] * 8]:
            writer.writerow(
                [
                    *(version.address, version.date, version.number if seen else ""),
                    *((version.kind or "") if seen else "", version.origin),
                    inert(";".join(version.agencies)),
                    *(version.state, *line),
                ]
            )
    return out.getvalue()


def _tables(version: Version) -> Iterator[list[object]]:
    """The cells of each table, also of those that the version no longer has."""
    named = pasts.names(version)
    found = {d.table: d for d in (version.difference.tables if version.difference else ())}
    tables: dict[str, VersionTable] = {t.name: t for t in version.tables}
    for name in dict.fromkeys([*tables, *found]):
        table, changed = tables.get(name), found.get(name)
        file = table.file if table else None
        counts: list[object] = ["", "", ""]  # not known
        if changed and changed.pairing != "hitung":
            counts = [changed.added, changed.removed, changed.changed]
        elif changed is None and version.difference:
            counts = [0, 0, 0]
        yield [
            inert(name),
            table.rows if table else 0,
            *counts,
            f"{version.address}/{named.tables[name]}" if name in named.tables else "",
            file.sha256 if file else "",
            f"{version.address}/{named.differences[name]}" if name in named.differences else "",
        ]
