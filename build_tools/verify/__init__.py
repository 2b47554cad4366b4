"""Whether a site, or the files of a dataset, are what they say: the verb `verify`.

A site is held against its list of hashes (`SHA256SUMS`), then built once more from the commit it
names; the files of a dataset (a folder or its ZIP) against the hashes of `datapackage.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import provenance, sums
from ..findings import Finding, Severity, error, warning
from . import rebuild
from .files import Files, UnreadableError, is_safe, opened

__all__ = ["UnreadableError", "Verified", "verify"]

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Verified:
    """What came out, and how far the look went."""

    kind: str  # "site" or "dataset"
    files: int  # how many were hashed and compared
    findings: tuple[Finding, ...]
    unlisted: tuple[str, ...] = ()  # of a dataset: files without a hash
    commit: str = ""  # that the site was built again from; empty: it was not
    as_of: str = ""
    not_rebuilt: tuple[str, str] = ("", "")  # why not: code, what was said

    @property
    def is_good(self) -> bool:
        """Whether nothing differs."""
        return not any(f.severity is Severity.ERROR for f in self.findings)


def verify(place: Path, root: Path, rebuilding: bool = True) -> Verified:
    """Looks at a folder or ZIP; a site is also built again from the checkout at ``root``.

    Raises `UnreadableError` where there is nothing that could be held against anything.
    """
    files = opened(place)
    if sums.NAME in files.names:
        return _site(files, root, rebuilding)
    if DESCRIPTOR in files.names:
        return _dataset(files)
    raise UnreadableError("nothing")


def _site(files: Files, root: Path, rebuilding: bool) -> Verified:
    listed, wrong = sums.read(files.content(sums.NAME))
    found = list(files.findings)
    if wrong:
        found.append(error("verify-list", file=sums.NAME, row=wrong))
    wanted = files.names - {sums.NAME}
    given = files.digests(sorted(wanted))
    found += _against_list(listed, given, wanted)
    if provenance.NAME not in listed:
        found.append(error("verify-missing", file=provenance.NAME))
    result = Verified("site", len(given), tuple(found))
    if not rebuilding:
        return result
    try:
        told = rebuild.origin(_parsed(files, provenance.NAME))
        known = {f.file for f in found}
        found += (f for f in rebuild.compared(given, told, root) if f.file not in known)
    except rebuild.CannotRebuildError as problem:
        return Verified("site", len(given), tuple(found), not_rebuilt=(problem.code, problem.note))
    return Verified("site", len(given), tuple(found), commit=told.commit, as_of=told.as_of)


def _against_list(
    listed: dict[str, str], given: dict[str, str], names: frozenset[str]
) -> Iterator[Finding]:
    for name in sorted(listed.keys() | names):
        if name in listed and not is_safe(name):
            yield error("verify-unsafe", file=name, case="path")
        elif name not in names:
            yield error("verify-missing", file=name)
        elif name not in listed:
            yield error("verify-extra", file=name)
        elif given.get(name) != listed[name]:
            yield error("verify-changed", file=name)


def _parsed(files: Files, name: str) -> Any:
    """A JSON file; nothing where it is not there or is none."""
    if name not in files.names:
        return None
    try:
        return json.loads(files.content(name))
    except (ValueError, RecursionError):
        return None


def _dataset(files: Files) -> Verified:
    described = _parsed(files, DESCRIPTOR)
    wanted = list(_described(described))
    if not wanted:
        raise UnreadableError("no_hashes")
    found = list(files.findings)
    there = sorted({name for name, _ in wanted} & files.names)
    given = files.digests(there)
    for name, digest in wanted:
        if not is_safe(name):
            found.append(error("verify-unsafe", file=name, case="path"))
        elif name not in files.names:
            found.append(error("verify-missing", file=name))
        elif not digest.startswith("sha256:"):
            found.append(warning("verify-hash", file=name, hash=digest[:80]))
        elif f"sha256:{given.get(name)}" != digest:
            found.append(error("verify-changed", file=name))
    unlisted = files.names - {name for name, _ in wanted} - {DESCRIPTOR}
    return Verified("dataset", len(given), tuple(found), tuple(sorted(unlisted)))


def _described(described: Any) -> Iterator[tuple[str, str]]:
    """Each file that a description names with its hash; an address elsewhere is none."""
    resources = described.get("resources") if isinstance(described, dict) else None
    for resource in resources if isinstance(resources, list) else []:
        more = resource.get("sdi:format") if isinstance(resource, dict) else None
        for file in (resource, *(more if isinstance(more, list) else ())):
            name = file.get("path") if isinstance(file, dict) else None
            digest = file.get("hash") if isinstance(file, dict) else None
            if isinstance(name, str) and isinstance(digest, str) and "://" not in name:
                yield name, digest.lower()
