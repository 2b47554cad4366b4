"""Speed and memory of checking and converting, beside peers, floors and goals.

make bench                       everything, an hour or so: see BENCHES for each
python -m bench check start      only those
BENCH_ROWS=100000 make bench     shorter tables where a million rows are asked for (check, growth,
                                 explore)
BENCH_DATASETS=30 make bench     fewer datasets (many, portal, past, catalogues)
BENCH_VERSIONS=10 make bench     fewer versions of each (past)
BENCH_ROUNDS=1 make bench        one round instead of three
make bench ARGS=privacy          what the privacy gate finds and misses: see bench/privacy.py

Every figure is a ratio of runs taken in turn on the same files, or an absolute value. Results
go to .build/bench/results/. The exit code is 0 whether goals are reached or not; it is 1 where
the two sides do not find the same.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from itertools import chain

from .catalogues import catalogues
from .check import check, many
from .convert import convert, xlsx
from .explore import explore
from .figures import Figure, line, table
from .growth import growth
from .machine import machine, told
from .options import Options, from_environment
from .past import past
from .privacy import privacy
from .start import start
from .whole import whole

#: Each benchmark, and what it takes.
BENCHES: dict[str, Callable[[Options], list[Figure]]] = {
    "start": start,
    "check": check,
    "many": many,
    "convert": convert,
    "xlsx": xlsx,
    "portal": whole,
    "growth": growth,
    "privacy": privacy,
    "past": past,
    "explore": explore,
    "catalogues": catalogues,
}


def main(names: list[str], options: Options) -> int:
    """Run the benchmarks of those names (none: all) and print their table."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"{', '.join(unknown)}: choose from {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    found = machine()
    print(told(found), flush=True)
    options.results.mkdir(parents=True, exist_ok=True)
    done: dict[str, list[Figure]] = {}
    broken = []
    for name in names or BENCHES:
        began = time.perf_counter()
        print(f"\n{name} …", flush=True)
        try:
            figures = BENCHES[name](options)
        except Exception:  # noqa: BLE001 - the other benchmarks are of use all the same
            traceback.print_exc()
            broken.append(name)
            continue
        seconds = time.perf_counter() - began
        print("\n".join([*map(line, figures), f"({name} took {seconds:.0f} s)"]), flush=True)
        result = {"machine": found, "seconds": seconds, "figures": [f.result() for f in figures]}
        text = json.dumps(result, indent=1, ensure_ascii=False)
        (options.results / f"{name}.json").write_text(text, encoding="utf-8")
        done[name] = figures
    shutil.rmtree(options.folder / "made", ignore_errors=True)
    print(f"\n{told(found)}\n\n{table(chain.from_iterable(done.values()))}")
    if broken:
        print(f"\nbroken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], from_environment()))
