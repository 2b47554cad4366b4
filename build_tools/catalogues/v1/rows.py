"""The rows of a table in parts, as JSON: each says whose figures they are and under what licence.

They are cut from the JSON Lines of the table when the description of its dataset is written, so
that a dataset that did not change costs nothing, and one part is in memory at a time. The rows
are typed as there: numbers digit for digit, whole numbers beyond 2^53 and NaN as texts.

A table of more than `MOST_ROWS` rows or `MOST_BYTES` bytes has none: hundreds of files that repeat
its largest one. Its Parquet is in parts already (`formats.parts`), and JSON Lines can be read row
by row. A part tells the SHA-256 of the JSON Lines it was cut from: parts with the same one belong
together. The number of the version is not known yet when they are made; it is in `versi.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from ...model import Download, Portal, Published, Site, Table
from ...terms import Catalogue, Entry, TableTerms, describe
from . import answers

PART_ROWS = 1_000
MOST_ROWS = 100_000
MOST_BYTES = 50_000_000
FOLDER = "baris"
_MEDIA_TYPE = "application/json"


def with_rows(published: Published, portal: Portal) -> Published:
    """Writes the parts of every table into the dataset's folder; gives them as `row_parts`."""
    catalogue = describe(Site(portal, (published,)))
    (entry,) = catalogue.entries
    tables = (
        replace(table, row_parts=_parts(catalogue, entry, terms, published.folder))
        for table, terms in zip(published.tables, entry.tables, strict=True)
    )
    return replace(published, tables=tuple(tables))


def whole(table: Table) -> Download | None:
    """The file that the parts of a table are cut from; none where it has no parts."""
    given = next((d for d in table.downloads if d.format == "jsonl"), None)
    fits = given and table.rows <= MOST_ROWS and given.bytes <= MOST_BYTES
    return given if fits else None


def _parts(
    catalogue: Catalogue, entry: Entry, terms: TableTerms, folder: Path
) -> tuple[Download, ...]:
    from ...convert import download  # what writes is loaded only where it is needed

    given = whole(terms.table)
    if given is None:
        return ()
    count = max(1, -(-terms.rows // PART_ROWS))
    (folder / FOLDER / terms.name).mkdir(parents=True, exist_ok=True)
    made = []
    with (folder / given.name).open("rb") as lines:
        for number in range(1, count + 1):
            rows = islice(lines, PART_ROWS)
            name = f"{FOLDER}/{terms.name}/{number}.json"
            _write(folder / name, _part(catalogue, entry, terms, given, number, count, rows))
            made.append(download(folder, name, "json", _MEDIA_TYPE, terms.name))
    return tuple(made)


def _part(
    catalogue: Catalogue,
    entry: Entry,
    terms: TableTerms,
    given: Download,
    number: int,
    count: int,
    rows: Iterator[bytes],
) -> bytes:
    path = answers.rows_path(entry.id, terms.name, number)
    after = answers.rows_path(entry.id, terms.name, number + 1) if number < count else None
    own = next((d.rights for d in terms.distributions if d.rights), entry.rights)
    head: dict[str, Any] = {
        "dataset": entry.id,
        "tabel": terms.name,
        "judul": answers.text(terms.title),
        **answers.standing(catalogue),
        "diperbarui": entry.modified or None,
        "versi": f"sha256:{given.sha256}",
        "sumber": answers.sources(entry),
        "lisensi": answers.rights(own),
        "keterangan": answers.address(catalogue, answers.of_dataset(entry.id)),
        "skema": terms.schema,
        "bagian": number,
        "jumlahBagian": count,
        "jumlahBaris": terms.rows,
        "berikutnya": answers.address(catalogue, after) if after else None,
    }
    start = answers.encoded(catalogue.addresses, path, head).removesuffix(b"}")
    body = b",\n".join(row.rstrip(b"\n") for row in rows)
    return start + b',"baris":[\n' + body + (b"\n]}\n" if body else b"]}\n")


def _write(path: Path, content: bytes) -> None:
    """As a new file: the old one may be linked into a finished site."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
