"""The privacy gate, measured as a black box on synthetic persons and on clean tables.

The generator is `bench.people`; its templates and headers know nothing of the detector. Reduced
counts here, the counts of ``make bench ARGS=privacy`` with `make test-full`.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from bench import __main__ as bench
from bench import privacy
from bench.figures import Figure
from bench.options import Options
from bench.people import alarms as alarm
from bench.people import clean, files, forms, measure, names, persons, real, regions, tables
from bench.people import score as scores
from bench.people.templates import TEMPLATES
from build_tools.findings import error

FULL = os.environ.get("TERBUKA_TESTS") == "full"
COUNT, ROWS, TIMES = (300, 200, 3) if FULL else (86, 25, 2)
#: Another seed than the bench, so that neither is fitted to.
SEED = 64


@pytest.fixture(scope="module")
def score() -> scores.Score:
    return privacy.measured(COUNT, ROWS, SEED)


@pytest.fixture(scope="module")
def alarms() -> alarm.Alarms:
    return privacy.clean_alarms(ROWS, SEED, times=TIMES)


def missed(score: scores.Score, *kinds: str) -> str:
    return "\n".join(line for line in score.missed if line.partition(":")[0] in kinds)


def recall_of(
    score: scores.Score, kinds: tuple[str, ...], headers: tuple[str, ...]
) -> scores.Tally:
    found = score.recall(kinds, headers)
    assert found.planted >= 25
    return found


def test_numbers_of_a_person_are_found_whatever_the_header_says(score: scores.Score) -> None:
    kinds = (*scores.EVIDENT, *(f"{kind} in text" for kind in scores.EVIDENT))
    found = recall_of(score, kinds, tables.HEADERS)
    assert found.share("column") >= 99.9, missed(score, *kinds)


def test_numbers_of_any_form_are_found_by_what_their_header_announces(score: scores.Score) -> None:
    found = recall_of(score, scores.ANNOUNCED, ("proper",))
    assert found.share("column") >= 99.9, missed(score, *scores.ANNOUNCED)


def test_numbers_of_any_form_are_held_back_without_a_header(score: scores.Score) -> None:
    found = recall_of(score, scores.ANNOUNCED, tables.HEADERS[1:])
    assert found.share("held") >= 99.9, missed(score, *scores.ANNOUNCED)


def test_names_with_addresses_are_held_back(score: scores.Score) -> None:
    all_, held = (sum(pair[n] for pair in score.homes.values()) for n in (0, 1))
    assert all_ >= 8
    assert held >= 0.95 * all_, missed(score, "home")


@pytest.mark.parametrize("source", ["datasets", "hard"])
def test_clean_tables_raise_at_most_one_alarm_in_a_hundred_columns(
    alarms: alarm.Alarms, source: str
) -> None:
    assert alarms.columns[source] > 300
    assert alarms.rate(source) <= 1, "\n".join(alarms.told)


def test_the_figures_stand_beside_their_goals(score: scores.Score, alarms: alarm.Alarms) -> None:
    figures = privacy.figures(score, alarms)
    goals = [figure for figure in figures if figure.goal is not None]
    assert [figure.goal for figure in goals] == [99.9, 99.9, 99.9, 95, 1, 1]
    assert all(isinstance(figure, Figure) and figure.values[0] >= 0 for figure in figures)


def test_the_bench_prints_what_was_planted_beside_what_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("datasets", "lain"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "desa.csv").write_text("desa,jumlah\nSuka Maju,12\nSri Jaya,30\n")
    monkeypatch.setattr(privacy, "ROOT", tmp_path)
    monkeypatch.setenv("DIR", str(tmp_path / "lain"))
    options = Options(folder=tmp_path, tables=2, table_rows=5)
    assert bench.main(["privacy"], options) == 0
    told = capsys.readouterr().out
    assert "| nik | proper |" in told or "| nik | absent |" in told or "| nik | renamed |" in told
    assert "| folder | 2 | 0 | 4 | 0 | 0 |" in told
    assert (options.results / "privacy.json").exists() and (
        options.results / "privacy.txt"
    ).exists()


# ---- the generator ----


def test_a_nik_is_valid_and_nobodys() -> None:
    people = persons.People(Random(1))
    for _ in range(500):
        person = people.one()
        for number, day_of in ((person.nik, person.born), (person.kk, None)):
            assert len(number) == 16 and number.endswith(persons.SERIAL)
            assert number[:4] in {*regions.CODES, *("6404", "6473", "9104", "9271", "1402")}
            day = int(number[6:8])
            assert 1 <= day - (40 if day > 40 else 0) <= 31 and 1 <= int(number[8:10]) <= 12
            if day_of:
                assert (day > 40) is person.female
                assert number[6:12] == f"{day_of.day + 40 * person.female:02}{day_of:%m%y}"
        assert person.nip.endswith("000") and len(person.nip) == 18
        assert len(person.npwp) == 15 and person.bpjs.startswith("000")


def test_there_are_as_many_regencies_and_cities_as_in_indonesia() -> None:
    assert len(set(regions.CODES)) == len(regions.CODES)
    assert 490 <= len(regions.CODES) <= 514
    assert {"1101", "3171", "6401", "7326", "9471"} & set(regions.CODES) == {
        "1101", "3171", "6401", "7326",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_persons_and_another_others() -> None:
    def some(seed: int) -> list[persons.Person]:
        people = persons.People(Random(seed))
        return [people.one() for _ in range(20)]

    assert some(1) == some(1)
    assert not {person.nik for person in some(1)} & {person.nik for person in some(2)}
    first, again, other = (list(tables.tables(8, 5, seed)) for seed in (3, 3, 4))
    assert first == again and first != other


def test_names_come_from_many_families() -> None:
    assert len(names.FAMILIES) >= 12
    random = Random(5)
    for family in names.FAMILIES.values():
        made = {family(random) for _ in range(40)}
        assert len(made) > 5 and all(
            name.strip() and not any(c.isdigit() for c in name) for name in made
        )


def test_every_form_but_the_rounded_keeps_whose_number_it_is() -> None:
    person = persons.People(Random(6)).one()
    for form, write in forms.FORMS["nik"].items():
        text = write(person.nik)
        if "E" in text:
            same = float(text.replace(",", ".")) == float(person.nik)
            assert same is (form != forms.ROUNDED)
        else:
            digits = "".join(c for c in text.removesuffix(".0") if c.isdigit())
            assert digits == person.nik, form


def test_tables_differ_and_a_third_of_their_headers_says_nothing() -> None:
    assert len(TEMPLATES) >= 25 and len({t.name for t in TEMPLATES}) == len(TEMPLATES)
    made = list(tables.tables(300, 3, 7))
    for what, least in (("renamed", 30), ("absent", 30), ("proper", 150)):
        assert sum(table.header == what for table in made) >= least
    assert {table.format for table in made} == {"csv", "xlsx"}
    assert {table.mode for table in made} == {"string", "typed", "excel"}
    for table in made:
        said = {column.name for column in table.columns}
        assert len(said) == len(table.columns)
        assert table.header == "proper" or not any("nik" in name.lower() for name in said)


def test_one_row_of_two_hundred_holds_what_is_put_into_the_notes() -> None:
    template = next(t for t in TEMPLATES if t.name == "satu-dari-dua-ratus")
    made = tables.table(Random(8), template, 200, "proper")
    assert len(made.planted) == 1
    assert made.planted[0].kind.removesuffix(" in text") in scores.EVIDENT


def test_a_table_is_written_as_it_was_made(tmp_path: Path) -> None:
    made = next(t for t in tables.tables(40, 6, 9) if t.format == "csv" and t.header == "absent")
    dataset = files.write(tmp_path, made)
    with (tmp_path / "tabel.csv").open(encoding="utf-8", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == list(made.rows)
    assert [field.name for field in dataset.resources[0].fields] == [c.name for c in made.columns]


def test_clean_tables_hold_sums_with_the_digits_of_a_nik_and_nobody() -> None:
    made = list(clean.tables(30, 10, times=1))
    assert len(made) >= 35 and not any(table.planted for table in made)
    sums = [row[1] for table in made if table.name.startswith("apbd") for row in table.rows]
    assert sum(len(text) == 16 for text in sums) >= 3
    assert {len(text) for text in sums} - {16}


def test_a_folder_is_read_raw_and_again_with_guessed_types(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kode;nilai;hari\n001;5;2024-01-02\n002;7;2024-01-03\n")
    (tmp_path / "b.txt").write_text("bukan tabel")
    raw, typed = real.tables(tmp_path)
    assert [c.type for c in raw.columns] == ["string"] * 3
    assert [c.type for c in typed.columns] == ["string", "integer", "date"]
    assert raw.rows == (("001", "5", "2024-01-02"), ("002", "7", "2024-01-03"))


def test_what_is_missed_counts_as_missed() -> None:
    columns = (tables.Column("kolom_1", "nik"), tables.Column("kolom_2", ""))
    planted = (tables.Planted(0, 0, "nik"), tables.Planted(1, 0, "nik"))
    table = tables.Table("t", columns, (("a", "x"), ("b", "y")), planted)
    score = scores.Score()
    score.add(measure.Looked(table, ()))
    tally = score.recall(["nik"], ["proper"])
    assert (tally.planted, tally.held, tally.column, tally.cell) == (2, 0, 0, 0)
    assert score.confusion["nik"] == {"(none)": 1} and len(score.missed) == 1


def test_one_finding_in_a_cell_names_that_cell_and_its_column() -> None:
    columns = (tables.Column("kolom_1", "nik"),)
    planted = (tables.Planted(0, 0, "nik"), tables.Planted(1, 0, "nik"))
    table = tables.Table("t", columns, (("a",), ("b",)), planted)
    found = error("personal-nik", row=2, column=1, field="kolom_1")
    score = scores.Score()
    score.add(measure.Looked(table, (found,)))
    tally = score.recall(["nik"], ["proper"])
    assert (tally.planted, tally.held, tally.column, tally.cell) == (2, 2, 2, 1)
    alarms = alarm.Alarms()
    alarms.add(measure.Looked(table, (found,)), "bersih")
    assert alarms.rate("bersih") == 100 and alarms.errors["bersih"] == 1


def test_persons_are_born_when_their_table_says() -> None:
    pupils = next(t for t in TEMPLATES if t.name == "siswa")
    people = persons.People(Random(3), *pupils.born)
    assert all(date(2006, 1, 1) <= people.one().born <= date(2017, 12, 31) for _ in range(50))
