"""How people call what the portal lists: a topic by its title, an office by name or in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Portal, Text
from .labels import plain

#: By what people say, the code that is meant.
Spoken = Mapping[str, str]


def spoken(portal: Portal) -> dict[str, Spoken]:
    """For the properties `topics` and `agencies` the code of everything that can be said.

    A code is always itself; what may mean two of them means none.
    """
    return {
        "topics": _codes((topic.id, _texts(topic.title)) for topic in portal.topics),
        "agencies": _codes((a.id, [*_texts(a.name), *a.aliases]) for a in portal.agencies),
    }


def _texts(text: Text) -> list[str]:
    return [text.main, *text.others.values()]


def _codes(listed: Iterable[tuple[str, list[str]]]) -> Spoken:
    known = list(listed)
    meant: dict[str, set[str]] = {}
    for code, names in known:
        for name in filter(None, map(plain, names)):
            meant.setdefault(name, set()).add(code)
    found = {code: code for code, _ in known}
    for name, codes in meant.items():
        if len(codes) == 1:
            found.setdefault(name, *codes)
    return found
