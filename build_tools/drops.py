"""What would become of the files that wait in ``_baru``: judged together, nothing is written.

A file that fits a dataset of the same office is its newest data; any other begins a new one.
Two that would become the same are both refused: neither takes the other's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from . import load, scaffold, scan
from .findings import Finding, Severity, error, warning
from .load import Drop
from .model import Portal, Recipe, Resource
from .tables import layout
from .tables.layout.base import Found, Laid

#: What becomes of a waiting file.
Outcome = Literal["new", "update", "refused"]

#: Words that stand in the names of files about anything.
_ANYWHERE = frozenset(
    (
        *("data", "dan", "final", "fix", "jumlah", "kabupaten", "kecamatan", "menurut", "per"),
        *("rekap", "revisi", "tabel", "tahun", "baru", "desa", "paser", "dinas", "laporan"),
        *("bulan", "terbaru", "salinan", "copy", "update", "rekapitulasi", "daftar", "edit"),
    )
)
#: Such a part of a table's labels makes a file of the same name the next one of a dataset.
_ALIKE = 0.5
#: Reasons that a person can mend, each with words of its own.
CASES = ("name", "name-time", "dataset-exists", "opd", "opd-near", "opd-none", "file-no-table")


@dataclass(frozen=True, slots=True)
class Judged:
    """A waiting file: what becomes of it, and of which dataset; why not, where it is refused.

    ``data`` is the path of the data that an update takes the place of, in the dataset's folder;
    ``found`` what was found in the file. Findings name the file from the portal's root.
    """

    path: Path
    file: str  # from the portal's root
    outcome: Outcome
    dataset: str = ""  # id
    data: str = ""
    found: Found = field(default_factory=Found)
    sheets: tuple[str, ...] = ()  # that an update's table is read from
    by_sheet: bool = False  # whether the rows are told apart by the sheet
    findings: tuple[Finding, ...] = ()

    def refused(self, *findings: Finding) -> Judged:
        """The same, refused for these reasons."""
        return replace(self, outcome="refused", dataset="", data="", findings=findings)


def judged(root: Path) -> list[Judged]:
    """All waiting files of a portal, in their order. Raises `SettingsError` without a portal."""
    drops = load.dropped(root)
    if not drops:
        return []
    portal = load.load_portal(root, date.min)
    return _apart([_one(root, portal, drop) for drop in drops])


def waiting(root: Path) -> Iterator[Finding]:
    """What people are told of the waiting files: what becomes of each, or why nothing does."""
    for given in judged(root):
        if given.outcome == "refused":
            yield from given.findings
        else:
            facts = {"file": given.file, "name": given.dataset, "case": given.outcome}
            yield warning("drop-waiting", **facts)


def _one(root: Path, portal: Portal, drop: Drop) -> Judged:
    """A file by itself."""
    path, opd = drop.path, drop.opd
    file = path.relative_to(root).as_posix()
    new = scaffold.dataset_name(path.stem)
    made = Judged(path, file, "new", f"{opd}/{new}")
    wrong = [*_owner(root, file, opd)]
    grave = [f for f in scan.files(root, [path]) if f.severity is Severity.ERROR]
    wrong += [f for f in grave if f.code != "file-unread"]
    found = layout.find(path)
    wrong += found.refused
    if wrong:
        return made.refused(*(replace(f, dataset="", file=file) for f in wrong))
    made = replace(made, found=found)
    fitting = _fitting(root, portal, opd, path, found)
    named = _meant(path, fitting)
    if len(named) == 1:
        id, data = next(iter(named.items()))
        read = next(fit.read for fit in fitting if (fit.id, fit.data) == (id, data))
        made = replace(made, outcome="update", dataset=id, data=data)
        return replace(made, sheets=read.sheets, by_sheet=bool(read.sheet_field)) if read else made
    if fitting:
        ids = ", ".join(named or dict.fromkeys(fit.id for fit in fitting))
        case = "several" if len(named or fitting) > 1 else "named"
        facts = {"file": file, "ids": ids, "ending": path.suffix.lower()}
        return made.refused(error("drop-fits", **facts, case=case))
    try:
        if not found.tables:
            raise scaffold.ScaffoldError("file-no-table")
        if scaffold.is_time_only(path.stem):
            raise scaffold.ScaffoldError("name-time")
        scaffold.new_folder(root, opd, new)
    except scaffold.ScaffoldError as problem:
        return made.refused(_refusal(file, problem, name=new))
    return made


def _owner(root: Path, file: str, opd: str) -> Iterator[Finding]:
    """An office that nobody knows, with the codes of those that are spelt alike."""
    try:
        if not opd:
            raise scaffold.ScaffoldError("opd-none")
        scaffold.known_owner(root, opd)
    except scaffold.ScaffoldError as problem:
        yield _refusal(file, problem, opd=opd, near=str(problem.values.get("near", "")))


def _refusal(file: str, problem: scaffold.ScaffoldError, **facts: Any) -> Finding:
    case = problem.code if problem.code in CASES else "other"
    return error("drop-refused", file=file, case=case, **facts)


def _apart(given: list[Judged]) -> list[Judged]:
    """The same, but what would become one and the same dataset is refused, each with the others."""
    made = []
    for one in given:
        others = [o for o in given if o is not one and _same(one, o)]
        if others:
            names = ", ".join(other.path.name for other in others)
            facts = {"file": one.file, "others": names, "name": one.dataset}
            sheet = next(iter(one.sheets), "")
            case = "sheets" if one.by_sheet else "sheet" if sheet else one.outcome
            one = one.refused(error("drop-same", **facts, name_of=sheet, case=case))
        made.append(one)
    return made


def _same(one: Judged, other: Judged) -> bool:
    """Whether two files would become the same dataset, or are two months of one."""
    if "refused" in (one.outcome, other.outcome) or one.outcome != other.outcome:
        return False
    if one.outcome == "update":
        return (one.dataset, one.data) == (other.dataset, other.data)
    if one.dataset == other.dataset:
        return True
    if one.dataset.split("/")[0] != other.dataset.split("/")[0]:
        return False
    mine, yours = _words(one.path.stem), _words(other.path.stem)
    share = max((_alike(a, b) for a in one.found.tables for b in other.found.tables), default=0.0)
    return share == 1 and (not mine or not yours or _is_called(mine, yours))


def _alike(one: Laid, other: Laid) -> float:
    """How much two headers share, from 0 to 1."""
    mine, yours = ({_folded(c.label) for c in laid.columns} for laid in (one, other))
    return len(mine & yours) / len(mine | yours) if mine | yours else 0.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """A dataset of the office that a file may be the next of."""

    id: str
    data: str  # path of its data in its folder
    share: float  # of the header
    called: bool  # whether the file is called after it
    read: Recipe | None = None


def _meant(path: Path, fitting: list[_Fit]) -> dict[str, str]:
    """The datasets that the file is called after, by their data: one where the name tells it.

    A name that is just the dataset's decides, then a header that is just its own.
    """
    called = [fit for fit in fitting if fit.called]
    own = _names(path)
    for best in (
        [fit for fit in called if fit.id.split("/")[-1] in own],
        [fit for fit in called if fit.share == 1],
    ):
        if len(best) == 1:
            return {best[0].id: best[0].data}
    return {fit.id: fit.data for fit in called}


def _names(path: Path) -> set[str]:
    """The names of datasets that a file is just called after."""
    return {scaffold.slug(path.stem), scaffold.dataset_name(path.stem)}


def _fitting(root: Path, portal: Portal, opd: str, path: Path, found: Found) -> list[_Fit]:
    """The datasets that the file may be the next of.

    Whether it is called after one counts: a header as "Kecamatan, Jumlah" is that of many.
    """
    words, own = _words(path.stem), _names(path)
    fitting: dict[tuple[str, str], _Fit] = {}
    for source in load.discover(root):
        if source.owner != opd:
            continue
        dataset, _ = load.load(source, portal)
        called = source.name in own or _is_called(words, _words(source.name))
        for resource in dataset.resources if dataset else ():
            if Path(resource.path).suffix.lower() != path.suffix.lower():
                continue
            share = max((_share(laid, resource) for laid in found.tables), default=0.0)
            old = fitting.get((source.id, resource.path))
            if (share == 1 or (called and share >= _ALIKE)) and (not old or old.share < share):
                fit = _Fit(source.id, resource.path, share, called, resource.recipe)
                fitting[source.id, resource.path] = fit
    return list(fitting.values())


def _is_called(one: set[str], other: set[str]) -> bool:
    """Whether two names are about the same: each with words of its own, they are not."""
    return bool(one & other) and (one <= other or other <= one)


def _words(name: str) -> set[str]:
    """The words of a file's or a dataset's name that say what it is about."""
    parts = {part for part in scaffold.slug(name).split("-") if len(part) > 2 and part.isalpha()}
    return {part for part in parts if not scaffold.is_time(part)} - _ANYWHERE


def _share(laid: Laid, resource: Resource) -> float:
    """How much of a table's header is that of a resource, from 0 to 1."""
    columns = resource.recipe.columns if resource.recipe else ()
    names: Sequence[str] = [c.label for c in columns] or [f.name for f in resource.fields]
    wanted = {_folded(name) for name in names}
    there = {_folded(column.label) for column in laid.columns}
    return len(wanted & there) / len(wanted | there) if wanted else 0.0


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
