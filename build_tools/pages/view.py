"""What every page sees: the site, its language, where it lies, and how it links and speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..model import MAIN_LANGUAGE, Licence, OutputFile, Portal, Site, Text
from ..words import Words
from .linked import linked
from .safe import front_matter, printable, visible

#: The folder of the front page.
HOME = PurePosixPath()
_NOTHING = Markup("")
TEMPLATES = Path(__file__).parent.parent / "templates"
ICONS = Path(__file__).parent.parent / "theme" / "icons"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the data pages: escaping on, strict about names."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printable,
        auto_reload=False,
    )


@cache
def icon(name: str) -> Markup:
    """The drawing of that name as inline SVG, hidden from assistive technology."""
    path = ICONS / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        path = ICONS / "dataset.svg"
    drawing = path.read_text(encoding="utf-8").strip()
    drawing = drawing.replace(' xmlns="http://www.w3.org/2000/svg"', "")  # HTML knows it
    # The size counts only where the style sheet is missing: a drawing would fill the page.
    marked = drawing.replace(
        "<svg ", '<svg class="i" aria-hidden="true" width="20" height="20" ', 1
    )
    return Markup(marked)  # noqa: S704 - a file of the theme


@dataclass(frozen=True)
class View:
    """One page in one language.

    ``path`` is the page's folder below the root of its language; links are relative to it,
    so that the site works under any address.
    """

    site: Site
    words: Words
    path: PurePosixPath = HOME
    titles: Mapping[str, Text] = field(default_factory=dict)  # of all that is published, by id

    def __post_init__(self) -> None:
        if not self.titles:  # once: a view of another page is made with `replace`
            titles = {p.id: p.dataset.title for p in self.site.published}
            object.__setattr__(self, "titles", titles)

    @property
    def portal(self) -> Portal:
        return self.site.portal

    @property
    def lang(self) -> str:
        return self.words.lang

    def count(self, key: str, count: int, **values: object) -> str:
        """A sentence about a number of things."""
        return counted(self.words, key, count, **values)

    @property
    def root(self) -> str:
        """The way from this page to the root of its language: "./", "../", "../../" …"""
        return "../" * len(self.path.parts) or "./"

    @property
    def base(self) -> str:
        """The full address of the root of this language; empty: the site's is not known."""
        base = self.portal.site_url.rstrip("/")
        own = "" if self.lang == MAIN_LANGUAGE else f"{self.lang}/"
        return f"{base}/{own}" if base else ""

    def link(self, target: str) -> str:
        """The relative address of a page of this language, as "katalog/"."""
        return self.root + target

    def file(self, target: str) -> str:
        """The relative address of a file that all languages share (downloads, feeds)."""
        up = "" if self.lang == MAIN_LANGUAGE else "../"
        return self.root + up + quote(target)

    def text(self, text: Text, note: bool = False) -> Markup:
        """A text in this language, or the main one's, marked as being in that language.

        With ``note`` the mark can be seen too.
        """
        shown = escape(visible(text.get(self.lang)))
        spoken = text.lang(self.lang)
        if spoken == self.lang or not shown:  # no text is in no language
            return shown
        marked = Markup('<span lang="{}">{}</span>').format(spoken, shown)
        return marked + " " + self.only_main if note else marked

    def linked(self, text: Text) -> Markup:
        """As `text`, but web addresses in it (http and https, the first few) are links."""
        spoken = text.lang(self.lang)
        shown = linked(text.get(self.lang), self.anchor)
        if spoken == self.lang or not shown:
            return shown
        return Markup('<span lang="{}">{}</span>').format(spoken, shown)

    @property
    def only_main(self) -> Markup:
        """The note beside a text that exists only in the main language; empty on its pages."""
        if self.lang == MAIN_LANGUAGE:
            return Markup("")
        return Markup('<small class="pd-only">{}</small>').format(self.words("ui.only_main"))

    def paragraphs(self, text: Text) -> Markup:
        """A longer text as paragraphs, parted at empty lines; says so in another language."""
        parts = [" ".join(part.split()) for part in text.get(self.lang).split("\n\n")]
        shown = [visible(part) for part in parts if part]
        spoken = text.lang(self.lang)
        if spoken == self.lang or not shown:
            return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in shown)
        mark = Markup('<p lang="{}">{}</p>')
        return Markup("\n").join(
            [
                *(mark.format(spoken, part) for part in shown),
                Markup("<p>{}</p>").format(self.only_main),
            ]
        )

    def say(self, key: str, **values: object) -> Markup:
        """A sentence whose values may be markup; everything else in it is escaped."""
        safe = {k: visible(v) if type(v) is str else v for k, v in values.items()}
        return Markup("{}").format(self.words.section(key)).format(**safe)

    def anchor(self, address: str, label: str) -> Markup:
        """A link to another site where the address is http(s); else the label alone."""
        if not address.startswith(("https://", "http://")):
            return escape(visible(label))
        return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(
            visible(address), visible(label)
        )

    def host_link(self, address: str) -> Markup:
        """A link to another site, named after its host."""
        try:
            host = urlsplit(address).hostname
        except ValueError:
            host = None
        return self.anchor(address if host else "", (host or address).removeprefix("www."))

    def explained(self, code: str) -> str:
        """The relative address at which a finding's code is explained."""
        known = self.words.has(f"findings.{code}.title")
        return self.link(f"panduan/temuan/{code}/" if known else "panduan/temuan/")

    def agency_text(self, id: str) -> Text:
        """The name of an OPD, or its id where the register does not have it."""
        agency = self.portal.agency(id)
        return agency.name if agency and agency.name else Text(id)

    def agency_link(self, id: str) -> Markup:
        """The name of an OPD, linked where it has a page."""
        name = self.text(self.agency_text(id))
        if self.portal.agency(id) is None:
            return name
        return Markup('<a href="{}">{}</a>').format(self.link(f"datasets/{id}/"), name)

    def licence(self, licence: Licence) -> Markup:
        """A licence by its title, linked to its text."""
        return self.anchor(licence.path, licence_title(self.words, licence))

    @property
    def common_searches(self) -> list[str]:
        """The words that readers often search, as the settings name them."""
        given = self.portal.settings
        own = given.get(self.lang)
        translated = own.get("pencarian_umum") if isinstance(own, Mapping) else None
        return [str(s) for s in translated or given.get("pencarian_umum") or ()]

    def page(
        self,
        template: str,
        title: str,
        description: str = "",
        section: str = "",
        *,
        kind: str = "list",
        about: Mapping[str, object] | None = None,
        canonical: str = "",
        style: str = "",
        head: Markup = _NOTHING,
        **values: object,
    ) -> OutputFile:
        """The finished page from a template of `templates/`.

        ``kind`` says what the page is, for those who measure it (`data-jenis` of the body);
        ``about`` gives further ``data-`` attributes. ``canonical`` is the page of this language
        that holds the same and is to be found instead (below the root, as in `link`).
        ``style``: the address of the style sheet of this kind of page alone (see `theme.asset`).
        ``head``: further lines of the page's head (see `machine`).
        """
        body = (
            environment()
            .get_template(f"{template}.html.j2")
            .render(v=self, w=self.words, icon=icon, title=title, **values)
        )
        more = {"description": one_line(description), "template": "data.html", "bagian": section}
        attributes = {"jenis": kind, **(about or {})}
        more["atribut"] = "".join(f' data-{k}="{escape(v)}"' for k, v in attributes.items())
        if canonical and self.base:
            more["kanonik"] = f"{self.base}{quote(canonical)}"
        if style:
            more["gaya"] = style
        if head:
            more["kepala"] = head
        content = front_matter(one_line(title), body, **more)
        return OutputFile(self.path / "index.md", content, self.lang)


def licence_title(words: Words, licence: Licence) -> str:
    """What a licence is called: as stated, but by its known name in another language."""
    known = words.section("ui.licences").get(licence.name.replace(".", "-"), "")
    stated = licence.title if words.lang == MAIN_LANGUAGE else known
    return stated or known or licence.title or licence.name


def subject_of(words: Words, code: str) -> str:
    """The subject whose page explains a finding's code; empty: the first page of findings."""
    key = f"findings.{code}.page"
    return words(key) if words.has(key) else ""


def worded(words: Words, section: str, word: str) -> str:
    """A word of a fixed list in the reader's language; one that the list lacks as it is."""
    key = f"{section}.{word}"
    return words(key) if word and words.has(key) else word


def counted(words: Words, key: str, count: int, **values: object) -> str:
    """A sentence about a number of things; ``<key>_one`` where a language speaks of one apart."""
    one = f"{key}_one"
    chosen = one if count == 1 and words.has(one) else key
    return words(chosen, count=words.number(count), **values)


def one_line(text: str, limit: int = 200) -> str:
    """The text on one line, cut at a word so that it is no longer than the limit."""
    line = " ".join(visible(text).split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
