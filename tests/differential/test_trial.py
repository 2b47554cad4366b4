"""``make trial`` on a folder: what it finds, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import trial
from .table import Said

SCHEMA = {"fields": [{"name": "kode", "type": "string"}, {"name": "jumlah", "type": "integer"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "opd" / "data").mkdir(parents=True)
    (tmp_path / "opd/data/a.csv").write_text("kode,jumlah\n001,5\n002,lima\n", encoding="utf-8")
    resource = {"name": "a", "path": "data/a.csv", "schema": SCHEMA}
    text = json.dumps({"resources": [resource]})
    (tmp_path / "opd/datapackage.json").write_text(text, encoding="utf-8")
    (tmp_path / "lain.csv").write_text("x;y\n1;2\n3;4\n", encoding="utf-8")
    return tmp_path


def test_a_descriptor_that_lies_above_says_the_schema(folder: Path) -> None:
    found = {(line.path, line.schema): line for line in trial.trial(folder)}
    assert set(found) == {
        ("lain.csv", "inferred"),
        ("lain.csv", "text"),
        ("opd/data/a.csv", "declared"),
        ("opd/data/a.csv", "text"),
    }
    assert found["opd/data/a.csv", "declared"].errors == (1, 1)
    assert found["opd/data/a.csv", "text"].errors == (0, 0)
    assert not any(line.words for line in found.values())


def test_it_prints_a_line_each_and_the_sum(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trial.main([str(folder)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 6
    assert "invalid" in printed[3] and "equal" in printed[3] and printed[3].endswith("a.csv")
    assert printed[-1].startswith("4 compared, 0 differ")


def test_a_difference_is_told_and_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(trial.ours, "say", lambda table, folder: Said([], []))
    assert trial.main([str(folder)]) == 1
    assert "only frictionless" in capsys.readouterr().out


def test_without_a_folder_it_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trial.main([]) == 2
    assert trial.main([str(tmp_path)]) == 2  # no table in it
    assert "make trial DIR=" in capsys.readouterr().err
