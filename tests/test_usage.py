"""The command line explains itself in the reader's language, also where argparse would speak."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from portals import portal

from build_tools import cli
from build_tools.cli.said import reason
from build_tools.usage import close, said
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")
#: What argparse itself would write.
ENGLISH = re.compile(
    r"usage:|positional arguments|show this help|the following|argument |invalid|expected|error:"
)


def ended(capsys: pytest.CaptureFixture[str], *line: str, code: int = 2) -> str:
    """What the program writes before it ends with a code."""
    with pytest.raises(SystemExit) as end:
        cli.main(line)
    assert end.value.code == code
    told = capsys.readouterr()
    return told.err if code else told.out


@pytest.mark.parametrize(
    ("line", "indonesian", "english"),
    [
        ([], "Perintahnya belum disebut", "The command is missing"),
        (["chek"], 'Perintah "chek" tidak dikenal. Yang mirip: check.', 'no command "chek"'),
        (["xyz"], "Pilihannya: init, new, propose", "Choose from: init, new"),
        (["explain"], "Belum disebut: code.", "Not given yet: code."),
        (["check", "--cepat"], "Tidak dikenal: --cepat.", "Not known: --cepat."),
        (
            ["check", "--format", "yaml"],
            'Isi --format tidak boleh "yaml". Pilihannya: text, json, github, markdown, xlsx.',
            '--format cannot be "yaml".',
        ),
        (
            ["serve", "--port", "x"],
            'Isi --port harus bilangan bulat, bukan "x".',
            '--port must be a whole number, not "x".',
        ),
        (["serve", "--port"], "Isi --port belum disebut.", "--port lacks its value."),
        (
            ["check", "--quiet=ya"],
            '--quiet ditulis tanpa isi, jadi tanpa "ya".',
            '--quiet is written without a value, so without "ya".',
        ),
        (
            ["check", "--s", "x"],
            '"--s" dapat berarti beberapa pilihan: --scheduler, --store, --staged.',
            '"--s" may be several options',
        ),
    ],
)
def test_a_wrong_line_is_told_in_words(
    line: list[str],
    indonesian: str,
    english: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ended(capsys, *line)
    assert indonesian in told and told.startswith("Cara pakai: terbuka")
    assert not ENGLISH.search(told)
    assert told.rstrip().splitlines()[-1].startswith("Bantuan: terbuka")
    monkeypatch.setenv("TERBUKA_LANG", "en")
    assert english in ended(capsys, *line)


def test_a_language_that_is_not_there_is_told_in_indonesian(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ended(capsys, "check", "--lang", "xx")
    assert 'Isi --lang tidak boleh "xx". Pilihannya: id, en.' in told
    assert "Isi --lang belum disebut." in ended(capsys, "check", "--lang")


@pytest.mark.parametrize("verb", [[], *([name] for name in cli._VERBS)])
def test_the_help_is_in_one_language(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = ended(capsys, *verb, "--help", code=0)
    assert told.startswith("Cara pakai: terbuka") and "\nPilihan:\n" in told
    assert "-h, --help" in told and "Perlihatkan bantuan ini, lalu selesai" in told
    assert not ENGLISH.search(told) and "\noptions:" not in told


def test_the_help_says_that_json_is_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(ended(capsys, "check", "--help", code=0).split())
    assert "json: JSON Lines, satu temuan satu baris" in told


def test_a_complaint_that_is_not_known_is_shown_as_it_is() -> None:
    assert said("something new", ID) == "something new"


@pytest.mark.parametrize("given", ["TYPE-ERROR", "Type-Error", "[type-error]", "`type-error`"])
def test_explain_takes_a_code_as_it_was_copied(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", given]) == 0
    assert capsys.readouterr().out.startswith("type-error: Isi tidak sesuai jenis kolom")


@pytest.mark.parametrize(
    ("given", "near"),
    [("type-eror", "type-error"), ("PRIMERY-KEY", "primary-key"), ("kunci", "")],
)
def test_explain_names_the_codes_that_are_near(
    given: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", given]) == 2
    told = capsys.readouterr().err
    assert f'Kode "{given}" tidak dikenal.' in told
    assert (f"Yang mirip: {near}" if near else "dalam kurung siku") in told


def test_names_are_alike_in_any_case_of_letters() -> None:
    assert close("CHEK", ["check", "build"]) == ["check"]
    assert close("chek", ["Check", "build"]) == ["Check"]
    assert close("zzz", ["check"]) == []


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, 9999, 0])
def test_why_the_computer_refused_is_said_in_words(number: int) -> None:
    problem = OSError(number, os.strerror(number))
    told = reason(problem, ID)
    assert told and os.strerror(number) not in told
    assert ("nomor" in told) == (number in {9999, 0})


def test_a_file_that_cannot_be_written_is_told_without_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = portal(tmp_path / "portal")
    (tmp_path / "berkas").write_text("x")
    to = tmp_path / "berkas" / "bukti.zip"
    line = ["bukti", "--tahun", "2024", "--root", str(root), "--keluar", str(to)]
    assert cli.main(line) == 2
    told = capsys.readouterr().err
    assert "bukti.zip tidak dapat ditulis: " in told
    assert "Not a directory" not in told and "File exists" not in told
