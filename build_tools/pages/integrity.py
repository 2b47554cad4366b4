"""What a script must be, said where a page loads it (Subresource Integrity).

A browser then runs nothing that was changed on the host after it was published
(https://www.w3.org/TR/sri-2/). It cannot check what was opened from a file, and blocks it: a
site without an address, which may be read from a folder, states nothing.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from ..model import OutputFile, Portal


@dataclass(frozen=True, slots=True)
class Script:
    """A script that a page loads: its address below the site's root, and what it must be."""

    address: str
    integrity: str  # empty: nothing is stated


def script_of(portal: Portal, address: str, content: bytes) -> Script:
    """A script with that address and content."""
    stated = portal.site_url.startswith(("https://", "http://"))
    return Script(address, integrity(content) if stated else "")


def made_script(portal: Portal, file: OutputFile) -> Script:
    """A script that was made of the portal's data."""
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    return script_of(portal, file.path.as_posix(), content)


def integrity(content: bytes) -> str:
    """What the ``integrity`` attribute says of a file of that content."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"
