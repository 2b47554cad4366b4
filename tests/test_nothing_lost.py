"""Whatever stops a build, the last good site stays whole and the next run heals the rest.

Killed at any moment, a full disk, a cache that cannot be written, two builds at once, a clock that
jumps, files of somebody else in the way.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from portals import portal

from build_tools import faults, output
from tests.conftest import PROFILE

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parent.parent
KILLS = 200 if PROFILE == "full" else 4
LIMITS = 30 if PROFILE == "full" else 2
TABLE = "datasets/dkisp/contoh/data/tabel.csv"

Tree = dict[str, str]


class Place:
    """A portal with two states, A and B, and the site of each."""

    def __init__(self, root: Path) -> None:
        self.root = portal(root)
        self.site = root / "site"
        self._table = (root / TABLE).read_text(encoding="utf-8")
        self.trees: dict[str, Tree] = {}
        for state in "BA":
            self.become(state)
            assert self.build().returncode == 0
            self.trees[state] = tree(self.site)
        assert self.trees["A"] != self.trees["B"]
        self.state = "A"

    def become(self, state: str) -> None:
        """Lays the data of a state out: B has another figure and another page."""
        text = self._table.replace("Tempat Tiga", "Tempat Lain") if state == "B" else self._table
        (self.root / TABLE).write_text(text, encoding="utf-8")
        for name in "AB":
            page = self.root / "docs" / f"hanya-{name.lower()}.md"
            page.unlink(missing_ok=True)
            if name == state:
                page.parent.mkdir(exist_ok=True)
                page.write_text(f"# Hanya {name}\n\nIsi.\n", encoding="utf-8")
        self.state = state

    def command(self, *more: str) -> list[str]:
        words = ["-m", "build_tools", "build", "--quiet", "--root", str(self.root), *more]
        day = [] if "--as-of" in more else ["--as-of", "2026-01-15"]
        return [sys.executable, *words, *day]

    def build(
        self, *more: str, before: Callable[[], None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*more), cwd=REPOSITORY, capture_output=True, text=True, check=False,
            preexec_fn=before,
        )  # fmt: skip

    def killed_after(self, seconds: float) -> int:
        """Starts a build and kills it with all its children; its exit code."""
        running = subprocess.Popen(
            self.command(), cwd=REPOSITORY, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return running.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return running.wait()

    def whole(self) -> str:
        """Which state the live site shows; no state where it is anything in between."""
        shown = tree(self.site)
        return next((state for state, known in self.trees.items() if known == shown), "")


def tree(site: Path) -> Tree:
    folder = site.resolve()
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_over(root: Path) -> list[str]:
    """What a run that did not come to its end left below .build."""
    names = [path.relative_to(root).as_posix() for path in (root / ".build").rglob("*")]
    mine = [n for n in names if "/.new-" in n or "/.id-" in n or "/.en-" in n or ".gone-" in n]
    halves = [name for name in names if name.endswith(".new") or name == ".build/new"]
    return sorted(mine + halves)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("tempat"))


def test_killed_at_any_moment_the_site_is_whole_and_the_next_run_heals(place: Place) -> None:
    chance = random.Random(20261126)
    place.become("B")
    start = time.perf_counter()
    assert place.build("--no-cache").returncode == 0
    longest = time.perf_counter() - start
    killed = 0
    for number in range(KILLS):
        before = place.state
        place.become("A" if before == "B" else "B")
        if number % 3 == 0:
            shutil.rmtree(place.root / ".build/cache", ignore_errors=True)
        code = place.killed_after(chance.uniform(0.05, longest))
        killed += code == -signal.SIGKILL
        assert place.whole() in {before, place.state}, f"kill {number}: neither old nor new"
        healed = place.build()
        assert healed.returncode == 0, healed.stderr
        assert place.whole() == place.state, f"kill {number}: the next run did not heal"
        assert left_over(place.root) == []
    assert killed > KILLS / 2


@pytest.mark.parametrize("seed", range(LIMITS))
def test_on_a_full_disk_the_site_stays_and_the_message_says_so(place: Place, seed: int) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write more."""
    limit = random.Random(seed).choice([0, 700, 3_000, 9_000])

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before = place.state = place.whole()
    place.become("A" if before == "B" else "B")
    shutil.rmtree(place.root / ".build/cache", ignore_errors=True)
    done = place.build(before=full)
    assert done.returncode in {2, 3}, done.stdout + done.stderr
    assert "berkasnya terlalu besar" in done.stderr
    assert "internal-error" not in done.stdout
    assert place.whole() == before
    assert place.build().returncode == 0
    assert place.whole() == place.state and left_over(place.root) == []


def test_on_a_disk_that_is_full_only_for_the_site_one_sentence_says_so(place: Place) -> None:
    """The largest file of all is the engine's own: a limit just below stops nothing else."""

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    before = place.state = place.whole()
    place.become("A" if before == "B" else "B")
    for made in (place.root / ".build/sites").iterdir():  # else an older one would do
        if made.is_dir() and made != place.site.resolve():
            shutil.rmtree(made)
    done = place.build(before=full)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert done.stderr.count("berkasnya terlalu besar") == 1 and "/.build/sites/" in done.stderr
    assert place.whole() == before
    assert place.build().returncode == 0
    assert place.whole() == place.state and left_over(place.root) == []


def test_a_cache_that_cannot_be_written_ends_the_run_and_leaves_the_site(place: Place) -> None:
    before = place.state = place.whole()
    place.become("A" if before == "B" else "B")
    cache = place.root / ".build/cache"
    shutil.rmtree(cache)
    cache.write_text("a file where the folder should be, for any user\n")
    done = place.build()
    assert done.returncode == 2
    assert str(cache) in done.stderr and "Situs yang lama tetap ada" in done.stderr
    assert place.whole() == before
    cache.unlink()
    assert place.build().returncode == 0 and place.whole() == place.state


def test_of_two_builds_at_once_one_does_it_and_the_other_says_so(place: Place) -> None:
    before = place.state = place.whole()
    place.become("A" if before == "B" else "B")
    with output.alone(place.root / ".build"):
        refused = place.build()
    assert refused.returncode == 2 and "Proses lain" in refused.stderr
    assert place.whole() == before
    both = [subprocess.Popen(place.command("--no-cache"), cwd=REPOSITORY) for _ in "12"]
    codes = [running.wait() for running in both]
    assert 0 in codes and set(codes) <= {0, 2}
    assert place.whole() == place.state and left_over(place.root) == []


def test_a_clock_that_jumps_changes_nothing(place: Place) -> None:
    """A day of tomorrow and back again; files that claim to be of 1980 or of 2099."""
    place.state = place.whole()
    assert place.build("--as-of", "2031-05-05").returncode == 0
    assert place.whole() == ""
    assert place.build().returncode == 0 and place.whole() == place.state
    for year in (10, 129):
        when = year * 365 * 86_400
        for path in place.root.rglob("*"):
            if path.is_file() and not path.is_symlink():
                os.utime(path, (when, when))
        assert place.build().returncode == 0 and place.whole() == place.state


def test_what_lies_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    """A folder, or a link to somebody else's, at the place of the site's link."""
    root = portal(tmp_path / "portal")
    theirs = tmp_path / "milik-orang"
    theirs.mkdir()
    (theirs / "penting.txt").write_text("jangan dihapus")
    command = [sys.executable, "-m", "build_tools", "build", "--root", str(root)]
    for name in ("folder", "tautan"):
        if name == "folder":
            shutil.copytree(theirs, root / "site")
        else:
            shutil.rmtree(root / "site")
            (root / "site").symlink_to(theirs)
        done = subprocess.run(
            [*command, "--as-of", "2026-01-15"], cwd=REPOSITORY, capture_output=True, text=True
        )
        assert done.returncode == 2 and "bukan buatan program ini" in done.stderr
        assert (root / "site/penting.txt").read_text() == "jangan dihapus"


def test_a_file_that_nobody_published_is_not_on_the_site(place: Place) -> None:
    """What lies below .build and is in no manifest stays there, and is not linked."""
    stray = place.root / ".build/static/rahasia.csv"
    stray.write_text("nik\n", encoding="utf-8")
    place.become("A" if place.whole() == "B" else "B")
    assert place.build().returncode == 0
    assert not (place.site / "rahasia.csv").exists() and stray.exists()
    stray.unlink()


@pytest.mark.parametrize(
    ("problem", "of_computer"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system", "/x/.build/cache/a"), True),
        (PermissionError(errno.EACCES, "Permission denied", "/x/.build/cache/a"), True),
        (PermissionError(errno.EACCES, "Permission denied", "/x/datasets/a.csv"), False),
        (FileNotFoundError(errno.ENOENT, "No such file", "/x/.build/cache/a"), False),
        (OSError("a library's own"), False),
        (ValueError("bad data"), False),
    ],
    ids=str,
)
def test_what_is_the_computers_fault(problem: Exception, of_computer: bool) -> None:
    assert faults.of_computer(problem, Path("/x/.build")) is of_computer


@pytest.mark.parametrize(
    ("said", "number", "place"),
    [
        ("Traceback …\nOSError: [Errno 28] No space left on device: '/x/a'\n", 28, "/x/a"),
        ("OSError: [Errno 27] File too large: '/lib/a.js' -> '/x/a.js'", 27, "/x/a.js"),
        ("OSError: [Errno 28] No space left on device", 28, None),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'a'", 0, None),
        ("ERROR - Config value 'nav': no such page", 0, None),
    ],
)
def test_what_another_program_says_of_the_computer(
    said: str, number: int, place: str | None
) -> None:
    problem = faults.told(said)
    assert (problem.errno if problem else 0) == number
    assert (problem.filename if problem else None) == place
