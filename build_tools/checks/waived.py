"""What the PPID has decided on is told as such, and holds nothing back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..findings import Finding, warning
from ..model import WAIVER_KINDS, Resource, Waiver


@dataclass
class _Used:
    first: Finding
    count: int = 0


class Waived:
    """Takes the findings that waivers are about; tells of each waiver once, with a count.

    ``waivers`` are those of one dataset that are in force. For a resource they are about a
    column of its own table; without one, about the descriptor and the story.
    """

    def __init__(self, waivers: Iterable[Waiver], resource: Resource | None = None) -> None:
        self._resource = resource
        table = resource.name if resource else ""
        self._waivers = {(w.field, w.code): w for w in waivers if w.table == table}
        self._used: dict[tuple[str, str], _Used] = {}

    def takes(self, finding: Finding) -> bool:
        """Whether a waiver in force is about this finding, which is then kept here."""
        if not self._waivers:
            return False
        about = (finding.field, finding.code)
        if about not in self._waivers or not self._is_here(finding):
            return False
        used = self._used.setdefault(about, _Used(finding))
        count = dict(finding.values).get("count", 1)
        used.count += count if isinstance(count, int) else 1
        return True

    def left(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that no waiver is about, then what is told of the waivers."""
        yield from (f for f in findings if not self.takes(f))
        yield from self.told()

    def told(self) -> Iterator[Finding]:
        """One warning a waiver that was needed: how often, by which decision, until when."""
        for about, used in self._used.items():
            waiver = self._waivers[about]
            place = "cells" if waiver.table else "text"
            yield warning(
                "personal-waived",
                file=used.first.file,
                row=used.first.row,
                column=used.first.column,
                field=waiver.field,
                table=waiver.table,
                of=waiver.code,
                count=used.count,
                number=waiver.number,
                until=waiver.until,
                case=f"{place}-{'allowed' if waiver.kind == WAIVER_KINDS[0] else 'none'}",
            )

    def _is_here(self, finding: Finding) -> bool:
        """Whether a finding is of the table itself; not of other sheets of its workbook, say."""
        if self._resource is None:
            return not finding.sheet
        own = str(self._resource.dialect.get("sheetName") or "")
        return finding.file == self._resource.path and finding.sheet in {"", own}
