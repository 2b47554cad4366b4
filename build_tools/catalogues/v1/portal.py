"""What there is (`index.json`), all datasets in short, and those of other portals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model import MAIN_LANGUAGE, OutputFile
from ...terms import Catalogue, Entry
from .answers import (
    PAGE,
    ROOT,
    address,
    agent,
    answer,
    of_dataset,
    origin,
    period,
    rights,
    standing,
    text,
)
from .rows import PART_ROWS

#: Datasets on a page of the list.
PAGE_OF = 1_000
#: The lists of codes: `kode/<name>.json`.
CODES = ("wilayah", "opd", "topik")


def index(catalogue: Catalogue) -> OutputFile:
    """What the API has, and where."""
    base = catalogue.addresses.of_file(f"{ROOT}/")
    found = {
        "versiApi": "v1",
        "nama": text(catalogue.title),
        "keterangan": text(catalogue.description),
        **standing(catalogue),
        "penerbit": agent(catalogue.publisher),
        "kontak": agent(catalogue.contact),
        "lisensi": rights(catalogue.rights),
        "diperbarui": catalogue.modified or None,
        "jumlahDataset": len(catalogue.entries),
        "barisPerBagian": PART_ROWS,
        "katalog": f"{base}katalog.json",
        "federasi": f"{base}federasi.json",
        "kode": {name: f"{base}kode/{name}.json" for name in CODES},
        "openapi": f"{base}openapi.json",
        "dokumentasi": catalogue.addresses.of_file(PAGE),
        "pola": {
            "dataset": f"{base}datasets/{{opd}}/{{dataset}}.json",
            "versi": f"{base}datasets/{{opd}}/{{dataset}}/versi.json",
            "mutu": f"{base}datasets/{{opd}}/{{dataset}}/mutu.json",
            "baris": f"{base}datasets/{{opd}}/{{dataset}}/{{tabel}}/baris/{{bagian}}.json",
        },
    }
    return answer(catalogue.addresses, ROOT / "index.json", found)


def pages(catalogue: Catalogue) -> Iterator[OutputFile]:
    """All datasets by id; the first page is there also where there is none."""
    entries = catalogue.entries
    count = max(1, -(-len(entries) // PAGE_OF))
    for number in range(1, count + 1):
        after = address(catalogue, ROOT / _name(number + 1)) if number < count else None
        found = {
            "versiApi": "v1",
            **standing(catalogue),
            "jumlahDataset": len(entries),
            "halamanKe": number,
            "jumlahHalaman": count,
            "berikutnya": after,
            "dataset": [
                short(catalogue, entry)
                for entry in entries[(number - 1) * PAGE_OF : number * PAGE_OF]
            ],
            "pindah": [
                {"dari": move.id, "ke": move.to, "sejak": move.date or None}
                for move in (catalogue.moves if number == 1 else ())
            ],
            "tanpaData": [
                {"id": one.id, "tiada": one.state, "sejak": one.date or None}
                for one in (catalogue.gone if number == 1 else ())
            ],
        }
        yield answer(catalogue.addresses, ROOT / _name(number), found)


def _name(number: int) -> str:
    return "katalog.json" if number == 1 else f"katalog-{number}.json"


def short(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """A dataset on one line of the list."""
    formats = dict.fromkeys(d.format for t in entry.tables for d in t.distributions)
    return {
        "id": entry.id,
        "judul": text(entry.title),
        "penerbit": text(entry.publisher.name),
        "asal": origin(entry),
        "topik": [s.id for s in entry.subjects],
        "terbitPertama": entry.issued or None,
        "diperbarui": entry.modified or None,
        "periode": period(entry.period),
        "frekuensi": entry.frequency or None,
        "versi": entry.version or None,
        "lisensi": [r.name or r.iri for r in entry.rights],
        "jumlahTabel": len(entry.tables),
        "jumlahBaris": sum(t.rows for t in entry.tables),
        "format": list(formats),
        "alamat": address(catalogue, of_dataset(entry.id)),
        "halaman": entry.iri,
    }


def federation(catalogue: Catalogue) -> OutputFile:
    """The datasets of other portals that are known here: theirs, and where they lie."""
    found = {
        "versiApi": "v1",
        **standing(catalogue),
        "jumlahDataset": len(catalogue.federated),
        "dataset": [_of_another(catalogue, entry) for entry in catalogue.federated],
    }
    return answer(catalogue.addresses, ROOT / "federasi.json", found)


def _of_another(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "judul": text(entry.title) or {MAIN_LANGUAGE: entry.id},
        "keterangan": text(entry.description),
        "portalAsal": {"nama": entry.harvested_title or None, "alamat": entry.harvested_from},
        "penerbit": text(entry.publisher.name),
        "terbitPertama": entry.issued or None,
        "diperbarui": entry.modified or None,
        "periode": period(entry.period),
        "frekuensi": entry.frequency or None,
        "lisensi": rights(entry.rights),
        "berkas": [
            {
                "nama": text(d.title),
                "format": d.format or None,
                "jenisMedia": d.media_type or None,
                "bita": d.bytes or None,
                "sha256": d.sha256 or None,
                "alamat": d.url,
            }
            for d in entry.distributions
        ],
        "alamat": entry.iri,
        "halaman": catalogue.addresses.of_file(entry.path),
    }
