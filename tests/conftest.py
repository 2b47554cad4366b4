"""What the tests share: the site of this repository, built once, and hypothesis' profiles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
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
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    root, done = base / "portal", base / "portal.done"
    try:
        (base / "portal.lock").mkdir()
    except FileExistsError:
        for _ in range(1200):
            if done.exists():
                break
            time.sleep(0.25)
        assert done.read_text() == "0", "the worker that built the site failed"
        return root / "site"
    code = _build(root)
    done.write_text(str(code))
    assert code == 0
    return root / "site"


def _build(root: Path) -> int:
    root.mkdir()
    for name in ("datasets", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    commit(root, "Keadaan repositori", "2026-11-24")
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    environment = {**os.environ, "CI": "1"}
    done = subprocess.run(
        [*command, "--as-of", "2026-11-24"], cwd=REPOSITORY, env=environment, check=False
    )
    return done.returncode
