"""Personal data in a running text, found and masked.

A text is read as people see it (signs folded to plain ones, markup taken away) and digit run
by digit run, so that the work grows with its length only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .fold import FOLD
from .kinds import KINDS
from .labels import FEW, FEW_PARTS, labelled
from .numbers import Found, Numbers

_LOCAL = re.compile(r"[\w.+-]{1,64}")
_DOMAIN = re.compile(r"((?:[\w-]{1,63}\.){1,8}(?:xn--[\w-]{1,59}|[^\W\d_]{2,63}))")
_OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".sch.id", ".ac.id")
#: Not read: the path of a web address (numbers in it name pages), and checksums.
_UNREAD = re.compile(
    r"https?://(?!wa\.me/)[^\s?#\"'<>|]*"
    r"|(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]*>|&#?\w{1,31};|%40|[*`\\~]")
#: Texts without any of these hold nothing that is looked for.
_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f@<&%*`\\~]")
_DIGITS = re.compile(r"[0-9](?:[^0-9]{0,4}[0-9]){8}")
_DIGIT = re.compile("[0-9]")
_FEW = re.compile(FEW)
#: The texts of findings are cut at that length, perhaps within a number or an address.
_CUT_AT = 200
_CUT = re.compile(r"(?:[0-9][0-9 .-]{5,24}…?|\S*@\S*)$")


def kinds(text: str) -> Iterator[str]:
    """The codes of the personal data in a text.

    >>> list(kinds("hubungi 0812-3456-7890"))
    ['personal-mobile']
    """
    codes = {found.code for found in find(text)}
    yield from (code for code in KINDS if code in codes)


def find(text: str) -> list[Found]:
    """Everything personal in a text, in its order: as it stands, and as its markup shows it."""
    plain = text.isascii() and not _SIGNS.search(text) and not _DIGITS.search(text)
    if plain and not (_DIGIT.search(text) and _has_few(text)):
        return []
    found = set(_in_form(text, ()))
    tokens = [*_MARKUP.finditer(text)]
    if tokens:
        found.update(_in_form(text, tokens))
    return sorted(found)


def _has_few(text: str) -> bool:
    """Whether a word stands there that shows a short number; parts of words are found faster."""
    small = text.lower()
    return any(part in small for part in FEW_PARTS) and bool(_FEW.search(small))


def _in_form(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[Found]:
    folded = "" if tokens else text.translate(FOLD)
    if folded == text:
        yield from _in_plain(text)
        return
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(part: str, start: int, end: int) -> None:
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))

    at = 0
    for token in (*tokens, None):
        for index in range(at, token.start() if token else len(text)):
            add(FOLD[ord(text[index])], index, index + 1)
        if token:
            seen = token.group().replace("%40", "@")
            seen = html.unescape(seen) if seen.startswith(("&", "@")) else ""
            at = token.end()
            add(seen.translate(FOLD), token.start(), at)
    for found in _in_plain("".join(parts)):
        yield Found(starts[found.start], ends[found.end - 1], found.code, found.mild)


def _in_plain(text: str) -> Iterator[Found]:
    text = _UNREAD.sub(lambda match: " " * len(match.group()), text)
    told = [*labelled(text)]
    yield from told
    known = {(found.start, found.end) for found in told}
    yield from (f for f in Numbers(text).found() if (f.start, f.end) not in known)
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.match(text[max(at - 64, 0) : at][::-1])
        domain = _DOMAIN.match(text, at + 1, at + 255)
        private = domain and not f".{domain.group().lower()}".endswith(_OFFICIAL)
        if local and domain and private and local.group() != "tig":  # git@host:path
            yield Found(at - local.end(), domain.end(), "personal-email")
        at = text.find("@", at + 1)


def mask(text: str) -> str:
    """A text of which only the ends can be told: "64…02"."""
    if len(text) == 5 and text[2] == "…":
        return text
    return f"{text[:2]}…{text[-2:]}" if len(text) > 6 else "…"


@lru_cache(maxsize=2_048)  # the same notes come again and again
def masked(text: str) -> str:
    """The text with what is personal in it masked, all else as it is; safe to show.

    >>> masked("KK 6401014107900002 dan budi@gmail.com")
    'KK 64…02 dan bu…om'
    """
    for _ in range(5):
        before = text
        if len(text) == _CUT_AT:
            text = _CUT.sub(lambda cut: mask(cut.group()), text)
        found = find(text)
        text = _replaced(text, found) if found else text
        if text == before:
            return text
    return mask(text)


def _replaced(text: str, found: list[Found]) -> str:
    parts, done, start = [], 0, found[0].start
    end = start
    for at, until, *_ in [*found, Found(len(text) + 1, len(text) + 1, "")]:
        if at > end:
            parts += [text[done:start], mask(text[start:end])]
            done, start = end, at
        end = max(end, until)
    return "".join([*parts, text[done:]])
