"""What the descriptors of a dataset promised, commit by commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from ..load import decisions
from ..load.descriptor import mapping, plain
from ..load.yamlfile import MAX_BYTES, UnreadableError, mapping_of
from ..model.past import Stated
from .log import Line
from .objects import ObjectError, Objects

#: Frequency, next release, end.
_Said = tuple[str, str, str]
_NOTHING: _Said = ("", "", "")
_LONGEST = 100


def stated(
    line: Line, objects: Objects, parse: Callable[[str], Any] | None = None
) -> tuple[Stated, ...]:
    """What each commit of a dataset states that changed its data or its descriptor, oldest first.

    ``parse`` stands in for `load.parse_yaml`, to remember its answers. A commit whose descriptor
    cannot be read, or is not there, states what the one before did. Days that are none are empty.
    """
    found, before = [], _NOTHING
    known: dict[tuple[str, str], _Said | None] = {}
    for event in line.events:
        said = (event.name, event.said)
        if said not in known:
            known[said] = _read(event.name, event.said, objects, parse)
        before = known[said] or before
        found.append(Stated(event.date, event.data, *before, event.dataset))
    return tuple(found)


def _read(
    name: str, blob: str, objects: Objects, parse: Callable[[str], Any] | None
) -> _Said | None:
    if not blob:
        return None
    try:
        content = objects.blob(blob, MAX_BYTES)
        raw = mapping_of(content, PurePosixPath(name).suffix, parse)
    except (ObjectError, UnreadableError):
        return None
    frequency = plain(raw.get("sdi:frekuensi"))[:_LONGEST]
    end = mapping(raw.get("sdi:berakhir"))
    return frequency, _day(raw, "sdi:terbitBerikutnya"), _day(end, "tanggal")


def _day(given: Mapping[str, Any], key: str) -> str:
    text = plain(given.get(key))
    return text if decisions.day(text) else ""
