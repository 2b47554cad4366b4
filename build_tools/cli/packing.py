"""The verb `zip`: the built site as a ZIP that opens from a folder."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from ..options import Progress, silent
from ..words import Words, all_words
from .said import fail, out, reason

#: How many links that lead nowhere are named.
_TOLD = 20


def pack(given: argparse.Namespace, words: Words) -> int:
    """`terbuka zip`: packs `site/` as it is; 0, or 2 where there is none or it cannot be written.

    The day and the commit are those that the site itself names.
    """
    from .. import offlinezip
    from ..load import load_portal

    site = given.root / "site"
    try:
        made = offlinezip.origin(site)
        as_of = date.fromisoformat(made.as_of)
    except (offlinezip.NoSiteError, ValueError):
        return fail(words("cli.no_site"))
    portal = load_portal(given.root, as_of, made.commit)
    to: Path = given.output or given.root
    try:
        to = given.output or offlinezip.place(given.root, downloads=not given.no_downloads)
        done = offlinezip.pack(
            site,
            to,
            portal,
            all_words(portal.languages),
            downloads=not given.no_downloads,
            progress=_progress(given, words),
        )
    except OSError as problem:
        return fail(words("cli.bad_output", file=to, note=reason(problem, words)))
    if not portal.site_url:
        out(words("cli.zip_no_address"), sys.stderr)
    for page, link in done.dead[:_TOLD]:
        out(words("cli.zip_dead", page=page, link=link), sys.stderr)
    if more := len(done.dead[_TOLD:]):
        out(words("cli.zip_more", count=words.number(more)), sys.stderr)
    if not given.quiet:
        files = words.number(done.files)
        size, pages = words.size(done.size), words.number(done.pages)
        out(words("cli.zip", file=to, size=size, pages=pages, files=files))
        if done.left_out:
            out(words("cli.zip_left", count=words.number(done.left_out)))
    return 0


def _progress(given: argparse.Namespace, words: Words) -> Progress:
    """How far it is, on a terminal alone; every hundredth file."""
    if not sys.stderr.isatty() or given.quiet or os.environ.get("CI"):
        return silent

    def shown(stage: str, done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            end = "\r" if done < total else "\r\x1b[K"
            print(f"{words(f'cli.stages.{stage}')} {done}/{total}", end=end, file=sys.stderr)

    return shown
