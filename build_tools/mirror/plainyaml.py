"""YAML that goes out: what it means, without what people noted beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from ..load import parse_yaml
from .base import MirrorError


class _Dumper(yaml.SafeDumper):
    """Writes every value where it stands: the loader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(value: Any) -> bytes:
    """The value as YAML that the strict loader reads as the same value."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    if parse_yaml(text) != value:
        raise MirrorError("yaml", file="-")
    return text.encode()


def without_comments(text: str, file: str) -> str:
    """The text of a settings file without its comments; all else stays as it was written.

    Tags of plugins are kept. Raises `MirrorError` where the file cannot be read.
    """
    try:
        kept = "".join(_kept(text))
        lines = [line for line in kept.splitlines(keepends=True) if line.strip("\r\n") != _GONE]
        plain = "".join(lines).replace(_GONE, "")
        if _meaning(plain) != _meaning(text):
            raise MirrorError("yaml", file=file)
    except yaml.YAMLError as problem:
        raise MirrorError("yaml", file=file) from problem
    return plain


#: Stands where a comment was; no YAML may hold that sign.
_GONE = "\0"


def _kept(text: str) -> Iterator[str]:
    at = 0
    for token in yaml.scan(text, yaml.SafeLoader):
        yield _gap(text[at : token.start_mark.index])
        yield text[token.start_mark.index : token.end_mark.index]
        at = max(at, token.end_mark.index)
    yield _gap(text[at:])


def _gap(text: str) -> str:
    """What stands between two tokens: white space, and comments to be taken out."""
    lines = text.splitlines(keepends=True)
    return "".join(map(_bare, lines))


def _bare(line: str) -> str:
    if "#" not in line:
        return line
    end = line[len(line.rstrip("\r\n")) :]
    return _GONE + end


def _meaning(text: str) -> list[tuple[object, ...]]:
    """The events of a text, without their places."""
    return [
        (type(e), getattr(e, "value", None), getattr(e, "tag", None), getattr(e, "anchor", None))
        for e in yaml.parse(text, yaml.SafeLoader)
    ]
