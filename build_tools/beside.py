"""What is personal beside the datasets: in pages, settings, pictures, folders of the portal.

Looked at once and remembered in the cache by the content of these files. Of a page without a
table in which nothing is found by its text alone, nothing more is asked: writing one costs little.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import cache
from .cache import Outcome
from .findings import Finding, Severity
from .privacy.kinds import KINDS
from .privacy.names import persons
from .privacy.text import find

#: What is known of other portals: `load.harvested` looks at each record as it reads it.
_RECORDS = "_panen"
#: A page of more bytes is looked at like any other file.
_MAX_PAGE = 1_000_000


def beside(root: Path, folder: Path, anew: bool = False) -> tuple[list[Finding], str]:
    """What was found, and the entry of the cache in ``folder`` that remembers it."""
    digest = hashlib.sha256()
    wanted = [path for path in _files(root) if not _is_plain(path, root)]
    for path in wanted:
        name = path.relative_to(root).as_posix().encode("utf-8", "surrogateescape")
        digest.update(name + b"\0" + cache.file_digest(path).encode() + b"\0")
    entry = f"{cache.key(['beside', digest.hexdigest()])}-beside"
    known = None if anew else cache.get(folder, entry, None)
    if known is None:
        from .checks import personalfiles

        known = Outcome(tuple(personalfiles.portal(root, wanted)), ())
        with cache.entry(folder) as work:
            cache.keep(folder, entry, work, known, anew)
    return list(known.findings), entry


def refused(root: Path, findings: Iterable[Finding]) -> set[Path]:
    """The pages that do not go out: a number of one person stands in them."""
    return {
        root / f.file
        for f in findings
        if f.code in KINDS and f.severity is Severity.ERROR and not f.dataset
    }


def _is_plain(path: Path, root: Path) -> bool:
    """Whether a page is running text without anything personal."""
    if path.suffix != ".md" or path.stat().st_size > _MAX_PAGE:
        return False
    name = path.relative_to(root).as_posix()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return False
    return not (
        any(persons(re.sub(r"[-_/.]+", " ", name)))
        or any(line.lstrip().startswith("|") or find(line) for line in (name, *lines))
    )


def _files(root: Path) -> Iterator[Path]:
    base = root / "datasets"
    folders = [root / "docs"]
    if base.is_dir():
        own = [path for path in sorted(base.iterdir()) if path.name[0] in "._"]
        folders += [path for path in own if path.name != _RECORDS]
    yield from (path for path in [root / "mkdocs.yml"] if path.is_file())
    for folder in folders:
        for parent, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = Path(parent) / name
                if path.is_file() and not path.is_symlink():
                    yield path
