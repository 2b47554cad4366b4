"""Who signs a table: names in rows that are no records, and those above or below a NIP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..findings import Finding, Severity, error, warning
from ..model import Resource
from ..privacy.names import given_away, persons
from ..privacy.signatures import CELLS, signer
from .persons import texts


class Signers:
    """Looks for those who sign, in the rows of a table that nobody declared.

    Columns of names are not looked at by `persons`, since all their cells are names; a row that
    is no record has other things in them.
    """

    def __init__(self, resource: Resource, known: Resource) -> None:
        """``known``: the table as `persons` looks at it."""
        looked = texts(known)
        names = [f.name for f in resource.fields]
        self._file = resource.path
        self._columns = {at: name for at, name in enumerate(names) if name not in looked}
        self._width = len(names)

    def told(
        self, found: Iterable[Finding], rows: Sequence[Sequence[str]], first: int
    ) -> Iterator[Finding]:
        """The findings, and who signs. ``rows`` are texts, ``first`` the number of the first."""
        known = [*found, *self._alone(rows, first)]
        yield from known
        named = {(f.row, f.column) for f in known if f.code == "person-name"}
        for nip in known:
            if nip.code != "personal-nip" or not nip.row or not nip.column:
                continue
            at = signer(rows, nip.row - first, nip.column - 1)
            if at is not None and (at + first, nip.column) not in named:
                row = at + first
                yield replace(nip, code="person-name", severity=Severity.ERROR, row=row, cell="…")

    def _alone(self, rows: Sequence[Sequence[str]], first: int) -> Iterator[Finding]:
        """Names in rows of few cells, below a heading of names."""
        most = min(CELLS, self._width / 2)
        for number, row in enumerate(rows, start=first) if self._columns else ():
            if not 0 < sum(map(bool, map(str.strip, row))) <= most:
                continue
            for at in (at for at, cell in enumerate(row) if cell.strip()):
                name = self._columns.get(at)
                places = persons(row[at]) if name else ()
                for start, end, sure in sorted(places, key=lambda place: not place.sure)[:1]:
                    facts = {"row": number, "column": at + 1, "field": name}
                    cell = given_away(row[at][start:end])
                    severity = error if sure else warning
                    yield severity("person-name", file=self._file, **facts, cell=cell)
