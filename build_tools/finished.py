"""What the last build made, and from what: with the same given again, there is nothing to do."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from . import output
from .findings import Finding, Severity

_NAME = "finished.json"


@dataclass(frozen=True, slots=True)
class Finished:
    """The report of a build that came to its end."""

    made_from: str  # see `build_tools.fingerprint`
    findings: tuple[Finding, ...]
    code: int  # how the program ended
    shown: int  # datasets on the site
    held: int  # those held back, also where an older version is shown
    engine: str = ""  # what made the site; empty: there is none yet
    pages: int = 0
    taken_back: bool = False  # no older site may stay on this computer


def is_there(build: Path) -> bool:
    """Whether a build came to its end here before, and none was begun since."""
    return (build / _NAME).is_file()


def read(build: Path, made_from: str) -> Finished | None:
    """The report of the last build, if it was made from the same and its tree is as it left it.

    Its `engine` is empty where the site is not as it left it.
    """
    try:
        found = json.loads((build / _NAME).read_bytes())
        if not made_from or found["made_from"] != made_from:
            return None
        if found.pop("tree") != output.tree_state(build):
            return None
        if found.pop("site") != output.site_state(build):
            found["engine"], found["pages"] = "", 0
        found["findings"] = tuple(_finding(given) for given in found["findings"])
        return Finished(**found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _finding(given: dict[str, Any]) -> Finding:
    values = tuple((str(name), value) for name, value in given.pop("values"))
    return Finding(severity=Severity(given.pop("severity")), values=values, **given)


def keep(build: Path, report: Finished) -> None:
    """Keeps a report beside the tree that it tells of."""
    found = {**asdict(report), "tree": output.tree_state(build), "site": ""}
    if report.engine:
        found["site"] = output.site_state(build)
    output.write_file(build / _NAME, json.dumps(found).encode())


def forget(build: Path) -> None:
    """There is no finished build from now on: the next one has begun."""
    with suppress(OSError):
        (build / _NAME).unlink()
