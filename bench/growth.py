"""Time and memory of a table ten times as long, its key in order and out of order."""

from __future__ import annotations

from statistics import median

from . import made_table
from .figures import Figure
from .options import Options
from .turns import Taken, alone

_TIMES = 10
_MIB = 1.048576  # MB


def growth(options: Options) -> list[Figure]:
    """Checking (with wrong cells) and converting (without), each in a process of its own."""
    figures = []
    for task, name in (("check", "checking"), ("convert", "checking and converting")):
        for ordered in (True, False):
            key = "sorted" if ordered else "unsorted"
            short = [_run(options, task, options.rows, ordered) for _ in range(options.rounds)]
            long = _run(options, task, options.rows * _TIMES, ordered)
            what = f"{name} {options.rows * _TIMES:,} rows, {key} key"
            held = median(one.memory_mb for one in short)
            figures += [
                Figure(
                    f"{what}: memory over that of {options.rows:,} rows",
                    (long.memory_mb / held,),
                    goal=1.3 if ordered else None,
                    at_most=True,
                    ours=(long.memory_mb,),
                    peer=(held,),
                    behind="MB",
                ),
                Figure(
                    f"{what}: memory",
                    (long.memory_mb / _MIB,),
                    "MiB",
                    None if ordered else 1024,
                    at_most=True,
                ),
                Figure(f"{what}: wall", (long.wall,), "s"),
                Figure(f"{what}: CPU", (long.cpu,), "s"),
            ]
    return figures


def _run(options: Options, task: str, rows: int, ordered: bool) -> Taken:
    """One run on a table that is made for it and deleted afterwards."""
    root = options.fresh("growth")
    made_table.portal(root)
    faulty = task == "check"
    made = made_table.make(root, "panjang", rows, faulty=faulty, ordered=ordered)
    given = made.ours | ({} if faulty else {"into": str(root / "made")})
    done = alone("ours", task, **given)
    options.fresh("growth")
    expected = made.errors if faulty else 0
    if done.found["rows"] != rows or done.found.get("errors", 0) != expected:
        raise RuntimeError(f"{rows} rows, {expected} errors were made: {done.found}")
    key = "sorted" if ordered else "unsorted"
    print(
        f"  {task} {rows:,} rows, {key} key: {done.wall:.1f} s, {done.cpu:.1f} s CPU, "
        f"{done.memory_mb:.0f} MB",
        flush=True,
    )
    return done
