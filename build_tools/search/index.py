"""The files that a browser searches in: columns, not rows, and codes for what repeats.

The first holds what the list shows and what is searched at once; it is read by `katalog.js`.
The engine (`cari.js`, with the roots and synonyms that this catalogue has a use for) is loaded
when somebody searches. The second file (names of columns, units, keywords, short names of
agencies, places) follows after the first results. All are classic scripts that set a global, so
that they work on `file://` too. Descriptions of a large catalogue come in parts of `PART`
datasets, as they are shown.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ..model import MAIN_LANGUAGE, OutputFile
from .entry import FOREIGN, KINDS, Entry, Labels, in_order
from .fields import DESCRIBED, pruned
from .pack import Codes, dates, lines, name_code, packed, postings, years
from .rank import MOST_WORDS
from .vocabulary import STOP, WEAK, Groups, words_of

#: How many descriptions are in one part.
PART = 200
_SEPARATOR = "|"


def files(
    lang: str,
    entries: Sequence[Entry],
    labels: Labels,
    roots: frozenset[str],
    groups: Groups,
    engine: str,
) -> Iterator[OutputFile]:
    """The files of a language; the first one first. Each carries its hash in its name.

    ``engine`` is the script that searches.
    """
    given = in_order(entries)
    second = data_file(f"kolom-{lang}", "PD_KOLOM", _second(given, labels))
    parts = []
    if len(given) > DESCRIBED:
        for number, start in enumerate(range(0, len(given), PART)):
            texts = lines(e.description for e in given[start : start + PART])
            parts.append(data_file(f"uraian-{lang}-{number}", f"PD_URAIAN{number}", texts))
    words = data_file(f"cari-{lang}", "PD_KATA", _words(given, labels, roots, groups), engine)
    data = _first(lang, given, labels)
    data["engine"] = words.path.name
    data["later"] = second.path.name
    data["parts"] = [part.path.name for part in parts]
    yield data_file(f"katalog-{lang}", "PD_KATALOG", data)
    yield words
    yield second
    yield from parts


def data_file(name: str, variable: str, value: object, more: str = "") -> OutputFile:
    """A script that sets one global; nothing in it can end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for risky, safe in (("</", "<\\/"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(risky, safe)
    content = f"window.{variable}={text};\n{more}".encode()
    digest = hashlib.sha256(content).hexdigest()[:8]
    return OutputFile(PurePosixPath("assets", f"{name}.{digest}.js"), content)


def _first(lang: str, entries: Sequence[Entry], labels: Labels) -> dict[str, object]:
    topics = _by_count(labels.topics, (e.topics for e in entries))
    agencies = _by_count(labels.agencies, (e.agencies for e in entries))
    formats = _by_count({}, (e.formats for e in entries))
    owners, publishers, periods = Codes(), Codes(), Codes()
    frequencies, states, several, theirs = Codes(), Codes(), Codes(), Codes()
    newest = max((e.updated for e in entries), default="")
    # Columns and lists of values are named as in the address of a search.
    columns = {
        "owner": packed(owners.code(e.owner) for e in entries),
        "publisher": packed(publishers.code(e.publisher) for e in entries),
        "topik": packed(several.code(_codes(topics, e.topics)) for e in entries),
        "opd": packed(theirs.code(_codes(agencies, e.agencies)) for e in entries),
        "fmt": packed(sum(1 << formats.code(f) for f in set(e.formats)) for e in entries),
        "frek": packed(frequencies.code(e.frequency) for e in entries),
        "status": packed(states.code(e.state) for e in entries),
        "tahun": packed(periods.code(_period(e)) for e in entries),
        "updated": packed(dates((e.updated for e in entries), newest)),
        "kind": packed(
            (0 if e.kind == FOREIGN else KINDS.index(e.kind))
            + 3 * (e.held + 2 * e.other_title + 4 * e.other_description + 8 * (e.kind == FOREIGN))
            for e in entries
        ),
    }
    return {
        "lang": lang,
        "main": MAIN_LANGUAGE,
        "count": len(entries),
        "part": PART,
        "columns": columns,
        "values": {
            "topik": _named(topics, labels.topics),
            "opd": _named(agencies, labels.agencies),
            "fmt": _named(formats, {}),
            "frek": _named(frequencies, labels.frequencies),
            "status": _named(states, labels.states),
        },
        "sets": {"topik": several.values, "opd": theirs.values},
        "titles": lines(e.title for e in entries),
        "names": lines(name_code(e.name, e.title) for e in entries),
        "descriptions": lines(e.description for e in entries) if len(entries) <= DESCRIBED else "",
        "owners": owners.values,
        "publishers": publishers.values,
        "periods": periods.values,
        "newest": newest,
        "kinds": [labels.kinds.get(k, k) for k in _kinds(entries)],
        "months": list(labels.months),
        "texts": dict(labels.texts),
    }


def _kinds(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The kinds in the order of their codes; that of other portals where there are any."""
    foreign = any(e.kind == FOREIGN for e in entries)
    return (*KINDS, FOREIGN) if foreign else KINDS


def _words(
    entries: Sequence[Entry], labels: Labels, roots: frozenset[str], groups: Groups
) -> dict[str, object]:
    """What the engine knows of words."""
    used, equal = pruned(entries, labels, roots, groups)
    return {
        "most": MOST_WORDS,
        "stop": " ".join(sorted(STOP)),
        "weak": " ".join(sorted(WEAK | set(words_of(labels.region)))),
        "roots": " ".join(sorted(used)),
        "equal": "\n".join(_SEPARATOR.join(" ".join(p) for p in group) for group in equal),
    }


def by_count(labels: Mapping[str, str], given: Iterable[Iterable[str]]) -> list[tuple[str, int]]:
    """The values of a facet with how many have each: the most first, then by their labels."""
    counts = Counter(value for values in given for value in dict.fromkeys(values) if value)
    return sorted(counts.items(), key=lambda c: (-c[1], labels.get(c[0], c[0]).casefold(), c[0]))


def _by_count(labels: Mapping[str, str], given: Iterable[Iterable[str]]) -> Codes:
    codes = Codes()
    codes.all(value for value, _ in by_count(labels, given))
    return codes


def _named(codes: Codes, labels: Mapping[str, str]) -> list[list[str]]:
    return [[value, labels.get(value, value)] for value in codes.values]


def _codes(codes: Codes, values: Sequence[str]) -> str:
    return " ".join(str(codes.code(v)) for v in dict.fromkeys(values))


def _period(entry: Entry) -> str:
    """The period as shown; behind a separator its years, where the text does not begin and end
    with them.
    """
    shown, (first, last) = entry.period, entry.years
    return shown if years(shown) == (first, last) else f"{shown}{_SEPARATOR}{first}–{last}"


def _second(entries: Sequence[Entry], labels: Labels) -> dict[str, object]:
    agencies = _by_count(labels.agencies, (e.agencies for e in entries))
    sets: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for place in dict.fromkeys(entry.places):
            sets.setdefault(place, []).append(number)
    return {
        "keywords": postings(e.keywords for e in entries),
        "columns": postings((*e.columns, *e.units) for e in entries),
        "aliases": [lines(labels.aliases.get(a, ())) for a in agencies.values],
        "places": [
            [" ".join(dict.fromkeys(words_of(" ".join(labels.places.get(place, ()))))), found]
            for place, found in sorted(sets.items())
        ],
    }
