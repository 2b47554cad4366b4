"""Site -> ready HTML: every data page in every language, and the theme they stand in.

`render` gives the pages and what belongs to them; `theme_files` the engine's templates;
`assets` the files all pages share. Templates lie in `build_tools/templates`, sentences in
`build_tools/text`. Only this package knows jinja2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import OutputFile, Site
from ..words import Words
from . import lists
from .card import cards
from .dataset import dataset_files, held_page
from .guide import findings_page
from .quality import quality_page
from .report import report_file
from .safe import front_matter
from .theme import assets, theme_files
from .view import View

__all__ = ["assets", "front_matter", "render", "theme_files"]


def render(site: Site, words: Mapping[str, Words]) -> Iterator[OutputFile]:
    """All data pages of all languages, as front matter for the site engine.

    Pages have ``lang`` set and a path below the root of their language. Without ``lang``
    come the files that belong to them: search data and `pemeriksaan.json`.
    """
    for lang in site.portal.languages:
        view = View(site, words[lang])
        found = cards(site, words[lang])
        yield lists.home(view, found)
        yield from lists.catalogue(view, found)
        yield from lists.topics(view, found)
        yield from lists.agencies(view, found)
        yield from lists.groups(view, found)
        for published in site.published:
            yield from dataset_files(view, published)
        for held in site.held_back:
            yield held_page(view, held)
        yield from findings_page(view)
        yield from quality_page(view)
    for published in site.published:
        yield report_file(site.portal, published)
