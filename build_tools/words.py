"""Sentences, numbers, dates and sizes as a reader of one language expects them.

Every sentence lies in ``text/<lang>/<file>.yml``; the file's name is the first part of a key.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

TEXT = Path(__file__).parent / "text"

#: A number of more digits is shown as it is written: nobody reads it as a number.
_LONGEST = 400

#: libyaml's where there is one: much faster, the same values.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: An ISO date, month or year; a date with a time of day is shown without it.
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2})(?:[T ][0-9]{2}:[0-9:.,Z+-]*)?)?)?")

_MARKS = {"id": (".", ","), "en": (",", ".")}


class _Dots(dict[str, str]):
    """Fills every placeholder with dots."""

    def __missing__(self, key: str) -> str:
        return "…"


class Words:
    """The message catalogue of one language.

    ``words("ui.home.title", count=3)`` gives the sentence with its ``{placeholders}``
    filled; an unknown key raises `KeyError`, so that no page is ever published with a gap.
    """

    def __init__(self, lang: str, texts: Mapping[str, Any]) -> None:
        self.lang = lang
        self._texts = texts

    @classmethod
    def load(cls, lang: str, folder: Path = TEXT) -> Words:
        """The catalogue of that language; `FileNotFoundError` where there is none."""
        return _load(lang, folder)

    def section(self, key: str) -> Any:
        """Whatever stands under a dotted key: a text or a mapping of more."""
        found: Any = self._texts
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(f"{self.lang}: no text {key!r}")
            found = found[part]
        return found

    def has(self, key: str) -> bool:
        """Whether the catalogue knows that key."""
        try:
            self.section(key)
        except KeyError:
            return False
        return True

    def __call__(self, key: str, **values: object) -> str:
        return str(self.section(key)).format_map(values)

    def outline(self, key: str) -> str:
        """A sentence with "…" in place of what each case fills in."""
        return str(self.section(key)).format_map(_Dots())

    def number(self, value: str | int | Decimal) -> str:
        """A number with this language's marks; text that is no number comes back as it is."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
            return str(value)[:_LONGEST]
        plain = format(number, "f")
        group, point = _MARKS.get(self.lang, _MARKS["en"])
        sign, digits = ("−", plain[1:]) if plain.startswith("-") else ("", plain)
        whole, _, rest = digits.partition(".")
        digits = whole.lstrip("0") or "0"
        first = len(digits) % 3
        threes = [digits[i : i + 3] for i in range(first, len(digits), 3)]
        grouped = group.join(([digits[:first]] if first else []) + threes)
        return f"{sign}{grouped}{point + rest if rest else ''}"

    def date(self, iso: str) -> str:
        """An ISO date, month or year in words: "18 November 2026", "November 2024", "2024".

        Any other text, also of a day that never was, comes back as it is.
        """
        found = _DATE.fullmatch(iso)
        if found is None:
            return iso
        year, month, day = found.groups()
        if month is None:
            return iso
        if day is not None:
            try:
                dt.date(int(year), int(month), int(day))
            except ValueError:
                return iso
        named = f"{self.section('ui.months')[int(month) - 1]} {year}"
        return named if day is None else f"{int(day)} {named}"

    def size(self, count: int) -> str:
        """A size of bytes in decimal units: "5,6 MB"."""
        size, unit = Decimal(count), "B"
        for unit in ("B", "KB", "MB", "GB"):
            if size < 1000 or unit == "GB":
                break
            size /= 1000
        digits = 1 if unit != "B" and size < 10 else 0
        return f"{self.number(f'{size:.{digits}f}')} {unit}"


class _Files(Mapping[str, Any]):
    """The texts of one language, each file read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.yml"))}
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            text = self._paths[name].read_text(encoding="utf-8")
            self._read[name] = yaml.load(text, _LOADER) or {}  # noqa: S506 - a safe loader
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@cache
def _load(lang: str, folder: Path) -> Words:
    base = folder / lang
    if not base.is_dir():
        raise FileNotFoundError(f"no texts for language {lang!r} in {folder}")
    return Words(lang, _Files(base))


def all_words(languages: tuple[str, ...]) -> dict[str, Words]:
    """The catalogue of each language, in the order given."""
    return {lang: Words.load(lang) for lang in languages}
