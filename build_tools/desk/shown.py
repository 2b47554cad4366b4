"""The walidata's list as text for a terminal, as Markdown, and as CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from ..reminders.body import text as escaped
from ..reports import one_line
from ..words import Words
from .entry import SECTIONS, Entry
from .gather import Desk

#: So many entries of a section are told; the CSV has them all.
MOST = 200
#: How the days of a section are worded; of the others they are those that are left.
_DAYS = {"terlambat": "late", "janji": "after", "daftar": "late", "permintaan": "waits"}
_COLUMNS = ("bagian", "opd", "dataset", "judul", "tanggal", "hari", "keterangan")


def text(desk: Desk, words: Words) -> str:
    """For a terminal."""
    return "\n".join(_text(desk, words))


def _text(desk: Desk, words: Words) -> Iterator[str]:
    yield words("desk.title", date=words.date(desk.as_of.isoformat()))
    if not desk.entries:
        yield words("desk.nothing")
        return
    yield ""
    yield words("desk.offices")
    for office, found in desk.offices():
        told = (
            f"{words(f'desk.sections.{s}')} {words.number(found[s])}" for s in SECTIONS if found[s]
        )
        yield f"  {one_line(office)}: {' · '.join(told)}"
    for section in SECTIONS:
        entries = desk.of(section)
        if not entries:
            continue
        yield ""
        yield f"{words(f'desk.sections.{section}')} ({words.number(len(entries))})"
        for entry in entries[:MOST]:
            facts = (_when(entry, words), one_line(_note(entry, words)))
            said = "; ".join(filter(None, facts))
            yield f"  {one_line(entry.dataset)} – {one_line(entry.title)}: {said}".rstrip(": ")
        if len(entries) > MOST:
            yield f"  {_more(len(entries), words)}"


def markdown(desk: Desk, words: Words) -> str:
    """For the summary of a run: every text of the data is escaped."""
    return "\n".join(_markdown(desk, words)) + "\n"


def _markdown(desk: Desk, words: Words) -> Iterator[str]:
    yield f"## {words('desk.title', date=words.date(desk.as_of.isoformat()))}"
    yield ""
    yield words("desk.private")
    if not desk.entries:
        yield ""
        yield words("desk.nothing")
        return
    sections = [section for section in SECTIONS if desk.of(section)]
    yield from _grid(
        words("desk.offices"),
        [words("desk.columns.opd"), *(words(f"desk.sections.{s}") for s in sections)],
        ([office, *(words.number(found[s]) for s in sections)] for office, found in desk.offices()),
    )
    for section in sections:
        entries = desk.of(section)
        heads = [words(f"desk.columns.{key}") for key in ("dataset", "opd", "when", "note")]
        rows = (
            [f"{e.title} ({e.dataset})", e.office, _when(e, words), _note(e, words)]
            for e in entries[:MOST]
        )
        count = words.number(len(entries))
        yield from _grid(f"{words(f'desk.sections.{section}')} ({count})", heads, rows)
        if len(entries) > MOST:
            yield ""
            yield _more(len(entries), words)


def _grid(title: str, head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield ""
    yield f"### {title}"
    yield ""
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(escaped, row)) + " |"


def as_csv(desk: Desk, words: Words) -> str:
    """Every entry; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for e in desk.entries:
        days = "" if e.days is None else str(e.days)
        cells = (e.section, e.office, e.dataset, e.title, e.date)
        writer.writerow([*map(_plain, cells), days, _plain(e.note)])
    return out.getvalue()


def _when(entry: Entry, words: Words) -> str:
    """The date of an entry, and how many days that is away."""
    if entry.section == "keterangan" or not entry.date:
        return ""
    told = words.date(entry.date)
    if entry.days is None:
        return told
    key = _DAYS.get(entry.section, "left")
    if key == "left" and entry.days < 0:
        key = "over"
    days = words(f"desk.days.{key}", count=words.number(abs(entry.days)))
    return f"{told} ({days})"


def _note(entry: Entry, words: Words) -> str:
    if not entry.more:
        return entry.note
    return f"{entry.note} {words('desk.notes.more', count=words.number(entry.more))}"


def _more(count: int, words: Words) -> str:
    return words("desk.more", count=words.number(count - MOST))


def _plain(value: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    told = one_line(value)
    return f"'{told}" if told[:1] in tuple("=+-@\t\r") else told


#: Every form, by the name that the command line knows it by.
FORMS: Mapping[str, Callable[[Desk, Words], str]] = {
    "text": text,
    "markdown": markdown,
    "csv": as_csv,
}
