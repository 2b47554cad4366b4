"""Files in ``_baru`` become datasets, or the newest data of one; nothing is lost on the way."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from portals import AS_OF, commit, portal

from build_tools import cli, pipeline, proposals
from build_tools.load.yamlfile import parse_yaml

ROOT = Path(__file__).parent.parent
#: A sheet as offices make it: two titles, a header of two levels, a total, a source.
MONTHS = [
    ["DATA PELATIHAN KOMPUTER", None, None, None],
    ["TAHUN 2024", None, None, None],
    ["Kecamatan", "Peserta", None, "Biaya (Rp)"],
    [None, "Laki-laki", "Perempuan", None],
    ["Tanah Grogot", 12, 15, "1.500.000,50"],
    ["Kuaro", 7, 9, "750.000,00"],
    ["Long Ikis", 4, 11, "1.250.000,00"],
    ["Jumlah", 23, 35, "3.500.000,50"],
    ["Sumber: Dinas Komunikasi dan Informatika", None, None, None],
]


def dropped(root: Path, name: str, rows: list[list[object]]) -> Path:
    """A workbook that an officer has put into the office's folder."""
    path = root / "datasets/dkisp/_baru" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Rekap"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:D4")
    book.save(path)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return portal(tmp_path / "portal")


def test_a_dropped_workbook_becomes_a_dataset_with_its_recipe(root: Path) -> None:
    path = dropped(root, "Pelatihan Komputer.xlsx", MONTHS)
    content = path.read_bytes()
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.dataset) == ("new", "dkisp/pelatihan-komputer")
    assert not path.exists()
    folder = root / "datasets" / made.dataset
    assert (folder / "data/pelatihan-komputer.xlsx").read_bytes() == content
    (resource,) = parse_yaml((folder / "datapackage.yaml").read_text("utf-8"))["resources"]
    assert resource["sdi:resep"]["kepala"] == [3, 4]
    assert [c["judul"] for c in resource["sdi:resep"]["kolom"]] == [
        "Kecamatan",
        "Peserta / Laki-laki",
        "Peserta / Perempuan",
        "Biaya (Rp)",
    ]


def test_next_months_file_under_any_name_takes_the_place_of_the_data(root: Path) -> None:
    dropped(root, "Pelatihan Komputer.xlsx", MONTHS)
    list(proposals.propose(root, {}))
    following = [*MONTHS[:5], ["Batu Sopang", 3, 2, "250.000,00"], *MONTHS[5:7]]
    path = dropped(root, "pelatihan komputer FEBRUARI (final).xlsx", following)
    content = path.read_bytes()
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.dataset) == ("update", "dkisp/pelatihan-komputer")
    data = root / "datasets/dkisp/pelatihan-komputer/data/pelatihan-komputer.xlsx"
    assert data.read_bytes() == content
    assert not path.exists()


def test_what_is_refused_stays_and_says_why(root: Path) -> None:
    nik = "640101" + "410790" + "0000"
    folder = root / "datasets/dkisp/_baru"
    folder.mkdir()
    (folder / "warga.csv").write_text(f"nama,NIK\nFulan,{nik}\n", encoding="utf-8")
    (folder / "laporan.xlsx").write_bytes(b"%PDF-1.7 bukan buku kerja")
    (folder / "BACA-SAYA.md").write_text("Taruh berkas di sini.\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    made = {Path(p.file).name: p for p in proposals.propose(root, {})}
    assert {name: p.outcome for name, p in made.items()} == {
        "warga.csv": "refused",
        "laporan.xlsx": "refused",
    }
    assert "personal-nik" in {f.code for f in made["warga.csv"].findings}
    assert "file-kind" in {f.code for f in made["laporan.xlsx"].findings}
    assert sorted(folder.iterdir()) == before


def test_a_file_that_fits_two_datasets_is_not_guessed(root: Path) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    list(proposals.propose(root, {}))
    one = root / "datasets/dkisp/pelatihan"
    two = root / "datasets/dkisp/pelatihan-dua"
    shutil.copytree(one, two)
    dropped(root, "Pelatihan Maret.xlsx", MONTHS)
    (made,) = proposals.propose(root, {})
    assert [(f.code, dict(f.values)["case"]) for f in made.findings] == [("drop-fits", "several")]


def test_a_file_of_another_name_with_the_same_header_replaces_nothing(root: Path) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    list(proposals.propose(root, {}))
    path = dropped(root, "Kader posyandu.xlsx", MONTHS)
    (made,) = proposals.propose(root, {})
    assert [(f.code, dict(f.values)["case"]) for f in made.findings] == [("drop-fits", "named")]
    assert path.exists()


def test_a_name_that_is_just_a_datasets_decides(root: Path) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    list(proposals.propose(root, {}))
    one = root / "datasets/dkisp/pelatihan"
    shutil.copytree(one, root / "datasets/dkisp/pelatihan-dua")
    dropped(root, "pelatihan-dua.xlsx", MONTHS)
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.dataset) == ("update", "dkisp/pelatihan-dua")


def test_a_renamed_column_is_drift_of_the_same_dataset_and_no_second_one(root: Path) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    list(proposals.propose(root, {}))
    other = [[*row[:3], "Biaya total (Rp)"] if row[0] == "Kecamatan" else row for row in MONTHS]
    dropped(root, "pelatihan maret.xlsx", other)
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.dataset) == ("update", "dkisp/pelatihan")


def test_a_table_of_the_same_name_with_other_columns_is_refused(root: Path) -> None:
    folder = root / "datasets/dkisp/_baru"
    folder.mkdir()
    (folder / "contoh.csv").write_text("warna,ukuran\nmerah,1\n", encoding="utf-8")
    (made,) = proposals.propose(root, {})
    assert [(f.code, dict(f.values)["case"]) for f in made.findings] == [
        ("drop-refused", "dataset-exists")
    ]


def test_a_waiting_file_holds_nothing_back(root: Path) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    waiting = [f for f in result.findings if f.code == "drop-waiting"]
    assert [f.file for f in waiting] == ["datasets/dkisp/_baru/Pelatihan.xlsx"]
    assert result.exit_code() == 0


def test_the_verb_tells_every_step_and_writes_a_summary(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dropped(root, "Pelatihan.xlsx", MONTHS)
    summary = root / ".build/usulan.md"
    assert cli.main(["propose", "--root", str(root), "--keluar", str(summary)]) == 0
    said = capsys.readouterr().out
    assert "datasets/dkisp/pelatihan" in said
    text = summary.read_text(encoding="utf-8")
    assert "Pelatihan.xlsx" in text and "Jumlah" in text
    assert cli.main(["propose", "--root", str(root)]) == 0
    assert "Tidak ada berkas yang menunggu" in capsys.readouterr().out


@pytest.mark.parametrize("branch", ["main", "data-februari"])
def test_the_proposal_is_sent_as_a_branch_of_its_own_or_into_the_open_one(
    root: Path, tmp_path: Path, branch: str
) -> None:
    """The step of the workflow, with a bare repository for the host and a `gh` that notes."""
    if not shutil.which("git"):
        raise AssertionError("git is needed")
    subprocess.run(["git", "init", "-q", "-b", branch, str(root)], check=True)
    (root / "bootstrap").mkdir()
    shutil.copy2(ROOT / "bootstrap/send_proposal.py", root / "bootstrap")
    (root / ".gitignore").write_text(".build\n", encoding="utf-8")
    dropped(root, "Pelatihan.xlsx", MONTHS)
    commit(root, "berkas", "2026-01-10")
    host = tmp_path / "host.git"
    subprocess.run(["git", "init", "-q", "--bare", str(host)], check=True)
    subprocess.run(["git", "-C", str(root), "remote", "add", "origin", str(host)], check=True)
    noted = tmp_path / "gh.txt"
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(f'#!/bin/sh\necho "$@" >> "{noted}"\n', encoding="utf-8")
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    assert (
        cli.main(["propose", "--root", str(root), "--keluar", str(root / ".build/usulan.md")]) == 0
    )
    step = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_REF_NAME": branch,
        "GITHUB_STEP_SUMMARY": str(step),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    command = [sys.executable, str(root / "bootstrap/send_proposal.py")]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    listed = subprocess.run(
        ["git", "-C", str(host), "for-each-ref", "--format=%(refname:short)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    if branch == "main":
        assert [name.split("/")[0] for name in listed] == ["usul"]
        assert f"--base main --head {listed[0]}" in noted.read_text(encoding="utf-8")
    else:
        assert listed == [branch]
        assert not noted.exists()
    tree = subprocess.run(
        ["git", "-C", str(host), "ls-tree", "-r", "--name-only", listed[0]],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert "datasets/dkisp/pelatihan/datapackage.yaml" in tree
    assert "datasets/dkisp/_baru/Pelatihan.xlsx" not in tree
    assert "Pelatihan" in step.read_text(encoding="utf-8")
