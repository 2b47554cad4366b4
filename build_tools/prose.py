"""The hand-written pages of ``docs/``, in each language."""

from __future__ import annotations

from collections.abc import Set
from pathlib import PurePosixPath

from .findings import Finding, warning
from .load.active import running
from .model import OutputFile, Portal


def prose(
    portal: Portal, taken: Set[tuple[str, PurePosixPath]], laid_out: Set[str] = frozenset()
) -> tuple[list[OutputFile], list[Finding]]:
    """The pages, and which of them cannot be shown: what is made goes first.

    ``taken``: language and path of every file that is made, as in `OutputFile`. ``laid_out``:
    files ("docs/tanya/….md") that are among them already, since they quote data.
    """
    addresses = {_address(portal, lang, path) for lang, path in taken}
    files: list[OutputFile] = []
    found: list[Finding] = []
    docs = portal.root / "docs"
    others = set(portal.languages[1:])
    for path in sorted(docs.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        name = path.relative_to(docs)
        other = name.parts[0] if len(name.parts) > 1 and name.parts[0] in others else ""
        lang = other or portal.languages[0]
        place = PurePosixPath(*name.parts[1:]) if other else PurePosixPath(name.as_posix())
        if f"docs/{name.as_posix()}" in laid_out:
            continue
        if _address(portal, lang, place) in addresses:
            found.append(warning("prose-collides", file=f"docs/{name.as_posix()}"))
        elif not running(path):  # what runs is told where the sources are
            files.append(OutputFile(place, path, lang))
    return files, found


def _address(portal: Portal, lang: str, path: PurePosixPath) -> PurePosixPath:
    """Where a file comes to lie in the finished site: ``x.md`` as ``x/index.html``.

    A language of none is that of a file beside the pages, which keeps its path.
    """
    if lang and path.suffix == ".md":
        index = path.stem in {"index", "README"}
        path = (path.parent if index else path.with_suffix("")) / "index.html"
    return path if lang in {"", portal.languages[0]} else PurePosixPath(lang) / path
