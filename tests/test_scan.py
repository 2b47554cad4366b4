"""The gate on raw files: tables without a descriptor, the index of git, commits."""

from __future__ import annotations

import json
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from portals import commit
from test_hook import CLEAN, LEAK, NIK
from test_waivers import decided
from workbooks import parts, rows_xml, save, sheet_xml

from build_tools import cli, reports, scan
from build_tools.findings import Finding, Severity
from build_tools.load.waivers import WAIVERS
from build_tools.scan import git
from build_tools.scan.ground import Ground, of_commit
from build_tools.surfaces import header
from build_tools.words import Words

MOBILE = "0812-3456-7890"


def found(path: Path) -> list[Finding]:
    return scan.files(path.parent, [path])


def codes(path: Path) -> set[str]:
    return {f.code for f in found(path)}


def places(path: Path, code: str) -> list[str]:
    return [f.place for f in found(path) if f.code == code]


# --- tables of any kind ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), ("|", "utf-8-sig"), (";", "utf-16-le")],
)
def test_a_csv_with_any_mark_and_encoding(mark: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [("No", "NIK", "Kafé"), ("1", NIK, "x"), ("2", NIK, "y"), ("3", NIK, "z")]
    path.write_text("\n".join(map(mark.join, lines)), encoding=encoding)
    assert places(path, "personal-nik") == ["B2", "B3", "B4"]


def test_titles_above_the_header_and_no_header_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Daftar\n\nNo,Kontak,Jumlah\n1,{MOBILE},2\n2,{MOBILE},3\n", encoding="utf-8")
    assert places(path, "personal-mobile") == ["B4", "B5"]
    path.write_text(f"1,{MOBILE},2\n2,{MOBILE},3\n", encoding="utf-8")
    assert places(path, "personal-mobile") == ["B1", "B2"]


def test_a_quote_that_is_never_closed_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = ["a,b", '1,"x', f"2,{MOBILE}", *["3,y"] * 50_000, f"4,{MOBILE}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert places(path, "personal-mobile") == ["B3", "B50004"]


def test_a_page_that_is_saved_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    row = f"<tr><td>1</td><td>{MOBILE}</td></tr>"
    path.write_text(
        f"<html><table><tr><th>No</th><th>HP</th></tr>{row}</table><!-- x@gmail.com -->",
        encoding="utf-8",
    )
    assert codes(path) == {"personal-mobile", "personal-email"}
    assert places(path, "personal-mobile") == ["B2"]


def test_objects_and_features(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": [{"no": 1, "hp": MOBILE}, {"no": 2, "hp": MOBILE}]}))
    assert places(path, "personal-mobile") == ["B2", "B3"]
    point = {"type": "Point", "coordinates": [116.081234567, -1.9]}
    feature = {"type": "Feature", "properties": {"ket": MOBILE}, "geometry": point}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature] * 2}))
    assert places(path, "personal-mobile") == ["A2", "A3"]
    path = tmp_path / "b.json"
    path.write_text(f'{{"a": "{MOBILE}", "a": 1}}')  # a key that is written twice hides nothing
    assert codes(path) == {"personal-mobile"}


def test_running_text_and_the_tables_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Rapat.\nHubungi {MOBILE}.\n", encoding="utf-8")
    assert places(path, "personal-mobile") == ["2"]
    path = tmp_path / "a.md"
    path.write_text(f"# A\n\n| No | HP |\n| --- | --- |\n| 1 | {MOBILE} |\n", encoding="utf-8")
    assert "personal-mobile" in codes(path)


def test_every_sheet_of_a_workbook_seen_or_hidden(tmp_path: Path) -> None:
    sheets = {
        "Data": sheet_xml(rows_xml([["No", "Jumlah"], [1, 2], [2, 3]])),
        "Arsip": sheet_xml(rows_xml([["No", "HP"], [1, MOBILE], [2, MOBILE]])),
    }
    path = save(tmp_path / "a.xlsx", parts(sheets, {"Arsip": "veryHidden"}))
    assert {(f.sheet, f.place) for f in found(path)} == {("Arsip", "B2"), ("Arsip", "B3")}


def test_names_of_files(tmp_path: Path) -> None:
    path = tmp_path / f"surat_{MOBILE}.txt"
    path.write_text("x", encoding="ascii")
    assert [dict(f.values)["where"] for f in found(path)] == ["file-name"]


def test_figures_are_no_numbers_of_persons(tmp_path: Path) -> None:
    path = tmp_path / "pdrb.csv"
    rows = [f"{y},0.08123456789{y},{y * 10**12 + 123_456_789}" for y in range(2010, 2024)]
    path.write_text("\n".join(["tahun,laju,pagu rupiah", *rows]), encoding="utf-8")
    assert found(path) == []


def test_many_findings_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("No,HP\n" + f"1,{MOBILE}\n" * 12_000, encoding="utf-8")
    given = found(path)
    assert len(given) < 50
    assert [dict(f.values)["more"] for f in given if f.code == "more"] == [12_000 - 20]


# --- what cannot be looked into ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "grave"),
    [
        ("a.pdf", b"%PDF-1.7", Severity.ERROR),
        ("foto ktp.jpg", b"\xff\xd8\xff\xd9", Severity.ERROR),
        ("~$warga.xlsx", b"\x04Fulan", Severity.ERROR),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), Severity.ERROR),
        ("a.bin", bytes(range(256)) * 9, Severity.ERROR),
        ("a.rar", b"Rar!\x1a\x07", Severity.ERROR),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding(
    name: str, content: bytes, grave: Severity, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [(f.code, f.severity) for f in found(path)] == [("file-unread", grave)]


def test_a_workbook_that_unfolds_to_too_much(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", parts({"Data": sheet_xml(rows_xml([["a"], ["b"]]))}))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/comments1.xml", b" " * 210_000_000)
    assert [(f.code, dict(f.values)["case"]) for f in found(path)] == [("file-unread", "large")]


def test_xml_with_entities_is_refused(tmp_path: Path) -> None:
    given = parts({"Data": sheet_xml(rows_xml([["a"], ["b"]]))})
    given["docProps/core.xml"] = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert codes(save(tmp_path / "a.xlsx", given)) == {"file-unread"}


# --- what is looked into, and what it is judged by ---------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["bootstrap/d.xlsx", "requirements/d.xlsx", ".github/workflows/a.yml", "datasets/a/b/a.js",
     "datasets/a/b/_arsip/data.lock", "docs/a.py", "a.css", "tests/a.csv", "build_tools/a.csv"],
)  # fmt: skip
def test_no_place_and_no_ending_hides_a_table(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx" or path.suffix == ".yml":
        cells = [["No", "HP"], [1, MOBILE], [2, MOBILE]]
        save(path, parts({"Data": sheet_xml(rows_xml(cells))}))
    else:
        path.write_text(f"No,HP\n1,{MOBILE}\n2,{MOBILE}\n", encoding="utf-8")
    (tmp_path / "build_tools/scan").mkdir(parents=True)  # the program's own repository
    commit(tmp_path, "awal", "2026-01-01")
    assert "personal-mobile" in {f.code for f in scan.commits(tmp_path, "all")}


def test_a_column_is_what_the_descriptor_in_the_index_says(tmp_path: Path) -> None:
    """The title of a column, which only the descriptor has, tells what stands in it."""
    folder = tmp_path / "datasets/dkisp/warga"
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nextra: {portal: {nama: A}}\n")
    (folder / "data").mkdir(parents=True)
    (folder / "data/a.csv").write_text("k1,k2\nA-1,12\nA-2,13\n", encoding="utf-8")
    fields = [{"name": "k1", "title": "Nomor Paspor"}, {"name": "k2", "type": "integer"}]
    table = {"name": "a", "path": "data/a.csv", "schema": {"fields": fields}}
    descriptor = folder / "datapackage.yaml"
    descriptor.write_text(json.dumps({"title": "A", "resources": [table]}), encoding="utf-8")
    ground = Ground(tmp_path)
    dataset = ground.dataset_of("datasets/dkisp/warga/data/a.csv")
    assert dataset is not None and dataset.resources[0].fields[0].title.main == "Nomor Paspor"
    commit(tmp_path, "awal", "2026-01-01")
    descriptor.write_text("resources: []", encoding="utf-8")  # what the folder says is nothing
    with git.Blobs(tmp_path) as blobs, of_commit(tmp_path, blobs) as of_index:
        same = of_index.dataset_of("datasets/dkisp/warga/data/a.csv")
        assert same is not None and same.resources[0].fields[0].title.main == "Nomor Paspor"


def test_a_waiver_counts_where_it_is_in_the_index(tmp_path: Path) -> None:
    """What lies in the folder and does not go in decides nothing."""
    today = datetime.now(UTC).astimezone(timezone(timedelta(hours=8))).date().isoformat()
    root = decided(tmp_path, {"tanggal": today, "berlaku_sampai": today})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    assert {f.code for f in scan.staged(root) if "contoh" in f.file} == {"personal-waived"}
    subprocess.run(["git", "rm", "-q", "--cached", WAIVERS], cwd=root, check=True)
    assert (root / WAIVERS).is_file()
    grave = [f for f in scan.staged(root) if f.severity is Severity.ERROR]
    assert {f.code for f in grave} == {"personal-mobile"}


def test_a_hidden_place_is_told_as_such(tmp_path: Path) -> None:
    sheets = {
        "Data": sheet_xml(rows_xml([["No", "Jumlah"], [1, 2], [2, 3]])),
        "Arsip": sheet_xml(rows_xml([["No", "HP"], [1, MOBILE], [2, MOBILE]])),
    }
    path = save(tmp_path / "a.xlsx", parts(sheets, {"Arsip": "hidden"}))
    first = found(path)[0]
    assert dict(first.values)["hidden"] == "sheet"
    said = reports.sentence(first, Words.load("id"))
    assert "tersembunyi" in said and "Unhide" in said


def test_what_to_do_depends_on_where_the_file_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(LEAK, encoding="utf-8")
    asked = ["scan", str(tmp_path / "a.csv"), "--root", str(tmp_path)]
    assert cli.main(asked) == 1
    said = capsys.readouterr().out
    assert "belum ada di git" in said and "kebocoran" not in said
    commit(tmp_path, "awal", "2026-01-01")
    assert cli.main(asked) == 1
    assert "docs/panduan/kebocoran.md" in capsys.readouterr().out
    message = tmp_path / "pesan"
    message.write_text(f"hubungi {MOBILE}", encoding="utf-8")
    assert cli.main(["scan", "--message", str(message)]) == 1
    said = capsys.readouterr().out
    assert "Ubah pesan commit" in said and "git add" not in said


def test_a_file_that_cannot_be_read_is_not_called_personal_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(CLEAN, encoding="utf-8")
    base = commit(tmp_path, "awal", "2026-01-01")
    (tmp_path / "rekap.xlsx").write_bytes(b"%PDF-1.7 bukan buku kerja")
    asked = ["scan", str(tmp_path / "rekap.xlsx"), "--root", str(tmp_path)]
    assert cli.main(asked) == 1
    said = capsys.readouterr().out
    assert "belum boleh masuk git" in said and "Ada data pribadi, dan" not in said
    commit(tmp_path, "unggah", "2026-01-02")
    commits = ["scan", "--commits", f"{base}..HEAD", "--root", str(tmp_path)]
    assert cli.main(commits) == 1
    assert "unggah berkas itu dalam usulan baru" in capsys.readouterr().out
    (tmp_path / "b.csv").write_text(LEAK, encoding="utf-8")
    commit(tmp_path, "bocor", "2026-01-03")
    assert cli.main(commits) == 1
    assert "Jangan mengunggah apa pun lagi" in capsys.readouterr().out


# --- commits -----------------------------------------------------------------------------------


def test_a_leak_that_a_later_commit_removed_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CLEAN, encoding="utf-8")
    base = commit(tmp_path, "awal", "2026-01-01")
    (tmp_path / "b.csv").write_text(LEAK, encoding="utf-8")
    leak = commit(tmp_path, "tambah", "2026-01-02")
    (tmp_path / "b.csv").unlink()
    commit(tmp_path, "hapus lagi, hubungi 0812-3456-7890", "2026-01-03")
    assert scan.files(tmp_path, [tmp_path]) == []
    told = scan.commits(tmp_path, f"{base}..HEAD")
    named = {(f.code, dict(f.values)["commit"]) for f in told}
    assert ("personal-nik", leak[:10]) in named
    assert "personal-mobile" in {f.code for f in told if not f.file}


def test_a_range_without_an_end_is_no_range(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(LEAK, encoding="utf-8")
    commit(tmp_path, "awal", "2026-01-01")
    for span in ("..HEAD", "HEAD..", "tiada..HEAD", ""):
        with pytest.raises(scan.GitError):
            scan.commits(tmp_path, span)
    assert cli.main(["scan", "--root", str(tmp_path), "--commits", "..HEAD"]) == 2
    assert cli.main(["scan", "--root", str(tmp_path), "--commits", "HEAD"]) == 2
    assert 'main..HEAD, atau all untuk semua commit; "HEAD"' in capsys.readouterr().err


def test_all_commits_of_every_branch_can_be_asked_for(tmp_path: Path) -> None:
    """Also what an older branch alone holds, and what lies packed in a workbook."""
    (tmp_path / "a.csv").write_text(CLEAN, encoding="utf-8")
    commit(tmp_path, "awal", "2026-01-01")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "switch", "-q", "-c", "fitur"], check=True)
    book = openpyxl.Workbook()
    book.active.append(["NIK"])
    book.active.append([NIK])
    book.save(tmp_path / "b.xlsx")
    leak = commit(tmp_path, "tambah", "2026-01-02")
    subprocess.run([*git, "switch", "-q", "main"], check=True)
    for span in ("all", "--all"):
        told = {(f.code, dict(f.values)["commit"]) for f in scan.commits(tmp_path, span)}
        assert ("personal-nik", leak[:10]) in told


# --- what it says ------------------------------------------------------------------------------


def test_it_ends_with_one_and_shows_nothing_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(LEAK, encoding="utf-8")
    for form in ("text", "json", "github", "markdown"):
        asked = ["scan", str(tmp_path / "a.csv"), "--root", str(tmp_path), "--format", form]
        assert cli.main(asked) == 1
        said = capsys.readouterr().out
        assert NIK not in said and NIK[:8] not in said
    (tmp_path / "a.csv").write_text(CLEAN, encoding="utf-8")
    assert cli.main(["scan", str(tmp_path / "a.csv"), "--root", str(tmp_path)]) == 0
    assert "Tidak ada data pribadi" in capsys.readouterr().out


def test_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scan", str(tmp_path / "tiada.csv")]) == 2
    assert cli.main(["scan", "--staged", "--commits", "a..b"]) == 2
    assert cli.main(["scan", "--staged", "--root", str(tmp_path)]) == 2
    assert "git" in capsys.readouterr().err


# --- headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "names", "first"),
    [
        ([["Nama", "Jumlah"], ["A", "1"], ["B", "2"]], ("Nama", "Jumlah"), 2),
        ([["Judul tabel"], [], ["Desa", "2020", "2021"], ["A", "1", "2"]],
         ("Desa", "2020", "2021"), 4),
        ([["1", "64010112"], ["2", "64010113"]], ("kolom_1", "kolom_2"), 1),
        ([["Desa", "Usia", ""], ["", "L", "P"], ["A", "1", "2"], ["B", "1", "2"]],
         ("Desa", "Usia L", "Usia P"), 3),
        ([["a", "a"], ["1", "2"]], ("a", "a_"), 2),
    ],
    ids=["plain", "titles", "none", "two rows", "twins"],
)  # fmt: skip
def test_where_the_names_of_columns_stand(
    records: list[list[str]], names: tuple[str, ...], first: int
) -> None:
    guessed = header.guess(iter(records))
    assert (guessed.names, guessed.first) == (names, first)
