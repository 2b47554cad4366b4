"""A strict page: nothing embeds, sends the reader on, or runs other than what was published."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from ..findings import Finding
from . import addresses
from .base import Answer, Check, fault
from .page import Element, Page
from .whole import Note, Notes, Site

#: Elements through which another document, or a program, shows in a page.
_EMBEDS = frozenset({"object", "embed", "applet", "frame", "frameset", "portal"})
#: A file that is named after its content: the first eight digits of its SHA-256.
_VERSIONED = re.compile(r"assets/[\w.-]*\.([0-9a-f]{8})\.\w+")
_INTEGRITY = re.compile(r"(sha256|sha384|sha512)-([\w+/=]+)")


def _page(page: Page, note: Note, site: Site) -> Answer:
    found = [*_policy_first(page), *_integrity(page, site)]
    looked = 0
    for one in page.elements:
        if one.tag in _EMBEDS or (one.tag == "iframe" and "srcdoc" in one.attrs):
            found.append(fault("site-embed", page.path, one.line, tag=one.tag))
        if one.tag == "meta" and one.get("http-equiv").strip().lower() == "refresh":
            found.append(fault("site-refresh", page.path, one.line))
    for address in addresses.of(page):
        if address.of.tag in {"a", "area"} and address.foreign:
            looked += 1
            if not address.rel & {"noopener", "noreferrer"}:
                line = address.of.line
                found.append(fault("site-link-rel", page.path, line, link=address.value))
    return looked, found


def _policy_first(page: Page) -> Iterator[Finding]:
    """A policy holds only for what follows it; one without a default leaves the rest open."""
    for one in page.elements:
        if one.get("http-equiv").strip().lower() == "content-security-policy":
            break
        if one.tag in {"script", "style"} and page.policy is not None:
            yield fault("site-policy-late", page.path, one.line, tag=one.tag)
            break
    names = {(part.split() or [""])[0].lower() for part in (page.policy or "").split(";")}
    if page.policy is not None and "default-src" not in names:
        yield fault("site-policy-wide", page.path, directive="default-src", source="*")


def _integrity(page: Page, site: Site) -> Iterator[Finding]:
    """What a page says of its scripts holds; a site with an address says it of all of them."""
    base = addresses.base(page, site.files)
    stated = any("canonical" in one.get("rel").lower().split() for one in page.all("link"))
    for one in (*page.all("script"), *page.all("link")):
        source = one.get("src" if one.tag == "script" else "href").strip()
        if not source or (one.tag == "link" and not one.get("integrity")):
            continue
        to = addresses.target(page.path, source, base)
        if not to or to.path not in site.files:
            continue  # the checks of links and of hosts look at these
        if not one.get("integrity"):
            if stated and _VERSIONED.fullmatch(to.path):
                yield fault("site-integrity-missing", page.path, one.line, link=source)
        elif not _fits(one, (site.folder / to.path).read_bytes()):
            yield fault("site-integrity-differs", page.path, one.line, link=source)


def _fits(element: Element, content: bytes) -> bool:
    """Whether a file is what the strongest hashes of the attribute say."""
    hashes = dict[str, set[str]]()
    for name, value in _INTEGRITY.findall(element.get("integrity")):
        hashes.setdefault(name, set()).add(value)
    if not hashes:
        return False
    name = max(hashes)
    digest = hashlib.new(name, content).digest()
    return base64.b64encode(digest).decode("ascii") in hashes[name]


def _site(notes: Notes, site: Site) -> Answer:
    """Files that are named after their content still have it."""
    looked, found = 0, []
    for path in sorted(site.files):
        if named := _VERSIONED.fullmatch(path):
            looked += 1
            digest = hashlib.sha256((site.folder / path).read_bytes()).hexdigest()
            if not digest.startswith(named[1]):
                found.append(fault("site-asset-changed", path))
    return looked, found


CHECK = Check(page=_page, site=_site)
