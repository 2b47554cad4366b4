"""Decisions about single versions, as the public side can apply them.

The mirror makes a commit of what is shown when it runs, on the day of its data: two versions of a
day are one there, and a version that nobody mirrored is none. An address of this side may so be
another version on that one. What goes along instead is the last day on which the public side may
have got those data: all up to that day is taken back there. A move is no move there either: each
address that a dataset had gets the decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ..history import History
from ..load.descriptor import plain
from ..load.withdrawals import HIDDEN
from ..model import Past, Site

_DATASET, _VERSION, _UNTIL, _TITLE = "dataset", "versi", "versi_sampai", "judul"

_Entries = Sequence[Mapping[str, Any]]


def public(entries: Sequence[Any], site: Site, past: History, known: Collection[str]) -> list[Any]:
    """The entries of `penarikan.yaml` that go along, about datasets in ``known`` (ids) alone.

    Those of a dataset become one where any is about a single version, or about another address
    of it. Where an entry is not valid the public side takes back all, as here. ``past`` is the
    history of this side.
    """
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        if isinstance(entry, Mapping):
            by_id.setdefault(plain(entry.get(_DATASET)), []).append(entry)
    made: list[Any] = [entry for entry in entries if not isinstance(entry, Mapping)]
    for id in sorted(known):
        own, others = by_id.get(id, []), _others(id, site)
        about = [*own, *(entry for other in others for entry in by_id.get(other, ()))]
        if about == own and not any(_VERSION in entry for entry in own):
            made += own
        else:
            made += _one(id, about, {id, *others}, site, past)
    return made


def _others(id: str, site: Site) -> list[str]:
    """The other addresses that a dataset had or has."""
    line = site.pasts.get(id)
    names = [line.moved_to, *line.moved_from] if line else []
    ahead = site.pasts.get(names[0]) if names else None
    names += [*(ahead.moved_from if ahead else ())]
    return [name for name in dict.fromkeys(names) if name not in ("", id)]


def _one(id: str, about: _Entries, names: set[str], site: Site, past: History) -> list[Any]:
    """One entry in place of several: all, or up to the latest day that any of them means."""
    whole = {w.dataset for w in site.portal.withdrawals if not w.version and not w.until} & names
    if whole & {plain(entry.get(_DATASET)) for entry in about}:
        day, taken = "", next(e for e in about if plain(e.get(_DATASET)) in whole)
    else:
        dated = [(_until(entry, site, past), entry) for entry in about]
        day, taken = max(dated, key=lambda pair: pair[0])
    made = {key: value for key, value in taken.items() if key not in (_VERSION, _UNTIL)}
    made |= {_DATASET: id} | ({_UNTIL: day} if day else {})
    if any(plain(entry.get(_TITLE)) == HIDDEN for entry in about):
        made[_TITLE] = HIDDEN
    return [made]


def _until(entry: Mapping[str, Any], site: Site, past: History) -> str:
    """The last day that the mirror's commits of what an entry means may have (ISO date)."""
    address, line = plain(entry.get(_VERSION)), site.pasts.get(plain(entry.get(_DATASET)))
    if not address:
        return plain(entry.get(_UNTIL))
    days = [past.dates(line.id, commit)[1] for commit in _commits(line, past)] if line else []
    return max([address[:10], *days])


def _commits(line: Past, past: History) -> Iterator[str]:
    """The commits while data that were taken back were the newest."""
    ids = [commit.id for commit in past.commits(line.id)]
    newer = ""
    for version in line.versions:
        if version.state == "ditarik" and version.commit:
            start = ids.index(newer) + 1 if newer in ids else 0
            end = ids.index(version.commit) + 1 if version.commit in ids else len(ids)
            yield from ids[start:end]
        newer = version.commit
