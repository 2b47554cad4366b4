"""Datasets that are held back, as the pages that would show their tables tell of them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..findings import Severity
from ..model import HeldBack, Text
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
