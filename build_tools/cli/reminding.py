"""The verb `ingatkan`: what each office is reminded of, as a plan of issues."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..words import Words
from .running import options_of
from .said import bug, fail, out, reason

if TYPE_CHECKING:
    from ..model import Site
    from ..reminders import Need, memory
    from ..reminders.plan import Action, Issue

#: Below the build folder: the plan, and what is remembered of addresses.
FOLDER = "ingatkan"
_MOST_BYTES = 100_000_000


def ingatkan(given: argparse.Namespace, words: Words) -> int:
    """`terbuka ingatkan`: 0 also where there is much to remind of, 2 usage, 3 a bug."""
    from .. import output, pipeline, reminders
    from ..reminders import body, hosting, memory, plan

    options = options_of(given, words)
    try:
        issues = _issues(given.issues)
    except (OSError, ValueError):
        return fail(words("reminders.bad-issues", file=given.issues))
    result = pipeline.datasets(options)
    for crash in result.crashes:
        bug(crash, words)
    if result.crashes:  # what is missing then is no reason to close an issue
        return 3
    site = result.site
    folder = options.build_folder / FOLDER
    named = memory.addresses(site.published)
    known = folder / "tautan.json"
    seen: memory.Memory = memory.of_json(known.read_bytes()) if known.is_file() else {}
    seen = memory.recalled(seen, issues, named)
    if given.links:
        seen = _asked(seen, named, site, words)
    found = reminders.needs(site, memory.dead(seen, named))
    main = Words.load(site.portal.languages[0])
    place = hosting.host(given.repository or site.portal.repository, site.portal.settings)
    wanted = [body.wanted(need, site.portal, place, main) for need in found]
    actions = plan.plan(wanted, issues, body.done(main))
    links = memory.as_json(seen, named)
    told = {
        "tanggal": options.as_of.isoformat(),
        "repositori": place.repository,
        "tindakan": plan.as_json(actions),
        "tautan": links,
    }
    to: Path = given.output or folder / "rencana.json"
    try:
        output.write_file(to, _json(told))
        if given.links:
            output.write_file(known, _json(links))
    except OSError as problem:
        return fail(words("cli.bad_output", file=to, note=reason(problem, words)))
    if not given.quiet:
        out("\n".join(_said(actions, found, words)))
        out(words("reminders.written", file=to))
    return 0


def _issues(path: Path | None) -> tuple[Issue, ...]:
    """The issues that are there; raises `OSError` or `ValueError` where they cannot be read."""
    from ..reminders import plan

    if path is None:
        return ()
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError(path)
    given = json.loads(path.read_bytes())
    if not isinstance(given, list):
        raise ValueError(path)
    return plan.issues_of(given)


def _asked(
    seen: memory.Memory, named: dict[str, tuple[str, ...]], site: Site, words: Words
) -> memory.Memory:
    """The memory after all addresses were asked."""
    from ..reminders import links, memory

    answers = links.ask(named)
    facts = links.count(answers)
    told = {"alive": facts["hidup"], "dead": facts["mati"], "undecided": facts["belum-pasti"]}
    counted = {key: words.number(value) for key, value in told.items()}
    out(words("reminders.asked", count=words.number(len(answers)), **counted))
    if answers and not links.reached(answers):
        out(words("reminders.unreached"))
    return memory.remember(seen, answers, site.portal.as_of)


def _said(actions: Sequence[Action], found: Sequence[Need], words: Words) -> Iterator[str]:
    needs = {need.office: need for need in found}
    for action in actions:
        need = needs.get(action.office) if action.step != "tutup" else None
        counts: dict[str, Any] = dict.fromkeys(("late", "due", "dead"), 0)
        if need:
            counts = {key: words.number(len(getattr(need, key))) for key in counts}
        step = words(f"reminders.steps.{action.step}")
        yield words("reminders.line", step=step, title=action.title, **counts)
    if not actions:
        yield words("reminders.none")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
