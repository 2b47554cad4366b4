"""What a change does for readers, in exact numbers: two versions of small tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import dataset

from build_tools import reports
from build_tools.changes import Changes, DatasetChange, TableChange, Thresholds, compare
from build_tools.changes import tables as two_tables
from build_tools.changes.base import CellChange
from build_tools.changes.comment import MARKER, markdown
from build_tools.changes.findings import CODES
from build_tools.changes.plain import as_json, text
from build_tools.findings import error
from build_tools.model import Dataset
from build_tools.words import Words

WORDS = {lang: Words.load(lang) for lang in ("id", "en")}
AREA = {"name": "kecamatan", "type": "string", "sdi:peran": "wilayah"}
YEAR = {"name": "tahun", "type": "year", "sdi:peran": "waktu"}
COUNT = {"name": "jumlah", "type": "integer", "sdi:peran": "ukuran"}
SCHEMA: dict[str, Any] = {"fields": [AREA, YEAR, COUNT], "primaryKey": ["kecamatan", "tahun"]}
HEAD = "kecamatan,tahun,jumlah\n"


def version(folder: Path, rows: str, schema: dict[str, Any] = SCHEMA, head: str = HEAD) -> Dataset:
    folder.mkdir(exist_ok=True)
    return dataset(folder, head + rows, schema)


def changed(
    tmp_path: Path, before: str, after: str, schema: dict[str, Any] = SCHEMA, head: str = HEAD
) -> tuple[TableChange, DatasetChange]:
    """The change of a table between two versions that differ in their rows."""
    old = version(tmp_path / "a", before, schema, head)
    made = compare("dinas/t", old, version(tmp_path / "b", after, schema, head))
    return made.tables[0], made


def codes(made: DatasetChange) -> set[str]:
    return {f.code for f in made.findings}


def test_rows_are_matched_by_key_wherever_they_stand(tmp_path: Path) -> None:
    before = "Kuaro,2022,150\nKuaro,2023,160\nBatu Sopang,2023,90\n"
    after = "Batu Sopang,2023,95\nKuaro,2022,150\nKuaro,2024,165\nKuaro,2023,160\n"
    table, _ = changed(tmp_path, before, after)
    assert (table.rows_before, table.rows_after) == (3, 4)
    assert (table.added, table.removed, table.changed) == (1, 0, 1)
    assert table.key == ("kecamatan", "tahun") and table.pairing == "kunci"
    assert table.changed_by == (("jumlah", 1),)
    (total,) = table.sums
    assert (total.before, total.after) == (Decimal(400), Decimal(570))
    (cell,) = table.largest
    assert (cell.key, cell.before, cell.after, cell.row) == (
        (("kecamatan", "Batu Sopang"), ("tahun", "2023")),
        "90",
        "95",
        2,
    )
    assert table.periods_new == ("2024",)


def test_without_a_key_rows_come_and_go_and_that_is_said(tmp_path: Path) -> None:
    schema = {"fields": SCHEMA["fields"]}
    twice = "Kuaro,2022,150\nKuaro,2022,150\n"
    table, _ = changed(tmp_path, twice, "Kuaro,2022,150\nKuaro,2022,151\n", schema)
    assert (table.pairing, table.added, table.removed, table.changed) == ("isi", 1, 1, 0)


def test_a_key_that_does_not_tell_rows_apart_is_no_key(tmp_path: Path) -> None:
    twice = "Kuaro,2022,150\nKuaro,2022,151\n"
    table, _ = changed(tmp_path, twice, twice)
    assert table.pairing == "isi" and table.is_same


def test_a_number_written_otherwise_is_the_same_number(tmp_path: Path) -> None:
    number = {**COUNT, "type": "number"}
    schema = {**SCHEMA, "fields": [AREA, YEAR, number]}
    table, made = changed(tmp_path, "Kuaro,2022,1.50\n", "Kuaro,2022,1.5\n", schema)
    assert table.changed == 0 and table.is_same and made.findings == ()


def test_a_large_table_is_only_counted_and_summed_up(tmp_path: Path) -> None:
    old = version(tmp_path / "a", "Kuaro,2022,150\nKuaro,2023,160\n")
    new = version(tmp_path / "b", "Kuaro,2022,150\nKuaro,2023,1600\n")
    (was,), (now,) = old.resources, new.resources
    table = two_tables.compare(old, was, new, now, Thresholds(), most_rows=1)
    assert table.pairing == "hitung" and table.largest == ()
    assert (table.rows_before, table.rows_after, table.changed) == (2, 2, 0)
    assert (table.sums[0].before, table.sums[0].after) == (Decimal(310), Decimal(1750))
    one = DatasetChange("dinas/t", "", "ubah", (table,))
    assert "terlalu besar" in markdown(Changes("", "", (one,), {}), WORDS["id"])


@pytest.mark.parametrize(
    ("value", "power"), [(1500, 10), (15_150, 100), (150_000, 1000), (15, 0.1)]
)
def test_a_slip_of_a_power_of_ten_is_told_beside_the_figure_before(
    value: int, power: float, tmp_path: Path
) -> None:
    table, made = changed(tmp_path, "Kuaro,2022,150\n", f"Kuaro,2022,{value}\n")
    (slip,) = table.slips
    assert (slip.before, slip.after, slip.power, slip.period) == ("150", str(value), power, "")
    found = next(f for f in made.findings if f.code == "change-power-of-ten")
    assert (found.place, found.cell) == ("C2", str(value))
    times = f"1/{1 / power:.0f}" if power < 1 else f"{power:.0f}"
    assert f"sekitar {times}" in reports.sentence(found, WORDS["id"])


@pytest.mark.parametrize("value", [1560, 1440, 30])
def test_a_jump_that_is_no_power_of_ten_is_sudden(value: int, tmp_path: Path) -> None:
    table, made = changed(tmp_path, "Kuaro,2022,150\n", f"Kuaro,2022,{value}\n")
    assert table.slips == () and table.sudden_count == 1
    assert "change-sudden" in codes(made)


def test_a_new_period_is_held_against_the_one_before_of_its_series(tmp_path: Path) -> None:
    """Ten times last year's figure, give or take the growth of a year; what follows is no news."""
    before = "Kuaro,2021,148\nKuaro,2022,150\nBatu Sopang,2022,1500\n"
    table, made = changed(tmp_path, before, f"{before}Kuaro,2023,1580\nKuaro,2024,160\n")
    (slip,) = table.slips
    assert (slip.before, slip.after, slip.period, slip.power) == ("150", "1580", "2022", 10)
    assert table.sudden == ()
    found = next(f for f in made.findings if f.code == "change-power-of-ten")
    assert "periode 2022" in reports.sentence(found, WORDS["id"])


def test_old_leaps_are_no_news(tmp_path: Path) -> None:
    old = "Kuaro,2021,150\nKuaro,2022,1500\n"
    table, made = changed(tmp_path, old, f"{old}Batu Sopang,2022,80\n")
    assert table.slip_count == table.sudden_count == 0 and made.findings == ()


def test_areas_periods_and_rows_that_are_gone(tmp_path: Path) -> None:
    before = "Kuaro,2022,150\nKuaro,2023,160\nBatu Sopang,2023,90\n"
    table, made = changed(tmp_path, before, "Kuaro,2023,160\n")
    assert (table.areas_gone, table.periods_gone, table.removed) == (("Batu Sopang",), ("2022",), 2)
    assert codes(made) == {"change-area-gone", "change-period-gone", "change-rows-lost"}


PLACES = ("Kuaro", "Batu Sopang", "Muara Komam", "Long Ikis", "Long Kali")


def yearly(year: int, names: Sequence[str]) -> str:
    return "".join(f"{name},{year},{year % 7 + 10 * len(name)}\n" for name in names)


def test_a_new_period_that_lacks_rows_of_the_one_before(tmp_path: Path) -> None:
    old = yearly(2021, PLACES) + yearly(2022, PLACES)
    _, made = changed(tmp_path, old, old + yearly(2023, PLACES[:3]))
    assert codes(made) == {"change-rows-missing"}
    said = reports.sentence(made.findings[0], WORDS["id"])
    assert said == "2023 tidak memuat 2 baris yang ada pada 2022: Long Ikis, Long Kali."
    _, made = changed(tmp_path, old, old + yearly(2023, PLACES))
    assert made.findings == ()


def test_rows_that_differ_from_period_to_period_are_not_missed(tmp_path: Path) -> None:
    """A list of other things each time, and what stood there once, are no rule."""
    once = yearly(2021, PLACES[:3]) + yearly(2022, PLACES)
    assert changed(tmp_path, once, once + yearly(2023, PLACES[:3]))[1].findings == ()
    other = yearly(2022, PLACES[:3])
    assert changed(tmp_path, other, other + yearly(2023, PLACES[2:]))[1].findings == ()


def test_rows_that_are_gone_are_named(tmp_path: Path) -> None:
    old = yearly(2022, PLACES) + yearly(2023, PLACES)
    new = yearly(2022, PLACES) + yearly(2023, PLACES[:3])
    table, made = changed(tmp_path, old, new)
    assert table.keys_gone == ("Long Ikis · 2023", "Long Kali · 2023")
    lost = next(f for f in made.findings if f.code == "change-rows-lost")
    said = reports.sentence(lost, WORDS["id"])
    assert said.endswith("(20 persen): Long Ikis · 2023, Long Kali · 2023.")
    whole = Changes("", "", (made,), {})
    assert "Baris yang hilang: Long Ikis · 2023" in text(whole, WORDS["id"])


def test_the_figures_of_last_year_under_a_new_year(tmp_path: Path) -> None:
    names = ("Kuaro", "Batu Sopang", "Muara Komam", "Long Ikis", "Tanjung Harapan")
    old = "".join(f"{name},2022,{100 + at}\n" for at, name in enumerate(names))
    new = "".join(f"{name},2023,{100 + at}\n" for at, name in enumerate(names))
    table, made = changed(tmp_path, old, old + new)
    assert table.repeated == ("2023", "2022")
    assert "change-same-data" in codes(made)
    table, _ = changed(tmp_path, old, old + new.replace("104", "105"))
    assert table.repeated == ("", "")


def test_columns_that_came_went_moved_and_were_renamed(tmp_path: Path) -> None:
    note = {"name": "catatan", "type": "string"}
    old_schema = {**SCHEMA, "fields": [AREA, YEAR, COUNT, note]}
    people = {**COUNT, "name": "penduduk", "type": "number"}
    source = {"name": "sumber", "type": "string"}
    new_schema = {**SCHEMA, "fields": [YEAR, AREA, people, source]}
    old = version(
        tmp_path / "a",
        "Kuaro,2022,150,a\nKuaro,2023,151,b\n",
        old_schema,
        "kecamatan,tahun,jumlah,catatan\n",
    )
    new = version(
        tmp_path / "b",
        "2022,Kuaro,150,x\n2023,Kuaro,151,y\n",
        new_schema,
        "tahun,kecamatan,penduduk,sumber\n",
    )
    made = compare("dinas/t", old, new).tables[0]
    assert made.columns.renamed == (("jumlah", "penduduk"),)
    assert (made.columns.added, made.columns.removed) == (("sumber",), ("catatan",))
    assert made.columns.retyped == (("penduduk", "integer", "number"),)
    assert len(made.columns.moved) == 1
    assert (made.added, made.removed, made.changed) == (0, 0, 0)


def test_a_column_that_became_empty_and_a_unit_that_changed(tmp_path: Path) -> None:
    note = {"name": "catatan", "type": "string"}
    head = "kecamatan,tahun,jumlah,catatan\n"
    schemas = [
        {**SCHEMA, "fields": [AREA, YEAR, {**COUNT, "sdi:satuan": unit}, note]}
        for unit in ("orang", "ribu orang")
    ]
    old = version(tmp_path / "a", "Kuaro,2022,150,a\n", schemas[0], head)
    new = version(tmp_path / "b", "Kuaro,2022,150,\n", schemas[1], head)
    made = compare("dinas/t", old, new)
    assert made.tables[0].columns.emptied == ("catatan",)
    assert made.tables[0].columns.units == (("jumlah", "orang", "ribu orang"),)
    assert codes(made) == {"change-column-emptied", "change-unit"}
    assert [p.path for p in made.properties] == ["resources[t].schema.fields[jumlah].sdi:satuan"]


def test_of_personal_data_nothing_is_told_but_counts(tmp_path: Path) -> None:
    old = version(tmp_path / "a", "Rahasia,2022,1511\nHilang,2022,7\n")
    new = version(tmp_path / "b", "Rahasia,2022,15110\n")
    made = compare("dinas/t", old, new, hidden=True)
    assert (made.tables[0].removed, made.tables[0].changed) == (1, 1)
    assert {"change-power-of-ten", "change-area-gone"} <= codes(made)
    whole = Changes("", "", (made,), {"dinas/t": (error("personal-nik", dataset="dinas/t"),)})
    for show in (markdown, text, as_json):
        said = show(whole, WORDS["id"])
        assert not [secret for secret in ("Rahasia", "Hilang", "1511", "1.511") if secret in said]


def test_what_is_no_table_is_not_compared_and_not_shown(tmp_path: Path) -> None:
    old = version(tmp_path / "a", "Kuaro,2022,150\n")
    new = version(tmp_path / "b", "Kuaro;2022;150\n", head="kecamatan;tahun;jumlah\n")
    made = compare("dinas/t", old, new)
    assert made.unread and made.tables == () and made.findings == ()


def test_a_new_dataset_is_summed_up_and_one_that_goes_is_told(tmp_path: Path) -> None:
    new = version(tmp_path, "Kuaro,2022,150\nKuaro,2023,160\n")
    made = compare("dinas/t", None, new)
    assert made.kind == "baru" and made.findings == ()
    assert (made.tables[0].rows_before, made.tables[0].added) == (None, 2)
    gone = compare("dinas/t", new, None)
    assert gone.kind == "hapus" and gone.tables[0].removed == 2
    both = Changes("", "", (made, replace(gone, id="dinas/u")), {})
    said = text(both, WORDS["en"])
    assert "New table. Rows: 2, columns: 3." in said and "Table removed. Its rows: 2." in said


def many(count: int, size: int) -> Changes:
    """Datasets with long blocks; the first is the longest."""
    cell = CellChange((("nama", "Desa | <b>x</b> @semua"),), "jumlah_[a](http://j.id)", "1", "2")
    made = tuple(
        DatasetChange(
            f"dinas/d{at}",
            "Judul",
            "ubah",
            tuple(
                TableChange(f"t{n}", "T", "t.csv", 1, 1, changed=1, largest=(cell,) * 10)
                for n in range(size * (5 if at == 0 else 1))
            ),
        )
        for at in range(count)
    )
    return Changes("a" * 40, "2026-01-10", made, {}, frozenset({"dinas/d1"}))


@pytest.mark.parametrize(("count", "size"), [(3, 1), (10, 8), (300, 2)])
def test_a_comment_fits_into_what_github_takes(count: int, size: int) -> None:
    said = markdown(many(count, size), WORDS["id"])
    assert said.startswith(MARKER) and len(said.encode()) < 65_536
    assert f"**{count} dataset berubah, 1 ditahan.**" in said
    assert said.count("<details") == said.count("</details>")
    assert ("Selengkapnya di ringkasan" in said) == (count > 3)
    assert len(markdown(many(count, size), WORDS["id"], 1_000_000)) >= len(said)


def test_nothing_of_the_data_is_markup_in_a_comment() -> None:
    said = markdown(many(1, 1), WORDS["en"])
    assert "<b>x</b>" not in said and "@semua" not in said and "](http" not in said
    assert "Desa &#124; &lt;b&gt;x&lt;/b&gt; &#64;semua" in said


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_code_has_words(lang: str) -> None:
    assert set(CODES) <= set(reports.codes(WORDS[lang]))


# --- any table, any change ---------------------------------------------------------------------

ROWS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGH"), st.integers(2000, 2004)),
    st.one_of(st.none(), st.integers(-(10**6), 10**6)),
    max_size=25,
)


def written(rows: dict[tuple[str, int], int | None], order: Sequence[tuple[str, int]]) -> str:
    return "".join(f"{k[0]},{k[1]},{'' if rows[k] is None else rows[k]}\n" for k in order)


@given(before=ROWS, after=ROWS, data=st.data())
def test_exactly_the_mutations_are_found(
    before: dict[tuple[str, int], int | None],
    after: dict[tuple[str, int], int | None],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Rows added, removed and changed are those of the two mappings, in whatever order."""
    kept = data.draw(st.sets(st.sampled_from(sorted(before))) if before else st.just(set()))
    after = {**after, **{key: before[key] for key in kept}}
    orders = [data.draw(st.permutations(sorted(rows))) for rows in (before, after)]
    texts = [written(rows, order) for rows, order in zip((before, after), orders, strict=True)]
    table, _ = changed(tmp_path_factory.mktemp("t"), *texts)
    common = before.keys() & after.keys()
    assert table.added == len(after.keys() - before.keys())
    assert table.removed == len(before.keys() - after.keys())
    assert table.changed == sum(before[key] != after[key] for key in common)
    numbers = [[n for n in rows.values() if n is not None] for rows in (before, after)]
    expected = [sum(given) if given else None for given in numbers]
    assert [table.sums[0].before, table.sums[0].after] == expected
    assert set(table.areas_gone) == {k[0] for k in before} - {k[0] for k in after}
    assert set(table.periods_gone) == {str(k[1]) for k in before} - {str(k[1]) for k in after}
    assert table.is_same == (before == after)


FEW = st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 3)), max_size=12)


@given(rows=FEW, other=FEW)
def test_rows_without_a_key_are_a_multiset(
    rows: list[tuple[str, int]],
    other: list[tuple[str, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    schema = {"fields": [AREA, COUNT]}
    texts = ["".join(f"{a},{n}\n" for a, n in given) for given in (rows, other)]
    table, _ = changed(tmp_path_factory.mktemp("t"), *texts, schema, "kecamatan,jumlah\n")
    one, two = Counter(rows), Counter(other)
    assert (table.added, table.removed) == ((two - one).total(), (one - two).total())
