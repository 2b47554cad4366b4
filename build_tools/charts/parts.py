"""What all drawings share: names and notes in words, the figure, the table of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ..model import Text
from ..words import Words
from . import times
from .plan import Subject
from .times import Time

LONGEST = 80

# What no reader sees, or what could turn the text around it, as in `pages.safe`.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+"
)
_SYMBOLS = frozenset({"%", "km²", "km2", "m²", "ha", "rp", "kg", "°c"})
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")


def shown(text: str, longest: int = LONGEST) -> str:
    """A text from outside on one line, cut where it is too long for a chart."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def name_of(words: Words, text: Text, longest: int = LONGEST) -> str:
    """A label in the reader's language."""
    return shown(text.get(words.lang), longest)


def joined(words: Words, labels: Iterable[Text]) -> str:
    """Labels in a row: "perempuan, 0–4 tahun"."""
    return ", ".join(name for label in labels if (name := name_of(words, label)))


def what(words: Words, subject: Subject) -> str:
    """What is measured, and of what: "Prevalensi stunting, SSGI"; the unit stands apart."""
    field = subject.measure
    title = name_of(words, field.title or Text(field.name), 120)
    bracket, unit = _BRACKET.search(title), unit_of(words, subject.unit).lower()
    inner = bracket[1].lower() if bracket else ""
    if bracket and unit and (unit in inner or inner in unit or inner in _SYMBOLS):
        title = title[: bracket.start()]
    return ", ".join(filter(None, [title, joined(words, subject.context)]))


def unit_of(words: Words, unit: Text) -> str:
    """The unit in the reader's language."""
    return name_of(words, unit, 40)


def titled(words: Words, key: str, unit: Text, **values: str) -> str:
    """A chart's title, with the unit in brackets where there is one."""
    name = unit_of(words, unit)
    form = f"charts.title.{key}" if name else f"charts.title.{key}_bare"
    return words(form, unit=name, **values)


def common_notes(words: Words, subject: Subject, left_out: int) -> list[str]:
    """What every chart says of its figures: their status, and how many are not drawn."""
    found = []
    if subject.status:
        found.append(words("charts.note.status", status=joined(words, subject.status).lower()))
    if left_out:
        key = "charts.note.left_out"
        one = left_out == 1 and words.has(f"{key}_one")
        found.append(words(f"{key}_one" if one else key, count=words.number(left_out)))
    return found


def listed(words: Words, names: Sequence[str], most: int = 5) -> str:
    """Names in a row; the first ones and a count where they are many."""
    if len(names) <= most:
        return ", ".join(names)
    count = words.number(len(names) - most)
    return words("charts.and_more", names=", ".join(names[:most]), count=count)


def named_times(words: Words, found: Sequence[Time]) -> str:
    """Periods in a row, as a sentence says them."""
    return listed(words, [times.full(words, time) for time in found])


def figure(
    kind: str, title: str, beside: str, body: Iterable[Markup], notes: Iterable[str]
) -> Markup:
    """A chart with its caption above and its notes below."""
    remark = Markup(" <small>{}</small>").format(beside) if beside else Markup("")
    below = Markup("").join(Markup("<p>{}</p>").format(note) for note in notes if note)
    return Markup(
        '<figure class="pd-chart of-{}"><figcaption><b>{}</b>{}</figcaption>{}'
        '<div class="pd-notes">{}</div></figure>'
    ).format(kind, title, remark, Markup("").join(body), below)


def labelled_svg(
    css: str, size: tuple[int, int], uid: str, title: str, text: str, inner: Markup
) -> Markup:
    """A drawing that is one picture to assistive technology, with its message in words."""
    return Markup(
        '<svg class="{0}" viewBox="0 0 {1} {2}" role="img" aria-labelledby="{3}t {3}d">'
        '<title id="{3}t">{4}</title><desc id="{3}d">{5}</desc>{6}</svg>'
    ).format(css, *size, uid, title, text, inner)


def details(summary: str, inner: Markup) -> Markup:
    """What opens on request, and in print."""
    return Markup('<details class="pd-fold"><summary>{}</summary>{}</details>').format(
        summary, inner
    )


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Plain figures: the first column names the row, the others are numbers."""
    headings = Markup("").join(Markup('<th scope="col">{}</th>').format(h) for h in head)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup('<td class="n">{}</td>').format(c) for c in row[1:])
        )
        for row in rows
    )
    return Markup(
        '<div class="pd-scroll" tabindex="0" role="region" aria-label="{0}"><table>'
        '<caption class="pd-vh">{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody>'
        "</table></div>"
    ).format(caption, headings, body)
