"""Which versions were taken back, those too that hold what was taken back under another address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .. import decided
from ..model import Portal, Version, Withdrawal
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


def _by_address(given: Withdrawal | None) -> bool:
    return given is not None and bool(given.version)


def _holds(span: Span, one: Span) -> bool:
    """Whether a version has all the files of another one."""
    meant = set(one.blobs) - NOTHING
    return bool(meant) and meant <= set(span.blobs)
