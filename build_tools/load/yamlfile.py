"""YAML and JSON from many hands, read strictly: no aliases, no twin keys, no surprises.

Aliases are refused (a few lines can unfold to gigabytes), a key written twice is an error
instead of silently winning, and only ``true``/``false`` are booleans and nothing is a date,
so that a code or a year stays what was typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from .files import is_plain

MAX_BYTES = 2_000_000


class UnreadableError(Exception):
    """The file cannot be understood: why (a finding's code), and the line if known."""

    def __init__(self, code: str, line: int | None = None, note: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.note = code, line, note


class _Loader(yaml.SafeLoader):
    """Safe YAML without aliases, twin keys, dates and the words yes/no as booleans."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise UnreadableError("descriptor-alias", mark.line + 1)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None):
            raise UnreadableError("descriptor-syntax", event.start_mark.line + 1, str(event.tag))
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys are the text that was typed: `2024:` is "2024"."""
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnreadableError("descriptor-syntax", line, "key")
            key = key_node.value
            if key in found:
                raise UnreadableError("descriptor-duplicate-key", line, key)
            found[key] = self.construct_object(value_node, deep=True)
        return found


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in {"null"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
# A leading zero, a sexagesimal or an underscore makes a code, not a number.
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^-?(0|[1-9][0-9]*)\.[0-9]*[1-9]$|^-?(0|[1-9][0-9]*)\.0$"),
    list("-0123456789"),
)


def read_mapping(
    base: Path, path: Path, parse: Callable[[str], Any] | None = None
) -> dict[str, Any]:
    """The mapping in a YAML or JSON file below ``base``; raises `UnreadableError`.

    Everything in it can be written again as JSON: text keys, no half character pairs.
    ``parse`` stands in for `parse_yaml`, to remember its answers.
    """
    if not is_plain(base, path):
        code = "file-link" if path.is_symlink() else "descriptor-unreadable"
        raise UnreadableError(code, note="" if code == "file-link" else "file")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError("descriptor-too-large")
        content = path.read_bytes()
    except OSError as problem:
        raise UnreadableError("descriptor-unreadable", note=problem.strerror or "") from problem
    return mapping_of(content, path.suffix, parse)


def mapping_of(
    content: bytes, suffix: str, parse: Callable[[str], Any] | None = None
) -> dict[str, Any]:
    """The mapping in the bytes of a file whose name ends in ``suffix``; else as `read_mapping`."""
    if len(content) > MAX_BYTES:
        raise UnreadableError("descriptor-too-large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableError("descriptor-encoding", note=str(problem.start)) from problem
    found = _json(text) if suffix == ".json" else (parse or parse_yaml)(text)
    if not isinstance(found, dict):
        raise UnreadableError("descriptor-not-a-mapping")
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError, ValueError) as problem:
        raise UnreadableError("descriptor-syntax", note=type(problem).__name__) from problem
    return found


def parse_yaml(text: str) -> Any:
    """The value of a YAML text, read strictly; raises `UnreadableError`."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader made stricter
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise UnreadableError("descriptor-syntax", line, str(problem.reason)) from problem
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise UnreadableError(
            "descriptor-syntax", mark.line + 1 if mark else None, problem.problem or ""
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableError("descriptor-syntax", note=type(problem).__name__) from problem


def line_of(path: Path, keys: Sequence[str | int]) -> int | None:
    """The line (from 1) of the value that ``keys`` lead to in a file, numbers being from 0.

    None where it stands nowhere in it, or the file cannot be read.
    """
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, UnreadableError, RecursionError):
        return None
    for key in keys:
        node = _below(node, key)
    return node.start_mark.line + 1 if node else None


def _below(node: Any, key: str | int) -> Any:
    """The node below another one; None where there is none."""
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None


def _json(text: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                raise UnreadableError("descriptor-duplicate-key", note=key)
            found[key] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as problem:
        raise UnreadableError("descriptor-syntax", problem.lineno, problem.msg) from problem
    except (RecursionError, ValueError) as problem:  # an integer of thousands of digits
        raise UnreadableError("descriptor-syntax", note=type(problem).__name__) from problem
