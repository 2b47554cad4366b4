"""The pages of ``docs/`` that quote data: their front matter, blocks and named figures.

Code stays as it is written: a ``[[nama]]`` in a code span, an indented or a fenced block is
text. Lines are found with a CommonMark parser, in a time that grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..findings import Finding, warning
from ..load.yamlfile import UnreadableError, parse_yaml
from ..model import Portal
from .asked import FOLDER, KINDS, Asked, Broken, Mention, Page, Part
from .entry import WrongError, entry

#: A longer page quotes nothing.
MAX_BYTES = 200_000
#: Blocks and named figures of one page.
MOST = 60

_HEAD = re.compile(r"-{3}[ \t]*\n(.*?\n)?(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_SIGNS = re.compile(rf"^acuan:|^ {{0,3}}```+ *(?:{'|'.join(KINDS)})\b", re.MULTILINE)
_MENTION = re.compile(r"(?<!\\)\[\[([a-z][a-z0-9_-]{0,59})(?:\.(periode|status|sumber))?\]\](?!\()")
_TICKS = re.compile(r"`+")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def read(portal: Portal) -> list[Page]:
    """The pages that quote data and all questions, by language and path.

    A page that cannot be read as text, or is a link, is left to those who read it next.
    """
    docs, main = portal.root / "docs", portal.languages[0]
    found = []
    for path in sorted(docs.rglob("*.md")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        name = PurePosixPath(path.relative_to(docs).as_posix())
        other = name.parts[0] if len(name.parts) > 1 else ""
        lang = other if other in portal.languages[1:] else main
        place = PurePosixPath(*name.parts[1:]) if lang == other else name
        page = _page(path, f"docs/{name}", lang, place)
        if page:
            found.append(page)
    return found


def _page(path: Path, file: str, lang: str, place: PurePosixPath) -> Page | None:
    question = place.parts[0] == FOLDER and len(place.parts) == 2
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    if not question and not _SIGNS.search(text):
        return None
    page = parse(text, file, lang, place)
    plain = all(isinstance(part, str) for part in page.body) and not page.findings
    return None if plain and not question else page


def parse(text: str, file: str, lang: str, place: PurePosixPath) -> Page:
    """A page out of its text; what is wrong in it are findings of the page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    top = _HEAD.match(text)
    head = (top[1] or "") if top else ""
    body = text[top.end() :] if top else text
    before = text.count("\n", 0, top.end()) if top else 0
    wrong: list[Finding] = []

    def told(line: int, part: str) -> None:
        wrong.append(warning("quoted-malformed", file=file, row=line, part=part[:60]))

    try:
        meta = parse_yaml(head) or {}
        if not isinstance(meta, dict):
            raise UnreadableError("", 1)
    except UnreadableError as problem:
        meta = {}
        told((problem.line or 1) + 1, "YAML")
    named = dict(_named(meta.get("acuan"), _lines(head), told))
    parts = list(_parts(body, before, told))
    summary = meta.get("ringkas")
    said = list(_mentions(summary)) if isinstance(summary, str) else []
    at = _lines(head, "ringkas").get("", 1)
    unknown = [(p, line) for p, line in parts if _unknown(p, named)]
    unknown += [(p, at) for p in said if _unknown(p, named)]
    for part, line in unknown:
        told(line, f"[[{part.name}]]" if isinstance(part, Mention) else "")
    body_parts = tuple(part for part, _ in parts)
    return Page(file, lang, place, head, meta, body_parts, tuple(said), named, tuple(wrong))


def _unknown(part: Part, named: Mapping[str, Asked]) -> bool:
    return isinstance(part, Mention) and part.name not in named


def _named(given: Any, lines: Mapping[str, int], told: Any) -> Iterator[tuple[str, Asked]]:
    """The figures that the front matter names; those that are wrong are told and left out."""
    if given is None:
        return
    if not isinstance(given, Mapping) or len(given) > MOST:
        told(lines.get("", 1), "acuan")
        return
    for name, value in given.items():
        line = lines.get(str(name), 1)
        try:
            if not _MENTION.fullmatch(f"[[{name}]]"):
                raise WrongError(str(name))
            yield str(name), entry("angka", value, line, str(name))
        except WrongError as problem:
            told(line, str(problem))


def _lines(head: str, key: str = "acuan") -> dict[str, int]:
    """The line of the file on which each entry of a mapping stands; under "" its own."""
    try:
        node = yaml.compose(head, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(node, yaml.MappingNode):
        return {}
    found = {}
    for name, value in node.value:
        if name.value == key:
            found[""] = name.start_mark.line + 2  # the mark above is the first line
            if isinstance(value, yaml.MappingNode):
                found |= {str(n.value): n.start_mark.line + 2 for n, _ in value.value}
    return found


def _parts(body: str, before: int, told: Any) -> Iterator[tuple[Part, int]]:
    """The pieces of a page in their order, with the line of each."""
    lines = body.split("\n")
    at = blocks = 0
    for token, first, last in _code(_MARKDOWN.parse(body)):
        yield from _text(lines[at:first], before + at + 1)
        at = last
        kind = token.info.split()[0] if token.type == "fence" and token.info.split() else ""
        if kind not in KINDS or token.level or not token.markup.startswith("`"):
            yield "\n".join(lines[first:last]) + "\n", before + first + 1
            continue
        blocks += 1
        line = before + first + 1
        try:
            if blocks > MOST:
                raise WrongError(kind)
            yield _block(kind, token.content, line), line
        except WrongError as problem:
            told(line + problem.line, str(problem))
            yield Broken(line), line
    yield from _text(lines[at:], before + at + 1)


def _block(kind: str, text: str, line: int) -> Asked:
    try:
        given = parse_yaml(text)
    except UnreadableError as problem:
        raise WrongError("YAML", problem.line or 0) from problem
    return entry(kind, given, line)


def _code(tokens: Sequence[Token]) -> Iterator[tuple[Token, int, int]]:
    """The blocks of code with the lines that they take, in their order."""
    for token in tokens:
        if token.type in {"fence", "code_block"} and token.map:
            yield token, token.map[0], token.map[1]


def _text(lines: Sequence[str], first: int) -> Iterator[tuple[Part, int]]:
    """Lines that are no code, parted at the figures that they name."""
    if not lines:
        return
    text = "\n".join(lines) + "\n"
    at = 0
    for found in _open(text):
        line = first + text.count("\n", 0, found.start())
        yield text[at : found.start()], line
        yield Mention(found[1], found[2] or ""), line
        at = found.end()
    yield text[at:], first


def _mentions(text: str) -> Iterator[Part]:
    yield from (part for part, _ in _text([text], 1))


def _open(text: str) -> Iterator[re.Match[str]]:
    """The figures named in a text, but not those in code spans."""
    spans = _spans(text)
    span = next(spans, None)
    for found in _MENTION.finditer(text):
        while span and span[1] <= found.start():
            span = next(spans, None)
        if span is None or found.start() < span[0]:
            yield found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code spans lie: from a run of backticks to the next of its length in the paragraph."""
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        runs = [(start + m.start(), start + m.end()) for m in _TICKS.finditer(paragraph)]
        ends: dict[int, list[int]] = {}
        for number, (a, b) in enumerate(runs):
            ends.setdefault(b - a, []).append(number)
        number = 0
        places = dict.fromkeys(ends, 0)
        while number < len(runs):
            a, b = runs[number]
            same, place = ends[b - a], places[b - a]
            while place < len(same) and same[place] <= number:
                place += 1
            places[b - a] = place
            if place < len(same):
                yield a, runs[same[place]][1]
                number = same[place] + 1
            else:
                number += 1
        start += len(paragraph)
