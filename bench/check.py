"""Checking one large table, every error explained, and many small ones in a warm process."""

from __future__ import annotations

from collections.abc import Sequence

from . import made_table
from .figures import Figure, ratio
from .made_table import COLUMNS, Made
from .options import Options
from .turns import Taken, Worker, alone, cpu, in_turn, memory, wall

#: In so many turns the many small tables are done, so that both sides meet the same weather.
_TURNS = 5
#: Rows of the table that a process checks first: both sides import much when first asked.
_WARMING = 200
_GOALS = {10_000: 20, 1_000: 10}


def check(options: Options) -> list[Figure]:
    """One table: frictionless, ours with all checks and with its rules only, and the floors."""
    root = options.fresh("check")
    made_table.portal(root)
    made = made_table.make(root, "besar", options.rows, faulty=True)
    small = made_table.make(root, "kecil", _WARMING, faulty=True)
    own, theirs = in_turn(
        options.rounds,
        lambda: _warm("ours", "check", small.ours, made.ours),
        lambda: _warm("peers", "check", {"path": str(small.peer)}, {"path": str(made.peer)}),
    )
    _same_errors(made.errors, own, theirs)
    what = f"check {made.rows:,} rows × {COLUMNS}, {made.errors:,} errors"
    engine = [_warm("ours", "prove", small.ours, made.ours) for _ in range(options.rounds)]
    _same_errors(made.errors, engine, theirs)
    table = str(made.table)
    floors = {
        "read and hash": ("read", {}),
        "pyarrow parse alone, 1 thread": ("parse", {"threads": False}),
        "pyarrow parse alone, its threads": ("parse", {"threads": True}),
    }
    figures = [
        ratio(f"{what}: wall", wall(theirs), wall(own), 50),
        ratio(f"{what}: CPU", cpu(theirs), cpu(own)),
        ratio(f"{what}: memory", memory(theirs), memory(own), behind="MB"),
        ratio("the rules of frictionless alone: wall", wall(theirs), wall(engine), 50),
        ratio("the rules of frictionless alone: CPU", cpu(theirs), cpu(engine)),
    ]
    for name, (task, given) in floors.items():
        floor = [alone("floors", task, path=table, **given) for _ in range(options.rounds)]
        over = tuple(mine / least for mine, least in zip(wall(own), wall(floor), strict=True))
        figures.append(
            Figure(f"check over the floor, {name}: wall", over, ours=wall(own), peer=wall(floor))
        )
    made.remove()
    return figures


def _warm(side: str, task: str, small: dict[str, str], large: dict[str, str]) -> Taken:
    """A task in a process of its own that has done the same with a small table."""
    with Worker(side) as worker:
        worker.do(task, **small)
        return worker.do(task, **large)


def many(options: Options) -> list[Figure]:
    """Many small tables one after the other, loading included, in one warm process a side."""
    figures = []
    for rows in options.many_rows:
        root = options.fresh("many")
        made_table.portal(root)
        made = [
            made_table.make(root, f"kecil-{n:03}", rows, faulty=True, seed=n)
            for n in range(options.many)
        ]
        turns = [part for n in range(_TURNS) if (part := made[n::_TURNS])]
        with Worker("ours") as ours, Worker("peers") as peers:

            def own(part: Sequence[Made], worker: Worker = ours, root: str = str(root)) -> Taken:
                return worker.do("check_each", root=root, ids=[one.id for one in part])

            def their(part: Sequence[Made], worker: Worker = peers) -> Taken:
                return worker.do("check_each", paths=[str(one.peer) for one in part])

            own(made[:3])  # warm
            their(made[:1])
            taken = [
                (own(part), their(part)) if n % 2 else (their(part), own(part))[::-1]
                for n, part in enumerate(turns)
            ]
        for part, (one, other) in zip(turns, taken, strict=True):
            _same_errors(sum(table.errors for table in part), [one], [other])
        mine, others = [one for one, _ in taken], [other for _, other in taken]
        what = f"check {options.many} datasets × {rows:,} rows, warm, in {len(turns)} turns"
        figures += [
            ratio(f"{what}: CPU", cpu(others), cpu(mine), _GOALS.get(rows)),
            ratio(f"{what}: wall", wall(others), wall(mine)),
        ]
    return figures


def _same_errors(expected: int, own: Sequence[Taken], theirs: Sequence[Taken]) -> None:
    """Both sides found every error that was put in, and no other; else `RuntimeError`."""
    found = {one.found["errors"] for one in (*own, *theirs)}
    if found != {expected}:
        mine = [dict(one.found) for one in own]
        raise RuntimeError(f"{expected} errors were put in; ours {mine}, found in all {found}")
