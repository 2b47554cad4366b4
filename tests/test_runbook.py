"""The runbook for the day of a leak works: its commands, run as they stand, leave nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from portals import REPOSITORY, change, commit, portal

from build_tools import pipeline

PAGES = ("docs/panduan/kebocoran.md", "docs/en/panduan/kebocoran.md")
#: Nobody's number, made when the test runs.
LEAKED = "640101" + "410790" + "0000"
DATASET = "dkisp/contoh"
#: The tests' own portal has no set-up: the same verb, without it.
MAKEFILE = "site:\n\t@$(PYTHON) -m build_tools build --quiet\n"


def commands(page: str) -> list[str]:
    """The shell commands of a page, block by block."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    return re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)


def sh(script: str, where: Path) -> str:
    """Runs commands as a person would, one after the other; each must work."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "TERBUKA_BAHASA": "id",
    }
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "Uji", f"GIT_{who}_EMAIL": "uji@contoh.go.id"}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def objects(repository: Path) -> bytes:
    """Everything a repository holds, also what no branch leads to."""
    words = ["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--batch"]
    return subprocess.run(words, check=True, capture_output=True).stdout


def leaked(to: Path) -> tuple[Path, Path]:
    """A portal and its bare origin, after a leak in two commits: a table, and a page of prose."""
    work, origin = to / "portal", to / "asal.git"
    root = portal(work)
    settings = REPOSITORY / "datasets/_pengaturan/penarikan.yaml"
    (root / "datasets/_pengaturan").mkdir()
    (root / "datasets/_pengaturan/penarikan.yaml").write_bytes(settings.read_bytes())
    (root / "Makefile").write_text(MAKEFILE)
    (root / ".gitignore").write_text(".build/\nsite\n")
    commit(root, "Awal", "2026-01-05")
    path = root / "datasets/dkisp/contoh/data/tabel.csv"
    path.write_text(path.read_text().replace("Tempat Tiga", LEAKED))
    change(root, {"description": f"Memuat {LEAKED}."})
    (root / "docs").mkdir()
    (root / "docs/catatan.md").write_text(f"# Catatan\n\n{LEAKED}\n")
    commit(root, f"Tambah {LEAKED}", "2026-01-06")
    (root / "docs/catatan.md").write_text("# Catatan\n")
    commit(root, "Hapus dari catatan", "2026-01-07")
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(origin)], check=True)
    (to / "bocor.txt").write_text(f"{LEAKED}\n")
    return root, origin


def test_both_languages_give_the_same_commands() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])
    assert len(commands(PAGES[0])) == 9


def test_the_commands_leave_nothing_of_a_leak(tmp_path: Path) -> None:
    """Neither in the site, nor in what the build keeps, nor in any object of the repositories."""
    root, origin = leaked(tmp_path)
    assert LEAKED.encode() in objects(origin)
    named, *blocks = commands(PAGES[0])
    assert "ASAL=" in named and "DATASET=" in named
    export = f"export ASAL={origin} DATASET={DATASET}\n"
    said = sh(export + "".join(blocks), root)
    assert said.count("BERSIH") == 2
    assert re.findall(r"^\S*index\.html$", said, re.M)
    clean = tmp_path / "bersih"
    for repository in (origin, clean):
        assert LEAKED.encode() not in objects(repository)
    fresh = tmp_path / "baru"
    subprocess.run(["git", "clone", "-q", str(origin), str(fresh)], check=True)
    assert not (fresh / "datasets/dkisp/contoh").exists()
    assert (fresh / "docs/catatan.md").read_text() == "# Catatan\n"
    result = pipeline.build(pipeline.Options(fresh, date.today(), workers=1))
    page = (fresh / ".build/docs/id/datasets/dkisp/contoh/index.md").read_text()
    assert result.exit_code() == 0 and "Memuat data pribadi." in page
    kept = [p for p in (fresh / ".build").rglob("*") if p.is_file()]
    assert not [p for p in kept if LEAKED.encode() in p.read_bytes()]


@pytest.mark.parametrize("page", PAGES)
def test_every_legal_time_names_its_article(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    told = re.search(r"3 x 24[^\n]*27/2022[^\n]*46", text)
    assert told
    assert LEAKED not in text and not re.search(r"\d{9,}", text)
