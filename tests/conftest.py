"""What the tests share: the site of this repository, built once, and hypothesis' profiles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import regency
from hypothesis import HealthCheck, settings
from portals import REPOSITORY, commit

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("reduced", max_examples=60, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("full", max_examples=1000, deadline=None, suppress_health_check=_SLOW)
PROFILE = "full" if os.environ.get("TERBUKA_TESTS") == "full" else "reduced"
settings.load_profile(PROFILE)


def pytest_report_header() -> str:
    return f"hypothesis: {PROFILE} ({settings().max_examples} examples a property)"


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this repository's own site, as `terbuka build` makes it.

    Built from a copy with one commit, so that dates are known; once for all workers.
    """
    return _once(tmp_path_factory, "portal", _repository)


@pytest.fixture(scope="session")
def regency_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the made-up regency that fills every table of the portal."""
    return _once(tmp_path_factory, "kabupaten", _regency)


@pytest.fixture(scope="session")
def empty_regency_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the made-up regency before anyone filled a table."""
    return _once(tmp_path_factory, "kabupaten-kosong", _empty_regency)


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Path:
    """The site of a portal that ``make`` lays out, built by the first worker that asks for it.

    ``make`` gives the day that the site is judged for.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    root, done = base / name, base / f"{name}.done"
    try:
        (base / f"{name}.lock").mkdir()
    except FileExistsError:
        for _ in range(3600):  # a quarter of an hour, on a machine with other work
            if done.exists():
                break
            time.sleep(0.25)
        assert done.read_text() == "0", "the worker that built the site failed"
        return root / "site"
    root.mkdir()
    code = _build(root, make(root))
    done.write_text(str(code))
    assert code == 0
    return root / "site"


def _repository(root: Path) -> str:
    for name in ("datasets", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    commit(root, "Keadaan repositori", "2026-11-26")
    return "2026-11-26"


def _regency(root: Path, filled: bool = True) -> str:
    regency.regency(root, filled)
    # Without the questions: they are about this repository's own data.
    shutil.copytree(REPOSITORY / "docs", root / "docs", ignore=shutil.ignore_patterns("tanya"))
    commit(root, "Kabupaten buatan", "2026-01-14")
    return regency.AS_OF.isoformat()


def _empty_regency(root: Path) -> str:
    return _regency(root, filled=False)


def _build(root: Path, day: str) -> int:
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    environment = {**os.environ, "CI": "1"}
    done = subprocess.run([*command, "--as-of", day], cwd=REPOSITORY, env=environment, check=False)
    return done.returncode
