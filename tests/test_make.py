"""The Makefile and the set-up behind it: locks, pip's own wheel, publishing to a plain folder."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
BOOTSTRAP = ROOT / "bootstrap"


def script(name: str, root: Path) -> ModuleType:
    """A copy of a script of bootstrap/ in another project folder, imported."""
    copy = root / "bootstrap" / name
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(BOOTSTRAP / name, copy)
    spec = importlib.util.spec_from_file_location(f"copy_of_{copy.stem}", copy)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("GITHUB", "MAKE"))
    }
    return subprocess.run(
        ["make", *words], cwd=folder, env={**kept, **environment}, capture_output=True, text=True
    )


# --- files ---


@pytest.mark.parametrize(
    ("given", "asked"),
    [("Data Bantuan 2025.csv", ["Data Bantuan 2025.csv"]), ("a.csv b.csv", ["a.csv", "b.csv"]),
     ("", [])],
)  # fmt: skip
def test_scan_takes_a_file_with_spaces_in_its_name(
    given: str, asked: list[str], tmp_path: Path
) -> None:
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "Data Bantuan 2025.csv").touch()
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '<%s>' \"$@\"\n", encoding="ascii")
    python.chmod(0o755)
    done = make(tmp_path, "-s", "-o", ".venv/.site", "PYTHON=true", "scan", f"FILES={given}")
    assert done.stdout.endswith("<--></>".replace("</>", "".join(f"<{a}>" for a in asked)))


# --- locks -------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    lines = re.findall(r"(?m)^([a-z0-9._-]+==.*?) \\$", text)
    return {re.sub(r"==[^ ]+", "", line): line for line in lines}


@pytest.mark.parametrize("name", ["site.txt", "test.txt"])
def test_every_package_is_pinned_by_hash_and_no_address_is_named(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(blocks) > 40
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text and "--" not in re.sub(r"--hash=sha256:[0-9a-f]{64}", "", text)


def test_the_tests_lock_holds_all_of_the_sites() -> None:
    assert pins("site.txt").items() <= pins("test.txt").items()


def test_pip_is_the_one_whose_hash_is_recorded() -> None:
    lines = (BOOTSTRAP / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    recorded = {name: digest for digest, name in (line.split("  ") for line in lines)}
    wheels = sorted(BOOTSTRAP.glob("*.whl"))
    assert [wheel.name for wheel in wheels] == sorted(recorded)
    for wheel in wheels:
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == recorded[wheel.name]


# --- set-up ------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with pip's wheel and an empty lock: set up without a registry."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "site.txt").write_text("", encoding="ascii")
    (tmp_path / "requirements" / "test.txt").write_text("", encoding="ascii")
    (tmp_path / "bootstrap").mkdir()
    for path in (*BOOTSTRAP.glob("pip-*.whl"), BOOTSTRAP / "SHA256SUMS"):
        shutil.copyfile(path, tmp_path / "bootstrap" / path.name)
    return tmp_path


def give_program(project: Path) -> None:
    """A wheel of a program that does nothing, its hash recorded."""
    wheel = project / "bootstrap" / "terbuka-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("kosong.py", "NAMA = 'kosong'\n")
        info = "terbuka-0.dist-info"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: terbuka\nVersion: 0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    with (project / "bootstrap" / "SHA256SUMS").open("a", encoding="ascii") as sums:
        sums.write(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.name}\n")


def test_set_up_needs_neither_pip_nor_ensurepip_and_is_done_once(project: Path) -> None:
    give_program(project)
    setup = script("setup.py", project)
    assert setup.main(["site"]) == 0
    code = "import kosong; print(kosong.NAMA)"
    done = subprocess.run([setup.PYTHON, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "kosong"
    assert not list((project / ".venv").rglob("ensurepip"))
    stamp = project / ".venv" / ".site"
    before = stamp.read_text(encoding="ascii")
    setup.install = None  # would fail if it were called
    assert setup.main(["site"]) == 0
    (project / "requirements" / "site.txt").write_text("# lain\n", encoding="ascii")
    assert setup.key(project / "requirements" / "site.txt") != before


def test_a_wheel_that_is_not_the_recorded_one_is_not_used(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheel = next((project / "bootstrap").glob("pip-*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"x")
    assert script("setup.py", project).main(["site"]) == 2
    assert "SHA256SUMS" in capsys.readouterr().err
    assert not (project / ".venv").exists()


def test_a_missing_program_or_lock_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup = script("setup.py", project)
    assert setup.main(["lain"]) == 2
    assert "lain.txt" in capsys.readouterr().err
    assert setup.main(["site"]) == 2
    assert "terbuka-*.whl" in capsys.readouterr().err
    assert not (project / ".venv" / ".site").exists()


# --- make --------------------------------------------------------------------------------------


def test_help_names_every_target_that_is_meant_for_people() -> None:
    shown = set(re.findall(r"(?m)^  make ([a-z-]+)", make(ROOT, "help").stdout))
    declared = re.findall(r"(?m)^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert shown == {name for line in declared for name in line.split()}
    assert {"site", "test", "test-full", "check", "serve", "lint", "bench", "publish"} <= shown


FAKE = """\
#!/bin/sh
# stands for the program: says how it was called, leaves a site, ends as it was told to
echo "$@"
made=.build/sites/abc
[ "$ENDS" -gt 1 ] || { mkdir -p $made; echo baru > $made/index.html; ln -sfn $made site; }
exit "$ENDS"
"""


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """The Makefile alone, with a stand-in for the program behind it."""
    for name in ("requirements/site.txt", "bootstrap/setup.py", "bootstrap/SHA256SUMS"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="ascii")
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(FAKE, encoding="ascii")
    python.chmod(0o755)
    (tmp_path / ".venv" / ".site").write_text("", encoding="ascii")
    return tmp_path


@pytest.mark.parametrize(("ends", "built"), [("0", 0), ("1", 0), ("2", 2), ("3", 2)])
def test_ci_keeps_the_good_site_and_tells_the_verdict_after(
    portal: Path, ends: str, built: int
) -> None:
    output = portal / "output"
    assert make(portal, "site-ci", ENDS=ends, GITHUB_OUTPUT=str(output)).returncode == built
    assert (portal / ".build" / "verdict").read_text(encoding="ascii").strip() == ends
    assert output.read_text(encoding="ascii").strip() == f"verdict={ends}"
    told = 0 if ends == "0" else 2  # make's own code for a step that failed
    assert make(portal, "verdict").returncode == told
    assert make(portal, "verdict", VERDICT=ends).returncode == told


def test_the_day_reaches_the_program_as_one_argument(portal: Path) -> None:
    assert "--as-of" not in make(portal, "site", ENDS="0").stdout
    assert "--as-of 2026-12-31" in make(portal, "site", ENDS="0", AS_OF="2026-12-31").stdout
    evil = "$(shell touch dibuat) ; touch dibuat #"
    assert evil in make(portal, "site", ENDS="0", AS_OF=evil).stdout
    assert not (portal / "dibuat").exists()


def test_the_public_side_reaches_the_program_as_one_argument(portal: Path) -> None:
    evil = "-x $(touch dibuat) ; touch dibuat #"
    told = make(portal, "mirror", ENDS="0", DEST=evil).stdout
    assert f"mirror --push --format text -- {evil}" in told
    assert not (portal / "dibuat").exists()
    assert make(portal, "mirror", ENDS="1", DEST="x").returncode == 2


def test_findings_are_written_for_the_host_that_reads_them(portal: Path) -> None:
    assert "--format text" in make(portal, "check", ENDS="0").stdout
    assert "--format github" in make(portal, "check", ENDS="0", GITHUB_ACTIONS="true").stdout
    assert make(portal, "check", ENDS="1").returncode == 2


@pytest.mark.parametrize(("ends", "told"), [("0", 0), ("1", 2), ("3", 2)])
def test_a_proposal_that_is_held_fails_after_its_comment(
    portal: Path, ends: str, told: int
) -> None:
    """The comparison holds what the check alone lets pass: a time series that is gone."""
    summary = portal / ".build" / "perubahan" / "ringkasan.md"
    assert str(summary.relative_to(portal)) in make(portal, "changes-ci", ENDS=ends).stdout
    assert make(portal, "changes-ci", ENDS=ends).returncode == told


def test_clean_leaves_the_sources(portal: Path) -> None:
    make(portal, "site-ci", ENDS="0")
    assert make(portal, "clean").returncode == 0
    assert sorted(path.name for path in portal.iterdir()) == [
        ".venv",
        "Makefile",
        "bootstrap",
        "requirements",
    ]
    (portal / "site").mkdir()
    (portal / "site/milik-orang.txt").write_text("tetap", encoding="ascii")
    assert make(portal, "clean").returncode == 0
    assert (portal / "site/milik-orang.txt").exists()


# --- publishing to a plain folder --------------------------------------------------------------


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A project with a built site, as the program leaves it: a link."""
    site = tmp_path / "p" / ".build" / "sites" / "abc"
    for name in ("index.html", "404.html", "katalog/index.html", "datasets/a/b/b.csv", ".nojekyll"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="ascii")
    (tmp_path / "p" / "site").symlink_to(".build/sites/abc")
    return tmp_path / "p"


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("rsync", [True, False], ids=["rsync", "copy"])
def test_the_folder_becomes_the_site_and_keeps_nothing_withdrawn(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rsync: bool
) -> None:
    publish = script("publish.py", published)
    if not rsync:
        monkeypatch.setattr(publish.shutil, "which", lambda name: None)
    there = tmp_path / "tujuan" / "data"
    assert publish.main([str(there)]) == 0
    assert content(there) == content(published / "site")
    (published / "site" / "datasets/a/b/b.csv").unlink()
    (published / "site" / "index.html").write_text("berubah", encoding="ascii")
    assert publish.main([str(there)]) == 0
    assert content(there) == content(published / "site")
    assert not (there / "datasets" / "a").exists() or not any((there / "datasets").rglob("*.csv"))


def test_a_folder_with_other_files_is_never_emptied(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish = script("publish.py", published)
    home = tmp_path / "rumah"
    home.mkdir()
    (home / "surat.txt").write_text("penting", encoding="ascii")
    assert publish.main([str(home)]) == 2
    assert "Folder tujuan" in capsys.readouterr().err
    assert content(home) == {"surat.txt": b"penting"}


def test_the_zip_holds_the_site_and_is_the_same_each_time(published: Path) -> None:
    publish = script("publish.py", published)
    publish.pack(publish.SITE, publish.ZIP)
    first = publish.ZIP.read_bytes()
    os.utime(published / "site" / "index.html", (0, 10**9))
    publish.pack(publish.SITE, publish.ZIP)
    assert publish.ZIP.read_bytes() == first
    with zipfile.ZipFile(publish.ZIP) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == content(published / "site")


def test_without_a_site_or_a_place_it_says_what_to_do(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish = script("publish.py", published)
    assert publish.main([""]) == 2
    assert "make publish DEST=" in capsys.readouterr().err
    (published / "site").unlink()
    assert publish.main(["/tmp/mana-saja"]) == 2
    assert "make site" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "server"),
    [
        ("pengguna@server:/var/www", True),
        ("rsync://server/modul", True),
        ("server::modul", True),
        ("/var/www/data", False),
        ("public", False),
        ("C:\\situs", False),
    ],
)
def test_a_server_is_told_from_a_folder(published: Path, place: str, server: bool) -> None:
    assert script("publish.py", published).is_server(place) is server


# --- the programs that the tests start ---------------------------------------------------------


def test_the_browser_that_was_named_is_the_one_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = script("tools.py", tmp_path)
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert tools.browser() == sys.executable
    assert tools.main() == 0
    monkeypatch.setenv("CHROMIUM", "/tidak/ada/chromium")
    assert tools.main() == 2
    assert "CHROMIUM=" in capsys.readouterr().err
