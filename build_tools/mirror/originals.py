"""The descriptor of the version that is shown, as people wrote it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..history import History, git
from ..load.datasets import DESCRIPTORS
from ..load.expand import expanded
from ..load.yamlfile import UnreadableError, read_mapping
from ..model import Portal, Published
from .base import MirrorError


def original(published: Published, portal: Portal, past: History, work: Path) -> Mapping[str, Any]:
    """The mapping in the descriptor of exactly that version, profiles not laid below it.

    It lies in the dataset's folder, or in a commit where a newer version is held back. ``work``
    is a folder to work in. Raises `MirrorError` where it is not there any more.
    """
    for raw, file in _versions(published, past, work):
        if expanded(raw, portal, file)[0] == published.dataset.raw:
            return raw
    raise MirrorError("changed", dataset=published.id)


def _versions(
    published: Published, past: History, work: Path
) -> Iterator[tuple[Mapping[str, Any], str]]:
    source = published.dataset.source
    yield from _read(source.folder, source.descriptor)
    for commit in past.commits(published.id):
        for name in DESCRIPTORS:
            path = f"./datasets/{published.id}/{name}"
            content = git(past.root, "cat-file", "blob", f"{commit.id}:{path}")
            if content:
                with tempfile.TemporaryDirectory(dir=work) as folder:
                    Path(folder, name).write_bytes(content)
                    yield from _read(Path(folder), name)


def _read(folder: Path, name: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    try:
        yield read_mapping(folder, folder / name), name
    except UnreadableError:
        return
