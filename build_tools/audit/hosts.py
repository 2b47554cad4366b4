"""Nothing is asked of another host, and nothing runs that the page's own policy does not name."""

from __future__ import annotations

import base64
import hashlib
import re

from ..findings import Finding
from . import addresses, style
from .base import Answer, Check, fault
from .page import Element, Page
from .whole import CODE, Note, Notes, Site

_FOREIGN = r"(?:(?:https?|wss?):)?//[\w.-]+"
#: Calls of a script that ask another host for something, by a literal address.
_CALL = re.compile(
    r"(?:\b(?:fetch|import|importScripts|sendBeacon|EventSource|WebSocket|Worker|URL)"
    rf"\s*\(\s*|\.src\s*=\s*|\bfrom\s*|\bimport\s*|\.open\s*\(\s*[\"'`]\w+[\"'`]\s*,\s*)"
    rf"[\"'`]({_FOREIGN})",
    re.I,
)
#: Attributes that lead somewhere when something is clicked, sent, opened or animated.
_LEADS = frozenset({"href", "xlink:href", "action", "formaction", "src", "data", "to", "from"}) | {
    "values"
}
_SCRIPTS = {"", "module", "text/javascript", "application/javascript"}
#: What a policy may allow beside the site itself and what it names by hash.
_NARROW = re.compile(r"'(?:none|self|sha(?:256|384|512)-[\w+/=-]+|wasm-unsafe-eval)'|data:|blob:")
_SOURCES = re.compile(r"(?:-src|-src-elem|-src-attr|-action|-uri|-ancestors)$")


def _page(page: Page, note: Note, site: Site) -> Answer:
    fetched = [one for one in addresses.of(page) if one.fetched]
    found = [
        fault("site-foreign", page.path, one.of.line, link=one.value)
        for one in fetched
        if one.foreign
    ]
    if page.policy is None:
        found.append(fault("site-policy-missing", page.path))
    else:
        found += _policy(page)
    for element in page.elements:
        found += _inline(page, element)
    return len(fetched), found


def _policy(page: Page) -> list[Finding]:
    """What the page's policy lets in from elsewhere, or lets run unnamed."""
    found = []
    for directive in (page.policy or "").split(";"):
        name, *sources = directive.split() or [""]
        if _SOURCES.search(name):
            found += [
                fault("site-policy-wide", page.path, directive=name, source=source)
                for source in sources
                if not _NARROW.fullmatch(source)
            ]
    return found


def _inline(page: Page, element: Element) -> list[Finding]:
    """Code and styles that stand in the page and are not named in its policy."""
    found = []
    for name, value in element.attrs.items():
        if name == "style":
            found.append(fault("site-inline-style", page.path, element.line, tag=element.tag))
        handler = re.fullmatch(r"on[a-z]+", name)
        if handler or (name in _LEADS and _is_code(value)):
            facts = {"tag": element.tag, "attribute": name}
            found.append(fault("site-inline-handler", page.path, element.line, **facts))
    if element.tag == "script" and "src" not in element.attrs:
        runs = element.get("type").lower() in _SCRIPTS
        if runs and not _allowed(element.text, page):
            found.append(fault("site-inline-script", page.path, element.line))
    if element.tag == "style":
        if not _allowed(element.text, page):
            found.append(fault("site-inline-style", page.path, element.line, tag="style"))
        foreign = (url for url in style.read(element.text).addresses if _foreign(url))
        found += [fault("site-foreign-style", page.path, element.line, link=u) for u in foreign]
    return found


def _is_code(value: str) -> bool:
    """Whether a browser takes an address for code, or for a page of its own that may hold some."""
    plain = re.sub("[\\x00-\\x20]", "", value).lower()  # which browsers read past
    return plain.startswith(("javascript:", "vbscript:", "data:text/html", "data:image/svg"))


def _foreign(url: str) -> bool:
    return bool(re.match(_FOREIGN, url, re.I))


def _allowed(text: str, page: Page) -> bool:
    """Whether the page's policy names the hash of that code; without a policy anything runs."""
    if page.policy is None:
        return True
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'" in page.policy


def _site(notes: Notes, site: Site) -> Answer:
    """Style sheets and code that some page loads, at once or later."""
    found = []
    for sheet in notes.styles:
        foreign = (url for url in site.style(sheet).addresses if _foreign(url))
        found += [fault("site-foreign-style", sheet, link=url) for url in foreign]
    scripts = _reached(notes, site)
    for path, text in scripts.items():
        for call in _CALL.finditer(text):
            line = text.count("\n", 0, call.start()) + 1
            found.append(fault("site-foreign-script", path, line, link=call[1]))
    return len(notes.styles) + len(scripts), found


def _reached(notes: Notes, site: Site) -> dict[str, str]:
    """The code that pages name, and the code that this names in turn."""
    files = [path for path in site.files if CODE.search(path)]
    names = {path: path.rsplit("/", 1)[-1] for path in sorted(files)}
    found: dict[str, str] = {}
    waiting = list(notes.scripts)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = site.text(path)
        waiting += [p for p, n in names.items() if p not in found and n in found[path]]
    return dict(sorted(found.items()))


CHECK = Check(page=_page, site=_site)
