"""What `terbuka harvest` fetches, and what it refuses: other portals may be hostile."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler

import pytest
from other_portals import moved, portal

from build_tools.harvest import web
from build_tools.harvest.web import HarvestError, Web


def case(url: str, **how: object) -> str:
    """Why an address is not read."""
    given = {"local": True, **how}
    with pytest.raises(HarvestError) as told:
        Web(**given).get(url)  # type: ignore[arg-type]
    return told.value.case


def test_a_document_is_read_with_its_media_type_and_its_last_address() -> None:
    with portal({"/data.json": b'{"a": 1}', "/": moved("/data.json")}) as there:
        found = Web(local=True).get(there.base)
    assert found.json() == {"a": 1}
    assert found.url == f"{there.base}data.json"
    assert there.asked == ["/", "/data.json"]


def test_this_computer_and_its_network_are_not_read_unless_it_is_asked_for() -> None:
    with portal({"/": b"x"}) as there:
        assert case(there.base, local=False) == "local"
        assert case(there.base.replace("127.0.0.1", "localhost"), local=False) == "local"
        assert there.asked == []


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "224.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "bukan alamat"),
        *(
            "fec0::1",
            "::127.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b:1::7f00:1",
            "192.0.0.8",
            "5f00::1",
        ),
    ],
)
def test_places_that_the_internet_does_not_see(place: str) -> None:
    assert not web.is_public(place)


def test_a_redirect_leads_to_no_file_and_no_inner_network() -> None:
    answers = {
        "/berkas": moved("file:///etc/passwd"),
        "/dalam": moved("http://169.254.169.254/latest/meta-data/"),
        "/putar": moved("/putar"),
        "/kosong": moved(""),
    }
    with portal(answers) as there:
        assert case(f"{there.base}berkas") == "address"
        assert case(f"{there.base}putar") == "redirects"
        assert case(f"{there.base}kosong") == "redirects"
    with pytest.raises(HarvestError) as told:
        web._socket("169.254.169.254", 80, local=False)
    assert told.value.case == "local"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "address"),
        ("ftp://contoh.example/", "address"),
        ("javascript:alert(1)", "address"),
        ("gopher://127.0.0.1:6379/_", "address"),
        ("http://nama:sandi@contoh.example/", "password"),
        ("http://127.0.0.1:99999/", "address"),
        ("http://tidak-ada.invalid/", "host"),
    ],
)
def test_addresses_that_are_not_read(url: str, why: str) -> None:
    assert case(url) == why


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(HarvestError) as told:
        Web().get("https://nama:sandi@contoh.example/x")
    assert "sandi" not in told.value.url + told.value.note


def test_a_document_that_never_ends_is_cut() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(10_000):
                handler.wfile.write(b" " * 10_000)
        except OSError:
            return

    with portal({"/": endless}) as there:
        given = Web(local=True, max_bytes=300_000)
        with pytest.raises(HarvestError) as told:
            given.get(there.base)
    assert told.value.case == "size"
    assert given.size < 1_000_000


@pytest.mark.parametrize("in_head", [True, False])
def test_a_server_that_drips_is_left_when_the_time_is_over(in_head: bool) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if not in_head:
            handler.send_response(200)
            handler.end_headers()
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    with portal({"/": drip}) as there:
        start = time.monotonic()
        assert case(there.base, seconds=0.4) == "time"
        assert time.monotonic() - start < 5


def test_half_a_document_is_none() -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"{")

    def packed(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()

    with portal({"/": half, "/gz": packed}) as there:
        assert case(there.base) == "network"
        assert case(f"{there.base}gz") == "encoding"


def test_json_that_is_too_deep_or_none_is_told() -> None:
    answers = {"/dalam": b"[" * 5_000 + b"]" * 5_000, "/angka": b'{"a": ' + b"9" * 5_000 + b"}"}
    with portal({**answers, "/bom": b"\xef\xbb\xbf{}", "/latin": b'{"a": "\xe9"}'}) as there:
        get = Web(local=True).get
        for name, why in (("dalam", "json"), ("angka", "json"), ("latin", "encoding")):
            with pytest.raises(HarvestError) as told:
                get(f"{there.base}{name}").json()
            assert told.value.case == why
        assert get(f"{there.base}bom").json() == {}
