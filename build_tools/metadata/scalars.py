"""Texts as scalars of YAML and JSON: in the style that they had, as far as the text allows it."""

from __future__ import annotations

import json
from typing import Any

import yaml

from ..load.yamlfile import UnreadableError, parse_yaml

#: Where a line of a folded text ends, and from which length on a new text is folded.
WIDTH = 100


def scalar(
    value: Any, style: str | None = None, *, flow: bool = False, strict: bool = False
) -> str:
    """A text, number or truth value on one line.

    ``style`` is PyYAML's: None for plain, ``'``, ``"``; another is given where that one cannot
    hold the text. ``flow``: it stands between brackets. ``strict``: as JSON.
    """
    if strict or not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if style is None and _reads(value, value, flow):
        return value
    single = "'" + value.replace("'", "''") + "'"
    if style != '"' and "\n" not in value and _reads(single, value, flow):
        return single
    text = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=float("inf"))
    return str(text).strip()


def folded(value: str, indent: int, before: list[str] | None = None) -> str:
    """A text as a folded block (``>-``), its lines indented; empty where it cannot be one.

    ``before`` are the lines as they were: those whose words stay as they are, are kept.
    """
    words = value.split(" ")
    if not all(words) or not value.isprintable():
        return ""
    lines = _kept(before, words) if before else _wrapped(words, indent)
    block = ">-\n" + "\n".join(" " * indent + line for line in lines)
    return block if _reads(block, value) else ""


def literal(value: str, indent: int) -> str:
    """A text of several lines as a literal block (``|-``); empty where it cannot be one."""
    lines = (" " * indent + line if line else "" for line in value.split("\n"))
    block = "|-\n" + "\n".join(lines)
    return block if _reads(block, value) else ""


def _wrapped(words: list[str], indent: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if indent + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines


def _kept(before: list[str], words: list[str]) -> list[str]:
    """The lines before and after what changed as they were; what changed, in lines of its own."""
    old = [line.split(" ") for line in before]
    first = at = 0
    while first < len(old) and words[at : at + len(old[first])] == old[first]:
        at += len(old[first])
        first += 1
    last, end = len(old), len(words)
    while (
        last > first
        and at <= end - len(old[last - 1])
        and (words[end - len(old[last - 1]) : end] == old[last - 1])
    ):
        last -= 1
        end -= len(old[last])
    middle = _wrapped(words[at:end], 2) if at < end else []
    return [*before[:first], *middle, *before[last:]]


def _reads(text: str, value: str, flow: bool = False) -> bool:
    """Whether a scalar reads back as that text, here and in other programs."""
    whole = f"{{k: {text}, l: [{text}]}}" if flow else f"k: {text}\n"
    try:
        found, other = parse_yaml(whole), yaml.safe_load(whole)
    except (UnreadableError, yaml.YAMLError, ValueError):
        return False
    wanted = {"k": value, "l": [value]} if flow else {"k": value}
    return bool(found == wanted and other == wanted)
