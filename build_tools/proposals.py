"""Files that officers drop into ``datasets/<opd>/_baru/`` become proposed datasets.

The folder is the one place where a file without a descriptor may lie: the web page of a git
host puts it there. A file that fits a dataset of the same office takes the place of its data;
any other begins a new dataset, as `terbuka new --yes` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from . import load, output, scaffold, scan
from .findings import Finding, Severity, error
from .load import DROPPED
from .model import Resource
from .tables import layout
from .tables.layout.base import Found, Laid

#: What became of a dropped file.
Outcome = Literal["new", "update", "refused"]

#: Such a part of a table's labels makes a file of the same name the next one of a dataset.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """What became of one file: the dataset that it began or renewed, or why it was refused.

    ``plan`` is that of a new dataset. ``findings`` name places in the file as it was dropped.
    """

    file: str  # from the portal's root
    outcome: Outcome
    dataset: str = ""  # id
    plan: scaffold.Plan | None = None
    findings: tuple[Finding, ...] = ()


def propose(root: Path, told: scaffold.Told) -> Iterator[Proposal]:
    """Makes a dataset of every dropped file, one after the other, and takes the file away.

    What is refused stays where it is. ``told`` gives the sentence of an open question. Raises
    `SettingsError` where there is no portal.
    """
    for path in load.dropped(root):
        yield _proposed(root, path, told)


def _proposed(root: Path, path: Path, told: scaffold.Told) -> Proposal:
    file = path.relative_to(root).as_posix()
    opd = path.parent.parent.name
    grave = [f for f in scan.files(root, [path]) if f.severity is Severity.ERROR]
    personal = tuple(f for f in grave if f.code != "file-unread")
    if personal:
        return Proposal(file, "refused", findings=personal)
    found = layout.find(path)
    if found.refused:
        return Proposal(file, "refused", findings=found.refused)
    fitting = list(_fitting(root, opd, path, found))
    if len(fitting) > 1:
        ids = ", ".join(id for id, _ in fitting)
        return Proposal(file, "refused", findings=(error("drop-several", file=file, ids=ids),))
    if fitting:
        return _renewed(root, path, *fitting[0])
    try:
        scaffold.known_owner(root, opd)
        made = scaffold.plan(root, opd, path)
        scaffold.write(root, made, told)
    except scaffold.ScaffoldError as problem:
        facts = {"name": scaffold.slug(path.stem), "opd": opd}
        case = problem.code if problem.code in _CASES else "other"
        return Proposal(
            file, "refused", findings=(error("drop-refused", file=file, case=case, **facts),)
        )
    path.unlink()
    return Proposal(file, "new", f"{opd}/{made.name}", made, made.findings)


#: Reasons that a person can mend, each with words of its own.
_CASES = ("name", "dataset-exists", "opd", "opd-near", "file-no-table")


def _renewed(root: Path, path: Path, id: str, data: str) -> Proposal:
    """The file in the place of the dataset's data, which lies there under another name."""
    output.write_file(root / "datasets" / id / data, path.read_bytes())
    path.unlink()
    return Proposal(path.relative_to(root).as_posix(), "update", id)


def _fitting(root: Path, opd: str, path: Path, found: Found) -> Iterator[tuple[str, str]]:
    """The datasets of the office that the file is the next of: id, and path of their data."""
    portal = load.load_portal(root, date.min)
    name = scaffold.slug(path.stem)
    exact, alike = [], []
    for source in load.discover(root):
        if source.owner != opd:
            continue
        dataset, _ = load.load(source, portal)
        for resource in dataset.resources if dataset else ():
            if Path(resource.path).suffix.lower() != path.suffix.lower():
                continue
            share = max((_share(laid, resource) for laid in found.tables), default=0.0)
            if share == 1:
                exact.append((source.id, resource.path))
            elif share >= _ALIKE and source.name == name:
                alike.append((source.id, resource.path))
    yield from dict.fromkeys(exact or alike)


def _share(laid: Laid, resource: Resource) -> float:
    """How much of a table's header is that of a resource, from 0 to 1."""
    columns = resource.recipe.columns if resource.recipe else ()
    names: Sequence[str] = [c.label for c in columns] or [f.name for f in resource.fields]
    wanted = {_folded(name) for name in names}
    there = {_folded(column.label) for column in laid.columns}
    return len(wanted & there) / len(wanted | there) if wanted else 0.0


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


__all__ = ["DROPPED", "Outcome", "Proposal", "propose"]
