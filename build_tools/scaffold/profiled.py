"""`new --profil`: a dataset of tables with a profile, empty or begun from a spreadsheet."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from .. import profiles
from ..infer import known, propose
from ..infer.base import Proposal, ProposedField
from ..model import Resource
from ..model.recipe import READING_OF_TYPE
from ..profiles import REGISTERS, Profile
from ..tables import layout
from ..tables.layout.base import Question, Step
from .base import ScaffoldError, known_owner, new_folder, write_new
from .dataset import spreadsheet
from .matching import Match, match, required
from .recorded import recipe_of
from .workbook import meaning, workbook
from .writing import comment, head, quoted
from .writing import field as field_lines
from .writing import recipe as recipe_lines


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: the descriptor, and how the header of a given file was understood."""

    descriptor: Path
    profiles: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    filled: bool = False  # whether a file with rows was given
    steps: tuple[Step, ...] = ()  # taken to read it
    questions: tuple[Question, ...] = ()  # what only people know of it


@dataclass(frozen=True, slots=True)
class _Table:
    """One table: its resource, the bytes of its file, and what its header is in the profile."""

    profile: Profile
    resource: Resource
    content: bytes
    columns: Sequence[ProposedField] = ()
    match: Match = field(default_factory=lambda: Match((), (), (), ()))
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether the descriptor has to name the columns: they are not just the profile's."""
        return tuple(f.name for f in self.columns) not in {(), self.profile.columns}


def new_of_profile(
    root: Path, opd: str, given: str, names: Sequence[str], xlsx: bool = False
) -> Begun:
    """Begin a dataset with one table for each profile; says how a given file was understood.

    ``given`` is the name of the dataset (empty: the first profile's), or a CSV or XLSX file
    with the rows of the one profile that is named: its header is matched to the profile's
    columns. Without a file each table has a header and no row, as CSV or, with ``xlsx``, as a
    workbook. Raises `ScaffoldError`, having written nothing, as `scaffold.new` does, and for a
    profile that is not there or a file that is another table.
    """
    known_owner(root, opd)
    chosen = _profiles(names)
    source = spreadsheet(given) if given else None
    if xlsx and source:
        raise ScaffoldError("xlsx-alone")
    if source and len(chosen) > 1:
        raise ScaffoldError("profile-one-file", file=source)
    name = chosen[0].resource if source or not given else given
    folder = _folder(root, opd, name, chosen, xlsx)
    tables = [_read(root, source, chosen[0])] if source else [_empty(p, opd, xlsx) for p in chosen]
    text = "".join(_descriptor(opd, name, tables))
    for table in tables:
        write_new(folder / table.resource.path, table.content)
    descriptor = folder / "datapackage.yaml"
    write_new(descriptor, text.encode())
    first, found = tables[0], tables[0].match
    return Begun(
        descriptor,
        tuple(p.name for p in chosen),
        found.renamed,
        found.missing,
        found.extra,
        bool(source),
        first.steps,
        first.questions,
    )


def _folder(root: Path, opd: str, name: str, chosen: Sequence[Profile], xlsx: bool) -> Path:
    """The folder of the dataset; where it is there already, the error says how to begin another."""
    try:
        return new_folder(root, opd, name)
    except ScaffoldError as problem:
        if problem.code != "dataset-exists":
            raise
        number = 2
        while (root / "datasets" / opd / f"{name}-{number}").exists():
            number += 1
        names = ",".join(profile.name for profile in chosen)
        command = f"terbuka new {opd} {name}-{number} --profil {names}{' --xlsx' * xlsx}"
        values = {**problem.values, "command": command}
        raise ScaffoldError("dataset-exists-profile", **values) from None


def _profiles(names: Sequence[str]) -> list[Profile]:
    """The profiles of those names, each once; a name may hold several, parted by commas."""
    wanted = [part.strip().replace("-", "_") for name in names for part in name.split(",")]
    known = profiles.all_profiles()
    for name in wanted:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3)
            if near:
                raise ScaffoldError("profile-near", profile=name, near=", ".join(near))
            raise ScaffoldError("profile", profile=name, known=", ".join(known))
    return [known[name] for name in dict.fromkeys(wanted)]


def _empty(profile: Profile, opd: str, xlsx: bool) -> _Table:
    name = profile.resource
    if xlsx:
        content = workbook(profile, _filled(profile, opd))
        return _Table(profile, Resource(name, f"data/{name}.xlsx", "xlsx"), content)
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(profile.columns)
    resource = Resource(name, f"data/{name}.csv", "csv")
    return _Table(profile, resource, header.getvalue().encode())


def _read(root: Path, source: Path, profile: Profile) -> _Table:
    """A given file as the table of a profile; it is taken as it is, and read by a recipe."""
    found = layout.find(source)
    if found.refused:
        raise ScaffoldError("file-refused", file=source, findings=found.refused)
    if not found.tables:
        raise ScaffoldError("file-no-table", file=source)
    laid = found.tables[0]
    matched = match([column.label for column in laid.columns], profile)
    proposal = propose(laid, known(root, source.name), {})
    columns = tuple(_columns(proposal, matched, profile))
    kind: Literal["csv", "xlsx"] = "xlsx" if source.suffix.lower() == ".xlsx" else "csv"
    styled = any({"decimalChar", "groupChar"} & f.properties.keys() for f in proposal.fields)
    plain = proposal.plain and len(found.grids) == 1 and not matched.renamed and not styled
    made = None if plain else recipe_of(laid, replace(proposal, fields=columns, constants=()))
    path = f"data/{profile.resource}.{kind}"
    dialect = {"delimiter": laid.grid.delimiter} if kind == "csv" and plain else {}
    resource = Resource(
        profile.resource, path, kind, encoding=laid.grid.encoding, dialect=dialect, recipe=made
    )
    steps = (*found.steps, *laid.steps)
    return _Table(profile, resource, source.read_bytes(), columns, matched, steps, laid.questions)


def _columns(proposal: Proposal, found: Match, profile: Profile) -> Iterator[ProposedField]:
    """The columns of the file: those of the profile under its names, the others as proposed."""
    own = dict(found.renamed)
    for given in proposal.fields:
        name = own.get(given.label, given.label)
        column = profile.field(name)
        if column is None:
            yield given
            continue
        reading = READING_OF_TYPE.get(str(column["type"]), "teks")
        yield ProposedField(given.label, name, str(column["type"]), reading)


def _descriptor(opd: str, name: str, tables: Sequence[_Table]) -> Iterator[str]:
    """The lines of ``datapackage.yaml``, with a comment on every column of every profile."""
    yield from head(opd, name, {})
    here = {table.profile.name for table in tables}
    for table in tables:
        resource, profile = table.resource, table.profile
        yield f"  - name: {quoted(resource.name)}\n"
        yield f"    path: {quoted(resource.path)}\n"
        yield f"    format: {resource.kind}\n"
        yield from _how_it_is_read(resource)
        yield f"    sdi:profil: {profile.name}\n"
        elsewhere = [k.profile for k in profile.foreign_keys if k.profile not in REGISTERS]
        for other in dict.fromkeys(elsewhere):
            if other not in here:
                yield f"    # Tabel berprofil {other} di dataset lain? Tunjuk dengan baris ini:\n"
                yield f"    # sdi:rujukan: {{{other}: <opd>/<dataset>}}\n"
        if table.listed:
            yield from _fields(table)
        else:
            yield from _explained(profile, _filled(profile, opd))


def _how_it_is_read(resource: Resource) -> Iterator[str]:
    """The lines that say how the file of a table is read."""
    if resource.recipe:
        yield from recipe_lines(resource.recipe)
        return
    if resource.kind == "csv":
        yield f"    encoding: {resource.encoding}\n"
    if resource.dialect.get("delimiter", ",") != ",":
        yield f"    dialect: {{delimiter: {quoted(str(resource.dialect['delimiter']))}}}\n"


def _fields(table: _Table) -> Iterator[str]:
    """The columns that the file has, in its order; its own ones with marks to fill in."""
    if table.match.missing:
        absent = ", ".join(table.match.missing)
        yield from comment(f"Kolom profil yang belum ada di berkas: {absent}.", "    ")
        yield from comment("Tambahkan di berkas dan di daftar kolom ini.", "    ")
    yield "    schema:\n"
    yield "      fields:\n"
    for column in table.columns:
        if table.profile.field(column.name) is None:
            yield "        # Kolom ini di luar profil: jelaskan, atau hapus juga dari berkas.\n"
            yield from field_lines(column)
        else:
            yield f"        - name: {column.name}\n"


def _filled(profile: Profile, opd: str) -> frozenset[str]:
    """The columns that every row must fill, by who makes the table."""
    more = profile.required_compiled if opd == "himpunan" else profile.required_official
    return frozenset((*(str(f["name"]) for f in profile.fields if required(f)), *more))


def _explained(profile: Profile, always: frozenset[str]) -> Iterator[str]:
    """What each column means, as comments: the profile says it to the program itself."""
    yield from comment(f"{profile.title.main}. {profile.description.main}", "    ")
    yield from comment("Kolomnya (* wajib diisi pada setiap baris):", "    ")
    for given in profile.fields:
        filled = given["name"] in always
        line = f"{given['name']}{'*' if filled else ''}: {_meaning(given)}"
        yield from comment(line, "    ", "  ")
    if profile.optional:
        listed = ", ".join(profile.optional)
        yield from comment(f"Yang boleh tidak ada: {listed}.", "    ")
        said = "Bila ada kolom dihapus atau ditambah, sebutkan semua kolom di schema.fields."
        yield from comment(said, "    ")
    yield from comment('Yang tidak diketahui dikosongkan atau ditulis "…"; jangan tulis 0.', "    ")


def _meaning(given: Mapping[str, Any]) -> str:
    values = ", ".join(str(c["value"]) for c in given.get("categories", ()))
    listed = f" Isinya: {values}." if values else ""
    form = {"date": " Bentuk: 2026-01-31.", "year": " Bentuk: 2026."}.get(given["type"], "")
    return meaning(given) + listed + form
