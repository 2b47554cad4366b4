"""`terbuka explain`: what a code of a finding means, with an example and the page about it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..usage import close
from ..words import Words
from .said import fail, out

if TYPE_CHECKING:
    from ..examples import Sheet

#: So wide a cell may be on a terminal.
_WIDE = 24


def explain(given: argparse.Namespace, words: Words) -> int:
    """Prints title, meaning, how to mend, an example; of an unknown code those that are near."""
    from .. import reports
    from ..audit import report as audit_report

    more = (*audit_report.codes(words), *reports.codes(words, "verify"))
    data = reports.codes(words)
    known = [*data, *more]
    code = given.code.strip("[]` ").lower()  # as it stands in a report, in any case of letters
    if code not in known:
        near = ", ".join(close(code, known, 5))
        return fail(words(f"cli.unknown_code{'_near' if near else ''}", code=given.code, near=near))
    title, message, hint = (
        words.outline(f"{reports.key(code, words)}.{part}") for part in ("title", "message", "hint")
    )
    out(f"{code}: {title}\n\n{message}\n→ {hint}")
    if code in data:
        for line in _example(code, words):
            out(line)
        address = reports.guide(code, words.lang, _site_url())
        out(f"\n{words('guide.page', address=address)}")
    return 0


def _example(code: str, words: Words) -> Iterator[str]:
    from ..examples import examples

    example = examples().get(code)
    for name, sheet in (("bad", example.bad), ("good", example.good)) if example else ():
        if sheet is not None:
            yield f"\n{words(f'guide.example_{name}')}"
            yield from _lines(sheet, words)


def _lines(sheet: Sheet, words: Words) -> Iterator[str]:
    """The rows in columns, a star before each cell that is wrong."""
    yield from (f"  {line}" for line in sheet.lines)
    table = [["", *sheet.columns]] if sheet.rows else []
    for number, cells in sheet.rows:
        wrong = [(number, at) in sheet.marks for at in range(len(cells))]
        shown = [
            f"*{cell or words('guide.empty')}" if bad else cell
            for cell, bad in zip(cells, wrong, strict=True)
        ]
        table.append([str(number), *shown])
    cut = [[c if len(c) <= _WIDE else c[: _WIDE - 1] + "…" for c in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    for row in cut:
        line = "  ".join(c.ljust(width) for c, width in zip(row, widths, strict=True))
        yield f"  {line}".rstrip()
    if sheet.marks:
        yield f"  * {words('guide.wrong').strip('()')}"


def _site_url() -> str:
    """The address of the portal in this folder, if there is one."""
    from datetime import date

    from .. import load

    try:
        return load.load_portal(Path(), date.min).site_url
    except load.SettingsError:
        return ""
