"""The verb `harvest`: datasets of other portals, by reference."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..findings import Finding, error
from ..words import Words
from .running import WITA
from .said import fail, out, report, say

if TYPE_CHECKING:
    from ..harvest import Outcome

#: Names that are printed of each kind.
_SHOWN = 10


def harvest(given: argparse.Namespace, words: Words) -> int:
    """`terbuka harvest`: 0 all were read, 1 one could not be, 2 usage.

    Without an address all portals that were harvested before are read again.
    """
    from .. import harvest as room
    from ..load import SettingsError, load_portal
    from ..load.harvested import PORTAL, folders, records
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
        for folder in folders(given.root):
            known = records(given.root, folder).portal
            if known is None:
                place = (folder / PORTAL).relative_to(given.root).as_posix()
                findings.append(error("harvest-record", file=place, property="portal"))
            else:
                wanted.append((known.url, known.id))
        if not wanted and not findings:
            return fail(words("harvest.nothing"))
    done: list[Outcome] = []
    for url, name in wanted:
        try:
            done.append(
                room.harvest(
                    given.root,
                    url,
                    day,
                    web=room.Web(local=given.local),
                    name=name,
                    own=portal.site_url,
                    drop=given.drop,
                    dry=given.dry,
                )
            )
            findings += done[-1].findings
        except room.HarvestError as problem:
            facts = {"case": problem.case, "url": problem.url or url, "note": problem.note or "–"}
            findings.append(error("harvest-unread", **facts))
    report(findings, given, words)
    for outcome in done:
        _tell(outcome, given, words)
    return 1 if any(f.code in {"harvest-unread", "harvest-record"} for f in findings) else 0


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
