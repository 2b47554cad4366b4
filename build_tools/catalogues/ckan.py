"""CKAN's action API in static files: what can be answered without reading a query.

`/api/3/action/` is where CKAN's own harvester asks, `/api/action/` where ckanapi does; both hold
the same answers. A static host ignores the query, so a search answers with everything at once:
harvesters that page through it see nothing new on the second page and stop. What needs an id is a
file of its own, `/api/3/package_show/<name>.json`; a host that can rewrite maps `?id=` to it
(`docs/pengembang/katalog.md`). Files have no ending, as the addresses have none; what is not ASCII
is escaped, since such a file is sent without a charset.

CKAN 2.12, the reference of its action API. The answers name full addresses: without `site_url`
there are none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..model import OutputFile, Site
from ..terms import Catalogue, describe
from .ckan_records import REGISTER, Records

ROOTS = ("api/3/action", "api/action")
#: Where files about one thing lie. Not below `action`: a name cannot be a file and a folder.
SHOWN = "api/3"
#: Up to here every list and every way to name a thing has its file; CKAN, too, answers a search
#: with 1,000 at most. Beyond, hosts would meet their limits: only what harvesters need is there.
SMALL = 1_000
#: The CKAN whose answers these have the form of; clients ask for it.
VERSION = "2.12.0"


def make(site: Site) -> Iterator[OutputFile]:
    """Every answer, as a file; nothing for a site whose address is not known."""
    catalogue = describe(site)
    if catalogue.addresses.known:
        yield from _Api(catalogue).files()


class _Api:
    """The answers of one catalogue; each package is written out once and put where it belongs."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.records = Records(catalogue)
        self.help = catalogue.addresses.of_file("data-terbuka/")
        self.packages = {r["name"]: r for r in map(self.records.package, catalogue.all)}
        self.written = {name: _json(self.packages[name]) for name in sorted(self.packages)}
        self.small = len(self.packages) <= SMALL

    def files(self) -> Iterator[OutputFile]:
        for action, answer in self.lists():
            for root in ROOTS:
                yield OutputFile(PurePosixPath(root, action), answer)
        for path, answer in self.shown():
            yield OutputFile(PurePosixPath(SHOWN, f"{path}.json"), answer)

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """The actions that need no argument."""
        records = self.records
        rows = ",".join(self.written.values())
        yield "package_list", self.answer(_json(list(self.written)))
        if self.small:
            yield "current_package_list_with_resources", self.answer(f"[{rows}]")
        yield "package_search", self.answer(_found(len(self.written), rows))
        yield "organization_list", self.answer(_json(sorted(records.organisations)))
        yield "group_list", self.answer(_json(sorted(records.groups)))
        yield "tag_list", self.answer(_json(sorted(set(records.tags.values()))))
        yield "vocabulary_list", self.answer("[]")
        yield "license_list", self.answer(_json([licence.record() for licence in REGISTER]))
        yield "status_show", self.answer(_json(self.status()))
        yield "site_read", self.answer("true")

    def shown(self) -> Iterator[tuple[str, bytes]]:
        """What is asked for by name or id; an organisation and a group always have both."""
        records = self.records
        for kind, named in (
            ("organization", records.organisations),
            ("group", records.groups),
        ):
            for record in named.values():
                answer = self.answer(_json(record))
                yield f"{kind}_show/{record['name']}", answer
                yield f"{kind}_show/{record['id']}", answer
        for name, text in self.written.items():
            answer = self.answer(text)
            yield f"package_show/{name}", answer
            if self.small:
                yield f"package_show/{self.packages[name]['id']}", answer
                for resource in self.packages[name]["resources"]:
                    yield f"resource_show/{resource['id']}", self.answer(_json(resource))
        for move in self.catalogue.moves:
            old, new = (records.name(id.replace("/", "--")) for id in (move.id, move.to))
            if new in self.written and old not in self.written:
                yield f"package_show/{old}", self.answer(self.written[new])
        yield "not_found", self.absent()

    def status(self) -> dict[str, Any]:
        """What this is: shaped like CKAN's, static, and never to be written to."""
        catalogue = self.catalogue
        return {
            "site_title": catalogue.title.main,
            "site_description": catalogue.description.main,
            "site_url": catalogue.addresses.base.rstrip("/"),
            "ckan_version": VERSION,
            "error_emails_to": catalogue.contact.email or None,
            "locale_default": catalogue.portal.languages[0],
            "extensions": [],
            "static": True,
            "read_only": True,
            "demonstration": catalogue.demonstration,
            "notice": catalogue.notice.main,
        }

    def answer(self, result: str) -> bytes:
        """CKAN's envelope around a result that is JSON already."""
        return f'{{"help":{_json(self.help)},"success":true,"result":{result}}}\n'.encode("ascii")

    def absent(self) -> bytes:
        """What a host that can rewrite answers for an id that is none, with status 404."""
        error = {"__type": "Not Found Error", "message": "Not found"}
        return (_json({"help": self.help, "success": False, "error": error}) + "\n").encode("ascii")


def _found(count: int, rows: str) -> str:
    """A search's result: everything, in the order of `package_list`."""
    head = f'"count":{count},"sort":"name asc","facets":{{}},"search_facets":{{}}'
    return f'{{{head},"results":[{rows}]}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
