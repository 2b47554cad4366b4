"""The verb `mirror`: what passed goes to the public repository."""

from __future__ import annotations

import argparse
import os
import sys

from ..words import Words
from .running import options_of
from .said import ended, fail, out, report, say


def mirror(given: argparse.Namespace, words: Words) -> int:
    """`terbuka mirror`: 0 fine, 1 something is held back or in the way, 2 refused, 3 a bug."""
    from .. import mirror as room
    from .. import output

    if not given.dest:
        return fail(words("mirror.no-dest"))
    options = options_of(given, words)
    try:
        with output.alone(options.build_folder):
            made = room.mirror(options, given.dest, given.push, os.environ)
    except output.BusyError:
        return fail(words("cli.busy"))
    except room.MirrorError as problem:
        return fail(words(f"mirror.{problem.code}", **problem.values))
    report(made.result.findings, given, words)
    if made.refused:
        report(made.refused, given, words)
        fail(words("mirror.refused", count=len(made.refused)))
        return 1
    for subject in made.commits:
        say(given, f"  {subject}")
    key = "nothing-new" if not made.commits else "sent" if made.sent else "ready"
    if not made.result.crashes:
        count, dest = len(made.commits), room.shown(given.dest)
        say(given, words(f"mirror.{key}", count=count, dest=dest), always=True)
    if made.undated:
        out(words("mirror.undated", datasets=", ".join(made.undated)), sys.stderr)
    return ended(made.result, words)
