"""frictionless' test tables are fetched by name, version and hash, and only tables are unpacked."""

import importlib.util
import io
import re
import subprocess
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FILES = {
    "frictionless-5/data/table.csv": b"id\n1\n",
    "frictionless-5/data/deep/schema.json": b"{}",
    "frictionless-5/data/cassettes/a.yaml": b"x",
    "frictionless-5/data/program.py": b"x",
    "frictionless-5/frictionless/table.csv": b"x",
    "frictionless-5/data/../../outside.csv": b"x",
}


@pytest.fixture
def fixtures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`bootstrap/fixtures.py` for an empty folder, with an archive made here for pip's."""
    spec = importlib.util.spec_from_file_location("fixtures", ROOT / "bootstrap/fixtures.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path / "fixtures")
    monkeypatch.setattr(module, "STAMP", tmp_path / "fixtures" / ".terbuka")
    monkeypatch.setattr(module, "WANTED", tmp_path / "fixtures.txt")
    (tmp_path / "fixtures.txt").write_text("frictionless==5\n", encoding="ascii")
    module.calls, module.files = [], FILES

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[str]:
        module.calls.append(command)
        if module.files:
            into = Path(command[command.index("-d") + 1])
            with tarfile.open(into / "frictionless-5.tar.gz", "w:gz") as tar:
                for name, content in module.files.items():
                    info = tarfile.TarInfo(name)
                    info.size = len(content)
                    tar.addfile(info, io.BytesIO(content))
        return subprocess.CompletedProcess(command, int(not module.files), "kata pip")

    monkeypatch.setattr(module.subprocess, "run", run)
    return module


def test_only_tables_and_their_descriptors_are_unpacked(
    fixtures: ModuleType, tmp_path: Path
) -> None:
    assert fixtures.main() == 0
    folder = tmp_path / "fixtures"
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert names == {".terbuka", "table.csv", "deep/schema.json"}
    assert not list(tmp_path.parent.rglob("outside.csv"))


def test_it_is_done_once_and_again_when_the_version_changes(
    fixtures: ModuleType, tmp_path: Path
) -> None:
    assert fixtures.main() == 0
    assert fixtures.main() == 0
    assert len(fixtures.calls) == 1
    (tmp_path / "fixtures.txt").write_text("frictionless==6\n", encoding="ascii")
    fixtures.files = {"frictionless-6/data/other.csv": b"id\n"}
    assert fixtures.main() == 0
    assert len(fixtures.calls) == 2
    assert [p.name for p in (tmp_path / "fixtures").glob("*.csv")] == ["other.csv"]


def test_a_failure_is_told_and_tried_again(
    fixtures: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    fixtures.files = {}
    assert fixtures.main() == 2
    assert "kata pip" in capsys.readouterr().err
    fixtures.files = FILES
    assert fixtures.main() == 0


def test_everything_that_is_fetched_is_named_by_hash_and_no_address_is_named() -> None:
    for name in ("fixtures.txt", "fixtures-build.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
        assert blocks and all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text
    assert "://" not in (ROOT / "bootstrap" / "fixtures.py").read_text(encoding="utf-8")
