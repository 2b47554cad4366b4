"""A dataset checked and written in every format, and the workbook alone."""

from __future__ import annotations

from functools import partial

from . import made_table
from .figures import Figure, ratio
from .options import Options
from .turns import Worker, alone, cpu, in_turn, wall

_GOALS = {10_000: 15, 1_000: 12}


def convert(options: Options) -> list[Figure]:
    """Load, check, CSV, JSON, XLSX, Parquet and ZIP, warm; the peer writes no CSV: it has one."""
    root = options.fresh("convert")
    made_table.portal(root)
    figures = []
    for rows in options.convert_rows:
        made = made_table.make(root, f"jadi-{rows}", rows, faulty=False)
        mine = {**made.ours, "into": str(root / "ours")}
        other = {"path": str(made.peer), "table": str(made.table), "into": str(root / "peers")}
        with Worker("ours") as ours, Worker("peers") as peers:
            warm = ours.do("convert", **mine), peers.do("convert", **other)
            own, theirs = in_turn(
                options.repeats,
                partial(ours.do, "convert", **mine),
                partial(peers.do, "convert", **other),
            )
        for one in (*warm, *own, *theirs):
            if one.found["rows"] != rows or len(one.found["bytes"]) < 4:
                raise RuntimeError(f"not everything was written: {one.found}")
        if own[0].found["left_out"]:
            raise RuntimeError(f"left out: {own[0].found['left_out']}")
        what = f"check + all formats + ZIP, {rows:,} rows, warm"
        figures += [
            ratio(f"{what}: CPU", cpu(theirs), cpu(own), _GOALS.get(rows)),
            ratio(f"{what}: wall", wall(theirs), wall(own)),
        ]
    return figures


def xlsx(options: Options) -> list[Figure]:
    """The workbook alone against `pandas.to_excel`, both of what is in memory, cold.

    Every cell of ours is read back by openpyxl and by calamine.
    """
    root = options.fresh("xlsx")
    made_table.portal(root)
    rows = options.xlsx_rows
    made = made_table.make(root, "buku", rows, faulty=False)
    book, table = str(root / "ours.xlsx"), str(made.table)
    own, theirs = in_turn(
        options.rounds,
        lambda: alone("ours", "xlsx", **made.ours, path=book),
        lambda: alone("peers", "xlsx", table=table, path=str(root / "peer.xlsx")),
    )
    for reader in ("openpyxl", "calamine"):
        read = alone("readers", reader, book=book, table=table)
        if read.found["cells"] != rows * made_table.COLUMNS or read.found["others"]:
            raise RuntimeError(f"{reader} reads other cells: {read.found}")
    writer = theirs[0].found["writer"]
    what = f"XLSX alone, {rows:,} rows, pandas with {writer}"
    sizes = (tuple(one.found["bytes"] / 1e6 for one in side) for side in (theirs, own))
    return [
        ratio(f"{what}: CPU", cpu(theirs), cpu(own), 20),
        ratio(f"{what}: wall", wall(theirs), wall(own)),
        ratio("its size", next(sizes), next(sizes), behind="MB"),
    ]
