"""A portal in which every text that a person may write is a payload, or a harmless one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from portals import portal

#: What becomes of a payload: itself, or a harmless text in its place.
Make = Callable[[str], str]

#: Cells of each table, and columns of text.
ROWS, COLUMNS = 10, 3
#: How many texts of its own a dataset takes, besides its cells and its README.
PLACES = 20


def hostile_portal(
    to: Path, payloads: Sequence[str], make: Make = str, turn: int = 0
) -> tuple[str, ...]:
    """Writes the portal; gives the names of its datasets.

    Each payload stands in one place of the descriptors, by ``turn`` in another one, in a cell
    of each column, and in a README.
    """
    portal(to)
    _settings(to, payloads, make, turn)
    _registers(to, payloads, make, turn)
    names = []
    for start in range(0, len(payloads), PLACES):
        part = payloads[start : start + PLACES]
        part = [*part, *payloads[: PLACES - len(part)]]
        part = [*part[turn % PLACES :], *part[: turn % PLACES]]
        names.append(f"jebakan-{start // PLACES:02}")
        _dataset(to, names[-1], part, make)
    return tuple(names)


def _dataset(to: Path, name: str, part: Sequence[str], make: Make) -> None:
    folder = to / "datasets/dkisp" / name
    (folder / "data").mkdir(parents=True)
    texts = iter([make(text) for text in part])
    given: dict[str, Any] = yaml.safe_load(
        (to / "datasets/dkisp/contoh/datapackage.yaml").read_text(encoding="utf-8")
    )
    columns = [f"kolom_{n}" for n in range(COLUMNS)]
    label = {"title": next(texts), "description": next(texts)}
    categories = [
        {"value": "a", "label": next(texts), "sdi:en": {"label": next(texts)}},
        {"value": "b", "label": "Desa", "sdi:en": {"label": "Village"}},
    ]
    standard = {
        f"sdi:{key}": next(texts) for key in ("konsep", "definisi", "klasifikasi", "satuan")
    }
    fields: list[dict[str, Any]] = [
        {"name": "tahun", "type": "year", "sdi:peran": "waktu", **label},
        {"name": "jenis", "type": "string", "sdi:peran": "keterangan", **label}
        | {"categories": categories},
        {"name": "nilai", "type": "integer", "sdi:peran": "ukuran", **label}
        | {"sdi:ukuran": "Jumlah", **standard},
        *({"name": c, "type": "string", "sdi:peran": "keterangan", **label} for c in columns),
    ]
    for field in fields:
        field["sdi:en"] = dict(label)
    given |= {
        "name": name,
        "title": next(texts),
        "description": next(texts),
        "keywords": [next(texts)],
        "sources": [{"title": next(texts), "path": next(texts), "sdi:tanggalHimpun": "2026-01-02"}],
        "sdi:cakupan": next(texts),
        "sdi:metodologi": next(texts),
        "sdi:keterbatasan": next(texts),
        "sdi:kontak": {"nama": next(texts), "alamat": next(texts), "url": next(texts)},
    }
    given["licenses"] = [{"name": "CC-BY-4.0", "title": next(texts), "path": ""}]
    given["sdi:en"] |= {"title": given["title"], "description": given["description"]}
    resource = given["resources"][0]
    for key in ("sdi:aturan", "sdi:en"):
        del resource[key]
    resource |= {"path": "data/tabel.csv", "title": given["title"]}
    resource["schema"] = {"primaryKey": ["tahun", "jenis"], "fields": fields}
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    with (folder / "data/tabel.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([field["name"] for field in fields])
        for row in range(2 * len(part) // 2):
            cells = [make(part[(row + shift) % len(part)]) for shift in range(COLUMNS)]
            writer.writerow([2000 + row // 2, "ab"[row % 2], row * 10, *cells])
    (folder / "README.md").write_text("\n\n".join(map(make, part)), encoding="utf-8")


def _settings(to: Path, payloads: Sequence[str], make: Make, turn: int) -> None:
    path = to / "mkdocs.yml"
    given: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = (make(payloads[(turn + n) % len(payloads)]) for n in range(len(payloads)))
    own = given["extra"]["portal"]
    own |= {key: next(texts) for key in ("deskripsi", "daerah", "penerbit", "pembina_data")}
    own["en"] = {key: next(texts) for key in ("nama", "deskripsi", "daerah", "penerbit")}
    own["lisensi"]["judul"] = next(texts)
    own["nama"] = next(texts)
    own["kontak"]["nama"] = next(texts)
    own["pencarian_umum"] = [next(texts), next(texts)]
    path.write_text(yaml.safe_dump(given, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _registers(to: Path, payloads: Sequence[str], make: Make, turn: int) -> None:
    """Every name in the registers of offices and topics is a payload."""
    for name, column in (("opd", "nama"), ("topik", "judul")):
        path = to / f"datasets/referensi/{name}/data/{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for at, row in enumerate(rows):
            for key in (column, f"{column}_en"):
                row[key] = make(payloads[(turn * 7 + at) % len(payloads)])
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
