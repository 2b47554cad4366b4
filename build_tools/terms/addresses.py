"""Addresses of what is published: absolute where the site's own is known, encoded as IRIs."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

#: Stands for the site's address where it is not known (RFC 6761: `.invalid` never resolves). It is
#: never published: `Addresses.relative` takes it out again.
UNKNOWN = "https://alamat-belum-diisi.invalid/"

#: What an address may hold as it stands (RFC 3986: reserved and unreserved, and escapes).
_KEPT = "%/:?#[]@!$&'()*+,;=-._~"
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def encoded(address: str) -> str:
    """A web address as an IRI that every parser takes; empty for what is none.

    >>> encoded("https://contoh.go.id/a b/{x}?q=é"), encoded("javascript:alert(1)")
    ('https://contoh.go.id/a%20b/%7Bx%7D?q=%C3%A9', '')
    """
    address = address.strip()
    if not _WEB.match(address) or not _sound(address):
        return ""
    clean = _BROKEN_ESCAPE.sub("%25", address.encode("utf-8", "replace").decode("utf-8"))
    # A bracket stands in the name of a host alone, a second "#" nowhere.
    head, mark, tail = clean.partition("#")
    scheme, _, rest = head.partition("://")
    host, slash, path = rest.partition("/")
    path = path.replace("[", "%5B").replace("]", "%5D")
    tail = tail.replace("#", "%23").replace("[", "%5B").replace("]", "%5D")
    return quote(f"{scheme.lower()}://{host}{slash}{path}{mark}{tail}", safe=_KEPT)


def _sound(address: str) -> bool:
    """Whether clients can take it apart: a host in brackets that never ends stops them."""
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def within(address: str, base: str) -> bool:
    """Whether an address is ``base`` or lies below it, in whatever way it is written.

    >>> within("HTTP://Contoh.go.id:80//a/%62/../b/c", "https://contoh.go.id/a/b/")
    True
    >>> within("https://contoh.go.id/a/bc", "https://contoh.go.id/a/b/"), within("", "https://x/")
    (False, False)
    """
    if not address or not base:
        return False
    (host, path), (own, below) = _place(address), _place(base)
    return host == own and f"{path}/".startswith(f"{below}/")


def _place(address: str) -> tuple[str, str]:
    """Host and path of an address as all ways to write it have them (RFC 3986, 6.2.2)."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2].lower()
    host = re.sub(r":(?:80|443)?$", "", host).rstrip(".")
    path = posixpath.normpath(f"/{unquote(parts.path)}").strip("/")
    return host, "" if path == "." else path


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site lies. ``base`` ends with a slash; empty `site_url`: it is not known."""

    base: str
    known: bool

    @classmethod
    def of(cls, site_url: str) -> Addresses:
        base = encoded(site_url)
        return cls(f"{base.rstrip('/')}/" if base else UNKNOWN, bool(base))

    def of_file(self, path: str) -> str:
        """The full address of a path below the site's root."""
        return self.base + quote(path, safe="/-._~!$&'()*+,;=@")

    def relative(self, content: str, path: str) -> str:
        """A text that is published at ``path``, without the stand-in for an unknown address.

        What began with it is relative to the file then, as Turtle, JSON-LD and RDF/XML allow.
        """
        if self.known:
            return content
        depth = len(PurePosixPath(path).parts) - 1
        return content.replace(UNKNOWN, "../" * depth or "./")
