"""The national list of standard data (SDSN): the concept that a measure seems to be.

A suggestion, for people to look at; a label that fits no concept nearly word for word gets none.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import units

_FILE = Path(__file__).parent / "standards.csv.gz"

#: What is measured of a concept, by the words that say so, as the list has it (`ukuran`).
_MEASURES = {
    "jumlah": "Jumlah",
    "banyaknya": "Jumlah",
    "banyak": "Jumlah",
    "jml": "Jumlah",
    "total": "Jumlah",
    "cacah": "Jumlah",
    "persentase": "Persentase",
    "persen": "Persentase",
    "luas": "Luas",
    "rasio": "Rasio",
    "nilai": "Nilai",
    "volume": "Volume",
    "indeks": "Indeks",
    "panjang": "Panjang",
    "berat": "Berat",
    "harga": "Harga",
}
#: Those that are no part of the concept itself: "Jumlah guru" is of the concept "Guru".
_STRIPPED = frozenset(_MEASURES) - {"rasio", "indeks", "panjang", "berat", "harga"}
_AVERAGE = re.compile(r"\brata[\s-]+rata\b")
#: Words that say nothing about a concept.
_EMPTY = frozenset(
    {
        *("di", "dan", "atau", "yang", "dari", "per", "pada", "untuk", "dengan", "menurut"),
        *("dalam", "oleh"),
    }
)
_BY = re.compile(r"\bmenurut\s+(?:provinsi|kab\w*|kota|kecamatan|desa|kelurahan|wilayah)\b.*", re.I)
_AREAS = frozenset({"desa", "kelurahan", "kecamatan"})
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the list: its number and what the list says of it.

    ``measures`` and ``units`` are what it can be measured as, in the same order.
    """

    id: str
    name: str
    definition: str
    classes: str
    measures: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept for a measure, with the measure and the unit that fit the label."""

    concept: Concept
    measure: str
    unit: str
    sex: str = ""  # the label names one: "perempuan"


def measure_of(label: str) -> str:
    """What a label says is measured: "Jumlah", "Persentase", …; empty where it does not.

    >>> measure_of("Persentase Penduduk Miskin"), measure_of("rata_rata_lama_sekolah")
    ('Persentase', 'Rata-rata')
    """
    words = _words(label)
    if _AVERAGE.search(" ".join(words[:2])):
        return "Rata-rata"
    return next((_MEASURES[word] for word in words[:1] + words[-1:] if word in _MEASURES), "")


def suggest(label: str, unit: str = "", *, whole: bool = False) -> Suggestion | None:
    """The concept that a measure's label fits, of the unit that is known; None without a clear one.

    The words of the label, without those that say how it is measured, have to be those of the
    concept. ``whole`` figures are counts where the label says nothing else.
    """
    sex, bare = _without_sex(label)
    key = _key(bare)
    if not key:
        return None
    measure = measure_of(bare) or ("Persentase" if unit == "persen" else "")
    best: tuple[int, Suggestion] | None = None
    for concept in _index().get(key, ()):
        counted = "Jumlah" if whole and "Jumlah" in concept.measures else ""
        fit = _fit(concept, measure or counted, unit)
        if fit is None:
            continue
        points, shown, found = fit
        points += 2 * (_words(concept.name) == _words(bare)) + bool(concept.definition)
        if best is None or points > best[0]:
            best = points, Suggestion(concept, shown, found, sex)
    return best[1] if best else None


def _fit(concept: Concept, measure: str, unit: str) -> tuple[int, str, str] | None:
    """How well a concept can be measured so, and the measure and unit; None: not at all."""
    pairs = list(zip(concept.measures, concept.units, strict=False))
    if unit:
        pairs = [pair for pair in pairs if _same(pair[1], unit)]
    if measure:
        named = [pair for pair in pairs if pair[0] == measure]
        if not named and measure != "Rata-rata":
            return None
        pairs = named or pairs
    if not pairs:
        return None
    (shown, found), *others = pairs
    sure = not others
    # thousands or millions of rupiah: only the table says; the list also gives wards as villages
    if "rupiah" in found or (found in _AREAS and found not in concept.name.casefold()):
        found = ""
    return (
        4 * bool(unit) + 2 * bool(measure) + sure,
        measure or (shown if sure else ""),
        unit or (found if sure else ""),
    )


def _same(one: str, other: str) -> bool:
    return one == other


def _without_sex(label: str) -> tuple[str, str]:
    """The sex that a label names, and the label without it."""
    plain = label.replace("_", " ")
    match = re.search(r"\b(?:laki[\s-]*laki|pria|perempuan|wanita)\b", plain, re.IGNORECASE)
    if not match:
        return "", label
    sex = "laki-laki" if match.group().lower()[:1] == "l" or match.group().lower() == "pria" else ""
    bare = plain[: match.start()] + " " + plain[match.end() :]
    if re.search(r"\b(?:laki[\s-]*laki|perempuan)\b", bare, re.IGNORECASE):
        return "", label  # both: a ratio of the two, or all
    return sex or "perempuan", bare.strip(" ,/")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("²", "2"))


def _key(text: str) -> frozenset[str]:
    """The words that make a concept: without how it is measured and what stands in brackets."""
    words = _words(_BY.sub(" ", _BRACKETS.sub(" ", text)))
    while words and (words[0] in _STRIPPED or words[:2] == ["rata", "rata"]):
        words = words[2:] if words[0] == "rata" else words[1:]
    if len(words) > 1 and words[-1] in _STRIPPED:
        words = words[:-1]
    return frozenset(words) - _EMPTY


@cache
def _index() -> dict[frozenset[str], tuple[Concept, ...]]:
    found: dict[frozenset[str], list[Concept]] = {}
    for concept in _concepts():
        key = _key(concept.name)
        if key:
            found.setdefault(key, []).append(concept)
    return {key: tuple(concepts) for key, concepts in found.items()}


def _concepts() -> Iterator[Concept]:
    text = gzip.decompress(_FILE.read_bytes()).decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        yield Concept(
            row["id"],
            row["konsep"],
            row["definisi"],
            row["klasifikasi"],
            tuple(_parts(row["ukuran"])),
            tuple(units.unit(_BRACKETS.sub("", part).strip()) for part in _parts(row["satuan"])),
        )


def _parts(text: str) -> list[str]:
    return [part.strip().capitalize() for part in re.split(r"[;,]", text) if part.strip()]
