"""What each office is reminded of: told once, anew when the facts are others, closed when done."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from pages_site import HOSTILE, PORTAL, dataset, published
from portals import change, commit, portal

from build_tools import cli
from build_tools.model import Agency, Delay, Ending, Published, Resource, Site, Text
from build_tools.reminders import Dead, Need, needs
from build_tools.reminders.body import MOST, done, wanted
from build_tools.reminders.hosting import host
from build_tools.reminders.plan import Action, Issue, Wanted, issues_of, mark, plan
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")
TODAY = PORTAL.as_of  # 2026-11-23
GITHUB = host("https://github.com/contoh/portal", {})
TABLE = Resource("posyandu", "data/posyandu.xlsx", "xlsx")


def due(day: str, id: str = "dinkes/posyandu", **more: Any) -> Published:
    """A monthly dataset whose next data is due on that day."""
    held = more.pop("held_since", "")
    facts = {"frequency": "bulanan", "next_release": day, "resources": (TABLE,)}
    given = dataset(id, **{**facts, "title": Text("Jumlah posyandu"), **more})
    return replace(published(given), tables=(), updated="2026-10-01", held_since=held)


def need(*given: Published, dead: tuple[Dead, ...] = (), on: date = TODAY) -> Need:
    """What the one office of these datasets is reminded of."""
    (found,) = needs(Site(replace(PORTAL, as_of=on), given), dead)
    return found


def text(given: Need, words: Words = ID, **settings: object) -> str:
    return wanted(given, replace(PORTAL, **settings), GITHUB, words).body  # type: ignore[arg-type]


# --- what there is to say ---


@pytest.mark.parametrize(
    ("day", "late", "soon"),
    [
        ("2026-11-22", 1, 0),
        ("2026-11-23", 0, 1),
        ("2026-12-07", 0, 1),
        ("2026-12-08", 0, 0),
    ],
)
def test_an_office_is_reminded_fourteen_days_ahead(day: str, late: int, soon: int) -> None:
    found = needs(Site(PORTAL, (due(day),)))
    assert [(len(n.late), len(n.due)) for n in found] == ([(late, soon)] if late + soon else [])


def test_what_was_promised_once_or_has_ended_is_never_late() -> None:
    ended = due("2026-01-31", ended=Ending("2026-01-01"))
    once = due("", frequency="sekali", next_release="")
    assert needs(Site(PORTAL, (ended, once))) == ()


def test_a_new_day_that_the_office_named_counts() -> None:
    """It said why and until when: until shortly before that day there is nothing to remind of."""
    said = Delay("2026-11-01", Text("Verifikasi lapangan."), "2026-11-02", "2026-12-31")
    waiting = due("2026-11-01", delays=(said,))
    assert needs(Site(PORTAL, (waiting,))) == ()
    soon = need(waiting, on=date(2026, 12, 20))
    assert [d.date for d in soon.due] == ["2026-12-31"]
    late = need(waiting, on=date(2027, 1, 2))
    assert [(d.date, d.reason) for d in late.late] == [("2026-12-31", True)]


def test_only_official_data_reminds_an_office() -> None:
    """What the project gathered is for those who keep the portal, in one issue."""
    given = (due("2026-11-01", "himpunan/a"), due("2026-11-02", "referensi/b"), due("2026-11-03"))
    dead = Dead("https://contoh.go.id/x", "2026-11-01", "404", ("dinkes/posyandu", "himpunan/a"))
    found = {n.office: n for n in needs(Site(PORTAL, given), [dead])}
    assert set(found) == {"dinkes", "himpunan"}
    assert [d.id for d in found["himpunan"].late] == ["himpunan/a", "referensi/b"]
    assert found["himpunan"].dead[0].datasets == ("himpunan/a",)
    assert found["dinkes"].dead[0].datasets == ("dinkes/posyandu",)
    assert "Pengelola portal" in text(found["himpunan"])


# --- how it is said ---


def test_each_entry_says_what_to_do_and_links_to_the_very_place() -> None:
    told = text(need(due("2026-11-01"), due("2026-12-01", "dinkes/gizi")))
    assert told.startswith("<!-- terbuka:ingatkan dinkes -->\n**Dinas Kesehatan**\n")
    upload = "https://github.com/contoh/portal/upload/main/datasets/dinkes/posyandu/data"
    edit = "https://github.com/contoh/portal/edit/main/datasets/dinkes/posyandu/datapackage.yaml"
    assert "dijadwalkan 1 November 2026" in told and "jatuh tempo 1 Desember 2026" in told
    assert f"({upload})" in told and "`posyandu.xlsx`" in told and f"({edit})" in told
    assert "sdi:keterlambatan" in told
    english = text(need(due("2026-11-01")), EN)
    assert "was due on 1 November 2026" in english and "Jadwal" not in english


def test_the_text_is_the_same_every_day_until_a_fact_is_another() -> None:
    given = due("2026-11-01")
    first = text(need(given))
    assert text(need(given, on=TODAY + timedelta(days=40))) == first
    assert text(need(replace(given, held_since="2026-11-20"))) != first
    assert "ditahan" in text(need(replace(given, held_since="2026-11-20")))


@pytest.mark.parametrize(
    ("address", "upload", "edit"),
    [
        ("https://github.com/a/b/", "https://github.com/a/b/upload/main/d x",
         "https://github.com/a/b/edit/main/d x"),
        ("https://gitlab.com/g/s/b.git", "https://gitlab.com/g/s/b/-/tree/main/d x",
         "https://gitlab.com/g/s/b/-/edit/main/d x"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/_upload/main/d x",
         "https://codeberg.org/a/b/_edit/main/d x"),
        ("https://git.contoh.go.id/a/b", "", ""),
        ("javascript:alert(1)", "", ""),
        ("https://github.com/a/b)[x](https://jauh.example", "", ""),
    ],
)  # fmt: skip
def test_every_host_has_its_own_pages(address: str, upload: str, edit: str) -> None:
    found = host(address, {})
    assert found.upload("d x") == upload.replace("d x", "d%20x")
    assert found.edit("d x") == edit.replace("d x", "d%20x")


@pytest.mark.parametrize(
    ("given", "branch"),
    [("utama", "utama"), ("data/2026", "data/2026"), ("a b", "main"), (None, "main")],
)
def test_the_settings_may_name_the_branch(given: object, branch: str) -> None:
    assert f"/upload/{branch}/x" in host("https://github.com/a/b", {"cabang": given}).upload("x")


def test_hostile_titles_and_addresses_stay_texts() -> None:
    """No link but ours, no markup, no mention, no mark of another issue."""
    nasty = f"{HOSTILE} @semua #1 [x](https://jauh.example) <!-- terbuka:ingatkan dkisp --> ~~a~~ |"
    dead = Dead(f"https://a.example/`[x](https://jauh.example){nasty}", "2026-11-01", "404",
                ("dinkes/posyandu",))  # fmt: skip
    agency = Agency("dinkes", Text(nasty))
    found = need(due("2026-11-01", title=Text(nasty)), dead=(dead,))
    made = wanted(found, replace(PORTAL, agencies=(agency,)), GITHUB, ID)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = reader.render(made.body)
    links = set(re.findall(r'href="([^"]*)"', page))
    assert links and all(a.startswith("https://github.com/contoh/portal/") for a in links)
    assert "<script" not in page and "<img" not in page and "<del>" not in page
    own = re.sub(r"\]\(https://github\.com/contoh/portal/[^)]*\)|`[^`]*`", "", made.body)
    assert "://" not in own and "www." not in own and "@" not in own  # hosts link bare ones
    assert re.findall(r"<!-- terbuka:ingatkan [\w-]+ -->", made.body) == [mark("dinkes")]
    assert "\n" not in made.title and len(made.title) < 200


def test_a_team_may_be_named_and_never_a_person() -> None:
    with_team = replace(PORTAL, agencies=(Agency("dinkes", Text("Dinkes"), team="@contoh/dinkes"),))
    assert (
        "**Dinkes** @contoh/dinkes\n" in wanted(need(due("2026-11-01")), with_team, GITHUB, ID).body
    )


def test_a_long_list_stays_within_what_a_host_takes() -> None:
    many = [due("2026-11-01", f"dinkes/d{n:03}", title=Text("x" * 500)) for n in range(300)]
    told = text(need(*many))
    assert len(told) < 65_536
    assert told.count("\n- ") == MOST + 1 and "dan 250 lagi" in told


# --- what is done about it ---

NEW = Wanted("dinkes", "Pengingat data: Dinas Kesehatan", f"{mark('dinkes')}\nsatu")
DONE = done(ID)


def steps(wanted: list[Wanted], issues: list[Issue]) -> list[tuple[str, int | None]]:
    return [(a.step, a.number) for a in plan(wanted, issues, DONE)]


def issue(number: int = 7, body: str = NEW.body, *, is_open: bool = True) -> Issue:
    return Issue(number, NEW.title, body, is_open)


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ([], ("buka", None)),
        ([issue()], ("tetap", 7)),
        ([issue(body=f"{mark('dinkes')}\ndua")], ("perbarui", 7)),
        # closed by us: what it says is not what is wanted
        ([issue(body=f"{mark('dinkes')}\n{DONE.body}", is_open=False)], ("buka-lagi", 7)),
        # closed by a person who knows of it
        ([issue(is_open=False)], ("tetap", 7)),
        ([issue(5, is_open=False), issue(9)], ("tetap", 9)),
    ],
    ids=["first", "again", "other-facts", "after-all-was-done", "closed-by-a-person", "newest"],
)
def test_nothing_is_told_twice(there: list[Issue], expected: tuple[str, int | None]) -> None:
    assert steps([NEW], there) == [expected]


def test_what_is_done_is_closed_with_a_word_and_only_once() -> None:
    (action,) = plan([], [issue()], DONE)
    assert (action.step, action.number) == ("tutup", 7)
    assert action.comment and action.body == f"{mark('dinkes')}\n{DONE.body}"
    assert steps([], [issue(body=action.body, is_open=False)]) == []


def test_a_second_open_issue_of_an_office_is_closed() -> None:
    assert steps([NEW], [issue(8), issue(7)]) == [("tetap", 7), ("tutup", 8)]


def test_issues_of_others_are_no_business_of_ours() -> None:
    given = [
        {"number": 1, "title": "Data salah", "body": "Lihat <!-- terbuka:ingatkan dinkes -->",
         "state": "open"},
        {"number": 2, "title": "x", "body": None, "state": "open"},
        {"number": True, "title": "x", "body": NEW.body, "state": "open"},
        "x", None, {"body": NEW.body},
    ]  # fmt: skip
    assert steps([], list(issues_of(given))) == []


def test_issues_are_read_as_github_and_gitlab_give_them() -> None:
    body = NEW.body.replace("\n", "\r\n") + "\r\n"  # as web pages send it
    github = {"number": 7, "title": NEW.title, "body": body, "state": "open"}
    gitlab = {"iid": 7, "title": NEW.title, "description": NEW.body, "state": "opened"}
    assert issues_of([github]) == issues_of([gitlab]) == (issue(),)
    assert issues_of({}) == ()


# --- the verb ---


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = portal(tmp_path / "portal")
    change(made, {"sdi:frekuensi": "bulanan"})
    commit(made, "data", "2026-01-10")
    return made


def renew(root: Path, day: str) -> None:
    """New data on a day: a row more."""
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    number = len(table.read_bytes().splitlines())
    row = f"{number},Tempat {number},2024-04-30,a,1,2,3,\n"  # rows that go are no new data
    table.write_bytes(table.read_bytes() + row.encode())
    commit(root, "data baru", day)


def planned(root: Path, day: str, *more: str) -> dict[str, Any]:
    asked = ["ingatkan", "--root", str(root), "--as-of", day, "--workers", "1", "--quiet", *more]
    assert cli.main(asked) == 0
    found: dict[str, Any] = json.loads((root / ".build/ingatkan/rencana.json").read_bytes())
    return found


def acted(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(a["tindakan"], a["opd"]) for a in plan["tindakan"]]


def test_the_plan_is_a_file_that_any_host_can_be_served_from(root: Path) -> None:
    plan = planned(root, "2026-03-01", "--repositori", "https://github.com/contoh/portal")
    assert acted(plan) == [("buka", "dkisp")]
    assert plan["tanggal"] == "2026-03-01"
    assert "/upload/main/datasets/dkisp/contoh/data)" in plan["tindakan"][0]["isi"]
    known = [{"number": 3, "title": plan["tindakan"][0]["judul"],
              "body": plan["tindakan"][0]["isi"], "state": "open"}]  # fmt: skip
    issues = root / "issue.json"
    issues.write_text(json.dumps(known), encoding="utf-8")
    given = ("--repositori", "https://github.com/contoh/portal", "--issue", str(issues))
    assert acted(planned(root, "2026-03-20", *given)) == [("tetap", "dkisp")]
    renew(root, "2026-03-15")
    assert acted(planned(root, "2026-03-20", *given)) == [("tutup", "dkisp")]


def test_a_list_of_issues_that_cannot_be_read_plans_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else every issue would be opened a second time."""
    (root / "issue.json").write_text("{}", encoding="utf-8")
    assert cli.main(["ingatkan", "--root", str(root), "--issue", str(root / "issue.json")]) == 2
    assert "issue.json" in capsys.readouterr().err
    assert not (root / ".build/ingatkan/rencana.json").exists()


def test_a_dead_address_is_told_after_the_second_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from build_tools.reminders import links

    change(root, {"sources": [{"title": "Sumber", "path": "https://contoh.go.id/hilang"}]})
    told = links.Answer("mati", "404")
    monkeypatch.setattr(links, "ask", lambda addresses: dict.fromkeys(addresses, told))
    assert acted(planned(root, "2026-01-12", "--tautan")) == []
    second = planned(root, "2026-01-15", "--tautan")
    assert acted(second) == [("buka", "dkisp")]
    assert "`https://contoh.go.id/hilang`: halaman tidak ada (404)" in second["tindakan"][0]["isi"]
    (link,) = (x for x in second["tautan"] if "hilang" in x["alamat"])
    assert (link["hasil"], link["mati_sejak"]) == ("mati", "2026-01-12")
    monkeypatch.setattr(links, "ask", None)  # without --tautan nothing is asked, nothing forgotten
    assert acted(planned(root, "2026-01-16")) == [("buka", "dkisp")]


def test_a_crash_closes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_tools import load

    def broken(*given: object) -> None:
        raise ValueError("rusak")

    monkeypatch.setattr(load, "load", broken)
    assert cli.main(["ingatkan", "--root", str(root), "--as-of", "2026-03-01"]) == 3
    assert not (root / ".build/ingatkan/rencana.json").exists()


def test_an_action_that_leaves_an_issue_has_no_text() -> None:
    from build_tools.reminders.plan import as_json

    (kept,) = as_json([Action("tetap", "dinkes", 7, NEW.title, NEW.body)])
    assert kept["isi"] == "" and kept["nomor"] == 7
