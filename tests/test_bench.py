"""The benchmarks at a tiny size: that they run and that both sides agree, never how fast."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import made_table
from bench.figures import Figure, line, ratio, table
from bench.options import Options, from_environment
from bench.turns import Worker, alone, in_turn


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(
        folder=tmp_path,
        rows=400,
        rounds=1,
        many=3,
        many_rows=(100,),
        convert_rows=(60,),
        repeats=1,
        xlsx_rows=60,
        portal=20,
        portal_rows=40,
        starts=1,
        engine="none",
        pasts=3,
        versions=4,
        explored=(60,),
        catalogued=(2,),
        rdflib=3,
    )


@pytest.mark.parametrize("name", [n for n in bench.BENCHES if n not in {"portal", "privacy"}])
def test_a_benchmark_runs_and_both_sides_agree(options: Options, name: str) -> None:
    assert bench.main([name], options) == 0
    kept = json.loads((options.results / f"{name}.json").read_text())
    assert kept["machine"]["cores"] >= 1 and kept["machine"]["python"]
    for figure in kept["figures"]:
        assert figure["median"] > 0 and figure["values"]
        assert (figure["reached"] is None) == (figure["goal"] is None)
    assert not (options.folder / "made").exists()


@pytest.mark.slow
def test_the_portal_is_built_whole_then_only_what_changed(options: Options) -> None:
    assert bench.main(["portal"], options) == 0
    figures = json.loads((options.results / "portal.json").read_text())["figures"]
    worked_on = next(f for f in figures if "tables worked on" in f["what"])
    assert worked_on["values"] == [1.0]


def test_a_broken_benchmark_is_told_and_the_others_still_run(
    options: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(options: Options) -> list[Figure]:
        raise RuntimeError("not the same")

    def fine(options: Options) -> list[Figure]:
        return [Figure("a goal that is missed", (1.0,), goal=2)]

    monkeypatch.setattr(bench, "BENCHES", {"broken": broken, "fine": fine})
    assert bench.main([], options) == 1
    out, err = capsys.readouterr()
    assert "not the same" in err and "broken: broken" in err
    assert "a goal that is missed" in out
    monkeypatch.setattr(bench, "BENCHES", {"fine": fine})
    assert bench.main([], options) == 0
    assert bench.main(["slow"], options) == 2


def test_results_of_other_benchmarks_stay(options: Options) -> None:
    other = options.folder / "site" / "result.json"
    other.parent.mkdir()
    other.write_text("{}")
    bench.main(["start"], options)
    assert other.read_text() == "{}"


def test_a_figure_stands_beside_its_goal() -> None:
    wall = ratio("check", peer=(60, 50, 40), ours=(1, 1, 1), goal=50)
    assert wall.median == 50 and wall.reached
    assert line(wall) == "| check | 1 s | 50 s | 50 × (40–60) | ≥ 50 × | yes |"
    start = Figure("start", (0.25, 0.5, 0.75), "s", goal=0.3, at_most=True)
    assert line(start) == "| start |  |  | 0.5 s (0.25–0.75) | ≤ 0.3 s | **no** |"
    assert Figure("told", (3.14159,), "MB").reached is None
    assert table([wall, start]).splitlines()[2:] == [line(wall), line(start)]


def test_sizes_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BENCH_ROWS", "BENCH_ROUNDS", "BENCH_DATASETS", "BENCH_TABLES"):
        monkeypatch.delenv(name, raising=False)
    assert from_environment() == Options()
    monkeypatch.setenv("BENCH_ROWS", "500")
    monkeypatch.setenv("BENCH_DATASETS", "7")
    smaller = replace(Options(), rows=500, many=7, portal=7, pasts=7, explored=(500,))
    smaller = replace(smaller, catalogued=(1,))
    assert from_environment() == smaller


def test_the_same_number_gives_the_same_table(tmp_path: Path) -> None:
    texts = []
    for number in range(2):
        root = tmp_path / str(number)
        made_table.portal(root)
        made = made_table.make(root, "tabel", 300, faulty=True, seed=4)
        texts.append(made.table.read_bytes())
        other = made_table.make(root, "lain", 300, faulty=True, seed=5)
        assert other.table.read_bytes() != texts[0]
    assert texts[0] == texts[1]


def test_keys_out_of_order_are_unique(tmp_path: Path) -> None:
    made_table.portal(tmp_path)
    made = made_table.make(tmp_path, "acak", 2_000, faulty=False, ordered=False)
    with made.table.open(encoding="utf-8", newline="") as file:
        keys = [int(row["nomor"]) for row in csv.DictReader(file)]
    assert len(set(keys)) == 2_000 and keys != sorted(keys)


def test_the_errors_that_were_put_in_are_those_that_frictionless_finds(tmp_path: Path) -> None:
    made_table.portal(tmp_path)
    made = made_table.make(tmp_path, "salah", 3_000, faulty=True)
    assert made.errors >= 30
    assert alone("peers", "check", path=str(made.peer)).found["errors"] == made.errors
    good = made_table.make(tmp_path, "benar", 3_000, faulty=False)
    assert alone("peers", "check", path=str(good.peer)).found["errors"] == 0


def test_a_book_with_another_cell_is_noticed(tmp_path: Path) -> None:
    made_table.portal(tmp_path)
    made = made_table.make(tmp_path, "buku", 30, faulty=False)
    book, table = str(tmp_path / "buku.xlsx"), str(made.table)
    alone("peers", "xlsx", table=table, path=book)
    for reader in ("openpyxl", "calamine"):
        same = alone("readers", reader, book=book, table=table).found
        assert same == {"cells": 300, "others": []}
    text = made.table.read_text()
    made.table.write_text(text.replace(",A,", ",B,", 1).replace(",true,", ",false,", 1))
    for reader in ("openpyxl", "calamine"):
        assert 1 <= len(alone("readers", reader, book=book, table=table).found["others"]) <= 2


def test_a_task_that_fails_says_why_and_the_worker_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 1000)
    with Worker("floors") as worker:
        with pytest.raises(RuntimeError, match="FileNotFoundError"):
            worker.do("read", path=str(tmp_path / "none"))
        taken = worker.do("read", path=str(file))
    assert taken.wall > 0 and taken.memory_mb > 1


def test_sides_take_turns() -> None:
    order: list[str] = []
    in_turn(3, lambda: order.append("ours"), lambda: order.append("peer"))  # type: ignore[arg-type,return-value]
    assert order == ["ours", "peer", "peer", "ours", "ours", "peer"]
