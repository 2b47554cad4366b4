"""Each page says its language, has its twin in the other, and shows no unfilled text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from . import addresses
from .base import Answer, Check, fault
from .page import Element, Page
from .whole import MAIN, Note, Notes, Site

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.I
)
#: A gap that nobody filled, and a template that nobody rendered.
_GAP = re.compile(r"\{\{|\{%|%\}|\}\}|\{[a-z_][a-z0-9_]*\}")
#: A text that is the key of a text. "ui.ac.id" is a university.
_KEY = re.compile(r"(?:ui|cli|findings|formats|scaffold)(?:\.(?!ac\b|yml$|py$)[a-z0-9_-]+)+")


def _page(page: Page, note: Note, site: Site) -> Answer:
    found = []
    expected = site.language(page.path)
    if page.lang != expected:
        declared = page.lang or "–"
        found.append(fault("site-language-page", page.path, declared=declared, expected=expected))
    looked = len(page.texts)
    found += _links(page, site)
    for one in page.elements:
        if "lang" in one.attrs and one.tag != "html":
            looked += 1
            if one.get("lang") and not _TAG.fullmatch(one.get("lang")):
                found.append(fault("site-language-tag", page.path, one.line, lang=one.get("lang")))
    for text in page.texts:
        gap = _GAP.search(text.text) or _KEY.fullmatch(text.text)
        if gap:
            found.append(fault("site-unfilled", page.path, text.line, text=gap[0]))
    return looked, found


def _links(page: Page, site: Site) -> Iterator[Finding]:
    """Links that change the language without saying so, although there is a twin."""
    own = site.language(page.path)
    base = addresses.base(page, site.files)
    for address in addresses.of(page):
        if address.name != "href" or "hreflang" in address.of.attrs or _told(page, address.of):
            continue
        to = addresses.target(page.path, address.value, base)
        if not to or not to.path.endswith(".html") or site.language(to.path) == own:
            continue
        twin = site.plain(to.path) if own == MAIN else f"{own}/{site.plain(to.path)}"
        if {to.path, twin} <= site.files:
            yield fault(
                "site-language-link", page.path, address.of.line, link=address.value, target=twin
            )


def _told(page: Page, element: Element) -> bool:
    """Whether it, or what it stands in, is in another language than the page."""
    around = (one for one in (element, *page.around(element)) if one.get("lang"))
    return next(around, element).get("lang") not in {"", page.lang}


def _site(notes: Notes, site: Site) -> Answer:
    found: list[Finding] = []
    looked = 0
    for note in notes.all:
        for lang, path in note.pairs:
            looked += 1
            other = notes.by_path.get(path)
            back = {one for _, one in other.pairs} if other else set()
            if not other or other.lang != lang or note.path not in back:
                found.append(fault("site-language-pair", note.path, lang=lang, target=path))
    found += _alone(notes, site)
    return looked, found


def _alone(notes: Notes, site: Site) -> Iterator[Finding]:
    """Data pages that one language has and another lacks; hosts serve one 404 page for all."""
    pages: dict[str, dict[str, str]] = {lang: {} for lang in (MAIN, *sorted(site.languages))}
    for note in notes.all:
        if note.is_data and note.path.rsplit("/", 1)[-1] != "404.html":
            pages[site.language(note.path)][site.plain(note.path)] = note.path
    every = {plain: path for found in pages.values() for plain, path in found.items()}
    for lang, found in pages.items():
        for plain in sorted(every.keys() - found.keys()):
            yield fault("site-language-alone", every[plain], lang=lang)


CHECK = Check(page=_page, site=_site)
