"""Bombs of every kind, looked at by `scan` and as tables of a dataset: a finding at most.

Each is read in a process of its own, in bounded time and memory, and never is a bug of ours.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import FILES
from hostile_payloads import FULL
from portals import EXAMPLES, REPOSITORY, portal

#: What one file may take, on a computer that others use as well.
SECONDS, BYTES, MAPPED = 30, 2**30, 8 * 2**30
#: Files that hold texts and tables, only too many of them: all of them are looked at.
HARMLESS = {
    *("open-comments", "long-name", "nested", "ods-rows", "ods-entities", "html-as-xlsx"),
    *("json-blank", "json-digits", "csv-line", "csv-columns", "csv-columns-rows", "sql-line"),
    *("md-table", "md-rules", "text-line", "docx-pictures"),
}


def run(*words: str) -> tuple[int, str]:
    """Runs the program with bounds; its exit code and what it said."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MAPPED, MAPPED))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    process = subprocess.Popen(
        [sys.executable, "-m", "build_tools", *words],
        cwd=REPOSITORY,
        preexec_fn=bounded,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read().decode()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert usage.ru_utime + usage.ru_stime < SECONDS
    assert usage.ru_maxrss * 1024 < BYTES
    return process.returncode, said


#: The rest is tried by `make test-full`: one kind of bomb in one more part is much alike.
FEW = [*FILES][:3:2] + [name for name in FILES if not name.startswith(("laughs", "quad", "ext"))]
TABLES = [name for name in FILES if FILES[name][0] == "xlsx"]


@pytest.mark.parametrize("name", FILES if FULL else FEW)
def test_a_scan_ends_with_a_finding_or_has_seen_all(name: str, tmp_path: Path) -> None:
    ending, write = FILES[name]
    path = tmp_path / f"berkas.{ending}"
    write(path)
    code, said = run("scan", "--root", str(tmp_path), str(path))
    path.unlink()
    assert code in {0, 1}, said[-2000:]
    assert name in HARMLESS or "[file-unread]" in said


@pytest.mark.parametrize("name", TABLES if FULL else TABLES[::6])
def test_a_table_that_is_a_bomb_is_held_back_alone(name: str, tmp_path: Path) -> None:
    """`check` gives a finding for it, whatever part of the workbook is the bomb."""
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    FILES[name][1](root / "datasets/dkisp/contoh/data/tabel.xlsx")
    code, said = run("check", "--root", str(root), "--as-of", "2026-01-15", "--no-cache")
    assert code == 1, said[-2000:]
    assert "datasets/referensi" not in said
