"""The libraries that pages carry are those that vendor.json records, with their licences."""

import base64
import hashlib
import importlib.util
import io
import json
import re
import tarfile
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "build_tools" / "theme" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
FILES = {file: wanted for package in PACKAGES.values() for file, wanted in package["files"].items()}
FONT = VENDOR / "plus-jakarta-sans-700.woff2"
#: How the text of a licence begins, or names itself.
LICENCES = {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "MIT": "Permission is hereby granted"}


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program of `make vendor`, writing into another folder, without npm."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "bootstrap" / "vendor.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENDOR", tmp_path)
    return module


def test_only_what_is_recorded_lies_there() -> None:
    found = {path.name for path in VENDOR.iterdir()}
    assert found == {*FILES, "vendor.json", "README.md"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_recorded_one(name: str) -> None:
    content = (VENDOR / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == FILES[name]["sha256"]


@pytest.mark.parametrize("name", PACKAGES)
def test_each_library_is_pinned_and_has_its_licence(name: str) -> None:
    package = PACKAGES[name]
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"])
    texts = [VENDOR / file for file in package["files"] if file.endswith(".txt")]
    beginning = LICENCES[package["licence"]]
    assert any(beginning in text.read_text(encoding="utf-8") for text in texts)
    readme = (VENDOR / "README.md").read_text(encoding="utf-8")
    for part in (name, package["version"], package["licence"], package["source"]):
        assert part in readme


def test_the_heading_font_is_small_and_has_the_characters_of_headings() -> None:
    assert FONT.stat().st_size <= 7_000
    font = TTFont(FONT)
    assert font["OS/2"].usWeightClass == 700
    wanted = {*range(0x20, 0x7F), *map(ord, "–—’‘“”…·é\N{NO-BREAK SPACE}")}
    assert wanted <= font.getBestCmap().keys()


def archive(**files: bytes) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return into.getvalue()


def record(folder: Path, content: bytes, **changes: str) -> None:
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    package = {
        "version": "1.0.0",
        "integrity": changes.get("integrity", integrity),
        "title": "Contoh",
        "licence": "MIT",
        "source": "https://example.org/",
        "files": {"contoh.txt": {"from": "teks", "sha256": changes.get("sha256", "")}},
    }
    (folder / "vendor.json").write_text(json.dumps({"contoh": package}), encoding="utf-8")


def test_an_archive_of_another_hash_is_refused(
    vendor: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = archive(teks=b"isi")
    monkeypatch.setattr(vendor, "fetch", lambda name, version: content)
    record(tmp_path, content, integrity="sha512-lain")
    assert vendor.main(["new"]) == 2
    assert "not the recorded archive" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["vendor.json"]


def test_a_file_that_came_out_different_is_written_only_when_asked_for(
    vendor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = archive(teks=b"isi")
    monkeypatch.setattr(vendor, "fetch", lambda name, version: content)
    record(tmp_path, content, sha256="0" * 64)
    assert vendor.main([]) == 2
    assert not (tmp_path / "contoh.txt").exists()
    assert vendor.main(["new"]) == 0
    assert (tmp_path / "contoh.txt").read_bytes() == b"isi"
    assert vendor.main([]) == 0


def test_cutting_a_font_twice_gives_the_same_bytes(vendor: ModuleType) -> None:
    cut = vendor.subset(FONT.read_bytes(), "abc é")
    assert cut == vendor.subset(FONT.read_bytes(), "abc é")
    assert set(TTFont(io.BytesIO(cut)).getBestCmap()) == {0x20, 0xA0, *map(ord, "abcé")}
