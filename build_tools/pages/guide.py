"""The pages that explain every finding, made from the words of the findings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from .. import reports
from ..examples import Example, examples
from ..model import OutputFile
from ..words import Words
from .view import View, subject_of

#: The pages beside the first, each with the findings of one subject (`page` of a code's words).
SUBJECTS = ("profil", "pribadi", "nama")
_BASE = PurePosixPath("panduan", "temuan")


def findings_page(view: View) -> Iterator[OutputFile]:
    """`panduan/temuan/` and a page for each subject, which list codes; and a page for each code."""
    words = view.words
    subjects = [(f"panduan/temuan/{s}/", words(f"ui.findings.{s}.title")) for s in SUBJECTS]
    known = codes(words)
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
            codes=[c for c in known if subject_of(words, c[0]) == subject],
            subjects=[] if subject else subjects,
            trail=[("panduan/temuan/", words("ui.findings.title"))] if subject else [],
        )
    for code, name, message, hint in known:
        yield _code_page(replace(view, path=_BASE / code), code, name, (message, hint))


def _code_page(view: View, code: str, name: str, said: tuple[str, str]) -> OutputFile:
    """What one finding means, how it is mended, and how it looks."""
    words = view.words
    example = examples().get(code)
    subject = subject_of(words, code)
    trail = [("panduan/temuan/", words("ui.findings.title"))]
    if subject:
        trail.append((f"panduan/temuan/{subject}/", words(f"ui.findings.{subject}.title")))
    steps = f"guide.excel.{code}"
    return view.page(
        "finding",
        f"{name} ({code})",
        said[0],
        "panduan",
        kind="reference",
        code=code,
        name=name,
        message=_message(example, words) or said[0],
        hint=said[1],
        hints=_others(words, code, said[1]),
        example=example,
        steps=words.section(steps) if words.has(steps) else [],
        trail=trail,
    )


def _message(example: Example | None, words: Words) -> str:
    """What the program says of the example."""
    return reports.sentence(example.finding, words) if example else ""


def _others(words: Words, code: str, hint: str) -> list[str]:
    """How other cases of the same finding are mended, each said once."""
    entry = words.section(f"findings.{code}")
    cases = (words.outline(f"findings.{code}.hints.{name}") for name in entry.get("hints", ()))
    return [case for case in dict.fromkeys(cases) if case != hint]


def codes(words: Words) -> list[tuple[str, str, str, str]]:
    """Every code with its title, message and hint, by code."""
    return [
        (
            code,
            words.outline(f"findings.{code}.title"),
            words.outline(f"findings.{code}.message"),
            words.outline(f"findings.{code}.hint"),
        )
        for code, entry in sorted(words.section("findings").items())
        if isinstance(entry, Mapping) and "title" in entry
    ]
