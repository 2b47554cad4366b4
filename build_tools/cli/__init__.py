"""The program `terbuka`: arguments in, sentences and exit codes out.

Exit codes: 0 fine, 1 findings that hold data back, 2 settings or usage, 3 a bug, 130 Ctrl-C.
Each verb imports what it needs when it is asked for: most questions are answered without.
"""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from ..arguments import language, parser
from ..words import Words
from . import (
    beginning,
    changing,
    desk,
    explaining,
    harvesting,
    metadata,
    mirroring,
    packing,
    proposing,
    reminding,
    running,
    scanning,
    verifying,
)
from .said import bug, fail, out, reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with its arguments (default: those of the process); the exit code."""
    words = Words.load(language(arguments))
    given = parser(words).parse_args(arguments)
    try:
        return int(_VERBS[given.verb](given, words))
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # noqa: BLE001 - whatever is left is a bug of ours
        from .. import faults
        from ..cluster import ClusterError
        from ..load import SettingsError

        if isinstance(problem, SettingsError | ClusterError):
            return fail(words(f"cli.{problem.code}", **problem.values))
        built = Path(getattr(given, "root", "."), ".build")
        if isinstance(problem, OSError) and faults.of_computer(problem, built):
            asked = (getattr(problem, name, None) for name in ("filename2", "filename"))
            place = next(filter(None, asked), built)  # of a copy, where it goes
            return fail(words("cli.computer", file=place, note=reason(problem, words)))
        return bug(traceback.format_exc(), words)


def _serve(given: argparse.Namespace, words: Words) -> int:
    from ..serve import server

    folder = given.root / "site"
    if not folder.is_dir():
        return fail(words("cli.no_site"))
    with server(folder, given.port) as started:
        out(words("cli.serving", address=f"http://127.0.0.1:{started.server_port}/"))
        started.serve_forever()
    return 0


def _audit(given: argparse.Namespace, words: Words) -> int:
    from .. import audit
    from ..audit import report as audit_report

    folder = given.folder or given.root / "site"
    try:
        done = audit.audit(folder, given.workers)
    except audit.NoSiteError:
        return fail(words("cli.no_site_in", folder=folder))
    if told := audit_report.REPORTERS[given.format](done, words):
        out(told)
    return 1 if done.findings else 0


_VERBS: dict[str, Callable[[argparse.Namespace, Words], int]] = {
    "init": beginning.init,
    "check": running.check,
    "build": running.build,
    "bukti": running.bukti,
    "mirror": mirroring.mirror,
    "meja": desk.meja,
    "ingatkan": reminding.ingatkan,
    "new": beginning.new,
    "propose": proposing.propose,
    "metadata": metadata.metadata,
    "changes": changing.changes,
    "codeowners": metadata.codeowners,
    "explain": explaining.explain,
    "harvest": harvesting.harvest,
    "serve": _serve,
    "audit": _audit,
    "scan": scanning.scan,
    "verify": verifying.verify,
    "zip": packing.pack,
}
