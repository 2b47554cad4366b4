"""The two files that a browser searches in: columns, not rows, and codes for what repeats.

The first holds what the list shows and what is searched at once; it is read by `katalog.js`.
The second (names of columns, units, keywords, short names of agencies, places) follows after the
first results. Both are classic scripts that set a global, so that they work on `file://` too.
Descriptions of a large catalogue come in parts of `PART` datasets, as they are shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..model import OutputFile
from .entry import KINDS, Entry, Labels, in_order
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
) -> Iterator[OutputFile]:
    """The files of a language; the first one first. Each carries its hash in its name."""
    given = in_order(entries)
    second = _file(f"kolom-{lang}", "PD_KOLOM", _second(given, labels))
    parts = []
    if len(given) > DESCRIBED:
        for number, start in enumerate(range(0, len(given), PART)):
            texts = lines(e.description for e in given[start : start + PART])
            parts.append(_file(f"uraian-{lang}-{number}", f"PD_URAIAN{number}", texts))
    data = _first(lang, given, labels, roots, groups)
    data["later"] = second.path.name
    data["parts"] = [part.path.name for part in parts]
    yield _file(f"katalog-{lang}", "PD_KATALOG", data)
    yield second
    yield from parts


def _file(name: str, variable: str, value: object) -> OutputFile:
    """A script that sets one global; nothing in it can end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for risky, safe in (("</", "<\\/"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(risky, safe)
    content = f"window.{variable}={text};\n".encode()
    digest = hashlib.sha256(content).hexdigest()[:8]
    return OutputFile(PurePosixPath("assets", f"{name}.{digest}.js"), content)


def _first(
    lang: str,
    entries: Sequence[Entry],
    labels: Labels,
    roots: frozenset[str],
    groups: Groups,
) -> dict[str, object]:
    topics, agencies, formats = Codes(), Codes(), Codes()
    for entry in entries:
        topics.all(entry.topics)
        agencies.all(entry.agencies)
        formats.all(entry.formats)
    owners, publishers, periods = Codes(), Codes(), Codes()
    frequencies, states, several, theirs = Codes(), Codes(), Codes(), Codes()
    newest = max((e.updated for e in entries), default="")
    columns = {
        "owner": packed(owners.code(e.owner) for e in entries),
        "publisher": packed(publishers.code(e.publisher) for e in entries),
        "topic": packed(several.code(_codes(topics, e.topics)) for e in entries),
        "agency": packed(theirs.code(_codes(agencies, e.agencies)) for e in entries),
        "format": packed(sum(1 << formats.code(f) for f in set(e.formats)) for e in entries),
        "frequency": packed(frequencies.code(e.frequency) for e in entries),
        "state": packed(states.code(e.state) for e in entries),
        "period": packed(periods.code(_period(e)) for e in entries),
        "updated": packed(dates((e.updated for e in entries), newest)),
        "kind": packed(
            KINDS.index(e.kind) + 3 * (e.held + 2 * e.other_title + 4 * e.other_description)
            for e in entries
        ),
    }
    used, equal = pruned(entries, labels, roots, groups)
    return {
        "lang": lang,
        "count": len(entries),
        "columns": columns,
        "titles": lines(e.title for e in entries),
        "names": lines(name_code(e.name, e.title) for e in entries),
        "descriptions": lines(e.description for e in entries) if len(entries) <= DESCRIBED else "",
        "owners": owners.values,
        "publishers": publishers.values,
        "periods": periods.values,
        "newest": newest,
        "topics": [[t, labels.topics.get(t, t)] for t in topics.values],
        "topicSets": several.values,
        "agencies": [[a, labels.agencies.get(a, a)] for a in agencies.values],
        "agencySets": theirs.values,
        "formats": [[f, f] for f in formats.values],
        "frequencies": [[f, labels.frequencies.get(f, f)] for f in frequencies.values],
        "states": [[s, labels.states.get(s, s)] for s in states.values],
        "kinds": [labels.kinds.get(k, k) for k in KINDS],
        "months": list(labels.months),
        "texts": dict(labels.texts),
        "most": MOST_WORDS,
        "stop": " ".join(sorted(STOP)),
        "weak": " ".join(sorted(WEAK | set(words_of(labels.region)))),
        "roots": " ".join(sorted(used)),
        "equal": "\n".join(_SEPARATOR.join(" ".join(p) for p in group) for group in equal),
    }


def _codes(codes: Codes, values: Sequence[str]) -> str:
    return " ".join(str(codes.code(v)) for v in dict.fromkeys(values))


def _period(entry: Entry) -> str:
    """The period as shown; behind a separator its years, where the text does not begin and end
    with them.
    """
    shown, (first, last) = entry.period, entry.years
    return shown if years(shown) == (first, last) else f"{shown}{_SEPARATOR}{first}–{last}"


def _second(entries: Sequence[Entry], labels: Labels) -> dict[str, object]:
    agencies = Codes()
    for entry in entries:
        agencies.all(entry.agencies)
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
