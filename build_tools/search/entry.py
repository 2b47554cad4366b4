"""What a list knows of a dataset, and what its codes are called: all in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: Kinds of origin in the order of their codes: keys of `ui.origin.short`.
KINDS = ("resmi", "himpunan", "referensi")
#: Of another portal: a kind of its own, which is coded beside the others.
FOREIGN = "panen"


@dataclass(frozen=True, slots=True)
class Entry:
    """One dataset; texts are ready in the list's language."""

    id: str
    title: str
    description: str = ""
    publisher: str = ""
    agencies: tuple[str, ...] = ()  # ids
    topics: tuple[str, ...] = ()  # ids
    formats: tuple[str, ...] = ()  # as shown: "CSV"
    frequency: str = ""  # a word of FREQUENCIES
    state: str = ""  # a state of `freshness.STATES`
    kind: str = "resmi"  # one of KINDS, or FOREIGN
    period: str = ""  # in words
    years: tuple[str, str] = ("", "")
    updated: str = ""  # ISO date
    keywords: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # ids of sets of `Labels.places`
    held: bool = False
    other_title: bool = False  # the title is in the main language, not in the list's
    other_description: bool = False

    @property
    def owner(self) -> str:
        """What stands before the last part of the id."""
        return self.id.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.split("/")[-1]


@dataclass(frozen=True, slots=True)
class Labels:
    """What codes are called in the list's language."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of agencies
    topics: Mapping[str, str] = field(default_factory=dict)
    frequencies: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)  # set id -> names
    region: str = ""  # what the whole portal is about: its words sift nothing out
    months: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)  # sentences of the page


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The entries as both files number them: by id, so that neighbours are alike."""
    return sorted(entries, key=lambda e: e.id)
