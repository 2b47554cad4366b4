"""What was decided about datasets, as a run applies it: what was taken back, what was waived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .findings import Finding, Severity, error, warning
from .history import History
from .load.waivers import WAIVERS
from .model import Dataset, Portal, Source, Text, Waiver, Withdrawal
from .privacy.kinds import KINDS
from .privacy.names import persons
from .privacy.text import kinds

#: Findings after which nothing of what was public before may stay on this computer.
_TAKEN_BACK = {"access-excluded", "dataset-withdrawn", *KINDS}


def withdrawal(portal: Portal, id: str, past: History, commit: str = "") -> Withdrawal | None:
    """The decision by which a version of a dataset does not go out; none: it may.

    ``commit`` names the version; empty: the one that lies there. A version whose data is of no
    known day counts as an old one, and so does every version where the history is cut off.
    """
    given = next((w for w in portal.withdrawals if w.dataset == id), None)
    if given is None or not given.until:
        return given
    updated = "" if past.shallow else past.dates(id, commit)[1]
    return None if updated > given.until else given


def all_withdrawn(portal: Portal, id: str) -> bool:
    """Whether all versions of a dataset were taken back."""
    return any(w.dataset == id and not w.until for w in portal.withdrawals)


def told(given: Withdrawal) -> Finding:
    """That a dataset's folder lies there although it was taken back."""
    case = "until" if given.until else "all"
    facts = {"date": given.date or "-", "until": given.until or "-", "case": case}
    return error("dataset-withdrawn", dataset=given.dataset, **facts)


def gone(portal: Portal, sources: Iterable[Source]) -> Iterator[tuple[Source, Withdrawal]]:
    """What was taken back and has no folder any more: its address keeps a page."""
    there = {source.id for source in sources}
    for given in portal.withdrawals:
        if given.dataset not in there:
            yield Source(given.dataset, portal.root / "datasets" / given.dataset), given


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
