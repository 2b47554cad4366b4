"""The batches of a table, with everything that is wrong in it by the rules of Table Schema.

Verdicts are frictionless' own. A plain CSV file is read in pieces, on several threads; where it
is odd, Python's reader takes over, for that piece or from there on. A resource whose dialect
or header asks for more goes to frictionless as a whole.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from ..findings import Finding, error
from ..model import Resource
from . import explain, read
from .batch import ROWS, Batch
from .bounded import once
from .keys import Keys
from .prove import Judge, Looks, Proved
from .tokens import OddQuotesError, Piece, Tokens, form_of

#: What a batch comes with: what is wrong in it.
Judged = tuple[Batch | None, list[Finding]]

NO_LOOKS: Looks = {}

_threads = 2


def use_threads(count: int) -> None:
    """How many threads read one table from now on (in this process)."""
    global _threads
    _threads = max(1, count)


def batches(
    folder: Path,
    resource: Resource,
    looks: Looks = NO_LOOKS,
    odd: Callable[[], None] = lambda: None,
) -> Iterator[Judged]:
    """Every batch of the table, in order, with what is wrong in it.

    Findings of the header come first, those that need the whole table last, with no batch.
    ``looks`` are made at each batch where it is read, perhaps in another thread and out of
    order; what they give is in `Batch.looked`. ``odd`` is called where quotes of the file stand
    where they should not.
    """
    told: set[str] = set()
    try:
        for batch, found in _batches(folder, resource, looks, odd):
            yield batch, once(found, told, resource)
    except (csv.Error, UnicodeError, TypeError, ArithmeticError, read.BlankRowsError) as problem:
        # TypeError: a bound with a time zone, cells without one (or the other way round)
        # ArithmeticError: a bound that is a signaling NaN
        note = str(problem) or type(problem).__name__
        yield None, [error("source-error", file=resource.path, note=note)]


def _batches(
    folder: Path, resource: Resource, looks: Looks, odd: Callable[[], None]
) -> Iterator[Judged]:
    judge = Judge(resource)
    opened = _opened(folder, resource, judge, looks, odd)
    if opened is None:
        yield from _whole(folder, resource, judge, looks)
        return
    header, stream = opened
    if header:
        yield None, header
    keys = Keys(judge.caster)
    for batch, found in stream:
        yield batch, found + keys.add(batch)
    found = list(keys.end(lambda: _again(folder, resource, judge)))
    if found:
        yield None, found


def _again(folder: Path, resource: Resource, judge: Judge) -> Iterator[Batch]:
    """The batches once more, their cells only."""
    judge.proving = False
    opened = _opened(folder, resource, judge, NO_LOOKS)
    return (batch for batch, _ in opened[1]) if opened else iter(())


def _opened(
    folder: Path,
    resource: Resource,
    judge: Judge,
    looks: Looks,
    odd: Callable[[], None] = lambda: None,
) -> tuple[list[Finding], Iterator[tuple[Batch, list[Finding]]]] | None:
    """What is wrong with the header, and the batches; None: only frictionless can tell."""
    form = None if resource.recipe else form_of(resource)
    if form:
        tokens = Tokens(folder / resource.path, resource, form)
        labels, stream = tokens.labels, _pieces(tokens, judge, looks, odd)
        first = form.header + 1
    elif _by_records(resource):
        records = read.records(folder, resource)
        number = read.header_rows(resource)[0]
        labels = next(islice(records, number - 1, number), None)
        stream, first = _records(records, judge, looks), number + 1
    else:
        return None
    if resource.fields_match != "exact" or resource.dialect.get("commentChar"):
        return None
    if resource.dialect.get("commentRows") or labels is None:
        return None
    if len(labels) != len(resource.fields):
        return None
    return judge.header(labels), _numbered(stream, judge, first)


def _by_records(resource: Resource) -> bool:
    """Whether its records come one by one, below a header of one row."""
    one = bool(resource.fields) and len(read.header_rows(resource)) == 1
    return one and (resource.recipe is not None or resource.kind != "csv")


def _numbered(
    stream: Iterable[Proved], judge: Judge, first: int
) -> Iterator[tuple[Batch, list[Finding]]]:
    for proved in stream:
        batch, found = judge.numbered(proved, first)
        first += len(batch)
        if len(batch):
            yield batch, found


def _pieces(
    tokens: Tokens, judge: Judge, looks: Looks, odd: Callable[[], None]
) -> Iterator[Proved]:
    """The pieces of a file, proved on several threads and given in order."""

    def work(piece: Piece) -> Proved:
        table = tokens.table(piece)
        if table is None:
            return judge.looked(judge.records(tokens.records(piece)), looks)
        return judge.looked(judge.columns(table.columns), looks)

    at = tokens.start
    waiting: deque[tuple[Piece, Future[Proved] | None]] = deque()
    pool = ThreadPoolExecutor(_threads) if _threads > 1 and tokens.many else None
    try:
        for piece in tokens.pieces():
            waiting.append((piece, pool.submit(work, piece) if pool else None))
            while len(waiting) > (2 * _threads if pool else 0):
                oldest, done = waiting.popleft()
                yield done.result() if done else work(oldest)
                at = oldest.offset + len(oldest.data)
        while waiting:
            oldest, done = waiting.popleft()
            yield done.result() if done else work(oldest)
            at = oldest.offset + len(oldest.data)
        return
    except OddQuotesError:
        odd()
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)
    yield from _records(tokens.records_from(at), judge, looks)


def _records(records: Iterator[list[str]], judge: Judge, looks: Looks) -> Iterator[Proved]:
    while chunk := list(islice(records, ROWS)):
        yield judge.looked(judge.records(chunk), looks)


def _whole(folder: Path, resource: Resource, judge: Judge, looks: Looks) -> Iterator[Judged]:
    """frictionless reads it all."""
    rows = explain.rows(folder, resource)
    while chunk := list(islice(rows, ROWS)):
        found = [finding for _, problems in chunk for finding in problems]
        width = len(judge.caster.fields)
        good = [(row.number, row.cells[:width]) for row, _ in chunk if row]
        batch = Batch.of_rows(judge.caster, good) if good else None
        if batch:
            batch.looked = {name: look(batch) for name, look in looks.items()}
        yield batch, found
