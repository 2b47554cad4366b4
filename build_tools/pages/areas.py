"""`wilayah/`: all data of a region across datasets, a page for each region of the portal.

A page for the portal's own region and each region in it; of the smallest (desa, kelurahan)
only where a dataset has something of it. Beside each page lies a CSV of its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from .. import csvfile
from ..areas import Area, Areas, Region, Stated, label, name_of, offices
from ..charts import Charts, linkmap
from ..charts.map import source_note
from ..model import OutputFile
from .areapage import groups
from .card import publisher
from .safe import visible
from .theme import asset, shared_script
from .view import View

FOLDER = PurePosixPath("wilayah")
#: Regions that a list shows; the pages above them lead to the rest.
MOST_LISTED = 300
#: Datasets that a page names without a figure of theirs, and those that have nothing of it.
MOST_REST, MOST_LACKING = 40, 20
COLUMNS = (
    *("kode_wilayah", "wilayah", "dataset", "judul_dataset", "asal", "penerbit", "tabel"),
    *("kolom", "judul", "kelompok", "nilai", "satuan", "periode", "periode_dataset", "status"),
    *("ketelitian", "mutu_sumber", "sumber", "nilai_kabupaten"),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A region in a list."""

    name: str
    code: str
    datasets: int
    figures: int


def area_pages(view: View, areas: Areas, charts: Charts) -> Iterator[OutputFile]:
    """The list of regions, then the page of each. Without a reference the list says so."""
    yield _list(replace(view, path=FOLDER), areas, charts)
    for code, area in areas.found.items():
        yield _page(replace(view, path=FOLDER / code), areas, area)


def area_files(view: View, areas: Areas) -> Iterator[OutputFile]:
    """`wilayah/<kode>/angka.csv`: all figures of each region, in the main language."""
    for code, area in areas.found.items():
        lines = (_csv_line(view, areas, area.region, stated) for stated in area.figures)
        yield OutputFile(FOLDER / code / "angka.csv", csvfile.table(COLUMNS, lines))


def _list(view: View, areas: Areas, charts: Charts) -> OutputFile:
    words, known = view.words, areas.regions
    root = known.by_code.get(known.root)
    inside = _listed(view, areas, known.root)
    below = [(r.name, found) for r in inside if (found := _listed(view, areas, r.code))]
    smallest = sum(len(found) for _, found in below)
    return view.page(
        "areas",
        words("areas.title"),
        words("areas.description"),
        "wilayah",
        kind="area",
        style=asset("wilayah.css"),
        root=_one(view, areas, root) if root else None,
        inside=inside[:MOST_LISTED],
        below=below if smallest <= MOST_LISTED else [],
        smallest=smallest,
        more=max(0, len(inside) - MOST_LISTED),
        map=_map(view, areas, charts),
    )


def _map(view: View, areas: Areas, charts: Charts) -> Markup:
    """The regions that have a page, where a dataset has the boundaries of most of them.

    Below it stands whose boundaries they are.
    """
    links = {
        code: view.link(f"wilayah/{code}/")
        for code, area in areas.found.items()
        if area.region.depth == 1
    }
    best = max(charts.boundaries, key=lambda b: len(links.keys() & b.areas.keys()), default=None)
    if best is None or len(links.keys() & best.areas.keys()) * 2 <= len(best.areas):
        return Markup("")
    note = Markup('<p class="pd-s">{}</p>').format(source_note(view.words, best))
    return linkmap.draw(best, links) + note


def _listed(view: View, areas: Areas, code: str) -> list[Listed]:
    """The regions directly in one, by name, that have a page."""
    return [_one(view, areas, r) for r in areas.regions.inside(code) if r.code in areas.found]


def _one(view: View, areas: Areas, region: Region) -> Listed:
    area = areas.found[region.code]
    name = name_of(view.words, view.site, areas.regions, region)
    return Listed(name, region.code, area.datasets, len(area.figures))


def _page(view: View, areas: Areas, area: Area) -> OutputFile:
    words, known, region = view.words, areas.regions, area.region
    name = name_of(words, view.site, known, region)
    above = known.above(region)
    beside = [r for r in _listed(view, areas, region.parent) if r.code != region.code]
    inside = _listed(view, areas, region.code)
    shown, rest = groups(view, areas, area)
    scripts = () if view.base else (shared_script(view.portal, "pakai.js"),)
    return view.page(
        "area",
        words("areas.page_title", name=name),
        words("areas.page_description", name=name),
        "wilayah",
        kind="area",
        style=asset("wilayah.css"),
        name=name,
        region=region,
        is_root=region.code == known.root,
        root=name_of(words, view.site, known, known.by_code[known.root]),
        office=offices(view.portal.agencies, known.by_code).get(region.code),
        above=[(name_of(words, view.site, known, r), r.code) for r in above],
        neighbours=beside[:MOST_LISTED] if above else [],
        inside=inside[:MOST_LISTED],
        groups=shown,
        rest=rest[:MOST_REST],
        more_rest=max(0, len(rest) - MOST_REST),
        figures=len(area.figures),
        datasets=area.datasets,
        lacking=_titles(view, area),
        more_lacking=max(0, len(area.lacking) - MOST_LACKING),
        uncounted=area.uncounted[:MOST_LACKING],
        scripts=scripts,
    )


def _titles(view: View, area: Area) -> Sequence[object]:
    """The datasets that have other regions but not this one, by title."""
    found = sorted(area.lacking, key=lambda p: (p.dataset.title.get(view.lang).casefold(), p.id))
    return found[:MOST_LACKING]


def _csv_line(view: View, areas: Areas, region: Region, stated: Stated) -> tuple[object, ...]:
    f, published = stated.figure, stated.entry.published
    dataset = published.dataset
    title = f.field.title or label(f.field, f.field.name)
    apart = "; ".join(label(field, value).main for field, value in f.row if value)
    sources = [s.path or s.title for s in dataset.sources]
    _, whole = areas.beside.of(stated) if region.code != areas.regions.root else ("", None)
    return (
        region.code,
        name_of(view.words, view.site, areas.regions, region),
        published.id,
        visible(dataset.title.main),
        dataset.origin,
        publisher(view.portal, published, view.lang),
        f.table,
        f.field.name,
        title.main,
        apart,
        csvfile.number(f.value or ""),
        visible(stated.unit.main),
        f.period,
        "/".join(dict.fromkeys(filter(None, dataset.period))),
        f.status,
        "kira-kira" if f.approximate else "",
        "sekunder" if f.secondary else "",
        f.source or "; ".join(sources[:3]),
        csvfile.number(whole.figure.value or "") if whole else "",
    )
