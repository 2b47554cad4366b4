"""A small picture of each dataset for other sites: its state, and the counts apart, no score.

Plain SVG without scripts, styles or anything from elsewhere, for an `<img>`; the widths come from
a table of letters, and `textLength` holds each text to its width whatever font there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from ..freshness import LATE, UP_TO_DATE
from ..model import MAIN_LANGUAGE, OutputFile, Published
from .counts import counts
from .safe import visible
from .view import View

#: Grounds on which white text is readable (WCAG 2.2, 1.4.3): of a state, of all other parts.
GROUNDS = {UP_TO_DATE: "#1b6640", LATE: "#8a4100"}
GROUND, LABEL, TEXT = "#4a5560", "#24303a", "#ffffff"
_HEIGHT, _PAD = 20, 7
#: Widths of letters at 11 px in thousandths of a pixel; others are as wide as a letter can be.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!", 3_600),
    **dict.fromkeys("ftr /()[]-", 4_600),
    **dict.fromkeys("abcdeghknopqsuvxyzJ0123456789", 6_900),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 7_900),
    **dict.fromkeys("mwMW", 10_800),
}
_WIDEST = 11_000
_LONGEST = 80


def badge_files(view: View) -> Iterator[OutputFile]:
    """`datasets/<id>/lencana.svg`, and in another language `lencana.<language>.svg`."""
    ending = "" if view.lang == MAIN_LANGUAGE else f".{view.lang}"
    for published in view.site.published:
        path = PurePosixPath("datasets", published.id, f"lencana{ending}.svg")
        yield OutputFile(path, badge(view, published).encode("utf-8", "replace"))


def badge(view: View, published: Published) -> str:
    """The picture of one dataset: state, properties filled in, checks passed."""
    words, found = view.words, counts(view, published)
    state = words(f"ui.states.{found.fresh.state}")
    complete, passed = (
        {"have": words.number(c.have), "of": words.number(c.of)}
        for c in (found.complete, found.passed)
    )
    parts = (
        (words("quality.badge.label"), LABEL),
        (state, GROUNDS.get(found.fresh.state, GROUND)),
        (words("quality.badge.complete", **complete), GROUND),
        (words("quality.badge.passed", **passed), LABEL),
    )
    said = words(
        "quality.badge.says",
        state=state,
        complete=words("quality.badge.of", **complete),
        passed=words("quality.badge.of", **passed),
    )
    title = published.dataset.title
    return drawn(visible(title.get(view.lang)), said, parts, view.lang)


def drawn(title: str, said: str, parts: tuple[tuple[str, str], ...], lang: str) -> str:
    """The SVG of parts, each a text and its ground; title and description are read aloud."""
    shapes, at = [], 0
    for text, ground in parts:
        wide = width(text)
        whole = wide + 2 * _PAD
        shapes.append(f'<path fill="{ground}" d="M{at} 0h{whole}v{_HEIGHT}h-{whole}z"/>')
        shapes.append(
            f'<text x="{at + _PAD}" y="14" textLength="{wide}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
        )
        at += whole
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{at}" height="{_HEIGHT}" '
        f'viewBox="0 0 {at} {_HEIGHT}" role="img" aria-labelledby="t d" lang="{lang}">'
        f'<title id="t">{escape(_short(title))}</title><desc id="d">{escape(said)}</desc>'
        f'<g fill="{TEXT}" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f"{''.join(shapes)}</g></svg>\n"
    )


def width(text: str) -> int:
    """How wide a text is in pixels, upwards."""
    return -(-sum(_WIDTHS.get(letter, _WIDEST) for letter in text) // 1_000)


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
