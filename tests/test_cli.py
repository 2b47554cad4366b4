"""The program as people run it: what it prints, and the exit codes that CI reads."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from portals import EXAMPLES, portal

from build_tools import arguments, cli, output, pipeline, reports
from build_tools.audit import report as audit_report

VERBS = ("init", "check", "build", "bukti", "new", "changes", "explain", "serve", "audit", "scan")


def test_every_form_of_a_report_can_be_asked_for() -> None:
    assert tuple(reports.REPORTERS) == arguments.FORMATS
    assert tuple(audit_report.REPORTERS) == arguments.AUDIT_FORMATS


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("lang", "word"), [("id", "Contoh:"), ("en", "Example:")])
def test_every_help_begins_with_an_example(
    verb: str, lang: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([verb, "--lang", lang, "--help"])
    assert ended.value.code == 0
    body = capsys.readouterr().out.split("\n\n", 1)[1]
    assert body.startswith(f"{word}\n  terbuka {verb}")


def test_check_says_what_is_wrong_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    assert cli.main(["check", "--root", str(root)]) == 1
    said = capsys.readouterr().out
    assert "datasets/dkisp/contoh/data/tabel.csv" in said
    assert "C3" in said and "29/02/2024" in said and "Betulkan selnya" in said


def test_check_of_one_dataset_by_path_or_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    place = str(root / "datasets/referensi/opd")
    assert cli.main(["check", "--root", str(root), place]) == 0
    assert cli.main(["check", "--root", str(root), "dkisp/contoh"]) == 1
    assert cli.main(["check", "--root", str(root), "contoh"]) == 1
    assert cli.main(["check", "--root", str(root), "dkisp/tiada"]) == 2
    assert "dkisp/tiada" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["dkisp", "datasets/dkisp", "datasets/dkisp/"])
def test_check_of_an_office_is_of_all_its_datasets(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    assert cli.main(["check", "--root", str(root), name, "referensi/opd"]) == 1
    said = capsys.readouterr().out
    assert "datasets/dkisp/contoh" in said and "2 dataset diperiksa" in said
    assert cli.main(["check", "--root", str(root), "datasets/dinkes"]) == 2
    assert "datasets/dinkes" not in capsys.readouterr().out


def test_a_path_names_an_office_and_a_bare_name_rather_a_dataset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    shutil.copytree(root / "datasets/referensi/opd", root / "datasets/opd/lain")
    assert cli.main(["check", "--root", str(root), "opd"]) == 0  # referensi/opd
    assert cli.main(["check", "--root", str(root), "datasets/opd"]) == 1
    assert "datasets/opd/lain" in capsys.readouterr().out


def test_a_reader_that_closes_the_pipe_is_no_fault(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    command = [sys.executable, "-m", "build_tools", "check", "--root", str(root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None and program.stderr is not None
        program.stdout.close()  # as `head` does, before the first line
        assert program.stderr.read() == ""
        assert program.wait(timeout=60) == 1


def test_json_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = portal(tmp_path, EXAMPLES / "invalid/type-error")
    assert cli.main(["check", "--root", str(root), "--format", "json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["code"] for f in found] == ["type-error"]
    assert (found[0]["row"], found[0]["column"], found[0]["field"]) == (3, 3, "tanggal")


def test_settings_and_usage_end_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--root", str(tmp_path)]) == 2
    assert "terbuka init" in capsys.readouterr().err
    assert cli.main(["build", "--root", str(portal(tmp_path)), "--as-of", "kemarin"]) == 2
    assert cli.main(["explain", "tipe-error"]) == 2
    assert "type-error" in capsys.readouterr().err
    assert cli.main(["serve", "--root", str(tmp_path)]) == 2


def test_a_bug_ends_with_three_and_shows_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("contoh")

    monkeypatch.setattr(pipeline, "check", broken)
    assert cli.main(["check", "--root", str(portal(tmp_path))]) == 3
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said and "bukan kesalahan Anda" in said


def test_two_builds_of_one_portal_wait_for_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path)
    with output.alone(root / ".build"):
        assert cli.main(["build", "--root", str(root), "--engine", "none"]) == 2
    assert "Proses lain" in capsys.readouterr().err
    assert cli.main(["build", "--root", str(root), "--engine", "none"]) == 0


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("terminal", "ci"), [(True, ""), (True, "1"), (False, "")])
def test_progress_is_for_people_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool, ci: str
) -> None:
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("CI", ci)
    assert cli.main(["check", "--root", str(portal(tmp_path))]) == 0
    assert ("Memeriksa dataset 3/3" in stream.getvalue()) is (terminal and not ci)
    assert bool(stream.getvalue()) is (terminal and not ci)


def test_explain_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "blank-row"]) == 0
    assert cli.main(["explain", "blank-row", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "lalu Hapus (Delete)" in said and "then Delete." in said


def test_build_then_serve(tmp_path: Path) -> None:
    """From a folder to a page in a browser's hands, with the program alone; quiet in CI."""
    root = portal(tmp_path)
    environment = {**os.environ, "CI": "1"}
    program = [sys.executable, "-m", "build_tools"]
    done = subprocess.run(
        [*program, "build", "--root", str(root), "--timings", str(tmp_path / "waktu.json")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"{root}/site" in done.stdout and "terbuka serve" in done.stdout
    assert {"load", "datasets", "site", "total"} <= set(
        json.loads((tmp_path / "waktu.json").read_text())
    )
    server = subprocess.Popen(
        [*program, "serve", "--root", str(root), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        address = next(w for w in server.stdout.readline().split() if w.startswith("http"))
        with urllib.request.urlopen(f"{address}datasets/dkisp/contoh/") as answer:
            assert "Contoh penduduk menurut tempat" in answer.read().decode()
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{address}tiada/")
        assert missing.value.code == 404 and "Situs contoh" in missing.value.read().decode()
    finally:
        server.terminate()
        server.wait()
