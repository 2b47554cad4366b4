"""The program `terbuka`: arguments in, sentences and exit codes out.

Exit codes: 0 fine, 1 findings that hold data back, 2 settings or usage, 3 a bug, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from . import audit, output, pipeline, reports, scaffold, site
from .audit import report as audit_report
from .findings import Finding, Severity
from .load import SettingsError, discover, load_portal
from .words import Words

#: Asia/Makassar has had no other offset since 1964; dates of the portal are WITA.
WITA = timezone(timedelta(hours=8), "WITA")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with its arguments (default: those of the process); the exit code."""
    words = Words.load(_language(arguments))
    given = _parser(words).parse_args(arguments)
    try:
        return int(_VERBS[given.verb](given, words))
    except SettingsError as problem:
        return _fail(words(f"cli.{problem.code}", **problem.values))
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - whatever is left is a bug of ours
        return _bug(traceback.format_exc(), words)


def _language(arguments: Sequence[str] | None) -> str:
    """The language of messages: ``--lang``, else ``TERBUKA_LANG``, else Indonesian."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", choices=("id", "en"))
    found = parser.parse_known_args(arguments)[0].lang or os.environ.get("TERBUKA_LANG", "id")
    return found if found in {"id", "en"} else "id"


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="terbuka", description=words("cli.about"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join(_VERBS))

    def verb(name: str) -> Callable[..., argparse.Action]:
        example, about = (words(f"cli.verbs.{name}.{part}") for part in ("example", "help"))
        sub = verbs.add_parser(
            name,
            help=about,
            description=f"{words('cli.example')}\n  {example}\n\n{about}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.add_argument("--lang", choices=("id", "en"), help=words("cli.options.lang"))

        def add(*names: str, key: str, **more: object) -> argparse.Action:
            return sub.add_argument(*names, help=words(f"cli.options.{key}"), **more)  # type: ignore[arg-type]

        if name != "explain":
            root = {"default": ".", "type": Path}
            add("--root", key="root", **root)
        return add

    add = verb("init")
    add("folder", key="folder", type=Path, nargs="?", default=Path())
    add("--nama", key="name", default="")
    add("--daerah", key="region", default="")
    for name in ("check", "build"):
        add = verb(name)
        add("--as-of", key="as_of", default="")
        add("--commit", key="commit", default="")
        add("--format", key="format", choices=tuple(reports.REPORTERS), default="text")
        add("--no-cache", key="no_cache", action="store_true")
        add("--workers", key="workers", type=int, default=0)
        add("--timings", key="timings", type=Path)
        add("--quiet", key="quiet", action="store_true")
        if name == "check":
            add("datasets", key="datasets", nargs="*")
        else:
            engines = ("mkdocs", "zensical", "none")
            add("--engine", key="engine", choices=engines, default="mkdocs")
    add = verb("new")
    add("opd", key="opd")
    add("source", key="source")
    add = verb("explain")
    add("code", key="code")
    add = verb("serve")
    add("--port", key="port", type=int, default=8000)
    add = verb("audit")
    add("folder", key="site", type=Path, nargs="?")
    add("--format", key="format", choices=tuple(audit_report.REPORTERS), default="text")
    add("--workers", key="workers", type=int, default=0)
    return parser


def _check(given: argparse.Namespace, words: Words) -> int:
    options = _options(given, words)
    only = tuple(_dataset_id(name, options.root) for name in given.datasets)
    options = _replace(options, only=only)
    start = time.perf_counter()
    result = pipeline.check(options)
    known = {s.dataset for s in result.findings} | set(result.checked)
    for name in only:
        if name not in known:
            return _fail(words("cli.unknown_dataset", name=name))
    _report(result, given, words)
    _say(given, words("cli.checked", datasets=len(result.checked)))
    _timings(given, result, time.perf_counter() - start)
    return _ended(result, words)


def _build(given: argparse.Namespace, words: Words) -> int:
    options = _options(given, words)
    load_portal(options.root, options.as_of)  # before anything is written
    try:
        with output.alone(options.build_folder):
            return _build_alone(given, options, words)
    except output.BusyError:
        return _fail(words("cli.busy"))


def _build_alone(given: argparse.Namespace, options: pipeline.Options, words: Words) -> int:
    start = time.perf_counter()
    result = pipeline.build(options)
    _report(result, given, words)
    portal = result.site.portal
    if given.engine != "none" and (result.site.published or result.site.held_back):
        options.progress("site", 0, 1)
        began = time.perf_counter()
        try:
            made = site.build(portal, given.engine)
        except site.SiteError as problem:
            _fail(str(problem))
            _fail(words("cli.site_failed"))
            return 3
        finally:
            result.seconds["site"] = time.perf_counter() - began
            options.progress("site", 1, 1)
        shown = len(result.site.published)
        text = words(
            "cli.built",
            site=portal.root / "site",
            datasets=shown,
            pages=made.pages,
            as_of=words.date(portal.as_of.isoformat()),
        )
        _say(given, text.rstrip(), always=True)
    if held := sum(1 for p in result.site.published if p.held_since) + len(result.site.held_back):
        _say(given, words("cli.held", count=held), always=True)
    _timings(given, result, time.perf_counter() - start)
    return _ended(result, words)


def _options(given: argparse.Namespace, words: Words) -> pipeline.Options:
    try:
        as_of = date.fromisoformat(given.as_of) if given.as_of else datetime.now(WITA).date()
    except ValueError:
        raise SettingsError("bad_date", value=given.as_of) from None
    show = sys.stderr.isatty() and not given.quiet and not os.environ.get("CI")
    return pipeline.Options(
        root=given.root,
        as_of=as_of,
        commit=given.commit,
        workers=given.workers,
        use_cache=not given.no_cache,
        progress=partial(_progress, words) if show else _silent,
    )


def _silent(stage: str, done: int, total: int) -> None:
    """In CI and in pipes: no progress."""


def _progress(words: Words, stage: str, done: int, total: int) -> None:
    end = "\r" if done < total else "\r\x1b[K"
    print(f"{words(f'cli.stages.{stage}')} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _dataset_id(name: str, root: Path) -> str:
    """An id, a path to a dataset's folder or a file in it, or a dataset's own name, as an id."""
    parts = [p for p in name.replace("\\", "/").split("/") if p not in {"", "."}]
    if "datasets" in parts:
        parts = parts[parts.index("datasets") + 1 :]
    if len(parts) == 1:
        named = [source.id for source in discover(root) if source.name == parts[0]]
        return named[0] if len(named) == 1 else parts[0]
    return "/".join(parts[:2])


def _replace(options: pipeline.Options, **changes: object) -> pipeline.Options:
    from dataclasses import replace

    return replace(options, **changes)  # type: ignore[arg-type]


def _report(result: pipeline.Result, given: argparse.Namespace, words: Words) -> None:
    shown: list[Finding] = [
        f
        for f in result.findings
        if f.severity is Severity.ERROR or (f.severity is Severity.WARNING and not given.quiet)
    ]
    if shown or given.format != "json":
        print(reports.REPORTERS[given.format](shown, words))


def _say(given: argparse.Namespace, text: str, *, always: bool = False) -> None:
    if given.format == "text" and (always or not given.quiet):
        print(text)


def _timings(given: argparse.Namespace, result: pipeline.Result, total: float) -> None:
    """Seconds a stage, and the peak memory of the largest process, for benchmarks."""
    if given.timings:
        figures = {**result.seconds, "total": total}
        if sys.platform != "win32":
            import resource

            who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            figures["peak_memory_mb"] = max(resource.getrusage(w).ru_maxrss for w in who) / 1024
        rounded = {key: round(value, 4) for key, value in figures.items()}
        output.write_file(given.timings, json.dumps(rounded, indent=1).encode())


def _ended(result: pipeline.Result, words: Words) -> int:
    for crash in result.crashes:
        _bug(crash, words)
    return result.exit_code()


def _bug(trace: str, words: Words) -> int:
    _fail(words("cli.bug", where="").rstrip())
    _fail(trace)
    return 3


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


def _init(given: argparse.Namespace, words: Words) -> int:
    folder: Path = given.folder
    try:
        written = scaffold.init(folder, scaffold.Answers(given.daerah, given.nama))
    except scaffold.ScaffoldError as problem:
        return _fail(words(f"scaffold.{problem.code}", **problem.values))
    return _wrote(written, folder, words("cli.next_init"), words)


def _new(given: argparse.Namespace, words: Words) -> int:
    try:
        descriptor = scaffold.new(given.root, given.opd, given.source)
    except scaffold.ScaffoldError as problem:
        return _fail(words(f"scaffold.{problem.code}", **problem.values))
    file = descriptor.relative_to(given.root).as_posix()
    written = sorted(path for path in descriptor.parent.rglob("*") if path.is_file())
    return _wrote(written, given.root, words("cli.next_new", file=file), words)


def _wrote(written: Sequence[Path], folder: Path, after: str, words: Words) -> int:
    if not written:
        print(words("cli.nothing_written"))
        return 0
    print(words("cli.written", count=len(written), folder=str(folder)))
    for path in written:
        print(f"  {path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path}")
    print(after)
    return 0


def _explain(given: argparse.Namespace, words: Words) -> int:
    known = [*reports.codes(words), *audit_report.codes(words)]
    if given.code not in known:
        near = ", ".join(difflib.get_close_matches(given.code, known, n=5, cutoff=0.3))
        return _fail(words("cli.unknown_code", code=given.code, near=near or "–"))
    title, message, hint = (
        words.outline(f"{reports.key(given.code, words)}.{part}")
        for part in ("title", "message", "hint")
    )
    print(f"{given.code}: {title}\n\n{message}\n→ {hint}")
    return 0


class _Handler(SimpleHTTPRequestHandler):
    """Answers as a static host does: an unknown address gets the site's own page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _serve(given: argparse.Namespace, words: Words) -> int:
    folder = given.root / "site"
    if not folder.is_dir():
        return _fail(words("cli.no_site"))
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", given.port), handler) as server:
        print(words("cli.serving", address=f"http://127.0.0.1:{server.server_port}/"), flush=True)
        server.serve_forever()
    return 0


def _audit(given: argparse.Namespace, words: Words) -> int:
    folder = given.folder or given.root / "site"
    try:
        done = audit.audit(folder, given.workers)
    except audit.NoSiteError:
        return _fail(words("cli.no_site_in", folder=folder))
    if told := audit_report.REPORTERS[given.format](done, words):
        print(told)
    return 1 if done.findings else 0


_VERBS: dict[str, Callable[[argparse.Namespace, Words], int]] = {
    "init": _init,
    "check": _check,
    "build": _build,
    "new": _new,
    "explain": _explain,
    "serve": _serve,
    "audit": _audit,
}
