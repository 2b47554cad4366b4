"""Which datasets there are, and what their descriptors say."""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ..findings import Finding, error
from ..model import Dataset, Portal, Resource, Source
from ..privacy import shown
from .acceptances import acceptances
from .accountable import accountable
from .active import active_files
from .descriptor import dataset_of, items, kind_of, mapping, plain
from .dialect import dialect_problem
from .engine import runs_code
from .expand import expanded
from .files import is_folder, is_plain
from .names import RESERVED_DATASETS, RESERVED_OPD, is_device, name_findings
from .recipe import recipe_problems, same_problems
from .settings import NAME
from .vocabulary import synonyms
from .withheld import withheld
from .yamlfile import UnreadableError, read_mapping

DESCRIPTORS = ("datapackage.yaml", "datapackage.yml", "datapackage.json")
COLLECTIONS = ("himpunan", "referensi")
#: Names of tables whose files would lie where the site has files of its own.
RESERVED_RESOURCES = {
    *("index", "datapackage", "bagian", "pemeriksaan", "croissant", "jelajah", "kode-wilayah"),
    "kutipan.csl",
}
#: Git hosts refuse a file of 100 MB or more.
MAX_FILE_BYTES = 100_000_000
#: Endings of what an officer takes for a table, readable or not.
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"})

_RESOURCE_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_MAX_STORY = 50_000
#: Of a dataset, a table or an OPD, so that whole paths fit on every computer.
_MAX_NAME = 100


def discover(root: Path) -> list[Source]:
    """Every dataset folder below ``root/datasets``, sorted by id. Nothing is opened.

    A dataset is ``<opd>/<dataset>/``; names that begin with ``_`` or ``.`` are not
    datasets, and links are not followed.
    """
    found = []
    for owner in _folders(root / "datasets"):
        for folder in _folders(owner):
            names = {path.name for path in folder.iterdir()}
            descriptor = next((name for name in DESCRIPTORS if name in names), "")
            found.append(Source(f"{owner.name}/{folder.name}", folder, descriptor))
    return sorted(found, key=lambda source: source.id)


def _folders(parent: Path) -> Iterator[Path]:
    if is_folder(parent):
        for entry in sorted(os.scandir(parent), key=lambda e: e.name):
            if entry.name[0] not in "._" and entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)


def strays(root: Path) -> Iterator[Finding]:
    """Files that lie beside the datasets instead of in one, links, and settings amiss."""
    base = root / "datasets"
    if base.is_symlink():
        yield error("file-link", file="datasets")
        return
    for parent in (base, *_folders(base)):
        if not parent.is_dir():
            continue
        for entry in sorted(os.scandir(parent), key=lambda e: e.name):
            place = Path(entry.path).relative_to(root).as_posix()
            if entry.is_symlink():
                yield error("file-link", file=place)
            elif entry.name == "opd.yaml" and parent != base:
                try:
                    read_mapping(base, Path(entry.path))
                except UnreadableError as problem:
                    yield error(problem.code, file=place, row=problem.line, note=problem.note)
            elif entry.is_file() and not _ignored(entry.name):
                yield error("file-unnamed", file=place, **_meant_for(parent, base, entry.name))
    yield from synonyms(root)[1]
    yield from runs_code(root)
    yield from active_files(root)
    yield from withheld(root)[1]


def _meant_for(parent: Path, base: Path, name: str) -> dict[str, str]:
    """Where a table that was put beside the datasets should wait; nothing of any other file."""
    if PurePosixPath(name).suffix.lower() not in _TABLES:
        return {}
    return {"case": "table"} if parent == base else {"case": "table-opd", "opd": parent.name}


def _ignored(name: str) -> bool:
    """What systems and open spreadsheets leave behind."""
    return name.startswith((".", "~$")) or name in {"README.md", "Thumbs.db", "desktop.ini"}


def load(
    source: Source, portal: Portal, parse: Callable[[str], Any] | None = None
) -> tuple[Dataset | None, list[Finding]]:
    """The dataset that a folder describes, and what is wrong with its description.

    Gives no dataset where the descriptor cannot be understood at all. Never raises for
    bad input. Files are looked at from outside (there, inside the folder, size), not read.
    ``parse`` stands in for `parse_yaml`, to remember its answers.
    """
    findings = [*_names(source, portal)]
    if not source.descriptor:
        return None, [*findings, error("descriptor-missing", dataset=source.id)]
    try:
        raw = read_mapping(source.folder, source.folder / source.descriptor, parse)
    except UnreadableError as problem:
        place = {"file": source.descriptor, "row": problem.line, "note": problem.note}
        unread = error(problem.code, dataset=source.id, **place)
        return None, [*findings, shown.finding(unread)]
    raw, unfit = expanded(raw, portal, source.descriptor)
    dataset = dataset_of(source, raw, portal.languages, _story(source.folder))
    dataset = replace(dataset, regions=_regions(dataset, portal))
    accepted, refused = acceptances(dataset, portal)
    dataset, amiss = accountable(replace(dataset, accepted=accepted), portal)
    findings += [*unfit, *refused, *amiss]
    findings += _descriptor(dataset)
    findings += _registers(dataset, portal)
    for number, given in enumerate(items(raw.get("resources")), start=1):
        findings += _resource(source, number, mapping(given))
    findings += same_problems(items(raw.get("resources")), source.descriptor)
    findings += _files(dataset)
    findings += name_findings(dataset, _present(source.folder))
    return dataset, [shown.finding(_of(source, f)) for f in findings]


def _regions(dataset: Dataset, portal: Portal) -> str:
    """The reference (`daftar_wilayah`) of a dataset that names an area; empty: it names none."""
    given = (dataset.raw, *(r.raw for r in dataset.resources))
    named = any("sdi:kodeWilayah" in raw for raw in given)
    return str(portal.settings.get("daftar_wilayah") or "referensi/wilayah") if named else ""


def _of(source: Source, finding: Finding) -> Finding:
    return finding if finding.dataset else replace(finding, dataset=source.id)


def _story(folder: Path) -> str:
    path = folder / "README.md"
    if not is_plain(folder, path) or path.stat().st_size > _MAX_STORY:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def _names(source: Source, portal: Portal) -> Iterator[Finding]:
    where = {"dataset": source.id}
    if not _is_name(source.name) or source.name in RESERVED_DATASETS:
        yield error("dataset-name", name=source.name, **where)
    if source.owner in RESERVED_OPD or not _is_name(source.owner):
        yield error("opd-name", name=source.owner, **where)
    elif source.owner not in COLLECTIONS and portal.agency(source.owner) is None:
        near = difflib.get_close_matches(source.owner, [a.id for a in portal.agencies], n=1)
        facts = {"case": "near", "near": near[0]} if near else {}
        yield error("opd-unknown", opd=source.owner, **facts, **where)


def _is_name(name: str) -> bool:
    """Whether that can be a part of an address, and a folder on every computer."""
    return bool(NAME.fullmatch(name)) and len(name) <= _MAX_NAME and not is_device(name)


def _descriptor(dataset: Dataset) -> Iterator[Finding]:
    source, raw = dataset.source, dataset.raw
    file = source.descriptor
    others = [n for n in DESCRIPTORS if n != file and (source.folder / n).exists()]
    if others:
        yield error("descriptor-two", file=others[0], other=file)
    name = raw.get("name")
    if name is not None and name != source.name:
        yield error("dataset-name-differs", file=file, name=str(name), folder=source.name)
    if not items(raw.get("resources")):
        yield error("resources-missing", file=file)
    counts = Counter(resource.name for resource in dataset.resources)
    for twice in sorted(name for name, many in counts.items() if many > 1):
        yield error("resource-name-duplicate", file=file, name=twice)


def unfilled(text: str) -> bool:
    """Whether that is a mark of `terbuka new` for what people still have to fill in."""
    return text.upper().startswith("ISI:")


def _registers(dataset: Dataset, portal: Portal) -> Iterator[Finding]:
    """OPD and topics that a dataset names stand in the portal's registers."""
    file = dataset.source.descriptor
    for id in dataset.agencies:
        if id != dataset.source.owner and portal.agency(id) is None and not unfilled(id):
            yield error("opd-related-unknown", file=file, opd=id)
    for id in dataset.topics:
        if portal.topic(id) is None and not unfilled(id):
            known = ", ".join(t.id for t in portal.topics)
            yield error("topic-unknown", file=file, topic=id, expected=known)


def _resource(source: Source, number: int, raw: Mapping[str, Any]) -> Iterator[Finding]:
    name, path, file = plain(raw.get("name")), plain(raw.get("path")), source.descriptor
    fits = _RESOURCE_NAME.fullmatch(name) and len(name) <= _MAX_NAME
    if not fits or name in RESERVED_RESOURCES or is_device(name):
        yield error("resource-name", file=file, name=name or f"#{number}")
    if "data" in raw or isinstance(raw.get("path"), list):
        yield error("resource-inline", file=file, name=name)
        return
    if plain(raw.get("path")) != raw.get("path"):
        path = "\0"  # white space around it, or no text at all
    code = unsafe(source.folder, path)
    if code:
        yield error(code, file=file, path=path, name=name)
        return
    size = (source.folder / path).stat().st_size
    if size == 0:
        yield error("file-empty", file=path)
    elif size >= MAX_FILE_BYTES:
        yield error("file-too-large", file=path, size=size, limit=MAX_FILE_BYTES)
    if not kind_of(raw):
        yield error("resource-format", file=path, format=plain(raw.get("format")))
    bad = dialect_problem(raw.get("dialect"))
    if bad:
        yield error("dialect-invalid", file=file, name=name, property=bad)
    fields = items(mapping(raw.get("schema")).get("fields"))
    if not fields:
        yield error("schema-missing", file=file, name=name)
    names = [plain(mapping(f).get("name")) for f in fields]
    for twice in sorted(n for n, many in Counter(names).items() if many > 1 or not n):
        yield error("field-name", file=file, name=twice, resource=name)
    yield from recipe_problems(raw, names, kind_of(raw), file)


def unsafe(folder: Path, path: str) -> str:
    """The code of what is wrong with a resource's path; empty where it may be read.

    A path is relative, stays inside the dataset's folder, passes through no link and no
    hidden name, and leads to a file (Data Package v2, "path").
    """
    pure = PurePosixPath(path)
    if not path or "\\" in path or "\0" in path or ":" in path or pure.is_absolute():
        return "path-unsafe"
    if any(part == ".." or part.startswith(".") for part in pure.parts):
        return "path-unsafe"
    step = folder
    for part in pure.parts:
        step = step / part
        if step.is_symlink():
            return "path-link"
    return "" if is_plain(folder, step) else "file-missing"


def _files(dataset: Dataset) -> Iterator[Finding]:
    """Files in the folder that no resource names, and links."""
    folder = dataset.source.folder
    named = {_plain_path(r) for r in dataset.resources} | {*DESCRIPTORS, "README.md"}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files + [f for f in folders if (Path(parent) / f).is_symlink()]):
            place = (Path(parent) / name).relative_to(folder).as_posix()
            if (Path(parent) / name).is_symlink():
                yield error("file-link", file=place)
            elif place not in named and not _ignored(name):
                yield error("file-unnamed", file=place)


def _present(folder: Path) -> Iterator[str]:
    """Every file of the folder, as its path from there."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in files:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _plain_path(resource: Resource) -> str:
    return PurePosixPath(resource.path).as_posix() if resource.path else ""
