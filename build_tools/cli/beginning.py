"""The verbs that begin something: `init` a portal, `new` a dataset."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..words import Words
from .said import fail, out, wrote

if TYPE_CHECKING:
    from .. import scaffold
    from ..findings import Finding
    from ..tables.layout.base import Question, Step


#: Waits for what is personal in the file that is given.
Personal = Callable[[], "list[Finding]"]


def init(given: argparse.Namespace, words: Words) -> int:
    """`terbuka init`: a new portal."""
    from .. import scaffold

    folder: Path = given.folder
    try:
        written = scaffold.init(folder, scaffold.Answers(given.daerah, given.nama))
    except scaffold.ScaffoldError as problem:
        return _refused(problem, words)
    return wrote(written, folder, words("cli.next_init"), words)


def new(given: argparse.Namespace, words: Words) -> int:
    """`terbuka new`: a new dataset, out of a spreadsheet or for a profile."""
    with _looked(given.root, given.source) as personal:  # meanwhile the rest is imported
        from .. import scaffold

        try:
            if given.profiles:
                return _of_profile(given, words, personal)
            if given.xlsx:
                raise scaffold.ScaffoldError("xlsx-alone")
            if not given.source:
                raise scaffold.ScaffoldError("source-missing")
            source = scaffold.spreadsheet(given.source)
            if source is None:
                descriptor = scaffold.new_empty(given.root, given.opd, given.source)
                return _written(descriptor, given, words)
            return _of_file(source, given, words, personal)
        except scaffold.ScaffoldError as problem:
            return _refused(problem, words)


def _of_profile(given: argparse.Namespace, words: Words, personal: Personal) -> int:
    from .. import scaffold

    if given.source and Path(given.source).is_file() and _is_personal(personal(), given, words):
        return 1
    wanted = (given.root, given.opd, given.source, given.profiles, given.xlsx)
    begun = scaffold.new_of_profile(*wanted)
    _steps(begun.steps, words)
    report([replace(q.finding, file=Path(given.source).name) for q in begun.questions], words)
    return _written(begun.descriptor, given, words, _understood(begun, words))


def _of_file(source: Path, given: argparse.Namespace, words: Words, personal: Personal) -> int:
    """A dataset out of a spreadsheet: what was done is told, what is not known is asked."""
    from .. import scaffold

    scaffold.known_owner(given.root, given.opd)
    scaffold.new_folder(given.root, given.opd, given.nama or scaffold.dataset_name(source.stem))
    made = scaffold.plan(given.root, given.opd, source, given.nama)
    if _is_personal(personal(), given, words):
        return 1
    tell(made, words)
    if not given.yes and sys.stdin.isatty():
        from ..load import load_portal
        from .asking import asked

        portal = load_portal(given.root, date.min)
        topics = [(topic.id, topic.title.get(words.lang)) for topic in portal.topics]
        made = asked(made, lambda answers: _again(made, answers, given), words, topics)
    descriptor = scaffold.write(given.root, made, told(made, words))
    asked_of = [replace(q.finding, file=source.name) for _, q in made.questions]
    report([*asked_of, *made.findings], words)
    return _written(descriptor, given, words)


def _again(made: scaffold.Plan, answers: dict[str, str], given: argparse.Namespace) -> Any:
    """The plan of the same file with these answers."""
    from .. import scaffold

    return scaffold.plan(given.root, given.opd, made.source, made.name, answers)


def tell(made: scaffold.Plan, words: Words) -> None:
    """Prints every step that was taken, by table."""
    from .. import reports

    _steps(made.found.steps, words)
    for table in made.tables:
        sheet = table.laid.grid.sheet or made.source.name
        out(words("cli.new_table", name=table.name, sheet=reports.one_line(sheet)))
        _steps(table.steps, words)


def _steps(steps: Iterable[Step], words: Words) -> None:
    from .. import reports

    for step in steps:
        values = {k: _shown(v, words) for k, v in step.values}
        out("  - " + reports.one_line(words(f"steps.{step.code}", **values)))


def _shown(value: str | int | float, words: Words) -> str:
    return words.number(str(value)) if isinstance(value, float) else str(value)


def told(made: scaffold.Plan, words: Words) -> dict[Question, str]:
    """The sentence of each open question, for the comments of the descriptor (Indonesian)."""
    from .. import reports

    main = Words.load("id")
    return {q: reports.sentence(q.finding, main) for _, q in made.questions}


def report(findings: Iterable[Finding], words: Words) -> None:
    """Prints findings as a text, if there are any."""
    from .. import reports

    if shown := list(findings):
        out(reports.text(shown, words))


def _refused(problem: scaffold.ScaffoldError, words: Words) -> int:
    """Says why nothing was written; a file that cannot be read says it in findings."""
    said = {key: value for key, value in problem.values.items() if key != "findings"}
    found: Any = problem.values.get("findings", ())
    report([replace(f, dataset="") for f in found], words)
    return fail(words(f"scaffold.{problem.code}", **said))


def _written(
    descriptor: Path, given: argparse.Namespace, words: Words, more: Iterable[str] = ()
) -> int:
    file = descriptor.relative_to(given.root).as_posix()
    written = sorted(path for path in descriptor.parent.rglob("*") if path.is_file())
    after = [*more, words("cli.next_new", file=file)]
    return wrote(written, given.root, "\n".join(after), words)


#: A file of so many bytes is looked through in a process of its own, beside the other work.
_LARGE = 500_000


@contextmanager
def _looked(root: Path, source: str) -> Iterator[Personal]:
    """Begins to look for personal data in a file that would be copied to where git takes it from.

    Gives what waits for the findings; what is not asked for is given up.
    """
    path = Path(source or ".")
    if not path.is_file() or path.stat().st_size < _LARGE:
        yield lambda: _personal(root, path)
        return
    from multiprocessing import Pool

    with Pool(1) as pool:
        yield pool.apply_async(_personal, (root, path)).get


def _personal(root: Path, source: Path) -> list[Finding]:
    """What holds a file back; what cannot be read at all is told in the words of `new`."""
    from .. import scan
    from ..findings import Severity

    found = sorted(scan.files(root, [source]), key=lambda f: f.order)
    return [f for f in found if f.severity is Severity.ERROR and f.code != "file-unread"]


def _is_personal(grave: list[Finding], given: argparse.Namespace, words: Words) -> bool:
    """Whether there is personal data, which is then told."""
    if grave:
        report(grave, words)
        fail(words("cli.new_personal", opd=given.opd).rstrip())
    return bool(grave)


def _understood(begun: scaffold.Begun, words: Words) -> list[str]:
    """How the header of a given spreadsheet was matched to its profile, a sentence each."""
    renamed = ", ".join(f"“{label}” → {name}" for label, name in begun.renamed)
    said = {
        "new_renamed": renamed,
        "new_missing": ", ".join(begun.missing),
        "new_extra": ", ".join(f"“{label}”" for label in begun.extra),
        "new_empty": "" if begun.filled else ", ".join(begun.profiles),
    }
    return [words(f"cli.{key}", columns=columns) for key, columns in said.items() if columns]
