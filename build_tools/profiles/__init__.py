"""Profiles: Table Schemas that any regency can fill, so that pages know what their columns mean.

One file a profile, in the words of a descriptor (Table Schema of Data Package v2, ``sdi:``
beside it). A descriptor's resource names its profile as ``sdi:profil``; `load.expand` lays the
profile below what the descriptor says itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..model import Text

FOLDER = Path(__file__).parent
_SHARED = FOLDER / "_shared.yml"
#: The settings that name the dataset with the rows of a profile: the portal's registers.
REGISTERS = {"opd": "daftar_opd", "dimensi": "daftar_dimensi"}
#: libyaml's where there is one: much faster, the same values.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Key:
    """Columns whose values must stand in a table of another profile."""

    fields: tuple[str, ...]
    profile: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A fixed Table Schema, and what is checked of it beyond Table Schema."""

    name: str
    title: Text
    description: Text  # what one row is
    fields: tuple[Mapping[str, Any], ...]  # Table Schema fields as in a descriptor
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[Key, ...] = ()
    rules: tuple[Mapping[str, Any], ...] = ()  # entries of `sdi:aturan`
    required_official: tuple[str, ...] = ()  # columns to be filled where `sdi:asal` is resmi
    required_compiled: tuple[str, ...] = ()  # … where it is himpunan
    optional: tuple[str, ...] = ()  # columns that a table may leave out
    past: tuple[str, ...] = ()  # days that may not lie after the day of the check
    order: tuple[tuple[str, str], ...] = ()  # days of a row: the second not before the first
    evidence: tuple[str, ...] = ()  # addresses that must be open to everyone
    addresses: tuple[str, ...] = ()  # addresses that pages link, open where the public is meant
    names: str = ""  # a name that may not come twice under two spellings
    names_within: str = ""  # … within rows that have the same in that column; empty: in the table
    quotations: Mapping[str, int] | None = None  # column: most words
    percent: tuple[str, ...] = ()  # columns of per cent that may not exceed 100
    closed: bool = False  # a table may have no further columns: nothing about persons gets in

    @property
    def resource(self) -> str:
        """The name that a resource of this profile has where nobody gave another."""
        return self.name.replace("_", "-")

    def field(self, name: str) -> Mapping[str, Any] | None:
        """The field of that name, if the profile has it."""
        return next((f for f in self.fields if f["name"] == name), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(str(f["name"]) for f in self.fields)


@lru_cache(maxsize=1)
def all_profiles() -> Mapping[str, Profile]:
    """Every profile by its name, in alphabetical order."""
    shared = {f["name"]: f for f in _read(_SHARED)["fields"]}
    paths = sorted(p for p in FOLDER.glob("*.yml") if p != _SHARED)
    return {path.stem: _profile(_read(path), shared) for path in paths}


@lru_cache(maxsize=1)
def missing_values() -> tuple[Mapping[str, Any], ...]:
    """The texts of every profile's cells that say: not known (Table Schema `missingValues`)."""
    return tuple(_read(_SHARED)["missingValues"])


def profile(name: str) -> Profile | None:
    """The profile of that name; None where there is none."""
    return all_profiles().get(name)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader


def _profile(given: Mapping[str, Any], shared: Mapping[str, Any]) -> Profile:
    """The profile that a file describes. The files are ours: what is wrong raises."""
    return Profile(
        name=given["name"],
        title=_text(given, "title"),
        description=_text(given, "description"),
        fields=tuple(_field(entry, shared) for entry in given["fields"]),
        primary_key=tuple(given.get("primaryKey", ())),
        unique_keys=tuple(tuple(key) for key in given.get("uniqueKeys", ())),
        foreign_keys=tuple(
            Key(tuple(k["fields"]), k["profile"], tuple(k["reference"]))
            for k in given.get("foreignKeys", ())
        ),
        rules=tuple(given.get("rules", ())),
        required_official=tuple(given.get("required_official", ())),
        required_compiled=tuple(given.get("required_compiled", ())),
        optional=tuple(given.get("optional", ())),
        past=tuple(given.get("past", ())),
        order=tuple((first, then) for first, then in given.get("order", ())),
        evidence=tuple(given.get("evidence", ())),
        addresses=tuple(given.get("addresses", ())),
        names=given.get("names", ""),
        names_within=given.get("names_within", ""),
        quotations=given.get("quotations"),
        percent=tuple(given.get("percent", ())),
        closed=bool(given.get("closed", False)),
    )


def _text(given: Mapping[str, Any], key: str) -> Text:
    return Text(given[key], {"en": given["sdi:en"][key]})


def _field(entry: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    if "shared" not in entry:
        return entry
    base = shared[entry["shared"]]
    field = {**base, **{k: v for k, v in entry.items() if k != "shared"}}
    limits = {**base.get("constraints", {}), **entry.get("constraints", {})}
    return {**field, "constraints": limits} if limits else field
