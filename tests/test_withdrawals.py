"""What was taken back is gone: from the site, the lists, the files to take away, this computer."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, change, commit, portal

from build_tools import cli, pipeline
from build_tools.findings import Finding, Severity
from build_tools.load import SettingsError
from build_tools.load.withdrawals import WITHDRAWALS

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
PAGE = "docs/id/datasets/dkisp/contoh/index.md"
#: A value that no check knows, and that stands nowhere else.
LEAKED = "Rahasia-Rekaan-Sembilan"


def leaked(to: Path) -> Path:
    """The example portal with a value in its table, description and story that got out."""
    root = portal(to)
    path = root / TABLE
    path.write_text(path.read_text().replace("Tempat Tiga", LEAKED))
    change(root, {"description": f"Memuat {LEAKED}."})
    (root / "datasets/dkisp/contoh/README.md").write_text(f"Cerita {LEAKED}\n")
    return root


def withdraw(root: Path, *entries: dict[str, Any]) -> None:
    plain = {"dataset": "dkisp/contoh", "tanggal": "2026-01-10", "alasan": "Memuat data pribadi."}
    path = root / WITHDRAWALS
    path.parent.mkdir(parents=True, exist_ok=True)
    given = [{k: v for k, v in (plain | e).items() if v is not None} for e in entries or ({},)]
    path.write_text(yaml.safe_dump({"penarikan": given}, sort_keys=False))


def run(root: Path, **more: Any) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, workers=1, **more))


def of(result: pipeline.Result, code: str) -> list[Finding]:
    return [f for f in result.findings if f.code == code]


def is_out(result: pipeline.Result) -> bool:
    return "dkisp/contoh" in {p.id for p in result.site.published}


def holding(root: Path, text: str = LEAKED) -> list[str]:
    """The files below .build, and their names, that hold a text, also inside a ZIP's store."""
    found = []
    for path in sorted((root / ".build").rglob("*")):
        plain = path.is_file() and not path.is_symlink()
        if plain and (text.encode() in path.read_bytes() or text in path.name):
            found.append(path.relative_to(root).as_posix())
    return found


def test_the_next_build_holds_nothing_of_it(tmp_path: Path) -> None:
    """Not in pages, lists, search, feeds and files, nor in the cache or an older site."""
    root = leaked(tmp_path)
    arguments = ["build", "--root", str(root), "--as-of", AS_OF.isoformat(), "--quiet"]
    assert cli.main(arguments) == 0
    assert holding(root)
    (root / "docs").mkdir(exist_ok=True)
    assert cli.main(arguments) in {0, 1}
    withdraw(root)
    assert cli.main(arguments) == 1
    assert holding(root) == []
    assert len([p for p in (root / ".build/sites").iterdir() if p.is_dir()]) == 1
    page = (root / "site/datasets/dkisp/contoh/index.html").read_text()
    assert "ditarik" in page and "10 Januari 2026" in page and "Memuat data pribadi." in page
    english = (root / "site/en/datasets/dkisp/contoh/index.html").read_text()
    assert "withdrawn" in english
    files = [p for p in (root / "site/datasets/dkisp/contoh").rglob("*") if p.is_file()]
    assert [p.name for p in files] == ["index.html"]
    for path in (root / "site").rglob("*"):
        is_own = "datasets/dkisp/contoh" in path.as_posix() or path.name == "SHA256SUMS"
        # the readers of its office's feed and of its own are told, with a link to the notice
        is_own |= path.match("umpan/opd/*.xml") or path.match("umpan/dataset/dkisp/contoh.xml")
        if path.is_file() and not is_own:
            assert b"dkisp/contoh/" not in path.read_bytes(), path


def test_the_title_may_be_hidden_too(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    change(root, {"title": f"Judul {LEAKED}"})
    withdraw(root, {"judul": "disembunyikan"})
    run(root)
    page = (root / ".build" / PAGE).read_text()
    assert LEAKED not in page and "Dataset yang ditarik" in page
    withdraw(root)
    run(root)
    assert f"Judul {LEAKED}" in (root / ".build" / PAGE).read_text()


def test_a_title_that_is_personal_never_shows(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    nik = "640101" + "410790" + "0000"
    change(root, {"title": f"Daftar {nik}"})
    withdraw(root)
    run(root)
    assert nik not in (root / ".build" / PAGE).read_text() and holding(root, nik) == []


def test_an_address_that_was_public_keeps_its_page(tmp_path: Path) -> None:
    """The folder is gone: nothing is left to do, and the page still tells."""
    root = leaked(tmp_path)
    shutil.rmtree(root / "datasets/dkisp/contoh")
    withdraw(root)
    result = run(root)
    assert result.exit_code() == 0 and result.taken_back
    assert "Memuat data pribadi." in (root / ".build" / PAGE).read_text()


def test_versions_up_to_a_day_never_come_back(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    commit(root, "Bocor", "2026-01-05")
    change(root, {"description": "Keterangan baru."})
    commit(root, "Hanya keterangannya", "2026-01-08")
    withdraw(root, {"versi_sampai": "2026-01-06"})
    result = run(root)
    assert not is_out(result), "the data is still that of the fifth"
    assert dict(of(result, "dataset-withdrawn")[0].values)["case"] == "until"
    path = root / TABLE
    clean = path.read_text().replace(LEAKED, "Tempat Tiga")
    path.write_text(clean)
    (root / "datasets/dkisp/contoh/README.md").unlink()
    commit(root, "Bersih", "2026-01-09")
    result = run(root)
    assert is_out(result) and result.exit_code() == 0 and holding(root) == []
    path.write_text(clean.replace("10,12,22", "10,12,99"))
    commit(root, "Keliru", "2026-01-12")
    (shown,) = [p for p in run(root).site.published if p.id == "dkisp/contoh"]
    assert shown.updated == "2026-01-09"
    withdraw(root, {"versi_sampai": "2026-01-09"})
    assert not is_out(run(root)), "no good version is left"


def test_where_the_history_is_cut_off_every_version_counts_as_old(tmp_path: Path) -> None:
    root = leaked(tmp_path / "asal")
    commit(root, "Bocor", "2026-01-05")
    withdraw(root, {"versi_sampai": "2026-01-06"})
    commit(root, "Ditarik", "2026-01-08")
    clone = tmp_path / "salinan"
    words = ["git", "clone", "-q", "--depth", "1", f"file://{root}", str(clone)]
    subprocess.run(words, check=True)
    assert not is_out(run(clone))


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"tanggal": "kemarin"}, "tanggal"),
        ({"tanggal": "2026-02-01"}, "tanggal"),
        ({"tanggal": None}, "tanggal"),
        ({"alasan": None}, "alasan"),
        ({"versi_sampai": "2026-13-01"}, "versi_sampai"),
        ({"judul": "Judul lain"}, "judul"),
        ({"sudah_dihapus": "mungkin"}, "sudah_dihapus"),
        ({"sampai": "2026-01-01"}, "sampai"),
    ],
)
def test_an_entry_that_is_wrong_takes_back_everything(
    tmp_path: Path, entry: dict[str, Any], key: str
) -> None:
    root = leaked(tmp_path)
    withdraw(root, {"versi_sampai": "2020-01-01", **entry})
    result = run(root)
    assert dict(of(result, "withdrawal-invalid")[0].values)["key"] == key
    assert not is_out(result) and holding(root) == []


@pytest.mark.parametrize(
    "text",
    [
        "penarikan: [",
        "penarikan: {a: b}\n",
        "tarik: []\n",
        "penarikan: [dkisp/contoh]\n",
        "penarikan: [{dataset: ../luar, tanggal: 2026-01-10, alasan: a}]\n",
    ],
)
def test_a_file_that_cannot_be_read_stops_the_run(tmp_path: Path, text: str) -> None:
    """Which datasets must stay off is not known then: the site stays as it is."""
    root = portal(tmp_path)
    (root / WITHDRAWALS).parent.mkdir()
    (root / WITHDRAWALS).write_text(text)
    with pytest.raises(SettingsError, match="settings-withdrawals"):
        run(root)
    assert cli.main(["check", "--root", str(root)]) == 2


def test_the_day_may_already_be_the_next_one_further_east(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    withdraw(root, {"tanggal": str(AS_OF + timedelta(days=1))})
    result = run(root)
    assert not of(result, "withdrawal-invalid") and not is_out(result)


def test_a_slip_in_the_id_is_told(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    withdraw(root, {"dataset": "dkisp/conto"})
    result = run(root)
    (found,) = of(result, "withdrawal-unknown")
    assert dict(found.values) == {"id": "dkisp/conto", "near": "dkisp/contoh"}
    assert found.severity is Severity.ERROR and result.exit_code() == 1


def test_a_dataset_that_is_gone_may_be_spelt_like_another(tmp_path: Path) -> None:
    """After its history was rewritten nothing knows of it any more: the entry says so."""
    root = leaked(tmp_path)
    withdraw(root, {"dataset": "dkisp/conto", "sudah_dihapus": "ya"})
    result = run(root)
    assert not of(result, "withdrawal-unknown") and not of(result, "withdrawal-invalid")
    commit(root, "awal", "2026-01-05")
    shutil.rmtree(root / "datasets/dkisp/contoh")
    withdraw(root, {"dataset": "dkisp/conto"})
    (found,) = of(run(root), "withdrawal-unknown")
    assert found.severity is Severity.WARNING  # what is spelt alike is not there either


def test_personal_data_in_the_reason_is_not_shown(tmp_path: Path) -> None:
    root = leaked(tmp_path)
    nik = "640101" + "410790" + "0000"
    withdraw(root, {"alasan": f"Memuat {nik}"})
    result = run(root)
    assert {f.file for f in of(result, "personal-nik")} == {WITHDRAWALS}
    assert holding(root, nik) == [] and not is_out(result)


@pytest.mark.parametrize("place", ["resources.0", "resources.0.schema.fields.1"])
@pytest.mark.parametrize(
    "word", [["dikecualikan"], "dikecualikan (Pasal 17)", "tertutup", "Rahasia"]
)
def test_a_class_of_access_that_is_no_word_of_the_list_holds_the_dataset(
    tmp_path: Path, place: str, word: object
) -> None:
    root = leaked(tmp_path)
    change(root, {f"{place}.sdi:kipKlasifikasi": word})
    result = run(root)
    assert not is_out(result)
    assert [name for name in holding(root) if "/cache/" not in name] == []
    assert any("kipKlasifikasi" in str(dict(f.values)) for f in of(result, "metadata-value"))


@pytest.mark.parametrize("link", [False, True])
def test_a_page_with_a_number_of_a_person_stays_away_whatever_names_the_portal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    root = leaked(tmp_path / "asal")
    nik = "640101" + "410790" + "0000"
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/pribadi.md").write_text(f"# Pribadi\n\nNIK {nik}\n", encoding="utf-8")
    if link:
        (tmp_path / "tautan").symlink_to(root)
    else:
        monkeypatch.chdir(root)
    result = run(tmp_path / "tautan" if link else Path())
    assert of(result, "personal-nik")
    assert holding(root, nik) == []


@pytest.mark.parametrize(
    "place",
    [
        "sdi:kipKlasifikasi",
        "resources.0.sdi:kipKlasifikasi",
        "resources.0.schema.fields.1.sdi:kipKlasifikasi",
    ],
)
def test_what_is_exempt_blocks_at_every_level_and_shows_no_title(
    tmp_path: Path, place: str
) -> None:
    root = leaked(tmp_path)
    change(root, {"title": f"Judul {LEAKED}", place: "dikecualikan"})
    result = run(root)
    assert not is_out(result) and of(result, "access-excluded") and holding(root) == []
    change(root, {"resources.0.path": "data/tidak-ada.csv"})
    result = run(root)
    assert of(result, "file-missing") and holding(root) == [], "not even when unreadable"


def test_after_a_leak_was_found_no_older_site_stays(tmp_path: Path) -> None:
    """Also where nobody withdrew anything: the check found it, and the site before goes."""
    root = leaked(tmp_path)
    change(root, {"description": "Keterangan rekaan."})
    (root / "datasets/dkisp/contoh/README.md").unlink()
    arguments = ["build", "--root", str(root), "--as-of", AS_OF.isoformat(), "--quiet"]
    assert cli.main(arguments) == 0
    path = root / TABLE
    path.write_text(path.read_text().replace(LEAKED, "hubungi 0812-3456-7890"))
    assert cli.main(arguments) == 1
    assert holding(root) == []
