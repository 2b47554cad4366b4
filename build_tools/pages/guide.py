"""The page that explains every finding, made from the words of the findings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import OutputFile
from .view import View


def findings_page(view: View) -> Iterator[OutputFile]:
    """`panduan/temuan/`: a heading for every code, with title, message and hint."""
    here = replace(view, path=PurePosixPath("panduan", "temuan"))
    words = view.words
    yield here.page(
        "findings",
        words("ui.findings.title"),
        words("ui.findings.description"),
        "panduan",
        kind="reference",
        codes=codes(view),
    )


def codes(view: View) -> list[tuple[str, ...]]:
    """Every code with its title, message and hint, by code."""
    words = view.words
    return [
        (code, *(words.outline(f"findings.{code}.{part}") for part in ("title", "message", "hint")))
        for code, entry in sorted(words.section("findings").items())
        if isinstance(entry, Mapping) and "title" in entry
    ]
