"""What the search is told beside the datasets: words that are equal, and names of places."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..findings import Finding, warning
from .files import is_plain
from .yamlfile import UnreadableError, read_mapping

#: The file that staff edit, below the portal's folder.
SYNONYMS = "datasets/_pengaturan/sinonim.yaml"
#: Bounds of the file: a search must stay quick whatever people write.
MOST_GROUPS, MOST_PHRASES, LONGEST = 2000, 20, 100
MAX_SYNONYM_BYTES, MAX_PLACES_BYTES = 200_000, 5_000_000

Synonyms = tuple[tuple[str, ...], ...]
Places = tuple[tuple[str, tuple[str, ...]], ...]


def synonyms(root: Path) -> tuple[Synonyms, list[Finding]]:
    """The groups of equal words, and what is wrong with the file; groups that are, stay out.

    There need be no such file. Nothing in it can stop a build.
    """
    base, path = root / "datasets", root / SYNONYMS
    if not path.exists() and not path.is_symlink():
        return (), []
    try:
        if is_plain(base, path) and path.stat().st_size > MAX_SYNONYM_BYTES:
            raise UnreadableError("descriptor-too-large")
        given = read_mapping(base, path).get("sinonim")
    except UnreadableError as problem:
        note = problem.note or problem.code
        return (), [warning("synonyms-unreadable", file=SYNONYMS, row=problem.line, note=note)]
    if not isinstance(given, list):
        return (), [warning("synonyms-shape", file=SYNONYMS, number="-")]
    found, findings = [], []
    for number, group in enumerate(given, start=1):
        phrases = _phrases(group)
        if phrases and number <= MOST_GROUPS:
            found.append(phrases)
        else:
            findings.append(warning("synonyms-shape", file=SYNONYMS, number=number))
    return tuple(found), findings


def _phrases(group: Any) -> tuple[str, ...]:
    """The phrases of a group; none where it is no group."""
    if not isinstance(group, list) or not 2 <= len(group) <= MOST_PHRASES:
        return ()
    if any(isinstance(p, bool) or not isinstance(p, str | int) for p in group):
        return ()
    phrases = tuple(" ".join(str(p).split()) for p in group)
    return phrases if all(0 < len(p) <= LONGEST for p in phrases) else ()


def places(root: Path, given: Mapping[str, Any]) -> Places:
    """The names in each table of the reference of areas: its name, and the names it lists.

    The setting `daftar_wilayah` names the reference data. As with the registers, only plain
    CSV is read, and what is wrong with it is found when it is checked in its turn.
    """
    base = root / "datasets"
    folder = base / str(given.get("daftar_wilayah") or "referensi/wilayah") / "data"
    if not folder.is_relative_to(base) or ".." in folder.parts:
        return ()
    found = []
    for path in sorted(folder.glob("*.csv")):
        if is_plain(base, path) and path.stat().st_size <= MAX_PLACES_BYTES:
            names = tuple(dict.fromkeys(_names(path)))
            if names:
                found.append((path.stem, names))
    return tuple(found)


def _names(path: Path) -> Iterator[str]:
    """What stands in the columns `nama` and `nama_…` that hold names and no codes' spelling."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column in ("nama_kabupaten", "nama_kecamatan", "nama"):
                    name = " ".join((row.get(column) or "").split())
                    if name and len(name) <= LONGEST:
                        yield name
    except (UnicodeDecodeError, csv.Error, OSError):
        return
