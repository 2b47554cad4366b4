"""What the class of access says of publishing (`sdi:kipKlasifikasi`, UU 14/2008 article 17).

What is exempt does not go out; what is limited does, to everyone, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, error, warning
from ..model import Dataset
from .reference import Reference

_KEY, _EXEMPT, _LIMITED = "sdi:kipKlasifikasi", "dikecualikan", "terbatas"


def classes(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """A dataset, a table or a column is not for everyone: exempt, or limited but going out."""
    file = dataset.source.descriptor
    for place in exempt(dataset.raw):
        yield error("access-excluded", file=file, property=".".join((*place, _KEY)))
    for place in _of(dataset.raw, _LIMITED):
        yield warning("access-limited", file=file, property=".".join((*place, _KEY)))


def exempt(raw: object) -> Iterator[tuple[str, ...]]:
    """Where in a descriptor something is classified as exempt: the names that lead there."""
    return _of(raw, _EXEMPT)


def _of(raw: object, of: str) -> Iterator[tuple[str, ...]]:
    for place, word in classified(raw):
        if isinstance(word, str) and word.strip().lower() == of:
            yield place


def classified(raw: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """All that has a class of access in a descriptor: the names that lead there, the class."""
    left: list[tuple[tuple[str, ...], object]] = [((), raw)]
    while left:
        place, value = left.pop()
        if isinstance(value, Mapping):
            if _KEY in value:
                yield place, value[_KEY]
            left += [((*place, str(key)), part) for key, part in reversed(list(value.items()))]
        elif isinstance(value, (list, tuple)):
            for number, part in reversed(list(enumerate(value))):
                name = part.get("name") if isinstance(part, Mapping) else None
                left.append(((*place, str(name or number)), part))
