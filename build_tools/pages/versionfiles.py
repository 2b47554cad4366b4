"""The files of versions: each table as it was, what changed, and the list for programs.

All languages share them. They lie in the cache under the SHA-256 of their bytes and are linked
from there, so that two addresses of the same bytes take the room of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..csvfile import table
from ..model import Download, OutputFile, Past, Site, Version, VersionTable
from . import pasts

#: The columns of `versi.csv`: a line for each table of each version.
COLUMNS = (
    *("alamat", "tanggal", "nomor", "jenis", "asal", "perangkat_daerah", "keadaan"),
    *("ditarik_pada", "commit", "catatan"),
    *("tabel", "baris", "ditambah", "dihapus", "diubah", "kolom_ditambah", "kolom_dihapus"),
    *("berkas", "pemisah", "desimal", "sha256", "beda"),
)
#: Of every dataset at its present address: the same columns after its id.
ALL = PurePosixPath("datasets", "versi.csv")
_OF_TABLE = len(COLUMNS) - COLUMNS.index("tabel")
Lines = Iterator[list[object]]


def version_files(site: Site) -> Iterator[OutputFile]:
    """Of every history that has pages: `versi.csv`, and the files of what may go out.

    The last is `datasets/versi.csv`: the versions of all datasets, each once, with files named
    from `datasets/`. Of a dataset that moved, they are those of its new address.
    """
    known = list(pasts.shown(site))
    for past in known:
        base = PurePosixPath("datasets", past.id, "versi")
        for version in past.versions:
            if version.state == "terbit":
                yield from _files(base, version)
        yield OutputFile(base / "versi.csv", table(COLUMNS, _lines(site, past, "")))
    here = {past.id for past in known}
    every = (
        [past.id, *line]
        for past in known
        if not past.moved_to or site.current(past.id) not in here
        for line in _lines(site, past, f"{past.id}/versi/")
    )
    yield OutputFile(ALL, table(("dataset", *COLUMNS), every))


def _files(base: PurePosixPath, version: Version) -> Iterator[OutputFile]:
    named = pasts.names(version)
    folder = base / version.address

    def file(name: str, given: Download) -> OutputFile:
        return OutputFile(folder / name, version.folder / given.sha256)

    for given in version.tables:
        if given.file:
            yield file(named.tables[given.name], given.file)
    for changed in version.difference.tables if version.difference else ():
        if changed.file:
            yield file(named.differences[changed.table], changed.file)


def _lines(site: Site, past: Past, base: str) -> Lines:
    """The cells of each table of each version; of what does not go out one line, without any.

    ``base`` leads from where the list lies to the folder of the versions.
    """
    for version in past.versions:
        seen = version.state == "terbit"
        why = pasts.withdrawal(site, past, version)
        lines = list(_tables(version, base)) if seen else []
        for line in lines or [[""] * _OF_TABLE]:
            yield [
                *(version.address, version.date, version.number if seen else ""),
                *((version.kind or "") if seen else "", version.origin),
                *(";".join(version.agencies), version.state, why.date if why else ""),
                *((version.commit, version.message) if seen else ("", "")),
                *line,
            ]


def _tables(version: Version, base: str) -> Lines:
    """The cells of each table, also of those that the version no longer has."""
    named = pasts.names(version)
    found = {d.table: d for d in (version.difference.tables if version.difference else ())}
    tables: dict[str, VersionTable] = {t.name: t for t in version.tables}
    folder = f"{base}{version.address}"
    for name in dict.fromkeys([*tables, *found]):
        given, changed = tables.get(name), found.get(name)
        file = given.file if given else None
        counts: list[object] = ["", "", ""]  # not known
        if changed and changed.pairing != "hitung":
            counts = [changed.added, changed.removed, changed.changed]
        elif changed is None and version.difference:
            counts = [0, 0, 0]
        yield [
            *(name, given.rows if given else 0, *counts),
            ";".join(changed.columns_added) if changed else "",
            ";".join(changed.columns_removed) if changed else "",
            f"{folder}/{named.tables[name]}" if name in named.tables else "",
            given.delimiter.replace("\t", r"\t") if given and file else "",
            given.decimal if given and file else "",
            file.sha256 if file else "",
            f"{folder}/{named.differences[name]}" if name in named.differences else "",
        ]
