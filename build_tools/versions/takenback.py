"""Which versions were taken back, those too that hold what was taken back under another address."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .. import decided
from ..model import Portal, Withdrawal
from .log import Line, Span
from .replay import NOTHING


def taken_back(portal: Portal, line: Line, names: Collection[str] = ()) -> Mapping[str, Withdrawal]:
    """The decision about each version that does not go out, by its address.

    ``names``: the other ids of the dataset. A version with all the files of one that was taken
    back by its address is taken back with it: a revert, or another file beside the same table,
    brings nothing back. That does not hold for a day: what was there before a leak may return.
    """
    found = dict[str, Withdrawal]()
    for span in line.spans:
        ids = (*names, line.id)
        complete = line.complete
        given = decided.version_withdrawal(
            portal, span.dataset, span.address, span.date, ids, complete
        )
        if given:
            found[span.address] = given
    single = [(s, found[s.address]) for s in line.spans if _by_address(found.get(s.address))]
    for span in line.spans:
        again = next((given for one, given in single if _holds(span, one)), None)
        if again:
            found.setdefault(span.address, again)
    return found


def _by_address(given: Withdrawal | None) -> bool:
    return given is not None and bool(given.version)


def _holds(span: Span, one: Span) -> bool:
    """Whether a version has all the files of another one."""
    meant = set(one.blobs) - NOTHING
    return bool(meant) and meant <= set(span.blobs)
