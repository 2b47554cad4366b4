"""What was decided about datasets, as a run applies it: what was taken back, what was waived."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from .findings import Finding, Severity, error, warning
from .history import History
from .load.waivers import WAIVERS
from .load.withdrawals import WITHDRAWALS
from .model import Dataset, Portal, Source, Text, Waiver, Withdrawal
from .privacy.kinds import KINDS
from .privacy.names import persons
from .privacy.text import kinds

#: Findings after which nothing of what was public before may stay on this computer.
_TAKEN_BACK = {"access-excluded", "dataset-withdrawn", *KINDS}


def withdrawal(
    portal: Portal,
    id: str,
    past: History,
    commit: str = "",
    addresses: Mapping[str, str] | None = None,
    earlier: Collection[str] = (),
) -> Withdrawal | None:
    """The decision by which a version of a dataset does not go out; none: it may.

    ``commit`` names the version; empty: the one that lies there. ``addresses`` gives the address
    of the version that each commit belongs to, under the empty id that of the newest. ``earlier``:
    the ids that the dataset had before it moved; what was decided under them holds.

    A version whose data is of no known day counts as an old one, and so does every version where
    the history is cut off. One without an address counts as the version that was taken back where
    its data is of that day or before.
    """
    given = _about(portal, id, earlier)
    if not given or _of_all(given[0]):
        return given[0] if given else None
    if past.shallow:
        return given[0]
    known = addresses or {}
    address = known.get(commit, "")
    if not commit and not address:
        address = known.get(next((c.id for c in past.commits(id)), ""), "")
    updated = past.dates(id, commit)[1]
    return next((one for one in given if _meant(one, address, updated)), None)


def version_withdrawal(
    portal: Portal,
    id: str,
    address: str,
    date: str,
    earlier: Collection[str] = (),
    complete: bool = True,
) -> Withdrawal | None:
    """The decision by which the version of that address was taken back; none: it was not.

    ``date``: ISO day of its data; empty: not known, and it counts as an old one. ``earlier``: the
    other ids that it is shown under. Where the history is not ``complete`` the days of its commits
    are not those of the data: any decision about the dataset holds.
    """
    given = _about(portal, id, earlier)
    if not complete:
        return next(iter(given), None)
    return next((one for one in given if _meant(one, address, date)), None)


def unknown_versions(
    portal: Portal, known: Mapping[str, Collection[str]], shallow: bool = False
) -> Iterator[Finding]:
    """The withdrawals of a version that no dataset has; ``known``: the addresses by id.

    An error, since what was meant may still be online; a warning where the history is cut off, or
    there is none of that dataset. Nothing where the entry says that git holds it no more.
    """
    for given in portal.withdrawals:
        there = known.get(given.dataset)
        if not given.version or given.erased or given.version in (there or ()):
            continue
        near = difflib.get_close_matches(given.version, sorted(there or ()), n=1, cutoff=0)
        case = "shallow" if shallow else "version" if there else "history"
        made = error if case == "version" else warning
        facts = {"id": given.dataset, "version": given.version, "near": near[0] if near else "-"}
        yield made("withdrawal-version-unknown", file=WITHDRAWALS, case=case, **facts)


def _about(portal: Portal, id: str, earlier: Collection[str] = ()) -> list[Withdrawal]:
    """What was decided about a dataset: first what takes back most."""
    ids = {id, *earlier}
    given = [w for w in portal.withdrawals if w.dataset in ids]
    return sorted(given, key=lambda w: (bool(w.version), bool(w.until)))


def _of_all(given: Withdrawal) -> bool:
    return not given.until and not given.version


def _meant(given: Withdrawal, address: str, date: str) -> bool:
    """Whether a decision takes back the version of an address and a day; empty: not known."""
    if given.version and address:
        return given.version == address
    until = given.until or given.version[:10]
    return not until or date <= until


def all_withdrawn(portal: Portal, id: str, earlier: Collection[str] = ()) -> bool:
    """Whether all versions of a dataset were taken back."""
    return any(map(_of_all, _about(portal, id, earlier)))


def told(given: Withdrawal) -> Finding:
    """That a dataset's folder lies there although it was taken back.

    Where the entry itself is wrong that is all there is to mend: nothing is to be removed.
    """
    if given.wrong:
        return error("dataset-withdrawn", dataset=given.dataset, number=given.wrong, case="wrong")
    case = "version" if given.version else "until" if given.until else "all"
    facts = {"date": given.date or "-", "until": given.until or "-", "case": case}
    version = {"version": given.version} if given.version else {}
    return error("dataset-withdrawn", dataset=given.dataset, **facts, **version)


def as_decided(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a run found, in which a version that was taken back rightly is no error any more.

    It is held back like one all through the run; but nothing is wrong, and there may be no newer
    data for long. That a whole dataset was taken back stays one: its folder has to go.
    """
    for found in findings:
        right = dict(found.values).get("case") in {"version", "until"}
        eased = found.code == "dataset-withdrawn" and right
        yield replace(found, severity=Severity.WARNING) if eased else found


def gone(
    portal: Portal, sources: Iterable[Source], known: Collection[str] = ()
) -> Iterator[tuple[Source, Withdrawal]]:
    """What was taken back and has no folder any more: its address keeps a page.

    ``known``: ids whose page says by itself that the dataset moved or is gone; a decision about one
    of its versions says nothing else.
    """
    there = {source.id for source in sources}
    for id in dict.fromkeys(w.dataset for w in portal.withdrawals):
        given = _about(portal, id)[0]
        if id not in there and not (given.version and id in known):
            yield Source(id, portal.root / "datasets" / id), given


def waivers(portal: Portal, id: str) -> tuple[Waiver, ...]:
    """The waivers of a dataset that are in force."""
    return tuple(w for w in portal.waivers if w.dataset == id)


def unused(
    portal: Portal, checked: Collection[str], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The waivers of datasets that were checked for which nothing was found to waive."""
    used = set()
    for finding in findings:
        if finding.code == "personal-waived":
            values = dict(finding.values)
            used.add((finding.dataset, values["table"], finding.field, values["of"]))
    for waiver in portal.waivers:
        aim = (waiver.dataset, waiver.table, waiver.field, waiver.code)
        if waiver.dataset in checked and aim not in used:
            about = ", ".join(filter(None, aim))
            facts = {"number": waiver.number, "about": about, "case": "nothing"}
            yield warning("waiver-unused", file=WAIVERS, **facts)


def taken_back(portal: Portal, findings: Iterable[Finding]) -> bool:
    """Whether something that may have been public before must be gone from this computer too."""
    errors = {f.code for f in findings if f.severity is Severity.ERROR}
    return bool(portal.withdrawals) or not errors.isdisjoint(_TAKEN_BACK)


def shown_title(
    dataset: Dataset | None, findings: Iterable[Finding], given: Withdrawal | None
) -> Text:
    """The title that a page may show in place of the dataset; empty: none.

    None where anything personal or exempt was found, or where the decision hides it. A dataset
    may be held back before its texts were checked, so the title itself is looked at.
    """
    errors = {f.code for f in findings if f.severity is Severity.ERROR}
    hidden = errors & {"access-excluded", *KINDS} or (given and given.title_hidden)
    if dataset is None or hidden:
        return Text()
    from .checks.access import exempt

    if next(exempt(dataset.raw), None) is not None:
        return Text()
    for text in (dataset.title.main, *dataset.title.others.values()):
        if any(kinds(text)) or any(place.sure for place in persons(text)):
            return Text()
    return dataset.title
