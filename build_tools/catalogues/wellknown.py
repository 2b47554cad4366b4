"""Files below `.well-known/` (RFC 8615): where programs look first at a host.

`api-catalog` (RFC 9727, a linkset of RFC 9264) names the interfaces; `security.txt` (RFC 9116) says
whom to tell of a hole, where the portal has named somebody (`extra.portal.keamanan`). Both name
full addresses: without the site's own there is no `api-catalog`, and no `Canonical`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from ..model import OutputFile, Site
from ..terms import Addresses, Catalogue, describe, encoded
from ..terms.describe import email

FOLDER = PurePosixPath(".well-known")
PROFILE = "https://www.rfc-editor.org/info/rfc9727"
#: For so many months from the month of the data on, `security.txt` counts; RFC 9116 asks for less
#: than a year. Of whole months, so that it does not change from day to day.
_MONTHS = 10


def make(site: Site) -> Iterator[OutputFile]:
    """What is below `.well-known/`."""
    catalogue = describe(site)
    if catalogue.addresses.known:
        content = json.dumps(_linkset(catalogue), ensure_ascii=True, indent=2) + "\n"
        yield OutputFile(FOLDER / "api-catalog", content.encode("ascii"))
    if lines := [*_security(catalogue)]:
        text = "".join(f"{line}\n" for line in lines)
        yield OutputFile(FOLDER / "security.txt", text.encode("utf-8", "replace"))


def _linkset(catalogue: Catalogue) -> dict[str, Any]:
    """The interfaces, and what describes each of them."""
    at = catalogue.addresses
    own, ckan = at.of_file("api/v1/index.json"), at.of_file("api/3/action/status_show")
    guides = [
        {"href": at.of_file(path), "type": "text/html", "hreflang": [lang]}
        for lang, path in _pages(catalogue, "data-terbuka/")
    ]
    meta = [
        {"href": at.of_file("catalog.jsonld"), "type": "application/ld+json"},
        {"href": at.of_file("catalog.ttl"), "type": "text/turtle"},
        {"href": at.of_file("data.json"), "type": "application/json"},
        {"href": at.of_file("datapackage.json"), "type": "application/json"},
    ]
    title = _titled(catalogue)
    return {
        "linkset": [
            {
                "anchor": at.of_file(".well-known/api-catalog"),
                "profile": [{"href": PROFILE}],
                "item": [{"href": own, "title": title}, {"href": ckan, "title": f"{title} (CKAN)"}],
            },
            {
                "anchor": own,
                "service-desc": [
                    {"href": at.of_file("api/v1/openapi.json"), "type": "application/openapi+json"}
                ],
                "service-doc": guides,
                "service-meta": meta,
            },
            {
                "anchor": ckan,
                "service-doc": guides,
                "status": [{"href": ckan, "type": "application/json"}],
            },
        ]
    }


def _titled(catalogue: Catalogue) -> str:
    """The portal's name; with the notice where it is a demonstration."""
    name, notice = catalogue.title.main, catalogue.notice.main
    return f"{name} ({notice.rstrip('.')})" if notice else name


def _pages(catalogue: Catalogue, path: str) -> Iterator[tuple[str, str]]:
    main, *others = catalogue.portal.languages
    yield main, path
    yield from ((lang, f"{lang}/{path}") for lang in others)


def _security(catalogue: Catalogue) -> Iterator[str]:
    """The lines of `security.txt`; none where the portal names nobody."""
    portal, at = catalogue.portal, catalogue.addresses
    given = portal.settings.get("keamanan")
    if not isinstance(given, Mapping) or not (contacts := [*_contacts(given)]):
        return
    if notice := catalogue.notice.main:
        yield f"# {notice}"
    yield from (f"Contact: {contact}" for contact in contacts)
    yield f"Expires: {_expires(portal.as_of)}"
    yield f"Preferred-Languages: {', '.join(portal.languages)}"
    if _secure(at):
        yield f"Canonical: {at.of_file('.well-known/security.txt')}"
    if policy := _https(given.get("kebijakan")):
        yield f"Policy: {policy}"


def _contacts(given: Mapping[str, Any]) -> Iterator[str]:
    """Mail first, then a page; RFC 9116 takes addresses of the web by https alone."""
    written = given.get("surel")
    if mail := email(written if isinstance(written, str) else ""):
        yield f"mailto:{mail}"
    if page := _https(given.get("url")):
        yield page


def _https(given: object) -> str:
    address = encoded(given if isinstance(given, str) else "")
    return address if address.startswith("https://") else ""


def _secure(at: Addresses) -> bool:
    return at.known and at.base.startswith("https://")


def _expires(day: date) -> str:
    """The first of a month, less than a year after the day for which the site is judged."""
    months = day.year * 12 + day.month - 1 + _MONTHS
    return f"{months // 12:04}-{months % 12 + 1:02}-01T00:00:00Z"
