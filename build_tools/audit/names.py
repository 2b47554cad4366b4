"""Whatever is used, or seen, has a name for those who hear the page or speak to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding
from .base import Answer, Check, fault
from .page import Element, Page
from .structure import hidden_classes
from .whole import Note, Site

_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for")
#: Fields that show no text of their own, and those that the browser names.
_NO_FIELD = frozenset({"hidden", "submit", "reset", "button", "image"})
_USED = frozenset({"a", "button", "summary", "input", "select", "textarea", "iframe", "main"})
_CODES = {
    "link": "site-link-unnamed",
    "button": "site-button-unnamed",
    "image": "site-image-unnamed",
    "field": "site-field-unnamed",
    "region": "site-region-unnamed",
    "frame": "site-frame-unnamed",
}


def _page(page: Page, note: Note, site: Site) -> Answer:
    found = [*_ids(page), *_references(page), *_tables(page)]
    hides = hidden_classes(note, site)
    labels = _labels(page)
    looked = 0
    for one in page.elements:
        kind = "" if one.hidden or one.classes & hides else _kind(one)
        if kind:
            looked += 1
            if not _named(one, kind, labels, page):
                found.append(fault(_CODES[kind], page.path, one.line, tag=one.tag))
    return looked, found


def _kind(one: Element) -> str:
    """What it needs a name as; empty: it needs none."""
    if one.tag == "a" and "href" in one.attrs:
        return "link"
    if one.tag in {"img", "svg"} or one.get("role") == "img":
        return "image"
    if one.tag in {"button", "summary"} or one.get("type").lower() in {"button", "image"}:
        return "button"
    if one.tag in {"select", "textarea"}:
        return "field"
    if one.tag == "input":
        return "" if one.get("type").lower() in _NO_FIELD else "field"
    if one.tag == "iframe":
        return "frame"
    scrolls = one.get("tabindex").strip() == "0" and one.tag not in _USED
    return "region" if scrolls else ""


def _named(one: Element, kind: str, labels: Mapping[str, str], page: Page) -> bool:
    """Whether it is called anything. What a region or a frame holds is not its name."""
    if one.get("aria-label").strip() or one.get("aria-labelledby").strip():
        return True
    if one.tag == "img" and "alt" in one.attrs:
        return True  # an empty one says that the picture is an ornament
    if one.tag == "svg" and one.get("role") != "img":
        return False  # an ornament is aria-hidden
    if one.get("title").strip():
        return True
    if kind in {"button", "image"} and (one.get("alt") + one.get("value")).strip():
        return True  # the value of a field is what it holds, not what it is called
    if kind in {"link", "button", "image"}:
        return bool(one.text)
    if kind != "field":
        return False
    around = next((o for o in page.around(one) if o.tag == "label"), None)
    return bool((around and around.text) or labels.get(one.get("id"), ""))


def _labels(page: Page) -> dict[str, str]:
    """The text of each <label for>, by the id that it is for."""
    return {one.get("for"): one.text for one in page.all("label") if one.get("for")}


def _ids(page: Page) -> Iterator[Finding]:
    for name, count in page.ids.items():
        if count > 1:
            lines = [one.line for one in page.elements if one.get("id") == name]
            yield fault("site-id-twice", page.path, lines[-1], id=name)


def _references(page: Page) -> Iterator[Finding]:
    for one in page.elements:
        for name in _REFERENCES:
            for given in one.get(name).split():
                if given not in page.ids:
                    yield fault("site-id-unknown", page.path, one.line, attribute=name, id=given)


def _tables(page: Page) -> Iterator[Finding]:
    """A table has headers; those outside of <thead> say their direction; ours have a name.

    Tables of hand-written pages, of which the site engine makes the markup, stand under a
    heading and may go without a name.
    """
    heads: dict[int, list[Element]] = {}
    for one in page.all("th", "caption"):
        table = next((o for o in page.around(one) if o.tag == "table"), None)
        heads.setdefault(id(table), []).append(one)
    for table in page.all("table"):
        if table.hidden or table.get("role") in {"presentation", "none"}:
            continue
        own = heads.get(id(table), [])
        cells = [one for one in own if one.tag == "th"]
        loose = [o for o in cells if not o.get("scope") and not page.inside(o, "thead")]
        if not cells or loose:
            yield fault("site-table-headers", page.path, (loose or [table])[0].line)
        called = table.get("aria-label") + table.get("aria-labelledby")
        called += "".join(one.text for one in own if one.tag == "caption")
        if page.is_data and not called.strip():
            yield fault("site-table-unnamed", page.path, table.line)


CHECK = Check(page=_page)
