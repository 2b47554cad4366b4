"""What every verb says: reports, sentences, what went wrong. Only the rooms of `cli` print."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ..words import Words

if TYPE_CHECKING:
    from .. import pipeline
    from ..findings import Finding


def out(text: str, to: TextIO | None = None) -> None:
    """Prints a text and a line's end, to the standard output unless another stream is named.

    Whoever reads may stop at any line, as `head` does: the rest is then dropped without a word.
    """
    stream = to or sys.stdout
    try:
        print(_printable(text), file=stream, flush=True)
    except BrokenPipeError:
        # What is still buffered would fail once more when the program ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _printable(text: str) -> str:
    """A text without signs that move a terminal's cursor or turn what it shows around."""
    if all(line.isprintable() for line in text.split("\n")):
        return text
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text)


def report(findings: Iterable[Finding], given: argparse.Namespace, words: Words) -> None:
    """Prints the findings in the form that was asked for: errors, and warnings unless quiet."""
    from .. import reports
    from ..findings import Severity, is_for_staff

    told = (f for f in findings if is_for_staff(f))
    shown = [f for f in told if f.severity is Severity.ERROR or not given.quiet]
    if shown or given.format != "json":
        out(reports.REPORTERS[given.format](shown, words))


def say(given: argparse.Namespace, text: str, *, always: bool = False) -> None:
    """Prints a sentence where the report is a text; ``always``: also when quiet."""
    if given.format == "text" and (always or not given.quiet):
        out(text)


def timings(given: argparse.Namespace, seconds: dict[str, float], total: float) -> None:
    """Seconds a stage, and the peak memory of the largest process, for benchmarks."""
    if given.timings:
        from .. import output

        figures = {**seconds, "total": total}
        if sys.platform != "win32":
            import resource

            who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            figures["peak_memory_mb"] = max(resource.getrusage(w).ru_maxrss for w in who) / 1024
        rounded = {key: round(value, 4) for key, value in figures.items()}
        output.write_file(given.timings, json.dumps(rounded, indent=1).encode())


def ended(result: pipeline.Result, words: Words) -> int:
    """The exit code of a run; bugs of ours are told first."""
    for crash in result.crashes:
        bug(crash, words)
    return result.exit_code()


def bug(trace: str, words: Words) -> int:
    """Tells a bug of ours; its exit code."""
    fail(words("cli.bug", where="").rstrip())
    fail(trace)
    return 3


def reason(problem: OSError, words: Words) -> str:
    """Why the computer refused, in words; a number where there are none."""
    key = f"cli.reasons.{errno.errorcode.get(problem.errno or 0, '')}"
    if words.has(key) and not key.endswith("."):
        return words(key)
    return words("cli.reasons.other", number=problem.errno or "–")


def fail(text: str) -> int:
    """Prints what went wrong; the exit code for settings or usage."""
    out(text, sys.stderr)
    return 2


def wrote(written: Sequence[Path], folder: Path, after: str, words: Words) -> int:
    """Prints which files were written, and what to do next; the exit code."""
    if not written:
        out(words("cli.nothing_written"))
        return 0
    named = folder if folder.parts else folder.resolve()  # "." says nothing
    out(words("cli.written", count=len(written), folder=str(named)))
    for path in written:
        out(f"  {path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path}")
    out(after)
    return 0
