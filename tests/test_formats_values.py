"""One canonical text per value: exact, and read back as the same value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from formats_examples import ALL_TYPES
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.catalogues.tableschema import table_schema
from build_tools.load.descriptor import resource_of
from build_tools.model import Field
from build_tools.tables.descriptors import cell_readers
from build_tools.tables.values import canonical, json_text, number_text, texter

EXAMPLES = 100


def reader(field: dict[str, Any]) -> Any:
    return cell_readers(resource_of({"name": "t", "schema": {"fields": [field]}}, ("id",)))[0]


@pytest.mark.parametrize(("field", "source", "expected", "_json"), ALL_TYPES)
def test_a_source_text_becomes_its_canonical_text(
    field: dict[str, Any], source: list[str], expected: list[str], _json: list[str]
) -> None:
    read = reader(field)
    resource = resource_of({"name": "t", "schema": {"fields": [field]}}, ("id",))
    text_of = texter(resource.fields[0])
    assert [text_of(read(cell)) for cell in source] == expected


@pytest.mark.parametrize(("field", "source", "expected", "_json"), ALL_TYPES)
def test_the_published_schema_reads_it_back_as_the_same_value(
    field: dict[str, Any], source: list[str], expected: list[str], _json: list[str]
) -> None:
    resource = resource_of({"name": "t", "schema": {"fields": [field]}}, ("id",))
    published = table_schema(resource)["fields"][0]
    if field["name"] == "titik_json":  # frictionless' own reading of it has binary noise
        assert reader(published)(expected[0]) == (Decimal("116.1"), Decimal("-1.9"))
        return
    assert list(map(reader(published), expected)) == list(map(reader(field), source))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_every_digit_and_has_no_exponent(value: Decimal) -> None:
    text = canonical(Field("x", "number"), value)
    assert Decimal(text) == value
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent <= 0:
        assert Decimal(text).as_tuple() == value.as_tuple(), "trailing zeros count"
    assert "E" not in text or abs(exponent) > 400


@pytest.mark.parametrize(
    ("value", "text"),
    [("NaN", "NaN"), ("sNaN", "NaN"), ("-inf", "-INF"), ("1E+999999999", "1E+999999999")],
)
def test_odd_numbers(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.timedeltas())
def test_a_duration_reads_back(value: dt.timedelta) -> None:
    assert (
        reader({"name": "x", "type": "duration"})(canonical(Field("x", "duration"), value)) == value
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.dates(), st.datetimes(timezones=st.none() | st.just(dt.UTC)), st.times())
def test_moments_read_back(day: dt.date, moment: dt.datetime, time: dt.time) -> None:
    for kind, value in (("date", day), ("datetime", moment), ("time", time)):
        assert reader({"name": "x", "type": kind})(canonical(Field("x", kind), value)) == value


def test_json_holds_what_it_can_and_texts_for_the_rest() -> None:
    value = {"a": [1, Decimal("2.90"), float("nan"), None, True], "b": dt.date(2024, 1, 5)}
    assert json_text(value) == '{"a":[1,2.90,"NaN",null,true],"b":"2024-01-05"}'
    assert json_text([2**53, 2**53 + 1], big_as_text=True) == f'[{2**53},"{2**53 + 1}"]'
    assert json_text("\ud800\u2028😀") == '"\\ud800\\u2028\\ud83d\\ude00"'
