"""Files in ``_baru`` become datasets, or the newest data of one; nothing is lost on the way."""

import os
import shutil
import stat
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from portals import AS_OF, commit, portal

from build_tools import cli, drops, load, pipeline, proposals, reports
from build_tools.load.yamlfile import parse_yaml
from build_tools.words import Words

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
    dropped(root, "Data pelatihan Maret.xlsx", MONTHS)
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


def test_two_files_for_one_dataset_are_both_refused(root: Path) -> None:
    """Neither takes the other's place, whether the dataset is new or there already."""
    names = ["Pelatihan Jan.xlsx", "Pelatihan Feb.xlsx"]
    paths = [dropped(root, name, MONTHS) for name in names]
    refused = list(proposals.propose(root, {}))
    assert [p.outcome for p in refused] == ["refused", "refused"]
    others = {Path(p.file).name: dict(p.findings[0].values)["others"] for p in refused}
    assert others == {names[0]: names[1], names[1]: names[0]}
    assert all(path.exists() for path in paths)
    assert not (root / "datasets/dkisp/pelatihan").exists()
    paths[1].unlink()
    list(proposals.propose(root, {}))
    data = root / "datasets/dkisp/pelatihan/data/pelatihan.xlsx"
    before = data.read_bytes()
    for name in ("Pelatihan Maret.xlsx", "Pelatihan April.xlsx", "pelatihan.xlsx"):
        dropped(root, name, MONTHS[:-1])
    again = list(proposals.propose(root, {}))
    assert [(p.outcome, [f.code for f in p.findings]) for p in again] == [
        ("refused", ["drop-same"])
    ] * 3
    assert data.read_bytes() == before
    hint = reports.sentence(again[0].findings[0], Words.load("id"), "hint")
    assert 'tambahkan barisnya di lembar "Rekap"' in hint  # as its recipe reads one sheet


def test_two_files_for_a_dataset_of_a_sheet_a_month_are_to_be_joined_by_sheets(root: Path) -> None:
    for names in (["Pelatihan.xlsx"], ["Pelatihan Maret.xlsx", "Pelatihan April.xlsx"]):
        for name in names:
            path = dropped(root, name, MONTHS)
            book = load_workbook(path)
            book.worksheets[0].title = "Januari"
            book.copy_worksheet(book.worksheets[0]).title = "Februari"
            book.save(path)
        made = list(proposals.propose(root, {}))
    assert [f.code for p in made for f in p.findings] == ["drop-same", "drop-same"]
    hint = reports.sentence(made[0].findings[0], Words.load("id"), "hint")
    assert "bersama lembar yang lama" in hint


def test_two_tables_of_one_shape_and_different_names_are_two_datasets(root: Path) -> None:
    for name in ("Pelatihan kader.xlsx", "Pelatihan guru.xlsx"):
        dropped(root, name, MONTHS)
    made = [p.dataset for p in proposals.propose(root, {})]
    assert made == ["dkisp/pelatihan-guru", "dkisp/pelatihan-kader"]
    path = dropped(root, "Pelatihan nelayan.xlsx", MONTHS)  # of the shape of both, and none of them
    (found,) = proposals.propose(root, {})
    assert (found.outcome, [f.code for f in found.findings]) == ("refused", ["drop-fits"])
    assert path.exists()


def test_a_new_dataset_is_called_after_what_it_is_about(root: Path) -> None:
    dropped(root, "REKAP PELATIHAN Jan 2026 (FIX) (2).xlsx", MONTHS)
    (made,) = proposals.propose(root, {})
    assert made.dataset == "dkisp/rekap-pelatihan"
    path = root / "datasets/dkisp/_baru/Feb 2026.csv"
    path.write_text("warna,ukuran\nmerah,1\nbiru,2\n", encoding="utf-8")
    (made,) = proposals.propose(root, {})
    assert [dict(f.values)["case"] for f in made.findings] == ["name-time"]


def test_a_workbook_that_may_hold_macros_is_refused_even_without_any(root: Path) -> None:
    path = dropped(root, "Pelatihan.xlsx", MONTHS)
    path.rename(path.with_suffix(".xlsm"))
    (made,) = proposals.propose(root, {})
    (found,) = made.findings
    assert (found.code, dict(found.values)["case"]) == ("file-kind", "xlsm-bare")


@pytest.mark.parametrize(
    ("folder", "case", "near"),
    [("_baru", "opd-none", ""), ("DKISP/_baru", "opd-near", "dkisp"), ("xyz/_baru", "opd", "")],
)
def test_a_file_in_no_known_offices_folder_is_told(
    root: Path, folder: str, case: str, near: str
) -> None:
    path = dropped(root, "Pelatihan.xlsx", MONTHS)
    target = root / "datasets" / folder
    target.mkdir(parents=True)
    path.rename(target / path.name)
    (made,) = proposals.propose(root, {})
    values = dict(made.findings[0].values)
    assert (values["case"], values.get("near", "")) == (case, near)


def test_a_folder_that_was_dragged_along_or_has_a_capital_hides_nothing(root: Path) -> None:
    path = dropped(root, "Pelatihan.xlsx", MONTHS)
    target = root / "datasets/dkisp/_Baru/kiriman"
    target.mkdir(parents=True)
    path.rename(target / path.name)
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.dataset) == ("new", "dkisp/pelatihan")


def test_the_check_judges_a_waiting_file_as_the_proposal_does(root: Path) -> None:
    """Code, place and remedy; nothing is written, and the file stays."""
    nik = "640101" + "410790" + "0000"
    dropped(root, "Pelatihan.xlsx", MONTHS)
    path = dropped(root, "Peserta.xlsx", [*MONTHS[:5], [f"NIK {nik}", 1, 1, None], *MONTHS[5:]])
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    checked = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    found = [f for f in checked.findings if f.file.endswith("Peserta.xlsx")]
    assert [(f.code, f.sheet, f.row) for f in found] == [("personal-nik", "Rekap", 6)]
    assert checked.exit_code() == 1
    assert {p: p.read_bytes() for p in before} == before
    waiting = next(f for f in checked.findings if f.code == "drop-waiting")
    assert dict(waiting.values)["name"] == "dkisp/pelatihan"
    proposed = {Path(p.file).name: p for p in proposals.propose(root, {})}
    assert list(proposed["Peserta.xlsx"].findings) == found
    assert path.exists()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_comment_of_a_proposal_tells_why_a_file_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    commit(root, "mulai", "2026-01-10")
    dropped(root, "Pelatihan Jan.xlsx", MONTHS)
    dropped(root, "Pelatihan Feb.xlsx", MONTHS)
    verb = ["changes", "--root", str(root), "--lang", lang, "--format", "markdown"]
    assert cli.main(verb) == 1
    said = capsys.readouterr().out
    assert "Pelatihan Jan.xlsx dan Pelatihan Feb.xlsx" in said or lang == "en"
    remedy = {"id": "Satukan isinya dalam satu berkas", "en": "Put what they hold into one file"}
    assert said.count(remedy[lang]) == 2
    assert "Berkas lain yang berubah" not in said


def test_next_months_sheet_is_read_too_once_its_file_was_dropped(root: Path) -> None:
    def monthly(name: str, months: list[str]) -> None:
        path = dropped(root, name, MONTHS)
        book = Workbook()
        book.remove(book.worksheets[0])
        for month in months:
            sheet = book.create_sheet(month)
            for row in [["PESERTA TAHUN 2026"], ["Kecamatan", "Peserta"], ["Kuaro", 7]]:
                sheet.append(row)
            sheet.append(["Long Ikis", 4])
        book.save(path)

    monthly("Peserta.xlsx", ["Januari", "Februari"])
    list(proposals.propose(root, {}))
    monthly("Peserta Maret.xlsx", ["Januari", "Februari", "Maret"])
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.sheets) == ("update", ("Maret",))
    text = (root / "datasets/dkisp/peserta/datapackage.yaml").read_text("utf-8")
    (resource,) = parse_yaml(text)["resources"]
    assert resource["sdi:resep"]["lembar"] == ["Januari", "Februari", "Maret"]
    assert 'lembar: ["Januari", "Februari", "Maret"]' in text
    assert "# Langkah dari lembar kerja" in text  # remarks stay


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


@pytest.mark.parametrize("folder", ["datasets/_baru", "datasets/x/_baru", "datasets/x/_Baru/y"])
def test_the_workflow_begins_wherever_a_file_may_wait(root: Path, folder: str) -> None:
    """What the program takes for a waiting file, the host tells it of; nothing else does."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/propose.yml").read_text("utf-8"))
    paths = workflow[True]["push"]["paths"]
    assert any(fnmatchcase(f"{folder}/tabel.xlsx", path) for path in paths)
    assert not any(fnmatchcase("datasets/dinkes/posyandu/data/tabel.xlsx", p) for p in paths)
    (root / folder).mkdir(parents=True)
    (root / folder / "tabel.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert [drop.path.name for drop in load.dropped(root)] == ["tabel.csv"]


def test_a_bug_in_judging_a_waiting_file_costs_no_dataset(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(root: Path) -> None:
        raise ValueError("rusak")

    dropped(root, "Pelatihan.xlsx", MONTHS)
    monkeypatch.setattr(drops, "waiting", broken)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert result.exit_code() == 3
    assert "internal-error" in {f.code for f in result.findings}
    assert "dkisp/contoh" in result.checked


def years(root: Path, *given: int) -> None:
    """A dropped workbook with a column for each year, one merged cell above all of them."""
    path = root / "datasets/dkisp/_baru/Panjang jalan.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.worksheets[0]
    lengths = [year / 10 for year in given]
    for row in [["Kecamatan", "Tahun"], [None, *given], ["Kuaro", *lengths], ["Legai", *lengths]]:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells(start_row=1, end_row=1, start_column=2, end_column=1 + len(given))
    book.save(path)


def test_a_column_of_a_further_year_is_recorded_as_the_last_one(root: Path) -> None:
    years(root, 2023, 2024)
    list(proposals.propose(root, {}))
    descriptor = root / "datasets/dkisp/panjang-jalan/datapackage.yaml"
    described = descriptor.read_text(encoding="utf-8").replace("ISI: ", "Panjang pada 2024, ")
    descriptor.write_text(described, encoding="utf-8")
    years(root, 2023, 2024, 2026, 2025)
    (made,) = proposals.propose(root, {})
    assert (made.outcome, made.columns) == ("update", ("Tahun / 2025", "Tahun / 2026"))
    text = descriptor.read_text(encoding="utf-8")
    (resource,) = parse_yaml(text)["resources"]
    names = ["kecamatan", "tahun_2023", "tahun_2024", "tahun_2025", "tahun_2026"]
    assert [column["nama"] for column in resource["sdi:resep"]["kolom"]] == names
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == names
    assert "pada 2026" in fields[-1]["description"] and fields[-1]["type"] == fields[2]["type"]
    assert set(described.splitlines()) <= set(text.splitlines())  # comments and all
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    assert not {f.code for f in found} & {"recipe-column-new", "recipe-invalid"}
