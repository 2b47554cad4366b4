"""Values of a YAML or JSON text set in place: nothing else of the text changes.

Comments, order, quotes, line ends and blank lines stay. PyYAML says where each value stands;
the new text is put there. Afterwards the text is read again: where it does not say exactly what
it should, nothing is given. So a form of YAML that is not known here costs an edit, never data.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from ..load.yamlfile import UnreadableError, parse_yaml
from . import lists
from .pairs import inserted, line_end, removed
from .scalars import WIDTH, folded, literal, scalar

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A value to be set: keys and positions that lead to it, and what it is; None removes it."""

    place: Place
    value: Any


class EditError(Exception):
    """The text cannot be changed in place."""


def edited(text: str, edits: Iterable[Edit], *, strict: bool = False) -> str:
    """The text with each value set, in order; raises `EditError`. ``strict``: it is JSON."""
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    plain = text.replace("\r\n", "\n") if windows else text
    wanted = copy.deepcopy(_read(plain, strict))
    for edit in edits:
        try:
            put(wanted, edit.place, edit.value)
            plain = _set(plain, edit, strict)
        except (yaml.YAMLError, ValueError, IndexError, KeyError, TypeError) as problem:
            raise EditError(type(problem).__name__) from problem
    if _read(plain, strict) != wanted:
        raise EditError("differs")
    return plain.replace("\n", "\r\n") if windows else plain


def put(into: Any, place: Place, value: Any) -> None:
    """Sets a value below mappings and lists; None removes it, and the mappings it leaves empty."""
    here, *rest = place
    if not rest:
        if value is None:
            into.pop(here, None)
        else:
            into[here] = value
        return
    if isinstance(into, dict) and not isinstance(into.get(str(here)), dict | list):
        if value is None:
            return
        into[here] = {}
    put(into[here], tuple(rest), value)
    if into[here] == {}:
        del into[here]


def _read(text: str, strict: bool) -> Any:
    try:
        return json.loads(text) if strict else parse_yaml(text)
    except (UnreadableError, ValueError) as problem:
        raise EditError("unreadable") from problem


def _set(text: str, edit: Edit, strict: bool) -> str:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    way: list[tuple[yaml.MappingNode, int]] = []  # the mappings passed, and which of their pairs
    node: yaml.Node | None = root
    taken = 0  # of the place, how many parts are there
    for part in edit.place:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(part)]
            way.clear()  # an item of a list is never removed with what it held
        elif isinstance(node, yaml.MappingNode):
            at = next((n for n, (key, _) in enumerate(node.value) if key.value == part), -1)
            if at < 0:
                break
            way.append((node, at))
            node = node.value[at][1]
        else:
            break
        taken += 1
    missing = edit.place[taken:]
    if edit.value is None:
        return text if missing else _removed(text, way)
    value = edit.value
    for part in reversed(missing[1:] if isinstance(node, yaml.MappingNode) else missing):
        value = {str(part): value}
    if missing and isinstance(node, yaml.MappingNode):
        return inserted(text, node, str(missing[0]), value, strict)
    if node is None:
        raise EditError("nothing")
    mapping, at = way[-1] if way else (None, 0)
    return _replaced(text, node, value, strict, mapping.value[at][0] if mapping else None, mapping)


def _removed(text: str, way: list[tuple[yaml.MappingNode, int]]) -> str:
    """Without the last pair of the way, and without the mappings that it leaves empty."""
    while len(way) > 1 and len(way[-1][0].value) == 1:
        way.pop()
    return removed(text, *way[-1])


def _replaced(
    text: str,
    node: yaml.Node,
    value: Any,
    strict: bool,
    key: yaml.Node | None,
    mapping: yaml.MappingNode | None,
) -> str:
    start, end = node.start_mark.index, node.end_mark.index
    flow = strict or bool(mapping and mapping.flow_style)
    if isinstance(value, list) and isinstance(node, yaml.SequenceNode):
        return lists.replaced(text, node, value, strict)
    if isinstance(value, list | dict):
        new = lists.flow(value, strict)
    elif isinstance(node, yaml.ScalarNode) and node.style in {">", "|"} and key is not None:
        end = start + len(text[start:end].rstrip())
        new = _block(text[start:end], str(value), key.start_mark.column)
    else:
        style = node.style if isinstance(node, yaml.ScalarNode) else None
        new = scalar(value, style, flow=flow, strict=strict)
        alone = not text[end : line_end(text, end)].strip()  # no comment follows
        if not flow and alone and key is not None and isinstance(value, str):
            column = key.start_mark.column
            if "\n" in value:
                new = literal(value, column + 2) or new
            elif style is None and node.start_mark.line == node.end_mark.line:
                long = node.start_mark.column + len(new) > 2 * WIDTH
                new = (folded(value, column + 2) if long else "") or new
    return text[:start] + (" " if start == end else "") + new + text[end:]


def _block(old: str, value: str, column: int) -> str:
    """A block of several lines anew, its indentation and as many of its lines as can be kept."""
    head, *lines = old.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip(" ")) or column + 2
    if "\n" not in value:
        simple = head.strip() == ">-" and all(
            line[indent - 1 : indent + 1].strip() for line in lines
        )
        before = [line.strip() for line in lines] if simple else None
        if found := folded(value, indent, before) or folded(value, indent):
            return found
    return literal(value, indent) or scalar(value, '"')
