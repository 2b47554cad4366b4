"""The least that can be done with a file, as tasks for `bench.worker`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

Work = Callable[[], dict[str, Any]]
_BLOCK = 1 << 21


def read(path: str) -> Work:
    """Every byte is read and hashed."""

    def work() -> dict[str, Any]:
        with Path(path).open("rb") as file:
            hashlib.file_digest(file, "sha256")
        return {}

    return work


def parse(path: str, threads: bool) -> Work:
    """pyarrow takes the table apart, all cells as texts, a block at a time."""
    with Path(path).open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(",")
    types = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
    )
    blocks = csv.ReadOptions(use_threads=threads, block_size=_BLOCK)
    plain = csv.ParseOptions(newlines_in_values=True)

    def work() -> dict[str, Any]:
        with csv.open_csv(path, blocks, plain, types) as reader:
            return {"rows": sum(len(batch) for batch in reader)}

    return work


TASKS = {"read": read, "parse": parse}
