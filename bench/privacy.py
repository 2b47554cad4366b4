"""What the privacy gate finds: recall on synthetic persons, false alarms on clean tables.

BENCH_TABLES=96 fewer tables with persons; DIR=../shared/data more clean tables, read as they lie.
Nothing here is about time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .figures import Figure
from .options import ROOT, Options
from .people import clean, measure, real
from .people import score as scores
from .people import tables as people
from .people.alarms import Alarms
from .people.score import Score, Tally

SEED = 20260101
_IN_TEXT = tuple(f"{kind} in text" for kind in scores.EVIDENT)


def privacy(options: Options) -> list[Figure]:
    """Measures both and prints the tables; details go beside the other results."""
    folder = os.environ.get("DIR", "")
    found, texts, details = [], [], []
    for door, part in ((measure.CHECK, 1), (measure.SCAN, 3)):
        score = measured(max(options.tables // part, 1), options.table_rows, SEED, door)
        alarms = clean_alarms(options.table_rows, SEED, folder, 3 // part, door)
        found += figures(score, alarms, door)
        texts += [f"# {door}", *_told(score), _told_alarms(alarms)]
        details += ["", f"# {door}", *sorted(score.missed), "", *alarms.told]
    print("\n\n".join(texts))
    options.results.mkdir(parents=True, exist_ok=True)
    whole = "\n\n".join(texts) + "\n" + "\n".join(details)
    (options.results / "privacy.txt").write_text(f"{whole}\n", encoding="utf-8")
    return found


def measured(count: int, rows: int, seed: int, door: str = measure.CHECK) -> Score:
    """The score over so many tables with persons."""
    score = Score()
    for table in people.tables(count, rows, seed):
        score.add(measure.look(table, door))
    return score


def clean_alarms(
    rows: int, seed: int, folder: str = "", times: int = 3, door: str = measure.CHECK
) -> Alarms:
    """The alarms over the committed tables, hard clean ones, and those of another folder."""
    alarms = Alarms()
    for table in real.tables(ROOT / "datasets"):
        alarms.add(measure.look(table, door), "datasets")
    for table in clean.tables(rows, seed, times):
        alarms.add(measure.look(table, door), "hard")
    if folder:
        for table in real.tables(Path(folder)):
            alarms.add(measure.look(table, door), "folder")
    return alarms


def figures(score: Score, alarms: Alarms, door: str = measure.CHECK) -> list[Figure]:
    """The figures beside their goals."""
    every, neutral = people.HEADERS, people.HEADERS[1:]
    homes = [sum(pair[n] for pair in score.homes.values()) for n in (0, 1)]
    evident = score.recall((*scores.EVIDENT, *_IN_TEXT), every)
    announced = score.recall(scores.ANNOUNCED, ("proper",))
    bare = score.recall(scores.ANNOUNCED, neutral)
    each = door == measure.CHECK  # the other door tells some of each code and column, as is shown
    found = [
        _recall("identifiers, any header: held and column named", evident, "column", 99.9),
        *([_recall("identifiers, any header: cell named", evident, "cell")] if each else []),
        _recall("identifiers a header announces: held and column named", announced, "column", 99.9),
        _recall("the same under no header: held", bare, "held", 99.9),
        _recall("the same under no header: column named", bare, "column"),
        Figure(f"names with addresses: held (of {homes[0]} tables)", (_share(homes),), "%", 95),
        Figure(f"work data alone: held (of {score.works[0]} tables)", (_share(score.works),), "%"),
        Figure(
            f"small counts per village: warned of (of {alarms.small[0]} columns)",
            (_share(alarms.small),),
            "%",
        ),
    ]
    for source in alarms.columns:
        what = f"{source}: alarms per 100 clean columns (of {alarms.columns[source]:,})"
        found.append(Figure(what, (alarms.rate(source),), "", 1, at_most=True))
        found.append(Figure(f"{source}: of these errors", (float(alarms.errors[source]),), ""))
    return [replace(figure, what=f"{door}: {figure.what}") for figure in found]


def _recall(what: str, tally: Tally, share: str, goal: float | None = None) -> Figure:
    return Figure(f"{what} (of {tally.planted:,})", (tally.share(share),), "%", goal)


def _share(pair: list[int]) -> float:
    return 100 * pair[1] / pair[0] if pair[0] else 100.0


def _told(score: Score) -> Iterable[str]:
    yield "## Per kind and header: planted, held, held and column named, cell named\n\n" + _rows(
        ("kind", "header"), score.kinds
    )
    yield "## Per kind, form and header\n\n" + _rows(("kind", "form", "header"), score.forms)
    yield "## Per kind and file\n\n" + _rows(("kind", "file", "mode"), score.files)
    homes = (f"| {h} | {a} | {b} | {_share([a, b]):.1f} % |" for h, (a, b) in score.homes.items())
    yield "\n".join(
        [
            "## Names with addresses",
            "",
            "| header | tables | held | share |",
            "|---|---|---|---|",
            *homes,
        ]
    )
    yield "## Columns × codes\n\n" + _confusion(score)


def _rows(heads: tuple[str, ...], given: Mapping[Any, Tally]) -> str:
    lines = [
        f"| {' | '.join(heads)} | planted | held | column | cell |",
        "|---" * (len(heads) + 4) + "|",
    ]
    for key, t in sorted(given.items()):
        shares = (f"{t.share(what):.2f} %" for what in ("held", "column", "cell"))
        lines.append(f"| {' | '.join((*key, f'{t.planted:,}', *shares))} |")
    return "\n".join(lines)


def _confusion(score: Score) -> str:
    codes = sorted({code for found in score.confusion.values() for code in found})
    lines = [f"| kind | columns | {' | '.join(codes)} |", "|---" * (len(codes) + 2) + "|"]
    for kind, found in sorted(score.confusion.items()):
        lines.append(
            f"| {kind} | {score.columns[kind]} | {' | '.join(str(found[c] or '') for c in codes)} |"
        )
    return "\n".join(lines)


def _told_alarms(alarms: Alarms) -> str:
    head = [
        "## Clean tables",
        "",
        "| from | tables | held | columns | errors | warnings | codes |",
        "|---" * 7 + "|",
    ]
    for s in alarms.columns:
        codes = ", ".join(f"{code} {count}" for code, count in alarms.codes[s].most_common())
        facts = (
            alarms.tables[s],
            alarms.held[s],
            alarms.columns[s],
            alarms.errors[s],
            alarms.warnings[s],
            codes,
        )
        head.append(f"| {s} | {' | '.join(map(str, facts))} |")
    return "\n".join(head)
