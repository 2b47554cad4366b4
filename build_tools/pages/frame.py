"""How high a frame on a phone has to be for a document to be seen whole."""

from __future__ import annotations

import re
from html import unescape

#: How high things are in a frame of a phone, in CSS pixels; how many letters a line has there.
_LINE, _LETTERS, _WIDE, _HIGHEST = 21, 42, 336, 900
_TAG = re.compile("<[^>]*>")
_ROW = re.compile("(?s)<tr.*?</tr>")
_UNSEEN = re.compile(
    '(?s)<svg.*?</svg>|<thead class="pd-vh.*?</thead>|<caption.*?</caption>'
    "|(?<=</summary>).*?(?=</details>)"
)
_DRAWN = re.compile('class="(?:pd-svg pd-narrow|pd-areas)" viewBox="0 0 ([0-9]+) ([0-9]+)"')


def height(text: str, kind: str) -> int:
    """What a frame of a phone needs to show a document, in CSS pixels, rounded up to tens.

    Counted from its texts. No frame is told to be higher than a screen: the rest scrolls.
    """
    body = _UNSEEN.sub("", text.partition("<body")[2])
    blocks = re.split("</(?:h1|p|b|li|ul|figcaption|summary)>", _ROW.sub("", body))
    lines = sum(-(-len(shown) // _LETTERS) for part in blocks if (shown := _plain(part)))
    rows = sum(_high(row, kind == "bar") for row in _ROW.findall(body))
    drawn = sum(_WIDE * int(high) // int(wide) for wide, high in _DRAWN.findall(text))
    return min(_HIGHEST, -(-(60 + drawn + _LINE * lines + rows) // 10) * 10)


def _high(row: str, bars: bool) -> int:
    """The height of a row, by the cell that needs most lines; bars leave the name little room."""
    letters, room = (8, 15) if bars else (18, 21)
    lines = (1 + len(_plain(cell)) // letters for cell in re.split("</t[dh]>", row))
    return room + 19 * min(5, max(lines))


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", markup)).split())
