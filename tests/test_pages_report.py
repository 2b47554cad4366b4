"""The checks as a page lists them."""

from __future__ import annotations

from build_tools.model import CheckRun
from build_tools.pages import report
from build_tools.words import Words

WORDS = Words.load("en")


def run(name: str, errors: int = 0, warnings: int = 0, examined: int = 10) -> CheckRun:
    return CheckRun(name, "rows", examined, errors, warnings)


def titles(*checks: CheckRun) -> list[str]:
    return [line.title for line in report.lines(WORDS, checks)]


def test_checks_on_persons_are_one_line_where_nothing_was_found() -> None:
    checks = (run("table"), run("personal-text"), run("personal-data"), run("person-names"))
    assert titles(*checks) == [WORDS("findings.checks.table"), "Personal data"]
    assert titles(run("personal-text"), run("personal-files")) == [
        WORDS("findings.checks.personal-text")
    ]


def test_one_that_found_something_stands_by_itself_among_all_of_them() -> None:
    checks = (run("personal-data"), run("small-counts", warnings=2))
    assert titles(*checks) == ["Personal data", WORDS("findings.checks.small-counts")]
    assert [line.outcome for line in report.lines(WORDS, checks)] == ["ok", "warn"]


def test_a_check_that_had_nothing_to_look_at_is_left_out() -> None:
    assert titles(run("table", examined=0), run("table", examined=0, errors=1)) == [
        WORDS("findings.checks.table")
    ]
