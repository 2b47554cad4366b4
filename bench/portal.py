"""A portal of made-up datasets: the same number gives the same files, on any machine."""

from __future__ import annotations

import csv
import json
import random
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log
from pathlib import Path
from typing import Any

from build_tools import scaffold

FEWEST, MOST = 20, 50_000
FAULTY = 0.05
AGENCIES = 20
FIELDS: dict[str, dict[str, object]] = {
    "kode": {"type": "string", "constraints": {"required": True}},
    "nama": {"type": "string"},
    "kelompok": {"type": "string", "constraints": {"enum": ["A", "B", "C", "D"]}},
    "tahun": {"type": "year"},
    "tanggal": {"type": "date"},
    "jumlah": {"type": "integer", "constraints": {"minimum": 0}},
    "nilai": {"type": "number"},
    "aktif": {"type": "boolean"},
}
_MEASURES = ("jumlah", "nilai")
_WORDS = ("air", "balai", "curah", "desa", "embung", "gedung", "hutan", "irigasi", "jalan")


@dataclass(frozen=True, slots=True)
class Made:
    """What was generated."""

    root: Path
    tables: tuple[Path, ...]
    rows: int
    bytes: int
    wrong: frozenset[int]  # which of the tables hold a wrong cell

    @property
    def faulty(self) -> int:
        """How many of the tables hold a wrong cell."""
        return len(self.wrong)


def make(root: Path, count: int, most: int = MOST) -> Made:
    """Write a committed portal of ``count`` datasets of up to ``most`` rows in an empty folder."""
    random_ = random.Random(20260101)
    scaffold.init(root, scaffold.Answers("Kabupaten Buatan", today=date(2026, 1, 1)))
    register = root / "datasets/referensi/opd/data/opd.csv"
    with register.open("a", encoding="utf-8", newline="") as file:
        for number in range(AGENCIES):
            file.write(f"opd-{number:02},Dinas Buatan {number},Made-up Office {number},,,,,\n")
    bad = set(random_.sample(range(count), round(count * FAULTY)))
    tables, rows = [], 0
    for number in range(count):
        size = round(exp(random_.uniform(log(FEWEST), log(most))))
        name = f"kumpulan-{number:04}"
        folder = root / "datasets" / f"opd-{number % AGENCIES:02}" / name
        (folder / "data").mkdir(parents=True)
        table = folder / "data" / f"{name}.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(FIELDS)
            writer.writerows(_rows(random_, size, fault=number in bad))
        fields = [{"name": key, **rest} for key, rest in FIELDS.items()]
        found = json.dumps(descriptor(name, fields, {"primaryKey": ["kode"]}), indent=1)
        (folder / "datapackage.json").write_text(found, encoding="utf-8")
        tables.append(table)
        rows += size
    commit(root, "baris buatan")
    size = sum(table.stat().st_size for table in tables)
    return Made(root, tuple(tables), rows, size, frozenset(bad))


def _rows(random_: random.Random, count: int, *, fault: bool) -> Iterator[list[object]]:
    """The rows of a table; a faulty one has one wrong cell, past the middle."""
    wrong = count // 2 + 1 if fault else -1
    first = date(2015, 1, 1)
    for number in range(count):
        day = first + timedelta(days=random_.randrange(4000))
        yield [
            f"K{number:06}",
            f"{random_.choice(_WORDS)} {random_.choice(_WORDS)} {random_.randrange(1000)}",
            random_.choice("ABCD"),
            day.year,
            day.isoformat(),
            "tidak ada" if number == wrong else random_.randrange(100_000),
            f"{random_.uniform(0, 1000):.2f}",
            random_.choice(("true", "false")),
        ]


def descriptor(
    name: str, fields: list[dict[str, Any]], keys: Mapping[str, object]
) -> dict[str, object]:
    """A complete descriptor of a dataset with one CSV; ``keys`` are those of its schema."""
    fields = [_described(field) for field in fields]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": f"Baris buatan {name}",
        "description": "Baris buatan untuk mengukur kecepatan.",
        "version": "1.0",
        "keywords": ["buatan"],
        "licenses": [
            {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
        ],
        "sources": [{"title": "bench/portal.py"}],
        "sdi:asal": "resmi",
        "sdi:topik": ["pemerintahan"],
        "sdi:periode": {"mulai": "2015", "selesai": "2025"},
        "sdi:frekuensi": "sekali",
        "sdi:tingkat": "baris buatan",
        "sdi:cakupan": "tidak ada",
        "sdi:kontak": {"nama": "tidak ada"},
        "sdi:metodologi": "Dibuat oleh program.",
        "sdi:keterbatasan": "Bukan data.",
        "sdi:kipKlasifikasi": "terbuka",
        "resources": [
            {
                "name": name,
                "type": "table",
                "path": f"data/{name}.csv",
                "title": "Baris buatan",
                "description": "Baris buatan",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "missingValues": [""], **keys},
            }
        ],
    }


def _described(field: dict[str, Any]) -> dict[str, Any]:
    name = field["name"]
    described = {"name": name, "title": name, "description": name}
    if name in _MEASURES:
        described["sdi:peran"] = "ukuran"
        for part in ("konsep", "definisi", "klasifikasi", "ukuran", "satuan"):
            described[f"sdi:{part}"] = "buatan"
    return described | field


def commit(root: Path, message: str) -> None:
    """Commits everything: dates come from git, so a portal is a repository."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", message]):
        subprocess.run(["git", "-C", root, *words], check=True)
