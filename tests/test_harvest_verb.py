"""The verb `harvest`, and a portal of this program read by another one."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from other_portals import CKAN, DATA_JSON, HOME, portal
from portals import AS_OF
from portals import portal as own_portal

from build_tools import cli, harvest, pipeline
from build_tools.load import harvested
from build_tools.terms import Entry, describe
from build_tools.terms.vocabularies import FREQUENCIES

DAY = ("--as-of", "2026-01-15")


def test_a_portal_is_noted_and_noted_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = own_portal(tmp_path)
    line = ["harvest", "--root", str(root), "--izinkan-lokal", *DAY]
    with portal({"/": HOME, "/data.json": DATA_JSON}) as there:
        assert cli.main([*line, "--nama", "tetangga", there.base]) == 0
        told = capsys.readouterr().out
        assert "Data Kabupaten Tetangga (data.json): 2 dataset." in told
        assert "Baru, 2: jalan-01, jumlah-sekolah" in told
        assert "1 dataset di portal itu tidak menyatakan lisensi: jalan-01" in told
        assert "datasets/_panen/tetangga/" in told
        assert cli.main([*line, "--quiet"]) == 0  # all that were noted before
        assert "Ditulis" not in capsys.readouterr().out
    assert cli.main(line) == 1
    assert len(harvested(root)[0]) == 2


def test_one_portal_that_is_down_does_not_hold_another_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = own_portal(tmp_path)
    with portal({"/data.json": DATA_JSON, "/lain/mati": b"x"}) as there:
        urls = [f"{there.base}lain/mati", f"{there.base}data.json"]
        line = ["harvest", "--root", str(root), "--izinkan-lokal", "--lang", "en", *urls]
        assert cli.main(line) == 1
    told = capsys.readouterr().out
    assert "there is no data.json, CKAN API, DCAT catalogue or datapackage.json" in told
    assert len(harvested(root)[0]) == 2


def test_a_bug_costs_one_portal_and_is_told_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, right = own_portal(tmp_path), harvest.harvest

    def strange(root: Path, url: str, *given: Any, **more: Any) -> harvest.Outcome:
        if "aneh" in url:
            raise ZeroDivisionError("angka")
        return right(root, url, *given, **more)

    monkeypatch.setattr(harvest, "harvest", strange)
    with portal({"/data.json": DATA_JSON}) as there:
        urls = [f"{there.base}aneh", f"{there.base}data.json"]
        assert cli.main(["harvest", "--root", str(root), "--izinkan-lokal", *urls]) == 3
    assert "ZeroDivisionError: angka" in capsys.readouterr().err
    assert len(harvested(root)[0]) == 2


def test_this_network_is_read_only_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = own_portal(tmp_path)
    with portal({"/": HOME}) as there:
        assert cli.main(["harvest", "--root", str(root), there.base]) == 1
    assert "--izinkan-lokal" in capsys.readouterr().out


@pytest.mark.parametrize("line", [[], ["--nama", "../x", "https://a.example/"]])
def test_a_wrong_line_is_told(tmp_path: Path, line: list[str]) -> None:
    assert cli.main(["harvest", "--root", str(own_portal(tmp_path)), *line]) == 2


def test_a_day_that_is_none(tmp_path: Path) -> None:
    line = ["harvest", "--root", str(own_portal(tmp_path)), "--as-of", "besok", "x"]
    assert cli.main(line) == 2


def test_nothing_personal_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = own_portal(tmp_path)
    with portal({"/api/3/action/package_search": CKAN}) as there:
        line = ["harvest", "--root", str(root), "--izinkan-lokal", f"{there.base}api/3/action/"]
        assert cli.main(line) == 0
    assert "Budi" not in capsys.readouterr().out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Entry]]]:
    """A portal of this program as it goes online, and what its catalogues are told."""
    result = pipeline.build(
        pipeline.Options(own_portal(tmp_path_factory.mktemp("asal")), AS_OF, workers=1)
    )
    root = result.site.portal.root

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    answer = functools.partial(Quiet, directory=root / ".build/static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    entries = {e.id.replace("/", "-"): e for e in describe(result.site).entries}
    yield f"http://127.0.0.1:{server.server_port}/", entries
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "data.json"),
        ("data.json", "data.json"),
        ("api/3/action/", "ckan"),
        ("catalog.ttl", "dcat"),
        ("catalog.jsonld", "dcat"),
        ("catalog.rdf", "dcat"),
        ("datapackage.json", "datapackage"),
    ],
)
def test_a_portal_of_this_program_is_read_as_it_is_told(
    tmp_path: Path, built: tuple[str, dict[str, Entry]], path: str, kind: str
) -> None:
    base, entries = built
    web = harvest.Web(local=True)
    outcome = harvest.harvest(tmp_path, base + path, AS_OF, web=web, name="asal")
    assert outcome.portal.kind == kind
    found, amiss = harvested(tmp_path)
    assert amiss == []
    assert {one.name for one in found} == entries.keys()
    for one in found:
        entry = entries[one.name]
        assert one.iri == entry.iri
        assert one.title.main == entry.title.main
        assert entry.description.main in one.description.main
        assert one.publisher == entry.publisher.name.main
        assert set(one.keywords) == set(entry.keywords)
        assert one.licences[0].path == entry.rights[0].iri
        urls = {d.url for d in entry.distributions if d.format == "csv"}
        here = "https://contoh.example/data/"
        got = {f.url.replace(base, here) for f in one.files}
        assert urls and urls <= got
        if kind != "ckan":  # CKAN has no fields of its own for these
            assert (
                one.frequency == entry.frequency or FREQUENCIES[entry.frequency][1] == "irregular"
            )
            assert one.period == entry.period
