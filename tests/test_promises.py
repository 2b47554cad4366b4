"""Days on which data was promised: kept, missed, put off, no longer owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from build_tools.freshness import NEVER, promises, standing
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
        "2026-12-01 menunggu 2026-08-01",
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


def test_a_promise_is_kept_when_its_day_has_come() -> None:
    """Until then it waits, with the data that is there already; no next one is open."""
    early = [data("2025-12-01"), data("2026-10-01")]
    assert record(*early) == ["2026-12-01 menunggu 2026-10-01"]
    (kept, following) = reversed(promises(early, (), date(2026, 12, 1), ""))
    assert line(kept) == "2026-12-01 ditepati 2026-10-01"
    assert (following.due, following.made) == ("2027-10-01", "2026-10-01")


def test_many_releases_before_a_day_keep_one_promise() -> None:
    twice_a_week = [data(f"2026-07-{day:02}", "triwulanan") for day in (1, 4, 8, 11, 15)]
    assert record(*twice_a_week) == ["2026-10-15 terlewati +39", "2026-10-01 ditepati 2026-07-04"]


def test_naming_a_day_for_the_first_time_puts_nothing_off() -> None:
    first = [data("2026-07-10", "bulanan"), said("2026-07-12", "bulanan", "2026-12-15")]
    assert record(*first) == ["2026-12-15 menunggu"]
    again = said("2026-07-14", "bulanan", "2026-12-20")
    assert record(*first, again) == ["2026-12-20 menunggu", "2026-12-15 diundur 2026-12-20"]


def test_an_earlier_day_takes_the_place_of_a_named_one() -> None:
    nearer = said("2026-02-01", named="2026-11-30")
    assert record(data("2026-01-10", named="2026-12-15"), nearer) == ["2026-11-30 menunggu"]


def test_the_next_day_is_named_with_the_data_that_came_early() -> None:
    """As the guide has it; what was met is kept on its day, nothing is put off."""
    stated = [data("2025-10-01", named="2026-06-01"), data("2026-05-01", named="2026-12-01")]
    assert record(*stated) == ["2026-12-01 menunggu", "2026-06-01 ditepati 2026-05-01"]


def test_a_nearer_day_that_is_named_with_the_data_waits_for_new_data() -> None:
    stated = [data("2025-12-15"), data("2026-03-01", named="2026-06-01")]
    assert record(*stated) == ["2026-06-01 terlewati +175"]


def test_a_day_that_had_passed_when_it_was_named_promises_nothing() -> None:
    slip = said("2026-07-12", named="2026-02-01")
    assert record(data("2026-01-10"), slip) == ["2027-01-10 menunggu"]


def test_a_short_month_is_no_promise_twice() -> None:
    """A month after 30 January and one after 31 January are the same day."""
    monthly = [data("2026-01-30", "bulanan"), data("2026-01-31", "bulanan")]
    assert record(*monthly) == ["2026-03-28 terlewati +240", "2026-02-28 ditepati 2026-01-31"]


def test_a_dataset_that_is_gone_owes_nothing_more_and_keeps_its_record() -> None:
    stated = [data("2026-01-10", "bulanan"), data("2026-02-20", "bulanan")]
    day = date(2026, 3, 1)
    assert [line(p) for p in promises(stated, (), day, "", gone=True)] == [
        "2026-03-20 gugur",
        "2026-02-10 terlewati 2026-02-20 +10",
    ]
    missed = promises(stated, (), date(2026, 4, 1), "", gone=True)
    assert line(missed[0]) == "2026-03-20 terlewati +12"


def test_a_promise_stays_with_the_id_of_its_due_day() -> None:
    moved = [
        Stated("2026-01-10", True, "bulanan", dataset="dinkes/gizi"),
        Stated("2026-03-01", False, "bulanan", dataset="dpmd/gizi"),
        Stated("2026-03-05", True, "bulanan", dataset="dpmd/gizi"),
    ]
    found = promises(moved, (), date(2026, 3, 10), "")
    assert [(p.due, p.dataset) for p in found] == [
        ("2026-04-05", "dpmd/gizi"),
        ("2026-02-10", "dinkes/gizi"),
    ]


def test_the_open_promise_is_the_one_that_is_waited_for() -> None:
    late = [data("2026-01-10", named="2026-06-01"), said("2026-06-02", named="2026-12-01")]
    found = promises(late, (), TODAY, "")
    assert [(p.due if p else "") for p in (standing(found, TODAY), standing((), TODAY))] == [
        "2026-12-01",
        "",
    ]
    owed = promises(late[:1], (), TODAY, "")
    assert standing(owed, TODAY) == owed[0]


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
    max_size=9,
)


class Clerk:
    """Keeps the record by looking at every day: by hand, as the guide tells it."""

    def __init__(self) -> None:
        self.newest: date | None = None
        self.due: date | None = None  # what is open
        self.named = False  # by a named day
        self.met: date | None = None
        self.owed: list[date] = []  # missed, replaced, no data since
        self.dropped: list[date] = []  # missed, nothing promised instead, no data since
        self.over = date.min  # the latest day that data has met
        self.book: list[tuple[date, str, date | None]] = []

    def evening(self, day: date, said: Stated | None) -> None:
        """What has come by its day is kept at the end of that day."""
        if self.met and self.due == day:
            self.book.append((day, "ditepati", self.met))
            self.over, self.met, self.due = day, None, None
            if said:
                self.due, self.named = self.next(said, day)

    def next(self, said: Stated, today: date) -> tuple[date | None, bool]:
        if said.frequency in NEVER:
            return None, False
        named = date.fromisoformat(said.next_release) if said.next_release else None
        if named and named > self.over and (not self.newest or named > self.newest):
            return named, True
        computed = after(self.newest, said.frequency)
        if computed and computed <= self.over:
            computed = after(self.over, said.frequency)
        return computed, False

    def release(self, day: date) -> None:
        for due in self.owed:
            self.book.append((due, "terlewati", day))
            self.over = max(self.over, due)
        for due in self.dropped:
            self.book.append((due, "terlewati", None))
            self.over = max(self.over, due)
        self.owed, self.dropped = [], []
        if self.due and not self.met:
            if day <= self.due:
                self.met = day
            else:
                self.book.append((self.due, "terlewati", day))
                self.over, self.due = max(self.over, self.due), None
        self.newest = day

    def word(self, said: Stated, today: date) -> None:
        due, named = self.next(said, today)
        if self.met:
            if due and named and self.due and due < self.due:
                self.due, self.named, self.met = due, named, None
            return
        old, old_named = self.due, self.named
        self.due, self.named = due, named
        for earlier in (self.owed, self.dropped):
            if due in earlier:
                earlier.remove(due)  # owed once more
        if old is None or old == due:
            return
        if today > old:
            if due:
                self.owed.append(old)
            else:
                self.dropped.append(old)
        elif due is None:
            self.book.append((old, "gugur", None))
        elif due > old and (old_named or not named):
            self.book.append((old, "diundur", None))

    def total(self, as_of: date) -> list[tuple[date, str, date | None]]:
        missed_so_far = [*self.owed, *self.dropped]
        rows = [*self.book, *((due, "terlewati", None) for due in missed_so_far)]
        if self.due:
            missed = self.due < as_of and not self.met
            rows.append((self.due, "terlewati" if missed else "menunggu", self.met))
        return sorted(rows, key=str)


@given(TIMELINES, st.integers(0, 60))
def test_a_clerk_who_looks_at_every_day_agrees(
    parts: list[tuple[date, bool, str, date | None]], later: int
) -> None:
    """One statement a day; each names a day once, and none that has passed."""
    said: dict[date, Stated] = {}
    before = set()
    for day, (_, is_data, frequency, named) in sorted({p[0]: p for p in parts}.items()):
        text = named.isoformat() if named and named >= day and named not in before else ""
        before.add(named)
        said[day] = Stated(day.isoformat(), is_data, frequency, text)
    as_of = date(2026, 2, 5) + timedelta(days=later)
    clerk, last = Clerk(), None
    for day in each(date(2025, 1, 1), as_of):
        if day in said:
            last = said[day]
            if last.data:
                clerk.release(day)
            clerk.word(last, day)
        clerk.evening(day, last)

    found = promises(list(said.values()), (), as_of, "")
    told = [(day_of(p.due), p.state, day_of(p.came) if p.came else None) for p in found]
    assert sorted(told, key=str) == clerk.total(as_of)
    assert [p.due for p in found] == sorted((p.due for p in found), reverse=True)
    assert [p.state for p in found].count("menunggu") <= 1
    for p in found:
        assert (p.state == "diundur") == bool(p.moved_to)
        if p.state == "ditepati":
            assert p.days == 0 and p.came <= p.due <= as_of.isoformat()
        if p.state == "terlewati" and p.came:
            assert p.days == (day_of(p.came) - day_of(p.due)).days > 0


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def each(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
