"""How much is measured: as the goals say, or less for a quick look."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Options:
    """Sizes and numbers of rounds; the defaults are those of the goals."""

    folder: Path = ROOT / ".build" / "bench"
    rows: int = 1_000_000
    rounds: int = 3
    many: int = 200
    many_rows: tuple[int, ...] = (10_000, 1_000)
    convert_rows: tuple[int, ...] = (10_000, 1_000)
    repeats: int = 5  # rounds of what takes a second or less
    xlsx_rows: int = 100_000
    portal: int = 300
    portal_rows: int = 50_000  # of the largest of its tables
    starts: int = 10
    engine: str = "mkdocs"  # of the first build of the portal
    tables: int = 300  # with persons in them
    table_rows: int = 200
    pasts: int = 1_000  # datasets with a history
    versions: int = 50  # of each
    catalogued: tuple[int, ...] = (1, 10_000)  # datasets of which every catalogue is made
    rdflib: int = 200  # datasets of which rdflib writes the catalogue too: at most one page
    explored: tuple[int, ...] = (10_000, 100_000, 1_000_000)  # rows of tables that are opened

    def fresh(self, name: str) -> Path:
        """An empty folder to make files in."""
        folder = self.folder / "made" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    @property
    def results(self) -> Path:
        """Where the results go, a file for each benchmark."""
        return self.folder / "results"


def from_environment() -> Options:
    """The options that the variables BENCH_… ask for, see `bench.__main__`."""
    given = Options()
    rows = int(os.environ.get("BENCH_ROWS") or given.rows)
    datasets = int(os.environ.get("BENCH_DATASETS") or given.portal)
    most = int(os.environ.get("BENCH_DATASETS") or max(given.catalogued))
    return Options(
        rows=rows,
        rounds=int(os.environ.get("BENCH_ROUNDS") or given.rounds),
        many=min(given.many, datasets),
        portal=datasets,
        tables=int(os.environ.get("BENCH_TABLES") or given.tables),
        pasts=int(os.environ.get("BENCH_DATASETS") or given.pasts),
        versions=int(os.environ.get("BENCH_VERSIONS") or given.versions),
        catalogued=tuple(n for n in given.catalogued if n <= most),
        explored=tuple(n for n in given.explored if n <= rows) or (rows,),
    )
