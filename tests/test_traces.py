"""What leaked is found wherever it is left: plain or packed, in any file or object of git."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from portals import commit

from build_tools import cli
from build_tools.scan import traces

#: Nobody's number, made when the test runs, and nobody's name.
NIK = "640101" + "410790" + "0000"
NAME = "Fulan & Rekan"


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([NAME, int(NIK)])
    book.save(path)


def nested(path: Path) -> None:
    workbook(path)
    inner = path.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dalam.xlsx", inner)


KINDS: dict[str, Callable[[Path], object]] = {
    "plain": lambda path: path.write_text(f"a\n{NIK}\n"),
    "grouped as a page shows it": lambda path: path.write_text("6.401.014.107.900.000"),
    "scientific": lambda path: path.write_text("6,4010141079E+15"),
    "utf-16": lambda path: path.write_text(f"a\n{NIK}\n", "utf-16"),
    "html": lambda path: path.write_text("<td>Fulan &amp; Rekan</td>"),
    "gzip": lambda path: path.write_bytes(gzip.compress(NIK.encode())),
    "workbook": workbook,
    "workbook in a zip": nested,
    "parquet": lambda path: pq.write_table(pa.table({"a": [int(NIK)]}), path),
    "name of the file": lambda path: path.with_name(f"{NIK}.txt").write_text("a"),
}


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    path = tmp_path / "bocor.txt"
    path.write_text(f"{NIK}\n{NAME}\n")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_found_in_whatever_form(kind: str, wanted: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "lain.csv").write_text("a\n1\n")
    KINDS[kind](folder / "berkas")
    told = traces.in_files(traces.pieces(wanted), [folder])
    assert len(told.found) == 1 and told.looked == 2 and not told.unread


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_editor_may_write_the_list(encoding: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "bocor.txt"
    path.write_bytes(f"{NIK}{end}{end} Café Fulan {end}".encode(encoding))
    assert traces.pieces(path) == (NIK, "Café Fulan")


@pytest.mark.parametrize("content", [None, b"", b"\r\n \r\n"])
def test_without_a_piece_nothing_is_called_clean(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "bocor.txt").write_bytes(content)
    assert cli.main(["scan", "--traces", str(tmp_path / "bocor.txt"), str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert "BERSIH" not in told.out and "tidak ada yang dicari" in told.err


def test_what_cannot_be_read_is_not_clean(
    wanted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/rusak.xlsx").write_bytes(b"PK\x03\x04 rusak")
    assert cli.main(["scan", "--traces", str(wanted), str(tmp_path / "site")]) == 1
    told = capsys.readouterr().out
    assert "Tidak terbaca:" in told and "BERSIH" not in told


def test_every_object_of_git_is_looked_into(
    wanted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the workbook of a commit that no branch leads to any more, and messages."""
    root = tmp_path / "portal"
    root.mkdir()
    (root / "a.csv").write_text("a\n")
    commit(root, "awal", "2026-01-01")
    asked = ["scan", "--traces", str(wanted), "--root", str(root)]
    assert cli.main(asked) == 0
    assert "BERSIH: 3 isi diperiksa terhadap 2 potongan" in capsys.readouterr().out
    workbook(root / "b.xlsx")
    commit(root, f"tambah {NIK}", "2026-01-02")
    assert cli.main(asked) == 1
    told = capsys.readouterr().out
    assert "Masih memuat: blob " in told and "Masih memuat: commit " in told
    assert NIK not in told


def test_usage(wanted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scan", "--traces", str(wanted), "--staged"]) == 2
    assert cli.main(["scan", "--traces", str(wanted), str(tmp_path / "tiada")]) == 2
    assert cli.main(["scan", "--traces", str(wanted), "--root", str(tmp_path)]) == 2
    (tmp_path / "kosong").mkdir()
    assert cli.main(["scan", "--traces", str(wanted), str(tmp_path / "kosong")]) == 2
    assert "BERSIH" not in capsys.readouterr().out
