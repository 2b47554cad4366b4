"""Hostile descriptors, names, patterns and settings: understood or refused, in bounded time."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml
from hostile_payloads import everything
from hypothesis import given
from hypothesis import strategies as st
from portals import AS_OF, DESCRIPTOR, EXAMPLES, change, portal

from build_tools import pipeline, reports
from build_tools.findings import Severity
from build_tools.load import names
from build_tools.load.engine import runs_code
from build_tools.tables import bounded, patterns, risky
from build_tools.words import Words

FIELD = "resources.0.schema.fields.1."
TABLE = "datasets/dkisp/contoh/data/tabel.csv"


def checked(root: Path) -> pipeline.Result:
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
    return result


def errors(result: pipeline.Result) -> set[str]:
    return {f.code for f in result.findings if f.severity is Severity.ERROR}


ENDLESS = [
    *("(a+)+$", "(a|aa)+$", "(.*a){20}", "([a-zA-Z]+)*$", "(x+x+)+y", "(a*)*b"),
    *("(?:б|бб)+", "([а-я]+)+", "(日|日日)+", "(?:\U00010000|\U00010000\U00010000)+"),
    *("^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)(.*)(.*)x", r"(?=(a+))\1b"),
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_that_never_ends_is_refused(pattern: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {FIELD + "constraints": {"pattern": pattern}})
    assert errors(checked(root)) == {"constraint-invalid"}


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        (".*,.*", "," * 200_000 + "\u2028\n\n"),
        ("a*a*a*a*b", "a" * 100_000),
        ("[^;]*;[^;]*;[^;]*", ";" * 100_000),
        (r"(?:.*a.*b.*c)", "ab" * 100_000),
        (r"(?=.*a)(?=.*b).*", "b" * 100_000),
    ],
)
def test_a_long_cell_is_held_against_a_pattern_in_bounded_time(
    pattern: str, cell: str, tmp_path: Path
) -> None:
    """Python's matcher would be busy with each of them for minutes to years."""
    root = portal(tmp_path)
    change(root, {FIELD + "constraints": {"pattern": pattern}})
    path = root / TABLE
    path.write_text(path.read_text("utf-8").replace("Tempat Satu", f'"{cell}"') + "x\n", "utf-8")
    start = time.monotonic()
    assert "constraint-error" in errors(checked(root))
    assert time.monotonic() - start < 10


def test_a_long_cell_that_fits_is_left_in_peace(tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {FIELD + "constraints": {"pattern": ".*,.*|[^,]*"}})
    path = root / TABLE
    cell = f'"{"x" * 3000},{"y" * 3000}"'
    path.write_text(path.read_text("utf-8").replace("Tempat Satu", cell), "utf-8")
    assert errors(checked(root)) == set()


def table_of(root: Path, pattern: str, cells: list[str]) -> None:
    """Has the example's table hold the cells, each in a row of its own, against the pattern."""
    change(
        root,
        {
            FIELD + "constraints": {"pattern": pattern},
            "resources.0.schema.fields.0.constraints": None,
            "resources.0.schema.primaryKey": None,
            "resources.0.sdi:aturan": None,
        },
    )
    path = root / TABLE
    header, first, *_ = path.read_text("utf-8").splitlines()
    before, _, after = first.partition("Tempat Satu")
    path.write_text("\n".join([header, *(f"{before}{c}{after}" for c in cells), ""]), "utf-8")


def test_a_column_has_a_budget_for_a_slow_pattern(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RE2 does not look ahead. Each cell is within its bound, but all would take an hour."""
    monkeypatch.setattr(bounded, "BUDGET_SECONDS", 2.0)
    root = portal(tmp_path)
    pattern = "(?!x).*;.*;.*!"
    most = patterns.longest(pattern)
    table_of(root, pattern, [f"{n:06}".rjust(most, ";") for n in range(100_000)])
    start = time.monotonic()
    found = [f for f in checked(root).findings if f.severity is Severity.ERROR]
    assert time.monotonic() - start < 60
    (slow,) = [f for f in found if f.code == "constraint-invalid"]
    assert (slow.field, slow.row, slow.cell) == ("nama", None, pattern)
    for lang, said in (("id", "tidak diperiksa"), ("en", "not checked")):
        assert said in reports.sentence(slow, Words.load(lang))


@pytest.mark.parametrize("pattern", ["[A-Z][a-z]+ .*[0-9]+", "(?=.*[0-9])[A-Z]\\S+ .*"])
def test_an_honest_table_is_far_below_the_budget(pattern: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    table_of(root, pattern, [f"Jalan Rekaan Panjang Sekali nomor {n}" for n in range(200_000)])
    assert errors(checked(root)) == set()


def test_what_a_pattern_may_take_shrinks_with_its_repeats() -> None:
    found = [patterns.longest(p) for p in ("[a-z]+", ".*,.*", ".*,.*,.*", ".*,.*,.*,.*", "(a+)+")]
    assert found == sorted(found, reverse=True) and found[-1] == 0


@pytest.mark.parametrize(
    "name",
    [
        *("con", "nul", "aux", "prn", "com1", "lpt9", "CON.csv", "aux.tar.gz", "CONIN$"),
        *("a ", " a", "a.", "data/b .", "a?b", "a*b", 'a"b', "a<b", "a|b", "a\x07b", "C:a"),
        *("x" * 256, "/".join(["map"] * 60), "a\u202egpj.csv", "a\u200bb", "\ufeffa", "a\u2066b"),
    ],
)
def test_names_that_not_every_computer_keeps(name: str) -> None:
    assert names.unportable(name)


@pytest.mark.parametrize("name", ["console.csv", "data/aux-2024.csv", "nul-a", "a b.csv", "é.csv"])
def test_names_that_every_computer_keeps(name: str) -> None:
    assert not names.unportable(name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Data.csv", "data.csv", True),
        ("e\u0301.csv", "\u00e9.csv", True),
        ("\uff41.csv", "a.csv", True),
        ("STRASSE", "straße", True),
        ("data.csv", "data2.csv", False),
    ],
)
def test_twins(one: str, other: str, same: bool) -> None:
    assert bool(list(names.twins([one, other]))) is same


@pytest.mark.parametrize(
    "name", ["con", "nul", "com1", "dаta", "__proto__", "..", "a" * 101, "croissant"]
)
def test_a_resource_of_such_a_name_is_refused(name: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {"resources.0.name": name})
    assert "resource-name" in errors(checked(root))


@pytest.mark.parametrize(
    "path",
    [
        *("../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://a.example/a.csv"),
        *("\\\\host\\share\\a.csv", "C:\\a.csv", "C:/a.csv", "//host/a.csv", "data/../../a.csv"),
        *("~/a.csv", "data\\tabel.csv", ".git/config", "data/./../x", "data/tabel.csv\u0000"),
    ],
)
def test_paths_that_lead_elsewhere(path: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {"resources.0.path": path})
    assert errors(checked(root)) & {"path-unsafe", "file-missing"}


ODD_KEYS = st.sampled_from(["__proto__", "constructor", "", " ", "\u202e", "a.b", "$ref", "sdi:"])
TEXTS = st.one_of(st.text(max_size=30), st.sampled_from(everything()), st.just("x" * 20_000))
NUMBERS = st.one_of(
    st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.just(10**400)
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(ODD_KEYS, TEXTS), inner, max_size=4)
    ),
    max_leaves=12,
)
PLACES = [
    *("title", "description", "keywords", "sources", "licenses", "resources", "sdi:en"),
    *("sdi:kontak", "sdi:periode", "resources.0.schema", "resources.0.dialect", "name"),
    *("resources.0.path", "resources.0.name", "resources.0.encoding", "resources.0.sdi:aturan"),
    *("resources.0.schema.fields", "resources.0.schema.primaryKey", "resources.0.sdi:grafik"),
    *(FIELD + key for key in ("name", "type", "format", "constraints", "categories", "title")),
    *("resources.0.schema.missingValues", "resources.0.schema.foreignKeys", "$schema", "sdi:x"),
]


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portal(tmp_path_factory.mktemp("acak"))


ORIGINAL = (EXAMPLES / "portal" / DESCRIPTOR).read_text("utf-8")


@given(changes=st.dictionaries(st.sampled_from(PLACES), VALUES, min_size=1, max_size=3))
def test_any_descriptor_is_understood_or_refused(changes: dict[str, Any], playground: Path) -> None:
    """Whatever stands where: no crash, in the time that a table takes."""
    given = yaml.safe_load(ORIGINAL)
    for dotted, value in sorted(changes.items(), key=lambda item: -len(item[0])):
        *parents, last = dotted.split(".")
        place: Any = given
        for part in parents:
            place = place[int(part)] if isinstance(place, list) else place[part]
        place[last] = value
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False)
    (playground / DESCRIPTOR).write_text(text, "utf-8", errors="replace")
    start = time.process_time()
    checked(playground)
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ("plugins: [search, macros]", {"macros"}),
        ("plugins: {exec: {}}", {"exec"}),
        ("hooks: [hooks.py]", {"hooks.py"}),
        ("markdown_extensions: [tables, pymdownx.snippets]", {"pymdownx.snippets"}),
        ("markdown_extensions: [{markdown_include.include: {}}]", {"markdown_include.include"}),
        ("x: !!python/object/apply:os.system [id]", {"!!python/object/apply:os.system"}),
        ("x: !ENV HOME", {"!ENV"}),
        ("markdown_extensions: [admonition, {toc: {}}, pymdownx.details]", set()),
    ],
)
def test_settings_that_run_code_are_named(lines: str, keys: set[str], tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / "mkdocs.yml"
    path.write_text(f"{lines}\n{path.read_text('utf-8')}", "utf-8")
    assert {dict(f.values)["value"] for f in runs_code(root)} == keys


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        *(
            (text, True)
            for text in ("=1+1", "@SUM(A1)", "\t=1", "\r=1", "+cmd|' /C x'!A0", "＝1+1")
        ),
        *((text, True) for text in ("-2+3+cmd|' /C x'!A0", "- Rapat", "-A1")),
        *((text, False) for text in ("", "-", "-5", "+62 541", "-1.250,75", "a=b", "é", "（a）")),
    ],
)
def test_which_texts_may_be_taken_for_formulas(text: str, formula: bool) -> None:
    assert risky.of_texts(pa.array([text, "biasa", None])) is formula


@pytest.mark.parametrize("formula", [True, False])
def test_the_page_says_how_to_open_such_a_table(formula: bool, tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / TABLE
    if formula:
        path.write_text(path.read_text("utf-8").replace("Tempat Satu", "=1+1"), "utf-8")
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert result.exit_code() == 0
    for lang, said in (("id", "Dari Teks/CSV"), ("en", "From Text/CSV")):
        page = root / f".build/docs/{lang}/datasets/dkisp/contoh/index.md"
        assert bool(re.search(re.escape(said), page.read_text("utf-8"))) is formula
