"""The pages that explain every finding, made from the words of the findings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from ..model import OutputFile
from ..words import Words
from .view import View, subject_of

#: The pages beside the first, each with the findings of one subject (`page` of a code's words).
SUBJECTS = ("profil", "pribadi", "nama")
_BASE = PurePosixPath("panduan", "temuan")


def findings_page(view: View) -> Iterator[OutputFile]:
    """`panduan/temuan/` and a page for each subject: every code with title, message and hint."""
    words = view.words
    subjects = [(f"panduan/temuan/{s}/", words(f"ui.findings.{s}.title")) for s in SUBJECTS]
    for subject in ("", *SUBJECTS):
        here = replace(view, path=_BASE / subject)
        part = f"ui.findings.{subject}" if subject else "ui.findings"
        yield here.page(
            "findings",
            words(f"{part}.title"),
            words(f"{part}.description"),
            "panduan",
            kind="reference",
            lede=words(f"{part}.description"),
            codes=[c for c in codes(words) if subject_of(words, c[0]) == subject],
            subjects=[] if subject else subjects,
            trail=[("panduan/temuan/", words("ui.findings.title"))] if subject else [],
        )


def codes(words: Words) -> list[tuple[str, ...]]:
    """Every code with its title, message and hint, by code."""
    return [
        (code, *(words.outline(f"findings.{code}.{part}") for part in ("title", "message", "hint")))
        for code, entry in sorted(words.section("findings").items())
        if isinstance(entry, Mapping) and "title" in entry
    ]
