"""Which files of a site go into the ZIP, and under which names they can be unpacked anywhere.

A name that Windows refuses (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), that
differs from another in capitals alone, or that is too long, is replaced by a digest.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

#: The longest name in the ZIP's folder: with that folder and a place to unpack it in, a path
#: stays within the 260 characters that Windows allows.
LONGEST = 150
_TOP = 24
#: Of the site's own running: nothing of it is of use in a folder, or holds there.
_NEVER = frozenset(
    {"404.html", "SHA256SUMS", "luring.json", "pekerja-luring.js", "robots.txt", "sitemap.xml"}
)
_MAPS = re.compile(r"sitemap-[0-9]+\.xml")
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|[. ]$')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
_DATASET = re.compile(r"(?:[a-z]{2,3}/|api/v1/)?datasets/(?P<id>[^/]+/[^/]+)/(?P<rest>.+)")
#: What pages show or need, of the files beside a dataset's page.
_SHOWN = (".html", ".svg", ".png", ".webp", ".css", ".js")


def is_wanted(name: str) -> bool:
    """Whether a file of the site belongs into the ZIP at all."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return not (hidden or name in _NEVER or _MAPS.fullmatch(name))


def is_large_download(name: str) -> bool:
    """Whether a file is left out where only small downloads are wanted.

    Left out are all files of datasets but the tables' newest CSV, also those of versions.
    """
    found = _DATASET.fullmatch(name)
    if found is None or name.endswith(_SHOWN):
        return False
    return "/" in found["rest"] or not name.endswith(".csv")


def dataset(name: str) -> str:
    """The id of the dataset that a file of the site belongs to; empty: to none."""
    found = _DATASET.fullmatch(name)
    return found["id"] if found else ""


def top_folder(name: str, as_of: str) -> str:
    """The ZIP's one folder: the portal's name in plain letters, and the day of the data."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_TOP].strip("-")
    return f"{slug or 'data'}-{as_of}"


def places(names: Iterable[str]) -> dict[str, str]:
    """Of each file of the site its name in the ZIP's folder; the same names, the same places."""
    taken: set[str] = set()
    found = {}
    for name in sorted(names):
        place = name
        if not _fits(name) or name.lower() in taken:
            place = _short(name)
        taken.add(place.lower())
        found[name] = place
    return found


def _fits(name: str) -> bool:
    parts = name.split("/")
    plain = not any(_REFUSED.search(part) or _DEVICE.fullmatch(part) for part in parts)
    return plain and len(name) <= LONGEST


def _short(name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    suffix = PurePosixPath(name).suffix
    return f"lain/{digest}{suffix if re.fullmatch(r'[.][a-z0-9]{1,10}', suffix) else ''}"
