"""The gate before a commit: real commits in a repository of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from portals import DESCRIPTOR, change, portal
from test_make import ROOT, script

from build_tools import arguments
from build_tools.words import Words

#: No real person's: the serial is 0000.
NIK = "640101" + "410790" + "0000"
LEAK = f"no,NIK\n1,{NIK}\n2,{NIK}\n"
CLEAN = "kecamatan,jumlah\nA,12\nB,30\n"


class Repository:
    """A repository with our hooks, whose .venv is that of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        python = folder / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n', encoding="utf-8"
        )
        python.chmod(0o755)
        (folder / ".git/info/exclude").write_text(".venv\nbootstrap\n", encoding="ascii")

    def git(
        self, *words: str, ok: bool = True, at: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        who = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id"]
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *who, *words],
            cwd=at or self.folder,
            env={**kept, **quiet},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return done

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "portal")
    assert script("hook.py", made.folder).main(made.folder) == 0
    return made


def test_a_nik_column_is_refused_in_plain_words(repository: Repository) -> None:
    repository.write("datasets/disdukcapil/warga/warga.csv", LEAK)
    repository.git("add", "-A")
    refused = repository.git("commit", "-m", "tambah warga", ok=False)
    said = refused.stdout + refused.stderr
    assert "Commit dihentikan" in said and "git restore --staged" in said
    assert "datasets/disdukcapil/warga/warga.csv" in said and "[personal-nik]" in said
    assert NIK not in said
    repository.git("rev-parse", "HEAD", ok=False)


def test_clean_files_renames_and_deletions_pass(repository: Repository) -> None:
    repository.write("data/a.csv", CLEAN)
    repository.git("add", "-A")
    done = repository.git("commit", "-m", "data")
    assert "galat" not in done.stdout + done.stderr
    repository.git("mv", "data/a.csv", "data/b.csv")
    repository.git("commit", "-m", "ganti nama")
    repository.git("rm", "-q", "data/b.csv")
    repository.git("commit", "-m", "hapus")


def test_the_index_is_judged_and_not_the_folder(repository: Repository) -> None:
    repository.write("a.csv", LEAK)
    repository.git("add", "-A")
    repository.write("a.csv", CLEAN)  # mended, and not added again
    refused = repository.git("commit", "-m", "a", ok=False)
    assert "[personal-nik]" in refused.stdout + refused.stderr
    repository.git("add", "-A")
    repository.write("a.csv", LEAK)  # what is not added does not go in
    repository.git("commit", "-m", "a")
    assert repository.git("show", "HEAD:a.csv").stdout == CLEAN


def test_a_commit_of_some_files_is_judged_by_what_goes_in(repository: Repository) -> None:
    repository.write("a.csv", CLEAN)
    repository.write("b.csv", CLEAN)
    repository.git("add", "-A")
    repository.git("commit", "-m", "keduanya")
    repository.write("a.csv", LEAK)
    repository.write("b.csv", CLEAN + "C,40\n")
    repository.git("commit", "-m", "b saja", "b.csv")
    repository.git("commit", "-m", "a saja", "a.csv", ok=False)
    assert repository.git("show", "HEAD:a.csv").stdout == CLEAN
    assert repository.git("show", "HEAD:b.csv").stdout == CLEAN + "C,40\n"


def test_a_message_with_a_number_is_refused(repository: Repository) -> None:
    repository.write("a.csv", CLEAN)
    repository.git("add", "-A")
    refused = repository.git("commit", "-m", "hubungi 0812-3456-7890", ok=False)
    assert "pesan commit" in refused.stdout + refused.stderr
    trailer = "perbaiki\n\nSigned-off-by: Fulan <fulan@gmail.com>"
    repository.git("commit", "-m", trailer)


def test_a_linked_worktree_uses_the_same_gate(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.csv", CLEAN)
    repository.git("add", "-A")
    repository.git("commit", "-m", "a")
    other = tmp_path / "lain"
    repository.git("worktree", "add", "-q", str(other))
    (other / "b.csv").write_text(LEAK, encoding="utf-8")
    repository.git("add", "-A", at=other)
    refused = repository.git("commit", "-m", "b", ok=False, at=other)
    assert "[personal-nik]" in refused.stdout + refused.stderr


def test_without_the_program_no_commit_is_made(repository: Repository) -> None:
    (repository.folder / ".venv/bin/python").unlink()
    repository.write("a.csv", CLEAN)
    repository.git("add", "-A")
    assert "make check" in repository.git("commit", "-m", "a", ok=False).stderr


def test_hooks_lie_where_git_looks_for_them(tmp_path: Path) -> None:
    made = Repository(tmp_path / "portal")
    made.git("config", "core.hooksPath", ".kait")
    assert script("hook.py", made.folder).main(made.folder) == 0
    assert sorted(p.name for p in (made.folder / ".kait").iterdir()) == ["commit-msg", "pre-commit"]
    assert script("hook.py", made.folder).main(made.folder) == 0  # ours may be written again


def test_a_hook_of_somebody_else_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Repository(tmp_path / "portal")
    own = made.folder / ".git/hooks/pre-commit"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\nexit 0\n", encoding="ascii")
    assert script("hook.py", made.folder).main(made.folder) == 2
    assert own.read_text(encoding="ascii") == "#!/bin/sh\nexit 0\n"
    assert "--staged" in capsys.readouterr().err


def test_no_repository_no_hook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "lepas"
    folder.mkdir()
    assert script("hook.py", folder).main(folder) == 2
    assert "git init" in capsys.readouterr().err


TABLE = "datasets/dkisp/contoh/data/tabel.csv"


def test_a_dataset_that_does_not_pass_is_not_committed(repository: Repository) -> None:
    portal(repository.folder)
    repository.git("add", "-A")
    repository.git("commit", "-m", "portal")
    table = (repository.folder / TABLE).read_text("utf-8")
    repository.write(TABLE, table + "bukan angka,x\n")
    change(repository.folder, {"title": None}, "datasets/referensi/opd/datapackage.yaml")
    repository.write("catatan.md", "isi")
    repository.git("add", "catatan.md")
    repository.git("commit", "-m", "bukan dataset")  # what is not added is not looked at
    repository.git("add", TABLE)
    refused = repository.git("commit", "-m", "tabel", ok=False)
    said = refused.stdout + refused.stderr
    assert "belum lulus pemeriksaan" in said and "git restore --staged" in said
    assert "tabel.csv" in said and "referensi/opd" not in said
    repository.write(TABLE, table)
    change(repository.folder, {"description": "Uraian baru."})
    repository.git("add", DESCRIPTOR, TABLE)
    repository.git("commit", "-m", "tabel")


def test_a_table_that_goes_is_missed(repository: Repository) -> None:
    portal(repository.folder)
    repository.git("add", "-A")
    repository.git("commit", "-m", "portal")
    repository.git("rm", "-q", TABLE)
    refused = repository.git("commit", "-m", "hapus", ok=False)
    assert "[file-missing]" in refused.stdout + refused.stderr
    repository.git("rm", "-rq", "datasets/dkisp/contoh")
    repository.git("commit", "-m", "hapus semuanya")


def test_the_hooks_of_the_framework_name_verbs_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["terbuka-scan", "terbuka-pesan", "terbuka-check"]
    reader = arguments.parser(Words.load("id"))
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program == "terbuka" and hook["language"] == "python"
        more = ["pesan.txt"] if "commit-msg" in hook.get("stages", ()) else []
        assert reader.parse_args([*words, *more]).verb == words[0]
