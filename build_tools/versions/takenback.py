"""Which versions were taken back, under whatever address each is shown.

What a decision names is looked up once, at the address that it names; what is taken back is the
version itself, a commit's data, in every line that has it: addresses of one dataset may be those
of another one after a move.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from ..model import Portal, Version, Withdrawal
from .log import Line, Span
from .objects import ObjectError, Objects
from .replay import NOTHING

#: A version: the commit that brought it, and the dataset's id there.
_Meant = tuple[str, str]
_BOM, _CRLF = b"\xef\xbb\xbf", b"\r\n"


def decisions(
    portal: Portal, lines: Mapping[str, Line], objects: Objects
) -> Mapping[str, Mapping[str, Withdrawal]]:
    """The decision about each version that was taken back, by id and address.

    Where an entry names an address that there is not, or the beginning of the history is not
    there, all versions of its dataset count as meant: nothing that was taken back comes back by
    a slip. What a version that was named brought is taken back in other versions and datasets
    too, also with other line ends. That does not hold for a day: what was there before a leak may
    return.
    """
    if not portal.withdrawals:
        return {}
    meant: dict[_Meant, Withdrawal] = {}
    for given in sorted(portal.withdrawals, key=lambda w: (bool(w.version), bool(w.until))):
        line = lines.get(given.dataset)
        for span in _spans(given, line) if line else ():
            meant.setdefault((span.commit, span.born), given)
    for given in portal.withdrawals:
        line = lines.get(given.dataset)
        at = _named(given, line) if line else None
        if line is None or at is None:
            continue
        brought = _brought(line.spans, at)
        for other in lines.values():
            for span in _with(brought, other, other is line, at, objects):
                meant.setdefault((span.commit, span.born), given)
    return {
        id: {
            span.address: meant[span.commit, span.born]
            for span in line.spans
            if (span.commit, span.born) in meant
        }
        for id, line in lines.items()
    }


def _spans(given: Withdrawal, line: Line) -> Sequence[Span]:
    """The versions that a decision is about."""
    if not line.complete or not (given.until or given.version):
        return line.spans
    if given.until:  # in their order: a clock that was ahead makes none newer
        old = [at for at, s in enumerate(line.spans) if not s.date or s.date <= given.until]
        return line.spans[: old[-1] + 1] if old else ()
    at = _named(given, line)
    if at is not None:
        return line.spans[at : at + 1]
    return () if given.erased else line.spans


def _named(given: Withdrawal, line: Line) -> int | None:
    """The place of the version whose address a decision names."""
    places = (at for at, span in enumerate(line.spans) if span.address == given.version)
    return next(places, None) if given.version else None


def _brought(spans: Sequence[Span], at: int) -> frozenset[str]:
    """The contents of tables that came with a version; all of them where none is new."""
    own = frozenset(spans[at].blobs) - NOTHING
    before = frozenset(spans[at - 1].blobs) if at and not spans[at].begins else frozenset()
    return own - before or own


def _with(
    brought: frozenset[str], line: Line, same: bool, at: int, objects: Objects
) -> Iterator[Span]:
    """The versions of a line that have all those contents; of the same dataset also rewritten."""
    if not brought:
        return
    texts: frozenset[str] | None = None
    for place, span in enumerate(line.spans):
        if brought <= frozenset(span.blobs):
            yield span
        elif same and place > at and len(span.blobs) >= len(brought):
            if texts is None:
                texts = frozenset(_text(blob, objects) for blob in brought)
            if texts <= {_text(blob, objects) for blob in span.blobs}:
                yield span


def _text(blob: str, objects: Objects) -> str:
    """Names a table's text whatever its line ends; of a large or lost one its bytes."""
    try:
        content = objects.blob(blob)
    except ObjectError:
        return blob
    plain = content.removeprefix(_BOM).replace(_CRLF, b"\n").rstrip(b"\n")
    return hashlib.sha256(plain).hexdigest()


def with_erased(portal: Portal, id: str, versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions of a dataset, newest first, with those that git holds no more (`sudah_dihapus`).

    Their addresses were public: each keeps a page that says that it was taken back.
    """
    found, known = list(versions), {version.address for version in versions}
    for given in portal.withdrawals:
        if given.dataset == id and given.erased and given.version not in {"", *known}:
            day = given.version[:10]
            at = next((n for n, v in enumerate(found) if v.date <= day), len(found))
            made = Version(given.version, day, "", "ditarik", dataset=id, withdrawn=given)
            found.insert(at, made)
    return tuple(found)
