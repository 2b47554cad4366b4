"""The comparison of everything that a proposal touches: `terbuka changes` without its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from .. import load
from ..findings import Finding, Severity, is_for_staff
from ..load.datasets import DESCRIPTORS
from ..model import Dataset, Portal, Source
from ..options import Options
from ..privacy.kinds import KINDS
from .base import Changes, DatasetChange, Thresholds
from .compare import compare
from .versions import Touched, touched, tree_before

#: Checks the datasets of a portal that are named in the options: all that was found.
Check = Callable[[Options], Sequence[Finding]]
#: Findings after which no value of a dataset is shown: it holds what must not be public, or not
#: all of it was looked through.
_HIDING = frozenset(
    {*KINDS, "personal-waived", "access-excluded", "dataset-withdrawn"}
    | {"constraint-invalid", "source-error", "file-unread", "internal-error"}
)


def changes(
    options: Options, base: str, check: Check, waiting: Callable[[], Iterable[Finding]] = tuple
) -> Changes:
    """What becomes of each dataset that git says is touched; see `versions.touched`.

    ``check`` is asked once for the versions that lie there and once for those before;
    ``waiting`` tells of all files in ``_baru``, of which those that are touched are kept; so are
    the errors of files that lie beside the datasets.
    """
    given = touched(options.root, base)
    portal = load.load_portal(options.root, options.as_of)
    now = {source.id: source for source in load.discover(options.root)}
    around = _referring(now, portal, given.ids)
    there = tuple(id for id in (*given.ids, *around) if id in now)
    checked = _by_id(check(replace(options, only=there)) if there else (), there)
    made = _compared(options, portal, given, now, checked, check)
    made += [
        DatasetChange(id, dataset.title.main, "acuan")
        for id, dataset in around.items()
        if any(f.severity is not Severity.NOTICE for f in checked.get(id, ()))
    ]
    held = {id for id, found in checked.items() if _holds(found)}
    held |= {change.id for change in made if _holds(change.findings)}
    told = {id: tuple(f for f in found if is_for_staff(f)) for id, found in checked.items()}
    dropped = tuple(f for f in waiting() if f.file in given.others) if given.others else ()
    astray = tuple(_astray(options.root, given.others)) if given.others else ()
    told_of = {f.file for f in (*dropped, *astray)}
    others = tuple(name for name in given.others if name not in told_of)
    beside = (others, dropped, astray)
    return Changes(given.base, given.date, tuple(made), told, frozenset(held), *beside)


def _astray(root: Path, names: Sequence[str]) -> Iterator[Finding]:
    """The errors that no dataset has, of these files."""
    for finding in load.strays(root):
        if finding.severity is Severity.ERROR and finding.file in names:
            yield finding


def _compared(
    options: Options,
    portal: Portal,
    given: Touched,
    now: Mapping[str, Source],
    checked: Mapping[str, tuple[Finding, ...]],
    check: Check,
) -> list[DatasetChange]:
    limits = Thresholds.of(portal.plausibility)
    with tree_before(options.root, given, given.ids) as before:
        old = {source.id: source for source in load.discover(before) if source.id in given.ids}
        earlier = replace(options, root=before, only=tuple(old))
        found = _by_id(check(earlier) if old else (), tuple(old))
        made = []
        for id in given.ids:
            was, is_now = (_loaded(versions.get(id), portal) for versions in (old, now))
            if was is None and is_now is None:
                if id in now or id in old:
                    made.append(DatasetChange(id, "", "ubah", unread=True))
                continue
            hidden = any(f.code in _HIDING for f in (*checked.get(id, ()), *found.get(id, ())))
            change = compare(
                id,
                was,
                is_now,
                limits,
                hidden=hidden,
                checked=checked.get(id, ()),
                accepted=load.in_force(is_now, options.as_of) if is_now else (),
            )
            lost = (was is None and id in old) or (is_now is None and id in now)
            kind = "ubah" if id in old and id in now else change.kind
            made.append(replace(change, kind=kind, unread=change.unread or lost))
        return made


def _loaded(source: Source | None, portal: Portal) -> Dataset | None:
    return load.load(source, portal)[0] if source else None


def _by_id(found: Sequence[Finding], ids: tuple[str, ...]) -> dict[str, tuple[Finding, ...]]:
    told: dict[str, list[Finding]] = {id: [] for id in ids}
    for finding in found:
        if finding.dataset in told:
            told[finding.dataset].append(finding)
    return {id: tuple(given) for id, given in told.items()}


def _holds(found: Sequence[Finding]) -> bool:
    return any(f.severity is Severity.ERROR or f.code == "dataset-withdrawn" for f in found)


def _referring(now: Mapping[str, Source], portal: Portal, ids: Sequence[str]) -> dict[str, Dataset]:
    """The datasets that are not touched themselves but refer to one that is."""
    found = {}
    for id, source in now.items():
        words = (*ids, "sdi:kodeWilayah") if ids else ()
        if id in ids or not _names_one(source.folder, source.descriptor, words):
            continue
        dataset, _ = load.load(source, portal)
        if dataset and not dataset.referred.isdisjoint(ids):
            found[id] = dataset
    return found


def _names_one(folder: Path, descriptor: str, ids: Sequence[str]) -> bool:
    """Whether one of the ids stands in the text of a descriptor: most need not be read."""
    if descriptor not in DESCRIPTORS or not ids:
        return False
    try:
        text = (folder / descriptor).read_bytes()
    except OSError:
        return False
    return any(id.encode() in text for id in ids)
