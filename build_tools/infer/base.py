"""What is proposed for a table that was found: its fields, keys, period, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.recipe import Reading
from ..tables.layout.base import Question, Step


@dataclass(frozen=True, slots=True)
class Areas:
    """A reference table of areas, by one of its code columns.

    ``codes`` gives the name of the area for each code as the table writes it; ``level`` is the
    kind of area: `kabupaten-kota`, `kecamatan`, `desa-kelurahan` or whatever the table is called.
    """

    package: str  # id of the dataset, "referensi/wilayah"
    resource: str
    code_field: str
    name_field: str
    codes: Mapping[str, str]
    #: Names in other spellings, as another column of the table has them; to the code.
    spellings: Mapping[str, str] = field(default_factory=dict)

    @property
    def level(self) -> str:
        """The kind of area that a row of the table is."""
        return self.resource


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal knows beside the table itself.

    ``areas`` holds each code column of each reference table of areas, that of Kemendagri first;
    ``file`` is the name of the file as it was given. ``said`` is what the workbook's dictionary
    says of a column, by its label: Table Schema's type, and the unit, each empty where it does not.
    """

    areas: tuple[Areas, ...] = ()
    file: str = ""
    region: str = ""  # what the portal is about: "Kabupaten Paser"
    said: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """A column understood: Table Schema's type, the reading of its cells, its role.

    ``open`` is the case of the question on which its type depends. ``plain``: its cells are
    canonical as they stand.
    """

    type: str
    reading: Reading = "teks"
    role: str = ""
    categories: tuple[str, ...] = ()
    open: str = ""
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ProposedField:
    """A field of Table Schema for one column, and how its cells are to be read.

    ``properties`` are those of the descriptor in the order they are written (`title`,
    `description`, `constraints`, `categories`, `sdi:peran`, `sdi:konsep`, …); what only people
    know is marked ``ISI: …``. ``suggested`` names those of them that come from the national list
    of standard data: a person has to look at them.
    """

    label: str
    name: str  # snake_case, unique
    type: str
    reading: Reading = "teks"
    properties: Mapping[str, Any] = field(default_factory=dict)
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to be."""

    fields: tuple[ProposedField, ...]
    group: str = ""  # the style of its numbers
    decimal: str = "."
    styled: bool = False  # whether the table proves that style, or people said it
    missing: tuple[str, ...] = ()  # marks for "no value" that its columns of numbers hold
    primary_key: tuple[str, ...] = ()
    #: As the descriptor has them (Table Schema `foreignKeys`).
    foreign_keys: tuple[Mapping[str, Any], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()  # fields that no column holds, such as the year
    period: tuple[str, str] = ("", "")
    frequency: str = ""
    level: str = ""
    area: str = ""
    title: str = ""
    source: str = ""  # as a note below the table says it
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    plain: bool = False  # the cells are canonical as they stand: they can be read without a recipe
