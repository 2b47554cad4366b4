"""The page on how quality is counted: every single thing that is counted, and how to improve it.

Made from the lists that the counting goes by (`counts`, `freshness`, the checks' own names), so
that nothing can be counted that the page does not tell of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..freshness import STATES
from ..model import OutputFile
from .checkcodes import CODES
from .counts import OTHERS, TEXTS
from .view import View

_PATH = PurePosixPath("mutu", "metode")
#: What the checks of the description count by; all others count rows.
UNITS = {
    "standard": "resources",
    "metadata": "properties",
    "translations": "properties",
    "measures": "fields",
    "vocabulary": "properties",
    "constraints": "fields",
    "references": "fields",
    "charts": "resources",
    "units": "fields",
    "personal-text": "properties",
    "personal-files": "resources",
    "access": "properties",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that is counted, in the page's language."""

    id: str  # its place on the page
    title: str
    unit: str
    why: str
    how: str
    codes: tuple[str, ...] = ()  # of findings


def method_pages(view: View) -> Iterator[OutputFile]:
    """`mutu/metode/`: the three groups apart, and how to put a badge on another site."""
    words = view.words
    yield replace(view, path=_PATH).page(
        "method",
        words("quality.title"),
        words("quality.description"),
        "mutu",
        kind="reference",
        properties=properties(view),
        texts=texts(view),
        states=[(words(f"ui.states.{s}"), words(f"ui.fresh.why.{s}")) for s in STATES],
        checks=checks(view),
        badge=_embedded(view),
    )


def properties(view: View) -> list[Counted]:
    """What is counted of the description, in the order of `counts`."""
    words = view.words
    return [
        Counted(
            f"keterangan-{key}",
            words(f"ui.counts.parts.{key}"),
            words("quality.units.properties"),
            words(f"quality.parts.{key}.why"),
            words(f"quality.parts.{key}.how"),
        )
        for key in (*TEXTS, *OTHERS)
    ]


def texts(view: View) -> Counted:
    """That texts are there in every language: one thing, of all texts that are filled in."""
    words = view.words
    names = ", ".join(words(f"ui.counts.parts.{key}") for key in TEXTS)
    title = f"{words('quality.translated.title')} ({names})"
    why, how = words("quality.translated.why"), words("quality.translated.how")
    codes = CODES["translations"]
    return Counted("dua-bahasa", title, words("quality.units.texts"), why, how, codes)


def checks(view: View) -> list[Counted]:
    """Every kind of check that has a name, in the order in which they run."""
    words = view.words
    named = words.section("findings.checks")
    order = {name: at for at, name in enumerate(CODES)}
    return [
        Counted(
            f"pemeriksaan-{name}",
            str(named[name]),
            words(f"quality.units.{UNITS.get(name, 'rows')}"),
            words(f"quality.checks.{name}.why"),
            words(f"quality.checks.{name}.how"),
            CODES.get(name, ()),
        )
        for name in sorted(named, key=lambda name: order.get(name, len(order)))
    ]


def _embedded(view: View) -> str:
    """The HTML with which another site shows a badge; the example is the first dataset."""
    portal = view.portal
    id = min((p.id for p in view.site.published), default="opd/dataset")
    base = f"{portal.site_url.rstrip('/')}/" if portal.site_url else "https://…/"
    page = f"{base}datasets/{id}/"
    ending = "" if view.lang == portal.languages[0] else f".{view.lang}"
    alt = view.words("quality.badge.alt")
    return f'<a href="{page}"><img src="{page}lencana{ending}.svg" alt="{alt}"></a>'
