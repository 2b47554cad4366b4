"""How a number stands in a file: as typed by many hands, and as a spreadsheet mangles it.

A form belongs to a column, as a spreadsheet mangles whole columns; ``mixed`` is a column that
many hands have filled. Each form of a number keeps all digits that say whose it is, but for
``rounded``, which is what a spreadsheet shows of a long number.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .persons import Person

Form = Callable[[str], str]


def _grouped(*sizes: int, by: str = " ") -> Form:
    def written(digits: str) -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(digits[at : at + size])
            at += size
        return by.join(part for part in (*parts, digits[at:]) if part)

    return written


def _scientific(comma: bool, digits: int) -> Form:
    def written(number: str) -> str:
        text = f"{int(number):.{digits}E}"
        mantissa, power = text.split("E")
        if digits > 5:
            mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa.replace('.', ',') if comma else mantissa}E{power}"

    return written


def _plain(number: str) -> str:
    return number


def _lost(number: str) -> str:
    return number.lstrip("0") or "0"


_LONG: dict[str, Form] = {
    "plain": _plain,
    "apostrophe": lambda n: f"'{n}",
    "spaces": _grouped(4, 4, 4, 4),
    "parts": _grouped(6, 6, 4),
    "dots": _grouped(2, 2, 2, 6, 4, by="."),
    "hyphens": _grouped(6, 6, 4, by="-"),
    "no-break": _grouped(4, 4, 4, 4, by="\u00a0"),
    "around": lambda n: f" {n} ",
    "float": lambda n: f"{_lost(n)}.0",
    "scientific": _scientific(False, 15),
    "scientific-comma": _scientific(True, 15),
    "announced": lambda n: f"NIK {n}",
}
_MOBILE: dict[str, Form] = {
    "plain": _plain,
    "apostrophe": lambda n: f"'{n}",
    "hyphens": _grouped(4, 4, 4, by="-"),
    "spaces": _grouped(4, 4, 4),
    "dots": _grouped(4, 4, 4, by="."),
    "pairs": _grouped(4, 3, 5),
    "country": lambda n: f"+62{n[1:]}",
    "country-spaces": lambda n: f"+62 {_grouped(3, 4, 5)(n[1:])}",
    "country-hyphens": lambda n: f"+62 {_grouped(3, 4, 5, by='-')(n[1:])}",
    "country-bare": lambda n: f"62{n[1:]}",
    "brackets": lambda n: f"({n[:4]}) {n[4:]}",
    "announced": lambda n: f"WA {n}",
    "lost": _lost,
    "float": lambda n: f"{_lost(n)}.0",
}
_NIP: dict[str, Form] = {
    "plain": _plain,
    "spaces": _grouped(8, 6, 1, 3),
    "apostrophe": lambda n: f"'{n}",
    "announced": lambda n: f"NIP. {_grouped(8, 6, 1, 3)(n)}",
}
_NPWP: dict[str, Form] = {
    "plain": _plain,
    "dots": lambda n: f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}",
    "sixteen": lambda n: f"0{n}",
    "spaces": lambda n: f"{n[:2]} {n[2:5]} {n[5:8]} {n[8]} {n[9:12]} {n[12:]}",
    "apostrophe": lambda n: f"'{n}",
}
_SHORT: dict[str, Form] = {"plain": _plain, "apostrophe": lambda n: f"'{n}"}
#: Forms of each kind of number, by name.
FORMS: dict[str, dict[str, Form]] = {
    "nik": _LONG,
    "kk": {name: form for name, form in _LONG.items() if name != "announced"},
    "mobile": _MOBILE,
    "nip": _NIP,
    "npwp": _NPWP,
    "bank": {**_SHORT, "hyphens": _grouped(4, 2, 6, 2, by="-"), "lost": _lost},
    "bpjs": {**_SHORT, "lost": _lost, "spaces": _grouped(4, 4, 5)},
    "nisn": {**_SHORT, "lost": _lost, "float": lambda n: f"{_lost(n)}.0"},
    "record": {**_SHORT, "hyphens": _grouped(2, 2, 2, by="-"), "dots": _grouped(2, 2, 2, by=".")},
    "plate": {
        "plain": _plain,
        "close": lambda n: n.replace(" ", ""),
        "hyphens": lambda n: n.replace(" ", "-"),
        "lower": lambda n: n.lower(),
    },
    "passport": {"plain": _plain, "spaces": _grouped(1, 7)},
    "email": {"plain": _plain, "capitals": lambda n: n.upper(), "around": lambda n: f"{n} "},
}
#: Of a long number only its beginning: told apart, as no reader can say whose it is.
ROUNDED = "rounded"
FORMS["nik"][ROUNDED] = _scientific(True, 5)
#: The schema's type for a form, where the descriptor says more than "string".
TYPES = {"plain": "integer", "lost": "integer", "float": "number", "scientific": "number"}
_WHOLE = ("nik", "kk", "mobile", "bank", "bpjs", "nisn")
_RARE = {ROUNDED: 0.3, "plain": 5.0}


def choose(random: Random, kind: str) -> str:
    """The form of a column: mostly plain, one in six filled by many hands."""
    if random.random() < 1 / 6:
        return "mixed"
    names = list(FORMS[kind])
    return random.choices(names, [_RARE.get(name, 1.0) for name in names])[0]


def write(random: Random, kind: str, form: str, person: Person) -> str:
    """The person's number of that kind in that form."""
    if form == "mixed":
        form = random.choice([name for name in FORMS[kind] if name != ROUNDED])
    return FORMS[kind][form](str(getattr(person, kind)))


def type_of(kind: str, form: str) -> str:
    """The type in Table Schema that fits all cells of such a column."""
    return TYPES.get(form, "string") if kind in _WHOLE else "string"
