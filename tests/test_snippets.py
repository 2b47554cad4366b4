"""The code that reads a table elsewhere, run: pandas, R and curl against a server of one's own.

Excel's is held against a file kept beside it; nothing here can run it, and its page says so.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from formats_examples import all_types, converted
from hypothesis import given, settings
from hypothesis import strategies as st
from portals import REPOSITORY
from snippet_pages import Copied, cells, loopback, run_python, run_r, run_shell

from build_tools.load.datasets import RESERVED_RESOURCES
from build_tools.model import Table
from build_tools.pages import literals, snippets
from build_tools.pages.snippets import Column

GOLDEN = REPOSITORY / "tests/golden/use"
#: Names that would end a text, or more, in one of the languages.
HOSTILE = [
    'kode "resmi"',
    "it's",
    "C:\\data\\baru",
    "#(lf)",
    '#"kolom"',
    "`mundur`",
    "${x} $(id) %s {0}",
    "baris\nbaru",
    "tab\tdi sini",
    "</pre><script>",
    "arah\u202eterbalik",
    "spasi\u200bnol",
    '\\"); system("id")',
    "' + __import__('os').name + '",
    "harga, Rp",
    "é 🌏",
    "c(",
    "NA",
]


def address(table: Table, folder: Path) -> str:
    """Where the CSV lies; a file is read like an address."""
    name = next(d.name for d in table.downloads if d.format == "csv")
    return snippets.plain_address(str(folder / "out" / name))


def test_pandas_reads_every_type(tmp_path: Path) -> None:
    _, table = all_types(tmp_path)
    columns = snippets.columns(table)
    frame = run_python(snippets.python(columns).text(address(table, tmp_path)), tmp_path)
    assert frame["teks"].tolist()[:2] == ["001", "=1+1"] and frame["bulat"].tolist()[1] == -5
    assert str(frame["angka"].dtype) == "Float64" and frame["angka"].sum() == 1234.4
    assert str(frame["tanggal"].dtype).startswith("datetime64")
    assert frame["tanggal"][1].date().isoformat() == "1945-08-17"
    assert frame["ya"].tolist()[:2] == [True, False] and frame["tahun"].tolist()[1] == 224
    assert frame["jam"].tolist()[0] == "07:30:00"
    assert frame.iloc[2].isna().sum() == len(columns) - 1


def test_r_reads_every_type(tmp_path: Path) -> None:
    _, table = all_types(tmp_path)
    columns = snippets.columns(table)
    (frame,) = run_r([snippets.r(columns).text(address(table, tmp_path))], tmp_path)
    classes = dict(zip(frame.names, frame.classes, strict=True))
    assert classes["teks"] == "character" and frame.column("teks") == ["001", "=1+1", None]
    assert classes["bulat"] == "integer" and frame.column("bulat") == ["7", "-5", None]
    assert classes["angka"] == "numeric" and frame.column("angka") == ["1234.5", "-0.1", None]
    assert classes["ya"] == "logical" and frame.column("ya") == ["TRUE", "FALSE", None]
    assert classes["tanggal"] == "Date" and frame.column("tanggal")[1] == "1945-08-17"
    assert all(cell is None for cell in frame.rows[2][1:])


def test_what_stands_for_no_value_is_told_by_column(tmp_path: Path) -> None:
    fields = [
        {"name": "kode", "type": "string", "missingValues": [""]},
        {"name": "jumlah", "type": "integer", "missingValues": ["", "-", "…"]},
        {"name": "sejak", "type": "date", "missingValues": ["", "…"]},
    ]
    rows = [["-", "12", "2024-01-05"], ["007", "-", "…"], ["NA", "…", ""]]
    _, table = converted(tmp_path, fields, rows)
    columns, place = snippets.columns(table), address(table, tmp_path)
    frame = run_python(snippets.python(columns).text(place), tmp_path)
    assert frame["kode"].tolist() == ["-", "007", "NA"]
    assert frame["jumlah"].isna().tolist() == [False, True, True] and frame["jumlah"][0] == 12
    assert frame["sejak"].isna().tolist() == [False, True, True]
    (read,) = run_r([snippets.r(columns).text(place)], tmp_path)
    assert read.column("kode") == ["-", "007", "NA"]
    assert read.column("jumlah") == ["12", None, None] and read.classes[1] == "integer"
    assert read.column("sejak") == ["2024-01-05", None, None] and read.classes[2] == "Date"
    query = snippets.power_query(columns).text(place)
    assert 'Kosong2, "…", null, Replacer.ReplaceValue, {"jumlah", "sejak"}' in query.replace(
        "Kosong1", "Kosong2"
    )


@pytest.mark.parametrize(
    ("largest", "in_pandas", "in_r"),
    [
        ("2147483647", "Int64", "integer"),
        ("2147483648", "Int64", "numeric"),
        ("9007199254740993", "Int64", "character"),
        ("-9223372036854775809", "string", "character"),
    ],
)
def test_whole_numbers_stay_whole(tmp_path: Path, largest: str, in_pandas: str, in_r: str) -> None:
    fields = [{"name": "no", "type": "integer"}, {"name": "n", "type": "integer"}]
    _, table = converted(tmp_path, fields, [["1", largest], ["2", ""]])
    columns, place = snippets.columns(table), address(table, tmp_path)
    frame = run_python(snippets.python(columns).text(place), tmp_path)
    assert str(frame["n"].dtype) == in_pandas and str(frame["n"][0]) == largest
    (read,) = run_r([snippets.r(columns).text(place)], tmp_path)
    assert read.classes[1] == in_r and read.column("n") == [largest, None]


def test_numbers_that_are_none_are_read(tmp_path: Path) -> None:
    fields = [{"name": "no", "type": "integer"}, {"name": "x", "type": "number"}]
    _, table = converted(tmp_path, fields, [["1", "NaN"], ["2", "INF"], ["3", "1.5"]])
    columns, place = snippets.columns(table), address(table, tmp_path)
    frame = run_python(snippets.python(columns).text(place), tmp_path)
    assert frame["x"].isna().tolist() == [True, False, False] and math.isinf(frame["x"][1])
    (read,) = run_r([snippets.r(columns).text(place)], tmp_path)
    assert read.column("x")[1:] == ["Inf", "1.5"]


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    fields = [{"name": name, "type": "string"} for name in HOSTILE]
    _, table = converted(tmp_path, fields, [[f"0{n}" for n in range(len(HOSTILE))]])
    columns, place = snippets.columns(table), address(table, tmp_path)
    codes = [f(columns).text(place) for f in (snippets.python, snippets.r, snippets.power_query)]
    frame = run_python(codes[0], tmp_path)
    assert list(frame.columns) == HOSTILE and frame.iloc[0].tolist()[7] == "07"
    (read,) = run_r([codes[1]], tmp_path)
    assert read.names == HOSTILE and read.rows[0][7] == "07"
    assert [c.name for c in columns] == [t for t in m_texts(codes[2]) if t in HOSTILE][
        : len(HOSTILE)
    ]
    assert not any("\u202e" in code or "\u200b" in code for code in codes)


NAME = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20
)


@given(st.lists(NAME, min_size=1, max_size=6, unique=True))
def test_any_name_is_the_same_text_in_python_and_power_query(names: list[str]) -> None:
    columns = [Column(name, "string") for name in names]
    code = snippets.python(columns).text("x.csv")
    dtype = code.partition("dtype=")[2].partition(",\n    keep_default_na")[0]
    assert list(eval(dtype, {})) == names
    query = snippets.power_query(columns).text("x.csv")
    types = query.partition("TransformColumnTypes")[2]
    assert [t for t in m_texts(types) if t != "en-US" or t in names][: len(names)] == names


@settings(max_examples=5)
@given(names=st.lists(NAME, min_size=40, max_size=40, unique=True))
def test_any_name_is_the_same_text_in_r(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("r")
    texts = ", ".join(map(literals.r, names))
    code = f"tabel <- data.frame(x = c({texts}), stringsAsFactors = FALSE)"
    (read,) = run_r([code], folder)
    assert [cell for (cell,) in read.rows] == names


def m_texts(code: str) -> list[str]:
    """The text literals of a query, read as the language's specification says (2.3.3)."""
    named = {"lf": "\n", "cr": "\r", "tab": "\t", "#": "#"}

    def read(found: re.Match[str]) -> str:
        return "".join(named.get(e) or chr(int(e, 16)) for e in found[1].split(","))

    texts = (t.replace('""', '"') for t in re.findall('"((?:[^"]|"")*)"', code))
    return [re.sub(r"#\(([^()]+)\)", read, text) for text in texts]


def test_curl_takes_the_file_and_knows_it(tmp_path: Path) -> None:
    _, table = converted(tmp_path, [{"name": "kode", "type": "string"}], [["007"]])
    file = next(d for d in table.downloads if d.format == "csv")
    into = tmp_path / "unduhan"
    into.mkdir()
    with loopback(tmp_path / "out") as root:
        code = snippets.curl(file.name, file.sha256).text(root + file.name)
        done = run_shell(code, into)
        assert done.returncode == 0 and "OK" in done.stdout, done.stderr
        assert (into / file.name).read_bytes() == (tmp_path / "out" / file.name).read_bytes()
        wrong = run_shell(snippets.curl(file.name, "ab" * 32).text(root + file.name), into)
        assert wrong.returncode != 0 and "FAILED" in wrong.stdout
        gone = run_shell(snippets.curl("x.csv", file.sha256).text(root + "x.csv"), into)
        assert gone.returncode != 0 and not (into / "x.csv").exists()


def test_a_file_with_an_odd_name_is_one_word_of_the_shell(tmp_path: Path) -> None:
    name = "it's $(touch jebol) `x`.csv"
    (tmp_path / name).write_text("a\n")
    into = tmp_path / "unduhan"
    into.mkdir()
    with loopback(tmp_path) as root:
        place = snippets.plain_address(root) + snippets.plain_address(name)
        run_shell(snippets.curl(name, "ab" * 32).text(place), into)
    assert [path.name for path in into.iterdir()] == [name]


def test_a_very_wide_table_is_read_as_text(tmp_path: Path) -> None:
    names = [f"kolom {n}" for n in range(snippets.MOST_COLUMNS + 1)]
    fields = [{"name": name, "type": "integer"} for name in names]
    _, table = converted(tmp_path, fields, [["7"] * len(names)])
    columns, place = snippets.columns(table), address(table, tmp_path)
    assert snippets.as_text(columns)
    codes = [f(columns).text(place) for f in (snippets.python, snippets.r, snippets.power_query)]
    assert all(len(code) < 600 and "kolom 9" not in code for code in codes)
    assert run_python(codes[0], tmp_path)["kolom 9"].tolist() == ["7"]
    assert run_r([codes[1]], tmp_path)[0].classes == ["character"] * len(names)


def test_power_query_is_as_it_is_kept() -> None:
    """Held against `golden/use/contoh.m`, after the reference of M; Excel has not run it."""
    columns = [
        Column("kode_wilayah", "string"),
        Column('nama "resmi" #(1)', "string"),
        Column("tahun", "year"),
        Column("penduduk", "integer", 900_000, ("", "…")),
        Column("luas_km2", "number"),
        Column("sejak", "date"),
        Column("tetap", "boolean"),
        Column("nomor_panjang", "integer", 10**20),
    ]
    place = "https://data.contoh.go.id/datasets/dkisp/contoh/contoh.csv"
    query = snippets.power_query(columns).text(place) + "\n"
    assert query == (GOLDEN / "contoh.m").read_text(encoding="utf-8")


def pages(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.glob("datasets/*/*/pakai/index.html")):
        yield path.parent.parent.relative_to(site).as_posix(), path


def tables(site: Path, root: str) -> Iterator[tuple[Path, dict[str, Any], dict[str, str]]]:
    """Of every table of the site: its CSV, its schema, and its code by language.

    Not of the files that the portal itself makes beside a dataset, such as the codes of areas.
    """
    for folder, page in pages(site):
        described = json.loads((site / folder / "datapackage.json").read_text(encoding="utf-8"))
        texts = Copied(page.read_text(encoding="utf-8"), root).texts
        resources = [r for r in described["resources"] if r["name"] not in RESERVED_RESOURCES]
        for number, resource in enumerate(resources, start=1):
            schema = resource.get("schema") or resource["sdi:skemaProperti"]
            found = {
                kind: texts[f"kode{number}-{kind}"] for kind in ("python", "r", "curl", "excel")
            }
            name = next(
                d["path"]
                for d in [resource, *resource.get("sdi:format", [])]
                if d["path"].endswith(".csv")
            )
            yield site / folder / name, schema, found


def marks_of(schema: dict[str, Any]) -> dict[str, list[str]]:
    return {f["name"]: f.get("missingValues", schema["missingValues"]) for f in schema["fields"]}


@pytest.mark.slow
def test_every_table_of_this_portal_is_read_by_pandas(built_site: Path, tmp_path: Path) -> None:
    count = 0
    with loopback(built_site) as root:
        for path, schema, code in tables(built_site, root):
            frame = run_python(code["python"], tmp_path)
            want = cells(path, marks_of(schema))
            assert list(frame.columns) == list(want), path
            for field in schema["fields"]:
                column, cells_of = frame[field["name"]], want[field["name"]]
                assert column.isna().tolist() == [cell is None for cell in cells_of], path
                known = [cell for cell in cells_of if cell is not None]
                read = column.dropna().tolist()
                if field["type"] in {"integer", "year"}:
                    assert str(column.dtype) == "Int64" and sum(read) == sum(map(int, known))
                elif field["type"] == "number":
                    assert math.isclose(sum(read), sum(map(float, known)))
                elif field["type"] == "date":
                    assert [d.date().isoformat() for d in read] == known
                else:
                    assert read == known, (path, field["name"])
            count += 1
    assert count >= 25


@pytest.mark.slow
def test_every_table_of_this_portal_is_read_by_r(built_site: Path, tmp_path: Path) -> None:
    with loopback(built_site) as root:
        given = list(tables(built_site, root))
        frames = run_r([code["r"] for _, _, code in given], tmp_path)
    for (path, schema, _), frame in zip(given, frames, strict=True):
        want = cells(path, marks_of(schema))
        assert frame.names == list(want), path
        for field, kind in zip(schema["fields"], frame.classes, strict=True):
            read, cells_of = frame.column(field["name"]), want[field["name"]]
            if field["type"] in {"integer", "year", "number"}:
                assert kind in {"integer", "numeric"}
                assert [v is None for v in read] == [v is None for v in cells_of]
                sums = [sum(float(v) for v in values if v) for values in (read, cells_of)]
                assert math.isclose(*sums), (path, field["name"])
            else:
                assert kind == ("Date" if field["type"] == "date" else "character")
                assert read == cells_of, (path, field["name"])


@pytest.mark.slow
def test_some_tables_of_this_portal_are_taken_by_curl(built_site: Path, tmp_path: Path) -> None:
    with loopback(built_site) as root:
        for path, _, code in list(tables(built_site, root))[::5]:
            done = run_shell(code["curl"], tmp_path)
            assert done.returncode == 0, done.stderr
            assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_the_page_says_that_excel_has_not_run_the_query(built_site: Path) -> None:
    for folder, page in pages(built_site):
        text = page.read_text(encoding="utf-8")
        assert text.count("belum dijalankan di Excel") == text.count("Csv.Document") > 0, folder
