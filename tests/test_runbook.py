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


def sh(script: str, where: Path, *, works: bool = True, programs: Path | None = None) -> str:
    """Runs commands as a person would; each must work, or all are typed whatever comes of each.

    ``programs``: a folder of programs that come before others; else those of the tests' set-up.
    """
    environment = {
        **os.environ,
        "PATH": f"{programs or Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "TERBUKA_BAHASA": "id",
    }
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "Uji", f"GIT_{who}_EMAIL": "uji@contoh.go.id"}
    done = subprocess.run(
        ["bash", *(["-e"] if works else []), "-c", script],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0 or not works, f"{script}\n{done.stdout}\n{done.stderr}"
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
    (root / ".gitignore").write_text(".build/\nsite\n.venv/\n")
    program = root / ".venv/bin/terbuka"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nexec "$PYTHON" -m build_tools "$@"\n')
    program.chmod(0o755)
    commit(root, "Awal", "2026-01-05")
    path = root / "datasets/dkisp/contoh/data/tabel.csv"
    path.write_text(path.read_text().replace("Tempat Tiga", LEAKED))
    change(root, {"description": f"Memuat {LEAKED}."})
    (root / "docs").mkdir()
    (root / "docs/catatan.md").write_text(f"# Catatan\n\n{LEAKED}\n")
    commit(root, f"Tambah {LEAKED}", "2026-01-06")
    (root / "docs/catatan.md").write_text("# Catatan\n")
    commit(root, "Hapus dari catatan", "2026-01-07")
    subprocess.run(["git", "-C", str(root), "branch", "fitur", "HEAD~1"], check=True)
    subprocess.run(["git", "-C", str(root), "tag", "v1", "HEAD~1"], check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(origin)], check=True)
    (to / "bocor.txt").write_text(f"{LEAKED}\n")
    return root, origin


def test_both_languages_give_the_same_commands() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])
    assert len(commands(PAGES[0])) == 9


def script(origin: Path, address: str, before: str = "") -> str:
    """All commands of the page, the reader's own address, dataset and server folder put in."""
    named, *blocks = commands(PAGES[0])
    assert "ASAL=" in named and "DATASET=" in named
    export = f"export ASAL={address} DATASET={DATASET}\n"
    text = "".join(blocks)
    assert "/srv/git/portal.git" in text
    return export + before + text.replace("/srv/git/portal.git", str(origin))


def refs(repository: Path) -> dict[str, str]:
    """Every reference of a repository with the object it leads to."""
    words = ["git", "-C", str(repository), "for-each-ref", "--format=%(refname) %(objectname)"]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return {line.split()[0]: line.split()[1] for line in told.splitlines()}


@pytest.mark.parametrize(("scheme", "end"), [("", "\r\n"), ("file://", "\n")])
def test_the_commands_leave_nothing_of_a_leak(scheme: str, end: str, tmp_path: Path) -> None:
    """Neither in the site, nor in what the build keeps, nor in any object of the repositories."""
    root, origin = leaked(tmp_path)
    (tmp_path / "bocor.txt").write_bytes(f"{LEAKED}{end}".encode())
    assert LEAKED.encode() in objects(origin)
    before = refs(origin)
    said = sh(script(origin, f"{scheme}{origin}"), root)
    assert said.count("BERSIH") == 3
    assert "Tidak ada data pribadi yang ditemukan." in said
    assert re.findall(r"^\S*index\.html$", said, re.M)
    assert (
        refs(origin).keys()
        == before.keys()
        == {
            "refs/heads/main",
            "refs/heads/fitur",
            "refs/tags/v1",
        }
    )
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


@pytest.mark.parametrize("fault", ["filter-repo", "clone", "no-list"])
def test_whatever_fails_nothing_is_pushed_over_the_history(fault: str, tmp_path: Path) -> None:
    """A reader who types on after a failure loses no branch, and is not told that all is clean."""
    root, origin = leaked(tmp_path)
    broken = tmp_path / "program"
    broken.mkdir()
    if fault == "filter-repo":
        (broken / "git-filter-repo").write_text("#!/bin/sh\nexit 1\n")
        (broken / "git-filter-repo").chmod(0o755)
    elif fault == "clone":
        (tmp_path / "bersih").mkdir()
        (tmp_path / "bersih/berkas").write_text("sudah ada")
    else:
        (tmp_path / "bocor.txt").unlink()
    before = refs(origin)
    path = f"{broken}{os.pathsep}{Path(sys.executable).parent}"
    told = sh(script(origin, str(origin)), root, works=False, programs=Path(path))
    after = refs(origin)
    assert after.keys() == before.keys()
    assert after["refs/heads/fitur"] == before["refs/heads/fitur"]
    assert after["refs/tags/v1"] == before["refs/tags/v1"]
    if fault == "no-list":
        assert "BERSIH" not in told


@pytest.mark.parametrize("page", PAGES)
def test_every_legal_time_names_its_article(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    assert re.search(r"3 x 24[^\n]*27/2022[^\n]*46", text)
    assert LEAKED not in text and not re.search(r"\d{9,}", text)
