"""Cells, names and codes that attack whoever reads a report: a terminal, a git host, a program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hostile_payloads import everything

from build_tools import cli, reports
from build_tools.findings import Finding, Severity, error
from build_tools.words import all_words

WORDS = all_words(("id", "en"))
#: What only such readers take for a command.
COMMANDS = (
    *(
        "\x1b]0;jahat\x07",
        "\x1b[2J\x1b[1;31mgalat",
        "\x9b31m",
        "\x08\x08\x08",
        "a\rb",
        "\x00",
        "\x7f",
    ),
    *(
        "\u202e\u2066gpj.exe\u2069",
        "a\u2028b",
        "a\u2029b",
        "a\u0085b",
        "\ufeffx",
        "\u200bx",
        "\udc80",
    ),
    *("::error file=a.py,line=1::x", "\n::error::x", "\r\n::warning::x", "%0A::error::x"),
    *(
        "##[error]x",
        "\n##[group]x",
        "::set-output name=a::b",
        "::add-mask::a",
        "::stop-commands::a",
    ),
    *(
        "\x1b[0Ksection_start:1:a\r\x1b[0K",
        "##vso[task.setvariable variable=a]b",
        "x%0D%0Ay",
        "a,title=b",
    ),
    *(
        "[x](https://jahat.example/)",
        "![x](https://jahat.example/p.png)",
        "<img src=x>",
        "| a | b |",
    ),
    *("`x`", "@semua", "#1", "https://jahat.example/", "<!-- x -->", "</details>", "\\|", "&#124;"),
)
TEXTS = (*COMMANDS, *everything())


def findings(text: str) -> list[Finding]:
    """One finding with a text wherever a person may have written it."""
    facts = {"file": text, "field": text, "cell": text, "sheet": text, "row": 3, "column": 2}
    return [
        error("type-error", type="integer", dataset=text, **facts),
        error("name-unportable", file=text, case=text),
        error("sheet-missing", sheets=text, file=text, sheet=text),
        Finding(text, Severity.ERROR, file=text),
    ][: 3 if text else 4]


def report(name: str, text: str, lang: str = "id") -> str:
    return reports.REPORTERS[name](findings(text), WORDS[lang])


@pytest.mark.parametrize("name", reports.REPORTERS)
def test_no_sign_moves_the_cursor_or_turns_the_text(name: str) -> None:
    for text in TEXTS:
        for line in report(name, text).split("\n"):
            assert line.isprintable(), (text, line)


@pytest.mark.parametrize("name", ["text", "markdown", "github"])
def test_no_text_makes_a_line_of_its_own(name: str) -> None:
    usual = len(report(name, "biasa").split("\n"))
    for text in TEXTS:
        assert len(report(name, text).split("\n")) <= usual, text


def test_nothing_is_a_command_to_a_runner_but_our_own_annotations() -> None:
    ours = re.compile(r"::error file=[^,:\n]*(,line=3)?,title=[^:,\n]*::[^\n]*")
    for text in TEXTS:
        *lines, _ = report("github", text).split("\n")
        assert len(lines) == 3
        for line in lines:
            assert ours.fullmatch(line), line
            assert "##[" not in line and "##vso[" not in line
        for name in ("text", "markdown"):
            for line in report(name, text).split("\n"):
                assert not line.lstrip().startswith("::"), line
                assert "##[" not in line and "##vso[" not in line


def test_a_comment_holds_no_link_picture_or_markup() -> None:
    for text in TEXTS:
        for row in report("markdown", text).split("\n")[4:]:
            assert row.count("|") == 6, row
            assert not re.search(r"[<>\[\]`@#*_\\](?![0-9]+;)", row.replace("&#", "")), row


def test_the_program_reads_one_object_a_line() -> None:
    for text in TEXTS:
        lines = report("json", text).split("\n")
        assert len(lines) == 3
        assert all({"code", "message"} <= json.loads(line).keys() for line in lines)


def test_a_file_of_such_a_name_is_told_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the folder to the terminal: the names of files are texts as well."""
    for name in ("::error::x.csv", "a\n::error::y.csv", "\x1b[2J.csv", "a\u202evsc.csv"):
        (tmp_path / name).write_text("kontak\n081234567890\n", encoding="utf-8")
    assert cli.main(["scan", "--root", str(tmp_path), str(tmp_path)]) == 1
    for line in capsys.readouterr().out.split("\n"):
        assert line.isprintable() and not line.lstrip().startswith("::")
