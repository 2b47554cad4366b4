"""When a dataset is late, and when it never is."""

from __future__ import annotations

from datetime import date

import pytest
from pages_site import dataset, published

from build_tools.freshness import LATE, UNKNOWN, UNSCHEDULED, UP_TO_DATE, freshness, tally

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("frequency", "promised", "updated", "state", "due", "late"),
    [
        ("tahunan", "2026-12-01", "2020-01-01", UP_TO_DATE, "2026-12-01", 0),
        ("tahunan", "2026-11-23", "2020-01-01", UP_TO_DATE, "2026-11-23", 0),
        ("tahunan", "2026-11-20", "2026-11-20", LATE, "2026-11-20", 3),
        ("tahunan", "2026-10", "2026-01-01", LATE, "2026-10-31", 23),
        ("tahunan", "2026", "2026-01-01", UP_TO_DATE, "2026-12-31", 0),
        ("bulanan", "", "2026-01-31", LATE, "2026-02-28", 268),
        ("bulanan", "", "2026-10-23", UP_TO_DATE, "2026-11-23", 0),
        ("mingguan", "", "2026-11-15", LATE, "2026-11-22", 1),
        ("harian", "", "2026-11-22", UP_TO_DATE, "2026-11-23", 0),
        ("tahunan", "", "2024-02-29", LATE, "2025-02-28", 633),
        ("sekali", "", "1990-01-01", UNSCHEDULED, "", 0),
        ("sewaktu-waktu", "", "1990-01-01", UNSCHEDULED, "", 0),
        ("sewaktu-waktu", "2026-11-22", "", LATE, "2026-11-22", 1),
        ("tahunan", "", "", UNKNOWN, "", 0),
        ("", "", "2026-11-01", UNKNOWN, "", 0),
        ("tahunan", "besok", "2026-11-01", UP_TO_DATE, "2027-11-01", 0),
        ("", "2026-13-01", "", UNKNOWN, "", 0),
    ],
)
def test_the_state_follows_the_promise(
    frequency: str, promised: str, updated: str, state: str, due: str, late: int
) -> None:
    given = published(dataset(frequency=frequency, next_release=promised), updated=updated)
    found = freshness(given, TODAY)
    assert (found.state, found.due, found.days_late) == (state, due, late)


def test_every_state_is_told_also_where_there_is_none() -> None:
    assert dict(tally([LATE, LATE, UP_TO_DATE])) == {
        UP_TO_DATE: 1,
        LATE: 2,
        UNSCHEDULED: 0,
        UNKNOWN: 0,
    }
