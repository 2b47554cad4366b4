"""The site inspects itself: budgets, accessibility, links, languages, and no other host.

Every page is read once, by as many processes as there are cores; of a page that was read only
a note is kept. A check is a module with a `CHECK`, and its line in `CHECKS`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding
from . import budget, contrast, hosts, language, links, names, reader, strict, structure, whole
from .base import Check
from .whole import NoSiteError, Note, Notes, Site

__all__ = ["CHECKS", "Audit", "Check", "NoSiteError", "audit"]

#: Every check, by the name that ``audit.checks`` in the texts explains.
CHECKS: Mapping[str, Check] = {
    "links": links.CHECK,
    "hosts": hosts.CHECK,
    "strict": strict.CHECK,
    "language": language.CHECK,
    "structure": structure.CHECK,
    "names": names.CHECK,
    "contrast": contrast.CHECK,
    "budget": budget.CHECK,
}
#: Below so many pages, starting processes takes longer than reading.
_MANY = 200
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found, and what it looked at: pages, and things by check."""

    findings: tuple[Finding, ...]
    pages: int
    looked: Mapping[str, int]


#: Of one page: its note, what was found, and how many things each check looked at.
_Read = tuple[Note, list[Finding], dict[str, int]]


def audit(folder: Path, workers: int = 0) -> Audit:
    """Runs every check on the site in that folder; ``workers`` 0 takes one process a core.

    Findings are in the order of their files. Raises `NoSiteError`.
    """
    site = whole.look(folder)
    paths = sorted(path for path in site.files if path.endswith(".html"))
    looked = dict.fromkeys(CHECKS, 0)
    found: list[Finding] = []
    notes = []
    for note, findings, counts in _read_all(site, paths, workers):
        notes.append(note)
        found += findings
        for name, count in counts.items():
            looked[name] += count
    for name, check in CHECKS.items():
        count, findings = check.site(Notes(tuple(notes)), site)
        looked[name] += count
        found += findings
    return Audit(tuple(sorted(found, key=lambda f: f.order)), len(notes), looked)


def _read_all(site: Site, paths: list[str], workers: int) -> Iterator[_Read]:
    count = min(workers or os.cpu_count() or 1, max(1, len(paths) // _MANY))
    if count == 1:
        yield from _read(site, paths)
        return
    chunks = [paths[i : i + _CHUNK] for i in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(count, initializer=_start, initargs=(site,)) as pool:
        for done in pool.map(_read_chunk, chunks):
            yield from done


_HERE: list[Site] = []


def _start(site: Site) -> None:
    """In each process: the site that its pages belong to."""
    _HERE[:] = [site]


def _read_chunk(paths: list[str]) -> list[_Read]:
    return list(_read(_HERE[0], paths))


def _read(site: Site, paths: Iterable[str]) -> Iterator[_Read]:
    for path in paths:
        data = (site.folder / path).read_bytes()
        page = reader.read(path, data.decode("utf-8", "replace"))
        if data.strip() and not page.elements:
            continue  # a line that proves to some service whose site this is
        note = whole.note(page, site, whole.packed(data))
        found: list[Finding] = []
        counts = {}
        for name, check in CHECKS.items():
            counts[name], findings = check.page(page, note, site)
            found += findings
        yield note, found, counts
