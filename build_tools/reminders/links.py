"""Asks addresses whether they lead somewhere: the one module that uses the network.

Only `terbuka ingatkan --tautan` does so, never a build. An address is dead where it says so
(404, 410) or its host has no name; whatever else goes wrong (refused, too busy, too slow, a
certificate) leaves it undecided. Addresses come from descriptors, so from anyone: only http(s),
only public computers, also after each redirect, and few requests at a time.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

State = Literal["hidup", "mati", "belum-pasti"]

#: Why an address is dead.
REASONS = ("404", "410", "dns")
_REDIRECTS = {301, 302, 303, 307, 308}
_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
#: Networks that stand for an IPv4 address, which may be anybody's.
_STANDS_FOR = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "2002::/16", "2001::/32")]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address said. ``reason``: a status as text, or a word for what went wrong."""

    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How gently to ask. Times in seconds."""

    timeout: float = 10.0  # for any one step of a request
    longest: float = 20.0  # for a whole request
    gap: float = 1.0  # between two requests to one host
    pause: float = 30.0  # before the dead are asked once more
    at_once: int = 4
    redirects: int = 5
    whole: float = 1200.0  # for everything; what is left then is undecided
    private: bool = False  # also computers of this network: for tests
    program: str = "terbuka-tautan/1"  # how it calls itself


class _PrivateError(Exception):
    """The host is no public computer."""


def ask(addresses: Iterable[str], manners: Manners | None = None) -> dict[str, Answer]:
    """What each address says. The dead are asked twice, and are dead if they are so both times.

    Where not one answers, the network is in doubt and a host without a name is undecided.
    """
    given = manners or Manners()
    until = time.monotonic() + given.whole
    found = _round(list(dict.fromkeys(addresses)), given, until)
    if not reached(found):
        doubtful = Answer("belum-pasti", "dns")
        return {a: doubtful if answer.reason == "dns" else answer for a, answer in found.items()}
    dead = [address for address, answer in found.items() if answer.state == "mati"]
    if dead:
        time.sleep(given.pause)
        found |= _round(dead, given, until)
    return found


def reached(answers: Mapping[str, Answer]) -> bool:
    """Whether any computer has answered."""
    return any(answer.reason.isdigit() for answer in answers.values())


def _round(addresses: Sequence[str], manners: Manners, until: float) -> dict[str, Answer]:
    """Every address once; those of one host one after the other."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(_host(address), []).append(address)

    def of_host(wanted: list[str]) -> Iterator[tuple[str, Answer]]:
        for number, address in enumerate(wanted):
            if time.monotonic() > until:
                yield address, Answer("belum-pasti", "tidak-ditanya")
                continue
            if number:
                time.sleep(manners.gap)
            yield address, _one(address, manners)

    with ThreadPoolExecutor(manners.at_once) as pool:
        told = pool.map(lambda wanted: list(of_host(wanted)), hosts.values())
        return {address: answer for answers in told for address, answer in answers}


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _one(address: str, manners: Manners) -> Answer:
    """HEAD, and GET where HEAD is not liked; redirects are followed a few times."""
    try:
        status = _followed(address, "HEAD", manners)
        if status >= 400 and status != 429:
            time.sleep(manners.gap)
            status = _followed(address, "GET", manners)
    except socket.gaierror as problem:
        return Answer("mati" if problem.errno in _NO_NAME else "belum-pasti", "dns")
    except _PrivateError:
        return Answer("belum-pasti", "bukan-publik")
    except TimeoutError:
        return Answer("belum-pasti", "waktu")
    except ssl.SSLError:
        return Answer("belum-pasti", "sertifikat")
    except (OSError, http.client.HTTPException):
        return Answer("belum-pasti", "sambungan")
    except ValueError:  # also a name that is none (UnicodeError)
        return Answer("belum-pasti", "alamat")
    if status < 300:
        return Answer("hidup", str(status))
    return Answer("mati" if str(status) in REASONS else "belum-pasti", str(status))


def _followed(address: str, method: str, manners: Manners) -> int:
    """The status at the end of the way; that of a redirect where there are too many."""
    status = 0
    for _ in range(manners.redirects + 1):
        status, to = _request(address, method, manners)
        if status not in _REDIRECTS or not to:
            return status
        time.sleep(manners.gap)
        address = urljoin(address, to)
    return status


def _request(address: str, method: str, manners: Manners) -> tuple[int, str]:
    """The status, and where a redirect leads. Of the content nothing is read."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise ValueError(address)
    secure = parts.scheme == "https"
    name = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if secure else 80)
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(name, port, timeout=manners.timeout)
    connection.sock = _connected(name, port, manners)
    timer = threading.Timer(manners.longest, _stop, [connection])
    timer.daemon = True
    timer.start()
    try:
        if secure:
            wrapped = ssl.create_default_context().wrap_socket(
                connection.sock, server_hostname=name, do_handshake_on_connect=False
            )
            connection.sock = wrapped
            wrapped.do_handshake()
        way = quote(parts.path or "/", "/%:=&~+!$,;'@()*-._") + (
            f"?{quote(parts.query, '/%:=&?~+!$,;@()*-._')}" if parts.query else ""
        )
        connection.request(
            method, way, headers={"User-Agent": manners.program, "Connection": "close"}
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        timer.cancel()
        connection.close()


def _connected(name: str, port: int, manners: Manners) -> socket.socket:
    """A connection to a public computer: to the very address that was looked at."""
    found = [info[4][0] for info in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    if not manners.private and not all(map(_is_public, map(str, found))):
        raise _PrivateError(name)
    problem: OSError = OSError(name)
    for place in dict.fromkeys(map(str, found)):
        try:
            return socket.create_connection((place, port), manners.timeout)
        except OSError as this:
            problem = this
    raise problem


def _is_public(place: str) -> bool:
    """Whether an IP address is one of the open net."""
    ip = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return _is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _STANDS_FOR):
            return False
    return ip.is_global and not ip.is_multicast


def _stop(connection: http.client.HTTPConnection) -> None:
    """Ends a request that takes too long."""
    with suppress(OSError, AttributeError):  # it may just have ended by itself
        connection.sock.shutdown(socket.SHUT_RDWR)


def count(answers: Mapping[str, Answer]) -> dict[State, int]:
    """How many addresses are in each state."""
    states: tuple[State, ...] = ("hidup", "mati", "belum-pasti")
    return {state: sum(a.state == state for a in answers.values()) for state in states}
