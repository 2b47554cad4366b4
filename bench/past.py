"""The history of every dataset from git: all of it, nothing new, and one new version.

A portal of small tables, each committed many times: a figure is corrected, a row is added, now
and then a column. The floor is git itself: its log of the main line, and the content of every
file that any version has, through one `git cat-file --batch`.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from build_tools import history, load, scaffold
from build_tools.versions import Asked, gather, known_lines

from .figures import Figure
from .options import Options
from .portal import AGENCIES, FIELDS, descriptor

_ROWS = 30
_FIRST = date(2018, 1, 1)
_TODAY = date(2026, 1, 1)


def past(options: Options) -> list[Figure]:
    """Datasets × versions: cold, warm, and with one version more, beside git alone."""
    root = options.fresh("past")
    count, each = options.pasts, options.versions
    _make(root, count, each)
    floor = _floor(root)
    cache = root / ".build" / "cache"
    cold, versions = _run(root, cache)
    _same(versions, count * each)
    warm, again = _run(root, cache)
    _commit_one(root, each)
    one, more = _run(root, cache)
    _same(again, versions)
    _same(more, versions + 1)
    what = f"history of {count:,} datasets × {each} versions"
    return [
        Figure(f"{what}: seconds, nothing known", (cold,), unit="s"),
        Figure(f"{what}: ms a version", (1000 * cold / versions,), unit="ms"),
        Figure(f"{what}: seconds, nothing new", (warm,), unit="s"),
        Figure(f"{what}: seconds, one new version", (one,), unit="s"),
        Figure(f"{what}: over git alone", (cold / floor,), ours=(cold,), peer=(floor,)),
        Figure("nothing new: over git alone", (warm / floor,), ours=(warm,), peer=(floor,)),
    ]


def _run(root: Path, cache: Path) -> tuple[float, int]:
    """Seconds that the history takes as a build does it, and how many versions it has."""
    began = time.perf_counter()
    found = history.read(root)
    portal = load.load_portal(root, _TODAY, found.head)
    lines = known_lines(portal, found)
    made = gather(Asked(portal, found, lines, cache))
    seconds = time.perf_counter() - began
    if made.crashes:
        raise AssertionError(made.crashes[0])
    pasts = [p for id, p in made.pasts.items() if not id.startswith("referensi/")]
    return seconds, sum(v.state == "terbit" for p in pasts for v in p.versions)


def _same(found: int, made: int) -> None:
    if found != made:
        raise AssertionError(f"{found} versions were found, {made} were made")


def _floor(root: Path) -> float:
    """Seconds in which git tells its main line, and gives every file that was ever there."""
    began = time.perf_counter()
    log = ["log", "--first-parent", "-m", "--raw", "--no-abbrev", "--format=%H", "--", "datasets"]
    told = subprocess.run(["git", "-C", str(root), *log], check=True, capture_output=True).stdout
    blobs = {line.split()[3] for line in told.splitlines() if line.startswith(b":")}
    asked = b"\n".join(sorted(blobs)) + b"\n"
    batch = ["git", "-C", str(root), "cat-file", "--batch"]
    subprocess.run(batch, check=True, input=asked, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _make(root: Path, count: int, each: int) -> None:
    scaffold.init(root, scaffold.Answers("Kabupaten Buatan", today=date(2018, 1, 1)))
    register = root / "datasets/referensi/opd/data/opd.csv"
    with register.open("a", encoding="utf-8", newline="") as file:
        for number in range(AGENCIES):
            file.write(f"opd-{number:02},Dinas Buatan {number},Made-up Office {number},,,,,\n")
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"]
    subprocess.run([*git, *who, "commit", "-qm", "portal"], check=True)
    stream = b"".join(_stream(count, each))
    subprocess.run([*git, "fast-import", "--quiet"], check=True, input=stream)
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def _place(number: int) -> str:
    return f"datasets/opd-{number % AGENCIES:02}/kumpulan-{number:04}"


def _stream(count: int, each: int) -> Iterator[bytes]:
    """The commits as git's fast-import reads them: version after version of every dataset."""
    parent = b"from refs/heads/main^0\n"
    for version in range(each):
        for number in range(count):
            day = _FIRST + timedelta(days=version * 40)
            seconds = (day - date(1970, 1, 1)).days * 86_400
            who = f"committer bench <bench@example.invalid> {seconds} +0800\n".encode()
            yield b"commit refs/heads/main\n" + who + _data(b"baris buatan") + parent
            parent = b""
            name, place = f"kumpulan-{number:04}", _place(number)
            if version == 0:
                fields = [{"name": key, **rest} for key, rest in FIELDS.items()]
                told = json.dumps(descriptor(name, fields, {"primaryKey": ["kode"]}), indent=1)
                yield f"M 644 inline {place}/datapackage.json\n".encode() + _data(told.encode())
            table = _table(number, version).encode()
            yield f"M 644 inline {place}/data/{name}.csv\n".encode() + _data(table) + b"\n"


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"


def _table(number: int, version: int) -> str:
    """A row more every third version, a corrected figure in the others."""
    rows = [",".join(FIELDS)]
    for row in range(_ROWS + version // 3):
        figure = (number * 7 + row * 13 + (version if row == version % _ROWS else 0)) % 1_000
        rows.append(f"K{row:04},embung {row},A,2020,2020-01-01,{figure},{figure / 4:.2f},true")
    return "\n".join(rows) + "\n"


def _commit_one(root: Path, version: int) -> None:
    table = root / _place(0) / "data/kumpulan-0000.csv"
    table.write_text(_table(0, version), encoding="utf-8")
    git = ["git", "-C", str(root), "-c", "user.name=bench"]
    who = ["-c", "user.email=bench@example.invalid"]
    subprocess.run([*git, *who, "commit", "-qam", "satu versi"], check=True)
