"""Whether two descriptors read their files by the same recipes (`sdi:resep`) and dialects."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from ..load.descriptor import items, mapping
from ..load.recipe import KEY
from ..load.yamlfile import MAX_BYTES, UnreadableError, mapping_of
from .objects import ObjectError, Objects


class Recipes:
    """Descriptors by name and content's id; each content is read once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._read: dict[tuple[str, str], str | None] = {("", ""): None}

    def same(self, before: tuple[str, str], after: tuple[str, str]) -> bool:
        """Whether they are the same; so are those of which one cannot be read."""
        if before == after:
            return True
        one, other = self._of(before), self._of(after)
        return one is None or other is None or one == other

    def known(self, said: tuple[str, str]) -> bool:
        """Whether that descriptor can be read, as far as it was looked at."""
        return self._read.get(said, "") is not None

    def _of(self, said: tuple[str, str]) -> str | None:
        """The recipes of a descriptor as one text, empty where it has none; none: unreadable.

        Only what holds the word is parsed.
        """
        if said not in self._read:
            self._read[said] = self._found(*said)
        return self._read[said]

    def _found(self, name: str, blob: str) -> str | None:
        try:
            content = self._objects.blob(blob, MAX_BYTES)
            if KEY.encode() not in content:
                return ""
            raw = mapping_of(content, PurePosixPath(name).suffix)
        except (ObjectError, UnreadableError):
            return None
        tables = [mapping(table) for table in items(raw.get("resources"))]
        if not any(KEY in table for table in tables):
            return ""
        read = [(table.get(KEY), table.get("dialect")) for table in tables if KEY in table]
        return json.dumps(read, ensure_ascii=False, sort_keys=True)
