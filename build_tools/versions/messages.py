"""What readers may see of a commit's message: the office's words on what the data are.

Never who wrote it: a line in which any name or address of a commit stands is not shown, nor is
one that may name a person or holds personal data. Who writes a message may not know that it is
public: a line with any word that is not known to be about data is not shown either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from ..model import Portal
from ..privacy import nametokens
from ..privacy.lines import Phrases, is_about_data, phrases
from ..privacy.names import is_common, persons
from ..privacy.text import kinds

#: Characters of a line that is shown; of a message that is looked at.
LONGEST, _READ = 200, 5_000

#: How git and its hosts begin the message of a merge; the words of people come after it.
_MERGE = re.compile(
    r"(?:Merge (?:pull request|branch|branches|remote-tracking branch|tag|commit)\b|Merged in \S"
    r"|Merge .{1,200} into )"
)
_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]*-[Bb]y:|(?:Cc|CC|cc|See merge request|Bug|Link):?\s")
_AT = re.compile(r"@\w")
#: Signs that are not seen or that turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_HALF = re.compile(r"[\ud800-\udfff\ufffd]")
_WORD = re.compile(r"[^\W\d_]{3,}")
#: What is shown of a message, of which the makers' names and addresses are known.
Shown = Callable[[str, Iterable[str]], str]

#: The setting below `extra.portal` that decides whether messages are shown.
_SETTING, _KEY = "riwayat", "catatan"


def shown(portal: Portal) -> Shown:
    """What that portal shows of messages: nothing where `extra.portal.riwayat.catatan` is no."""
    given = portal.settings.get(_SETTING)
    wanted = given.get(_KEY) if isinstance(given, dict) else given
    if not (wanted is None or wanted is True or wanted == "ya"):
        return lambda message, people: ""
    offices = (name for one in portal.agencies for name in (one.name.main, *one.aliases))
    names = (name for _, table in portal.places for name in table)
    known = phrases((*offices, *names))
    return lambda message, people: public(message, people, known)


def public(message: str, people: Iterable[str] = (), known: Phrases = frozenset()) -> str:
    """The first line of a message (subject and body) as readers may see it; empty: none.

    Of a merge that is the first line of its body. ``people``: names and addresses of those who
    made the commit, of whom no word may stand in it. ``known``: names of places and offices.
    """
    line = _first(message[:_READ])
    if not line or _TRAILER.match(line) or _AT.search(line) or _names(line, people):
        return ""
    return "" if _is_personal(line, known) else line


def anybody(people: Iterable[str]) -> re.Pattern[str]:
    """A pattern for a line in which one of those people is named in full, or by an address."""
    whole = sorted({p.strip() for p in people if " " in p.strip() or "@" in p})
    parts = "|".join(r"\s+".join(map(re.escape, name.split())) for name in whole)
    return re.compile(rf"(?<!\w)(?:{parts or '(?!)'})(?!\w)", re.IGNORECASE)


def _first(message: str) -> str:
    """The first line with something to read, of a merge that after git's own; cut if long."""
    lines = [_plain(line) for line in message.splitlines()]
    lines = [line for line in lines if line]
    if lines and _MERGE.match(lines[0]):
        lines = lines[1:]
    if not lines:
        return ""
    line = lines[0]
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _plain(line: str) -> str:
    """A line without signs that are not seen, in single spaces."""
    return " ".join(_HALF.sub("", _UNSEEN.sub(" ", line)).split())


def _names(line: str, people: Iterable[str]) -> bool:
    """Whether one of those people is named: in full, by an address, or by a word of the name."""
    small = line.casefold()
    words = {word.casefold() for word in _WORD.findall(line)}
    for person in people:
        known = " ".join(person.casefold().split())
        if known and re.search(rf"(?<!\w){re.escape(known)}(?!\w)", small):
            return True
        own = known.split("@")[0] if "@" in known else known
        if any(word in words and not _is_plain_word(word) for word in _WORD.findall(own)):
            return True
    return False


def _is_plain_word(word: str) -> bool:
    """Whether a word in a committer's name says an office or a thing: "Dinas Kesehatan"."""
    return is_common(word) or nametokens.is_thing(word)


@lru_cache(maxsize=8_192)  # offices write the same line again and again
def _is_personal(line: str, known: Phrases) -> bool:
    if any(kinds(line)) or any(persons(line)):
        return True
    return not is_about_data(line, known)
