"""The past of every dataset of a portal: from git's lines to `model.Past`, by way of the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .. import decided
from ..findings import Finding, error
from ..history import History
from ..load.decisions import is_id
from ..load.moves import ToldMove
from ..model import Past, Portal, Stated, TableDifference, Version, Withdrawal
from . import messages, rewritten, takenback, work
from .kept import home
from .log import Line, lines
from .moves import found
from .objects import Objects
from .stated import stated
from .takenback import with_erased
from .work import Task


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pasts are made from."""

    portal: Portal
    history: History
    lines: Mapping[str, Line]  # by id, see `log.lines`
    cache: Path
    today: Mapping[str, str] = field(default_factory=dict)  # see `Task.today`, by id
    workers: int = 0
    anew: bool = False
    parse: Callable[[str], object] | None = None  # in place of `load.parse_yaml`
    progress: Callable[[int, int], None] = lambda done, of: None
    taken: Mapping[str, Mapping[str, Withdrawal]] = field(default_factory=dict)  # `decisions`


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pasts by id; findings; the entries of the cache that were used; tracebacks of bugs."""

    pasts: Mapping[str, Past]
    findings: tuple[Finding, ...] = ()
    used: frozenset[str] = frozenset()
    crashes: tuple[str, ...] = ()


def known_lines(portal: Portal, past: History, told: Sequence[ToldMove] = ()) -> Mapping[str, Line]:
    """The versions that each dataset had, by id; ``told``: moves that git cannot show."""
    with Objects(portal.root) as objects:
        shown = messages.shown(portal)
        return lines(past, found(past, told), objects, portal.as_of.isoformat(), shown)


def decisions(portal: Portal, lines: Mapping[str, Line]) -> Mapping[str, Mapping[str, Withdrawal]]:
    """The decision about each version that was taken back, by id and address."""
    with Objects(portal.root) as objects:
        return takenback.decisions(portal, lines, objects)


def gather(asked: Asked) -> Gathered:
    """Every dataset that ever was committed, but those that were taken back as a whole."""
    with Objects(asked.portal.root) as objects:
        told = {line.id: line for line in asked.lines.values() if _wanted(asked.portal, line)}
        said = {id: stated(line, objects, asked.parse) for id, line in told.items()}
    tasks = [_task(asked, line, told) for line in told.values()]

    def progress(done: int) -> None:
        asked.progress(done, len(tasks))

    made = work.versions(tasks, asked.cache, asked.workers, asked.anew, progress)
    pasts, crashes = {}, []
    today = asked.portal.as_of.isoformat()
    for task, versions in zip(tasks, made, strict=True):
        if isinstance(versions, str):
            crashes.append((task.id, versions))
            continue
        line = told[task.id]
        stated_ = _out(line, said[task.id], versions)
        past = Past(
            id=task.id,
            versions=with_erased(asked.portal, task.id, versions),
            stated=stated_,
            complete=line.complete,
            moved_from=line.moved_from,
            moved_to=line.moved_to,
            gone_on=line.gone_on,
            title=work.shown_title(versions),
            released=max((s.date for s in stated_ if s.data and s.date <= today), default=""),
        )
        if not past.gone_on or past.moved_to or past.title:
            pasts[task.id] = past
    findings = [_crashed(id, trace) for id, trace in crashes]
    findings += rewritten.rewritten(asked.cache, asked.history, asked.lines)
    used = frozenset(home(asked.cache, task.id).name for task in tasks)
    return Gathered(pasts, tuple(findings), used, tuple(trace for _, trace in crashes))


def _out(line: Line, said: Sequence[Stated], versions: Sequence[Version]) -> tuple[Stated, ...]:
    """What was stated; only a release of new data keeps a promise."""
    kept = {v.commit: _is_release(versions, at) for at, v in enumerate(versions)}
    return tuple(
        replace(one, data=one.data and kept.get(event.commit, True))
        for event, one in zip(line.events, said, strict=True)
    )


def _is_release(versions: Sequence[Version], at: int) -> bool:
    """Whether a version (newest first) brought new data: rows, a table, or another period.

    Neither one that never went out or was taken back, nor a correction, nor rows or columns that
    only go or come without rows.
    """
    version = versions[at]
    if version.state != "terbit":
        return False
    older = next((v for v in versions[at + 1 :] if v.state == "terbit"), None)
    if older is None or older.period != version.period or version.difference is None:
        return True
    return any(_brings_rows(table) for table in version.difference.tables)


def _brings_rows(table: TableDifference) -> bool:
    """Whether there are rows that were not there; without a key a changed row comes and goes."""
    return table.added > (0 if table.pairing == "kunci" else table.removed)


def addresses(line: Line, commits: Iterable[str]) -> Mapping[str, str]:
    """The address of the version that each of a dataset's own commits belongs to.

    ``commits``: the ids of all that touched its folder, newest first. Under the empty id stands
    the address of the newest version.
    """
    begun = {span.commit: span.address for span in line.spans}
    found, current = dict[str, str](), ""
    for commit in reversed(list(commits)):
        current = begun.get(commit, current)
        found[commit] = current
    return {**found, "": line.spans[-1].address if line.spans else ""}


def _crashed(id: str, trace: str) -> Finding:
    last = trace.strip().splitlines()[-1][:300]
    return error("internal-error", dataset=id, note=last)


def _wanted(portal: Portal, line: Line) -> bool:
    """Whether an id can be an address, and was not taken back as a whole."""
    return is_id(line.id) and not decided.all_withdrawn(portal, line.id)


def _task(asked: Asked, line: Line, known: Mapping[str, Line]) -> Task:
    portal = asked.portal
    names = tuple(dict.fromkeys((line.id, *_ahead(line, known), *line.moved_from)))
    meant = asked.taken.get(line.id, {})
    withdrawn = tuple(meant.get(span.address) for span in line.spans)
    waivers = tuple(w for id in names for w in decided.waivers(portal, id))
    bare = replace(portal, synonyms=(), places=(), waivers=(), withdrawals=(), withheld=())
    return Task(
        id=line.id,
        root=portal.root,
        spans=line.spans,
        portal=bare,
        waivers=waivers,
        withdrawn=withdrawn,
        complete=line.complete,
        today=asked.today.get(line.id, ""),
    )


def _ahead(line: Line, known: Mapping[str, Line]) -> Iterator[str]:
    """The addresses that a dataset moved to, one after the other."""
    seen = {line.id}
    while line.moved_to and line.moved_to not in seen:
        seen.add(line.moved_to)
        yield line.moved_to
        if line.moved_to not in known:
            return
        line = known[line.moved_to]
