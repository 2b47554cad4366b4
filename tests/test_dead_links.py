"""Addresses are asked gently, and are dead only where they say so: twice, on two days."""

from __future__ import annotations

import ast
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pages_site import dataset, published

from build_tools.model import Contact, DataSource, Text
from build_tools.reminders import links, memory
from build_tools.reminders.links import Answer, Manners
from build_tools.reminders.plan import Issue, mark

PACKAGE = Path(__file__).parent.parent / "build_tools"
#: As gentle as a test can be, towards a computer of this network.
QUICK = Manners(timeout=2, longest=3, gap=0, pause=0, private=True)
MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)


@dataclass
class Web:
    """A host on this computer: what it answers by path, and what it was asked."""

    port: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)  # where a redirect leads
    no_head: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most: int = 0

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def web() -> Iterator[Web]:
    host = Web()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            with lock:
                host.asked.append(f"{self.command} {self.path}")
                host.at_once += 1
                host.most = max(host.most, host.at_once)
            time.sleep(0.02)
            status = host.statuses.get(self.path, 200)
            if self.path in host.no_head and self.command == "HEAD":
                status = 405
            self.send_response(status)
            if self.path in host.to:
                self.send_header("Location", host.to[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            with lock:
                host.at_once -= 1

        do_GET = do_HEAD  # noqa: N815

        def log_message(self, format: str, *given: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield host
    server.shutdown()
    server.server_close()


def asked(web: Web, *paths: str, manners: Manners = QUICK) -> list[Answer]:
    addresses = [web.address(path) for path in paths]
    return [links.ask(addresses, manners)[address] for address in addresses]


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "hidup"), (204, "hidup"), (404, "mati"), (410, "mati"), (401, "belum-pasti"),
     (403, "belum-pasti"), (429, "belum-pasti"), (500, "belum-pasti"), (503, "belum-pasti")],
)  # fmt: skip
def test_only_what_says_that_it_is_not_there_is_dead(web: Web, status: int, state: str) -> None:
    web.statuses["/a"] = status
    assert asked(web, "/a") == [Answer(state, str(status))]  # type: ignore[arg-type]


def test_a_host_that_does_not_like_head_is_asked_with_get(web: Web) -> None:
    web.no_head.add("/a")
    assert asked(web, "/a")[0].state == "hidup"
    assert web.asked == ["HEAD /a", "GET /a"]


def test_a_host_that_is_too_busy_is_not_asked_again(web: Web) -> None:
    web.statuses["/a"] = 429
    asked(web, "/a")
    assert web.asked == ["HEAD /a"]


def test_a_dead_address_is_asked_twice_and_may_rise_again(web: Web) -> None:
    web.statuses["/a"] = 404

    class Mended(dict[str, int]):
        """Answers 404 to the first two requests: HEAD, and GET after it."""

        def get(self, path: str, default: object = None) -> int:  # type: ignore[override]
            return 404 if len(web.asked) <= 2 else 200

    web.statuses = Mended()
    assert asked(web, "/a") == [Answer("hidup", "200")]
    assert web.asked == ["HEAD /a", "GET /a", "HEAD /a"]


def test_redirects_are_followed_to_their_end_but_not_for_ever(web: Web) -> None:
    web.statuses |= {"/a": 301, "/b": 302, "/c": 404, "/ring": 302}
    web.to |= {"/a": "/b", "/b": "/c", "/ring": "/ring"}
    assert asked(web, "/a") == [Answer("mati", "404")]
    assert asked(web, "/ring") == [Answer("belum-pasti", "302")]
    assert web.asked.count("HEAD /ring") == QUICK.redirects + 1


def test_computers_of_the_own_network_are_not_asked(web: Web) -> None:
    """Also by the name of this computer; a redirect is looked at like any other address."""
    polite = replace(QUICK, private=False)
    private = Answer("belum-pasti", "bukan-publik")
    assert asked(web, "/a", manners=polite) == [private]
    others = ["http://localhost/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[::1]/"]
    others += ["http://169.254.169.254/latest/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/"]
    others += ["http://[64:ff9b::7f00:1]/", "http://224.0.0.1/"]
    assert set(links.ask(others, polite).values()) == {private}
    assert web.asked == []


@pytest.mark.parametrize(
    "address",
    ["ftp://contoh.go.id/", "javascript:alert(1)", "http://", "http://a..b/", "http://[x/",
     "http://u:p@127.0.0.1/", "http://127.0.0.1:99999/"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    assert links.ask([address], QUICK)[address] == Answer("belum-pasti", "alamat")


def test_odd_signs_in_an_address_make_no_second_header(web: Web) -> None:
    address = web.address("/a b\r\nX: y?q=é")
    assert links.ask([address], QUICK)[address].state == "hidup"
    assert web.asked == ["HEAD /a%20bX:%20y?q=%C3%A9"]  # ends of lines are dropped


def test_a_closed_port_and_a_silent_host_are_undecided() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        manners = replace(QUICK, timeout=0.2)
        address = f"http://127.0.0.1:{port}/"
        assert links.ask([address], manners)[address] == Answer("belum-pasti", "waktu")
    assert links.ask([address], manners)[address] == Answer("belum-pasti", "sambungan")


def test_a_host_that_drips_its_answer_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            one, _ = server.accept()
            with one:
                try:
                    one.sendall(b"HTTP/1.1 ")
                    for _ in range(100):
                        one.sendall(b"2")
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        answer = links.ask([address], replace(QUICK, longest=0.3))[address]
        assert answer.state == "belum-pasti"
        assert time.monotonic() - began < 3


def no_name(host: str, port: int, **more: object) -> list[object]:
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def test_a_host_without_a_name_is_dead_only_where_the_net_is_there(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo
    lost = "http://tidak-ada.invalid/"

    def lookup(host: str, port: int, *given: object, **more: object) -> list[object]:
        return (
            no_name(host, port) if host.endswith(".invalid") else real(host, port, *given, **more)
        )  # type: ignore[arg-type,return-value]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert links.ask([lost, web.address("/")], QUICK)[lost] == Answer("mati", "dns")
    assert links.ask([lost], QUICK)[lost] == Answer("belum-pasti", "dns")


def test_one_host_is_asked_one_thing_at_a_time(web: Web) -> None:
    began = time.monotonic()
    asked(web, "/1", "/2", "/3", manners=replace(QUICK, gap=0.1))
    assert web.most == 1
    assert time.monotonic() - began > 0.2


def test_when_the_time_is_over_the_rest_is_undecided(web: Web) -> None:
    assert asked(web, "/1", manners=replace(QUICK, whole=-1)) == [
        Answer("belum-pasti", "tidak-ditanya")
    ]


# --- from one run to the next ---

DEAD, ALIVE, UNSURE = Answer("mati", "404"), Answer("hidup", "200"), Answer("belum-pasti", "429")
NAMED = {"https://contoh.go.id/x": ("dinkes/posyandu",)}
(ADDRESS,) = NAMED


def runs(*answers: tuple[Answer, date]) -> memory.Memory:
    """The memory after some runs, each read from the file that the one before has left."""
    known: memory.Memory = {}
    for answer, day in answers:
        known = memory.remember(known, {ADDRESS: answer}, day)
        known = memory.of_json(json.dumps(memory.as_json(known, NAMED)).encode())
    return known


@pytest.mark.parametrize(
    ("answers", "since"),
    [
        ([(DEAD, MONDAY)], ""),
        ([(DEAD, MONDAY), (DEAD, MONDAY)], ""),  # two runs of one day
        ([(DEAD, MONDAY), (DEAD, THURSDAY)], "2026-11-23"),
        ([(DEAD, MONDAY), (UNSURE, THURSDAY)], ""),
        ([(DEAD, MONDAY), (DEAD, THURSDAY), (UNSURE, date(2026, 11, 30))], "2026-11-23"),
        ([(DEAD, MONDAY), (DEAD, THURSDAY), (ALIVE, date(2026, 11, 30))], ""),
        ([(DEAD, MONDAY), (ALIVE, THURSDAY), (DEAD, date(2026, 11, 30))], ""),
    ],
)
def test_an_address_is_dead_after_two_days_and_mended_when_it_answers(
    answers: list[tuple[Answer, date]], since: str
) -> None:
    assert [d.since for d in memory.dead(runs(*answers), NAMED)] == ([since] if since else [])


def test_a_lost_memory_is_made_up_from_the_open_issues() -> None:
    left = f"<!-- terbuka:mati dns 2026-10-01 {memory.digest(ADDRESS)} -->"
    issue = Issue(7, "x", f"{mark('dinkes')}\n- mati {left}", True)
    (found,) = memory.dead(memory.recalled({}, [issue], NAMED), NAMED)
    assert (found.since, found.reason) == ("2026-10-01", "dns")
    again = memory.remember(memory.recalled({}, [issue], NAMED), {ADDRESS: UNSURE}, THURSDAY)
    assert [d.since for d in memory.dead(again, NAMED)] == ["2026-10-01"]
    assert not memory.recalled({}, [replace(issue, open=False)], NAMED)
    mended = memory.remember(memory.recalled({}, [issue], NAMED), {ADDRESS: ALIVE}, THURSDAY)
    assert not [*memory.dead(mended, NAMED)]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b'[{"alamat": 1}]', b"[" * 100_000, b"\xff", b'{"a": []}',
     b'[{"alamat":"https://a/","hasil":"mati","ditanya":"kapan","mati_hari":9,"mati_sejak":""}]'],
)  # fmt: skip
def test_a_memory_that_cannot_be_read_was_not_remembered(content: bytes) -> None:
    assert memory.of_json(content) == {}


def test_the_addresses_are_those_of_sources_and_contacts() -> None:
    given = dataset(
        sources=(DataSource("a", "https://a.example/"), DataSource("b", "data/b.pdf")),
        contact=Contact(Text("Dinas"), url="https://b.example/"),
    )
    other = dataset("dinkes/x", sources=(DataSource("a", "https://a.example/"),))
    assert memory.addresses([published(given), published(other)]) == {
        "https://a.example/": ("himpunan/stunting", "dinkes/x"),
        "https://b.example/": ("himpunan/stunting",),
    }


def test_nothing_else_of_the_program_can_use_the_network() -> None:
    """A build reads git and files. The program's own small server only listens.

    `terbuka harvest` asks other portals when somebody runs it; no build does.
    """
    able = {"socket", "ssl", "http.client", "urllib.request", "requests", "httpx", "aiohttp"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module), *(f"{node.module}.{a.name}" for a in node.names)]
            if able & {*names}:
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == {"reminders/links.py", "harvest/web.py"}
