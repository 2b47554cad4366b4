"""`terbuka check --format xlsx`: the workbooks that show an officer what to mend."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..findings import Finding
from ..options import Options
from ..words import Words
from .said import fail, out, reason


def mark(
    findings: Sequence[Finding], options: Options, given: argparse.Namespace, words: Words
) -> int:
    """Writes the workbooks of all datasets with findings, and prints their paths; an exit code.

    Without `--keluar` they lie below `.build/periksa/`, where those of an earlier run are removed.
    """
    from .. import output

    folder: Path = given.output or options.build_folder / "periksa"
    if given.output is None:
        shutil.rmtree(folder, ignore_errors=True)
    written: list[Path] = []
    try:
        for name, content in _made(findings, options, words):
            output.write_file(folder / name, content)
            written.append(folder / name)
    except OSError as problem:
        return fail(words("cli.bad_output", file=folder, note=reason(problem, words)))
    out(words("cli.marked" if written else "cli.marked_none", count=words.number(len(written))))
    for path in written:
        out(f"  {path}")
    return 0


def _made(
    findings: Sequence[Finding], options: Options, words: Words
) -> Iterator[tuple[str, bytes]]:
    """Each workbook with its path below the folder: `<opd>/<dataset>/<file>`."""
    from .. import load, marked
    from ..checks import Reference

    portal = load.load_portal(options.root, options.as_of, options.commit)
    sources = {source.id: source for source in load.discover(options.root)}
    for id in dict.fromkeys(f.dataset for f in findings if f.dataset in sources):
        dataset = load.load(sources[id], portal)[0]
        if dataset is None:
            continue
        wanted = dataset.referred & sources.keys()
        others = {name: load.load(sources[name], portal)[0] for name in sorted(wanted)}
        reference = Reference(
            {name: d for name, d in others.items() if d is not None}, str(options.as_of)
        )
        for made in marked.workbooks(dataset, findings, reference, words, portal.site_url):
            yield f"{id}/{made.name}", made.content
