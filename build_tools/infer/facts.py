"""What the portal knows, read from its folder: its reference tables of areas, and its region."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..load import load_portal
from ..load.files import is_plain
from .base import Areas, Known

_LARGEST = 5_000_000
_DEFAULT = "referensi/wilayah"


def known(root: Path, file: str = "") -> Known:
    """What helps to understand a file of that name; raises `SettingsError` without a portal."""
    portal = load_portal(root, date.min)
    package = str(portal.settings.get("daftar_wilayah") or _DEFAULT)
    return Known(tuple(_areas(root, package)), file, portal.region.main)


def _areas(root: Path, package: str) -> Iterator[Areas]:
    base = root / "datasets"
    folder = base / package / "data"
    if not folder.is_relative_to(base) or ".." in folder.parts:
        return
    for path in sorted(folder.glob("*.csv"), key=lambda p: p.stat().st_size):
        if is_plain(base, path) and path.stat().st_size <= _LARGEST:
            yield from _tables(package, path)


def _tables(package: str, path: Path) -> Iterator[Areas]:
    """One table for each of its columns of codes that says which row is meant."""
    rows = _rows(path, path.stat().st_mtime_ns)
    columns = list(rows[0]) if rows else []
    names = [c for c in columns if c == "nama" or c.startswith("nama_")]
    if not names:
        return
    for code in (c for c in columns if c == "kode" or c.startswith("kode_")):
        codes = {row[code]: row[names[0]] for row in rows if row[code]}
        if len(codes) == len(rows):
            yield Areas(
                package, path.stem, code, names[0], codes, dict(_spellings(rows, code, names[1:]))
            )


def _spellings(
    rows: tuple[Mapping[str, str], ...], code: str, columns: list[str]
) -> Iterator[tuple[str, str]]:
    for column in columns:
        if len({row[column] for row in rows}) > len(rows) / 2:  # else it names what is around
            yield from ((row[column], row[code]) for row in rows if row[column])


@lru_cache(maxsize=16)
def _rows(path: Path, _changed: int) -> tuple[Mapping[str, str], ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(
                {key: (value or "").strip() for key, value in row.items() if key}
                for row in csv.DictReader(file)
            )
    except (OSError, UnicodeError, csv.Error):
        return ()  # what is wrong with a reference table is found when it is checked itself
