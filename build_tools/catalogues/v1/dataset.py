"""All that is known of one dataset, its published versions, and where it went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ...model import OutputFile
from ...terms import Catalogue, Entry, Gone, Move, Place, Release, TableTerms, Variable
from . import answers
from .answers import address, agent, answer, of_dataset, rights, rows_path, text
from .rows import PART_ROWS


def whole(catalogue: Catalogue, entry: Entry) -> OutputFile:
    """`datasets/<id>.json`."""
    former = [move.id for move in catalogue.moves if move.to == entry.id]
    found = {
        "id": entry.id,
        "idLama": former,
        "judul": text(entry.title),
        "keterangan": text(entry.description),
        **answers.standing(catalogue),
        "asal": answers.origin(entry),
        "penerbit": agent(entry.publisher),
        "kontak": agent(entry.contact),
        "terkait": [agent(office) for office in entry.related],
        "topik": [answers.subject(s) for s in entry.subjects],
        "kataKunci": list(entry.keywords),
        "lisensi": rights(entry.rights),
        "terbitPertama": entry.issued or None,
        "diperbarui": entry.modified or None,
        "versi": entry.version or None,
        "periode": answers.period(entry.period),
        "frekuensi": entry.frequency or None,
        "wilayah": _place(entry.place),
        "akses": entry.access or None,
        "sumber": answers.sources(entry),
        "tabel": [_table(catalogue, entry, table) for table in entry.tables],
        "berkas": [answers.file(d) for d in entry.whole],
        "tautan": _links(catalogue, entry),
    }
    return answer(catalogue.addresses, of_dataset(entry.id), found)


def _links(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    return {
        "halaman": entry.iri,
        "datapackage": f"{entry.iri}datapackage.json",
        "dcat": f"{entry.iri}dcat.ttl",
        "daftarVersi": address(catalogue, of_dataset(entry.id, "versi.json")),
        "mutu": address(catalogue, of_dataset(entry.id, "mutu.json")),
    }


def _place(given: Place | None) -> dict[str, Any] | None:
    if given is None:
        return None
    return {
        "nama": text(given.name),
        "kemendagri": given.kemendagri or None,
        "bps": given.bps or None,
        "alamat": given.iri or None,
        "kotak": list(given.box) if given.box else None,
    }


def _table(catalogue: Catalogue, entry: Entry, given: TableTerms) -> dict[str, Any]:
    table = given.table
    parts = None
    if table.row_parts:
        parts = {
            "alamat": address(catalogue, rows_path(entry.id, given.name, 1)),
            "jumlahBagian": len(table.row_parts),
            "barisPerBagian": PART_ROWS,
        }
    listing = next((part.name for part in table.parts if part.format == "json"), "")
    main = next((d for d in given.distributions if d.format == "jsonl"), None)
    return {
        "nama": given.name,
        "judul": text(given.title),
        "keterangan": text(given.description),
        "versi": f"sha256:{main.sha256}" if main else None,
        "jumlahBaris": given.rows,
        "kolom": [_column(v) for v in given.variables],
        "skema": given.schema if given.tabular else None,
        "berkas": [answers.file(d) for d in given.distributions],
        "baris": parts,
        "bagianParquet": f"{entry.iri}{listing}" if listing else None,
    }


def _column(given: Variable) -> dict[str, Any]:
    return {
        "nama": given.name,
        "jenis": given.type,
        "judul": text(given.title),
        "keterangan": text(given.description),
        "satuan": text(given.unit),
        "konsep": text(given.concept),
    }


def versions(catalogue: Catalogue, entry: Entry) -> OutputFile:
    """`datasets/<id>/versi.json`: the versions that can be taken away, newest first."""
    found = {
        "dataset": entry.id,
        **answers.standing(catalogue),
        "diperbarui": entry.modified or None,
        "lisensi": rights(entry.rights),
        "sumber": answers.sources(entry),
        "daftarVersi": [_release(release) for release in entry.releases],
    }
    return answer(catalogue.addresses, of_dataset(entry.id, "versi.json"), found)


def _release(given: Release) -> dict[str, Any]:
    return {
        "nomor": given.number or None,
        "tanggal": given.date,
        "perubahan": given.kind or None,
        "halaman": given.iri,
        "berkas": [answers.file(d) for d in given.files],
    }


def moved(catalogue: Catalogue, move: Move) -> Iterator[OutputFile]:
    """At the addresses that a dataset left: where it is now, also for clients of Data Package.

    A program that asks for the old descriptor is told what happened instead of nothing.
    """
    at = catalogue.addresses
    new = at.of_file(f"datasets/{move.to}/")
    for path, to in (
        (of_dataset(move.id), address(catalogue, of_dataset(move.to))),
        (PurePosixPath("datasets", move.id, "datapackage.json"), f"{new}datapackage.json"),
    ):
        found = {
            "pindah": move.to,
            "sejak": move.date or None,
            "alamat": to if move.shown else None,
            "halaman": new,
        }
        yield answer(at, path, found)


def gone(catalogue: Catalogue, one: Gone) -> OutputFile:
    """At the address of a dataset without data now: that it is held back, withdrawn or removed."""
    found = {
        **answers.standing(catalogue),
        "tiada": one.state,
        "sejak": one.date or None,
        "halaman": catalogue.addresses.of_file(f"datasets/{one.id}/"),
    }
    return answer(catalogue.addresses, of_dataset(one.id), found)
