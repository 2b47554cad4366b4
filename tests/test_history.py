"""What git tells of the main line: which commits count, of which day, what they changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from portals import commit

from build_tools import history

TABLE = "datasets/dinas/a/data/t.csv"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def git(root: Path, *words: str, date: str = "2025-01-01T12:00:00+08:00") -> str:
    who = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id"]
    done = subprocess.run(
        ["git", "-C", str(root), *who, *words],
        check=True,
        capture_output=True,
        text=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_COMMITTER_DATE": date,
            "GIT_AUTHOR_DATE": date,
        },
    )
    return done.stdout.strip()


def raw_commit(root: Path, committer: str) -> str:
    """Puts a commit on top whose committer line is as given, whatever git thinks of it."""
    tree, head = git(root, "write-tree"), git(root, "rev-parse", "HEAD")
    text = f"tree {tree}\nparent {head}\nauthor Uji <u@x> 0 +0000\ncommitter {committer}\n\nPesan\n"
    done = subprocess.run(
        ["git", "-C", str(root), "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        input=text.encode(),
        check=True,
        capture_output=True,
    )
    id = done.stdout.decode().strip()
    git(root, "update-ref", "HEAD", id)
    return id


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with one commit of one table."""
    write(tmp_path, TABLE, "a\n1\n")
    commit(tmp_path, "Tabel pertama", "2024-01-01")
    return tmp_path


def test_outside_a_repository_and_before_the_first_commit_nothing_is_known(tmp_path: Path) -> None:
    assert history.read(tmp_path) == history.History(tmp_path)
    git(tmp_path, "init", "-q")
    past = history.read(tmp_path)
    assert (past.head, past.log, past.ids()) == ("", (), set())


def test_a_root_commit_brings_all_that_is_there(root: Path) -> None:
    (entry,) = history.read(root).log
    assert [(c.path, c.tree) for c in entry.changes] == [
        ("datasets", True),
        ("datasets/dinas", True),
        ("datasets/dinas/a", True),
        ("datasets/dinas/a/data", True),
        (TABLE, False),
    ]
    assert entry.changes[-1].object == git(root, "rev-parse", f"HEAD:{TABLE}")


def test_a_merge_is_one_commit_and_those_of_its_branch_are_none(root: Path) -> None:
    """The day is that of the merge, whatever the clock of the branch said."""
    git(root, "switch", "-q", "-c", "samping")
    write(root, TABLE, "a\n1\n2\n")
    commit(root, "Baris kedua", "2024-12-01")
    git(root, "switch", "-q", "main")
    write(root, "README.md", "x")
    commit(root, "Lain", "2024-02-01")
    git(root, "merge", "-q", "--no-ff", "-m", "Gabung", "samping", date="2024-03-01T12:00:00+0800")
    past = history.read(root)
    assert [c.date for c in past.commits("dinas/a")] == ["2024-03-01", "2024-01-01"]
    assert past.commits("dinas/a")[0].id == past.head
    assert past.dates("dinas/a") == ("2024-01-01", "2024-03-01")


def test_an_octopus_is_one_commit_too(root: Path) -> None:
    for name in "bc":
        git(root, "switch", "-q", "-c", name, "main")
        write(root, f"datasets/dinas/{name}/t.csv", "a\n")
        commit(root, name, "2024-02-01")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Dua", "b", "c", date="2024-03-01T12:00:00+0800")
    past = history.read(root)
    assert [c.id for c in past.commits("dinas/b")] == [past.head]
    assert past.dates("dinas/c") == ("2024-03-01", "2024-03-01")


def test_a_merge_that_changes_nothing_on_the_main_line_is_none(root: Path) -> None:
    before = history.read(root)
    git(root, "switch", "-q", "-c", "samping")
    write(root, TABLE, "a\n9\n")
    commit(root, "Ubah", "2024-02-01")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Abaikan", "samping")
    assert history.read(root).log == before.log


def test_links_and_other_repositories_are_no_files(root: Path) -> None:
    (root / "datasets/dinas/a/data/l.csv").symlink_to("t.csv")
    tip = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{tip},datasets/dinas/b/m")
    commit(root, "Tautan", "2024-02-01")
    changed = {c.path for c in history.read(root).log[0].changes if not c.tree}
    assert changed == set()


def test_a_table_that_becomes_a_link_is_gone(root: Path) -> None:
    (root / TABLE).unlink()
    (root / TABLE).symlink_to("/etc/hostname")
    commit(root, "Tautan", "2024-02-01")
    changes = [c for c in history.read(root).log[0].changes if not c.tree]
    assert changes == [history.Change(TABLE, "")]


def test_odd_names_are_taken_as_they_are(root: Path) -> None:
    """Bytes that are no UTF-8, a new line, and what looks like git's own lines."""
    names = [b"\xff.csv", b":100644 x.csv", b"a\nb.csv"]
    for name in names:
        path = bytes(root / "datasets/dinas/a/data") + b"/" + name
        Path(os.fsdecode(path)).write_bytes(b"a\n")
    commit(root, "Nama\n\n:100644 100644 0 0 M", "2024-02-01")
    paths = {os.fsencode(c.path) for c in history.read(root).log[0].changes if not c.tree}
    assert paths == {b"datasets/dinas/a/data/" + name for name in names}


def test_a_portal_in_a_subfolder_knows_its_own_datasets(tmp_path: Path) -> None:
    write(tmp_path, f"portal/{TABLE}", "a\n")
    write(tmp_path, "datasets/dinas/lain/t.csv", "a\n")
    commit(tmp_path, "Dua", "2024-01-01")
    past = history.read(tmp_path / "portal")
    assert past.ids() == {"dinas/a"}
    assert past.log[0].changes[0] == history.Change(
        "datasets", git(tmp_path, "rev-parse", "HEAD:portal/datasets"), tree=True
    )


def test_a_date_that_is_none_is_empty(root: Path) -> None:
    write(root, TABLE, "a\n3\n")
    git(root, "add", "-A")
    raw_commit(root, "Uji <u@x>")
    past = history.read(root)
    assert past.log[0].date == ""
    assert past.dates("dinas/a") == ("2024-01-01", "2024-01-01")


def test_a_shallow_clone_says_where_it_is_cut_off(root: Path, tmp_path: Path) -> None:
    write(root, TABLE, "a\n2\n")
    tip = commit(root, "Kedua", "2024-02-01")
    there = tmp_path / "dangkal"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(there))
    past = history.read(there)
    assert (past.shallow, past.boundary) == (True, {tip})
    assert history.read(root).boundary == frozenset()


def test_parents_that_one_computer_replaced_do_not_count(root: Path) -> None:
    """`git replace --graft` is of one clone alone: the site is the same from every clone."""
    write(root, TABLE, "a\n2\n")
    tip = commit(root, "Kedua", "2024-02-01")
    git(root, "replace", "--graft", tip)
    past = history.read(root)
    assert past.log[0].id == tip and len(past.log) > 1
    assert not past.shallow


def test_settings_of_the_user_change_nothing(root: Path) -> None:
    write(root, "datasets/dinas/a/data/u.csv", "a\n1\n")
    (root / TABLE).unlink()
    commit(root, "Ganti nama", "2024-02-01")
    before = history.read(root).log
    for key, value in {
        "log.showRoot": "false",
        "log.follow": "true",
        "diff.renames": "copies",
        "diff.orderFile": "tidak-ada",
        "log.date": "relative",
        "core.abbrev": "7",
        "diff.noprefix": "true",
    }.items():
        git(root, "config", key, value)
    assert history.read(root).log == before


def test_everybody_in_the_commits_is_known_also_of_side_branches(root: Path) -> None:
    """So that none of them is shown."""
    git(root, "switch", "-q", "-c", "samping")
    write(root, "x", "x")
    git(root, "add", "-A")
    git(root, "-c", "user.name=Fulan Anu", "commit", "-q", "-m", "x", "--author=Si Anu <anu@x.id>")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Gabung", "samping")
    assert {"Uji", "uji@contoh.go.id", "Si Anu", "anu@x.id"} <= history.people(root)
