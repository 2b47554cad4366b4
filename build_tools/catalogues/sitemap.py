"""`sitemap.xml` and `robots.txt`: our own, since MkDocs stamps its map with today.

More addresses than one map may hold (https://www.sitemaps.org/protocol.html) are spread over
`sitemap-1.xml` …, which `sitemap.xml` then lists. A site that is not official asks not to be
indexed at all: an empty map, all paths refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..areas import gather as gather_areas
from ..model import MAIN_LANGUAGE, OutputFile, Portal, Site
from ..profiles import all_profiles
from ..smartcity import gather
from ..smartcity.budget import figures, paged, years
from ..smartcity.dimensions import dimensions
from ..smartcity.services import services
from ..terms import Addresses, describe
from ..words import Words

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
#: Addresses of one map: the protocol allows 50,000 and 50 MiB, whatever comes first.
MOST = 25_000
SECTIONS = (
    *("", "katalog/", "topik/", "format/", "tahun/", "perangkat-daerah/"),
    *(
        "mutu/",
        "mutu/dataset/",
        "mutu/izin/",
        "jadwal/",
        "mutu/metode/",
        "mutu/kewajiban/",
        "daftar-informasi-publik/",
        "panduan/temuan/",
        "panduan/temuan/profil/",
        "panduan/temuan/pribadi/",
        "panduan/temuan/nama/",
        "panduan/profil/",
        "periksa/",
        "data-terbuka/",
    ),
    *("smart-city/", "smart-city/program/", "smart-city/indikator/", "smart-city/anggaran/"),
    *("smart-city/evaluasi/", "smart-city/rekomendasi/", "smart-city/penghargaan/"),
    *("smart-city/bukti/", "layanan/", "layanan/opd/", "janji/", "catatan-angka/"),
    *("rapor/", "daftar-data/", "daftar-data/semua/", "permintaan/", "statistik/", "wilayah/"),
)
GROUPS = ("datasets/himpunan/", "datasets/referensi/")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page below its language's root, the day of its data, and in which languages it is."""

    path: str
    changed: str
    languages: tuple[str, ...]


def make(site: Site) -> Iterator[OutputFile]:
    """The map or maps, and the rules for robots."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    at, portal = describe(site).addresses, site.portal
    found = _pages(site) if listed(portal) else ()
    urls = [(page, lang) for page in found for lang in page.languages]
    parts = [urls[start : start + MOST] for start in range(0, len(urls), MOST)]
    if len(parts) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield _file(name, _map(at, portal, part))
        yield _file("sitemap.xml", _index(at, names, parts))
    else:
        yield _file("sitemap.xml", _map(at, portal, urls))
    yield OutputFile(PurePosixPath("robots.txt"), _robots(portal, at).encode("ascii"))


def _file(name: str, root: ElementTree.Element) -> OutputFile:
    ElementTree.indent(root)
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return OutputFile(PurePosixPath(name), content)


def _map(at: Addresses, portal: Portal, urls: Sequence[tuple[_Page, str]]) -> ElementTree.Element:
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    root.extend(_url(at, portal, lang, page) for page, lang in urls)
    return root


def _index(
    at: Addresses, names: Sequence[str], parts: Sequence[Sequence[tuple[_Page, str]]]
) -> ElementTree.Element:
    """The map of maps; each is as new as the newest that it lists."""
    root = ElementTree.Element(f"{{{SITEMAP}}}sitemapindex")
    for name, part in zip(names, parts, strict=True):
        one = ElementTree.SubElement(root, f"{{{SITEMAP}}}sitemap")
        ElementTree.SubElement(one, f"{{{SITEMAP}}}loc").text = at.of_file(name)
        if changed := max(page.changed for page, _ in part):
            ElementTree.SubElement(one, f"{{{SITEMAP}}}lastmod").text = changed
    return root


def listed(portal: Portal) -> bool:
    """Whether search engines may list the site."""
    return portal.official and Addresses.of(portal.site_url).known


def _pages(site: Site) -> Iterator[_Page]:
    """Generated pages, in every language, and those written by hand, in the ones they have."""
    every = site.portal.languages
    seen = set()
    for path, changed in pages(site):
        if path not in seen:
            seen.add(path)
            yield _Page(path, changed, every)
    for path, languages in _written(site.portal):
        if path not in seen:
            yield _Page(path, "", languages)


def _written(portal: Portal) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pages of `docs/`: guides, and the questions with the figures that they quote."""
    found: dict[str, list[str]] = {}
    main, *others = portal.languages
    docs = portal.root / "docs"
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        if path.is_symlink() or any(part.startswith((".", "_")) for part in name.parts):
            continue
        lang = name.parts[0] if len(name.parts) > 1 and name.parts[0] in others else main
        place = PurePosixPath(*name.parts[1:]) if lang != main else PurePosixPath(name.as_posix())
        here = place.parent if place.stem in {"index", "README"} else place.with_suffix("")
        found.setdefault("" if here == PurePosixPath() else f"{here}/", []).append(lang)
    for address in sorted(found):
        yield address, tuple(lang for lang in portal.languages if lang in found[address])


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """The generated pages: path below the language's root, and date of the data."""
    yield from ((path, "") for path in (*SECTIONS, *GROUPS))
    yield from ((f"panduan/profil/{name}/", "") for name in all_profiles())
    words = Words.load(MAIN_LANGUAGE).section("findings")
    codes = (code for code, e in words.items() if isinstance(e, dict) and "title" in e)
    yield from ((f"panduan/temuan/{code}/", "") for code in codes)
    yield from ((f"topik/{topic.id}/", "") for topic in site.portal.topics)
    yield from ((f"datasets/{agency.id}/", "") for agency in site.portal.agencies)
    yield from ((f"datasets/{p.id}/", p.updated) for p in site.published)
    with_past = {id for id, past in site.pasts.items() if past.versions}
    known = [p for p in site.published if p.id in with_past]
    yield from ((f"datasets/{p.id}/versi/", p.updated) for p in known)
    for p in known:
        out = (v for v in site.pasts[p.id].versions if v.state == "terbit")
        yield from ((f"datasets/{p.id}/versi/{v.address}/", v.date) for v in out)
    yield from ((f"wilayah/{code}/", "") for code in gather_areas(site).found)
    rows = gather(site)
    yield from ((f"layanan/{service.id}/", "") for service in services(rows))
    yield from ((f"smart-city/dimensi/{id}/", "") for id in dimensions(rows))
    yield from ((f"smart-city/anggaran/{year}/", "") for year in paged(years(figures(rows))))


def _url(at: Addresses, portal: Portal, lang: str, page: _Page) -> ElementTree.Element:
    url = ElementTree.Element(f"{{{SITEMAP}}}url")
    ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = _address(at, portal, lang, page.path)
    if page.changed:
        ElementTree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = page.changed
    if len(page.languages) > 1:
        for other in page.languages:
            href = _address(at, portal, other, page.path)
            link = {"rel": "alternate", "hreflang": other, "href": href}
            ElementTree.SubElement(url, f"{{{XHTML}}}link", link)
    return url


def _address(at: Addresses, portal: Portal, lang: str, path: str) -> str:
    return at.of_file(path if lang == portal.languages[0] else f"{lang}/{path}")


def _robots(portal: Portal, at: Addresses) -> str:
    if not portal.official:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {at.of_file('sitemap.xml')}\n" if at.known else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
