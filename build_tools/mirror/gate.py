"""The last look: the portal that would go out is checked as any other portal is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .. import checks, pipeline
from ..findings import Finding, Severity
from ..load.withdrawals import WITHDRAWALS
from ..model import Published
from ..options import Options

#: Says that a dataset's folder lies there although it was taken back.
_BACK = "dataset-withdrawn"


def errors(options: Options, tree: Path, published: Sequence[Published]) -> tuple[Finding, ...]:
    """Every error in the portal at ``tree``; none: it may go out.

    A rule on descriptions that is newer than a dataset's data does not hold it, as in a build.
    """
    dates = {p.id: p.updated for p in published}
    found = []
    for finding in _checked(options, tree, set(dates)):
        held = checks.in_force([finding], dates.get(finding.dataset, ""))
        found += [f for f in held if f.severity is Severity.ERROR or f.code == _BACK]
    return tuple(found)


def _checked(options: Options, tree: Path, published: Collection[str]) -> Iterator[Finding]:
    """What the check finds in the portal at ``tree``.

    It has no history, so that what was taken back up to a day counts as taken back. What goes out
    all the same is newer: it is looked at once more, without the decisions.
    """
    how = Options(tree, options.as_of, commit="-", workers=options.workers)
    result = pipeline.check(how)
    back = {f.dataset for f in result.findings if f.code == _BACK} & set(published)
    yield from (f for f in result.findings if f.dataset not in back)
    if back:
        file, aside = tree / WITHDRAWALS, tree / "penarikan.yaml"
        file.rename(aside)
        try:
            yield from pipeline.check(replace(how, only=tuple(sorted(back)))).findings
        finally:
            aside.rename(file)
