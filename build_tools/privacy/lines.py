"""Whether a line that nobody checked before, such as a commit's message, is about data only.

A line passes where every word of it is known: an ordinary word of offices, a thing, a month, a
place or an office of the portal. What may name a person, says a person's health, need or trouble
with the law, or leads to a home does not pass, and neither does a word that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from . import nametokens
from .addresses import look
from .fold import FOLD
from .names import called_after, is_common, persons
from .vocabulary import CHILD, DELICATE, GRAVE, IN_CASE, PERSONS_IN_NEED

#: Names of places and offices, each as its words in lower case.
Phrases = frozenset[tuple[str, ...]]

_WORD = re.compile(r"[^\W\d_]+")
#: An abbreviation: of how many letters at most, in a line that has small letters too.
_SHORT = 5
#: The shortest word that may be a name; the shortest root that is looked for within a word.
_NAME, _ROOT = 3, 4
#: Words of a place's or an office's name that are looked for together.
_MOST_WORDS = 12
#: What stands before somebody, or instead of a name.
_SOMEBODY = re.compile(
    r"\b(?:bapak|ibu(?! ?kota)|pak|bu|bpk|sdri?|saudar[ai]|mbak|mas|kak|bang|nn|ny|tn|nona|nyonya|"
    r"tuan|dr|drg|drs|dra|ir|hj|kh|ust\w*|alm|almh|almarhum\w*|bin|binti|inisial|a\.\s?n|a/n|"
    r"atas nama)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?<!\w)(?:bapak|ibu|pak|bu|bpk|sdri?|saudar[ai])\.?\s+([^\W\d_]+)", re.IGNORECASE
)
_HOME = re.compile(r"\b(?:rt|rw|gg|gang|lorong|jl|jln|nik)\b", re.IGNORECASE)
#: After which a place may have the name of a person.
_OF_PLACE = frozenset({"desa", "kelurahan", "kecamatan", "kabupaten", "kota", "puskesmas"})
#: Who is called by the place alone: "Camat Batu Sopang".
_OF_HEADS = frozenset({"camat", "lurah", "petinggi", "kades", "regency", "district", "village"})
#: Units whose names look like those of persons.
_UNITS = re.compile(r"\b(?:cipta karya|bina (?:marga|program|usaha|keluarga))\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:me(?:m|ng|ny|n)?|di|ter|ber|pe(?:m|ng|ny|n|r)?|ke|se)(?=[a-z])")
_AFTER = re.compile(r"(?:kan|an|i|nya|lah)\Z")


def phrases(names: Iterable[str]) -> Phrases:
    """The names of places and offices in the form that `is_about_data` asks for."""
    found = (tuple(word.lower() for word in _WORD.findall(name)) for name in names)
    return frozenset(words for words in found if 0 < len(words) <= _MOST_WORDS)


def is_about_data(line: str, known: Phrases = frozenset()) -> bool:
    """Whether each word of a line is one that no person is called by; in doubt it is not.

    ``known``: names of places and offices that may stand in it.
    """
    text = " ".join(line.translate(FOLD).split())
    if _SOMEBODY.search(text) or _HOME.search(text) or look(text) == "home":
        return False
    if _tells(" ".join(_WORD.findall(text.lower()))):
        return False
    small = any(map(str.islower, text))
    return all(_is_ordinary(word, small) for word in _left(_WORD.findall(text), known))


def names_somebody(text: str) -> bool:
    """Whether a text that asks for no person names one: a post, a unit, what somebody asked for.

    One word that only persons are called by is enough, but behind "desa" or "jalan".

    >>> names_somebody("Kepala Bidang Statistik"), names_somebody("data untuk ibu Siti")
    (False, True)
    """
    folded = " ".join(text.translate(FOLD).split())
    if persons(folded) or nametokens.look(folded) == "person":
        return True
    if any(_may_be_called(match[1]) for match in _ADDRESSED.finditer(folded)):
        return True
    words = _WORD.findall(folded)
    return any(_is_name(words, at) for at in range(len(words)))


def is_post(text: str) -> bool:
    """Whether a text may be the name of a post or a unit: it names nobody, and an office's word.

    >>> is_post("Kepala Bidang Statistik"), is_post("Xylo Abcde")
    (True, False)
    """
    plain = _UNITS.sub(" ", text)
    words = _WORD.findall(plain)
    told = plain != text or any(_is_short(word) or _is_of_offices(word) for word in words)
    return told and not names_somebody(plain)


def is_strange(text: str) -> bool:
    """Whether two words stand side by side that no office has, and that name no place."""
    words = _WORD.findall(_UNITS.sub(" ", text))
    return any(_is_strange(words, at) for at in range(1, len(words)))


def _is_strange(words: list[str], at: int) -> bool:
    """Whether a word and the one before it are none of offices, nor the name of a place."""
    pair = words[at - 1 : at + 1]
    if any(_is_of_offices(word) or len(word) < _NAME or _is_short(word) for word in pair):
        return False
    return at < 2 or not _is_before_place(words[at - 2])


def _is_before_place(word: str) -> bool:
    return _place(word) or word.lower() in _OF_HEADS


def _is_short(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _SHORT


def _is_of_offices(word: str) -> bool:
    lower = word.lower()
    if len(word) < _NAME:
        return False
    return lower in _ordinary() or is_common(word) or nametokens.is_thing(word)


def _may_be_called(word: str) -> bool:
    """Whether the word behind "ibu" or "bapak" may be a name."""
    if word.lower() in _ordinary() or is_common(word) or nametokens.is_thing(word):
        return False
    return word[0].isupper() or nametokens.may_be_name(word)


def _is_name(words: list[str], at: int) -> bool:
    """Whether the word at a place is one that only persons are called by."""
    word = words[at].lower()
    if len(word) < _NAME or word in _ordinary() or not nametokens.is_only_name(word):
        return False
    near, far = (words[at - n] if at >= n else "" for n in (1, 2))
    return not (_place(near) or (_place(far) and not nametokens.may_be_name(near)))


def _place(word: str) -> bool:
    """Whether what follows a word is called after somebody, or is the name of a place."""
    return word.lower() in _OF_PLACE or bool(called_after(word))


def _tells(words: str) -> bool:
    """Whether health, need or crime is spoken of; that children are counted is no harm."""
    if any(found.search(words) for found in (DELICATE, GRAVE, IN_CASE)):
        return True
    return any(not CHILD.search(found[0]) for found in PERSONS_IN_NEED.finditer(words))


def _left(words: list[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    """The words of a line that belong to no place and no office."""
    lower, at = [word.lower() for word in words], 0
    longest = max(map(len, known), default=0)
    while at < len(words):
        for count in range(min(longest, len(words) - at), 0, -1):
            name = tuple(lower[at : at + count])
            told = count > 1 or not nametokens.may_be_name(lower[at])
            if name in known and (told or (lower[at - 1 : at] and lower[at - 1] in _OF_PLACE)):
                at += count
                break
        else:
            yield words[at]
            at += 1


def _is_ordinary(word: str, small: bool) -> bool:
    lower = word.lower()
    if len(word) < _NAME or lower in _ordinary():
        return True
    if nametokens.may_be_name(lower):
        return False
    if is_common(word) or nametokens.is_thing(word):
        return True
    if small and word.isupper() and len(word) <= _SHORT:
        return True
    return _has_known_root(lower)


def _has_known_root(word: str) -> bool:
    """Whether a word is made of an ordinary one: "penambahan" of "tambah" or of "tambahan"."""
    for front in (word, *_without(word)):
        for whole in (front, _AFTER.sub("", front)):
            if len(whole) >= _ROOT and whole in _ordinary():
                return True
    return False


def _without(word: str) -> Iterator[str]:
    """A word without what may stand before its root."""
    before = _BEFORE.match(word)
    if before:
        yield word[before.end() :]


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    path = Path(__file__).with_name("ordinary.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
