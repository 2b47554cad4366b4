"""What the audit asks of a style sheet: addresses, classes that hide, colours by scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_MARK = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", re.S)
_URL = re.compile(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)\s]*)\s*\)|@import\s+(\"[^\"]*\"|'[^']*')", re.I)
_CLASS = re.compile(r"\.([\w-]+)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations with their selector, and the @-rules they stand in."""

    within: tuple[str, ...]
    selector: str
    body: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet: what it fetches, what it hides, and its rules that set custom properties."""

    addresses: tuple[str, ...]
    fonts: tuple[str, ...]  # the first address of each @font-face
    hides: frozenset[str]  # classes of elements that are never shown
    schemes: tuple[Rule, ...]


def read(css: str) -> Style:
    """The style sheet, out of its text."""
    css = _COMMENT.sub("", css)
    found = tuple(rules(css))
    faces = [_addresses(r.body.get("src", "")) for r in found if r.selector == "@font-face"]
    return Style(
        addresses=tuple(_addresses(css)),
        fonts=tuple(urls[0] for urls in faces if urls),
        hides=_hides(found),
        schemes=tuple(r for r in found if any(name.startswith("--") for name in r.body)),
    )


def _addresses(css: str) -> list[str]:
    found = ((one[1] or one[2]).strip("\"'") for one in _URL.finditer(css))
    return [url for url in found if url and not url.startswith(("data:", "#"))]


def rules(css: str) -> Iterator[Rule]:
    """Every rule of a style sheet without comments, those within @-rules too."""
    open_: list[tuple[str, list[str]]] = [("", [])]
    start = 0
    for mark in _MARK.finditer(css):
        sign, text = mark[0], css[start : mark.start()].strip()
        if sign not in "{};":
            continue
        start = mark.end()
        if sign == "{":
            open_.append((" ".join(text.split()), []))
            continue
        open_[-1][1].append(text)
        if sign == "}" and len(open_) > 1:
            selector, lines = open_.pop()
            body = dict(_declaration(line) for line in lines if ":" in line)
            if body:
                yield Rule(tuple(one for one, _ in open_[1:]), selector, body)


def _declaration(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _hides(found: tuple[Rule, ...]) -> frozenset[str]:
    """The classes of which some rule says that they are not shown, and none that they are."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for rule in found:
        display = rule.body.get("display", "").replace("!important", "").strip()
        for selector in rule.selector.split(","):
            named = _CLASS.search(selector.strip())
            if named and display and display != "none":
                shown.add(named[1])
            elif named and display and not rule.within and named[0] == selector.strip():
                hidden.add(named[1])
    return frozenset(hidden - shown)
