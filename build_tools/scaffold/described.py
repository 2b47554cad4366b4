"""What the sheets `kamus` and `metadata` of a workbook say, laid over what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..findings import Finding
from ..infer.base import Proposal, ProposedField
from ..metadata.cells import UnreadSheetError
from ..metadata.convert import NOTHING
from ..metadata.described import Described, described
from ..metadata.dictionary import Entry, dictionary, matched
from ..metadata.edit import Edit, edited
from ..model import Reading
from ..tables.layout.base import Found

#: How the cells of a column are read whose type a person has said.
READINGS: dict[str, Reading] = {
    "integer": "angka",
    "number": "angka",
    "date": "tanggal",
    "yearmonth": "tahun-bulan",
}


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

    def unmatched(self, proposals: tuple[Proposal, ...], file: str, sheet: str) -> list[Finding]:
        """A finding for each row of the dictionary that is about no column of any table."""
        labels = [name for p in proposals for f in p.fields for name in (f.label, f.name)]
        _, wrong = matched(self.entries, labels, file=file, sheet=sheet)
        return [f for f in wrong if dict(f.values).get("case") != "twice"]

    def into(self, text: str) -> str:
        """A descriptor's text with what the sheet `metadata` says of the dataset."""
        return edited(text, _edits(self.properties)) if self.properties else text


def sheets(path: Path, found: Found, topics: tuple[str, ...] = ()) -> Sheets:
    """What the two sheets say; nothing where there are none, findings where they are unread."""
    entries: tuple[Entry, ...] = ()
    said = Described()
    wrong: list[Finding] = []
    try:
        if found.dictionary:
            entries = dictionary(path, found.dictionary)
            wrong += [f for entry in entries for f in entry.findings]
        if found.metadata:
            said = described(path, found.metadata, {"topics": topics})
            wrong += said.findings
    except UnreadSheetError as problem:
        wrong.append(problem.finding)
    return Sheets(entries, said.properties, tuple(wrong))


def _described(given: ProposedField, entry: Entry) -> ProposedField:
    said = dict(entry.properties)
    if said.get("sdi:definisi"):  # what offices write under "definisi" is what the column holds
        said.setdefault("description", said["sdi:definisi"])
        if given.properties.get("sdi:peran") != "ukuran":
            del said["sdi:definisi"]
    kind = str(said.pop("type", "") or given.type)
    reading = given.reading
    if kind != given.type:
        reading = READINGS.get(kind, "kode" if kind == "string" else "teks")
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
