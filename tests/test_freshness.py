"""When a dataset is late, and when it never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pages_site import PORTAL, dataset, published

from build_tools.freshness import (
    ENDED,
    LATE,
    NOW_AND_THEN,
    ONCE,
    SOON,
    UNKNOWN,
    UP_TO_DATE,
    freshness,
    in_site,
    tally,
)
from build_tools.model import Ending, Past, Promise, Site

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("frequency", "promised", "updated", "state", "due", "late"),
    [
        ("tahunan", "2026-12-08", "2020-01-01", UP_TO_DATE, "2026-12-08", 0),
        ("tahunan", "2026-12-07", "2020-01-01", SOON, "2026-12-07", 0),
        ("tahunan", "2026-11-23", "2020-01-01", SOON, "2026-11-23", 0),
        ("tahunan", "2026-11-20", "2026-11-19", LATE, "2026-11-20", 3),
        ("tahunan", "2026-10", "2026-01-01", LATE, "2026-10-31", 23),
        ("tahunan", "2026", "2026-01-01", UP_TO_DATE, "2026-12-31", 0),
        ("bulanan", "", "2026-01-31", LATE, "2026-02-28", 268),
        ("bulanan", "", "2026-10-23", SOON, "2026-11-23", 0),
        ("mingguan", "", "2026-11-15", LATE, "2026-11-22", 1),
        ("harian", "", "2026-11-22", SOON, "2026-11-23", 0),
        ("tahunan", "", "2024-02-29", LATE, "2025-02-28", 633),
        ("sekali", "", "1990-01-01", ONCE, "", 0),
        ("sewaktu-waktu", "", "1990-01-01", NOW_AND_THEN, "", 0),
        ("sewaktu-waktu", "2026-11-22", "", NOW_AND_THEN, "", 0),
        ("sewaktu-waktu", "2026-12-01", "", NOW_AND_THEN, "2026-12-01", 0),
        ("tahunan", "", "", UNKNOWN, "", 0),
        ("", "", "2026-11-01", UNKNOWN, "", 0),
        ("tahunan", "besok", "2026-11-01", UP_TO_DATE, "2027-11-01", 0),
        ("", "2026-13-01", "", UNKNOWN, "", 0),
        ("tahunan", "", "9999-01-01", UNKNOWN, "", 0),
        ("mingguan", "", "9999-12-30", UNKNOWN, "", 0),
        ("", "99999999999-01-01", "", UNKNOWN, "", 0),
    ],
)
def test_the_state_follows_the_promise(
    frequency: str, promised: str, updated: str, state: str, due: str, late: int
) -> None:
    given = published(dataset(frequency=frequency, next_release=promised), updated=updated)
    found = freshness(given, TODAY)
    assert (found.state, found.due, found.days_late) == (state, due, late)


def test_a_named_day_that_has_been_met_is_followed_by_the_frequency() -> None:
    """The data came on the day; the descriptor still names it."""
    given = published(dataset(next_release="2026-11-20"), updated="2026-11-20")
    found = freshness(given, TODAY)
    assert (found.state, found.due, found.basis) == (UP_TO_DATE, "2027-11-20", "frekuensi")


def test_so_is_one_for_which_the_data_came_early() -> None:
    """Only the record tells that: the data is of a day before the one that is named."""
    given = published(dataset(next_release="2026-11-20"), updated="2026-11-10")
    kept = Promise("2026-11-20", "2025-11-20", "tanggal", "ditepati", "2026-11-10")
    past = Past(given.id, promises=(kept,))
    found = in_site(Site(replace(PORTAL, as_of=TODAY), (given,), pasts={given.id: past}), given)
    assert (found.state, found.due) == (UP_TO_DATE, "2027-11-10")
    assert freshness(given, TODAY).state == LATE


@pytest.mark.parametrize(
    ("ended", "state", "due"),
    [
        ("2026-11-23", ENDED, ""),
        ("2020-01-01", ENDED, ""),
        ("2026-11-24", UP_TO_DATE, ""),  # what is due after that will not come
        ("2026-12-02", SOON, "2026-12-01"),
    ],
)
def test_what_has_ended_is_never_late(ended: str, state: str, due: str) -> None:
    given = dataset(next_release="2026-12-01", ended=Ending(ended))
    found = freshness(published(given, updated="2026-01-01"), TODAY)
    assert (found.state, found.due, found.days_late) == (state, due, 0)


def test_every_state_is_told_also_where_there_is_none() -> None:
    assert dict(tally([LATE, LATE, UP_TO_DATE])) == {
        UP_TO_DATE: 1,
        SOON: 0,
        LATE: 2,
        ENDED: 0,
        ONCE: 0,
        NOW_AND_THEN: 0,
        UNKNOWN: 0,
    }


def recorded(*promises: Promise, released: str = "", **given: object) -> tuple[str, str, int]:
    """The state, the next day and the days late of a monthly dataset with that record."""
    one = published(dataset(frequency="bulanan", **given), updated="2026-11-20")
    found = freshness(one, TODAY, promises, released)
    return found.state, found.due, found.days_late


def test_the_open_promise_of_the_record_tells_the_next_day() -> None:
    """Not the day of a correction, nor one that had passed when the descriptor named it."""
    missed = Promise("2026-11-10", "2026-10-10", "frekuensi", "terlewati", "", 13)
    assert recorded(missed, released="2026-10-10") == (LATE, "2026-11-10", 13)
    waiting = Promise("2026-12-10", "2026-11-10", "frekuensi", "menunggu")
    assert recorded(waiting, next_release="2026-11-01") == (UP_TO_DATE, "2026-12-10", 0)


def test_after_data_that_came_early_the_day_after_it_is_the_next() -> None:
    early = Promise("2026-11-30", "2026-10-30", "frekuensi", "menunggu", "2026-11-15")
    assert recorded(early, released="2026-11-15") == (UP_TO_DATE, "2026-12-15", 0)
    named = recorded(early, released="2026-11-15", next_release="2026-12-03")
    assert named == (SOON, "2026-12-03", 0)
