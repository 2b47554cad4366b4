"""Days that a descriptor names in vain: explanations of no missed day, releases already past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pages_site import dataset, published

from build_tools.freshness import promises, unmatched
from build_tools.model import Delay, Past, Published, Stated, Text

TODAY = date(2026, 11, 23)
REASON = Text("Menunggu dua kecamatan.")
SAID = (
    Stated("2026-01-10", True, "bulanan"),  # promises 10 February
    Stated("2026-03-01", True, "bulanan"),  # promises 1 April, which is missed too
)


def given(*days: str, next_release: str = "") -> Published:
    delays = tuple(Delay(day, REASON) for day in days)
    return published(
        dataset("dinkes/gizi", frequency="bulanan", delays=delays, next_release=next_release)
    )


def told(one: Published, stated: tuple[Stated, ...] = SAID, whole: bool = True) -> list[tuple]:
    found = promises(stated, one.dataset.delays, TODAY, "")
    past = Past(one.id, stated=stated, promises=found, complete=whole)
    return [
        (f.code, f.cell, dict(f.values).get("nearest"))
        for f in unmatched({one.id: past}, [one], TODAY)
    ]


def test_an_explanation_of_a_missed_day_is_fine() -> None:
    assert told(given("2026-02-10", "2026-04-01")) == []


def test_one_of_a_day_that_was_never_promised_names_the_nearest_missed_day() -> None:
    assert told(given("2026-02-09", "2026-03-31")) == [
        ("delay-unmatched", "2026-02-09", "2026-02-10"),
        ("delay-unmatched", "2026-03-31", "2026-04-01"),
    ]


def test_one_where_nothing_was_missed() -> None:
    fresh = (Stated("2026-11-01", True, "bulanan"),)
    assert told(given("2026-02-09"), fresh) == [("delay-unmatched", "2026-02-09", "")]


def test_the_day_of_a_promise_that_waits_may_be_explained_beforehand() -> None:
    fresh = (Stated("2026-11-01", True, "bulanan"),)
    assert told(given("2026-12-01"), fresh) == []


def test_a_history_that_is_not_whole_tells_nothing() -> None:
    assert told(given("2026-02-09"), whole=False) == []
    assert list(unmatched({}, [given("2026-02-09")], TODAY)) == []


def test_a_release_day_that_had_passed_when_it_was_named() -> None:
    slip = (*SAID, Stated("2026-07-12", False, "bulanan", "2026-06-01"))
    assert told(given(next_release="2026-06-01"), slip) == [
        ("next-release-past", "2026-06-01", None)
    ]


def test_a_day_that_was_met_or_missed_may_stay_in_the_descriptor() -> None:
    named = (replace(SAID[0], next_release="2026-06-01"),)
    assert told(given(next_release="2026-06-01"), named) == []
    met = (*named, Stated("2026-05-20", True, "bulanan", "2026-06-01"))
    assert told(given(next_release="2026-06-01"), met) == []
