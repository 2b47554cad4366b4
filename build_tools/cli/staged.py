"""`check --staged`: only the datasets of which the next commit changes a file, for a hook."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ..words import Words
from .said import fail, out


def checked(
    given: argparse.Namespace,
    words: Words,
    check: Callable[[argparse.Namespace, Words], int],
) -> int:
    """Checks those datasets by ``check``, as they lie in the folder; 0 where there are none."""
    from .. import scan

    if not (given.root / "mkdocs.yml").is_file():
        return 0  # no portal, so there is nothing to hold a dataset to
    try:
        ids = scan.staged_datasets(given.root)
    except scan.GitError as problem:
        return fail(words(f"cli.{problem.code}", note=problem.note))
    if not ids:
        return 0
    given.staged, given.quiet, given.datasets = False, True, ids
    code = check(given, words)
    if code == 1:
        out("\n" + words("cli.check_stop_commit").rstrip())
    return code
