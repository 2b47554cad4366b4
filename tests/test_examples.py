"""Every kind of finding has a folder that shows it, and every good example passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from portals import AS_OF, EXAMPLES, portal

from build_tools import pipeline, reports
from build_tools.findings import Severity
from build_tools.words import Words

INVALID = sorted(p.name for p in (EXAMPLES / "invalid").iterdir() if p.is_dir())
VALID = sorted(p.name for p in (EXAMPLES / "valid").iterdir() if p.is_dir())

#: Codes that only a run, a size or a bug brings about; each has a test of its own.
ELSEWHERE = {
    "cell-too-long",
    "change-area-gone",
    "change-column-emptied",
    "change-period-gone",
    "change-power-of-ten",
    "change-rows-lost",
    "change-rows-missing",
    "change-same-data",
    "change-sudden",
    "change-unit",
    "delay-unmatched",
    "descriptor-too-large",
    "drop-refused",
    "drop-fits",
    "drop-same",
    "dictionary-row",
    "metadata-cell",
    "metadata-row",
    "metadata-sheet",
    "descriptor-unreadable",
    "file-too-large",
    "file-unread",
    "geojson-too-large",
    "harvest-incomplete",
    "harvest-left-out",
    "harvest-personal",
    "harvest-unread",
    "held-back",
    "history-rewritten",
    "history-shallow",
    "internal-error",
    "listed-dataset",
    "new-open",
    "next-release-past",
    "nothing-published",
    "prose-collides",
    "question-link-dead",
    "quoted-chart-none",
    "quoted-ended",
    "quoted-late",
    "quoted-rows",
    "quoted-value-missing",
    "site-too-large",
    "source-error",
    "withdrawal-version-unknown",
    "workbook-too-large",
}


def codes() -> set[str]:
    """Every code that has words."""
    return set(reports.codes(Words.load("id")))


def test_every_code_has_an_example_or_a_test_elsewhere() -> None:
    assert set(INVALID) | ELSEWHERE == codes()


@pytest.mark.parametrize("code", INVALID)
def test_invalid(code: str, tmp_path: Path) -> None:
    """The folder named after a code gives that code, in words, and spoils no other dataset."""
    root = portal(tmp_path, EXAMPLES / "invalid" / code)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    found = {f.code for f in result.findings}
    assert code in found
    assert result.crashes == []
    others = {f.dataset for f in result.findings if f.severity is Severity.ERROR}
    assert "referensi/topik" not in others
    for lang in ("id", "en"):
        text = reports.text(result.findings, Words.load(lang))
        assert f"[{code}]" in text
        assert "?" not in {
            t for f in result.findings for t in reports.sentence(f, Words.load(lang)).split()
        }


@pytest.mark.parametrize("code", INVALID)
def test_errors_hold_back_and_warnings_do_not(code: str, tmp_path: Path) -> None:
    """The others are built all the same, and nothing of the bad one goes out but a notice."""
    root = portal(tmp_path, EXAMPLES / "invalid" / code)
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    bad = {f.dataset for f in result.findings if f.severity is Severity.ERROR}
    published = {p.id for p in result.site.published}
    assert result.exit_code() == (1 if bad else 0)
    assert published.isdisjoint(bad)
    back = {f.dataset for f in result.findings if f.code == "dataset-withdrawn"}
    assert published.isdisjoint(back)
    assert published | bad | back >= {"referensi/opd", "referensi/topik", "dkisp/contoh"}
    for id in bad - {""}:
        assert not [p for p in (root / ".build/static/datasets" / id).glob("*") if p.is_file()]


@pytest.mark.parametrize("name", VALID)
def test_valid(name: str, tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "valid" / name)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    assert result.findings == []


def test_the_example_portal_itself_is_without_findings(tmp_path: Path) -> None:
    result = pipeline.check(pipeline.Options(portal(tmp_path), AS_OF, workers=1))
    assert result.findings == []
    assert result.checked == ("dkisp/contoh", "referensi/opd", "referensi/topik")
