"""What programs find in built pages: schema.org by extruct, signposts by their own library."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import clients
import pytest

pytestmark = pytest.mark.slow

#: Where the site of the made-up regency says that it is; this repository's own has no address.
ADDRESS = "https://contoh.example/buatan/"
LISTS = ("katalog", "topik", "format", "tahun", "perangkat-daerah", "datasets/himpunan", "wilayah")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP on this machine only."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def dataset_pages(site: Path) -> list[Path]:
    """The pages of datasets in both languages: those beside a description, and their twins."""
    own = sorted(p.parent for p in site.glob("datasets/*/*/datapackage.json"))
    twins = [site / "en" / folder.relative_to(site) for folder in own]
    return [folder / "index.html" for folder in (*own, *twins)]


def extracted(pages: list[Path]) -> list[dict[str, Any]]:
    return json.loads(clients.run("read_pages.py", "extruct", *pages))  # type: ignore[no-any-return]


@pytest.mark.parametrize("fixture", ["built_site", "regency_site"])
def test_extruct_finds_one_dataset_on_the_page_of_each_and_nothing_else(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(fixture)
    pages = dataset_pages(site)
    assert len(pages) > 20
    for page, found in zip(pages, extracted(pages), strict=True):
        assert [one["@type"] for one in found["json-ld"]] == ["Dataset"], page
        assert found["microdata"] == [], page
        (one,) = found["json-ld"]
        text = page.read_text(encoding="utf-8")
        (title,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text, re.S)
        assert " ".join(unescape(re.sub("<[^>]*>", "", title)).split()) == one["name"], page
        assert 50 <= len(one["description"]) <= 5000, page
        assert one["creator"]["name"] and one["publisher"]["name"], page
        for file in one["distribution"]:
            # Full where the site's address is known, else relative to the page.
            address = urljoin(page.relative_to(site).as_posix(), file["contentUrl"])
            path = site / address.removeprefix(ADDRESS)
            assert path.stat().st_size == int(file["contentSize"].removesuffix(" B")), page


def test_lists_are_no_datasets_and_the_front_page_is_the_catalogue(built_site: Path) -> None:
    pages = [built_site / lang / name / "index.html" for lang in ("", "en") for name in LISTS]
    assert [one["json-ld"] for one in extracted(pages)] == [[]] * len(pages)
    for front in extracted([built_site / "index.html", built_site / "en/index.html"]):
        (block,) = front["json-ld"]
        assert [one["@type"] for one in block["@graph"]] == ["DataCatalog", "WebSite"]


def test_signposts_lead_from_a_page_to_its_data(regency_site: Path) -> None:
    folder = next(p.parent for p in sorted(regency_site.glob("datasets/*/*/dcat.ttl")))
    path = folder.relative_to(regency_site).as_posix()
    with served(regency_site) as address:
        places = [f"{address}{path}/", f"{address}en/{path}/"]
        for page, found in zip(
            places, json.loads(clients.run("read_pages.py", "signposting", *places)), strict=True
        ):
            by: dict[str, list[tuple[str, str]]] = {}
            for relation, target, kind in found:
                by.setdefault(relation, []).append((target, kind))
            assert by["cite-as"] == [(f"{ADDRESS}{path}/", "")]
            types = {target for target, _ in by["type"]}
            assert types == {"https://schema.org/Dataset", "https://schema.org/AboutPage"}
            assert len(by["author"]) == len(by["license"]) == len(by["collection"]) == 1
            assert {kind for _, kind in by["describedby"]} == {
                *("application/json", "text/turtle", "application/ld+json"),
            }
            assert {kind for _, kind in by["item"]} >= {"text/csv", "application/zip"}
            for target, _ in (*by["describedby"], *by["item"], *by["collection"]):
                there = target.removeprefix(address)
                assert there != target, page
                assert (regency_site / there).exists(), target


def test_the_front_page_leads_to_the_catalogues(regency_site: Path) -> None:
    for name in ("index.html", "en/index.html"):
        text = (regency_site / name).read_text(encoding="utf-8")
        for relation, path in (
            ("describedby", "catalog.ttl"),
            ("describedby", "catalog.jsonld"),
            ("api-catalog", ".well-known/api-catalog"),
        ):
            (link,) = re.findall(
                rf'<link rel="{relation}" type="[^"]*" href="([^"]*{path})">', text
            )
            assert (regency_site / Path(name).parent / link).resolve().is_file()
