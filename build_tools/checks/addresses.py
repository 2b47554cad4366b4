"""Evidence that the public cannot open is none: what an address alone tells about that.

No address is visited. What is surely closed is an error; what may need an account, expires or
hides where it leads is a warning, with what to look at. Whether a link of Google Drive, OneDrive
or the like is shared with everyone stands in the settings of the file, not in its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from ..findings import Finding, Severity, finding
from ..model import Dataset, Resource
from . import hosts
from .profiled import TextCheck, given, present
from .reference import Reference

_COMPUTER = re.compile(r"(?:file:|[A-Za-z]:[\\/]|\\\\|//|/|~|\.\.?[\\/])", re.IGNORECASE)
_SCHEME = re.compile(r"https?:[/\\]{0,2}", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_PASSWORD = re.compile(r"(?<=[/\\:])[^/\\?#]*@")
_ACCOUNT = re.compile(r"^/drive/u/[0-9]+/")
#: Pages that show everyone something else than their owner: host, begin of the path.
_OWN = (
    *(("accounts.google.com", "/"), ("mail.google.com", "/"), ("web.telegram.org", "/")),
    *(("drive.google.com", f"/drive/{own}") for own in ("home", "my-drive", "shared-with-me")),
    *(("drive.google.com", f"/drive/{own}") for own in ("recent", "starred", "computers")),
    *(("web.whatsapp.com", "/"), ("chat.whatsapp.com", "/"), ("t.me", "/c/")),
    *(("outlook.office.com", "/mail"), ("outlook.live.com", "/mail"), ("www.dropbox.com", "/home")),
    *(("login.microsoftonline.com", "/"), ("login.live.com", "/")),
)
#: Where files are shared with some or with everyone, and the address is the same.
_SHARED = ("drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms", "sharepoint.com")
_SHORT = (
    "bit.ly",
    "s.id",
    "tinyurl.com",
    "goo.gl",
    "t.ly",
    "is.gd",
    "cutt.ly",
    "rb.gy",
    "forms.gle",
)
_PUBLISHED = re.compile(r"/(?:document|spreadsheets|presentation|forms)/d/e/")
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|masuk|auth|wp-admin|admin)(?:[/.]|$)")
_PASSING = frozenset({"x-amz-expires", "x-amz-signature", "expires", "signature", "token", "sig"})


def openness(address: str) -> tuple[Severity, str] | None:
    """Whether an address is surely closed to the public, or may be, and why; None: it is open.

    The reason is a case of the words: ``computer``, ``scheme``, ``password``, ``network``,
    ``own`` (errors); ``shared``, ``short``, ``login``, ``passing``, ``number`` (warnings).
    """
    text = _CONTROL.sub("", address)
    scheme = _SCHEME.match(text)
    if scheme is None:
        # a letter and a colon is a drive of a computer, though it has the form of a scheme
        is_path = _COMPUTER.match(text)
        return Severity.ERROR, "computer" if is_path else "scheme"
    rest = text[scheme.end() :].replace("\\", "/")
    try:
        parts = urlsplit(f"https://{rest.lstrip('/')}")
        host = hosts.plain(parts.hostname or "")
    except ValueError:
        return Severity.ERROR, "network"
    if "@" in parts.netloc:
        return Severity.ERROR, "password"
    if parts.netloc.startswith("["):
        host = f"[{host}]"
    if not hosts.is_public(host):
        return Severity.ERROR, "network"
    path = _ACCOUNT.sub("/drive/", unquote(parts.path).lower() or "/")
    if any(host == own and path.startswith(begin) for own, begin in _OWN):
        return Severity.ERROR, "own"
    reason = _doubt(host, path, parts.query)
    return (Severity.WARNING, reason) if reason else None


def _doubt(host: str, path: str, query: str) -> str:
    """Why an address may be closed to some, or soon; empty where nothing says so."""
    if hosts.number(host) is not None:
        return "number"
    if any(host == name or host.endswith(f".{name}") for name in _SHARED):
        return "" if _PUBLISHED.match(path) else "shared"
    if host.removeprefix("www.") in _SHORT:
        return "short"
    if _LOGIN.search(path) or "intranet" in host.split("."):
        return "login"
    named = {key.lower() for key, _ in parse_qsl(query[:2_000], keep_blank_values=True)}
    return "passing" if named & _PASSING else ""


class _Evidence(TextCheck):
    """Columns of addresses that everyone must be able to open."""

    def look(self, name: str, text: str) -> Iterator[Finding]:
        found = openness(text)
        if found:
            severity, reason = found
            code = "evidence-not-public" if severity is Severity.ERROR else "evidence-doubtful"
            yield finding(code, severity, type=reason, cell=shown(text, reason))


def shown(text: str, reason: str) -> str:
    """The address for a message, without a password; empty: as it stands."""
    if reason != "password":
        return ""
    begin = text[:2_000]
    return _PASSWORD.sub("…@", begin)[:200] if "@" in begin else "…"


def evidence(dataset: Dataset, resource: Resource, reference: Reference) -> TextCheck | None:
    """The check of evidence; None where a profile asks for none."""
    profile = given(resource)
    names = present(resource, profile.evidence) if profile else []
    return _Evidence(resource, names) if names else None
