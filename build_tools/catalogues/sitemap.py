"""`sitemap.xml` and `robots.txt`: our own, since MkDocs stamps its map with today.

A site that is not official asks not to be indexed at all: an empty map, all paths refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ..areas import gather as gather_areas
from ..model import MAIN_LANGUAGE, OutputFile, Portal, Site
from ..profiles import all_profiles
from ..smartcity import gather
from ..smartcity.budget import figures, paged, years
from ..smartcity.dimensions import dimensions
from ..smartcity.services import services
from ..words import Words

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
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
    ),
    *("smart-city/", "smart-city/program/", "smart-city/indikator/", "smart-city/anggaran/"),
    *("smart-city/evaluasi/", "smart-city/rekomendasi/", "smart-city/penghargaan/"),
    *("smart-city/bukti/", "layanan/", "layanan/opd/", "janji/", "catatan-angka/"),
    *("rapor/", "daftar-data/", "daftar-data/semua/", "permintaan/", "statistik/", "wilayah/"),
)
GROUPS = ("datasets/himpunan/", "datasets/referensi/")


def make(site: Site) -> Iterator[OutputFile]:
    """The map and the rules for robots."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    urls = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    if listed(site.portal):
        for path, changed in pages(site):
            for lang in site.portal.languages:
                urls.append(_url(site.portal, lang, path, changed))
    ElementTree.indent(urls)
    content = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True) + b"\n"
    yield OutputFile(PurePosixPath("sitemap.xml"), content)
    yield OutputFile(PurePosixPath("robots.txt"), _robots(site.portal).encode("ascii"))


def listed(portal: Portal) -> bool:
    """Whether search engines may list the site."""
    return portal.official and bool(portal.site_url)


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
    yield from ((f"wilayah/{code}/", "") for code in gather_areas(site).found)
    rows = gather(site)
    yield from ((f"layanan/{service.id}/", "") for service in services(rows))
    yield from ((f"smart-city/dimensi/{id}/", "") for id in dimensions(rows))
    yield from ((f"smart-city/anggaran/{year}/", "") for year in paged(years(figures(rows))))


def _url(portal: Portal, lang: str, path: str, changed: str) -> ElementTree.Element:
    url = ElementTree.Element(f"{{{SITEMAP}}}url")
    ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = _address(portal, lang, path)
    if changed:
        ElementTree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = changed
    if len(portal.languages) > 1:
        for other in portal.languages:
            link = {"rel": "alternate", "hreflang": other, "href": _address(portal, other, path)}
            ElementTree.SubElement(url, f"{{{XHTML}}}link", link)
    return url


def _address(portal: Portal, lang: str, path: str) -> str:
    folder = "" if lang == portal.languages[0] else f"{lang}/"
    return f"{portal.site_url.rstrip('/')}/{folder}{path}"


def _robots(portal: Portal) -> str:
    if not portal.official:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {portal.site_url.rstrip('/')}/sitemap.xml\n" if portal.site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
