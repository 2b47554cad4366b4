"""Days on which data was promised: kept, missed, put off, no longer owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from build_tools.freshness import NEVER, promises
from build_tools.freshness.days import after
from build_tools.model import Delay, Promise, Stated, Text

TODAY = date(2026, 11, 23)


def record(*stated: Stated, delays: Sequence[Delay] = (), updated: str = "") -> list[str]:
    """What is on record, latest first, each as one line."""
    return [line(p) for p in promises(stated, delays, TODAY, updated)]


def line(p: Promise) -> str:
    parts = [p.due, p.state, p.came, f"+{p.days}" if p.days else "", p.moved_to]
    return " ".join(part for part in parts if part)


def data(day: str, frequency: str = "tahunan", named: str = "", ended: str = "") -> Stated:
    return Stated(day, True, frequency, named, ended)


def said(day: str, frequency: str = "tahunan", named: str = "", ended: str = "") -> Stated:
    return Stated(day, False, frequency, named, ended)


def test_the_frequency_promises_and_the_next_data_keeps_it() -> None:
    assert record(data("2025-01-10"), data("2026-01-10")) == [
        "2027-01-10 menunggu",
        "2026-01-10 ditepati 2026-01-10",
    ]


def test_data_that_came_after_the_day() -> None:
    assert record(data("2025-01-10", "bulanan"), data("2025-02-20", "sekali")) == [
        "2025-02-10 terlewati 2025-02-20 +10",
    ]


def test_a_named_day_goes_before_the_frequency() -> None:
    (only,) = promises([data("2026-01-10", named="2026-11-20")], (), TODAY, "")
    assert line(only) == "2026-11-20 terlewati +3"
    assert (only.basis, only.made) == ("tanggal", "2026-01-10")


def test_a_day_named_anew_in_time_is_put_off() -> None:
    later = said("2026-06-01", named="2026-12-01")
    assert record(data("2026-01-10", named="2026-06-01"), later) == [
        "2026-12-01 menunggu",
        "2026-06-01 diundur 2026-12-01",
    ]


def test_a_day_named_anew_afterwards_stays_missed() -> None:
    late = [data("2026-01-10", named="2026-06-01"), said("2026-06-02", named="2026-12-01")]
    assert record(*late) == ["2026-12-01 menunggu", "2026-06-01 terlewati +175"]
    assert record(*late, data("2026-08-01", "sekali")) == [
        "2026-12-01 ditepati 2026-08-01",
        "2026-06-01 terlewati 2026-08-01 +61",
    ]


def test_nothing_is_owed_of_what_has_ended() -> None:
    over = said("2026-07-01", ended="2026-05-31")
    assert record(data("2026-01-10", named="2026-06-01"), over) == ["2026-06-01 gugur"]


def test_what_was_due_before_the_end_is_late_no_longer_than_that() -> None:
    ended = said("2026-07-01", named="2026-06-01", ended="2026-06-11")
    assert record(data("2026-01-10", named="2026-06-01"), ended) == ["2026-06-01 terlewati +10"]


def test_a_frequency_that_promises_nothing() -> None:
    assert record(data("2026-01-10"), said("2026-03-01", "sekali")) == ["2027-01-10 gugur"]
    assert record(data("2024-01-10"), said("2025-01-15", "sewaktu-waktu")) == [
        "2025-01-10 terlewati +5"
    ]
    assert record(data("2026-01-10", "sekali", "2026-02-01")) == []


def test_a_day_that_the_data_has_met_early_is_no_new_promise() -> None:
    """The office forgot to take the day out of the descriptor."""
    stale = [data("2026-01-10", named="2026-06-01"), data("2026-05-28", named="2026-06-01")]
    assert record(*stale) == ["2027-05-28 menunggu", "2026-06-01 ditepati 2026-05-28"]


def test_two_commits_of_a_day_are_one_release() -> None:
    assert record(data("2026-01-10"), data("2026-01-10")) == ["2027-01-10 menunggu"]


def test_the_reason_of_the_office_stands_beside_its_day() -> None:
    reason = Text("Menunggu dua kecamatan.")
    delays = [Delay("2026-11-20", reason, "2026-11-21"), Delay("2026-11-19", Text("Lain."))]
    (only,) = promises([data("2026-01-10", named="2026-11-20")], delays, TODAY, "")
    assert (only.reason, only.answered) == (reason, "2026-11-21")


def test_a_kept_day_needs_no_reason() -> None:
    delays = [Delay("2026-01-10", Text("Terlambat."))]
    _, kept = promises([data("2025-01-10"), data("2026-01-09")], delays, TODAY, "")
    assert (kept.state, kept.reason) == ("ditepati", Text())


def test_a_clock_in_the_future_shows_the_day_of_the_site() -> None:
    assert record(data("2026-01-10", "bulanan"), data("2031-01-01")) == [
        "2027-11-23 menunggu",
        "2026-02-10 terlewati 2026-11-23 +286",
    ]


def test_a_clock_that_went_backwards_stands_still() -> None:
    assert record(data("2026-03-10", "bulanan"), data("2025-01-01"))[0] == "2027-03-10 menunggu"


def test_a_shallow_history_takes_the_day_of_the_data_from_elsewhere() -> None:
    assert record(said("2026-11-01"), updated="2026-10-01") == ["2027-10-01 menunggu"]


def test_a_mirror_that_is_newer_than_the_commits() -> None:
    assert record(data("2025-01-10"), updated="2026-01-05") == [
        "2027-01-05 menunggu",
        "2026-01-10 ditepati 2026-01-05",
    ]


def test_no_history_promises_nothing() -> None:
    assert promises((), (), TODAY, "2026-01-01") == ()


DAYS = st.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))
TIMELINES = st.lists(
    st.tuples(
        DAYS,
        st.booleans(),
        st.sampled_from(["bulanan", "mingguan", "tahunan", "sekali", ""]),
        st.none() | DAYS,
    ),
    max_size=8,
)


def standing(heard: Sequence[Stated], day: date) -> date | None:
    """The day that is owed on a day, read from all that was said until then, from scratch."""
    until = [s for s in heard if s.date <= day.isoformat()]
    if not until or until[-1].frequency in NEVER:
        return None
    newest = max((date.fromisoformat(s.date) for s in until if s.data), default=None)
    named = date.fromisoformat(until[-1].next_release) if until[-1].next_release else None
    if named and (newest is None or named > newest):
        return named
    return after(newest, until[-1].frequency)


@given(TIMELINES, st.integers(0, 60))
def test_a_brute_force_reading_agrees(
    parts: list[tuple[date, bool, str, date | None]], later: int
) -> None:
    """Day by day: what was owed when data came is kept or missed, and nothing else is.

    One statement a day, and each names its day once, so that no settled day is named again.
    """
    heard, named_before = [], set()
    for day, is_data, frequency, named in sorted(
        {p[0]: p for p in parts}.values(), key=lambda p: p[0]
    ):
        again = named in named_before
        named_before.add(named)
        text = named.isoformat() if named and not again else ""
        heard.append(Stated(day.isoformat(), is_data, frequency, text))
    as_of = date(2026, 2, 5) + timedelta(days=later)
    found = promises(heard, (), as_of, "")

    arrivals = [date.fromisoformat(s.date) for s in heard if s.data]
    met = {}
    for came in arrivals:
        owed = standing(heard, came - timedelta(days=1))
        if owed:
            met[owed, came] = max(0, (came - owed).days)
    kept = {(day_of(p.due), day_of(p.came)): p for p in found if p.came}
    assert met == {pair: kept[pair].days for pair in met}
    for due, came in kept.keys() - met.keys():  # missed, then another day was named
        made = date.fromisoformat(kept[due, came].made)
        assert standing(heard, made) == due
        first = next(d for d in each(made, came) if standing(heard, d) != due)
        assert due < first
        assert kept[due, came].days == (came - due).days > 0
    open_now = standing(heard, as_of)
    states = {p.due: p.state for p in found if not p.came and p.state in {"menunggu", "terlewati"}}
    if open_now:
        expected = "menunggu" if as_of <= open_now else "terlewati"
        assert states[open_now.isoformat()] == expected
    assert [p.state for p in found].count("menunggu") <= 1
    assert [p.due for p in found] == sorted((p.due for p in found), reverse=True)
    for p in found:
        assert (p.state == "diundur") == bool(p.moved_to)
        assert p.state != "ditepati" or (p.days == 0 and p.came <= p.due)


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
