"""Fields that are described in odd ways: patterns of every make, strange marks and bounds."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .compare import compare
from .table import Table

PATTERNS = [
    *("a*+", "a{2}+", "(a)(b)", "a{,2}", "a{1001}", "$", "^", "a$b", "(^a|b)$", "[^-a]+", "[]a]"),
    *(r"\-", "x*?", "[.-/]", "(a|b|)", "()", r"[a\-z]+", r"\.", "a|", "|a", "é+", "[é-ü]+", " +"),
    *("[ -~]+", r"\s*", r"[\s]*", r"[\w ]+", "#.*", "a b", "a{0}", "(a{1,2}){2}", r"[\d-]+", "a.b"),
    *(
        r"\D+",
        r"[^\d]+",
        r"\W*",
        r"\S+",
        r"[\S]+",
        "(?:a|b)+",
        r"a\b.*",
        r"(a)\1",
        r"\x61+",
    ),
    *(
        r"\u00e9",
        r"[[:alpha:]]+",
        "[a&&b]",
        r"\Aa+\Z",
        "a|b|é",
        "^a|b$",
        r"a{1}",
        "[^a]",
        ".",
    ),
]
TEXTS = [
    "ab",
    "aa",
    "b",
    '"a\n"',
    "",
    "é",
    "a-z",
    "\u00a0",
    "x.",
    "#a",
    "٣",
    "aaaa",
    " \x1c",
    '"a\nb"',
]
TEXTS += [
    "A",
    "a b",
    "-",
    ".",
    "/",
    "a\u2028b",
    "ß",
    "_",
    "7",
    "\u0660",
    "a" * 40,
    "\U0001f30a",
    "axb",
]


@pytest.mark.filterwarnings("ignore::FutureWarning")  # [[ and && may come to mean more
@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    try:
        re.compile(f"^{pattern}$")
    except re.error:
        pytest.fail("no pattern of Python's; `constraint-invalid` says so before")
    fields = [
        {"name": "a", "type": "string", "constraints": {"pattern": pattern}},
        {"name": "b", "type": "string"},
    ]
    rows = "".join(f"{text},x\n" for text in TEXTS)
    table = Table(f"a,b\n{rows}".encode(), {"fields": fields, "missingValues": ["?"]})
    assert compare(table, None, 64) == ""


NUMBERS = [
    "5",
    "2024",
    "1-5",
    "-1",
    "105",
    "-10",
    "1000",
    "1.5",
    "1.500",
    "1,5",
    "2ab024",
    "1·5",
    "5.",
    "",
]


@pytest.mark.parametrize(
    "field",
    [
        {"groupChar": "", "decimalChar": ","},
        {"groupChar": "ab", "decimalChar": "·"},
        {"groupChar": "ab", "decimalChar": ""},
        {"decimalChar": ""},
        {"groupChar": ".", "decimalChar": "."},
        {"groupChar": "-"},
        {"decimalChar": "-"},
        {"groupChar": "0"},
        {"decimalChar": "0"},
        {"groupChar": "1", "decimalChar": "5"},
        {"groupChar": "$", "decimalChar": "^"},
        {"bareNumber": False, "groupChar": "."},
        {"floatNumber": True, "decimalChar": ","},
        {"constraints": {"minimum": "sNaN"}},
        {"constraints": {"minimum": "NaN"}},
        {"constraints": {"maximum": "1e400"}},
        {"constraints": {"maximum": 10**400, "minimum": -(10**400)}},
        {"constraints": {"exclusiveMinimum": "5.0", "maximum": "2024"}},
        {"constraints": {"enum": ["5", "1.50", "sNaN"]}},
    ],
    ids=str,
)
def test_numbers(field: dict[str, Any]) -> None:
    for kind in ("number", "integer"):
        known = {"decimalChar", "floatNumber"} if kind == "integer" else set()
        given = {key: value for key, value in field.items() if key not in known}
        fields = [{"name": "a", "type": kind, **given}, {"name": "b", "type": "string"}]
        rows = "".join(f'"{number}",x\n' for number in NUMBERS)
        assert compare(Table(f"a,b\n{rows}".encode(), {"fields": fields}), None, 64) == ""


@pytest.mark.parametrize(
    "missing",
    [
        ["None"],
        ["", "5"],
        [{"value": "-", "label": "tidak ada"}, {"value": "5"}],
        [" "],
        ["a\nb"],
        [],
    ],
    ids=str,
)
def test_missing_values(missing: list[Any]) -> None:
    rows = 'None,1\n\n5,5\n,\n -, \n"a\nb",-\n-,\n'
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]
    table = Table(f"a,b\n{rows}".encode(), {"fields": fields, "missingValues": missing})
    assert compare(table, None, 16) == ""
    fields[0]["missingValues"] = missing  # type: ignore[assignment]
    assert compare(Table(f"a,b\n{rows}".encode(), {"fields": fields}), None, 16) == ""


def test_a_bound_with_a_time_zone_is_no_crash_of_ours() -> None:
    bound = {"minimum": "2024-01-01T00:00:00Z"}
    fields = [{"name": "a", "type": "datetime", "constraints": bound}, {"name": "b"}]
    table = Table(b"a,b\n2024-01-05T10:11:12,x\n", {"fields": fields})
    assert compare(table) == ""


@pytest.mark.parametrize("size", [8, 24, 100, 1 << 21])
def test_integers_beyond_64_bits_are_keys_too(size: int) -> None:
    """A chunk with a long number in it, and one without, must find the same key."""
    long = "1" * 30
    rows = f"-1,1\n2,\n3,{long}\n{long},1\n-1,1\n2,\n{long},9\n{'9' * 18},0\n0{'9' * 18},1\n"
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
    for key in (["a"], ["a", "b"]):
        schema = {"fields": fields, "primaryKey": key}
        assert compare(Table(f"a,b\n{rows}".encode(), schema), size) == ""


@pytest.mark.parametrize(
    "cell", ["NaN", "nan123", "1e400", "-INF", "1E+999999999", "0.1", "-0", "1" * 50]
)
def test_odd_numbers_that_must_be_unique(cell: str) -> None:
    fields = [{"name": "a", "type": "number", "constraints": {"unique": True}}, {"name": "b"}]
    rows = f"{cell},1\n2,1\n{cell},2\n3,x\n {cell},y\n"
    assert compare(Table(f"a,b\n{rows}".encode(), {"fields": fields}), 8, 16, None) == ""


@pytest.mark.parametrize(
    "kind", ["array", "object", "list", "geojson", "geopoint", "duration", "any"]
)
def test_keys_of_nested_values(kind: str) -> None:
    cells = {"array": "[1]", "object": "{}", "list": "a", "geojson": "{}", "geopoint": "1,2"}
    cell = cells.get(kind, "P1Y").replace('"', '""')
    fields = [{"name": "a", "type": kind}, {"name": "b", "type": "string"}]
    content = f'a,b\n"{cell}",x\n"{cell}",y\n'.encode()
    assert compare(Table(content, {"fields": fields, "primaryKey": ["a"]}), None, 16) == ""
