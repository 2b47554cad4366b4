"""A text in the languages of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAIN_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the main language (Indonesian) and in others, as far as they were given."""

    main: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def get(self, lang: str) -> str:
        """The text in that language, or the main language's where it is missing."""
        return self.others.get(lang) or self.main

    def lang(self, lang: str) -> str:
        """The language that `get` answers in."""
        return lang if self.others.get(lang) else MAIN_LANGUAGE

    def __bool__(self) -> bool:
        return bool(self.main)
