"""What the sheets `kamus` and `metadata` of a workbook say, laid over what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..findings import Finding
from ..infer.base import Proposal, ProposedField
from ..infer.units import unit
from ..metadata.cells import UnreadSheetError
from ..metadata.convert import NOTHING
from ..metadata.described import Described, described
from ..metadata.dictionary import Entry, dictionary, matched
from ..metadata.edit import Edit, edited
from ..metadata.spoken import Spoken
from ..model.recipe import reading_under
from ..tables.layout.base import Found

#: Said of measures only: a column of which one is said keeps its definition too.
_OF_MEASURES = frozenset({"sdi:konsep", "sdi:klasifikasi", "sdi:ukuran", "sdi:satuan"})
_NUMBERS = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True)
class Sheets:
    """The dictionary's entries, and the properties of the dataset as a whole."""

    entries: tuple[Entry, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def onto(self, proposal: Proposal) -> Proposal:
        """The proposal with what people say of its columns; their word counts."""
        labels = [given.label for given in proposal.fields]
        known, _ = matched(self.entries, labels)
        names = [given.name for given in proposal.fields]
        by_name, _ = matched(self.entries, names)
        fields = tuple(
            _described(given, entry) if (entry := known.get(at) or by_name.get(at)) else given
            for at, given in enumerate(proposal.fields)
        )
        return replace(proposal, fields=fields)

    def of_columns(self, labels: Iterable[str]) -> dict[str, tuple[str, str]]:
        """What the dictionary says of columns, by label: their type, and their unit."""
        columns = list(dict.fromkeys(labels))
        known, _ = matched(self.entries, columns)
        said = {columns[at]: entry.properties for at, entry in known.items()}
        return {
            label: (str(given.get("type", "")), unit(str(given.get("sdi:satuan", ""))))
            for label, given in said.items()
        }

    def unmatched(self, proposals: tuple[Proposal, ...], file: str, sheet: str) -> list[Finding]:
        """A finding for each row of the dictionary that is about no column of any table."""
        labels = [name for p in proposals for f in p.fields for name in (f.label, f.name)]
        _, wrong = matched(self.entries, labels, file=file, sheet=sheet)
        return [f for f in wrong if dict(f.values).get("case") != "twice"]

    @property
    def titles(self) -> tuple[str, str]:
        """The title, and that in English, where both are given: a lone table is called so too."""
        english = self.properties.get("sdi:en")
        title = str(english.get("title", "")) if isinstance(english, Mapping) else ""
        return (str(self.properties.get("title", "")), title) if title else ("", "")

    def into(self, text: str) -> str:
        """A descriptor's text with what the sheet `metadata` says of the dataset."""
        return edited(text, _edits(self.properties)) if self.properties else text


def sheets(path: Path, found: Found, known: Mapping[str, Spoken] | None = None) -> Sheets:
    """What the two sheets say; nothing where there are none, findings where they are unread.

    ``known``: how people call what the portal lists (`metadata.spoken`).
    """
    entries: tuple[Entry, ...] = ()
    said = Described()
    wrong: list[Finding] = []
    try:
        if found.dictionary:
            entries = dictionary(path, found.dictionary)
            wrong += [f for entry in entries for f in entry.findings]
        if found.metadata:
            said = described(path, found.metadata, known)
            wrong += said.findings
    except UnreadSheetError as problem:
        wrong.append(problem.finding)
    return Sheets(entries, said.properties, tuple(wrong))


def _described(given: ProposedField, entry: Entry) -> ProposedField:
    said = dict(entry.properties)
    if said.get("sdi:definisi"):  # what offices write under "definisi" is what the column holds
        said.setdefault("description", said["sdi:definisi"])
        measured = given.properties.get("sdi:peran") == "ukuran" or said.keys() & _OF_MEASURES
        if not measured:
            del said["sdi:definisi"]
    kind = str(said.pop("type", "") or given.type)
    reading = given.reading
    if kind != given.type:
        reading = reading_under(kind, given.reading)
        if kind in _NUMBERS and said.keys() & _OF_MEASURES:  # people call it a measure
            said.setdefault("sdi:peran", "ukuran")
    return replace(given, type=kind, reading=reading, properties=merged({**given.properties}, said))


def merged(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with others laid over them, mappings part by part; their order is kept."""
    for key, value in above.items():
        old = below.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            below[key] = {**old, **value}
        else:
            below[key] = value
    return below


def _edits(properties: Mapping[str, Any]) -> Iterator[Edit]:
    for key, value in properties.items():
        if isinstance(value, Mapping):
            yield from (Edit((key, part), one) for part, one in value.items())
        elif key in {"sources", "licenses"}:
            for at, entry in enumerate(value):
                for part, one in entry.items():
                    yield Edit((key, at, part), None if one == NOTHING else one)
        else:
            yield Edit((key,), value)
