"""No person is named in the texts of a table, in a descriptor or in a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..findings import Finding, Severity, error, warning
from ..model import Dataset, Resource
from ..privacy import nametokens, roles
from ..privacy.lines import is_post, is_strange, names_somebody
from ..privacy.names import TELLING, given_away, persons
from . import keypaths
from .profiled import TextCheck
from .reference import Reference

#: Of columns that are of names, `persondata` speaks.
_ELSEWHERE = frozenset({"name", "bare-name", "official", "parent", "place"})
#: Entries of a descriptor whose text is the name of somebody, an office hopefully.
_SOMEBODY = frozenset({"title", "name"})
#: Those that ask for a post or a unit, below these two.
_OF_OFFICES = frozenset({"sdi:informasiPublik", "sdi:msKeg"})
_POSTS = frozenset(
    {"satuanKerja", "penanggungJawab", "penanggungJawabTeknis", "unitPenanggungJawab"}
)
#: Columns of a profile that anybody writes about anybody in.
_OF_ANYBODY = {
    "permintaan_data": frozenset({"perihal", "perihal_en", "jawaban", "jawaban_en", "catatan"})
}


class _Persons(TextCheck):
    """Columns of free text."""

    def __init__(self, resource: Resource, names: Mapping[str, bool]) -> None:
        super().__init__(resource, names)
        self._titles = {name for name, of_thing in names.items() if of_thing}
        self._strict = _OF_ANYBODY.get(resource.profile, frozenset())
        self.telling = "" if self._strict else TELLING

    def look(self, name: str, text: str) -> Iterator[Finding]:
        if name in self._strict:
            if names_somebody(text):
                yield error("person-name", cell="…")
            return
        found = persons(text, name in self._titles)
        for start, end, sure in sorted(found, key=lambda place: not place.sure)[:1]:
            severity = error if sure else warning
            yield severity("person-name", cell=given_away(text[start:end]))


def no_persons(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of a table's texts for names of persons; None where it has no texts."""
    names = texts(resource)
    return _Persons(resource, names) if names else None


def texts(resource: Resource) -> dict[str, bool]:
    """The columns whose texts are looked at; of each whether it has the names of things."""
    return {
        f.name: f.role == "nama" or roles.role(f.name, f.title.main) == "institution"
        for f in resource.fields
        if f.type == "string" and f.format == "default" and not f.categories
        if resource.profile or roles.role(f.name, f.title.main) not in _ELSEWHERE
    }


def descriptor(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """No person is named in the descriptor's texts and the story; offices may be."""
    for path, text in keypaths.texts(dataset.raw):
        for found in _in_entry(path, text):
            yield replace(found, **_placed(dataset, path, found))
    for row, line in enumerate(dataset.story.splitlines(), start=1):
        yield from _in_text(line, file="README.md", row=row)


def _placed(dataset: Dataset, path: keypaths.Path, found: Finding) -> dict[str, Any]:
    """The attributes of a finding that say where in the descriptor it is."""
    place = keypaths.place(dataset, path)
    keys = ("keypath", str(place.pop("keypath")))
    return {**place, "values": (*found.values, keys)}


def _in_entry(path: keypaths.Path, text: str) -> Iterator[Finding]:
    """What is wrong with one text of the descriptor: told once, the strongest first."""
    found = list(_in_text(text))
    asked = len(path) > 1 and path[0] in _OF_OFFICES and path[-1] in _POSTS
    if asked and text != path[-1]:
        if not is_post(text):
            found.append(error("person-name", cell="…"))
        elif is_strange(text):
            found.append(warning("person-name", cell="…"))
    contributor = path[:1] == ("contributors",) and path[-1] in _SOMEBODY
    somebody = contributor or path == ("sdi:kontak", "nama")
    if somebody and nametokens.look(text) == "person":
        found.append(warning("person-name", cell="…"))
    yield from sorted(found, key=lambda f: f.severity is not Severity.ERROR)[:1]


def _in_text(text: str, **place: object) -> Iterator[Finding]:
    for start, end, sure in persons(text)[:1]:
        severity = error if sure else warning
        yield severity("person-name", cell=given_away(text[start:end]), **place)
