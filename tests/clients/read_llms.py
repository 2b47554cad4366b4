"""Reads `llms.txt` with the parser of who proposed it: ``read_llms.py <file>``. Says it as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from llms_txt.core import parse_llms_file

if __name__ == "__main__":
    found = parse_llms_file(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sections = {name: [dict(link) for link in links] for name, links in found.sections.items()}
    said = {"title": found.title, "summary": found.summary, "sections": sections}
    print(json.dumps(said))
