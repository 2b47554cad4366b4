"""No person is named in the texts of a table, in a descriptor or in a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, error, warning
from ..model import Dataset, Resource
from ..privacy import nametokens, roles
from ..privacy.names import TELLING, given_away, persons
from .privacy import texts_of
from .profiled import TextCheck
from .reference import Reference

#: Of columns that are of names, `persondata` speaks.
_ELSEWHERE = frozenset({"name", "bare-name", "official", "parent", "place"})
#: Entries of a descriptor whose text is the name of somebody, an office hopefully.
_SOMEBODY = {
    ("contributors", None, "title"),
    ("contributors", None, "name"),
    ("sdi:kontak", "nama"),
    ("sdi:informasiPublik", "penanggungJawab"),
    ("sdi:informasiPublik", "en", "penanggungJawab"),
}


class _Persons(TextCheck):
    """Columns of free text."""

    telling = TELLING

    def __init__(self, resource: Resource, names: Mapping[str, bool]) -> None:
        super().__init__(resource, names)
        self._titles = {name for name, of_thing in names.items() if of_thing}

    def look(self, name: str, text: str) -> Iterator[Finding]:
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
    file = dataset.source.descriptor
    for path, text in texts_of(dataset.raw):
        yield from _in_text(text, file=file)
        if path in _SOMEBODY and nametokens.look(text) == "person":
            yield warning("person-name", file=file, cell="…", field=str(path[-1]))
    for row, line in enumerate(dataset.story.splitlines(), start=1):
        yield from _in_text(line, file="README.md", row=row)


def _in_text(text: str, **place: object) -> Iterator[Finding]:
    for start, end, sure in persons(text)[:1]:
        severity = error if sure else warning
        yield severity("person-name", cell=given_away(text[start:end]), **place)
