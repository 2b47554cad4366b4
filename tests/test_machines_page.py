"""The page "Data untuk program": what it lists is there, and the code on it runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import machine_site
import pytest
from api_answers import API, wrong
from pages_site import HOSTILE
from snippet_pages import Copied, loopback, run_python, run_r, run_shell

from build_tools.model import Site
from build_tools.pages import machines
from build_tools.pages.view import View
from build_tools.words import Words

PAGE = "data-terbuka/index.html"


def page(site: Site, lang: str = "id") -> str:
    """The page of one language."""
    made = machines.machines_page(View(site, Words.load(lang)))
    assert isinstance(made.content, bytes)
    return made.content.decode().replace('\\"', '"')  # the body stands in front matter


def test_both_languages_list_the_same_catalogues() -> None:
    pages = [page(machine_site.sound(), lang) for lang in ("id", "en")]
    counts = [text.count('<tr><th scope="row">') for text in pages]
    assert counts == [len(machines.CATALOGUES)] * 2
    assert 'href="../umpan/pembaruan.xml"' in pages[0]
    assert 'href="../../en/umpan/pembaruan.xml"' in pages[1]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_catalogue_is_explained(lang: str) -> None:
    told = Words.load(lang).section("machines.catalogues.list")
    assert list(told) == [key for key, *_ in machines.CATALOGUES]
    assert all(entry.keys() == {"name", "what", "readers"} for entry in told.values())


def test_what_needs_the_sites_address_says_so_where_that_is_not_set() -> None:
    needing = sum(absolute for _, _, absolute in machines.CATALOGUES)
    without, with_address = page(machine_site.sound(site_url="")), page(machine_site.sound())
    assert without.count("(perlu alamat situs)") == needing
    assert "(perlu alamat situs)" not in with_address
    assert "Alamat situs ini belum ditetapkan" in without
    assert "ckanapi action" in with_address and "ckanapi action" not in without


@pytest.mark.parametrize(
    "make",
    [machine_site.hostile, machine_site.bare, lambda: Site(machine_site.portal(), ())],
    ids=["hostile", "bare", "empty"],
)
def test_it_is_made_whatever_there_is(make: Callable[[], Site]) -> None:
    text = page(make())
    assert "<script>alert" not in text and HOSTILE not in unescape(text).replace("\n", "")
    assert f"{API}katalog.json" in text


def test_the_promise_names_the_limits_of_the_program() -> None:
    text = page(machine_site.sound())
    assert "paling banyak 1.000 baris" in text and "di atas 100.000 baris" in text


def test_every_answer_of_the_built_site_follows_its_schema(built_site: Path) -> None:
    files = sorted((built_site / API).rglob("*.json"))
    answers = {
        p.relative_to(built_site / API).as_posix(): json.loads(p.read_bytes()) for p in files
    }
    assert wrong(answers) == [] and len(answers) > 50
    parts = [a for path, a in answers.items() if "/baris/" in path]
    assert parts and all(a["sumber"]["penerbit"] and a["lisensi"] for a in parts)


def test_every_row_of_the_built_site_is_in_its_parts(built_site: Path) -> None:
    compared = 0
    for path in sorted(built_site.glob(f"{API}datasets/*/*.json")):
        given = json.loads(path.read_bytes())
        for table in given["tabel"]:
            if table["baris"] is None:
                continue
            found = []
            for number in range(1, table["baris"]["jumlahBagian"] + 1):
                part = path.with_suffix("") / table["nama"] / "baris" / f"{number}.json"
                found += json.loads(part.read_bytes())["baris"]
            whole = built_site / "datasets" / given["id"] / f"{table['nama']}.json"
            assert found == json.loads(whole.read_bytes()), (given["id"], table["nama"])
            assert len(found) == table["jumlahBaris"]
            compared += 1
    assert compared > 20


def test_region_codes_stand_side_by_side(built_site: Path) -> None:
    found = json.loads((built_site / API / "kode/wilayah.json").read_bytes())
    codes = {one["kemendagri"]: one for one in found["kode"]}
    assert (codes["64.01.09"]["bps"], codes["64.01.09"]["induk"]) == ("6401021", "64.01")
    assert found["sumber"]["rujukan"] and len(found["kode"]) > 150


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_what_the_page_links_to_is_there(built_site: Path, prefix: str) -> None:
    """Every catalogue of the table that is linked, and every answer to try."""
    text = (built_site / prefix / PAGE).read_text(encoding="utf-8")
    main = text.partition("<main")[2].partition("</main>")[0]
    here = built_site / prefix / "data-terbuka"
    for target in re.findall(r'(?:href|data-coba)="([^"#:]+)"', main):
        path = (here / unescape(target)).resolve()
        assert (path / "index.html").is_file() if path.is_dir() else path.is_file(), target


def copied(built_site: Path, address: str) -> dict[str, str]:
    return Copied((built_site / PAGE).read_text(encoding="utf-8"), address).texts


def test_the_code_runs(built_site: Path, tmp_path: Path) -> None:
    """As it is copied, against the built site: curl, pandas, R and JavaScript read the rows."""
    with loopback(built_site) as address:
        code = copied(built_site, address)
        done = run_shell(code["kode-curl"], tmp_path)
        assert json.loads(done.stdout)["jumlahDataset"] > 0
        frame = run_python(code["kode-python"], tmp_path)
        (read,) = run_r([code["kode-r"]], tmp_path)
        (tmp_path / "baca.mjs").write_text(code["kode-javascript"], encoding="utf-8")
        node = shutil.which("node", path=str(Path(sys.executable).parent))
        assert node, "no Node in .venv: run `make test`"
        script = subprocess.run(
            [node, "baca.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
    assert len(frame) == int(script.stdout) > 0
    assert list(frame.columns) == read.names and len(read.rows) == len(frame)
