"""What CKAN calls packages, resources, organisations, groups and tags, of `terms`' entries.

CKAN's own schema for creating them is the measure (`ckan.logic.schema`), since a harvester puts
each through it: ids are UUIDs, names are 2 to 100 of ``a-z0-9_-``, organisations and groups share
one set of names, and tags are 2 to 100 letters, digits, spaces and ``-_.``. Ids are made of the
thing's address, so that two portals never give the same one. In `extras` stands which portal a
dataset of others was read from, and nothing else: a CKAN that has fields of its own for frequency
or period refuses a package whose extras repeat them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..terms import Agent, Catalogue, Distribution, Entry, Rights, Subject

LONGEST = 100
_NAME = re.compile(r"[a-z0-9_-]{2,100}")
#: Parts of addresses that are CKAN's own.
_TAKEN = frozenset({"new", "edit", "search"})
_NOT_OF_NAMES = re.compile(r"[^a-z0-9_-]+")
_NOT_OF_TAGS = re.compile(r"[^\w \-.]+")

#: How CKAN writes formats (`ckan/config/resource_formats.json`).
FORMATS = {"parquet": "Parquet", "geojson": "GeoJSON", "datapackage": "JSON"}
#: CKAN keeps a checksum apart from how it was made.
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


@dataclass(frozen=True, slots=True)
class Licence:
    """A line of CKAN's own register of licences (`ckan/model/license.py`)."""

    id: str
    title: str
    url: str = ""
    open: bool = True

    def record(self) -> dict[str, Any]:
        said = "approved" if self.open else "not reviewed"
        url = {"url": self.url} if self.url else {}
        return {"id": self.id, "title": self.title, **url, "status": "active"} | {
            "od_conformance": said,
            "osd_conformance": "not reviewed",
        }


_OPEN = "http://www.opendefinition.org/licenses"
NOT_SPECIFIED = Licence("notspecified", "License not specified", open=False)
_CC = "Creative Commons"
_ODC = "Open Data Commons"
#: Our names of licences (SPDX, in lower case) and CKAN's.
LICENCES = {
    "cc0-1.0": Licence("cc-zero", f"{_CC} CCZero", f"{_OPEN}/cc-zero"),
    "cc-by-4.0": Licence("cc-by", f"{_CC} Attribution", f"{_OPEN}/cc-by"),
    "cc-by-sa-4.0": Licence("cc-by-sa", f"{_CC} Attribution Share-Alike", f"{_OPEN}/cc-by-sa"),
    "odc-by-1.0": Licence("odc-by", f"{_ODC} Attribution License", f"{_OPEN}/odc-by"),
    "odbl-1.0": Licence("odc-odbl", f"{_ODC} Open Database License (ODbL)", f"{_OPEN}/odc-odbl"),
    "pddl-1.0": Licence(
        "odc-pddl", f"{_ODC} Public Domain Dedication and License (PDDL)", f"{_OPEN}/odc-pddl"
    ),
}
REGISTER = (NOT_SPECIFIED, *LICENCES.values())


class Records:
    """The records of one catalogue: names and tags are told apart across all of it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.notice = catalogue.notice.main
        self.tags = tags(k for entry in catalogue.all for k in entry.keywords)
        counts: dict[str, int] = {}
        for entry in catalogue.all:
            for iri in (entry.publisher.iri, *(s.iri for s in entry.subjects)):
                counts[iri] = counts.get(iri, 0) + 1
        #: By name, and by the address of the agent or topic.
        self.organisations: dict[str, dict[str, Any]] = {}
        self.by_agent: dict[str, dict[str, Any]] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.by_subject: dict[str, dict[str, Any]] = {}
        for agent in self._publishers():
            free = self.free(self.name(agent.id or _unnamed(agent, catalogue)))
            record = self._organisation(agent, free, counts.get(agent.iri, 0))
            self.organisations[free] = self.by_agent[agent.iri] = record
        for subject in catalogue.subjects:
            free = self.free(self.name(subject.id))
            record = self._group(subject, free, counts.get(subject.iri, 0))
            self.groups[free] = self.by_subject[subject.iri] = record

    def package(self, entry: Entry) -> dict[str, Any]:
        """A dataset as `package_show` tells it."""
        id = _id(entry.iri)
        record: dict[str, Any] = {
            "id": id,
            "name": self.name(entry.slug),
            "title": entry.title.main,
            "notes": _paragraphs(self.notice if entry.published else "", entry.about.main),
            "url": entry.iri,
            "version": entry.version,
            "author": entry.creator.name.main,
            "maintainer": entry.contact.name.main,
            "maintainer_email": entry.contact.email,
            **_licence(entry.rights),
            "type": "dataset",
            "state": "active",
            "private": False,
        }
        # A day is all that is known of a change; a harvester compares these as text.
        for key, day in (("metadata_created", entry.issued), ("metadata_modified", entry.modified)):
            if day:
                record[key] = f"{day}T00:00:00"
        organisation = self.by_agent[entry.publisher.iri]
        named = {self.tags[k]: k for k in entry.keywords}
        files = [self._resource(entry, id, n, d) for n, d in enumerate(entry.distributions)]
        return record | {
            "owner_org": organisation["id"],
            "organization": {k: v for k, v in organisation.items() if k != "package_count"},
            "groups": [_short(self.by_subject[s.iri]) for s in entry.subjects],
            "tags": [_tag(tag, keyword) for tag, keyword in named.items()],
            "num_tags": len(named),
            "resources": files,
            "num_resources": len(files),
            "extras": _origin(entry),
        }

    @staticmethod
    def name(given: str) -> str:
        """A name that CKAN takes; another text never gets the same one."""
        if _NAME.fullmatch(given) and given not in _TAKEN:
            return given
        mark = hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:12]
        clean = _NOT_OF_NAMES.sub("-", given.lower()).strip("-")[: LONGEST - len(mark) - 1]
        return f"{clean}-{mark}" if clean else mark

    def free(self, name: str) -> str:
        """That name, or one like it which no organisation or group has."""
        found, number = name, 1
        while found in self.organisations or found in self.groups:
            number += 1
            found = f"{name[: LONGEST - 5]}-{number}"
        return found

    def _publishers(self) -> Iterable[Agent]:
        """The offices of the register, the project, and whoever publishes an entry beside them."""
        found = {agent.iri: agent for _, agent in sorted(self.catalogue.agents.items())}
        found.setdefault(self.catalogue.publisher.iri, self.catalogue.publisher)
        for entry in self.catalogue.all:
            found.setdefault(entry.publisher.iri, entry.publisher)
        return found.values()

    def _organisation(self, agent: Agent, name: str, count: int) -> dict[str, Any]:
        own = agent.iri == self.catalogue.publisher.iri
        said = self.catalogue.description.main if own else _paragraphs(self.notice, agent.page)
        return {
            "id": _id(agent.iri),
            "name": name,
            "title": agent.name.main,
            "display_name": agent.name.main,
            "description": said,
            "type": "organization",
            "is_organization": True,
            "approval_status": "approved",
            "state": "active",
            "image_url": "",
            "package_count": count,
        }

    def _group(self, subject: Subject, name: str, count: int) -> dict[str, Any]:
        return {
            "id": _id(subject.iri),
            "name": name,
            "title": subject.title.main,
            "display_name": subject.title.main,
            "description": _paragraphs(self.notice, subject.page),
            "type": "group",
            "is_organization": False,
            "approval_status": "approved",
            "state": "active",
            "image_url": "",
            "package_count": count,
        }

    @staticmethod
    def _resource(entry: Entry, package: str, place: int, file: Distribution) -> dict[str, Any]:
        table = next((t for t in entry.tables if t.name == file.resource), None)
        record: dict[str, Any] = {
            "id": _id(file.iri),
            "package_id": package,
            "position": place,
            "name": file.title.main or file.name,
            "description": table.description.main if table else "",
            "format": FORMATS.get(file.format, file.format.upper()),
            "mimetype": file.media_type,
            "url": file.url,
            "state": "active",
        }
        if file.sha256:  # not known of files that lie on another portal
            record |= {"size": file.bytes, "hash": file.sha256, "hash_algorithm": SHA256}
        if file.rights and file.rights != entry.rights:
            record["license"] = file.rights[0].iri or file.rights[0].title or file.rights[0].name
        if entry.modified:
            record["last_modified"] = f"{entry.modified}T00:00:00"
        return record


def tags(keywords: Iterable[str]) -> Mapping[str, str]:
    """Each keyword and its tag: signs that CKAN refuses are left out, and no two are the same.

    >>> dict(tags(["C++", "C#", "air bersih", "a/b"]))
    {'air bersih': 'air bersih', 'C#': 'C_', 'C++': 'C_-2', 'a/b': 'a b'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    # A keyword that CKAN takes as it is has the first right to its tag.
    for keyword in sorted(set(keywords), key=lambda k: (_munged(k) != k, k)):
        tag = start = _munged(keyword)
        number = 1
        while tag in taken:
            number += 1
            tag = f"{start[: LONGEST - 7]}-{number}"
        taken.add(tag)
        found[keyword] = tag
    return found


def _munged(keyword: str) -> str:
    clean = " ".join(_NOT_OF_TAGS.sub(" ", unicodedata.normalize("NFC", keyword)).split())
    return clean[:LONGEST].rstrip().ljust(2, "_")


def _tag(tag: str, keyword: str) -> dict[str, Any]:
    return {"name": tag, "display_name": keyword, "state": "active", "vocabulary_id": None}


def _licence(rights: tuple[Rights, ...]) -> dict[str, Any]:
    """The first licence in CKAN's terms; one that its register lacks is told in words alone."""
    first = rights[0] if rights else Rights("")
    known = LICENCES.get(first.name.lower(), NOT_SPECIFIED)
    return {
        "license_id": known.id,
        "license_title": first.title or first.name or known.title,
        "license_url": first.iri or known.url,
        "isopen": known.open,
    }


def _origin(entry: Entry) -> list[dict[str, str]]:
    """Of another portal: which, as ckanext-harvest tells it."""
    facts = (("url", entry.harvested_from), ("title", entry.harvested_title))
    return [{"key": f"harvest_source_{k}", "value": v} for k, v in facts if v]


def _short(group: Mapping[str, Any]) -> dict[str, Any]:
    return {k: group[k] for k in ("id", "name", "title", "display_name", "description")}


def _unnamed(agent: Agent, catalogue: Catalogue) -> str:
    """The start of a name for who is not in the register of offices."""
    own = agent.iri == catalogue.publisher.iri
    return "penerbit" if own else f"asal-{hashlib.sha256(agent.iri.encode()).hexdigest()[:12]}"


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _id(iri: str) -> str:
    return str(uuid5(NAMESPACE_URL, iri))
