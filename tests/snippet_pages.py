"""The code on the pages "Pakai data ini", as a reader copies it, and ways to run it."""

from __future__ import annotations

import csv
import functools
import http.server
import runpy
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

#: What R writes where there is no value; no cell says it.
NO_VALUE = "<tidak ada>"


class _Server(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def loopback(folder: Path) -> Iterator[str]:
    """The address at which a folder is served meanwhile."""
    handler = functools.partial(_Server, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


class Copied(HTMLParser):
    """The text of every element with an id, with the site's address filled in as `pakai.js` does.

    That is what a button with `data-salin` copies.
    """

    def __init__(self, page: str, root: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self._root = root
        self._open: list[tuple[str, str]] = []  # tag and id
        self._filled = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._filled:
            self._filled += 1
            return
        if tag in {"pre", "p"} and given.get("id"):
            self._open.append((tag, given["id"] or ""))
            self.texts[given["id"] or ""] = ""
        if tag == "span" and given.get("data-alamat"):
            self._add(self._root + (given["data-alamat"] or ""))
            self._filled = 1

    def handle_endtag(self, tag: str) -> None:
        if self._filled:
            self._filled -= 1
        elif self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._filled:
            self._add(data)

    def _add(self, text: str) -> None:
        for _, id in self._open:
            self.texts[id] += text


def run_python(code: str, folder: Path) -> Any:
    """The data frame that the code makes."""
    script = folder / "baca.py"
    script.write_text(code, encoding="utf-8")
    return runpy.run_path(str(script))["tabel"]


@dataclass(frozen=True)
class Frame:
    """A data frame of R: names, classes, and rows as R writes them."""

    names: list[str]
    classes: list[str]
    rows: list[list[str | None]]

    def column(self, name: str) -> list[str | None]:
        at = self.names.index(name)
        return [row[at] for row in self.rows]


def run_r(codes: Sequence[str], folder: Path) -> list[Frame]:
    """What each piece of code reads, all in one run of R."""
    parts = ["options(digits = 15, scipen = 100)"]
    for number, code in enumerate(codes):
        parts += [
            code,
            f'con <- file("{number}.csv", "w", encoding = "UTF-8")',
            f'write.csv(tabel, con, row.names = FALSE, na = "{NO_VALUE}")',
            "close(con)",
            f'writeLines(sapply(tabel, function(x) class(x)[1]), "{number}.txt")',
        ]
    (folder / "baca.R").write_text("\n".join(parts), encoding="utf-8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "baca.R"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [_frame(folder, number) for number in range(len(codes))]


def _frame(folder: Path, number: int) -> Frame:
    with (folder / f"{number}.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    classes = (folder / f"{number}.txt").read_text(encoding="utf-8").splitlines()
    given = [[None if cell == NO_VALUE else cell for cell in row] for row in rows]
    return Frame(names, classes, given)


def run_shell(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The code run by sh in that folder."""
    return subprocess.run(
        ["sh", "-e", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


def cells(path: Path, marks: Mapping[str, Sequence[str]]) -> dict[str, list[str | None]]:
    """The columns of a published CSV; none where a mark of the column says "no value"."""
    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    return {
        name: [None if row[at] in marks[name] else row[at] for row in rows]
        for at, name in enumerate(names)
    }
