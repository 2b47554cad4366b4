"""Lists in a YAML or JSON text changed item by item, and values written between brackets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from .scalars import scalar


def flow(value: Any, strict: bool) -> str:
    """A value on one line, as YAML between brackets or as JSON."""
    if strict:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{scalar(k, flow=True)}: {flow(v, strict)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, strict) for item in value) + "]"
    return scalar(value, flow=True)


def replaced(text: str, node: yaml.SequenceNode, value: list[Any], strict: bool) -> str:
    """The text with another list; items that are the same stay as they are written."""
    old = [_read(text, item, strict) for item in node.value]
    left = list(range(len(old)))
    kept: list[int | None] = []
    for item in value:
        at = next((n for n in left if old[n] == item and type(old[n]) is type(item)), None)
        kept.append(at)
        if at is not None:
            left.remove(at)
    if strict or node.flow_style:
        return _in_flow(text, node, value, kept, strict)
    return _in_block(text, node, value, kept)


def _read(text: str, node: yaml.Node, strict: bool) -> Any:
    from ..load.yamlfile import parse_yaml

    source = text[node.start_mark.index : node.end_mark.index]
    if strict:
        return json.loads(source)
    # the first line of an item stands behind its dash: give it the same place again
    return parse_yaml(" " * node.start_mark.column + source)


def _in_flow(
    text: str, node: yaml.SequenceNode, value: list[Any], kept: list[int | None], strict: bool
) -> str:
    start, end = node.start_mark.index, node.end_mark.index
    between = ", "
    if node.value:
        first = node.value[0].start_mark
        begin = text.rfind("\n", 0, first.index) + 1
        if not text[begin : first.index].strip():  # each item on a line of its own
            between = f",\n{text[begin : first.index]}"
    items = [
        _alike(item, node, strict) if at is None else _source(text, node.value[at])
        for item, at in zip(value, kept, strict=True)
    ]
    whole = between.join(items)
    if node.value and items:
        opened, closed = node.value[0].start_mark.index, node.value[-1].end_mark.index
        return text[:opened] + whole + text[closed:]
    return f"{text[:start]}[{whole}]{text[end:]}"


def _alike(item: Any, node: yaml.SequenceNode, strict: bool) -> str:
    """A new item, a text between such quotes as the others have."""
    styles = {one.style if isinstance(one, yaml.ScalarNode) else None for one in node.value}
    if strict or not isinstance(item, str) or styles != {'"'}:
        return flow(item, strict)
    return scalar(item, '"', flow=True)


def _source(text: str, node: yaml.Node) -> str:
    return text[node.start_mark.index : node.end_mark.index]


def _in_block(text: str, node: yaml.SequenceNode, value: list[Any], kept: list[int | None]) -> str:
    from .pairs import last, line_end

    starts = [text.rfind("\n", 0, item.start_mark.index) + 1 for item in node.value]
    stop = line_end(text, last(text, node.value[-1]))
    dash = text[starts[0] : node.value[0].start_mark.index]
    if dash.strip() != "-" or len(set(starts)) != len(starts):
        raise ValueError("dashes")
    chunks = [
        text[begin:end].removesuffix("\n")
        for begin, end in zip(starts, [*starts[1:], stop], strict=True)
    ]
    lines = [
        dash + flow(item, strict=False) if at is None else chunks[at]
        for item, at in zip(value, kept, strict=True)
    ]
    return text[: starts[0]] + "\n".join(lines) + text[stop:]
