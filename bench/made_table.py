"""Made-up tables of any length, for the engine: the same number gives the same file.

Ten columns: an integer key, a region code with a pattern and a foreign key, a date, a year with
bounds, an enum, a number with a minimum, an integer with bounds, a boolean, a required text with
a longest length, and free text with quotes and commas. But for its wrong cells a shorter table is
the beginning of a longer one. Each table is a dataset of a portal, and beside it lies the package
that frictionless is given, on the same files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from build_tools import scaffold

from .portal import descriptor

AS_OF = date(2026, 1, 1)
OFFICE = "opd-00"
REGIONS = "daerah-buatan"
COLUMNS = 10
CHUNK = 50_000
#: One cell of so many rows is wrong: 0.1 % of the cells.
FAULTY = 100
_SEED = 20260101
#: Keys out of order: number × step modulo a larger prime meets no number twice.
_STEP, _PRIME = 387_420_489, 1_000_000_007

FIELDS: dict[str, dict[str, object]] = {
    "nomor": {"type": "integer"},
    "kode_daerah": {
        "type": "string",
        "constraints": {"required": True, "pattern": r"64\.[0-9]{2}\.[0-9]{2}"},
    },
    "tanggal": {"type": "date"},
    "tahun": {"type": "year", "constraints": {"minimum": "2010", "maximum": "2030"}},
    "kelompok": {"type": "string", "constraints": {"enum": ["A", "B", "C", "D"]}},
    "nilai": {"type": "number", "constraints": {"minimum": 0}},
    "jumlah": {"type": "integer", "constraints": {"minimum": 0, "maximum": 100_000}},
    "aktif": {"type": "boolean"},
    "nama": {"type": "string", "constraints": {"required": True, "maxLength": 30}},
    "catatan": {"type": "string"},
}
_CODES = [f"64.{a:02}.{b:02}" for a in range(1, 13) for b in range(1, 13)]
_DAYS = [date(2015, 1, 1) + timedelta(days=n) for n in range(3650)]
_WORDS = ("air", "balai", "curah", "desa", "embung", "gedung", "hutan", "irigasi", "jalan")
_NAMES = [f"{a} {b}" for a in _WORDS for b in _WORDS]
_NOTES = ["", "sesuai laporan", "perkiraan dinas", "diperiksa"]
_NOTES += [f'"{w}, {n}"' for w in _WORDS for n in range(1, 10)]
_NOTES += [f'"""{w}"", {n}"' for w in _WORDS for n in range(1, 5)]
#: A wrong cell of each kind: its column, its text (none: the key of the row before), and how
#: many errors follow. A code against the pattern is unknown to the other table as well.
_WRONG: tuple[tuple[int, str | None, int], ...] = (
    (0, None, 1),
    (1, "64-01-01", 2),
    (1, "64.99.99", 1),
    (2, "2024-02-30", 1),
    (3, "1899", 1),
    (4, "Z", 1),
    (5, "-5.25", 1),
    (5, "tidak ada", 1),
    (6, "100001", 1),
    (6, "1.5", 1),
    (7, "mungkin", 1),
    (8, "", 1),
    (8, "nama yang lebih panjang dari tiga puluh tanda", 1),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A table that was made: its dataset in a portal, and the package for frictionless."""

    root: Path
    id: str
    table: Path
    peer: Path
    rows: int
    errors: int

    @property
    def ours(self) -> dict[str, str]:
        """Where our side finds it."""
        return {"root": str(self.root), "id": self.id}

    def remove(self) -> None:
        """Deletes the table: some are large."""
        self.table.unlink()


def portal(root: Path) -> None:
    """An empty portal with one office, and the table that keys point at, in an empty folder."""
    scaffold.init(root, scaffold.Answers("Kabupaten Buatan", today=AS_OF))
    register = root / "datasets/referensi/opd/data/opd.csv"
    with register.open("a", encoding="utf-8", newline="") as file:
        file.write(f"{OFFICE},Dinas Buatan,Made-up Office,,,,,\n")
    fields = [{"name": "kode", "type": "string"}, {"name": "nama", "type": "string"}]
    rows = (f"{code},Daerah {n}\n" for n, code in enumerate(_CODES, start=1))
    table = _dataset(root / "datasets/referensi" / REGIONS, fields, {"primaryKey": ["kode"]})
    table.write_text(f"kode,nama\n{''.join(rows)}", encoding="utf-8", newline="")


def make(
    root: Path, name: str, rows: int, *, faulty: bool, ordered: bool = True, seed: int = 0
) -> Made:
    """Writes a table of the portal ``root``; ``faulty``: one cell of a thousand is wrong."""
    # titled by the dataset: no two schemas are alike, as in a portal
    fields = [{"name": key, "title": f"{key} {name}", **rest} for key, rest in FIELDS.items()]
    target = {"package": f"referensi/{REGIONS}", "resource": REGIONS, "fields": ["kode"]}
    keys = {
        "primaryKey": ["nomor"],
        "foreignKeys": [{"fields": ["kode_daerah"], "reference": target}],
    }
    table = _dataset(root / "datasets" / OFFICE / name, fields, keys)
    errors = 0
    with table.open("wb") as file:
        file.write((",".join(FIELDS) + "\n").encode())
        for lines, wrong in _chunks(rows, faulty, ordered, seed):
            file.write(lines)
            errors += wrong
    peer = _peer(root, name, fields, keys)
    return Made(root, f"{OFFICE}/{name}", table, peer, rows, errors)


def _dataset(folder: Path, fields: list[dict[str, Any]], keys: dict[str, Any]) -> Path:
    """Writes the descriptor of a dataset; gives the place of its table."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    found = json.dumps(descriptor(folder.name, fields, keys), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(found, encoding="utf-8")
    return folder / "data" / f"{folder.name}.csv"


def _peer(root: Path, name: str, fields: list[dict[str, Any]], keys: dict[str, Any]) -> Path:
    """The same as a package that frictionless can check whole: both tables in it.

    It is told the dialect, so that it need not guess.
    """
    inner = {"resource": REGIONS, "fields": ["kode"]}
    foreign = [{"fields": ["kode_daerah"], "reference": inner}]
    small = [{"name": "kode", "type": "string"}, {"name": "nama", "type": "string"}]
    tables = (
        (name, OFFICE, fields, {**keys, "foreignKeys": foreign}),
        (REGIONS, "referensi", small, {"primaryKey": ["kode"]}),
    )
    resources = [
        {
            "name": own,
            "type": "table",
            "path": f"datasets/{folder}/{own}/data/{own}.csv",
            "scheme": "file",
            "format": "csv",
            "encoding": "utf-8",
            "dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}},
            "schema": {"fields": given, "missingValues": [""], **rest},
        }
        for own, folder, given, rest in tables
    ]
    path = root / f"{name}.peer.json"
    path.write_text(json.dumps({"name": name, "resources": resources}), encoding="utf-8")
    return path


def _chunks(rows: int, faulty: bool, ordered: bool, seed: int) -> Iterator[tuple[bytes, int]]:
    """The bytes of the data rows, some thousand at a time, and how many errors are in them."""
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        random = np.random.default_rng((_SEED, seed, start))
        columns = _columns(random, start, ordered)
        errors = _spoil(random, columns, count) if faulty else 0
        columns = [column[:count] for column in columns]
        columns[-1] = pc.binary_join_element_wise(columns[-1], "\n", "")
        lines = pc.binary_join_element_wise(*columns, ",")
        yield lines.buffers()[2].to_pybytes(), errors


def _columns(random: np.random.Generator, start: int, ordered: bool) -> list[pa.StringArray]:
    """A whole chunk of good cells."""
    numbers = np.arange(start + 1, start + CHUNK + 1, dtype=np.int64)
    keys = numbers if ordered else numbers * _STEP % _PRIME
    days = random.integers(len(_DAYS), size=CHUNK)

    def some(texts: list[str], which: np.ndarray[Any, Any] | None = None) -> pa.StringArray:
        places = random.integers(len(texts), size=CHUNK) if which is None else which
        return pa.array(texts, pa.string()).take(pa.array(places))

    def whole(limit: int) -> pa.StringArray:
        return pa.array(random.integers(limit, size=CHUNK)).cast(pa.string())

    cents = some([f"{n:02}" for n in range(100)])
    return [
        pa.array(keys).cast(pa.string()),
        some(_CODES),
        some([day.isoformat() for day in _DAYS], days),
        some([str(day.year) for day in _DAYS], days),
        some(["A", "B", "C", "D"]),
        pc.binary_join_element_wise(whole(10_000), cents, "."),
        whole(100_000),
        some(["true", "false"]),
        pc.binary_join_element_wise(some(_NAMES), whole(100), " "),
        some(_NOTES),
    ]


def _spoil(random: np.random.Generator, columns: list[pa.StringArray], count: int) -> int:
    """Puts wrong cells in, at most one a row; gives how many errors they make."""
    rows = np.sort(random.choice(np.arange(1, count), count // FAULTY, replace=False)).tolist()
    kinds = random.integers(len(_WRONG), size=len(rows)).tolist()
    put: dict[int, dict[int, str]] = {}
    for at, kind in zip(rows, kinds, strict=True):
        column, text, _ = _WRONG[kind]
        cells = put.setdefault(column, {})
        cells[at] = cells.get(at - 1, columns[column][at - 1].as_py()) if text is None else text
    for column, cells in put.items():
        mask = np.zeros(len(columns[column]), dtype=bool)
        mask[list(cells)] = True
        texts = pa.array(cells.values(), pa.string())
        columns[column] = pc.replace_with_mask(columns[column], pa.array(mask), texts)
    return sum(_WRONG[kind][2] for kind in kinds)
