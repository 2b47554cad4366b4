"""The one comment on a pull request: Markdown as GitHub and GitLab show it, of bounded size.

Every text of the data is masked and escaped; what does not fit is left out, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..findings import Finding
from ..words import Words
from . import lines, properties, shown
from .base import CellChange, Changes, DatasetChange, TableChange

#: By this line the comment is found again, to be written anew.
MARKER = "<!-- terbuka:perubahan -->"
#: GitHub takes 65,536 characters of a comment and 1 MiB of a step's summary.
COMMENT, SUMMARY = 65_000, 1_000_000
_GROUPS, _PROPERTIES, _SUMS, _FILES, _COLUMNS = 30, 40, 30, 10, 40
#: What makes markup, a mention or a formula of a text.
_MARKS = str.maketrans(
    {mark: f"&#{ord(mark)};" for mark in "#\\`*[]|@~$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)


#: An underscore that is not within a word; within one it marks nothing up.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


@dataclass(frozen=True, slots=True)
class _Block:
    """What is said of one dataset, in full and in short."""

    full: str
    short: str


def markdown(changes: Changes, words: Words, limit: int = COMMENT) -> str:
    """The comment, at most ``limit`` bytes of UTF-8 long."""
    head = "\n".join(_head(changes, words))
    blocks = [_block(changes, given, words) for given in changes.datasets]
    parts = [block.full for block in blocks]
    rest = words("changes.more-datasets", count=words.number(len(blocks)))
    room = limit - _size(head) - _size(rest) - 10
    sizes = [_size(part) + 2 for part in parts]
    for at in sorted(range(len(parts)), key=lambda at: -sizes[at]):
        if sum(sizes) <= room:
            break
        parts[at], sizes[at] = blocks[at].short, _size(blocks[at].short) + 2
    kept: list[str] = []
    used = 0
    for part, size in zip(parts, sizes, strict=True):
        if used + size > room:
            left = words.number(len(parts) - len(kept))
            kept.append(words("changes.more-datasets", count=left))
            break
        kept.append(part)
        used += size
    return "\n\n".join([head, *kept]) + "\n"


def _size(text: str) -> int:
    return len(text.encode())


def _head(changes: Changes, words: Words) -> Iterator[str]:
    yield MARKER
    yield f"## {words('changes.title')}"
    yield ""
    facts = {"datasets": len(changes.datasets), "held": len(changes.held)}
    if not changes.datasets:
        yield words("changes.none")
    else:
        yield f"**{words('changes.head', **{k: words.number(v) for k, v in facts.items()})}**"
    if changes.held:
        yield words("changes.held")
    if changes.refused:
        yield f"**{words('changes.refused', count=words.number(changes.refused))}**"
    yield ""
    if changes.base:
        facts_ = {"commit": changes.base[:10], "date": words.date(changes.date)}
        yield words("changes.compared", **facts_)
    else:
        yield words("changes.compared-none")
    if changes.others:
        names = ", ".join(_code(shown.name(name)) for name in changes.others[:_FILES])
        if len(changes.others) > _FILES:
            count = words.number(len(changes.others) - _FILES)
            names += " " + words("changes.more-files", count=count)
        yield "\n" + words("changes.others", names=names)
    for key, found in changes.beside:
        yield f"\n**{_text(words(f'changes.{key}'))}**\n"
        yield from _findings(lines.by_file(found, words), words)


def _block(changes: Changes, given: DatasetChange, words: Words) -> _Block:
    found = changes.of(given.id)
    summary = _summary(changes, given, words)
    is_open = " open" if given.id in changes.held or len(changes.datasets) == 1 else ""
    body = "\n".join(_body(given, found, words))
    full = f"<details{is_open}><summary>{summary}</summary>\n\n{body}\n\n</details>"
    short = f"<details><summary>{summary}</summary>\n\n{words('changes.shortened')}\n\n</details>"
    return _Block(full, short)


def _summary(changes: Changes, given: DatasetChange, words: Words) -> str:
    """One glance: what it is called, whether it goes out, its rows, its findings."""
    title = "" if given.hidden else _text(shown.name(given.title))
    name = f"<b>{title}</b>" if title else f"<code>{_text(shown.name(given.id))}</code>"
    return f"{name}: {_text(lines.glance(changes, given, words))}"


def _body(given: DatasetChange, found: Sequence[Finding], words: Words) -> Iterator[str]:
    yield from (f"{_text(line)}\n" for line in lines.dataset(given, words))
    yield f"**{words('changes.check')}**\n"
    yield from _findings(lines.groups(given, found, words), words)
    yield from (f"- {_text(line)}" for line in lines.accepted(given, found, words))
    if given.tables:
        yield f"\n**{words('changes.readers')}**"
    for table in given.tables:
        yield from _table(table, given, words)
    yield from _properties(given, words)
    yield f"\n{words('changes.folder', name=_code(shown.name(f'datasets/{given.id}')))}"


def _findings(groups: list[lines.Group], words: Words) -> Iterator[str]:
    if not groups:
        yield words("changes.clean")
    for group in groups[:_GROUPS]:
        yield f"- **{_text(group.title)}** {_text(group.first)}<br>→ {_text(group.hint)}"
    if len(groups) > _GROUPS:
        count = words.number(len(groups) - _GROUPS)
        yield f"- {words('changes.more-groups', count=count)}"


def _table(table: TableChange, given: DatasetChange, words: Words) -> Iterator[str]:
    yield ""
    yield f"{_text(words('changes.table', name=shown.name(table.title or table.name)))}"
    yield ""
    yield from (f"- {_text(line)}" for line in lines.table(table, given.hidden, words))
    if table.rows_before is None:
        yield from _new(table, words)
        return
    if table.is_same or table.rows_after is None:
        return
    yield from _sums(table, words)
    if table.slips:
        title = words("changes.slips", count=words.number(table.slip_count))
        yield from _cells(title, table, table.slips, words)
    if table.largest:
        yield from _cells(words("changes.largest"), table, table.largest, words)


def _new(table: TableChange, words: Words) -> Iterator[str]:
    """The columns of a new table, one a line, and beside each what its first rows hold."""
    count = max((len(c.first) for c in table.shown), default=0)
    head = [words(f"changes.schema.{name}") for name in ("column", "type", "unit")]
    head += [words("changes.schema.row", number=words.number(n + 1)) for n in range(count)]
    key = "title" if count else "columns"
    yield from _grid(
        words(f"changes.schema.{key}"),
        head,
        (lines.column(c, words) for c in table.shown[:_COLUMNS]),
    )
    if len(table.shown) > _COLUMNS:
        more = words.number(len(table.shown) - _COLUMNS)
        yield "\n" + words("changes.schema.more", count=more)


def _sums(table: TableChange, words: Words) -> Iterator[str]:
    moved = [s for s in table.sums if s.before != s.after][:_SUMS]
    rows = (
        (
            shown.name(table.called(s.column)),
            shown.figure(s.before, words),
            shown.figure(s.after, words),
            shown.difference(s, words),
        )
        for s in moved
    )
    if moved:
        names = ("column", "before", "after", "difference")
        head = [words(f"changes.sums.{name}") for name in names]
        yield from _grid(words("changes.sums.title"), head, rows)


def _cells(
    title: str, table: TableChange, cells: Sequence[CellChange], words: Words
) -> Iterator[str]:
    names = ("key", "column", "before", "after", "ratio")
    head = [words(f"changes.cells.{name}") for name in names]
    rows = (
        (
            shown.key(cell),
            shown.name(table.called(cell.column)),
            _before(cell, words),
            shown.figure(cell.after, words),
            shown.ratio(cell, words),
        )
        for cell in cells
    )
    yield from _grid(title, head, rows)


def _before(cell: CellChange, words: Words) -> str:
    value = shown.figure(cell.before, words)
    if not cell.period:
        return value
    return words("changes.of-period", value=value, period=shown.text(cell.period))


def _properties(given: DatasetChange, words: Words) -> Iterator[str]:
    if not given.properties:
        return
    nothing = words("changes.nothing")
    names: tuple[str, ...] = ("path",) if given.hidden else ("path", "before", "after")
    rows = (
        [
            properties.called(p.path, given, words),
            *(shown.text(v) or nothing for v in (p.before, p.after)),
        ]
        for p in given.properties[:_PROPERTIES]
    )
    head = [words(f"changes.property.{name}") for name in names]
    yield from _grid(words("changes.metadata"), head, (row[: len(names)] for row in rows))
    if len(given.properties) > _PROPERTIES:
        count = words.number(len(given.properties) - _PROPERTIES)
        yield "\n" + words("changes.more-properties", count=count)


def _grid(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown under its title."""
    yield f"\n**{_text(title)}**\n"
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(_text, row)) + " |"


def _text(value: str) -> str:
    """A text as Markdown that shows it and nothing else: no link, no mention, no markup."""
    told = _UNDERSCORE.sub("&#95;", value.translate(_MARKS))
    return told.replace("://", "&#58;//").replace("www.", "www&#46;")


def _code(value: str) -> str:
    """A name as code, where every mark stands for itself; what would end it is escaped instead."""
    return _text(value) if set("`|\\") & set(value) or not value.strip() else f"`{value}`"
