"""Build a made-up portal and print time per stage and peak memory, beside floors and peers.

make bench                     300 datasets of 20 to 50,000 rows, one in twenty faulty
BENCH_DATASETS=30 make bench   a quick one
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import time
from pathlib import Path

from . import portal
from .measure import Run, run

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "bench"


def main() -> int:
    """Measure and print; 0 unless the build itself broke."""
    count = int(os.environ.get("BENCH_DATASETS") or 300)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    made = portal.make(FOLDER / "portal", count)
    print(
        f"{count} datasets ({made.faulty} faulty), {made.rows:,} rows, {made.bytes / 1e6:.1f} MB; "
        f"{os.cpu_count()} cores, Python {platform.python_version()}",
        flush=True,
    )
    floor = read_all(made.tables)
    peer = frictionless(made.tables)
    found = json.loads(peer.output)["invalid"]
    if found != made.faulty:
        print(f"frictionless finds {found} faulty packages, not {made.faulty}", file=sys.stderr)
        return 1
    first, stages = build(made.root, "first", "--no-cache")
    if first.code != (1 if made.faulty else 0):
        print(f"the build ended with {first.code}\n{first.errors}", file=sys.stderr)
        return 1
    build(made.root, "filled")
    again, stages_again = build(made.root, "again")
    report(made, floor, peer, first, stages)
    print(f"\nagain, all in the cache     {again.seconds:9.2f} s   {again.memory_mb:8.0f} MB")
    result = {
        "datasets": count,
        "rows": made.rows,
        "bytes": made.bytes,
        "floor_seconds": floor,
        "frictionless_seconds": peer.seconds,
        "seconds": first.seconds,
        "memory_mb": first.memory_mb,
        "stages": stages,
        "stages_again": stages_again,
    }
    (FOLDER / "result.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 0


def read_all(tables: tuple[Path, ...]) -> float:
    """Seconds to read every byte and hash it: the least that any builder does."""
    start = time.perf_counter()
    for table in tables:
        with table.open("rb") as file:
            hashlib.file_digest(file, "sha256")
    return time.perf_counter() - start


def frictionless(tables: tuple[Path, ...]) -> Run:
    """frictionless alone on the same packages, in one process as it comes."""
    descriptors = [str(table.parent.parent / "datapackage.json") for table in tables]
    done = run([sys.executable, "-m", "bench.peer"], ROOT, "\n".join(descriptors))
    if done.code:
        raise RuntimeError(done.errors)
    return done


def build(root: Path, name: str, *options: str) -> tuple[Run, dict[str, float]]:
    """The program as a user starts it; its run and its own times per stage."""
    timings = FOLDER / f"timings-{name}.json"
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    command += ["--as-of", "2026-01-01", "--timings", str(timings), *options]
    done = run(command, ROOT)
    stages = json.loads(timings.read_text(encoding="utf-8")) if timings.exists() else {}
    return done, stages


def report(
    made: portal.Made, floor: float, peer: Run, first: Run, stages: dict[str, float]
) -> None:
    """The figures, and as ratios."""
    print(f"\n{'stage':<26}{'seconds':>10}  {'rows/s':>10}")
    for stage, seconds in stages.items():
        if stage != "peak_memory_mb":
            rate = f"{made.rows / seconds:10,.0f}" if stage in {"datasets", "total"} else ""
            print(f"{stage:<26}{seconds:10.2f}  {rate}")
    print(f"{'whole build, empty cache':<26}{first.seconds:10.2f}   {first.memory_mb:8.0f} MB")
    print(f"{'reading and hashing':<26}{floor:10.2f}   build takes {first.seconds / floor:,.0f} ×")
    ratio = first.seconds / peer.seconds
    print(f"{'frictionless alone':<26}{peer.seconds:10.2f}   {peer.memory_mb:8.0f} MB", end="")
    print(f"   build takes {ratio:.2f} ×")
    checking = stages.get("datasets")
    if checking:
        print(f"{'':<26}{'':>10}   check and convert take {checking / peer.seconds:.2f} ×")


if __name__ == "__main__":
    sys.exit(main())
