"""Which datasets a search finds, and in what order: the reference of `theme/js/cari.js`.

Both take the same steps over whole numbers, so that both give the same list:

1. The query's words; stop words are dropped. A year is matched by periods too.
2. Each word finds words of the index: the same root best, then what the synonyms say equals it
   (phrases too), then words that begin like the one that is still being typed, then words that
   differ by one slip of the typist, if nothing else was found.
3. A find weighs by its field (`fields.WEIGHTS`) and by how it was found (`ROOT` and the following);
   a word that few datasets have weighs more. What covers much of a title, in the query's
   order, weighs more.
4. A dataset must have every word but the weak ones. If none has, the nearest are given: those
   that have the rarest of the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .entry import Entry, Labels, in_order
from .fields import DESCRIBED, WEIGHTS, pruned, texts_of
from .roots import root
from .vocabulary import WEAK, Groups, last_of, words_of

#: How a word was found; the last: through a slip and a synonym.
SAME, ROOT, SYNONYM, PREFIX, SLIP, BOTH = 10, 8, 7, 6, 4, 3
#: What a wholly covered title is worth, two words that follow each other there, and a title that
#: begins with a word that was found.
COVERED, ADJACENT, HEAD = 200, 100, 100
#: Longer queries are cut.
MOST_WORDS = 12
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass
class Index:
    """The words of all entries: where each stands, and how much it weighs there."""

    entries: Sequence[Entry]
    roots: frozenset[str]
    groups: Groups
    weak: frozenset[str]
    titles: list[list[str]] = field(default_factory=list)
    places: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    families: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, words: Iterable[str], entry: int, weight: int) -> None:
        """Notes words of an entry; of several fields the heaviest counts."""
        for word in words:
            if word not in self.places:
                self.families[root(word, self.roots)].append(word)
            found = self.places[word]
            found[entry] = max(weight, found.get(entry, 0))


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found: numbers of entries, the best first, and whether each has every word."""

    found: tuple[int, ...]
    complete: bool


def index(entries: Sequence[Entry], labels: Labels, roots: frozenset[str], groups: Groups) -> Index:
    """The index of both files together."""
    given = in_order(entries)
    used, equal = pruned(given, labels, roots, groups)
    made = Index(given, used, equal, WEAK | frozenset(words_of(labels.region)))
    for number, entry in enumerate(given):
        made.titles.append(list(words_of(entry.title)))
        for name, texts in texts_of(entry, labels, described=len(given) <= DESCRIBED):
            for text in texts:
                made.add(words_of(text), number, WEIGHTS[name])
    return made


def search(index: Index, query: str) -> Hits:
    """The entries that a query finds."""
    words = list(dict.fromkeys(words_of(query)))[:MOST_WORDS]
    if not words:
        return Hits((), complete=True)
    typed = last_of(query)
    finds = [_own(index, word, last=word == typed) for word in words]
    scores = [_scores(index, found) for found in finds]
    rooted = [root(word, index.roots) for word in words]
    for start, end, phrase in _equals(index, rooted):
        _lay(index, phrase, SYNONYM, scores[start:end], finds[start:end])
    for number, word in enumerate(words):
        if not scores[number]:
            _forgive(index, word, scores[number], finds[number])
        if _YEAR.fullmatch(word):
            _years(index, word, scores[number])
    return _ranked(index, words, finds, scores)


def _own(index: Index, word: str, *, last: bool) -> dict[str, int]:
    """The words of the index that a word finds by itself, and how well."""
    found = {}
    if last and len(word) > 2 and not word.isdigit():
        found = {w: PREFIX for w in index.places if w.startswith(word)}
    for other in index.families.get(root(word, index.roots), ()):
        found[other] = SAME if other == word else ROOT
    return found


def _scores(index: Index, found: Mapping[str, int]) -> dict[int, int]:
    """The best find of each entry."""
    best: dict[int, int] = {}
    for word, quality in found.items():
        for entry, weight in index.places[word].items():
            best[entry] = max(best.get(entry, 0), weight * quality)
    return best


def _equals(index: Index, rooted: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """What the synonyms say equals a stretch of the query: where it stands, and the roots."""
    for group in index.groups:
        for phrase in group:
            for start in range(len(rooted) - len(phrase) + 1):
                if tuple(rooted[start : start + len(phrase)]) == phrase:
                    for other in group:
                        if other != phrase:
                            yield start, start + len(phrase), other


def _lay(
    index: Index,
    phrase: Sequence[str],
    quality: int,
    scores: Sequence[dict[int, int]],
    finds: Sequence[dict[str, int]],
) -> None:
    """Lets the entries that have all words of a phrase count as having each of these words."""
    strong = [r for r in phrase if r not in index.weak] or list(phrase)
    each = []
    for r in strong:
        found = dict.fromkeys(index.families.get(r, ()), quality)
        each.append(_scores(index, found))
        for find in finds:
            for word in found:
                find.setdefault(word, quality)
    for entry in each[0]:
        if all(entry in part for part in each):
            worth = sum(part[entry] for part in each) // len(each)
            for score in scores:
                score[entry] = max(score.get(entry, 0), worth)


def _forgive(index: Index, word: str, score: dict[int, int], find: dict[str, int]) -> None:
    """Looks for words that differ by one slip; those with the same first letter come first."""
    known = {w: root(w, index.roots) for w in index.places}
    known |= {p[0]: p[0] for g in index.groups for p in g if len(p) == 1 and p[0] not in known}
    near = [w for w in known if slip(word, w)]
    near = [w for w in near if w[0] == word[0]] or near
    for r in dict.fromkeys(known[w] for w in near):
        _lay(index, (r,), SLIP, [score], [find])
        for _, _, phrase in _equals(index, [r]):
            _lay(index, phrase, BOTH, [score], [find])


def slip(typed: str, meant: str) -> bool:
    """Whether one letter was left out, doubled, changed or swapped with its neighbour.

    Of four letters only one that is left out is forgiven; shorter words and numbers are not.
    """
    if abs(len(typed) - len(meant)) > 1 or not typed.isalpha():
        return False
    if len(typed) < 4 or (len(typed) == 4 and len(meant) < 5):
        return False
    at = 0
    while at < len(typed) and at < len(meant) and typed[at] == meant[at]:
        at += 1
    rest, want = typed[at:], meant[at:]
    if len(rest) != len(want):
        return rest[1:] == want or rest == want[1:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == want[1:] or swapped == want


def _years(index: Index, word: str, score: dict[int, int]) -> None:
    for number, entry in enumerate(index.entries):
        first, last = entry.years
        if first and first <= word <= last:
            score[number] = max(score.get(number, 0), WEIGHTS["year"] * SAME)


def _ranked(
    index: Index,
    words: Sequence[str],
    finds: Sequence[Mapping[str, int]],
    scores: Sequence[Mapping[int, int]],
) -> Hits:
    needed = [n for n, w in enumerate(words) if w not in index.weak] or list(range(len(words)))
    rare = [1 + (len(index.entries) // (len(s) + 1)).bit_length() for s in scores]
    rare = [r if n in needed else 1 for n, r in enumerate(rare)]
    fixed = [n for n in needed if _YEAR.fullmatch(words[n])]
    candidates: dict[int, int] = {}
    for entry in sorted({entry for n in needed for entry in scores[n]}):
        has = [n for n in needed if entry in scores[n]]
        if all(n in has for n in fixed) and (len(has) > len(fixed) or len(has) == len(needed)):
            candidates[entry] = sum(rare[n] for n in has)
    most = max(candidates.values(), default=0)
    complete = most == sum(rare[n] for n in needed)
    total = {}
    for entry in (e for e, has in candidates.items() if has == most):
        worth = sum(s.get(entry, 0) * r for s, r in zip(scores, rare, strict=True))
        total[entry] = worth + _title(index, index.titles[entry], finds)
    newest = sorted(total, key=lambda e: index.entries[e].updated, reverse=True)
    return Hits(tuple(sorted(newest, key=lambda e: -total[e])), complete)


def _title(index: Index, title: Sequence[str], finds: Sequence[Mapping[str, int]]) -> int:
    """What it is worth that a title is covered, and that words follow each other there."""
    covered = sum(any(word in find for find in finds) for word in title)
    worth = COVERED * covered // len(title) if title else 0
    head = next((word for word in title if word not in index.weak), "")
    if any(head in find for find in finds):
        worth += HEAD
    for first, second in pairwise(finds):
        if any(a in first and b in second for a, b in pairwise(title)):
            worth += ADJACENT
    return worth
