"""What the PPID has decided on does not stop a commit: it is told, as `check` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..checks.waived import Waived
from ..findings import Finding, Severity
from .ground import Ground

_FOLDER = re.compile(r"datasets/([a-z0-9-]+/[a-z0-9-]+)/")


def applied(ground: Ground, found: list[Finding]) -> list[Finding]:
    """The findings without those that a waiver in force today is about, and what is told of it.

    Waivers are those of the portal that the files are judged by. Where they cannot be read,
    every finding stands.
    """
    grave = [_FOLDER.match(f.file) for f in found if f.severity is Severity.ERROR]
    ids = {match[1] for match in grave if match}
    portal = ground.decided(ids) if ids else None
    if portal is None:
        return found
    for about in sorted(ids & {w.dataset for w in portal.waivers}):
        dataset = ground.dataset(about)
        mine = [w for w in portal.waivers if w.dataset == about]
        for resource in (None, *(dataset.resources if dataset else ())):
            found = _left(found, about, Waived(mine, resource))
    return found


def _left(found: Iterable[Finding], id: str, waived: Waived) -> list[Finding]:
    base = f"datasets/{id}/"
    left: list[Finding] = []
    for f in found:
        inside = f.file.startswith(base)
        if not (inside and waived.takes(_as_one(f, base))):
            left.append(f)
    return left + [replace(told, file=base + told.file) for told in waived.told()]


def _as_one(finding: Finding, base: str) -> Finding:
    """The finding as `check` has it; what only counts further ones as one of those."""
    values = dict(finding.values)
    finding = replace(finding, file=finding.file.removeprefix(base))
    if finding.code != "more":
        return finding
    return replace(finding, code=str(values["of"]), values=(("count", values["more"]),))
