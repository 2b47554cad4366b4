"""The public side of a private repository: only what passed today's checks, cleaned.

Git keeps a leak for ever. Files therefore arrive in a private repository; what goes to the public
one is a portal of its own, made anew: no workbook, no history, no name of whoever committed. Its
commits go forward only, and a look at the whole of what would go out comes before any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import history, pipeline
from ..findings import Finding
from ..history import History, git
from ..model import Portal
from ..options import Options
from ..privacy.names import persons
from ..privacy.text import masked
from . import access, datasets, gate, heldback, portal, tree
from .base import MirrorError
from .commits import add
from .originals import original
from .plainyaml import written
from .repository import Identity, Repository, shown

__all__ = ["Made", "MirrorError", "mirror", "shown"]

_WITHHELD = "datasets/_pengaturan/tertahan.yaml"
_NOBODY = re.compile(r"(?=.*no-?reply)[a-z0-9.+_-]+@[a-z0-9.-]+\.[a-z]+", re.IGNORECASE)
_DEFAULT = "noreply@portal.invalid"


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did: its checks, the commits it made, and what stands in the way of sending."""

    result: pipeline.Result
    commits: tuple[str, ...] = ()  # their subjects
    sent: bool = False
    refused: tuple[Finding, ...] = ()  # errors in what would have gone out: nothing went
    undated: tuple[str, ...] = ()  # ids whose dates differ from those on the private side


def mirror(options: Options, dest: str, push: bool, environment: Mapping[str, str]) -> Made:
    """Makes the commits that bring the public repository up to date; sends them if ``push``.

    ``dest`` is the path or the address of the public repository, ``environment`` that of the
    process. Raises `MirrorError` where the private side is not whole, or the public side cannot
    be reached or was changed by somebody else.
    """
    past = _private(options.root)
    result = pipeline.datasets(options)
    if result.crashes:
        return Made(result)
    if not result.site.published:
        raise MirrorError("nothing")
    work = options.build_folder / "mirror"
    work.mkdir(parents=True, exist_ok=True)
    with access.environment(environment, work) as away:
        public = Repository(work / "repo", dest, away)
        public.fetch()
        public.only_mirrored()
        made = _made(options, result, past, public, work)
        if made.commits and push and not made.refused:
            public.push()
            made = replace(made, sent=True)
    return made


def _private(root: Path) -> History:
    """The history of the private side; nothing goes out that is not committed there."""
    past = history.read(root)
    if not past.head:
        raise MirrorError("no-git")
    if past.shallow:
        raise MirrorError("shallow")
    changed = git(root, "status", "--porcelain", "-z", "--", ".").decode(errors="replace")
    names = [entry[3:] for entry in changed.split("\0") if entry]
    if names:
        raise MirrorError("uncommitted", count=len(names), file=masked(names[0]))
    return past


def _made(
    options: Options, result: pipeline.Result, past: History, public: Repository, work: Path
) -> Made:
    site = result.site
    who = _identity(site.portal)
    before = history.read(public.folder)
    known = {published.id for published in site.published} | before.ids()
    files = portal.files(options.root, site, past, known)
    told = heldback.told(site, result.findings, past, known)
    if told:
        files[_WITHHELD] = written(told)
    for published in site.published:
        files |= datasets.files(published, original(published, site.portal, past, work))
    folder = work / "tree"
    tree.lay(files, folder)
    wanted = public.stored(files, folder)
    day = git(options.root, "log", "-1", "--format=%cs").decode().strip()
    day = min(day, options.as_of.isoformat())
    if wanted != public.tree():
        refused = gate.errors(options, folder, site.published)
        if refused:
            return Made(result, refused=refused)
    commits = add(public, wanted, site.published, before, day, who)
    held = {str(entry["dataset"]) for entry in told.get("tertahan", ())}
    after = history.read(public.folder)
    undated = (p for p in site.published if after.dates(p.id) != (p.created, p.updated))
    return Made(result, commits, undated=tuple(p.id for p in undated if p.id not in held))


def _identity(portal: Portal) -> Identity:
    """Who makes the commits: the publisher, with an address that is nobody's."""
    own = portal.settings.get("cermin")
    email = str((own if isinstance(own, Mapping) else {}).get("surel") or _DEFAULT)
    name = " ".join((portal.publisher.main or portal.name.main).split())
    if not _NOBODY.fullmatch(email) or any(place.sure for place in persons(name)):
        raise MirrorError("identity", email=masked(email))
    return Identity(name or "Portal", email)
