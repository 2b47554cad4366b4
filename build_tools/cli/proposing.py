"""The verb `propose`: files that wait in ``_baru`` become proposed datasets."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import Words
from .said import out

if TYPE_CHECKING:
    from ..findings import Finding
    from ..proposals import Proposal


def propose(given: argparse.Namespace, words: Words) -> int:
    """`terbuka propose`: a dataset of every waiting file; 1 where one was refused."""
    from .. import output, proposals, reports
    from ..tables.layout.base import Question

    main = Words.load("id")

    class Told(dict[Question, str]):
        """The sentence of an open question, made when it is asked for."""

        def get(self, question: Question, default: object = None) -> str:
            return reports.sentence(question.finding, main)

    made = list(proposals.propose(given.root, Told()))
    for proposal in made:
        out(f"{reports.one_line(proposal.file)}: {_outcome(proposal, words)}")
        found = _found(proposal)
        if found:
            out(reports.text(found, words))
    if not made:
        out(words("cli.propose.none"))
    if given.keluar and made:
        text = "\n".join(_markdown(made, words))
        output.write_file(given.keluar, text.encode())
    return 1 if any(p.outcome == "refused" for p in made) else 0


def _outcome(proposal: Proposal, words: Words) -> str:
    said = words(f"cli.propose.{proposal.outcome}", dataset=proposal.dataset)
    if proposal.sheets:
        said += f" {words('cli.propose.sheets', names=', '.join(proposal.sheets))}"
    if proposal.columns:
        said += f" {words('cli.propose.columns', names=', '.join(proposal.columns))}"
    if proposal.outcome != "new":
        return said
    marks = words.number(proposal.marks)
    left = words(f"cli.propose.{'marks' if proposal.marks else 'marks-none'}", count=marks)
    return f"{said} {left}"


def _found(proposal: Proposal) -> list[Finding]:
    """Everything that is open or wrong, at its place in the dropped file."""
    asked = [q.finding for _, q in proposal.plan.questions] if proposal.plan else []
    return [replace(f, dataset="", file=proposal.file) for f in (*asked, *proposal.findings)]


def _markdown(made: Sequence[Proposal], words: Words) -> Iterator[str]:
    """The text of a pull request: what became of each file, every step, what is open."""
    from .. import reports

    yield words("cli.propose.head")
    for proposal in made:
        yield ""
        yield f"## {reports.escaped(reports.one_line(Path(proposal.file).name))}"
        yield ""
        yield _outcome(proposal, words)
        for step in proposal.plan.found.steps if proposal.plan else ():
            said = words(f"steps.{step.code}", **dict(step.values))
            yield f"- {reports.escaped(reports.one_line(said))}"
        for table in proposal.plan.tables if proposal.plan else ():
            yield ""
            yield f"**{reports.escaped(table.name)}**"
            yield ""
            for step in table.steps:
                said = words(f"steps.{step.code}", **dict(step.values))
                yield f"- {reports.escaped(reports.one_line(said))}"
        found = _found(proposal)
        if found:
            yield ""
            yield reports.markdown(found, words)
