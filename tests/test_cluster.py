"""Jobs on a real Dask cluster, and what travels there and back."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from portals import AS_OF, commit, portal

from build_tools import cli, cluster, jobs, load, pipeline
from build_tools.store import DamagedError, Store

MANY = 12


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A portal with a dozen tables of some thousand rows, one of them faulty."""
    root = portal(tmp_path / "portal")
    source = root / "datasets/dkisp/contoh"
    table = (source / "data/tabel.csv").read_text().splitlines()
    for number in range(MANY):
        folder = source.with_name(f"banyak-{number:02}")
        (folder / "data").mkdir(parents=True)
        text = (
            (source / "datapackage.yaml")
            .read_text()
            .replace("name: contoh", f"name: {folder.name}", 1)
        )
        (folder / "datapackage.yaml").write_text(text)
        rows = [f"{i:06}," + table[1].split(",", 1)[1] for i in range(4000 + number)]
        (folder / "data/tabel.csv").write_text("\n".join([table[0], *rows]) + "\n")
    faulty = source.with_name("banyak-05") / "data/tabel.csv"
    faulty.write_text(faulty.read_text().replace("10,12,22", "10,12,99", 1))
    commit(root, "Banyak", "2026-01-05")
    return root


def tree(root: Path) -> dict[str, bytes]:
    """Everything that was published, by path."""
    names = json.loads((root / ".build/manifest.json").read_text())
    return {name: (root / ".build" / name).read_bytes() for name in names}


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two worker processes that nothing starts again; the address."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as made:
        address = str(made.scheduler_address)
        command = [sys.executable, "-m", "distributed.cli.dask_worker", address]
        command += ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
        elsewhere = tmp_path / "elsewhere"  # another folder: nothing is found by a relative path
        elsewhere.mkdir()
        running = [
            subprocess.Popen(
                command, cwd=elsewhere, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for _ in range(2)
        ]
        try:
            yield address, running
        finally:
            for process in running:
                process.kill()
                process.wait()


@pytest.mark.slow
def test_a_cluster_makes_the_same_tree_though_a_worker_is_killed(
    wide: Path, tmp_path: Path, workers: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    here = pipeline.build(pipeline.Options(wide, AS_OF))
    own = tree(wide)
    (wide / ".build").rename(tmp_path / "build-here")
    address, running = workers

    def kill(stage: str, done: int, total: int) -> None:
        if stage == "datasets" and done == 3:
            os.kill(running[0].pid, signal.SIGKILL)

    there = pipeline.build(
        pipeline.Options(
            wide,
            AS_OF,
            progress=kill,
            scheduler=address,
            store=(tmp_path / "store").as_uri(),
        )
    )
    assert running[0].wait(10) == -signal.SIGKILL and running[1].poll() is None
    assert len(there.worked) == MANY + 3
    assert there.findings == here.findings and there.exit_code() == 1
    assert there.crashes == [] and len(there.site.published) == MANY + 2
    assert tree(wide) == own


def test_a_parcel_holds_no_path_of_this_computer(tmp_path: Path) -> None:
    root = portal(tmp_path / "rumah-sendiri")
    given = load.load_portal(root, AS_OF)
    datasets = {s.id: load.load(s, given)[0] for s in load.discover(root)}
    dataset, opd = datasets["dkisp/contoh"], datasets["referensi/opd"]
    assert dataset and opd
    references = {"referensi/opd": opd}
    inputs = jobs.inputs(dataset, references)
    job = jobs.Job(dataset, references, inputs, jobs.facts(given, dataset))
    way = cluster.Way("tcp://tiada:1", (tmp_path / "store").as_uri(), tmp_path / "cache")
    parcel = way.pack(job)
    assert b"rumah-sendiri" not in pickle.dumps(parcel)
    answer = cluster.do(parcel)  # as a worker does
    assert isinstance(answer, dict) and b"rumah-sendiri" not in pickle.dumps(answer)
    outcome = way.unpack(job, answer)
    local = jobs.do(job, tmp_path / "other")
    assert not isinstance(outcome, str) and not isinstance(local, str)
    assert outcome.published and local.published
    names = {p.name for p in outcome.published.folder.iterdir()}
    assert names == {p.name for p in local.published.folder.iterdir()}
    for name, path in jobs.cache.contents(outcome.published.folder):
        assert path.read_bytes() == (local.published.folder / name).read_bytes(), name


def test_another_version_does_no_job(tmp_path: Path) -> None:
    job = jobs.Job(None, {}, "", None)  # type: ignore[arg-type]
    with pytest.raises(cluster.ClusterError, match="cluster_code"):
        cluster.do(cluster.Parcel(job, (), "", "another version"))


def test_a_cluster_that_does_not_answer_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "TIMEOUT", 1)
    root = portal(tmp_path)
    command = ["build", "--root", str(root), "--engine", "none", "--scheduler"]
    assert cli.main([*command, "tcp://127.0.0.1:9"]) == 2
    assert "tcp://127.0.0.1:9" in capsys.readouterr().err
    assert cli.main([*command, "tcp://127.0.0.1:9", "--store", "tiada://x"]) == 2
    assert "tiada://x" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["folder", "memory"])
def test_a_store_keeps_files_by_their_content(tmp_path: Path, place: str) -> None:
    url = (tmp_path / "store").as_uri() if place == "folder" else f"memory://{tmp_path.name}"
    source = tmp_path / "a.csv"
    source.write_bytes(b"isi")
    digest = jobs.cache.file_digest(source)
    Store(url).put(source, digest)
    Store(url).put(source, digest)
    Store(url).get(digest, tmp_path / "b/c.csv")
    assert (tmp_path / "b/c.csv").read_bytes() == b"isi"
    with pytest.raises(FileNotFoundError):
        Store(url).get("0" * 64, tmp_path / "d")


def test_a_damaged_file_of_a_store_is_not_used(tmp_path: Path) -> None:
    store = Store((tmp_path / "store").as_uri())
    digest = "1" * 64
    (tmp_path / "store" / digest).write_bytes(b"lain")
    with pytest.raises(DamagedError):
        store.get(digest, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_store_in_a_folder_forgets_what_no_build_uses(tmp_path: Path) -> None:
    store = Store((tmp_path / "store").as_uri())
    long_ago = date(2020, 1, 1).toordinal()
    for name in ("lama", "dipakai"):
        (tmp_path / "store" / name).write_bytes(b"")
        os.utime(tmp_path / "store" / name, (long_ago, long_ago))
    store.put(tmp_path / "store/dipakai", "dipakai")
    store.prune()
    assert [p.name for p in (tmp_path / "store").iterdir()] == ["dipakai"]
