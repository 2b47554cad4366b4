"""The site engine's templates for one portal, and the files that all pages share.

The templates in `theme/` are written for the engine (MkDocs or Zensical). What is known when
the site is built (words, settings, date, commit, names of assets) is filled in here through
``[[ … ]]`` and ``[% … %]``, so that ``{{ … }}`` is left to the engine.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import rcssmin
import rjsmin
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..model import MAIN_LANGUAGE, OutputFile, Portal
from ..words import Words
from .integrity import Script, script_of
from .safe import visible
from .view import icon, licence_title

THEME = Path(__file__).parent.parent / "theme"
VENDOR = THEME / "vendor"
STYLES = (
    "tokens",
    "fonts",
    "base",
    "shell",
    "parts",
    "pages",
    "charts",
    "katalog",
    "home",
    "prose",
    "print",
)
#: Sheets of one kind of page each, loaded by those pages only (`View.page(style=…)`), and what
#: each is made of.
OWN_STYLES = {
    "jelajah": ("jelajah",),
    "kutipan": ("kutipan",),
    "lembar": ("lembar",),
    "sematkan": ("tokens", "dark", "charts", "sematkan"),  # alone: in a frame nothing is cached
    "wilayah": ("wilayah",),
}
TEMPLATES = (
    "main.html",
    "data.html",
    "404.html",
    "shell.html",
    "sitemap.xml",
    "partials/pd-meta.html",
    "partials/pd-theme.html",
    "partials/pd-header.html",
    "partials/pd-footer.html",
    "partials/javascripts/base.html",
    "partials/javascripts/content.html",
)

#: The menu: section (`bagian` of a page), its address, the key of its name.
MENU = (
    ("beranda", ".", "ui.nav.home"),
    ("katalog", "katalog/", "ui.nav.catalogue"),
    ("layanan", "layanan/", "ui.nav.services"),
    ("smart-city", "smart-city/", "ui.nav.smart_city"),
    ("topik", "topik/", "ui.nav.topics"),
    ("perangkat-daerah", "perangkat-daerah/", "ui.nav.agencies"),
    ("mutu", "mutu/", "ui.nav.quality"),
    ("panduan", "panduan/", "ui.nav.guide"),
)
HELP = ("panduan", "panduan/temuan", "kontak", "aksesibilitas", "privasi", "ketentuan", "tentang")


def assets() -> Iterator[OutputFile]:
    """The files that every page may use, once for all languages.

    A hash in the name lets them be kept by browsers for ever; the picture for sharing has a
    fixed name, since others point at it.
    """
    for name, content in sorted(_hashed().items()):
        yield OutputFile(PurePosixPath(asset(name)), content)
    yield OutputFile(
        PurePosixPath("assets/bagikan.png"), (THEME / "img" / "bagikan.png").read_bytes()
    )


def asset(name: str) -> str:
    """The address of a hashed asset below the site's root: "assets/data.1a2b3c4d.css"."""
    return hashed_name(name, _hashed()[name])


def hashed_name(name: str, content: bytes) -> str:
    """The address of an asset of that name and content."""
    stem, ending = name.rsplit(".", 1)
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def shared_script(portal: Portal, name: str) -> Script:
    """One of the scripts that many pages load."""
    return script_of(portal, asset(name), _hashed()[name])


@lru_cache(maxsize=1)
def _hashed() -> Mapping[str, bytes]:
    scripts = {p.name: _script(p) for p in sorted((THEME / "js").glob("[a-z]*.js"))}
    scripts.pop("tema.js")  # stands in the page itself
    scripts.pop("cari.js")  # stands in a file of the search
    scripts.pop("pekerja-luring.js")  # has a name of its own at the site's root
    scripts.pop("folder.js")  # only in the ZIP that is opened from a folder
    for name in ("periksa-nama.js", "periksa-resep.js"):
        scripts.pop(name)  # stands in a file of the check page, with its data
    libraries = {p.name: p.read_text(encoding="utf-8") for p in sorted(VENDOR.glob("*.js"))}
    fonts = {p.name: p.read_bytes() for p in sorted(VENDOR.glob("*.woff2"))}
    own = {f"{name}.css": _sheet(sources) for name, sources in OWN_STYLES.items()}
    sheet = re.sub(
        r'url\("?([\w.-]+\.woff2)"?\)',
        lambda found: f"url({hashed_name(found[1], fonts[found[1]]).rpartition('/')[2]})",
        _stylesheet(),
    )
    sources = {"data.css": sheet, **own, **scripts, **libraries}
    return {**{name: text.encode("utf-8") for name, text in sources.items()}, **fonts}


def script(name: str) -> str:
    """A script that is written together with data, made small."""
    return _script(THEME / "js" / name)


def _script(path: Path) -> str:
    """A script without its comments and the white space it can do without."""
    return str(rjsmin.jsmin(path.read_text(encoding="utf-8")))


def _stylesheet() -> str:
    """One sheet, made small. The dark colours also serve readers whose browser runs no script."""
    parts = [_css(name) for name in STYLES]
    return str(rcssmin.cssmin("\n".join([parts[0], _css("dark"), _unscripted(), *parts[1:]])))


def _sheet(sources: Sequence[str]) -> str:
    """A sheet of one kind of page, made small; "dark" follows the reader's system alone."""
    parts = (_unscripted() if name == "dark" else _css(name) for name in sources)
    return str(rcssmin.cssmin("\n".join(parts)))


def _unscripted() -> str:
    """The dark colours for readers whose browser runs no script."""
    dark = _css("dark").replace(
        '[data-md-color-scheme="slate"]', ".no-js body[data-md-color-scheme]"
    )
    return f"@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _css(name: str) -> str:
    return (THEME / "css" / f"{name}.css").read_text(encoding="utf-8")


def theme_script() -> str:
    """The one inline script: it sets the colours before anything is painted."""
    return _script(THEME / "js" / "tema.js").strip()


def policy() -> str:
    """The content security policy of every page."""
    digest = base64.b64encode(hashlib.sha256(theme_script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; worker-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'"
    )


def theme_files(
    portal: Portal, words: Mapping[str, Words]
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The templates that the engine needs, for each language: path and content."""
    environment = Environment(  # noqa: S701 - `_inert` escapes, for two template languages
        loader=FileSystemLoader(THEME),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=StrictUndefined,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for lang in portal.languages:
        values = _values(portal, words[lang])
        for name in TEMPLATES:
            text = environment.get_template(name).render(values)
            yield PurePosixPath(lang, name), text.encode("utf-8")


def _inert(value: object) -> object:
    """A filled-in value as HTML that the engine's own template language reads as text."""
    if isinstance(value, Markup):
        return value
    text = visible(str(value)) if not hasattr(value, "_fail_with_undefined_error") else value
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")


def _values(portal: Portal, words: Words) -> dict[str, object]:
    from . import brand, contacts, offline

    lang = words.lang
    return {
        "mark": brand.mark(portal),
        "mark_address": brand.mark_address(portal),
        "colours": brand.address(portal),
        "lang": lang,
        "w": words,
        "icon": icon,
        "up": "" if lang == MAIN_LANGUAGE else "../",
        "other": _other(portal, lang),
        "lonely": _untranslated(portal, lang),
        "portal": portal,
        **contacts.of_guides(portal, lang),
        "name": portal.name.get(lang),
        "region": portal.region.get(lang),
        "publisher": portal.publisher.get(lang),
        "description": portal.description.get(lang),
        "address": portal.site_url.rstrip("/"),
        "menu": MENU,
        "help": HELP,
        "developers": _developers(portal),
        "licence": licence_title(words, portal.licence),
        "as_of": words.date(portal.as_of.isoformat()),
        "commit": portal.commit[:12],
        "asset": asset,
        "data_script": shared_script(portal, "data.js"),
        "offline": offline.is_on(portal),
        "policy": Markup(policy()),  # noqa: S704 - ours
        "script": Markup(theme_script()),  # noqa: S704 - ours
    }


def _untranslated(portal: Portal, lang: str) -> list[str]:
    """The hand-written pages that the other language lacks: their link leads to its home."""
    docs, main = portal.root / "docs", portal.languages[0]
    folders = {code: docs if code == main else docs / code for code in portal.languages}
    others = [folders[code] for code in portal.languages if code != main]

    def addresses(code: str) -> set[str]:
        found = set()
        for path in folders[code].rglob("*.md"):
            if code == main and any(path.is_relative_to(other) for other in others):
                continue
            name = path.relative_to(folders[code]).with_suffix("").as_posix()
            found.add(quote(f"{name}/".removesuffix("index/")))
        return found

    other = _other(portal, lang)
    return sorted(addresses(lang) - addresses(other)) if other else []


def _developers(portal: Portal) -> list[tuple[str, str]]:
    """The pages for developers, written in the main language only: address and title.

    One that says `kaki: false` is reached from another of them.
    """
    found = []
    for path in sorted((portal.root / "docs" / "pengembang").glob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if re.search(r"^kaki: *false$", text, re.M):
            continue
        title = re.search(r"^title: *(.+)$", text, re.M)
        name = quote(f"pengembang/{path.stem}/").removesuffix("index/")
        found.append((name, title[1].strip("\"' ") if title else path.stem))
    return found


def _other(portal: Portal, lang: str) -> str:
    """The language that the header links to; empty where there is only one."""
    return next((other for other in portal.languages if other != lang), "")
