"""What a page weighs when it is opened, against what its kind may weigh.

KB are 1,000 bytes after gzip -9. Measured is the first view: the page, its style sheets and
scripts, and the fonts, pictures and icon that a browser loads at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..findings import Finding
from .base import Answer, Check, fault
from .whole import MAIN, Note, Notes, Site


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a page may weigh, in KB, and ask for, in files."""

    total: float
    requests: int
    html: float
    css: float
    js: float


#: The limits by kind of page. A kind that is not named is a list of cards, as in the catalogue.
LIMITS = {
    "home": Limit(25, 6, 8, 7, 1),
    # Of its HTML 1 KB is what programs read of it: links in the head, schema.org.
    "dataset": Limit(30, 7, 13, 7, 3),
    "agency": Limit(22, 6, 6, 7, 1),
    # The whole table, SQL, what can be joined: what loads after a tap is weighed by its own test.
    "explore": Limit(40, 8, 6, 9, 9),
    # How to take a dataset away: code, citations, embedding, sharing.
    "use": Limit(32, 7, 10, 7, 2),
    "sheet": Limit(24, 7, 5, 8, 1),
    "embed": Limit(14, 3, 10, 3, 0),
    "area": Limit(34, 7, 12, 8, 2),
    "question": Limit(36, 8, 8, 7, 3),
    "guide": Limit(85, 9, 6, 31, 36),
    # One long page to look things up in, each entry with an address that is for ever.
    "reference": Limit(40, 8, 12, 7, 4),
}
#: The limits of the catalogue by how many datasets there are; in between, in proportion.
CATALOGUE = (
    (300, Limit(40, 8, 8, 7, 4 + 10)),
    (1_000, Limit(75, 8, 8, 7, 4 + 45)),
    (10_000, Limit(210, 8, 8, 7, 4 + 175)),
)
#: What hashes that do not pack, and the page's own address, may add where a site has one (KB).
GUARD = 0.2
#: The limit of a dataset's page holds for tables of up to so many columns.
COLUMNS = 12


def kind(note: Note, site: Site) -> str:
    """What kind of page it is: as it says itself, else by its address."""
    if said := note.body.get("data-jenis", ""):
        return said
    if not note.is_data:
        return "guide"
    parts = site.plain(note.path).split("/")
    if parts == ["index.html"]:
        return "home"
    if parts[0] == "datasets" and parts[-1] == "index.html":
        return {3: "agency", 4: "dataset"}.get(len(parts), "list")
    return "catalogue" if parts[0] == "katalog" else "list"


def limit(kind: str, datasets: int) -> Limit:
    """The limits of a kind of page on a site of that many datasets."""
    if kind in LIMITS:
        return LIMITS[kind]
    count, least = CATALOGUE[0]
    if datasets <= count:
        return least
    for (low, small), (high, large) in pairwise(CATALOGUE):
        if datasets <= high:
            part = (datasets - low) / (high - low)
            return Limit(
                total=small.total + part * (large.total - small.total),
                requests=small.requests,
                html=small.html,
                css=small.css,
                js=small.js + part * (large.js - small.js),
            )
    return CATALOGUE[-1][1]


def _site(notes: Notes, site: Site) -> Answer:
    kinds = {note.path: kind(note, site) for note in notes.all}
    counted = sum(kinds[n.path] == "dataset" and site.language(n.path) == MAIN for n in notes.all)
    looked = 0
    found: list[Finding] = []
    for note in notes.all:
        columns = _number(note.body.get("data-kolom", ""))
        if kinds[note.path] == "dataset" and columns > COLUMNS:
            continue
        looked += 1
        datasets = _number(note.body.get("data-jumlah", "")) or counted
        found += _over(note, limit(kinds[note.path], datasets), kinds[note.path], site)
    return looked, found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _over(note: Note, most: Limit, kind: str, site: Site) -> Iterator[Finding]:
    """Each limit that the page is over."""
    parts = {"css": 0, "js": 0, "other": 0}
    for name, path in note.loads:
        parts[name] += site.weight(path)
    more = GUARD if note.guarded else 0
    sizes = {
        "html": (note.weight, most.html + more),
        "css": (parts["css"], most.css),
        "js": (parts["js"], most.js),
        "total": (note.weight + sum(parts.values()), most.total + more),
    }
    for name, (size, allowed) in sizes.items():
        if size > allowed * 1_000:
            yield fault(
                f"site-budget-{name}",
                note.path,
                kind=kind,
                size=round(size / 1_000, 1),
                most=round(float(allowed), 1),
            )
    requests = 1 + len(note.loads)
    if requests > most.requests:
        yield fault(
            "site-budget-requests", note.path, kind=kind, count=requests, most=most.requests
        )


CHECK = Check(site=_site)
