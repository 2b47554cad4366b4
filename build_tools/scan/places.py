"""Where hands write tables and texts, and where there is nothing but the program.

A file is left out only at an exact place, never by its ending alone: what lies in `datasets/` or
`docs/` is always looked at, and a workbook, a table or an archive wherever it lies.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from ..tables import kinds

#: What is made or fetched, and no source of anything.
MADE = frozenset({".git", ".venv", ".build", "node_modules", "__pycache__"})
#: What every portal has of the program.
_SHARED = re.compile(
    r"bootstrap/(?:hook|publish|setup)\.py|bootstrap/SHA256SUMS"
    r"|requirements/[a-z-]+\.(?:txt|in)|Makefile|LICENSE(?:-DATA)?|\.gitlab-ci\.yml"
    r"|\.github/workflows/[a-z-]+\.yml|\.git(?:ignore|attributes)|\.editorconfig"
)
#: Of those the archives, which no one can look into.
_WHEELS = re.compile(r"bootstrap/(?:pip|terbuka)-[0-9][\w.]*-py3-none-any\.whl")
#: The program's own code, tests and templates, in its own repository.
_CODE = re.compile(
    r"(?:build_tools|tests|bench|bootstrap)/(?:[\w.-]+/)*[\w.-]+\."
    r"(?:py|js|mjs|css|j2|svg|html|toml|yml|yaml|txt|json|jsonl|lock|woff2|md)"
)
#: Tables there that are broken on purpose, with rows that are made up.
_EXAMPLES = ("tests/examples/",)


def is_code(name: str, top: Path) -> bool:
    """Whether a file is the program's by its place in the repository at ``top``, or is made."""
    if MADE.intersection(PurePosixPath(name).parts):
        return True
    if _SHARED.fullmatch(name) or _WHEELS.fullmatch(name):
        return True
    own = (top / "build_tools" / "scan").is_dir()
    return own and (bool(_CODE.fullmatch(name)) or name.startswith(_EXAMPLES))


def is_opened(name: str, path: Path) -> bool:
    """Whether a file at a place of code is looked into all the same, by its first bytes."""
    made = MADE.intersection(PurePosixPath(name).parts)
    if made or name.startswith(_EXAMPLES) or _WHEELS.fullmatch(name):
        return False
    with path.open("rb") as file:
        head = file.read(4096)
    return head.startswith(b"PK") or kinds.kind_of(path, head) not in _SHOWN


#: What bytes may tell of code, pages and pictures.
_SHOWN = frozenset({"", "picture", "xml", "html"})
