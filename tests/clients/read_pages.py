"""What others find in pages: ``read_pages.py extruct <file> …`` or ``… signposting <address> …``.

extruct reads all marked-up data of a file, the signposting library the links of a page that is
served. Says a list, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import extruct
from signposting.htmllinks import find_signposting_html

kind, *places = sys.argv[1:]


def marked(path: str) -> dict[str, Any]:
    """What extruct finds in the two syntaxes that search engines read data from."""
    page = Path(path).read_text(encoding="utf-8")
    syntaxes = ["json-ld", "microdata"]
    return extruct.extract(page, syntaxes=syntaxes, errors="strict")  # type: ignore[no-any-return]


def signposts(address: str) -> list[list[str]]:
    """Relation, target and media type of each signpost."""
    found = find_signposting_html(address)
    return sorted([str(s.rel), str(s.target), str(s.type or "")] for s in found)


print(json.dumps([marked(place) if kind == "extruct" else signposts(place) for place in places]))
