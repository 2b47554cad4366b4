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

#: Words that stand in the names of files about anything.
_ANYWHERE = frozenset(
    (
        *("data", "dan", "final", "fix", "jumlah", "kabupaten", "kecamatan", "menurut", "per"),
        *(
            "rekap",
            "revisi",
            "tabel",
            "tahun",
            "baru",
            "desa",
            "paser",
            "dinas",
            "laporan",
            "bulan",
        ),
    )
)
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
    fitting = _fitting(root, opd, path, found)
    named = _meant(path, fitting)
    if len(named) == 1:
        return _renewed(root, path, *next(iter(named.items())))
    if fitting:
        ids = ", ".join(named or dict.fromkeys(fit.id for fit in fitting))
        case = "several" if len(named or fitting) > 1 else "named"
        facts = {"file": file, "ids": ids, "ending": path.suffix.lower()}
        return Proposal(file, "refused", findings=(error("drop-fits", **facts, case=case),))
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


def _meant(path: Path, fitting: list[_Fit]) -> dict[str, str]:
    """The datasets that the file is called after, by their data: one where the name tells it.

    A name that is just the dataset's decides, then a header that is just its own.
    """
    called = [fit for fit in fitting if fit.called]
    for best in (
        [fit for fit in called if fit.id.endswith(f"/{scaffold.slug(path.stem)}")],
        [fit for fit in called if fit.share == 1],
    ):
        if len(best) == 1:
            return {best[0].id: best[0].data}
    return {fit.id: fit.data for fit in called}


def _renewed(root: Path, path: Path, id: str, data: str) -> Proposal:
    """The file in the place of the dataset's data, which lies there under another name."""
    output.write_file(root / "datasets" / id / data, path.read_bytes())
    path.unlink()
    return Proposal(path.relative_to(root).as_posix(), "update", id)


@dataclass(frozen=True, slots=True)
class _Fit:
    """A dataset of the office that a file may be the next of."""

    id: str
    data: str  # path of its data in its folder
    share: float  # of the header
    called: bool  # whether the file is called after it


def _fitting(root: Path, opd: str, path: Path, found: Found) -> list[_Fit]:
    """The datasets that the file may be the next of.

    Whether it is called after one counts: a header as "Kecamatan, Jumlah" is that of many.
    """
    portal = load.load_portal(root, date.min)
    words = _words(path.stem)
    fitting: dict[tuple[str, str], _Fit] = {}
    for source in load.discover(root):
        if source.owner != opd:
            continue
        dataset, _ = load.load(source, portal)
        called = bool(words & _words(source.name))
        for resource in dataset.resources if dataset else ():
            if Path(resource.path).suffix.lower() != path.suffix.lower():
                continue
            share = max((_share(laid, resource) for laid in found.tables), default=0.0)
            old = fitting.get((source.id, resource.path))
            if (share == 1 or (called and share >= _ALIKE)) and (not old or old.share < share):
                fit = _Fit(source.id, resource.path, share, called)
                fitting[source.id, resource.path] = fit
    return list(fitting.values())


def _words(name: str) -> set[str]:
    """The words of a file's or a dataset's name that say what it is about."""
    return {part for part in scaffold.slug(name).split("-") if len(part) > 2 and part.isalpha()} - (
        _ANYWHERE
    )


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
