"""Every link inside the site leads to a file of it, and to a place that is there."""

from __future__ import annotations

from ..findings import Finding
from . import addresses
from .base import Answer, Check, fault
from .page import Page
from .whole import Note, Notes, Site

_FAULTS = {"absolute": "site-link-absolute", "outside": "site-link-outside"}


def _page(page: Page, note: Note, site: Site) -> Answer:
    base = addresses.base(page, site.files)
    looked, found = 0, []
    for address in addresses.of(page):
        if address.of.tag == "link" and address.of.get("hreflang"):
            continue  # the check of languages looks at these
        to = addresses.target(page.path, address.value, base)
        if to:
            looked += 1
            line = address.of.line
            if code := _judged(to, page, site):
                found.append(fault(code, page.path, line, link=address.value, target=to.path))
    return looked, found


def _judged(to: addresses.Target, page: Page, site: Site) -> str:
    """The code of what is wrong with a link; empty: nothing."""
    if to.fault:
        return _FAULTS[to.fault]
    if to.path not in site.files:
        return "site-link-broken"
    inside = to.path == page.path and to.fragment not in {"", "top"}
    return "site-link-place" if inside and to.fragment not in page.ids else ""


def _site(notes: Notes, site: Site) -> Answer:
    """Links to a place on another page, once for all pages that have the same; style sheets."""
    found: list[Finding] = []
    known: set[tuple[str, str]] = set()
    for note in notes.all:
        for path, name, line in note.fragments:
            other = notes.by_path.get(path)
            if other and (path, name) not in known and not other.has(name):
                link = f"{path}#{name}"
                found.append(fault("site-link-place", note.path, line, link=link, target=path))
            known.add((path, name))
    looked = 0
    for sheet in notes.styles:
        for url in site.style(sheet).addresses:
            to = addresses.target(sheet, url)
            looked += to is not None
            if to and (to.fault or to.path not in site.files):
                code = _FAULTS.get(to.fault, "site-link-broken")
                found.append(fault(code, sheet, link=url, target=to.path))
    return looked, found


CHECK = Check(page=_page, site=_site)
