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
from .asked import FOLDER, KINDS, PARTS, Asked, Broken, Mention, Page, Part
from .complete import complete
from .entry import KEYS, WrongError, entry
from .mentions import MENTION, mentions, parted

#: A longer page quotes nothing.
MAX_BYTES = 200_000
#: Blocks and named figures of one page.
MOST = 60

_HEAD = re.compile(r"-{3}[ \t]*\n(.*?\n)?(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_SIGNS = re.compile(
    rf"^acuan:|^ {{0,3}}```+ *(?:(?:{'|'.join(KINDS)})\b|[^\s`]+[^\n`]*\n *dataset:)", re.MULTILINE
)
#: A block of another kind that is no code either: one that names a dataset as ours do.
_OURS = re.compile(r"^(?:dataset|kolom|tabel) *:", re.MULTILINE)
_CODE = frozenset({"yaml", "yml", "markdown", "md", "text", "txt"})
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
    return complete(portal, found)


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

    def told(line: int, problem: WrongError) -> None:
        if problem.note:
            wrong.append(warning("quoted-yaml", file=file, row=line, note=problem.note[:120]))
            return
        known = problem.known or ", ".join(KEYS)
        part = str(problem)[:60]
        wrong.append(warning("quoted-malformed", file=file, row=line, part=part, known=known[:200]))

    try:
        meta = parse_yaml(head) or {}
        if not isinstance(meta, dict):
            raise UnreadableError("", 1, "key: value")
    except UnreadableError as problem:
        # What the body names cannot be known: to tell it too would lead away from the one fault.
        told((problem.line or 1) + 1, unreadable(problem))
        return Page(file, lang, place, head, body=(body,), findings=tuple(wrong), unread=True)
    named = dict(_named(meta.get("acuan"), _lines(head), told))
    parts = list(_parts(body, before, told))
    summary = meta.get("ringkas")
    said = list(mentions(summary)) if isinstance(summary, str) else []
    at = _lines(head, "ringkas").get("", 1)
    for part, line in (*parts, *((p, at) for p in said)):
        if isinstance(part, Mention) and part.name not in named:
            told(line, WrongError(part.text, known=", ".join(named) or "–"))
        elif isinstance(part, Mention) and part.part not in {"", *PARTS}:
            told(line, WrongError(part.text, known=", ".join(f".{p}" for p in PARTS)))
    body_parts = tuple(part for part, _ in parts)
    return Page(file, lang, place, head, meta, body_parts, tuple(said), named, tuple(wrong))


def _named(given: Any, lines: Mapping[str, int], told: Any) -> Iterator[tuple[str, Asked]]:
    """The figures that the front matter names; those that are wrong are told and left out."""
    if given is None:
        return
    if not isinstance(given, Mapping) or len(given) > MOST:
        told(lines.get("", 1), WrongError("acuan"))
        return
    for name, value in given.items():
        line = lines.get(str(name), 1)
        try:
            if not MENTION.fullmatch(f"[[{name}]]"):
                raise WrongError(str(name), known="a–z, 0–9, -, _")
            yield str(name), entry("angka", value, line, str(name))
        except WrongError as problem:
            told(line, problem)


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
        yield from parted(lines[at:first], before + at + 1)
        at = last
        kind = _kind(token)
        if not kind or token.level or not token.markup.startswith("`"):
            yield "\n".join(lines[first:last]) + "\n", before + first + 1
            continue
        blocks += 1
        line = before + first + 1
        try:
            if blocks > MOST or kind not in KINDS:
                raise WrongError(kind, known=", ".join(KINDS))
            yield _block(kind, token.content, line), line
        except WrongError as problem:
            told(line + problem.line, problem)
            yield Broken(line), line
    yield from parted(lines[at:], before + at + 1)


def _kind(token: Token) -> str:
    """The word of a block that is ours, or meant to be; empty: it is code."""
    word = next(iter(token.info.split()), "") if token.type == "fence" else ""
    meant = word.casefold() not in _CODE and _OURS.search(token.content)
    return word if word in KINDS or (word and meant) else ""


def unreadable(problem: UnreadableError) -> WrongError:
    """A text that is no YAML: what its reader said, and where."""
    return WrongError("YAML", problem.line or 0, note=problem.note or problem.code)


def _block(kind: str, text: str, line: int) -> Asked:
    try:
        given = parse_yaml(text)
    except UnreadableError as problem:
        raise unreadable(problem) from problem
    return entry(kind, given, line)


def _code(tokens: Sequence[Token]) -> Iterator[tuple[Token, int, int]]:
    """The blocks of code with the lines that they take, in their order."""
    for token in tokens:
        if token.type in {"fence", "code_block"} and token.map:
            yield token, token.map[0], token.map[1]
