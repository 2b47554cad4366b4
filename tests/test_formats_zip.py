"""Our ZIP files, read by Python's own reader."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from formats_examples import one_column
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import archive
from build_tools.archive import Archive, TooLargeError
from build_tools.model import Omission

LINES = b"".join(b"%d,contoh,%d\n" % (n, n * n % 7919) for n in range(60_000))


def packed(path: Path, files: dict[str, list[bytes]], comment: bytes = b"") -> bytes:
    """An archive of these files, each written piece by piece."""
    made = Archive(path)
    for name, pieces in files.items():
        entry = made.begin(name, sum(map(len, pieces)))
        for piece in pieces:
            entry.write(piece)
        entry.end()
    made.close(comment)
    return path.read_bytes()


def test_another_reader_finds_the_same(tmp_path: Path) -> None:
    files = {"a.txt": [b""], "BACA-SAYA.txt": [b"satu", b"", b"dua"], "ékologi/ü.csv": [LINES]}
    content = packed(tmp_path / "x.zip", files, b"tanda")
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        assert found.namelist() == list(files)
        assert {name: found.read(name) for name in files} == {
            name: b"".join(pieces) for name, pieces in files.items()
        }
        assert found.comment == b"tanda"
        for info in found.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.external_attr >> 16 == 0o100644
            assert info.compress_type == zipfile.ZIP_DEFLATED
            assert info.extra == b""
    assert len(content) < len(LINES) / 3


@settings(max_examples=20)
@given(seed=st.integers())
def test_the_bytes_do_not_depend_on_how_they_arrive(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder, chance, pieces, start = tmp_path_factory.mktemp("zip"), random.Random(seed), [], 0
    while start < len(LINES):
        size = chance.choice([1, 1_000, archive._BLOCK, 400_000])
        pieces.append(LINES[start : start + size])
        start += size
    whole = packed(folder / "a.zip", {"x": [LINES]})
    assert packed(folder / "b.zip", {"x": pieces}) == whole


def test_a_short_and_a_long_way_give_the_same(tmp_path: Path) -> None:
    for name, content in (("pendek", b"contoh" * 9), ("panjang", LINES)):
        made = Archive(tmp_path / name)
        made.add("x", content)
        made.close()
        assert (tmp_path / name).read_bytes() == packed(tmp_path / "b", {"x": [content]})


def test_it_is_not_the_interpreters_own_zlib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes differ between builds of Python."""
    before = packed(tmp_path / "a", {"x": [LINES]})
    monkeypatch.setattr(zlib, "compressobj", None)
    monkeypatch.setattr(zlib, "crc32", None)
    assert packed(tmp_path / "b", {"x": [LINES]}) == before


def test_beyond_32_bits_it_is_zip64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried with a limit of 10,000 bytes in place of four thousand million."""
    monkeypatch.setattr(archive, "LIMIT", 10_000)
    files = {"kecil.txt": [b"satu"], "besar.csv": [LINES], "sesudah.txt": [b"dua"]}
    content = packed(tmp_path / "x.zip", files)
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in files} == {
            name: b"".join(pieces) for name, pieces in files.items()
        }
        assert [info.extract_version for info in found.infolist()] == [20, 45, 45]
    assert content[-22:-18] == b"PK\5\6"
    assert b"PK\6\6" in content[-98:]
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tq", tmp_path / "x.zip"], check=True, capture_output=True)


def test_many_entries_are_zip64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MANY", 2)
    content = packed(tmp_path / "x.zip", {name: [b"x"] for name in "abc"})
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.namelist() == ["a", "b", "c"]


def test_a_sheet_that_would_need_zip64_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel does not open such a book."""
    made = Archive(tmp_path / "x.zip")
    monkeypatch.setattr(archive, "LIMIT", 5_000)
    entry = made.begin("x")
    entry.write(LINES)
    with pytest.raises(TooLargeError):
        entry.end()
    made.abandon()
    table = one_column(tmp_path, {"type": "string"}, ["contoh"] * 200)
    assert table.omissions == (Omission("tabel", "xlsx", "size"),)
    assert not (tmp_path / "out/tabel.xlsx").exists()
