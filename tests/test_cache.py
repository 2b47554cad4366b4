"""Work that was done before: kept by content, safe to delete, shared by several runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from portals import AS_OF, EXAMPLES, change, commit, portal

from build_tools import cache, crew, jobs, load, output, pipeline
from build_tools.jobs import Job
from build_tools.load import yamlfile
from build_tools.profiles import all_profiles

OTHER = "datasets/referensi/topik/datapackage.yaml"


def run(root: Path, **more: object) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, **more))  # type: ignore[arg-type]


def entries(root: Path) -> set[str]:
    return {path.name for path in (root / ".build/cache").iterdir()}


def job(root: Path) -> Job:
    """The job of the example dataset."""
    given = load.load_portal(root, AS_OF)
    found = {s.id: load.load(s, given)[0] for s in load.discover(root)}
    dataset = found["dkisp/contoh"]
    assert dataset
    names = {key.package for r in dataset.resources for key in r.foreign_keys} - {""}
    references = {name: d for name, d in found.items() if name in names and d}
    inputs = jobs.inputs(dataset, references)
    return Job(dataset, references, inputs, jobs.facts(given, dataset))


def test_only_what_changed_is_worked_on(tmp_path: Path) -> None:
    root = portal(tmp_path)
    assert run(root).worked == ("dkisp/contoh", "referensi/opd", "referensi/topik")
    assert run(root).worked == ()
    table = root / "datasets/referensi/topik/data/topik.csv"
    table.write_text(table.read_text() + "uji,Uji,Test,\n")
    assert run(root).worked == ("referensi/topik",)
    assert run(root, use_cache=False).worked == ("dkisp/contoh", "referensi/opd", "referensi/topik")


def test_a_faulty_dataset_is_not_read_again_either(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Baik", "2026-01-05")
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    table.write_text(table.read_text().replace("10,12,22", "10,12,99"))
    first = run(root)
    assert "dkisp/contoh" in first.worked and first.exit_code() == 1
    again = run(root)
    assert again.worked == () and again.findings == first.findings
    assert [p.id for p in again.site.published] == [p.id for p in first.site.published]


def test_the_portals_contact_makes_packages_anew_but_reads_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)
    run(root)
    settings = root / "mkdocs.yml"
    text = settings.read_text()
    assert "walidata: dkisp" in text
    settings.write_text(text.replace("walidata: dkisp", "walidata: bappeda"))
    monkeypatch.setattr("build_tools.checks.check", None)  # no table may be read
    result = run(root)
    assert result.crashes == []
    package = (root / ".build/static/datasets/dkisp/contoh/datapackage.json").read_text()
    assert '"sdi:walidata": "bappeda"' in package


def test_the_day_alone_makes_nothing_anew(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Data", "2026-01-05")
    run(root)
    later = pipeline.Options(root, AS_OF.replace(day=28))
    assert pipeline.build(later).worked == ()


def test_a_key_that_the_settings_turn_elsewhere_is_checked_anew(tmp_path: Path) -> None:
    """The descriptor is the same; only the portal names another register."""
    root = portal(tmp_path)
    rapat = {"name": "rapat", "path": "data/tabel.csv", "sdi:profil": "rapat"}
    change(root, {"resources": [rapat]})
    columns = all_profiles()["rapat"].columns
    cells = {"tanggal": "2025-03-12", "jenis": "lainnya", "opd_id": "dkisp"}
    line = ",".join(cells.get(column, "") for column in columns)
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    table.write_text(f"{','.join(columns)}\n{line}\n")

    def codes() -> list[str]:
        return [f.code for f in run(root).findings if f.file == "data/tabel.csv"]

    assert codes() == []
    settings = root / "mkdocs.yml"
    text = settings.read_text()
    assert "daftar_opd: referensi/opd" in text
    settings.write_text(text.replace("daftar_opd: referensi/opd", "daftar_opd: referensi/topik"))
    assert codes() == ["foreign-key"]
    settings.write_text(text)
    assert codes() == []


def test_a_descriptor_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = portal(tmp_path)
    run(root)
    parsed: list[str] = []

    def parse(text: str) -> object:
        parsed.append(text)
        return yamlfile.parse_yaml(text)

    monkeypatch.setattr(load, "parse_yaml", parse)
    run(root)
    assert parsed == []
    change(root, {"title": "Lain"}, OTHER)
    assert run(root).site.published[2].dataset.title.main == "Lain"
    assert parsed == [(root / OTHER).read_text()]


@pytest.mark.parametrize("lost", ["file", "entry", "outcome", "all"])
def test_what_is_missing_in_the_cache_is_made_again(tmp_path: Path, lost: str) -> None:
    root = portal(tmp_path)
    before = run(root).site.published[0].folder
    name = before.name
    if lost == "file":
        (before / "tabel.csv").unlink()
    elif lost == "entry":
        shutil.rmtree(before)
    elif lost == "outcome":
        (before / ".outcome.json").write_text("{")
    else:
        shutil.rmtree(root / ".build/cache")
    after = run(root)
    assert after.crashes == [] and after.site.published[0].folder.name == name
    assert (before / "tabel.csv").read_bytes() == (
        root / "datasets/dkisp/contoh/data/tabel.csv"
    ).read_bytes()


def test_the_cache_may_be_deleted_while_a_build_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path)
    real, times = pipeline.output.publish, []

    def late(*given: object) -> object:
        times.append(1)
        if len(times) == 1:
            shutil.rmtree(root / ".build/cache")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.output, "publish", late)
    result = run(root)
    assert len(times) == 2 and result.exit_code() == 0
    assert (root / ".build/static/datasets/dkisp/contoh/contoh.zip").is_file()


def test_old_entries_go_but_never_while_another_run_may_use_them(tmp_path: Path) -> None:
    root = portal(tmp_path)
    run(root)
    before = entries(root)
    table = root / "datasets/referensi/topik/data/topik.csv"
    table.write_text(table.read_text() + "uji,Uji,Test,\n")
    with cache.shared(root / ".build/cache"):  # as another run does
        run(root)
        assert before <= entries(root)
    left = root / ".build/cache/.new-dari-yang-terbunuh"
    left.mkdir()
    run(root)
    assert not before <= entries(root) and not left.exists()


def test_a_run_that_was_killed_leaves_no_lock_and_nothing_half_done(tmp_path: Path) -> None:
    root = portal(tmp_path)
    program = (
        "import os, signal, sys; from pathlib import Path; from build_tools import cache\n"
        "folder = Path(sys.argv[1])\n"
        "with cache.shared(folder), cache.entry(folder) as work:\n"
        "    (work / 'separuh.csv').write_text('a')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    folder = root / ".build/cache"
    done = subprocess.run([sys.executable, "-c", program, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL and len(list(folder.iterdir())) == 1
    assert run(root).exit_code() == 0
    assert not [name for name in entries(root) if name.startswith(".")]


def test_two_runs_that_keep_the_same_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Each does all the work anew into one cache, at the same time, again and again."""
    given = job(portal(tmp_path))
    folder = tmp_path / "cache"
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(partial(jobs.do, folder=folder, anew=True), [given] * 12))
    assert not [outcome for outcome in outcomes if isinstance(outcome, str)]
    found = jobs.known(given, folder)
    assert found and found.published
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_table_that_changes_while_it_is_read_is_kept_under_no_known_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = job(portal(tmp_path))
    table = tmp_path / "datasets/dkisp/contoh/data/tabel.csv"
    real = jobs._read

    def slow(one: Job, work: Path) -> cache.Outcome:
        outcome = real(one, work)
        table.write_text(table.read_text().replace("Tempat Tiga", "Tempat Lain"))
        return outcome

    monkeypatch.setattr(jobs, "_read", slow)
    outcome = jobs.do(given, tmp_path / "cache")
    assert not isinstance(outcome, str) and outcome.published
    assert jobs.known(given, tmp_path / "cache") is None


def _dies(value: int) -> str:
    if value == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{value} done"


def test_a_process_that_is_killed_takes_no_other_job_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = job(portal(tmp_path))
    many = [Job(given.dataset, {}, f"{n}", given.portal) for n in range(5)]
    monkeypatch.setattr(jobs, "do", _dies_in_second)
    outcomes = crew.Crew(tmp_path / "cache", workers=2).all(many)
    assert outcomes[1] and "killed" in str(outcomes[1])
    assert [str(o) for n, o in enumerate(outcomes) if n != 1] == [
        "0 done",
        "2 done",
        "3 done",
        "4 done",
    ]


def _dies_in_second(one: Job, folder: Path, anew: bool) -> str:
    return _dies(int(one.inputs))


def test_no_process_outlives_a_run_that_was_killed(tmp_path: Path) -> None:
    """It would hold the locks of the run that started it, and no build could begin."""
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from build_tools import cache, crew, jobs, output\n"
        "from test_cache import job\n"
        "root = Path(sys.argv[1])\n"
        "def slow(one, folder, anew):\n"
        "    (root / f'pid-{os.getpid()}').touch()\n"
        "    time.sleep(600)\n"
        "jobs.do = slow\n"
        "given = job(root)\n"
        "many = [jobs.Job(given.dataset, {}, str(n), given.portal) for n in range(4)]\n"
        "with output.alone(root / '.build'), cache.shared(root / '.build/cache'):\n"
        "    crew.Crew(root / '.build/cache', workers=2).all(many)\n"
    )
    root = portal(tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(root)], cwd=Path(__file__).parent
    )

    def workers() -> list[int]:
        return [int(path.name.removeprefix("pid-")) for path in root.glob("pid-*")]

    wait_until(lambda: len(workers()) == 2)
    with pytest.raises(output.BusyError), output.alone(root / ".build"):
        pass
    running.kill()
    running.wait()
    wait_until(lambda: not any(Path(f"/proc/{pid}/fd").exists() for pid in workers()))
    with output.alone(root / ".build"):
        pass


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_jobs_are_told_one_by_one_in_whatever_order_they_end(tmp_path: Path) -> None:
    seen: list[int] = []
    given = job(portal(tmp_path))
    crew.Crew(tmp_path / "cache").all([given], seen.append)
    crew.Crew(tmp_path / "cache").all([given], seen.append)
    assert seen == [0, 1, 1]


def test_a_reader_waits_for_the_one_that_removes(tmp_path: Path) -> None:
    """Whoever begins while old entries are removed waits, and finds them gone, not going."""
    folder = tmp_path / "cache"
    order: list[str] = []

    def reader() -> None:
        with cache.shared(folder):
            order.append("reader")

    def slow() -> Iterator[str]:
        thread.start()
        thread.join(0.3)
        order.append("removed")
        yield "kept"

    thread = threading.Thread(target=reader)
    with cache.shared(folder) as prune:
        prune(slow())
    thread.join()
    assert order == ["removed", "reader"]


def test_a_day_that_lies_ahead_is_judged_anew_each_day(tmp_path: Path) -> None:
    """What is too early today is right later; what no check asks the day of is not read again."""
    root = portal(tmp_path, EXAMPLES / "invalid/day-in-future")

    def judged(day: str) -> tuple[list[str], tuple[str, ...], int]:
        result = pipeline.build(pipeline.Options(root, date.fromisoformat(day)))
        codes = [f.code for f in result.findings if f.dataset == "dkisp/contoh"]
        return codes, result.worked, len(result.site.published)

    both = ("dkisp/contoh", "referensi/opd", "referensi/topik")
    assert judged("2026-01-15") == (["day-in-future"], both, 2)
    assert judged("2026-03-12") == ([], ("dkisp/contoh",), 3)
    assert judged("2026-03-12") == ([], (), 3)
    assert judged("2026-01-15") == (["day-in-future"], ("dkisp/contoh",), 2)
