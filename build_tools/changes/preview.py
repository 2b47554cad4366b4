"""The changed pages of a built site, copied so that they open from a folder (`file://`).

A folder has no server: its address opens no `index.html`, and the browser takes each file for a
place of its own. So links to folders name the file, what a page may load is told anew, and what is
not copied is linked on the published site or not at all.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from ..model import Portal
from ..words import Words
from . import front

#: Downloads that are copied too: each, and all together, at most so many bytes.
MOST_FILE, MOST_ALL = 2_000_000, 20_000_000
_ATTRIBUTE = re.compile(r"""(\s)(href|src)(\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
#: A page from a folder has no server's address for itself: the browser calls it `file:`.
_POLICY = re.compile(r"""(content\s*=\s*")([^"]*)(")""", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
_VALUE = r"""(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?"""
_CHECKED = re.compile(rf"\s(?:integrity|crossorigin){_VALUE}", re.IGNORECASE)
_CSP = "content-security-policy"
_LOADED = frozenset({"script", "img", "source", "use", "image", "object", "embed", "iframe"})
_LINKED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})


@dataclass(frozen=True, slots=True)
class Preview:
    """The files to write, by path from the preview's folder, and how many of them are pages."""

    files: dict[str, bytes] = field(default_factory=dict)
    pages: int = 0


def preview(site: Path, portal: Portal, ids: Sequence[str], words: Words) -> Preview:
    """The pages of those datasets out of a built site, with what they load and a list of them.

    Nothing is written. Ids that have no page are listed without a link.
    """
    pages = {id: list(_pages(site, portal, id)) for id in ids}
    known = {page for found in pages.values() for page in found}
    files: dict[str, bytes] = {}
    for folder in (f for id in ids for f in _folders(portal, id)):
        _downloads(site, folder, files)
    banner = front.Banner(words)
    styles: list[str] = []
    for page in sorted(known):
        text = (site / page).read_text(encoding="utf-8")
        rewritten = _Page(page, site, {*known, *files}, portal.site_url, banner(page))
        files[page] = rewritten.of(text).encode()
        # Other kinds of pages have a sheet of their own that would not fit the list.
        styles = styles or [name for name in rewritten.assets if name.endswith(".css")]
        for asset in rewritten.assets:
            _asset(site, asset, files)
    files["index.html"] = front.index(site, pages, styles, portal.name, words).encode()
    return Preview(files, len(known))


def _folders(portal: Portal, id: str) -> Iterator[str]:
    for lang in portal.languages:
        yield f"datasets/{id}" if lang == portal.languages[0] else f"{lang}/datasets/{id}"


def _pages(site: Path, portal: Portal, id: str) -> Iterator[str]:
    for folder in _folders(portal, id):
        for path in sorted((site / folder).rglob("*.html")):
            yield path.relative_to(site).as_posix()


def _downloads(site: Path, folder: str, files: dict[str, bytes]) -> None:
    """The files of a dataset that are not too large, the smallest first."""
    paths = [p for p in (site / folder).rglob("*") if p.is_file() and p.suffix != ".html"]
    for path in sorted(paths, key=lambda p: (p.stat().st_size, p.as_posix())):
        size = path.stat().st_size
        if size <= MOST_FILE and size + sum(map(len, files.values())) <= MOST_ALL:
            files[path.relative_to(site).as_posix()] = path.read_bytes()


def _asset(site: Path, name: str, files: dict[str, bytes]) -> None:
    """A file that a page loads; of a style sheet also what that loads."""
    path = site / name
    if name in files or not path.is_file() or not path.resolve().is_relative_to(site.resolve()):
        return
    files[name] = path.read_bytes()
    if path.suffix == ".css":
        for found in _URL.findall(files[name].decode("utf-8", "replace")):
            inner = _target(name, found)
            if inner:
                _asset(site, inner, files)


def _target(page: str, address: str) -> str:
    """The file of the site that an address on a page leads to; empty: another place."""
    parts = urlsplit(address.strip())
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(page)
    made = posixpath.normpath(posixpath.join("/", base, path.lstrip("/") if not base else path))
    made = made.lstrip("/")
    is_folder = path.endswith("/") or PurePosixPath(path).name in {"", ".", ".."}
    return posixpath.join(made, "index.html") if is_folder else made


class _Page(HTMLParser):
    """One page, its tags written anew where they lead somewhere."""

    def __init__(self, page: str, site: Path, kept: set[str], site_url: str, banner: str) -> None:
        super().__init__(convert_charrefs=False)
        self.assets: list[str] = []
        self._page, self._site, self._kept = page, site, kept
        self._url = site_url.rstrip("/") if site_url.startswith(("https://", "http://")) else ""
        self._banner = banner
        self._changed: list[tuple[int, int, str]] = []
        self._lines: list[int] = []

    def of(self, text: str) -> str:
        """The page as it is to be written."""
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self.feed(text)
        self.close()
        made, at = [], 0
        for start, end, new in self._changed:
            made += [text[at:start], new]
            at = end
        return "".join([*made, text[at:]])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what stands in place of a tag."""
        old = self.get_starttag_text() or ""
        new = self._tag(tag, dict(attrs), old)
        if new != old:
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            self._changed.append((start, start + len(old), new))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same for `<use …/>`."""
        self.handle_starttag(tag, attrs)

    def _tag(self, tag: str, attributes: dict[str, str | None], old: str) -> str:
        if tag == "body":
            return f"{old}\n{self._banner}"
        if (
            tag == "meta"
            and (attributes.get("http-equiv") or "").lower() == "content-security-policy"
        ):
            return _POLICY.sub(lambda m: m[1] + m[2].replace("'self'", "'self' file:") + m[3], old)
        if tag in _LOADED:
            return self._loading(_CHECKED.sub("", old))
        if tag == "link":
            kinds = {*(attributes.get("rel") or "").lower().split()}
            if kinds & _LINKED:
                return self._loading(_CHECKED.sub("", old))
            return self._leading(old) if "alternate" in kinds else old
        if tag in {"a", "area"}:
            return self._leading(old)
        return old

    def _loading(self, old: str) -> str:
        """A tag that loads a file: that is copied."""

        def noted(match: re.Match[str]) -> str:
            target = _target(self._page, _unquoted(match[4]))
            if target:
                self.assets.append(target)
            return match[0]

        return _ATTRIBUTE.sub(noted, old)

    def _leading(self, old: str) -> str:
        """A tag that leads to a page: to its file, to the published site, or nowhere."""

        def led(match: re.Match[str]) -> str:
            address = _unquoted(match[4])
            if urlsplit(address).scheme or address.startswith(("#", "//")):
                return match[0]
            if not urlsplit(address).path:
                return match[0]
            new = self._address(address)
            if not new:
                return f"{match[1]}data-pratinjau{match[3]}{match[4]}"
            return f'{match[1]}{match[2]}="{escape(new)}"'

        return _ATTRIBUTE.sub(led, old)

    def _address(self, address: str) -> str:
        target, parts = _target(self._page, address), urlsplit(address)
        more = (f"?{parts.query}" if parts.query else "") + (
            f"#{parts.fragment}" if parts.fragment else ""
        )
        if target in self._kept or target in self.assets:
            here = posixpath.dirname(self._page) or "."
            return quote(posixpath.relpath(target, here)) + more
        if self._url:
            path = target.removesuffix("index.html") if target.endswith("/index.html") else target
            path = "" if path == "index.html" else path
            return f"{self._url}/{quote(path)}{more}"
        return ""


def _unquoted(value: str) -> str:
    return unescape(value.strip("\"'"))
