"""The public repository: what it has, who made it, what is added to it.

Commits are made in a bare repository of the mirror's own, below the build folder, and only then
sent. No file of the private repository is ever an object in it but those that go out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import access
from .base import Files, MirrorError

BRANCH = "refs/heads/main"
_STAMP = "Cermin:"
_FORMAT = "%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%at%x1f%cn%x1f%ce%x1f%ct%x1f%cs%x1f%B"
#: Noon in Asia/Makassar: the day is the same almost everywhere.
_NOON = "T12:00:00+08:00"
_FOREIGN = 5


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose commits they are: the publisher, an office or a project, with an address of nobody."""

    name: str
    email: str


class Repository:
    """The mirror's own copy of the public repository, made anew below ``folder``."""

    def __init__(self, folder: Path, dest: str, environment: Mapping[str, str]) -> None:
        self.folder = folder.absolute()  # git is run in it, and told of files in it
        self._dest = str(Path(dest).absolute()) if Path(dest).exists() else dest
        self._away, self._here = dict(environment), access.local(environment)
        self.head = ""

    def fetch(self) -> None:
        """Becomes what the public side is now. Raises `MirrorError` where it cannot be had."""
        shutil.rmtree(self.folder, ignore_errors=True)  # maybe of a run that was killed
        self.folder.mkdir(parents=True)
        self._git("init", "-q", "--bare", "--template=", "-b", "main")
        there = self._reach("ls-remote", "--", self._dest, BRANCH)
        if there.strip():
            self._reach("fetch", "-q", "--no-tags", "--", self._dest, f"+{BRANCH}:{BRANCH}")
            self.head = self._git("rev-parse", BRANCH).strip()

    def only_mirrored(self) -> None:
        """Raises `MirrorError` where a commit on the public side is not the mirror's own."""
        foreign = [
            f"{commit[0][:12]} ({commit[9]})" for commit in self._log() if not _is_ours(commit)
        ]
        if foreign:
            more = " …" if len(foreign) > _FOREIGN else ""
            raise MirrorError("foreign", commits=", ".join(foreign[:_FOREIGN]) + more)

    def _log(self) -> Iterator[list[str]]:
        if self.head:
            log = self._git("log", "-z", "--encoding=UTF-8", f"--format={_FORMAT}", self.head)
            for line in log.removesuffix("\0").split("\0"):
                parts = line.split("\x1f", 10)
                yield parts if len(parts) == 11 else [*parts, *[""] * 11][:11]

    def tree(self) -> dict[str, str]:
        """The files of the newest commit: path and the id of the content."""
        found = {}
        if self.head:
            for entry in self._git("ls-tree", "-r", "-z", self.head).split("\0"):
                about, _, path = entry.partition("\t")
                if path:
                    found[path] = about.split()[2]
        return found

    def stored(self, files: Files, root: Path) -> dict[str, str]:
        """Takes the files in, which lie below ``root``: path and the id of the content."""
        paths = list(files)
        lines = "".join(f"{root.absolute() / path}\n" for path in paths)
        ids = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=lines).split()
        return dict(zip(paths, ids, strict=True))

    def store(self, content: bytes) -> str:
        """Takes one content in; its id."""
        text = content.decode()
        return self._git("hash-object", "-w", "--no-filters", "--stdin", given=text).strip()

    def commit(self, tree: Mapping[str, str], subject: str, day: str, who: Identity) -> str:
        """Adds a commit of exactly those files, of noon on a day (ISO); its id.

        Nothing is sent. The stamp in its message lets `only_mirrored` know it again.
        """
        index = self.folder / "index"
        index.unlink(missing_ok=True)
        lines = "".join(f"100644 {id}\t{path}\0" for path, id in sorted(tree.items()))
        staged = {"GIT_INDEX_FILE": str(index)}
        self._git("update-index", "-z", "--index-info", given=lines, more=staged)
        made = self._git("write-tree", more=staged).strip()
        when = f"{day}{_NOON}"
        names = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", who.name), ("EMAIL", who.email), ("DATE", when))
        }
        parent = ["-p", self.head] if self.head else []
        draft = self._git("commit-tree", made, *parent, given=subject + "\n", more=names).strip()
        facts = self._git("log", "-1", f"--format={_FORMAT}", draft).split("\x1f", 10)
        message = f"{subject}\n\n{_STAMP} {_stamp(facts, subject)}\n"
        self.head = self._git("commit-tree", made, *parent, given=message, more=names).strip()
        self._git("update-ref", BRANCH, self.head)
        return self.head

    def push(self) -> None:
        """Sends the new commits; refuses to do more than go forward."""
        hooks = f"core.hooksPath={os.devnull}"
        self._reach("-c", hooks, "push", "-q", "--", self._dest, f"{self.head}:{BRANCH}")

    def _git(self, *words: str, given: str = "", more: Mapping[str, str] | None = None) -> str:
        return self._run(words, {**self._here, **(more or {})}, given)

    def _reach(self, *words: str) -> str:
        return self._run(words, self._away, "")

    def _run(self, words: tuple[str, ...], environment: Mapping[str, str], given: str) -> str:
        command = ["git", "-C", str(self.folder), "-c", "core.quotepath=off", *words]
        done = subprocess.run(
            command, input=given.encode(), capture_output=True, env=environment, check=False
        )
        if done.returncode:
            verb = next(word for word in words if not word.startswith(("-", "core.")))
            note = _without_secrets(done.stderr.decode(errors="replace"))
            code = "moved" if "rejected" in note and verb == "push" else "git"
            raise MirrorError(code, verb=verb, dest=shown(self._dest), note=note)
        return done.stdout.decode("utf-8", "replace")


def _is_ours(commit: list[str]) -> bool:
    subject, _, rest = commit[10].strip("\n").partition("\n")
    return rest.strip() == f"{_STAMP} {_stamp(commit, subject)}"


def _stamp(facts: list[str], subject: str) -> str:
    """Names a commit's content, parent, author, committer, times and subject."""
    return hashlib.sha256("\0".join([*facts[1:9], subject]).encode()).hexdigest()[:32]


def shown(address: str) -> str:
    """An address without the password that may stand in it."""
    return re.sub(r"(?<=//)[^/@\s]*@", "", address)


def _without_secrets(text: str) -> str:
    lines = [shown(line).strip() for line in text.splitlines()]
    return " ".join(line for line in lines if line)[-400:]
