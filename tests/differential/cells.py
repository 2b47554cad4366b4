"""Fields of every type, with cells for them: mostly plain, some odd."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Field = dict[str, Any]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
#: Cells that are odd in a column of any type.
ODD = [
    *(
        "",
        " ",
        "-",
        "NA",
        " NA",
        "null",
        "nan",
        "NaN",
        "sNaN",
        "inf",
        "-INF",
        "x",
        "é",
        "\u00a0",
        "0",
    ),
    *("1", " 1", "1 ", "01", "+1", "-0", "1_000", "1__0", "1.0", "1.", ".5", "1e3", "1E+5", "1,5"),
    *("1.234,5", "1.234.567,89", "1,234", "１２", "٣", "٣.٥", "\u00a05", "1\n", "9" * 18, "9" * 19),
    *("9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 40, "1e400"),
    *("0.1000000000000000055", "9007199254740993", "5 km", "€ 5", "-€5", "95%", "5 of 6", "--1"),
    *("true", "TRUE", " true", "tRUE", "yes", "ya", "T", "2024-01-05", "2024-1-5", " 2024-01-05"),
    *(
        "2024-02-30",
        "2023-02-29",
        "24-01-05",
        "0000-01-01",
        "5/1/2024",
        "12",
        "Monday",
        "２０２４-01-05",
    ),
    *(
        "2024-01-05T10:11:12",
        "2024-01-05 10:11:12",
        "2024-01-05T10:11:12.5Z",
        "2024-01-05T24:00:00",
    ),
    *("10:11:12", "24:00:00", "10:11", "2024", " 224", "+224", "224", "-123", "2024-5", "2024-13"),
    *(
        "P1Y",
        "PT1H",
        "a,b",
        "[1]",
        '{"a": 1}',
        "115.5,-1.5",
        "181,0",
        "surel@contoh.go.id",
        "abc\n",
    ),
    *('x"y', '"x"', '""', "a\nb", "a\r\nb", "\ufeff", "\u2028", "\0", "'", "\\", "#", "a|b", ";"),
]


def numbered(low: int, high: int) -> SearchStrategy[str]:
    """Plain whole numbers."""
    return st.integers(low, high).map(str)


@st.composite
def bounds(draw: st.DrawFn, values: SearchStrategy[Any]) -> dict[str, Any]:
    """Constraints that say how far values may go, some of them equal to values."""
    names = st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
    return draw(st.dictionaries(names, values, max_size=2))


@st.composite
def string(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    formats = ["default"] * 8 + ["uri", "uuid", "binary"]
    field: Field = {"type": "string", "format": draw(st.sampled_from(formats))}
    letters = draw(st.sampled_from(["ab", "0123456789", "aé1 ", "ab01.-"]))
    plain = st.text(letters, min_size=1, max_size=6)
    rules: dict[str, Any] = {}
    if draw(st.booleans()):
        rules["minLength"] = draw(st.integers(0, 4))
    if draw(st.booleans()):
        rules["maxLength"] = draw(st.integers(2, 8))
    patterns = [r"[ab]+", r"\d{1,4}", r"a|b", r"[a-z0-9.-]*", r"\w+", r"(?!0)\d+", r".*", r"[^x]+"]
    patterns += [
        r"a.?b?",
        r"(ab|a)+",
        r"[\w.-]+",
        r"\S+",
        r"^a.*",
        r".*a$",
        "",
        r"[0-9]{2}\.[0-9]{2}",
    ]
    if draw(st.integers(0, 2)) == 2:
        rules["pattern"] = draw(st.sampled_from(patterns))
    if draw(st.integers(0, 4)) == 4:
        rules["enum"] = draw(st.lists(plain, min_size=1, max_size=4, unique=True))
    field["constraints"] = rules
    return field, plain


@st.composite
def integer(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    field: Field = {"type": "integer"}
    size = draw(st.sampled_from([3, 20, 10**4, 10**17, 10**18, 10**25]))
    if draw(st.integers(0, 3)) == 3:
        field["bareNumber"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 3:
        field["groupChar"] = draw(st.sampled_from([",", "."]))
    numbers = st.integers(-size, size)
    field["constraints"] = draw(bounds(st.one_of(numbers, numbers.map(str))))
    if draw(st.integers(0, 5)) == 5:
        field["constraints"] = {
            "enum": draw(st.lists(numbers, min_size=1, max_size=5, unique=True))
        }
    return field, numbered(-size, size)


@st.composite
def number(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    field: Field = {"type": "number"}
    places = draw(st.integers(0, 4))
    digits = draw(st.sampled_from([2, 5, 11, 16]))
    plain = st.decimals(-(10**digits), 10**digits, places=places).map(str)
    point = group = ""
    if draw(st.integers(0, 2)) == 2:
        point = field["decimalChar"] = draw(st.sampled_from([",", ".", "·"]))
    if draw(st.integers(0, 2)) == 2:
        group = field["groupChar"] = draw(st.sampled_from([".", " ", ",", "'"]))
    if draw(st.integers(0, 4)) == 4:
        field["bareNumber"] = draw(st.booleans())
    if draw(st.integers(0, 6)) == 6:
        field["floatNumber"] = True
    field["constraints"] = draw(bounds(st.one_of(plain, st.integers(-20, 20))))
    if draw(st.integers(0, 5)) == 5:
        field["constraints"] = {"enum": draw(st.lists(plain, min_size=1, max_size=4, unique=True))}
    return field, plain.map(lambda text: _written(text, point, group))


def _written(text: str, point: str, group: str) -> str:
    """A number with the marks of its field."""
    whole, _, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if group:
        start = len(whole) % 3 or 3
        whole = group.join(
            [whole[:start], *(whole[i : i + 3] for i in range(start, len(whole), 3))]
        )
    return sign + whole + ((point or ".") + rest if rest else "")


@st.composite
def boolean(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    if not draw(st.booleans()):
        return {"type": "boolean"}, st.sampled_from(["true", "false", "1", "0", "TRUE"])
    field = {"type": "boolean", "trueValues": ["ya", "1"], "falseValues": ["tidak", "0", "-"]}
    return field, st.sampled_from(["ya", "tidak", "1", "0"])


@st.composite
def moment(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    kind = draw(st.sampled_from(["date", "date", "datetime", "time"]))
    values: Any = {"date": st.dates(), "datetime": st.datetimes(), "time": st.times()}[kind]
    plain = values.map(lambda value: value.replace(microsecond=0) if kind != "date" else value)
    own = {"date": "%d/%m/%Y", "datetime": "%Y-%m-%d %H:%M", "time": "%H.%M"}[kind]
    form = draw(st.sampled_from(["default", "default", "default", own, "any"]))
    field: Field = {"type": kind, "format": form}
    cells = plain.map(lambda value: value.strftime(own) if form == own else value.isoformat())
    if form == "default":
        texts = plain.map(lambda value: value.isoformat())
        field["constraints"] = draw(bounds(texts))
    return field, cells


@st.composite
def year(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    field: Field = {"type": "year", "constraints": draw(bounds(st.integers(1990, 2030)))}
    return field, numbered(1980, 2040)


YEARMONTH = st.tuples(st.integers(1980, 2040), st.integers(1, 12)).map(
    lambda at: f"{at[0]}-{at[1]:02d}"
)
OTHERS: list[tuple[str, SearchStrategy[str]]] = [
    ("yearmonth", YEARMONTH),
    ("duration", st.sampled_from(["P1Y", "P2M", "PT1H30M", "P1DT2S", "-P1D"])),
    ("list", st.sampled_from(["a", "a,b", "a,,b"])),
    ("array", st.sampled_from(["[]", "[1, 2]", '["a"]', "[1.50]"])),
    ("object", st.sampled_from(["{}", '{"a": 1}', '{"a": {"b": null}}'])),
    ("geopoint", st.sampled_from(["115.5,-1.5", "0,0", "-180, 90"])),
    ("geojson", st.sampled_from(['{"type": "Point", "coordinates": [115.5, -1.5]}', "{}"])),
    ("any", st.sampled_from(["a", "1", "b b"])),
]


@st.composite
def other(draw: st.DrawFn) -> tuple[Field, SearchStrategy[str]]:
    kind, plain = draw(st.sampled_from(OTHERS))
    return {"type": kind}, plain


@st.composite
def column(draw: st.DrawFn, name: str) -> tuple[Field, list[str]]:
    """A field, and the cells that its column is drawn from: a pool with few odd ones.

    A cell stands in the pool as often as it shall come.
    """
    made = draw(st.one_of(string(), integer(), number(), boolean(), moment(), year(), other()))
    field: Field = {"name": name, **made[0]}
    rules = dict(field.pop("constraints", {}))
    if draw(st.integers(0, 3)) == 3:
        rules["required"] = True
    if draw(st.integers(0, 5)) == 5:
        rules["unique"] = True
    if rules:
        field["constraints"] = rules
    if draw(st.integers(0, 7)) == 7:
        field["missingValues"] = draw(st.sampled_from([["-"], ["", "NA"], ["-99", "0"], []]))
    plain = draw(st.lists(made[1], min_size=1, max_size=12))
    odd = draw(st.lists(st.one_of(st.sampled_from(ODD), TEXT), max_size=3))
    return field, plain * (1 + 24 // len(plain)) + odd
