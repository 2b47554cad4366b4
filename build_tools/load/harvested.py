"""Datasets of other portals, as `terbuka harvest` wrote them down (`datasets/_panen`).

`<portal>/portal.json` tells which portal it is, `<portal>/<dataset>.json` is a Data Package whose
files lie there. Anybody may have written them: what does not fit is not shown, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ..findings import Finding, error
from ..model import (
    FREQUENCIES,
    HARVEST_KINDS,
    Contact,
    Harvested,
    HarvestedFile,
    HarvestedPortal,
    Licence,
    Text,
)
from ..privacy.kinds import KINDS
from ..privacy.text import find
from .descriptor import items, mapping, plain
from .files import is_folder
from .names import RESERVED_DATASETS
from .settings import NAME
from .yamlfile import UnreadableError, read_mapping

#: The folder, below the portal's, and the file that tells of one portal.
RECORDS = "datasets/_panen"
PORTAL = "portal.json"
MOST_PORTALS, MOST_DATASETS = 200, 20_000
_LONG, _SHORT, _MANY = 10_000, 1_000, 200
#: As `terms.encoded` writes one: nothing in it ends an attribute, and no password.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9%.:_~!$&'()*+,;=?#-]+(?:/[!#-;=?-Z_a-z~\[\]]*)?")
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_FORMAT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+_/-]{0,29}")
_MEDIA = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


class _UnfitError(Exception):
    """A property that cannot be what it says: its name."""


def harvested(root: Path) -> tuple[tuple[Harvested, ...], list[Finding]]:
    """All datasets of other portals by id, and what is wrong with the records of them."""
    findings: list[Finding] = []
    found: list[Harvested] = []
    for folder in folders(root):
        kept = records(root, folder)
        findings += kept.findings
        found += kept.datasets
    return tuple(sorted(found, key=lambda one: one.id)), findings


def folders(root: Path) -> list[Path]:
    """The folders of the portals that are kept, by name."""
    base = root / RECORDS
    found = sorted(p for p in base.iterdir() if is_folder(p)) if is_folder(base) else []
    return found[:MOST_PORTALS]


@dataclass(frozen=True, slots=True)
class Records:
    """What is kept of one portal."""

    portal: HarvestedPortal | None
    datasets: tuple[Harvested, ...] = ()
    findings: tuple[Finding, ...] = ()


def records(root: Path, folder: Path) -> Records:
    """The portal that a folder tells of, and its datasets in the order of their names."""
    try:
        portal = _portal(folder, _read(root, folder / PORTAL))
    except (UnreadableError, _UnfitError) as problem:
        return Records(None, (), (_told(root, folder / PORTAL, problem),))
    findings: list[Finding] = []
    datasets: dict[str, Harvested] = {}
    names = sorted(path for path in folder.glob("*.json") if path.name != PORTAL)
    for path in names[:MOST_DATASETS]:
        try:
            one = _dataset(portal, path, _read(root, path))
            if datasets.setdefault(one.origin_id, one) is not one:
                raise _UnfitError("id")
        except (UnreadableError, _UnfitError) as problem:
            findings.append(_told(root, path, problem))
    return Records(portal, tuple(datasets.values()), tuple(findings))


def _read(root: Path, path: Path) -> Mapping[str, Any]:
    """What a record says. A number of a person refuses it: it is masked in what we wrote."""
    found = read_mapping(root, path)
    if any(
        KINDS[hit.code].nature == "number" for text in _texts(found) for hit in find(_plain(text))
    ):
        raise _UnfitError("pribadi")
    return found


def _plain(text: str) -> str:
    """A text, also an address, as a reader sees it: the parts of a path stand apart."""
    return unquote(text).replace("/", " ") if "://" in text else text


def _texts(value: Any) -> Iterator[str]:
    """Every text in it, also those that nothing reads."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            todo += (*one, *one.values())
        elif isinstance(one, list):
            todo += one
        elif isinstance(one, str | int) and not isinstance(one, bool):
            yield str(one)


def _told(root: Path, path: Path, problem: UnreadableError | _UnfitError) -> Finding:
    place = path.relative_to(root).as_posix()
    key = problem.code if isinstance(problem, UnreadableError) else str(problem)
    row = problem.line if isinstance(problem, UnreadableError) else None
    return error("harvest-record", file=place, row=row, property=key)


def _portal(folder: Path, given: Mapping[str, Any]) -> HarvestedPortal:
    if not NAME.fullmatch(folder.name) or folder.name in RESERVED_DATASETS:
        raise _UnfitError("portal")
    kind = plain(given.get("jenis"))
    if kind not in HARVEST_KINDS:
        raise _UnfitError("jenis")
    return HarvestedPortal(
        folder.name,
        _address(given, "alamat", needed=True),
        _line(given, "judul") or folder.name,
        kind,
        _day(given, "dipanen"),
    )


def _dataset(portal: HarvestedPortal, path: Path, given: Mapping[str, Any]) -> Harvested:
    name = path.stem
    if not NAME.fullmatch(name) or name in RESERVED_DATASETS or given.get("name") != name:
        raise _UnfitError("name")
    if not _line(given, "title") or not _line(given, "id"):
        raise _UnfitError("title" if _line(given, "id") else "id")
    english = mapping(given.get("sdi:en"))
    people = {plain(p.get("role")): p for p in map(mapping, _list(given, "contributors"))}
    publisher = mapping(people.get("publisher"))
    contact = mapping(people.get("contributor"))
    period = mapping(given.get("sdi:periode"))
    frequency = plain(given.get("sdi:frekuensi"))
    if frequency and frequency not in FREQUENCIES:
        raise _UnfitError("sdi:frekuensi")
    return Harvested(
        portal=portal,
        name=name,
        origin_id=_line(given, "id"),
        title=_text(_line(given, "title"), _line(english, "title")),
        description=_text(_line(given, "description", _LONG), _line(english, "description", _LONG)),
        iri=_address(given, "iri"),
        page=_address(given, "homepage"),
        publisher=_line(publisher, "title"),
        publisher_url=_address(publisher, "path"),
        contact=Contact(
            Text(_line(contact, "title")), _line(contact, "email"), _address(contact, "path")
        ),
        licences=tuple(
            Licence(_line(one, "name"), _line(one, "title"), _address(one, "path"))
            for one in map(mapping, _list(given, "licenses"))
        ),
        keywords=tuple(word[:_SHORT] for word in map(plain, _list(given, "keywords")) if word),
        issued=_day(given, "diterbitkan"),
        modified=_day(given, "diperbarui"),
        period=(_day(period, "mulai"), _day(period, "selesai")),
        place=_line(given, "sdi:cakupan"),
        frequency=frequency,
        files=tuple(_file(mapping(one)) for one in _list(given, "resources")),
        gone=_day(given, "hilang"),
    )


def _file(given: Mapping[str, Any]) -> HarvestedFile:
    size = given.get("bytes") or 0
    digest = plain(given.get("hash"))
    if not isinstance(size, int) or not 0 <= size < 10**15:
        raise _UnfitError("bytes")
    if digest and not _SHA256.fullmatch(digest):
        raise _UnfitError("hash")
    return HarvestedFile(
        _address(given, "path", needed=True),
        _line(given, "title"),
        _shaped(given, "format", _FORMAT),
        _shaped(given, "mediatype", _MEDIA),
        size,
        digest.removeprefix("sha256:"),
    )


def _text(main: str, english: str) -> Text:
    return Text(main, {"en": english} if english else {})


def _line(given: Mapping[str, Any], key: str, limit: int = _SHORT) -> str:
    found = plain(given.get(key))
    if len(found) > limit:
        raise _UnfitError(key)
    return found


def _list(given: Mapping[str, Any], key: str) -> list[Any]:
    found = items(given.get(key))
    if len(found) > _MANY:
        raise _UnfitError(key)
    return list(found)


def _shaped(given: Mapping[str, Any], key: str, shape: re.Pattern[str]) -> str:
    found = _line(given, key)
    if found and not shape.fullmatch(found):
        raise _UnfitError(key)
    return found


def _address(given: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    found = _line(given, key, 2 * _SHORT)
    if (found or needed) and not _ADDRESS.fullmatch(found):
        raise _UnfitError(key)
    return found


def _day(given: Mapping[str, Any], key: str) -> str:
    found = _line(given, key)
    if not found:
        return ""
    try:
        date(*(int(part) for part in [*found.split("-"), "1", "1"][:3]))
    except ValueError:
        raise _UnfitError(key) from None
    if not _ISO.fullmatch(found):
        raise _UnfitError(key)
    return found
