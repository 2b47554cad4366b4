"""Workbooks in other forms than XLSX, read by calamine in a process of its own.

Their sizes cannot be known before they are read, and a reader in Rust that finds no memory ends
its process. So it is one that may end, with bounds on its memory, its time and what it tells:
a line of JSON for each sheet and each row.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

from ..tables.excel.celltext import plain_texts
from .base import Grid, Said, UnreadFileError

#: Seconds, bytes of memory, and bytes of rows.
SECONDS, MEMORY, TOLD = 20, 900_000_000, 200_000_000


def read(path: Path) -> Iterator[Grid | Said]:
    """The sheets of a workbook; raises `UnreadFileError` where the process gives up."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, _PACKAGE, __name__, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    timer = Timer(SECONDS, process.kill)
    timer.start()
    lines = _Lines(process)
    try:
        for given in lines:
            if "failed" in given:
                raise UnreadFileError(given["failed"], given["note"])
            if "sheet" in given:
                yield Said(given["sheet"], "sheet-name", given["sheet"])
                yield Grid(lines.rows(), "sheet", given["sheet"])
        if process.wait() != 0:
            raise UnreadFileError("broken", "reader")
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


#: The package's folder, so that the process finds it though it is isolated from all else.
_PACKAGE = str(Path(__file__).parents[2])
_START = (
    "import importlib, sys; sys.path.append(sys.argv[1]);"
    "importlib.import_module(sys.argv[2]).tell(sys.argv[3])"
)


class _Lines:
    """What the process tells: objects, and the rows that follow them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101
        self._file = process.stdout
        self._told = 0
        self._next: dict[str, Any] | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        while (given := self._object()) is not None:
            yield given

    def _object(self) -> dict[str, Any] | None:
        for _ in self.rows():  # those that nobody wanted
            pass
        given, self._next = self._next, None
        return given

    def rows(self) -> Iterator[list[str]]:
        """The rows up to the next object."""
        while self._next is None:
            line = self._file.readline(TOLD)
            self._told += len(line)
            if self._told >= TOLD:
                raise UnreadFileError("large")
            if not line.endswith(b"\n"):
                return
            given = json.loads(line)
            if isinstance(given, dict):
                self._next = given
            else:
                yield given


def tell(path: str) -> None:
    """Writes all sheets of a workbook to the standard output: the other side of `read`."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    _write({"sheet": sheet.name})
                    for row in rows(book.get_sheet_by_name(sheet.name)):
                        _write(row)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the file cannot be read
        kind = "encrypted" if type(problem).__name__ == "PasswordError" else "broken"
        _write({"failed": kind, "note": str(problem)[:200]})


def rows(sheet: Any) -> Iterator[list[str]]:
    """Every row of calamine's sheet as text, from row 1 and column A on."""
    # its rows begin at row 1, its columns at the first that is filled
    before = [""] * int(sheet.start[1]) if sheet.start else []
    for row in sheet.iter_rows():
        yield before + plain_texts(row)


def _write(given: Any) -> None:
    sys.stdout.write(json.dumps(given) + "\n")
