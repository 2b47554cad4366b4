"""The release calendar as iCalendar, read by a library that others keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from pages_site import HOSTILE, PORTAL, dataset, published

from build_tools.catalogues.calendar import make
from build_tools.model import Agency, Delay, Ending, Published, Site, Text

SITE_URL = "https://data.contoh.go.id"
LATE = published(
    dataset(
        "dinkes/imunisasi",
        title=Text("Imunisasi", {"en": "Immunisation"}),
        next_release="2026-11-01",
    ),
    updated="2025-11-01",
)
SOON = published(
    dataset("dinkes/gizi", title=Text("Gizi; balita, ibu \\ anak"), frequency="bulanan"),
    updated="2026-10-30",
)
GATHERED = published(
    dataset("himpunan/penduduk", title=Text("Penduduk"), next_release="2027-02-01")
)
NEVER = published(dataset("dkisp/sekali", frequency="sekali"))
OVER = published(dataset("dinkes/lama", ended=Ending("2026-01-01")))


def files(*shown: Published, url: str = SITE_URL, **portal: object) -> dict[str, bytes]:
    """The calendars of a site, by path."""
    changed = replace(PORTAL, site_url=url, **portal)  # type: ignore[arg-type]
    found = {}
    for file in make(Site(changed, shown)):
        assert isinstance(file.content, bytes)
        found[file.path.as_posix()] = file.content
    return found


def events(content: bytes) -> list[Event]:
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    return calendar.events


ALL = (LATE, SOON, GATHERED, NEVER, OVER)


def test_one_for_all_and_one_for_each_office_in_each_language() -> None:
    assert [*files(*ALL)] == [
        "jadwal/jadwal.ics",
        "jadwal/dkisp.ics",
        "jadwal/dinkes.ics",
        "jadwal/jadwal.en.ics",
        "jadwal/dkisp.en.ics",
        "jadwal/dinkes.en.ics",
    ]


def test_an_event_for_the_next_release_of_each_dataset() -> None:
    late, soon, gathered = events(files(*ALL)["jadwal/jadwal.ics"])
    assert late["DTSTART"].dt == date(2026, 11, 1)
    assert late["SUMMARY"] == "Jadwal terlewati: Imunisasi"
    assert soon["DTSTART"].dt == date(2026, 11, 30)
    assert soon["SUMMARY"] == "Jadwal terbit: Gizi; balita, ibu \\ anak"
    assert soon["DESCRIPTION"].startswith("Perangkat daerah: Dinas Kesehatan. Tanggal ini dihitung")
    assert soon["URL"] == f"{SITE_URL}/datasets/dinkes/gizi/"
    assert soon["TRANSP"] == "TRANSPARENT"
    assert gathered["DESCRIPTION"].startswith("Perangkat daerah: Proyek Data Paser.")


def test_an_office_s_calendar_has_its_own_datasets_alone() -> None:
    found = files(*ALL)
    assert len(events(found["jadwal/dinkes.ics"])) == 2
    name = Calendar.from_ical(found["jadwal/dinkes.ics"])["X-WR-CALNAME"]
    assert name == "Data Paser: Jadwal terbit: Dinas Kesehatan"


def test_english() -> None:
    late = events(files(*ALL)["jadwal/jadwal.en.ics"])[0]
    assert late["SUMMARY"] == "Date missed: Immunisation"
    assert late["URL"] == f"{SITE_URL}/en/datasets/dinkes/imunisasi/"


def test_a_calendar_without_events_is_one_all_the_same() -> None:
    """RFC 5545 asks for a component; who subscribed finds it at its address."""
    calendar = Calendar.from_ical(files(NEVER)["jadwal/dkisp.ics"])
    assert calendar.events == []
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_an_office_named_like_the_calendar_of_all_does_not_take_its_place() -> None:
    given = replace(LATE, dataset=dataset("jadwal/x", next_release="2026-12-01"))
    found = files(given, SOON, agencies=(Agency("jadwal", Text("Bagian Jadwal")),))
    assert len(events(found["jadwal/jadwal.ics"])) == 2


def test_an_event_keeps_its_uid_and_no_two_share_one() -> None:
    before = events(files(*ALL)["jadwal/jadwal.ics"])
    renamed = replace(LATE, dataset=replace(LATE.dataset, title=Text("Imunisasi dasar")))
    after = events(files(renamed, *ALL[1:], as_of=date(2026, 11, 25))["jadwal/jadwal.ics"])
    assert [e["UID"] for e in before] == [e["UID"] for e in after]
    assert len({e["UID"] for e in before}) == 3
    assert before[0]["UID"] == events(files(*ALL)["jadwal/jadwal.en.ics"])[0]["UID"]


def test_the_same_day_gives_the_same_bytes() -> None:
    assert files(*ALL) == files(*reversed(ALL))
    stamp = events(files(*ALL)["jadwal/jadwal.ics"])[0]["DTSTAMP"].dt
    assert stamp.isoformat() == "2026-11-23T00:00:00+00:00"


def test_a_site_without_an_address_links_nowhere() -> None:
    assert "URL" not in events(files(SOON, url="")["jadwal/jadwal.ics"])[0]
    assert "URL" not in events(files(SOON, url="javascript:x")["jadwal/jadwal.ics"])[0]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_title_is_read_back_on_one_line(title: str) -> None:
    """Lines of at most 75 octets, CRLF, no character cut; what cannot be printed is left out."""
    one = replace(SOON, dataset=replace(SOON.dataset, title=Text(title)))
    content = files(one)["jadwal/jadwal.ics"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = events(content)
    shown = "".join(c for c in " ".join(title.split()) if c.isprintable())
    assert event["SUMMARY"] == f"Jadwal terbit: {' '.join(shown.split()) or 'dinkes/gizi'}"


@pytest.mark.parametrize("text", [HOSTILE, "x\r\nBEGIN:VEVENT\r\nUID:1", "a\nEND:VCALENDAR"])
def test_no_text_of_others_adds_a_line(text: str) -> None:
    one = replace(SOON, dataset=replace(SOON.dataset, title=Text(text)))
    found = files(one, name=Text(text), agencies=(Agency("dinkes", Text(text)),))
    for content in found.values():
        assert len(events(content)) == 1
        assert content.count(b"\r\nBEGIN:VEVENT\r\n") == 1


def test_the_new_day_of_the_office_is_an_event_of_its_own() -> None:
    """Beside the missed one, which has the office's words with it."""
    delay = Delay("2026-11-01", Text("Survei diulang."), "2026-11-03", "2026-12-20")
    told = replace(LATE, dataset=replace(LATE.dataset, delays=(delay,)))
    late, new = events(files(told)["jadwal/jadwal.ics"])
    assert "Penjelasan perangkat daerah: Survei diulang." in late["DESCRIPTION"]
    assert new["DTSTART"].dt == date(2026, 12, 20)
    assert new["SUMMARY"] == "Tanggal baru dari perangkat daerah: Imunisasi"
    assert new["UID"] != late["UID"]
