"""The same commit and day give the same site, on whatever computer: names, bytes and rights."""

from __future__ import annotations

import os
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from portals import REPOSITORY, commit

pytestmark = pytest.mark.slow

#: Two computers as different as one can make them here.
HERE = {
    "TZ": "Asia/Makassar",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "USER": "satu",
    "LOGNAME": "satu",
    "COLUMNS": "200",
    "TERBUKA_LANG": "id",
}
THERE = {
    "TZ": "America/St_Johns",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "POSIX",
    "PYTHONHASHSEED": "4242",
    "USER": "lain",
    "LOGNAME": "lain",
    "COLUMNS": "20",
    "TERBUKA_LANG": "en",
    "SOURCE_DATE_EPOCH": "1",
}


def build(root: Path, home: Path, umask: int, workers: int, **environment: str) -> None:
    """Builds the portal as another person on another computer would."""
    home.mkdir()
    words = ["--root", ".", "--as-of", "2026-11-26", "--workers", str(workers), "--quiet"]
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "build", *words],
        cwd=root,
        env={**kept, **environment, "HOME": str(home), "CI": "1", "PYTHONPATH": str(REPOSITORY)},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr.decode(errors="replace")


def laid_anew(folder: Path) -> None:
    """Writes every file of a folder once more, in another order, with other times and rights."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    contents = {path: path.read_bytes() for path in files}
    shutil.rmtree(folder)
    random.Random(7).shuffle(files)
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[path])
        os.utime(path, (1, random.Random(path.name).randrange(10**9)))


def content(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder below one: its rights, and its bytes."""
    top = folder.resolve()
    return {
        path.relative_to(top).as_posix(): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(top.rglob("*"))
    }


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of this repository's data, from two clones of one commit."""
    base = tmp_path_factory.mktemp("dua")
    origin = base / "asal"
    for name in ("datasets", "docs", "requirements"):
        shutil.copytree(REPOSITORY / name, origin / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", origin)
    commit(origin, "Keadaan repositori", "2026-11-20")
    first, second = base / "satu", base / "folder lain" / "di dalam" / "portal-é"
    for clone in (first, second):
        clone.parent.mkdir(parents=True, exist_ok=True)
        words = ["git", "-c", "core.autocrlf=false", "clone", "-q", str(origin), str(clone)]
        subprocess.run(words, check=True)
        (clone / ".git/info/exclude").write_text(".build/\nsite\n")
    for name in ("datasets", "docs"):
        laid_anew(second / name)
    build(first, base / "rumah", 0o022, 1, **HERE)
    build(second, base / "rumah lain", 0o077, 3, **THERE)
    return first / "site", second / "site"


def test_two_clones_give_the_same_site(sites: tuple[Path, Path]) -> None:
    one, other = map(content, sites)
    assert one.keys() == other.keys() and len(one) > 500
    assert [name for name in one if one[name] != other[name]] == []
    assert {mode & 0o7777 for mode, _ in one.values()} == {0o644, 0o755}


def test_archives_carry_no_time(sites: tuple[Path, Path]) -> None:
    seen = 0
    for path in sorted(sites[0].resolve().rglob("*")):
        if path.suffix in {".zip", ".xlsx"}:
            seen += 1
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    assert entry.date_time == (1980, 1, 1, 0, 0, 0), path
                    assert not entry.extra or entry.file_size > 2**32 - 10**6, path
        elif path.suffix == ".gz":
            assert struct.unpack("<I", path.read_bytes()[4:8]) == (0,), path
    assert seen > 20


def test_nothing_names_the_computer_it_was_made_on(sites: tuple[Path, Path]) -> None:
    signs = [str(site.parent).encode() for site in sites] + [b"rumah lain", b"St_Johns"]
    for name, (_, data) in content(sites[1]).items():
        assert not any(sign in data for sign in signs), name


#: What would bring something into a site from outside, and where it may stand: at the edge, or
#: where no page or download can come of it.
OUTSIDE = re.compile(
    r"\.(?:now|utcnow)\(|\bdate\.today\(|\btime\.(?!perf_counter|sleep)\w+\(|\brandom\.|\buuid[14]\b"
    r"|\bsecrets\.|\burandom\b|\bgethostname\b|\bgetuser\b|\bgetlogin\b|\bstrftime\(|\blocaltime\b"
)
ALLOWED = {
    ("cli/running.py", ".now("): "the default of --as-of",
    ("cli/harvesting.py", ".now("): "when a portal was read; its records are committed files",
    ("scan/ground.py", ".now("): "which waivers are in force when a commit is made; no site is",
    ("jobs.py", "uuid4"): "the name of a cache entry that nothing may find again",
    ("checks/advice.py", "strftime("): "a day in the form a column asks for, in digits",
    ("scan/decided.py", ".now("): "the day that a waiver is judged for, where no site is made",
    ("reminders/links.py", "time.monotonic("): "how long addresses are asked; no site is made",
    ("store.py", "uuid4"): "names of parcels on their way to a cluster",
    ("store.py", "time.time("): "the age of parcels that a killed run left",
    ("tables/excel/celltext.py", "strftime("): "a cell in the form its column asks for",
    ("tables/columns.py", "time.fromisoformat("): "reads a cell",
    ("tables/excel/celltext.py", "time.isoformat("): "writes a cell",
}


def test_the_day_and_the_commit_are_all_that_comes_from_outside() -> None:
    package = REPOSITORY / "build_tools"
    found = set()
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        for line in path.read_text(encoding="utf-8").splitlines():
            found |= {(name, match[0]) for match in OUTSIDE.finditer(line)}
    assert sorted(found - ALLOWED.keys()) == []
