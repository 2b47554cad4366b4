"""Where a text of a descriptor stands: the keys that lead to it, and the line of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

import yaml

from ..model import Dataset
from ..privacy.numbers import is_whole_nik

#: The keys, and numbers from 0 within lists, that lead to a text.
Path = tuple[str | int, ...]


def texts(raw: object) -> Iterator[tuple[Path, str]]:
    """Every name and value of a descriptor as text, in its order; a name at its own value's path.

    A whole number with the form of a NIK is a text here.
    """
    left: list[tuple[Path, object]] = [((), raw)]
    while left:
        path, value = left.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, (list, tuple)):
            left += [((*path, n), part) for n, part in reversed([*enumerate(value)])]
        elif isinstance(value, (dict, Mapping)):
            for key, part in reversed(list(value.items())):
                left += [((*path, str(key)), part), ((*path, str(key)), str(key))]
        elif isinstance(value, int) and 0 < value < 10**16 and is_whole_nik(str(value)):
            yield path, str(value)


def place(dataset: Dataset, path: Path) -> dict[str, object]:
    """The facts of a finding about the text at ``path``: file, key, and the line if it is known."""
    name = dataset.source.descriptor
    facts: dict[str, object] = {"file": name, "keypath": dotted(path)}
    line = _line(dataset.source.folder / name, path) if name else None
    return facts | ({"row": line} if line else {})


def dotted(path: Path) -> str:
    """The keys as people write them, lists counted from 1: `sources[2].title`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _line(file: File, path: Path) -> int | None:
    """The line (from 1) of the value at ``path``; none where it stands nowhere in the file."""
    try:
        node: Any = yaml.compose(file.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return None  # it was read before: whoever changed it since is told by the next run
    for key in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = next(iter(node.value[key : key + 1]), None)
        elif isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        else:
            return None
    return node.start_mark.line + 1 if node else None
