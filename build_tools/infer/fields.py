"""The properties of a field as a descriptor has them; what only people know is marked."""

from __future__ import annotations

from typing import Any

from ..tables.recipe.months import month
from . import standards
from .asking import Asked
from .base import Kind
from .cellnumbers import Numbers
from .labels import Label, year_of

_SUMS = frozenset({"total", "jumlah", "grand total", "jml", "seluruhnya", "tahunan"})


def mark(what: str) -> str:
    """The mark of something that people have to fill in."""
    return f"ISI: {what}"


def properties(label: Label, kind: Kind, *, required: bool) -> dict[str, Any]:
    """Title, description, constraints, categories and role of a field."""
    found: dict[str, Any] = {"title": label.title or mark("nama kolom untuk pembaca")}
    found["description"] = mark("arti kolom ini")
    if required:
        found["constraints"] = {"required": True}
    if kind.categories and kind.role == "nama":  # names need no words for what they mean
        found["categories"] = list(kind.categories)
    elif kind.categories:
        found["categories"] = [{"value": value, "label": value} for value in kind.categories]
    found["sdi:peran"] = kind.role or "keterangan"
    return found


def standard(
    label: Label, held: Numbers, kind: Kind, around: str, asked: Asked
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The standard data of a measure, and which of it the national list suggests.

    ``around`` is the unit of the whole table, used where the column itself names none.
    """
    unit = _unit(label, held, kind) or around
    suggestion = standards.suggest(_asked_of(label), unit, whole=kind.type == "integer")
    measure = standards.measure_of(_asked_of(label)) or ("Persentase" if unit == "persen" else "")
    by_list: list[str] = []
    found = {"sdi:konsep": mark("konsep"), "sdi:definisi": mark("definisi")}
    found["sdi:klasifikasi"] = mark("klasifikasi")
    if suggestion:
        concept = suggestion.concept
        found["sdi:konsep"] = concept.name
        found["sdi:definisi"] = concept.definition or mark("definisi")
        if suggestion.sex:
            found["sdi:klasifikasi"] = f"Jenis kelamin: {suggestion.sex}"
        elif concept.classes:
            found["sdi:klasifikasi"] = mark(f"klasifikasi; daftar nasional: {concept.classes}")
        by_list += ["sdi:konsep"] + ["sdi:definisi"] * bool(concept.definition)
        by_list += ["sdi:ukuran"] * (not measure and bool(suggestion.measure))
        by_list += ["sdi:satuan"] * (not unit and bool(suggestion.unit))
        measure, unit = measure or suggestion.measure, unit or suggestion.unit
        by_list.append("sdi:standar")
        asked.tell("standard", column=label.text, concept=concept.name, id=concept.id)
    found["sdi:ukuran"] = measure or mark("ukuran")
    found["sdi:satuan"] = unit or mark("satuan")
    if suggestion:
        found["sdi:standar"] = suggestion.concept.id
    return found, tuple(by_list)


def _unit(label: Label, held: Numbers, kind: Kind) -> str:
    """The unit that a header or the cells of a column name."""
    if label.unit:
        return label.unit
    if kind.reading == "persen" or any(shown.percent for _, shown in held.forms):
        return "persen"
    if any(shown.rupiah for _, shown in held.forms):
        return "rupiah"
    if held.unit:
        return held.unit
    first = label.words[:1]
    return "persen" if first and first[0] in {"persentase", "persen"} else ""


def _asked_of(label: Label) -> str:
    """A header without its times and totals: what is measured."""
    levels = [
        level
        for level in label.levels
        if not year_of(level) and not month(level) and level.casefold() not in _SUMS
    ]
    return " ".join(levels)
