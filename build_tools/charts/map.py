"""A measure by area on a map, in classes, with every name and a legend in words."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from ..model import Shape
from ..words import Words
from . import bar, naming, numbers, sentence
from .classes import Class, class_of, classes
from .geometry import Projection, path, projection
from .parts import common_notes, figure, labelled_svg, listed, name_of, shown, unit_of
from .plan import BarPlan, Boundary, Drawn
from .scale import place

WIDTH, HIGHEST = 380, 480
_LEAST = 3


def draw(words: Words, plan: BarPlan, uid: str) -> Drawn | None:
    """The map; None where too few areas have boundaries, or all have one value."""
    boundary = plan.boundary
    if boundary is None:
        return None
    values = {
        b.code: b.value for b in plan.bars if b.value is not None and b.code in boundary.areas
    }
    if len(values) < _LEAST or len(set(values.values())) < 2:
        return None
    title, message = bar.title_of(words, plan), sentence.of_bars(words, plan)
    found = classes(list(values.values()))
    svg = _svg(words, boundary, values, found, (uid, title, message))
    lacking = any(code not in values for code in boundary.areas)
    body = [svg, _legend(words, plan, found, lacking)]
    notes = _notes(words, plan, boundary)
    html = figure("map", title, "", body, notes)
    return Drawn("map", "peta", title, message, html, plan.subject, plan.time is not None)


def _notes(words: Words, plan: BarPlan, boundary: Boundary) -> list[str]:
    subject = plan.subject
    found = []
    if numbers.adds_up(subject.measure, subject.unit):
        found.append(words("charts.note.total"))
    outside = [name_of(words, b.name) for b in plan.bars if b.code not in boundary.areas]
    if outside:
        found.append(words("charts.note.outside", names=listed(words, outside, 10)))
    return [
        *found,
        *common_notes(words, subject, plan.left_out),
        source_note(words, boundary),
    ]


def source_note(words: Words, boundary: Boundary) -> str:
    """Whose boundaries these are, of when, and what their table says of them."""
    dataset, resource = boundary.published.dataset, boundary.table.resource
    source = dataset.sources[0] if dataset.sources else None
    copied = source.copied if source else ""
    place = source.path.split("//")[-1].rstrip("/") if source and source.path else ""
    return words(
        "charts.note.boundary_copied" if copied else "charts.note.boundary",
        title=name_of(words, resource.title or dataset.title),
        source=shown(place or (source.title if source else dataset.id), 60),
        date=words.date(copied),
        note=name_of(words, resource.note, 200),
    ).strip()


def _svg(
    words: Words,
    boundary: Boundary,
    values: dict[str, Decimal],
    found: list[Class],
    names: tuple[str, str, str],
) -> Markup:
    uid, title, message = names
    codes = list(boundary.areas)
    labels = dict(
        zip(codes, naming.shortened([_name(boundary.areas[c]) for c in codes]), strict=True)
    )
    paper, names_at = placed(boundary, labels)
    colours = {code: class_of(value, found).colour for code, value in values.items()}
    drawn = []
    for code in codes:
        shape = boundary.areas[code]
        value = words.number(values[code]) if code in values else words("charts.no_value")
        said = f"{_name(shape)}: {value}"  # the caption names the unit
        mark = Markup(' class="c{}"').format(colours[code]) if code in colours else Markup("")
        fill = mark or Markup(' fill="url(#{}h)"').format(uid)
        drawn.append(
            Markup('<path{} d="{}" data-t="{}"/>').format(fill, path(paper.rings(shape)), said)
        )
    hatch = Markup(
        '<pattern id="{}h" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="h" d="M0 6 6 0"/></pattern>'
    ).format(uid)
    texts = [name_text(name, colours.get(code)) for code, name in names_at]
    lacking = [hatch] if len(colours) < len(codes) else []
    inner = Markup("").join([*lacking, *drawn, *texts])
    return labelled_svg("pd-areas", (paper.width, paper.height), uid, title, message, inner)


def _name(shape: Shape) -> str:
    return shown(shape.name, 40)


def placed(
    boundary: Boundary, labels: dict[str, str]
) -> tuple[Projection, list[tuple[str, naming.Name]]]:
    """Where each name goes. What fits nowhere inside makes the map smaller for a margin."""
    shapes = boundary.areas
    paper = projection(shapes.values(), WIDTH, HIGHEST)
    middle = paper.width / 2
    sides: dict[str, int] = {}
    left = right = 0.0
    fitting: dict[str, naming.Name] = {}
    for _ in range(3):  # a smaller map may push further names out
        paper = projection(shapes.values(), WIDTH, HIGHEST, left, right)
        middle = left + (paper.width - left - right) / 2
        for code, shape in shapes.items():
            at = paper.at(shape.label)
            name = None if code in sides else naming.inside(labels[code], paper.rings(shape), at)
            if name:
                fitting[code] = name
            else:
                fitting.pop(code, None)
                sides.setdefault(code, -1 if at[0] < middle else 1)
        if len(shapes) > naming.MOST_OUTSIDE:
            return paper, list(fitting.items())
        wanted = naming.margins([(labels[code], side) for code, side in sides.items()])
        if wanted == (left, right):
            break
        left, right = wanted
    beside = [(labels[code], side, paper.at(shapes[code].label)) for code, side in sides.items()]
    order = {to: code for code, (_, _, to) in zip(sides, beside, strict=True)}
    outer = [(order[n.to], n) for n in naming.outside(beside, paper, left) if n.to]
    return paper, [*fitting.items(), *outer]


def name_text(name: naming.Name, colour: int | None) -> Markup:
    """A name on the map, over an area of that colour; beside it with a line to it."""
    x, y = place(name.x, 0), place(name.y, 0)
    leader = Markup("")
    css = "m" if colour is None else f"m{colour}"
    if name.to is not None:
        css = "o e" if name.side < 0 else "o"
        middle = name.y - 4 + naming.LINE * (len(name.lines) - 1) / 2
        leader = Markup('<path class="w" d="M{} {}L{} {}"/>').format(
            place(name.to[0], 0),
            place(name.to[1], 0),
            place(name.x - 3 * name.side, 0),
            place(middle, 0),
        )
    inner = Markup("{}").format(name.lines[0])
    if len(name.lines) > 1:
        spans = (
            Markup('<tspan x="{}" dy="{}">{}</tspan>').format(x, naming.LINE if i else 0, line)
            for i, line in enumerate(name.lines)
        )
        inner = Markup("").join(spans)
    return leader + Markup('<text class="{}" x="{}" y="{}">{}</text>').format(css, x, y, inner)


def _legend(words: Words, plan: BarPlan, found: list[Class], lacking: bool) -> Markup:
    entries = []
    for group in found:
        low, high = words.number(group.low), words.number(group.high)
        text = low if low == high else words("charts.range", low=low, high=high)
        entries.append((f"c{group.colour}", text))
    if lacking:
        entries.append(("cx", words("charts.no_value")))
    items = Markup("").join(
        Markup(
            '<li><svg class="pd-key" viewBox="0 0 14 12" aria-hidden="true">'
            '<rect class="{}" width="14" height="12"/></svg>{}</li>'
        ).format(css, text)
        for css, text in entries
    )
    label = ", ".join(filter(None, [words("charts.legend"), unit_of(words, plan.subject.unit)]))
    return Markup('<ul class="pd-legend" aria-label="{}">{}</ul>').format(label, items)


def outline(boundary: Boundary) -> Markup:
    """The region without words, as an ornament."""
    shapes = list(boundary.areas.values())
    paper = projection(shapes, WIDTH, HIGHEST)
    paths = Markup("").join(Markup('<path d="{}"/>').format(path(paper.rings(s))) for s in shapes)
    return Markup(
        '<svg class="pd-sil" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(paper.width, paper.height, paths)
