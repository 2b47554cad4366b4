"""A plan becomes a folder: the file as it was given, and the descriptor of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..model import Resource
from ..tables.layout.base import Question
from .base import ScaffoldError, new_folder, write_new
from .planning import Plan, PlannedTable
from .writing import comment, field, head, prop, questions, quoted, recipe

#: Names of encodings as the register of IANA has them, where Python says them otherwise.
_IANA = {"cp1252": "windows-1252", "utf-8-sig": "utf-8"}

#: The sentence of an open question, for a comment beside what it is about.
Told = Mapping[Question, str]

_TYPES = """\
      # Jenis kolom: integer, number, date, year, atau yearmonth hanya bila setiap isinya jelas
      # begitu; selain itu string. Kode tetap string.
"""


def write(root: Path, plan: Plan, told: Told) -> Path:
    """Writes the dataset of a plan; gives the path of its descriptor.

    ``told`` has a sentence for each open question; those on which the figures depend become
    ``sdi:tanya``, the others comments. Raises `ScaffoldError`, having written
    nothing, for a name that cannot be used or a dataset that is there.
    """
    folder = new_folder(root, plan.opd, plan.name)
    text = plan.described.into("".join(_descriptor(plan, told)))
    content = plan.source.read_bytes()
    if not write_new(folder / data_path(plan), content):
        raise ScaffoldError("dataset-exists", folder=folder.relative_to(root).as_posix())
    descriptor = folder / "datapackage.yaml"
    write_new(descriptor, text.encode())
    return descriptor


def data_path(plan: Plan) -> str:
    """Where the file lies in the dataset's folder: next month's takes its place."""
    return f"data/{plan.name}{plan.source.suffix.lower()}"


def resource(plan: Plan, table: PlannedTable) -> Resource:
    """The facts of a table that say how its file is read."""
    kind: Literal["csv", "xlsx"] = "xlsx" if data_path(plan).endswith(".xlsx") else "csv"
    encoding = _IANA.get(table.laid.grid.encoding, table.laid.grid.encoding)
    return Resource(table.name, data_path(plan), kind, encoding=encoding, recipe=table.recipe)


def _descriptor(plan: Plan, told: Told) -> Iterator[str]:
    yield from head(plan.opd, plan.name, plan.values)
    for table in plan.tables:
        yield from _table(plan, table, told)


def _table(plan: Plan, table: PlannedTable, told: Told) -> Iterator[str]:
    made, proposal, grid = resource(plan, table), table.proposal, table.laid.grid
    yield f"  - name: {quoted(made.name)}\n"
    yield "    type: table\n"
    yield f"    path: {quoted(made.path)}\n"
    title, english = plan.described.titles if len(plan.tables) == 1 else ("", "")
    yield f"    title: {quoted(title or proposal.title or 'ISI: judul tabel')}\n"
    yield f"    description: {quoted(_row(table))}\n"
    if english:
        yield f"    sdi:en: {{title: {quoted(english)}}}\n"
    yield f"    format: {made.kind}\n"
    if made.kind == "csv" and table.recipe is None:
        if made.encoding != "utf-8":
            yield "    # Berkas ini bukan UTF-8: periksa huruf seperti é dan tanda kutip.\n"
        yield f"    encoding: {made.encoding}\n"
        if grid.delimiter != ",":
            yield f"    dialect: {{delimiter: {quoted(grid.delimiter)}}}\n"
    if table.recipe is not None:
        yield from recipe(table.recipe)
    held = plan.held(table)
    yield from questions([told.get(q) or q.case for q in held])
    yield from _schema(table, told, [q for q in table.questions if q not in held])


def _row(table: PlannedTable) -> str:
    """What a row is about: what it is told by, where that is known."""
    fields = {f.name: f for f in table.proposal.fields}
    titles = [str(fields[n].properties.get("title", n)) for n in table.proposal.primary_key]
    if not titles or any("ISI:" in title for title in titles):
        return "ISI: satu baris tabel ini tentang apa"
    return f"Satu baris untuk satu {', satu '.join(title.lower() for title in titles)}."


def _schema(table: PlannedTable, told: Told, open_: Sequence[Question]) -> Iterator[str]:
    proposal = table.proposal
    open_of: dict[str, list[str]] = {}
    for question in open_:
        open_of.setdefault(question.finding.field, []).append(told.get(question, ""))
    for said in open_of.get("", []):
        if said:
            yield from comment(f"Tanya: {said}", "    ")
    yield "    schema:\n"
    yield _TYPES
    yield "      fields:\n"
    for given in proposal.fields:
        notes = (*open_of.get(given.name, ()), *open_of.get(given.label, ()))
        yield from field(given, [f"Tanya: {said}" for said in dict.fromkeys(notes) if said])
    yield from _keys(proposal.primary_key, proposal.foreign_keys)
    yield f"      missingValues: [{', '.join(map(quoted, ('', *proposal.missing)))}]\n"


def _keys(primary: Sequence[str], foreign: Sequence[Mapping[str, object]]) -> Iterator[str]:
    if primary:
        yield f"      primaryKey: [{', '.join(map(quoted, primary))}]\n"
    else:
        yield '      # primaryKey: ["kolom yang isinya tidak pernah berulang"]\n'
    if foreign:
        yield from prop("foreignKeys", [dict(key) for key in foreign], "      ")
