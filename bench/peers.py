"""What others do the same with, as tasks for `bench.worker`: frictionless, pandas, zipfile."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from frictionless import Package, Report, system

Work = Callable[[], dict[str, Any]]
#: frictionless stops at a thousand errors where nothing is said.
_ALL = 1_000_000_000


def _validate(package: Package) -> Report:
    report: Report = package.validate(limit_errors=_ALL)
    return report


def check(path: str) -> Work:
    """A package that is loaded, checked whole by frictionless."""
    system.trusted = True  # it may name files anywhere
    package = Package(path)

    def work() -> dict[str, Any]:
        report = _validate(package)
        return {"errors": report.stats["errors"]}

    return work


def check_each(paths: list[str]) -> Work:
    """Loads and checks some packages, one after the other."""

    def work() -> dict[str, Any]:
        return {"errors": sum(_validate(Package(path)).stats["errors"] for path in paths)}

    return work


def convert(path: str, table: str, into: str) -> Work:
    """frictionless, then pandas for each format, then all files in a ZIP."""
    folder = Path(into)
    folder.mkdir(parents=True, exist_ok=True)

    def work() -> dict[str, Any]:
        report = _validate(Package(path))
        if not report.valid:
            raise RuntimeError("not valid")
        frame = _read(table)
        frame.to_json(folder / "table.json", orient="records", date_format="iso")
        frame.to_parquet(folder / "table.parquet")
        frame.to_excel(folder / "table.xlsx", index=False)
        with zipfile.ZipFile(folder / "table.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(table, "table.csv")
            archive.write(path, "datapackage.json")
            for suffix in ("json", "parquet", "xlsx"):
                archive.write(folder / f"table.{suffix}", f"table.{suffix}")
        sizes = {file.suffix[1:]: file.stat().st_size for file in folder.iterdir()}
        return {"rows": len(frame), "bytes": sizes}

    return work


def _read(table: str) -> pd.DataFrame:
    """The table with the types that its schema has."""
    return pd.read_csv(
        table,
        dtype={"kode_daerah": "str", "kelompok": "str", "nama": "str", "catatan": "str"},
        parse_dates=["tanggal"],
    )


def xlsx(table: str, path: str) -> Work:
    """The workbook alone, of a frame that is in memory, by the writer that pandas picks."""
    frame = _read(table)

    def work() -> dict[str, Any]:
        with pd.ExcelWriter(path) as book:
            frame.to_excel(book, index=False)
        return {"bytes": Path(path).stat().st_size, "writer": book.engine}

    return work


TASKS = {"check": check, "check_each": check_each, "convert": convert, "xlsx": xlsx}
