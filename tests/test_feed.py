"""The feed of updates and the site map, read by programs of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import machine_site
from pages_site import PORTAL, dataset, published, site
from smart_site import amount, bodies, table
from smart_site import site as smart_site

from build_tools.catalogues import feed, sitemap
from build_tools.model import (
    Difference,
    HeldBack,
    OutputFile,
    Past,
    Site,
    Source,
    TableDifference,
    Text,
    Version,
    Withdrawal,
)
from build_tools.model.past import VersionState
from build_tools.pages.agencies import agencies
from build_tools.pages.card import cards
from build_tools.pages.facets import topics
from build_tools.pages.portal.budget import budget
from build_tools.pages.view import View
from build_tools.smartcity import Rows
from build_tools.smartcity.budget import MOST_YEARS


def made(given: Site) -> dict[str, bytes]:
    files: list[OutputFile] = [*feed.make(given), *sitemap.make(given)]
    return {f.path.as_posix(): f.content for f in files if isinstance(f.content, bytes)}


def test_the_feed_is_read_by_feedparser() -> None:
    read = feedparser.parse(made(site())["umpan/pembaruan.xml"])
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert len(read.entries) == 4
    assert read.feed.updated == "2026-11-20T00:00:00Z"
    assert len({entry.id for entry in read.entries}) == 4


def test_an_entry_says_what_changed_and_that_it_was_a_correction() -> None:
    changed = TableDifference("gizi", rows_before=5, rows_after=5, changed=1)
    newest = Version(
        *("2026-11-20", "2026-11-20", "a" * 40, "terbit", "1.0.1", "koreksi"),
        difference=Difference("2026-11-01", (changed,)),
    )
    one = published()
    given = Site(PORTAL, (one,), pasts={one.id: Past(one.id, (newest,))})
    files = made(given)
    (entry,) = feedparser.parse(files["umpan/pembaruan.xml"]).entries
    assert entry.summary.endswith("Koreksi: 1 baris diubah.")
    (entry,) = feedparser.parse(files["en/umpan/pembaruan.xml"]).entries
    assert entry.summary.endswith("Correction: 1 row changed.")


def test_each_language_has_its_feed() -> None:
    files = made(site())
    english = feedparser.parse(files["en/umpan/pembaruan.xml"])
    assert english.feed.title == "Paser Data: Data updates"
    assert "Stunting prevalence" in [e.title for e in english.entries]
    ids = {e.id for e in feedparser.parse(files["umpan/pembaruan.xml"]).entries}
    assert not ids & {e.id for e in english.entries}


def test_collected_data_are_the_projects_in_the_feed() -> None:
    read = feedparser.parse(made(site())["umpan/pembaruan.xml"])
    authors = {e.link.split("datasets/")[1]: e.author for e in read.entries}
    assert authors["himpunan/stunting/"] == "Proyek Data Paser"
    assert authors["dinkes/jebakan/"] == "Dinas Kesehatan"


def test_an_update_is_a_new_entry_and_a_rebuild_is_not() -> None:
    before = made(Site(PORTAL, (published(),)))
    again = made(Site(replace(PORTAL, as_of=PORTAL.as_of.replace(year=2027)), (published(),)))
    after = made(Site(PORTAL, (published(updated="2026-11-21"),)))
    ids = [feedparser.parse(f["umpan/pembaruan.xml"]).entries[0].id for f in (before, again, after)]
    assert ids[0] == ids[1] != ids[2]
    assert before["umpan/pembaruan.xml"] == again["umpan/pembaruan.xml"]


def test_datasets_without_a_date_have_no_entry() -> None:
    files = made(Site(PORTAL, (published(updated=""),)))
    assert feedparser.parse(files["umpan/pembaruan.xml"]).entries == []


def test_links_are_whole_where_the_address_is_known() -> None:
    portal = replace(PORTAL, site_url="https://data.example/paser/")
    files = made(Site(portal, (published(),)))
    entry = feedparser.parse(files["umpan/pembaruan.xml"]).entries[0]
    assert entry.link == "https://data.example/paser/datasets/himpunan/stunting/"
    entry = feedparser.parse(files["en/umpan/pembaruan.xml"]).entries[0]
    assert entry.link == "https://data.example/paser/en/datasets/himpunan/stunting/"


def addresses(sitemap_file: bytes) -> list[str]:
    root = ElementTree.fromstring(sitemap_file)
    return [loc.text or "" for loc in root.iter(f"{{{sitemap.SITEMAP}}}loc")]


def test_a_site_that_is_not_official_is_not_listed() -> None:
    files = made(site())
    assert addresses(files["sitemap.xml"]) == []
    assert files["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_an_official_site_is_listed_in_both_languages() -> None:
    portal = replace(PORTAL, official=True, site_url="https://data.example/")
    files = made(replace(site(), portal=portal))
    found = addresses(files["sitemap.xml"])
    assert "https://data.example/" in found
    assert "https://data.example/en/datasets/himpunan/stunting/" in found
    assert len(found) == len(set(found))
    assert b"2026-11-20</lastmod>" in files["sitemap.xml"]
    assert b"Sitemap: https://data.example/sitemap.xml" in files["robots.txt"]


def test_every_budget_year_that_is_listed_has_its_page() -> None:
    """The oldest of many have none, nor has a year that nobody writes."""
    wanted = [*range(1960, 1960 + MOST_YEARS + 5), 12023]
    lines = [amount(year, "murni", "dinas-a", "living", 5) for year in wanted]
    official = replace(PORTAL, official=True, site_url="https://data.example/")
    given = smart_site(table("dinas-a/anggaran", "anggaran", lines), portal=official)
    listed = addresses(made(given)["sitemap.xml"])
    below = (a.removeprefix("https://data.example/").rstrip("/") for a in listed)
    years = {path for path in below if path.startswith("smart-city/anggaran")}
    assert years == {a for a in bodies(budget, given) if not a.endswith("/angka")}
    assert "smart-city/anggaran/2014" in years and "smart-city/anggaran/1960" not in years


# --- the feed of each office ---


def of_office(given: Site, office: str = "dinkes", folder: str = "") -> feedparser.FeedParserDict:
    read = feedparser.parse(made(given)[f"{folder}umpan/opd/{office}.xml"])
    assert not read.bozo, read.get("bozo_exception")
    return read


def listed(view: View, rows: Rows) -> Iterator[OutputFile]:
    return agencies(view, cards(view.site, view.words), rows)


def test_an_office_has_the_feed_of_its_own_datasets() -> None:
    """Also of those that the project gathered about it: their author is the project."""
    given = Site(PORTAL, (published(), published(dataset("dkisp/aplikasi"))))
    read = of_office(given, "dkisp")
    assert [e.link for e in read.entries] == ["../../datasets/dkisp/aplikasi/"]
    assert read.feed.title == "Data Paser: Dinas Komunikasi"
    assert read.feed.link == "../../datasets/dkisp/"
    assert of_office(given, "dkisp", "en/").feed.title == "Paser Data: Communications Office"
    (entry,) = of_office(given).entries
    assert (entry.author, entry.link) == ("Proyek Data Paser", "../../datasets/himpunan/stunting/")
    whole = feedparser.parse(made(given)["umpan/pembaruan.xml"])
    assert {entry.id} < {e.id for e in whole.entries}  # one update has one id in all feeds


def test_an_office_without_a_dataset_has_no_feed_and_its_page_names_none() -> None:
    files = made(Site(PORTAL, (published(dataset("dkisp/aplikasi")),)))
    assert {name for name in files if "/opd/" in name} == {
        "umpan/opd/dkisp.xml",
        "en/umpan/opd/dkisp.xml",
    }
    page = bodies(listed, Site(PORTAL, (published(dataset("dkisp/aplikasi")),)))
    assert 'href="../../umpan/opd/dkisp.xml" type="application/atom+xml"' in page["datasets/dkisp"]
    assert "umpan/opd" not in page["datasets/dinkes"]


def test_an_entry_leads_to_the_newest_version_that_is_out() -> None:
    """Not to one that is held back, nor to one that is newer than what the entry tells of."""
    versions = (
        Version("2026-11-21", "2026-11-21", "c", "tertahan"),
        Version("2026-11-20", "2026-11-20", "b", "terbit"),
        Version("2026-10-01", "2026-10-01", "a", "terbit"),
    )
    given = Site(
        PORTAL, (published(),), pasts={"himpunan/stunting": Past("himpunan/stunting", versions)}
    )
    assert of_office(given).entries[0].link.endswith("/himpunan/stunting/versi/2026-11-20/")
    older = replace(given, published=(published(updated="2026-11-19"),))
    assert of_office(older).entries[0].link.endswith("/himpunan/stunting/")


def test_what_moved_and_what_was_taken_back_is_told_to_those_who_follow_the_office() -> None:
    old = Version("2026-01-05", "2026-01-05", "a", "terbit", title=Text("Jumlah posyandu"))
    moved = Past("dinkes/lama", (old,), moved_to="dinkes/baru", gone_on="2026-11-01")
    away = Past("dinkes/rahasia-lama", (old,), moved_to="dinkes/rahasia", gone_on="2026-11-02")
    back = HeldBack(
        Source("dinkes/rahasia", Path("x")),
        Text("rahasia"),
        withdrawn=Withdrawal("dinkes/rahasia", "2026-11-03", Text("Data pribadi.")),
    )
    given = Site(PORTAL, (), (back,), {past.id: past for past in (moved, away)})
    told = [(e.title, e.summary) for e in of_office(given).entries]
    assert told == [
        ("rahasia (ditarik)", "Ditarik pada 3 November 2026."),
        ("Jumlah posyandu (pindah)", "Pindah ke alamat lain pada 1 November 2026."),
    ]


def test_hostile_titles_stay_texts_in_the_feed_of_an_office() -> None:
    assert len(of_office(site()).entries) == 4


# --- the feeds of topics and of datasets ---


def read_feed(given: Site, path: str) -> feedparser.FeedParserDict:
    read = feedparser.parse(made(given)[path])
    assert not read.bozo, read.get("bozo_exception")
    return read


def versions(*days: str, state: VersionState = "terbit") -> tuple[Version, ...]:
    """Versions at those addresses, the newest first."""
    return tuple(Version(day, day[:10], "a" * 40, state) for day in days)


def with_versions(*found: Version, **changes: object) -> Site:
    one = published(**changes)
    return Site(PORTAL, (one,), pasts={one.id: Past(one.id, found)})


def test_a_topic_has_the_feed_of_its_datasets() -> None:
    other = published(dataset("dkisp/aplikasi", topics=()))
    read = read_feed(Site(PORTAL, (published(), other)), "umpan/topik/kesehatan.xml")
    assert read.feed.title == "Data Paser: Kesehatan"
    assert read.feed.link == "../../topik/kesehatan/"
    assert [e.link for e in read.entries] == ["../../datasets/himpunan/stunting/"]
    english = read_feed(Site(PORTAL, (published(),)), "en/umpan/topik/kesehatan.xml")
    assert english.feed.title == "Paser Data: Health"


def test_the_page_of_a_topic_leads_to_its_feed() -> None:
    def pages(view: View, rows: Rows) -> Iterator[OutputFile]:
        return topics(view, cards(view.site, view.words))

    page = bodies(pages, Site(PORTAL, (published(),)))["topik/kesehatan"]
    assert '<a href="../../umpan/topik/kesehatan.xml" type="application/atom+xml">' in page


def test_a_dataset_has_an_entry_for_each_version_that_is_out() -> None:
    kept = versions("2026-11-20", "2026-10-01")
    held = versions("2026-11-22", "2026-10-15", state="tertahan")
    given = with_versions(held[0], kept[0], held[1], kept[1])
    read = read_feed(given, "umpan/dataset/himpunan/stunting.xml")
    assert [(e.updated[:10], e.link.rsplit("/", 2)[1]) for e in read.entries] == [
        ("2026-11-20", "2026-11-20"),
        ("2026-10-01", "2026-10-01"),
    ]
    whole = read_feed(given, "umpan/pembaruan.xml")
    assert whole.entries[0].id == read.entries[0].id  # one update has one id in all feeds
    assert read.feed.link == "../../../datasets/himpunan/stunting/"


def test_two_versions_of_one_day_are_two_entries() -> None:
    given = with_versions(*versions("2026-11-20-2", "2026-11-20"))
    read = read_feed(given, "umpan/dataset/himpunan/stunting.xml")
    assert len({e.id for e in read.entries}) == 2
    before = read_feed(with_versions(*versions("2026-11-20")), "umpan/pembaruan.xml")
    assert before.entries[0].id == read.entries[1].id  # it keeps its id when another follows


def test_a_feed_holds_the_newest_fifty() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(10, 4, -1) for day in range(20, 9, -1)]
    given = with_versions(*versions(*days), updated=days[0])
    read = read_feed(given, "umpan/dataset/himpunan/stunting.xml")
    assert [e.updated[:10] for e in read.entries] == days[: feed.ENTRIES]


def test_who_follows_a_dataset_learns_that_it_moved() -> None:
    moved = Past(
        "dinkes/lama", versions("2026-01-05"), moved_to="dinkes/baru", gone_on="2026-11-01"
    )
    read = read_feed(Site(PORTAL, (), pasts={moved.id: moved}), "umpan/dataset/dinkes/lama.xml")
    assert [e.title for e in read.entries] == ["dinkes/lama (pindah)"]


def test_hostile_and_bare_datasets_have_sound_feeds() -> None:
    for given in (machine_site.hostile(), machine_site.bare(), machine_site.bare(site_url="")):
        for path, content in made(given).items():
            if path.endswith(".xml") and "umpan/" in path:
                read = feedparser.parse(content)
                assert not read.bozo, (path, read.get("bozo_exception"))
                assert read.feed.updated and read.feed.id and read.feed.author
                assert {t.term for t in read.feed.tags} == {"demonstration"}


def test_an_official_site_is_no_demonstration_in_its_feeds() -> None:
    given = machine_site.sound(official=True)
    assert "tags" not in read_feed(given, "umpan/pembaruan.xml").feed


def test_an_empty_feed_does_not_change_from_build_to_build() -> None:
    undated = published(dataset("dkisp/baru"), updated="", created="")
    path = "umpan/dataset/dkisp/baru.xml"
    made_on = [
        made(Site(replace(PORTAL, as_of=PORTAL.as_of.replace(day=day)), (published(), undated)))
        for day in (23, 24)
    ]
    assert made_on[0][path] == made_on[1][path]
