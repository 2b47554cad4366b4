"""Draws the picture shown where a page is shared: the mark, no words and no coat of arms.

python tests/share_picture.py
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 1200, 630
GREEN, DARK, BAND, WHITE = (11, 79, 74), (8, 59, 55), (13, 92, 86), (255, 255, 255)
BARS = ((390, 150), (530, 310), (670, 230), (810, 390))  # left edge and height
BAR_WIDTH, FLOOR = 84, 510


def colour(x: int, y: int) -> tuple[int, int, int]:
    """The colour of one pixel: bars before a field of diagonal bands."""
    for left, height in BARS:
        if left <= x < left + BAR_WIDTH and FLOOR - height <= y < FLOOR:
            return WHITE
    if y >= HEIGHT - 40:
        return DARK
    return BAND if (x + y) // 90 % 2 else GREEN


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file."""
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def picture() -> bytes:
    """The whole PNG file, with a palette."""
    palette = (GREEN, DARK, BAND, WHITE)
    rows = (b"\0" + bytes(palette.index(colour(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"PLTE", b"".join(map(bytes, palette))),
            chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            chunk(b"IEND", b""),
        )
    )


if __name__ == "__main__":
    theme = Path(__file__).parent.parent / "build_tools" / "theme"
    (theme / "img" / "bagikan.png").write_bytes(picture())
