"""All versions of one dataset: each judged, laid out, and held against the one before.

What was worked out before is taken from the cache, so that the work is proportional to the
versions that are new.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import cache, faults
from ..findings import Finding
from ..history import UnsafeTreeError
from ..load.datasets import DESCRIPTORS, MAX_FILE_BYTES
from ..load.yamlfile import MAX_BYTES, UnreadableError, mapping_of
from ..model import (
    Dataset,
    Difference,
    Download,
    Source,
    TableDifference,
    Version,
)
from ..model.past import VersionKind
from .kept import Judged, Kept, Pair, home, placed
from .numbers import numbers
from .objects import MissingObjectError, ObjectError, Objects
from .task import Task

if TYPE_CHECKING:
    from .differences import Read

#: The finding of a dataset that its office calls exempt.
EXEMPT = "access-excluded"
#: How many versions with their tables lie in memory at once.
_HELD = 3


@dataclass
class Work:
    """The work on one dataset: what is laid out, and the tables that were read last.

    What reads tables is imported where it is needed: mostly the cache has it all.
    """

    task: Task
    cache: Path
    anew: bool
    _known: dict[int, tuple[Dataset | None, list[Finding]]] = field(default_factory=dict)
    _by: dict[int, int] = field(default_factory=dict)  # by which description, of `Span.trees`
    _read: dict[int, Read | None] = field(default_factory=dict)

    def __enter__(self) -> Work:
        self.kept = Kept(home(self.cache, self.task.id), self.anew)
        self.kept.folder.mkdir(parents=True, exist_ok=True)
        self._objects = Objects(self.task.root)
        self._objects.__enter__()
        # In the cache: what a killed run leaves there, the next one removes.
        self._folder = Path(tempfile.mkdtemp(prefix=".new-", dir=self.cache))
        self._withdrawn = list(self.task.withdrawn)
        self._missing = self._exempt = False
        return self

    def _is_exempt(self) -> bool:
        """Whether the office calls the dataset exempt today: then no version of it goes out."""
        from ..checks.access import exempt

        trees = self.task.spans[-1].trees if self.task.spans else ()
        try:
            for entry in self._objects.files(trees[-1][1]) if trees else ():
                if entry.path in DESCRIPTORS:
                    content = self._objects.blob(entry.blob, MAX_BYTES)
                    raw = mapping_of(content, Path(entry.path).suffix)
                    return next(exempt(raw), None) is not None
        except (ObjectError, UnsafeTreeError, UnreadableError):
            return False  # it is judged as what cannot be read
        return False

    def __exit__(self, *problem: object) -> None:
        self._objects.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)

    def versions(self) -> tuple[Version, ...]:
        """Every version, newest first."""
        task = self.task
        self._exempt = self._is_exempt()
        judged: list[Judged] = []
        kinds: list[VersionKind | None] = []
        for at in task.places:  # one after the other, so that few lie on the disk at once
            judged.append(self._judged(at))
            kinds.append(self._kind(at, judged))
            self._again_the_same(at, judged, kinds[at])
        if self._exempt:
            exempt = {"state": "tertahan", "tables": (), "reasons": (EXEMPT,)}
            judged = [replace(found, **exempt) for found in judged]  # type: ignore[arg-type]
        number = list(numbers(kinds)) if task.complete else [""] * len(kinds)
        made = [self._version(at, judged, kinds[at], number[at]) for at in task.places]
        newest_first = tuple(reversed(made))
        # What git could not give may be there another time: nothing is to be remembered of it.
        self.kept.keep_versions("" if self._missing else task.key, newest_first)
        return tuple(replace(v, folder=self.kept.folder) for v in newest_first)

    def _judged(self, at: int) -> Judged:
        key = self.task.entry(at)
        found = self.kept.judged(key)
        if found is None:
            found = self._judge(at)
            if not self._missing:
                self.kept.keep_judged(key, found)
        return found

    def _judge(self, at: int) -> Judged:
        """By the first description with which it may go out: later ones change no address.

        Texts about it are those of the last description, if that may go out too. What the office
        now calls exempt does not go out by an earlier description.
        """
        trees = self.task.spans[at].trees
        last = self._judge_by(at, len(trees) - 1, None) if len(trees) > 1 else None
        if last and EXEMPT in last.reasons:
            return self._readable(at, last)
        found = Judged("tak-terbaca")
        for number in range(len(trees)):
            found = self._judge_by(at, number, self.kept.folder)
            if found.state == "terbit":
                break
        found = self._readable(at, found)
        if self.task.withdrawn[at]:  # nothing of it is to be remembered
            kept = (found.origin, found.agencies)
            return Judged(found.state, *kept, tree=found.tree, readable=found.readable)
        if found.state != "terbit" or last is None or last.state != "terbit":
            return found
        texts = ("origin", "agencies", "title", "period", "licences", "errors")
        return replace(found, **{name: getattr(last, name) for name in texts})

    def _judge_by(self, at: int, number: int, files: Path | None) -> Judged:
        """Judges a version by one of its descriptions."""
        from . import gate

        task, span = self.task, self.task.spans[at]
        self._drop(at)
        self._by[at] = number
        dataset, problems = self._loaded(at)
        wanted = None if task.withdrawn[at] else files
        made = gate.judge(
            dataset, problems, task.portal, task.waivers, (span.date, task.day(at)), wanted
        )
        return replace(made, tree=span.trees[number][1])

    def _readable(self, at: int, found: Judged) -> Judged:
        return replace(found, readable=self._tables(at, found) is not None)

    def _loaded(self, at: int) -> tuple[Dataset | None, list[Finding]]:
        """The version laid out in its folder, and what its description says."""
        from . import gate

        if at not in self._known:
            id, tree = self.task.spans[at].trees[self._by.get(at, 0)]
            folder = self._folder / str(at) / id
            folder.mkdir(parents=True)
            try:
                self._objects.write(tree, folder)
            except MissingObjectError:
                self._missing = True
                self._known[at] = None, []
            except (ObjectError, UnsafeTreeError, OSError) as problem:
                if faults.of_computer(problem, self._folder):
                    raise
                self._known[at] = None, []  # too deep, too many files, a name that no disk takes
            else:
                names = {path.name for path in folder.iterdir()}
                descriptor = next((name for name in DESCRIPTORS if name in names), "")
                self._known[at] = gate.loaded(Source(id, folder, descriptor), self.task.portal)
        return self._known[at]

    def _drop(self, at: int) -> None:
        """Forgets a version that was laid out."""
        self._known.pop(at, None)
        shutil.rmtree(self._folder / str(at), ignore_errors=True)

    def _tables(self, at: int, found: Judged) -> Read | None:
        """The tables of a version; those read last are kept, their files are not."""
        from . import gate

        if at not in self._read:
            while len(self._read) >= _HELD:
                self._read.pop(next(iter(self._read)))
            trees = [tree for _, tree in self.task.spans[at].trees]
            if at not in self._known and found.tree in trees:
                self._by[at] = trees.index(found.tree)
            self._read[at] = gate.read(self._loaded(at)[0])
            self._drop(at)
        return self._read[at]

    def _first(self, at: int) -> int:
        """The place of the first version of the same dataset, where others moved away from here."""
        spans = self.task.spans
        return next((b for b in range(at, 0, -1) if spans[b].begins), 0)

    def _kind(self, at: int, judged: Sequence[Judged]) -> VersionKind | None:
        """What a version changed against the one before that can be read, whatever its state."""
        if not judged[at].readable:
            return None
        first = self._first(at)
        before = next((b for b in range(at - 1, first - 1, -1) if judged[b].readable), None)
        if before is None:
            return "awal" if self.task.complete or first else None
        pair = self._pair(before, at, judged)
        return pair.kind if pair else None

    def _again_the_same(self, at: int, judged: list[Judged], kind: VersionKind | None) -> None:
        """Takes a version back that only writes again what was taken back before it."""
        before = next((b for b in range(at - 1, -1, -1) if judged[b].readable), None)
        given = self._withdrawn[before] if before is not None else None
        if given and given.version and kind == "sama" and not self._withdrawn[at]:
            self._withdrawn[at] = given

    def _pair(self, before: int, at: int, judged: Sequence[Judged]) -> Pair | None:
        """Both versions held against each other; none where one cannot be read."""
        public = all(self._is_out(n, judged) for n in (before, at))
        one, other = self.task.entry(before), self.task.entry(at)
        key = cache.key([one, other, "pair" if public else "kind"])
        found = self.kept.pair(key)
        if found is None:
            old, new = self._tables(before, judged[before]), self._tables(at, judged[at])
            if old is None or new is None:
                return None
            found = self._compared(old, new, public)
            if not self._missing:
                self.kept.keep_pair(key, found)
        return found

    def _is_out(self, at: int, judged: Sequence[Judged]) -> bool:
        held = self._exempt or self._withdrawn[at]
        return judged[at].state == "terbit" and not held

    def _compared(self, old: Read, new: Read, public: bool) -> Pair:
        from .differences import compare

        if not public:
            return Pair(compare(old, new).kind)
        into = self._folder / "beda"
        into.mkdir(exist_ok=True)
        made = compare(old, new, into)
        return Pair(made.kind, tuple(self._with_file(table, into) for table in made.tables))

    def _with_file(self, table: TableDifference, into: Path) -> TableDifference:
        """The difference with its file, which moves to the kept ones."""
        name = f"beda-{table.table}.csv"
        if not (into / name).is_file():
            return table
        fresh = self.kept.folder / f".new-{os.getpid()}-{name}"
        shutil.move(into / name, fresh)
        if fresh.stat().st_size > MAX_FILE_BYTES:
            fresh.unlink()
            return table
        file: Download = placed(fresh, name, table.table)
        return replace(table, file=file)

    def _version(
        self, at: int, judged: Sequence[Judged], kind: VersionKind | None, number: str
    ) -> Version:
        span, found = self.task.spans[at], judged[at]
        owner = span.born.split("/")[0]
        named = found.agencies if span.born == span.dataset else (owner,)  # who had it then
        known = tuple(id for id in named if self.task.portal.agency(id))
        made = Version(
            address=span.address,
            date=span.date,
            commit=span.commit,
            state="ditarik" if self._withdrawn[at] else found.state,
            dataset=span.born,
            origin=found.origin,
            agencies=known,
            strange_clock=span.strange_clock,
            withdrawn=self._withdrawn[at],
            reasons=() if self._withdrawn[at] or found.state != "tertahan" else found.reasons,
        )
        if not self._is_out(at, judged):
            return made
        before = [b for b in range(self._first(at), at) if self._is_out(b, judged)]
        difference = None
        if before:
            pair = self._pair(before[-1], at, judged)
            if pair:
                difference = Difference(self.task.spans[before[-1]].address, pair.tables)
        return replace(
            made,
            number=number,
            kind=kind,
            title=found.title,
            message=span.message,
            period=found.period,
            licences=found.licences,
            tables=found.tables,
            difference=difference,
            errors=found.errors,
        )
