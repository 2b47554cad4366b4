"""The kinds of personal data, and what each does to a dataset.

UU 27/2022 article 4 parts specific data (health, biometrics, crimes, children, finances) from
general data (name, sex, nationality, religion, marital status, and what identifies a person when
it is combined). A number that stands for one person alone, or specific data, holds a dataset back
by itself. General data does so in combination only. What belongs to the work of an official
(NIP) is for the walidata to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ..findings import Severity

Nature = Literal["number", "specific", "general", "work"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of personal data; ``code`` is that of its finding.

    ``alone``: the severity where nothing else of a person stands beside it. ``nature``: "number"
    stands for one person or opens an account; "specific" and "general" as in article 4; "work"
    is of an official's work.
    """

    code: str
    nature: Nature
    alone: Severity = Severity.ERROR

    @property
    def can_be_allowed(self) -> bool:
        """Whether the PPID may decide that such data goes out at all.

        Of a number of a person it may only be said that it is none.
        """
        return self.nature in {"general", "work"}


_KINDS = (
    Kind("personal-nik", "number"),  # NIK and no. KK
    Kind("personal-npwp", "number"),
    Kind("personal-passport", "number"),
    Kind("personal-bpjs", "number"),
    Kind("personal-nisn", "number"),
    Kind("personal-medical-record", "number"),
    Kind("personal-bank", "number"),
    Kind("personal-plate", "general"),
    Kind("personal-mobile", "general"),
    Kind("personal-email", "general"),
    Kind("personal-nip", "work", Severity.WARNING),
    Kind("personal-sensitive", "specific", Severity.WARNING),  # a column; beside persons: error
    Kind("personal-name", "general", Severity.WARNING),  # a column of names
    Kind("personal-address", "general", Severity.WARNING),
    Kind("personal-birth", "general", Severity.WARNING),
    Kind("personal-location", "general", Severity.WARNING),  # coordinates of homes
    Kind("person-name", "general"),  # in a text
)

#: By code, the plainest first.
KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _KINDS})
