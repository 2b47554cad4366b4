"""Work that was done before on the same content.

An entry is a folder named by what went in: the data, the descriptor, the reference tables,
this code. It is written beside and moved into place whole, and never changed afterwards, so
that a killed run leaves none half done and two runs may share one cache. Deleting it is safe
at any moment: what is missing is made again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .findings import Finding
from .model import CheckRun, Dataset, Download, Published
from .privacy.text import kinds

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_CODE = Path(__file__).parent
#: What judges and writes: another version may give another verdict or other bytes.
_LIBRARIES = (
    "frictionless",
    "isodate",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "python-calamine",
    "python-dateutil",
    "shapely",
    "zlib-ng",
)
_NEW, _GONE = ".new-", ".gone-"
_OUTCOME = ".outcome.json"  # no table can have that name
#: The word by which a descriptor says that something is exempt (`sdi:kipKlasifikasi`).
_EXEMPT = "dikecualikan"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dataset: its findings, and its published form if it has one."""

    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]
    published: Published | None = None


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Outcome]:
    from pydantic import TypeAdapter

    return TypeAdapter(Outcome)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Names this version of the code and of the libraries that judge and write."""
    digest = hashlib.sha256()
    texts = [*_CODE.glob("text/*/formats.yml"), *_CODE.glob("profiles/*.yml")]
    for path in sorted([*_CODE.rglob("*.py"), *texts]):
        digest.update(path.relative_to(_CODE).as_posix().encode())
        digest.update(path.read_bytes())
    for name in _LIBRARIES:
        with suppress(importlib.metadata.PackageNotFoundError):
            digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return digest.hexdigest()


def inputs(dataset: Dataset) -> Iterator[tuple[str, Path]]:
    """The name and the path of every file in a dataset's folder that the stages read."""
    folder = dataset.source.folder
    paths = [dataset.source.descriptor, "README.md", *(r.path for r in dataset.resources)]
    # files that nobody named lie in git as well, and are looked through
    others = sorted(
        (Path(parent) / name).relative_to(folder).as_posix()
        for parent, _, names in os.walk(folder)
        for name in names
    )
    for name in dict.fromkeys([*paths, *others]):
        path = folder / name
        if path.is_file() and not path.is_symlink():
            yield name, path


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def dataset_digest(dataset: Dataset) -> str:
    """Names everything in a dataset's folder that the stages read."""
    digest = hashlib.sha256(dataset.id.encode())
    for name, path in inputs(dataset):
        digest.update(b"\0" + name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(file_digest(path).encode())
    return digest.hexdigest()


def key(parts: Iterable[str]) -> str:
    """One name for all that went in, and for the code."""
    return hashlib.sha256("\n".join([code_digest(), *parts]).encode()).hexdigest()[:40]


def get(folder: Path, name: str, dataset: Dataset | None) -> Outcome | None:
    """The outcome kept under that name, its paths those of today; none unless it is whole."""
    from pydantic import ValidationError

    entry = folder / name
    try:
        outcome = _adapter().validate_json((entry / _OUTCOME).read_bytes())
        if outcome.published is None or dataset is None:
            return outcome
        for given in files(outcome.published):
            if (entry / given.name).stat().st_size != given.bytes:
                return None
    except (OSError, ValidationError):
        return None
    published = replace(outcome.published, folder=entry, dataset=dataset)
    return replace(outcome, published=published)


def files(published: Published) -> Iterator[Download]:
    """Everything there is to take away: of the dataset, and of each table."""
    yield from published.downloads
    for table in published.tables:
        yield from (*table.downloads, *table.parts, *table.row_parts)


@contextmanager
def entry(folder: Path) -> Iterator[Path]:
    """A new folder to work in; it is gone afterwards unless `keep` moved it into place."""
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def keep(folder: Path, name: str, work: Path, outcome: Outcome, anew: bool = False) -> Outcome:
    """Keeps the outcome and the files that were written in ``work``; gives it as `get` would.

    Where another run has kept the same meanwhile, that stays, unless all is done ``anew``.
    """
    published = outcome.published
    plain, dataset = outcome, None
    if published:  # an entry holds no path of this computer
        dataset = published.dataset
        bare = replace(dataset, source=replace(dataset.source, folder=Path()))
        plain = replace(outcome, published=replace(published, folder=Path(), dataset=bare))
    (work / _OUTCOME).write_bytes(_adapter().dump_json(plain))
    place(folder, name, work, anew)
    if published is None:
        return outcome
    return replace(outcome, published=replace(published, folder=folder / name))


def place(folder: Path, name: str, work: Path, anew: bool = False) -> None:
    """Moves a finished entry to its place; one that lies there whole already stays."""
    target = folder / name
    for _ in range(10):
        if target.exists() and (anew or not _whole(target)):
            gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=folder))
            with suppress(OSError):  # another run moved it away
                target.replace(gone / name)
            shutil.rmtree(gone, ignore_errors=True)
            anew = False
        try:
            work.replace(target)
        except OSError:
            if not target.is_dir():
                raise
        else:
            return
        if _whole(target):
            return
    raise OSError(f"no place for {target}")


def _whole(entry: Path) -> bool:
    """Whether an entry holds all its files."""
    try:
        outcome = _adapter().validate_json((entry / _OUTCOME).read_bytes())
    except (OSError, ValueError):
        return False
    listed = files(outcome.published) if outcome.published else ()
    return all((entry / given.name).is_file() for given in listed)


def link(path: Path, target: Path) -> None:
    """Lets a file of an entry lie in another place as well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:  # no hard links here
        shutil.copyfile(path, target)


def link_all(entry: Path, target: Path) -> None:
    """Puts the files of an entry into another folder, without its outcome."""
    for name, path in contents(entry):
        if name != _OUTCOME:
            link(path, target / name)


def contents(entry: Path) -> Iterator[tuple[str, Path]]:
    """The name and the path of every file of an entry."""
    for path in sorted(entry.rglob("*")):
        if path.is_file():
            yield path.relative_to(entry).as_posix(), path


class Parsed:
    """Texts that were parsed before: to be called in place of a parser whose values are JSON.

    All lie in one file, with the version of the code that made them; but for those in which
    something personal or exempt stands.
    """

    def __init__(self, folder: Path, parse: Callable[[str], Any], anew: bool = False) -> None:
        self._path, self._parse = folder / "parsed.json", parse
        self._used: dict[str, Any] = {}
        self._known: dict[str, Any] = {}
        if not anew:
            with suppress(OSError, ValueError, AttributeError):
                found = json.loads(self._path.read_bytes())
                if found.get("code") == code_digest():
                    self._known = dict(found["texts"])

    def __call__(self, text: str) -> Any:
        """What the parser makes of the text; its exceptions pass."""
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if name not in self._used:
            if name in self._known:
                self._used[name] = self._known[name]
            else:
                found = self._parse(text)
                if _EXEMPT in text or any(kinds(text)):
                    return found
                self._used[name] = found
        return self._used[name]

    def keep(self) -> None:
        """Keeps what was asked for since the beginning, and nothing else."""
        if self._used.keys() == self._known.keys():
            return
        with entry(self._path.parent) as work:
            fresh = work / self._path.name
            fresh.write_text(json.dumps({"code": code_digest(), "texts": self._used}))
            fresh.replace(self._path)


@contextmanager
def shared(folder: Path) -> Iterator[Callable[[Iterable[str]], None]]:
    """Uses the cache together with other runs. Gives what removes all entries but those named.

    It removes nothing while another run uses the cache, whose entries those may be, and is to
    be called last. The lock goes with its process, also with one that was killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("a") as file:
        _lock(file, alone=False)

        def prune(used: Iterable[str]) -> None:
            if _lock(file, alone=True):
                _prune(folder, used)

        yield prune


def _lock(file: IO[str], *, alone: bool) -> bool:
    """Locks; for one run ``alone`` only where no other has it. Windows has no such locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_EX | fcntl.LOCK_NB) if alone else fcntl.LOCK_SH)
    except OSError:  # another run has it, or the file system knows no locks
        return False
    return True


def _prune(folder: Path, used: Iterable[str]) -> None:
    """Removes the entries that were not used, and what killed runs left."""
    kept = set(used)
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in kept and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
