"""No person is named in the texts of a table."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, error, warning
from ..model import Dataset, Resource
from ..privacy.names import TITLES, given_away, persons
from .profiled import TextCheck, given
from .reference import Reference


class _Persons(TextCheck):
    """Columns of free text."""

    telling = (
        r",\W{0,4}(?:[SM][.A-Z]|[SM](?:Kom|Sos|Pd|Kep|Si|Kes)|Ph\.|A\.|Sp\.)"
        rf"|(?:^|[^\w.]){TITLES}|Bapak|Ibu|Saudar[ai]|BAPAK|IBU|Usta"
    )

    def __init__(self, resource: Resource, names: list[str]) -> None:
        super().__init__(resource, names)
        self._titles = {f.name for f in resource.fields if f.role == "nama"}

    def look(self, name: str, text: str) -> Iterator[Finding]:
        found = persons(text, name in self._titles)
        for start, end, sure in sorted(found, key=lambda place: not place.sure)[:1]:
            severity = error if sure else warning
            yield severity("person-name", cell=given_away(text[start:end]))


def no_persons(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of texts for names of persons; None where a table has no profile."""
    if given(resource) is None:
        return None
    names = [
        f.name
        for f in resource.fields
        if f.type == "string" and f.format == "default" and not f.categories
    ]
    return _Persons(resource, names) if names else None
