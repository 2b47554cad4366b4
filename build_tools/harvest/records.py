"""The records of a portal brought up to date: what is new, what changed, what is gone.

One file a dataset below `datasets/_panen/<portal>/`, so that git shows which dataset changed; a
run that finds nothing new changes one line, the day in `portal.json`. What the other portal no
longer has stays, marked as gone, until it is asked to go: an address that was once given holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .. import output
from ..findings import Finding, warning
from ..load.harvested import PORTAL, RECORDS, records
from ..load.names import RESERVED_DATASETS, is_device
from ..load.settings import NAME
from ..model import Harvested, HarvestedFile, HarvestedPortal
from ..terms import within
from .clean import Cleaned, address, cleaned, identity, names_of
from .told import Read, Told
from .web import HarvestError

#: Datasets that a finding names.
_SHOWN = 5
_WORDS = re.compile(r"[a-z0-9]+")
_END = re.compile(r"/(?:[^/]*\.[a-z]{2,6}|api/(?:3/)?action(?:/[^/]*)?/?)$")


@dataclass
class Outcome:
    """What a harvest found, by the names of the datasets."""

    portal: HarvestedPortal
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # since this harvest
    dropped: list[str] = field(default_factory=list)  # whose records were removed
    same: int = 0
    own: int = 0  # datasets of this very portal, which came back
    findings: list[Finding] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many datasets the portal has now."""
        return len(self.new) + len(self.changed) + self.same


def portal_name(url: str) -> str:
    """The name of a portal out of its address.

    >>> portal_name("https://data.contoh.go.id/api/3/action/package_search?rows=5")
    'data-contoh-go-id'
    >>> portal_name("https://contoh.github.io/data/catalog.ttl")
    'contoh-github-io-data'
    """
    parts = urlsplit(url)
    path = _END.sub("/", parts.path.lower())
    name = "-".join(_WORDS.findall(f"{parts.hostname or ''} {path}"))[:80].strip("-")
    return f"portal-{name}" if name in RESERVED_DATASETS or is_device(name) or not name else name


def update(
    root: Path, portal: HarvestedPortal, read: Read, own: str, *, drop: bool, dry: bool
) -> Outcome:
    """Writes what was read; raises `HarvestError` where that would lose what is known.

    ``own`` is where the datasets of this portal lie; ``drop`` removes what is gone, ``dry`` writes
    nothing.
    """
    folder = root / RECORDS / portal.id
    through = any(path.is_symlink() for path in (folder, *folder.parents[:2]))
    if through or not NAME.fullmatch(portal.id) or portal.id in RESERVED_DATASETS:
        raise HarvestError("folder", portal.url, portal.id)
    known = records(root, folder) if (folder / PORTAL).exists() else None
    if known and known.portal and portal_name(known.portal.url) != portal_name(portal.url):
        raise HarvestError("name", portal.url, portal.id)
    before = {one.origin_id: one for one in known.datasets} if known else {}
    outcome = Outcome(portal, findings=[*known.findings] if known else [])
    now = _now(portal, read.entries, before, own, outcome)
    if not now:
        raise HarvestError("empty", portal.url)
    found = {one.name: one for one in now}
    gone = {one.name: one for one in before.values() if one.name not in found}
    for one in sorted(now, key=lambda n: n.name):
        _count(one, before.get(one.origin_id), outcome)
    for name, one in sorted(gone.items()):
        if drop:
            outcome.dropped.append(name)
        elif not one.gone:
            outcome.gone.append(name)
            found[name] = replace(one, gone=portal.day)
        else:
            found[name] = one
    if not dry:
        _write(folder, portal, found, outcome.dropped)
    return outcome


def _now(
    portal: HarvestedPortal,
    told: Iterable[Told],
    before: dict[str, Harvested],
    own: str,
    outcome: Outcome,
) -> list[Harvested]:
    """The datasets that can be kept; what is wrong with others goes to the outcome."""
    unique: dict[str, Told] = {}
    # Read in another form, a portal may call its datasets otherwise; their addresses stay.
    known = {one.iri: id for id, one in before.items() if one.iri}
    for one in told:
        id = identity(one.id)
        id = id if id in before else known.get(address(one.iri), id)
        unique.setdefault(id, replace(one, id=id))
    names = names_of(unique.values(), {id: one.name for id, one in before.items()})
    kept: list[Cleaned] = []
    refused: dict[str, list[str]] = {}
    for one in unique.values():
        if own and within(address(one.iri), own):
            outcome.own += 1
            continue
        made = None if one.restricted else cleaned(one, portal, names[one.id])
        if made is None:
            refused.setdefault("access" if one.restricted else "unnamed", []).append("")
        else:
            kept.append(made)
    outcome.findings += _findings(portal, kept, refused)
    return [one.dataset for one in kept]


def _count(now: Harvested, before: Harvested | None, outcome: Outcome) -> None:
    if before is None:
        outcome.new.append(now.name)
    elif replace(before, portal=now.portal) != now:
        outcome.changed.append(now.name)
    else:
        outcome.same += 1


def _findings(
    portal: HarvestedPortal, kept: list[Cleaned], refused: dict[str, list[str]]
) -> Iterator[Finding]:
    """What is wrong with the records of another portal, each once with how many have it."""
    file = f"{RECORDS}/{portal.id}/{PORTAL}"
    for case, found in sorted(refused.items()):
        yield warning("harvest-left-out", file=file, case=case, count=len(found))
    for case in ("licence", "file", "description", "publisher"):
        if found := [one.dataset.name for one in kept if case in one.missing]:
            yield warning("harvest-incomplete", file=file, case=case, **_named(found))
    if found := [one.dataset.name for one in kept if one.masked]:
        yield warning("harvest-personal", file=file, **_named(found))


def _named(found: list[str]) -> dict[str, Any]:
    names = ", ".join(sorted(found)[:_SHOWN])
    return {"count": len(found), "names": names + (", …" if len(found) > _SHOWN else "")}


def _write(
    folder: Path, portal: HarvestedPortal, found: dict[str, Harvested], dropped: Iterable[str]
) -> None:
    for name, one in sorted(found.items()):
        _keep(folder / f"{name}.json", record(one))
    for name in dropped:
        (folder / f"{name}.json").unlink()
    told = {
        "judul": portal.title,
        "alamat": portal.url,
        "jenis": portal.kind,
        "dipanen": portal.day,
    }
    _keep(folder / PORTAL, told)


def _keep(path: Path, value: dict[str, Any]) -> None:
    output.write_file(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())


def record(one: Harvested) -> dict[str, Any]:
    """A dataset as its file has it: a Data Package whose files lie on the other portal."""
    people = [
        {"title": one.publisher, "path": one.publisher_url, "role": "publisher"},
        {
            "title": one.contact.name.main,
            "email": one.contact.email,
            "path": one.contact.url,
            "role": "contributor",
        },
    ]
    begin, end = one.period
    english = {
        "title": one.title.others.get("en", ""),
        "description": one.description.others.get("en", ""),
    }
    return _said(
        {
            "name": one.name,
            "id": one.origin_id,
            "title": one.title.main,
            "description": one.description.main,
            "homepage": one.page,
            "iri": one.iri,
            "sdi:en": _said(english),
            "contributors": [_said(who) for who in people if who["title"]],
            "licenses": [
                _said({"name": given.name, "title": given.title, "path": given.path})
                for given in one.licences
            ],
            "keywords": list(one.keywords),
            "diterbitkan": one.issued,
            "diperbarui": one.modified,
            "sdi:periode": _said({"mulai": begin, "selesai": end}),
            "sdi:cakupan": one.place,
            "sdi:frekuensi": one.frequency,
            "hilang": one.gone,
            "resources": [_file(number, file) for number, file in enumerate(one.files, start=1)],
        }
    )


def _file(number: int, file: HarvestedFile) -> dict[str, Any]:
    return _said(
        {
            "name": f"berkas-{number}",
            "path": file.url,
            "title": file.title,
            "format": file.format,
            "mediatype": file.media_type,
            "bytes": file.bytes,
            "hash": f"sha256:{file.sha256}" if file.sha256 else "",
        }
    )


def _said(found: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {key: value for key, value in found.items() if value not in ("", 0, [], {})}
