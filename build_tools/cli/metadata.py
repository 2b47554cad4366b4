"""The verb of descriptions in spreadsheets: `metadata export` and `metadata import`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import Words
from .said import fail, out, report

if TYPE_CHECKING:
    from ..metadata.imports import Change, Plan


def metadata(given: argparse.Namespace, words: Words) -> int:
    """`terbuka metadata`: descriptors out to a workbook, and back in."""
    return _export(given, words) if given.action == "export" else _import(given, words)


def codeowners(given: argparse.Namespace, words: Words) -> int:
    """`terbuka codeowners`: who approves which folder, from the register of OPD."""
    from .. import load, output
    from ..load import owners

    portal = load.load_portal(given.root, date.min)
    before = owners.read(given.root)
    after = load.with_owners(before, portal)
    if after == before:
        known = any(agency.team for agency in portal.agencies)
        out(words(f"metadata.said.owners_{'same' if known else 'none'}"))
        return 0
    output.write_file(given.root / load.OWNERS, after.encode())
    out(words("metadata.said.owners_written", file=load.OWNERS))
    return 0


def _names(id: str) -> set[str]:
    """What a dataset may be called by: its id, its office, its own name."""
    return {id, *id.split("/")}


def _export(given: argparse.Namespace, words: Words) -> int:
    from .. import output
    from ..load import load_portal
    from ..metadata.export import workbook
    from ..metadata.gathered import gathered

    portal = load_portal(given.root, date.min)
    datasets, wrong = gathered(given.root)
    if given.targets:
        asked = [Path(name).as_posix().removeprefix("datasets/") for name in given.targets]
        for name in asked:
            if not any(name in _names(w.id) for w in datasets):
                return fail(words("metadata.said.unknown", name=name))
        datasets = [w for w in datasets if _names(w.id) & {*asked}]
    if wrong:
        report(wrong, given, words)
    file: Path = given.output or Path("metadata.xlsx")
    output.write_file(file, workbook(datasets, portal, words))
    fields = sum(1 for w in datasets for _ in w.fields())
    out(words("metadata.said.exported", file=file, datasets=len(datasets), fields=fields))
    return 1 if wrong else 0


def _import(given: argparse.Namespace, words: Words) -> int:
    from ..load import load_portal
    from ..metadata import imports
    from ..metadata.cells import UnreadSheetError
    from ..metadata.gathered import gathered

    if len(given.targets) != 1:
        return fail(words("metadata.said.one_file"))
    file = Path(given.targets[0]).expanduser()
    if not file.is_file():
        return fail(words("metadata.said.missing", file=file))
    portal = load_portal(given.root, date.min)
    datasets, wrong = gathered(given.root)
    try:
        plan = imports.plan(file, datasets, portal)
    except UnreadSheetError as problem:
        report([problem.finding], given, words)
        return 1
    findings = [*wrong, *plan.findings]
    if findings:
        report(findings, given, words)
    for planned in plan.files:
        if not given.dry:
            imports.write(planned)
        for change in planned.changes:
            out(_told(change, words))
    _ended(given, plan, words)
    return 1 if findings else 0


def _told(change: Change, words: Words) -> str:
    """One change in one line; a long text cut short where it does not differ."""
    empty = words("metadata.said.empty")
    before, after = _around(" ".join(change.before.split()), " ".join(change.after.split()))
    facts = {
        "dataset": change.dataset,
        "table": change.table,
        "field": change.field,
        "property": words(f"metadata.properties.{change.key}.title"),
        "before": before or empty,
        "after": after or empty,
    }
    return words(f"metadata.said.{'field_change' if change.field else 'change'}", **facts)


def _around(before: str, after: str, most: int = 60) -> tuple[str, str]:
    """Two texts from shortly before the place where they part."""
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(same - most // 3, 0) if max(len(before), len(after)) > most else 0

    def cut(text: str) -> str:
        part = text[start : start + most]
        return f"{'…' if start and part else ''}{part}{'…' if start + most < len(text) else ''}"

    return cut(before), cut(after)


def _ended(given: argparse.Namespace, plan: Plan, words: Words) -> None:
    changes = sum(len(planned.changes) for planned in plan.files)
    if plan.held:
        out(words("metadata.said.held", datasets=", ".join(plan.held)))
    if changes:
        key = "would" if given.dry else "done"
        out(words(f"metadata.said.{key}", count=changes, datasets=len(plan.files)))
    elif not plan.held:
        out(words("metadata.said.nothing"))
