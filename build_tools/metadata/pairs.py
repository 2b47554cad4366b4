"""Pairs of a mapping put into a YAML or JSON text, and taken out of it."""

from __future__ import annotations

from typing import Any

import yaml

from . import lists
from .scalars import WIDTH, folded, literal, scalar

#: The properties of a descriptor, of a table's field and of an office in the order they stand in.
ORDER = (
    *("$schema", "name", "type", "path", "title", "description", "version", "keywords"),
    *("format", "constraints", "categories"),
    *("licenses", "sources", "sdi:asal", "sdi:opdTerkait", "sdi:topik", "sdi:periode"),
    *("sdi:frekuensi", "sdi:terbitBerikutnya", "sdi:tingkat", "sdi:cakupan"),
    *("sdi:kodeWilayah", "sdi:kontak"),
    *("sdi:metodologi", "sdi:keterbatasan", "sdi:kipKlasifikasi", "sdi:mutuSumber", "sdi:seri"),
    *("sdi:catatanLisensi", "sdi:peran", "sdi:konsep", "sdi:definisi", "sdi:klasifikasi"),
    *("sdi:ukuran", "sdi:satuan", "sdi:standar", "sdi:en"),
)


def inserted(text: str, node: yaml.MappingNode, key: str, value: Any, strict: bool) -> str:
    """The text with a pair that the mapping does not have yet, where it belongs."""
    at = _after(node, key)
    if strict or node.flow_style:
        return _into_flow(text, node, at, key, value, strict)
    pair = node.value[at]
    column = pair[0].start_mark.column
    end = line_end(text, last(text, pair[1]))
    rendered = "\n".join(_lines(key, value, column))
    return f"{text[:end]}\n{rendered}{text[end:]}"


def removed(text: str, node: yaml.MappingNode, at: int) -> str:
    """The text without a pair of the mapping; raises `ValueError` where it shares its line."""
    key, value = node.value[at]
    start, end = key.start_mark.index, last(text, value)
    if node.flow_style:
        if at + 1 < len(node.value):
            end = node.value[at + 1][0].start_mark.index
        elif at:
            start = last(text, node.value[at - 1][1])
        return text[:start] + text[end:]
    begin = text.rfind("\n", 0, start) + 1
    if text[begin:start].strip():
        raise ValueError("the first of an item")
    return text[:begin] + text[line_end(text, end) + 1 :]


def last(text: str, node: yaml.Node) -> int:
    """Where a value ends: without the blank lines and comments after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        end = node.value[-1]
        return last(text, end[1] if isinstance(end, tuple) else end)
    start, stop = node.start_mark.index, node.end_mark.index
    return start + len(text[start:stop].rstrip())


def line_end(text: str, at: int) -> int:
    """The end of the line, its comment included, before its line's end."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _after(node: yaml.MappingNode, key: str) -> int:
    """The position of the pair that a new key follows."""
    names = [str(name.value) for name, _ in node.value]
    rank = ORDER.index(key) if key in ORDER else len(ORDER)
    known = [n for n, name in enumerate(names) if name in ORDER and ORDER.index(name) < rank]
    return known[-1] if known else len(names) - 1


def _into_flow(
    text: str, node: yaml.MappingNode, at: int, key: str, value: Any, strict: bool
) -> str:
    name = scalar(key, flow=True, strict=strict)
    pair = f"{name}: {lists.flow(value, strict)}"
    if not node.value:
        start = node.start_mark.index + 1
        return text[:start] + pair + text[start:]
    first = node.value[at][0].start_mark
    begin = text.rfind("\n", 0, first.index) + 1
    own = not text[begin : first.index].strip()  # each pair stands on a line of its own
    end = last(text, node.value[at][1])
    return f"{text[:end]},{chr(10) + text[begin : first.index] if own else ' '}{pair}{text[end:]}"


def _lines(key: str, value: Any, column: int) -> list[str]:
    """A pair as lines of block style."""
    name = " " * column + scalar(key)
    if isinstance(value, dict):
        nested = [line for k, v in value.items() for line in _lines(k, v, column + 2)]
        return [f"{name}:", *nested]
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            dash = " " * (column + 2) + "- "
            return [f"{name}:", *(dash + lists.flow(item, strict=False) for item in value)]
        return [f"{name}: {lists.flow(value, strict=False)}"]
    plain = scalar(value)
    if isinstance(value, str):
        if "\n" in value:
            plain = literal(value, column + 2) or plain
        elif len(name) + 2 + len(plain) > WIDTH:
            plain = folded(value, column + 2) or plain
    return [f"{name}: {plain}"]
