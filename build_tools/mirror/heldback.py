"""What the public side is told while a newer version is held back: places, never values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from ..findings import Finding, Severity, column_letter
from ..history import History
from ..load.withheld import MOST_FINDINGS
from ..model import HeldBack, Published, Site
from . import descriptor

#: The code of what was only counted: it comes with a place of the same kind.
_MORE = "more"
_ENDINGS = {".csv", ".tsv", ".xlsx", ".geojson", ".json", ".yaml", ".yml", ".md"}


def told(
    site: Site, findings: Iterable[Finding], past: History, public: Collection[str]
) -> dict[str, Any]:
    """The content of `tertahan.yaml`, of the datasets in ``public`` (ids) alone; maybe none.

    A version that is the newest itself, judged by rules that came later, is not told: the
    public side finds the same.
    """
    errors: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            errors.setdefault(finding.dataset, []).append(finding)
    entries = [
        _entry(p.id, p.held_since, p.updated, errors.get(p.id, []), _names(p))
        for p in site.published
        if p.held_since and p.id in public and p.held_since == _newest(p.id, past, p.held_since)
    ]
    entries += [_absent(h, past, str(site.portal.as_of)) for h in _gone(site, public)]
    return {"tertahan": sorted(entries, key=lambda e: str(e["dataset"]))} if entries else {}


def _newest(id: str, past: History, day: str) -> str:
    return next((commit.date for commit in past.commits(id)), day)


def _gone(site: Site, public: Collection[str]) -> Iterator[HeldBack]:
    for held in site.held_back:
        if held.source.id in public and not held.withdrawn:
            yield held


def _absent(held: HeldBack, past: History, day: str) -> dict[str, Any]:
    found = [f for f in held.findings if f.severity is Severity.ERROR]
    return _entry(held.source.id, _newest(held.source.id, past, day), "", found, {})


def _entry(
    id: str, since: str, updated: str, findings: Iterable[Finding], names: Mapping[str, str]
) -> dict[str, Any]:
    places: dict[tuple[object, ...], dict[str, Any]] = {}
    for finding in findings:
        place = _place(finding, names)
        places.setdefault(tuple(place.get(key) for key in ("kode", "berkas", "kolom")), place)
    entry: dict[str, Any] = {"dataset": id, "sejak": since}
    if updated:
        entry["data"] = updated
    told = [place for place in places.values() if place["kode"] != _MORE]
    return {**entry, "temuan": told[:MOST_FINDINGS]}


def _place(finding: Finding, names: Mapping[str, str]) -> dict[str, Any]:
    """Code, file, column and row; of a column only the first row goes out.

    The name of a file that is not public stays: it may tell.
    """
    ending = PurePosixPath(finding.file).suffix.lower()
    hidden = f"*{ending}" if ending in _ENDINGS else ""
    facts = {
        "kode": finding.code,
        "berkas": names.get(finding.file, hidden),
        "kolom": column_letter(finding.column) if finding.column else "",
        "baris": finding.row or 0,
    }
    return {key: value for key, value in facts.items() if value}


def _names(published: Published) -> dict[str, str]:
    """The files of the dataset by the names they have on the public side.

    A workbook has none there: its columns and rows, of any sheet, are not those of the CSV.
    """
    dataset = published.dataset
    paths = descriptor.paths(dataset)
    suffix = {r.path: PurePosixPath(r.path).suffix.lower() for r in dataset.resources}
    same = [r for r in dataset.resources if paths[r.name].endswith(suffix[r.path] or ".")]
    names = {resource.path: paths[resource.name] for resource in same}
    return {**names, dataset.source.descriptor: "datapackage.json", "README.md": "README.md"}
