"""The issue forms on GitHub: valid by a schema of others, public by their own words, prefilled."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from jsonschema import Draft7Validator
from pages_site import PORTAL, published
from portals import REPOSITORY

from build_tools.model import Contact, Portal, Site, Text
from build_tools.pages import contacts
from build_tools.pages.view import View
from build_tools.scaffold.wheel import shared_files
from build_tools.words import Words

FOLDER = REPOSITORY / ".github/ISSUE_TEMPLATE"
FORMS = sorted(p for p in FOLDER.glob("*.yml") if p.name != "config.yml")


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def schema(name: str) -> Draft7Validator:
    """A schema of SchemaStore as `check-jsonschema` carries it."""
    place = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"github-{name}.json"
    return Draft7Validator(json.loads(place.read_text(encoding="utf-8")))


def test_there_are_three_forms_and_every_new_portal_gets_them() -> None:
    assert [p.stem for p in FORMS] == ["laporkan-masalah", "minta-data", "usul-dataset"]
    carried = {name for name, _ in shared_files()}
    assert {f".github/ISSUE_TEMPLATE/{p.name}" for p in FOLDER.iterdir()} <= carried


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_is_valid(path: Path) -> None:
    form = read(path)
    assert [e.message for e in schema("issue-forms").iter_errors(form)] == []
    ids = [part["id"] for part in form["body"] if "id" in part]
    assert len(ids) == len(set(ids)) >= 4
    broken = {**form, "body": [{**form["body"][1], "type": "tidak-ada"}]}
    assert not schema("issue-forms").is_valid(broken)


def test_the_chooser_is_valid_also_with_the_addresses_of_a_portal() -> None:
    text = (FOLDER / "config.yml").read_text(encoding="utf-8")
    assert schema("issue-config").is_valid(yaml.safe_load(text))
    head, links = text.split("# contact_links", 1)
    filled = yaml.safe_load(
        head + "contact_links" + re.sub(r"(?m)^# ", "  ", links).replace("\n  ", "\n")
    )
    assert len(filled["contact_links"]) == 2
    assert schema("issue-config").is_valid(filled)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_says_first_that_it_is_public_and_asks_for_nothing_personal(path: Path) -> None:
    first, *_, last = read(path)["body"]
    assert (
        "dibaca semua orang" in first["attributes"]["value"]
        and "NIK" in first["attributes"]["value"]
    )
    assert last["type"] == "checkboxes" and last["attributes"]["options"][0]["required"] is True
    asked = " ".join(str(p["attributes"].get("label")) for p in read(path)["body"])
    assert not re.search("surel|telepon|nama anda|nik", asked, re.IGNORECASE)


def link(repository: str) -> str:
    portal = replace(PORTAL, repository=repository)
    view = View(Site(portal, (published(),)), Words.load("id"), "datasets/himpunan/stunting/")
    told = " ".join(contacts.reporting(view, published()))
    return re.search('href="([^"]+)"', told)[1].replace("&amp;", "&")  # type: ignore[index]


def test_a_report_from_a_dataset_page_is_filled_in() -> None:
    asked = urlsplit(link("https://github.com/contoh/data/"))
    given = {key: values[0] for key, values in parse_qs(asked.query).items()}
    assert asked.path == "/contoh/data/issues/new"
    assert given["template"] == "laporkan-masalah.yml" and (FOLDER / given["template"]).is_file()
    fields = {p.get("id") for p in read(FOLDER / given["template"])["body"]}
    assert given["dataset"] == published().id and given["versi"]
    assert given.keys() - {"template", "title"} <= fields


def ways(given: Portal, **more: str) -> dict[str, str]:
    view = View(Site(given, (published(),)), Words.load("id"))
    return {w.name: w.address for w in contacts.report_ways(view, published(), **more)}


def test_every_way_names_dataset_version_table_and_row() -> None:
    given = replace(
        PORTAL,
        repository="https://github.com/contoh/data",
        contact=Contact(Text("Kantor Contoh"), email="data@contoh.go.id"),
        settings={"kontak": {"whatsapp": "0811-0000-0000"}},
    )
    found = ways(given, table="stunting", row="12")
    assert list(found) == ["formulir", "surel", "whatsapp"]
    form = parse_qs(urlsplit(found["formulir"]).query)
    assert form["tabel"] == ["stunting"] and form["baris"] == ["12"]
    fields = {p.get("id") for p in read(FOLDER / form["template"][0])["body"]}
    assert form.keys() - {"template", "title"} <= fields
    assert found["surel"].startswith("mailto:data@contoh.go.id?subject=")
    assert found["whatsapp"].startswith("https://wa.me/6281100000000?text=")
    for name in ("surel", "whatsapp"):
        (text,) = (v[0] for k, v in parse_qs(urlsplit(found[name]).query).items() if k != "subject")
        assert "Dataset: himpunan/stunting" in text and "Baris: 12" in text
        assert "1.0.0, 20 November 2026" in text and "Tabel: stunting" in text
        assert "Jangan tulis NIK" in text


def test_a_script_can_fill_the_row_in() -> None:
    given = replace(
        PORTAL,
        repository="https://git.contoh.go.id/data",
        settings={"kontak": {"whatsapp": "+62 811 0000 0000"}},
    )
    for address in ways(given).values():
        assert address.count("{baris}") == 1 and "{" not in address.replace("{baris}", "")
    assert not any("{" in address for address in ways(given, row="").values())


def test_a_portal_without_an_office_or_repository_has_no_way() -> None:
    assert ways(PORTAL) == {}
    odd = replace(PORTAL, repository="javascript:alert(1)", settings={"kontak": {"whatsapp": "x"}})
    assert ways(odd) == {}


def test_on_other_hosts_the_text_is_filled_in() -> None:
    given = parse_qs(urlsplit(link("https://git.contoh.go.id/data")).query)
    assert given.keys() == {"title", "body"} and published().id in given["body"][0]
