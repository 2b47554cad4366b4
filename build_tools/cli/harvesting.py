"""The verb `harvest`: datasets of other portals, by reference."""

from __future__ import annotations

import argparse
import traceback
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import faults
from ..findings import Finding, error
from ..words import Words
from .running import WITA
from .said import bug, fail, out, report, say

if TYPE_CHECKING:
    from ..harvest import Outcome

#: Names that are printed of each kind.
_SHOWN = 10


def harvest(given: argparse.Namespace, words: Words) -> int:
    """`terbuka harvest`: 0 all were read, 1 one could not be, 2 usage, 3 a bug.

    Without an address all portals that were harvested before are read again.
    """
    from .. import harvest as room
    from ..load import SettingsError, load_portal
    from ..load.settings import NAME

    try:
        day = date.fromisoformat(given.as_of) if given.as_of else datetime.now(WITA).date()
    except ValueError:
        raise SettingsError("bad_date", value=given.as_of) from None
    if given.name and (len(given.urls) != 1 or not NAME.fullmatch(given.name)):
        return fail(words("harvest.bad_name", name=given.name))
    portal = load_portal(given.root, day, "")
    wanted = [(url, given.name) for url in given.urls]
    findings: list[Finding] = []
    if not wanted:
        wanted, findings = _known(given.root)
        if not wanted and not findings:
            return fail(words("harvest.nothing"))
    done: list[Outcome] = []
    crashes: list[str] = []
    for url, name in wanted:
        web = room.Web(local=given.local)
        asked = {"name": name, "own": portal.site_url, "drop": given.drop, "dry": given.dry}
        try:
            done.append(room.harvest(given.root, url, day, web=web, **asked))
            findings += done[-1].findings
        except room.HarvestError as problem:
            facts = {"case": problem.case, "url": problem.url or url, "note": problem.note or "–"}
            findings.append(error("harvest-unread", **facts))
        except Exception as problem:  # one portal must not take the others down
            if faults.of_computer(problem, given.root):
                raise
            crashes.append(f"{url}\n{traceback.format_exc()}")
    report(findings, given, words)
    for outcome in done:
        _tell(outcome, given, words)
    for crash in crashes:
        bug(crash, words)
    unread = any(f.code in {"harvest-unread", "harvest-record"} for f in findings)
    return 3 if crashes else int(unread)


def _known(root: Path) -> tuple[list[tuple[str, str]], list[Finding]]:
    """Address and name of every portal that was harvested before; the records that are amiss."""
    from ..load.harvested import PORTAL, folders, records

    wanted: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for folder in folders(root):
        known = records(root, folder).portal
        if known is None:
            place = (folder / PORTAL).relative_to(root).as_posix()
            findings.append(error("harvest-record", file=place, property="portal"))
        else:
            wanted.append((known.url, known.id))
    return wanted, findings


def _tell(outcome: Outcome, given: argparse.Namespace, words: Words) -> None:
    """What a harvest changed."""
    portal = outcome.portal
    kind = words(f"harvest.kinds.{portal.kind.replace('.', '-')}")
    facts = {"title": portal.title, "kind": kind, "count": words.number(outcome.count)}
    say(given, words("harvest.read", **facts))
    for key in ("new", "changed", "gone", "dropped"):
        word = "gone_now" if key == "gone" else key
        names: list[str] = getattr(outcome, key)
        if names and given.format == "text" and not given.quiet:
            more = ", …" if len(names) > _SHOWN else ""
            listed = ", ".join(names[:_SHOWN]) + more
            out(words(f"harvest.{word}", count=words.number(len(names)), names=listed))
    if outcome.own:
        say(given, words("harvest.own", count=words.number(outcome.own)))
    place = f"datasets/_panen/{portal.id}/"
    say(given, words("harvest.dry" if given.dry else "harvest.written", folder=place))
