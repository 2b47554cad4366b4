"""The tests' programs on Node are installed once, and again when the lock changes."""

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def nodetools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`bootstrap/nodetools.py` for a folder with a lock, with an npm that always ends well."""
    spec = importlib.util.spec_from_file_location("nodetools", ROOT / "bootstrap/nodetools.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}", encoding="ascii")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "node_modules" / ".terbuka")
    module.calls = []

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[str]:
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        module.calls.append(command)
        return subprocess.CompletedProcess(command, module.code, "kata npm")

    module.code = 0
    monkeypatch.setattr(module.subprocess, "run", run)
    return module


def test_it_is_installed_once_and_again_when_the_lock_changes(
    nodetools: ModuleType, tmp_path: Path
) -> None:
    assert nodetools.main() == 0
    assert nodetools.main() == 0
    assert len(nodetools.calls) == 1
    assert {"ci", "--ignore-scripts", "--no-audit"} <= set(nodetools.calls[0])
    (tmp_path / "package-lock.json").write_text('{"lain": 1}', encoding="ascii")
    assert nodetools.main() == 0
    assert len(nodetools.calls) == 2


def test_a_failure_is_told_and_tried_again(
    nodetools: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    nodetools.code = 1
    assert nodetools.main() == 2
    assert "kata npm" in capsys.readouterr().err
    nodetools.code = 0
    assert nodetools.main() == 0
    assert len(nodetools.calls) == 2


def test_without_npm_it_says_what_to_do(
    nodetools: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nodetools.shutil, "which", lambda name, path: None)
    assert nodetools.main() == 2
    assert "make test" in capsys.readouterr().err
