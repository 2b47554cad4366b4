"""What the PPID has decided on does not stop a commit: it is told, as `check` tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from .. import load
from ..checks.waived import Waived
from ..findings import Finding, Severity

_WITA = timezone(timedelta(hours=8), "WITA")


def applied(root: Path, found: list[Finding]) -> list[Finding]:
    """The findings without those that a waiver in force today is about, and what is told of it.

    Waivers are those of the working tree of the portal at ``root``. Where they cannot be read,
    every finding stands.
    """
    if not any(f.severity is Severity.ERROR for f in found):
        return found
    if not (root / "datasets" / "_pengaturan" / "izin-ppid.yaml").is_file():
        return found
    try:
        portal = load.load_portal(root, datetime.now(_WITA).date())
    except load.SettingsError:
        return found
    loaded = {s.id: load.load(s, portal)[0] for s in load.discover(root)}
    portal, _ = load.waivers(load.register(portal)[0], loaded)
    for waiver_of in {w.dataset for w in portal.waivers}:
        dataset = loaded.get(waiver_of)
        mine = [w for w in portal.waivers if w.dataset == waiver_of]
        for resource in (None, *(dataset.resources if dataset else ())):
            found = _left(found, waiver_of, Waived(mine, resource))
    return found


def _left(found: Iterable[Finding], id: str, waived: Waived) -> list[Finding]:
    base = f"datasets/{id}/"
    left: list[Finding] = []
    for f in found:
        inside = f.file.startswith(base)
        if not (inside and waived.takes(replace(f, file=f.file.removeprefix(base)))):
            left.append(f)
    return left + [replace(told, file=base + told.file) for told in waived.told()]
