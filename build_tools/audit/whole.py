"""What the audit keeps of the whole site: its files, its languages, and a note of each page."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from . import addresses, style
from .page import Page

#: The language of the pages at the site's root; every other lies in a folder of its name.
MAIN = "id"
_LANG = re.compile(r"<html\b[^>]*\blang=[\"']?([\w-]+)", re.I)
#: What the name of a file of code ends in.
CODE = re.compile(r"\.m?js(?:[?#]|$)")
_PACKED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff", ".woff2", ".gz")


class NoSiteError(Exception):
    """The folder is not there, or holds no site."""


@dataclass(frozen=True)
class Site:
    """A built site: its folder and what lies in it. Style sheets and sizes are read once."""

    folder: Path
    files: frozenset[str]  # from the folder, with "/"
    languages: frozenset[str]  # those that have a folder
    _styles: dict[str, style.Style] = field(default_factory=dict, repr=False, compare=False)
    _weights: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def language(self, path: str) -> str:
        """The language that a page at that path has to be in."""
        top, _, rest = path.partition("/")
        return top if rest and top in self.languages else MAIN

    def plain(self, path: str) -> str:
        """The path without the folder of its language: alike for both languages of a page."""
        lang = self.language(path)
        return path if lang == MAIN else path.removeprefix(f"{lang}/")

    def text(self, path: str) -> str:
        """The text of one of its files."""
        return (self.folder / path).read_text(encoding="utf-8", errors="replace")

    def style(self, path: str) -> style.Style:
        """What one of its style sheets says."""
        if path not in self._styles:
            self._styles[path] = style.read(self.text(path))
        return self._styles[path]

    def weight(self, path: str) -> int:
        """How many bytes of one of its files a host sends, compressed where that helps."""
        if path not in self._weights:
            data = (self.folder / path).read_bytes()
            self._weights[path] = len(data) if path.endswith(_PACKED) else packed(data)
        return self._weights[path]


def packed(data: bytes) -> int:
    """How many bytes are left after gzip -9."""
    return len(gzip.compress(data, 9, mtime=0))


@dataclass(frozen=True)
class Note:
    """What is kept of a page when the page itself has been let go."""

    path: str
    lang: str  # as declared
    title: str
    is_data: bool
    body: Mapping[str, str]
    weight: int  # of the HTML, compressed
    ids: str  # one a line
    loads: tuple[tuple[str, str], ...]  # of the first view: "css", "js" or "other", and the file
    pairs: tuple[tuple[str, str], ...]  # language and page that the other language is said to be at
    fragments: tuple[tuple[str, str, int], ...]  # page, id and line of links to a place elsewhere
    scripts: frozenset[str]  # files of code that it names, loaded at once or later
    styles: frozenset[str]
    guarded: bool  # it says what its scripts must be

    def has(self, name: str) -> bool:
        """Whether the page has that id."""
        return f"\n{name}\n" in self.ids


@dataclass(frozen=True)
class Notes:
    """The notes of all pages."""

    all: tuple[Note, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Note]:
        """The note of the page at each path."""
        return {note.path: note for note in self.all}

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """Every style sheet that some page loads."""
        return tuple(sorted(frozenset().union(*(note.styles for note in self.all))))

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """Every file of code that some page names."""
        return tuple(sorted(frozenset().union(*(note.scripts for note in self.all))))


def look(folder: Path) -> Site:
    """What lies in a built site; raises `NoSiteError` where there is none."""
    if not (folder / "index.html").is_file():
        raise NoSiteError(str(folder))
    files = set()
    for place, folders, names in os.walk(folder):
        folders.sort()
        part = Path(place).relative_to(folder).as_posix()
        files |= {name if part == "." else f"{part}/{name}" for name in names}
    tops = sorted(path.split("/")[0] for path in files if path.count("/") == 1)
    languages = {top for top in tops if f"{top}/index.html" in files and _declares(folder, top)}
    return Site(folder, frozenset(files), frozenset(languages - {MAIN}))


def _declares(folder: Path, lang: str) -> bool:
    with (folder / lang / "index.html").open(encoding="utf-8", errors="replace") as file:
        found = _LANG.search(file.read(4000))
    return bool(found and found[1] == lang)


def note(page: Page, site: Site, weight: int) -> Note:
    """What to keep of a page whose compressed HTML is that big."""
    base = addresses.base(page, site.files)
    loads: dict[str, str] = {}
    icon = ""
    pairs, fragments = [], []
    for address in addresses.of(page):
        to = addresses.target(page.path, address.value, base)
        one = address.of
        if to and one.tag == "link" and one.get("hreflang"):
            pairs.append((one.get("hreflang"), to.path))
        elif not to or to.path not in site.files:
            continue
        elif one.tag == "link" and "icon" in address.rel:
            icon = to.path  # a browser takes the last that it can show
        elif kind := _loaded_as(address):
            loads.setdefault(to.path, kind)
        elif to.fragment and to.path != page.path and to.path.endswith(".html"):
            fragments.append((to.path, to.fragment, one.line))
    styles = frozenset(path for path, kind in loads.items() if kind == "css")
    for path in (*filter(None, [icon]), *_fonts(styles, site)):
        loads.setdefault(path, "other")
    return Note(
        path=page.path,
        lang=page.lang,
        title=page.title,
        is_data=page.is_data,
        body={name: value for name, value in page.body.items() if name.startswith("data-")},
        weight=weight,
        ids="\n" + "\n".join(page.ids) + "\n",
        loads=tuple((kind, path) for path, kind in loads.items()),
        pairs=tuple(pairs),
        fragments=tuple(fragments),
        scripts=frozenset(_scripts(page, site, base)),
        styles=styles,
        guarded=any("integrity" in one.attrs for one in page.all("script")),
    )


def _fonts(styles: frozenset[str], site: Site) -> Iterator[str]:
    for sheet in sorted(styles):
        for font in site.style(sheet).fonts:
            to = addresses.target(sheet, font)
            if to and to.path in site.files:
                yield to.path


def _scripts(page: Page, site: Site, base: str | None) -> Iterator[str]:
    """The files of code that any attribute names."""
    for one in page.elements:
        for value in one.attrs.values():
            if CODE.search(value):
                to = addresses.target(page.path, value, base)
                if to and to.path in site.files and CODE.search(to.path):
                    yield to.path


_PRELOADED = {"style": "css", "script": "js"}
_LOADED = {"script": "js", "img": "other", "iframe": "other", "use": "other", "object": "other"}


def _loaded_as(address: addresses.Address) -> str:
    """What a browser loads it as when the page is opened; empty: it does not, or not yet."""
    one = address.of
    if one.tag == "link":
        if "stylesheet" in address.rel:
            return "css"
        if "modulepreload" in address.rel:
            return "js"
        return _PRELOADED.get(one.get("as"), "other") if "preload" in address.rel else ""
    if address.name not in {"src", "href", "xlink:href", "data"} or one.get("loading") == "lazy":
        return ""
    return _LOADED.get(one.tag, "")
