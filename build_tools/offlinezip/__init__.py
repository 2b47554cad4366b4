"""The whole site as one ZIP that opens from a folder, without a server and without a network.

`pack` reads a built site and writes the ZIP as a stream; memory does not grow with the site. The
same site gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from .. import sums
from ..archive import Archive
from ..model import Portal
from ..options import Progress, silent
from ..words import Words
from . import names
from .links import Pages

#: What a finished site says of itself (see `build_tools.provenance`).
ORIGIN = "asal-situs.json"
_SCRIPT = Path(__file__).parent.parent / "theme" / "js" / "folder.js"
_TITLE = re.compile("<title>([^<]*)</title>")
_PART = 1 << 20
_MOST_ORIGIN = 1 << 20


class NoSiteError(Exception):
    """The folder holds no finished site."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: how many files and pages, how many were left out, bytes of the ZIP."""

    files: int
    pages: int
    left_out: int
    size: int
    dead: tuple[tuple[str, str], ...]  # page and address of links that led nowhere before


@dataclass(frozen=True, slots=True)
class Origin:
    """What a site says it was made from: the day of its data (ISO date) and the commit."""

    as_of: str
    commit: str


def origin(site: Path) -> Origin:
    """What a finished site was made from; `NoSiteError` where it does not say."""
    path = site / ORIGIN
    try:
        if not (site / "index.html").is_file() or path.stat().st_size > _MOST_ORIGIN:
            raise NoSiteError(site)
        told = json.loads(path.read_text(encoding="utf-8"))
        return Origin(str(told["keadaan_per"]), str(told["commit"] or ""))
    except (FileNotFoundError, ValueError, KeyError, TypeError) as problem:
        raise NoSiteError(site) from problem


def place(root: Path, *, downloads: bool = True) -> Path:
    """Where the ZIP of a portal goes unless it is told: in its `.build`; raises `OSError`."""
    build = root / ".build"
    build.mkdir(exist_ok=True)
    return build / ("situs-luring.zip" if downloads else "situs-luring-ringkas.zip")


def pack(
    site: Path,
    to: Path,
    portal: Portal,
    words: Mapping[str, Words],
    *,
    downloads: bool = True,
    progress: Progress = silent,
) -> Packed:
    """Writes the ZIP of a finished site to ``to``; raises `NoSiteError`, and `OSError`.

    Without ``downloads`` only the tables' CSV comes along, of all downloads; links to the others
    lead to a page that says where they are. What lay at ``to`` stays until the new one is whole.
    """
    site = site.resolve()
    work = _Work(site, portal, words, origin(site), downloads)
    part = to.with_name(f"{to.name}.part")
    archive = Archive(part)
    try:
        for done, name in enumerate(work.wanted):
            work.add(archive, name)
            progress("zip", done + 1, len(work.wanted))
        work.finish(archive)
        archive.close()
        part.replace(to)
    finally:
        archive.abandon()
        part.unlink(missing_ok=True)
    pages = sum(name.endswith(".html") for name in work.wanted)
    dead = tuple(sorted(work.pages.dead))
    left = len(work.absent)
    return Packed(len(work.hashes) + 1, pages, left, to.stat().st_size, dead)


class _Work:
    """One ZIP as it is written."""

    def __init__(
        self, site: Path, portal: Portal, words: Mapping[str, Words], made: Origin, downloads: bool
    ) -> None:
        self.site, self.portal, self.words, self.made = site, portal, words, made
        found = [name for name in _files(site) if names.is_wanted(name)]
        self.absent = {n for n in found if not downloads and names.is_large_download(n)}
        self.wanted = [name for name in found if name not in self.absent]
        self.places = names.places(self.wanted)
        self.top = names.top_folder(portal.name.get(portal.languages[0]), made.as_of)
        self.script = "assets/folder.js"
        places = {**self.places, sums.NAME: sums.NAME}
        self.pages = Pages(places, self._absent, self.script, self._line)
        self.hashes: dict[str, str] = {}
        self.titles: dict[str, dict[str, str]] = {lang: {} for lang in portal.languages}

    def add(self, archive: Archive, name: str) -> None:
        """A file of the site: a page rewritten, all else as it is."""
        path, place = self.site / name, self.places[name]
        if name.endswith(".html"):
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            self._title(name, text)
            made = self.pages.rewritten(name, text).encode("utf-8", "surrogateescape")
            self._whole(archive, place, made)
            return
        digest = hashlib.sha256()
        entry = archive.begin(f"{self.top}/{place}", path.stat().st_size)
        with path.open("rb") as file:
            while part := file.read(_PART):
                digest.update(part)
                entry.write(part)
        entry.end()
        self.hashes[place] = digest.hexdigest()

    def finish(self, archive: Archive) -> None:
        """What only the ZIP has: its script, how to open it, the list of hashes."""
        self._whole(archive, self.script, _SCRIPT.read_bytes())
        for lang in self.portal.languages:
            words = self.words[lang]
            self._whole(archive, words("luring.readme.name"), self._readme(words))
            if self.absent:
                self._whole(archive, self._note(lang), self._note_page(words).encode())
        archive.add(f"{self.top}/{sums.NAME}", sums.written(self.hashes))

    def _whole(self, archive: Archive, place: str, content: bytes) -> None:
        archive.add(f"{self.top}/{place}", content)
        self.hashes[place] = hashlib.sha256(content).hexdigest()

    def _folder(self, lang: str) -> str:
        return "" if lang == self.portal.languages[0] else f"{lang}/"

    def _note(self, lang: str) -> str:
        return f"{self._folder(lang)}{self.words[lang]('luring.absent.file')}.html"

    def _absent(self, page: str, target: str) -> str:
        """The page that says that a file did not come along, in the language of a page."""
        if target not in self.absent:
            return ""
        return f"{self._note(self._language(page))}#{names.dataset(target)}"

    def _language(self, page: str) -> str:
        top = page.partition("/")[0]
        return top if top in self.portal.languages[1:] else self.portal.languages[0]

    def _title(self, page: str, text: str) -> None:
        """Remembers what a dataset is called on its page."""
        lang = self._language(page)
        id = names.dataset(page)
        found = _TITLE.search(text)
        if found and page == f"{self._folder(lang)}datasets/{id}/index.html":
            self.titles[lang][id] = unescape(found[1]).removesuffix(
                f" – {self.portal.name.get(lang)}"
            )

    def _line(self, page: str) -> str:
        """What every page of the copy says of itself; sheets for printing name their own day."""
        if page.endswith("/lembar/index.html"):
            return ""
        say = self.words[self._language(page)]
        told = escape(say("luring.folder.page", date=say.date(self.made.as_of)))
        home = self._home(say.lang)
        newest = f" {escape(say('luring.folder.newest'))} {_link(home)}" if home else ""
        return f'<p class="pd-w pd-note">{told}{newest}</p>'

    def _home(self, lang: str) -> str:
        """The address of the site's home page; empty: it is not known."""
        address = self.portal.site_url.rstrip("/")
        known = address.startswith(("https://", "http://"))
        return f"{address}/{self._folder(lang)}" if known else ""

    def _readme(self, words: Words) -> bytes:
        say, made, portal = words, self.made, self.portal
        state = "state_commit" if made.commit else "state"
        licence = portal.licence.title or portal.licence.name
        text = say(
            "luring.readme.text",
            name=portal.name.get(say.lang),
            state=say(f"luring.readme.{state}", date=say.date(made.as_of), commit=made.commit[:12]),
            downloads="" if self.absent else say("luring.readme.downloads"),
            left_out=say("luring.readme.left_out") + "\n" if self.absent else "",
            address=portal.site_url or say("luring.readme.no_address"),
            licence=f"{licence} {portal.licence.path}".strip(),
        )
        lines = text.replace("\n\n\n", "\n\n").splitlines()
        return "".join(f"{line}\r\n" for line in lines).encode()  # as Windows' editor has lines

    def _note_page(self, words: Words) -> str:
        """A page by itself: what is not here, where it is, and the ways back to the datasets."""
        lang, say = words.lang, words
        up = "../" if self._folder(lang) else ""
        sheet = next((n for n in self.wanted if _is_sheet(n)), "")
        home = self._home(lang)
        where = f"{escape(say('luring.absent.online'))} {_link(home)}"
        online = where if home else escape(say("luring.absent.no_address"))
        title = escape(say("luring.absent.title"))
        style = f'<link rel="stylesheet" href="{up}{quote(sheet)}">' if sheet else ""
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            f"<title>{title}</title>\n{style}\n</head>\n"
            f'<body data-md-color-scheme="default">\n<main class="pd"><div class="pd-w">\n'
            f"<h1>{title}</h1>\n<p>{escape(say('luring.absent.text'))}</p>\n<p>{online}</p>\n"
            f'<p><a href="index.html">{escape(say("luring.absent.home"))}</a></p>\n'
            f"{self._ways_back(words)}</div></main>\n</body>\n</html>\n"
        )

    def _ways_back(self, words: Words) -> str:
        """The datasets that lack a download; links to one that lacks lead to its line."""
        ids = {names.dataset(name) for name in self.absent}
        known = {id: title for id, title in self.titles[words.lang].items() if id in ids}
        lines = "".join(
            f'<li id="{escape(id)}"><a href="datasets/{quote(id)}/index.html">{escape(title)}</a>'
            "</li>\n"
            for id, title in sorted(known.items(), key=lambda one: (one[1].casefold(), one[0]))
        )
        return f"<h2>{escape(words('luring.absent.pages'))}</h2>\n<ul>\n{lines}</ul>\n"


def _link(address: str) -> str:
    return f'<a rel="noopener" href="{escape(address)}">{escape(address)}</a>'


def _is_sheet(name: str) -> bool:
    return (
        posixpath.dirname(name) == "assets"
        and name.startswith("assets/data.")
        and (name.endswith(".css"))
    )


def _files(site: Path) -> Iterator[str]:
    """Every file of the site by its name, in order; links are not followed."""
    entries = (entry for entry in sums.walk(site) if entry.is_file(follow_symlinks=False))
    yield from sorted(Path(entry.path).relative_to(site).as_posix() for entry in entries)
