"""The engine: plain files fast, odd ones by Python's reader, the same rows either way."""

from __future__ import annotations

import csv
import io
import re
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.tables import engine, explain, tokens
from build_tools.tables.forms import decimals, integers
from build_tools.tables.plain import Prover, portable, whole
from build_tools.tables.tokens import OddQuotesError, Tokens, form_of
from tests.tables import dataset

_SCHEMA = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}


def rows_of(
    folder: Path, content: bytes, **rest: object
) -> list[tuple[int, tuple[str | None, ...]]]:
    resource = dataset(folder, content, _SCHEMA, **rest).resources[0]
    batches = [batch for batch, _ in engine.batches(folder, resource) if batch is not None]
    return [(row.number, row.cells) for batch in batches for row in batch.rows()]


def read_by_csv(content: bytes) -> list[tuple[int, tuple[str | None, ...]]]:
    records = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    padded = [tuple([*record, None, None][:2]) for record in records]
    return list(enumerate(padded, start=2))


_CELLS = st.text(alphabet='ab,"\r\n é', max_size=6)


@given(
    st.lists(st.lists(_CELLS, min_size=1, max_size=3), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.integers(8, 40),
)
def test_any_well_written_file_has_the_rows_that_csv_reads(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[list[str]],
    end: str,
    quoting: int,
    chunk: int,
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([["a", "b"], *records])
    content = text.getvalue().encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "CHUNK", chunk)
        assert rows_of(tmp_path_factory.mktemp("t"), content) == read_by_csv(content)


@given(st.text(alphabet='ab,"\r\n', max_size=60), st.integers(4, 30))
@example('"x"y,1\n"a\nb",2\n', 8)
@example('x,"never closed\n1,2\n3,4\n', 8)
@example("1,2\r3,4\n\n5,6\n", 4)
def test_any_scribble_has_the_rows_that_csv_reads(
    tmp_path_factory: pytest.TempPathFactory, body: str, chunk: int
) -> None:
    content = b"a,b\n" + body.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "CHUNK", chunk)
        assert rows_of(tmp_path_factory.mktemp("t"), content) == read_by_csv(content)


def test_plain_files_never_meet_the_slow_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("read by Python's csv")

    monkeypatch.setattr(tokens, "CHUNK", 64)
    monkeypatch.setattr(Tokens, "records", refuse)
    monkeypatch.setattr(Tokens, "records_from", refuse)
    monkeypatch.setattr(explain, "rows", refuse)
    content = "a,b\n" + "".join(f'{n},"te ""xt"", {n}\nmore"\n' for n in range(100))
    assert len(rows_of(tmp_path, content.encode())) == 100


def test_a_stray_quote_costs_only_what_follows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "CHUNK", 256)
    asked: list[int] = []
    plain = Tokens.records_from

    def remembered(self: Tokens, offset: int) -> object:
        asked.append(offset)
        return plain(self, offset)

    monkeypatch.setattr(Tokens, "records_from", remembered)
    lines = [f"{n},x" for n in range(200)]
    lines[150] = '150,5" pipe'
    content = ("a,b\n" + "\n".join(lines)).encode()
    assert rows_of(tmp_path, content) == read_by_csv(content)
    assert len(asked) == 1
    assert 0 < content.index(b'"') - asked[0] <= 256


def test_a_record_without_end_is_left_to_the_slow_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "CHUNK", 64)
    monkeypatch.setattr(tokens, "MAX_RECORD", 256)
    content = b'a,b\n1,2\n3,"' + b"x\n" * 400
    assert rows_of(tmp_path, content) == read_by_csv(content)
    resource = dataset(tmp_path, content, _SCHEMA).resources[0]
    form = form_of(resource)
    assert form is not None
    with pytest.raises(OddQuotesError):
        list(Tokens(tmp_path / "t.csv", resource, form).pieces())


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_do_not_change_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr(tokens, "CHUNK", 100)
    engine.use_threads(threads)
    try:
        content = ("a,b\n" + "".join(f"{n},x\n" for n in range(2_000))).encode()
        assert rows_of(tmp_path, content) == read_by_csv(content)
    finally:
        engine.use_threads(2)


@pytest.mark.parametrize(
    ("dialect", "fast"),
    [
        ({}, True),
        ({"delimiter": ";"}, True),
        ({"quoteChar": "'"}, True),
        ({"headerRows": [3]}, True),
        ({"delimiter": "¦"}, False),
        ({"escapeChar": "\\"}, False),
        ({"skipInitialSpace": True}, False),
        ({"commentChar": "#"}, False),
        ({"header": False}, False),
        ({"headerRows": [1, 2]}, False),
    ],
)
def test_what_asks_for_more_is_left_to_frictionless(
    tmp_path: Path, dialect: dict[str, object], fast: bool
) -> None:
    resource = dataset(tmp_path, "a,b\n", _SCHEMA, dialect=dialect).resources[0]
    assert (form_of(resource) is not None) is fast


@given(st.text(max_size=8))
@example("a\n")
@example("0b")
@example("ax")
@example("٣")
@example("é")
def test_what_a_portable_pattern_takes_python_takes_too(text: str) -> None:
    for pattern in (r"\d+", r"[^a]", r"\w*", r"a|b", r"^.$", r"[a-z\d-]{2,3}", r"\s+x?", r".+"):
        assert portable(pattern)
        column = pa.array([text], pa.string())
        if pc.match_substring_regex(column, whole(pattern))[0].as_py():
            assert re.match(f"^{pattern}$", text), pattern


@pytest.mark.parametrize(
    "pattern",
    [r"\D", r"[^\d]", r"(?=a)b", r"\bx", r"[[:alpha:]]", "é", r"(a)\1", r"a{,3}", r"(?i)a"],
)
def test_a_pattern_that_the_two_may_read_otherwise_is_not_portable(pattern: str) -> None:
    assert not portable(pattern)


_NUMERALS = st.from_regex(r"\A-?[0-9]{0,3}(\.[0-9]{0,3})?\Z") | st.text(
    "0123456789-.+e ", max_size=22
)


@given(st.lists(_NUMERALS | st.integers().map(str), min_size=1, max_size=8))
@example(["0", "", "-", "-0", "00", "0.", ".5", "1.2.3", "--1", "1-", "0.5", "-0.50"])
@example(["9" * 18, "9" * 19, "-" + "9" * 18, "1." + "5" * 14, "1." + "5" * 15, "9" * 64])
def test_numbers_are_proved_by_their_form(cells: list[str]) -> None:
    column = pa.array(cells, pa.string())
    forms = ((integers, r"0|-?[1-9][0-9]*", 18), (decimals, r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", 15))
    for look, form, surely in forms:
        valid = look(column)
        proved = valid.tolist() if valid is not None else [True] * len(cells)
        for cell, fits in zip(cells, proved, strict=True):
            formed = bool(re.fullmatch(form, cell))
            assert fits is formed if len(cell) <= surely else formed or not fits, cell


_MOMENTS = st.dates().map(str) | st.datetimes().map(lambda t: t.isoformat(timespec="seconds"))
_SPOILT = st.tuples(_MOMENTS, st.integers(0, 18), st.sampled_from("0123456789-T:x")).map(
    lambda spoilt: spoilt[0][: spoilt[1]] + spoilt[2] + spoilt[0][spoilt[1] + 1 :]
)


@given(st.lists(_MOMENTS | _SPOILT | st.text("0123456789-T: ", max_size=20), min_size=1))
def test_of_days_and_seconds_just_those_that_there_are_are_proved(cells: list[str]) -> None:
    for kind, size, form in (("date", 10, "%Y-%m-%d"), ("datetime", 19, "%Y-%m-%dT%H:%M:%S")):
        proof = Prover({"name": "x", "type": kind}, ("",), str).prove(pa.array(cells))
        assert proof is not None
        undecided = [False] * len(cells) if proof.undecided is None else proof.undecided.tolist()
        for cell, open_ in zip(cells, undecided, strict=True):
            try:
                is_moment = len(cell) == size and bool(time.strptime(cell, form))
            except ValueError:
                is_moment = False
            if cell:
                assert open_ is not (is_moment and cell >= "1000"), cell


@pytest.mark.parametrize(
    ("field", "plain", "open_"),
    [
        (
            {"type": "integer"},
            ["0", "-7", "12"],
            ["07", "+1", "1_0", " 1", "1.0", "-0", "٣", "9" * 19],
        ),
        (
            {"type": "number"},
            ["0", "-1.50", "12"],
            ["1e3", ".5", "5.", "NaN", "1,5", "1234567890.1234567"],
        ),
        (
            {"type": "number", "decimalChar": ",", "groupChar": "."},
            ["1.234,5", "12,50"],
            ["1.2.3,4", "1,2,3"],
        ),
        ({"type": "integer", "constraints": {"minimum": 3}}, ["4"], ["3", "2"]),
        ({"type": "string", "constraints": {"maxLength": 2}}, ["é", "ab"], ["abc"]),
        ({"type": "string", "constraints": {"required": True}}, ["a"], [""]),
        ({"type": "date"}, ["2024-02-29"], ["2024-1-5", "２０２４-01-05", "0001-01-01"]),
        (
            {"type": "datetime"},
            ["2024-01-05T23:59:59"],
            ["2024-01-05 10:00:00", "2024-01-05T24:00:00"],
        ),
    ],
)
def test_only_plain_forms_are_proved(
    field: dict[str, object], plain: list[str], open_: list[str]
) -> None:
    prover = Prover({"name": "x", **field}, ("",), lambda given: given)
    for cell in plain:
        proof = prover.prove(pa.array([cell]))
        assert proof is not None
        assert proof.undecided is None, cell
    for cell in open_:
        proof = prover.prove(pa.array([cell]))
        assert proof is not None
        assert proof.undecided is not None, cell
        assert proof.undecided.tolist() == [True], cell


def test_a_bound_that_cannot_be_read_stops_no_table_without_rows(tmp_path: Path) -> None:
    """As frictionless has it: a bound counts from the first cell that is held against it."""
    limits = {"minimum": 0, "maximum": "0.0"}  # with a decimal comma, "0.0" is no number
    field = {"name": "a", "type": "number", "decimalChar": ",", "constraints": limits}
    given = dataset(tmp_path, "a\n", {"fields": [field]})
    found = [f for _, fs in engine.batches(tmp_path, given.resources[0]) for f in fs]
    assert found == []
    given = dataset(tmp_path, "a\n1\n", {"fields": [field]})
    found = [f for _, fs in engine.batches(tmp_path, given.resources[0]) for f in fs]
    assert [f.code for f in found] == ["source-error"]
