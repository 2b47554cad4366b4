"""Hosts as a browser reads them: is this one on the public internet?

A browser takes ``2130706433``, ``0x7f.1`` and ``１２７.0.0.1`` for 127.0.0.1 (WHATWG URL, host
parsing), so these are read the same way here.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from urllib.parse import unquote

#: Names that no one else can look up: RFC 2606, 6761, 6762, 7686, 8375, ICANN's ``internal``,
#: and those that makers of routers and offices have made up. (``example`` may be shown anywhere.)
_NOT_PUBLIC = (
    *("localhost", "local", "internal", "test", "invalid", "onion", "home.arpa"),
    *("lan", "home", "corp", "intranet", "private", "localdomain", "intra", "workgroup"),
)


def plain(host: str) -> str:
    """A host in small ASCII where that is all it is: dots of other scripts, escapes undone."""
    text = unicodedata.normalize("NFKC", unquote(host)).replace("\u3002", ".").lower()
    return text.removesuffix(".")


def number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is, in any spelling; None for a name.

    Raises `ValueError` where a browser would refuse it: it ends in a number and is no address.

    >>> number("2130706433"), number("0x7f.1"), number("paserkab.go.id")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), None)
    """
    if host.startswith("["):
        return ipaddress.IPv6Address(host[1:-1].partition("%")[0])
    parts = host.split(".")
    if not _is_number(parts[-1]):
        return None
    if len(parts) > 4:
        raise ValueError(host)
    values = [_value(part) for part in parts]
    limit = 256 ** (5 - len(values))
    if any(value > 255 for value in values[:-1]) or values[-1] >= limit:
        raise ValueError(host)
    whole = values[-1]
    for place, value in enumerate(values[:-1]):
        whole += value * 256 ** (3 - place)
    return ipaddress.IPv4Address(whole)


def _is_number(part: str) -> bool:
    if part.startswith("0x"):
        return all(sign in "0123456789abcdef" for sign in part[2:])
    return part.isascii() and part.isdigit()


def _value(part: str) -> int:
    """A part in decimal, octal (a leading 0) or hexadecimal (0x) digits."""
    if not _is_number(part) or len(part) > 24:
        raise ValueError(part)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)


def is_public(host: str) -> bool:
    """Whether a host (as `plain` gives it) can be reached from anywhere, as far as it tells."""
    try:
        address = number(host)
    except ValueError:
        return False
    if address is None:
        ends = any(host == name or host.endswith(f".{name}") for name in _NOT_PUBLIC)
        return "." in host and not ends
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return (mapped or address).is_global and not address.is_multicast
