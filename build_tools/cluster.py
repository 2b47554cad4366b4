"""Jobs on other computers: an existing Dask cluster, reached through its scheduler.

A parcel is a value without a path of this computer. Its files travel by their content through
a store that both sides reach, and what a worker makes of them comes back as entries of the
cache. A worker that dies loses nothing: its parcels are given to another.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from . import cache, jobs
from .cache import Outcome
from .jobs import Job
from .model import Dataset
from .store import Store

#: How often a parcel is given out again when the worker that has it dies.
RETRIES = 5
TIMEOUT = 20  # seconds to reach the scheduler and a first worker

#: The files of a folder: path below it, SHA-256.
Files = tuple[tuple[str, str], ...]


class ClusterError(Exception):
    """The cluster cannot be used: the code of the words that say why, and their values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job for another computer."""

    job: Job  # its folders are relative
    files: Files
    store: str
    code: str  # the version of the program that gives it out


def do(parcel: Parcel) -> Mapping[str, Files] | str:
    """Does a job here, for another computer; gives the entries that it put into the store.

    A text is the traceback of a bug.
    """
    if cache.code_digest() != parcel.code:
        raise ClusterError("cluster_code")
    jobs.one_thread()
    store = Store(parcel.store)
    with tempfile.TemporaryDirectory(prefix="terbuka-") as folder:
        root = Path(folder)
        for name, digest in parcel.files:
            store.get(digest, root / name)
        made = root / "cache"
        outcome = jobs.do(_moved(parcel.job, root), made)
        if isinstance(outcome, str):
            return outcome
        return _send(made, store)


def _send(made: Path, store: Store) -> Mapping[str, Files]:
    """Puts the entries of a cache into the store; what two of them share goes once."""
    digests: dict[int, str] = {}
    sent = {}
    for entry in made.iterdir():
        files = []
        for name, path in cache.contents(entry):
            number = path.stat().st_ino
            if number not in digests:
                digests[number] = cache.file_digest(path)
                store.put(path, digests[number], final=True)
            files.append((name, digests[number]))
        sent[entry.name] = tuple(files)
    return sent


def _moved(job: Job, root: Path) -> Job:
    """The job with its datasets below that folder."""

    def moved(dataset: Dataset) -> Dataset:
        folder = root / "datasets" / dataset.id
        return replace(dataset, source=replace(dataset.source, folder=folder))

    references = {name: moved(dataset) for name, dataset in job.references.items()}
    return replace(job, dataset=moved(job.dataset), references=references)


class Way:
    """The way to a cluster and back: packs jobs, and takes in what was made of them."""

    def __init__(self, scheduler: str, store: str, folder: Path, anew: bool = False) -> None:
        self._scheduler, self._url, self._folder, self._anew = scheduler, store, folder, anew
        try:
            self._store = Store(store)
        except ImportError as problem:
            raise ClusterError("cluster_missing", module=problem.name) from problem
        except (OSError, ValueError) as problem:
            raise ClusterError("cluster_store", store=store, note=problem) from problem
        self._sent: set[str] = set()

    @contextmanager
    def executor(self) -> Iterator[Executor]:
        """The cluster as an executor; raises `ClusterError`."""
        try:
            import distributed
        except ImportError as problem:
            raise ClusterError("cluster_missing", module=problem.name) from problem
        try:
            client = cast(Any, distributed).Client(
                self._scheduler, timeout=TIMEOUT, set_as_default=False
            )
            client.wait_for_workers(1, timeout=TIMEOUT)
        except (OSError, TimeoutError, ValueError) as problem:
            raise ClusterError("cluster_reach", address=self._scheduler) from problem
        with client:
            try:
                codes = set(client.run(cache.code_digest).values())
            except ImportError as problem:
                raise ClusterError("cluster_code") from problem
            if codes != {cache.code_digest()}:
                raise ClusterError("cluster_code")
            executor: Executor = client.get_executor(retries=RETRIES, pure=False)
            yield executor
        self._store.prune()

    def pack(self, job: Job) -> Parcel:
        """A job for another computer; what it reads is put into the store."""
        files = {}
        for dataset in (job.dataset, *job.references.values()):
            for name, path in cache.inputs(dataset):
                digest = cache.file_digest(path)
                files[f"datasets/{dataset.id}/{name}"] = digest
                if digest not in self._sent:
                    self._store.put(path, digest)
                    self._sent.add(digest)
        return Parcel(_moved(job, Path()), tuple(files.items()), self._url, cache.code_digest())

    def unpack(self, job: Job, answer: Mapping[str, Files] | str | None) -> Outcome | str:
        """Takes the entries of an answer into the cache of this computer."""
        if answer is None or isinstance(answer, str):
            return answer or "the worker ended"
        with cache.entry(self._folder) as arrived:
            for digest in {digest for files in answer.values() for _, digest in files}:
                self._store.get(digest, arrived / digest)
            for name, files in answer.items():
                with cache.entry(self._folder) as work:
                    for file, digest in files:
                        cache.link(arrived / digest, work / file)
                    cache.place(self._folder, name, work, self._anew)
        return jobs.known(job, self._folder) or "the cluster's answer cannot be read"
