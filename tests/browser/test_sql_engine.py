"""The SQL of the explore page's worker, in a blank page: the answers are those of SQLite.

Columns with odd names, nulls, texts that look alike once they are glued together: what the
query engine alone gets wrong is computed by columns in `jelajah-mesin.js`.
"""

from __future__ import annotations

import csv
import io
import math
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Error, Page
from portals import REPOSITORY

from build_tools.pages.theme import VENDOR, script

pytestmark = pytest.mark.browser

Table = Mapping[str, Sequence[Any]]

ODD = {
    "select": ["a|b", "a", "A", None, "NULL", "a|b", "", "é", "a", None],
    "dua kata": ["c", "b|c", "c", "c", "x", "c", "y", "日本", None, None],
    'kutip "ganda"': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    "a.b": [1.5, None, 2.5, -1.0, 0.1, 0.2, 0.3, None, 4.0, 5.0],
    "__proto__": ["p", "q", "p", "q", None, "p", "q", "p", "q", "r"],
    "constructor": [1, 1, 2, 2, 3, 3, 3, None, None, 4],
}
_DRAW = random.Random(7)
PEOPLE = {
    "kode": [f"64.{n % 7:02}" for n in range(200)],
    "tahun": [2015 + n % 11 for n in range(200)],
    "jumlah": [None if n % 13 == 0 else _DRAW.randrange(10_000) for n in range(200)],
    "jenis": ["laki-laki" if n % 3 else None for n in range(200)],
}
AREAS = {"kode": ["64.00", "64.01", "64.02", "65.09"], "nama": ["Alas", "Bumi", "Cala", "Dana"]}
TABLES: Mapping[str, Table] = {"data": ODD, "penduduk": PEOPLE, "wilayah": AREAS}

QUERIES = (
    "SELECT * FROM data",
    'SELECT "select", "dua kata" FROM data WHERE "select" IS NOT NULL',
    'SELECT "kutip ""ganda""" FROM data WHERE "a.b" > 0.15 ORDER BY "kutip ""ganda""" DESC',
    'SELECT "select", COUNT(*) AS n FROM data GROUP BY "select"',
    'SELECT "select", "dua kata", COUNT(*) AS n FROM data GROUP BY "select", "dua kata"',
    'SELECT DISTINCT "select", "dua kata" FROM data',
    'SELECT "__proto__", SUM("a.b") AS s, AVG("a.b") AS r FROM data GROUP BY "__proto__"',
    'SELECT "constructor", COUNT("__proto__") AS n FROM data GROUP BY "constructor"',
    'SELECT MIN("select"), MAX("select"), COUNT(DISTINCT "select") FROM data',
    'SELECT COUNT(*), SUM("a.b"), MAX("a.b") FROM data WHERE "constructor" > 99',
    'SELECT "select" FROM data WHERE NOT ("select" = \'a\')',
    "SELECT \"dua kata\" FROM data WHERE \"dua kata\" NOT IN ('c', 'x')",
    'SELECT "select" FROM data WHERE "select" LIKE \'%|%\' OR "dua kata" LIKE \'_|_\'',
    'SELECT "a.b" FROM data ORDER BY "a.b" DESC NULLS LAST LIMIT 3 OFFSET 1',
    "SELECT kode, SUM(jumlah) AS total FROM penduduk GROUP BY kode ORDER BY total DESC",
    "SELECT kode, tahun, SUM(jumlah) t FROM penduduk WHERE tahun NOT BETWEEN 2016 AND 2020"
    " GROUP BY 1, 2",
    "SELECT tahun, COUNT(jenis) n FROM penduduk GROUP BY tahun HAVING COUNT(jenis) > 11",
    "SELECT kode, MAX(jumlah) - MIN(jumlah) AS beda FROM penduduk GROUP BY kode ORDER BY beda",
    "SELECT tahun * 10 + 1 AS x, jumlah FROM penduduk WHERE jumlah % 7 = 0 ORDER BY 1, 2",
    "SELECT CASE WHEN jumlah > 5000 THEN 'b' WHEN jumlah IS NULL THEN '?' ELSE 'k' END AS k,"
    " COUNT(*) AS n FROM penduduk GROUP BY k",
    "SELECT COALESCE(jenis, 'tidak diketahui') AS j, COUNT(*) n FROM penduduk GROUP BY j",
    "SELECT kode, COUNT(*) FROM penduduk WHERE kode IN (SELECT kode FROM wilayah) GROUP BY kode",
    "SELECT kode, tahun FROM penduduk WHERE jumlah = (SELECT MAX(jumlah) FROM penduduk)",
    "SELECT w.nama, SUM(p.jumlah) t FROM penduduk p"
    " JOIN wilayah w ON p.kode = w.kode GROUP BY w.nama",
    "SELECT w.nama, p.tahun, p.jumlah FROM wilayah w LEFT JOIN penduduk p"
    " ON w.kode = p.kode AND w.nama = 'tidak ada'",
    "SELECT w.kode, COUNT(p.jumlah) n FROM wilayah w LEFT JOIN penduduk p ON w.kode = p.kode"
    " GROUP BY w.kode ORDER BY w.kode",
    "SELECT a.kode, a.tahun, a.jumlah, b.jumlah AS lain FROM penduduk a JOIN penduduk b"
    " ON a.kode = b.kode AND a.tahun = b.tahun WHERE a.jumlah < b.jumlah",
    'SELECT a."select", b."dua kata" FROM data a JOIN data b ON a."select" = b."dua kata"',
    "WITH t AS (SELECT kode, SUM(jumlah) s FROM penduduk GROUP BY kode)"
    " SELECT kode, s FROM t WHERE s > (SELECT AVG(s) FROM t)",
    "SELECT s.kode, n FROM (SELECT kode, COUNT(*) n FROM penduduk GROUP BY kode) s WHERE n > 28",
    "SELECT kode FROM wilayah UNION SELECT kode FROM penduduk ORDER BY kode",
    "SELECT kode FROM wilayah EXCEPT SELECT kode FROM penduduk",
    'SELECT "select" FROM data INTERSECT SELECT "dua kata" FROM data',
    "SELECT UPPER(nama) u, LENGTH(nama) n, SUBSTR(nama, 2, 2) s FROM wilayah ORDER BY nama",
    "SELECT ROUND(AVG(jumlah), 1) r FROM penduduk",
    "SELECT p.kode, w.nama FROM penduduk p JOIN wilayah w ON p.kode < w.kode WHERE p.jumlah > 9900",
    "SELECT COUNT(*) FILTER (WHERE tahun > 2020) AS baru, COUNT(*) AS semua FROM penduduk",
    "SELECT kode FROM wilayah UNION SELECT nama FROM wilayah ORDER BY 1",
    "SELECT kode, nama FROM wilayah UNION SELECT nama, kode FROM wilayah ORDER BY 1 DESC LIMIT 3",
    "SELECT kode, COUNT(*) n FROM penduduk GROUP BY kode"
    " UNION ALL SELECT nama, COUNT(*) FROM wilayah GROUP BY nama ORDER BY 2 DESC, 1",
    "SELECT kode, SUM(jumlah) AS s FROM penduduk GROUP BY penduduk.kode HAVING kode > '64.03'",
    "SELECT UPPER(kode) u, COUNT(*) n FROM penduduk GROUP BY u HAVING n > 28 ORDER BY u",
    "SELECT w.* FROM wilayah w ORDER BY nama",
    "SELECT nama FROM wilayah WHERE EXISTS (SELECT kode FROM penduduk WHERE tahun = 2020)",
    "SELECT nama FROM wilayah WHERE NOT EXISTS (SELECT kode FROM penduduk WHERE tahun = 1900)",
    "SELECT nama, (SELECT COUNT(*) FROM penduduk p WHERE p.kode = w.kode) n FROM wilayah w"
    " ORDER BY nama",
    "SELECT tahun, tahun + 1 AS lalu, MAX(jumlah) - tahun AS x FROM penduduk GROUP BY tahun"
    " ORDER BY MAX(jumlah), tahun",
)

#: Each shows a column of any row beside what is true of a group.
BARE = (
    ("SELECT MAX(jumlah), kode FROM penduduk", "kode"),
    ("SELECT kode, MAX(jumlah), tahun FROM penduduk GROUP BY kode", "tahun"),
    ("SELECT kode FROM penduduk GROUP BY kode ORDER BY jumlah", "jumlah"),
    ("SELECT kode, COUNT(*) FROM penduduk GROUP BY kode HAVING jumlah > 3", "jumlah"),
    ("SELECT jumlah FROM penduduk HAVING jumlah > 3", "jumlah"),
    ("SELECT *, COUNT(*) FROM penduduk", "*"),
    ("SELECT p.* FROM penduduk p GROUP BY kode", "*"),
    ("SELECT tahun AS kode, COUNT(*) FROM penduduk GROUP BY kode", "tahun"),
    ("SELECT UPPER(kode), STDDEV_SAMP(jumlah) FROM penduduk", "kode"),
    ("SELECT STRING_AGG(jenis, ','), tahun + 1 FROM penduduk GROUP BY kode", "tahun"),
    ("SELECT CASE WHEN COUNT(*) > 1 THEN nama END FROM wilayah", "nama"),
    ("SELECT w.nama, SUM(p.jumlah) FROM wilayah w JOIN penduduk p ON w.kode < p.kode", "nama"),
    (
        "SELECT w.kode, COUNT(*) FROM wilayah w RIGHT JOIN penduduk p"
        " ON w.kode = p.kode GROUP BY p.kode",
        "kode",
    ),
    ("WITH t AS (SELECT MAX(jumlah) m, tahun FROM penduduk) SELECT * FROM t", "tahun"),
    ("SELECT * FROM (SELECT kode, MAX(jumlah), tahun FROM penduduk GROUP BY kode) s", "tahun"),
    ("SELECT nama FROM wilayah WHERE kode IN (SELECT kode FROM penduduk GROUP BY tahun)", "kode"),
    (
        "SELECT nama, (SELECT p.tahun + MAX(p.jumlah) FROM penduduk p WHERE p.kode = w.kode)"
        " FROM wilayah w",
        "tahun",
    ),
    (
        "SELECT nama FROM wilayah w WHERE EXISTS"
        " (SELECT tahun, MAX(jumlah) FROM penduduk p WHERE p.kode = w.kode)",
        "tahun",
    ),
    ("SELECT kode FROM wilayah UNION SELECT MAX(jumlah) + tahun FROM penduduk", "tahun"),
    ('SELECT "a.b", COUNT(*) FROM data', "a.b"),
)


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page with the worker's scripts, and `ask(query, tables)`."""
    page = browser.new_page()
    page.add_script_tag(content=script("jelajah-kerja.js"))
    page.add_script_tag(content=(VENDOR / "squirreling.js").read_text("utf-8"))
    page.evaluate("() => { self.importScripts = () => {}; self.alamat = {}; }")
    page.add_script_tag(content=script("jelajah-mesin.js"))
    page.evaluate(
        """() => {
          self.hold = (nama, kolom, data) =>
            self.tabel.set(nama, { nama, kolom, data, baris: data[0].length });
          self.taken = (nama) => {
            const { kolom, data, baris } = self.tabel.get(nama);
            const rows = Array.from({ length: baris }, (_, i) => data.map((column) => column[i]));
            return { names: kolom.map((one) => one.nama), rows };
          };
          self.ask = async (kueri, names) => {
            const tabel = Object.fromEntries(names.map((name) => [name, name]));
            try {
              const told = await self.kerja.sql({ kueri, tabel, nama: "hasil" });
              return { ...self.taken("hasil"), told };
            } catch (error) {
              return { galat: error.galat || { kode: String(error) } };
            }
          };
        }"""
    )
    for name, table in TABLES.items():
        hold(page, name, table)
    yield page
    page.close()


def hold(page: Page, name: str, table: Table) -> None:
    kinds = {
        c: "number" if any(isinstance(v, float | int) for v in values) else "string"
        for c, values in table.items()
    }
    columns = [{"nama": c, "jenis": kind} for c, kind in kinds.items()]
    page.evaluate("given => self.hold(...given)", [name, columns, list(map(list, table.values()))])


def ask(page: Page, query: str, *names: str) -> Any:
    return page.evaluate("given => self.ask(...given)", [query, list(names or TABLES)])


@pytest.fixture(scope="module")
def sqlite() -> sqlite3.Connection:
    held = sqlite3.connect(":memory:")
    for name, table in TABLES.items():
        columns = ", ".join('"' + c.replace('"', '""') + '"' for c in table)
        held.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * len(table))
        held.executemany(f"INSERT INTO {name} VALUES ({marks})", zip(*table.values(), strict=True))
    return held


def plain(rows: Sequence[Sequence[Any]], ordered: bool) -> list[list[Any]]:
    """Rows as they are compared: numbers by ten digits, in their order only where it was asked."""
    number = (int, float)
    made = [[float(f"{v:.10g}") if isinstance(v, number) else v for v in row] for row in rows]
    return made if ordered else sorted(made, key=lambda row: [str(v) for v in row])


@pytest.mark.parametrize("query", QUERIES)
def test_the_answer_is_that_of_sqlite(engine: Page, sqlite: sqlite3.Connection, query: str) -> None:
    expected = sqlite.execute(query).fetchall()
    found = ask(engine, query)
    assert "galat" not in found, found
    ordered = "ORDER BY" in query
    assert plain(found["rows"], ordered) == plain(expected, ordered)


@pytest.mark.parametrize(("query", "column"), BARE)
def test_a_column_beside_an_aggregate_is_refused_by_name(
    engine: Page, query: str, column: str
) -> None:
    assert ask(engine, query)["galat"] == {"kode": "kelompok", "kolom": column}


def test_a_name_of_a_result_comes_before_the_column_of_that_name(engine: Page) -> None:
    """Elsewhere this is refused, or `jumlah` is the column of any row."""
    query = "SELECT kode, SUM(jumlah) AS jumlah FROM penduduk GROUP BY kode HAVING jumlah < 0"
    assert ask(engine, query)["rows"] == []


def test_a_subquery_that_looks_outside_cannot_stand_beside_groups(engine: Page) -> None:
    query = """SELECT kode, MAX(jumlah), (SELECT nama FROM wilayah w WHERE w.kode = p.kode)
      FROM penduduk p GROUP BY tahun, kode"""
    assert ask(engine, query)["galat"] == {"kode": "luar"}


def test_empty_cells_come_last_whichever_way_is_sorted(engine: Page) -> None:
    for way in ("ASC", "DESC"):
        found = ask(engine, f'SELECT "a.b" FROM data ORDER BY "a.b" {way}')
        assert [row[0] for row in found["rows"]][-2:] == [None, None]


def test_results_are_named_as_the_query_says_and_names_stay_apart(engine: Page) -> None:
    found = ask(
        engine,
        "SELECT a.kode, b.kode, SUM(a.jumlah) FROM penduduk a"
        " JOIN wilayah b ON a.kode = b.kode GROUP BY a.kode, b.kode",
    )
    assert found["names"] == ["kode", "kode_2", "sum_jumlah"]
    assert ask(engine, 'SELECT "__proto__", "a.b" FROM data')["names"] == ["__proto__", "a.b"]


def test_a_result_is_a_table_that_can_be_asked_again(engine: Page) -> None:
    ask(engine, "SELECT kode, SUM(jumlah) AS total FROM penduduk GROUP BY kode")
    assert ask(engine, "SELECT COUNT(*) FROM hasil", "hasil")["rows"] == [[7]]


def test_decimals_and_codes_come_out_as_they_were_given(engine: Page) -> None:
    hold(engine, "uang", {"kode": ["01", "02"], "rupiah": ["0.10", "0.20"]})
    engine.evaluate("() => { self.tabel.get('uang').kolom[1].jenis = 'number'; }")
    assert ask(engine, "SELECT kode, rupiah FROM uang", "uang")["rows"] == [
        ["01", "0.10"],
        ["02", "0.20"],
    ]
    assert ask(engine, "SELECT SUM(rupiah) FROM uang WHERE rupiah < 9", "uang")["rows"] == [[0.3]]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELEC 1", "Expected SELECT"),
        ("SELECT jumlah FROM data", 'Column "jumlah" not found'),
        ("SELECT * FROM tidak_ada", 'Table "tidak_ada" not found'),
        ("DELETE FROM data", "Expected SELECT"),
        ('SELECT "a.b" FROM data WHERE', "Expected"),
        ("SELECT NAPAS(jumlah) FROM penduduk", "NAPAS"),
        ("", "Expected SELECT"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_by_the_engine(
    engine: Page, query: str, told: str
) -> None:
    found = ask(engine, query)["galat"]
    assert found["kode"] == "sql"
    assert told in found["pesan"]


def test_a_million_rows_are_cut_and_it_is_said(engine: Page) -> None:
    engine.evaluate(
        "() => self.hold('besar', [{nama: 'n', jenis: 'integer'}], "
        "[Float64Array.from({length: 1000000}, (_, i) => i)])"
    )
    found = engine.evaluate(
        "() => self.kerja.sql({kueri: 'SELECT n FROM data', tabel: {data: 'besar'}, nama: 'h'})"
    )
    assert (found["baris"], found["terpotong"], found["batas"]) == (200_000, True, 200_000)
    crossed = ask(
        engine, "SELECT a.n FROM besar a JOIN besar b ON a.n + 1 = b.n + 1 LIMIT 1", "besar"
    )
    assert crossed["rows"] == [[0]]
    many = ask(engine, "SELECT COUNT(*) FROM (SELECT n, '1' AS s FROM besar) a", "besar")
    assert many["rows"] == [[1_000_000]]


def test_a_join_that_explodes_is_stopped_in_words(engine: Page) -> None:
    engine.evaluate(
        "() => self.hold('sama', [{nama: 's', jenis: 'string'}], [Array(3000).fill('x')])"
    )
    found = ask(engine, "SELECT COUNT(*) FROM sama a JOIN sama b ON a.s = b.s", "sama")
    assert found["galat"]["kode"] == "terlalu-banyak"


def test_a_hundred_thousand_rows_are_grouped_well_within_two_seconds(engine: Page) -> None:
    engine.evaluate(
        """() => self.hold("banyak", [{nama: "k", jenis: "string"}, {nama: "v", jenis: "number"}], [
          Array.from({ length: 100000 }, (_, i) => "64.0" + (i % 10)),
          Float64Array.from({ length: 100000 }, (_, i) => i)])"""
    )
    found = ask(engine, "SELECT k, SUM(v) AS s FROM banyak GROUP BY k ORDER BY k", "banyak")
    assert found["told"]["md"] < 2000
    assert found["rows"][3] == ["64.03", sum(range(3, 100_000, 10))]


# Side by side


LEFT = pd.DataFrame(
    {
        "kode": ["01", "02", "02", "03", None, "1"],
        "tahun": [2020, 2020, 2021, 2020, 2020, 2020],
        "nilai": [1, 2, 3, 4, 5, 6],
    }
)
RIGHT = pd.DataFrame(
    {
        "kode_lain": ["01", "02", "02", "02", "09", None],
        "thn": [2020, 2020, 2020, 2021, 2020, 2020],
        "jenis": ["a", "a", "b", "a", "a", "a"],
        "nilai": [10, 20, 21, 30, 90, 99],
    }
)


def framed(page: Page, name: str, frame: pd.DataFrame) -> None:
    hold(page, name, {c: [None if pd.isna(v) else v for v in frame[c]] for c in frame})


def joined(page: Page, **more: Any) -> tuple[Any, list[list[Any]]]:
    framed(page, "kiri", LEFT)
    framed(page, "kanan", RIGHT)
    asked = {
        "kiri": "kiri",
        "kanan": "kanan",
        "pada": [["kode", "kode_lain"], ["tahun", "thn"]],
        "singkat": "lain",
        "nama": "bersama",
        **more,
    }
    told = page.evaluate("given => self.kerja.gabung(given)", asked)
    return told, page.evaluate("() => self.taken('bersama').rows")


@pytest.mark.parametrize("only", [False, True])
def test_tables_side_by_side_are_those_of_pandas(engine: Page, only: bool) -> None:
    told, rows = joined(engine, hanya=only)
    there = RIGHT.dropna(subset=["kode_lain"])
    left, right = ["kode", "tahun"], ["kode_lain", "thn"]
    expected = LEFT.merge(there, how="inner" if only else "left", left_on=left, right_on=right)
    shown = expected[["kode", "tahun", "nilai_x", "jenis", "nilai_y"]].astype(object)
    wanted = shown.where(shown.notna(), None).values.tolist()
    assert plain(rows, True) == plain(wanted, True)
    assert [one["nama"] for one in told["kolom"]] == [
        "kode",
        "tahun",
        "nilai",
        "jenis",
        "nilai_lain",
    ]
    counts = {key: told[key] for key in ("cocok", "tanpa", "ganda", "sisa")}
    assert counts == {"cocok": 3, "tanpa": 3, "ganda": 1, "sisa": 2}


def test_a_filter_on_the_other_table_leaves_one_partner(engine: Page) -> None:
    told, rows = joined(engine, saring=[["jenis", "a"]])
    assert (told["ganda"], len(rows)) == (0, len(LEFT))


def test_two_systems_of_codes_meet_in_the_reference(engine: Page) -> None:
    framed(engine, "rujukan", pd.DataFrame({"kem": ["01", "02"], "bps": ["6401", "6402"]}))
    framed(engine, "bps", pd.DataFrame({"kode_bps": ["6402", "6401", "6499"], "luas": [2, 1, 9]}))
    framed(engine, "kem", pd.DataFrame({"kode": ["01", "02", "03"], "n": [1, 2, 3]}))
    told = engine.evaluate(
        "given => self.kerja.gabung(given)",
        {
            "kiri": "kem",
            "kanan": "bps",
            "pada": [["kode", "kode_bps"]],
            "nama": "bersama",
            "lewat": {"tabel": "rujukan", "kiri": "kem", "kanan": "bps"},
            "singkat": "bps",
        },
    )
    assert engine.evaluate("() => self.taken('bersama').rows") == [
        ["01", 1, "6401", 1],
        ["02", 2, "6402", 2],
        ["03", 3, None, None],
    ]
    assert (told["cocok"], told["tanpa"], told["sisa"]) == (2, 1, 1)


def test_a_column_that_is_gone_is_named(engine: Page) -> None:
    framed(engine, "kiri", LEFT)
    framed(engine, "kanan", RIGHT)
    with pytest.raises(Error, match="kolom-hilang"):
        joined(engine, pada=[["tidak_ada", "kode_lain"]])


# The guide's own queries, on the datasets of this repository


def guide(lang: str) -> list[tuple[str, str]]:
    """The queries of the guide with the table that each is run on: named in its code fence."""
    folder = REPOSITORY / "docs" / ("" if lang == "id" else lang)
    text = (folder / "panduan/sql.md").read_text("utf-8")
    parts = text.split("```sql\n")[1:]
    return [(part.split("```")[0], part) for part in parts]


def real(name: str) -> Table:
    """A table of this repository as the page has it: numbers as numbers, codes as text."""
    owner, id, table = name.split("/")
    text = (REPOSITORY / f"datasets/{owner}/{id}/data/{table}.csv").read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text)))

    def value(cell: str, column: str) -> Any:
        if not cell:
            return None
        number = not column.startswith("kode") and cell.replace(".", "", 1).lstrip("-").isdigit()
        return (float(cell) if "." in cell else int(cell)) if number else cell

    return {c: [value(row[at], c) for row in rows[1:]] for at, c in enumerate(rows[0])}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_queries_of_the_guide_run_on_real_tables(engine: Page, lang: str) -> None:
    """The guide's made-up names are those of a table of people by area and year."""
    people = real("himpunan/penduduk-kabupaten-kota/penduduk-kabupaten-kota")
    areas = real("referensi/wilayah/kabupaten-kota")
    hold(engine, "satu", people)
    hold(engine, "dua", areas)
    queries = guide(lang)
    assert len(queries) == 5
    held = sqlite3.connect(":memory:")
    for name, table in (("data", people), ("wilayah_kabupaten_kota", areas)):
        pd.DataFrame(table).to_sql(name, held, index=False)
    for query, _ in queries:
        found = engine.evaluate(
            """async (kueri) => {
              const tabel = { data: "satu", wilayah_kabupaten_kota: "dua" };
              await self.kerja.sql({ kueri, tabel, nama: "hasil" });
              return self.taken("hasil").rows;
            }""",
            query,
        )
        assert found, query
        expected = held.execute(query).fetchall()
        assert plain(found, False) == plain(expected, False), query
        assert not math.isnan(sum(v for v in found[0] if isinstance(v, int | float)))
