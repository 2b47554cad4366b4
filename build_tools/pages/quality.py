"""The page on quality: three counts apart for every dataset, never one score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..model import OutputFile, Published, Text
from .view import View


@dataclass(frozen=True, slots=True)
class Row:
    """One dataset in the table."""

    id: str
    title: Text
    complete: tuple[int, int]  # texts of the description that are there, of how many
    passed: tuple[int, int]  # checks without a finding, of how many
    translated: tuple[int, int]  # texts given in all languages, of those given


def quality_page(view: View) -> Iterator[OutputFile]:
    """`mutu/`: the table, by title."""
    words = view.words
    here = replace(view, path=PurePosixPath("mutu"))
    rows = [row(view, p) for p in view.site.published]
    rows.sort(key=lambda r: (r.title.get(view.lang).casefold(), r.id))
    yield here.page(
        "quality", words("ui.quality.title"), words("ui.quality.description"), "mutu", rows=rows
    )


def row(view: View, published: Published) -> Row:
    """What is counted of a dataset."""
    dataset = published.dataset
    texts = (
        dataset.title,
        dataset.description,
        dataset.level,
        dataset.area,
        dataset.methodology,
        dataset.limitations,
    )
    others = (
        dataset.period[0],
        dataset.frequency,
        dataset.topics,
        dataset.sources,
        dataset.licences,
        dataset.agencies,
        dataset.contact.name,
        dataset.access,
    )
    given = [text for text in texts if text]
    full = len(given) + sum(1 for o in others if o)
    languages = view.portal.languages[1:]
    translated = sum(1 for text in given if all(text.others.get(lang) for lang in languages))
    checks = published.checks
    clean = sum(1 for c in checks if not c.errors and not c.warnings)
    return Row(
        id=published.id,
        title=dataset.title,
        complete=(full, len(texts) + len(others)),
        passed=(clean, len(checks)),
        translated=(translated, len(given)),
    )
