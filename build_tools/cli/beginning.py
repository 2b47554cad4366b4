"""The verbs that begin something: `init` a portal, `new` a dataset."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..words import Words
from .said import fail, out, wrote

if TYPE_CHECKING:
    from .. import scaffold


def init(given: argparse.Namespace, words: Words) -> int:
    """`terbuka init`: a new portal."""
    from .. import scaffold

    folder: Path = given.folder
    try:
        written = scaffold.init(folder, scaffold.Answers(given.daerah, given.nama))
    except scaffold.ScaffoldError as problem:
        return fail(words(f"scaffold.{problem.code}", **problem.values))
    return wrote(written, folder, words("cli.next_init"), words)


def new(given: argparse.Namespace, words: Words) -> int:
    """`terbuka new`: a new dataset, out of a spreadsheet or for a profile."""
    from .. import scaffold

    begun = None
    if given.source and _is_personal(given, words):
        return 1
    try:
        if given.profiles:
            wanted = (given.root, given.opd, given.source, given.profiles, given.xlsx)
            begun = scaffold.new_of_profile(*wanted)
            descriptor = begun.descriptor
        elif given.xlsx:
            raise scaffold.ScaffoldError("xlsx-alone")
        elif not given.source:
            raise scaffold.ScaffoldError("source-missing")
        else:
            descriptor = scaffold.new(given.root, given.opd, given.source)
    except scaffold.ScaffoldError as problem:
        said = {key: value for key, value in problem.values.items() if key != "finding"}
        if "finding" in problem.values:
            said["problem"] = _explained(problem.values["finding"], words)
        return fail(words(f"scaffold.{problem.code}", **said))
    file = descriptor.relative_to(given.root).as_posix()
    written = sorted(path for path in descriptor.parent.rglob("*") if path.is_file())
    after = [*_understood(begun, words), words("cli.next_new", file=file)]
    return wrote(written, given.root, "\n".join(after), words)


def _is_personal(given: argparse.Namespace, words: Words) -> bool:
    """Whether a spreadsheet that is given holds personal data, which is then told.

    It would be copied to where git takes it from.
    """
    from .. import reports, scan
    from ..findings import Severity

    source = Path(given.source)
    if not source.is_file():
        return False
    found = sorted(scan.files(given.root, [source]), key=lambda f: f.order)
    # what cannot be read at all is told in the words of this verb
    grave = [f for f in found if f.severity is Severity.ERROR and f.code != "file-unread"]
    if grave:
        out(reports.text(grave, words))
        fail(words("cli.new_personal", opd=given.opd).rstrip())
    return bool(grave)


def _understood(begun: scaffold.Begun | None, words: Words) -> list[str]:
    """How the header of a given spreadsheet was matched to its profile, a sentence each."""
    if begun is None:
        return []
    renamed = ", ".join(f"“{label}” → {name}" for label, name in begun.renamed)
    told = {
        "new_renamed": renamed,
        "new_missing": ", ".join(begun.missing),
        "new_extra": ", ".join(f"“{label}”" for label in begun.extra),
        "new_empty": "" if begun.filled else ", ".join(begun.profiles),
    }
    return [words(f"cli.{key}", columns=columns) for key, columns in told.items() if columns]


def _explained(finding: Any, words: Words) -> str:
    """What a finding says, with its place and its remedy, in one line."""
    from .. import reports

    said = (
        finding.place,
        reports.sentence(finding, words),
        reports.sentence(finding, words, "hint"),
    )
    return " ".join(filter(None, said))
