"""The verb of the gate: `scan`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..words import Words
from .said import fail, out, report, say

if TYPE_CHECKING:
    from ..findings import Finding


#: Unread files that are about a person all the same: a letter, and who has a workbook open.
_OF_PERSONS = frozenset({"card", "lock"})


def scan(given: argparse.Namespace, words: Words) -> int:
    """`terbuka scan`: personal data in raw files, in the next commit, in commits."""
    from .. import scan
    from ..findings import Severity

    given.files = [path.expanduser() for path in given.files]
    asked = [bool(given.files), given.staged, bool(given.commits), given.message is not None]
    if sum(asked) > 1 or (given.traces and any(asked[1:])):
        return fail(words("cli.scan_choose"))
    missing = [path for path in (*given.files, *filter(None, [given.message])) if not path.exists()]
    if missing:
        return fail(words("cli.scan_missing", file=missing[0]))
    try:
        if given.traces:
            return _traces(given, words)
        if given.staged:
            found = scan.staged(given.root)
        elif given.commits:
            found = scan.commits(given.root, given.commits)
        elif given.message is not None:
            found = scan.message(given.message)
        else:
            found = scan.files(given.root, given.files)
    except scan.GitError as problem:
        return fail(words(f"cli.{problem.code}", note=problem.note))
    found.sort(key=lambda f: f.order)
    errors = any(f.severity is Severity.ERROR for f in found)
    hook = given.staged or given.message is not None
    if found or not hook:
        report(found, given, words)
    if errors and given.format == "text":
        out("\n" + words(f"cli.{_told_by(given, found)}").rstrip())
    elif not found and not hook:
        say(given, words("cli.scan_clean"))
    return 1 if errors else 0


def _told_by(given: argparse.Namespace, found: list[Finding]) -> str:
    """Which words tell what to do: by what was looked at, and whether git has it already."""
    from .. import scan
    from ..findings import Severity

    if given.message is not None:
        return "scan_stop_message"
    grave = [f for f in found if f.severity is Severity.ERROR]
    about = "unread" if all(map(_is_only_unread, grave)) else "stop"
    if given.staged:
        return f"scan_{about}_commit"
    if given.commits:
        return f"scan_{about}_commits"
    known = scan.is_known(given.root, {f.file for f in grave})
    return f"scan_{about}_known" if known else f"scan_{about}"


def _is_only_unread(finding: Finding) -> bool:
    """Whether a file could not be looked into, and its name speaks of no person."""
    return finding.code == "file-unread" and dict(finding.values).get("case") not in _OF_PERSONS


def _traces(given: argparse.Namespace, words: Words) -> int:
    """Where pieces of leaked data are left: 0 nowhere, 1 somewhere, or not all could be read."""
    from ..privacy.text import masked
    from ..scan import traces

    try:
        wanted = traces.pieces(given.traces)
    except traces.NoPiecesError:
        return fail(words("cli.traces_none", file=given.traces))
    files = bool(given.files)
    made = traces.in_files(wanted, given.files) if files else traces.in_git(wanted, given.root)
    for name in made.found:
        out(words("cli.traces_found", place=masked(name)))
    for name in made.unread:
        out(words("cli.traces_unread", place=masked(name)))
    if not made.looked:
        return fail(words("cli.traces_nothing"))
    facts = {"looked": words.number(made.looked), "pieces": words.number(len(wanted))}
    if made.found or made.unread:
        out(words("cli.traces_dirty", count=len(made.found), unread=len(made.unread), **facts))
        return 1
    out(words("cli.traces_clean", **facts))
    return 0
