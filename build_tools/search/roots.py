"""The root of an Indonesian word: `kependudukan` and `penduduk` are searched as one.

Endings and beginnings are taken off, up to three layers deep, until what is left stands on a
list of roots; the longest such rest wins. A word that leads to no root loses only its lightest
endings. `theme/js/cari.js` has the same rules in the same order, and a test holds the two
against each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

#: How often a beginning is taken off: ke-ber-lanjut-an, mem-per-juang-kan.
LAYERS = 3
#: The shortest rest that can be a root.
SHORTEST = 3
#: The shortest root of two that are written as one word.
JOINED = 4

_PARTICLE = re.compile(r"(?:lah|kah|pun)$")
_OWNER = re.compile(r"nya$")
_SUFFIXES = ("kan", "an", "i")


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), left) for pattern, left in rules)


#: Beginnings that leave the word whole, and those whose nasal swallowed its first letter.
_WHOLE = _rules(
    (r"^(?:di|ke|se|[bpt]er)", ""),
    (r"^[bpmt]e", ""),
    (r"^[bp]el(?=ajar)", ""),
    (r"^[mp]eng", ""),
    (r"^[mp]enge(?=[^aiueo]+[aiueo][^aiueo]*$)", ""),  # of one syllable: mengecat
    (r"^[mp]e[nm](?=[bcdfjprstvz])", ""),
)
_SWALLOWED = _rules(
    (r"^[mp]eny(?=[aiueo])", "s"),
    (r"^[mp]en(?=[aiueo])", "t"),
    (r"^[mp]em(?=[aiueo])", "p"),
    (r"^[mp]eng(?=[aiueo])", "k"),
)
_VOWELS = re.compile(r"[aiueo]")


@cache
def all_roots() -> frozenset[str]:
    """The list of roots that comes with the program."""
    lines = Path(__file__).with_name("roots.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def root(word: str, roots: Collection[str]) -> str:
    """The root of a folded word (a-z, 0-9), looked for on the list given."""
    return roots_in(word, roots)[-1]


def roots_in(word: str, roots: Collection[str]) -> tuple[str, ...]:
    """The root of a word; before it, where two are written as one word, the other."""
    if word in roots or len(word) <= SHORTEST or not word.isalpha():
        return (word,)
    layer, seen = _endings([word]), [word]
    found = _longest(layer, roots)
    for _ in range(LAYERS):
        if found:
            return (found,)
        whole, swallowed = (_endings(_beginnings(layer, rules)) for rules in (_WHOLE, _SWALLOWED))
        found = _longest(whole, roots) or _longest(swallowed, roots)
        seen += layer
        layer = [*whole, *swallowed]
    return (found,) if found else _joined([*seen, *layer], roots) or (_light(word),)


def _longest(words: Collection[str], roots: Collection[str]) -> str:
    """The longest of the words that is a root; of equally long ones the first."""
    return max((word for word in words if word in roots), key=len, default="")


def _joined(words: Collection[str], roots: Collection[str]) -> tuple[str, ...]:
    """Two roots that are written as one word: tenagakerja, salahguna."""
    for word in words:
        for at in range(JOINED, len(word) - JOINED + 1):
            if word[:at] in roots and word[at:] in roots:
                return word[:at], word[at:]
    return ()


def _endings(words: Collection[str]) -> list[str]:
    """The words, and what is left of each without particle, owner and suffix."""
    found: dict[str, None] = {}
    for word in words:
        bare = _PARTICLE.sub("", word)
        for base in (word, bare, _OWNER.sub("", bare)):
            rests = (base[: -len(s)] for s in _SUFFIXES if base.endswith(s))
            found |= dict.fromkeys(r for r in (base, *rests) if len(r) >= SHORTEST)
    return list(found)


def _beginnings(
    words: Collection[str], rules: Collection[tuple[re.Pattern[str], str]]
) -> list[str]:
    """What is left of each word behind a beginning."""
    found: dict[str, None] = {}
    for word in words:
        for pattern, left in rules:
            rest = pattern.sub(left, word)
            if rest != word and len(rest) >= SHORTEST:
                found[rest] = None
    return list(found)


def _light(word: str) -> str:
    """A word without a known root: the same whether it stands alone, owned or many."""
    for ending in ("lah", "kah", "pun", "nya"):
        rest = word.removesuffix(ending)
        if rest != word and _syllables(rest) > 1 and len(rest) > SHORTEST:
            word = rest
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if len(word) > 4 and re.search(r"[^aisu]s$", word):
        return word[:-1]
    for ending in ("kan", "an"):
        rest = word.removesuffix(ending)
        if rest != word:
            return rest if _syllables(rest) > 1 and len(rest) > SHORTEST else word
    return word


def _syllables(word: str) -> int:
    return len(_VOWELS.findall(word))
