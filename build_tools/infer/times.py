"""Period and frequency of a table: from its columns, its header, the lines above it, its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from ..tables.recipe.months import MONTHS, month
from ..tables.recipe.reading import reader
from .base import Kind
from .labels import Label, year_of
from .seen import Seen

Period = tuple[str, str]

_MONTHS = "|".join(
    (
        *(*MONTHS, "Pebruari", "Nopember"),
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Agt", "Agust", "Agu"),
        *("Sep", "Sept", "Okt", "Nov", "Nop", "Des"),
    )
)
_YEAR = r"(?<![\w.,/])(?:19|20)[0-9]{2}(?![\w]|[.,][0-9])"
#: Years of constant prices are no period.
_BASE = re.compile(r"(?:konstan|adhk|dasar|adhb)\s*\(?\s*(?:tahun\s*)?[0-9]{4}\)?", re.IGNORECASE)
_RANGE = re.compile(rf"({_YEAR})\s*(?:[-–—]|s\.?/?d\.?|sampai(?:\s+dengan)?)\s*({_YEAR})")
_MONTH_RANGE = re.compile(
    rf"\b({_MONTHS})\b\.?\s*(?:({_YEAR})\s*)?(?:[-–—]|s\.?/?d\.?|sampai(?:\s+dengan)?)\s*"
    rf"\b({_MONTHS})\b\.?\s*({_YEAR})?",
    re.IGNORECASE,
)
_ONE_MONTH = re.compile(rf"\b({_MONTHS})\b\.?[\s,_-]*({_YEAR})?", re.IGNORECASE)
_ONE_YEAR = re.compile(_YEAR)
_POINT = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_MONTH_STEPS = {1: "bulanan", 3: "triwulanan", 4: "", 6: "semesteran", 12: "tahunan"}
_YEAR_STEPS = {1: "tahunan", 2: "dua-tahunan", 5: "lima-tahunan", 10: "sepuluh-tahunan"}
#: Parts of a year, counted in a column beside the year: how many there are, how often that is.
_PARTS = {
    **dict.fromkeys(("bulan", "bln", "month"), 12),
    **dict.fromkeys(("triwulan", "tw", "kuartal", "quarter"), 4),
    **dict.fromkeys(("semester", "smt"), 2),
}
_OFTEN = {4: "triwulanan", 2: "semesteran"}
_COUNTED = frozenset({"ke", "no", "nomor", "kode", "angka", "periode", "data"})
_DAY_STEPS = {1: "harian", 7: "mingguan"}


def of_text(text: str) -> tuple[Period, int]:
    """The period that a line names, and the month where it names one without a year.

    >>> of_text("PERIODE PENCATATAN JANUARI-APRIL 2020")
    (('2020-01', '2020-04'), 0)
    >>> of_text("Penduduk 1986 - 2024")[0], of_text("PERIODE PENCATATAN MEI")
    (('1986', '2024'), (('', ''), 5))
    """
    plain = _BASE.sub(" ", text.replace("_", " "))
    if match := _MONTH_RANGE.search(plain):
        first, year, last, other = match.groups()
        if other or year:
            start, end = year or other, other or year
            return (f"{start}-{month(first):02d}", f"{end}-{month(last):02d}"), 0
    if match := _RANGE.search(plain):
        return (match.group(1), match.group(2)), 0
    match = _ONE_MONTH.search(plain)
    if match and match.group(2):
        text = f"{match.group(2)}-{month(match.group(1)):02d}"
        return (text, text), 0
    years = _ONE_YEAR.findall(plain)
    number = month(match.group(1)) if match else 0
    if len(set(years)) == 1 and not number:
        return (years[0], years[0]), 0
    return ("", ""), number


def naming(text: str, year: str) -> str:
    """The part of a line that names a year.

    >>> naming("DATA PUSKESMAS, TAHUN ANGGARAN 2024 (SEMENTARA)", "2024")
    'TAHUN ANGGARAN 2024'
    >>> naming("rekap_januari_2024_v2", "2024")
    'januari 2024'
    """
    plain = " ".join(re.split(r"[\s_]+", text))
    before = rf"(?:\b(?:tahun|thn|th)\b[\s.:-]*(?:\w+\s)?|(?:\b(?:{_MONTHS})\b[\s.-]*)+)?"
    match = re.search(rf"{before}{year}(?:[/-](?:19|20)?[0-9]{{2}}\b)?", plain, re.IGNORECASE)
    return match.group() if match else year


def points(columns: Sequence[tuple[Seen, Kind]]) -> tuple[str, ...]:
    """The different times in the columns that say when, as ISO 8601, in order."""
    found = []
    for seen, kind in columns:
        if kind.role == "waktu" and kind.type in {"year", "yearmonth", "date"}:
            times = {time for time in _points(seen, kind) if _POINT.fullmatch(time)}
            if times:
                found.append((seen.filled == seen.rows, max(map(len, times)), sorted(times)))
    return tuple(max(found)[2]) if found else ()


def _points(seen: Seen, kind: Kind) -> Iterator[str]:
    if seen.days and kind.type == "date":
        for value in seen.values or ():
            if isinstance(value, datetime):
                yield value.date().isoformat()
            elif isinstance(value, date):
                yield value.isoformat()
            else:
                yield reader("tanggal")(value)
        return
    if kind.type == "year":
        for text in seen.different():
            yield text[:4]
        return
    read = reader("tanggal" if kind.type == "date" else "tahun-bulan")
    for text in seen.different():
        yield read(text)


def part_of_year(words: Sequence[str]) -> int:
    """How many months, quarters or halves a column may count whose header says that and no more.

    >>> part_of_year(["bulan", "ke"]), part_of_year(["jumlah", "bulan"])
    (12, 0)
    """
    named = [word for word in words if word not in _COUNTED]
    return _PARTS.get(named[0], 0) if len(named) == 1 else 0


def within_years(columns: Sequence[tuple[Seen, Kind]], labels: Iterable[Label]) -> str:
    """How often there are figures where a column beside the year counts parts of it."""
    numbers = months(columns)
    if len(numbers) > 2:
        return "bulanan"
    for (seen, kind), label in zip(columns, labels, strict=True):
        if kind.role == "waktu" and kind.type == "integer":
            most, given = part_of_year(label.words), len(seen.values or ())
            if most == 12 and given > 2:
                return "bulanan"
            if given == most:
                return _OFTEN.get(most, "")
    return ""


def months(columns: Sequence[tuple[Seen, Kind]]) -> tuple[int, ...]:
    """The different months in the column of names of months, in order."""
    for seen, kind in columns:
        if kind.reading == "bulan":
            return tuple(sorted({month(text) for text in seen.different()}))
    return ()


def of_labels(labels: Iterable[Label]) -> tuple[str, ...]:
    """The different times that the header gives: "2019", or "2020-02" of two of its levels."""
    found = []
    for label in labels:
        year = next((y for level in label.levels if (y := year_of(level))), "")
        number = next((m for level in label.levels if (m := month(level))), 0)
        if year:
            found.append(f"{year}-{number:02d}" if number else year)
    return tuple(sorted(set(found)))


def frequency(times: Sequence[str]) -> str:
    """How often there are figures, from the steps between times; empty where they differ.

    >>> frequency(["2018", "2019", "2020"]), frequency(["2024-01", "2024-02", "2024-03"])
    ('tahunan', 'bulanan')
    """
    if len(times) < 3 or len({len(time) for time in times}) != 1:
        return ""
    size = len(times[0])
    if size == 4:
        numbers, names = [int(time) for time in times], _YEAR_STEPS
    elif size == 7:
        numbers = [12 * int(time[:4]) + int(time[5:7]) for time in times]
        names = _MONTH_STEPS
    else:
        numbers, names = [date.fromisoformat(time).toordinal() for time in times], _DAY_STEPS
    steps = Counter(after - before for before, after in pairwise(numbers))
    step, count = min(steps.items())
    return names.get(step, "") if count >= 0.8 * steps.total() else ""
