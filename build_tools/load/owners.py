"""Who approves changes of which folder (`CODEOWNERS`), from the teams of the register of OPD.

GitHub and GitLab read the same file and syntax: the last line that fits a path counts. Only the
part between the two marks is made here; what stands below it is the portal's own and so comes
last. An OPD without a known team gets no line: nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..findings import Finding, warning
from ..model import Portal
from .files import is_plain

#: The file, below the portal's folder.
OWNERS = "CODEOWNERS"
BEGIN = "# >>> terbuka codeowners: dibuat dari daftar OPD (made from the register of OPD)"
END = "# <<< terbuka codeowners"
#: A team or a group as the git hosts write it: @organisasi/tim, @grup/subgrup/tim.
TEAM = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*")
#: What the walidata alone approves.
_SHARED = ("/.github/", "/build_tools/", "/bootstrap/", "/datasets/_pengaturan/")
_MAX_BYTES, _WIDTH = 1_000_000, 40


def owners(portal: Portal) -> str:
    """The part that is made: a line for each folder, in order; empty where no team is known."""
    steward = portal.agency(portal.steward)
    team = steward.team if steward else ""
    lines = [("*", team)] if team else []
    lines += [
        (f"/datasets/{agency.id}/", " ".join(dict.fromkeys(filter(None, (agency.team, team)))))
        for agency in sorted(portal.agencies, key=lambda a: a.id)
        if agency.team
    ]
    lines += [(place, team) for place in _SHARED if team]
    if not lines:
        return ""
    told = (f"{place:<{_WIDTH}} {teams}" for place, teams in lines)
    return "\n".join([BEGIN, *told, END]) + "\n"


def with_owners(given: str, portal: Portal) -> str:
    """The whole file: ``given`` with the part made anew, above what people wrote."""
    made = owners(portal)
    before, mark, rest = given.partition(BEGIN)
    if mark:
        return before + made + rest.partition(END + "\n")[2]
    lines = given.splitlines(keepends=True)
    head = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:head]) + made + "".join(lines[head:])


def read(root: Path) -> str:
    """The file as it is; empty where there is none that can be read."""
    path = root / OWNERS
    if not is_plain(root, path) or path.stat().st_size > _MAX_BYTES:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def differing(portal: Portal) -> Iterator[Finding]:
    """A team that no git host knows the form of, and a file that is not what the register says."""
    for agency in portal.agencies:
        if agency.team_given and not agency.team:
            place = {"file": f"datasets/{agency.id}/opd.yaml", "cell": agency.team_given[:80]}
            yield warning("codeowners-differs", **place, case="team")
    given = read(portal.root)
    if with_owners(given, portal) != given:
        yield warning("codeowners-differs", file=OWNERS)
