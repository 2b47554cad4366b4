"""The header of a spreadsheet against the columns of a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..profiles import Profile
from .base import ScaffoldError

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What the columns of a file are in a profile.

    ``names`` holds a name for each column of the file: the profile's where one was found, else
    the header as it is.
    """

    names: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # header as it is, column of the profile
    missing: tuple[str, ...]  # columns of the profile that the file lacks and may not lack
    extra: tuple[str, ...]  # headers that the profile does not have


def match(labels: Sequence[str], profile: Profile) -> Match:
    """Finds the profile's column for each header: by its name, else by its title.

    Titles count in each language; capitals, spaces and punctuation do not. Raises
    `ScaffoldError` where the file is plainly another table: it lacks more than half of the
    columns that every row must fill.
    """
    ways = dict(_ways(profile))
    named = set(labels) & set(profile.columns)
    found: dict[str, str] = {}  # header -> column
    for label in labels:
        other = ways.get(_plain(label), "")
        if label in named:
            found[label] = label
        elif other and other not in named and other not in found.values():
            found[label] = other
    have = set(found.values())
    filled = [f["name"] for f in profile.fields if required(f)]
    if not have or 2 * len(have & set(filled)) < len(filled):
        absent = [name for name in filled if name not in have]
        values = {"profile": profile.name, "missing": ", ".join(absent or filled)}
        raise ScaffoldError("profile-other", **values, columns=", ".join(profile.columns))
    return Match(
        names=tuple(found.get(label, label) for label in labels),
        renamed=tuple((label, name) for label, name in found.items() if label != name),
        missing=tuple(c for c in profile.columns if c not in have and c not in profile.optional),
        extra=tuple(label for label in labels if label not in found),
    )


def required(field: Mapping[str, object]) -> bool:
    """Whether every row must fill that column, whoever made the table."""
    limits = field.get("constraints")
    return isinstance(limits, Mapping) and bool(limits.get("required"))


def _plain(label: str) -> str:
    return _OTHER.sub("_", label.casefold()).strip("_")


def _ways(profile: Profile) -> Iterator[tuple[str, str]]:
    """What else a column may be called; a column's name is never another's title."""
    for field in profile.fields:
        name = str(field["name"])
        for title in (field.get("title"), field.get("sdi:en", {}).get("title")):
            if title:
                yield _plain(str(title)), name
    for name in profile.columns:
        yield _plain(name), name
