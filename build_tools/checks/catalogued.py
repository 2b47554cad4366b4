"""What other catalogues ask of a description, beyond what this site needs.

The catalogues stay valid without it; but a harvester shows less, or leaves the dataset out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, notice
from ..model import Dataset
from ..model.vocabularies import LICENCES

#: Dataset search leaves out what is described in fewer characters.
SHORTEST = 50
#: More words, or longer ones, are no keywords: CKAN and others cut them.
KEYWORDS, KEYWORD = 100, 100
_SHOWN = 40


def catalogued(dataset: Dataset) -> Iterator[Finding]:
    """What is missing for other catalogues, and told by no other check."""
    file = dataset.source.descriptor

    def incomplete(case: str, **values: str | int) -> Finding:
        return notice("catalogue-incomplete", file=file, case=case, **values)

    length = len(" ".join(dataset.description.main.split()))
    if 0 < length < SHORTEST and not _to_fill(dataset.description.main):
        yield incomplete("description", count=length, least=SHORTEST)
    for licence in dataset.licences:
        if licence.name and not licence.path and licence.name.lower() not in LICENCES:
            yield incomplete("licence", cell=licence.name[:_SHOWN])
    if len(dataset.keywords) > KEYWORDS:
        yield incomplete("keywords", count=len(dataset.keywords), most=KEYWORDS)
    for keyword in dataset.keywords:
        if len(keyword) > KEYWORD:
            yield incomplete("keyword", cell=keyword[:_SHOWN], count=len(keyword), most=KEYWORD)
            break


def _to_fill(text: str) -> bool:
    """Whether people still have to fill it in, which another check tells."""
    return text.strip().upper().startswith("ISI:")
