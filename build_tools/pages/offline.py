"""Reading without a network: `luring/`, the service worker, and what the worker may keep.

The worker (`theme/js/pekerja-luring.js`) has one name for ever, `pekerja-luring.js`, so that a
browser finds the next one there; `luring.json` beside it tells it the shell and what is to be
removed. Both are the same bytes for the same commit, day and program.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import PurePosixPath
from typing import Concatenate, ParamSpec
from urllib.parse import quote, urlsplit

from ..model import MAIN_LANGUAGE, OutputFile, Portal, Site
from ..words import Words
from . import brand, pasts
from .contacts import asking
from .theme import VENDOR, asset, script, shared_script
from .view import View

WORKER = PurePosixPath("pekerja-luring.js")
LIST = PurePosixPath("luring.json")
#: Data of the search is fetched beforehand up to this size (bytes after gzip); beyond, a reader
#: who opened the catalogue has it all the same.
MOST_SEARCH = 30_000
_FOLDER = PurePosixPath("luring")
_SEARCH = ("katalog", "cari", "kolom")
#: Pages of every language, whichever is read: a switch of languages then leads somewhere.
_DOORS = ("", "luring/")
_PAGES = ("katalog/",)
_SCRIPTS = ("data.js", "katalog.js", "luring.js")
#: Where the newest release of a repository is, by host.
_RELEASES = {
    "github.com": "/releases/latest",
    "codeberg.org": "/releases/latest",
    "gitlab.com": "/-/releases",
}
_PLACE = '"[[luring]]"'

More = ParamSpec("More")
Render = Callable[Concatenate[Site, Mapping[str, Words], More], Iterator[OutputFile]]


def is_on(portal: Portal) -> bool:
    """Whether browsers may keep pages: all do, unless `extra.portal.luring` is `tidak`."""
    return str(portal.settings.get("luring", "ya")).lower() not in {"tidak", "false"}


def zip_address(portal: Portal) -> str:
    """Where the ZIP of the whole site is: as set (`zip`), else with the releases; may be empty."""
    given = str(portal.settings.get("zip") or "")
    if given.startswith(("https://", "http://")):
        return given
    try:
        host = urlsplit(portal.repository).hostname or ""
    except ValueError:
        return ""
    path = _RELEASES.get(host, "")
    return portal.repository.rstrip("/").removesuffix(".git") + path if path else ""


def completed(render: Render[More]) -> Render[More]:
    """Adds to all that is rendered what can only be told when it is known: worker and list."""

    @wraps(render)
    def whole(
        site: Site, words: Mapping[str, Words], /, *args: More.args, **more: More.kwargs
    ) -> Iterator[OutputFile]:
        scripts = []
        tops = _hand_written(site.portal)
        for file in render(site, words, *args, **more):
            tops.add((_folder(file.lang) if file.lang else "") or file.path.parts[0])
            if not file.lang and file.path.parts[0] == "assets":
                scripts.append(file)
            yield file
        yield from offline_pages(site, words)
        yield worker(site.portal, words, tops)
        yield listing(site, scripts)

    return whole


def offline_pages(site: Site, words: Mapping[str, Words]) -> Iterator[OutputFile]:
    """`luring/` in each language."""
    for lang in site.portal.languages:
        view = replace(View(site, words[lang]), path=_FOLDER)
        yield view.page(
            "offline",
            view.words("luring.title"),
            view.words("luring.description"),
            "panduan",
            kept=is_on(site.portal),
            zip=zip_address(site.portal),
            ways=[link for _, link in asking(view)],
            has_contact=_has_contact(view),
            script=shared_script(site.portal, "luring.js"),
        )


def _has_contact(view: View) -> bool:
    """Whether the portal has the page that says whom to ask."""
    own = "" if view.lang == view.portal.languages[0] else view.lang
    return (view.portal.root / "docs" / own / "kontak.md").is_file()


def _hand_written(portal: Portal) -> set[str]:
    """Names at the top of the site that do not come from data."""
    docs = portal.root / "docs"
    found = {path.stem for path in docs.iterdir()} if docs.is_dir() else set()
    return found | {"", "assets", "index.html", _FOLDER.name, *map(_folder, portal.languages)}


def worker(portal: Portal, words: Mapping[str, Words], tops: Iterable[str]) -> OutputFile:
    """The service worker; where nothing may be kept, one that removes itself and all it kept.

    ``tops``: the names at the top of the site; what else lies below its address is another's.
    """
    said = {
        _folder(lang): {"bahasa": lang, "salinan": words[lang]("luring.copy")}
        for lang in portal.languages
    }
    config = {
        "mati": not is_on(portal),
        "bahasa": [lang for lang in said if lang],
        "akar": sorted({quote(top) for top in tops}),
        "kata": said,
    }
    made = script("pekerja-luring.js").replace(_PLACE, _json(config))
    return OutputFile(WORKER, made.encode())


def listing(site: Site, scripts: Iterable[OutputFile]) -> OutputFile:
    """`luring.json`: what a browser fetches beforehand, and what it must not keep.

    ``scripts``: the files in `assets/` that were made of the portal's data. `hapus` names the
    datasets and versions whose public page says that they were taken back, are held back or gone.
    """
    portal = site.portal
    shared = [asset("data.css"), *(asset(name) for name in _SCRIPTS)]
    shared += [asset(path.name) for path in sorted(VENDOR.glob("*.woff2"))]
    shared += [brand.mark_address(portal), *filter(None, [brand.address(portal)])]
    found = {
        "inti": shared,
        "pintu": [_page(lang, page) for lang in portal.languages for page in _DOORS],
        "bahasa": {
            _folder(lang): [
                *(_page(lang, page) for page in _PAGES),
                *_search(scripts, lang),
            ]
            for lang in portal.languages
        },
        "hapus": sorted(_removed(site)),
    }
    told = f"{_json(found)} {portal.commit} {portal.as_of.isoformat()}"
    state = hashlib.sha256(told.encode()).hexdigest()[:12]
    return OutputFile(LIST, _json({"situs": state, **found}).encode())


def _folder(lang: str) -> str:
    return "" if lang == MAIN_LANGUAGE else lang


def _page(lang: str, page: str) -> str:
    return f"{_folder(lang)}/{page}".lstrip("/")


def _search(scripts: Iterable[OutputFile], lang: str) -> list[str]:
    starts = tuple(f"{name}-{lang}." for name in _SEARCH)
    own = [f for f in scripts if f.path.name.startswith(starts)]
    weight = sum(len(gzip.compress(_content(f), 9, mtime=0)) for f in own)
    return sorted(f.path.as_posix() for f in own) if weight <= MOST_SEARCH else []


def _content(file: OutputFile) -> bytes:
    return file.content if isinstance(file.content, bytes) else file.content.read_bytes()


def _removed(site: Site) -> Iterator[str]:
    """Ids, and `<id>/versi/<address>` of versions; the page of each says what became of it."""
    for held in site.held_back:
        yield held.source.id
    for past in pasts.gone(site):
        yield past.id
    for past in pasts.shown(site):
        for version in past.versions:
            if version.state in {"ditarik", "tertahan"}:
                yield f"{past.id}/versi/{version.address}"


def _json(given: object) -> str:
    return json.dumps(given, ensure_ascii=True, separators=(",", ":"))
