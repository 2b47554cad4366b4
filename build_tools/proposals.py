"""Files that officers drop into ``datasets/<opd>/_baru/`` become proposed datasets.

The folder is the one place where a file without a descriptor may lie: the web page of a git
host puts it there. What is to become of each is judged first (`drops`), then written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import drops, load, output, scaffold
from .drops import Judged, Outcome
from .findings import Finding, error
from .load import DROPPED
from .load.yamlfile import parse_yaml
from .metadata.edit import Edit, EditError, edited
from .tables.recipe import columnperiods, sheetchanges


@dataclass(frozen=True, slots=True)
class Proposal:
    """What became of one file: the dataset that it began or renewed, or why it was refused.

    ``plan`` is that of a new dataset, ``marks`` how many places of its descriptor are left to
    people. ``findings`` name places in the file as it was dropped.
    """

    file: str  # from the portal's root
    outcome: Outcome
    dataset: str = ""  # id
    plan: scaffold.Plan | None = None
    findings: tuple[Finding, ...] = ()
    marks: int = 0
    sheets: tuple[str, ...] = ()  # of an update: further months or years that are now read too
    columns: tuple[str, ...] = ()  # so too, where each year is a column


def propose(root: Path, told: scaffold.Told) -> Iterator[Proposal]:
    """Makes a dataset of every dropped file, one after the other, and takes the file away.

    All are judged before the first is taken; what is refused stays where it is. ``told`` gives
    the sentence of an open question. Raises `SettingsError` where there is no portal.
    """
    for given in drops.judged(root):
        yield _proposed(root, given, told)


def _proposed(root: Path, given: Judged, told: scaffold.Told) -> Proposal:
    if given.outcome == "refused":
        return Proposal(given.file, "refused", findings=given.findings)
    if given.outcome == "update":
        target = root / "datasets" / given.dataset / given.data
        output.write_file(target, given.path.read_bytes())
        given.path.unlink()
        sheets, columns = _taken(root, given)
        return Proposal(given.file, "update", given.dataset, sheets=sheets, columns=columns)
    opd, name = given.dataset.split("/")
    try:
        made = scaffold.plan(root, opd, given.path, name)
        descriptor = scaffold.write(root, made, told)
    except scaffold.ScaffoldError as problem:
        case = problem.code if problem.code in drops.CASES else "other"
        facts = {"name": name, "opd": opd, "near": ""}
        wrong = error("drop-refused", file=given.file, case=case, **facts)
        return Proposal(given.file, "refused", findings=(wrong,))
    given.path.unlink()
    marks = scaffold.marks(descriptor.read_text(encoding="utf-8"))
    return Proposal(given.file, "new", given.dataset, made, made.findings, marks)


def _taken(root: Path, given: Judged) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Adds the sheets and the columns of further periods to the recipes that read one a period.

    Gives the names of both. Where the descriptor cannot be changed in place, nothing is: the
    check holds it then.
    """
    source = next(s for s in load.discover(root) if s.id == given.dataset)
    dataset, _ = load.load(source, load.load_portal(root, date.min))
    descriptor = source.folder / source.descriptor
    text = descriptor.read_text(encoding="utf-8")
    edits: list[Edit] = []
    added: list[str] = []
    columns: list[str] = []
    for number, resource in enumerate(dataset.resources if dataset else ()):
        if resource.path != given.data or resource.recipe is None:
            continue
        new = sheetchanges.following(source.folder / given.data, resource)
        if new:
            place = ("resources", number, "sdi:resep", "lembar")
            edits.append(Edit(place, [*resource.recipe.sheets, *new]))
            added += new
        further = columnperiods.following(source.folder / given.data, resource)
        edits += _recorded(text, number, further)
        columns += (one.label for one in further)
    if not edits:
        return (), ()
    try:
        text = edited(text, edits, strict=descriptor.suffix == ".json")
    except EditError:
        return (), ()
    output.write_file(descriptor, text.encode())
    return tuple(added), tuple(columns)


def _recorded(text: str, number: int, new: Sequence[columnperiods.Further]) -> Iterator[Edit]:
    """The edits that add columns to a table's recipe and its schema."""
    if new:
        raw = parse_yaml(text)["resources"][number]
        told = raw["sdi:resep"]["kolom"], raw["schema"]["fields"]
        columns, fields = columnperiods.recorded(*told, new)
        yield Edit(("resources", number, "sdi:resep", "kolom"), columns)
        yield Edit(("resources", number, "schema", "fields"), fields)


__all__ = ["DROPPED", "Outcome", "Proposal", "propose"]
