"""This program as a wheel: what a portal carries, so that it needs no registry for it.

The wheel is put together from the files in use, be they installed or a checkout; the same
files give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .base import ScaffoldError

DISTRIBUTION = "terbuka"
PACKAGE = Path(__file__).resolve().parent.parent
FILES = Path(__file__).resolve().parent / "files"
SHARED = FILES / "shared"  # filled when a wheel is built; a checkout has them at its root

_WHEEL = """\
Wheel-Version: 1.0
Generator: terbuka
Root-Is-Purelib: true
Tag: py3-none-any
"""


def shared_patterns() -> list[str]:
    """The names of the files that every portal has in common, some with a star."""
    return (FILES / "shared.txt").read_text(encoding="utf-8").split()


def shared_files() -> Iterator[tuple[str, bytes]]:
    """The files that this repository and every portal have in common: path and content."""
    base = SHARED if SHARED.is_dir() else PACKAGE.parent
    for pattern in shared_patterns():
        for path in sorted(base.glob(pattern)):
            yield path.relative_to(base).as_posix(), path.read_bytes()


def build() -> tuple[str, bytes]:
    """The wheel's file name and bytes; `ScaffoldError` where the program is not installed."""
    try:
        installed = importlib.metadata.distribution(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError as problem:
        raise ScaffoldError("not-installed") from problem
    version = installed.version
    info = f"{DISTRIBUTION}-{version}.dist-info"
    content = dict(_package())
    content[f"{info}/WHEEL"] = _WHEEL.encode()
    for name in ("METADATA", "entry_points.txt"):
        content[f"{info}/{name}"] = (installed.read_text(name) or "").encode()
    licence = installed.read_text("licenses/LICENSE")
    if licence:
        content[f"{info}/licenses/LICENSE"] = licence.encode()
    content[f"{info}/RECORD"] = _record(content, f"{info}/RECORD").encode()
    return f"{DISTRIBUTION}-{version}-py3-none-any.whl", _zip(content)


def _package() -> Iterator[tuple[str, bytes]]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes()
    if not SHARED.is_dir():
        where = SHARED.relative_to(PACKAGE.parent).as_posix()
        for name, data in shared_files():
            yield f"{where}/{name}", data


def _record(content: dict[str, bytes], own: str) -> str:
    rows = []
    for name, data in sorted(content.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        rows.append(f"{name},sha256={digest},{len(data)}\n")
    return "".join([*rows, f"{own},,\n"])


def _zip(content: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(content.items()):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
