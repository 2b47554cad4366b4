"""Where a text of a descriptor stands: the keys that lead to it, and the line of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..load.yamlfile import line_of
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
    line = line_of(dataset.source.folder / name, path) if name else None
    return facts | ({"row": line} if line else {})


def dotted(path: Path) -> str:
    """The keys as people write them, lists counted from 1: `sources[2].title`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
