"""What a dataset is, said from its own facts where its description is short.

Dataset search asks for 50 characters at least; facts fill it, never phrases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Text
from ..words import Words
from .nouns import TableTerms
from .texts import DESCRIPTION, plain

SHORTEST = 50
_NAMES = 8


def about(
    words: Mapping[str, Words],
    description: Text,
    publisher: Text,
    period: tuple[str, str],
    tables: Sequence[TableTerms],
    collected: bool,
) -> Text:
    """The description, and after a short one what its tables hold, in each language."""
    main, *others = words
    found = {
        lang: _one(words[lang], description, publisher, period, tables, collected)
        for lang in words
        if lang == main or _told(lang, description)
    }
    return Text(found[main], {lang: found[lang] for lang in others if lang in found})


def _told(lang: str, description: Text) -> bool:
    return not description or lang in description.others


def _one(
    words: Words,
    description: Text,
    publisher: Text,
    period: tuple[str, str],
    tables: Sequence[TableTerms],
    collected: bool,
) -> str:
    given = description.get(words.lang)
    if len(given) >= SHORTEST:
        return given
    key = "terms.collected" if collected else "terms.of"
    parts = [given, words(key, publisher=publisher.get(words.lang))]
    ends = list(dict.fromkeys(words.date(day) for day in period if day))
    if ends:
        parts.append(words("terms.period", period="–".join(ends)))
    for table in tables:
        named = [v.title.get(words.lang) or v.name for v in table.variables[:_NAMES]]
        rest = len(table.variables) - _NAMES
        if rest > 0:
            named.append(words("terms.more", count=words.number(rest)))
        title = table.title.get(words.lang)
        counts = {"rows": words.number(table.rows), "columns": len(table.variables)}
        parts.append(words("terms.table", title=title, names=", ".join(named), **counts))
    return plain(" ".join(filter(None, parts)), DESCRIPTION, lines=True)
