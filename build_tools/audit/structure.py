"""A page can be found one's way in: title, headings, landmarks, skip link, zoom, tab order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from .base import Answer, Check, fault
from .page import Element, Page
from .whole import Note, Notes, Site

_HEADING = re.compile("h[1-6]")
_SECTIONS = ("main", "article", "section", "aside", "nav")
_ROLES = {"banner": "header", "main": "main", "contentinfo": "footer"}
_CONTROLS = frozenset({"button", "select", "textarea", "summary", "input", "iframe"})
_LEAST_ZOOM = 5.0
#: The further pages of a list may carry its title.
_FURTHER = re.compile(r"(?:^|/)hal/\d+/")


def _page(page: Page, note: Note, site: Site) -> Answer:
    found = [*_title(page), *_headings(page), *_landmarks(page), *_skip(page, note, site)]
    found += _zoom(page)
    for one in page.elements:
        if re.fullmatch(r"\+?0*[1-9][0-9]*", one.get("tabindex").strip()):
            found.append(fault("site-tab-order", page.path, one.line, tag=one.tag))
    return len(page.elements), found


def _title(page: Page) -> Iterator[Finding]:
    if not page.title:
        yield fault("site-title-missing", page.path)


def _headings(page: Page) -> Iterator[Finding]:
    headings = [one for one in page.elements if _HEADING.fullmatch(one.tag) and not one.hidden]
    top = [one for one in headings if one.tag == "h1"]
    if len(top) != 1 or not page.inside(top[0], "main"):
        line = top[-1].line if top else None
        yield fault("site-heading-main", page.path, line, count=len(top))
    before = 1
    for one in headings:
        level = int(one.tag[1])
        if level > before + 1:
            yield fault("site-heading-skipped", page.path, one.line, level=level, before=before)
        before = level


def _landmarks(page: Page) -> Iterator[Finding]:
    found: list[str] = []
    for one in page.elements:
        role = one.get("role")
        own = one.tag == "main" or (
            one.tag in {"header", "footer"} and not page.inside(one, *_SECTIONS)
        )
        if role in _ROLES or (own and not role):
            found.append(_ROLES.get(role, one.tag))
    wanted = ("main", "footer") if page.is_framed else ("header", "main", "footer")
    for name in wanted:
        if found.count(name) != 1:
            yield fault("site-landmark", page.path, part=name, count=found.count(name))


def _skip(page: Page, note: Note, site: Site) -> Iterator[Finding]:
    """The first thing that the Tab key reaches leads past the header."""
    if page.is_framed:
        return
    hides = hidden_classes(note, site)
    first = next((one for one in page.elements if _reached(one, hides)), None)
    href = first.get("href") if first else ""
    if not first or first.tag != "a" or not href.startswith("#") or href[1:] not in page.ids:
        yield fault("site-skip-link", page.path, first.line if first else None)


def hidden_classes(note: Note, site: Site) -> frozenset[str]:
    """The classes that the page's style sheets never show."""
    return frozenset().union(*(site.style(sheet).hides for sheet in note.styles))


def _reached(one: Element, hides: frozenset[str]) -> bool:
    if one.get("tabindex").strip() == "-1" or "hidden" in one.attrs or one.classes & hides:
        return False
    if one.get("type") == "hidden":
        return False
    return ("href" in one.attrs and one.tag == "a") or one.tag in _CONTROLS


def _zoom(page: Page) -> Iterator[Finding]:
    for one in page.all("meta"):
        if one.get("name").lower() != "viewport":
            continue
        content = one.get("content").lower().replace(" ", "")
        most = re.search(r"maximum-scale=([0-9.]+)", content)
        fixed = re.search(r"user-scalable=(no|0)\b", content)
        if fixed or (most and float(most[1].strip(".") or 0) < _LEAST_ZOOM):
            yield fault("site-zoom", page.path, one.line)


def _site(notes: Notes, site: Site) -> Answer:
    """Titles that two pages of one language share."""
    found = []
    first: dict[tuple[str, str], str] = {}
    for note in notes.all:
        if note.title and not _FURTHER.search(note.path):
            key = (site.language(note.path), note.title)
            other = first.setdefault(key, note.path)
            if other != note.path:
                found.append(fault("site-title-twice", note.path, title=note.title, other=other))
    return 0, found


CHECK = Check(page=_page, site=_site)
