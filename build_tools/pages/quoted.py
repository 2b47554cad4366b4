"""A quoted figure, chart or table in the words of one language; or why there is none.

Every figure carries its unit. What it is of, when, and from where is told once, at the end of
the page: `quotedsources`.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..charts import drawn, times
from ..charts.parts import unit_of
from ..model import Cell, Field, Figure, Text
from ..quotes import Answer
from .portal.money import rupiah
from .sharing import Told, address
from .view import View, environment, one_line

#: Columns of these names say what a figure is counted in.
_UNITS = frozenset({"satuan", "unit"})
_RUPIAH = frozenset({"rupiah", "rp", "idr"})
_FINAL, _UNSTATED = "tetap", "tidak-diketahui"
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))
#: Digits after the point of a short amount; more are written out in full.
_DIGITS = 3


def said(view: View, answer: Answer | None, part: str = "") -> str:
    """What stands in a sentence: the value with its unit, or one of the things beside it.

    ``part``: one of `quotes.PARTS`. No answer: its name or part is not known on the page.
    """
    words = view.words
    if answer is None or answer.missing or answer.figure is None:
        beside = answer is not None and part
        return words("tanya.unknown" if beside else "tanya.inline", why=why(view, answer))
    figure = answer.figure
    if part == "periode":
        return period(view, figure) or words("tanya.no_period")
    if part == "status":
        return ", ".join(status(view, answer, figure)) or words("tanya.unknown")
    if part == "sumber":
        return origin(view, figure)
    late = f" ({words('tanya.late')})" if answer.late else ""
    return value(view, figure) + late


def linked(view: View, answer: Answer | None, part: str = "") -> Markup:
    """The same as HTML: a source leads to where it lies."""
    text = said(view, answer, part)
    figure = answer.figure if answer and not answer.missing else None
    if figure is None or part != "sumber":
        return escape(text)
    if figure.source:
        return view.anchor(figure.source, text)
    return Markup('<a href="{}">{}</a>').format(view.link(f"datasets/{figure.dataset}/"), text)


def origin(view: View, figure: Figure) -> str:
    """What the source of a row is called: by the row, or by its host; else its dataset."""
    if not figure.source:
        return view.titles[figure.dataset].get(view.lang)
    return one_line(figure.source_name or _host(figure.source))


def _host(address: str) -> str:
    """The host of an address; the text itself where it is none."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    return (host or address).removeprefix("www.")


def why(view: View, answer: Answer | None) -> str:
    """Why there is nothing to show, in words that go on a sentence."""
    code = answer.missing if answer and answer.missing else "quoted-malformed"
    since = answer.since if answer else ""
    key = f"tanya.why.{code}"
    if since and view.words.has(f"{key}_since"):
        return view.words(f"{key}_since", date=view.words.date(since))
    return view.words(key)


def value(view: View, figure: Figure) -> str:
    """The value with its unit: "36.769 orang", "sekitar Rp 500 miliar". Nothing is rounded."""
    shown = _valued(view, figure)
    about = figure.approximate and figure.field.measure is not None
    return view.words("tanya.approximate", value=shown) if about else shown


def _valued(view: View, figure: Figure) -> str:
    cell, field = figure.value or "", figure.field
    if field.measure is None:
        return one_line(label(view, field, cell))
    unit = next((Text(v or "") for f, v in figure.row if f.name in _UNITS), field.measure.unit)
    if unit.main.lower() in _RUPIAH:
        return _money(view, cell)
    return f"{view.words.number(cell)} {unit_of(view.words, unit)}".strip()


def _money(view: View, cell: str) -> str:
    """Rupiah, in millions and more where that is exact: "Rp 3,097 triliun"."""
    try:
        amount = Decimal(cell)
    except InvalidOperation:
        return cell
    for unit, power in _SCALES:
        scaled = amount.scaleb(-power).normalize()
        exponent = scaled.as_tuple().exponent
        if abs(scaled) >= 1 and isinstance(exponent, int) and -exponent <= _DIGITS:
            named = view.words(f"smartcity.money.{unit}")
            return view.words("smartcity.money.short", amount=view.words.number(scaled), unit=named)
    return rupiah(view.words, int(amount))


def label(view: View, field: Field, cell: Cell) -> str:
    """A value as its field labels it; else as it is, numbers and times in this language's form."""
    if cell is None:
        return "–"
    labels = (c.label.get(view.lang) for c in field.categories if c.value == cell)
    named = next((text for text in labels if text), "")
    if named:
        return named
    if field.measure is not None:
        return view.words.number(cell)
    time = times.read(cell) if field.role == "waktu" or field.name == "periode" else None
    return times.full(view.words, time) if time else view.words.date(cell)


def period(view: View, figure: Figure) -> str:
    """The period of the row in words; empty where it names none."""
    time = times.read(figure.period)
    return times.full(view.words, time) if time else view.words.date(figure.period)


def status(view: View, answer: Answer, figure: Figure) -> tuple[str, ...]:
    """What the row says of its figure, and of what kind of source; empty: nothing to add."""
    table = answer.table
    fields = table.resource.fields if table else ()
    field = next((f for f in fields if f.role == "status"), None)
    parts = []
    if figure.status == _UNSTATED:
        parts.append(view.words("tanya.status_unknown"))
    elif field and figure.status not in {"", _FINAL}:
        named = label(view, field, figure.status)
        parts.append(view.words("tanya.status", status=named[:1].lower() + named[1:]))
    kind = quality(view, figure)
    return (*parts, kind) if kind else tuple(parts)


def quality(view: View, figure: Figure) -> str:
    """What kind of source a figure has; empty: an official one, or none is named."""
    key = f"tanya.quality.{figure.quality}"
    if figure.quality and view.words.has(key):
        return view.words(key)
    return view.words("tanya.quality.sekunder") if figure.secondary else ""


def title(view: View, answer: Answer, figure: Figure) -> str:
    """What is counted, and of whom: "Jumlah penduduk, Long Ikis"."""
    named = [label(view, f, v) for f, v in figure.row if f.name not in _UNITS]
    own = answer.asked.title
    return own or ", ".join(
        [(figure.field.title or Text(figure.field.name)).get(view.lang), *named]
    )


def told(view: View, answer: Answer, target: str) -> Told | None:
    """A figure ready to be handed on, leading to the page ``target``; none where there is none."""
    figure = answer.figure
    if figure is None or answer.missing or figure.field.measure is None:
        return None
    return Told(
        label=title(view, answer, figure),
        value=value(view, figure),
        period=period(view, figure),
        status=", ".join(status(view, answer, figure)),
        source=view.titles[figure.dataset].get(view.lang),
        address=address(view, target),
    )


def block(view: View, answer: Answer | None, uid: str) -> Markup:
    """A block as HTML; ``uid`` is the beginning of the ids in it."""
    if answer is None or answer.missing or answer.published is None:
        kind = answer.asked.kind if answer else "angka"
        gone = view.words(f"tanya.gone.{kind}", why=why(view, answer))
        return macro("gone", gone)
    if answer.asked.kind == "grafik":
        parts = [d for n, p in enumerate(answer.plans) for d in drawn(view.words, p, f"{uid}-{n}")]
        return macro("charts", parts, answer.asked.title, _remark(view, answer))
    if answer.figure is not None:
        figure = answer.figure
        beside = [period(view, figure), *status(view, answer, figure)]
        beside += [view.words("tanya.late")] if answer.late else []
        name = title(view, answer, figure)
        shown = value(view, figure)
        return macro("figure", name, shown, [b for b in beside if b])
    return _table(view, answer)


def macro(name: str, *values: object) -> Markup:
    """What a macro of `_quoted.html.j2` gives: everything in it was escaped there."""
    macros = environment().get_template("_quoted.html.j2").module
    return Markup(getattr(macros, name)(*values))  # noqa: S704


def _table(view: View, answer: Answer) -> Markup:
    table = answer.table
    assert table is not None  # noqa: S101 - a table that was read
    name = answer.asked.title or table.resource.title.get(view.lang) or table.resource.name
    heads = [((f.title or Text(f.name)).get(view.lang), _is_number(f)) for f in answer.fields]
    rows = [
        [(_cell(view, f, cell), _is_number(f)) for f, cell in zip(answer.fields, row, strict=True)]
        for row in answer.rows
    ]
    note = ""
    if answer.total > len(answer.rows):
        number = view.words.number
        note = view.words("tanya.rows", shown=number(len(rows)), total=number(answer.total))
    region = view.words("tanya.scroll", title=name)
    return macro("table", name, region, heads, rows, note, _remark(view, answer))


def _remark(view: View, answer: Answer) -> Markup:
    """What the dataset's own page says beside the table (`sdi:catatan`); may be empty."""
    note = answer.table.resource.note if answer.table else Text()
    return view.paragraphs(note) if note else Markup("")


def _cell(view: View, field: Field, cell: Cell) -> str:
    """A cell in a table; an address as a link that is named after its host."""
    shown = label(view, field, cell)
    return view.host_link(shown) if shown.startswith(("https://", "http://")) else shown


def _is_number(field: Field) -> bool:
    return field.measure is not None
