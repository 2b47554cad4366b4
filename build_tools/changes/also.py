"""Which findings are told together, and where those lie that are not told in full."""

from __future__ import annotations

from collections.abc import Sequence

from .. import reports
from ..findings import Finding, Severity
from ..words import Words

#: How many further places are named.
PLACES = 10

#: Code, severity, and whether the cell only says that there is nothing: that is mended otherwise.
Kind = tuple[str, Severity, bool]


def kind_of(finding: Finding) -> Kind:
    """What a finding is told together with; one that only counts others goes with their code."""
    code = str(dict(finding.values)["of"]) if finding.code == "more" else finding.code
    nothing = finding.code == "type-error" and reports.says_nothing(finding.cell)
    return code, finding.severity, nothing


def also(found: Sequence[Finding], words: Words) -> str:
    """Where those after the first are, as a sentence; empty where none has a place of its own."""
    first = reports.safe(found[0])
    if not first.place:
        return ""
    places = {first.place: ""}  # of the file that was named, in order
    for other in map(reports.safe, found[1:]):
        if other.file == first.file and other.place:
            same = other.sheet == first.sheet
            name = other.place if same else reports.place(other, words)
            places.setdefault(name, name)
    names = [name for name in places.values() if name]
    more = ", …" if len(names) > PLACES else ""
    return words("changes.also", places=", ".join(names[:PLACES]) + more) if names else ""
