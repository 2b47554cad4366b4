"""The figures of a table as lines to forward: the newest of each series, or what its charts say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..charts import Charts, Drawn, times
from ..charts.labels import area_name
from ..charts.parts import what
from ..charts.pick import UNKNOWN
from ..charts.plan import BarPlan, LinePlan, Subject
from ..charts.rows import Frame, Row, frame, wholes
from ..model import ChartSpec, Extract, Field, Figure, Published, Table, Text
from . import quoted, sharing
from .card import spanned
from .cells import APPROXIMATE, columns
from .sharing import Shared, Told, shared
from .view import View, one_line

#: How much of a label, and of the name of a row's source, a line has room for.
_LABEL, _SOURCE = 80, 40
#: Fields that keep rows apart and yet count nothing else.
_BESIDE = frozenset({"sumber", "mutu-sumber", "ketelitian", "status", "catatan"})
#: What needs no word: a final figure, and one as its source wrote it.
_PLAIN = frozenset({"", "tetap", "sebagaimana-ditulis", APPROXIMATE})
_SECONDARY = "sekunder"


@dataclass(frozen=True, slots=True)
class _Newest:
    """A row that holds the newest figure of a series."""

    row: Row
    measure: Field
    series: tuple[str, ...]  # its fields, in the order of their names in a label
    position: float  # of its time, in years; rows without one come last


def forwarded(
    view: View, published: Published, table: Table, charts: Charts, uid: str
) -> list[Shared]:
    """What of a table is worth forwarding, the newest first; empty: it holds no figure.

    Where its figures are counted in several ways each way has a line of its own, also where no
    chart may show it; else the sentences of its charts (drawn with ``uid``) say it best.
    """
    rows = _frame(table, charts)
    found = _newest(rows) if rows else []
    several = rows is not None and len({_key(rows, n) for n in found}) > 1
    lines = [] if several else list(_of_charts(view, published, table, charts, uid))
    if lines or rows is None:
        return lines
    return [_line(view, published, table, rows, one) for one in found]


def _of_charts(
    view: View, published: Published, table: Table, charts: Charts, uid: str
) -> Iterator[Shared]:
    loose = published.dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    rough = {c.field.name for c in columns(view, table, loose) if c.loose}
    plans = list(charts.picker.plans(published, table))
    bars = [p for p in plans if isinstance(p, BarPlan)]
    lines = [p for p in plans if isinstance(p, LinePlan)]
    for drawn in charts.of_table(view.words, published, table, uid):
        among, note = _among(view, table, drawn, bars), _broken(view, drawn, lines)
        line = sharing.of_chart(view, published, drawn, drawn.measure in rough, among, note)
        if line:
            yield line


def _broken(view: View, drawn: Drawn, lines: list[LinePlan]) -> str:
    """A sentence on the last break in the series; empty: it has none."""
    plan = next((p for p in lines if drawn.kind == "line" and p.subject == drawn.subject), None)
    last = max(plan.breaks, key=lambda time: time.position, default=None) if plan else None
    return view.words("share.broken", time=times.said(view.words, last)) if last else ""


def _among(view: View, table: Table, drawn: Drawn, bars: list[BarPlan]) -> str:
    """Of how many the largest is the largest; empty for what is no comparison."""
    plan = next((p for p in bars if drawn.kind != "line" and p.subject == drawn.subject), None)
    if plan is None:
        return ""
    count = view.words.number(sum(bar.value is not None for bar in plan.bars))
    kind = one_line(plan.heading.get(view.lang), _LABEL)
    if kind:
        return view.words("share.among", count=count, kind=kind)
    name = one_line((table.resource.title or Text(table.resource.name)).get(view.lang), _LABEL)
    return view.words("share.among_rows", count=count, table=name)


def _frame(table: Table, charts: Charts) -> Frame | None:
    """The rows of one place: all of a short table, else those that may be charted; or none."""
    given = table.extract
    if table.rows and len(table.preview) == table.rows:
        given = Extract(tuple(f.name for f in table.resource.fields), table.preview)
    rows = frame(table.resource, given, charts.boundaries, ChartSpec("")) if given else None
    if rows and any(_numbered(rows.field(name)) for name in rows.series):
        return None
    if rows is None or not rows.area:
        return rows
    areas = {row[rows.area] for row in rows.rows}
    home = [code for code in areas if code and code in charts.picker.home]
    if len(home) == 1:
        return rows.where([(rows.area, home[0])])
    return rows if len(areas) == 1 else None


def _numbered(field: Field) -> bool:
    """Whether its values are numbers or codes, which tell nobody what a figure is of."""
    return not field.categories and (field.role == "kode" or field.type in {"integer", "number"})


def _newest(rows: Frame) -> list[_Newest]:
    """The newest figures of each series and measure, newest first.

    Where those are secondary or approximate, the newest that are neither follow.
    """
    names = tuple(n for n in rows.series if rows.field(n).role not in _BESIDE)
    apart = (*names, *([rows.unit] if rows.unit and rows.unit not in names else []))
    labelled = tuple(n for n in names if n != rows.unit)
    groups: dict[tuple[object, ...], list[_Newest]] = {}
    for measure in wholes(rows.rows, rows.measures):
        for row in rows.rows:
            if row.get(measure.name) is None:
                continue
            time = times.read(row[rows.time]) if rows.time else None
            at = time.position if time else float("-inf")
            key = (measure.name, *(row[n] for n in apart))
            groups.setdefault(key, []).append(_Newest(row, measure, labelled, at))
    found = []
    for group in groups.values():
        newest = _last(group)
        found += newest
        if all(_doubt(rows, one) for one in newest):
            found += _last([one for one in group if not _doubt(rows, one)])
    return sorted(found, key=lambda one: -one.position)


def _last(group: list[_Newest]) -> list[_Newest]:
    last = max((one.position for one in group), default=0)
    return [one for one in group if one.position == last]


def _key(rows: Frame, one: _Newest) -> tuple[object, ...]:
    return tuple(one.row[name] for name in one.series)


def _doubt(rows: Frame, one: _Newest) -> bool:
    return _role(rows, one, "mutu-sumber") == _SECONDARY or _approximate(rows, one)


def _approximate(rows: Frame, one: _Newest) -> bool:
    return _role(rows, one, "ketelitian") == APPROXIMATE


def _role(rows: Frame, one: _Newest, role: str) -> str:
    """What the row has in the first field of a role; empty: nothing, or no such field."""
    named = (f.name for f in rows.resource.fields if f.role == role and f.name in one.row)
    return next((one.row[name] or "" for name in named), "")


def _line(view: View, published: Published, table: Table, rows: Frame, one: _Newest) -> Shared:
    dataset, measure, row = published.dataset, one.measure, one.row
    unit = measure.measure.unit if measure.measure else Text()
    labels = [_label(rows, name, value) for name in one.series if (value := row[name])]
    code = row[rows.area] if rows.area else None
    if code:
        labels.append(area_name(rows, code))
    label = what(view.words, Subject(measure, unit, tuple(labels)))
    where = "" if code else sharing.place(view, published, label)
    loose = {c.field.name for c in columns(view, table) if c.loose}
    loose_all = dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    figure = Figure(
        published.id,
        table.resource.name,
        measure,
        row[measure.name],
        (row[rows.time] or "") if rows.time else "",
        row=((rows.field(rows.unit), row[rows.unit]),) if rows.unit else (),
        approximate=_approximate(rows, one) or loose_all or measure.name in loose,
    )
    told = Told(
        label=", ".join(filter(None, [label, where])),
        value=quoted.value(view, figure),
        period=quoted.period(view, figure) or spanned(view.words, published),
        status=", ".join(_status(view, published, table, rows, one)),
        source=_source(view, published, _role(rows, one, "sumber")),
        address=sharing.address(view, f"datasets/{published.id}/"),
    )
    return shared(view, told)


def _label(rows: Frame, name: str, value: str) -> Text:
    """What a series is called; of what nobody knows, what it is that is not known."""
    label, title = rows.label(name, value), rows.field(name).title
    if value not in UNKNOWN or not title:
        return label
    langs = {*label.others, *title.others}
    others = {lang: f"{title.get(lang)}: {label.get(lang)}" for lang in langs}
    return Text(f"{title.main}: {label.main}", others)


def _status(
    view: View, published: Published, table: Table, rows: Frame, one: _Newest
) -> Iterator[str]:
    """What must be said of a figure, the worst first: a line may be cut."""
    words = view.words
    own = _role(rows, one, "mutu-sumber")
    quality = own or table.resource.source_quality or published.dataset.source_quality
    if words.has(f"share.quality.{quality}"):
        yield words(f"share.quality.{quality}")
    for role in ("ketelitian", "status"):
        value = _role(rows, one, role)
        if value not in _PLAIN:
            field = next(f for f in rows.resource.fields if f.role == role and f.name in one.row)
            said = one_line(rows.label(field.name, value).get(view.lang), _LABEL)
            said = said[:1].lower() + said[1:]
            yield words("share.figure_status", value=said) if role == "status" else said


def _source(view: View, published: Published, own: str) -> str:
    """The dataset, before it the row's own source by its host."""
    source = sharing.source(view, published)
    try:
        host = (urlsplit(own).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    named = one_line(host or ("" if "//" in own else own), _SOURCE)
    return view.words("share.within", name=named, source=source) if named else source
