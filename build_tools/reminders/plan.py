"""What to do with the issues of the git host, so that each fact is told once.

An issue of ours begins with its mark. While nothing changed, nothing is done; an issue that a
person closed stays closed until the facts are others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

#: Open a new one; write anew; open again and write anew; close; leave as it is.
Step = Literal["buka", "perbarui", "buka-lagi", "tutup", "tetap"]

_MARK = re.compile(r"<!-- terbuka:ingatkan ([a-z0-9-]{1,100}) -->")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that is there."""

    number: int
    title: str
    body: str
    open: bool

    @property
    def office(self) -> str:
        """The office that it reminds; empty where it is none of ours."""
        found = _MARK.match(self.body)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The issue that an office should have."""

    office: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Action:
    """What to do. ``comment`` is written beside it, where it is not empty."""

    step: Step
    office: str
    number: int | None  # of the issue; none: it is still to be opened
    title: str
    body: str
    comment: str = ""


def mark(office: str) -> str:
    """The first line of the issue of an office, which nobody sees."""
    return f"<!-- terbuka:ingatkan {office} -->"


def issues_of(given: object) -> tuple[Issue, ...]:
    """Issues of a list as hosts give it: `number` (or `iid`), `title`, `body`, `state`.

    What is no issue is left out. Only those that the program opened may be in the list.
    """
    found = []
    for entry in given if isinstance(given, list) else ():
        if not isinstance(entry, dict):
            continue
        number = entry.get("number", entry.get("iid"))
        body = _lines(entry.get("body") or entry.get("description"))
        if isinstance(number, int) and not isinstance(number, bool):
            is_open = entry.get("state") in {"open", "opened"}
            found.append(Issue(number, str(entry.get("title") or ""), body, is_open))
    return tuple(found)


def plan(wanted: Sequence[Wanted], issues: Iterable[Issue], done: Wanted) -> tuple[Action, ...]:
    """One action for every office that has an issue or needs one, by its id.

    ``done`` is what an issue says once nothing is left: its title is the closing comment.
    """
    ours: dict[str, list[Issue]] = {}
    for issue in sorted(issues, key=lambda i: i.number):
        if issue.office:
            ours.setdefault(issue.office, []).append(issue)
    needed = {w.office: w for w in wanted}
    found: list[Action] = []
    for office in sorted(needed.keys() | ours.keys()):
        there = ours.get(office, [])
        open_ = [issue for issue in there if issue.open]
        if office in needed:
            found.append(_needed(needed[office], open_, there))
        spare = open_[1:] if office in needed else open_
        body = f"{mark(office)}\n{done.body}"
        found += [Action("tutup", office, i.number, i.title, body, done.title) for i in spare]
    return tuple(found)


def _needed(wanted: Wanted, open_: Sequence[Issue], there: Sequence[Issue]) -> Action:
    latest = open_[0] if open_ else there[-1] if there else None
    if latest is None:
        return Action("buka", wanted.office, None, wanted.title, wanted.body)
    same = latest.body == _lines(wanted.body) and latest.title == wanted.title
    step: Step = "tetap" if same else "perbarui" if latest.open else "buka-lagi"
    return Action(step, wanted.office, latest.number, wanted.title, wanted.body)


def as_json(actions: Iterable[Action]) -> list[dict[str, Any]]:
    """The plan for whoever carries it out; what stays as it is has no text."""
    return [
        {
            "tindakan": action.step,
            "opd": action.office,
            "nomor": action.number,
            "judul": action.title,
            "isi": "" if action.step == "tetap" else action.body,
            "komentar": action.comment,
        }
        for action in actions
    ]


def _lines(text: object) -> str:
    """A text as hosts keep it: ends of lines and white space at the ends are theirs."""
    return str(text or "").replace("\r\n", "\n").strip()
