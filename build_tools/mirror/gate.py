"""The last look: the portal that would go out is checked as any other portal is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .. import checks, pipeline
from ..findings import Finding, Severity
from ..model import Published
from ..options import Options


def errors(options: Options, tree: Path, published: Sequence[Published]) -> tuple[Finding, ...]:
    """Every error in the portal at ``tree``; none: it may go out.

    A rule on descriptions that is newer than a dataset's data does not hold it, as in a build.
    """
    result = pipeline.check(Options(tree, options.as_of, commit="-", workers=options.workers))
    dates = {p.id: p.updated for p in published}
    found = []
    for finding in result.findings:
        held = checks.in_force([finding], dates.get(finding.dataset, ""))
        found += [f for f in held if f.severity is Severity.ERROR]
    return tuple(found)
