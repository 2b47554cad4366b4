"""Work that was done before on the same content. Only `build_tools.pipeline` uses it.

An entry is a folder named by what went in: the data, the descriptor, the reference tables,
this code. It is written beside and moved into place, so that a killed run leaves none half
done; deleting the folder is always safe.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .findings import Finding
from .model import CheckRun, Dataset, Published

_CODE = Path(__file__).parent
_LIBRARIES = ("frictionless", "pyarrow", "xlsxwriter", "openpyxl", "python-dateutil", "shapely")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dataset: its findings, and its published form if it has one."""

    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]
    published: Published | None = None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Names this version of the code and of the libraries that judge and write."""
    digest = hashlib.sha256()
    for path in sorted([*_CODE.rglob("*.py"), *_CODE.glob("text/*/formats.yml")]):
        digest.update(path.relative_to(_CODE).as_posix().encode())
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(importlib.metadata.version(name).encode())
    return digest.hexdigest()


def dataset_digest(dataset: Dataset) -> str:
    """Names everything in a dataset's folder that the stages read."""
    digest = hashlib.sha256(dataset.id.encode())
    folder = dataset.source.folder
    paths = [dataset.source.descriptor, "README.md", *(r.path for r in dataset.resources)]
    for name in dict.fromkeys(paths):
        path = folder / name
        digest.update(b"\0" + name.encode("utf-8", "surrogateescape") + b"\0")
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def key(parts: Iterable[str]) -> str:
    """One name for all that went in."""
    return hashlib.sha256("\n".join([code_digest(), *parts]).encode()).hexdigest()[:40]


def get(folder: Path, name: str, dataset: Dataset) -> Outcome | None:
    """The outcome kept under that name, its paths those of today; none where there is none."""
    entry = folder / name
    try:
        outcome = _adapter().validate_json((entry / "outcome.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    if outcome.published is None:
        return outcome
    published = replace(outcome.published, folder=entry, dataset=dataset)
    return replace(outcome, published=published)


@contextmanager
def entry(folder: Path) -> Iterator[Path]:
    """A new folder to work in; it is gone afterwards unless `keep` moved it into place."""
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def keep(folder: Path, name: str, work: Path, outcome: Outcome) -> Outcome:
    """Keeps the outcome and the files that were written in ``work``; gives it as `get` would."""
    (work / "outcome.json").write_bytes(_adapter().dump_json(outcome))
    target = folder / name
    try:
        work.replace(target)
    except OSError:  # another run was faster, or an unreadable entry lies there
        shutil.rmtree(target, ignore_errors=True)
        work.replace(target)
    if outcome.published is None:
        return outcome
    return replace(outcome, published=replace(outcome.published, folder=target))


def prune(folder: Path, used: Iterable[str]) -> None:
    """Removes the entries that this run did not use."""
    kept = set(used)
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in kept and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
