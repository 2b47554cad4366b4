"""The verbs that run the line: `check`, `build`, `bukti`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Severity
from ..options import Options, silent
from ..privacy.kinds import KINDS
from ..words import Words
from .said import bug, ended, fail, out, reason, report, say, timings

if TYPE_CHECKING:
    from ..finished import Finished

#: Asia/Makassar has had no other offset since 1964; dates of the portal are WITA.
WITA = timezone(timedelta(hours=8), "WITA")


def check(given: argparse.Namespace, words: Words) -> int:
    """`terbuka check`: what is wrong with the datasets; nothing is published."""
    from .. import pipeline

    if given.staged:
        from .staged import checked

        return checked(given, words, check)
    options = options_of(given, words)
    marking, given.format = given.format == "xlsx", given.format.replace("xlsx", "text")
    asked = [_dataset_ids(name, options.root) for name in given.datasets]
    only = tuple(dict.fromkeys(id for ids in asked for id in ids))
    start = time.perf_counter()
    result = pipeline.check(replace(options, only=only))
    known = {s.dataset for s in result.findings} | set(result.checked)
    for name in only:
        if name not in known:
            return fail(words("cli.unknown_dataset", name=name))
    report(result.findings, given, words)
    if any(f.code in KINDS and f.severity is Severity.ERROR for f in result.findings):
        say(given, words("cli.personal_known").rstrip())
    say(given, words("cli.checked", datasets=len(result.checked)))
    timings(given, result.seconds, time.perf_counter() - start)
    if marking:
        from .marking import mark

        if problem := mark(result.findings, options, given, words):
            return problem
    return ended(result, words)


def build(given: argparse.Namespace, words: Words) -> int:
    """`terbuka build`: the whole site."""
    from .. import finished, output

    options = options_of(given, words)
    if not finished.is_there(options.build_folder):
        from ..load import load_portal

        load_portal(options.root, options.as_of)  # before anything is written
    try:
        with output.alone(options.build_folder):
            return _build_alone(given, options, words)
    except output.BusyError:
        return fail(words("cli.busy"))


def _build_alone(given: argparse.Namespace, options: Options, words: Words) -> int:
    from .. import finished

    start = time.perf_counter()
    seconds: dict[str, float] = {}
    made_from = _made_from(options)
    known = finished.read(options.build_folder, made_from) if options.use_cache else None
    seconds["fingerprint"] = time.perf_counter() - start
    crashes: list[str] = []
    if known:
        done = known
    else:
        from .. import pipeline

        finished.forget(options.build_folder)
        result = pipeline.build(options)
        seconds |= result.seconds
        crashes, site = result.crashes, result.site
        held = sum(1 for p in site.published if p.held_since) + len(site.held_back)
        held += len(site.unplaced)
        shown, code = len(site.published), result.exit_code()
        done = finished.Finished(made_from, tuple(result.findings), code, shown, held)
        done = replace(done, taken_back=result.taken_back)
    report(done.findings, given, words)
    done, problem = _site(given, options, done, words, seconds)
    if not crashes and done != known and made_from == _made_from(options):
        finished.keep(options.build_folder, done)
    if problem:
        return problem
    if known:
        say(given, words("cli.unchanged"), always=True)
    if done.held:
        say(given, words("cli.held", count=done.held), always=True)
    timings(given, seconds, time.perf_counter() - start)
    for crash in crashes:
        bug(crash, words)
    return done.code


def _made_from(options: Options) -> str:
    """Names everything that the build is made from, as it is now."""
    from ..fingerprint import fingerprint

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
        from .. import site
        from ..load import load_portal
        from ..output import NotOursError

        options.progress("site", 0, 1)
        began = time.perf_counter()
        try:
            portal = load_portal(options.root, options.as_of, options.commit)
            made = site.build(portal, given.engine, keep_before=not done.taken_back)
        except site.SiteError as problem:
            fail(str(problem))
            fail(words("cli.site_failed"))
            return replace(done, engine="", pages=0), 3
        except NotOursError as problem:
            return replace(done, engine="", pages=0), fail(
                words("cli.not_ours", file=problem.args[0])
            )
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
    say(given, text.rstrip(), always=True)
    return done, 0


def bukti(given: argparse.Namespace, words: Words) -> int:
    """`terbuka bukti`: the folder of one year for the assessors."""
    from .. import evidence, output

    year = given.year
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        return fail(words("cli.bad_year", value=year))
    made = evidence.make(options_of(given, words), int(year))
    to: Path = given.output or Path(f"bukti-{year}.zip")
    try:
        output.write_file(to, made.content)
    except OSError as problem:
        return fail(words("cli.bad_output", file=to, note=reason(problem, words)))
    if not given.quiet:
        out(made.said(to, words))
    for note in made.notes(words):
        out(note, sys.stderr)
    return ended(made.result, words)


def options_of(given: argparse.Namespace, words: Words) -> Options:
    """How the run was asked for; raises `SettingsError` for a day that is none."""
    try:
        as_of = date.fromisoformat(given.as_of) if given.as_of else datetime.now(WITA).date()
    except ValueError:
        from ..load import SettingsError

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


def _dataset_ids(name: str, root: Path) -> tuple[str, ...]:
    """The ids of what is asked for: a dataset, or all those of an office; never none.

    A dataset is named by its id, the path of its folder or of a file in it, or its own name where
    it is the only one of that name; an office by its id or the path of its folder.
    """
    from ..load import discover

    parts = [p for p in name.replace("\\", "/").split("/") if p not in {"", "."}]
    path = "datasets" in parts
    if path:
        parts = parts[parts.index("datasets") + 1 :]
    if len(parts) != 1:
        return ("/".join(parts[:2]),)
    known = discover(root)
    named = [source.id for source in known if source.name == parts[0] and not path]
    if len(named) == 1:
        return (named[0],)
    return tuple(source.id for source in known if source.owner == parts[0]) or (parts[0],)
