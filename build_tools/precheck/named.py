"""What names of persons are known by, as data for the script of the check page.

Patterns and words are those of `build_tools.privacy`: one source for both. Words that the shape
of a name tells as well are left out; the others come sorted, each by what it does not share with
the one before (front coding: a capital tells how many letters, "A" none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from ..privacy import names, nametokens, signatures
from ..privacy import vocabulary as v
from .spelt import spelt

#: The page's script reads no flags within a pattern: letters in both cases stand for them.
_CASELESS = re.compile(r"\(\?i:")
#: Headings of the columns of names, in which records name persons as a matter of course.
_HEADINGS = {
    "parent": v.PARENT,
    "notParent": v.NOT_PARENT,
    "person": v.PERSON,
    "official": v.OFFICIAL,
    "institution": v.INSTITUTION,
    "place": v.PLACE,
}


def named() -> dict[str, object]:
    """Patterns with their flags, lists of words and bounds by their names in the script."""
    lists = nametokens._lists()
    untold = (w for w in lists.strong if not (len(w) > 5 and lists.shape.match(w)))
    known = {
        "degree": names._DEGREE,
        "isDegree": names._IS_DEGREE,
        "title": names._TITLE,
        "addressed": names._ADDRESSED,
        "firstTitle": names._FIRST_TITLE,
        "firstDegree": names._FIRST_DEGREE,
        "calledAfter": names._CALLED_AFTER,
        "noNames": names._NO_NAMES,
        "studies": names._STUDIES,
        "ofMany": names._OF_MANY,
        "numbered": names._NUMBERED,
        "plainTitle": names._PLAIN_TITLE,
        "speech": names._SPEECH,
        "afterG": names._AFTER_G,
        "afterA": names._AFTER_A,
        "and": names._AND,
        "middle": names._MIDDLE,
        "cued": names._CUED,
        "streets": names._STREETS,
        "byWord": names._BY_WORD,
        "telling": re.compile(names.TELLING),
        "words": nametokens._WORDS,
        "shape": lists.shape,
        "rank": signatures.RANK,
        "word": signatures.WORD,
        "noWord": signatures.NO_WORD,
        "nip": signatures.NIP,
        **_HEADINGS,
    }
    return {
        "patterns": {name: caseless(spelt(pattern)) for name, pattern in known.items()},
        "before": names._BEFORE,
        "signed": [signatures.LINES, signatures.CELLS, signatures._LONGEST, signatures._WORDS],
        "strong": fronted(untold),
        "weak": fronted(lists.weak),
        "titles": fronted(lists.titles),
        "between": fronted(lists.between),
        "things": fronted(lists.things),
    }


def fronted(words: Iterable[str]) -> str:
    """Words in one text, front coded.

    >>> fronted(["budianto", "adi", "budi"])
    'AadiAbudiEanto'
    """
    told, before = "", ""
    for word in sorted(words):
        same = len([*takewhile(lambda pair: pair[0] == pair[1], zip(word, before, strict=False))])
        told += chr(ord("A") + min(same, 25)) + word[min(same, 25) :]
        before = word
    return told


def caseless(pattern: list[str]) -> list[str]:
    """A spelt pattern without ``(?i:…)``: both cases of each letter in it."""
    source, flags = pattern
    while found := _CASELESS.search(source):
        depth, at = 1, found.end()
        made = ""
        while depth:
            sign = source[at]
            if sign == "\\":
                made += source[at : at + 2]
                at += 2
                continue
            if sign == "[":
                end = source.index("]", at)
                made += source[at : end + 1]
                at = end + 1
                continue
            depth += {"(": 1, ")": -1}.get(sign, 0)
            made += f"[{sign.upper()}{sign.lower()}]" if sign.isalpha() else sign
            at += 1
        source = f"{source[: found.start()]}(?:{made}{source[at:]}"
    return [source, flags]
