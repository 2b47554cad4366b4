"""The verb of the gate: `scan`."""

from __future__ import annotations

import argparse

from ..words import Words
from .said import fail, out, report, say


def scan(given: argparse.Namespace, words: Words) -> int:
    """`terbuka scan`: personal data in raw files, in the next commit, in commits."""
    from .. import scan
    from ..findings import Severity

    asked = [bool(given.files), given.staged, bool(given.commits), given.message is not None]
    if sum(asked) > 1:
        return fail(words("cli.scan_choose"))
    missing = [path for path in (*given.files, *filter(None, [given.message])) if not path.exists()]
    if missing:
        return fail(words("cli.scan_missing", file=missing[0]))
    try:
        if given.staged:
            found = scan.staged(given.root)
        elif given.commits:
            found = scan.commits(given.root, given.commits)
        elif given.message is not None:
            found = scan.message(given.message)
        else:
            found = scan.files(given.root, given.files)
    except scan.GitError as problem:
        return fail(words("cli.scan_git", note=problem.note))
    found.sort(key=lambda f: f.order)
    errors = any(f.severity is Severity.ERROR for f in found)
    hook = given.staged or given.message is not None
    if found or not hook:
        report(found, given, words)
    if errors and given.format == "text":
        out("\n" + words("cli.scan_stop_commit" if hook else "cli.scan_stop").rstrip())
    elif not found and not hook:
        say(given, words("cli.scan_clean"))
    return 1 if errors else 0
