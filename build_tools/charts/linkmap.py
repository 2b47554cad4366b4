"""A map whose areas lead to their pages: an ornament beside a list of the same links."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from . import naming
from .geometry import path
from .map import name_text, placed
from .parts import shown
from .plan import Boundary


def draw(boundary: Boundary, links: Mapping[str, str]) -> Markup:
    """The areas of a boundary; those of ``links`` (code and address) can be followed.

    Hidden from assistive technology and left out of the order of focus: the list says the same.
    """
    labels = naming.shortened([shown(s.name, 40) for s in boundary.areas.values()])
    paper, names = placed(boundary, dict(zip(boundary.areas, labels, strict=True)))
    drawn = []
    for code, shape in boundary.areas.items():
        outline = Markup('<path class="c1" d="{}"/>').format(path(paper.rings(shape)))
        address = links.get(code)
        form = Markup('<a href="{}" tabindex="-1">{}</a>')
        drawn.append(form.format(address, outline) if address else outline)
    texts = Markup("").join(name_text(name, 1 if name.to is None else None) for _, name in names)
    return Markup(
        '<svg class="pd-areas" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}</svg>'
    ).format(paper.width, paper.height, Markup("").join(drawn), texts)
