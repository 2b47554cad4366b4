"""Two units for one column: the heading says one, the standard data another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..model import Dataset, Field, Resource
from ..model.unitwords import SCALES, UNIT_WORDS
from .doubts import doubt, measured, unit, wanted
from .reference import Reference

_POWERS = {
    **SCALES,
    **dict.fromkeys(("rb", "thousand"), "ribu"),
    **dict.fromkeys(("jt", "million"), "juta"),
    **dict.fromkeys(("milliar", "billion"), "miliar"),
    "trillion": "triliun",
}
#: Units that are surely another one where they differ; "unit" and "buah" may be the same.
_SURE = (
    *("rupiah", "persen", "orang", "hektare", "kilometer persegi", "meter persegi", "meter kubik"),
    *("ton", "kilogram", "kuintal", "liter", "kilometer", "meter"),
)
_BASES = {
    **{w: unit for unit in _SURE for w in UNIT_WORDS[unit].split() if w not in {"m", "ku"}},
    "people": "orang",
}
_WORD = re.compile(r"[^\W\d_]+[²2³3]?|%")
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
                        case="power" if _same_thing(said, unit(field)) else "thing",
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


def _same_thing(said: str, given: str) -> bool:
    """Whether two units differ in their power of ten alone."""
    base, own_base = _parts(said)[1], _parts(given)[1]
    return not base or not own_base or base == own_base


def _parts(text: str) -> tuple[str, str]:
    """The power of ten and the thing of a unit, as one word each; empty where not known."""
    plain = text.casefold().replace("^", "")
    for word, sign in (("persegi", "2"), ("kubik", "3")):
        plain = re.sub(rf"\b(k)?(?:ilo)?meter {word}\b", rf"\1m{sign}", plain)
    words = _WORD.findall(plain)
    power = next((_POWERS[w] for w in words if w in _POWERS), "")
    base = next((_BASES[w] for w in words if w in _BASES), "")
    return power, base
