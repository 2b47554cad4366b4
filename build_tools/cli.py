"""The program `terbuka`: arguments in, sentences and exit codes out.

Exit codes: 0 fine, 1 findings that hold data back, 2 settings or usage, 3 a bug, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arguments import language, parser
from .options import Options, silent
from .words import Words

# All else is imported by the verb that needs it: most questions are answered without.
if TYPE_CHECKING:
    from . import pipeline, scaffold
    from .findings import Finding
    from .finished import Finished

#: Asia/Makassar has had no other offset since 1964; dates of the portal are WITA.
WITA = timezone(timedelta(hours=8), "WITA")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with its arguments (default: those of the process); the exit code."""
    words = Words.load(language(arguments))
    given = parser(words, tuple(_VERBS)).parse_args(arguments)
    try:
        return int(_VERBS[given.verb](given, words))
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # noqa: BLE001 - whatever is left is a bug of ours
        from .cluster import ClusterError
        from .load import SettingsError

        if isinstance(problem, SettingsError | ClusterError):
            return _fail(words(f"cli.{problem.code}", **problem.values))
        return _bug(traceback.format_exc(), words)


def _check(given: argparse.Namespace, words: Words) -> int:
    from . import pipeline

    options = _options(given, words)
    only = tuple(_dataset_id(name, options.root) for name in given.datasets)
    start = time.perf_counter()
    result = pipeline.check(replace(options, only=only))
    known = {s.dataset for s in result.findings} | set(result.checked)
    for name in only:
        if name not in known:
            return _fail(words("cli.unknown_dataset", name=name))
    _report(result.findings, given, words)
    _say(given, words("cli.checked", datasets=len(result.checked)))
    _timings(given, result.seconds, time.perf_counter() - start)
    return _ended(result, words)


def _build(given: argparse.Namespace, words: Words) -> int:
    from . import finished, output

    options = _options(given, words)
    if not finished.is_there(options.build_folder):
        from .load import load_portal

        load_portal(options.root, options.as_of)  # before anything is written
    try:
        with output.alone(options.build_folder):
            return _build_alone(given, options, words)
    except output.BusyError:
        return _fail(words("cli.busy"))


def _build_alone(given: argparse.Namespace, options: Options, words: Words) -> int:
    from . import finished

    start = time.perf_counter()
    seconds: dict[str, float] = {}
    made_from = _made_from(options)
    known = finished.read(options.build_folder, made_from) if options.use_cache else None
    seconds["fingerprint"] = time.perf_counter() - start
    crashes: list[str] = []
    if known:
        done = known
    else:
        from . import pipeline

        finished.forget(options.build_folder)
        result = pipeline.build(options)
        seconds |= result.seconds
        crashes, site = result.crashes, result.site
        held = sum(1 for p in site.published if p.held_since) + len(site.held_back)
        shown, code = len(site.published), result.exit_code()
        done = finished.Finished(made_from, tuple(result.findings), code, shown, held)
    _report(done.findings, given, words)
    done, problem = _site(given, options, done, words, seconds)
    if not crashes and done != known and made_from == _made_from(options):
        finished.keep(options.build_folder, done)
    if problem:
        return problem
    if known:
        _say(given, words("cli.unchanged"), always=True)
    if done.held:
        _say(given, words("cli.held", count=done.held), always=True)
    _timings(given, seconds, time.perf_counter() - start)
    for crash in crashes:
        _bug(crash, words)
    return done.code


def _made_from(options: Options) -> str:
    """Names everything that the build is made from, as it is now."""
    from .fingerprint import fingerprint

    return fingerprint(options.root, (options.as_of.isoformat(), options.commit))


def _site(
    given: argparse.Namespace,
    options: Options,
    done: Finished,
    words: Words,
    seconds: dict[str, float],
) -> tuple[Finished, int]:
    """The site, unless it is there already; gives the report with it, or an exit code."""
    if given.engine == "none" or not (done.shown or done.held):
        return done, 0
    if done.engine != given.engine:
        from . import site
        from .load import load_portal

        options.progress("site", 0, 1)
        began = time.perf_counter()
        try:
            made = site.build(load_portal(options.root, options.as_of), given.engine)
        except site.SiteError as problem:
            _fail(str(problem))
            _fail(words("cli.site_failed"))
            return replace(done, engine="", pages=0), 3
        finally:
            seconds["site"] = time.perf_counter() - began
            options.progress("site", 1, 1)
        done = replace(done, engine=given.engine, pages=made.pages)
    text = words(
        "cli.built",
        site=options.root.resolve() / "site",
        datasets=done.shown,
        pages=done.pages,
        as_of=words.date(options.as_of.isoformat()),
    )
    _say(given, text.rstrip(), always=True)
    return done, 0


def _options(given: argparse.Namespace, words: Words) -> Options:
    try:
        as_of = date.fromisoformat(given.as_of) if given.as_of else datetime.now(WITA).date()
    except ValueError:
        from .load import SettingsError

        raise SettingsError("bad_date", value=given.as_of) from None
    show = sys.stderr.isatty() and not given.quiet and not os.environ.get("CI")
    return Options(
        root=given.root,
        as_of=as_of,
        commit=given.commit,
        workers=given.workers,
        use_cache=not given.no_cache,
        progress=partial(_progress, words) if show else silent,
        scheduler=given.scheduler,
        store=given.store,
    )


def _progress(words: Words, stage: str, done: int, total: int) -> None:
    end = "\r" if done < total else "\r\x1b[K"
    print(f"{words(f'cli.stages.{stage}')} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _dataset_id(name: str, root: Path) -> str:
    """An id, a path to a dataset's folder or a file in it, or a dataset's own name, as an id."""
    from .load import discover

    parts = [p for p in name.replace("\\", "/").split("/") if p not in {"", "."}]
    if "datasets" in parts:
        parts = parts[parts.index("datasets") + 1 :]
    if len(parts) == 1:
        named = [source.id for source in discover(root) if source.name == parts[0]]
        return named[0] if len(named) == 1 else parts[0]
    return "/".join(parts[:2])


def _report(findings: Iterable[Finding], given: argparse.Namespace, words: Words) -> None:
    from . import reports
    from .findings import Severity

    shown = [
        f
        for f in findings
        if f.severity is Severity.ERROR or (f.severity is Severity.WARNING and not given.quiet)
    ]
    if shown or given.format != "json":
        print(reports.REPORTERS[given.format](shown, words))


def _say(given: argparse.Namespace, text: str, *, always: bool = False) -> None:
    if given.format == "text" and (always or not given.quiet):
        print(text)


def _timings(given: argparse.Namespace, seconds: dict[str, float], total: float) -> None:
    """Seconds a stage, and the peak memory of the largest process, for benchmarks."""
    if given.timings:
        import json

        from . import output

        figures = {**seconds, "total": total}
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


def _evidence(given: argparse.Namespace, words: Words) -> int:
    from . import evidence, output

    year = given.year
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        return _fail(words("cli.bad_year", value=year))
    made = evidence.make(_options(given, words), int(year))
    to: Path = given.output or Path(f"bukti-{year}.zip")
    try:
        output.write_file(to, made.content)
    except OSError as problem:
        return _fail(words("cli.bad_output", file=to, note=problem.strerror or problem))
    if not given.quiet:
        print(made.said(to, words))
    sys.stderr.writelines(f"{note}\n" for note in made.notes(words))
    return _ended(made.result, words)


def _init(given: argparse.Namespace, words: Words) -> int:
    from . import scaffold

    folder: Path = given.folder
    try:
        written = scaffold.init(folder, scaffold.Answers(given.daerah, given.nama))
    except scaffold.ScaffoldError as problem:
        return _fail(words(f"scaffold.{problem.code}", **problem.values))
    return _wrote(written, folder, words("cli.next_init"), words)


def _new(given: argparse.Namespace, words: Words) -> int:
    from . import scaffold

    begun = None
    try:
        if given.profiles:
            wanted = (given.root, given.opd, given.source, given.profiles, given.xlsx)
            begun = scaffold.new_of_profile(*wanted)
            descriptor = begun.descriptor
        elif given.xlsx:
            raise scaffold.ScaffoldError("xlsx-alone")
        elif not given.source:
            raise scaffold.ScaffoldError("source-missing")
        else:
            descriptor = scaffold.new(given.root, given.opd, given.source)
    except scaffold.ScaffoldError as problem:
        said = {key: value for key, value in problem.values.items() if key != "finding"}
        if "finding" in problem.values:
            said["problem"] = _explained(problem.values["finding"], words)
        return _fail(words(f"scaffold.{problem.code}", **said))
    file = descriptor.relative_to(given.root).as_posix()
    written = sorted(path for path in descriptor.parent.rglob("*") if path.is_file())
    after = [*_understood(begun, words), words("cli.next_new", file=file)]
    return _wrote(written, given.root, "\n".join(after), words)


def _understood(begun: scaffold.Begun | None, words: Words) -> list[str]:
    """How the header of a given spreadsheet was matched to its profile, a sentence each."""
    if begun is None:
        return []
    renamed = ", ".join(f"“{label}” → {name}" for label, name in begun.renamed)
    told = {
        "new_renamed": renamed,
        "new_missing": ", ".join(begun.missing),
        "new_extra": ", ".join(f"“{label}”" for label in begun.extra),
        "new_empty": "" if begun.filled else ", ".join(begun.profiles),
    }
    return [words(f"cli.{key}", columns=columns) for key, columns in told.items() if columns]


def _explained(finding: Any, words: Words) -> str:
    """What a finding says, with its place and its remedy, in one line."""
    from . import reports

    said = (
        finding.place,
        reports.sentence(finding, words),
        reports.sentence(finding, words, "hint"),
    )
    return " ".join(filter(None, said))


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
    import difflib

    from . import reports
    from .audit import report as audit_report

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


def _serve(given: argparse.Namespace, words: Words) -> int:
    from .serve import server

    folder = given.root / "site"
    if not folder.is_dir():
        return _fail(words("cli.no_site"))
    with server(folder, given.port) as running:
        print(words("cli.serving", address=f"http://127.0.0.1:{running.server_port}/"), flush=True)
        running.serve_forever()
    return 0


def _audit(given: argparse.Namespace, words: Words) -> int:
    from . import audit
    from .audit import report as audit_report

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
    "bukti": _evidence,
    "new": _new,
    "explain": _explain,
    "serve": _serve,
    "audit": _audit,
}
