"""A host that rewrites answers CKAN's queries too: the pages' nginx configuration, run.

What asks is ckanapi and CKAN's own harvester.
"""

from __future__ import annotations

import http.client
import json
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import clients
import machine_site
import pytest
from nginx import nginx
from serving import write

from build_tools.catalogues import ckan
from build_tools.terms import describe

pytestmark = pytest.mark.slow
JSON = "application/json; charset=utf-8"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with the API, a page and its RDF, behind nginx."""
    site = write(ckan.make(machine_site.sound()), tmp_path_factory.mktemp("situs"))
    for path in ("index.html", "404.html", "datasets/himpunan/stunting/index.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f"halaman {path}", encoding="utf-8")
    for ending in ("ttl", "jsonld", "rdf"):
        (site / f"catalog.{ending}").write_text("", encoding="utf-8")
    (site / "lain.json").write_text("{}", encoding="utf-8")
    with nginx(site, tmp_path_factory.mktemp("nginx")) as found:
        yield found


def ask(
    address: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body, with no redirect followed."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    connection.request(method, path, headers=named, body="{}" if method == "POST" else None)
    answer = connection.getresponse()
    found = {key.lower(): value for key, value in answer.getheaders()}
    body = answer.read().decode()
    connection.close()
    return answer.status, found, body


@pytest.mark.parametrize("root", ["/api/3/action", "/api/action"])
def test_a_thing_is_shown_by_its_name_and_by_its_id(address: str, root: str) -> None:
    status, headers, body = ask(address, f"{root}/package_show?id=himpunan--stunting")
    assert (status, headers["content-type"]) == (200, JSON)
    package = json.loads(body)["result"]
    assert package["name"] == "himpunan--stunting"
    for kind, id in (
        ("package", package["id"]),
        ("organization", package["owner_org"]),
        ("organization", "penerbit"),
        ("group", "kesehatan"),
        ("resource", package["resources"][0]["id"]),
    ):
        assert ask(address, f"{root}/{kind}_show?id={id}")[0] == 200, (kind, id)


@pytest.mark.parametrize(
    "id",
    [
        *("", "tidak-ada", "../../../lain", "../../package_list", "%2e%2e/%2e%2e/lain"),
        *(
            "himpunan--stunting.json",
            "a" * 101,
            "A",
            "a/b",
            "a\r\nSet-Cookie: x=1",
            "a\x00b",
            "$uri",
        ),
    ],
)
def test_an_id_of_another_form_is_not_found_and_says_so_as_ckan_does(address: str, id: str) -> None:
    status, headers, body = ask(address, f"/api/3/action/package_show?id={quote(id, safe='%')}")
    assert (status, headers["content-type"]) == (404, JSON)
    assert json.loads(body)["error"]["__type"] == "Not Found Error"
    assert "set-cookie" not in headers


def test_an_answer_without_argument_can_be_posted_for(address: str) -> None:
    status, headers, body = ask(
        address, "/api/action/package_list", "POST", Content_Type="application/json"
    )
    assert (status, headers["content-type"]) == (200, JSON)
    assert "himpunan--stunting" in json.loads(body)["result"]
    assert headers["access-control-allow-origin"] == "*"


def test_a_program_gets_the_form_that_it_accepts_and_a_browser_the_page(address: str) -> None:
    page = "/datasets/himpunan/stunting/"
    for accepted, ending in (
        ("text/turtle", "ttl"),
        ("application/ld+json, */*;q=0.1", "jsonld"),
        ("application/rdf+xml", "rdf"),
    ):
        status, headers, _ = ask(address, page, Accept=accepted)
        assert (status, headers["location"]) == (303, f"{page}dcat.{ending}")
        status, headers, _ = ask(address, f"/en{page}", Accept=accepted)
        assert (status, headers["location"]) == (303, f"{page}dcat.{ending}")
        status, headers, _ = ask(address, "/", Accept=accepted)
        assert (status, headers["location"]) == (303, f"/catalog.{ending}")
        assert headers["vary"] == "Accept"
    for accepted in ("text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/turtle, text/html"):
        status, headers, body = ask(address, page, Accept=accepted)
        assert (status, headers["vary"]) == (200, "Accept")
        assert body.startswith("halaman datasets")
    assert "vary" not in ask(address, "/catalog.ttl")[1]


@pytest.mark.parametrize(
    ("ending", "type"),
    [
        ("ttl", "text/turtle; charset=utf-8"),
        ("jsonld", "application/ld+json; charset=utf-8"),
        ("rdf", "application/rdf+xml; charset=utf-8"),
    ],
)
def test_rdf_is_sent_as_what_it_is(address: str, ending: str, type: str) -> None:
    status, headers, _ = ask(address, f"/catalog.{ending}")
    assert (status, headers["content-type"]) == (200, type)


def test_a_page_that_is_not_there_is_still_a_page_elsewhere(address: str) -> None:
    status, _, body = ask(address, "/tidak/ada/")
    assert (status, body) == (404, "halaman 404.html")
    with urllib.request.urlopen(f"{address}/lain.json") as answer:  # a file like any other
        assert answer.status == 200


def test_ckanapi_shows_and_dumps_with_its_own_commands(address: str) -> None:
    (read,) = json.loads(clients.run("ckan_api.py", address))
    ((name, package),) = read["package_show"].items()
    assert package["name"] == name
    dumped = clients.run(
        "ckanapi_command.py", "dump", "datasets", "--all", "-q", "-r", address, "-g"
    )
    names = sorted(json.loads(line)["name"] for line in dumped.splitlines())
    assert names == [e.slug for e in describe(machine_site.sound()).entries]


def test_the_harvester_makes_our_organisations_and_groups_too(address: str) -> None:
    wanted = json.dumps({"remote_orgs": "create", "remote_groups": "create"})
    (read,) = json.loads(clients.run("ckan_harvest.py", wanted, address))
    assert read["errors"] == []
    assert {o["name"] for o in read["organization"].values()} == {"penerbit", "dinkes"}
    assert {g["name"] for g in read["group"].values()} == {"kesehatan"}
    for package in read["package"].values():
        assert package["groups"][0]["name"] == "kesehatan"
        assert package["owner_org"] in read["organization"]
