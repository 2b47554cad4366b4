"""What is known of addresses from one run to the next: an address is dead after two of them.

The memory is a file beside the plan. Should it be lost, what stands in the open issues is enough
to go on: each dead address left its digest and its day there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import Published
from .links import REASONS, Answer
from .needs import Dead
from .plan import Issue

#: On how many days an address must have been dead.
RUNS = 2
#: A memory of more bytes, or of more addresses in a portal, is not looked at.
MAX_BYTES, MOST = 5_000_000, 2_000
_LONGEST = 2_000
_LEFT = re.compile(r"<!-- terbuka:mati (404|410|dns) (\d{4}-\d\d-\d\d) ([0-9a-f]{16}) -->")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of an address."""

    answer: Answer  # the newest
    asked: str  # ISO date of it
    since: str = ""  # ISO date on which it was found dead first; empty: it is not
    runs: int = 0  # on how many days it was found dead since
    reason: str = ""  # why it was dead
    last: str = ""  # ISO date on which it was found dead last


Memory = Mapping[str, Seen]


def addresses(published: Iterable[Published]) -> dict[str, tuple[str, ...]]:
    """Every address that descriptors name, as a source or to reach an office, and by which."""
    found: dict[str, list[str]] = {}
    for one in published:
        named = [source.path for source in one.dataset.sources] + [one.dataset.contact.url]
        for address in dict.fromkeys(named):
            if address.startswith(("https://", "http://")) and len(address) <= _LONGEST:
                found.setdefault(address, []).append(one.id)
    return {address: tuple(found[address]) for address in sorted(found)[:MOST]}


def remember(before: Memory, answers: Mapping[str, Answer], today: date) -> dict[str, Seen]:
    """The memory after a run. Two runs of one day count as one; the undecided changes nothing."""
    day = today.isoformat()
    found: dict[str, Seen] = {}
    for address, answer in answers.items():
        old = before.get(address, Seen(answer, day))
        if answer.state == "hidup":
            found[address] = Seen(answer, day)
        elif answer.state == "mati":
            runs = old.runs + (old.last < day)
            found[address] = Seen(answer, day, old.since or day, runs, answer.reason, day)
        else:
            found[address] = Seen(answer, day, old.since, old.runs, old.reason, old.last)
    return found


def dead(memory: Memory, named: Mapping[str, tuple[str, ...]]) -> Iterator[Dead]:
    """The addresses of descriptors that were dead on two days or more."""
    for address, ids in named.items():
        seen = memory.get(address)
        if seen and seen.runs >= RUNS:
            yield Dead(address, seen.since, seen.reason, ids)


def recalled(memory: Memory, issues: Iterable[Issue], named: Iterable[str]) -> dict[str, Seen]:
    """The memory, with what it lacks of the dead addresses that open issues tell of."""
    left = [m for issue in issues if issue.open for m in _LEFT.finditer(issue.body)]
    told = {m[3]: (m[1], m[2]) for m in left if _is_day(m[2])}
    found = dict(memory)
    for address in named:
        reason, since = told.get(digest(address), ("", ""))
        if since and address not in found:
            found[address] = Seen(Answer("mati", reason), since, since, RUNS, reason, since)
    return found


def digest(address: str) -> str:
    """By which an address is known in an issue."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def as_json(memory: Memory, named: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The memory for its file and for people, by address."""
    return [
        {
            "alamat": address,
            "hasil": seen.answer.state,
            "alasan": seen.answer.reason,
            "ditanya": seen.asked,
            "mati_sejak": seen.since,
            "mati_hari": seen.runs,
            "mati_alasan": seen.reason,
            "mati_terakhir": seen.last,
            "dataset": list(named.get(address, ())),
        }
        for address, seen in sorted(memory.items())
    ]


def of_json(content: bytes) -> dict[str, Seen]:
    """The memory of an earlier run; what cannot be read was not remembered."""
    try:
        given = json.loads(content) if len(content) <= MAX_BYTES else []
    except (ValueError, RecursionError):
        given = []
    found: dict[str, Seen] = {}
    for entry in given if isinstance(given, list) else ():
        if not isinstance(entry, dict):
            continue
        address, runs, since = (entry.get(k) for k in ("alamat", "mati_hari", "mati_sejak"))
        state, reason = entry.get("hasil"), entry.get("mati_alasan")
        if not (isinstance(address, str) and isinstance(runs, int) and _is_day(since)):
            continue
        if state not in {"hidup", "mati", "belum-pasti"} or not _is_day(entry.get("ditanya")):
            continue
        if reason not in {"", *REASONS} or not _is_day(entry.get("mati_terakhir")):
            continue
        answer = Answer(state, str(entry.get("alasan") or ""))
        last = str(entry["mati_terakhir"])
        found[address] = Seen(answer, str(entry["ditanya"]), str(since), runs, str(reason), last)
    return found


def _is_day(value: object) -> bool:
    """Whether that is an ISO date, or the empty text."""
    if not isinstance(value, str):
        return False
    try:
        return not value or bool(date.fromisoformat(value))
    except ValueError:
        return False
