"""Two units for one column: the heading says one, the standard data another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..model import Dataset, Field, Resource
from .doubts import doubt, measured, unit, wanted
from .reference import Reference

_POWERS = {
    **dict.fromkeys(("ribu", "ribuan", "rb", "thousand"), "ribu"),
    **dict.fromkeys(("juta", "jutaan", "jt", "million"), "juta"),
    **dict.fromkeys(("miliar", "milyar", "milliar", "miliaran", "milyaran", "billion"), "miliar"),
    **dict.fromkeys(("triliun", "trilyun", "trillion"), "triliun"),
}
_BASES = {
    **dict.fromkeys(("rupiah", "rp", "idr"), "rupiah"),
    **dict.fromkeys(("persen", "prosen", "percent", "%"), "persen"),
    **dict.fromkeys(("orang", "jiwa", "people"), "orang"),
    **dict.fromkeys(("ha", "hektar", "hektare"), "hektare"),
    **dict.fromkeys(("km2", "km²"), "kilometer persegi"),
    **dict.fromkeys(("m2", "m²"), "meter persegi"),
    **dict.fromkeys(("ton", "kg", "kilogram", "kuintal", "liter", "km", "meter"), ""),
    "kilometer": "km",
}
_WORD = re.compile(r"[^\W\d_]+[²2]?|%")
_SQUARE = re.compile(r"\b(?:(k)ilo)?meter persegi\b")
#: Where a heading says the unit: in brackets, or at the end of a column's name.
_SAID = re.compile(r"[(\[]([^)\]]{1,40})[)\]]")


def units(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Headings, names of columns and labels in the sheet against `sdi:satuan`."""
    if not wanted(reference, "unit-mixed"):
        return
    for resource in dataset.resources:
        for field in measured(resource):
            for said in _headings(resource, field):
                if _differ(said, unit(field)):
                    yield from doubt(
                        reference,
                        "unit-mixed",
                        file=dataset.source.descriptor,
                        resource=resource.name,
                        field=field.name,
                        said=said[:60],
                        unit=unit(field)[:60],
                    )
                    break


def _headings(resource: Resource, field: Field) -> Iterator[str]:
    """What the heading of a column says of its unit, wherever a heading is written."""
    labels = resource.recipe.columns if resource.recipe else ()
    titles = [field.title.main, *(c.label for c in labels if c.name == field.name)]
    for title in titles:
        yield from _SAID.findall(title)
    tail = re.search(
        r"(?:^|_)((?:(?:ribu|juta|mil[iy]ar|tril[iy]un)_)?(?:rupiah|persen|orang|jiwa|ha|ton))$",
        field.name,
    )
    if tail:
        yield tail[1].replace("_", " ")


def _differ(said: str, given: str) -> bool:
    """Whether two units surely are not the same: other power of ten, or another thing.

    >>> _differ("ribu rupiah", "rupiah"), _differ("Rp juta", "juta rupiah"), _differ("L", "orang")
    (True, False, False)
    """
    if "/" in said or "/" in given or " per " in f" {given} " or " per " in f" {said.casefold()} ":
        return False
    (power, base), (own_power, own_base) = _parts(said), _parts(given)
    if not given or not (power or base) or not (own_power or own_base):
        return False
    if base and own_base and base != own_base:
        return True
    return power != own_power and bool(base or (power and own_base))


def _parts(text: str) -> tuple[str, str]:
    """The power of ten and the thing of a unit, as one word each; empty where not known."""
    words = _WORD.findall(_SQUARE.sub(r"\1m2", text.casefold()))
    power = next((_POWERS[w] for w in words if w in _POWERS), "")
    base = next((_BASES[w] or w for w in words if w in _BASES), "")
    return power, base
