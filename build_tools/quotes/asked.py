"""What a page asks for, as it was read: nothing has been looked up yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Literal

from ..findings import Finding
from ..model import Reference

#: Words of a block's info string: one figure, a chart, a table.
KINDS = ("angka", "grafik", "tabel")
#: What can be said of a figure beside its value, in a sentence.
PARTS = ("periode", "status", "sumber")
#: The folder of the question pages, below the root of each language.
FOLDER = "tanya"

Kind = Literal["angka", "grafik", "tabel"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One block, or one figure that a page names in its front matter (`acuan`)."""

    kind: Kind
    reference: Reference
    line: int  # of the file, from 1
    name: str = ""  # in `acuan`; empty: a block
    title: str = ""  # `judul`, plain text of the page's language
    most: int = 10  # rows of a table
    chart: str = ""  # a word of `model.CHART_KINDS`; empty: as the data has it


@dataclass(frozen=True, slots=True)
class Mention:
    """A named figure within a sentence: ``[[nama]]``, or what is said beside it."""

    name: str
    part: str = ""  # one of `PARTS`; empty: the value with its unit; any other is a fault

    @property
    def text(self) -> str:
        """As it is written on the page."""
        return f"[[{self.name}.{self.part}]]" if self.part else f"[[{self.name}]]"


@dataclass(frozen=True, slots=True)
class Broken:
    """A block that could not be understood; the finding says why."""

    line: int


#: A piece of a page: Markdown as it stands, a figure in a sentence, or a block.
Part = str | Mention | Asked | Broken


@dataclass(frozen=True, slots=True)
class Page:
    """A hand-written page that quotes data, or is a question."""

    file: str  # "docs/tanya/….md", relative to the portal's root
    lang: str
    place: PurePosixPath  # below the root of its language: "tanya/….md"
    head: str = ""  # its front matter as it stands, without the marks
    meta: Mapping[str, Any] = field(default_factory=dict)
    body: tuple[Part, ...] = ()
    summary: tuple[Part, ...] = ()  # `ringkas`
    named: Mapping[str, Asked] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()  # what could not be understood
    unread: bool = False  # its front matter is no YAML: nothing of it can be shown

    @property
    def is_question(self) -> bool:
        """Whether it is a page of its own kind, and not one that the site engine lays out."""
        return self.place.parts[0] == FOLDER and len(self.place.parts) == 2

    def text(self, key: str) -> str:
        """A text of the front matter on one line; empty where there is none."""
        given = self.meta.get(key)
        return " ".join(given.split()) if isinstance(given, str) else ""

    def asked(self) -> Iterator[Asked]:
        """Everything that must be looked up: the blocks, and the named figures in use."""
        used = {p.name for p in (*self.summary, *self.body) if isinstance(p, Mention)}
        yield from (asked for name, asked in self.named.items() if name in used)
        yield from (part for part in self.body if isinstance(part, Asked))
