"""A whole portal built: the first time, with one dataset changed, with nothing changed.

The program is started as a user starts it. Beside it stand the least that any builder does,
reading and hashing all bytes, and frictionless alone on the same packages.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from statistics import median

from . import portal
from .figures import Figure, ratio
from .measure import Run, run
from .options import ROOT, Options
from .portal import Made


def whole(options: Options) -> list[Figure]:
    """The three builds, the floor and the peer."""
    made = portal.make(options.fresh("portal") / "portal", options.portal, options.portal_rows)
    what = f"{options.portal} datasets, {made.rows:,} rows"
    floor = _read_all(made.tables)
    peer = _frictionless(made)
    builder = _Builder(made)
    first, stages = builder.build("first", options.engine)
    figures = [
        ratio(f"{what}, first build, all stages: wall", [peer.seconds], [first.seconds]),
        ratio("of that, checking and converting: wall", [peer.seconds], [stages["datasets"]]),
        Figure(
            "checking and converting over the floor, read and hash: wall",
            (stages["datasets"] / floor,),
            ours=(stages["datasets"],),
            peer=(floor,),
        ),
        Figure(
            "first build: memory", (first.memory_mb,), "MB", peer=(peer.memory_mb,), behind="MB"
        ),
    ]
    again = [builder.build("again", "none") for _ in range(options.repeats)]
    if builder.added():
        raise RuntimeError("a table was worked on, and nothing was changed but perhaps this code")
    figures += [
        Figure(
            "nothing changed, all stages before MkDocs, start of Python included: wall",
            tuple(one.seconds for one, _ in again),
            "s",
            1,
            at_most=True,
        ),
    ]
    changed = made.tables[_middle(made)]
    builder.change(changed)
    one, stages = builder.build("one-changed", "none")
    if not builder.added():
        raise RuntimeError("one was changed, and no table was worked on")
    return [
        *figures,
        Figure("one changed: tables worked on", (float(builder.added()),), "", 1, at_most=True),
        Figure("one changed, all stages before MkDocs: wall", (one.seconds,), "s"),
        _stage(f"of that, the stages up to the datasets ({_rows(changed):,} rows)", [stages]),
    ]


#: The stages from the start to "this dataset needs no work".
_DATA = ("history", "discover", "load", "datasets")


def _stage(what: str, stages: list[dict[str, float]]) -> Figure:
    return Figure(f"{what}: wall", tuple(sum(s.get(n, 0) for n in _DATA) for s in stages), "s")


class _Builder:
    """Builds a portal again and again, and sees which tables were worked on."""

    def __init__(self, made: Made) -> None:
        self._made, self._folder = made, made.root.parent
        self._known = self._worked_on()

    def build(self, name: str, engine: str) -> tuple[Run, dict[str, float]]:
        """The program as a user starts it; its run and its own times per stage."""
        timings = self._folder / f"timings-{name}.json"
        command = [sys.executable, "-m", "build_tools", "build", "--root", str(self._made.root)]
        command += ["--as-of", "2026-01-01", "--engine", engine, "--timings", str(timings)]
        done = run(command, ROOT)
        if done.code != (1 if self._made.faulty else 0) or not timings.exists():
            raise RuntimeError(f"the build ended with {done.code}\n{done.errors}")
        if name == "first":
            self._known = self._worked_on()
            if len(self._known) < len(self._made.tables):
                raise RuntimeError(f"the cache knows of {len(self._known)} datasets only")
        return done, json.loads(timings.read_text(encoding="utf-8"))

    def change(self, table: Path) -> None:
        """Takes the last row of a table away, and commits."""
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(lines[:-1]), encoding="utf-8", newline="")
        portal.commit(self._made.root, "satu baris kurang")

    def added(self) -> int:
        """How many datasets were worked on since the first build."""
        return len(self._worked_on() - self._known)

    def _worked_on(self) -> set[str]:
        """Names of what datasets were worked on: the cache names its entries by what went in."""
        folder = self._made.root / ".build" / "cache"
        return {path.parent.name.partition("-")[0] for path in folder.glob("*/.outcome.json")}


def _middle(made: Made) -> int:
    """The place of a table of middling size that holds no wrong cell."""
    good = [n for n in range(len(made.tables)) if n not in made.wrong]
    sizes = {n: made.tables[n].stat().st_size for n in good}
    middle = median(sizes.values())
    return min(good, key=lambda n: abs(sizes[n] - middle))


def _rows(table: Path) -> int:
    return table.read_bytes().count(b"\n") - 1


def _read_all(tables: tuple[Path, ...]) -> float:
    """Seconds to read every byte and hash it: the least that any builder does."""
    start = time.perf_counter()
    for table in tables:
        with table.open("rb") as file:
            hashlib.file_digest(file, "sha256")
    return time.perf_counter() - start


def _frictionless(made: Made) -> Run:
    """frictionless alone on the same packages, in one process as it comes."""
    descriptors = [str(table.parent.parent / "datapackage.json") for table in made.tables]
    done = run([sys.executable, "-m", "bench.peer"], ROOT, "\n".join(descriptors))
    if done.code:
        raise RuntimeError(done.errors)
    found = json.loads(done.output)["invalid"]
    if found != made.faulty:
        raise RuntimeError(f"frictionless finds {found} faulty packages, not {made.faulty}")
    return done
