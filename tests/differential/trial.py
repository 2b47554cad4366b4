"""Real tables of a folder through both: ``make trial DIR=../shared/data``.

Every CSV and XLSX below the folder is compared as its descriptor says, where one lies beside it
or above it, else under the schema that frictionless infers; and once as text throughout. A line
for each: verdict, errors on each side, equal or not, seconds of each. Exit code 1: some differ;
2: nothing to compare.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from . import ours, theirs
from .compare import compare_at
from .fixtures import SUFFIXES, detected, replaced
from .table import Table

DESCRIPTORS = ("datapackage.yaml", "datapackage.yml", "datapackage.json")


@dataclass(frozen=True)
class Line:
    """What came out for one table under one schema."""

    path: str
    schema: str  # declared, inferred or text
    words: str  # how they differ; empty: they do not
    errors: tuple[int, int] = (0, 0)
    seconds: tuple[float, float] = (0.0, 0.0)

    def __str__(self) -> str:
        mine, their = self.errors
        verdict = "valid" if not their else "invalid"
        same = "differs" if self.words else "equal"
        fast, slow = self.seconds
        counts = f"{verdict:8}{mine:8}{their:8}  {same:8}{fast:8.3f}{slow:8.3f}"
        return f"{counts}  {self.schema:9}{self.path}" + self.words.replace("\n", "\n    ")


def main(arguments: list[str]) -> int:
    """Compares and prints; 0 when all are equal."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("Folder mana? (which folder?)  make trial DIR=../shared/data", file=sys.stderr)
        return 2
    print(f"{'':8}{'ours':>8}{'theirs':>8}  {'':8}{'s ours':>8}{'s their':>8}  schema   file")
    lines = []
    for line in trial(Path(arguments[0])):
        print(line, flush=True)
        lines.append(line)
    different = sum(1 for line in lines if line.words)
    slow = sum(line.seconds[1] for line in lines)
    fast = sum(line.seconds[0] for line in lines)
    print(
        f"{len(lines)} compared, {different} differ; ours {fast:.1f} s, frictionless {slow:.1f} s"
    )
    return 2 if not lines else int(different > 0)


def trial(folder: Path) -> Iterator[Line]:
    """Every table below the folder, under each of its schemas."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            name = path.relative_to(folder).as_posix()
            made = list(tables(folder, path))
            if not made:
                yield Line(name, "inferred", "\nfrictionless cannot open it")
            for schema, table in made:
                yield held(name, schema, table)


def tables(folder: Path, path: Path) -> Iterator[tuple[str, Table]]:
    """The table under its declared schema, or the inferred one; and as text."""
    found = declared(folder, path)
    kind = "declared"
    if found is None:
        found, kind = detected(folder, path.relative_to(folder).as_posix()), "inferred"
    if found is not None:
        yield kind, found
        fields = [{"name": field["name"], "type": "string"} for field in found.schema["fields"]]
        yield "text", replaced(found, {"fields": fields})


def declared(folder: Path, path: Path) -> Table | None:
    """The table as a Data Package above it describes it."""
    for parent in path.parents:
        for name in DESCRIPTORS:
            for raw in _resources(parent / name):
                if raw.get("path") == path.relative_to(parent).as_posix() and raw.get("schema"):
                    dialect, encoding = raw.get("dialect") or {}, raw.get("encoding", "utf-8")
                    ending = "table" + path.suffix.lower()
                    return Table(path.read_bytes(), raw["schema"], dialect, encoding, ending)
        if parent == folder:
            break
    return None


def _resources(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    raw = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    return [given for given in raw.get("resources", []) if isinstance(given, dict)]


def held(name: str, schema: str, table: Table) -> Line:
    """Both sides on one table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table.lay(folder)
        begin = time.perf_counter()
        mine = len(ours.say(table, folder).faults)
        middle = time.perf_counter()
        try:
            their = len(theirs.say(table, folder).faults)
        except theirs.CrashError:
            their = -1
        end = time.perf_counter()
        words = compare_at(table, folder)
    words = f"\n{words}" if words else ""
    return Line(name, schema, words, (mine, their), (middle - begin, end - middle))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
