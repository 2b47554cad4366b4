"""Bring what `make propose` made to the git host: ``make propose-send``, for CI.

On the main branch the proposal becomes a branch of its own and a pull request; on any other
branch it is committed there, so that an open pull request shows it. The summary of the proposal
is also that of the run, which is all there is where pull requests may not be opened.

Standard library only; needs ``git`` and, for the pull request, ``gh`` (https://cli.github.com).
Reads ``GITHUB_REPOSITORY``, ``GITHUB_REF_NAME``, ``GITHUB_STEP_SUMMARY`` and ``GH_TOKEN``.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = ROOT / ".build" / "usulan.md"
MAIN = "main"
TITLE = "Usulan dataset dari berkas di _baru"
#: The author of the commits: a program, no person.
_AUTHOR = ("-c", "user.name=Usulan otomatis", "-c", "user.email=usulan@invalid")


def main(environment: Mapping[str, str]) -> int:
    """Commit, push and ask for a pull request; 0 also where there is nothing to send."""
    if not SUMMARY.is_file():
        print("Tidak ada usulan (nothing to propose).")
        return 0
    _tell(environment)
    if not _git("status", "--porcelain", "--", "datasets"):
        print("Tidak ada yang berubah (nothing changed).")
        return 0
    here = environment.get("GITHUB_REF_NAME", MAIN)
    branch = f"usul/{_git('rev-parse', '--short=10', 'HEAD')}" if here == MAIN else here
    _git("add", "--", "datasets")
    _git(*_AUTHOR, "commit", "--quiet", "-m", TITLE)
    _git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}", extra=_access(environment))
    print(f"Terkirim ke cabang (pushed to) {branch}")
    return _asked(branch, environment) if here == MAIN else 0


def _asked(branch: str, environment: Mapping[str, str]) -> int:
    """Opens the pull request; where that is not allowed, says where a person can."""
    command = ["gh", "pr", "create", "--base", MAIN, "--head", branch, "--title", TITLE]
    if shutil.which("gh"):
        done = subprocess.run([*command, "--body-file", str(SUMMARY)], cwd=ROOT, check=False)
        if done.returncode == 0:
            return 0
    place = environment.get("GITHUB_REPOSITORY", "")
    print(
        f"Buka pull request sendiri (open it yourself): https://github.com/{place}/pull/new/{branch}"
    )
    return 0


def _tell(environment: Mapping[str, str]) -> None:
    target = environment.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(SUMMARY.read_text(encoding="utf-8") + "\n")


def _access(environment: Mapping[str, str]) -> dict[str, str]:
    """The token of the run as git's settings: in its environment, never in an argument."""
    token = environment.get("GH_TOKEN", "")
    if not token:
        return {}
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.https://github.com/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
    }


def _git(*arguments: str, extra: Mapping[str, str] | None = None) -> str:
    environment = {**os.environ, **(extra or {})}
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ))
    except subprocess.CalledProcessError as problem:
        print(problem.stderr or problem, file=sys.stderr)
        sys.exit(2)
