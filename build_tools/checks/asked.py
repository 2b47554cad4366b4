"""Questions about a table that nobody has answered yet (`sdi:tanya`): they hold the dataset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..findings import Finding, error
from ..model import Dataset

KEY = "sdi:tanya"
_LINE = re.compile(r"""\s*["']?sdi:tanya["']?\s*:""")
#: So many questions of one table are told, each so far.
_MOST, _LONGEST = 50, 600


def questions(dataset: Dataset) -> Iterator[Finding]:
    """An error for each question that a table, or the dataset, still has.

    `terbuka new` writes them, people may too; a question is answered where its line is gone.
    """
    file = dataset.source.descriptor
    given = dataset.raw.get("resources")
    parts = [part for part in given if isinstance(part, Mapping)] if isinstance(given, list) else []
    lines = iter(_lines(dataset))
    for part in sorted([*parts, dataset.raw], key=lambda part: part is dataset.raw):
        if KEY not in part:
            continue
        row = next(lines, None)
        name = "" if part is dataset.raw else str(part.get("name", ""))
        for text in _texts(part[KEY])[:_MOST]:
            yield error("question-open", file=file, row=row, resource=name, question=text)


def _texts(value: Any) -> list[str]:
    """The questions; anything else that stands there is one too, so that it holds as well."""
    listed = value if isinstance(value, list) else [value]
    return [" ".join(str(text).split())[:_LONGEST] or "?" for text in listed]


def _lines(dataset: Dataset) -> list[int]:
    """The lines of the descriptor on which questions begin: those of the dataset come last."""
    try:
        path = dataset.source.folder / dataset.source.descriptor
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):  # gone since it was read: the sentence says enough
        return []
    found = [(n, line) for n, line in enumerate(text.splitlines(), 1) if _LINE.match(line)]
    return [n for n, line in sorted(found, key=lambda at: not at[1][:1].isspace())]
