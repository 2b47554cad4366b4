"""The whole line: what is published, what is held back, what stays as it was."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import regency
from portals import AS_OF, EXAMPLES, change, commit, portal

from build_tools import cli, load, pipeline, reports, site
from build_tools.checks import metadata, privacy
from build_tools.findings import Severity
from build_tools.load import datasets as discovery
from build_tools.words import Words

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
PAGE = ".build/docs/id/datasets/dkisp/contoh/index.md"


def run(root: Path, **more: object) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, **more))  # type: ignore[arg-type]


def spoil(root: Path) -> None:
    """Makes the example table break a rule."""
    path = root / TABLE
    path.write_text(path.read_text().replace("10,12,22", "10,12,99"))


def test_every_dataset_is_published(tmp_path: Path) -> None:
    result = run(portal(tmp_path))
    assert [p.id for p in result.site.published] == [
        "dkisp/contoh",
        "referensi/opd",
        "referensi/topik",
    ]
    assert result.exit_code() == 0
    folder = tmp_path / ".build/static/datasets/dkisp/contoh"
    names = {"tabel.csv", "tabel.json", "tabel.xlsx", "tabel.parquet", "datapackage.json"}
    assert names | {"contoh.zip", "pemeriksaan.json"} <= {p.name for p in folder.iterdir()}
    assert (folder / "tabel.csv").read_bytes() == (tmp_path / TABLE).read_bytes()


def test_a_bad_dataset_takes_no_other_down_and_its_page_says_so(tmp_path: Path) -> None:
    root = portal(tmp_path)
    spoil(root)
    result = run(root)
    assert [p.id for p in result.site.published] == ["referensi/opd", "referensi/topik"]
    (held,) = result.site.held_back
    assert (held.source.id, held.profiles) == ("dkisp/contoh", ())
    assert result.exit_code() == 1
    assert (root / PAGE).is_file()
    assert not (root / ".build/static/datasets/dkisp/contoh/tabel.csv").exists()


def test_what_is_held_back_says_which_profiles_its_tables_have(tmp_path: Path) -> None:
    """So that a page that would show them does not call them missing."""
    root = portal(tmp_path)
    office = {"id": "dkisp", "nama": "Dinas buatan", "jenis": "bukan-jenis"}
    regency.dataset(root, "dkisp/opd", {"opd": [office]})
    (held,) = run(root).site.held_back
    assert (held.source.id, held.profiles) == ("dkisp/opd", ("opd",))


def test_what_lies_in_a_folder_that_is_no_office_is_held_back_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has no page, but the build's last line, the desk and the page of offices name it."""
    root = portal(tmp_path, EXAMPLES / "invalid/opd-unknown")
    result = run(root)
    assert [h.source.id for h in result.site.unplaced] == ["dinas-tiada/contoh"]
    assert result.site.held_back == ()
    assert not (root / ".build/docs/id/datasets/dinas-tiada").exists()
    assert "kode perangkat daerah tidak dikenal" in (
        root / ".build/docs/id/rapor/index.md"
    ).read_text(encoding="utf-8")
    cli.main(["build", "--root", str(root), "--engine", "none", "--as-of", str(AS_OF)])
    said = capsys.readouterr()
    assert "1 dataset ditahan" in said.out + said.err


def test_an_unknown_office_names_the_nearest_code(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/dkis").mkdir()
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkis/contoh")
    (finding,) = [f for f in run(root).findings if f.code == "opd-unknown"]
    said = reports.sentence(finding, Words.load("id"))
    assert "Yang mirip: dkisp." in said
    assert "/perangkat-daerah/" in reports.sentence(finding, Words.load("id"), "hint")


def test_the_last_good_version_stays_online_even_from_a_fresh_clone(tmp_path: Path) -> None:
    """The newest commit without errors is shown, with the dates of both versions."""
    root = portal(tmp_path / "asal")
    good = (root / TABLE).read_bytes()
    commit(root, "Data pertama", "2026-01-05")
    spoil(root)
    commit(root, "Data keliru", "2026-01-10")
    clone = tmp_path / "salinan"
    subprocess.run(["git", "clone", "-q", str(root), str(clone)], check=True)
    result = run(clone)
    shown = result.site.published[0]
    assert (shown.id, shown.updated, shown.held_since) == (
        "dkisp/contoh",
        "2026-01-05",
        "2026-01-10",
    )
    assert (clone / ".build/static/datasets/dkisp/contoh/tabel.csv").read_bytes() == good
    text = (clone / PAGE).read_text()
    assert "Pembaruan 10 Januari 2026 ditahan" in text
    assert "versi 5 Januari 2026" in text
    assert "held-back" in {f.code for f in result.findings}
    assert result.exit_code() == 1


def test_a_file_too_many_holds_back_what_was_published_before(tmp_path: Path) -> None:
    root = portal(tmp_path)
    assert run(root).exit_code() == 0
    (root / "datasets/dkisp/contoh/data/sisa.csv").write_text("a\n1\n")
    result = run(root)
    assert [f.code for f in result.findings] == ["file-unnamed"]
    assert "dkisp/contoh" not in {p.id for p in result.site.published}


def test_a_version_that_leaked_is_never_brought_back(tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / TABLE
    path.write_text(path.read_text().replace("Tempat Tiga", "6401014107900002"))
    commit(root, "Bocor", "2026-01-05")
    spoil(root)
    commit(root, "Keliru", "2026-01-06")
    result = run(root)
    assert [h.source.id for h in result.site.held_back] == ["dkisp/contoh"]
    everything = b"".join(p.read_bytes() for p in (root / ".build").rglob("*") if p.is_file())
    assert b"6401014107900002" not in everything


def test_a_new_rule_about_the_description_does_not_unpublish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)
    change(root, {"description": None})
    commit(root, "Sebelum aturan itu ada", "2026-01-05")
    monkeypatch.setitem(metadata.IN_FORCE, "metadata-missing", "2026-01-08")
    result = run(root)
    assert "dkisp/contoh" in {p.id for p in result.site.published}
    monkeypatch.setitem(metadata.IN_FORCE, "metadata-missing", "2026-01-01")
    shutil.rmtree(root / ".build")
    assert "dkisp/contoh" not in {p.id for p in run(root).site.published}


def test_nothing_published_is_not_green(tmp_path: Path) -> None:
    root = portal(tmp_path)
    shutil.rmtree(root / "datasets")
    result = run(root)
    assert [f.code for f in result.findings] == ["nothing-published"]
    assert result.exit_code() == 1


def test_a_note_that_came_and_went_makes_no_newer_data(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Data", "2026-01-05")
    note = root / "datasets/dkisp/contoh/data/catatan.txt"
    note.write_text("sementara")
    commit(root, "Catatan", "2026-01-06")
    note.unlink()
    commit(root, "Tanpa catatan", "2026-01-07")
    shown = {p.id: (p.created, p.updated) for p in run(root).site.published}
    assert shown["dkisp/contoh"] == ("2026-01-05", "2026-01-05")


def test_a_table_of_an_odd_ending_has_dates_too(tmp_path: Path) -> None:
    root = portal(tmp_path)
    folder = root / "datasets/dkisp/contoh"
    (folder / "data/tabel.csv").rename(folder / "data/tabel.txt")
    change(root, {"resources.0.path": "data/tabel.txt", "resources.0.format": "csv"})
    commit(root, "Data", "2026-01-05")
    shown = {p.id: (p.created, p.updated) for p in run(root).site.published}
    assert shown["dkisp/contoh"] == ("2026-01-05", "2026-01-05")


def test_a_shallow_clone_says_what_is_missing(tmp_path: Path) -> None:
    root = portal(tmp_path / "asal")
    commit(root, "Satu", "2026-01-05")
    commit(root, "Dua", "2026-01-06")
    clone = tmp_path / "salinan"
    address = f"file://{root}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", address, str(clone)], check=True)
    result = pipeline.check(pipeline.Options(clone, AS_OF))
    assert "history-shallow" in {f.code for f in result.findings}


def test_a_bug_in_our_code_is_no_fault_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("contoh")

    monkeypatch.setattr("build_tools.checks.check", broken)
    result = pipeline.check(pipeline.Options(portal(tmp_path), AS_OF, workers=1))
    assert {f.code for f in result.findings} == {"internal-error"}
    assert "ZeroDivisionError" in result.crashes[0]
    assert result.exit_code() == 3


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git hosts and memory cannot take is a finding before the push."""
    root = portal(tmp_path, EXAMPLES / "valid/geojson")
    monkeypatch.setattr(discovery, "MAX_FILE_BYTES", 100)
    monkeypatch.setattr(pipeline, "MAX_SITE_BYTES", 100)
    assert {"file-too-large", "site-too-large"} <= {f.code for f in run(root).findings}
    monkeypatch.undo()
    monkeypatch.setattr("build_tools.tables.geo.MAX_BYTES", 10)
    monkeypatch.setattr("build_tools.load.yamlfile.MAX_BYTES", 2_000_000)
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False)).findings
    assert "geojson-too-large" in {f.code for f in found}
    monkeypatch.setattr("build_tools.load.yamlfile.MAX_BYTES", 10)
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    assert {f.code for f in found} == {"descriptor-too-large"}


def test_a_workbook_that_unfolds_to_gigabytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    monkeypatch.setattr("build_tools.tables.excel.zipparts.MAX_BYTES", 100)
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    assert "workbook-too-large" in {f.code for f in found}


def test_a_descriptor_that_cannot_be_opened(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/dkisp/contoh/datapackage.yaml").unlink()
    (root / "datasets/dkisp/contoh/datapackage.yaml").mkdir()
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    assert "descriptor-unreadable" in {f.code for f in found}


def test_a_quote_that_never_ends_is_reported(tmp_path: Path) -> None:
    """An unclosed quote eats the rest of the file; it must not pass as one long cell."""
    root = portal(tmp_path)
    path = root / TABLE
    path.write_text(path.read_text().replace("Tempat Tiga", '"Tempat Tiga'))
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    assert any(f.severity is Severity.ERROR for f in found)


def test_prose_and_generated_pages_do_not_fight(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "docs/en").mkdir(parents=True)
    (root / "docs/katalog").mkdir()
    (root / "docs/katalog/index.md").write_text("# Punya siapa?\n")
    (root / "docs/tentang.md").write_text("# Tentang\n")
    (root / "docs/en/tentang.md").write_text("# About\n")
    result = run(root)
    assert [f.file for f in result.findings] == ["docs/katalog/index.md"]
    assert (root / ".build/docs/id/tentang.md").read_text() == "# Tentang\n"
    assert (root / ".build/docs/en/tentang.md").read_text() == "# About\n"
    assert "Punya siapa" not in (root / ".build/docs/id/katalog/index.md").read_text()


@pytest.mark.parametrize(
    "name",
    [
        "layanan.md",
        "layanan/README.md",
        "layanan/index.html",
        "en/janji.md",
        "en/janji/README.md",
        "README.md",
        "sitemap.xml",
        "datasets/dkisp/contoh/datapackage.json",
    ],
)
def test_prose_that_would_lie_at_the_address_of_something_made_is_told(
    tmp_path: Path, name: str
) -> None:
    """However its name is written: the site engine would take one of the two, unsaid."""
    root = portal(tmp_path)
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Punya siapa?\n")
    result = run(root)
    found = [(f.code, f.file) for f in result.findings if f.code != "docs-program"]
    assert found == [("prose-collides", f"docs/{name}")]
    place = name.removeprefix("en/")
    assert not (root / ".build/docs" / ("en" if place != name else "id") / place).exists()


def test_prose_beside_what_is_made_is_kept(tmp_path: Path) -> None:
    root = portal(tmp_path)
    for name in ("layanan/cara.md", "katalog.txt", "contoh.v2.md", "sitemap.md"):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Milik kami\n")
        assert run(root).findings == [], name
        assert (root / ".build/docs/id" / name).exists()


def files(build: Path) -> dict[str, bytes]:
    """Everything that was published, by path."""
    names = json.loads((build / "manifest.json").read_text())
    return {name: (build / name).read_bytes() for name in names}


def test_the_same_commit_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    """On another path, with another number of processes, with and without the cache."""
    first, second = portal(tmp_path / "a"), portal(tmp_path / "b/c")
    for root in (first, second):
        commit(root, "Sama", "2026-01-05")
    run(first, workers=1)
    run(second, workers=2, use_cache=False)
    assert files(first / ".build") == files(second / ".build")
    before = files(first / ".build")
    again = run(first)
    assert again.written is not None and again.written.changed == ()
    assert files(first / ".build") == before


def test_what_is_gone_from_the_sources_goes_from_the_tree(tmp_path: Path) -> None:
    root = portal(tmp_path)
    run(root)
    stray = root / ".build/static/bukan-milik-kita.txt"
    stray.write_text("tetap")
    shutil.rmtree(root / "datasets/dkisp")
    result = run(root)
    assert not (root / PAGE).read_text().count("tabel.csv") if (root / PAGE).exists() else True
    assert not (root / ".build/static/datasets/dkisp").exists()
    assert result.written is not None and result.written.removed
    assert stray.read_text() == "tetap"


def test_the_swap_leaves_the_live_site_when_the_engine_fails(tmp_path: Path) -> None:
    root = portal(tmp_path)
    result = run(root)
    site.build(result.site.portal)
    live = (root / "site").readlink()
    (root / ".build/theme/id/data.html").write_text("{% endif %}")
    with pytest.raises(site.SiteError):
        site.build(result.site.portal)
    assert (root / "site").readlink() == live
    assert (root / "site/index.html").is_file()


def test_a_page_that_came_out_of_another_template_fails_the_build(tmp_path: Path) -> None:
    root = portal(tmp_path)
    result = run(root)
    trap = 'body: "<p>\t\x07"'  # a tab and a bell: the front matter is dropped, silently
    (root / PAGE).write_text(f"---\ntitle: x\x85\ntemplate: data.html\n{trap}\n---\n")
    with pytest.raises(site.SiteError, match="not our template"):
        site.build(result.site.portal)


def test_discovery_follows_no_links_and_opens_nothing(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/dkisp/tautan").symlink_to(root / "datasets/referensi/opd")
    (root / "datasets/_pengaturan/x").mkdir(parents=True)
    (root / "datasets/dkisp/kosong").mkdir()
    found = {s.id: s.descriptor for s in load.discover(root)}
    assert set(found) == {"dkisp/contoh", "dkisp/kosong", "referensi/opd", "referensi/topik"}
    assert found["dkisp/kosong"] == ""
    assert {f.code for f in load.strays(root)} == {"file-link"}


def test_masked_in_every_report(tmp_path: Path) -> None:
    """A number that was found is shown nowhere: not in findings, not in a report's values."""
    root = portal(tmp_path, EXAMPLES / "invalid/personal-nik")
    result = run(root)
    assert "6401014107900000" in (root / "datasets/dkisp/contoh/data/tabel.csv").read_text()
    assert "6401014107900000" not in repr(result.findings)
    assert privacy.mask("6401014107900000") in repr(result.findings)
