"""When nothing has changed nothing is done, and whatever changes is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from portals import commit, portal

from build_tools import cli, fingerprint, pipeline

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
#: What takes longer to import than a question takes to answer.
HEAVY = {"numpy", "pandas", "polars", "pyarrow", "frictionless", "shapely", "pydantic", "jinja2"}
HEAVY |= {"openpyxl", "distributed", "fsspec", "http.server", "asyncio"}


def build(root: Path, *more: str) -> int:
    common = ["--root", str(root), "--as-of", "2026-01-15", "--engine", "none", "--lang", "en"]
    return cli.main(["build", *common, *more])


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A list that grows with every run of the stages."""
    seen: list[object] = []
    real = pipeline.build

    def counted(options: pipeline.Options) -> pipeline.Result:
        seen.append(options)
        return real(options)

    monkeypatch.setattr(pipeline, "build", counted)
    return seen


def test_the_second_build_does_nothing_and_says_the_same(
    tmp_path: Path, runs: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path)
    table = root / TABLE
    table.write_text(table.read_text().replace("10,12,22", "10,12,99"))
    assert build(root) == 1
    first = capsys.readouterr().out
    assert build(root) == 1
    again = capsys.readouterr().out
    assert len(runs) == 1
    assert (
        again.replace("Nothing has changed since the site was last built; nothing was done.\n", "")
        == first
    )
    assert again != first
    assert build(root, "--format", "json") == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found and {f["code"] for f in found} == {"rule-broken"} and len(runs) == 1
    assert build(root, "--no-cache") == 1 and len(runs) == 2


def _byte(name: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    """Changes bytes of a file, and lays its times and its size as they were."""

    def change(root: Path) -> None:
        path = root / name
        before = path.stat()
        text = path.read_bytes()
        assert old in text and len(old) == len(new)
        with path.open("r+b") as file:
            file.write(text.replace(old, new))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        after = path.stat()
        assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
            before.st_size,
            before.st_mtime_ns,
            before.st_ino,
        )

    return change


def _write(name: str, text: str = "x") -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of a table": _byte(TABLE, b"Tempat Tiga", b"Tempat Lima"),
    "a byte of a page": _byte("docs/tentang.md", b"Tentang", b"Tantang"),
    "a byte of the settings": _byte("mkdocs.yml", b"walidata: dkisp", b"walidata: dkisq"),
    "a byte of what they inherit": _byte("induk.yml", b"induk", b"ibuku"),
    "a file that they name": _byte("kait/x.py", b"satu", b"lima"),
    "a new file": _write("datasets/dkisp/baru.txt"),
    "a new folder": lambda root: (root / "datasets/dkisp/baru").mkdir(),
    "a link": lambda root: (root / "datasets/dkisp/tautan").symlink_to("/tiada"),
    "a file that is gone": lambda root: (root / "docs/tentang.md").unlink(),
    "words that are equal": lambda root: (
        (root / "datasets/_pengaturan").mkdir(),
        (root / "datasets/_pengaturan/sinonim.yaml").write_text("sinonim: []"),
    ),
    "a commit": lambda root: commit(root, "Kosong", "2026-01-06"),
    "the tree": lambda root: (root / ".build/docs/id/index.md").write_text("x"),
    "a download": lambda root: (root / ".build/static/datasets/dkisp/contoh/tabel.csv").unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_seen(tmp_path: Path, runs: list[object], what: str) -> None:
    root = portal(tmp_path)
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/tentang.md").write_text("# Tentang\n")
    (root / "kait").mkdir()
    (root / "kait/x.py").write_text("# satu\n")
    (root / "induk.yml").write_text("extra: {kata: induk}\n")
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"INHERIT: induk.yml\nhooks: [kait/x.py]\n{settings}")
    commit(root, "Data", "2026-01-05")
    build(root)
    build(root)
    assert len(runs) == 1
    CHANGES[what](root)
    build(root)
    assert len(runs) == 2


def test_another_day_another_library_another_variable(
    tmp_path: Path, runs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"copyright: !ENV [NAMA_KITA]\n{settings}")
    monkeypatch.setenv("NAMA_KITA", "satu")
    build(root)
    assert build(root, "--as-of", "2026-01-16") == 0 and len(runs) == 2
    monkeypatch.setenv("NAMA_KITA", "dua")
    build(root, "--as-of", "2026-01-16")
    assert len(runs) == 3
    real = fingerprint._libraries
    monkeypatch.setattr(fingerprint, "_libraries", lambda: [*real(), "baru-1.0.dist-info"])
    build(root, "--as-of", "2026-01-16")
    assert len(runs) == 4


def test_a_build_in_which_the_data_changed_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)
    real = pipeline.build
    table = root / TABLE
    before = table.read_bytes()
    during: list[int] = []

    def changed(options: pipeline.Options) -> pipeline.Result:
        during.append(1)
        table.write_bytes(before.replace(b"Tempat Tiga", b"Tempat Lima"))
        return real(options)

    monkeypatch.setattr(pipeline, "build", changed)
    build(root)
    table.write_bytes(before)
    build(root)
    assert len(during) == 2


def test_a_bug_is_not_remembered(
    tmp_path: Path, runs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("contoh")

    with monkeypatch.context() as patch:
        patch.setattr("build_tools.checks.check", broken)
        assert build(root) == 3
    assert build(root) == 0 and len(runs) == 2


@pytest.mark.slow
def test_the_site_is_not_built_again_either(
    tmp_path: Path, runs: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where only the site is missing or touched, only the site is built."""
    root = portal(tmp_path)
    arguments = ["build", "--root", str(root), "--as-of", "2026-01-15", "--lang", "en"]
    timings = tmp_path / "timings.json"

    def stages() -> set[str]:
        assert cli.main([*arguments, "--timings", str(timings)]) == 0
        return set(json.loads(timings.read_text()))

    assert {"datasets", "site"} <= stages()
    said = capsys.readouterr().out
    before = (root / "site/index.html").read_bytes()
    assert not {"datasets", "site"} & stages()
    assert said.strip() in capsys.readouterr().out
    (root / "site/index.html").write_text("disunting")
    assert "site" in stages() and len(runs) == 1
    assert (root / "site/index.html").read_bytes() == before
    (root / "site").unlink()
    assert "site" in stages() and len(runs) == 1
    assert not {"datasets", "site"} & stages()


def loaded(*arguments: str) -> tuple[set[str], str]:
    """Which of the heavy libraries a run of the program imports, and what it prints."""
    program = (
        "import sys; from build_tools import cli\n"
        "try: cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    said, _, modules = done.stdout.rpartition("\n ")
    return HEAVY & set(modules.split()), said


def test_what_is_heavy_is_imported_only_where_it_works(tmp_path: Path) -> None:
    root = portal(tmp_path)
    heavy, said = loaded("--help")
    assert not heavy and "build" in said
    assert not loaded("explain", "blank-row")[0]
    arguments = ("build", "--root", str(root), "--engine", "none", "--as-of", "2026-01-15")
    assert {"pyarrow", "frictionless", "jinja2"} <= loaded(*arguments)[0]
    heavy, said = loaded(*arguments)
    assert not heavy and "Tidak ada yang berubah" in said
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/catatan.md").write_text("# Catatan\n", encoding="utf-8")
    again, _ = loaded(*arguments)  # pages are made anew, tables are not
    assert "jinja2" in again
    assert not {"pyarrow", "pandas", "numpy"} & again
