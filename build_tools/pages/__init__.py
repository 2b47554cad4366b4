"""Site -> ready HTML: every data page in every language, and the theme they stand in.

`render` gives the pages and what belongs to them; `theme_files` the engine's templates;
`assets` the files all pages share. Templates lie in `build_tools/templates`, sentences in
`build_tools/text`. Only this package knows jinja2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .. import charts, precheck
from ..areas import gather as gather_areas
from ..model import OutputFile, Site
from ..quotes import Quoted
from ..related import related
from ..smartcity import gather
from ..words import Words
from . import brand, offline
from .agencies import agencies
from .areas import area_files, area_pages
from .badges import badge_files
from .card import Card, cards
from .catalogue import catalogue
from .checkpage import check_data, check_page
from .datalist import datalist, datalist_files
from .dataset import dataset_files
from .dip import dip_csv, dip_pages
from .duties import duties_csv, duty_pages
from .embed import embed_files
from .explore import explore_page
from .explorefile import explore_files
from .facets import formats, topics, years
from .folder import Folders, folder_zip
from .gone import gone_pages
from .groups import groups
from .growth import growth
from .guide import findings_page
from .harvested import harvested_pages
from .held import held_page
from .home import home
from .llms import llms
from .machines import machines_page
from .method import method_pages
from .neighbours import neighbours
from .portal import portal_pages
from .portal.mentions import mentions
from .profiles import profile_pages
from .quality import quality_csv, quality_pages
from .questions import asked, expanded, questions
from .report import report_file
from .requests import request_files, request_pages
from .results import results_csv
from .safe import front_matter
from .schedule import schedule
from .schedulefile import schedule_csv
from .scoreboard import scoreboard, scoreboard_files
from .sheet import sheet_pages
from .statistics import statistics_files, statistics_page
from .theme import assets, theme_files
from .twin import twin
from .use import use_files, use_page
from .versionfiles import version_files
from .versions import version_pages
from .view import View
from .waivers import waiver_pages

__all__ = ["assets", "folder_zip", "front_matter", "render", "theme_files"]

#: The pages made from the cards of all datasets. To add a kind: a module and its line here.
LISTS: tuple[Callable[[View, Sequence[Card]], Iterator[OutputFile]], ...] = (
    catalogue,
    topics,
    formats,
    years,
    groups,
)


@offline.completed
def render(
    site: Site, words: Mapping[str, Words], quoted: Sequence[Quoted] = ()
) -> Iterator[OutputFile]:
    """All data pages of all languages, as front matter for the site engine.

    Pages have ``lang`` set and a path below the root of their language. Without ``lang``
    come the files that belong to them: search data, `mutu.csv` and `pemeriksaan.json`.
    ``quoted``: hand-written pages, with the figures that they quote.
    """
    drawings = charts.prepare(site)
    close = related(site)
    rows = gather(site)
    places = gather_areas(site)
    said, folders = mentions(rows), Folders(site, rows)
    known = {published.id: published for published in site.published}
    grown = growth(site)
    packed = precheck.pack(site)
    schemas = check_data(packed)
    for lang in site.portal.languages:
        view = View(site, words[lang])
        found = cards(site, words[lang])
        yield home(view, found, drawings, rows, asked(view, quoted))
        for pages in LISTS:
            yield from pages(view, found)
        yield from agencies(view, found, rows, places)
        yield from portal_pages(view, rows, folders)
        for published in site.published:
            near = neighbours(view, published, close.get(published.id, ()), known)
            mentioned = said.get(published.id, ())
            yield from dataset_files(view, published, drawings, near, mentioned)
            yield from embed_files(view, published, drawings)
            yield from sheet_pages(view, published, drawings)
            yield use_page(view, published, drawings)
            yield twin(view, published, drawings)
        for held in site.held_back:
            yield held_page(view, held)
        yield from harvested_pages(view)
        yield from gone_pages(view)
        yield from version_pages(view)
        yield from findings_page(view)
        yield from profile_pages(view)
        yield from quality_pages(view)
        yield from waiver_pages(view)
        yield from schedule(view)
        yield from scoreboard(view, rows)
        yield from datalist(view, rows)
        yield from request_pages(view, rows)
        yield statistics_page(view, grown)
        yield from method_pages(view)
        yield machines_page(view)
        yield from area_pages(view, places, drawings)
        yield from duty_pages(view)
        yield from dip_pages(view)
        yield from badge_files(view)
        yield from check_page(view, packed, schemas)
        yield from explore_page(view)
        yield from questions(view, quoted)
        yield from expanded(view, quoted)
    yield from schemas
    yield from version_files(site)
    yield from explore_files(site, words)
    yield llms(site, words)
    yield from brand.files(site.portal)
    main = View(site, words[site.portal.languages[0]])
    yield schedule_csv(main)
    yield from (make(main) for make in (quality_csv, results_csv, duties_csv, dip_csv))
    yield from scoreboard_files(main, rows)
    yield from datalist_files(main, rows)
    yield from request_files(main, rows)
    yield from statistics_files(grown)
    yield from area_files(main, places)
    yield from use_files(main)
    for published in site.published:
        yield report_file(site.portal, published)
