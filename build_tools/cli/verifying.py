"""The verb `verify`: is a site, or a dataset's files, what it says?"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..reports import one_line
from ..words import Words
from .said import fail, report, say

_SHOWN = 6


def verify(given: argparse.Namespace, words: Words) -> int:
    """`terbuka verify`: 0 nothing differs, 1 something does, 2 there is nothing to compare."""
    from .. import verify as room

    place: Path = given.folder or given.root / "site"
    try:
        done = room.verify(place, given.root, not given.no_rebuild)
    except room.UnreadableError as problem:
        return fail(words(f"cli.verify_{problem.code}", file=place, note=problem.note))
    report(done.findings, given, words)
    say(given, _told(done, given, words), always=True)
    return 0 if done.is_good else 1


def _told(done: object, given: argparse.Namespace, words: Words) -> str:
    """What was looked at, and what that proves."""
    from ..verify import Verified

    assert isinstance(done, Verified)  # noqa: S101
    count = words.number(done.files)
    verdict = "good" if done.is_good else "bad"
    lines = [words(f"verify.{done.kind}_{verdict}", files=count)]
    if done.unlisted:
        names = ", ".join(map(one_line, done.unlisted[:_SHOWN]))
        many = words.number(len(done.unlisted))
        lines.append(words("verify.unlisted", count=many, names=names))
    if done.commit:
        day = words.date(done.as_of)
        lines.append(words(f"verify.rebuilt_{verdict}", commit=done.commit, as_of=day))
    elif done.kind == "site":
        code, note = done.not_rebuilt
        why = words(f"verify.not_rebuilt.{code or 'not_asked'}", root=given.root, note=note)
        lines.append(words("verify.only_list", why=why.strip()))
    return "\n".join(lines)
