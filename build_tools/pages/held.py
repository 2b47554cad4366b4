"""Datasets that are held back or were taken back: their pages, and what others tell of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..findings import Severity
from ..model import HeldBack, OutputFile, Text, Withdrawal
from . import pasts
from .view import View

#: Datasets held back that a page names.
MOST = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A dataset with tables of a profile that has no version to show yet."""

    told: str  # why, in words
    link: Markup  # to its page, by its title


def held(view: View, *profiles: str) -> tuple[Held, ...]:
    """The datasets held back that have a table of one of those profiles, and why.

    What is held back is not missing: an office filled it in, and something has to be mended.
    """
    found = [h for h in view.site.held_back if not set(profiles).isdisjoint(h.profiles)]
    return tuple(_held(view, given) for given in found[:MOST])


def never_shown(view: View) -> tuple[Held, ...]:
    """All that are held back without a version to show, by title; not those taken back."""
    waiting = [h for h in view.site.held_back if not h.withdrawn]
    waiting.sort(key=lambda h: (h.title.get(view.lang).casefold(), h.source.id))
    return tuple(_held(view, given) for given in waiting)


def _held(view: View, given: HeldBack) -> Held:
    id = given.source.id
    errors = sum(f.severity is Severity.ERROR for f in given.findings)
    told = view.words("portal.withdrawn") if given.withdrawn else _why(view, errors)
    link = Markup('<a href="{}">{}</a>')
    title = view.text(given.title or Text(id))
    return Held(told, link.format(view.link(f"datasets/{id}/"), title))


def _why(view: View, errors: int) -> str:
    return view.count("portal.held", errors) if errors else view.words("portal.held_unknown")


def held_page(view: View, held: HeldBack) -> OutputFile:
    """The page of a dataset that has no good version, or was taken back: links to it hold."""
    here = replace(view, path=PurePosixPath("datasets", held.source.id))
    if held.withdrawn:
        return _withdrawn_page(here, held, held.withdrawn)
    errors = Counter(f.code for f in held.findings if f.severity is Severity.ERROR)
    shown = [(code, view.words(f"findings.{code}.title"), n) for code, n in sorted(errors.items())]
    title = held.title.get(view.lang) or held.source.id
    text = view.words("ui.held.text")
    count = _versions(view, held)
    return here.page("held", title, text, "katalog", held=held, errors=shown, versions=count)


def _versions(view: View, held: HeldBack) -> int:
    """How many versions the history of what is held back has; 0: it has no page."""
    past = view.site.pasts.get(held.source.id)
    seen = past is not None and pasts.has_pages(view.site, pasts.Here.of(view.site), past)
    return len(past.versions) if past and seen else 0


def _withdrawn_page(view: View, held: HeldBack, why: Withdrawal) -> OutputFile:
    """What is said in place of a dataset that was taken back: when and why, and nothing of it."""
    hidden = why.title_hidden
    title = view.words("ui.withdrawn.title") if hidden else held.title.get(view.lang)
    text = view.words("ui.withdrawn.text")
    count = _versions(view, held)
    return view.page(
        "withdrawn", title, text, "katalog", held=held, why=why, hidden=hidden, versions=count
    )
