"""The type of a column, how its cells are read, and its role, from all that stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.recipe import Reading
from ..privacy import headers
from ..tables.period import PERIOD
from .asking import Asked
from .base import Kind
from .cellnumbers import Numbers
from .labels import Label
from .numerals import measured
from .seen import Seen
from .style import Style
from .timekinds import of_time

_CODES = ("kode", "kd", "id", "nip", "nik", "npsn", "nib", "npwp", "nomenklatur", "rekening")
_ORDER = re.compile(r"(?:no|nomor|nomer|no urut|nomor urut|urut)")
_GROUPED_BY = ("status", "jenis", "kategori")
_CODED_BY = ("klasifikasi", "kategori", "kelompok", "kelas", "kode", "golongan")
_YES_NO = frozenset(
    {
        *("ya", "tidak", "ada", "sudah", "belum", "y", "t", "yes", "no", "true", "false"),
        *("aktif", "tidak_aktif", "tidak_ada", "benar", "salah"),
    }
)
#: Headers of words, in which a number may stand now and then.
_WORDY = ("nama", "uraian", "keterangan", "alamat", "catatan", "deskripsi", "spesifikasi")
#: At most so many different values are categories, in a table of at least so many rows.
FEW, ENOUGH_ROWS = 12, 30


_EMPTY = {
    "angka": Kind("number", "angka", "ukuran"),
    "tanggal": Kind("date", "tanggal", "keterangan"),
}


def kind(
    seen: Seen,
    held: Numbers,
    label: Label,
    style: Style,
    asked: Asked,
    percent: bool = False,
    beside: bool = False,
) -> Kind:
    """What one column is.

    ``percent`` says that Excel shows its numbers in percent, ``beside`` that the columns with
    which it shares its upper header hold numbers.
    """
    if not seen.filled:
        given = asked.ask("column-empty", ("teks", "angka", "tanggal"), seen=seen)
        return _EMPTY.get(given, Kind("string", role="keterangan"))
    if headers.announced(label.text, label.title):  # of a person, a vehicle: nothing to add up
        return Kind("string", "kode", "kode", plain=not seen.numbers)
    if counts_rows(label) and held.likely and not _fractions(seen, held):
        if not held.sure:  # 1, 2, II, a
            return Kind("string", "kode", "kode")
        return Kind("integer", "angka", "kode", plain=_bare(held))
    if coded(label) or _zeros(seen, held) or _long(seen, held):
        return Kind("string", "kode", "kode")
    if told := of_time(seen, held, label, asked):
        return told
    if held.likely and not held.sure and label.has(*_WORDY):
        return _text(seen, label)
    if held.read and seen.label in style.left:
        return _left(seen, held, label, style, asked, percent)
    if held.likely:
        return _number(seen, held, label, style, asked, percent)
    if held.empty:
        return _EMPTY["angka"] if beside else _marks_only(seen, held, asked)
    return _text(seen, label)


def _marks_only(seen: Seen, held: Numbers, asked: Asked) -> Kind:
    mark = held.missing[0]
    given = asked.ask("column-no-values", ("angka", "teks"), seen=seen, mark=mark)
    return Kind("string", role="keterangan") if given == "teks" else _EMPTY["angka"]


def _left(
    seen: Seen, held: Numbers, label: Label, style: Style, asked: Asked, percent: bool
) -> Kind:
    """A column of numbers whose style is not certain: no figure of it is read before it is.

    Where that is all that is open, it is a column of numbers, which the check holds back until
    the recipe says the style, or the cells are numbers. One that contradicts itself or the others
    is text.
    """
    case = style.left[seen.label]
    given = asked.answers.get(f"{case}:{seen.label}") or asked.answers.get(case, "")
    if given == "perbaiki":
        return _number(seen, held, label, style, asked, percent)
    if given in {"bukan-angka", "teks"}:
        return Kind("string", "teks", "kode" if given == "bukan-angka" else "keterangan")
    if case == "thousands-or-fraction":
        found = _number(seen, held, label, style, asked, percent)
        return found if found.type == "string" else replace(found, type="number", plain=False)
    return Kind("string", "teks", "ukuran", open=case, plain=False)


def coded(label: Label) -> bool:
    """Whether a header announces codes, or numbers that stand for a person or a thing."""
    return label.has(*_CODES) or bool(headers.announced(label.text, label.title))


def counts_rows(label: Label) -> bool:
    """Whether a header announces a running number."""
    return _ORDER.fullmatch(" ".join(label.words)) is not None


def _bare(held: Numbers) -> bool:
    return all(w.bare and not w.group and w.decimal in {"", "."} for _, w in held.forms)


def _fractions(seen: Seen, held: Numbers) -> bool:
    return not seen.whole or any(w.decimal for _, w in held.forms)


def _zeros(seen: Seen, held: Numbers) -> bool:
    """Codes such as 007: zeros in front, and nothing that only numbers have."""
    zeros = any(w.zeros for _, w in held.forms)
    return zeros and held.likely and all(w.kind == "whole" and w.bare for _, w in held.forms)


#: More digits are no count and no sum of a region, but a number that stands for something.
_MOST_DIGITS = 14


def _long(seen: Seen, held: Numbers) -> bool:
    """Whether all cells are whole numbers too long to be measures."""
    if not held.likely or not seen.whole or seen.values is None:
        return False
    short = [w for place, w in held.forms if w.kind != "whole" or not w.bare or w.decimal]
    short += [w for place, w in held.forms if sum(map(str.isdigit, place.text)) <= _MOST_DIGITS]
    numbers = [v for v in seen.values if isinstance(v, (int, float))]
    return not short and all(abs(v) >= 10**_MOST_DIGITS for v in numbers)


def _number(
    seen: Seen, held: Numbers, label: Label, style: Style, asked: Asked, percent: bool
) -> Kind:
    if held.united:
        place = next(p for p, w in held.forms if measured(p.text)[0])
        options = ("perbaiki", "teks")
        given = asked.ask(
            "cells-unit", options, seen=seen, row=place.row, cell=place.text, count=held.united
        )
        if given == "teks":
            return Kind("string", "teks", "keterangan")
    if held.odd:
        first = held.odd[0]
        count = sum(place.count for place in held.odd)
        given = asked.ask(
            "cells-odd",
            ("angka", "teks"),
            seen=seen,
            row=first.row,
            cell=first.text,
            count=count,
        )
        if given == "teks":
            return Kind("string", "teks", "keterangan")
    broken = not seen.whole or percent
    for _, shown in held.forms:
        broken |= bool(shown.decimal) or (shown.unclear == style.decimal and bool(shown.unclear))
    if seen.label in style.own:  # its field says how it is written
        return Kind("number", "teks", "ukuran")
    plain = all(shown.bare for _, shown in held.forms) and not percent
    coded = not broken and label.has(*_CODED_BY) and _codes(seen)
    role = "keterangan" if coded or label.has("urutan") else "ukuran"
    reading: Reading = "persen" if percent else "angka"
    return Kind("number" if broken else "integer", reading, role, plain=plain)


def _codes(seen: Seen) -> bool:
    """Whether a column holds a few small numbers: more digits than three count something."""
    values = seen.values or ()
    return 0 < len(values) <= FEW and all(len(str(value).partition(".")[0]) < 4 for value in values)


def _text(seen: Seen, label: Label) -> Kind:
    values = seen.different()
    found = Kind("string", "teks", _role(label, values), plain=seen.trimmed)
    folded = {value.casefold().replace(" ", "_") for value in values}
    if 0 < len(values) <= 3 and folded <= _YES_NO and seen.texts == seen.filled:
        return replace(found, categories=tuple(values), role="keterangan")
    few = 0 < len(values) <= FEW and seen.rows >= ENOUGH_ROWS and seen.longest <= 60
    if few and set(label.words[:2]) & set(_GROUPED_BY):
        return replace(found, categories=tuple(values))
    return found


def _role(label: Label, values: Sequence[str]) -> str:
    if values and all(PERIOD.fullmatch(value) for value in values):
        return "waktu"
    words = label.words[:3]
    for role, announced in (
        ("mutu-sumber", ("mutu",)),
        ("ketelitian", ("ketelitian",)),
        ("catatan", ("catatan",)),
        ("status", ("status",)),
        ("sumber", ("sumber",)),
        ("nama", ("nama", "nm", "judul")),
    ):
        if words and words[0] in announced:
            return role
    return "keterangan"
