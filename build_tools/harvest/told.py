"""What another portal tells of a dataset, before anything of it is believed.

The readers fill these; `clean` makes a `Harvested` of them. Any text may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: The longest text that is looked at; what is kept of it is shorter.
LONGEST = 100_000
#: Files and keywords that are looked at.
MOST = 500


@dataclass(frozen=True, slots=True)
class ToldFile:
    """A file as it is told of."""

    url: str
    title: str = ""
    format: str = ""
    media_type: str = ""
    bytes: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A dataset as it is told of."""

    id: str
    iri: str = ""
    name: str = ""  # a short one that the other portal uses in addresses
    page: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)  # by language; "": not said
    descriptions: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    publisher_url: str = ""
    contact: str = ""
    contact_email: str = ""
    contact_url: str = ""
    licences: Sequence[tuple[str, str, str]] = ()  # name, title, address
    keywords: Sequence[str] = ()
    issued: str = ""
    modified: str = ""
    period: tuple[str, str] = ("", "")
    place: str = ""
    frequency: str = ""
    files: Sequence[ToldFile] = ()
    restricted: bool = False  # the portal itself says that it is not public


@dataclass(frozen=True, slots=True)
class Read:
    """A portal as it was read."""

    kind: str
    title: str
    entries: Sequence[Told]


def text(value: Any) -> str:
    """A text or a number as text; empty for all else.

    >>> text("a"), text(5), text(True), text(["a"]), text(None)
    ('a', '5', '', '', '')
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)[:LONGEST] if isinstance(value, str) else f"{value:.15g}"


def mapping(value: Any) -> Mapping[str, Any]:
    """A mapping; an empty one for all else."""
    return value if isinstance(value, Mapping) else {}


def items(value: Any) -> list[Any]:
    """The first items of a list; empty for all else."""
    return value[:MOST] if isinstance(value, list) else []


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list."""
    return (item for item in items(value) if isinstance(item, Mapping))
