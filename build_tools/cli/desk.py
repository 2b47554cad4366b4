"""The verb `meja`: the walidata's own list of what to look at."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..words import Words
from .running import options_of
from .said import bug, fail, out, reason

#: What is published or kept by git, below the portal's folder: the list never lies there.
_PUBLIC = (
    *("site", "public", "docs", "datasets"),
    *(".build/docs", ".build/static", ".build/sites", ".build/theme"),
)
_FILES = {"markdown": "meja.md", "csv": "meja.csv"}


def meja(given: argparse.Namespace, words: Words) -> int:
    """`terbuka meja`: 0 whatever there is to do, 2 usage, 3 a bug."""
    from .. import output, pipeline
    from ..desk import desk, shown

    options = options_of(given, words)
    folder: Path | None = given.output
    if folder and _is_public(folder, options.root):
        return fail(words("desk.refused", folder=folder))
    result = pipeline.datasets(options)
    found = desk(result.site, result.findings, words)
    if folder:
        try:
            for form, name in _FILES.items():
                output.write_file(folder / name, shown.FORMS[form](found, words).encode())
        except OSError as problem:
            return fail(words("cli.bad_output", file=folder, note=reason(problem, words)))
        out(words("desk.written", files=", ".join(str(folder / n) for n in _FILES.values())))
    else:
        out(shown.FORMS[given.format](found, words).rstrip("\r\n"))
    for crash in result.crashes:
        bug(crash, words)
    return 3 if result.crashes else 0


def _is_public(folder: Path, root: Path) -> bool:
    """Whether what lies in a folder goes out with the site, or into git's usual places."""
    place = folder.resolve()
    return any(place.is_relative_to((root / name).resolve()) for name in _PUBLIC)
