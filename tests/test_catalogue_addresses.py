"""Every address of the site's own that a catalogue for machines names is there to be fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

#: The catalogues by kind; each has files on a site with an address.
KINDS = {
    "dcat": ("catalog*.*", "datasets/**/dcat.*"),
    "data.json": ("data.json",),
    "ckan": ("api/3/**/*", "api/action/*"),
    "api": ("api/v1/**/*.json",),
    "packages": ("datapackage.json", "datasets/**/datapackage.json", "daftar-dataset.csv"),
    "schemas": ("skema/**/*.json",),
    "croissant": ("datasets/**/croissant.json",),
    "satu data": ("satu-data.json", "satu-data.csv", "datasets/**/metadata/satu-data.json"),
    "markdown": ("llms.txt", "datasets/**/data.md", "en/datasets/**/data.md"),
    "feeds": ("umpan/**/*.xml", "en/umpan/**/*.xml", "jadwal/*.ics"),
    "linkset": (".well-known/api-catalog", "sitemap*.xml"),
}
BASE = "https://contoh.example/buatan/"
_OWN = re.compile(re.escape(BASE) + r"""[^\s"'<>()\[\]|`\\^]*""")


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_catalogue_names_is_there(regency_site: Path, kind: str) -> None:
    files = [p for pattern in KINDS[kind] for p in regency_site.glob(pattern) if p.is_file()]
    assert files
    assert dead(regency_site, files) == []


def test_the_index_names_packages_as_they_name_themselves(regency_site: Path) -> None:
    index = json.loads((regency_site / "datapackage.json").read_bytes())
    for one in index["sdi:paket"]:
        package = json.loads((regency_site / one["path"]).read_bytes())
        assert one["name"] == package["name"]
        assert package["homepage"] == f"{BASE}datasets/{one['id']}/"


def test_a_region_has_an_address_where_it_has_a_page(built_site: Path) -> None:
    found = json.loads((built_site / "api/v1/kode/wilayah.json").read_bytes())["kode"]
    given = {one["kemendagri"]: one["alamat"] is not None for one in found}
    pages = {code: (built_site / f"wilayah/{code}/index.html").is_file() for code in given}
    assert given == pages
    assert set(given.values()) == {True, False}  # districts have pages, villages none


def test_a_folder_without_a_page_is_dead(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api/a.json").write_text(json.dumps({"a": f"{BASE}api/", "b": f"{BASE}api/a.json"}))
    assert dead(tmp_path, [tmp_path / "api/a.json"]) == ["api/"]


def dead(site: Path, files: list[Path]) -> list[str]:
    """The paths that the files name below the site's address and that nothing answers."""
    named = {urlsplit(address).path for file in files for address in _named(file)}
    start = urlsplit(BASE).path
    return sorted(p for p in (n.removeprefix(start) for n in named) if not _answers(site, p))


def _answers(site: Path, path: str) -> bool:
    """As a host of files does: a folder by its page alone."""
    found = site / unquote(path)
    return (found / "index.html").is_file() if not path or path[-1] == "/" else found.is_file()


def _named(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix in {".xml", ".rdf"}:
        text = unescape(text)
    if file.suffix == ".ics":  # long lines are folded (RFC 5545)
        text = text.replace("\r\n ", "")
    try:
        texts = list(_texts(json.loads(text)))
    except ValueError:
        texts = [text]
    for one in texts:
        for address in _OWN.findall(one):
            if "{" not in address:  # a pattern of addresses (RFC 6570) is none itself
                yield address.split(",")[0].rstrip(".,;:*")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            if key != "servers":  # of OpenAPI: what addresses begin with, none itself
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
