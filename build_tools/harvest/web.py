"""Documents of other portals, fetched with a bound on everything: size, time, number, place.

Another portal may be hostile, or become so. Each address, also one that a redirect leads to, has
to be http(s), without a password, on a host that the whole internet sees (RFC 6890): the address
that was looked up is the one that is connected to, so that a name cannot change its mind between.
Nothing but what a reader asks for is fetched. Proxies of the environment are not used: behind one
the place of a host cannot be judged.
"""

from __future__ import annotations

import http.client
import importlib.metadata
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from ..terms import encoded

MAX_BYTES = 50_000_000
MAX_TOTAL_BYTES = 500_000_000
MAX_REQUESTS = 25_000
MAX_REDIRECTS = 5
#: Seconds for one document with its redirects, and for one portal.
MAX_SECONDS, MAX_ALL_SECONDS = 120.0, 1200.0
_SILENCE = 30.0
_PART = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DEEPEST_JSON = 100
ACCEPT = (
    "application/json, application/ld+json;q=0.9, text/turtle;q=0.9, application/rdf+xml;q=0.8,"
    " */*;q=0.5"
)


class HarvestError(Exception):
    """Why a portal cannot be read: a case of the finding `harvest-unread`, and a note."""

    def __init__(self, case: str, url: str = "", note: str = "") -> None:
        super().__init__(case)
        self.case, self.url, self.note = case, url, note


@dataclass(frozen=True, slots=True)
class Document:
    """What lay at an address; ``url`` is where the redirects ended."""

    url: str
    media_type: str
    content: bytes

    @property
    def text(self) -> str:
        """The content as text; raises `HarvestError`."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise HarvestError("encoding", self.url) from problem

    def json(self) -> Any:
        """The content as JSON that is not too deep; raises `HarvestError`."""
        try:
            found = json.loads(self.text, parse_constant=lambda _: None)
        except (ValueError, RecursionError) as problem:
            raise HarvestError("json", self.url) from problem
        if _depth(found) > _DEEPEST_JSON:
            raise HarvestError("json", self.url)
        return found


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level and depth <= _DEEPEST_JSON:
        depth += 1
        inner: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                inner += one.values()
            elif isinstance(one, list):
                inner += one
        level = inner
    return depth


@dataclass
class Web:
    """Fetches documents for one run over one portal, and counts what that costs.

    ``local``: the host that is asked first may be one that only this computer or its network
    sees. No other host may: neither a redirect nor a document leads further inside.
    """

    local: bool = False
    seconds: float = MAX_SECONDS  # for one document
    max_bytes: int = MAX_BYTES  # of one document
    requests: int = 0
    size: int = 0  # of all documents
    clock: Callable[[], float] = time.monotonic
    _started: float = field(default=-1.0)
    _named: str = ""  # the host that somebody named

    def get(self, url: str) -> Document:
        """The document at an address; raises `HarvestError`."""
        url = urldefrag(encoded(url)).url
        start = self.clock()
        self._started = start if self._started < 0 else self._started
        for _ in range(MAX_REDIRECTS + 1):
            self._may_go_on(url, start)
            found = self._once(url, start)
            if isinstance(found, Document):
                return found
            target = encoded(joined(url, found))
            if url.startswith("https:") and not target.startswith("https:"):
                raise HarvestError("redirect", url, found[:200])
            url = urldefrag(target).url
        raise HarvestError("redirects", url)

    def _may_go_on(self, url: str, start: float) -> None:
        self.requests += 1
        if self.requests > MAX_REQUESTS or self.size > MAX_TOTAL_BYTES:
            raise HarvestError("much", url)
        now = self.clock()
        if now - start > self.seconds or now - self._started > MAX_ALL_SECONDS:
            raise HarvestError("time", url)

    def _once(self, url: str, start: float) -> Document | str:
        """The document, or the address that it redirects to."""
        connection, path = self._connection(url)
        # A server that sends a byte now and then keeps no reading call waiting too long: the
        # connection is cut where the time is over.
        left = max(0.01, self.seconds - (self.clock() - start))
        watch = threading.Timer(left, _cut, (connection,))
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", path, headers=_headers())
            answer = connection.getresponse()
            if answer.status in _REDIRECTS:
                return str(answer.headers.get("Location") or "")
            if answer.status != 200:
                raise HarvestError("status", url, str(answer.status))
            if (answer.headers.get("Content-Encoding") or "identity").lower() != "identity":
                raise HarvestError("encoding", url)
            kind = (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
            content = self._content(answer, url)
            if connection.late:  # cut, it looks as if it had ended
                raise HarvestError("time", url)
            return Document(url, kind, content)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if isinstance(problem, TimeoutError) or connection.late:
                raise HarvestError("time", url) from problem
            raise HarvestError("network", url, type(problem).__name__) from problem
        finally:
            watch.cancel()
            connection.close()

    def _content(self, answer: http.client.HTTPResponse, url: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := answer.read1(_PART):
            size += len(part)
            self.size += len(part)
            if size > self.max_bytes or self.size > MAX_TOTAL_BYTES:
                raise HarvestError("size", url)
            parts.append(part)
        if answer.length:  # what was announced did not come: an older copy is better than half
            raise HarvestError("network", url, "IncompleteRead")
        return b"".join(parts)

    def _connection(self, url: str) -> tuple[_Plain | _Secure, str]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as problem:
            raise HarvestError("address", url) from problem
        if parts.scheme not in {"http", "https"} or not host:
            raise HarvestError("address", url)
        if parts.username is not None or parts.password is not None:
            raise HarvestError("password", f"{parts.scheme}://{host}/")
        self._named = self._named or host
        local = self.local and host == self._named
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if parts.scheme == "http":
            plain = _Plain(host, port, timeout=_SILENCE)
            plain.local = local
            return plain, path
        secure = _Secure(host, port, timeout=_SILENCE, context=ssl.create_default_context())
        secure.local = local
        return secure, path


def joined(base: str, path: str) -> str:
    """The full address of a path; empty where it can be none.

    >>> joined("https://contoh.go.id/a/b", "../c"), joined("https://contoh.go.id/", "http://[")
    ('https://contoh.go.id/c', '')
    """
    try:
        return urljoin(base, path)
    except ValueError:
        return ""


class _Plain(http.client.HTTPConnection):
    local = late = False
    held: socket.socket | None = None  # `sock` is forgotten while an answer is still read

    def connect(self) -> None:
        """Connects to a place that was judged."""
        self.sock = self.held = _socket(self.host, self.port, self.local)
        if self.late:
            raise TimeoutError


class _Secure(http.client.HTTPSConnection):
    local = late = False
    held: socket.socket | None = None

    def connect(self) -> None:
        """Connects to a place that was judged, and proves the host's name."""
        plain = _socket(self.host, self.port, self.local)
        context: ssl.SSLContext = self._context  # type: ignore[attr-defined]
        # The handshake comes second, so that it can be cut too.
        secure = context.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock = self.held = secure
        if self.late:
            raise TimeoutError
        secure.do_handshake()


def _socket(host: str, port: int, local: bool) -> socket.socket:
    """A connection to the first address of a host, if every one of its addresses is allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise HarvestError("host", host) from problem
    places = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not local and not all(map(is_public, places)):
        raise HarvestError("local", host)
    last: OSError | None = None
    for place in places[:4]:
        try:
            return socket.create_connection((place, port), timeout=_SILENCE)
        except OSError as problem:
            last = problem
    raise last or OSError(host)


def is_public(place: str) -> bool:
    """Whether an IP address is one that the whole internet sees.

    >>> is_public("127.0.0.1"), is_public("10.1.2.3"), is_public("169.254.169.254")
    (False, False, False)
    >>> is_public("::ffff:192.168.0.1"), is_public("64:ff9b::a00:1"), is_public("8.8.8.8")
    (False, False, True)
    """
    try:
        address = ipaddress.ip_address(place.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo:
            return False
        if inner is not None:
            return is_public(str(inner))
    inside = any(address in network for network in _INSIDE if network.version == address.version)
    return address.is_global and not address.is_multicast and not inside


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: Networks of special use that `ipaddress` takes for global ones (IANA's registries for RFC 6890).
_INSIDE = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("192.0.0.0/24", "::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "5f00::/16", "fec0::/10"),
    )
)


def _headers() -> dict[str, str]:
    try:
        version = importlib.metadata.version("terbuka")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    agent = f"terbuka/{version} (harvest)"
    return {"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": "identity"}


def _cut(connection: _Plain | _Secure) -> None:
    connection.late = True  # where it is still being made
    if connection.held is not None:
        try:
            connection.held.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
