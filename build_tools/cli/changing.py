"""The verb `changes`: what a proposal does for readers, before it goes out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import Words
from .running import options_of
from .said import bug, fail, out

if TYPE_CHECKING:
    from ..changes import Changes
    from ..findings import Finding
    from ..options import Options


def changes(given: argparse.Namespace, words: Words) -> int:
    """`terbuka changes`: 0 nothing is held back, 1 something is, 2 usage, 3 a bug."""
    from .. import drops, history, output, pipeline
    from ..changes import comment, plain, versions, work

    given.quiet, given.commit, given.scheduler, given.store = True, "", "", ""
    options = options_of(given, words)
    if given.preview and not _is_ours(given.preview):
        return fail(words("changes.preview.refused", folder=given.preview))
    crashes: list[str] = []

    def check(asked: Options) -> Sequence[Finding]:
        result = pipeline.check(asked)
        crashes.extend(result.crashes)
        return result.findings

    try:
        found = work.changes(options, given.base, check, lambda: drops.waiting(given.root))
    except versions.NoBaseError as problem:
        return fail(words("changes.no-base", given=problem.given))
    except history.UnsafeTreeError as problem:
        return fail(words("changes.unsafe", name=problem))
    if given.summary:
        told = comment.markdown(found, words, comment.SUMMARY)
        output.write_file(given.summary, told.encode())
    forms = {"text": plain.text, "json": plain.as_json, "markdown": comment.markdown}
    said = forms[given.format](found, words)
    if given.output:
        output.write_file(given.output, f"{said}\n".encode())
        out(words("changes.written", file=given.output))
    else:
        out(said)
    code = _preview(given, options, found, words) if given.preview else 0
    for crash in crashes:
        bug(crash, words)
    return 3 if crashes else code or (0 if found.is_good else 1)


def _is_ours(folder: Path) -> bool:
    """Whether a folder is empty, not there, or holds an earlier preview."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    return not folder.is_dir() or not any(folder.iterdir()) or (folder / _MARK).is_file()


#: The file by which a folder is known as a preview of ours.
_MARK = ".pratinjau"


def _preview(given: argparse.Namespace, options: Options, found: Changes, words: Words) -> int:
    """Builds the site, and writes the changed pages of it to the folder that was asked for."""
    import shutil

    from .. import finished, output, pipeline, site
    from ..changes.preview import preview

    try:
        with output.alone(options.build_folder):
            finished.forget(options.build_folder)
            result = pipeline.build(replace(options, only=()))
            built = site.build(result.site.portal)
    except output.BusyError:
        return fail(words("cli.busy"))
    except site.SiteError as problem:
        fail(str(problem))
        return fail(words("cli.site_failed")) + 1
    ids = [d.id for d in found.datasets if d.kind != "hapus"]
    made = preview(built.folder, result.site.portal, ids, words)
    folder: Path = given.preview
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in made.files.items():
        output.write_file(folder / name, content)
    output.write_file(folder / _MARK, b"")
    out(words("changes.preview.written", folder=folder, pages=words.number(made.pages)))
    return 0
