"""The readers that others wrote are installed by hash into an environment of their own, once."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import clients as others
import pytest

ROOT = Path(__file__).parent.parent
LOCK = """\
contoh==1.0 \\
    --hash=sha256:aa
setuptools==84 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
setuptools-scm==9 \\
    --hash=sha256:dd
wheel==0.48 \\
    --hash=sha256:ee
"""


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`bootstrap/clients.py` of an empty project, with a pip that only notes what it is asked."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "clients.txt").write_text(LOCK, encoding="ascii")
    (tmp_path / "bootstrap").mkdir()
    for path in (*(ROOT / "bootstrap").glob("pip-*.whl"), ROOT / "bootstrap" / "SHA256SUMS"):
        shutil.copyfile(path, tmp_path / "bootstrap" / path.name)
    (tmp_path / ".venv").mkdir()
    modules = {}
    for name in ("setup", "clients"):
        copy = tmp_path / "bootstrap" / f"{name}.py"
        shutil.copyfile(ROOT / "bootstrap" / copy.name, copy)
        spec = importlib.util.spec_from_file_location(name, copy)
        assert spec and spec.loader
        modules[name] = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, modules[name])
        spec.loader.exec_module(modules[name])
    module = modules["clients"]
    module.calls, module.code, module.built_with = [], 0, ""

    def run(command: tuple[str, ...], **how: object) -> subprocess.CompletedProcess[str]:
        module.calls.append(list(command))
        if "venv" in command:
            module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            module.PYTHON.touch()
        elif command[-1].endswith("builders.txt"):
            module.built_with = Path(command[-1]).read_text(encoding="utf-8")
        return subprocess.CompletedProcess(command, module.code, "", "kata pip")

    monkeypatch.setattr(modules["setup"].subprocess, "run", run)
    return module


def test_it_is_installed_once_and_again_when_the_list_changes(clients: ModuleType) -> None:
    assert clients.main() == 0
    assert clients.main() == 0
    assert len(clients.calls) == 3  # an environment, what builds, all
    clients.LOCK.write_text(LOCK.replace("1.0", "1.1"), encoding="ascii")
    assert clients.main() == 0
    assert len(clients.calls) == 6


def test_nothing_comes_without_its_hash_or_beside_the_list(clients: ModuleType) -> None:
    assert clients.main() == 0
    made, *asked = clients.calls
    assert {"--clear", "--without-pip"} <= set(made) and made[-1].endswith("clients")
    for command in asked:
        assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(command)
    assert "--no-build-isolation" in asked[1]


def test_the_builders_are_those_of_the_list(clients: ModuleType) -> None:
    assert clients.main() == 0
    assert [line[:12] for line in clients.built_with.splitlines() if "==" in line] == [
        "setuptools==",
        "wheel==0.48 ",
    ]
    assert clients.built_with.count("--hash=") == 3


def test_a_failure_is_told_and_tried_again(
    clients: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    clients.code = 1
    assert clients.main() == 2
    assert "kata pip" in capsys.readouterr().err
    clients.code = 0
    assert clients.main() == 0


def test_a_changed_pip_is_not_run(clients: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = next((clients.setup.BOOTSTRAP).glob("pip-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"x")
    assert clients.main() == 2
    assert "SHA256SUMS" in capsys.readouterr().err
    assert not clients.calls


def test_a_script_runs_with_the_other_environment_and_its_words_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(others, "SCRIPTS", tmp_path)
    script = tmp_path / "contoh.py"
    script.write_text("import sys, ckanapi; print(sys.argv[1], sys.prefix)", encoding="utf-8")
    word, prefix = others.run("contoh.py", "halo").split()
    assert (word, Path(prefix).name) == ("halo", "clients")
    script.write_text("raise SystemExit('patah')", encoding="utf-8")
    with pytest.raises(AssertionError, match="patah"):
        others.run("contoh.py")
