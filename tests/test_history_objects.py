"""Trees and files out of git, by their ids."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from portals import commit
from test_history import git, write

from build_tools.history import UnsafeTreeError
from build_tools.versions import objects as module
from build_tools.versions.objects import Entry, MissingObjectError, Objects, TooLargeError

A = "datasets/dinas/a"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, f"{A}/data/t.csv", "a\n1\n")
    write(tmp_path, f"{A}/datapackage.yaml", "name: a\n")
    (tmp_path / A / "tautan.csv").symlink_to("data/t.csv")
    commit(tmp_path, "Tabel", "2024-01-01")
    return tmp_path


def stored(root: Path, kind: str, content: bytes) -> str:
    """The id under which git keeps an object, however odd."""
    command = ["git", "-C", str(root), "hash-object", "-w", "--literally", "--stdin", "-t", kind]
    done = subprocess.run(command, input=content, check=True, capture_output=True)
    return done.stdout.decode().strip()


def tree_of(root: Path, *items: tuple[str, bytes, str]) -> str:
    """A tree of these items: mode, name, id."""
    lines = (f"{mode} ".encode() + name + b"\0" + bytes.fromhex(id) for mode, name, id in items)
    return stored(root, "tree", b"".join(lines))


def test_a_folder_its_files_and_their_bytes(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD")
    with Objects(root) as objects:
        tree = objects.tree(head, A)
        assert tree == git(root, "rev-parse", f"HEAD:{A}")
        files = objects.files(tree)
        assert [entry.path for entry in files] == ["data/t.csv", "datapackage.yaml"]
        assert files[0] == Entry(
            "data/t.csv", git(root, "rev-parse", f"HEAD:{A}/data/t.csv"), "100644"
        )
        assert objects.blob(files[0].blob) == b"a\n1\n"
        assert objects.size(files[0].blob) == 4
        assert objects.tree(head, "datasets/dinas/tidak-ada") == ""
        assert objects.tree(head, f"{A}/datapackage.yaml") == ""


def test_a_portal_in_a_subfolder(tmp_path: Path) -> None:
    write(tmp_path, f"portal/{A}/t.csv", "a\n")
    head = commit(tmp_path, "Tabel", "2024-01-01")
    with Objects(tmp_path / "portal") as objects:
        assert objects.tree(head, A) == git(tmp_path, "rev-parse", f"HEAD:portal/{A}")


def test_ids_of_sha_256(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256")
    write(tmp_path, f"{A}/t.csv", "a\n")
    head = commit(tmp_path, "Tabel", "2024-01-01")
    with Objects(tmp_path) as objects:
        (entry,) = objects.files(objects.tree(head, A))
        assert (entry.path, len(entry.blob), objects.blob(entry.blob)) == ("t.csv", 64, b"a\n")


def test_a_tree_is_laid_out_without_what_is_skipped(root: Path, tmp_path: Path) -> None:
    to = tmp_path / "hasil"
    with Objects(root) as objects:
        tree = objects.tree(git(root, "rev-parse", "HEAD"), A)
        left = objects.write(tree, to, skip=lambda entry: entry.path.endswith(".yaml"))
    assert [entry.path for entry in left] == ["datapackage.yaml"]
    assert [p.relative_to(to).as_posix() for p in to.rglob("*") if p.is_file()] == ["data/t.csv"]
    assert (to / "data/t.csv").read_bytes() == b"a\n1\n"


def test_a_large_file_is_written_piece_by_piece_and_not_read(root: Path, tmp_path: Path) -> None:
    content = bytes(range(256)) * 20_000  # 5 MB: several pieces
    id = stored(root, "blob", content)
    with Objects(root) as objects:
        with pytest.raises(TooLargeError):
            objects.blob(id, most=1_000)
        assert objects.write_blob(id, tmp_path / "besar") == len(content)
        assert objects.blob(id) == content, "what was passed over is not in the way"
    assert (tmp_path / "besar").read_bytes() == content


@pytest.mark.parametrize("id", ["0" * 40, "", "HEAD", "--help", "a" * 40 + "\nHEAD", "abc"])
def test_what_is_not_there_is_said_and_the_next_question_is_answered(root: Path, id: str) -> None:
    known = git(root, "rev-parse", f"HEAD:{A}/data/t.csv")
    with Objects(root) as objects:
        with pytest.raises(MissingObjectError):
            objects.blob(id)
        with pytest.raises(MissingObjectError):
            objects.size(id)
        assert objects.blob(known) == b"a\n1\n"


def test_a_partial_clone_that_cannot_fetch_says_what_is_missing(root: Path, tmp_path: Path) -> None:
    """Folders are there, files are not, and git itself gives up."""
    there, away = tmp_path / "sebagian", tmp_path / "asal"
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "-n", "--filter=blob:none", f"file://{root}", str(there))
    head = git(root, "rev-parse", "HEAD")
    (root / ".git").rename(away)
    with Objects(there) as objects:
        for _ in range(3):
            files = objects.files(objects.tree(head, A))
            assert [entry.path for entry in files] == ["data/t.csv", "datapackage.yaml"]
            with pytest.raises(MissingObjectError):
                objects.blob(files[0].blob)


def test_an_object_of_another_kind_is_not_what_was_asked_for(root: Path) -> None:
    tree = git(root, "rev-parse", f"HEAD:{A}")
    known = git(root, "rev-parse", f"HEAD:{A}/data/t.csv")
    with Objects(root) as objects:
        with pytest.raises(MissingObjectError):
            objects.blob(tree)
        with pytest.raises(MissingObjectError):
            objects.files(known)
        assert objects.blob(known) == b"a\n1\n"


@pytest.mark.parametrize("name", [b"..", b".git", b".GIT", b"../x", b"a/b", b"."])
def test_names_that_lead_out_of_the_folder_are_refused(
    root: Path, tmp_path: Path, name: bytes
) -> None:
    blob = stored(root, "blob", b"x")
    tree = tree_of(root, ("100644", b"a.csv", blob), ("100644", name, blob))
    with Objects(root) as objects, pytest.raises(UnsafeTreeError):
        objects.write(tree, tmp_path / "hasil")
    assert not (tmp_path / "hasil").exists(), "nothing is written before all names are known"


def test_trees_that_unfold_without_end_are_refused(root: Path) -> None:
    """Ten names for the same tree, again and again: a few objects, billions of files."""
    blob = stored(root, "blob", b"x")
    tree = tree_of(root, *(("100644", b"%d" % n, blob) for n in range(10)))
    for _ in range(12):
        tree = tree_of(root, *(("40000", b"%d" % n, tree) for n in range(10)))
    with Objects(root) as objects, pytest.raises(TooLargeError):
        objects.files(tree)


def test_folders_below_one_another_have_a_bound(root: Path) -> None:
    tree = tree_of(root, ("100644", b"a.csv", stored(root, "blob", b"x")))
    for _ in range(module.DEEPEST + 1):
        tree = tree_of(root, ("40000", b"a", tree))
    with Objects(root) as objects, pytest.raises(TooLargeError):
        objects.files(tree)


def test_a_damaged_tree_is_as_one_that_is_not_there(root: Path) -> None:
    tree = stored(root, "tree", b"100644 a.csv\0kurang")
    with Objects(root) as objects, pytest.raises(MissingObjectError):
        objects.files(tree)


def test_outside_a_repository_nothing_is_there(tmp_path: Path) -> None:
    with Objects(tmp_path) as objects, pytest.raises(MissingObjectError):
        objects.blob("0" * 40)
